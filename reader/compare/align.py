"""Which sentences are counterparts: likeness, place and speaker weighed together.

**Strength** of a pair of sentences is ``likeness^(1 - ORDER) · order^ORDER``, times what the speakers say
(``SAME_SPEAKER``, ``OTHER_SPEAKER``), plus what the place says. Likeness is that of ``candidates``; order is the
share of the words of both that stand in both in the same order (twice the longest common subsequence of their stems
over the words of the two).

Place counts only where the two documents run in step, as two drafts or two translations do and two readouts do not.
*In step* is measured on the pairs that are each other's best: how many of them follow one another on both sides, and
how much of the shorter document they cover. Where the texts are in step, a pair between two counterparts, or right
after or before one, gains up to ``PLACE``; so a gap is filled, a block that was moved keeps its own neighbours, and
no pair gains that shares no wording.

Counterparts are then taken one to one, strongest first; sentences left over join a counterpart of which they carry a
part that nobody else carries (split and merged sentences). In step, the pieces together must carry most of the whole,
as the parts of a split sentence do. Where the texts are not in step, two sentences that are alike by one run of words
and nothing else (``runs``) share a formulation, not a statement, and are no counterparts unless that run is most of
what they say.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from reader.compare.candidates import Likeness
from reader.compare.runs import beyond_one_run
from reader.compare.terms import Counted

ORDER: Final = 0.4
MOST_ORDERED: Final = 1000
"""Words of a sentence whose order is looked at: a bound for texts without sentence ends."""

SAME_SPEAKER: Final = 1.15
OTHER_SPEAKER: Final = 0.8
"""A line is oftener repeated by the one who said it. Counts only where both could have said it: each of the two
speaks in both documents."""

PLACE: Final = 0.2
FULL_PLACE_AT: Final = 0.2
"""Likeness from which a good place counts in full."""
ANCHOR: Final = 0.04
"""Least likeness of two sentences that are each other's best for them to tell whether the documents are in step."""
ANCHOR_MARGIN: Final = 1.1
IN_STEP: Final = (0.5, 0.6)
"""Below the first, place counts nothing; from the second on, in full."""
ROUNDS: Final = 3

REWORDED: Final = 0.22
"""Least strength of counterparts where the documents are not in step."""
FORMULAIC_BELOW: Final = 0.35
BEYOND_RUN: Final = 0.15
"""Where they are not in step, a pair below the first is no counterpart unless this share of its likeness lies outside
the most telling run of words the two share: what they have in common is a formulation, not the statement."""
TYPICAL_SHARE: Final = 0.65
LEAST_IN_STEP: Final = (0.06, 0.34)
"""Where they are in step: ``TYPICAL_SHARE`` of the likeness that best pairs of the two typically have, within these."""

NEAR_TIE: Final = 0.88
"""Where the documents are not in step, a pair this near to the best of both its sentences is a counterpart too."""

PIECE_CONTAINED: Final = 0.35
"""Least share of a left-over sentence's weight that stands in the sentence it is to join."""
PIECE_OWN: Final = 0.2
"""Least likeness a left-over sentence must add that the counterpart already found does not carry."""
PIECES_TOGETHER: Final = 0.8
"""Least share of a sentence's weight that its pieces must carry together where the documents are in step."""
PIECE_REACH: Final = 1
"""How far from the counterpart a piece may stand where the documents are in step."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Counterparts and what speaks for every pair."""

    strength: list[dict[int, float]]
    """Per sentence of the left: strength by sentence of the right; pairs without likeness are left out."""
    placeless: list[dict[int, float]]
    """The same without what the place adds."""
    in_step: float
    """0–1: how far place counts."""
    least: float
    """Least strength of counterparts."""
    pairs: list[tuple[int, int]]
    """Counterparts one to one, sorted."""
    pieces: list[tuple[int, int]]
    """Pairs that join a left-over sentence to one that has a counterpart, sorted."""


