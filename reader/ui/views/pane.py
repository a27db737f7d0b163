"""One document on paper: the text with its marks, to be read, selected and copied, never changed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QMenu, QTextEdit, QToolTip, QWidget

from reader.i18n import _
from reader.marks import Lens, Mark
from reader.model import Document, Span
from reader.theme import Theme
from reader.ui.highlight import OffsetMap
from reader.ui.views.page import Page
from reader.ui.views.quiet_text import QuietText
from reader.ui.views.timeline import EYE
from reader.ui.views.tooltip import tooltip


class Pane(QuietText):
    """A document as its text stands. Heights are pixels from the top of the text.

    The pane keeps 35 % of its height free above the text and 65 % below, so the scroll bar's value is the height
    that is at the eye line.
    """

    sentence_clicked = Signal(int)
    counterpart_asked = Signal(int)
    menu_asked = Signal(object, int)
    """The menu of a sentence is about to be shown; carries the QMenu, to which more can be added."""
    column_changed = Signal(int, int)
    """Left edge and width of the text column."""
    laid_out = Signal()
    """The text stands elsewhere than it did."""
    grown = Signal()
    """More of a long text has been set, and may be as high as nobody knew."""

    def __init__(self, theme: Theme, describe: Callable[[int], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._describe = describe
        self._focus: tuple[int, ...] = ()
        self._told = 0  # the state of the layout that was told last
        self._tags: dict[int, str] = {}
        self._hits: Sequence[tuple[int, int]] = ()
        self._hit: Span | None = None
        self.page = Page(self.document(), theme)
        self.page.layout.setPaintDevice(self.viewport())
        self._idle = QTimer(self, singleShot=True, interval=0)
        self._idle.timeout.connect(self._work)
        self.verticalScrollBar().valueChanged.connect(self._bring_up_to_date)
        self.apply_theme(theme)

    # What is shown

    @property
    def source(self) -> Document | None:
        """The document shown."""
        return self.page.source

    @property
    def offsets(self) -> OffsetMap:
        """Where the text's offsets are in the QTextDocument."""
        return self.page.offsets

    def show_document(self, source: Document | None) -> None:
        """Shows a document, without marks."""
        same = self.page.shows(source)
        self.page.show(source)
        if not same:
            self._focus = ()
            self.setTextCursor(QTextCursor(self.document()))  # the caret went along to the end of what was written
        self._fit()

    def show_marks(
        self,
        marks: tuple[Mark, ...],
        lens: Lens,
        ways: dict[int, int],
        *,
        fits: Sequence[bool] | None = None,
        is_dimmed: bool = False,
    ) -> None:
        """Paints marks under a lens. ``ways``: for moved sentences -1 where the counterpart is above, 1 below.

        ``fits``: which sentences fit the filter, where there is one. ``is_dimmed``: titles, names and datelines are
        muted.
        """
        self.page.show_marks(marks, lens, ways, fits=fits, is_dimmed=is_dimmed)
        self._go_on()

    def show_filter(self, fits: Sequence[bool] | None) -> None:
        """Lets what does not fit the filter fade; None: there is no filter."""
        self.page.show_filter(fits)
        self._go_on()

    def show_focus(self, sentences: tuple[int, ...]) -> None:
        """Outlines sentences."""
        self._focus = sentences
        self.viewport().update()

    def show_tags(self, tags: dict[int, str]) -> None:
        """Shows signs in the margin beside the first line of sentences: what the reader added to them."""
        if tags != self._tags:
            self._tags = tags
            self.viewport().update()

    def show_hits(self, hits: Sequence[tuple[int, int]], current: Span | None) -> None:
        """Marks what was found; the current one stands out."""
        self._hits, self._hit = hits, current
        self._mark_hits()

    def _bring_up_to_date(self) -> None:
        """Sets what has come into sight, and a little around it."""
        self._reach_sight(beyond=0.5)
        self._mark_hits()

    def _reach_sight(self, beyond: float = 0.0) -> None:
        if not self.isVisible():
            return  # it will have another size when it is
        top, high = self.verticalScrollBar().value(), self.viewport().height()
        self.page.reach_sight(top - high * beyond, top + high * (1 + beyond))

    def _mark_hits(self) -> None:
        """Marks the hits in and around the view: Qt gets slow with thousands."""
        chosen: list[QTextEdit.ExtraSelection] = []
        if self._hits and self.source is not None and (sight := self.paragraphs_in_sight()):
            first, last = (self.source.paragraphs[sight[k]] for k in (0, -1))
            low, high = bisect_left(self._hits, (first.start, 0)), bisect_left(self._hits, (last.end, 0))
            chosen = [self._selection(hit) for hit in self._hits[low:high]]
        if chosen or self.extraSelections():
            self.setExtraSelections(chosen)

    def _selection(self, hit: tuple[int, int]) -> QTextEdit.ExtraSelection:
        out, strong = QTextEdit.ExtraSelection(), hit == self._hit
        cursor, paper = QTextCursor(self.document()), QTextCharFormat()
        cursor.setPosition(self.offsets.position(hit[0]))
        cursor.setPosition(self.offsets.end(hit[1]), QTextCursor.MoveMode.KeepAnchor)
        paper.setBackground(QColor(self._theme["accent" if strong else "find_bg"]))
        paper.setForeground(QColor(self._theme["paper" if strong else "ink"]))
        out.cursor, out.format = cursor, paper
        return out

    def apply_theme(self, theme: Theme) -> None:
        """Takes over colours."""
        self._theme = theme
        palette = self.palette()
        for role, colour in (
            (QPalette.ColorRole.Base, "paper"),
            (QPalette.ColorRole.Text, "ink"),
            (QPalette.ColorRole.Highlight, "accent"),
            (QPalette.ColorRole.HighlightedText, "paper"),
        ):
            palette.setColor(role, QColor(theme[colour]))
        self.setPalette(palette)
        self.viewport().setPalette(palette)  # under a style sheet the viewport has a palette of its own
        self.page.set_theme(theme)
        self._go_on()

    def apply_font(self, family: str, points: float) -> None:
        """Sets the reading font; an empty family means a serif that has the document's characters."""
        self.page.set_font(family, points)
        self.line = self.page.pitch
        self._fit()

    def set_measure(self, characters: int) -> None:
        """Sets the characters of a full line."""
        self.page.measure = characters
        self._fit()

    def _go_on(self) -> None:
        """Sets what is in sight; the rest of a long text follows when that has been painted and the window is idle."""
        self._reach_sight()
        self.page.layout.tell()
        self._tell()
        self.viewport().update()

    def _tell(self) -> None:
        """Says that the text stands elsewhere, if it does."""
        if self._told != self.page.layout.changes:
            self._told = self.page.layout.changes
            self.laid_out.emit()

    def _work(self) -> None:
        """Sets a little more of a long text, then lets events have their turn."""
        is_told = self._told == self.page.layout.changes
        done, seen = self.page.work(), self.paragraphs_in_sight()
        if self.page.is_complete:
            self._tell()
            return
        if is_told and (done.stop <= seen.start or seen.stop <= done.start):
            self._told = self.page.layout.changes  # out of sight, nobody need act on it at once
        self._idle.start()
        self.grown.emit()

    def settle(self) -> None:
        """Lets the text be as high as it was found to be; whoever asks for that looks where it stands by themselves."""
        if self.isVisible():
            if self.page.settle():
                self.viewport().update()
            self._told = self.page.layout.changes

    @property
    def is_settled(self) -> bool:
        """Whether everything set so far stands where it should."""
        return self.page.layout.is_settled

    def reach(self, offset: int) -> None:
        """Has a long text written as far as an offset, and set around it: as much as is once it is at the eye line."""
        self.page.reach(offset, self.viewport().height() * 1.25)

    # Where things are

    def eye(self) -> int:
        """How far below the upper edge the eye line is; also the blank above the text."""
        return round(self.viewport().height() * EYE)

    def text_height(self) -> float:
        """Height of the whole text."""
        return self.page.layout.height

    def height_at(self, offset: int) -> float:
        """Height of the line in which an offset stands."""
        return self.page.top_at(offset) - self.page.layout.blank.above

    def height_of(self, sentence: int) -> float:
        """Height of the line in which a sentence begins."""
        return self.height_at(self.source.sentences[sentence].start) if self.source else 0.0

    def place(self) -> list[float] | None:
        """The offset whose line is at the eye line, and how many pixels that line is above it; None without a text."""
        if self.source is None:
            return None
        at = self.verticalScrollBar().value()
        offset = self.page.offset_at(QPointF(self.page.layout.blank.left + 1, at + self.eye() + 1))
        return [offset, round(at - self.height_at(offset), 2)]

    def height_of_place(self, place: Any) -> float | None:
        """Height at the eye line for a place; None where it is not one of this document."""
        offset = self._offset_of(place)
        return None if offset is None else self.height_at(offset) + place[1]

    def reach_place(self, place: Any) -> None:
        """Has the text written as far as a place and set around it, if it is one of this document."""
        offset = self._offset_of(place)
        if offset is not None:
            self.reach(offset)

    def _offset_of(self, place: Any) -> int | None:
        if self.source is None or not isinstance(place, list) or len(place) != 2:
            return None
        offset, below = place
        is_place = isinstance(offset, int) and isinstance(below, int | float)
        return offset if is_place and 0 <= offset <= len(self.source.text) else None

    def sentence_rects(self, sentence: int) -> list[QRectF]:
        """Boxes of a sentence's lines, in the viewport."""
        shift = QPointF(0, -self.verticalScrollBar().value())
        return [rect.translated(shift) for rect in self.page.sentence_rects(sentence)]

    def sentence_at(self, point: QPoint) -> int | None:
        """The sentence at a point of the viewport, None beside the text."""
        return self.page.sentence_at(QPointF(point) + QPointF(0, self.verticalScrollBar().value()))

    def is_in_sight(self, sentence: int) -> bool:
        """Whether some of a sentence can be seen."""
        return any(QRectF(self.viewport().rect()).intersects(rect) for rect in self.sentence_rects(sentence))

    def paragraphs_in_sight(self) -> range:
        """Numbers of the paragraphs of which something can be seen."""
        top = self.verticalScrollBar().value()
        return self.page.numbers_between(top, top + self.viewport().height())

    def offsets_in_sight(self) -> tuple[int, int]:
        """Offsets between which everything stands that can be seen."""
        top = self.verticalScrollBar().value()
        return self.page.between(top, top + self.viewport().height())

    def sentences_in_sight(self) -> range:
        """Sentences of which something can be seen, and perhaps a neighbour."""
        return self.page.sentences_between(*self.offsets_in_sight())

    def ends(self, first: int, last: int) -> tuple[float, float] | None:
        """Top and bottom of neighbouring sentences, in the viewport; about so where they are not set yet."""
        found = self.page.ends(first, last)
        top = self.verticalScrollBar().value()
        return None if found is None else (found[0] - top, found[1] - top)

    def _fit(self) -> None:
        """Puts the text into a column in the middle, with the blank above and below."""
        whole, high = self.viewport().width(), self.viewport().height()
        left, width = self.page.column(whole)
        self.page.set_blank(self.eye(), max(0.0, whole - left - width), high - self.eye(), left)
        self.column_changed.emit(round(left), round(width))
        self._go_on()

    # Events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._go_on()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self.laid_out.emit()  # in a pane of another height other lines are at the eye line

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.source is None:
            super().paintEvent(event)
            self._paint_hint()
            return
        low, high = self.offsets_in_sight()
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(0, -self.verticalScrollBar().value())
            self.page.paint_under(painter, low, high)
        super().paintEvent(event)
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(0, -self.verticalScrollBar().value())
            self.page.paint_over(painter, low, high, self._focus)
            if self._tags:
                self.page.paint_tags(painter, self.sentences_in_sight(), self._tags)
        self._tell()  # what was painted for the first time may be higher than was reckoned
        if not self.page.is_complete:
            self._idle.start()

    def _paint_hint(self) -> None:
        with QPainter(self.viewport()) as painter:
            painter.setPen(QColor(self._theme["muted"]))
            box = self.viewport().rect().adjusted(32, 0, -32, 0)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(box, flags, _("Open or drop a readout here"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or self.pressed is None or self.textCursor().hasSelection():
            return
        place = event.position().toPoint()
        if (place - self.pressed[0]).manhattanLength() < QApplication.startDragDistance():
            sentence = self.sentence_at(place)
            if sentence is not None:
                self.sentence_clicked.emit(sentence)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            sentence = self.sentence_at(event.pos())
            words = "" if sentence is None else self._describe(sentence)
            QToolTip.showText(event.globalPos(), tooltip(words), self.viewport())
            return True
        return bool(super().viewportEvent(event))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.context_menu(self.sentence_at(event.pos())).popup(event.globalPos())

    def context_menu(self, sentence: int | None) -> QMenu:
        """What can be done with the selection and with a sentence."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Copy"), self.copy).setEnabled(self.textCursor().hasSelection())
        whole = menu.addAction(_("Copy sentence"), lambda: self._copy_sentence(sentence))
        show = menu.addAction(_("Show counterpart"), lambda: self.counterpart_asked.emit(sentence))
        for action in (whole, show):
            action.setEnabled(sentence is not None)
        if sentence is not None:
            self.menu_asked.emit(menu, sentence)
        return menu

    def _copy_sentence(self, sentence: int | None) -> None:
        if sentence is not None and self.source is not None:
            QApplication.clipboard().setText(self.source.sentences[sentence].text)

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected stretch of the document's text, plain, with the blank lines that are not shown."""
        out, cursor = QMimeData(), self.textCursor()
        if self.source is not None:
            start, end = self.offsets.offset(cursor.selectionStart()), self.offsets.offset(cursor.selectionEnd())
            out.setText(self.source.text[start:end])
        return out
