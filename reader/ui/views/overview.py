"""Both documents at a glance beside the panes: the states as bars, what is in sight, and the bar that scrolls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from reader.i18n import _
from reader.model import Side
from reader.theme import Theme

WIDTH: Final = 26
BAR: Final = 7
EDGE: Final = 6
LEAST: Final = 2.0
"""Height of the smallest bar."""


class Bar(NamedTuple):
    """A sentence in the strip: from when to when it passes the eye line, and its colour."""

    side: Side
    start: float
    end: float
    colour: str


class Overview(QAbstractSlider):
    """The master scroll bar of both panes. Its value is a time of the time line, in pixels."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.bars: Callable[[], Sequence[Bar]] = tuple
        """Gives the sentences of both documents when the strip is drawn."""
        self._hits: tuple[tuple[Side, float], ...] = ()
        self._frame = (0.0, 0.0)
        self._drawing: QPixmap | None = None
        """Everything but the frame; made when it is next painted."""
        self.setOrientation(Qt.Orientation.Vertical)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Overview of both documents"))
        self.setToolTip("")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 200)

    def apply_theme(self, theme: Theme) -> None:
        """Takes over colours; bars are given anew."""
        self._theme = theme
        self._drawing = None
        self.update()

    def refresh(self) -> None:
        """Draws the sentences anew."""
        self._drawing = None
        self.update()

    def show_hits(self, hits: Sequence[tuple[Side, float]]) -> None:
        """Shows where something was found."""
        self._hits = tuple(hits)
        self._drawing = None
        self.update()

    def show_frame(self, before: float, after: float) -> None:
        """Sets how much is in sight before and after the eye line."""
        self._frame = before, after
        self.setPageStep(max(1, round((before + after) * 0.9)))
        self.update()

    def frame(self) -> QRectF:
        """The box around what is in sight."""
        top = max(self._y(self.value() - self._frame[0]), 1.0)
        bottom = min(self._y(self.value() + self._frame[1]), self.height() - 2.0)
        return QRectF(1, top, self.width() - 3, max(8.0, bottom - top))

    def _y(self, time: float) -> float:
        whole = self.height() - 2 * EDGE
        return EDGE + whole * max(0.0, min(1.0, time / max(1, self.maximum())))

    def _time(self, y: float) -> float:
        return (y - EDGE) / max(1, self.height() - 2 * EDGE) * self.maximum()

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawing = self._drawn()
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, drawing)
            if self.maximum() > 0:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(QColor(self._theme["muted"]), 1.2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(self.frame().adjusted(0.5, 0.5, 0.5, 0.5), 3, 3)

    def _drawn(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        if self._drawing is not None and self._drawing.size() == self.size() * ratio:
            return self._drawing
        drawing = QPixmap(self.size() * ratio)
        drawing.setDevicePixelRatio(ratio)
        with QPainter(drawing) as painter:
            painter.fillRect(self.rect(), QColor(self._theme["panel"]))
            painter.setPen(QColor(self._theme["line"]))
            painter.drawLine(0, 0, 0, self.height())
            self._paint_bars(painter)
            for side, time in self._hits:
                x = self._x(side)
                painter.fillRect(QRectF(x - 2, self._y(time) - 1, BAR + 4, 3), QColor(self._theme["note"]))
        self._drawing = drawing
        return drawing

    def _x(self, side: Side) -> float:
        middle = self.width() / 2
        return middle - BAR - 1 if side is Side.LEFT else middle + 1

    def _paint_bars(self, painter: QPainter) -> None:
        left, y = {side: self._x(side) for side in Side}, self._y
        colours: dict[str, QColor] = {}  # few for many bars
        for side, start, end, colour in self.bars():
            if colour not in colours:
                colours[colour] = QColor(colour)
            top, bottom = y(start), y(end)
            painter.fillRect(QRectF(left[side], top, BAR, max(LEAST, bottom - top - 1)), colours[colour])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event)

    def _go(self, event: QMouseEvent) -> None:
        self.setValue(round(self._time(event.position().y())))
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels = event.pixelDelta().y()
        self.setValue(self.value() - round(pixels if pixels else event.angleDelta().y() / 120 * self.singleStep()))
        event.accept()
