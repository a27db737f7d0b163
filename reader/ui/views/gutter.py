"""The strip between the panes: ribbons and threads from sentences to their counterparts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from reader.i18n import _
from reader.marks import Role
from reader.model import MatchKind, Side
from reader.theme import Theme, sign_colour
from reader.ui.views.pane import Pane
from reader.ui.views.tooltip import tooltip
from reader.ui.walk import Walk

if TYPE_CHECKING:
    from reader.model import Comparison, Match

WIDTH: Final = 72
NARROW: Final = 40
"""Pixels left of it where the window is small; a stub and its arrow still fit."""
STUB: Final = 26.0
"""Length of what is drawn of a ribbon whose other end is far out of sight."""
NEAR: Final = 0.3
"""An end that is out of sight by less than this part of the height is drawn to."""
MOST: Final = 200
"""Links drawn at a time; nobody can follow more."""
_ROLE = {MatchKind.SHARED: Role.SHARED, MatchKind.REWORDED: Role.REWORDED, MatchKind.ECHO: Role.ECHO}


class Ribbon(NamedTuple):
    """A drawn link: what it looks like, what takes a click, and where a click leads."""

    link: int
    path: QPainterPath
    target: QPainterPath
    side: Side
    sentence: int
    arrow: QPainterPath | None = None


class Gutter(QWidget):
    """Draws the links of a comparison between two panes and reports clicks on them."""

    link_clicked = Signal(object, int)
    """Side and sentence to bring into focus."""

    def __init__(self, left: Pane, right: Pane, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panes = {Side.LEFT: left, Side.RIGHT: right}
        self._theme = theme
        self._comparison: Comparison | None = None
        self._walk: Walk | None = None
        self._emphasised: frozenset[int] = frozenset()
        self._hovered: int | None = None
        self.describe: Callable[[Match], str] = lambda _match: ""
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Links between the two documents"))

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 200)

    def fit(self, whole: int) -> None:
        """Takes its share of a reading area so many pixels wide."""
        self.setFixedWidth(max(NARROW, min(WIDTH, whole // 14)))

    def apply_theme(self, theme: Theme) -> None:
        """Takes over colours."""
        self._theme = theme
        self.update()

    def show_comparison(self, comparison: Comparison | None, walk: Walk | None) -> None:
        """Draws the links of a comparison; ``walk`` knows which sentences they join."""
        self._comparison, self._walk = comparison, walk
        self._hovered, self._emphasised = None, frozenset()
        self.update()

    def show_emphasis(self, links: frozenset[int]) -> None:
        """Draws some links stronger: those of the sentence in focus or of a chosen formulation."""
        self._emphasised = links
        self.update()

    def ribbons(self) -> Iterator[Ribbon]:
        """What is drawn now, in painting order: threads below ribbons, emphasised ones on top."""
        if self._comparison is None or self._walk is None:
            return
        matches, strong, links = self._comparison.matches, self._strong(), self._walk.links

        def rank(k: int) -> tuple[bool, bool, int]:
            return k in strong, matches[k].kind is not MatchKind.ECHO, k

        seen = {k for side in Side for one in self._panes[side].sentences_in_sight() for k in links[side][one]}
        for k in sorted(seen, key=rank)[-MOST:]:
            yield from self._of_match(k, matches[k])

    def _strong(self) -> frozenset[int]:
        return self._emphasised if self._hovered is None else self._emphasised | {self._hovered}

    def _of_match(self, link: int, match: Match) -> Iterator[Ribbon]:
        ends = {side: [self._extent(side, run) for run in _neighbours(match.sentences(side))] for side in Side}
        thread = match.kind is MatchKind.ECHO
        for a in ends[Side.LEFT]:
            for b in ends[Side.RIGHT]:
                if a is None or b is None:
                    continue
                seen = {Side.LEFT: self._sees(Side.LEFT, a), Side.RIGHT: self._sees(Side.RIGHT, b)}
                if not any(seen.values()):
                    continue
                far = next((s for s, e in ((Side.LEFT, a), (Side.RIGHT, b)) if not self._sees(s, e, NEAR)), None)
                if far is None:
                    path, target = _thread(a, b, self.width()) if thread else (_band(a, b, self.width()),) * 2
                    yield Ribbon(link, path, target, Side.LEFT, match.left[0])
                elif not thread or link in self._strong():
                    near, other = (b, a) if far is Side.LEFT else (a, b)
                    up = other[1] < near[0]
                    path, arrow = _stub(near, self.width(), from_left=far is Side.RIGHT, up=up, thread=thread)
                    yield Ribbon(link, path, path, far, match.sentences(far)[0], arrow)

    def _extent(self, side: Side, sentences: tuple[int, ...]) -> tuple[float, float] | None:
        """Top and bottom of neighbouring sentences, in the gutter."""
        pane = self._panes[side]
        found = pane.ends(sentences[0], sentences[-1])
        if found is None:
            return None
        shift = self.mapFromGlobal(pane.viewport().mapToGlobal(QPoint(0, 0))).y()
        return found[0] + shift, found[1] + shift

    def _sees(self, side: Side, extent: tuple[float, float], beyond: float = 0.0) -> bool:
        viewport = self._panes[side].viewport()
        top = self.mapFromGlobal(viewport.mapToGlobal(QPoint(0, 0))).y()
        margin = viewport.height() * beyond
        return extent[1] > top - margin and extent[0] < top + viewport.height() + margin

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(self._theme["paper"]))
            painter.setPen(QColor(self._theme["line"]))
            painter.drawLine(0, 0, 0, self.height())
            painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            top = self.mapFromGlobal(self._panes[Side.LEFT].viewport().mapToGlobal(QPoint(0, 0))).y()
            painter.setClipRect(0, top, self.width(), self.height() - top)
            for ribbon in self.ribbons():
                self._paint(painter, ribbon)

    def _paint(self, painter: QPainter, ribbon: Ribbon) -> None:
        assert self._comparison is not None
        match = self._comparison.matches[ribbon.link]
        strong = ribbon.link in self._strong()
        role = _ROLE[match.kind]
        sign = QColor(sign_colour(self._theme, role))
        if match.kind is MatchKind.ECHO:
            colour = sign if strong else QColor(self._theme["line"])
            painter.setPen(QPen(colour, 1.6 if strong else 1.2, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            quiet = self._is_faded(match)
            fill = QColor(self._theme[f"{role.value}_bg"])
            calm = quiet or (match.kind is MatchKind.SHARED and not strong)
            edge = QColor(self._theme["line"]) if calm else sign
            if quiet:
                fill.setAlphaF(0.4)
            painter.setPen(QPen(edge, 2.0 if strong else 1.0))
            painter.setBrush(fill)
        painter.drawPath(ribbon.path)
        if ribbon.arrow is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(sign)
            painter.drawPath(ribbon.arrow)

    def _is_faded(self, match: Match) -> bool:
        return all(self._panes[side].page.is_faded(k) for side in Side for k in match.sentences(side))

    def ribbon_at(self, point: QPoint) -> Ribbon | None:
        """The topmost link drawn at a point."""
        found = None
        for ribbon in self.ribbons():
            if ribbon.target.contains(QPointF(point)):
                found = ribbon
        return found

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self.ribbon_at(event.position().toPoint())
        self._hover(None if found is None else found.link)

    def leaveEvent(self, _event: QEvent) -> None:
        self._hover(None)

    def _hover(self, link: int | None) -> None:
        if link != self._hovered:
            self._hovered = link
            self.setCursor(Qt.CursorShape.ArrowCursor if link is None else Qt.CursorShape.PointingHandCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self.ribbon_at(event.position().toPoint())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.link_clicked.emit(found.side, found.sentence)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._comparison is not None:
            found = self.ribbon_at(event.pos())
            words = "" if found is None else self.describe(self._comparison.matches[found.link])
            QToolTip.showText(event.globalPos(), tooltip(words), self)
            return True
        return bool(super().event(event))


def _neighbours(sentences: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Runs of sentences that follow one another."""
    out: list[list[int]] = []
    for k in sentences:
        if out and out[-1][-1] + 1 == k:
            out[-1].append(k)
        else:
            out.append([k])
    return [tuple(run) for run in out]


