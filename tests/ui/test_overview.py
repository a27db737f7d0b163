from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader.model import Side
from reader.reading import read
from reader.samples import samples
from reader.theme import load_theme
from reader.ui.views.overview import Overview
from reader.ui.views.reading_area import ReadingArea


@pytest.fixture
def compared(reading: Any, area: ReadingArea) -> ReadingArea:
    reading.compare(read(samples()[1].path), read(samples()[3].path))
    area.grab()
    return area


def test_there_is_a_bar_for_every_sentence_in_order(reading: Any, compared: ReadingArea) -> None:
    for side in Side:
        bars = [bar for bar in compared.overview.bars() if bar.side is side]
        assert len(bars) == len(reading.document(side).sentences)
        assert all(a.start <= a.end <= b.end for a, b in pairwise(bars))


def test_differences_have_their_sign_colour_and_the_rest_is_calm(reading: Any, compared: ReadingArea) -> None:
    theme = load_theme("light")
    bars = [bar for bar in compared.overview.bars() if bar.side is Side.LEFT]
    for bar, state in zip(bars, reading.comparison.left_states, strict=True):
        wanted = {"novel": "dropped_sign", "reworded": "edit", "echo": "line", "shared": "line"}[state.value]
        assert bar.colour == theme[wanted]


def test_a_click_and_a_drag_scroll_both_panes(compared: ReadingArea) -> None:
    strip = compared.overview
    before = [pane.verticalScrollBar().value() for pane in compared.panes.values()]
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=QPoint(12, 400))
    halfway = [pane.verticalScrollBar().value() for pane in compared.panes.values()]
    assert all(a < b for a, b in zip(before, halfway, strict=True))
    QTest.mouseMove(strip, QPoint(12, 799))
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=QPoint(12, 799))
    for pane in compared.panes.values():
        assert pane.verticalScrollBar().value() == round(pane.text_height())


def test_the_frame_shows_what_is_in_sight(compared: ReadingArea) -> None:
    strip = compared.overview
    heights = []
    for value in (0, strip.maximum() // 2, strip.maximum()):
        strip.setValue(value)
        assert strip.rect().toRectF().contains(strip.frame())
        heights.append(strip.frame().center().y())
    assert heights == sorted(heights)
    assert 0 < strip.frame().height() < strip.height() / 2


def test_the_frame_keeps_up_with_the_height_of_the_window(compared: ReadingArea) -> None:
    compared.overview.setValue(compared.overview.maximum() // 2)
    before = compared.overview.frame().height()
    compared.resize(compared.width(), compared.height() // 2)
    QApplication.processEvents()
    pane = compared.panes[Side.LEFT]
    shown = pane.viewport().height() / compared.overview.maximum() * (compared.overview.height() - 12)
    assert compared.overview.frame().height() == pytest.approx(shown, abs=2)
    assert shown < before


def test_hits_are_shown_on_their_side(reading: Any, compared: ReadingArea) -> None:
    strip = compared.overview
    note = load_theme("light")["note"].lower()

    def marked() -> set[int]:
        image = strip.grab().toImage()
        found = range(image.width()), range(image.height())
        return {x for x in found[0] for y in found[1] if image.pixelColor(x, y).name() == note}

    assert not marked()
    compared.find("Belt")
    left_only = [side for side, _time in strip._hits]
    assert set(left_only) == {side for side in Side if "Belt" in reading.document(side).text}
    assert marked()
    compared.clear_find()
    assert not marked()


def test_an_empty_strip_is_only_panel(area: ReadingArea) -> None:
    assert isinstance(area.overview, Overview)
    assert area.overview.accessibleName() == "Overview of both documents"
    image = area.overview.grab().toImage()
    assert {image.pixelColor(12, y).name().upper() for y in range(image.height())} == {load_theme("light")["panel"]}
