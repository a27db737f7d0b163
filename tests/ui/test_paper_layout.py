"""Our own layout: the lines Qt would set, at the same places, but each only when somebody looks."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument, QTextOption
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.marks import Lens
from reader.model import Side
from reader.reading import parse, read
from reader.samples import samples
from reader.theme import load_theme
from reader.ui.typeface import shape
from reader.ui.views.page import Page
from reader.ui.views.reading_area import ReadingArea
from reader.ui.views.written_text import AT_ONCE
from reader.ui.window import Window

SCRIPTS = (
    "Title\n\nĐồng chí Tổng Bí thư nhấn mạnh rằng hai nước cần tăng cường hợp tác.\n\n"
    "双方同意加强高层交往，推动双边关系不断向前发展。会谈在友好的气氛中进行，双方就共同关心的问题深入交换了意见。\n\n"
    "وأكد الجانبان أهمية تعزيز التعاون بين البلدين في جميع المجالات خلال الفترة المقبلة.\n\n"
    "- an item that is long enough to be wrapped in a narrow column\n"
    "- another 😀 one\n\nA word of Incomprehensibilities-and-more-of-them-until-the-line-is-full-and-beyond-it-still."
)


def page_of(document: Any, width: float) -> Page:
    """A page of a document as a pane would show it."""
    page = Page(QTextDocument(), load_theme("light"))
    option = QTextOption(page.text.defaultTextOption())
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    page.text.setDefaultTextOption(option)
    page.text.setTextWidth(width + 60)
    page.set_blank(100, 20, 200, 40)
    page.show(document)
    complete(page)
    return page


def complete(page: Page) -> None:
    while not page.is_complete:
        page.work()
    page.settle()


def as_qt_sets_it(page: Page, width: float) -> QTextDocument:
    """The same characters with the same looks in a QTextDocument that Qt lays out itself."""
    assert page.source is not None
    out = QTextDocument()
    out.setDefaultFont(page.text.defaultFont())
    out.setDefaultTextOption(page.text.defaultTextOption())
    out.setDocumentMargin(0)
    cursor = QTextCursor(out)
    for number, paragraph in enumerate(page.source.paragraphs):
        ours, theirs = shape(paragraph, page.pitch, is_first=number == 0), QTextBlockFormat()
        theirs.setLineHeight(ours.pitch, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        theirs.setTopMargin(ours.above)
        theirs.setBottomMargin(ours.below)
        theirs.setLeftMargin(ours.left)
        theirs.setRightMargin(ours.right)
        if number:
            cursor.insertBlock(theirs)
        else:
            cursor.setBlockFormat(theirs)
        block = page.text.findBlockByNumber(number)
        units = block.text().encode("utf-16-le", "surrogatepass")
        for one in page.format_ranges(number):
            words = units[2 * one.start : 2 * (one.start + one.length)].decode("utf-16-le", "surrogatepass")
            cursor.insertText(words, one.format)
    out.setTextWidth(width)
    out.size()
    return out


def lines(block: QTextBlock) -> list[tuple[float, ...]]:
    """Start, left edge, top, width and height of the lines of a block, the edges within the document."""
    layout = block.layout()
    origin, out = layout.position(), []
    for k in range(layout.lineCount()):
        line = layout.lineAt(k)
        box = line.naturalTextRect()
        left, top = origin.x() + box.x(), origin.y() + line.y()
        out.append((line.textStart(), *(round(x, 2) for x in (left, top, box.width(), line.height()))))
    return out


@pytest.mark.parametrize("width", [320.0, 612.5])
@pytest.mark.parametrize("lens", [None, Lens.DIFFERENCES, Lens.FORMULATIONS])
def test_lines_stand_where_qt_would_set_them(qtbot: QtBot, reading: Any, width: float, lens: Lens | None) -> None:
    left, right = read(samples()[0].path), read(samples()[1].path)
    reading.compare(left, right)
    for document, marks in ((left, reading.marks.left), (right, reading.marks.right), (parse(SCRIPTS), ())):
        page = page_of(document, width)
        if lens is not None:
            page.show_marks(marks, lens, {})
            complete(page)
        theirs = as_qt_sets_it(page, width)
        for number in range(len(document.paragraphs)):
            ours = lines(page.layout.set_block(number))
            qts = [(a, x + 40, y + 100, w, h) for a, x, y, w, h in lines(theirs.findBlockByNumber(number))]
            assert ours == [pytest.approx(line, abs=0.05) for line in qts]


@given(st.lists(st.text(st.sampled_from("ab .é中😀\u0301"), max_size=90), max_size=2 * AT_ONCE), st.integers(60, 500))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
def test_blocks_follow_one_another_without_gap_or_overlap(qapp: object, rows: list[str], width: int) -> None:
    page = page_of(parse("\n\n".join(rows)), width)
    tops = page.layout.tops()
    assert page.source is not None
    assert len(tops) == len(page.source.paragraphs)
    for number, top in enumerate(tops):
        block = page.layout.set_block(number)
        box = page.layout.blockBoundingRect(block)
        assert box.top() == top + 100
        assert box.height() == page.layout.block_height(number) > 0
        if number:
            assert box.top() >= tops[number - 1] + page.layout.block_height(number - 1) + 100
    heights = page.heights()
    assert len(heights) == len(page.source.sentences)
    assert all(a <= b for a, b in pairwise(heights))
    assert page.layout.documentSize().height() == page.layout.height + 300


@given(st.floats(-50, 3000), st.floats(-50, 700))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_a_point_is_in_the_line_that_is_found_there(qapp: object, y: float, x: float) -> None:
    page = page_of(parse(SCRIPTS * 3), 400.0)
    position = page.layout.hitTest(QPointF(x, y), Qt.HitTestAccuracy.FuzzyHit)
    block = page.text.findBlock(position)
    box = page.layout.blockBoundingRect(block)
    if 100 <= y < 100 + page.layout.height:
        following = page.layout.tops()[block.blockNumber() + 1 :]
        assert box.top() <= y
        assert not following or y < following[0] + 100
    exact = page.layout.hitTest(QPointF(x, y), Qt.HitTestAccuracy.ExactHit)
    assert exact in (-1, position)


def test_what_is_not_looked_at_is_only_reckoned_and_then_moves_nothing_in_sight(
    qtbot: QtBot, reading: Any, area: ReadingArea
) -> None:
    rows = [f"Paragraph {k} " + "has words of various lengths. " * (k % 7 + 1) for k in range(1500)]
    reading.show(parse("\n\n".join(rows)), parse("\n\n".join(rows[5:])))
    pane = area.panes[Side.LEFT]
    area.grab()
    assert pane.page.layout.first_reckoned() < 200
    area.overview.setValue(area.overview.maximum() * 2 // 3)
    area.grab()
    place, seen = pane.place() or [], pane.grab().toImage()
    assert pane.source is not None
    assert place[0] > 0.5 * len(pane.source.text)
    guess = pane.text_height()
    qtbot.waitUntil(lambda: all(one.page.is_complete for one in area.panes.values()), timeout=30_000)
    qtbot.waitUntil(lambda: not area.scrolling._again.isActive(), timeout=5_000)
    assert pane.page.layout.is_settled
    assert abs(pane.text_height() - guess) < 0.12 * guess
    now = pane.place() or []
    assert now[0] == place[0]
    assert abs(now[1] - place[1]) <= 1
    assert similar(pane.grab().toImage(), seen)


def test_a_text_that_was_put_in_out_of_sight_stands_right_when_it_is_seen(
    qtbot: QtBot, reading: Any, area: ReadingArea
) -> None:
    area.hide()
    rows = [f"Paragraph {k} is there. " + "It has mmmmmmmm and iiiiiiii. " * (k % 9) for k in range(300)]
    reading.show(parse("\n\n".join(rows)), parse("\n\n".join(rows[::-1])))
    QApplication.processEvents()
    area.show()
    QApplication.processEvents()
    area.grab()
    QApplication.processEvents()
    for pane in area.panes.values():
        layout = pane.page.layout
        seen = pane.paragraphs_in_sight()
        assert len(seen) > 3
        for number in seen:
            assert layout.is_measured(number)
            lines = layout.set_block(number).layout().lineCount()
            assert layout.block_height(number) == lines * pane.page.pitch


def test_what_is_in_sight_stays_as_it_is_while_a_long_text_is_written_and_set(
    qtbot: QtBot, reading: Any, area: ReadingArea
) -> None:
    rows = [f"Paragraph {k} " + "has words of various lengths. " * (k % 7 + 1) for k in range(900)]
    reading.show(parse("\n\n".join(rows)), parse("\n\n".join(rows[5:])))
    area.grab()
    QApplication.processEvents()
    panes = list(area.panes.values())
    rebuilt: list[None] = []
    area.scrolling.rebuilt.connect(lambda: rebuilt.append(None))
    area.grab()
    seen = [(pane.page, number) for pane in panes for number in pane.paragraphs_in_sight()]
    while not all(pane.page.is_complete for pane in panes):
        assert all(page.layout.is_measured(number) for page, number in seen)
        QApplication.processEvents()
    assert len(rebuilt) < 10  # now and then, not whenever some paragraphs more are set
    qtbot.waitUntil(lambda: all(pane.is_settled for pane in panes), timeout=5_000)


def similar(one: Any, other: Any) -> bool:
    """Whether two pictures show the same, perhaps a pixel higher or lower."""
    height, width = one.height(), one.width()
    for shift in (0, 1, -1):
        rows = range(20, height - 20, 7)
        if all(one.pixel(x, y) == other.pixel(x, y + shift) for y in rows for x in range(30, width - 30, 9)):
            return True
    return False


def test_a_selection_runs_over_paragraphs_and_is_painted(compared: Window) -> None:
    pane = compared.reading.panes[Side.LEFT]
    compared.reading.overview.setValue(0)
    cursor = QTextCursor(pane.document())
    cursor.setPosition(3)
    pane.setTextCursor(cursor)
    for _ in range(9):
        QTest.keyClick(pane, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    cursor = pane.textCursor()
    assert cursor.selectionStart() == 3
    first, last = (pane.document().findBlock(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
    assert last.blockNumber() > first.blockNumber()
    picture = pane.viewport().grab().toImage()
    accent = QColor(compared.reading.theme["accent"])
    coloured = sum(
        QColor(picture.pixel(x, y)) == accent
        for y in range(0, picture.height(), 3)
        for x in range(0, picture.width(), 3)
    )
    assert coloured > 500


def test_other_looks_leave_every_line_where_it_is(compared: Window) -> None:
    page = compared.reading.panes[Side.RIGHT].page
    for lens in Lens:
        before = page.layout.changes, page.heights()
        compared.session.set_lens(lens)
        page.settle()
        assert (page.layout.changes, page.heights()) == before
