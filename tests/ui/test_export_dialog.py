"""The dialog that hands a comparison on, in a real window."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

import reader
from reader.export import ALL, Section
from reader.marks import Filter, Lens
from reader.model import Judgements, Note
from reader.ui.dialogs.export import ExportDialog
from reader.ui.preview import preview
from reader.ui.window import Window


@pytest.fixture
def dialog(compared: Window, tmp_path: Path) -> ExportDialog:
    compared.settings["export_folder"] = str(tmp_path)
    return opened(compared)


def opened(window: Window) -> ExportDialog:
    window.actions_by_id["export_comparison"].trigger()
    found = [one for one in window.findChildren(ExportDialog) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def choose(dialog: ExportDialog, name: str) -> None:
    dialog.format.setCurrentIndex(dialog.format.findData(name))


def press(dialog: ExportDialog, text: str, qtbot: QtBot) -> None:
    button = next(b for b in dialog.findChildren(QPushButton) if b.text().replace("&", "") == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def previewed(dialog: ExportDialog, qtbot: QtBot) -> str:
    """The line over the preview, once that is made."""
    caption = dialog.shown.caption
    qtbot.waitUntil(lambda: caption.text() not in ("", "Making a preview…"), timeout=20_000)
    return caption.text()


def test_a_name_is_proposed_and_follows_the_format(dialog: ExportDialog, tmp_path: Path) -> None:
    stem = "2021-02-08-xi-trong-call – 2021-09-24-xi-trong-call"
    for exporter in ALL:
        choose(dialog, exporter.name)
        assert Path(dialog.path.text()) == tmp_path / f"{stem}{exporter.suffix}"
        assert dialog.about.text()


@pytest.mark.parametrize(
    ("to", "name", "begins"),
    [
        ("html", "page.html", b"<!doctype html"),
        ("json", "data", b"{"),
        ("docx", "made.docx", b"PK\x03\x04"),
        ("pdf", "made.pdf", b"%PDF-"),
    ],
)
def test_the_comparison_is_exported(
    compared: Window, dialog: ExportDialog, tmp_path: Path, to: str, name: str, begins: bytes, qtbot: QtBot
) -> None:
    choose(dialog, to)
    dialog.path.setText(str(tmp_path / name))
    press(dialog, "Export", qtbot)
    qtbot.waitUntil(lambda: not compared.session.busy, timeout=30_000)
    written = tmp_path / (name if "." in name else f"{name}.json")
    assert written.read_bytes().lower().startswith(begins.lower())
    assert compared.notices.texts() == [f"The comparison was exported to “{written}”."]


def test_what_is_chosen_reaches_the_file(compared: Window, dialog: ExportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    choose(dialog, "html")
    dialog.title.setText("  Of   mine & <yours> ")
    dialog.lens.setCurrentIndex(dialog.lens.findData(Lens.TOPICS.value))
    dialog.theme.setCurrentIndex(dialog.theme.findData("dark"))
    dialog.sections[Section.REASONS].setChecked(False)
    dialog.path.setText(str(tmp_path / "page.html"))
    press(dialog, "Export", qtbot)
    qtbot.waitUntil(lambda: not compared.session.busy, timeout=20_000)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<h1>Of mine &amp; &lt;yours&gt;</h1>" in page
    assert "color-scheme:dark" in page
    assert "prefers-color-scheme" not in page
    assert "<dd>Topics</dd>" in page
    assert 'id="reasons"' not in page
    again = opened(compared)
    assert again.exporter.name == "html"
    assert again.theme.currentData() == "dark"
    assert not again.sections[Section.REASONS].isChecked()
    assert again.sections[Section.TOPICS].isChecked()
    assert Path(again.path.text()).parent == tmp_path
    assert again.title.text() == "", "a title is of one comparison"


def test_a_filter_can_be_kept_or_left(compared: Window, tmp_path: Path, qtbot: QtBot) -> None:
    compared.settings["export_folder"] = str(tmp_path)
    assert not opened_and_closed(compared).keep_filter.isVisibleTo(compared)
    compared.session.set_filter(Filter(speakers=frozenset({"Xi Jinping"})))
    dialog = opened(compared)
    assert dialog.filter.text() == "Speakers: Xi Jinping"
    assert dialog.options().filter.speakers == {"Xi Jinping"}
    dialog.keep_filter.setChecked(False)
    assert not dialog.options().filter


def opened_and_closed(window: Window) -> ExportDialog:
    dialog = opened(window)
    dialog.hide()
    return dialog


def test_what_is_in_the_way_is_told_in_time(dialog: ExportDialog, tmp_path: Path) -> None:
    (tmp_path / "old.html").write_text("old")
    dialog.path.setText(str(tmp_path / "old.html"))
    assert dialog.notice.text() == "That file is there already and will be replaced."
    assert dialog.export.text().replace("&", "") == "Replace"
    dialog.path.setText(str(tmp_path / "no" / "page.html"))
    assert "does not exist" in dialog.notice.text()
    assert not dialog.export.isEnabled()
    for text in ("", str(tmp_path)):
        dialog.path.setText(text)
        assert not dialog.export.isEnabled()
    dialog.path.setText(str(tmp_path / "new.html"))
    assert dialog.export.isEnabled()
    assert not dialog.notice.isVisibleTo(dialog)


def test_browsing_fills_the_name(dialog: ExportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.browse, Qt.MouseButton.LeftButton)
    chooser = next(one for one in dialog.findChildren(QFileDialog) if one.isVisible())
    chooser.selectFile(str(tmp_path / "chosen.html"))
    chooser.accept()
    assert dialog.path.text() == str(tmp_path / "chosen.html")


def test_changing_ones_mind_writes_nothing(dialog: ExportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    press(dialog, "Cancel", qtbot)
    assert list(tmp_path.glob("*.html")) == []


def test_the_preview_is_the_file_or_its_pages(dialog: ExportDialog, qtbot: QtBot) -> None:
    choose(dialog, "json")
    dialog.shown.caption.setText("")
    assert previewed(dialog, qtbot).startswith("The beginning of the file · ")
    assert dialog.shown.text.toPlainText().startswith('{\n "format": "readout-comparison"')
    choose(dialog, "html")
    dialog.shown.caption.setText("")
    assert previewed(dialog, qtbot).startswith("What the page will hold · ")
    assert "IN BRIEF" in dialog.shown.text.toPlainText()
    assert "sentences." in dialog.shown.text.toPlainText()
    choose(dialog, "pdf")
    dialog.shown.caption.setText("")
    assert "the first 3 are shown" in previewed(dialog, qtbot)
    pages = [label for label in dialog.shown.pages.findChildren(QLabel) if not label.pixmap().isNull()]
    assert pages[0].accessibleName().startswith("Page 1 of ")
    assert inked(pages[0].pixmap().toImage()) > 0.01


def inked(picture: QImage) -> float:
    """Share of a picture's points that are not white."""
    places = [(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)]
    points = [picture.pixelColor(x, y).lightness() < 200 for x, y in places]
    return sum(points) / len(points)


