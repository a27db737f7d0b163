"""The terms of two long documents: the number of each, its wording, and what it weighs."""

from __future__ import annotations

from collections.abc import Collection
from itertools import compress
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]


class Vocabulary:
    """Terms by number and by wording: stems and pieces have the lowest numbers, then come pairs, then triples."""

    def __init__(
        self, words: dict[str, int], spaced: dict[str, int], pairs: Array, triples: Array, weighed: _Weighed
    ) -> None:
        """``words`` are stems and pieces, in order; ``spaced`` terms that have not the number they are composed of.

        A pair is a multiple of the number of ``words``, the first word, and the second; a triple is the place of its
        pair among the ``pairs``, and the third, likewise. Both are sorted.
        """
        self.words = list(words)
        self._numbers = {**words, **spaced}
        self._pairs, self._triples = pairs, triples
        self._having, self._rarities, self._shared = weighed

    def __len__(self) -> int:
        """How many terms there are."""
        return len(self.words) + len(self._pairs) + len(self._triples)

    def wording(self, term: int) -> str:
        """The stem or piece, or the stems of the pair or triple with spaces between them."""
        if term < len(self.words):
            return self.words[term]
        term -= len(self.words)
        if term < len(self._pairs):
            before, stem = divmod(int(self._pairs[term]), len(self.words))
            return f"{self.words[before]} {self.words[stem]}"
        pair, stem = divmod(int(self._triples[term - len(self._pairs)]), len(self.words))
        return f"{self.wording(len(self.words) + pair)} {self.words[stem]}"

    def weighed(self, wordings: Collection[str]) -> tuple[dict[str, float], set[str]]:
        """The rarity of terms that stand in the documents, and which of them stand in both."""
        numbers = self._numbers_of(wordings)
        rarities = self._rarities[self._having[numbers]].tolist()
        return dict(zip(wordings, rarities, strict=True)), set(compress(wordings, self._shared[numbers].tolist()))

    def _numbers_of(self, wordings: Collection[str]) -> Array:
        """The numbers of terms that stand in the documents."""
        found = list(map(self._numbers.get, wordings))
        words, size = self._numbers, len(self.words)
        composed = [wording.split(" ") for wording, number in zip(wordings, found, strict=True) if number is None]
        keys = [words[first] * size + words[second] for first, second, *_ in composed]
        pairs = np.searchsorted(self._pairs, keys).tolist()
        for k, (place, (_, _, *third)) in enumerate(zip(pairs, composed, strict=True)):
            pairs[k] = self._triple(place, third[0]) if third else size + place
        rest = iter(pairs)
        return np.array([next(rest) if number is None else number for number in found], np.int64)

    def _triple(self, pair: int, third: str) -> int:
        place = np.searchsorted(self._triples, pair * len(self.words) + self._numbers[third])
        return len(self.words) + len(self._pairs) + int(place)


_Weighed = tuple[Array, Array, Array]
"""How many sentences have each term, the rarity by such numbers, and whether the term stands on both sides."""
