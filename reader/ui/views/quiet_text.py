"""A text to be read and selected, never changed, that asks for scrolling instead of doing it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPalette, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QWidget


class QuietText(QTextEdit):
    """A QTextEdit that takes no text from anywhere, neither typed nor pasted nor dropped, and has no scroll bars.

    Wheel and keys come out as signals, since whoever holds two of these moves them together.
    """

    scroll_asked = Signal(float)
    """Pixels, downwards positive."""
    edge_asked = Signal(int)
    """-1 for the start, 1 for the end."""
    zoom_asked = Signal(int)
    focused = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._take_viewport()
        self.line = 24.0
        """Pixels by which an arrow key scrolls."""
        self.pressed: tuple[QPoint, int] | None = None
        """Where the left button went down last: point of the viewport and position in the text."""
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setCursorWidth(0)  # arrow keys scroll, so a blinking caret would only be in the way
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(220)

    def _take_viewport(self) -> None:
        """Puts a viewport that Python knows in place of Qt's own, to look and behave the same.

        To find out what Qt's own is when it is first asked for, all classes of widgets that there are would be loaded,
        which takes a sixth of the time a window needs to open.
        """
        own = QWidget(self)
        own.setBackgroundRole(QPalette.ColorRole.Base)
        own.setAutoFillBackground(True)
        own.setCursor(Qt.CursorShape.IBeamCursor)
        self.document().documentLayout().setPaintDevice(own)  # which is else the one that goes away now
        self.setViewport(own)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn, pixels = event.angleDelta().y(), event.pixelDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turn:
                self.zoom_asked.emit(1 if turn > 0 else -1)
        elif pixels:
            self.scroll_asked.emit(float(-pixels))
        elif turn:
            self.scroll_asked.emit(-turn / 120 * QApplication.wheelScrollLines() * self.line)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page, line = self.viewport().height() - 2 * self.line, self.line
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if plain and event.key() in _STEPS:
            pages, lines = _STEPS[Qt.Key(event.key())]
            self.scroll_asked.emit(pages * page + lines * line)
        elif event.modifiers() == Qt.KeyboardModifier.ShiftModifier and event.key() == Qt.Key.Key_Space:
            self.scroll_asked.emit(-page)
        elif (plain or control) and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.edge_asked.emit(-1 if event.key() == Qt.Key.Key_Home else 1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            place = event.position().toPoint()
            self.pressed = place, self.cursorForPosition(place).position()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The first click may have moved the text: the word meant is the one that was pressed on.
        if event.button() != Qt.MouseButton.LeftButton or self.pressed is None:
            super().mouseDoubleClickEvent(event)
            return
        cursor = self.textCursor()
        cursor.setPosition(self.pressed[1])
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        self.setTextCursor(cursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)


_STEPS: Final = {
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_PageUp: (-1, 0),
    Qt.Key.Key_PageDown: (1, 0),
    Qt.Key.Key_Space: (1, 0),
}
"""Pages and lines by which a key scrolls."""
