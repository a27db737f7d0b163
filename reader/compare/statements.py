"""Which pairs of sentences can be one statement, beyond how alike their words are.

- **A formulation is no statement.** Two sentences alike by one run of words and hardly anything else share a
  formulation (``runs``), unless that run is most of what they say.
- **What a sentence does** (``acts``), where the documents are not in step: two that both congratulate, or both ask, are
  sooner the same statement than two of which the one thanks and the other warns.
- **A stray** in documents that are in step: a pair that stands alone outside the common order must be stronger than
  one in its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.compare.acts import Acts, acts_of
from reader.compare.order import Placed, moved
from reader.compare.runs import beyond_one_run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.compare.candidates import Likeness
    from reader.compare.pairs import Pairs
    from reader.compare.terms import Counted

FORMULAIC_BELOW: Final = 0.45
BEYOND_RUN: Final = 0.15
"""A pair below the first is no counterpart unless this share of its likeness lies outside the most telling run of
words the two share."""

SAME_ACT: Final = 1.1
OTHER_ACT: Final = 0.9
"""What it makes of a strength that both sentences do the same, and that both do something but nothing the same."""

STRAY: Final = 2.0
STRAY_REACH: Final = 2
"""A pair outside the common order needs this many times the least strength, unless another pair goes with it: as far
away, at most, on both sides."""


def by_act(strength: Pairs, terms: tuple[Counted, Counted]) -> Pairs:
    """The strength of pairs with what the acts of the two sentences say."""
    left, right = acts_of(terms[0]), acts_of(terms[1])
    return strength.times(lambda i, j: _factor(left[i], right[j]))


def _factor(left: Acts, right: Acts) -> float:
    if not left or not right:
        return 1.0
    return OTHER_ACT if left.isdisjoint(right) else SAME_ACT


def without_formulaic(strength: Pairs, likeness: Likeness, terms: tuple[Counted, Counted], least: float) -> Pairs:
    """The pairs of at least the least strength that share more than a formulation."""

    def says_the_same(i: int, j: int, value: float) -> bool:
        if value >= FORMULAIC_BELOW:
            return True
        weights = likeness.left[i], likeness.right[j]
        return beyond_one_run(terms[0][i], terms[1][j], weights) >= BEYOND_RUN

    return strength.only(least, says_the_same)


def strays(strength: Pairs, pairs: Sequence[tuple[int, int]], least: float) -> frozenset[tuple[int, int]]:
    """Those of ``pairs`` that are strays."""
    return frozenset(_strays(strength, pairs, least))


def _strays(strength: Pairs, pairs: Sequence[tuple[int, int]], least: float) -> Iterator[tuple[int, int]]:
    known = set(pairs)
    beside = [k for k in range(-STRAY_REACH, STRAY_REACH + 1) if k]
    weights = strength.numbers_of(pairs, 1.0)
    places = [Placed(i, j, round(1000 * weight)) for (i, j), weight in zip(pairs, weights, strict=True)]
    for (i, j), weight, is_moved in zip(pairs, weights, moved(places), strict=True):
        is_alone = not any((i + a, j + b) in known for a in beside for b in beside if a * b > 0)
        if is_moved and is_alone and weight < STRAY * least:
            yield i, j
