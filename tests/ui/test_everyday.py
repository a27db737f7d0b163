"""Handing on with a citation, pasting pieces of pages, stopping long work."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from reader.model import ParagraphKind, Side
from reader.ui.session import Focus
from reader.ui.window import Window

_LONG = 60_000


def clipboard() -> QMimeData:
    return QGuiApplication.clipboard().mimeData()


def test_a_sentence_is_copied_with_where_it_stands(compared: Window) -> None:
    compared.session.set_focus(Focus(Side.RIGHT, 3))
    compared.actions_by_id["copy_citation"].trigger()
    right = compared.session.right
    assert right is not None
    assert right.sentences[3].text.split()[0] in clipboard().text()
    assert right.title in clipboard().text()
    assert "<blockquote" in clipboard().html()


def test_a_pair_is_copied_with_what_changed(compared: Window) -> None:
    assert not compared.actions_by_id["copy_pair"].isEnabled()
    compared.session.focus_difference(1)
    while not compared.session.partners():
        compared.session.focus_difference(1)
    compared.actions_by_id["copy_pair"].trigger()
    assert "Changed words on the left" in clipboard().text()
    assert any("on the clipboard" in text for text in compared.notices.texts())


def test_a_piece_of_a_web_page_is_pasted_with_its_blocks(window: Window, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setText("Heading Both sides agreed. One Two")
    data.setHtml("<h2>Heading</h2><p>Both sides agreed.</p><ul><li>One</li><li>Two</li></ul><script>x()</script>")
    QGuiApplication.clipboard().setMimeData(data)
    window.commands.paste_left()
    qtbot.waitUntil(lambda: window.session.left is not None, timeout=_LONG)
    left = window.session.left
    assert left is not None
    kinds = [paragraph.kind for paragraph in left.paragraphs]
    assert kinds == [
        ParagraphKind.HEADING,
        ParagraphKind.PARAGRAPH,
        ParagraphKind.LIST_ITEM,
        ParagraphKind.LIST_ITEM,
    ]
    assert "x()" not in left.text


def long_text(words: str) -> str:
    return "\n\n".join(f"{words} number {k} was said on the matter of trade." for k in range(20_000))


def test_long_work_tells_what_it_does_and_can_be_stopped(
    compared: Window, pair: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    before = compared.session.comparison
    path = tmp_path / "long.txt"
    path.write_text(long_text("Sentence"))
    compared.session.open_files([path], Side.LEFT)
    (stop,) = [one for one in compared.legend.findChildren(QToolButton) if one.text() == "Stop"]
    assert not stop.isVisible(), "what is done at once needs no word"
    qtbot.waitUntil(stop.isVisible, timeout=_LONG)
    assert any("long.txt" in label.text() for label in compared.legend.findChildren(QLabel) if label.isVisible())
    qtbot.mouseClick(stop, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert compared.session.busy == ""
    assert not stop.isVisible()
    assert compared.session.comparison is before
    assert list(compared.session.paths.values()) == pair


def test_comparing_that_was_stopped_leaves_the_texts_and_goes_on_with_f5(window: Window, qtbot: QtBot) -> None:
    session = window.session
    session.open_text(long_text("Sentence")[:60_000], Side.LEFT, "one")
    qtbot.waitUntil(lambda: session.left is not None and not session.busy, timeout=_LONG)
    session.open_text(long_text("Remark")[:60_000], Side.RIGHT, "two")
    qtbot.waitUntil(lambda: session.right is not None, timeout=_LONG)
    assert session.comparison is None, "the texts are shown while they are compared"
    QTest.keyClick(window, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert not session.busy
    assert any("Comparing was stopped" in text for text in window.notices.texts())
    QTest.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: session.comparison is not None and not session.busy, timeout=_LONG)


def test_the_pages_are_seen_before_they_are_printed(compared: Window, qtbot: QtBot) -> None:
    compared.actions_by_id["preview_print"].trigger()
    dialog = compared.findChild(QPrintPreviewDialog)
    assert dialog is not None
    preview = dialog.findChild(QPrintPreviewWidget)
    assert preview is not None
    qtbot.waitUntil(lambda: preview.pageCount() > 1, timeout=_LONG)
    dialog.reject()


def test_what_the_dialog_asks_for_is_printed(compared: Window, tmp_path: Path, qtbot: QtBot) -> None:
    compared.actions_by_id["print_comparison"].trigger()
    dialog = compared.findChild(QPrintDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    dialog.accepted.emit(printer)
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    dialog.reject()
