"""A list of the sidebar: drawn quietly, picked with the mouse, space or enter."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygon, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from reader.marks import Lens
from reader.theme import SIGNS, Theme, category, sign_colour
from reader.ui.models.entries import Entry, Kind
from reader.ui.models.entry_model import ENTRY, PICKED, EntryModel
from reader.ui.palette import colour
from reader.ui.session import Session

_EDGE = 12
_CHIP = QSize(8, 14)
_CHIP_ROOM = 16
_STRIP = 4
"""Height of the strip that shows where in the text something stands."""
_CHIPPED = (Kind.SPEAKER, Kind.TOPIC)


class EntryDelegate(QStyledItemDelegate):
    """Draws an entry: chip or sign, label, figures at the right edge; the focus tint where it is picked."""

    def __init__(self, session: Session, theme: Theme, view: EntryView) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        entry: Entry = index.data(ENTRY)
        height = option.fontMetrics.height()
        room = {Kind.SECTION: 14, Kind.CHANGE: 10}.get(entry.kind, 9)
        if entry.kind is Kind.NOTE:
            width = self._view.room - 2 * (_EDGE + 4)
            words = option.fontMetrics.boundingRect(0, 0, width, 0, Qt.TextFlag.TextWordWrap, entry.label)
            return QSize(60, words.height() + room)
        lines = 2 if entry.kind is Kind.CHANGE or self._is_too_long(option, entry) else 1
        return QSize(60, height * lines + room + (_STRIP + 1 if entry.stretches else 0))

    def _is_too_long(self, option: QStyleOptionViewItem, entry: Entry) -> bool:
        """Whether an entry does not fit on one line; its words tell more than a tidy row."""
        if entry.kind is Kind.SECTION:
            return False
        room = self._view.room - 2 * (_EDGE + 4)
        if entry.count:
            room -= option.fontMetrics.horizontalAdvance(entry.count) + 8
        if entry.kind in _CHIPPED:
            room -= _CHIP_ROOM
        return option.fontMetrics.horizontalAdvance(entry.label) > room

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: Entry = index.data(ENTRY)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)
        row = rect.adjusted(_EDGE - 2, 1, -(_EDGE - 2), -1)
        if index.data(PICKED):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(self.theme, "focus_bg"))
            painter.drawRoundedRect(row, 4, 4)
        elif state & QStyle.StateFlag.State_MouseOver and entry.kind not in (Kind.SECTION, Kind.NOTE):
            tint = colour(self.theme, "ink")
            tint.setAlphaF(0.06)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint)
            painter.drawRoundedRect(row, 4, 4)
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(self.theme, "accent"), 1.4))
            painter.drawRoundedRect(row, 4, 4)
        if entry.kind is Kind.SECTION:
            self._draw_section(painter, row, entry, self._view.isExpanded(index))
        else:
            self._draw_entry(painter, row, entry)
        painter.restore()

    def _draw_section(self, painter: QPainter, row: QRect, entry: Entry, is_open: bool) -> None:
        font = QFont(painter.font())
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 0.86)
        font.setCapitalization(QFont.Capitalization.AllUppercase)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 103)
        painter.setFont(font)
        muted = colour(self.theme, "muted")
        painter.setPen(muted)
        text = row.adjusted(2, 4, -16, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, _cut(painter, entry.label, text.width()))
        # A small triangle: down for open, right for closed.
        at = QPoint(row.right() - 7, row.center().y() + 2)
        points = ((-4, -2), (4, -2), (0, 3)) if is_open else ((-2, -4), (-2, 4), (3, 0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(muted)
        painter.drawPolygon(QPolygon([at + QPoint(x, y) for x, y in points]))

    def _draw_entry(self, painter: QPainter, row: QRect, entry: Entry) -> None:
        room = 3 if entry.kind is Kind.CHANGE else 0
        inner = row.adjusted(6, room, -6, -room)
        if entry.stretches:
            self._draw_strip(painter, inner.adjusted(_CHIP_ROOM, 0, 0, -2), entry)
            inner.adjust(0, 0, 0, -_STRIP)
        painter.setPen(colour(self.theme, "muted"))
        if entry.count:
            painter.drawText(inner, _top(entry) | Qt.AlignmentFlag.AlignRight, entry.count)
            painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, entry.below)
            width = max(painter.fontMetrics().horizontalAdvance(text) for text in (entry.count, entry.below))
            inner.adjust(0, 0, -width - 8, 0)
        if entry.kind in _CHIPPED:
            self._draw_chip(painter, inner, entry)
            inner.adjust(_CHIP_ROOM, 0, 0, 0)
        elif entry.kind is Kind.CHANGE and entry.role is not None:
            painter.save()
            font = QFont(painter.font())
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(QColor(sign_colour(self.theme, entry.role)))
            painter.drawText(inner, _top(entry), SIGNS[entry.role])
            painter.restore()
            inner.adjust(18, 0, 0, 0)
        painter.setPen(colour(self.theme, "muted" if entry.kind in (Kind.NOTE, Kind.PERSON) else "ink"))
        if entry.kind is Kind.NOTE:
            painter.drawText(inner, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter, entry.label)
        else:
            _draw_lines(painter, inner, entry.label)

    def _draw_strip(self, painter: QPainter, inner: QRect, entry: Entry) -> None:
        """The text as a line, and on it where the sentences of the entry stand."""
        line = QRectF(inner.left(), inner.bottom() - _STRIP + 1, inner.width(), _STRIP)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self.theme, "line"))
        painter.drawRect(line.adjusted(0, 1, 0, -1))
        painter.setBrush(self._fill(entry, "muted"))
        rects = [QRectF(line.left() + a, line.top(), b - a, _STRIP) for a, b in dashes(entry.stretches, inner.width())]
        painter.drawRects(rects)

    def _fill(self, entry: Entry, other: str) -> QColor:
        """Colour of a speaker, or of a topic where topics are coloured; else another colour of the theme."""
        is_coloured = entry.kind is Kind.SPEAKER or self._session.lens is Lens.TOPICS
        if is_coloured and entry.place is not None:
            return QColor(category(self.theme, entry.place).colour)
        return colour(self.theme, "muted" if entry.kind is Kind.SPEAKER else other)

    def _draw_chip(self, painter: QPainter, inner: QRect, entry: Entry) -> None:
        chip = QRect(inner.left(), inner.center().y() - _CHIP.height() // 2 + 1, _CHIP.width(), _CHIP.height())
        fill = self._fill(entry, "line")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(chip, 2, 2)


@lru_cache(maxsize=512)
def dashes(stretches: tuple[tuple[float, float], ...], width: int) -> tuple[tuple[float, float], ...]:
    """Stretches of 0–1 in pixels, each wide enough to be seen; those that touch are one, so there are few of them."""
    out: list[tuple[float, float]] = []
    at = 0
    while at < len(stretches):
        start = end = width * stretches[at][0]
        touching = at + 1
        while touching > at:  # of thousands in a long text, those between are passed over
            at = touching
            end = max(end, width * stretches[at - 1][1], width * stretches[at - 1][0] + 1.5)
            touching = bisect_left(stretches, end + 1, at, key=lambda one: width * one[0])
        out.append((start, end))
    return tuple(out)


def _top(entry: Entry) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignTop if entry.kind is Kind.CHANGE else Qt.AlignmentFlag.AlignVCenter


def _cut(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)


def _draw_lines(painter: QPainter, rect: QRect, text: str) -> None:
    """One line, or two broken between words (characters where the script has no spaces), the second cut."""
    metrics = painter.fontMetrics()
    if metrics.horizontalAdvance(text) <= rect.width():
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, text)
        return
    layout = QTextLayout(text, painter.font())
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(rect.width())
    layout.endLayout()
    first = line.textLength()
    top = rect.top() + max(0, (rect.height() - 2 * metrics.height()) // 2) + metrics.ascent()
    painter.drawText(rect.left(), top, text[:first].rstrip())
    painter.drawText(rect.left(), top + metrics.height(), _cut(painter, text[first:], rect.width()))


class EntryView(QTreeView):
    """A list of entries; sections open and close, other entries are picked."""

    chosen = Signal(object)
    """Carries the Entry that was picked with the mouse, space or enter."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        model: EntryModel,
        name: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session, self._lens = session, session.lens
        self._entries = model
        self.room = self.width()
        """Pixels that are there for an entry. Asked for its viewport, Qt would load all classes of widgets."""
        self.setModel(model)
        self.setAccessibleName(name)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._delegate = EntryDelegate(session, theme, self)
        self.setItemDelegate(self._delegate)
        model.modelReset.connect(self.open_sections)
        session.marks_changed.connect(self._show_marks)
        self.open_sections()

    def apply_theme(self, theme: Theme) -> None:
        """Draws with other colours."""
        self._delegate.theme = theme
        self.viewport().update()

    def open_sections(self) -> None:
        """Opens every section that does not start closed."""
        for index in self._entries.sections():
            entry: Entry = index.data(ENTRY)
            self.setExpanded(index, not entry.collapsed)

    def _show_marks(self) -> None:
        """Opens a closed section in which something is picked: what is on must be in sight to be let go of."""
        for top in self._entries.picked_sections():
            if not self.isExpanded(top):
                self.setExpanded(top, True)
        if self._lens is not self._session.lens:
            self._lens = self._session.lens  # chips have other colours then; the model says which entries are picked
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.room = event.size().width()
        self.scheduleDelayedItemsLayout()  # what fits on one line depends on the width

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            index = self.indexAt(event.position().toPoint())
            # Releasing elsewhere than pressing takes a click back.
            if index.isValid() and index == self.currentIndex():
                self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        entry: Entry = index.data(ENTRY)
        if entry.kind is Kind.SECTION:
            self.setExpanded(index, not self.isExpanded(index))
        else:
            self.chosen.emit(entry)
