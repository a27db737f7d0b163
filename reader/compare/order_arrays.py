"""The order of words in long documents: what ``word_order`` says, in the same numbers, by rapidfuzz."""

from __future__ import annotations

import sys
from itertools import chain, pairwise, repeat
from typing import Final

import numpy as np

from reader.compare.pair_arrays import Array, PairArrays
from reader.compare.terms import Counted
from reader.compare.word_order import MOST_ORDERED, ORDER

_AT_ONCE: Final = 1 << 16
"""Pairs that are held against each other at a time: what bounds the memory."""


def with_order_of_many(likeness: PairArrays, terms: tuple[Counted, Counted]) -> PairArrays:
    """Likeness mixed with the order of words."""
    from rapidfuzz.distance import LCSseq
    from rapidfuzz.process import cpdist

    left, right = _written(terms)
    pattern = likeness.pattern
    values = np.empty(len(likeness.values))
    sizes = np.fromiter(map(len, left), np.int64), np.fromiter(map(len, right), np.int64)
    for first in range(0, len(values), _AT_ONCE):
        own = slice(first, first + _AT_ONCE)
        i, j = pattern.left[own], pattern.right[own]
        common = cpdist(
            list(map(left.__getitem__, i.tolist())),
            list(map(right.__getitem__, j.tolist())),
            scorer=LCSseq.similarity,
        )
        shares, of = np.unique(2 * common.astype(np.int64) / (sizes[0][i] + sizes[1][j]), return_inverse=True)
        values[own] = _powers(likeness.values[own], 1 - ORDER) * _powers(shares, ORDER)[of]
    return PairArrays(pattern, values)


def _written(terms: tuple[Counted, Counted]) -> list[list[str]]:
    """The sentences of both sides with one character for each word, the same for the same stem."""
    stems = dict.fromkeys(chain(*(side.stems_of_forms for side in terms)))
    # More different words than there are characters are beyond any text; those left over would count as one.
    letters = dict(zip(stems, chain(range(_LAST), repeat(_LAST)), strict=False))
    out = []
    for side in terms:
        of_forms = np.fromiter(map(letters.__getitem__, side.stems_of_forms), np.uint32, len(side.forms))
        written = of_forms[np.asarray(side.numbers)].tobytes().decode(f"utf-32-{sys.byteorder[0]}e", "surrogatepass")
        out.append([written[first : min(last, first + MOST_ORDERED)] for first, last in pairwise(side.bounds)])
    return out


_LAST: Final = 0x10FFFF


def _powers(values: Array, power: float) -> Array:
    """By Python's own arithmetic, as without arrays: theirs may differ in the last digit."""
    return np.fromiter(map(pow, values.tolist(), repeat(power)), np.float64, len(values))
