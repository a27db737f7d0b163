"""Which sentences could answer which: how alike two sentences are, and for each the few worth looking at.

**Likeness** of two sentences is the cosine of their weighted terms (``terms``), 0–1: a term weighs the more the fewer
sentences of the two documents have it, ``(1 + ln n) · ln((1 + N) / (1 + d))`` for a term that stands n times in the
sentence and in d of the N sentences (Salton and Buckley 1988). Rarity is taken from the two documents themselves: in
an essay on cars *car* tells nothing. Short documents count as having ``FEWEST`` sentences.

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

FEWEST: Final = 40
COMMON: Final = 64
MOST_CANDIDATES: Final = 24
"""Candidates kept for a sentence of a long document."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike the sentences of two documents are; pairs that share nothing are left out."""

    rows: list[dict[int, float]]
    """Per sentence of the left: likeness by sentence of the right."""
    columns: list[dict[int, float]]
    """The same from the right."""
    left: list[dict[str, float]]
    """Per sentence of the left: weight of its terms, of unit length together."""
    right: list[dict[str, float]]

    def of(self, i: int, j: int) -> float:
        """Likeness of a sentence of the left and one of the right."""
        return self.rows[i].get(j, 0.0)


def likeness(left: Sequence[Terms], right: Sequence[Terms]) -> Likeness:
    """Likeness of every sentence to its candidates. Swapping the sides swaps the answer, to the last digit."""
    rarity = _rarity(left, right)
    a, b = _weighted(left, rarity), _weighted(right, rarity)
    pairs = _called(a, b)
    pairs.update((i, j) for j, i in _called(b, a))
    rows: list[dict[int, float]] = [{} for _ in a]
    columns: list[dict[int, float]] = [{} for _ in b]
    for i, j in sorted(pairs):
        value = _dot(a[i], b[j])
        if value > 0:
            rows[i][j] = columns[j][i] = value
    return Likeness(rows, columns, a, b)


def _rarity(left: Sequence[Terms], right: Sequence[Terms]) -> dict[str, float]:
    found: Counter[str] = Counter()
    for side in (left, right):
        for terms in side:
            found.update(terms.counts.keys())
    sentences = 1 + max(FEWEST, len(left) + len(right))
    return {term: math.log(sentences / (1 + n)) for term, n in found.items()}


def _weighted(side: Sequence[Terms], rarity: dict[str, float]) -> list[dict[str, float]]:
    out = []
    for terms in side:
        weights = {
            term: (1 + math.log(n) if n > 1 else n) * rarity[term] for term, n in terms.counts.items() if rarity[term]
        }
        length = math.sqrt(math.fsum(w * w for w in weights.values()))
        out.append({term: w / length for term, w in weights.items()} if length else {})
    return out


def _called(a: list[dict[str, float]], b: list[dict[str, float]]) -> set[tuple[int, int]]:
    """Pairs that share a term which is not common, the best ``MOST_CANDIDATES`` for each sentence of ``a``."""
    index: dict[str, list[int]] = {}
    for j, weights in enumerate(b):
        for term in weights:
            index.setdefault(term, []).append(j)
    pairs: set[tuple[int, int]] = set()
    for i, weights in enumerate(a):
        heard: dict[int, float] = {}
        for term, weight in weights.items():
            for j in _few(index.get(term)):
                heard[j] = heard.get(j, 0.0) + weight * b[j][term]
        best = sorted(heard, key=lambda j: (-heard[j], j))[:MOST_CANDIDATES] if len(heard) > MOST_CANDIDATES else heard
        pairs.update((i, j) for j in best)
    return pairs


def _few(found: list[int] | None) -> Sequence[int]:
    return found if found is not None and len(found) <= COMMON else ()


def _dot(a: dict[str, float], b: dict[str, float]) -> float:
    """Sum over shared terms; exactly rounded, so that the order of terms and sides does not matter."""
    if len(b) < len(a):
        a, b = b, a
    return math.fsum(weight * b[term] for term, weight in a.items() if term in b)
