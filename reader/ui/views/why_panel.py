"""The panel that says why the sentence in focus is paired as it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from reader.i18n import _
from reader.ui.models.explanation import explain
from reader.ui.session import Session


class WhyPanel(QFrame):
    """Follows the focus while it is open."""

    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", True)
        self.setAccessibleName(_("Why this pair?"))
        self._session = session
        self._heading = QLabel(self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._heading.setProperty("heading", True)
        self._body = QLabel(self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self._body.setTextInteractionFlags(flags)
        for label in (self._heading, self._body):
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        close = QToolButton(self)
        close.setText("✕")
        close.setProperty("flat", True)
        close.setAccessibleName(_("Close this panel"))
        close.setToolTip(_("Close this panel"))
        close.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.addWidget(self._heading, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 6, 8, 10)
        layout.setSpacing(2)
        layout.addLayout(row)
        layout.addWidget(self._body)
        session.focus_changed.connect(self._explain)
        session.comparison_changed.connect(self._explain)
        self.hide()

    def text(self) -> str:
        """Everything the panel says."""
        return f"{self._heading.text()}\n{self._body.text()}"

    def open_panel(self, is_open: bool) -> None:
        """Shows or hides the panel."""
        self.setVisible(is_open)
        self._explain()

    def _explain(self) -> None:
        if self.isHidden():
            return
        said = explain(self._session)
        self._heading.setText(said.heading)
        self._body.setText("\n".join(said.lines))
