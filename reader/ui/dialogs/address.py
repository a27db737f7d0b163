"""Asks for a web address, and says what happens with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from reader.i18n import _
from reader.model import Side


class AddressDialog(QDialog):
    """One line for the address, and the side its readout goes to."""

    chosen = Signal(str, object)
    """Carries the address and the Side, None for the first one that is free."""

    def __init__(self, address: str, parent: QWidget | None = None) -> None:
        """``address``: what to begin with, such as the clipboard's."""
        super().__init__(parent)
        self.setObjectName("address")
        self.setWindowTitle(_("Open from the web"))
        self.setMinimumWidth(520)
        self.box = QLineEdit(address, self)
        self.box.setPlaceholderText("https://")
        self.box.setAccessibleName(_("Web address"))
        self.box.selectAll()
        self.side = QComboBox(self)
        self.side.setAccessibleName(_("Side"))
        for text, side in ((_("Where there is room"), None), (_("Left"), Side.LEFT), (_("Right"), Side.RIGHT)):
            self.side.addItem(text, side)
        said = QLabel(
            _(
                "Readout fetches this one page, once, and nothing it leads to. It sends no cookies and signs in "
                "nowhere; the site sees that this computer asked."
            ),
            self,
            textFormat=Qt.TextFormat.PlainText,
            wordWrap=True,
        )
        said.setProperty("quiet", True)
        form = QFormLayout()
        form.addRow(_("Web address"), self.box)
        form.addRow(_("Side"), self.side)
        buttons = QDialogButtonBox(self)
        self._open = buttons.addButton(_("Open"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(said)
        layout.addWidget(buttons)
        self.box.textChanged.connect(lambda _text: self._check())
        self._check()

    def _check(self) -> None:
        self._open.setEnabled(bool(self.box.text().strip()))

    def accept(self) -> None:
        if address := self.box.text().strip():
            super().accept()
            self.chosen.emit(address, self.side.currentData())
