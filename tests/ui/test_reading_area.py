from __future__ import annotations

import json
from itertools import combinations, pairwise
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.marks import Filter, Lens
from reader.model import Document, MatchKind, Side
from reader.reading import parse, read
from reader.samples import samples
from reader.theme import load_theme
from reader.ui.session import Focus
from reader.ui.views.pane import Pane
from reader.ui.views.reading_area import ReadingArea
from reader.ui.views.timeline import common_order

PAIRS = list(combinations(samples(), 2))


@pytest.fixture
def compared(reading: Any, area: ReadingArea) -> ReadingArea:
    """A reading area with two samples, somewhere in the middle."""
    reading.compare(read(samples()[1].path), read(samples()[3].path))
    QApplication.processEvents()
    area.overview.setValue(area.overview.maximum() // 2)
    return area


def long_document(count: int) -> Document:
    return parse(
        "\n\n".join(f"Paragraph {k} says a thing of its own. It says it twice, {k} times over." for k in range(count))
    )


def heights(area: ReadingArea) -> list[int]:
    return [pane.verticalScrollBar().value() for pane in area.panes.values()]


def tops(area: ReadingArea, left: int, right: int) -> tuple[float, float]:
    """Where two sentences begin, from the upper edge of their panes."""
    one, other = (area.panes[side].sentence_rects(k) for side, k in ((Side.LEFT, left), (Side.RIGHT, right)))
    return one[0].top(), other[0].top()


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0].date} {pair[1].date}")
def test_both_panes_move_together(pair: Any, reading: Any, area: ReadingArea) -> None:
    reading.compare(read(pair[0].path), read(pair[1].path))
    QApplication.processEvents()
    pairs = common_order(reading.comparison.matches)
    area.overview.setValue(0)
    seen, level = [heights(area)], dict.fromkeys(pairs, 1e9)
    while area.overview.value() < area.overview.maximum():
        area.scrolling.scroll(Side.LEFT, 7)
        seen.append(heights(area))
    for before, after in pairwise(seen):
        assert all(0 <= b - a <= 8 for a, b in zip(before, after, strict=True))
    assert seen[0] == [0, 0]
    assert seen[-1] == [round(pane.text_height()) for pane in area.panes.values()]
    for left, right in pairs:
        reached = [area.scrolling.timeline.time_of(s, round(area.panes[s].height_of(k)))
                   for s, k in ((Side.LEFT, left), (Side.RIGHT, right))]  # fmt: skip
        area.overview.setValue(round(max(reached)))
        one, other = tops(area, left, right)
        level[left, right] = abs(one - other)
        assert abs(one - area.panes[Side.LEFT].eye()) <= area.panes[Side.LEFT].page.pitch
    assert pairs
    assert max(level.values()) <= 1


def test_the_first_and_the_last_line_can_reach_the_eye(compared: ReadingArea) -> None:
    pane = compared.panes[Side.LEFT]
    compared.overview.setValue(0)
    first = pane.sentence_rects(0)[0]
    assert abs(first.top() - pane.viewport().height() * 0.35) <= compared.panes[Side.LEFT].page.pitch
    compared.overview.setValue(compared.overview.maximum())
    last = pane.sentence_rects(len(pane.source.sentences) - 1)[-1]
    assert abs(last.bottom() - pane.viewport().height() * 0.35) <= pane.page.pitch


def test_a_text_is_opened_at_its_beginning(reading: Any, area: ReadingArea) -> None:
    reading.compare(read(samples()[1].path), read(samples()[3].path))
    QApplication.processEvents()
    first = [pane.sentence_rects(0)[0].top() for pane in area.panes.values()]
    assert 0 <= min(first) < 30
    assert max(first) < area.height() / 2


@pytest.mark.parametrize("side", list(Side))
def test_any_pair_in_focus_is_level_at_the_eye(side: Side, reading: Any, compared: ReadingArea) -> None:
    for match in reading.comparison.matches:
        if match.kind is MatchKind.ECHO:
            continue
        focus = Focus(side, match.sentences(side)[0])
        partner = compared._partners(focus)[0]
        reading.set_focus(focus)
        QApplication.processEvents()
        left, right = (focus.sentence, partner) if side is Side.LEFT else (partner, focus.sentence)
        one, other = tops(compared, left, right)
        assert abs(one - other) <= 1
        assert abs(one - compared.panes[side].eye()) <= compared.panes[side].page.pitch


