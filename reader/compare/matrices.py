"""The weighted terms of long documents as sparse matrices: the numbers that ``candidates`` describes, as arrays.

Terms are numbers here; a sentence is a row, a run of the entries sorted by term.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count, pairwise
from typing import Final, NamedTuple

import numpy as np

from reader.compare.terms import FULL_TENTHS, PIECE, STOCK_TENTHS, Counted
from reader.compare.vocabulary import Array, Vocabulary
from reader.compare.weights import COARSE, GRAIN, frequency, rarity

_PIECE, _PAIR, _STEM = 0, 1, 2
_TENTHS_BITS, _KIND_BITS = 4, 2
_WORDS_AT_ONCE: Final = 20_000
"""Words whose terms are counted at a time: what bounds the memory."""
_ENTRIES_AT_ONCE: Final = 100_000
"""Entries that are weighed at a time."""
_ENTRIES_COUNTED: Final = 1 << 21
"""Entries that are counted at a time."""
_PARTS: Final = 8
"""Parts in which pairs and triples are numbered: what bounds the memory too."""
_SAMPLED: Final = 101
"""Every how many of them one is looked at to divide them."""


BLOCK: Final = 8
"""Entries that are copied from place to place at a time, which is far faster than one by one."""


class Matrix(NamedTuple):
    """Weights of the terms of the sentences of a side."""

    bounds: Array
    """Entries ``bounds[i]`` up to ``bounds[i + 1]`` are those of sentence i, sorted by term, and as many more as make
    them whole blocks: these are of no term, which has the number behind all others, and weigh nothing."""
    terms: Array
    weights: Array
    """In whole multiples of ``GRAIN``."""
    calls: Array
    """Whether the entry calls the sentence up as a candidate, in bits."""

    def calling(self) -> Array:
        """The entries that call, in order."""
        return np.flatnonzero(np.unpackbits(self.calls, count=len(self.terms))).astype(np.int32)


# --- terms as numbers ---


_Places = list[tuple[int, Array, Array, Array]]
"""Where terms stand: kind, sentences, terms, and what each counts in tenths."""


def matrices(left: Counted, right: Counted) -> tuple[tuple[Matrix, Matrix], Vocabulary]:
    """The weighted terms of both sides, and what is known of each term."""
    sides = left, right
    number = defaultdict[str, int](count().__next__)
    # A word has the same stem on both sides where they are in one language.
    of_both = [_Forms(sides, number)] * 2 if left.language == right.language else None
    forms = of_both or [_Forms([side], number) for side in sides]
    words = [_Words(side, of_side) for side, of_side in zip(sides, forms, strict=True)]
    pairs = _Composed([one.pairs(len(number)) for one in words])
    triples = _Composed([one.triples(pairs.of[side], len(number)) for side, one in enumerate(words)])
    spaced = {word: k for word, k in number.items() if " " in word}
    same = (
        _numbers_of_pairs(pairs.known, number, spaced, len(number)),
        _numbers_of_triples(triples.known, pairs.known, number, spaced, len(number) + len(pairs.known)),
    )
    size = len(number) + len(pairs.known) + len(triples.known)
    counted = [_counts(one, same[0][pairs.of[side]], same[1][triples.of[side]], size) for side, one in enumerate(words)]
    composed = pairs.known, triples.known
    del words, pairs, triples, same
    having = [_having(side.terms[side.bounds[0] :], size) for side in counted]
    shared = (having[0] > 0) & (having[1] > 0)
    both = having[0] + having[1]
    rarities = _table(both, lambda n: rarity(len(left) + len(right), n) if n else 0.0)
    vocabulary = Vocabulary(dict(number), spaced, *composed, (both, rarities, shared))
    rare = rarities[both]
    return (_weighed(counted[0], rare, shared), _weighed(counted[1], rare, shared)), vocabulary


class _Forms:
    """The different words of sides in one language, with their stems and pieces as numbers."""

    def __init__(self, sides: Sequence[Counted], number: defaultdict[str, int]) -> None:
        """Numbers the stems and pieces that have no number yet."""
        stem_of: dict[str, str] = {}
        for side in sides:
            stem_of.update(zip(side.forms, side.stems_of_forms, strict=True))
        self.place = dict(zip(stem_of, range(len(stem_of)), strict=True))
        self.stem = np.fromiter(map(number.__getitem__, stem_of.values()), np.int32, len(stem_of))
        letters = np.fromiter(map(len, stem_of), np.int64, len(stem_of))
        self.many = np.where(letters < PIECE, 0, letters + 3 - PIECE)
        """How many pieces each word has."""
        self.begin = np.cumsum(self.many) - self.many
        self.pieces = np.fromiter(map(number.__getitem__, _pieces(stem_of, letters, self.many)), np.int32)
        """The pieces of all words, one after the other."""
        sizes = np.fromiter(map(len, stem_of.values()), np.int64, len(stem_of))
        self.is_empty, self.is_letter = sizes == 0, sizes == 1
        """Of the stems."""

    def numbers(self, side: Counted) -> Array:
        """The words of a side as places among these."""
        place = np.fromiter(map(self.place.__getitem__, side.forms), np.int32, len(side.forms))
        numbers: Array = place[np.asarray(side.numbers)]
        return numbers


def _pieces(forms: Iterable[str], letters: Array, many: Array) -> Iterator[str]:
    """The pieces (``terms``) of words of so many letters, of each so many, one after the other."""
    text = "_" + "__".join(forms) + "_"
    edges = letters + 2
    return (text[k : k + PIECE] for k in runs(np.cumsum(edges) - edges, many).tolist())


class _Words:
    """The words of a side as numbers."""

    def __init__(self, side: Counted, forms: _Forms) -> None:
        self._side, self._forms = side, forms
        count = len(side.numbers)
        self._form = forms.numbers(side)
        self._tenths = np.full(count, FULL_TENTHS, np.int8)
        for start, end in side.stock:
            self._tenths[start:end] = STOCK_TENTHS
        letter = forms.is_letter[self._form]
        joined = np.ones(count + 1, bool)
        joined[side.bounds] = False  # among them the place behind all words
        joined = joined[:-1]
        joined[sorted(side.breaks)] = False
        joined[1:] &= ~forms.is_empty[self._form][:-1]
        self._joined: Array = np.flatnonzero(joined).astype(np.int32)
        """Words before which another stands, with which they make a pair."""
        third = joined.copy()
        third[1:] &= joined[:-1]
        third[1:] &= letter[1:] & letter[:-1]
        third[2:] &= letter[:-2]
        self._third = np.flatnonzero(third)

    def __len__(self) -> int:
        """How many sentences there are."""
        return len(self._side)

    def pairs(self, size: int) -> Array:
        """Every two words side by side; ``size`` is the number of all stems and pieces."""
        stem = self._forms.stem[self._form]
        pairs: Array = stem[self._joined - 1].astype(np.int64)
        pairs *= size
        pairs += stem[self._joined]
        return pairs

    def triples(self, pairs: Array, size: int) -> Array:
        """Every three words of one letter, the first two as the number of their pair."""
        before = pairs[np.searchsorted(self._joined, self._third - 1)]
        return before.astype(np.int64) * size + self._forms.stem[self._form[self._third]]

    def number_of_places(self) -> int:
        """How many terms stand in the sentences, those that stand in one several times as often."""
        return int(self._forms.many[self._form].sum()) + len(self._form) + len(self._joined) + len(self._third)

    def places(self, pairs: Array, triples: Array) -> Iterator[_Places]:
        """Where terms stand, for some sentences at a time: kind, sentence, term, and what it counts in tenths.

        Pairs and triples are given by their terms, in order; they count as the lesser of their last two words.
        """
        bounds = np.array(self._side.bounds)
        for stretch in _stretches(bounds, _WORDS_AT_ONCE):
            first, last = int(bounds[stretch.start]), int(bounds[stretch.stop])
            sizes = np.diff(bounds[stretch.start : stretch.stop + 1])
            sentence = np.repeat(np.arange(stretch.start, stretch.stop), sizes)
            tenths, form = self._tenths[first:last], self._form[first:last]
            many = self._forms.many[form]
            of_words = self._forms.pieces[runs(self._forms.begin[form], many)]
            out: _Places = [
                (_PIECE, np.repeat(sentence, many), of_words, np.repeat(tenths, many)),
                (_STEM, sentence, self._forms.stem[form], tenths),
            ]
            for every, terms in ((self._joined, pairs), (self._third, triples)):
                own = slice(*np.searchsorted(every, (first, last)))
                at = every[own]
                lesser = np.minimum(self._tenths[at], self._tenths[at - 1])
                out.append((_PAIR, sentence[at - first], terms[own], lesser))
            yield out


def _stretches(bounds: Array, most: int) -> Iterator[slice]:
    """Sentences some at a time, so that there are about so many of what ``bounds`` divides among them."""
    at = 0
    while at < len(bounds) - 1:
        last = int(np.searchsorted(bounds, bounds[at] + most, side="right")) - 1
        last = max(last, at + 1)
        yield slice(at, last)
        at = last


class _Composed:
    """Pairs or triples of both sides as numbers."""

    def __init__(self, sides: list[Array]) -> None:
        keys = np.concatenate(sides)
        of, known, many = np.empty(len(keys), np.int32), [], 0
        for least, most in pairwise([0, *_quantiles(keys, _PARTS), int(keys.max(initial=0)) + 1]):
            own = np.flatnonzero((least <= keys) & (keys < most))
            found, places = np.unique(keys[own], return_inverse=True)
            of[own] = many + places
            known.append(found)
            many += len(found)
        self.known = np.concatenate(known)
        self.of: list[Array] = np.split(of, [len(sides[0])])


def _quantiles(keys: Array, parts: int) -> list[int]:
    """Different numbers between which about equally many of the keys lie."""
    some = np.sort(keys[::_SAMPLED])
    return sorted({int(some[len(some) * k // parts]) for k in range(1, parts)}) if len(some) else []


def _numbers_of_pairs(known: Array, number: dict[str, int], spaced: dict[str, int], first: int) -> Array:
    """The number of each pair as a term: a number of its own, or that of the stem or piece of the same wording.

    ``spaced`` are the stems and pieces with a space in them, the wordings of variants; pairs made of these are added.
    """
    out = np.arange(first, first + len(known), dtype=np.int32)
    for word, term in list(spaced.items()):
        for k, letter in enumerate(word):
            pair = (word[:k], word[k + 1 :])
            if letter == " " and pair[0] in number and pair[1] in number:
                _give(out, known, number[pair[0]] * len(number) + number[pair[1]], term)
    if spaced:
        has_space = np.array([" " in word for word in number], bool)
        words = list(number)
        before, stem = np.divmod(known, len(number))
        for k in np.flatnonzero(has_space[before] | has_space[stem]).tolist():
            out[k] = spaced.setdefault(f"{words[before[k]]} {words[stem[k]]}", int(out[k]))
    return out


def _numbers_of_triples(
    known: Array, pairs: Array, number: dict[str, int], spaced: dict[str, int], first: int
) -> Array:
    """The number of each triple as a term, likewise."""
    out = np.arange(first, first + len(known), dtype=np.int32)
    for word, term in spaced.items():
        letters = word.split(" ")
        if len(word) == 5 and len(letters) == 3 and all(one in number for one in letters):
            a, b, c = (number[one] for one in letters)
            pair = np.searchsorted(pairs, a * len(number) + b)
            if pair < len(pairs) and pairs[pair] == a * len(number) + b:
                _give(out, known, int(pair) * len(number) + c, term)
    return out


def _give(out: Array, known: Array, wanted: int, term: int) -> None:
    at = np.searchsorted(known, wanted)
    if at < len(known) and known[at] == wanted:
        out[at] = term


def runs(begins: Array, counts: Array) -> Array:
    """``begins[0], begins[0] + 1, …`` for ``counts[0]`` numbers, then those from ``begins[1]``, and so on."""
    before = np.cumsum(counts) - counts
    places: Array = np.arange(int(counts.sum())) + np.repeat(begins - before, counts)
    return places


def starts(sorted_keys: Array) -> Array:
    """Where each run of equal numbers begins."""
    is_first = np.ones(len(sorted_keys), bool)
    np.not_equal(sorted_keys[1:], sorted_keys[:-1], out=is_first[1:])
    return np.flatnonzero(is_first)


# --- weights ---


class _Counts(NamedTuple):
    """The terms of a side, each of a sentence once, sorted by sentence and term."""

    bounds: Array
    """Entries ``bounds[i]`` up to ``bounds[i + 1]`` are those of sentence i; before the first there is room for as many
    as ``_weighed`` may add."""
    terms: Array
    told: Array
    """What each counts, in tenths, then a bit that says whether it calls, and one that says whether it is a stem."""


def _counts(words: _Words, pairs: Array, triples: Array, size: int) -> _Counts:
    """Terms counted: what stands in a sentence several times is one entry. ``size`` is the number of all terms."""
    room = BLOCK * len(words)
    terms, told = (np.empty(room + words.number_of_places(), np.int32) for _ in range(2))
    sizes = np.zeros(len(words), np.int64)
    end = room
    for places in words.places(pairs, triples):
        sentences, *found = _entries(places, size)
        begin, end = end, end + len(sentences)
        terms[begin:end], told[begin:end] = found
        first = starts(sentences)
        sizes[sentences[first]] = np.diff(first, append=len(sentences))
    return _Counts(np.append(0, np.cumsum(sizes)) + room, *_shortened(end, terms, told))


def _entries(places: _Places, size: int) -> tuple[Array, Array, Array]:
    """Sentences, terms and what is told of them."""
    bits, low = size.bit_length(), _TENTHS_BITS + _KIND_BITS
    keys = np.concatenate(
        [
            (sentences.astype(np.int64) << bits | terms) << low | (kind << _TENTHS_BITS | tenths)
            for kind, sentences, terms, tenths in places
        ]
    )
    keys.sort()
    whole = keys >> low
    first = starts(whole)
    if not len(first):
        return whole, whole, whole
    last = np.append(first[1:], len(keys)) - 1
    tenths = np.add.reduceat(keys & ((1 << _TENTHS_BITS) - 1), first)
    # Kinds are sorted: pieces come first, stems last.
    calls = _kind(keys[first]) != _PIECE
    is_stem = _kind(keys[last]) == _STEM
    whole = whole[first]
    return whole >> bits, whole & ((1 << bits) - 1), tenths << 2 | calls << 1 | is_stem


def _kind(keys: Array) -> Array:
    return keys >> _TENTHS_BITS & ((1 << _KIND_BITS) - 1)


def _having(terms: Array, size: int) -> Array:
    """How many sentences have each term."""
    having = np.zeros(size, np.int32)
    for first in range(0, len(terms), _ENTRIES_COUNTED):
        having += np.bincount(terms[first : first + _ENTRIES_COUNTED], minlength=size).astype(np.int32)
    return having


def _weighed(counts: _Counts, rare: Array, shared: Array) -> Matrix:
    """The entries with their weights, without the terms that stand on one side only and are no words.

    Takes the place of the counts, which are not to be used any more: both together would be the most that is held.
    """
    bounds, terms, told = counts
    calls = np.empty(len(terms), bool)
    sizes = np.zeros(len(bounds) - 1, np.int64)
    end = 0
    for stretch in _stretches(bounds, _ENTRIES_AT_ONCE):
        own = slice(bounds[stretch.start], bounds[stretch.stop])
        many = np.diff(bounds[stretch.start : stretch.stop + 1])
        of_own, tenths = terms[own], told[own] >> 2
        coarse = np.rint(_table(tenths, frequency)[tenths] * rare[of_own] * COARSE).astype(np.int64)
        kept = np.flatnonzero((coarse > 0) & (shared[of_own] | (told[own] & 1 > 0)))
        filled = np.flatnonzero(many)
        squares = np.add.reduceat(coarse * coarse, bounds[stretch][filled] - own.start) if len(filled) else many[:0]
        lengths = np.repeat(np.sqrt(squares.astype(np.float64)), many[filled])
        in_grains = np.rint(coarse[kept] / lengths[kept] * (1 / GRAIN)).astype(np.int32)
        numbers = of_own[kept], in_grains, told[own][kept] & 2 > 0
        remaining = np.bincount(np.repeat(np.arange(len(many)), many)[kept], minlength=len(many))
        sizes[stretch] = BLOCK * -(-remaining // BLOCK)
        ends = end + np.cumsum(sizes[stretch])
        places = runs(ends - sizes[stretch], remaining)
        for column, of_none, number in zip((terms, told, calls), (len(rare), 0, False), numbers, strict=True):
            column[end : ends[-1]] = of_none
            column[places] = number
        end = int(ends[-1])
    terms, weights, calls = _shortened(end, terms, told, calls)
    return Matrix(np.append(0, np.cumsum(sizes)), terms, weights, np.packbits(calls))


def _shortened(length: int, *arrays: Array) -> tuple[Array, ...]:
    """The beginnings of arrays that nothing else refers to; what is behind is given back."""
    for one in arrays:
        one.resize(length, refcheck=False)
    return arrays


def _table(numbers: Array, value: Callable[[int], float]) -> Array:
    """The value of each number that occurs, by number; by Python's own arithmetic, as without arrays."""
    out = np.zeros(1 + int(numbers.max(initial=0)))
    for n in np.flatnonzero(np.bincount(numbers)).tolist():
        out[n] = value(n)
    return out
