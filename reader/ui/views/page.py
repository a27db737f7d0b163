"""A document as a QTextDocument: written once, painted again whenever its marks, colours or font change."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from time import perf_counter
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)

from reader.marks import STATE_ROLES, Lens, Mark, Role
from reader.model import Document, ParagraphKind
from reader.theme import Theme
from reader.ui.highlight import Formats, Looks, OffsetMap, Piece, insert_block, marks_within, paint_block, pieces
from reader.ui.typeface import EDGE, MEASURE, block_format, measure, pitch_of, reading_font
from reader.ui.views.geometry import lay_out, line_rects, line_starts, top_of
from reader.ui.views.paper import Signs, paint_outline, paint_signs, paint_tints, sign_room
from reader.ui.work import filter_mark

AT_ONCE: Final = 80
"""Paragraphs that are written or painted before the window is shown again; the rest follows when it is idle."""
CHUNK: Final = 6
_AT_ONCE_CHARACTERS: Final = 10_000
"""Characters that are written at once at most, but for the last paragraph of them."""


class Page:
    """The text of a document in a QTextDocument, one block a paragraph. Points and boxes are in its coordinates.

    A long text is written and painted in parts: ``work()`` does the next one, as long as not ``is_complete``.
    """

    def __init__(self, text: QTextDocument, theme: Theme) -> None:
        self.text = text
        self.source: Document | None = None
        self.offsets = OffsetMap("", ())
        self.has_reflowed = False
        """Whether painting has moved words to other lines since this was last set to False."""
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
        self._painted: list[list[Piece]] = []
        self._fresh = bytearray()
        self._swept = 0
        """Paragraphs from the start on that are up to date."""
        self._signs: dict[int, list[Signs]] = {}
        self._looks = Looks(theme, self._lens)
        self._room = 0.0, 0.0
        self._formats = Formats("", text.defaultFont())
        self._family, self._points = "", 12.0
        text.setUndoRedoEnabled(False)
        self.set_font("", 12.0)

    # Writing and painting

    @property
    def is_complete(self) -> bool:
        """Whether the whole text is written and painted."""
        return self._swept == len(self._painted) == self._count()

    @property
    def is_written(self) -> bool:
        """Whether the whole text is written, though some of it may still have to be painted."""
        return len(self._painted) == self._count()

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
        self._painted, self._swept = [], 0
        self._split()
        self._take((), {})
        self._apply_font()
        frame = self.text.rootFrame().frameFormat()
        self.text.clear()
        self.text.rootFrame().setFrameFormat(frame)
        self._write(AT_ONCE)

    def _split(self) -> None:
        """Notes which sentences begin in which paragraph."""
        self._sentences = [[] for _ in self.source.paragraphs] if self.source else []
        for one in self.source.sentences if self.source else ():
            self._sentences[one.paragraph].append(one.index)

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
        ``ways``: for moved sentences -1 where the counterpart is above, 1 below.

               ``seen``: numbers of the paragraphs in sight, which come first.
        """
        self._lens, self._is_dimmed = lens, is_dimmed
        self._fits = fits
        self._take(marks, ways)
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

    @property
    def is_writing(self) -> bool:
        """Whether only text is missing: what is written is up to date and stays where it is."""
        return self._swept == len(self._painted) < self._count()

    def work(self, seconds: float = 0.004) -> None:
        """Paints or writes on for a while."""
        end = perf_counter() + seconds
        while not self.is_complete and perf_counter() < end:
            if self._swept < len(self._painted):
                self.paint(range(self._swept, min(self._swept + CHUNK, len(self._painted))))
            else:
                self._write(CHUNK)

    def reach(self, offset: int) -> bool:
        """Writes as far as an offset at once; says whether there was something to write."""
        number = self.offsets.block(offset)
        missing = number - len(self._painted) + 1
        while number >= len(self._painted) < self._count():
            self._write(number - len(self._painted) + 1)
        return missing > 0

    def paint(self, numbers: Sequence[int]) -> None:
        """Brings paragraphs up to date."""
        cursor: QTextCursor | None = None
        before: list[tuple[QTextBlock, list[int]]] = []
        for k in numbers:
            if k >= len(self._painted) or self._fresh[k] or self.source is None:
                continue
            block = self._pieces(k)
            if block != self._painted[k]:
                if cursor is None:
                    cursor = QTextCursor(self.text)
                    cursor.beginEditBlock()
                place = self.text.findBlockByNumber(k)
                before.append((place, line_starts(place)))
                paint_block(cursor, self.offsets, block, self.source.paragraphs[k], self._formats)
                self._painted[k] = block
            self._fresh[k] = 1
        if cursor is not None:
            cursor.endEditBlock()
        self.has_reflowed |= any(line_starts(place) != starts for place, starts in before)
        while self._swept < len(self._painted) and self._fresh[self._swept]:
            self._swept += 1

    def _count(self) -> int:
        return len(self.source.paragraphs) if self.source else 0

    def _take(self, marks: tuple[Mark, ...], ways: dict[int, int]) -> None:
        self._marks = marks
        self._ways = ways
        self._stale()

    def _stale(self) -> None:
        """Forgets what was worked out from marks, theme and font."""
        self._fresh = bytearray(self._count())
        self._swept = 0
        self._signs = {}
        self._looks = Looks(self._theme, self._lens, is_dimmed=self._is_dimmed)
        font = self.text.defaultFont()
        self._room = sign_room(font, moved=False), sign_room(font, moved=True)

    def _pieces(self, number: int) -> list[Piece]:
        assert self.source is not None
        paragraph = self.source.paragraphs[number]
        rooms = {s.start - 1: s.room for s in self.signs(number) if s.start > paragraph.start and s.room}
        return pieces(paragraph, self._marks_on(number), self._looks, rooms)

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

    def _write(self, count: int) -> None:
        """Writes so many paragraphs more, fewer where they are very long, at least one."""
        room = _AT_ONCE_CHARACTERS
        cursor = QTextCursor(self.text)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        for k in range(len(self._painted), min(len(self._painted) + count, self._count())):
            assert self.source is not None
            if k:
                cursor.insertBlock(block_format(self.source.paragraphs[k], self.pitch, is_first=k == 0))
            else:
                cursor.setBlockFormat(block_format(self.source.paragraphs[k], self.pitch, is_first=k == 0))
            block = self._pieces(k)
            insert_block(cursor, self.source, block, self.source.paragraphs[k], self._formats)
            self._painted.append(block)
            self._fresh[k] = 1
            room -= self.source.paragraphs[k].end - self.source.paragraphs[k].start
            if room <= 0:
                break
        cursor.endEditBlock()
        self.paint(())

    def _repaint(self, seen: Sequence[int]) -> None:
        """Brings everything up to date: what is in sight at once, the rest of a long text by ``work``."""
        self._stale()
        self.paint(seen if self._count() > AT_ONCE else range(len(self._painted)))

    def _apply_font(self) -> None:
        font = reading_font(self._family, self._points, self.source.language if self.source else "en")
        self._formats = Formats(self.source.text if self.source else "", font)
        if font == self.text.defaultFont():
            return
        self.text.setDefaultFont(font)
        self.pitch = pitch_of(font)
        cursor = QTextCursor(self.text)
        cursor.beginEditBlock()
        for k, paragraph in enumerate(self.source.paragraphs[: len(self._painted)] if self.source else ()):
            cursor.setPosition(self.text.findBlockByNumber(k).position())
            cursor.setBlockFormat(block_format(paragraph, self.pitch, is_first=k == 0))
        cursor.endEditBlock()
        self._painted = [[] for _ in self._painted]  # rooms and bold words are set by the font

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
        frame = self.text.rootFrame()
        layout = frame.frameFormat()
        now = layout.topMargin(), layout.rightMargin(), layout.bottomMargin(), layout.leftMargin()
        if now != (above, right, below, left):
            layout.setTopMargin(above)
            layout.setRightMargin(right)
            layout.setBottomMargin(below)
            layout.setLeftMargin(left)
            frame.setFrameFormat(layout)

    def top_at(self, offset: int) -> float:
        """Top of the line in which an offset stands."""
        position = min(self.offsets.position(offset), self.text.characterCount() - 1)
        lay_out(self.text, position)
        return top_of(self.text, position)

    def tops(self, start: int = 0) -> list[float]:
        """Top of the line in which each sentence begins, from one on; what is not written yet is left out."""
        lay_out(self.text, self.text.characterCount() - 1)
        count = len(self._painted)
        if self.source is None or start >= len(self.source.sentences):
            return []
        first = self.offsets.block(self.source.sentences[start].start)
        block, out = self.text.findBlockByNumber(first), list[float]()
        for number in range(first, count):
            # Asked for every block of a long text, hence block by block and not from the start for each sentence.
            layout, base = block.layout(), block.position()
            top, begins = layout.position().y(), self.source.paragraphs[number].start
            for k in self._sentences[number]:
                at = self.source.sentences[k].start
                if k >= start and at <= begins:
                    out.append(top + layout.lineAt(0).y() if layout.lineCount() else top)
                elif k >= start:
                    line = layout.lineForTextPosition(self.offsets.position(at) - base)
                    out.append(top + (line.y() if line.isValid() else 0.0))
            block = block.next()
        return out

    def offset_at(self, point: QPointF) -> int:
        """The offset nearest to a point."""
        return self.offsets.offset(max(0, self.text.documentLayout().hitTest(point, Qt.HitTestAccuracy.FuzzyHit)))

    def rects(self, start: int, end: int) -> list[QRectF]:
        """For each line, the box of the text between two offsets of one paragraph; none where it is not written yet."""
        if self.offsets.block(start) >= len(self._painted):
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
        """Top of a sentence's first line and bottom of another's last line; None where they are not written yet."""
        if self.source is None or self.offsets.block(self.source.sentences[last].start) >= len(self._painted):
            return None
        start, end = self.source.sentences[first].start, self.source.sentences[last].end
        lay_out(self.text, self.offsets.end(end))
        final = line_rects(self.text, self.offsets.end(end) - 1, self.offsets.end(end))
        return (top_of(self.text, self.offsets.position(start)), final[-1].bottom()) if final else None

    def extents(self, groups: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
        """About where groups of sentences (first and last) begin and end, by their share of their paragraphs."""
        return [(self._share(first)[0], self._share(last)[1]) for first, last in groups]

    def _share(self, sentence: int) -> tuple[float, float]:
        assert self.source is not None
        one = self.source.sentences[sentence]
        number = min(self.offsets.block(one.start), self.text.blockCount() - 1)
        paragraph = self.source.paragraphs[number]
        box = self.text.documentLayout().blockBoundingRect(self.text.findBlockByNumber(number))
        scale = box.height() / max(1, paragraph.end - paragraph.start)
        return box.top() + (one.start - paragraph.start) * scale, box.top() + (one.end - paragraph.start) * scale

    def blocks_between(self, top: float, bottom: float) -> list[QTextBlock]:
        """Written blocks that may have something between two heights."""
        layout = self.text.documentLayout()
        block = self.text.findBlock(max(0, layout.hitTest(QPointF(0, top), Qt.HitTestAccuracy.FuzzyHit)))
        out: list[QTextBlock] = []
        while block.isValid() and block.blockNumber() < len(self._painted):
            if layout.blockBoundingRect(block).top() >= bottom:
                break
            out.append(block)
            block = block.next()
        return out

    def between(self, top: float, bottom: float) -> tuple[int, int]:
        """Offsets between which everything stands that is painted between two heights."""
        first = self.offset_at(QPointF(0, top - self.pitch))
        return first, self.offset_at(QPointF(self.text.size().width(), bottom + self.pitch))

    # Painting around the text

    def paint_under(self, painter: QPainter, low: int, high: int) -> None:
        """Paints the tints between two offsets."""
        for number in self._numbers(low, high):
            signed = {s.start: s.room for s in self._signs_between(number, low, high) if s.words(self._lens)}
            block = self._painted[number]
            first, end = bisect_right(block, low, key=_start) - 1, bisect_right(block, high, key=_start)
            paint_tints(painter, self.text, self.offsets, block[max(0, first) : end], signed)

    def paint_over(self, painter: QPainter, low: int, high: int, focus: Sequence[int]) -> None:
        """Paints the signs of the sentences between two offsets, and the outline of those in focus."""
        spans: list[tuple[int, int, float]] = []
        for number in self._numbers(low, high):
            block = self._painted[number]
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
        frame = self.text.rootFrame().frameFormat()
        left = self.text.textWidth() - frame.rightMargin() + 3
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
        return range(self.offsets.block(low), min(self.offsets.block(high) + 1, len(self._painted)))

    def _signs_between(self, number: int, low: int, high: int) -> list[Signs]:
        every = self.signs(number)
        return every[bisect_right(every, low, key=lambda s: s.end) : bisect_right(every, high, key=_start)]


def _start(one: Signs | Piece) -> int:
    return one.start
