"""What the place of two sentences says: whether two documents run in step, and which pairs stand between counterparts.

``align`` tells how it is used.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

PLACE: Final = 0.2
FULL_PLACE_AT: Final = 0.2
"""Likeness from which a good place counts in full."""
IN_STEP: Final = (0.5, 0.6)
"""Below the first, place counts nothing; from the second on, in full."""
ROUNDS: Final = 3


def mutual_best(
    rows: Sequence[dict[int, float]], columns: Sequence[dict[int, float]], least: float, margin: float = 1.0
) -> list[tuple[int, int]]:
    """Pairs that are each other's best by ``margin`` and have at least ``least``, sorted."""
    best_of_column = [_best(column) for column in columns]
    out = []
    for i, row in enumerate(rows):
        j, value, second = _best(row)
        if j is None or value < least or second * margin > value:
            continue
        back, _, second = best_of_column[j]
        if back == i and second * margin <= value:
            out.append((i, j))
    return out


def _best(values: dict[int, float]) -> tuple[int | None, float, float]:
    """Index of the greatest value, it, and the next greatest; None where two are equally great."""
    best, top, second = None, 0.0, 0.0
    for index, value in values.items():
        if value > top:
            best, top, second = index, value, top
        elif value == top:
            best = None
            second = value
        elif value > second:
            second = value
    return best, top, second


def in_step(anchors: Sequence[tuple[int, int]], size: tuple[int, int]) -> float:
    """How far two documents say the same things in the same order, 0–1; a block that was moved hardly lowers it."""
    steps = len(anchors) - 1
    if steps < 1:
        return 0.0
    follow = (_following(anchors) + _following(sorted((j, i) for i, j in anchors))) / 2
    value = math.sqrt(follow / (steps + 2) * follow / (min(size) + 2))
    low, high = IN_STEP
    return max(0.0, min(1.0, (value - low) / (high - low)))


def _following(anchors: Sequence[tuple[int, int]]) -> int:
    """How many pairs come soon after the one before on the other side too."""
    return sum(0 < j2 - j1 <= 2 * (i2 - i1) + 1 for (i1, j1), (i2, j2) in pairwise(anchors))


def placed(spoken: list[dict[int, float]], size: tuple[int, int], step: float, least: float) -> list[dict[int, float]]:
    """Strength with what the place of each pair among the anchors adds; anchors are found anew each round."""
    if not step:
        return spoken
    strength = spoken
    margin = 1.3
    for _ in range(ROUNDS):
        columns = transposed(strength, size[1])
        anchors = mutual_best(strength, columns, min(0.1, least), margin)
        margin = 1.0
        ends = _end(strength), _end(columns)
        place = _Places(anchors, ends)
        back = _Places(sorted((j, i) for i, j in anchors), (ends[1], ends[0]))
        behind = [back.around(j) for j in range(size[1])]
        strength = [_gained(row, i, place.around(i), behind, step) for i, row in enumerate(spoken)]
    return strength


def _gained(row: dict[int, float], i: int, ahead: _Around, behind: Sequence[_Around], step: float) -> dict[int, float]:
    """The strengths of a sentence with what places add."""
    out = {}
    for j, value in row.items():
        fits = 0.0 if _crosses(ahead, j) else _fit(ahead, i, j)
        if not _crosses(behind[j], i):
            fits += _fit(behind[j], j, i)
        out[j] = value + step * PLACE * min(1.0, value / FULL_PLACE_AT) * fits / 2 if fits else value
    return out


def transposed(rows: Sequence[dict[int, float]], width: int) -> list[dict[int, float]]:
    """The same values seen from the other side."""
    columns: list[dict[int, float]] = [{} for _ in range(width)]
    for i, row in enumerate(rows):
        for j, value in row.items():
            columns[j][i] = value
    return columns


_Around = tuple[tuple[int, int], tuple[int, int]]
"""The anchors before and behind a sentence."""


def _end(rows: Sequence[dict[int, float]]) -> int:
    """Behind the last sentence that has anything in common with the other document."""
    return max((i + 1 for i, row in enumerate(rows) if row), default=0)


class _Places:
    """The anchors by their place on one side."""

    def __init__(self, anchors: list[tuple[int, int]], size: tuple[int, int]) -> None:
        self._anchors = [(-1, -1), *anchors, size]
        self._starts = [i for i, _ in self._anchors]

    def around(self, i: int) -> _Around:
        """The anchors before and behind a sentence; one it carries itself is neither."""
        # Behind the end, where nothing has anything in common with the other document, all places are alike.
        after = min(bisect_left(self._starts, i), len(self._starts) - 1)
        before = self._anchors[after - 1]
        if self._starts[after] == i and after < len(self._anchors) - 1:
            after += 1
        return before, self._anchors[after]


def _crosses(around: _Around, j: int) -> bool:
    """Whether a pair with sentence ``j`` opposite would cross the anchors before and behind it."""
    low, high = around[0][1], around[1][1]
    return low < high and not low < j < high


def _fit(around: _Around, i: int, j: int) -> float:
    """1 right beside an anchor, less with every sentence between; for pairs that cross none."""
    before, behind = around
    follows, precedes = j > before[1], j < behind[1]
    fits = 0.0
    if follows:
        fits = 1 / (1 + abs((j - before[1]) - (i - before[0])))
    if precedes:
        fits = max(fits, 1 / (1 + abs((behind[1] - j) - (behind[0] - i))))
    return fits
