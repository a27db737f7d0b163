"""Which matches left the common order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class Placed(NamedTuple):
    """Where a match stands on each side, and how much text it joins."""

    left: int
    right: int
    weight: int


def moved(places: Sequence[Placed]) -> list[bool]:
    """For each match, whether it stands outside the heaviest order that both documents have in common.

    That order is the heaviest subsequence that ascends on both sides: the more text keeps its place, the better, so
    what moved is the lesser part. Of the subsequences that end at one place only those are remembered that are heavier
    than all that end before it. Equal weights are told apart by the greater distance from the diagonal, so that
    swapping the sides moves the same matches.
    """
    order = sorted(range(len(places)), key=lambda k: (places[k].left, places[k].right, k))
    scale = 1 + sum(1 + abs(place.left - place.right) for place in places)
    ends, best = [-1], [(0, -1)]
    before = [-1] * len(places)
    top, last = 0, -1
    for k in order:
        place = places[k]
        at = bisect_right(ends, place.right)
        value, before[k] = best[at - 1]
        value += place.weight * scale - abs(place.left - place.right)
        if (value, k) > best[at - 1]:
            lighter = bisect_right(best, (value, k), at)
            ends[at:lighter], best[at:lighter] = [place.right], [(value, k)]
        if value > top:
            top, last = value, k
    kept = set()
    while last >= 0:
        kept.add(last)
        last = before[last]
    return [k not in kept for k in range(len(places))]
