"""Which paragraphs stand beside each other when two texts are set in two columns.

Both texts keep their order. Rows begin where paragraphs of both sides have a match in common; among all ways to
choose such pairs in rising order, the one is taken that brings the most matched text level for the least blank
space (a longest path over the pairs, each looking back over a bounded number of others, so linear in the texts).
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from reader.model import Comparison, Document, MatchKind, Side

if TYPE_CHECKING:
    from collections.abc import Iterable


class Row(NamedTuple):
    """Paragraphs beside each other, as half-open ranges of indices; one of them may be empty."""

    left: range
    right: range

    def of(self, side: Side) -> range:
        """Paragraphs of one side."""
        return self.left if side is Side.LEFT else self.right


_LEVEL = {MatchKind.SHARED: 1.0, MatchKind.REWORDED: 1.0, MatchKind.ECHO: 0.3}
"""What a character of a match is worth when it is brought level, by what the match says."""
_BLANK = 0.35
"""What a character's width of blank space costs."""
_LOOK_BACK = 120
"""How many earlier pairs a pair is joined to at most."""
_GAP = 40
"""Space between paragraphs, in characters."""


class _Pair(NamedTuple):
    left: int
    right: int
    worth: float


def rows(comparison: Comparison) -> list[Row]:
    """The rows of both texts from top to bottom; every paragraph is in exactly one of them."""
    left, right = len(comparison.left.paragraphs), len(comparison.right.paragraphs)
    starts = [(0, 0), *_anchors(comparison), (left, right)]
    out = [Row(range(a, c), range(b, d)) for (a, b), (c, d) in pairwise(starts) if (a, b) != (c, d)]
    return [row for row in out if row.left or row.right]


def _anchors(comparison: Comparison) -> list[tuple[int, int]]:
    pairs = _pairs(comparison)
    heights = [_heights(comparison.document(side)) for side in (Side.LEFT, Side.RIGHT)]

    def blank(a: _Pair, b: _Pair) -> float:
        between = heights[0][b.left] - heights[0][a.left] - heights[1][b.right] + heights[1][a.right]
        return _BLANK * abs(between)

    start = _Pair(0, 0, 0.0)
    end = _Pair(len(comparison.left.paragraphs), len(comparison.right.paragraphs), 0.0)
    nodes = [start, *(p for p in pairs if p.left and p.right), end]
    best: list[tuple[float, int]] = [(0.0, -1)]
    for k, node in enumerate(nodes[1:], 1):
        options = [
            (best[j][0] - blank(nodes[j], node), j)
            for j in (*range(max(1, k - _LOOK_BACK), k), 0)
            if (nodes[j].left < node.left and nodes[j].right < node.right) or j == 0
        ]
        score, before = max(options, key=lambda option: (option[0], -option[1]))
        best.append((score + node.worth, before))
    path: list[tuple[int, int]] = []
    at = best[-1][1]
    while at > 0:
        path.append((nodes[at].left, nodes[at].right))
        at = best[at][1]
    return path[::-1]


def _pairs(comparison: Comparison) -> list[_Pair]:
    """Pairs of paragraphs with a match in common, sorted, with what bringing them level is worth."""
    worth: dict[tuple[int, int], float] = {}
    for match in comparison.matches:
        for i in match.left:
            for j in match.right[:8]:
                one, other = comparison.left.sentences[i], comparison.right.sentences[j]
                size = min(one.end - one.start, other.end - other.start)
                key = (one.paragraph, other.paragraph)
                worth[key] = worth.get(key, 0.0) + _LEVEL[match.kind] * size
    return [_Pair(a, b, value) for (a, b), value in sorted(worth.items())]


def _heights(document: Document) -> list[int]:
    """Height above each paragraph, in Latin characters set one after the other, and of the whole at the end."""
    sizes: Iterable[int] = (_width(document.text, p.start, p.end) + _GAP for p in document.paragraphs)
    return list(accumulate(sizes, initial=0))


def _width(text: str, start: int, end: int) -> int:
    """Room a stretch takes; Chinese, Japanese and Korean characters take two."""
    return end - start + sum(c >= "\u2e80" for c in text[start:end])
