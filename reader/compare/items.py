"""Items: the words of content of a document, of which its formulations are made (``wordings``)."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.compare.variants import Columns, is_pair_of_countries
from reader.text.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.compare.wordings import Measure

FULL: Final = 2
COMMON: Final = 1
NOTHING: Final = 0
"""What a word adds to the distinctiveness of a wording, in halves of a word."""

_NO_PHRASE: Final = FULL, True, True


class Said(NamedTuple):
    """What is known of an item by its word."""

    weight: int
    may_begin: bool
    """Whether a formulation may begin with it; not inside a listed phrase, nor with a word that says nothing."""
    may_end: bool


class Items:
    """Items of a document, words of content or known wordings of several words, in columns."""

    __slots__ = (
        "_columns",
        "_forms",
        "_keys",
        "_known",
        "_phrases",
        "_rules",
        "_text",
        "_tokens",
        "_told",
        "_words",
        "breaks",
        "keys",
    )

    def __init__(self, text: str, columns: Columns, rules: Measure, tokens: array[int], breaks: bytearray) -> None:
        self._text, self._columns, self._rules = text, columns, rules
        self._tokens = tokens
        """Which of all tokens the items are."""
        self._forms = array("i", map(columns.numbers.__getitem__, tokens))
        """Their words, by number."""
        self._known = _Known(columns.forms, rules)
        self._words: dict[int, int] = {}
        """How many words variants have that were asked about."""
        self._keys = columns.keys
        self._phrases = _in_phrases(columns, self._keys, rules)
        self._told = bytearray(len(self._keys))
        """Which tokens are told by more than their word: variants, and words of listed phrases."""
        for token in (*self._phrases, *columns.variants):
            self._told[token] = 1
        stems = list(map(rules.language.stem, columns.forms))
        self.keys = list(map(stems.__getitem__, self._forms))
        """Per item its stem, or its key of the variants lexicon: equal for the same word."""
        self.breaks = breaks
        """Which items nothing reaches to from the one before."""
        for token in columns.variants:
            at = bisect_left(tokens, token)
            if at < len(tokens) and tokens[at] == token:
                self.keys[at] = self._keys[token]

    def __len__(self) -> int:
        return len(self.keys)

    def said(self, start: int, end: int) -> list[Said]:
        """What is known of the items from ``start`` up to ``end``."""
        if self.is_plain(start, end):
            return list(map(self._known.__getitem__, self._forms[start:end]))
        return [
            self._told_said(k) if self._told[self._tokens[k]] else self._known[self._forms[k]]
            for k in range(start, end)
        ]

    def _told_said(self, index: int) -> Said:
        """What is known of a variant, or of a word of a listed phrase."""
        token, key = self._tokens[index], self.keys[index]
        weight, opens, closes = self._phrases.get(token, _NO_PHRASE)
        return _said(key, min(weight, _weight(self._keys[token], key, self._rules)), self._rules, opens, closes)

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
        size = last + 1 - first
        if size > end - start:
            size -= sum(map(self._rules.small_articles.__contains__, self._keys[first:last]))
        if not self.is_plain(start, end):
            size += sum(self.words(k) - 1 for k in range(start, end))
        return size

    def start(self, index: int) -> int:
        """Where an item begins."""
        return self._columns.starts[self._tokens[index]]

    def end(self, index: int) -> int:
        """Where an item ends."""
        return self._columns.ends[self._tokens[index]]

    def before(self, index: int) -> tuple[str, ...]:
        """The small words between an item and the one before, where one reaches to the other."""
        if self.breaks[index]:
            return ()
        return tuple(self._keys[self._tokens[index - 1] + 1 : self._tokens[index]])

    def between(self, start: int, end: int) -> list[tuple[str, ...]]:
        """The small words before each of the items from ``start`` up to ``end`` but the first."""
        if self._tokens[end - 1] - self._tokens[start] == end - start - 1:
            return [()] * (end - start - 1)
        return [self.before(k) for k in range(start + 1, end)]

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


class _Known(dict[int, Said]):
    """What is known of words of content that are no variant and in no listed phrase, by their number."""

    def __init__(self, forms: Sequence[str], rules: Measure) -> None:
        self._forms, self._rules = forms, rules

    def __missing__(self, number: int) -> Said:
        word = self._forms[number]
        key = self._rules.language.stem(word)
        found = self[number] = _said(key, _weight(word, key, self._rules), self._rules)
        return found


def _said(key: str, weight: int, rules: Measure, opens: bool = True, closes: bool = True) -> Said:
    is_inner = key in rules.edges or (weight == NOTHING and rules.trims_names)
    return Said(weight, opens and not is_inner, closes and not is_inner)


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
