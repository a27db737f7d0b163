"""A document on paper: its text, and over it the marks under a lens, in the colours of a theme."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextDocument, QTextLayout

from reader.marks import STATE_ROLES, Lens, Mark, Role
from reader.model import Document, ParagraphKind
from reader.theme import Theme
from reader.ui.highlight import Formats, Looks, Piece, format_ranges, marks_within, pieces
from reader.ui.typeface import EDGE, measure
from reader.ui.views.paper import Signs, paint_outline, paint_signs, paint_tints, sign_room
from reader.ui.views.written_text import WrittenText
from reader.ui.work import filter_mark

_KEPT: Final = 400
"""Paragraphs whose marks are remembered: those around what is read."""


class Page(WrittenText):
    """A text and its marks."""

    def __init__(self, text: QTextDocument, theme: Theme) -> None:
        self._theme = theme
        self._lens = Lens.DIFFERENCES
        self._is_dimmed = False
        self._marks: tuple[Mark, ...] = ()
        self._fits: Sequence[bool] | None = None
        self._ways: dict[int, int] = {}
        self._pieces: dict[int, list[Piece]] = {}
        self._signs: dict[int, list[Signs]] = {}
        self._looks = Looks(theme, self._lens)
        self._room = 0.0, 0.0
        self._formats = Formats("", text.defaultFont())
        super().__init__(text)
        self.set_font("", 12.0)

    def show(self, source: Document | None) -> None:
        """Writes a document without marks. One that looks like the one shown takes its place without a change."""
        if not self.shows(source):
            self._marks, self._ways = (), {}
        super().show(source)

    # Marks and looks

    def show_filter(self, fits: Sequence[bool] | None) -> None:
        """Lets the sentences that do not fit the reader's filter fade; None: there is no filter."""
        self._fits = fits
        self._stale()

    def show_marks(
        self,
        marks: tuple[Mark, ...],
        lens: Lens,
        ways: dict[int, int],
        *,
        fits: Sequence[bool] | None = None,
        is_dimmed: bool = False,
    ) -> None:
        """Paints marks (those without a filter) under a lens; ``fits`` says which sentences fit the filter, if any.

        ``ways``: for moved sentences -1 where the counterpart is above, 1 below.
        """
        self._lens, self._is_dimmed = lens, is_dimmed
        self._fits = fits
        if marks is not self._marks or ways != self._ways:
            self._marks, self._ways = marks, ways
            self.layout.forget_lines()  # where a sentence has a sign, room is kept for it
        self._stale()

    def set_theme(self, theme: Theme) -> None:
        """Takes over colours."""
        self._theme = theme
        self._stale()

    def _apply_font(self) -> None:
        super()._apply_font()
        self._formats = Formats(self.source.text if self.source else "", self.text.defaultFont())
        self._stale()

    def _stale(self) -> None:
        """Forgets what was worked out from marks, theme and font; it is worked out again for what is looked at."""
        self._pieces, self._signs = {}, {}
        self._looks = Looks(self._theme, self._lens, is_dimmed=self._is_dimmed)
        font = self.text.defaultFont()
        self._room = sign_room(font, moved=False), sign_room(font, moved=True)
        self.layout.forget_looks()

    def format_ranges(self, number: int) -> list[QTextLayout.FormatRange]:
        assert self.source is not None
        return format_ranges(self.offsets, self.pieces(number), self.source.paragraphs[number], self._formats)

    def pieces(self, number: int) -> list[Piece]:
        """How the text of a paragraph is painted."""
        if number not in self._pieces:
            assert self.source is not None
            if len(self._pieces) > _KEPT:
                self._pieces.clear()
            paragraph = self.source.paragraphs[number]
            rooms = {s.start - 1: s.room for s in self.signs(number) if s.start > paragraph.start and s.room}
            self._pieces[number] = pieces(paragraph, self._marks_on(number), self._looks, rooms)
        return self._pieces[number]

    def _marks_on(self, number: int) -> list[Mark]:
        assert self.source is not None
        return [*marks_within(self.source, self._marks, number), *self._filter_marks(number)]

    def _filter_marks(self, number: int) -> Iterator[Mark]:
        assert self.source is not None
        if self._fits is not None and len(self._fits) == len(self.source.sentences):
            yield from (filter_mark(self.source.sentences[k], self._fits[k]) for k in self.sentences_of(number))

    def signs(self, number: int) -> list[Signs]:
        """The signs of the sentences of a paragraph."""
        if number not in self._signs:
            assert self.source is not None
            if len(self._signs) > _KEPT:
                self._signs.clear()
            roles: dict[int, list[Role]] = {}
            for mark in self._marks_on(number):
                roles.setdefault(mark.start, []).append(mark.role)
            self._signs[number] = [self._signs_of(k, roles) for k in self.sentences_of(number)]
        return self._signs[number]

    def _signs_of(self, sentence: int, roles: dict[int, list[Role]]) -> Signs:
        assert self.source is not None
        one = self.source.sentences[sentence]
        every = roles.get(one.start, ())
        shown = tuple(role for role in every if role in STATE_ROLES or role is Role.MOVED)
        glued = one.start > 0 and not self.source.text[one.start - 1].isspace()
        room = self._room[Role.MOVED in shown] if shown else 0.0  # a text that stands alone has no signs
        return Signs(sentence, one.start, one.end, shown, room, self._ways.get(sentence, 0), glued, Role.FADED in every)

    # Where things are

    def column(self, width: float) -> tuple[float, float]:
        """Left edge and width of the text in a pane: at most a measure wide, the rest shared out beside it.

        On the left there is always room for signs.
        """
        font = self.text.defaultFont()
        widest = measure(font, self.measure)
        left = max(sign_room(font, moved=True) + 8.0, (width - widest) / 2)
        return left, max(60.0, min(widest, width - left - EDGE))

    def sentence_at(self, point: QPointF) -> int | None:
        """The sentence at a point, its sign included; None beside the text."""
        if self.source is None:
            return None
        for signs in self.signs(self.offsets.block(self.offset_at(point))):
            rects = self.rects(signs.start, signs.end)
            if rects:
                rects[0].setLeft(rects[0].left() - signs.room)
            if any(r.adjusted(0, -3, 0, 3).contains(point) for r in rects):
                return signs.sentence
        return None

    def is_faded(self, sentence: int) -> bool:
        """Whether a filter is on and the sentence does not fit it."""
        if self.source is None or sentence >= len(self.source.sentences):
            return False
        number = self.offsets.block(self.source.sentences[sentence].start)
        return self.signs(number)[sentence - self.sentences_of(number).start].is_faded

    # Painting around the text

    def paint_under(self, painter: QPainter, low: int, high: int) -> None:
        """Paints the tints between two offsets."""
        for number in self._numbers(low, high):
            signed = {s.start: s.room for s in self._signs_between(number, low, high) if s.words(self._lens)}
            block = self.pieces(number)
            first, end = bisect_right(block, low, key=_start) - 1, bisect_right(block, high, key=_start)
            paint_tints(painter, self.text, self.offsets, block[max(0, first) : end], signed)

    def paint_over(self, painter: QPainter, low: int, high: int, focus: Sequence[int]) -> None:
        """Paints the signs of the sentences between two offsets, and the outline of those in focus."""
        spans: list[tuple[int, int, float]] = []
        for number in self._numbers(low, high):
            block = self.pieces(number)
            for signs in self._signs_between(number, low, high):
                piece = block[max(0, bisect_right(block, signs.start, key=_start) - 1)] if block else None
                tint = piece.style.background if piece else None
                paint_signs(painter, self.text, self.offsets, signs, self._lens, self._theme, tint)
                if signs.sentence in focus:
                    room = signs.room if signs.words(self._lens) and signs.start >= low else 0.0
                    spans.append((max(signs.start, low), min(signs.end, high), room))
            self._paint_bullet(painter, number)
        paint_outline(painter, self.text, self.offsets, spans, self._theme["accent"], self.pitch)

    def _paint_bullet(self, painter: QPainter, number: int) -> None:
        """A list item without a sign of its own gets a dot before it; the text itself stays as it is."""
        assert self.source is not None
        paragraph = self.source.paragraphs[number]
        first = self.source.text[paragraph.start : paragraph.start + 1]
        if paragraph.kind is not ParagraphKind.LIST_ITEM or not first.isalpha():
            return
        layout = self.text.findBlockByNumber(number).layout()
        if layout.lineCount():
            line, origin, size = layout.lineAt(0), layout.position(), self.pitch * 0.09
            middle = origin.y() + line.y() + line.ascent() - QFontMetricsF(self.text.defaultFont()).xHeight() / 2
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme["muted"]))
            signs = self.signs(number)[:1]
            room = signs[0].room + 12 if signs and signs[0].words(self._lens) else self.pitch * 0.55
            painter.drawEllipse(QPointF(origin.x() + line.x() - room, middle), size, size)

    def paint_tags(self, painter: QPainter, sentences: Iterable[int], tags: Mapping[int, str]) -> None:
        """Paints signs to the right of the column, beside the first line of the sentences that have one."""
        left = self.text.textWidth() - self.layout.blank.right + 3
        lines: dict[float, str] = {}
        for sentence in sentences:
            if (tag := tags.get(sentence)) and (rects := self.sentence_rects(sentence)):
                line = rects[0].top()
                lines[line] = "".join(dict.fromkeys(lines.get(line, "") + tag))
        font = QFont(self.text.defaultFont())
        painter.setPen(QColor(self._theme["accent"]))
        room, usual = self.text.textWidth() - left - 1, font.pointSizeF() * 0.8
        baseline = QFontMetricsF(self.text.defaultFont()).ascent()
        for top, tag in lines.items():
            # Two signs are wider than the margin; nothing is painted beyond it.
            font.setPointSizeF(usual)
            font.setPointSizeF(usual * min(1.0, room / max(1.0, QFontMetricsF(font).horizontalAdvance(tag))))
            painter.setFont(font)
            painter.drawText(QPointF(left, top + baseline), tag)

    def _numbers(self, low: int, high: int) -> range:
        return range(self.offsets.block(low), min(self.offsets.block(high) + 1, self._written))

    def _signs_between(self, number: int, low: int, high: int) -> list[Signs]:
        every = self.signs(number)
        return every[bisect_right(every, low, key=lambda s: s.end) : bisect_right(every, high, key=_start)]


def _start(one: Signs | Piece) -> int:
    return one.start
