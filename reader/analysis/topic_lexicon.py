"""The topics of a language's lexicon as one matcher that reads a sentence once."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from reader.analysis.lexicons import listed, table
from reader.languages.base import entries
from reader.patterns import deferred
from reader.text.columns import gathered
from reader.text.traditional import simplified
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


class _Starting(NamedTuple):
    """Patterns that may begin with a word, in the order of the lexicon."""

    whatever: tuple[_Pattern, ...]
    """Those that may stand there whatever word follows."""
    country: tuple[_Pattern, ...]
    """Those that may where a country follows."""
    before: dict[str, tuple[_Pattern, ...]]
    """Those that may, by each second word that some of them have."""


_NONE = _Starting((), (), {})


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
        self._met: dict[str, _Starting] = {}
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

    def openings(self, numbers: array[int], vocabulary: Sequence[str]) -> Iterator[int]:
        """At which places of a text a wording may begin, ascending.

        ``numbers`` say which word of the vocabulary, in lower case, stands at each place.
        """
        firsts = self._exact.keys() | (self._countries if _COUNTRY in self._exact else ())
        behind = {
            number: self._behind(word)
            for number, word in enumerate(vocabulary)
            if word in firsts or word.startswith(self._beginnings.get(word[:2], ()))
        }
        signs = array("B", [_SECOND if word in self._second else 0 for word in vocabulary])
        for number, following in behind.items():
            signs[number] |= _FIRST if following else _ALONE
        for found in _OPENING.finditer(gathered(signs, numbers).tobytes()):
            at = found.start()
            following = behind[numbers[at]]
            if not following or vocabulary[numbers[at + 1]] in following:
                yield at

    def _behind(self, word: str) -> Collection[str]:
        """The words of which one must follow a word with which a wording may begin; none where any other may."""
        starting = self._starting(word)
        return () if starting.country else starting.before

    def hits(self, words: list[str], places: Sequence[int] | None = None) -> list[Hit]:
        """Wordings in a list of lower-case words, in order; the longest of a label at a place.

        ``places`` are those at which one may begin where they are known.
        """
        found: list[Hit] = []
        for at in range(len(words)) if places is None else places:
            starting = self._met.get(words[at]) or self._starting(words[at])
            second = words[at + 1] if at + 1 < len(words) else ""
            best: dict[str, int] = {}
            patterns = starting.before.get(second)
            if patterns is None:
                patterns = starting.country if second in self._countries else starting.whatever
            for label, of_pattern in patterns:
                last = self._fits(of_pattern, words, at)
                if last > best.get(label, 0):
                    best[label] = last
            found += (Hit(label, at, last) for label, last in best.items())
        return found

    def _starting(self, word: str) -> _Starting:
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
        return self._met.setdefault(word, self._by_second(found) if found else _NONE)

    def _by_second(self, patterns: Sequence[_Pattern]) -> _Starting:
        seconds = [pattern.words[1] if len(pattern.words) > 1 else "*" for pattern in patterns]

        def before(*wanted: str) -> tuple[_Pattern, ...]:
            return tuple(one for one, word in zip(patterns, seconds, strict=True) if word[-1] == "*" or word in wanted)

        by_word = {}
        for word in dict.fromkeys(seconds):
            if word[-1] not in _OPEN_SIGNS:
                by_word[word] = before(word, _COUNTRY) if word in self._countries else before(word)
        return _Starting(before(), before(_COUNTRY), by_word)

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
    # Words of a document are looked up without *'s*.
    return tuple(wording[a:b].removesuffix("'s") + ("*" if wording[b : b + 1] == "*" else "") for a, b in spans)


@cache
def topic_lexicon(language: str) -> TopicLexicon:
    """The topics of a language; without any where it has no file."""
    raw = table(language, "topics")
    broad, stop = raw.get("broad", {}), raw.get("stop", {})
    people = table(language, "people")
    written = simplified if language == "zh" else str
    return TopicLexicon(
        {
            label: list(dict.fromkeys(map(written, entries(wordings))))
            for label, wordings in raw.get("labels", {}).items()
        },
        broad=frozenset(listed(broad, "labels")),
        background=frozenset(listed(broad, "background")),
        stop=frozenset((*listed(stop, "words"), *stop.get("everyday", "").split())),
        function=frozenset(stop.get("function", "").split()),
        nothing=list(map(written, listed(raw.get("nothing", {}), "wordings"))),
        countries=frozenset(
            form
            for entry in listed(people, "countries")
            for name in written(entry.casefold()).split("|")
            for form in (name, f"{name}.")  # U.S.
        ),
    )
