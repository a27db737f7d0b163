"""At how many places wordings stand in short documents. ``recurring_arrays`` says the same of long ones."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import compress, pairwise

from reader.analysis.recurring_words import CAPITAL, CLOSES, INSIDE, NOUN_SIGN, OPENS, SIGNS, VERB_SIGN, Lines, weight


class Counts:
    """At how many places each wording stands: in all, and within a sentence with capitals or behind a telling word."""

    def __init__(self, documents: Sequence[Lines], roles: Sequence[Sequence[int]]) -> None:
        """``roles``: what the words of each document may do (``recurring_words.roles``)."""
        self._total: Counter[tuple[str, ...]] = Counter()
        self._capital: Counter[tuple[str, ...]] = Counter()
        self._after_noun_sign: Counter[tuple[str, ...]] = Counter()
        self._after_verb_sign: Counter[tuple[str, ...]] = Counter()
        self._found = [self._told(_Marked(*one)) for one in zip(documents, roles, strict=True)]

    def _told(self, one: _Marked) -> list[tuple[array[int], list[tuple[str, ...]]]]:
        """Adds the places of the wordings of a document; these and the wordings, by size."""
        found = []
        for at, wordings, capital in one.wordings():
            self._total.update(wordings)
            for counts, marks in (
                (self._capital, capital),
                (self._after_noun_sign, one.after_noun_sign),
                (self._after_verb_sign, one.after_verb_sign),
            ):
                counts.update(compress(wordings, map(marks.__getitem__, at)))
            found.append((at, wordings))
        return found

    def hopeful(self, fewest: float, lightest: float) -> list[tuple[float, tuple[str, ...]]]:
        """Wordings that may be good and stand at so many places, as heavy as that or more, the heaviest first.

        Each with what it weighs at most, less than zero.
        """
        found = [(weight(n, len(words)), words) for words, n in self._total.items() if n >= fewest]
        return sorted([(-most, words) for most, words in found if most >= lightest and self._may_be_good(words)])

    def _may_be_good(self, words: tuple[str, ...]) -> bool:
        """Whether a wording names a thing and stands at enough places; single words must look like a name or a noun."""
        total = self._total[words]
        nouns, verbs = self._after_noun_sign.get(words, 0), self._after_verb_sign.get(words, 0)
        if total < 2 or verbs > nouns:
            return False
        return len(words) > 1 or (nouns > 0 and 2 * nouns >= total) or (total > 2 and self.is_name(words))

    def is_name(self, words: tuple[str, ...]) -> bool:
        """Whether a wording mostly stands with capitals."""
        return 2 * self._capital.get(words, 0) >= self._total[words]

    def places(self, document: int, wanted: Container[tuple[str, ...]]) -> list[tuple[int, tuple[str, ...]]]:
        """Where wanted wordings stand in a document: their first words, ascending."""
        return sorted([one for found in self._found[document] for one in zip(*found, strict=True) if one[1] in wanted])


class _Marked:
    """The words of a document with what each may do there."""

    def __init__(self, lines: Lines, roles: Sequence[int]) -> None:
        self._lines = lines
        self._alone = [(stem,) for stem in lines.stems]
        codes = bytearray(map(roles.__getitem__, lines.words.numbers))
        for at in lines.taken:
            codes[at] &= SIGNS
        goes_on = bytearray(b"\1") * len(codes)
        for first, last in pairwise(lines.words.bounds):
            if first < last:
                goes_on[last - 1] = 0
        self._on = int.from_bytes(goes_on, "little")
        self._opens, self._inside, self._closes, self._big, noun_signs, verb_signs = (
            _flags(codes, [code & wanted == wanted for code in range(256)])
            for wanted in (INSIDE | OPENS, INSIDE, INSIDE | CLOSES, CAPITAL, NOUN_SIGN, VERB_SIGN)
        )
        self.after_noun_sign = self._bytes((self._on & noun_signs) << _BITS)
        """By place, whether such a word stands before it in its sentence."""
        self.after_verb_sign = self._bytes((self._on & verb_signs) << _BITS)

    def wordings(self) -> Iterator[tuple[array[int], list[tuple[str, ...]], bytes]]:
        """By size, the places at which wordings begin, and these; and for every place, whether one has capitals there.

        That is not said of the first word of a sentence.
        """
        opens, inside, closes, on, big = self._opens, self._inside, self._closes, self._on, self._big
        for size, begins, capital in (
            (1, opens & closes, big),
            (2, opens & on & closes >> _BITS, big & big >> _BITS),
            (3, opens & on & (inside & on) >> _BITS & closes >> 2 * _BITS, big & big >> _BITS & big >> 2 * _BITS),
        ):
            places = array("i", compress(range(len(self._lines.words.numbers)), self._bytes(begins)))
            yield places, self._wordings(size, places), self._bytes(on << _BITS & capital)

    def _wordings(self, size: int, places: array[int]) -> list[tuple[str, ...]]:
        """So many stems from each of the places on."""
        number_at = self._lines.words.numbers.__getitem__
        if size == 1:
            return list(map(self._alone.__getitem__, map(number_at, places)))
        stem_of = self._lines.stems.__getitem__
        return list(zip(*(map(stem_of, map(number_at, [at + k for at in places])) for k in range(size)), strict=True))

    def _bytes(self, places: int) -> bytes:
        return places.to_bytes(len(self._lines.words.numbers) + 1, "little")


_BITS = 8


def _flags(codes: bytearray, wanted: Sequence[bool]) -> int:
    """A number with a byte for each place, the first the lowest, that is 1 where the code is wanted."""
    return int.from_bytes(codes.translate(bytes(wanted)), "little")
