"""At how many places wordings stand in long documents: what ``recurring_counts`` says, with arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from reader.analysis.recurring_words import (
    CAPITAL,
    CLOSES,
    INSIDE,
    LONGEST,
    NOUN_SIGN,
    OPENS,
    SIGNS,
    VERB_SIGN,
    Lines,
    weight,
)

Array = np.ndarray[Any, np.dtype[Any]]


class ArrayCounts:
    """``Counts`` of long documents. A wording is a number here, made of those of its stems."""

    def __init__(self, documents: Sequence[Lines], roles: Sequence[Sequence[int]]) -> None:
        self._stems: dict[str, int] = {}
        of_words = [np.array(one, np.uint8) for one in roles]
        stems = [self._numbers(*one) for one in zip(documents, of_words, strict=True)]
        marked = [_Marked(*one) for one in zip(documents, of_words, stems, strict=True)]
        self._known = list(self._stems)
        self._sizes = [_Size(size, marked, len(self._known)) for size in range(1, LONGEST + 1)]
        self._numbered: dict[tuple[str, ...], int] = {}
        """What the hopeful wordings are among those of their size."""

    def _numbers(self, lines: Lines, roles: Array) -> Array:
        """The stem of each word of the vocabulary that may be part of a wording; 0 for the others."""
        known, inside = self._stems, np.flatnonzero(roles & INSIDE)
        numbers: Array = np.zeros(len(roles), np.int32)
        numbers[inside] = [known.setdefault(lines.stems[number], len(known)) for number in inside.tolist()]
        return numbers

    def hopeful(self, fewest: float, lightest: float) -> list[tuple[float, tuple[str, ...]]]:
        """As ``Counts.hopeful``."""
        found = []
        for one in self._sizes:
            for number in one.hopeful(fewest, lightest).tolist():
                words = one.words(number, self._known)
                self._numbered[words] = number
                found.append((-weight(int(one.total[number]), one.size), words))
        return sorted(found)

    def is_name(self, words: tuple[str, ...]) -> bool:
        """As ``Counts.is_name``, of wordings that are hopeful."""
        return bool(self._sizes[len(words) - 1].is_name[self._numbered[words]])

    def places(self, document: int, wanted: Iterable[tuple[str, ...]]) -> list[tuple[int, tuple[str, ...]]]:
        """As ``Counts.places``, of wordings that are hopeful."""
        by_size: list[dict[int, tuple[str, ...]]] = [{} for _ in self._sizes]
        for words in wanted:
            by_size[len(words) - 1][self._numbered[words]] = words
        return sorted(
            (at, words[number])
            for one, words in zip(self._sizes, by_size, strict=True)
            for at, number in one.places(document, list(words))
        )


class _Marked:
    """The words of a document with what each may do there, by place."""

    def __init__(self, lines: Lines, roles: Array, stems: Array) -> None:
        numbers: Array = np.frombuffer(lines.words.numbers, np.int32)
        self.stems: Array = stems[numbers]
        codes: Array = roles[numbers]
        codes[np.fromiter(lines.taken, np.int64, len(lines.taken))] &= SIGNS
        on = np.ones(len(codes), bool)
        bounds = np.array(lines.words.bounds)
        on[bounds[1:][bounds[1:] > bounds[:-1]] - 1] = False
        self._opens, self._closes = (codes & role == role for role in (INSIDE | OPENS, INSIDE | CLOSES))
        self._inside, self._capital = codes & INSIDE > 0, codes & CAPITAL > 0
        self._on = on
        self.after_noun_sign, self.after_verb_sign, self._goes_on = (
            np.concatenate(([False], (on & sign)[:-1])) for sign in (codes & NOUN_SIGN > 0, codes & VERB_SIGN > 0, on)
        )

    def begins(self, size: int) -> Array:
        """The places at which wordings of so many words begin."""
        count = len(self._on) - size + 1
        if count <= 0:
            return np.empty(0, np.int64)
        fits = self._opens[:count] & self._closes[size - 1 :]
        for k in range(1, size):
            fits &= self._on[k - 1 : k - 1 + count] & self._inside[k : k + count]
        return np.flatnonzero(fits)

    def has_capitals(self, places: Array, size: int) -> Array:
        """Whether all words from each of the places on have capitals, within a sentence."""
        has: Array = self._goes_on[places]
        for k in range(size):
            has &= self._capital[places + k]
        return has


class _Size:
    """The wordings of so many words; they are numbered as they are sorted."""

    def __init__(self, size: int, documents: Sequence[_Marked], stems: int) -> None:
        self.size = size
        self._base = stems
        self._at = [one.begins(size) for one in documents]
        keys = np.concatenate([self._keys(one, at) for one, at in zip(documents, self._at, strict=True)])
        self._different, numbers, self.total = np.unique(keys, return_inverse=True, return_counts=True)
        self._of = np.split(numbers.ravel(), np.cumsum([len(at) for at in self._at])[:-1])
        places = list(zip(documents, self._at, strict=True))
        capitals = self._count([one.has_capitals(at, size) for one, at in places])
        self._nouns = self._count([one.after_noun_sign[at] for one, at in places])
        self._verbs = self._count([one.after_verb_sign[at] for one, at in places])
        self.is_name: Array = 2 * capitals >= self.total

    def _keys(self, one: _Marked, at: Array) -> Array:
        keys: Array = np.zeros(len(at), np.int64)
        for k in range(self.size):
            keys = keys * self._base + one.stems[at + k]
        return keys

    def _count(self, marks: Sequence[Array]) -> Array:
        """How many places of each wording are marked."""
        marked = np.concatenate([of[mark] for of, mark in zip(self._of, marks, strict=True)])
        return np.bincount(marked, minlength=len(self.total))

    def hopeful(self, fewest: float, lightest: float) -> Array:
        """The wordings that may be good, as ``Counts`` has it."""
        good = (self.total >= max(2, fewest)) & (self._verbs <= self._nouns)
        good &= self.total * weight(1, self.size) >= lightest
        if self.size == 1:
            noun = (self._nouns > 0) & (2 * self._nouns >= self.total)
            good &= noun | ((self.total > 2) & self.is_name)
        return np.flatnonzero(good)

    def words(self, number: int, known: Sequence[str]) -> tuple[str, ...]:
        """The stems of a wording."""
        key, found = int(self._different[number]), []
        for _ in range(self.size):
            key, last = divmod(key, self._base)
            found.append(known[last])
        return tuple(reversed(found))

    def places(self, document: int, wanted: Sequence[int]) -> list[tuple[int, int]]:
        """Where wanted wordings begin in a document, and which stands there."""
        is_wanted = np.zeros(len(self.total), bool)
        is_wanted[np.array(wanted, np.int64)] = True
        here = is_wanted[self._of[document]]
        return list(zip(self._at[document][here].tolist(), self._of[document][here].tolist(), strict=True))