def align(
    likeness: Likeness,
    terms: tuple[Counted, Counted],
    verbatim: Sequence[tuple[int, int]],
    repeats: Sequence[tuple[int, int]],
    factors: dict[tuple[int, int], float],
) -> Alignment:
    """Counterparts of two documents.

    ``verbatim`` pairs are taken as they are, further copies of them (``repeats``) get no other counterpart;
    ``factors`` is what speakers say.
    """
    size = len(likeness.rows), len(likeness.columns)
    ordered = _with_order(likeness, terms)
    columns = transposed(ordered, size[1])
    anchors = mutual_best(ordered, columns, ANCHOR, ANCHOR_MARGIN)
    step = in_step(anchors, size)
    least = (1 - step) * REWORDED + step * _least_in_step(ordered, anchors)
    spoken = [{j: value * factors.get((i, j), 1.0) for j, value in row.items()} for i, row in enumerate(ordered)]
    strength = _placed(spoken, size, step, least)
    settled = {i for i, _ in (*verbatim, *repeats)}, {j for _, j in (*verbatim, *repeats)}
    aligned = step > 0.5
    stated = strength if aligned else _without_formulaic(likeness, terms, strength, least)
    pairs = _one_to_one(stated, verbatim, settled, least)
    joins = set(_pieces(likeness, strength, pairs, least, PIECE_REACH if aligned else None))
    if not aligned:
        joins.update(_near_ties(stated, size, pairs, least))
    copies = settled[0] - {i for i, _ in verbatim}, settled[1] - {j for _, j in verbatim}
    pieces = sorted((i, j) for i, j in joins if i not in copies[0] and j not in copies[1])
    return Alignment(strength, spoken, step, least, pairs, pieces)


def _with_order(likeness: Likeness, terms: tuple[Counted, Counted]) -> list[dict[int, float]]:
    """Likeness mixed with the order of words, per sentence of the left by sentence of the right."""
    lefts, rights = ([side.stems_of(k)[:MOST_ORDERED] for k in range(len(side))] for side in terms)
    places = [_bits(stems) for stems in rights]
    out: list[dict[int, float]] = []
    for row, a in zip(likeness.rows, lefts, strict=True):
        mixed = {}
        for j, value in row.items():
            b = rights[j]
            common = longest_common(a, places[j], len(b))
            mixed[j] = value ** (1 - ORDER) * (2 * common / (len(a) + len(b))) ** ORDER
        out.append(mixed)
    return out


def _bits(stems: Sequence[str]) -> dict[str, int]:
    """For each stem the places at which it stands, as bits."""
    places: dict[str, int] = {}
    for k, stem in enumerate(stems):
        places[stem] = places.get(stem, 0) | 1 << k
    return places


def longest_common(a: Sequence[str], places: dict[str, int], length: int) -> int:
    """Length of the longest common subsequence of ``a`` and the sequence whose ``_bits`` are given (Hyyrö 2004)."""
    full = (1 << length) - 1
    row = full
    for stem in a:
        if hit := row & places.get(stem, 0):
            row = (row + hit | row - hit) & full
    return length - row.bit_count()


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


