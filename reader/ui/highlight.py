"""From marks to a QTextDocument: positions and formats.

Qt counts UTF-16 units and has its blocks one position apart; documents count code points and keep the blank lines
between paragraphs. This module is the only place that converts between the two, and the only one that turns a
``Style`` of the theme into a ``QTextCharFormat``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from operator import add, sub
from typing import Final, NamedTuple

from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextCharFormat, QTextFormat, QTextLayout

from reader.marks import Lens, Mark, Role, runs
from reader.model import Document, Paragraph, ParagraphKind
from reader.patterns import deferred
from reader.theme import Line, Style, Theme, look_key, style

ROLES: Final = int(QTextFormat.Property.UserProperty.value) + 1
"""Format property that holds the roles of a run, separated by blanks, in the order of ``Role``."""

# Scripts in which letters may be set closer without harm; others join or stack theirs.
_SPACED = deferred("[\t -\u052f\u1e00-\u1fff\u2000-\u206f\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]+")
_ASTRAL = deferred("[\U00010000-\U0010ffff]")
# Qt would take a line feed for a new block, these noncharacters for the edges of a frame and U+FFFC for an object.
_SHOWN = str.maketrans({"\n": "\u2028", "\ufdd0": "\ufffd", "\ufdd1": "\ufffd", "\ufffc": "\ufffd"})


def shown(text: str) -> str:
    """The text as it goes into a block: one code point for each code point, nothing that Qt would obey."""
    return text.translate(_SHOWN)


class OffsetMap:
    """Offsets of a document's text (code points) and positions of its QTextDocument (UTF-16), both ways.

    One block a paragraph; the white space between paragraphs is not shown, and an offset in it belongs to the end of
    the paragraph before it. Both directions cost a binary search.
    """

    def __init__(self, text: str, paragraphs: Sequence[Paragraph]) -> None:
        self._starts = [p.start for p in paragraphs] or [0]
        self._ends = [p.end for p in paragraphs] or [0]
        self._astral = [m.start() for m in _ASTRAL.finditer(text)] if self._has_pairs(text) else []
        self._before = [bisect_left(self._astral, start) for start in self._starts] if self._astral else []
        self.lengths: list[int] = list(map(sub, self._ends, self._starts))
        """Characters of each paragraph."""
        units = self.lengths
        if self._astral:
            within = zip(self._ends, self._before, strict=True)
            more = [bisect_left(self._astral, end) - before for end, before in within]
            units = list(map(add, units, more))
        self._bases: list[int] = list(map(add, accumulate(units, initial=0), range(len(units) + 1)))
        self.length = self._bases.pop() - 1
        """Position after the last character."""

    @staticmethod
    def _has_pairs(text: str) -> bool:
        return not text.isascii() and len(text.encode("utf-16-le", "surrogatepass")) != 2 * len(text)

    def position(self, offset: int) -> int:
        """Position of an offset."""
        return self._within(self.block(offset), offset)

    def end(self, offset: int) -> int:
        """Position of the end of a stretch: after the character before the offset, in that character's block."""
        return self._within(max(0, bisect_left(self._starts, offset) - 1), offset)

    def units(self, start: int, end: int) -> int:
        """UTF-16 units of a stretch of one paragraph."""
        return end - start + (bisect_left(self._astral, end) - bisect_left(self._astral, start) if self._astral else 0)

    def _within(self, block: int, offset: int) -> int:
        start = self._starts[block]
        offset = min(max(offset, start), self._ends[block])
        more = bisect_left(self._astral, offset) - self._before[block] if self._astral else 0
        return self._bases[block] + offset - start + more

    def offset(self, position: int) -> int:
        """Offset of a position; a position inside a surrogate pair gives the offset of its character."""
        k = max(0, bisect_right(self._bases, position) - 1)
        start, end, into = self._starts[k], self._ends[k], position - self._bases[k]
        if not self._astral:
            return min(start + into, end)
        before = self._before[k]
        low, high = before, bisect_left(self._astral, end)
        while low < high:  # the pairs that begin before the position
            middle = (low + high) // 2
            if self._astral[middle] - start + middle - before < into:
                low = middle + 1
            else:
                high = middle
        return min(start + into - (low - before), end)

    def block(self, offset: int) -> int:
        """Number of the block in which an offset is shown."""
        return max(0, bisect_right(self._starts, offset) - 1)


class Piece(NamedTuple):
    """A stretch of one paragraph that is painted alike. ``room``: pixels kept free after it for a sign."""

    start: int
    end: int
    style: Style
    roles: str
    room: float = 0.0


def marks_within(document: Document, marks: Sequence[Mark], number: int) -> list[Mark]:
    """The marks that lie on a paragraph, in their order. They must come sorted by their starts.

    A mark may reach from one paragraph into the next, and no further. Costs two binary searches, so that a long text
    need not be gone through at once.
    """
    paragraphs = document.paragraphs
    start, end = paragraphs[number].start, paragraphs[number].end
    low = bisect_left(marks, paragraphs[max(0, number - 1)].start, key=_begin)
    high = bisect_left(marks, end, lo=low, key=_begin)
    return [mark for mark in marks[low:high] if mark.end > start]


