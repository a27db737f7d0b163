"""The characters of a document in a QTextDocument, written once, and where they stand there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from time import perf_counter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextCursor, QTextDocument, QTextLayout

from reader.model import Document
from reader.ui.highlight import OffsetMap, shown
from reader.ui.typeface import MEASURE, pitch_of, reading_font, shapes
from reader.ui.views.geometry import line_rects, line_top, top_of
from reader.ui.views.paper_layout import Blank, PaperLayout

if TYPE_CHECKING:
    from reader.model import Sentence

AT_ONCE: Final = 80
"""Paragraphs of a text that is set before it is scrolled; of a longer one the rest follows when there is time."""
_CHUNK: Final = 100
"""Paragraphs that are written in one go."""
_CHARACTERS: Final = 50_000
"""Characters that are written in one go, but for the last paragraph of them."""
_SAMPLE: Final = 400
"""Characters whose width says how wide one is on average."""


class WrittenText:
    """A document in a QTextDocument, one block a paragraph. Points and boxes are in its coordinates.

    Of a long text only what is looked at is set; ``work()`` goes on with the rest, as long as not ``is_complete``, and
    ``settle()`` takes over how high it has turned out to be.
    """

    def __init__(self, text: QTextDocument) -> None:
        self.text = text
        self.source: Document | None = None
        self._alike: Document | None = None
        """One found to look like it: a long text is not gone through each time this is asked."""
        self.offsets = OffsetMap("", ())
        self.pitch = 24.0
        """Pixels from line to line."""
        self.measure = MEASURE
        """Characters of a full line."""
        self._written = 0
        """Paragraphs that stand in the QTextDocument."""
        self._line_tops: dict[int, tuple[float, ...]] = {}
        """Of a paragraph: tops of the lines in which its sentences begin, from its own; reckoned until it is set.

        Tuples, since Python's collector goes over thousands of lists again and again.
        """
        self._shares: list[list[float]] = []
        """Of a paragraph: what part of it stands before each of its sentences, 0–1."""
        self._heights: tuple[int, list[float]] = -1, []
        """Heights of the sentences, and the state of the layout in which they were found."""
        self._ends: tuple[tuple[int, Blank], dict[tuple[int, int], tuple[float, float] | None]] = (-1, Blank()), {}
        """Ends of neighbouring sentences, likewise."""
        self._family, self._points = "", 12.0
        text.setUndoRedoEnabled(False)
        self.layout = PaperLayout(text, self)
        text.setDocumentLayout(self.layout)

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
        if source is not self._alike and (self.source.text, self.source.paragraphs) == (source.text, source.paragraphs):
            self._alike = source
        return source is self._alike

    def show(self, source: Document | None) -> None:
        """Writes a document without marks. One that looks like the one shown takes its place without a change."""
        same, before = self.shows(source), self.source
        self.source = self._alike = source
        if same and source and before and len(source.sentences) == len(before.sentences):
            return
        self._ends = (-1, Blank()), {}
        self._line_tops, self._shares, self._heights = {}, [], (-1, [])  # also where sentences become known only now
        if same:
            return
        self.offsets = OffsetMap(source.text, source.paragraphs) if source else OffsetMap("", ())
        self._written = 0
        self.layout.begin(shapes((), self.pitch), (), 0.0)
        self.text.clear()
        self._apply_font()
        if not self.is_written:
            self._write()

    def _write(self) -> None:
        """Writes some paragraphs more, at least one."""
        assert self.source is not None
        ours, room = [], _CHARACTERS
        for paragraph in self.source.paragraphs[self._written : self._written + _CHUNK]:
            ours.append(shown(self.source.text[paragraph.start : paragraph.end]))
            room -= len(ours[-1])
            if room <= 0:
                break
        self.layout.is_being_written = True
        cursor = QTextCursor(self.text)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText("\n".join(["", *ours] if self._written else ours))
        self.layout.is_being_written = False
        self.layout.forget_block(max(0, self._written - 1))  # the new ones were cut off it
        self._written += len(ours)

    def work(self, seconds: float = 0.004) -> range:
        """Writes or sets on for a while; gives the paragraphs that are set by now and were not before."""
        first, end = self.layout.first_reckoned(), perf_counter() + seconds
        while not self.is_complete and perf_counter() < end:
            if self.is_written:
                self.layout.set_block(self.layout.first_reckoned())
            else:
                self._write()
        return range(first, self.layout.first_reckoned())

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

    def paint(self, numbers: Iterable[int]) -> None:
        """Sets paragraphs as they should be."""
        for number in numbers:
            if number < self._written:
                self.layout.set_block(number)

    def settle(self) -> bool:
        """Lets the heights count that are known by now, those of a short text all; says whether that moved anything.

        A text without sentences is shown at a glance, while it is read, and nothing in it is level with anything.
        """
        if self.source is not None and self.source.sentences and self._count() <= AT_ONCE:
            self.paint(range(self._written))
        return self.layout.settle()

    def set_font(self, family: str, points: float) -> None:
        """Sets the reading font; an empty family means a serif that has the document's characters."""
        self._family, self._points = family, points
        self._apply_font()

    def _apply_font(self) -> None:
        text, paragraphs = (self.source.text, self.source.paragraphs) if self.source else ("", ())
        lengths = self.offsets.lengths if paragraphs else ()
        font = reading_font(self._family, self._points, self.source.language if self.source else "en")
        if font != self.text.defaultFont():
            self.text.setDefaultFont(font)
        self.pitch = pitch_of(font)
        sample = shown(text[:_SAMPLE])
        advance = QFontMetricsF(font).horizontalAdvance(sample) / max(1, len(sample))
        self.layout.begin(shapes(paragraphs, self.pitch), lengths, advance)

    # What the layout asks

    def format_ranges(self, number: int) -> list[QTextLayout.FormatRange]:
        """How the characters of a paragraph look: all alike."""
        return []

    def note_lines(self, number: int, block: QTextBlock) -> None:
        assert self.source is not None
        begins, sentences = self.source.paragraphs[number].start, self.source.sentences
        self._line_tops[number] = tuple(
            line_top(block, self.offsets.units(begins, max(begins, sentences[k].start)))
            for k in self.sentences_of(number)
        )

    def forget_lines(self) -> None:
        self._line_tops = {}

    # Where things are

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
                        self._find_lines(number)
            found = [top + line for number, top in enumerate(tops) for line in lines[number]]
            self._heights = self.layout.changes, found
        return self._heights[1]

    def _share_out(self) -> None:
        """Works out, once for a text, what part of its paragraph stands before each sentence."""
        if self._shares or self.source is None:
            return
        paragraphs = self.source.paragraphs
        self._shares = [[] for _ in paragraphs]
        for one in self.source.sentences:
            own = paragraphs[one.paragraph]
            self._shares[one.paragraph].append((one.start - own.start) / max(1, own.end - own.start))

    def _find_lines(self, number: int) -> None:
        if self.layout.is_measured(number):  # the sentences were not known when it was set
            self.note_lines(number, self.layout.place_block(number))
        else:
            height = self.layout.block_height(number)
            self._line_tops[number] = tuple(share * height for share in self._shares[number])

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

    def sentences_of(self, number: int) -> range:
        """The sentences that begin in a paragraph."""
        every = self.source.sentences if self.source else ()
        return range(bisect_left(every, number, key=_paragraph), bisect_right(every, number, key=_paragraph))

    def sentences_between(self, low: int, high: int) -> range:
        """The sentences of which something stands between two offsets."""
        every = self.source.sentences if self.source else ()
        return range(bisect_right(every, low, key=lambda s: s.end), bisect_right(every, high, key=lambda s: s.start))

    def ends(self, first: int, last: int) -> tuple[float, float] | None:
        """Top of a sentence's first line and bottom of another's last line, about so where they are not set yet.

        Asked for with every frame, and found again when lines have taken other places.
        """
        places = self.layout.changes, self.layout.blank
        if self._ends[0] != places:
            self._ends = places, {}
        known = self._ends[1]
        if (first, last) not in known:
            known[first, last] = self._find_ends(first, last)
        return known[first, last]

    def _find_ends(self, first: int, last: int) -> tuple[float, float] | None:
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

    def rough_top(self, sentence: int) -> float:
        """About where a sentence begins, in pixels from the top of the text."""
        return self._share(sentence)[0]

    def rough_extents(self, groups: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
        """About where groups of sentences that follow one another begin, each to where the next one begins.

        In pixels from the top of the text.
        """
        return list(pairwise([*(self.rough_top(first) for first, _last in groups), self.layout.height]))

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


def _paragraph(sentence: Sentence) -> int:
    return sentence.paragraph
