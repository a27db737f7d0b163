from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.model import Order, Side
from reader.reading import parse, read
from reader.samples import samples
from reader.theme import load_theme
from reader.ui.views.pane_header import PaneHeader, language_name, origin


@pytest.fixture
def header(qtbot: QtBot) -> PaneHeader:
    made = PaneHeader(load_theme("light"))
    qtbot.addWidget(made)
    made.resize(600, 60)
    made.show()
    return made


def test_a_sample_says_where_it_is_from(header: PaneHeader) -> None:
    document = read(samples()[1].path)
    header.show_document(document, Side.LEFT, Order.LEFT_EARLIER)
    assert header.title.text() == document.title
    parts = header.origin.whole.split(" · ")
    assert parts[:3] == ["Xinhua News Agency", "8 Feb 2021", "English"]
    assert header.origin.toolTip().endswith(f"<p>{document.source.name}</p>")
    assert parts[3].endswith(" words")
    assert parts[4] == "earlier"


def test_earlier_and_later_are_said_only_where_known() -> None:
    document = parse("Some words here.", language="vi")
    assert origin(document, Side.RIGHT, Order.UNKNOWN).endswith("Vietnamese · 3 words")
    assert origin(document, Side.RIGHT, Order.RIGHT_EARLIER).endswith("earlier")
    assert origin(document, Side.RIGHT, Order.LEFT_EARLIER).endswith("later")
    assert origin(parse("One.", language="en"), Side.LEFT, Order.UNKNOWN).endswith("1 word")


def test_the_agency_of_a_dateline_is_the_publisher_and_else_the_file_is_named() -> None:
    dated = parse("HANOI, Sept. 24 (VNA) -- Nguyen Phu Trong said trade grows.", name="a.txt")
    assert origin(dated, Side.LEFT, Order.UNKNOWN).startswith("VNA · ")
    plain = parse("Nguyen Phu Trong (left) said trade grows.", name="a.txt")
    assert origin(plain, Side.LEFT, Order.UNKNOWN).startswith("a.txt · ")


def test_a_file_that_only_has_the_name_of_a_sample_is_none(tmp_path: Path) -> None:
    path = tmp_path / samples()[0].path.name
    path.write_text("Some words here.", encoding="utf-8")
    assert origin(read(path), Side.LEFT, Order.UNKNOWN).startswith(path.name)


def test_languages_have_names() -> None:
    assert [language_name(tag) for tag in ("en", "zh-Hans", "und", "fr", "xx")] == [
        "English",
        "Chinese, simplified",
        "language unknown",
        "French",
        "xx",
    ]


def test_a_title_is_never_taken_for_markup(header: PaneHeader) -> None:
    wild = "<b>Talks</b>\n<img src='//host/share'> " + "very long " * 40
    header.show_document(replace(parse("x"), title=wild), Side.LEFT, Order.UNKNOWN)
    assert header.title.textFormat() is Qt.TextFormat.PlainText
    assert header.title.text().startswith("<b>Talks</b> <img")
    assert header.title.text().endswith("…")
    assert header.title.toolTip().startswith("<p>&lt;b&gt;Talks")
    assert "<img" not in header.title.toolTip()


def test_the_line_below_says_which_pane_has_the_keyboard(header: PaneHeader) -> None:
    accent = load_theme("light")["accent"].lower()
    for active in (False, True, False):
        header.set_active(active)
        image = header.grab().toImage()
        assert (image.pixelColor(300, header.height() - 1).name() == accent) is active


def test_without_a_document_the_header_is_bare(header: PaneHeader) -> None:
    header.show_document(parse("x", title="A title"), Side.LEFT, Order.UNKNOWN)
    header.show_document(None, Side.LEFT, Order.UNKNOWN)
    assert (header.title.text(), header.origin.text()) == ("", "")
