"""Asking which sentence of the other side belongs to a sentence, and how."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from reader.export.facts import label
from reader.i18n import _
from reader.marks import Role
from reader.model import Comparison, Verdict
from reader.theme import SIGNS, state_name
from reader.ui.dialogs.fitting import resize_within_screen
from reader.ui.session import Focus
from reader.ui.views.sentence_list import SentenceList

_INDEX = int(Qt.ItemDataRole.UserRole)


class PairingDialog(QDialog):
    """All sentences of the other side, the likeliest chosen, and the three ways to belong together."""

    paired = Signal(int, str)
    """Carries the sentence of the other side and the Verdict's value."""

    def __init__(self, comparison: Comparison, focus: Focus, likely: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pairing")
        self.setWindowTitle(_("Pair by hand"))
        document, other = comparison.document(focus.side), comparison.document(focus.side.other)
        text = " ".join(document.sentences[focus.sentence].text.split())
        asked = _("What belongs to {sentence}: “{text}”?").format(sentence=label(focus.side, focus.sentence), text=text)
        question = QLabel(asked, self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.box = QLineEdit(self, clearButtonEnabled=True)
        self.box.setPlaceholderText(_("Search these sentences"))
        self.box.setAccessibleName(_("Search these sentences"))
        self.list = SentenceList(self)
        self.list.setAccessibleName(_("Sentences of the other side"))
        for sentence in other.sentences:
            words = " ".join(sentence.text.split())
            item = QListWidgetItem(f"{label(focus.side.other, sentence.index)}  {words}", self.list)
            item.setData(_INDEX, sentence.index)
        self.verdicts = QButtonGroup(self)
        row = QHBoxLayout()
        for number, verdict in enumerate((Verdict.REWORDED, Verdict.SHARED, Verdict.ECHO)):
            role = Role(verdict.value)
            button = QRadioButton(f"{SIGNS[role]} {state_name(role)}", self)
            button.setProperty("verdict", verdict.value)
            button.setChecked(not number)
            self.verdicts.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        buttons = QDialogButtonBox(self)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.take = buttons.addButton(_("Pair them"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(12)
        for widget in (question, self.box, self.list):
            layout.addWidget(widget)
        layout.addLayout(row)
        layout.addWidget(buttons)
        resize_within_screen(self, 620, 520)
        self.box.textChanged.connect(self._narrow)
        self.list.currentItemChanged.connect(lambda *_items: self._show_state())
        self.list.itemActivated.connect(lambda _item: self._accept())
        if self.list.count():
            self.list.setCurrentRow(likely if likely is not None else 0)
            self.list.scrollToItem(self.list.currentItem(), QListWidget.ScrollHint.PositionAtCenter)
        self.list.setFocus()
        self._show_state()

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not all(word in item.text().casefold() for word in words))
        current = self.list.currentItem()
        if current is None or current.isHidden():
            shown = (row for row in range(self.list.count()) if not self.list.item(row).isHidden())
            self.list.setCurrentRow(next(shown, -1))

    def _show_state(self) -> None:
        self.take.setEnabled(self.list.currentItem() is not None)

    def _accept(self) -> None:
        item = self.list.currentItem()
        button = self.verdicts.checkedButton()
        if item is not None and not item.isHidden() and button is not None:
            self.paired.emit(item.data(_INDEX), button.property("verdict"))
            self.accept()
