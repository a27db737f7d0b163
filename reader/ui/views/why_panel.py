"""The panel that says why the sentence in focus is paired as it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from reader.i18n import _
from reader.ui.models.explanation import explain
from reader.ui.session import Session
from reader.ui.views.panel import Panel


class WhyPanel(Panel):
    """Follows the focus while it is open."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_("Why this pair?"), parent)
        self._session = session
        self._body = QLabel(self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self._body.setTextInteractionFlags(flags)
        self._body.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.column.addWidget(self._body)
        session.focus_changed.connect(self._explain)
        session.comparison_changed.connect(self._explain)

    def text(self) -> str:
        """Everything the panel says."""
        return f"{self.heading.text()}\n{self._body.text()}"

    def open_panel(self, is_open: bool) -> None:
        """Shows or hides the panel."""
        self.setVisible(is_open)
        self._explain()

    def _explain(self) -> None:
        if self.isHidden():
            return
        said = explain(self._session)
        self.heading.setText(said.heading)
        self._body.setText("\n".join(said.lines))
