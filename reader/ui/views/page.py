"""A document as a QTextDocument: written once, its marks laid over it whenever they, the colours or the font change."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from time import perf_counter
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextBlock, QTextCursor, QTextDocument, QTextLayout

from reader.marks import STATE_ROLES, Lens, Mark, Role
from reader.model import Document, ParagraphKind
from reader.theme import Theme
from reader.ui.highlight import Formats, Looks, OffsetMap, Piece, format_ranges, marks_within, pieces, shown
from reader.ui.typeface import EDGE, MEASURE, Shape, measure, pitch_of, reading_font, shape
from reader.ui.views.geometry import line_rects, line_top, top_of
from reader.ui.views.paper import Signs, paint_outline, paint_signs, paint_tints, sign_room
from reader.ui.views.paper_layout import Blank, PaperLayout
from reader.ui.work import filter_mark

AT_ONCE: Final = 80
"""Paragraphs of a text that is set before it is scrolled; of a longer one the rest follows when there is time."""
_CHUNK: Final = 100
"""Paragraphs that are written in one go."""
_CHARACTERS: Final = 50_000
"""Characters that are written in one go, but for the last paragraph of them."""
_SAMPLE: Final = 2_000
"""Characters whose width says how wide one is on average."""
_KEPT: Final = 200
"""Paragraphs whose marks are remembered: those around what is read."""


class Page:
    """The text of a document in a QTextDocument, one block a paragraph. Points and boxes are in its coordinates.

    Of a long text only what is looked at is set; ``work()`` goes on with the rest, as long as not ``is_complete``, and
    ``settle()`` takes over how high it has turned out to be.
    """

    def __init__(self, text: QTextDocument, theme: Theme) -> None:
        self.text = text
        self.source: Document | None = None
        self.offsets = OffsetMap("", ())
        self.pitch = 24.0
        """Pixels from line to line."""
        self.measure = MEASURE
        """Characters of a full line."""
        self._theme = theme
        self._lens = Lens.DIFFERENCES
        self._is_dimmed = False
        self._marks: tuple[Mark, ...] = ()
        self._fits: Sequence[bool] | None = None
        self._ways: dict[int, int] = {}
        self._sentences: list[list[int]] = []
        self._written = 0
        """Paragraphs that stand in the QTextDocument."""
        self._pieces: dict[int, list[Piece]] = {}
        self._signs: dict[int, list[Signs]] = {}
        self._line_tops: dict[int, list[float]] = {}
        """Of a paragraph: tops of the lines in which its sentences begin, from its own; reckoned until it is set."""
        self._shares: list[list[float]] = []
        """Of a paragraph: what part of it stands before each of its sentences, 0–1."""
        self._heights: tuple[int, list[float]] = -1, []
        """Heights of the sentences, and the state of the layout in which they were found."""
        self._looks = Looks(theme, self._lens)
        self._room = 0.0, 0.0
        self._formats = Formats("", text.defaultFont())
        self._family, self._points = "", 12.0
        text.setUndoRedoEnabled(False)
        self.layout = PaperLayout(text, self)
        text.setDocumentLayout(self.layout)
        self.set_font("", 12.0)

    # Writing

    @property
    def is_complete(self) -> bool:
        """Whether the whole text is written and every paragraph as high as it was found to be."""
        return self.is_written and self.layout.first_reckoned() == self._count()

    @property
    def is_written(self) -> bool:
        """Whether the whole text is written."""
        return self._written == self._count()

    def _count(self) -> int:
        return len(self.source.paragraphs) if self.source else 0

    def shows(self, source: Document | None) -> bool:
        """Whether a document would look like the one shown."""
        if self.source is None or source is None:
            return self.source is source
        return self.source.text == source.text and self.source.paragraphs == source.paragraphs

    def show(self, source: Document | None) -> None:
        """Writes a document without marks. One that looks like the one shown takes its place without a change."""
        same = self.shows(source)
        self.source = source
        if same:
            if source is not None and len(source.sentences) != sum(map(len, self._sentences)):
                self._split()  # the text was shown before its sentences were known
            return
        self.offsets = OffsetMap(source.text, source.paragraphs) if source else OffsetMap("", ())
        self._written = 0
        self._split()
        self._marks, self._ways = (), {}
        self.layout.begin((), (), 0.0)
        self.text.clear()
        self._apply_font()
        self._stale()
        self._write()

    def _split(self) -> None:
        """Notes which sentences begin in which paragraph."""
        self._sentences = [[] for _ in self.source.paragraphs] if self.source else []
        for one in self.source.sentences if self.source else ():
            self._sentences[one.paragraph].append(one.index)
        self._shares, self._heights = [], (-1, [])
        self.layout.reckon()

    def _write(self) -> None:
        """Writes some paragraphs more, at least one."""
        assert self.source is not None or not self._count()
        ours, room = [], _CHARACTERS
        for paragraph in self.source.paragraphs[self._written : self._written + _CHUNK] if self.source else ():
            ours.append(paragraph)
            room -= paragraph.end - paragraph.start
            if room <= 0:
                break
        if not ours or self.source is None:
            return
        text = "\n".join(shown(self.source.text[one.start : one.end]) for one in ours)
        cursor = QTextCursor(self.text)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText("\n" + text if self._written else text)
        self._written += len(ours)

    def work(self, seconds: float = 0.004) -> None:
        """Writes or sets on for a while."""
        end = perf_counter() + seconds
        while not self.is_complete and perf_counter() < end:
            if self.is_written:
                self.layout.set_block(self.layout.first_reckoned())
            else:
                self._write()

    def reach(self, offset: int, around: float) -> None:
        """Writes as far as an offset, and sets what stands within so many pixels of it."""
        if self._count():
            top = self.layout.blank.above + self.layout.tops()[self.offsets.block(offset)]
            self.reach_sight(top - around, top + around)

    def reach_sight(self, top: float, bottom: float) -> None:
        """Writes and sets what stands between two heights."""
        last = self.layout.paragraph_at(bottom)
        while self._written <= last:
            self._write()
        self.paint(self.numbers_between(top, bottom))

    # Marks and looks

    def show_filter(self, fits: Sequence[bool] | None, seen: Sequence[int]) -> None:
        """Lets the sentences that do not fit the reader's filter fade; None: there is no filter."""
        self._fits = fits
        self._repaint(seen)

    def show_marks(
        self,
        marks: tuple[Mark, ...],
        lens: Lens,
        ways: dict[int, int],
        seen: Sequence[int],
        *,
        fits: Sequence[bool] | None = None,
        is_dimmed: bool = False,
    ) -> None:
        """Paints marks (those without a filter) under a lens; ``fits`` says which sentences fit the filter, if any.

        ``ways``: for moved sentences -1 where the counterpart is above, 1 below. ``seen``: numbers of the paragraphs in
        sight, which are set at once.
        """
        self._lens, self._is_dimmed = lens, is_dimmed
        self._fits = fits
        if marks is not self._marks or ways != self._ways:
            self._marks, self._ways = marks, ways
            self.layout.forget_lines()  # where a sentence has a sign, room is kept for it
        self._repaint(seen)

    def set_theme(self, theme: Theme, seen: Sequence[int]) -> None:
        """Takes over colours."""
        self._theme = theme
        self._repaint(seen)

    def set_font(self, family: str, points: float, seen: Sequence[int] = ()) -> None:
        """Sets the reading font; an empty family means a serif that has the document's characters."""
        self._family, self._points = family, points
        self._apply_font()
        self._repaint(seen)

    def _apply_font(self) -> None:
        text, paragraphs = (self.source.text, self.source.paragraphs) if self.source else ("", ())
        font = reading_font(self._family, self._points, self.source.language if self.source else "en")
        self._formats = Formats(text, font)
        if font != self.text.defaultFont():
            self.text.setDefaultFont(font)
        self.pitch = pitch_of(font)
        sample = shown(text[:_SAMPLE])
        advance = QFontMetricsF(font).horizontalAdvance(sample) / max(1, len(sample))
        shapes: dict[tuple[ParagraphKind, int, bool], Shape] = {}
        for k, one in enumerate(paragraphs):
            if (key := (one.kind, one.level, k == 0)) not in shapes:
                shapes[key] = shape(one, self.pitch, is_first=k == 0)
        ours = [shapes[one.kind, one.level, k == 0] for k, one in enumerate(paragraphs)]
        self.layout.begin(ours, [one.end - one.start for one in paragraphs], advance)

    def _repaint(self, seen: Sequence[int]) -> None:
        """Brings what is in sight up to date; the rest is when it is looked at."""
        self._stale()
        self.paint(seen)

    def _stale(self) -> None:
        """Forgets what was worked out from marks, theme and font."""
        self._pieces, self._signs = {}, {}
        self._looks = Looks(self._theme, self._lens, is_dimmed=self._is_dimmed)
        font = self.text.defaultFont()
        self._room = sign_room(font, moved=False), sign_room(font, moved=True)
        self.layout.forget_looks()

    def paint(self, numbers: Iterable[int]) -> None:
        """Sets paragraphs as they should be."""
        for number in numbers:
            if number < self._written:
                self.layout.set_block(number)

    def settle(self) -> bool:
        """Lets the heights count that are known by now, those of a short text all; says whether that moved anything."""
        if self._count() <= AT_ONCE:
            self.paint(range(self._written))
        return self.layout.settle()

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
            yield from (filter_mark(self.source.sentences[k], self._fits[k]) for k in self._sentences[number])

    def signs(self, number: int) -> list[Signs]:
        """The signs of the sentences of a paragraph."""
        if number not in self._signs:
            assert self.source is not None
            if len(self._signs) > _KEPT:
                self._signs.clear()
            roles: dict[int, list[Role]] = {}
            for mark in self._marks_on(number):
                roles.setdefault(mark.start, []).append(mark.role)
            self._signs[number] = [self._signs_of(k, roles) for k in self._sentences[number]]
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

    def set_blank(self, above: float, right: float, below: float, left: float) -> None:
        """Sets the blank around the text."""
        self.layout.set_blank(Blank(above, right, below, left))

    def top_at(self, offset: int) -> float:
        """Top of the line in which an offset stands; about so where it is not written yet."""
        if self.is_written or self.offsets.block(offset) < self._written:
            return top_of(self.text, min(self.offsets.position(offset), self.text.characterCount() - 1))
        return self.layout.blank.above + self.layout.tops()[self.offsets.block(offset)]

    def heights(self) -> list[float]:
        """Top of the line in which each sentence begins, from the top of the text; reckoned where it is not set yet."""
        if self._heights[0] != self.layout.changes:
            tops, lines = self.layout.tops(), self._line_tops
            if len(lines) < len(tops):
                self._share_out()
                for number in range(len(tops)):
                    if number not in lines:
                        lines[number] = self._reckoned(number)
            found = [top + line for number, top in enumerate(tops) for line in lines[number]]
            self._heights = self.layout.changes, found
        return self._heights[1]

    def _share_out(self) -> None:
        """Works out, once for a text, what part of its paragraph stands before each sentence."""
        if self._shares or self.source is None:
            return
        sentences = self.source.sentences
        for own, ours in zip(self.source.paragraphs, self._sentences, strict=True):
            length = max(1, own.end - own.start)
            self._shares.append([(sentences[k].start - own.start) / length for k in ours])

    def rough_top(self, sentence: int) -> float:
        """About where a sentence begins, in pixels from the top of the text."""
        return self._share(sentence)[0]

    def _reckoned(self, number: int) -> list[float]:
        height = self.layout.block_height(number)
        return [share * height for share in self._shares[number]]

    def forget_lines(self) -> None:
        self._line_tops = {}

    def note_lines(self, number: int, block: QTextBlock) -> None:
        assert self.source is not None
        begins, sentences = self.source.paragraphs[number].start, self.source.sentences
        self._line_tops[number] = [
            line_top(block, self.offsets.units(begins, max(begins, sentences[k].start)))
            for k in self._sentences[number]
        ]

    def _scale(self, number: int) -> float:
        """Pixels of height of a character of a paragraph."""
        assert self.source is not None
        paragraph = self.source.paragraphs[number]
        return self.layout.block_height(number) / max(1, paragraph.end - paragraph.start)

    def offset_at(self, point: QPointF) -> int:
        """The offset nearest to a point."""
        return self.offsets.offset(max(0, self.text.documentLayout().hitTest(point, Qt.HitTestAccuracy.FuzzyHit)))

    def rects(self, start: int, end: int) -> list[QRectF]:
        """For each line, the box of the text between two offsets of one paragraph; none where it is not written yet."""
        if self.offsets.block(start) >= self._written:
            return []
        return line_rects(self.text, self.offsets.position(start), self.offsets.end(end))

    def sentence_rects(self, sentence: int) -> list[QRectF]:
        """Boxes of a sentence's lines."""
        if self.source is None or sentence >= len(self.source.sentences):
            return []
        one = self.source.sentences[sentence]
        return self.rects(one.start, one.end)

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
        return self.signs(number)[sentence - self._sentences[number][0]].is_faded

    def sentences_between(self, low: int, high: int) -> range:
        """The sentences of which something stands between two offsets."""
        every = self.source.sentences if self.source else ()
        return range(bisect_right(every, low, key=lambda s: s.end), bisect_right(every, high, key=lambda s: s.start))

    def ends(self, first: int, last: int) -> tuple[float, float] | None:
        """Top of a sentence's first line and bottom of another's last line, about so where they are not set yet."""
        if self.source is None:
            return None
        start, end = self.source.sentences[first].start, self.source.sentences[last].end
        if not all(self.layout.is_measured(self.offsets.block(at)) for at in (start, end - 1)):
            above = self.layout.blank.above
            return above + self._share(first)[0], above + self._share(last)[1]
        final = line_rects(self.text, self.offsets.end(end) - 1, self.offsets.end(end))
        return (top_of(self.text, self.offsets.position(start)), final[-1].bottom()) if final else None

    def extents(self, groups: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
        """About where groups of sentences (first and last) begin and end, by their share of their paragraphs.

        In pixels from the top of the text.
        """
        return [(self._share(first)[0], self._share(last)[1]) for first, last in groups]

    def _share(self, sentence: int) -> tuple[float, float]:
        assert self.source is not None
        one = self.source.sentences[sentence]
        top, scale = self.layout.tops()[one.paragraph], self._scale(one.paragraph)
        begins = self.source.paragraphs[one.paragraph].start
        return top + (one.start - begins) * scale, top + (one.end - begins) * scale

    def numbers_between(self, top: float, bottom: float) -> range:
        """Numbers of the written paragraphs that may have something between two heights."""
        if not self._written:
            return range(0)
        return range(self.layout.number_at(top), self.layout.number_at(bottom) + 1)

    def between(self, top: float, bottom: float) -> tuple[int, int]:
        """Offsets between which everything stands that is painted between two heights."""
        first = self.offset_at(QPointF(0, top - self.pitch))
        return first, self.offset_at(QPointF(self.text.size().width(), bottom + self.pitch))

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
