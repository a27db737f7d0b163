"""Which sentences are counterparts: likeness, place and speaker weighed together.

**Strength** of a pair of sentences is ``likeness^(1 - ORDER) · order^ORDER``, times what the speakers say
(``SAME_SPEAKER``, ``OTHER_SPEAKER``), plus what the place says. Likeness is that of ``candidates``, order that of
``word_order``.

Place counts only where the two documents run in step, as two drafts or two translations do and two readouts do not.
*In step* is measured on the pairs that are each other's best: how many of them follow one another on both sides, and
how much of the shorter document they cover. Where the texts are in step, a pair between two counterparts, or right
after or before one, gains up to ``PLACE``; so a gap is filled, a block that was moved keeps its own neighbours, and
no pair gains that shares no wording.

Counterparts are then taken one to one, strongest first; sentences left over join a counterpart of which they carry a
part that nobody else carries (split and merged sentences). In step, the pieces together must carry most of the whole,
as the parts of a split sentence do. What else makes two sentences one statement, or not, is told in ``statements``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Final, NamedTuple

from reader.compare.candidates import Likeness
from reader.compare.pairs import Pairs
from reader.compare.places import in_step, mutual_best, placed
from reader.compare.statements import by_act, strays, without_formulaic
from reader.compare.terms import Counted
from reader.compare.word_order import with_order

SAME_SPEAKER: Final = 1.15
OTHER_SPEAKER: Final = 0.8
"""A line is oftener repeated by the one who said it. Counts only where both could have said it: each of the two
speaks in both documents."""

ANCHOR: Final = 0.04
"""Least likeness of two sentences that are each other's best for them to tell whether the documents are in step."""
ANCHOR_MARGIN: Final = 1.1

REWORDED: Final = 0.22
"""Least strength of counterparts where the documents are not in step."""
TYPICAL_SHARE: Final = 0.65
LEAST_IN_STEP: Final = (0.06, 0.34)
"""Where they are in step: ``TYPICAL_SHARE`` of the likeness that best pairs of the two typically have, within these."""

DISTANT: Final = 0.2
BETWEEN: Final = 0.5
"""Where the least strength is below the first, as with translations that are far apart, the second share of it will do
for two sentences that alone are left on their sides between two pairs of counterparts."""

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


class Alignment(NamedTuple):
    """Counterparts and what speaks for every pair."""

    strength: Pairs
    """Pairs without likeness are left out."""
    placeless: Pairs
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
    spoken_by: Callable[[int, int], float] | None,
) -> Alignment:
    """Counterparts of two documents.

    ``verbatim`` pairs are taken as they are, further copies of them (``repeats``) get no other counterpart;
    ``spoken_by`` is what the speakers say of a pair, where they say something.
    """
    ordered = with_order(likeness.rows, terms)
    anchors = mutual_best(ordered, ANCHOR, ANCHOR_MARGIN)
    # Sentences that have nothing in common with the other document tell nothing about its order.
    step = in_step(anchors, (len(ordered.filled), len(ordered.columns.filled)))
    least = (1 - step) * REWORDED + step * _least_in_step(ordered, anchors)
    spoken = ordered.times(spoken_by) if spoken_by else ordered
    strength = placed(spoken, step, least)
    settled = {i for i, _ in (*verbatim, *repeats)}, {j for _, j in (*verbatim, *repeats)}
    aligned = step > 0.5
    stated = strength if aligned else by_act(strength, terms)
    if not aligned or least >= LEAST_IN_STEP[1]:  # of distant translations one run is all one can expect
        stated = without_formulaic(stated, likeness, terms, least)
    pairs = _one_to_one(stated, verbatim, settled, least)
    if aligned and (apart := strays(stated, pairs, least)):
        pairs = _one_to_one(stated, verbatim, settled, least, apart)
    if aligned and least < DISTANT:
        pairs = sorted([*pairs, *_between(strength, pairs, settled, BETWEEN * least)])
    joins = set(_pieces(likeness, strength, pairs, least, PIECE_REACH if aligned else None))
    if not aligned:
        joins.update(_near_ties(stated, pairs, least))
    copies = settled[0] - {i for i, _ in verbatim}, settled[1] - {j for _, j in verbatim}
    pieces = sorted((i, j) for i, j in joins if i not in copies[0] and j not in copies[1])
    return Alignment(strength, spoken, step, least, pairs, pieces)


