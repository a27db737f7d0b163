"""Moving together: one time line along which both panes scroll. Arithmetic only, no Qt.

Between two anchors (a pair of heights that shall be level) lies a segment that lasts as long as the longer of its
two sides, so neither pane ever runs faster than the reader scrolls, and neither ever goes back. Measured on sample
pairs against following the nearest match, which leapt by up to 979 pixels.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from reader.model import MatchKind, Side

if TYPE_CHECKING:
    from reader.model import Match

EYE: float = 0.35
"""Where on a pane's height matched sentences are level; also the blank above a text, so that its top gets there."""


class Timeline(NamedTuple):
    """Anchors in order: times, and the heights (pixels from the top of each text) that are at the eye line then."""

    times: tuple[int, ...] = (0,)
    left: tuple[int, ...] = (0,)
    right: tuple[int, ...] = (0,)

    @property
    def duration(self) -> int:
        """Time at the end of both texts."""
        return self.times[-1]

    def heights(self, side: Side) -> tuple[int, ...]:
        """Anchors of one side."""
        return self.left if side is Side.LEFT else self.right

    def at(self, side: Side, time: float) -> float:
        """Height at the eye line of one side at a time; before the start and after the end, that of the ends."""
        return _between(self.times, self.heights(side), time)

    def time_of(self, side: Side, height: float) -> float:
        """The first time at which a height of one side is at the eye line."""
        return _between(self.heights(side), self.times, height)

    def last_time_of(self, side: Side, height: float) -> float:
        """The last time at which it is there: later than the first where this side waits for the other."""
        heights = self.heights(side)
        at = bisect_right(heights, height) - 1
        return float(self.times[at]) if at >= 0 and heights[at] == height else self.time_of(side, height)


def _between(xs: Sequence[int], ys: Sequence[int], x: float) -> float:
    if x <= xs[0]:
        return ys[0]
    if x > xs[-1]:
        return ys[-1]
    k = bisect_left(xs, x)
    span = xs[k] - xs[k - 1]
    return ys[k - 1] + (ys[k] - ys[k - 1]) * (x - xs[k - 1]) / span


def timeline(anchors: Sequence[tuple[float, float]], left: float, right: float) -> Timeline:
    """The time line through anchors (heights left and right, ascending on both sides) of texts so many pixels high.

    Anchors that would make a side go back are left out. Heights are rounded to pixels; the corners of both texts
    are anchors of their own.
    """
    times, lefts, rights = [0], [0], [0]
    time = before_left = before_right = 0
    ends = round(left), round(right)
    # Asked for all sentences of a long text again and again, hence no calls.
    for one, other in [*anchors, ends]:
        a, b = round(one), round(other)
        if a > ends[0]:
            a = ends[0]
        if b > ends[1]:
            b = ends[1]
        if a < before_left or b < before_right or (a == before_left and b == before_right):
            continue
        time += a - before_left if a - before_left > b - before_right else b - before_right
        before_left, before_right = a, b
        times.append(time)
        lefts.append(a)
        rights.append(b)
    return Timeline(tuple(times), tuple(lefts), tuple(rights))


def common_order(matches: Sequence[Match]) -> list[tuple[int, int]]:
    """The pairs of sentences (first of each side) of the longest run of matches that is in order on both sides.

    Echoes and moved matches do not take part.
    """
    return _ascending(
        sorted(
            {
                (m.left[0], m.right[0])
                for m in matches
                if m.kind is not MatchKind.ECHO and not m.moved and m.left and m.right
            }
        )
    )


def led_through(order: Sequence[tuple[int, int]], pair: tuple[int, int]) -> list[tuple[int, int]]:
    """An order that has a pair in it: what crosses the pair gives way."""
    before = min(bisect_left(order, pair[side], key=itemgetter(side)) for side in (0, 1))
    after = max(bisect_right(order, pair[side], key=itemgetter(side)) for side in (0, 1))
    return [*order[:before], pair, *order[after:]]


def _ascending(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Longest subsequence that ascends strictly on both sides (patience sorting), of pairs sorted by the left."""
    # Pairs with the same left come with the right descending, so that only one of them can be taken.
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    tails: list[int] = []
    ends: list[int] = []
    back = [-1] * len(ordered)
    for k, (_, b) in enumerate(ordered):
        at = bisect_left(tails, b)
        if at:
            back[k] = ends[at - 1]
        if at == len(tails):
            tails.append(b)
            ends.append(k)
        else:
            tails[at], ends[at] = b, k
    out: list[tuple[int, int]] = []
    k = ends[-1] if ends else -1
    while k >= 0:
        out.append(ordered[k])
        k = back[k]
    return out[::-1]


def directions(matches: Sequence[Match], side: Side) -> dict[int, int]:
    """For each sentence of a side whose match moved: -1 where its counterpart comes earlier there, 1 where later."""
    common = common_order(matches)
    if side is Side.RIGHT:
        common = [(b, a) for a, b in common]
    own = [a for a, _ in common]
    out: dict[int, int] = {}
    for match in matches:
        if match.moved and match.sentences(side.other):
            target = match.sentences(side.other)[0]
            for sentence in match.sentences(side):
                at = bisect_left(own, sentence)
                out.setdefault(sentence, -1 if at and target <= common[at - 1][1] else 1)
    return out
