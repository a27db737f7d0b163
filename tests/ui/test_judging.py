"""What the reader says is at work, can be undone, is kept at once, and is never lost to another document or window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reader.model import NONE, Judge, Note, Side, Verdict
from reader.project.recovery import Recovery
from reader.project.saved import Saved, open_saved
from reader.ui.judging import Judging
from reader.ui.session import Notice, Session

ONE = "Ships came to the harbour. Fish was sold there. The two sides met."
TWO = "Ships left the harbour. Salt was sold there. It rained."


@pytest.fixture
def texts(tmp_path: Path) -> list[Path]:
    paths = []
    for name, text in (("one", ONE), ("two", TWO), ("three", "Something else was said in another place.")):
        path = tmp_path / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def judging(session: Session, folder: Path) -> Judging:
    return Judging(session, folder)


@pytest.fixture
def settle(qtbot: QtBot) -> Callable[[Session], None]:
    def settled(session: Session) -> None:
        def is_settled() -> bool:
            at_work = session.comparison is not None and session.comparison.judgements != session.judgements
            return not session.busy and not at_work

        qtbot.waitUntil(is_settled, timeout=20_000)

    return settled


@pytest.fixture
def opened(session: Session, judging: Judging, texts: list[Path], settle: Callable[[Session], None]) -> Judging:
    session.open_files(texts[:2])
    settle(session)
    assert session.found is not None
    return judging


def kept(folder: Path) -> list[Saved]:
    """What would be found by the next start, were this process killed now."""
    from reader.project.saved import from_bytes

    return [from_bytes(path.read_bytes(), path.name) for path in sorted((folder / "recovery").glob("*.readout"))]


def test_a_pair_by_hand_is_shown_and_undone(opened, session, settle):
    assert opened.pair(2, 2, Verdict.REWORDED)
    settle(session)
    (mine,) = [match for match in session.comparison.matches if match.by is Judge.READER]
    assert (mine.left, mine.right) == ((2,), (2,))
    assert session.found.judgements == NONE
    assert session.undo_name == "call a pair reworded"
    opened.undo()
    settle(session)
    assert session.comparison == session.found
    assert (session.undo_name, session.redo_name) == ("", "call a pair reworded")
    opened.redo()
    settle(session)
    assert session.comparison.matches.count(mine) == 1


def test_the_panes_keep_focus_and_filter(opened, session, settle):
    from reader.ui.session import Focus

    session.set_focus(Focus(Side.RIGHT, 1))
    opened.pair(0, 1, Verdict.APART)
    settle(session)
    assert session.focus == Focus(Side.RIGHT, 1)


def test_every_word_is_kept_at_once(opened, session, folder, settle, qtbot):
    for number in range(5):
        opened.judge(session.judgements.with_note(Note(f"note {number}", (0,))), "write a note")
        qtbot.waitUntil(lambda: [one.judgements for one in kept(folder)] == [session.judgements], timeout=5000)
    assert opened.is_unsaved


def test_undoing_everything_leaves_nothing_to_recover(opened, session, folder, settle, qtbot):
    opened.pair(0, 0, Verdict.APART)
    qtbot.waitUntil(lambda: len(kept(folder)) == 1, timeout=5000)
    opened.undo()
    qtbot.waitUntil(lambda: kept(folder) == [], timeout=5000)
    assert not opened.is_unsaved


def test_saved_work_is_in_its_file_and_nowhere_else(opened, session, folder, tmp_path, settle, qtbot):
    opened.judge(session.judgements.with_note(Note("mine", (1,), (1,))), "write a note")
    path = tmp_path / "work.readout"
    opened.save_to(path)
    qtbot.waitUntil(lambda: opened.path == path, timeout=5000)
    assert open_saved(path).judgements == session.judgements
    assert not opened.is_unsaved
    qtbot.waitUntil(lambda: kept(folder) == [], timeout=5000)
    assert not opened.has_changed_on_disk()
    path.write_bytes(path.read_bytes() + b"\n")
    assert opened.has_changed_on_disk()


def test_a_saved_comparison_opens_as_it_was(opened, session, folder, tmp_path, settle, qtbot, texts):
    from reader.ui.session import Focus

    opened.pair(2, 2, Verdict.ECHO)
    settle(session)
    session.set_focus(Focus(Side.LEFT, 2))
    path = tmp_path / "work.readout"
    opened.save_to(path)
    qtbot.waitUntil(lambda: opened.path == path, timeout=5000)
    shown = session.comparison

    session.open_files([texts[2]], Side.LEFT)
    settle(session)
    assert session.judgements == NONE
    assert opened.path is None
    for text in texts:
        text.unlink()
    session.open_files([path])
    settle(session)
    assert session.comparison == shown
    assert session.focus == Focus(Side.LEFT, 2)
    assert opened.path == path
    assert not opened.is_unsaved
    assert session.undo_name == ""
    qtbot.waitUntil(lambda: opened._keeping is None, timeout=5000)
    assert kept(folder) == []  # nothing in it is unsaved


def test_other_documents_do_not_take_unsaved_work_with_them(opened, session, folder, settle, texts):
    notices: list[Notice] = []
    session.notice_posted.connect(notices.append)
    opened.judge(session.judgements.with_note(Note("mine")), "write a note")
    before = session.judgements
    session.open_files([texts[2]], Side.RIGHT)
    settle(session)
    assert session.judgements == NONE
    assert not opened.is_unsaved
    assert any("Unsaved work" in notice.text for notice in notices)
    (left,) = opened.left_behind()
    assert left.saved.judgements == before

    # Work on the new pair is kept beside it, and the old one can be taken up again.
    opened.judge(session.judgements.with_note(Note("second")), "write a note")
    opened.take_up(left)
    settle(session)
    assert session.judgements == before
    assert opened.is_unsaved
    assert {one.judgements.notes[0].text for one in kept(folder)} == {"mine", "second"}
    assert [one.saved.judgements.notes[0].text for one in opened.left_behind()] == ["second"]


def test_the_same_files_again_keep_what_was_said(opened, session, settle, texts):
    opened.pair(2, 2, Verdict.REWORDED)
    opened.judge(session.judgements.with_note(Note("mine", (2,))), "write a note")
    settle(session)
    said = session.judgements
    session.open_files(texts[:2])
    settle(session)
    assert session.judgements == said


def test_swapping_mirrors_what_was_said(opened, session, settle):
    opened.judge(session.judgements.with_note(Note("mine", (2,))).with_pair(2, 1, Verdict.SHARED), "say much")
    settle(session)
    session.swap()
    settle(session)
    assert session.judgements == NONE.with_pair(1, 2, Verdict.SHARED).with_note(Note("mine", (), (2,)))
    assert session.undo_name == ""
    assert opened.is_unsaved


def test_closing_keeps_the_last_word(opened, session, folder):
    opened.judge(session.judgements.with_note(Note("the last word")), "write a note")
    opened.close()
    (found,) = Recovery(folder / "recovery").adopt()
    assert found.saved.judgements.notes[0].text == "the last word"


def test_two_windows_on_one_file(opened, session, folder, tmp_path, settle, qtbot):
    opened.judge(session.judgements.with_note(Note("mine")), "write a note")
    path = tmp_path / "work.readout"
    opened.save_to(path)
    qtbot.waitUntil(lambda: opened.path == path, timeout=5000)
    other = Session()
    notices: list[Notice] = []
    other.notice_posted.connect(notices.append)
    second = Judging(other, folder)
    other.open_work(path)
    settle(other)
    assert second.path is None
    assert any("open in another window" in notice.text for notice in notices)
    second.save_to(path)
    settle(other)
    assert [notice.text for notice in notices if "choose another name" in notice.text]
    opened.close()
    second.save_to(path)
    qtbot.waitUntil(lambda: second.path == path, timeout=5000)
    second.close()
    other.deleteLater()


def test_a_folder_that_is_gone_is_one_notice_and_the_work_stays(opened, session, tmp_path, settle, qtbot):
    notices: list[Notice] = []
    session.notice_posted.connect(notices.append)
    opened.judge(session.judgements.with_note(Note("mine")), "write a note")
    opened.save_to(tmp_path / "gone" / "work.readout")
    qtbot.waitUntil(lambda: bool(notices), timeout=5000)
    assert "could not be written" in notices[0].text
    assert opened.is_unsaved
    assert opened.path is None
    assert session.judgements.notes[0].text == "mine"


def test_an_exported_page_opens_as_the_comparison_it_was(opened, session, tmp_path, settle, qtbot):
    import reader

    opened.pair(2, 2, Verdict.REWORDED)
    opened.judge(session.judgements.with_note(Note("mine", (2,), (2,))), "write a note")
    settle(session)
    page = tmp_path / "page.html"
    page.write_text(reader.export(session.comparison, "html"), encoding="utf-8")
    shown = session.comparison
    session.open_files([page])
    settle(session)
    assert session.judgements == shown.judgements
    assert session.comparison.matches == shown.matches
    assert opened.path is None


def test_files_that_changed_on_disk_keep_what_was_said_of_what_is_still_there(opened, session, settle, texts):
    opened.judge(
        session.judgements.with_pair(2, 2, Verdict.REWORDED)
        .with_pair(0, 0, Verdict.APART)
        .with_note(Note("mine", (1,))),
        "say much",
    )
    settle(session)
    texts[0].write_text("A new beginning. " + ONE.removeprefix("Ships came to the harbour. "), encoding="utf-8")
    session.read_again()
    settle(session)
    assert session.left.text.startswith("A new beginning.")
    assert session.judgements == NONE.with_pair(2, 2, Verdict.REWORDED).with_note(Note("mine", (1,)))
