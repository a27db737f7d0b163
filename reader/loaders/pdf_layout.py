"""From the words of a page to its lines in the order of reading: columns one after the other, tables row by row.

A gutter is an upright strip that no line of a stretch of the page crosses, with text on both sides that begins at
one edge on the right. Text that fills both sides makes columns; short pieces make a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from reader.loaders.pdf_letters import WIDE, Word, gaps, is_from_the_right

_FEWEST_ROWS: Final = 3
"""Rows on each side from which on a strip can be a gutter."""
_MOST_ROWS: Final = 2_000
"""Rows of a page beyond which no gutters are looked for; no printed page has so many."""
_MOST_DEPTH: Final = 4
"""How often a page is cut along gutters within gutters."""
_COLUMN_LETTERS: Final = 14
"""Letters of a usual line from which on two sides are columns of running text rather than of a table."""


@dataclass(slots=True)
class Line:
    """A line as printed, in one column."""

    words: list[Word]
    region: tuple[int, int]
    """Page and number of the column or stretch on it; lines of one region stand below each other."""
    cells: tuple[str, ...] = ()
    """The cells, where the line is a row of a table."""
    edge: tuple[float, float] = (0.0, 0.0)
    """Left and right edge of the text of its region."""

    @property
    def left(self) -> float:
        """Where it begins, in points from the left edge of the page."""
        return min(word.left for word in self.words)

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(word.right for word in self.words)

    @property
    def base(self) -> float:
        """Where its letters stand, in points from the top edge of the page."""
        return self.words[0].base

    @property
    def size(self) -> float:
        """Height of most of its letters."""
        return max(self.words, key=lambda word: (not word.raised, len(word.text))).size

    @property
    def text(self) -> str:
        """The words with the spaces between them."""
        return joined(self.words)


def joined(words: Sequence[Word]) -> str:
    """Words of one line with the spaces between them; what stands raised after a word is set off from it."""
    parts: list[str] = []
    for k, word in enumerate(words):
        if k and is_parted(words[k - 1], word):
            parts.append(" ")
        parts.append(word.text)
    return "".join(parts)


def is_parted(before: Word, word: Word) -> bool:
    """Whether a space belongs between two words that follow each other on a line."""
    if word.raised:
        return False
    gap = max(word.left - before.right, before.left - word.right)
    size = min(before.size, word.size)
    if WIDE.match(before.text[-1]) or WIDE.match(word.text[0]):
        # Programs that set Chinese put a little air between it and other letters, which is no space.
        return (word.written and gap > 0.12 * size) or gap > 0.6 * size
    return word.spaced or gap > 0.18 * size


def rows(words: Iterable[Word]) -> list[list[Word]]:
    """Words that stand on one line, from top to bottom, each row in the order of reading."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.base, one.order)):
        row = found[-1] if found else None
        if row is not None and abs(row[0].base - word.base) < 0.3 * min(row[0].size, word.size):
            row.append(word)
        else:
            found.append([word])
    return [_in_order(row) for row in found]


def _in_order(row: list[Word]) -> list[Word]:
    if is_from_the_right(row):
        return sorted(row, key=lambda word: -word.right)
    return sorted(row, key=lambda word: (word.left, word.order))


@dataclass(slots=True)
class _Reading:
    page: int
    lines: list[Line] = field(default_factory=list)
    regions: int = 0

    def add(self, region_rows: Sequence[Sequence[Word]]) -> None:
        edge = (min(w.left for row in region_rows for w in row), max(w.right for row in region_rows for w in row))
        apart = [_apart(row) for row in region_rows]
        for k, row in enumerate(region_rows):
            # A row of a table that has too few of them here to show its columns.
            among = any(len(other) > 2 for other in (*apart[max(0, k - 1) : k], *apart[k + 1 : k + 2]))
            cells = tuple(map(joined, apart[k])) if among and len(apart[k]) > 2 else ()
            self.lines.append(Line(list(row), (self.page, self.regions), cells, edge))
        self.regions += 1

    def add_table(self, table: Sequence[Sequence[Sequence[Word]]]) -> None:
        for cells in table:
            words = [word for cell in cells for word in cell]
            if words:
                texts = tuple(joined(cell) for cell in cells)
                self.lines.append(Line(words, (self.page, self.regions), texts, (words[0].left, words[-1].right)))
        self.regions += 1


def _apart(row: Sequence[Word]) -> list[list[Word]]:
    """The words of a line, parted where a space is as wide as only tabs make it."""
    parts = [[row[0]]]
    for before, word in pairwise(row):
        gap = max(word.left - before.right, before.left - word.right)
        if gap > 3 * word.size:
            parts.append([])
        parts[-1].append(word)
    return parts


def lines_of(page: int, words: Sequence[Word]) -> list[Line]:
    """The lines of a page in the order of reading."""
    reading = _Reading(page)
    _read(reading, rows(words), _MOST_DEPTH)
    return reading.lines


def _read(reading: _Reading, region: list[list[Word]], depth: int) -> None:
    """Puts the lines of a region of the page into the order of reading."""
    if not region:
        return
    cut = _best_gutter(region) if depth and len(region) <= _MOST_ROWS else None
    if cut is None:
        reading.add(region)
        return
    _read(reading, region[: cut.first], depth - 1)
    band = region[cut.first : cut.last + 1]
    middle = (cut.left + cut.right) / 2
    left, right = ([w for row in band for w in row if (w.left < middle) is wanted] for wanted in (True, False))
    if cut.is_table:
        reading.add_table([_cells(row, cut.strips) for row in band])
    else:
        sides = (right, left) if is_from_the_right(left + right) else (left, right)
        for side in sides:
            _read(reading, rows(side), depth - 1)
    _read(reading, region[cut.last + 1 :], depth - 1)