def _begin(mark: Mark) -> int:
    return mark.start


class Looks:
    """How runs look under a lens and a theme, each worked out once. ``is_dimmed``: titles and names are dimmed."""

    def __init__(self, theme: Theme, lens: Lens, *, is_dimmed: bool = False) -> None:
        self._theme, self._lens, self._is_dimmed = theme, lens, is_dimmed
        self._known: dict[tuple[tuple[Role, int | None], ...], tuple[Style, str]] = {}

    def of(self, marks: tuple[Mark, ...]) -> tuple[Style, str]:
        """Style and roles of a run."""
        key = look_key(marks)
        if key not in self._known:
            roles = " ".join(dict.fromkeys(mark.role.value for mark in marks))
            self._known[key] = style(self._theme, self._lens, marks, dim_boilerplate=self._is_dimmed), roles
        return self._known[key]


def pieces(paragraph: Paragraph, marks: Sequence[Mark], looks: Looks, rooms: Mapping[int, float]) -> list[Piece]:
    """How the text of a paragraph is painted, in order and without gaps.

    ``rooms`` gives offsets of characters after which room is kept, and its width in pixels.
    """
    out: list[Piece] = []
    cuts = sorted(offset for offset in rooms if paragraph.start <= offset < paragraph.end)
    for run in runs(paragraph.end, [m for m in marks if m.end > m.start], paragraph.start):
        look, roles = looks.of(run.marks)
        start = run.start
        while cuts and cuts[0] < run.end:
            cut = cuts.pop(0)
            if cut > start:
                out.append(Piece(start, cut, look, roles))
            out.append(Piece(cut, cut + 1, look, roles, rooms[cut]))
            start = cut + 1
        if start < run.end:
            out.append(Piece(start, run.end, look, roles))
    return out


def char_format(piece: Piece, paragraph: Paragraph, squeeze: float = 0.0) -> QTextCharFormat:
    """The format of a piece. ``squeeze``: pixels by which its letters stand closer."""
    out = QTextCharFormat()
    look = piece.style
    out.setForeground(QColor(look.foreground))
    if look.background is not None:
        out.setBackground(QColor(look.background))
    if look.line is not Line.NONE:
        out.setUnderlineStyle(_UNDERLINES[look.line])
        if look.line_colour is not None:
            out.setUnderlineColor(QColor(look.line_colour))
    heading = paragraph.kind is ParagraphKind.HEADING
    if look.bold or heading:
        out.setFontWeight(QFont.Weight.Bold)
    if heading:
        out.setProperty(QTextFormat.Property.FontSizeAdjustment.value, 2 if paragraph.level <= 1 else 1)
    if piece.room or squeeze:
        out.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        out.setFontLetterSpacing(piece.room or -squeeze)
    out.setProperty(ROLES, piece.roles)
    return out


_UNDERLINES = {
    Line.SOLID: QTextCharFormat.UnderlineStyle.SingleUnderline,
    Line.DOTTED: QTextCharFormat.UnderlineStyle.DotLine,
    Line.DASHED: QTextCharFormat.UnderlineStyle.DashUnderline,
    Line.WAVY: QTextCharFormat.UnderlineStyle.WaveUnderline,
}


class Formats:
    """Formats of the pieces of a text, each made once.

    Bold words are set as wide as they are when they are not bold, so that no change of marks breaks a line elsewhere.
    """

    def __init__(self, text: str, font: QFont) -> None:
        self._text = text
        self._made: dict[tuple[object, ...], QTextCharFormat] = {}
        bold = QFont(font)
        bold.setBold(True)
        self._plain, self._bold = QFontMetricsF(font), QFontMetricsF(bold)

    def of(self, piece: Piece, paragraph: Paragraph) -> QTextCharFormat:
        """The format of a piece of a paragraph."""
        squeeze = self._squeeze(piece) if piece.style.bold and paragraph.kind is not ParagraphKind.HEADING else 0.0
        key = (*piece[2:], paragraph.kind, paragraph.level, squeeze)
        if key not in self._made:
            self._made[key] = char_format(piece, paragraph, squeeze)
        return self._made[key]

    def _squeeze(self, piece: Piece) -> float:
        words = shown(self._text[piece.start : piece.end])
        if piece.room or not _SPACED.fullmatch(words):
            return 0.0
        more = self._bold.horizontalAdvance(words) - self._plain.horizontalAdvance(words)
        return round(more / len(words) * 64) / 64  # the unit in which Qt keeps letter spacing


def format_ranges(
    at: OffsetMap, block: Sequence[Piece], paragraph: Paragraph, formats: Formats
) -> list[QTextLayout.FormatRange]:
    """The formats of a paragraph's pieces, in positions of its block."""
    out, start = [], 0
    for piece in block:  # they come without gaps
        one = QTextLayout.FormatRange()
        one.start, one.length, one.format = start, at.units(piece.start, piece.end), formats.of(piece, paragraph)
        start += one.length
        out.append(one)
    return out
