"""Which sentences could answer which: how alike two sentences are, and for each the few worth looking at.

**Likeness** of two sentences is the cosine of their weighted terms (``terms``), 0–1: a term weighs the more the fewer
sentences of the two documents have it, ``(1 + ln n) · ln((1 + N) / (1 + d)) ^ RARITY`` for a term that stands n times
in the sentence and in d of the N sentences (after Salton and Buckley 1988). Rarity is taken from the two documents
themselves: in an essay on cars *car* tells nothing. Short documents count as having ``FEWEST`` sentences.

Candidates come from an inverted index over the terms. Terms that stand in more than ``COMMON`` sentences
of a document do not call candidates up, they only count once a candidate is there; so the work grows with the text.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reader.compare.terms import Terms

RARITY: Final = 1.5
"""Power to which rarity counts: a word that stands in two sentences tells far more than one that stands in six."""
FEWEST: Final = 40
COMMON: Final = 64
MOST_CANDIDATES: Final = 12
"""Candidates kept for a sentence of a long document."""
ALL_UP_TO: Final = 4096
"""Pairs of sentences up to which every pair that shares a word is a candidate."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike the sentences of two documents are; pairs that share nothing are left out."""

    rows: list[dict[int, float]]
    """Per sentence of the left: likeness by sentence of the right."""
    columns: list[dict[int, float]]
    """The same from the right."""
    left: list[dict[str, float]]
    """Per sentence of the left: weight of its words and of those other terms that stand on the right too. All its
    terms together are of unit length."""
    right: list[dict[str, float]]

    def of(self, i: int, j: int) -> float:
        """Likeness of a sentence of the left and one of the right."""
        return self.rows[i].get(j, 0.0)


def likeness(left: Sequence[Terms], right: Sequence[Terms], verbatim: Sequence[tuple[int, int]] = ()) -> Likeness:
    """Likeness of every sentence to its candidates. Swapping the sides swaps the answer, to the last digit.

    Of ``verbatim`` pairs the one sentence is no candidate for the other's like.
    """
    found = _sentences(left), _sentences(right)
    rarity = _rarity(found, len(left) + len(right))
    shared = found[0].keys() & found[1].keys()
    a, b = _weighted(left, rarity, shared), _weighted(right, rarity, shared)
    del found, rarity, shared
    called = _called((left, right), (a, b), verbatim)
    rows: list[dict[int, float]] = [{} for _ in a]
    columns: list[dict[int, float]] = [{} for _ in b]
    for i, (row, answers, own) in enumerate(zip(rows, called, a, strict=True)):
        for j in sorted(answers):
            value = _dot(own, b[j])
            if value > 0:
                row[j] = columns[j][i] = value
    return Likeness(rows, columns, a, b)


def _sentences(side: Sequence[Terms]) -> Counter[str]:
    """In how many sentences of a side each term stands."""
    found: Counter[str] = Counter()
    for terms in side:
        found.update(terms.counts.keys())
    return found


def _rarity(found: tuple[Counter[str], Counter[str]], sentences: int) -> dict[str, float]:
    most = 1 + max(FEWEST, sentences)
    by_number: dict[int, float] = {}
    out = {}
    for here, there in (found, found[::-1]):
        for term, n in here.items():
            if term not in out:
                n += there.get(term, 0)
                if n not in by_number:
                    by_number[n] = math.log(most / (1 + n)) ** RARITY
                out[term] = by_number[n]
    return out


def _weighted(side: Sequence[Terms], rarity: dict[str, float], shared: set[str]) -> list[dict[str, float]]:
    out = []
    for terms in side:
        weights = {
            term: (1 + math.log(n) if n > 1 else n) * rare for term, n in terms.counts.items() if (rare := rarity[term])
        }
        length = math.sqrt(math.fsum([w * w for w in weights.values()]))
        stems = set(terms.stems)
        out.append(
            {term: w / length for term, w in weights.items() if term in shared or term in stems} if length else {}
        )
    return out


def _called(
    terms: tuple[Sequence[Terms], Sequence[Terms]],
    weights: tuple[list[dict[str, float]], list[dict[str, float]]],
    verbatim: Sequence[tuple[int, int]],
) -> list[set[int]]:
    """Pairs that share a word or two which are not common: all where there are few, else the best of each sentence.

    Per sentence of the left those of the right.
    """
    settled = dict(verbatim)
    settled_right = set(settled.values())
    index = _index(terms[1], weights[1])
    few = len(terms[0]) * len(terms[1]) <= ALL_UP_TO
    pairs: list[set[int]] = [set() for _ in terms[0]]
    for i, j in verbatim:
        pairs[i].add(j)
    columns: list[list[tuple[float, int]]] = [[] for _ in terms[1]]
    for i, (one, own) in enumerate(zip(terms[0], weights[0], strict=True)):
        heard: dict[int, float] = {}
        for term in own.keys() & one.calls if not few else own:
            weight = own[term]
            for j, other in index.get(term, ()):
                heard[j] = heard.get(j, 0.0) + weight * other
        if i in settled:
            heard = {j: value for j, value in heard.items() if j not in settled_right}
        if few:
            pairs[i].update(heard)
            continue
        pairs[i].update([j for _, j in _best([(value, j) for j, value in heard.items()], i)])
        for j, value in heard.items():
            column = columns[j]
            column.append((value, i))
            if len(column) >= _CROWDED:
                column[:] = _best(column, j)
    for j, column in enumerate(columns):
        for _, i in _best(column, j):
            pairs[i].add(j)
    return pairs


_CROWDED: Final = 8 * MOST_CANDIDATES
_DIGITS: Final = 9
"""Digits to which likenesses are compared: sums differ in the last ones by the order in which they are taken."""


def _best(heard: list[tuple[float, int]], at: int) -> list[tuple[float, int]]:
    """The sentences most alike with their likeness, equal ones by their nearness to place ``at``."""
    if len(heard) <= MOST_CANDIDATES:
        return heard
    least = sorted([value for value, _ in heard])[-MOST_CANDIDATES] - 2 * 10**-_DIGITS
    hopeful = [one for one in heard if one[0] >= least]
    hopeful.sort(key=lambda one: (round(one[0], _DIGITS), -abs(at - one[1]), one[1]), reverse=True)
    return hopeful[:MOST_CANDIDATES]


def _index(side: Sequence[Terms], weights: list[dict[str, float]]) -> dict[str, list[tuple[int, float]]]:
    """For each term the sentences that have it, with its weight; common terms are left out."""
    index: dict[str, list[tuple[int, float]]] = {}
    for j, (one, own) in enumerate(zip(side, weights, strict=True)):
        for term in one.calls:
            if term in own:
                index.setdefault(term, []).append((j, own[term]))
    return {term: found for term, found in index.items() if len(found) <= COMMON}


def _dot(a: dict[str, float], b: dict[str, float]) -> float:
    """Sum over shared terms; exactly rounded, so that the order of terms and sides does not matter."""
    return math.fsum([a[term] * b[term] for term in a.keys() & b.keys()])
