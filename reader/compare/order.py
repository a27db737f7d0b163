"""Which matches left the common order."""

from __future__ import annotations

from bisect import bisect_left
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
    what moved is the lesser part. O(n log n), a prefix-maximum tree (Fenwick 1994). Equal weights
    are told apart by the greater distance from the diagonal, so that swapping the sides moves the same matches.
    """
    order = sorted(range(len(places)), key=lambda k: (places[k].left, places[k].right, k))
    ranks = sorted({place.right for place in places})
    scale = 1 + sum(1 + abs(place.left - place.right) for place in places)
    best: list[tuple[int, int]] = [(0, -1)] * (len(ranks) + 1)
    before = [-1] * len(places)
    top, last = 0, -1
    for k in order:
        place = places[k]
        at = bisect_left(ranks, place.right) + 1
        value, before[k] = _prefix_best(best, at)
        value += place.weight * scale - abs(place.left - place.right)
        _raise(best, at, (value, k))
        if value > top:
            top, last = value, k
    kept = set()
    while last >= 0:
        kept.add(last)
        last = before[last]
    return [k not in kept for k in range(len(places))]


def _prefix_best(tree: list[tuple[int, int]], at: int) -> tuple[int, int]:
    found = (0, -1)
    while at > 0:
        found = max(found, tree[at])
        at -= at & -at
    return found


def _raise(tree: list[tuple[int, int]], at: int, value: tuple[int, int]) -> None:
    while at < len(tree):
        tree[at] = max(tree[at], value)
        at += at & -at