def _cells(row: Sequence[Word], strips: Sequence[float]) -> list[list[Word]]:
    cells: list[list[Word]] = [[] for _k in range(len(strips) + 1)]
    for word in row:
        cells[sum(word.left > strip for strip in strips)].append(word)
    return cells


@dataclass(frozen=True, slots=True)
class _Gutter:
    left: float
    right: float
    first: int
    """Index of the first row along it."""
    last: int
    worth: float
    is_table: bool = False
    strips: tuple[float, ...] = ()


def _best_gutter(region: list[list[Word]]) -> _Gutter | None:
    """The gutter with the most text along it; None where there is none."""
    size = median(word.size for row in region for word in row)
    found: list[_Gutter] = []
    for edge in _edges(region, size):
        found += _along(region, edge, size)
    if not found:
        return None
    best = max(found, key=lambda gutter: (gutter.worth, -gutter.left))
    if not best.is_table:
        return best
    same = [one for one in found if one.is_table and one.first <= best.first and one.last >= best.last]
    strips = tuple(sorted({(one.left + one.right) / 2 for one in same}))
    return _Gutter(best.left, best.right, best.first, best.last, best.worth, True, strips)


def _edges(region: list[list[Word]], size: float) -> list[float]:
    """Where columns may begin: where lines do, and words after wide gaps; the most frequent places."""
    begins: dict[int, list[float]] = {}
    for row in region:
        for edge in (min(word.left for word in row), *(r for left, r in gaps(row) if r - left > 0.7 * size)):
            begins.setdefault(round(edge / 3), []).append(edge)
    # A column may begin at either of two neighbouring steps of three points.
    most = sorted(begins, key=lambda k: -len(begins[k]) - len(begins.get(k + 1, ())))[:12]
    both = [begins[k] + begins.get(k + 1, []) for k in sorted(most)]
    return sorted({min(edges) for edges in both if len(edges) >= _FEWEST_ROWS})


def _along(region: list[list[Word]], right: float, size: float) -> list[_Gutter]:
    """Stretches of rows with a strip to the left of an edge that none of them crosses, and text on both sides."""
    found: list[_Gutter] = []
    start = 0
    left = float("-inf")
    for k in range(len(region) + 1):
        reach = None if k == len(region) else _reach(region[k], left, right, size)
        if reach is not None:
            left = reach
            continue
        gutter = _judged(region, start, k - 1, left, right, size)
        if gutter is not None:
            found.append(gutter)
        start, left = k + 1, float("-inf")
    return found


def _reach(row: Sequence[Word], left: float, right: float, size: float) -> float | None:
    """How far text left of the edge reaches; None where the row crosses it or leaves too little room before it."""
    reach = max((word.right for word in row if word.left < right - 0.05 * size), default=left)
    reach = max(reach, left)
    return reach if right - reach >= 0.6 * size else None


def _judged(region: list[list[Word]], first: int, last: int, left: float, right: float, size: float) -> _Gutter | None:
    lefts: list[list[Word]] = []
    rights: list[list[Word]] = []
    for row in region[first : last + 1]:
        sides = [w for w in row if w.left < right - 0.05 * size], [w for w in row if w.left >= right - 0.05 * size]
        for side, into in zip(sides, (lefts, rights), strict=True):
            if side:
                into.append(side)
    if min(len(lefts), len(rights)) < _FEWEST_ROWS:
        return None
    if min(lefts[-1][0].base, rights[-1][0].base) <= max(lefts[0][0].base, rights[0][0].base):
        return None  # one below the other, not beside
    begins = [min(word.left for word in row) - right for row in rights]
    if sum(begin < 0.6 * size for begin in begins) < 0.5 * len(begins):
        return None
    if right - left < 1.0 * size and min(len(lefts), len(rights)) < 6:
        return None
    # A table is written row by row; what the file gives one side after the other is no table.
    in_turn = max(w.order for row in lefts for w in row) < min(w.order for row in rights for w in row)
    full = all(_is_running_text(side, least=0.2 if in_turn else 0.5) for side in (lefts, rights))
    if not full:
        # Between cells stands more than the spaces of a stretched line that happen to lie below each other.
        apart = [
            min(w.left for w in row if w.left >= right - 0.05 * size)
            - max(w.right for w in row if w.left < right - 0.05 * size)
            for row in region[first : last + 1]
            if row[0].left < left < row[-1].right
        ]
        if len(apart) < _FEWEST_ROWS or median(apart) < 1.8 * size or right - left < 0.9 * size:
            return None
    worth = (len(lefts) + len(rights)) * (2 if full else 1) + min(right - left, 3 * size) / size
    return _Gutter(left, right, first, last, worth, is_table=not full)


def _is_running_text(side: list[list[Word]], *, least: float) -> bool:
    """Whether a share of ``least`` of the lines fills the width they all share, with words enough for a column."""
    left, right = min(row[0].left for row in side), max(row[-1].right for row in side)
    letters = median(sum(len(w.text) + len(WIDE.findall(w.text)) for w in row) for row in side)
    full = sum(max(w.right for w in row) - left >= 0.7 * (right - left) for row in side)
    return letters >= _COLUMN_LETTERS and full >= least * len(side)