def test_a_novel_sentence_in_focus_comes_to_the_eye(reading: Any, compared: ReadingArea) -> None:
    sentence = next(k for k, state in enumerate(reading.comparison.right_states) if state.value == "novel")
    reading.set_focus(Focus(Side.RIGHT, sentence))
    pane = compared.panes[Side.RIGHT]
    assert abs(pane.sentence_rects(sentence)[0].top() - pane.eye()) <= pane.page.pitch


def test_the_pair_in_focus_is_outlined_on_both_sides(reading: Any, compared: ReadingArea) -> None:
    accent = load_theme("light")["accent"].lower()
    match = next(m for m in reading.comparison.matches if m.kind is MatchKind.REWORDED)
    for focus in (None, Focus(Side.LEFT, match.left[0])):
        reading.set_focus(focus)
        for pane in compared.panes.values():
            image = pane.grab().toImage()
            colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 1) for y in range(200, 420)}
            assert (accent in colours) is (focus is not None)


def test_unlocked_panes_move_alone_and_locking_joins_them_again(
    reading: Any, compared: ReadingArea, qtbot: QtBot
) -> None:
    match = next(m for m in reading.comparison.matches if m.kind is MatchKind.REWORDED and not m.moved)
    reading.set_focus(Focus(Side.LEFT, match.left[0]))
    with qtbot.waitSignal(compared.locked_changed, check_params_cb=lambda locked: locked is False):
        compared.set_locked(False)
    left, right = heights(compared)
    compared.panes[Side.RIGHT].scroll_asked.emit(40.0)
    assert heights(compared) == [left, right + 40]
    compared.panes[Side.LEFT].scroll_asked.emit(-30.0)
    assert heights(compared) == [left - 30, right + 40]
    with qtbot.waitSignal(compared.locked_changed, check_params_cb=lambda locked: locked is True):
        compared.set_locked(True)
    one, other = tops(compared, match.left[0], match.right[0])
    assert abs(one - other) <= 1
    compared.panes[Side.RIGHT].scroll_asked.emit(40.0)
    assert heights(compared)[0] != left


def test_a_pane_that_scrolls_by_itself_takes_the_other_along(compared: ReadingArea) -> None:
    before = heights(compared)
    compared.panes[Side.RIGHT].verticalScrollBar().setValue(before[1] + 200)
    after = heights(compared)
    assert after[1] == before[1] + 200
    assert after[0] > before[0]
    assert abs(compared.scrolling.timeline.at(Side.LEFT, compared.overview.value()) - after[0]) <= 1.5


def test_keys_scroll_both_panes_to_the_ends(compared: ReadingArea) -> None:
    pane = compared.panes[Side.LEFT]
    QTest.keyClick(pane, Qt.Key.Key_End)
    assert heights(compared) == [round(p.text_height()) for p in compared.panes.values()]
    QTest.keyClick(pane, Qt.Key.Key_Home)
    assert heights(compared) == [0, 0]
    QTest.keyClick(pane, Qt.Key.Key_PageDown)
    assert min(heights(compared)) > 0


def test_tab_goes_from_pane_to_pane(compared: ReadingArea) -> None:
    compared.activateWindow()
    compared.focus_pane(Side.LEFT)
    QTest.keyClick(compared.panes[Side.LEFT], Qt.Key.Key_Tab)
    assert compared.panes[Side.RIGHT].hasFocus()
    QTest.keyClick(compared.panes[Side.RIGHT], Qt.Key.Key_Backtab)
    assert compared.panes[Side.LEFT].hasFocus()


def test_lens_filter_and_theme_keep_place_and_selection(reading: Any, compared: ReadingArea) -> None:
    pane = compared.panes[Side.LEFT]
    cursor = pane.textCursor()
    cursor.setPosition(400)
    cursor.setPosition(460, QTextCursor.MoveMode.KeepAnchor)
    pane.setTextCursor(cursor)
    QApplication.processEvents()
    before = pane.place(), pane.textCursor().selectedText()
    for lens in Lens:
        reading.set_lens(lens)
        reading.set_filter(Filter(frozenset({None})))
        compared.apply_theme(load_theme("dark"))
        reading.set_filter(Filter())
        compared.apply_theme(load_theme("light"))
        QApplication.processEvents()
        now = pane.place(), pane.textCursor().selectedText()
        assert now[1] == before[1]
        assert now[0][0] == before[0][0]
        assert abs(now[0][1] - before[0][1]) <= 1


