from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from reader.marks import Filter, Lens, Role
from reader.model import Side
from reader.reading import parse, read
from reader.samples import samples
from reader.theme import load_theme
from reader.ui.session import Focus
from reader.ui.typeface import families
from reader.ui.views.geometry import line_starts
from reader.ui.views.pane import Pane
from reader.ui.views.reading_area import ReadingArea


@pytest.fixture
def compared(reading: Any, area: ReadingArea) -> ReadingArea:
    """A reading area with two samples."""
    reading.compare(read(samples()[1].path), read(samples()[3].path))
    return area


@pytest.fixture
def pane(qtbot: QtBot) -> Pane:
    made = Pane(load_theme("light"), lambda sentence: f"<b>{sentence}</b>")
    qtbot.addWidget(made)
    made.resize(560, 600)
    made.show()
    return made


def lines(pane: Pane) -> list[list[int]]:
    block, out = pane.document().begin(), []
    while block.isValid():
        out.append(line_starts(block))
        block = block.next()
    return out


def click(pane: Pane, at: QPoint) -> None:
    QTest.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=at)


def middle(pane: Pane, sentence: int) -> QPoint:
    return pane.sentence_rects(sentence)[0].center().toPoint()


def test_hardly_a_word_moves_to_another_line_with_the_lens(reading: Any, compared: ReadingArea) -> None:
    # Bold words are set as wide as plain ones, to a fraction of a pixel: one line in a thousand still tips over.
    before = {side: lines(pane) for side, pane in compared.panes.items()}
    for lens in Lens:
        for chosen in (Filter(), Filter(frozenset({None}))):
            reading.set_lens(lens)
            reading.set_filter(chosen)
            now = {side: lines(pane) for side, pane in compared.panes.items()}
            moved = [a for side in Side for a, b in zip(before[side], now[side], strict=True) if a != b]
            assert len(moved) <= 1


def test_lines_are_sixty_to_seventy_five_characters_long(compared: ReadingArea) -> None:
    compared.resize(1700, 800)
    pane = compared.panes[Side.LEFT]
    starts = [block for block in lines(pane) if len(block) > 3]
    lengths = [b - a for block in starts for a, b in pairwise(block)]
    assert 55 < sorted(lengths)[len(lengths) // 2] < 75


def test_each_sentence_is_where_it_is_drawn(compared: ReadingArea) -> None:
    for pane in compared.panes.values():
        for sentence in pane.source.sentences:
            pane.verticalScrollBar().setValue(round(pane.height_of(sentence.index)))
            for rect in pane.sentence_rects(sentence.index):
                assert pane.sentence_at(rect.center().toPoint()) == sentence.index
        assert pane.sentence_at(QPoint(1, 300)) is None


def test_the_selection_is_copied_as_it_stands_in_the_document(compared: ReadingArea) -> None:
    pane = compared.panes[Side.LEFT]
    first, second = pane.source.paragraphs[1:3]
    cursor = pane.textCursor()
    cursor.setPosition(pane.offsets.position(first.start))
    cursor.setPosition(pane.offsets.end(second.end), QTextCursor.MoveMode.KeepAnchor)
    pane.setTextCursor(cursor)
    QTest.keyClick(pane, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == pane.source.text[first.start : second.end]
    assert "\n\n" in data.text()
    assert data.formats() == ["text/plain"]


def test_nothing_can_be_typed_pasted_or_dropped(compared: ReadingArea) -> None:
    pane = compared.panes[Side.LEFT]
    before = pane.toPlainText()
    QGuiApplication.clipboard().setText("intruder")
    pane.setFocus()
    QTest.keyClicks(pane, "typed")
    QTest.keyClick(pane, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(pane, Qt.Key.Key_Delete)
    assert pane.toPlainText() == before
    assert not pane.acceptDrops()
    assert not pane.viewport().acceptDrops()


def test_a_click_on_a_sentence_puts_it_in_focus(reading: Any, compared: ReadingArea) -> None:
    pane = compared.panes[Side.RIGHT]
    click(pane, middle(pane, 2))
    assert (reading.focus.side, reading.focus.sentence) == (Side.RIGHT, 2)


def test_dragging_selects_and_leaves_the_focus_alone(reading: Any, compared: ReadingArea) -> None:
    pane = compared.panes[Side.LEFT]
    box = pane.sentence_rects(1)[0]
    start, end = box.center().toPoint(), QPoint(round(box.right()) - 4, round(box.center().y()))
    QTest.mousePress(pane.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(pane.viewport(), end)
    QTest.mouseRelease(pane.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert pane.textCursor().hasSelection()
    assert reading.focus is None


def test_a_double_click_takes_the_word_under_the_first_click(compared: ReadingArea) -> None:
    pane = compared.panes[Side.LEFT]
    at = middle(pane, 3)
    cursor = pane.cursorForPosition(at)
    cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    word, height = cursor.selectedText(), pane.verticalScrollBar().value()
    click(pane, at)
    assert pane.verticalScrollBar().value() != height
    QTest.mouseDClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert pane.textCursor().selectedText() == word


def test_the_tooltip_is_escaped(pane: Pane, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _widget: shown.append(text))
    pane.show_document(parse("A sentence of a text."))
    at = middle(pane, 0)
    QApplication.sendEvent(pane.viewport(), QHelpEvent(QHelpEvent.Type.ToolTip, at, pane.mapToGlobal(at)))
    assert shown == ["<p>&lt;b&gt;0&lt;/b&gt;</p>"]


def test_the_menu_copies_a_sentence_and_leads_to_its_counterpart(reading: Any, compared: ReadingArea) -> None:
    pane = compared.panes[Side.LEFT]
    menu = pane.context_menu(1)
    actions = {action.text(): action for action in menu.actions()}
    assert list(actions) == ["Copy", "Copy sentence", "Show counterpart"]
    assert not actions["Copy"].isEnabled()
    actions["Copy sentence"].trigger()
    assert QGuiApplication.clipboard().text() == pane.source.sentences[1].text
    actions["Show counterpart"].trigger()
    assert reading.focus.sentence == 1
    assert not any(action.isEnabled() for action in pane.context_menu(None).actions())


@pytest.mark.parametrize(
    ("key", "modifier", "asked"),
    [
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, 1),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier, -1),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, 1),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, 1),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier, -1),
    ],
)
def test_keys_ask_for_scrolling(
    pane: Pane, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, asked: int
) -> None:
    with qtbot.waitSignal(pane.scroll_asked) as caught:
        QTest.keyClick(pane, key, modifier)
    assert caught.args[0] * asked > 0


