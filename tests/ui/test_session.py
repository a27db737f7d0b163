from __future__ import annotations

import os
import threading
from importlib import import_module
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reader.marks import STATE_ROLES, Filter, Lens, Role
from reader.model import Side, State
from reader.reading import read
from reader.ui.session import Focus, Level, Notice, Session
from reader.ui.walk import Walk

_LONG = 20_000


def opened(session: Session, paths: list[Path], qtbot: QtBot) -> Session:
    session.open_files(paths)
    settled(session, qtbot)
    assert session.comparison is not None
    return session


def settled(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not session.busy, timeout=_LONG)


@pytest.fixture
def notices(session: Session) -> list[Notice]:
    heard: list[Notice] = []
    session.notice_posted.connect(heard.append)
    return heard


def test_two_files_are_read_compared_and_marked(session: Session, pair: list[Path], qtbot: QtBot) -> None:
    heard: list[str] = []
    for name in ("documents_changed", "comparison_changed", "marks_changed", "focus_changed"):
        getattr(session, name).connect(lambda name=name: heard.append(name))
    opened(session, pair, qtbot)
    assert heard[-4:] == ["documents_changed", "comparison_changed", "marks_changed", "focus_changed"]
    assert session.left == session.comparison.left
    assert session.left.text == read(pair[0]).text
    assert session.right.text == read(pair[1]).text
    assert session.marks is not None
    assert session.marks.left


def test_the_older_document_goes_left(session: Session, pair: list[Path], qtbot: QtBot) -> None:
    opened(session, pair[::-1], qtbot)
    assert session.left.date < session.right.date
    assert session.paths == {Side.LEFT: pair[0], Side.RIGHT: pair[1]}


def test_files_fill_the_free_sides_one_by_one(session: Session, pair: list[Path], qtbot: QtBot) -> None:
    session.open_files([pair[1]])
    session.open_files([pair[0]])
    settled(session, qtbot)
    assert session.paths == {Side.LEFT: pair[1], Side.RIGHT: pair[0]}
    assert session.comparison is not None


def test_the_last_wish_for_a_side_wins(session: Session, pair: list[Path], tmp_path: Path, qtbot: QtBot) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Another text altogether. It has two sentences.", encoding="utf-8")
    session.open_files(pair)
    session.open_files([pair[0]], Side.RIGHT)
    session.open_files([other], Side.RIGHT)
    settled(session, qtbot)
    assert session.paths == {Side.LEFT: pair[0], Side.RIGHT: other}
    assert session.comparison.right.text == session.right.text == read(other).text


def test_swap_exchanges_everything(session: Session, pair: list[Path], qtbot: QtBot) -> None:
    opened(session, pair, qtbot)
    left, right = session.left.text, session.right.text
    session.set_focus(Focus(Side.LEFT, 3))
    session.swap()
    settled(session, qtbot)
    assert (session.left.text, session.right.text) == (right, left)
    assert session.paths == {Side.LEFT: pair[1], Side.RIGHT: pair[0]}
    assert session.focus == Focus(Side.RIGHT, 3)