def _least_in_step(strength: Sequence[dict[int, float]], anchors: Sequence[tuple[int, int]]) -> float:
    values = sorted(strength[i][j] for i, j in anchors)
    typical = values[len(values) // 2] if values else 1.0
    low, high = LEAST_IN_STEP
    return max(low, min(high, TYPICAL_SHARE * typical))


def _placed(spoken: list[dict[int, float]], size: tuple[int, int], step: float, least: float) -> list[dict[int, float]]:
    """Strength with what the place of each pair among the anchors adds; anchors are found anew each round."""
    if not step:
        return spoken
    strength = spoken
    margin = 1.3
    for _ in range(ROUNDS):
        columns = transposed(strength, size[1])
        anchors = mutual_best(strength, columns, min(0.1, least), margin)
        margin = 1.0
        place = _Places(anchors, size)
        back = _Places(sorted((j, i) for i, j in anchors), (size[1], size[0]))
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


def _without_formulaic(
    likeness: Likeness,
    terms: tuple[Counted, Counted],
    strength: list[dict[int, float]],
    least: float,
) -> list[dict[int, float]]:
    """Strength of the pairs that could be counterparts and share more than a formulation."""
    weights = likeness.left, likeness.right

    def says_the_same(i: int, j: int, value: float) -> bool:
        if value >= FORMULAIC_BELOW:
            return True
        return beyond_one_run(terms[0][i], terms[1][j], (weights[0][i], weights[1][j])) >= BEYOND_RUN

    return [
        {j: value for j, value in row.items() if value >= least and says_the_same(i, j, value)}
        for i, row in enumerate(strength)
    ]


def transposed(rows: Sequence[dict[int, float]], width: int) -> list[dict[int, float]]:
    """The same values seen from the other side."""
    columns: list[dict[int, float]] = [{} for _ in range(width)]
    for i, row in enumerate(rows):
        for j, value in row.items():
            columns[j][i] = value
    return columns


_Around = tuple[tuple[int, int], tuple[int, int]]
"""The anchors before and behind a sentence."""


class _Places:
    """The anchors by their place on one side."""

    def __init__(self, anchors: list[tuple[int, int]], size: tuple[int, int]) -> None:
        self._anchors = [(-1, -1), *anchors, size]
        self._starts = [i for i, _ in self._anchors]

    def around(self, i: int) -> _Around:
        """The anchors before and behind a sentence; one it carries itself is neither."""
        after = bisect_left(self._starts, i)
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


def _one_to_one(
    strength: Sequence[dict[int, float]],
    verbatim: Sequence[tuple[int, int]],
    settled: tuple[set[int], set[int]],
    least: float,
) -> list[tuple[int, int]]:
    """Strongest pairs first, each sentence once. Equal pairs: the one nearer the diagonal, then the earlier."""
    left, right = set(settled[0]), set(settled[1])
    out = list(verbatim)
    listed = [
        (-round(value, 9), abs(i - j), i + j, min(i, j), i, j)
        for i, row in enumerate(strength)
        for j, value in row.items()
        if value >= least
    ]
    for *_, i, j in sorted(listed):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            out.append((i, j))
    return sorted(out)


def _near_ties(
    strength: Sequence[dict[int, float]], size: tuple[int, int], pairs: Sequence[tuple[int, int]], least: float
) -> Iterator[tuple[int, int]]:
    """Pairs that are almost as strong as the best of both their sentences: the evidence does not choose."""
    columns = transposed(strength, size[1])
    best = (
        [max(row.values(), default=0.0) for row in strength],
        [max(column.values(), default=0.0) for column in columns],
    )
    taken = set(pairs)
    for i, row in enumerate(strength):
        for j, value in row.items():
            if value >= max(least, NEAR_TIE * best[0][i], NEAR_TIE * best[1][j]) and (i, j) not in taken:
                yield i, j


def _pieces(
    likeness: Likeness,
    strength: Sequence[dict[int, float]],
    pairs: Sequence[tuple[int, int]],
    least: float,
    reach: int | None,
) -> list[tuple[int, int]]:
    """Pairs of a left-over sentence and a sentence with a counterpart, of which it carries a part of its own."""
    to_right, to_left = dict(pairs), {j: i for i, j in pairs}
    columns = transposed(strength, len(likeness.columns))
    out = [
        (i, j)
        for j, i in _joins(columns, to_left, to_right, likeness.right, likeness.left, reach)
        if strength[i][j] >= least / 2
    ]
    out += (
        (i, j)
        for i, j in _joins(strength, to_right, to_left, likeness.left, likeness.right, reach)
        if strength[i][j] >= least / 2
    )
    return sorted(set(out))


def _joins(
    rows: Sequence[dict[int, float]],
    counterpart: dict[int, int],
    counterpart_back: dict[int, int],
    mine: Sequence[dict[str, float]],
    theirs: Sequence[dict[str, float]],
    reach: int | None,
) -> Iterator[tuple[int, int]]:
    """For each left-over sentence of a side, the sentence opposite of which it is a piece, if there is one."""
    for i, row in enumerate(rows):
        if i in counterpart:
            continue
        best, best_value = None, 0.0
        for j in sorted(row):
            other = counterpart_back.get(j)
            if other is None or (reach is not None and abs(other - i) > reach):
                continue
            own = _own_share(mine[i], theirs[j], mine[other])
            if own <= max(best_value, PIECE_OWN) or _carried(mine[i], theirs[j]) < PIECE_CONTAINED:
                continue
            if reach is None or _carried(theirs[j], mine[i], mine[other]) >= PIECES_TOGETHER:
                best, best_value = j, own
        if best is not None:
            yield i, best


def _own_share(piece: dict[str, float], whole: dict[str, float], other: dict[str, float]) -> float:
    """Likeness of a piece and a whole by the terms that the other piece does not have."""
    return sum(w * whole[t] for t, w in piece.items() if t in whole and t not in other)


def _carried(one: dict[str, float], *others: dict[str, float]) -> float:
    """Share of the weight of one sentence whose terms stand in at least one of the others, 0–1."""
    return sum(w * w for t, w in one.items() if any(t in other for other in others))