def test_the_wheel_scrolls_and_with_control_zooms(pane: Pane, qtbot: QtBot) -> None:
    def turn(modifier: Qt.KeyboardModifier) -> None:
        at = QPointF(50, 50)
        none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(at, at, QPoint(), QPoint(0, -120), none, modifier, phase, False)
        QApplication.sendEvent(pane.viewport(), event)

    with qtbot.waitSignal(pane.scroll_asked) as caught:
        turn(Qt.KeyboardModifier.NoModifier)
    assert caught.args[0] > 0
    with qtbot.waitSignal(pane.zoom_asked) as caught:
        turn(Qt.KeyboardModifier.ControlModifier)
    assert caught.args == [-1]


def test_an_empty_pane_says_what_to_do(pane: Pane) -> None:
    paper = load_theme("light")["paper"]
    image = pane.grab().toImage()
    box = range(150, 410), range(280, 320)
    assert any(image.pixelColor(x, y).name().upper() != paper for x in box[0] for y in box[1])
    assert image.pixelColor(20, 20).name().upper() == paper


def test_a_sign_stands_before_each_marked_sentence(reading: Any, compared: ReadingArea) -> None:
    for side, pane in compared.panes.items():
        for state, found in zip(reading.comparison.states(side), range(99), strict=False):
            number = pane.source.sentences[found].paragraph
            signs = next(s for s in pane.page.signs(number) if s.sentence == found)
            expected = {"reworded": "≈", "novel": "−" if side is Side.LEFT else "+", "shared": "", "echo": ""}
            words = "".join(word for role, word in signs.words(Lens.DIFFERENCES) if role is not Role.MOVED)
            assert words == expected[state.value]


def test_tints_and_signs_are_painted(compared: ReadingArea, reading: Any) -> None:
    theme = load_theme("light")
    pane = compared.panes[Side.LEFT]
    sentence = next(k for k, s in enumerate(reading.comparison.left_states) if s.value == "reworded")
    pane.verticalScrollBar().setValue(round(pane.height_of(sentence)))
    box = pane.sentence_rects(sentence)[0]
    image = pane.grab().toImage()
    seen = {
        image.pixelColor(x, round(box.bottom()) - 1).name().upper()
        for x in range(round(box.left()), round(box.right()))
    }
    assert theme["reworded_bg"] in seen
    margin = {
        image.pixelColor(x, y).name().upper()
        for x in range(round(box.left()) - 30, round(box.left()) - 3)
        for y in range(round(box.top()), round(box.bottom()))
    }
    assert len(margin) > 3
    assert theme["paper"] in margin


def test_a_sentence_without_a_blank_before_it_has_its_sign_beside_it(
    qtbot: QtBot, reading: Any, area: ReadingArea
) -> None:
    left = parse("习近平指出，中越关系很好。双方要加强合作。双方同意。", language="zh-Hans")
    right = parse("苏林表示，完全赞同。", language="zh-Hans")
    reading.compare(left, right)
    pane = area.panes[Side.LEFT]
    first, second = pane.sentence_rects(0)[-1], pane.sentence_rects(1)[0]
    assert len(pane.source.sentences) == 3
    assert pane.page.signs(0)[1].is_glued
    assert second.left() - first.left() > 0
    assert not pane.grab().isNull()


def test_chinese_characters_get_the_forms_of_their_language() -> None:
    def first(language: str) -> str:
        return next(name for name in families("", language) if "CJK" in name)

    assert [first(tag)[-2:] for tag in ("zh-Hans", "zh-Hant", "ja", "ko", "en", "vi", "zh")] == [
        "SC", "TC", "JP", "KR", "SC", "SC", "SC",
    ]  # fmt: skip
    assert families("Charis", "en")[0] == "Charis"
    assert families("", "en")[0] == "Noto Serif"


def test_a_screen_reader_hears_names_and_states(reading: Any, compared: ReadingArea) -> None:
    left, right = (compared.panes[side] for side in Side)
    assert left.accessibleName() == f"Earlier document: {left.source.title}"
    assert right.accessibleName() == f"Later document: {right.source.title}"
    match = next(m for m in reading.comparison.matches if m.kind.value == "reworded")
    reading.set_focus(Focus(Side.LEFT, match.left[0]))
    words = left.accessibleDescription()
    assert words.startswith(f"Sentence {match.left[0] + 1}: reworded.")
    assert "ounterpart" in words


def test_another_font_size_sets_bold_words_anew(reading: Any, compared: ReadingArea) -> None:
    def spacings() -> list[float]:
        page, out = compared.panes[Side.LEFT].page, list[float]()
        for number in range(page.text.blockCount()):
            pieces = page.layout.set_block(number).layout().formats()
            out += [one.format.fontLetterSpacing() for one in pieces if one.format.fontWeight() > 500]
        return out

    before = spacings()
    compared.apply_font("", 24.0)
    after = spacings()
    assert min(before) < 0
    assert min(after) < min(before)
