"""What a term weighs: the rarer among the sentences of two documents, the more (``candidates`` tells how it is used).

Weights are rounded to multiples of ``GRAIN``. Their products and the sums of these are then exact in the numbers of a
machine, whatever the order in which they are taken: swapping the sides swaps the answer to the last digit, and long
documents, whose likeness is found with arrays (``arrays``), give the same as short ones, which need none.
"""

from __future__ import annotations

import math
from typing import Final

from reader.compare.terms import FULL_TENTHS

RARITY: Final = 1.5
"""Power to which rarity counts: a word that stands in two sentences tells far more than one that stands in six."""
FEWEST: Final = 40
COMMON: Final = 64
MOST_CANDIDATES: Final = 12
"""Candidates kept for a sentence of a long document."""

GRAIN: Final = 2.0**-26
"""Weights are multiples of this. The sum of products of weights of unit length is then a multiple of ``GRAIN`` squared
that is at most about 1: it fits the 53 bits of a floating-point number."""
COARSE: Final = 2**16
"""Weights before they are brought to unit length are whole multiples of 1 / ``COARSE``."""


def rarity(sentences: int, having: int) -> float:
    """What a term weighs of which so many of so many sentences have one."""
    most = 1 + max(FEWEST, sentences)
    return float(math.log(most / (1 + having)) ** RARITY)


def frequency(tenths: int) -> float:
    """What so many tenths of a term in a sentence count: more than one, but not as much as their number."""
    return 1 + math.log(tenths / FULL_TENTHS) if tenths > FULL_TENTHS else tenths / FULL_TENTHS


def weights_of(counts: dict[str, int], weigh: dict[str, float], shared: set[str], stems: set[str]) -> dict[str, float]:
    """Weights of the terms of a sentence, of which are told how often each stands there, in tenths, and its rarity.

    Left out are those that are not ``shared`` by the two documents and no ``stems``.
    """
    coarse = {term: round(frequency(n) * weigh[term] * COARSE) for term, n in counts.items()}
    length = math.sqrt(sum([w * w for w in coarse.values()]))
    if not length:
        return {}
    grains = 1 / GRAIN
    return {
        term: round(w / length * grains) * GRAIN
        for term, w in coarse.items()
        if w and (term in shared or term in stems)
    }
