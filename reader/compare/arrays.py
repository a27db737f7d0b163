"""Likeness in long documents, with arrays: what ``candidates`` says, in the same numbers, in a fraction of the time.

All sums are of whole multiples of ``GRAIN`` squared, so that their order does not matter. This module and ``matrices``,
on which it works, alone load numpy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, overload

import numpy as np

from reader.compare.matrices import Array, Matrix, Wording, matrices, runs
from reader.compare.pair_arrays import PairArrays, Pattern
from reader.compare.terms import Counted
from reader.compare.weights import COMMON, GRAIN, MOST_CANDIDATES

_AT_ONCE: Final = 1 << 18
"""Shared terms of pairs that are held in memory at a time."""


class Weights(Sequence[dict[str, float]]):
    """Weights of the terms of each sentence by their wording, made when they are asked for."""

    def __init__(self, matrix: Matrix, wording: Wording) -> None:
        self._matrix, self._wording = matrix, wording
        self._made: dict[int, dict[str, float]] = {}

    def __len__(self) -> int:
        return len(self._matrix.bounds) - 1

    @overload
    def __getitem__(self, index: int) -> dict[str, float]: ...
    @overload
    def __getitem__(self, index: slice) -> list[dict[str, float]]: ...
    def __getitem__(self, index: int | slice) -> dict[str, float] | list[dict[str, float]]:
        if isinstance(index, slice):
            return [self[k] for k in range(*index.indices(len(self)))]
        made = self._made.get(index)
        if made is None:
            if len(self._made) >= _KEPT:
                self._made.clear()
            first, last = self._matrix.bounds[index], self._matrix.bounds[index + 1]
            words, size = self._wording.words, len(self._wording.words)
            terms = [words[t] if t < size else self._wording(t) for t in self._matrix.terms[first:last].tolist()]
            made = self._made[index] = dict(
                zip(terms, (self._matrix.weights[first:last] * GRAIN).tolist(), strict=True)
            )
        return made


_KEPT: Final = 64


def likeness_of_many(
    left: Counted, right: Counted, verbatim: Sequence[tuple[int, int]]
) -> tuple[PairArrays, Weights, Weights]:
    """Likeness of pairs and the weights of both sides, as ``candidates.Likeness`` has them."""
    weighted, wording = matrices(left, right)
    first, second = np.divmod(_candidates(weighted, verbatim), len(right))
    value = _dots(weighted, first, second)
    alike = np.flatnonzero(value > 0)
    pattern = Pattern(first[alike].astype(np.int32), second[alike].astype(np.int32), (len(left), len(right)))
    return PairArrays(pattern, value[alike]), Weights(weighted[0], wording), Weights(weighted[1], wording)


def _candidates(both: tuple[Matrix, Matrix], verbatim: Sequence[tuple[int, int]]) -> Array:
    """Pairs as ``i * sentences of the right + j``, sorted: verbatim ones, and the best of each sentence."""
    left, right = both
    size = len(left.bounds) - 1, len(right.bounds) - 1
    settled = np.zeros(size[0], bool), np.zeros(size[1], bool)
    fixed = np.array(verbatim, np.int64).reshape(-1, 2)
    settled[0][fixed[:, 0]] = settled[1][fixed[:, 1]] = True
    chosen = [fixed[:, 0] * size[1] + fixed[:, 1]]
    pool = _Cells(*(np.zeros(0, kind) for kind in (np.int32, np.int32, np.float64)))
    kept = 0
    for cells in _heard(left, right):
        cells = cells.where(~(settled[0][cells.left] & settled[1][cells.right]))
        best = cells.where(_foremost(cells.left, cells.right, cells.value))
        chosen.append(best.left.astype(np.int64) * size[1] + best.right)
        pool = _Cells(*(np.concatenate(one) for one in zip(pool, cells, strict=True)))
        if len(pool.left) > 2 * kept + _POOL:
            pool = pool.where(_foremost(pool.right, pool.left, pool.value))
            kept = len(pool.left)
    best = pool.where(_foremost(pool.right, pool.left, pool.value))
    chosen.append(best.left.astype(np.int64) * size[1] + best.right)
    return np.unique(np.concatenate(chosen))


_POOL: Final = 1 << 18
"""Pairs that are held in memory, beside those known to be the best so far, before the best are chosen again."""


class _Cells(NamedTuple):
    """Pairs of sentences and what is heard of one in the other."""

    left: Array
    right: Array
    value: Array

    def where(self, wanted: Array) -> _Cells:
        return _Cells(self.left[wanted], self.right[wanted], self.value[wanted])


def _heard(left: Matrix, right: Matrix) -> Iterator[_Cells]:
    """For some sentences of the left at a time, all of the right that share a calling term that is not common."""
    by_term = np.flatnonzero(right.calls)
    by_term = by_term[np.argsort(right.terms[by_term], kind="stable")]
    answering = np.repeat(np.arange(len(right.bounds) - 1, dtype=np.int32), np.diff(right.bounds))[by_term]
    weights = right.weights[by_term]
    most = 1 + max(int(left.terms.max(initial=0)), int(right.terms.max(initial=0)))
    count = np.bincount(right.terms[by_term], minlength=most)
    start = np.cumsum(count) - count
    count[count > COMMON] = 0
    calling = np.flatnonzero(left.calls & (count[left.terms] > 0))
    sentence = np.repeat(np.arange(len(left.bounds) - 1, dtype=np.int32), np.diff(left.bounds))[calling]
    terms, own = left.terms[calling], left.weights[calling].astype(np.float64)
    for first, last in _portions(sentence, count[terms]):
        many = count[terms[first:last]]
        answers = runs(start[terms[first:last]], many)
        i, j = np.repeat(sentence[first:last], many), answering[answers]
        keys = i.astype(np.int64) * (len(right.bounds) - 1) + j
        order = np.argsort(keys)
        keys = keys[order]
        begin = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
        value = np.add.reduceat((np.repeat(own[first:last], many) * weights[answers])[order], begin)
        yield _Cells(i[order[begin]], j[order[begin]], value * GRAIN**2)


def _portions(groups: Array, sizes: Array) -> Iterator[tuple[int, int]]:
    """Stretches of sorted ``groups``, none cut in two, so that the ``sizes`` of each are about ``_AT_ONCE`` in sum."""
    if not len(groups):
        return
    sums = np.cumsum(sizes)
    first, done = 0, 0
    while first < len(groups):
        at = min(int(np.searchsorted(sums, done + _AT_ONCE)), len(groups) - 1)
        last = int(np.searchsorted(groups, groups[at], side="right"))
        yield first, last
        first, done = last, int(sums[last - 1])


def _foremost(own: Array, others: Array, value: Array) -> Array:
    """Which pairs are among the best of the sentence they have in ``own``; equal ones by nearness."""
    few: Array = np.bincount(own)[own] <= MOST_CANDIDATES if len(own) else np.zeros(0, bool)
    many = np.flatnonzero(~few)
    if len(many):
        # By about their value, which one sort tells, those that may be among the best; where too many may, exactly.
        rank_by = 2.0 * own[many] - value[many]
        order = np.argsort(rank_by)
        ends = rank_by[order]
        group = own[many][order]
        first = np.flatnonzero(np.concatenate(([True], group[1:] != group[:-1])))
        limit = np.repeat(ends[first + MOST_CANDIDATES - 1], np.diff(np.append(first, len(group)))) + 1e-6
        hopeful = many[order[ends <= limit]]
        crowded = np.bincount(own[hopeful])[own[hopeful]] > MOST_CANDIDATES
        few[hopeful[~crowded]] = True
        hopeful = hopeful[crowded]
        mine, other = own[hopeful], others[hopeful]
        hopeful = hopeful[np.lexsort((-other, abs(mine - other), -value[hopeful], mine))]
        mine = own[hopeful]
        first = np.flatnonzero(np.diff(mine, prepend=-1))
        place = np.arange(len(mine)) - np.repeat(first, np.diff(np.append(first, len(mine))))
        few[hopeful[place < MOST_CANDIDATES]] = True
    return few


def _dots(both: tuple[Matrix, Matrix], first: Array, second: Array) -> Array:
    """Likeness of pairs of sentences, sorted by the first."""
    left, right = both
    sizes = np.diff(right.bounds)
    out = np.zeros(len(first))
    filled = np.flatnonzero(sizes[second])
    one = np.zeros(1 + max(int(left.terms.max(initial=0)), int(right.terms.max(initial=0))))
    for begin, end in _portions(first[filled], sizes[second[filled]]):
        pairs = filled[begin:end]
        many = sizes[second[pairs]]
        entries = runs(right.bounds[second[pairs]], many)
        terms = right.terms[entries]
        starts = np.cumsum(many) - many
        met = np.empty(len(terms))
        rows = first[pairs]
        heads = np.flatnonzero(np.concatenate(([True], rows[1:] != rows[:-1])))
        edges = np.append(starts[heads], len(terms)).tolist()
        for k, i in enumerate(rows[heads].tolist()):
            own = slice(*left.bounds[i : i + 2])
            one[left.terms[own]] = left.weights[own]
            one.take(terms[edges[k] : edges[k + 1]], out=met[edges[k] : edges[k + 1]])
            one[left.terms[own]] = 0
        met *= right.weights[entries]
        out[pairs] = np.add.reduceat(met, starts) * GRAIN**2
    return out
