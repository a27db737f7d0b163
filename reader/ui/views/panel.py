"""What the panels below the texts have in common: a heading, and a way to close them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from reader.i18n import _
from reader.ui.views.flat_button import flat_button


class Panel(QFrame):
    """A heading row in ``column``, below which a panel puts what is its own. Hidden until it is opened."""

    closed = Signal()
    """The person wants it closed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", True)
        self.setAccessibleName(name)
        self.heading = QLabel(self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.heading.setProperty("heading", True)
        self.heading.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout()
        self._row.addWidget(self.heading, 1)
        self._row.addWidget(
            flat_button(self, "✕", self.closed.emit, _("Close this panel")), 0, Qt.AlignmentFlag.AlignTop
        )
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(14, 6, 8, 10)
        self.column.setSpacing(4)
        self.column.addLayout(self._row)
        self.hide()

    def add_button(self, text: str, name: str, pressed: Callable[[], object]) -> QToolButton:
        """A flat button in the heading row, before the one that closes the panel."""
        button = flat_button(self, text, pressed, name)
        self._row.insertWidget(self._row.count() - 1, button)
        return button
