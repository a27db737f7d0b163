"""What the place of two sentences says: whether two documents run in step, and which pairs stand between counterparts.

``align`` tells how it is used.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from reader.compare.pairs import Pairs

PLACE: Final = 0.2
FULL_PLACE_AT: Final = 0.2
"""Likeness from which a good place counts in full."""
IN_STEP: Final = (0.5, 0.6)
"""Below the first, place counts nothing; from the second on, in full."""
ROUNDS: Final = 3


def mutual_best(pairs: Pairs, least: float, margin: float = 1.0) -> list[tuple[int, int]]:
    """Pairs that are each other's best by ``margin`` and have at least ``least``, sorted."""
    back, _, second_back = pairs.columns.best()
    return [
        (i, j)
        for i, (j, value, second) in enumerate(zip(*pairs.best(), strict=True))
        if j >= 0 and value >= least and back[j] == i and max(second, second_back[j]) * margin <= value
    ]


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


def placed(spoken: Pairs, step: float, least: float) -> Pairs:
    """Strength with what the place of each pair among the anchors adds; anchors are found anew each round."""
    if not step:
        return spoken
    strength = spoken
    size = len(spoken), len(spoken.columns)
    ends = _end(spoken), _end(spoken.columns)
    margin = 1.3
    for _ in range(ROUNDS):
        anchors = mutual_best(strength, min(0.1, least), margin)
        margin = 1.0
        ahead = _surroundings(anchors, ends, size[0])
        behind = _surroundings(sorted((j, i) for i, j in anchors), (ends[1], ends[0]), size[1])
        strength = spoken.changed(partial(_gained, step), ahead, behind)
    return strength


def _end(pairs: Pairs) -> int:
    """Behind the last sentence that has anything in common with the other document."""
    return pairs.filled[-1] + 1 if pairs.filled else 0


_Around = tuple[Any, Any, Any, Any]
"""The anchor before a sentence, as its place on this side and on the other, and the anchor behind it."""


def _surroundings(anchors: Sequence[tuple[int, int]], ends: tuple[int, int], size: int) -> list[_Around]:
    """The anchors before and behind each sentence of a side; one it carries itself is neither."""
    fixed = [(-1, -1), *anchors, ends]
    out: list[_Around] = []
    for (before, anchor), behind in zip(pairwise(fixed), [*fixed[2:], ends], strict=True):
        out += [(*before, *anchor)] * (anchor[0] - before[0] - 1)
        out.append((*before, *behind))
    # Behind the end, where nothing has anything in common with the other document, all places are alike.
    return [*out, *[out[-1]] * (size - len(out))][:size]


def _gained(step: float, i: Any, j: Any, value: Any, ahead: _Around, behind: _Around) -> Any:
    """The strength of a pair with what its place adds; of one pair, or of arrays of them."""
    fits = _fit(ahead, i, j) + _fit(behind, j, i)
    lesser = value / FULL_PLACE_AT
    lesser = lesser * (lesser < 1) + 1.0 * (lesser >= 1)
    return value + step * PLACE * lesser * fits / 2


def _fit(around: _Around, i: Any, j: Any) -> Any:
    """1 right beside an anchor, less with every sentence between; 0 for pairs that cross the anchors."""
    i_before, j_before, i_behind, j_behind = around
    follows = (j > j_before) / (1 + abs((j - j_before) - (i - i_before)))
    precedes = (j < j_behind) / (1 + abs((j_behind - j) - (i_behind - i)))
    crosses_none = (j_before >= j_behind) | ((j_before < j) & (j < j_behind))
    return crosses_none * (follows * (follows >= precedes) + precedes * (precedes > follows))