@pytest.mark.parametrize("change", ["zoom", "font", "resize"])
def test_the_line_at_the_eye_stays_there(change: str, compared: ReadingArea) -> None:
    pane = compared.panes[Side.LEFT]
    offset = pane.place()[0]
    sentence = max(k for k, s in enumerate(pane.source.sentences) if s.start <= offset)
    {
        "zoom": lambda: compared.zoom(3),
        "font": lambda: compared.apply_font("DejaVu Serif", 15.0),
        "resize": lambda: compared.resize(900, 620),
    }[change]()
    QApplication.processEvents()
    now = pane.place()[0]
    assert abs(now - offset) < 90
    assert sentence - 1 <= max(k for k, s in enumerate(pane.source.sentences) if s.start <= now) <= sentence + 1


def test_zoom_has_limits_and_a_way_back(compared: ReadingArea) -> None:
    def size() -> float:
        return compared.panes[Side.LEFT].document().defaultFont().pointSizeF()

    before = size()
    for _ in range(40):
        compared.zoom(1)
    assert 40 < size() <= 48
    for _ in range(60):
        compared.zoom(-1)
    assert 7 <= size() < 8
    compared.reset_zoom()
    assert size() == before


def test_a_place_survives_json_and_a_new_window(reading: Any, compared: ReadingArea, qtbot: QtBot) -> None:
    compared.zoom(2)
    QApplication.processEvents()
    place = json.loads(json.dumps(compared.place()))
    again = ReadingArea(reading, load_theme("light"))
    qtbot.addWidget(again)
    again.resize(1180, 800)
    again.show()
    again.restore(place)
    QApplication.processEvents()
    assert heights(again) == heights(compared)
    assert again.place()["zoom"] == 2


@pytest.mark.parametrize(
    "nonsense", [{}, {"left": "x", "right": [1]}, {"left": [10**9, 0], "zoom": 400, "locked": None}]
)
def test_a_place_that_does_not_fit_does_no_harm(nonsense: dict[str, Any], compared: ReadingArea) -> None:
    compared.restore(nonsense)
    assert compared.is_locked
    assert all(
        0 <= h <= pane.text_height() + 1 for h, pane in zip(heights(compared), compared.panes.values(), strict=True)
    )


def test_swapping_the_sides_keeps_the_place(reading: Any, compared: ReadingArea) -> None:
    before = {pane.source.title: pane.place() for pane in compared.panes.values()}
    reading.compare(reading.right, reading.left)
    QApplication.processEvents()
    now = {pane.source.title: pane.place() for pane in compared.panes.values()}
    assert now.keys() == before.keys()
    assert any(abs(now[title][0] - before[title][0]) < 120 for title in now)
    assert compared.overview.value() > 100


def test_texts_are_shown_before_they_are_compared(reading: Any, area: ReadingArea) -> None:
    left, right = read(samples()[0].path), read(samples()[1].path)
    reading.show(left, right)
    assert all(pane.toPlainText() for pane in area.panes.values())
    assert area.panes[Side.LEFT].accessibleName().startswith("Left document: ")
    written = area.panes[Side.LEFT].document().firstBlock()
    reading.compare(left, right)
    assert area.panes[Side.LEFT].document().firstBlock() == written


def test_one_document_alone_can_be_read(reading: Any, area: ReadingArea) -> None:
    reading.show(read(samples()[0].path), None)
    QApplication.processEvents()
    area.scrolling.scroll(Side.LEFT, 300)
    assert area.panes[Side.LEFT].verticalScrollBar().value() > 0
    assert area.panes[Side.RIGHT].accessibleName() == "Right document: none yet"
    reading.show(None, None)
    assert area.panes[Side.LEFT].toPlainText() == ""
    assert area.overview.maximum() == 0


@pytest.mark.parametrize("text", ["", "\n\n", "x"])
def test_texts_with_nothing_in_them(text: str, reading: Any, area: ReadingArea) -> None:
    reading.compare(parse(text), read(samples()[0].path))
    area.grab()
    area.scrolling.scroll(Side.RIGHT, 500)
    area.find("x")
    area.find_step(1)
    assert area.panes[Side.RIGHT].verticalScrollBar().value() > 0


