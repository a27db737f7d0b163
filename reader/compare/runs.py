"""Whether two sentences have more in common than one run of words.

Two statements that share a formulation and nothing else are alike by that formulation alone; the same statement in
other words is alike all over.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reader.compare.terms import Terms

MOST_SEARCHED: Final = 300
"""Words of a sentence that are searched: a bound for texts without sentence ends."""


def beyond_one_run(one: Terms, other: Terms, weights: tuple[dict[str, float], dict[str, float]]) -> float:
    """Share of the likeness of two sentences that stays without the most telling run of words they share, 0–1.

    ``weights`` are those of ``Likeness.left`` and ``.right``. Swapping the sentences gives the same answer.
    """
    shared = {term: weight * weights[1][term] for term, weight in weights[0].items() if term in weights[1]}
    whole = sum(shared.values())
    size, *ends = _heaviest_run(one.stems[:MOST_SEARCHED], other.stems[:MOST_SEARCHED], shared)
    if not size or whole <= 0:
        return 1.0
    inside = {term for terms, end in zip((one, other), ends, strict=True) for term in terms.between(end - size, end)}
    return sum(value for term, value in shared.items() if term not in inside) / whole


def _heaviest_run(a: Sequence[str], b: Sequence[str], weights: dict[str, float]) -> tuple[int, int, int]:
    """Length of the run of stems that weighs most together, and where it ends on each side; 0 where none is shared."""
    places: dict[str, list[int]] = {}
    for at, stem in enumerate(b):
        places.setdefault(stem, []).append(at)
    best: tuple[float, int, Sequence[str]] = (0.0, 0, ())
    found = (0, 0, 0)
    before: dict[int, tuple[float, int]] = {}
    for at, stem in enumerate(a):
        now = {}
        for place in places.get(stem, ()):
            weight, size = before.get(place - 1, (0.0, 0))
            now[place] = weight, size = weight + weights.get(stem, 0.0), size + 1
            if (weight, size) >= best[:2] and (weight, size, run := a[at + 1 - size : at + 1]) > best:
                best, found = (weight, size, run), (size, at + 1, place + 1)
        before = now
    return found
