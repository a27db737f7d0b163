"""What the everyday actions do: reading again, encodings, citations, stopping."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from reader.i18n import _
from reader.model import Side
from reader.ui.dialogs.showing import show_dialog
from reader.ui.messages import Level
from reader.ui.session import Session
from reader.ui.walk import links_of

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from reader.export.citation import Clip
    from reader.ui.window import Window


class EverydayCommands:
    """Handlers by the names of their rows in ``actions.py``. Keeps nothing itself."""

    _window: Window

    # Opening -----------------------------------------------------------------------------------------------------

    def open_address(self) -> None:
        from reader.ui.dialogs.address import AddressDialog

        copied = QGuiApplication.clipboard().text().strip()
        known = copied if copied.startswith(("https://", "http://")) and len(copied.split()) == 1 else ""
        dialog = AddressDialog(known, self._window)
        dialog.chosen.connect(self._window.session.open_address)
        show_dialog(dialog)

    def read_again(self) -> None:
        self._window.session.read_again()

    def choose_encoding(self) -> None:
        self.ask_encoding(self._window.reading.scrolling.active)

    def ask_encoding(self, side: Side) -> None:
        """Asks how the file of a side is to be read, and reads it so."""
        from reader.ui.dialogs.encoding import EncodingDialog

        session = self._window.session
        path, document = session.paths[side], session.document(side)
        if path is None or document is None:
            text = _("This text did not come from a file, so there is nothing to read in another way.")
            session.post(Level.WARNING, text)
            return
        try:
            with Path(path).open("rb") as file:
                data = file.read(64_000)
        except OSError:
            session.read_again([side])  # which tells what is wrong with the file
            return
        dialog = EncodingDialog(path.name, data, document.source.encoding, self._window)
        dialog.chosen.connect(lambda name: session.read_again([side], name))
        show_dialog(dialog)

    def call_earlier(self, side: Side) -> None:
        """Takes the reader's word on which readout is the earlier one."""
        session = self._window.session
        name = _("Call the left readout earlier") if side is Side.LEFT else _("Call the right readout earlier")
        self._window.judging.judge(replace(session.judgements, earlier=side), name)

    def call_left_earlier(self) -> None:
        self.call_earlier(Side.LEFT)

    def call_right_earlier(self) -> None:
        self.call_earlier(Side.RIGHT)

    def cancel_work(self) -> None:
        self._window.session.cancel()

    def paste(self, side: Side) -> None:
        """Takes what is on the clipboard as the readout of a side: a piece of a web page with its blocks, or a text."""
        data = QGuiApplication.clipboard().mimeData()
        take_text(self._window.session, data, side, _("clipboard"))

    # What is picked ----------------------------------------------------------------------------------------------

    def show_extract(self, is_open: bool) -> None:
        self._window.extract.open_panel(is_open)
        self._window.actions_by_id["show_extract"].setChecked(is_open)

    def list_boilerplate(self) -> None:
        from reader.ui.dialogs.boilerplate import BoilerplateDialog

        session = self._window.session
        if session.left is not None and session.right is not None:
            show_dialog(BoilerplateDialog(session, session.left, session.right, self._window))

    # Handing on --------------------------------------------------------------------------------------------------

    def copy_citation(self) -> None:
        from reader.export.citation import citation

        session = self._window.session
        document = session.document(session.focus.side) if session.focus else None
        if session.focus is not None and document is not None:
            _put(citation(document, session.focus.sentence))
            session.post(Level.INFO, _("The sentence and where it stands are on the clipboard."))

    def copy_pair(self) -> None:
        from reader.export.citation import pair_clip

        session = self._window.session
        comparison, focus = session.comparison, session.focus
        link = links_of(comparison, focus.side)[focus.sentence] if comparison and focus else None
        if comparison is not None and link is not None:
            _put(pair_clip(comparison, link))
            session.post(Level.INFO, _("Both sentences with their changes are on the clipboard."))

    def print_comparison(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog

        if self._window.session.comparison is None:
            return
        dialog = QPrintDialog(self._window)
        dialog.setObjectName("print")
        dialog.setWindowTitle(_("Print the comparison"))
        dialog.accepted.connect(self._draw)
        show_dialog(dialog)

    def preview_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintPreviewDialog

        if self._window.session.comparison is None:
            return
        dialog = QPrintPreviewDialog(self._window)
        dialog.setObjectName("print_preview")
        dialog.setWindowTitle(_("Printed pages"))
        dialog.resize(self._window.size() * 0.85)
        dialog.paintRequested.connect(self._draw)
        show_dialog(dialog)

    def _draw(self, printer: QPrinter) -> None:
        from reader.export import ExportOptions
        from reader.ui.printing import render

        session = self._window.session
        if session.comparison is None:
            return
        printer.setDocName(self._window.windowTitle().replace("[*]", ""))
        if not render(session.comparison, ExportOptions(lens=session.lens, filter=session.filter), printer):
            session.post(Level.ERROR, _("Nothing was printed: the printer could not be opened."))


def take_text(session: Session, data: QMimeData, side: Side | None, name: str) -> None:
    """Opens what was pasted or dropped as a readout."""
    if data.hasHtml() and data.html().strip():
        session.open_text(data.html(), side, name, is_page=True)
    else:
        session.open_text(data.text(), side, name)


def _put(clip: Clip) -> None:
    data = QMimeData()
    data.setText(clip.plain)
    data.setHtml(clip.html)
    QGuiApplication.clipboard().setMimeData(data)
