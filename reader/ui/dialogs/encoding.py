"""How the letters of a file are to be read: a list of encodings, and the beginning of the file as each gives it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from reader.i18n import _
from reader.loaders.encodings import offered

_SHOWN = 8_000
"""Bytes of the file that are shown."""


class EncodingDialog(QDialog):
    """Asks for an encoding; the choice is seen before it is made."""

    chosen = Signal(str)
    """Carries the encoding's name as ``read`` takes it."""

    def __init__(self, name: str, data: bytes, current: str | None, parent: QWidget | None = None) -> None:
        """``data``: the beginning of the file."""
        super().__init__(parent)
        self.setObjectName("encoding")
        self.setWindowTitle(_("How to read the letters"))
        self.resize(760, 460)
        self._data = data[:_SHOWN]
        intro = QLabel(_("Choose what makes “{name}” readable.").format(name=name), self)
        intro.setTextFormat(Qt.TextFormat.PlainText)
        intro.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Encodings"))
        for one in offered():
            item = QListWidgetItem(one.label, self.list)
            item.setData(Qt.ItemDataRole.UserRole, one.name)
            if one.name == current:
                self.list.setCurrentItem(item)
        self.preview = QPlainTextEdit(self, readOnly=True)
        self.preview.setAccessibleName(_("The beginning of the file"))
        self.preview.setTabChangesFocus(True)
        buttons = QDialogButtonBox(self)
        self._read = buttons.addButton(_("Read it so"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.list, 2)
        row.addWidget(self.preview, 3)
        layout = QVBoxLayout(self)
        layout.addWidget(intro)
        layout.addLayout(row, 1)
        layout.addWidget(buttons)
        self.list.currentItemChanged.connect(lambda _item, _before: self._show())
        self.list.itemActivated.connect(lambda _item: self.accept())
        self._show()

    def _name(self) -> str:
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def _show(self) -> None:
        name = self._name()
        self._read.setEnabled(bool(name))
        self.preview.setPlainText(self._data.decode(name or "ascii", errors="replace").replace("\0", ""))

    def accept(self) -> None:
        if name := self._name():
            super().accept()
            self.chosen.emit(name)
