"""The order of words in long documents: what ``word_order`` says, in the same numbers, by rapidfuzz."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import Final

import numpy as np

from reader.compare.pair_arrays import Array, PairArrays
from reader.compare.word_order import ORDER

_AT_ONCE: Final = 1 << 16
"""Pairs that are held against each other at a time: what bounds the memory."""


def with_order_of_many(likeness: PairArrays, left: Sequence[str], right: Sequence[str]) -> PairArrays:
    """Likeness mixed with the order of words; ``left`` and ``right`` are the sentences, a character for each word."""
    from rapidfuzz.distance import LCSseq
    from rapidfuzz.process import cpdist

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


def _powers(values: Array, power: float) -> Array:
    """By Python's own arithmetic, as without arrays: theirs may differ in the last digit."""
    return np.fromiter(map(pow, values.tolist(), repeat(power)), np.float64, len(values))
