"""The topics of a language's lexicon as one matcher that reads a sentence once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from reader.analysis.lexicons import listed, table
from reader.languages.base import entries
from reader.patterns import deferred
from reader.text.words import words

NOTHING = ""
"""Label of wordings that are no matter although a topic's word stands in them (*press conference*)."""
_COUNTRY = "{country}"
"""Stands in a wording for any country."""
_OPEN_SIGNS = "*}"
"""Last letters of what stands for several words."""
_MOST_MET = 1 << 15


_ALONE, _FIRST, _SECOND = 1, 2, 4
"""A wording begins with a word whatever follows; with a word that another must follow; has it in the second place."""
_OPENING = deferred(b"[\1\5]|[\2\6](?=[\4-\6])")
"""Where one may begin among such signs of the words of a text."""


class Hit(NamedTuple):
    """A wording of a topic in a list of words: words ``[first, last)``."""

    label: str
    first: int
    last: int


class _Pattern(NamedTuple):
    label: str
    words: tuple[str, ...]
    """A word ending in ``*`` stands for any ending."""


class TopicLexicon:
    """Labels by their wordings. Patterns are found by their first word (or its beginning), so reading is linear."""

    def __init__(
        self,
        labels: dict[str, list[str]],
        *,
        broad: frozenset[str] = frozenset(),
        background: frozenset[str] = frozenset(),
        stop: frozenset[str] = frozenset(),
        function: frozenset[str] = frozenset(),
        nothing: Sequence[str] = (),
        countries: frozenset[str] = frozenset(),
    ) -> None:
        self.broad = broad
        """Labels that say little; narrower ones go before them."""
        self.background = background
        """Words after which a matter is only a date or a background."""
        self.stop = stop
        """Words that make no topic of their own, however often a document repeats them."""
        self.function = function
        """Words of grammar, which end a wording."""
        self._exact: dict[str, list[_Pattern]] = {}
        self._open: dict[str, list[_Pattern]] = {}
        self._second: set[str] = set()
        """Words that stand second in a wording."""
        self._met: dict[str, tuple[_Pattern, ...]] = {}
        self._countries = countries
        for label, wordings in (*labels.items(), (NOTHING, nothing)):
            for wording in wordings:
                pattern = _Pattern(label, _words(wording.casefold()))
                first = pattern.words[0]
                if first.endswith("*"):
                    self._open.setdefault(first[:-1], []).append(pattern)
                else:
                    self._exact.setdefault(first, []).append(pattern)
                self._second.update(pattern.words[1:2])
        alike: dict[str, list[str]] = {}
        for beginning in sorted(self._open):
            alike.setdefault(beginning[:2], []).append(beginning)
        self._beginnings = {two: tuple(them) for two, them in alike.items()}
        """Those of words that go on in any way, by their first two letters, shorter ones first."""

    def openings(self, numbers: Sequence[int], vocabulary: Sequence[str]) -> Iterator[int]:
        """At which places of a text a wording may begin, ascending.

        ``numbers`` say which word of the vocabulary, in lower case, stands at each place.
        """
        firsts = self._exact.keys() | (self._countries if _COUNTRY in self._exact else ())
        behind = {
            number: self._behind(word)
            for number, word in enumerate(vocabulary)
            if word in firsts or word.startswith(self._beginnings.get(word[:2], ()))
        }
        signs = [_SECOND if word in self._second else 0 for word in vocabulary]
        for number, following in behind.items():
            signs[number] |= _FIRST if following else _ALONE
        for found in _OPENING.finditer(bytes(map(signs.__getitem__, numbers))):
            at = found.start()
            following = behind[numbers[at]]
            if not following or vocabulary[numbers[at + 1]] in following:
                yield at

    def _behind(self, word: str) -> frozenset[str]:
        """The words of which one must follow a word with which a wording may begin; none where any other may."""
        patterns = self._starting(word)
        if any(len(pattern.words) == 1 or pattern.words[1][-1] in _OPEN_SIGNS for pattern in patterns):
            return frozenset()
        return frozenset(pattern.words[1] for pattern in patterns)

    def hits(self, words: list[str], places: Sequence[int] | None = None) -> list[Hit]:
        """Wordings in a list of lower-case words, in order; the longest of a label at a place.

        ``places`` are those at which one may begin where they are known.
        """
        found: list[Hit] = []
        for at in range(len(words)) if places is None else places:
            patterns = self._met.get(words[at]) or self._starting(words[at])
            if not patterns:
                continue
            best: dict[str, int] = {}
            second = words[at + 1] if at + 1 < len(words) else ""
            for label, of_pattern in patterns:
                # Most have another second word, which is cheaper to see than to be told.
                if len(of_pattern) > 1 and of_pattern[1] != second and of_pattern[1][-1] not in _OPEN_SIGNS:
                    continue
                last = self._fits(of_pattern, words, at)
                if last > best.get(label, 0):
                    best[label] = last
            found += (Hit(label, at, last) for label, last in best.items())
        return found

    def _starting(self, word: str) -> tuple[_Pattern, ...]:
        """Patterns that may begin with a word; remembered for the words met last."""
        met = self._met.get(word)
        if met is not None:
            return met
        found = list(self._exact.get(word, ()))
        if word in self._countries:
            found += self._exact.get(_COUNTRY, ())
        for beginning in self._beginnings.get(word[:2], ()):
            if word.startswith(beginning):
                found += self._open[beginning]
        if len(self._met) >= _MOST_MET:
            self._met.clear()
        return self._met.setdefault(word, tuple(found))

    def _fits(self, wording: tuple[str, ...], words: list[str], at: int) -> int:
        last = at + len(wording)
        if last > len(words):
            return 0
        for word, wanted in zip(words[at:last], wording, strict=True):
            if word == wanted or (wanted == _COUNTRY and word in self._countries):
                continue
            if not (wanted.endswith("*") and word.startswith(wanted[:-1])):
                return 0
        return last


def _words(wording: str) -> tuple[str, ...]:
    """Words as they are counted in a document, a ``*`` kept with the word it ends."""
    if "{country}" in wording:
        parts = wording.split("{country}")
        named = [_words(part) if part.strip() else () for part in parts]
        return tuple(word for k, part in enumerate(named) for word in ((_COUNTRY, *part) if k else part))
    if wording.isascii() and wording.replace(" ", "").replace("*", "").isalpha():
        return tuple(wording.split())
    spans = words(wording)
    return tuple(wording[a:b] + ("*" if wording[b : b + 1] == "*" else "") for a, b in spans)


@cache
def topic_lexicon(language: str) -> TopicLexicon:
    """The topics of a language; without any where it has no file."""
    raw = table(language, "topics")
    broad, stop = raw.get("broad", {}), raw.get("stop", {})
    people = table(language, "people")
    return TopicLexicon(
        {label: entries(wordings) for label, wordings in raw.get("labels", {}).items()},
        broad=frozenset(listed(broad, "labels")),
        background=frozenset(listed(broad, "background")),
        stop=frozenset((*listed(stop, "words"), *stop.get("everyday", "").split())),
        function=frozenset(stop.get("function", "").split()),
        nothing=listed(raw.get("nothing", {}), "wordings"),
        countries=frozenset(
            form
            for entry in listed(people, "countries")
            for name in entry.casefold().split("|")
            for form in (name, f"{name}.")  # U.S.
        ),
    )
