"""What is dropped on the window: one or two files, or a text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from reader.i18n import _
from reader.model import Side
from reader.ui.everyday_commands import take_text
from reader.ui.messages import Choice, Level, Notice
from reader.ui.session import Session


class DropTarget(QObject):
    """Takes what is dropped on a window; where both sides are taken, the half it falls on says which it replaces."""

    def __init__(
        self, window: QWidget, panes: QWidget, session: Session, opened: Callable[[list[Path], Side | None], None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._panes = panes
        self._session = session
        self._opened = opened
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop:
            self._take(event)
            return True
        if isinstance(event, QDragEnterEvent) and (event.mimeData().hasUrls() or event.mimeData().hasText()):
            event.acceptProposedAction()
            return True
        return False

    def _take(self, event: QDropEvent) -> None:
        data = event.mimeData()
        side = self._side_at(event.position().toPoint())
        if data.hasUrls():
            paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
            if paths:
                self._opened(paths, side if len(paths) == 1 else None)
            elif not data.urls():
                self._session.post(Level.WARNING, _("What was dropped here could not be read; open the file instead."))
            else:
                self._ask_address(data.urls()[0].toString(), side)
        elif data.hasText():
            take_text(self._session, data, side, _("dropped text"))
        event.acceptProposedAction()

    def _ask_address(self, url: str, side: Side | None) -> None:
        """Nothing is fetched from the web by a drop alone."""
        text = _("“{address}” stands on the web. Readout fetches it only if you say so.").format(address=url)
        choice = Choice(_("Fetch it"), lambda: self._session.open_address(url, side))
        self._session.notice_posted.emit(Notice(Level.INFO, text, choices=(choice,), about="address"))

    def _side_at(self, at: QPoint) -> Side | None:
        """The side below a point of the window; None where there is none, or a side is free."""
        if self._session.left is None or self._session.right is None:
            return None
        spot = self._panes.mapFrom(self._window, at)
        if not self._panes.rect().contains(spot):
            return None
        return Side.LEFT if spot.x() < self._panes.width() // 2 else Side.RIGHT
