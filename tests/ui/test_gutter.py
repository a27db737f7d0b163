from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader.marks import Filter
from reader.model import MatchKind, Side
from reader.reading import parse, read
from reader.samples import samples
from reader.theme import load_theme
from reader.ui.session import Focus
from reader.ui.views.gutter import Ribbon
from reader.ui.views.reading_area import ReadingArea


@pytest.fixture
def compared(reading: Any, area: ReadingArea) -> ReadingArea:
    reading.compare(read(samples()[1].path), read(samples()[3].path))
    return area


def ribbons(area: ReadingArea, kind: MatchKind) -> list[Ribbon]:
    matches = area.gutter._comparison.matches
    return [ribbon for ribbon in area.gutter.ribbons() if matches[ribbon.link].kind is kind]


def inside(area: ReadingArea, ribbon: Ribbon) -> QPoint:
    """A point of the gutter at which this link is on top."""
    box = ribbon.target.boundingRect().toRect()
    points = (QPoint(x, y) for x in range(4, 68, 4) for y in range(max(box.top(), 60), box.bottom()))
    for point in points:
        found = area.gutter.ribbon_at(point)
        if found is not None and found.link == ribbon.link:
            return point
    raise AssertionError("The link cannot be reached.")


def test_a_pair_in_sight_is_joined_from_edge_to_edge(reading: Any, compared: ReadingArea) -> None:
    match = next(m for m in reading.comparison.matches if m.kind is MatchKind.REWORDED and not m.moved)
    reading.set_focus(Focus(Side.LEFT, match.left[0]))
    link = reading.comparison.matches.index(match)
    whole = [r for r in ribbons(compared, MatchKind.REWORDED) if r.link == link and r.arrow is None]
    box = whole[0].path.boundingRect()
    assert box.left() <= 0
    assert box.right() >= compared.gutter.width()
    top = compared.panes[Side.LEFT].sentence_rects(match.left[0])[0].top() + compared.headers[Side.LEFT].height()
    assert abs(box.top() - top) < 2


def test_an_echo_is_a_thread_and_not_a_band(reading: Any, compared: ReadingArea) -> None:
    link = next(k for k, m in enumerate(reading.comparison.matches) if m.kind is MatchKind.ECHO)
    reading.set_focus(Focus(Side.LEFT, reading.comparison.matches[link].left[0]))
    threads = [r for r in ribbons(compared, MatchKind.ECHO) if r.link == link]
    assert threads
    assert all(r.path.elementCount() <= 4 for r in threads)


def test_a_click_on_a_ribbon_brings_its_pair_into_focus(reading: Any, compared: ReadingArea) -> None:
    ribbon = next(r for r in ribbons(compared, MatchKind.REWORDED) if r.arrow is None)
    at = inside(compared, ribbon)
    QTest.mouseClick(compared.gutter, Qt.MouseButton.LeftButton, pos=at)
    assert reading.focus == Focus(ribbon.side, ribbon.sentence)
    assert reading.focus.sentence in reading.comparison.matches[ribbon.link].sentences(ribbon.side)


def point_at(area: ReadingArea, place: QPoint) -> None:
    """The mouse moves to a place of the gutter, whatever other windows of the test run lie there."""
    none = Qt.MouseButton.NoButton
    spot, on_screen = QPointF(place), QPointF(area.gutter.mapToGlobal(place))
    moved = QMouseEvent(QEvent.Type.MouseMove, spot, on_screen, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(area.gutter, moved)


def test_pointing_at_a_ribbon_makes_it_stand_out(compared: ReadingArea) -> None:
    ribbon = next(r for r in ribbons(compared, MatchKind.REWORDED) if r.arrow is None)
    before = compared.gutter.grab().toImage()
    point_at(compared, inside(compared, ribbon))
    assert compared.gutter.cursor().shape() is Qt.CursorShape.PointingHandCursor
    assert compared.gutter.grab().toImage() != before
    point_at(compared, QPoint(36, 5))
    assert compared.gutter.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_a_far_counterpart_is_a_stub_with_an_arrow_towards_it(reading: Any, area: ReadingArea) -> None:
    line = "Both sides agreed to open a third railway across the northern border next spring."
    fillers = [f"Number {k} is a sentence of its own about matter {k * 7}." for k in range(60)]
    reading.compare(
        parse("\n\n".join([line, *fillers])), parse("\n\n".join([*fillers[:30], "Something else entirely.", line]))
    )
    matches = reading.comparison.matches
    link = next(k for k, m in enumerate(matches) if 0 in m.left)
    area.set_locked(False)
    for pane in area.panes.values():
        pane.verticalScrollBar().setValue(0)
    stub = next(r for r in area.gutter.ribbons() if r.link == link)
    assert stub.arrow is not None
    tip = stub.arrow.boundingRect()
    assert tip.right() < area.gutter.width()
    assert (stub.side, stub.sentence) == (Side.RIGHT, matches[link].right[0])
    QTest.mouseClick(area.gutter, Qt.MouseButton.LeftButton, pos=stub.path.boundingRect().center().toPoint())
    assert reading.focus == Focus(Side.RIGHT, matches[link].right[0])


def test_the_links_of_a_chosen_formulation_stand_out(reading: Any, compared: ReadingArea) -> None:
    matches = reading.comparison.matches
    for number, formulation in enumerate(reading.comparison.formulations):
        reading.set_filter(Filter(formulations=frozenset({number})))
        spans = {side: formulation.places(side) for side in Side}
        for link in compared.gutter._emphasised:
            for side in Side:
                sentences = [reading.document(side).sentences[k] for k in matches[link].sentences(side)]
                assert any(s.start <= span.start < s.end for s in sentences for span in spans[side])
    assert compared.gutter._emphasised
    reading.set_filter(Filter())
    assert not compared.gutter._emphasised


def test_without_a_comparison_there_is_nothing_to_click(area: ReadingArea) -> None:
    assert list(area.gutter.ribbons()) == []
    assert area.gutter.ribbon_at(QPoint(30, 300)) is None
    image = area.gutter.grab().toImage()
    assert image.pixelColor(36, 300).name().upper() == load_theme("light")["paper"]