def _band(a: tuple[float, float], b: tuple[float, float], width: float) -> QPainterPath:
    middle = width / 2
    path = QPainterPath(QPointF(-1, a[0]))
    path.cubicTo(middle, a[0], middle, b[0], width + 1, b[0])
    path.lineTo(width + 1, b[1])
    path.cubicTo(middle, b[1], middle, a[1], -1, a[1])
    path.closeSubpath()
    return path


def _thread(a: tuple[float, float], b: tuple[float, float], width: float) -> tuple[QPainterPath, QPainterPath]:
    """The thread from first line to first line, and the wider band that takes a click."""
    y, z, middle = a[0] + 12, b[0] + 12, width / 2
    path = QPainterPath(QPointF(0, y))
    path.cubicTo(middle, y, middle, z, width, z)
    return path, _band((y - 4, y + 4), (z - 4, z + 4), width)


def _stub(
    near: tuple[float, float], width: float, *, from_left: bool, up: bool, thread: bool
) -> tuple[QPainterPath, QPainterPath]:
    """A short tongue from the near end, and the arrow at its tip that says where the other end is."""

    def x(value: float) -> float:
        return value if from_left else width - value

    top, bottom = near[0], min(near[1], near[0] + 24)
    middle = (top + bottom) / 2
    path = QPainterPath(QPointF(x(-1), middle if thread else top))
    if thread:
        path.lineTo(x(STUB - 8), middle)
    else:
        path.lineTo(x(STUB - 12), top)
        path.quadTo(x(STUB - 2), top, x(STUB - 2), middle)
        path.quadTo(x(STUB - 2), bottom, x(STUB - 12), bottom)
        path.lineTo(x(-1), bottom)
        path.closeSubpath()
    tip = -5.0 if up else 5.0
    arrow = QPainterPath(QPointF(x(STUB + 2), middle - tip * 0.6))
    arrow.lineTo(x(STUB + 12), middle - tip * 0.6)
    arrow.lineTo(x(STUB + 7), middle + tip)
    arrow.closeSubpath()
    return path, arrow