def test_find_counts_marks_and_walks_through_both_panes(reading: Any, compared: ReadingArea, qtbot: QtBot) -> None:
    found = compared.find("vietnam")
    texts = [reading.document(side).text.lower() for side in Side]
    assert found == tuple(text.count("vietnam") for text in texts)
    assert compared.find("vietnam", match_case=True) == (0, 0)
    assert compared.find("Viet", whole_word=True) == (0, 0)
    assert compared.find("  ") == (0, 0)
    compared.find("Vietnam")
    compared.scrolling.active = Side.LEFT
    compared.overview.setValue(0)
    seen = []
    for _ in range(sum(found)):
        with qtbot.waitSignal(compared.find_moved) as caught:
            compared.find_step(1)
        side, span = compared.search.current
        seen.append((side, span))
        pane = compared.panes[side]
        assert any(
            s.format.background().color().name() == load_theme("light")["accent"].lower()
            for s in pane.extraSelections()
        )
        assert abs(pane.height_at(span.start) - pane.verticalScrollBar().value()) <= 1
    assert caught.args[1] == sum(found)
    assert len(set(seen)) == sum(found)
    compared.find_step(1)
    assert compared.search.current == seen[0]
    compared.clear_find()
    assert not any(pane.extraSelections() for pane in compared.panes.values())


def test_a_wording_is_found_across_a_line_break(reading: Any, area: ReadingArea) -> None:
    reading.show(parse("He spoke of the Belt\nand Road (again)."), parse("Nothing of the kind."))
    assert area.find("belt and road") == (1, 0)
    assert area.find("(again)", whole_word=True) == (1, 0)


def test_copy_takes_the_selection_of_the_pane_used_last(compared: ReadingArea) -> None:
    for side in Side:
        cursor = compared.panes[side].textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.NextWord, QTextCursor.MoveMode.KeepAnchor, 3)
        compared.panes[side].setTextCursor(cursor)
    compared.scrolling.active = Side.RIGHT
    compared.copy()
    copied = QGuiApplication.clipboard().text()
    assert len(copied) > 8
    assert compared.panes[Side.RIGHT].source.text.startswith(copied)


def test_a_long_text_is_shown_at_once_and_completed_in_the_background(
    reading: Any, area: ReadingArea, qtbot: QtBot
) -> None:
    left, right = long_document(700), long_document(690)
    reading.show(left, right)
    pane = area.panes[Side.LEFT]
    assert not pane.page.is_complete
    assert pane.document().blockCount() < 200
    area.grab()
    area.scrolling.scroll(Side.LEFT, 900)
    place = pane.place()
    qtbot.waitUntil(lambda: all(p.page.is_complete for p in area.panes.values()), timeout=30_000)
    QApplication.processEvents()
    assert pane.document().blockCount() == 700
    assert abs(pane.place()[0] - place[0]) < 90
    reading.compare(left, right)
    qtbot.waitUntil(lambda: all(p.page.is_complete for p in area.panes.values()), timeout=30_000)
    QApplication.processEvents()
    assert abs(pane.place()[0] - place[0]) < 90
    assert area.find("Paragraph 689 ") == (1, 1)


def test_what_comes_into_sight_is_painted_at_once(reading: Any, area: ReadingArea, qtbot: QtBot) -> None:
    reading.compare(long_document(400), long_document(390))
    qtbot.waitUntil(lambda: all(p.page.is_complete for p in area.panes.values()), timeout=30_000)
    pane = area.panes[Side.LEFT]
    area.scrolling.scroll(Side.LEFT, 8000)
    area.grab()
    before = {number: shades(pane, number) for number in pane.paragraphs_in_sight()}
    assert len(before) > 2
    area.scrolling.scroll(Side.LEFT, -8000)
    reading.set_lens(Lens.SHARED)
    area.scrolling.scroll(Side.LEFT, 8000)
    area.grab()
    after = {number: shades(pane, number) for number in pane.paragraphs_in_sight()}
    again = before.keys() & after.keys()
    assert len(again) > 2
    assert all(after[number] != before[number] for number in again)
    for number, found in after.items():
        assert found == [(piece.style.background or "").lower() or None for piece in pane.page.pieces(number)]


