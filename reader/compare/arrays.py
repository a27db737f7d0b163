"""Likeness in long documents, with arrays: what ``candidates`` says, in the same numbers, in a fraction of the time.

All sums are of whole multiples of ``GRAIN`` squared, so that their order does not matter. This module and those
it works on (``matrices``, ``pair_arrays``) load numpy, as ``order_arrays`` and ``item_arrays`` do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, overload

import numpy as np

from reader.compare.matrices import BLOCK, Matrix, matrices, runs, starts
from reader.compare.pair_arrays import PairArrays, Pattern
from reader.compare.terms import Counted, term_counts
from reader.compare.vocabulary import Array, Vocabulary
from reader.compare.weights import COMMON, GRAIN, MOST_CANDIDATES, weights_of

_AT_ONCE: Final = 1 << 17
"""Shared terms of pairs that are held in memory at a time."""


class Weights(Sequence[dict[str, float]]):
    """Weights of the terms of each sentence by their wording, made when they are asked for.

    They are read from the matrix; those of what is let go are reckoned anew, which takes a few times as long.
    """

    def __init__(self, side: Counted, matrix: Matrix, vocabulary: Vocabulary) -> None:
        self._side, self._vocabulary = side, vocabulary
        self._matrix = matrix
        self._made: dict[int, dict[str, float]] = {}

    def __len__(self) -> int:
        return len(self._side)

    def let_go(self, but: Sequence[int] = ()) -> None:
        """Gives back what many questions are answered from, all but that of the sentences asked about most."""
        bounds, terms, weights, calls = self._matrix
        is_kept = np.zeros(len(self), bool)
        is_kept[list(but)] = True
        sizes = np.diff(bounds)
        entries = np.repeat(is_kept, sizes)
        bounds = np.append(0, np.cumsum(sizes * is_kept))
        self._matrix = Matrix(bounds, terms[entries], weights[entries], calls[:0].copy())
        self._made.clear()

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
            made = self._made[index] = self._read(index) or self._reckoned(index)
        return made

    def _read(self, index: int) -> dict[str, float]:
        matrix, words = self._matrix, self._vocabulary.words
        own = slice(matrix.bounds[index], matrix.bounds[index + 1])
        numbers = matrix.terms[own]
        numbers = numbers[numbers < len(self._vocabulary)]
        terms = [words[t] if t < len(words) else self._vocabulary.wording(t) for t in numbers.tolist()]
        return dict(zip(terms, (matrix.weights[own] * GRAIN).tolist(), strict=False))

    def _reckoned(self, index: int) -> dict[str, float]:
        counts, _ = term_counts(self._side, index)
        return weights_of(counts, *self._vocabulary.weighed(counts), set(self._side.stems_of(index)))


_KEPT: Final = 64


def likeness_of_many(
    left: Counted, right: Counted, verbatim: Sequence[tuple[int, int]]
) -> tuple[PairArrays, Weights, Weights]:
    """Likeness of pairs and the weights of both sides, as ``candidates.Likeness`` has them."""
    weighted, vocabulary = matrices(left, right)
    first, second = _candidates(weighted, np.array(verbatim, np.int64).reshape(-1, 2))
    value = _dots(weighted, first, second)
    alike = np.flatnonzero(value > 0)
    pattern = Pattern(first[alike], second[alike], (len(left), len(right)))
    return (
        PairArrays(pattern, value[alike]),
        Weights(left, weighted[0], vocabulary),
        Weights(right, weighted[1], vocabulary),
    )


def _candidates(both: tuple[Matrix, Matrix], verbatim: Array) -> tuple[Array, Array]:
    """Pairs, sorted: verbatim ones, and the best of each sentence."""
    low = (len(both[1].bounds) - 1).bit_length()
    right = (1 << low) - 1
    chosen = [verbatim[:, 0] << low | verbatim[:, 1]]
    pool = _Cells(np.zeros(0, np.int64), np.zeros(0, np.int64))
    floor = np.zeros(right + 1, np.int64)
    kept = 0
    for cells in _heard(*both, verbatim, low):
        chosen.append(cells.pairs[_foremost(cells.pairs >> low, cells.pairs & right, cells.value)])
        hopeful = cells.where(cells.value >= floor[cells.pairs & right])
        pool = _Cells(*map(np.concatenate, zip(pool, hopeful, strict=True)))
        if len(pool.pairs) > kept + _POOL:
            pool = _best_of_the_right(pool, low)
            kept = len(pool.pairs)
            floor = _floor(pool.pairs & right, pool.value, right + 1)
    chosen.append(_best_of_the_right(pool, low).pairs)
    pairs = np.concatenate(chosen)
    pairs.sort()
    pairs = pairs[starts(pairs)]
    return (pairs >> low).astype(np.int32), (pairs & right).astype(np.int32)


_POOL: Final = 1 << 18
"""Pairs that are held in memory, beside those known to be the best so far, before the best are chosen again."""


def _floor(own: Array, value: Array, size: int) -> Array:
    """For each sentence what the least of its best pairs has; 0 where it has room for more."""
    floor = np.full(size, np.iinfo(np.int64).max)
    np.minimum.at(floor, own, value)
    floor[np.bincount(own, minlength=size) < MOST_CANDIDATES] = 0
    return floor


class _Cells(NamedTuple):
    """Pairs of sentences and what is heard of one in the other."""

    pairs: Array
    """The sentence on the left in the higher bits, that on the right in as many lower ones as its side needs."""
    value: Array
    """In whole multiples of ``GRAIN`` squared."""

    def where(self, wanted: Array) -> _Cells:
        return _Cells(self.pairs[wanted], self.value[wanted])


def _best_of_the_right(cells: _Cells, low: int) -> _Cells:
    """The best pairs of each sentence of the right; found for a part of these at a time."""
    own = cells.pairs & ((1 << low) - 1)
    found = []
    for part in range(_PARTS):
        at = np.flatnonzero(own % _PARTS == part)
        found.append(at[_foremost(own[at], cells.pairs[at] >> low, cells.value[at])])
    return cells.where(np.concatenate(found))


_PARTS: Final = 4


class _Answers(NamedTuple):
    """The sentences of a side that have each calling term."""

    sentences: Array
    """Sorted by term, settled ones last."""
    weights: Array
    first: Array
    """Where those of each term begin."""
    many: tuple[Array, Array]
    """How many there are of each term, in 8 bits: of all, and of those that are not settled; none of a common term."""


def _answers(side: Matrix, settled: Array, terms: int) -> _Answers:
    """``settled`` is 1 for sentences of a verbatim pair, else 0; ``terms`` is one more than the highest term."""
    called = side.calling()
    is_common = np.bincount(side.terms[called], minlength=terms) > COMMON
    called = called[~is_common[side.terms[called]]]
    sentences = _sentences(side, called)
    order, keys = _sorted(side.terms[called].astype(np.int64) << 1 | settled[sentences])
    count = np.bincount(keys >> 1, minlength=terms).astype(np.uint8)
    free = np.bincount(keys[keys & 1 == 0] >> 1, minlength=terms).astype(np.uint8)
    first = np.cumsum(count, dtype=np.int32) - count
    return _Answers(sentences[order], side.weights[called[order]], first, (count, free))


def _heard(left: Matrix, right: Matrix, verbatim: Array, low: int) -> Iterator[_Cells]:
    """For some sentences of the left at a time, all of the right that share a calling term that is not common.

    None for two that are both in a verbatim pair.
    """
    settled = np.zeros(len(left.bounds) - 1, np.int64), np.zeros(len(right.bounds) - 1, np.int64)
    settled[0][verbatim[:, 0]] = settled[1][verbatim[:, 1]] = 1
    answers = _answers(right, settled[1], _number_of_terms(left, right))
    sentence, terms, own = _asking(left, answers)
    count = np.where(settled[0][sentence], answers.many[1][terms], answers.many[0][terms]).astype(np.int32)
    for first, last in _portions(sentence, count):
        many = count[first:last]
        heard = runs(answers.first[terms[first:last]], many)
        keys = np.repeat((sentence[first:last].astype(np.int64) - sentence[first]) << low, many)
        order, keys = _sorted(keys | answers.sentences[heard])
        value = np.repeat(own[first:last].astype(np.int64), many) * answers.weights[heard]
        begin = starts(keys)
        if len(begin):
            yield _Cells(keys[begin] + (int(sentence[first]) << low), np.add.reduceat(value[order], begin))


def _asking(side: Matrix, answers: _Answers) -> tuple[Array, Array, Array]:
    """The sentences of a side, in order, the calling terms to which there is an answer, and their weights."""
    calling = side.calling()
    calling = calling[answers.many[0][side.terms[calling]] > 0]
    return _sentences(side, calling), side.terms[calling], side.weights[calling]


def _sorted(keys: Array) -> tuple[Array, Array]:
    """The order of small numbers, and the numbers in it: both from one sort of numbers, far faster than of places."""
    bits = len(keys).bit_length()
    packed = keys << bits
    packed |= np.arange(len(keys))
    packed.sort()
    return packed & ((1 << bits) - 1), packed >> bits


def _foremost(own: Array, others: Array, value: Array) -> Array:
    """Places of the pairs that are among the best of the sentence they have in ``own``; equal ones by nearness."""
    if not len(own):
        return np.zeros(0, np.int64)
    # By about their value, as far as one number has room for it; where too many may be among the best, exactly.
    room = min(_VALUE_BITS, 62 - int(own.max()).bit_length() - len(own).bit_length())
    order, ranks = _sorted(own << room | ((1 << room) - 1 - (value >> (_VALUE_BITS - room))))
    first = starts(ranks >> room)
    sizes = np.diff(first, append=len(ranks))
    hopeful = order[ranks <= np.repeat(ranks[first + np.minimum(sizes, MOST_CANDIDATES) - 1], sizes)]
    crowded = np.bincount(own[hopeful])[own[hopeful]] > MOST_CANDIDATES
    rivals = hopeful[crowded]
    mine, other = own[rivals], others[rivals]
    rivals = rivals[np.lexsort((-other, abs(mine - other), -value[rivals], mine))]
    first = starts(own[rivals])
    place = np.arange(len(rivals)) - np.repeat(first, np.diff(first, append=len(rivals)))
    return np.concatenate((hopeful[~crowded], rivals[place < MOST_CANDIDATES]))


_VALUE_BITS: Final = 53
"""Bits of what is heard of one sentence in another."""


def _dots(both: tuple[Matrix, Matrix], first: Array, second: Array) -> Array:
    """Likeness of pairs of sentences, sorted by the first."""
    left, right = both
    sizes, heads = np.diff(right.bounds) // BLOCK, right.bounds // BLOCK
    terms, weights = right.terms.reshape(-1, BLOCK), right.weights.reshape(-1, BLOCK)
    out = np.zeros(len(first))
    filled = np.flatnonzero(sizes[second])
    zeros = np.zeros(_number_of_terms(left, right))
    for begin, end in _portions(first[filled], BLOCK * sizes[second[filled]]):
        pairs = filled[begin:end]
        many = sizes[second[pairs]]
        blocks = runs(heads[second[pairs]], many)
        begins = BLOCK * (np.cumsum(many) - many)
        met = _weights_opposite(left, first[pairs], terms.take(blocks, axis=0).ravel(), begins, zeros)
        met *= weights.take(blocks, axis=0).ravel()
        out[pairs] = np.add.reduceat(met, begins) * GRAIN**2
    return out


def _weights_opposite(left: Matrix, sentences: Array, terms: Array, begins: Array, zeros: Array) -> Array:
    """What terms weigh in sentences of the left, which are sorted: to each belong those from a place in ``begins`` on.

    ``zeros``, one for each term there is, are written upon and set back.
    """
    out = np.empty(len(terms))
    heads = starts(sentences)
    edges = np.append(begins[heads], len(terms)).tolist()
    rows = sentences[heads]
    own = slice(left.bounds[rows[0]], left.bounds[rows[-1] + 1])
    # As the numbers that places and sums are in: otherwise they would be turned into these row by row.
    places, weights = left.terms[own].astype(np.intp), left.weights[own].astype(np.float64)
    bounds = ((left.bounds[rows + k] - own.start).tolist() for k in (0, 1))
    for row, stretch in zip(map(slice, *bounds), map(slice, edges, edges[1:]), strict=False):
        of_row = places[row]
        zeros[of_row] = weights[row]
        zeros.take(terms[stretch], out=out[stretch], mode="clip")  # which spares a copy; none is out of bounds
        zeros[of_row] = 0.0
    return out


def _number_of_terms(left: Matrix, right: Matrix) -> int:
    return 1 + max(int(left.terms.max(initial=0)), int(right.terms.max(initial=0)))


def _sentences(side: Matrix, entries: Array) -> Array:
    """The sentences of some entries, given in order."""
    return np.repeat(np.arange(len(side.bounds) - 1, dtype=np.int32), np.diff(np.searchsorted(entries, side.bounds)))


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
