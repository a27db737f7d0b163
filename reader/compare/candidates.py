"""Which sentences could answer which: how alike two sentences are, and for each the few worth looking at.

**Likeness** of two sentences is the cosine of their weighted terms, 0–1: a term weighs the more the fewer
sentences of the two documents have it, ``(1 + ln n) · ln((1 + N) / (1 + d)) ^ RARITY`` for a term that stands n times
in the sentence and in d of the N sentences (after Salton and Buckley 1988). Rarity is taken from the two documents
themselves: in an essay on cars *car* tells nothing. Short documents count as having ``FEWEST`` sentences.

Candidates come from an inverted index over the terms. Terms that stand in more than ``COMMON`` sentences
of a document do not call candidates up, they only count once a candidate is there; so the work grows with the text.

Long documents have the same likeness, found with arrays (``arrays``). Weights are such (``weights``) that it is the
same to the last digit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from reader.compare.pairs import PairDicts, Pairs
from reader.compare.terms import Counted, term_counts
from reader.compare.weights import COMMON, MOST_CANDIDATES, rarity, weights_of
from reader.text.columns import ARRAYS_FROM

ALL_UP_TO: Final = 4096
"""Pairs of sentences up to which every pair that shares a word is a candidate."""


class Likeness(NamedTuple):
    """How alike the sentences of two documents are; pairs that share nothing are left out."""

    rows: Pairs
    left: Sequence[dict[str, float]]
    """Per sentence of the left: weight of its words and of those other terms that stand on the right too. All its
    terms together are of unit length."""
    right: Sequence[dict[str, float]]

    def of(self, i: int, j: int) -> float:
        """Likeness of a sentence of the left and one of the right."""
        return self.rows[i].get(j, 0.0)

    def let_go(self, but: Sequence[int]) -> None:
        """Gives back the memory with which weights are told soon, except for some sentences of the left.

        Of long documents it is most of what a comparison holds; what is asked for later is reckoned anew.
        """
        if isinstance(self.left, list):
            return
        from reader.compare.arrays import Weights

        for side, kept in ((self.right, ()), (self.left, but)):
            if isinstance(side, Weights):
                side.let_go(kept)


def likeness(left: Counted, right: Counted, verbatim: Sequence[tuple[int, int]] = ()) -> Likeness:
    """Likeness of every sentence to its candidates. Swapping the sides swaps the answer, to the last digit.

    Of ``verbatim`` pairs the one sentence is no candidate for the other's like.
    """
    if len(left.numbers) + len(right.numbers) < ARRAYS_FROM or len(left) * len(right) <= ALL_UP_TO:
        return _likeness_of_few(left, right, verbatim)
    from reader.compare.arrays import likeness_of_many

    return Likeness(*likeness_of_many(left, right, verbatim))


def _likeness_of_few(left: Counted, right: Counted, verbatim: Sequence[tuple[int, int]]) -> Likeness:
    """The same without arrays, which take longer to load than a short text to compare."""
    counted = [[term_counts(side, k) for k in range(len(side))] for side in (left, right)]
    found = [Counter(term for counts, _ in side for term in counts) for side in counted]
    shared = found[0].keys() & found[1].keys()
    found[0].update(found[1])
    rare = {n: rarity(len(left) + len(right), n) for n in set(found[0].values())}
    weigh = {term: rare[n] for term, n in found[0].items()}
    a, b = (
        [weights_of(counts, weigh, shared, set(side.stems_of(k))) for k, (counts, _) in enumerate(of_side)]
        for side, of_side in zip((left, right), counted, strict=True)
    )
    calls = [calls for _, calls in counted[0]], [calls for _, calls in counted[1]]
    rows: list[dict[int, float]] = [{} for _ in a]
    for i, answers in enumerate(_called(calls, (a, b), verbatim)):
        for j in sorted(answers):
            value = _dot(a[i], b[j])
            if value > 0:
                rows[i][j] = value
    return Likeness(PairDicts(rows, len(b)), a, b)


def _called(
    calls: tuple[list[frozenset[str]], list[frozenset[str]]],
    weights: tuple[list[dict[str, float]], list[dict[str, float]]],
    verbatim: Sequence[tuple[int, int]],
) -> list[set[int]]:
    """Pairs that share a word or two which are not common: all where there are few, else the best of each sentence.

    Per sentence of the left those of the right.
    """
    settled = dict(verbatim)
    settled_right = set(settled.values())
    index = _index(calls[1], weights[1])
    few = len(calls[0]) * len(calls[1]) <= ALL_UP_TO
    pairs: list[set[int]] = [set() for _ in calls[0]]
    for i, j in verbatim:
        pairs[i].add(j)
    columns: list[list[tuple[float, int]]] = [[] for _ in calls[1]]
    for i, own in enumerate(weights[0]):
        heard: dict[int, float] = {}
        for term in own.keys() & calls[0][i] if not few else own:
            weight = own[term]
            for j, other in index.get(term, ()):
                heard[j] = heard.get(j, 0.0) + weight * other
        if i in settled:
            heard = {j: value for j, value in heard.items() if j not in settled_right}
        if few:
            pairs[i].update(heard)
            continue
        pairs[i].update(_best([(value, j) for j, value in heard.items()], i))
        for j, value in heard.items():
            columns[j].append((value, i))
    for j, column in enumerate(columns):
        for i in _best(column, j):
            pairs[i].add(j)
    return pairs


def _best(heard: list[tuple[float, int]], at: int) -> list[int]:
    """The sentences most alike; equal ones by their nearness to place ``at``."""
    if len(heard) > MOST_CANDIDATES:
        heard.sort(key=lambda one: (-one[0], abs(at - one[1]), -one[1]))
    return [j for _, j in heard[:MOST_CANDIDATES]]


def _index(calls: list[frozenset[str]], weights: list[dict[str, float]]) -> dict[str, list[tuple[int, float]]]:
    """For each term the sentences that have it, with its weight; common terms are left out."""
    index: dict[str, list[tuple[int, float]]] = {}
    for j, (called, own) in enumerate(zip(calls, weights, strict=True)):
        for term in called:
            if term in own:
                index.setdefault(term, []).append((j, own[term]))
    return {term: found for term, found in index.items() if len(found) <= COMMON}


def _dot(a: dict[str, float], b: dict[str, float]) -> float:
    """Sum over shared terms."""
    return sum([a[term] * b[term] for term in a.keys() & b.keys()])