def shades(pane: Pane, number: int) -> list[str | None]:
    """Backgrounds in which a paragraph stands now."""
    brushes = [one.format.background() for one in pane.document().findBlockByNumber(number).layout().formats()]
    return [brush.color().name() if brush.style().value else None for brush in brushes]


def test_panes_glide_to_a_pair_without_turning_back(
    reading: Any, compared: ReadingArea, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compared.scrolling, "_animates", lambda: True)  # as on a desktop with animations
    match = [m for m in reading.comparison.matches if m.kind is MatchKind.REWORDED][-1]
    compared.overview.setValue(0)
    seen = [heights(compared)]
    compared.scrolling.moved.connect(lambda: seen.append(heights(compared)))
    reading.set_focus(Focus(Side.LEFT, match.left[0]))
    glide = compared.scrolling._glide
    qtbot.waitUntil(lambda: glide.state() is glide.State.Stopped, timeout=5_000)
    assert all(b >= a for before, after in pairwise(seen[1:]) for a, b in zip(before, after, strict=True))
    one, other = tops(compared, match.left[0], match.right[0])
    assert abs(one - other) <= 1
    assert compared.place()["left"] == compared.panes[Side.LEFT].place()


def test_a_hit_far_down_a_text_that_is_still_being_written_is_reached(reading: Any, area: ReadingArea) -> None:
    reading.show(long_document(900), long_document(890))
    pane = area.panes[Side.LEFT]
    assert not pane.page.is_complete
    assert area.find("Paragraph 700 ") == (1, 1)
    area.find_step(1)
    offset = pane.source.text.index("Paragraph 700 ")
    assert abs(pane.height_at(offset) - pane.verticalScrollBar().value()) <= 1
    reading.set_focus(Focus(Side.RIGHT, len(reading.right.sentences) - 1))
    right = area.panes[Side.RIGHT]
    assert abs(right.height_of(len(reading.right.sentences) - 1) - right.verticalScrollBar().value()) <= 1


def test_thousands_of_hits_are_counted_and_only_those_in_sight_are_marked(reading: Any, area: ReadingArea) -> None:
    reading.show(long_document(400), parse("Nothing."))
    left, right = area.find("t")
    assert left > 2000
    assert right == 1
    assert 0 < len(area.panes[Side.LEFT].extraSelections()) < 400
    assert len(area.overview._hits) <= 1001


@pytest.mark.parametrize("sizes", [((600, 400), (1400, 900)), ((1400, 900), (480, 320)), ((480, 320), (900, 650))])
def test_a_window_resized_soon_after_the_start_stays_at_the_top(
    sizes: tuple[tuple[int, int], tuple[int, int]], reading: Any, area: ReadingArea, qtbot: QtBot
) -> None:
    area.resize(*sizes[0])
    reading.compare(read(samples()[1].path), read(samples()[3].path))
    area.resize(*sizes[1])  # before anything has been laid out
    qtbot.waitUntil(lambda: not area.scrolling._again.isActive(), timeout=5000)
    assert all(pane.is_in_sight(0) for pane in area.panes.values())
    area.resize(*sizes[0])
    qtbot.waitUntil(lambda: not area.scrolling._again.isActive(), timeout=5000)
    assert all(pane.is_in_sight(0) for pane in area.panes.values())


def test_a_small_window_leaves_more_room_for_the_texts(area: ReadingArea) -> None:
    area.resize(1180, 800)
    wide = area.gutter.width()
    area.resize(600, 500)
    assert area.gutter.width() < wide
    assert area.panes[Side.LEFT].width() > 220


def test_a_sentence_alone_tells_its_speaker(reading: Any, area: ReadingArea) -> None:
    reading.show(parse("Xi Jinping said that ties are strong."), None)
    assert area._describe(Side.LEFT, 0) == "Speaker: Xi Jinping (“Xi Jinping said”)."
    assert area._describe(Side.RIGHT, 0) == ""


def test_a_text_alone_has_no_gaps_for_signs(reading: Any, area: ReadingArea) -> None:
    text = "One thing is said. Another is said."
    reading.show(parse(text), None)
    pane = area.panes[Side.LEFT]

    def gap() -> float:
        first, second = (pane.sentence_rects(k)[0] for k in (0, 1))
        return second.left() - first.right()

    alone = gap()
    reading.compare(parse(text), parse("Something else."))
    assert gap() > alone + 5