def test_swapping_what_is_still_being_compared_loses_nothing(
    session: Session, pair: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    opened(session, pair, qtbot)
    other = tmp_path / "other.txt"
    other.write_text("Another text altogether. It has two sentences.", encoding="utf-8")
    engine, gate = import_module("reader.compare.engine"), threading.Event()
    real = engine.compare
    monkeypatch.setattr(engine, "compare", lambda *given, **how: gate.wait(20) and real(*given, **how))
    session.open_files([other], Side.RIGHT)
    qtbot.waitUntil(lambda: session.busy.startswith("Comparing"), timeout=_LONG)
    session.swap()
    gate.set()
    settled(session, qtbot)
    assert session.paths == {Side.LEFT: other, Side.RIGHT: pair[0]}
    assert session.comparison.left.text == read(other).text


def test_texts_are_shown_before_a_long_comparison_and_the_reader_stays_in_place(
    session: Session, pair: list[Path], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    engine, gate = import_module("reader.compare.engine"), threading.Event()
    real = engine.compare
    monkeypatch.setattr(engine, "compare", lambda *given, **how: gate.wait(20) and real(*given, **how))
    session.open_files(pair)
    qtbot.waitUntil(lambda: session.left is not None, timeout=_LONG)
    assert session.comparison is None
    assert session.busy == "Comparing …"
    session.set_focus(Focus(Side.LEFT, 5))
    gate.set()
    settled(session, qtbot)
    assert session.comparison is not None
    assert session.focus == Focus(Side.LEFT, 5)


def test_the_same_text_twice_is_allowed_and_said(
    session: Session, pair: list[Path], notices: list[Notice], qtbot: QtBot
) -> None:
    opened(session, [pair[0], pair[0]], qtbot)
    assert set(session.comparison.left_states) == {State.SHARED}
    assert [notice.level for notice in notices] == [Level.INFO]
    assert session.differences() == []


def test_a_pasted_text_becomes_a_document(session: Session, pair: list[Path], qtbot: QtBot) -> None:
    session.open_text("Xi said the road is long. Trong agreed.", Side.RIGHT, "clipboard")
    session.open_files([pair[0]])
    settled(session, qtbot)
    assert session.right.source.name == "clipboard"
    assert session.paths == {Side.LEFT: pair[0], Side.RIGHT: None}
    assert session.comparison is not None


def test_an_empty_paste_changes_nothing(session: Session, notices: list[Notice], qtbot: QtBot) -> None:
    session.open_text(" \n", Side.LEFT, "clipboard")
    assert session.left is None
    assert [notice.level for notice in notices] == [Level.WARNING]


def bad_inputs(folder: Path) -> dict[str, Path]:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "huge.txt").write_bytes(b"One long line of words. " * (50_000_000 // 24 + 1))
    locked = folder / "locked.txt"
    locked.write_text("Secret.", encoding="utf-8")
    locked.chmod(0)
    return {
        "missing": folder / "missing.txt",
        "empty": folder / "empty.txt",
        "binary": folder / "binary.txt",
        "huge": folder / "huge.txt",
        "folder": folder,
        "locked": locked,
    }


@pytest.mark.parametrize("what", ["missing", "empty", "binary", "huge", "folder", "locked"])
def test_bad_input_is_one_sentence_and_loses_nothing(
    what: str, session: Session, pair: list[Path], notices: list[Notice], tmp_path: Path, qtbot: QtBot
) -> None:
    path = bad_inputs(tmp_path)[what]
    if what == "locked" and os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    opened(session, pair, qtbot)
    before = session.comparison
    session.open_files([path], Side.RIGHT)
    settled(session, qtbot)
    assert [notice.level for notice in notices] == [Level.ERROR]
    assert notices[0].report == "", notices[0].report
    assert "\n" not in notices[0].text
    assert session.comparison is before
    assert session.paths == {Side.LEFT: pair[0], Side.RIGHT: pair[1]}


def test_of_two_files_the_good_one_is_shown_in_an_empty_window(
    session: Session, pair: list[Path], notices: list[Notice], tmp_path: Path, qtbot: QtBot
) -> None:
    session.open_files([tmp_path / "missing.txt", pair[1]])
    settled(session, qtbot)
    assert session.left is None
    assert session.right.text == read(pair[1]).text
    assert len(notices) == 1


def test_a_mistake_of_our_own_comes_with_a_report(
    session: Session, pair: list[Path], notices: list[Notice], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def broken(*_given: object, **_how: object) -> None:
        raise RuntimeError("the engine fell over")

    engine = import_module("reader.compare.engine")
    monkeypatch.setattr(engine, "compare", broken)
    session.open_files(pair)
    settled(session, qtbot)
    assert session.left is not None
    assert session.comparison is None
    assert "RuntimeError: the engine fell over" in notices[0].report
    assert "Python" in notices[0].report


def test_a_filter_chooses_exactly_the_speakers_sentences(session: Session, pair: list[Path], qtbot: QtBot) -> None:
    opened(session, pair, qtbot)
    session.toggle_speaker("Nguyen Phu Trong")
    for side in Side:
        chosen = {(m.start, m.end) for m in session.marks.of(side) if m.role is Role.CHOSEN}
        said = {(s.start, s.end) for s in session.document(side).sentences if s.speaker == "Nguyen Phu Trong"}
        assert chosen == said
        assert chosen
    session.toggle_speaker("Nguyen Phu Trong")
    assert session.filter == Filter()


@pytest.mark.parametrize("side", list(Side))
def test_a_document_alone_can_be_filtered(session: Session, pair: list[Path], side: Side, qtbot: QtBot) -> None:
    session.open_files([pair[0]], side)
    settled(session, qtbot)
    session.toggle_speaker("Nguyen Phu Trong")
    document = session.document(side)
    chosen = {(m.start, m.end) for m in session.marks.of(side) if m.role is Role.CHOSEN}
    said = [s for s in document.sentences if s.speaker == "Nguyen Phu Trong"]
    assert chosen == {(s.start, s.end) for s in said}
    assert session.marks.of(side.other) == ()
    assert not {m.role for m in session.marks.of(side)} & set(STATE_ROLES)
    for sentence in (*said, said[0]):
        session.focus_picked(1)
        assert session.focus == Focus(side, sentence.index)
    session.focus_picked(-1)
    assert session.focus == Focus(side, said[-1].index)


def test_a_filter_outlives_a_swap_but_not_its_documents(
    session: Session, pair: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Rain fell. The river rose.", encoding="utf-8")
    opened(session, pair, qtbot)
    session.toggle_speaker("Xi Jinping")
    session.swap()
    settled(session, qtbot)
    assert session.filter.speakers == {"Xi Jinping"}
    assert session.marks.filter == session.filter
    session.open_files([other, other])
    settled(session, qtbot)
    assert session.filter == Filter()


def test_the_lens_changes_the_marks_and_nothing_else(session: Session, pair: list[Path], qtbot: QtBot) -> None:
    opened(session, pair, qtbot)
    session.set_focus(Focus(Side.LEFT, 2))
    with qtbot.waitSignal(session.marks_changed):
        session.set_lens(Lens.SHARED)
    assert session.marks.lens is Lens.SHARED
    assert session.focus == Focus(Side.LEFT, 2)


def test_every_reworded_or_novel_sentence_is_a_stop_or_told_by_one(
    session: Session, pair: list[Path], qtbot: QtBot
) -> None:
    opened(session, pair, qtbot)
    stops = session.differences()
    assert len(stops) == len(set(stops))
    for side in Side:
        for index, state in enumerate(session.comparison.states(side)):
            focus = Focus(side, index)
            if state in (State.SHARED, State.ECHO):
                assert focus not in stops
            elif focus not in stops:
                assert state is State.REWORDED
                assert session.walk.stop(focus) in stops
                assert session.walk.position(focus) is not None


def test_going_where_one_is_brings_it_back_into_sight(session: Session, pair: list[Path], qtbot: QtBot) -> None:
    opened(session, pair, qtbot)
    session.focus_difference(1)
    with qtbot.waitSignal(session.focus_changed, timeout=1000):
        session.set_focus(session.focus)


def test_walking_forward_visits_every_difference_once_and_back_again(
    session: Session, pair: list[Path], qtbot: QtBot
) -> None:
    opened(session, pair, qtbot)
    seen = []
    while session.next_difference(1) is not None:
        session.focus_difference(1)
        seen.append(session.focus)
    assert seen == session.differences()
    session.focus_difference(1)
    assert session.focus == seen[-1]
    for expected in seen[-2::-1]:
        session.focus_difference(-1)
        assert session.focus == expected


def test_from_a_counterpart_the_walk_goes_on_from_its_stop(session: Session, pair: list[Path], qtbot: QtBot) -> None:
    opened(session, pair, qtbot)
    walk = session.walk
    reworded = next(stop for stop in walk.differences if walk.role(stop) is Role.REWORDED)
    session.set_focus(next(p for p in session.partners(reworded) if p.side is Side.RIGHT))
    assert walk.differences[session.position()].side is Side.LEFT
    at = session.position()
    session.focus_difference(1)
    assert session.focus == walk.differences[at + 1]


def test_a_state_and_a_formulation_are_stepped_through_in_a_ring(
    session: Session, pair: list[Path], qtbot: QtBot
) -> None:
    opened(session, pair, qtbot)
    stops = session.walk.stops[Role.REWORDED]
    for expected in (*stops, stops[0]):
        session.focus_role(Role.REWORDED)
        assert session.focus == expected
    places = session.walk.places(0)
    session.set_focus(None)
    for expected in (*places, places[0]):
        session.focus_formulation(0)
        assert session.focus == expected
    assert {place.side for place in places} == set(Side)


def test_stops_of_each_state_are_in_reading_order(session: Session, pair: list[Path], qtbot: QtBot) -> None:
    walk: Walk = opened(session, pair, qtbot).walk
    for stops in (*walk.stops.values(), walk.differences):
        assert [walk.key(stop) for stop in stops] == sorted(walk.key(stop) for stop in stops)
        for side in Side:
            own = [stop.sentence for stop in stops if stop.side is side]
            assert own == sorted(own)


def test_export_writes_the_file_and_says_so(
    session: Session, pair: list[Path], notices: list[Notice], tmp_path: Path, qtbot: QtBot
) -> None:
    opened(session, pair, qtbot)
    target = tmp_path / "page.html"
    session.export_to(target, "html")
    settled(session, qtbot)
    assert target.read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    assert [(notice.level, notice.path) for notice in notices] == [(Level.INFO, str(target))]


def test_an_export_that_fails_leaves_what_was_there(
    session: Session, pair: list[Path], notices: list[Notice], tmp_path: Path, qtbot: QtBot
) -> None:
    opened(session, pair, qtbot)
    session.export_to(tmp_path / "nowhere" / "page.html", "html")
    settled(session, qtbot)
    assert [notice.level for notice in notices] == [Level.ERROR]
    assert notices[0].report == ""
    assert not (tmp_path / "nowhere").exists()
