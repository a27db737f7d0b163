"""The line in which words are looked for in both documents."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from reader.i18n import _, ngettext
from reader.ui.views.flat_button import flat_button


class FindBar(QFrame):
    """Says what is looked for; the reading area looks, and its counts are shown here."""

    sought = Signal(str, bool, bool, bool)
    """Words (none end the search), whether case counts, whether only whole words count, whether to go to a place."""
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", True)
        self.setAccessibleName(_("Find"))
        self._box = QLineEdit(self, clearButtonEnabled=True)
        self._box.setPlaceholderText(_("Find in both readouts"))
        self._box.setAccessibleName(_("Find in both readouts"))
        self._box.setMinimumWidth(220)
        self._case = QCheckBox(_("Match case"), self)
        self._whole = QCheckBox(_("Whole words"), self)
        self._counts = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self._sides = 0, 0
        previous = flat_button(self, "‹", lambda: self.stepped.emit(-1), _("Previous place"))
        following = flat_button(self, "›", lambda: self.stepped.emit(1), _("Next place"))
        close = flat_button(self, "✕", self.close_bar, _("Close the find bar"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 5, 8, 5)
        for widget in (self._box, previous, following, self._case, self._whole, self._counts):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(close)
        self._box.textChanged.connect(lambda _text: self._seek())
        self._case.toggled.connect(lambda _on: self._seek())
        self._whole.toggled.connect(lambda _on: self._seek())
        self.hide()

    @property
    def words(self) -> str:
        """What is looked for."""
        return self._box.text()

    def open_bar(self, words: str = "") -> None:
        """Shows the bar with the keyboard in it; ``words`` replaces what stands there, nothing leaves it."""
        self.show()
        if words:
            self._box.setText(words)
        elif self._box.text():
            self._seek(go=False)
        self._box.selectAll()
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_bar(self) -> None:
        """Ends the search and hides the bar; the words stay for the next time."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def search_again(self) -> None:
        """Looks again, after the documents have changed."""
        if not self.isHidden():
            self._seek(go=False)

    def show_counts(self, left: int, right: int) -> None:
        """Shows how many places were found on each side."""
        self._sides = left, right
        self._tell(0)

    def show_place(self, number: int, _count: int) -> None:
        """Shows which of the places is in sight, from 1; 0 for none of them."""
        self._tell(number)

    def _tell(self, number: int) -> None:
        left, right = self._sides
        count = left + right
        if not self._box.text():
            text = ""
        elif not count:
            text = _("Not found")
        elif number:
            text = _("Place {number} of {count}: {left} left, {right} right")
        else:
            text = ngettext(
                "{count} place: {left} left, {right} right", "{count} places: {left} left, {right} right", count
            )
        self._counts.setText(text.format(number=number, count=count, left=left, right=right))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(-1 if back else 1)
            return
        super().keyPressEvent(event)

    def _seek(self, *, go: bool = True) -> None:
        self.sought.emit(self._box.text(), self._case.isChecked(), self._whole.isChecked(), go)
