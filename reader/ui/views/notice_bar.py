"""Notices in the window: plain sentences that stay until they are dismissed, never boxes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from reader.i18n import _
from reader.ui.messages import Choice, Level, Notice
from reader.ui.session import Session
from reader.ui.views.flat_button import flat_button

_SHOWN = 3
"""Notices shown at once; an older one makes way."""


class NoticeBar(QWidget):
    """The latest notices, one below the other. The same one does not come twice, and good news replaces good news."""

    report_wanted = Signal(str)
    """Carries the report of a mistake of the program's own."""
    open_wanted = Signal(str)
    """Carries the path of a file that was written."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Notices"))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._shown: list[tuple[Notice, QFrame]] = []
        session.documents_changed.connect(self._forget_news)
        self.hide()

    def texts(self) -> list[str]:
        """The sentences in sight, oldest first."""
        return [notice.text for notice, _frame in self._shown]

    def show_notice(self, notice: Notice) -> None:
        """Adds a notice at the bottom."""
        for known, frame in list(self._shown):
            if known == notice or _replaces(notice, known):
                self._dismiss(frame)
        while len(self._shown) >= _SHOWN:
            self._dismiss(self._shown[0][1])
        frame = self._frame(notice)
        self._shown.append((notice, frame))
        self._layout.addWidget(frame)
        self.show()

    def _forget_news(self) -> None:
        """What was good to know of the documents before is not of these; what went wrong stays to be read."""
        for notice, frame in list(self._shown):
            if notice.level is Level.INFO:
                self._dismiss(frame)

    def dismiss_latest(self) -> bool:
        """Takes the latest notice away; False where there is none."""
        if not self._shown:
            return False
        self._dismiss(self._shown[-1][1])
        return True

    def _frame(self, notice: Notice) -> QFrame:
        frame = QFrame(self)
        frame.setProperty("notice", notice.level.value)
        frame.setAccessibleName(_SPOKEN[notice.level]())
        label = QLabel(notice.text, frame, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(frame)
        row.setContentsMargins(14, 6, 8, 6)
        row.addWidget(label, 1)
        if notice.report:
            row.addWidget(flat_button(frame, _("Details …"), lambda: self.report_wanted.emit(notice.report)))
        for choice in notice.choices:
            row.addWidget(flat_button(frame, choice.text, partial(self._choose, frame, choice)))
        if notice.path:
            row.addWidget(flat_button(frame, _("Open it"), lambda: self.open_wanted.emit(notice.path)))
        close = flat_button(frame, "✕", lambda: self._dismiss(frame))
        close.setAccessibleName(_("Dismiss this notice"))
        close.setToolTip(_("Dismiss this notice"))
        row.addWidget(close)
        return frame

    def _choose(self, frame: QFrame, choice: Choice) -> None:
        self._dismiss(frame)
        choice.act()

    def withdraw(self, about: str) -> None:
        """Takes away what there is about something that is settled."""
        for notice, frame in list(self._shown):
            if notice.about == about:
                self._dismiss(frame)

    def _dismiss(self, frame: QFrame) -> None:
        self._shown = [(notice, one) for notice, one in self._shown if one is not frame]
        self._layout.removeWidget(frame)
        frame.hide()
        frame.deleteLater()
        self.setVisible(bool(self._shown))


def _replaces(notice: Notice, known: Notice) -> bool:
    """Good news replaces good news, and whatever is about the same replaces what was said before."""
    return (_is_news(known) and _is_news(notice)) or (bool(notice.about) and known.about == notice.about)


def _is_news(notice: Notice) -> bool:
    """Whether a notice only tells that something went well."""
    return notice.level is Level.INFO and not notice.choices


_SPOKEN = {
    Level.INFO: lambda: _("Notice"),
    Level.WARNING: lambda: _("Warning"),
    Level.ERROR: lambda: _("Error"),
}
