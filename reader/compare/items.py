"""Items: the words of content of a document, of which its formulations are made (``wordings``)."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from reader.compare.variants import Columns, is_pair_of_countries
from reader.model import Span
from reader.text.columns import gathered
from reader.text.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.compare.wordings import Measure

FULL: Final = 2
COMMON: Final = 1
NOTHING: Final = 0
"""What a word adds to the distinctiveness of a wording, in halves of a word."""

_WEIGHT, _OPENS, _CLOSES = 0b11, 0b100, 0b1000
"""What is known of an item: its weight, whether a formulation may begin with it, and whether one may end with it."""
_NO_PHRASE: Final = FULL, True, True


class Items:
    """Items of a document, words of content or known wordings of several words, in columns."""

    __slots__ = (
        "_articles",
        "_closing",
        "_columns",
        "_keys",
        "_opening",
        "_phrases",
        "_rules",
        "_text",
        "_tokens",
        "_told",
        "_words",
        "breaks",
        "keys",
        "weights",
    )

    def __init__(self, text: str, columns: Columns, rules: Measure, tokens: array[int], breaks: bytearray) -> None:
        self._text, self._columns, self._rules = text, columns, rules
        self._tokens = tokens
        """Which of all tokens the items are."""
        self._words: dict[int, int] = {}
        """How many words variants have that were asked about."""
        self._keys = columns.keys
        self._articles = columns.flags(rules.small_articles.__contains__)
        """Which tokens are articles between words of content."""
        self._phrases = _in_phrases(columns, self._keys, rules)
        self._told = bytearray(len(self._keys))
        """Which tokens are told by more than their word: variants, and words of listed phrases."""
        self.breaks = breaks
        """Which items nothing reaches to from the one before."""
        forms = gathered(columns.numbers, tokens)
        stems = list(map(rules.language.stem, columns.forms))
        keys = list(map(stems.__getitem__, forms))
        known = bytearray(gathered(_known_of_all(columns.forms, stems, rules), forms).tobytes())
        for token in {*self._phrases, *columns.variants}:
            self._told[token] = 1
            at = bisect_left(tokens, token)
            if at < len(tokens) and tokens[at] == token:
                key = self._keys[token]
                keys[at] = key if token in columns.variants else keys[at]
                known[at] = _known(key, keys[at], rules, *self._phrases.get(token, _NO_PHRASE))
        self.keys: tuple[str, ...] = tuple(keys)
        """Per item its stem, or its key of the variants lexicon: equal for the same word."""
        self.weights = known.translate(bytes(k & _WEIGHT for k in range(256)))
        """Per item what it adds to the distinctiveness of a wording, in halves of a word."""
        self._opening = known.translate(bytes(k & _OPENS > 0 for k in range(256)))
        """Which items a formulation may begin with: not inside a listed phrase, nor a word that says nothing."""
        self._closing = known.translate(bytes(k & _CLOSES > 0 for k in range(256)))

    def __len__(self) -> int:
        return len(self.keys)

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """What is left of a run of items from the first that may begin a formulation to the last that may end one."""
        start = self._opening.find(1, start, end)
        return (start, self._closing.rfind(1, start, end) + 1) if start >= 0 else (end, end)

    def words(self, index: int) -> int:
        """How many words stand in the place of an item."""
        token = self._tokens[index]
        if token not in self._columns.variants:
            return 1
        if token not in self._words:
            self._words[token] = len(words(self._text, self._columns.starts[token], self._columns.ends[token]))
        return self._words[token]

    def size(self, start: int, end: int) -> int:
        """Words of the items from ``start`` up to ``end``, between which no break lies; articles do not count."""
        if end <= start:
            return 0
        first, last = self._tokens[start], self._tokens[end - 1]
        size = last + 1 - first - self._articles.count(1, first, last)
        if not self.is_plain(start, end):
            size += sum(self.words(k) - 1 for k in range(start, end))
        return size

    def span(self, start: int, end: int) -> Span:
        """Where the items from ``start`` up to ``end`` stand in the text."""
        return Span(self._columns.starts[self._tokens[start]], self._columns.ends[self._tokens[end - 1]])

    def before(self, index: int) -> tuple[str, ...]:
        """The small words between an item and the one before, where one reaches to the other."""
        if self.breaks[index]:
            return ()
        return tuple(self._keys[self._tokens[index - 1] + 1 : self._tokens[index]])

    def between(self, start: int, end: int) -> list[tuple[str, ...]]:
        """The small words before each of the items from ``start`` up to ``end`` but the first; no break lies there."""
        tokens, keys = self._tokens[start:end], self._keys
        return [() if after == before + 1 else tuple(keys[before + 1 : after]) for before, after in pairwise(tokens)]

    def is_broken(self, start: int, end: int) -> bool:
        """Whether a break lies between items from ``start`` up to ``end``."""
        return self.breaks.find(1, start + 1, end) >= 0

    def cuts_word(self, start: int, end: int) -> bool:
        """Whether items from ``start`` up to ``end`` begin or end inside a word, where words are listed."""
        if not self._rules.lists_words:
            return False
        first, last = self._tokens[start], self._tokens[end - 1]
        return not (self._phrases.get(first, _NO_PHRASE)[1] and self._phrases.get(last, _NO_PHRASE)[2])

    def wording(self, start: int, end: int) -> tuple[str, ...]:
        """The items from ``start`` up to ``end`` as they are said, small words between them included."""
        return tuple(self._keys[self._tokens[start] : self._tokens[end - 1] + 1])

    def is_plain(self, start: int, end: int) -> bool:
        """Whether their wording tells all of these items: none of them is a variant or part of a listed phrase."""
        return self._told.find(1, self._tokens[start], self._tokens[end - 1] + 1) < 0


def _known_of_all(forms: Sequence[str], stems: Sequence[str], rules: Measure) -> array[int]:
    """What is known of items by their words and stems; most are words of content like any other."""
    listed = rules.empty | rules.negations | rules.edges
    stem, countries, common, usual = rules.language.stem, rules.countries, rules.common, FULL | _OPENS | _CLOSES
    return array(
        "B",
        [
            usual
            if key.isalpha() and key not in listed and word not in countries and stem(key) not in common
            else _known(word, key, rules)
            for word, key in zip(forms, stems, strict=True)
        ],
    )


def _known(word: str, key: str, rules: Measure, most: int = FULL, opens: bool = True, closes: bool = True) -> int:
    """What is known of an item by its word, and by the listed phrase in which it stands."""
    weight = min(most, _weight(word, key, rules))
    if key in rules.edges or (weight == NOTHING and rules.trims_names):
        return weight
    return weight | _OPENS * opens | _CLOSES * closes


def _weight(word: str, key: str, rules: Measure) -> int:
    if key in rules.empty or word in rules.countries or key[:1].isdecimal() or is_pair_of_countries(key):
        return NOTHING
    return COMMON if rules.language.stem(key) in rules.common or key in rules.negations else FULL


def _in_phrases(columns: Columns, keys: Sequence[str], rules: Measure) -> dict[int, tuple[int, bool, bool]]:
    """For each token of a listed phrase, the longest that starts there, its weight, whether it opens, closes it."""
    bounds = columns.bounds
    out: dict[int, tuple[int, bool, bool]] = {}
    passed = 0
    for at in columns.openings(rules.phrases):
        if at < passed:
            continue
        node, end, weight = rules.phrases, at, FULL
        for k in range(at, bounds[bisect_right(bounds, at)]):
            if keys[k] not in node:
                break
            node = node[keys[k]]
            if "" in node:
                end, weight = k + 1, node[""]
        out.update((k, (weight, k == at, k == end - 1)) for k in range(at, end))
        passed = max(end, at + 1)
    return out
