"""Numbers of pairs of long documents (``pairs``), as arrays: a tenth of the memory, no step of Python each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import Any, Final, overload

import numpy as np

from reader.compare.pairs import Best, Change, Pairs

Array = np.ndarray[Any, np.dtype[Any]]


_AT_ONCE: Final = 1 << 16
"""Pairs whose numbers are changed at a time: what bounds the memory."""


class Pattern:
    """Which pairs have a number, sorted by their place on the left, then on the right."""

    def __init__(self, left: Array, right: Array, size: tuple[int, int]) -> None:
        self.left, self.right = left, right
        self.size = size
        """Sentences of the left and of the right."""
        counts = np.bincount(left, minlength=size[0])
        self.filled = np.flatnonzero(counts)
        """Sentences of the left that have a pair."""
        self.bounds: list[int] = [0, *np.cumsum(counts).tolist()]
        """Pairs ``bounds[i]`` up to ``bounds[i + 1]`` are those of sentence i of the left."""
        self.first = (np.cumsum(counts) - counts)[self.filled]
        """The first pair of each sentence that has one."""

    @cached_property
    def by_right(self) -> Array:
        """The pairs in order of their place on the right, then on the left."""
        return np.argsort(self.right, kind="stable").astype(np.int32)

    @cached_property
    def turned(self) -> Pattern:
        """The pattern seen from the right."""
        return Pattern(self.right[self.by_right], self.left[self.by_right], (self.size[1], self.size[0]))


class PairArrays(Pairs):
    """Numbers of pairs of long documents."""

    __slots__ = ("pattern", "values")

    def __init__(self, pattern: Pattern, values: Array) -> None:
        self.pattern, self.values = pattern, values

    def __len__(self) -> int:
        return self.pattern.size[0]

    @overload
    def __getitem__(self, index: int) -> dict[int, float]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[dict[int, float]]: ...
    def __getitem__(self, index: int | slice) -> dict[int, float] | Sequence[dict[int, float]]:
        if isinstance(index, slice):
            return [self[k] for k in range(*index.indices(len(self)))]
        if index >= len(self):
            raise IndexError(index)
        own = slice(self.pattern.bounds[index], self.pattern.bounds[index + 1])
        return dict(zip(self.pattern.right[own].tolist(), self.values[own].tolist(), strict=True))

    @property
    def columns(self) -> PairArrays:
        """The same seen from the right."""
        return PairArrays(self.pattern.turned, self.values[self.pattern.by_right])

    @property
    def filled(self) -> Sequence[int]:
        """The sentences of the left that have a number, ascending."""
        return self.pattern.filled.tolist()

    def at_least(self, least: float) -> Iterator[tuple[int, int, float]]:
        """The pairs with so great a number, in order."""
        at = np.flatnonzero(self.values >= least)
        columns = self.pattern.left[at], self.pattern.right[at], self.values[at]
        return zip(*(column.tolist() for column in columns), strict=True)

    def numbers_of(self, pairs: Sequence[tuple[int, int]], default: float = 0.0) -> list[float]:
        """The numbers of some pairs, in their order; ``default`` where a pair has none."""
        wanted = _key(*np.array(pairs, np.int64).reshape(-1, 2).T)
        known = _key(self.pattern.left.astype(np.int64), self.pattern.right)
        at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
        if not len(known):
            return [default] * len(wanted)
        told: list[float] = np.where(known[at] == wanted, self.values[at], default).tolist()
        return told

    def best(self) -> Best:
        """The greatest numbers of each sentence of the left."""
        pattern, values = self.pattern, self.values
        best = np.full(len(self), -1)
        top, second = np.zeros(len(self)), np.zeros(len(self))
        if len(values):
            top[pattern.filled] = np.maximum.reduceat(values, pattern.first)
            is_top = values == top[pattern.left]
            second[pattern.filled] = np.maximum.reduceat(np.where(is_top, 0.0, values), pattern.first)
            many = np.zeros(len(self), np.int64)
            many[pattern.filled] = np.add.reduceat(is_top, pattern.first, dtype=np.int64)
            second[many > 1] = top[many > 1]
            at = np.flatnonzero(is_top & (many[pattern.left] == 1) & (values > 0))
            best[pattern.left[at]] = pattern.right[at]
        return Best(best.tolist(), top.tolist(), second.tolist())

    def times(self, factor: Callable[[int, int], float]) -> PairArrays:
        """Each number by what is told of its pair."""
        told = map(factor, self.pattern.left.tolist(), self.pattern.right.tolist())
        return PairArrays(self.pattern, self.values * np.fromiter(told, np.float64, len(self.values)))

    def only(self, least: float, wanted: Callable[[int, int, float], bool]) -> PairArrays:
        """The pairs with at least so great a number that are wanted."""
        at = np.flatnonzero(self.values >= least)
        told = np.fromiter((wanted(*pair) for pair in self.at_least(least)), bool, len(at))
        at = at[told]
        return PairArrays(Pattern(self.pattern.left[at], self.pattern.right[at], self.pattern.size), self.values[at])

    def changed(self, change: Change, left: Sequence[Any], right: Sequence[Any]) -> PairArrays:
        """Each number as ``change`` makes it; ``left`` and ``right`` are what is known of each place, as tuples."""
        if not len(self.values):
            return self
        ahead, behind = _columns(left), _columns(right)
        values = np.empty_like(self.values)
        for first in range(0, len(values), _AT_ONCE):
            own = slice(first, first + _AT_ONCE)
            i, j = self.pattern.left[own], self.pattern.right[own]
            values[own] = change(i, j, self.values[own], ahead[:, i], behind[:, j])
        return PairArrays(self.pattern, values)


def _key(left: Array, right: Array) -> Array:
    """One number for a pair, in the order of pairs."""
    return left << 32 | right


def _columns(tuples: Sequence[Sequence[int]]) -> Array:
    """Tuples of one length, side by side."""
    return np.fromiter(chain.from_iterable(tuples), np.int32).reshape(len(tuples), -1).T.copy()