def test_words_that_look_like_markup_stay_words(dialog: ExportDialog, compared: Window, qtbot: QtBot) -> None:
    comparison = compared.session.comparison
    assert comparison is not None
    attack = "<b>bold</b><img src='file:///etc/passwd'>"
    judged = replace(comparison, judgements=Judgements().with_note(Note(attack)))
    made = preview(judged, "html", dialog.options(), 300)
    assert attack in made.text
    shown = (dialog.filter, dialog.notice, dialog.about, dialog.shown.caption)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in shown)


def test_data_keeps_everything(dialog: ExportDialog, compared: Window, tmp_path: Path, qtbot: QtBot) -> None:
    for box in dialog.sections.values():
        box.setChecked(False)
    choose(dialog, "json")
    assert not any(box.isEnabled() for box in dialog.sections.values())
    assert dialog.options().left_out == frozenset()
    dialog.path.setText(str(tmp_path / "all.json"))
    press(dialog, "Export", qtbot)
    qtbot.waitUntil(lambda: not compared.session.busy, timeout=20_000)
    assert json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))["matches"]


def test_a_long_comparison_is_shown_without_setting_all_of_it(dialog: ExportDialog, compared: Window) -> None:
    text = "\n\n".join(f"Paragraph {k}: the ministers met and spoke for an hour about trade." for k in range(2500))
    documents = [reader.parse(text, language="en"), reader.parse(text[100:], language="en")]
    made = preview(reader.compare(*documents), "pdf", dialog.options(), 300)
    assert (len(made.pictures), made.pages) == (3, 0)
    dialog.shown.show_preview(made, 1)
    assert dialog.shown.caption.text() == "The first 3 pages"


def test_the_buttons_stay_in_sight_where_the_screen_is_low(dialog: ExportDialog) -> None:
    """As on a screen of 1920 × 1080 at 200 %."""
    room = dialog.screen().availableSize()
    assert dialog.width() <= room.width()
    assert dialog.height() <= room.height()
    dialog.resize(700, 480)
    assert dialog.height() == 480
    assert dialog.rect().contains(dialog.export.mapTo(dialog, dialog.export.rect().bottomRight()))