def _least_in_step(strength: Pairs, anchors: Sequence[tuple[int, int]]) -> float:
    values = sorted(strength.numbers_of(anchors))
    typical = values[len(values) // 2] if values else 1.0
    low, high = LEAST_IN_STEP
    return max(low, min(high, TYPICAL_SHARE * typical))


def _one_to_one(
    strength: Pairs,
    verbatim: Sequence[tuple[int, int]],
    settled: tuple[set[int], set[int]],
    least: float,
    apart: frozenset[tuple[int, int]] = frozenset(),
) -> list[tuple[int, int]]:
    """Strongest pairs first, each sentence once, none of those that are to stay ``apart``.

    Equal pairs: the one nearer the diagonal, then the earlier.
    """
    left, right = set(settled[0]), set(settled[1])
    out = list(verbatim)
    listed = [
        (-round(value, 9), abs(i - j), i + j, min(i, j), i, j)
        for i, j, value in strength.at_least(least)
        if i not in left and j not in right and (i, j) not in apart
    ]
    for *_, i, j in sorted(listed):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            out.append((i, j))
    return sorted(out)


def _between(
    strength: Pairs,
    pairs: Sequence[tuple[int, int]],
    settled: tuple[set[int], set[int]],
    least: float,
) -> Iterator[tuple[int, int]]:
    """Pairs of the two sentences that alone lie between two counterparts and the next."""
    for (i, j), (i_next, j_next) in pairwise(pairs):
        i, j = i + 1, j + 1
        is_free = i not in settled[0] and j not in settled[1]
        if (i_next, j_next) == (i + 1, j + 1) and is_free and strength[i].get(j, 0.0) >= least:
            yield i, j


def _near_ties(strength: Pairs, pairs: Sequence[tuple[int, int]], least: float) -> Iterator[tuple[int, int]]:
    """Pairs that are almost as strong as the best of both their sentences: the evidence does not choose."""
    strong = list(strength.at_least(least))
    best: tuple[dict[int, float], dict[int, float]] = {}, {}
    for i, j, value in strong:
        best[0][i] = max(value, best[0].get(i, 0.0))
        best[1][j] = max(value, best[1].get(j, 0.0))
    taken = set(pairs)
    for i, j, value in strong:
        if value >= max(NEAR_TIE * best[0][i], NEAR_TIE * best[1][j]) and (i, j) not in taken:
            yield i, j


def _pieces(
    likeness: Likeness, strength: Pairs, pairs: Sequence[tuple[int, int]], least: float, reach: int | None
) -> list[tuple[int, int]]:
    """Pairs of a left-over sentence and a sentence with a counterpart, of which it carries a part of its own."""
    to_right, to_left = dict(pairs), {j: i for i, j in pairs}
    sides = likeness.left, likeness.right
    back = _possible_joins(strength.columns, likeness.rows.columns, to_left, to_right, reach)
    out = [(i, j) for j, i in _joins(back, to_right, sides[::-1], reach)]
    out += _joins(_possible_joins(strength, likeness.rows, to_right, to_left, reach), to_left, sides, reach)
    found = sorted(set(out))
    return [pair for pair, value in zip(found, strength.numbers_of(found), strict=True) if value >= least / 2]


def _joins(
    possible: Sequence[tuple[int, int]],
    counterpart_back: dict[int, int],
    sides: tuple[Sequence[dict[str, float]], Sequence[dict[str, float]]],
    reach: int | None,
) -> Iterator[tuple[int, int]]:
    """For each left-over sentence of a side, the sentence opposite of which it is a piece, if there is one."""
    mine, theirs = sides
    for i, wholes in groupby(possible, itemgetter(0)):
        best, best_value = None, 0.0
        for _, j in wholes:
            other = counterpart_back[j]
            own = _own_share(mine[i], theirs[j], mine[other])
            if own <= max(best_value, PIECE_OWN) or _carried(mine[i], theirs[j]) < PIECE_CONTAINED:
                continue
            if reach is None or _carried(theirs[j], mine[i], mine[other]) >= PIECES_TOGETHER:
                best, best_value = j, own
        if best is not None:
            yield i, best


def _possible_joins(
    rows: Pairs, alike: Pairs, counterpart: dict[int, int], counterpart_back: dict[int, int], reach: int | None
) -> list[tuple[int, int]]:
    """Pairs of a left-over sentence of a side and one opposite of which it may be a piece, sorted.

    A pair that is not ``alike`` enough by all its terms is not so by those that nobody else carries.
    """
    near = _joinable(rows, counterpart, counterpart_back, reach)
    return [pair for pair, value in zip(near, alike.numbers_of(near), strict=True) if value > PIECE_OWN]


def _joinable(
    rows: Pairs, counterpart: dict[int, int], counterpart_back: dict[int, int], reach: int | None
) -> list[tuple[int, int]]:
    """Pairs of a left-over sentence of a side and one opposite that has a counterpart, sorted."""
    free = [i for i in rows.filled if i not in counterpart]
    if reach is None:
        return [(i, j) for i in free for j in rows[i] if j in counterpart_back]
    near = [
        (i, j)
        for i in free
        for j in sorted(counterpart[k] for k in range(i - reach, i + reach + 1) if k in counterpart)
    ]
    return [pair for pair, value in zip(near, rows.numbers_of(near, -1.0), strict=True) if value >= 0]


def _own_share(piece: dict[str, float], whole: dict[str, float], other: dict[str, float]) -> float:
    """Likeness of a piece and a whole by the terms that the other piece does not have."""
    return sum(w * whole[t] for t, w in piece.items() if t in whole and t not in other)


def _carried(one: dict[str, float], *others: dict[str, float]) -> float:
    """Share of the weight of one sentence whose terms stand in at least one of the others, 0–1."""
    return sum(w * w for t, w in one.items() if any(t in other for other in others))
