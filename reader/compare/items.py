"""Items: the words of content of a document, of which its formulations are made (``wordings``)."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from functools import cache, partial
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

_WEIGHT, _OPENS, _CLOSES, _BEGINS_LISTED, _IS_LISTED = 0b11, 1 << 2, 1 << 3, 1 << 4, 1 << 5
"""What is known of an item: its weight, whether a formulation may begin with it, whether one may end with it, whether a
listed one begins with it, and whether it is one by itself."""
_WEIGHT_OF: Final = bytes(known & _WEIGHT for known in range(256))
_IS_SET: Final = [
    bytes(known & bit > 0 for known in range(256)) for bit in (_OPENS, _CLOSES, _BEGINS_LISTED, _IS_LISTED)
]
_NO_PHRASE: Final = FULL, True, True
_WIDTH: Final = array("i").itemsize


class Items:
    """Items of a document, words of content or known wordings of several words, in columns.

    Words are told apart by numbers, and runs of them by the bytes of these: they lie side by side, and to hold one
    against another no word is looked at.
    """

    __slots__ = (
        "_articles",
        "_begins_listed",
        "_closing",
        "_columns",
        "_keys",
        "_listed",
        "_opening",
        "_phrases",
        "_rules",
        "_said",
        "_text",
        "_tokens",
        "_told",
        "_words",
        "breaks",
        "is_listed",
        "numbers",
        "weights",
    )

    def __init__(
        self,
        text: str,
        columns: Columns,
        rules: Measure,
        tokens: array[int],
        breaks: bytearray,
        number_of: dict[str, int],
    ) -> None:
        """``number_of`` gives each word a number, and is the same for all documents that are held together."""
        self._text, self._columns, self._rules = text, columns, rules
        self._tokens = tokens
        """Which of all tokens the items are."""
        self._words: dict[int, int] = {}
        """How many words variants have that were asked about."""
        self._articles = columns.flags(rules.small_articles.__contains__)
        """Which tokens are articles between words of content."""
        self._phrases = _in_phrases(columns, rules)
        self._told = bytearray(len(columns.numbers))
        """Which tokens are told by more than their word: variants, and words of listed phrases."""
        self.breaks = breaks
        """Which items nothing reaches to from the one before."""
        forms = gathered(columns.numbers, tokens)
        stems = list(map(rules.language.stem, columns.forms))
        self.numbers = gathered(array("i", map(number_of.__getitem__, stems)), forms)
        """Per item the number of its stem, or of its key of the variants lexicon: equal for the same word."""
        known = bytearray(gathered(_known_of_all(columns.forms, stems, rules), forms).tobytes())
        known_of = cache(partial(_known, rules))
        for token in {*self._phrases, *columns.variants}:
            self._told[token] = 1
            at = bisect_left(tokens, token)
            if at < len(tokens) and tokens[at] == token:
                form = columns.forms[columns.numbers[token]]
                key = form if token in columns.variants else stems[columns.numbers[token]]
                self.numbers[at] = number_of[key]
                known[at] = known_of(form, key, *self._phrases.get(token, _NO_PHRASE))
        self._keys = self.numbers.tobytes()
        self._said = gathered(array("i", map(number_of.__getitem__, columns.forms)), columns.numbers).tobytes()
        """The numbers of all tokens as they are said."""
        self._listed = {_bytes_of(one, number_of) for one in rules.known}
        self.weights = known.translate(_WEIGHT_OF)
        """Per item what it adds to the distinctiveness of a wording, in halves of a word."""
        self._opening, self._closing, self._begins_listed, self.is_listed = map(known.translate, _IS_SET)

    def __len__(self) -> int:
        return len(self.numbers)

    def keys(self, start: int, end: int) -> bytes:
        """What is equal for the same words in order: the items from ``start`` up to ``end``."""
        return self._keys[_WIDTH * start : _WIDTH * end]

    def wording(self, start: int, end: int) -> bytes:
        """What is equal for the same items said alike, with the same small words between them."""
        return self._said[_WIDTH * self._tokens[start] : _WIDTH * (self._tokens[end - 1] + 1)]

    def holds_listed(self, start: int, end: int) -> bool:
        """Whether a listed formulation stands in a run of items."""
        at = self._begins_listed.find(1, start, end)
        while at >= 0:
            longest = min(end - at, self._rules.known_longest)
            if any(self.keys(at, at + size) in self._listed for size in range(1, longest + 1)):
                return True
            at = self._begins_listed.find(1, at + 1, end)
        return False

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
        between = self._columns.numbers[self._tokens[index - 1] + 1 : self._tokens[index]]
        return tuple([self._columns.forms[number] for number in between])

    def is_broken(self, start: int, end: int) -> bool:
        """Whether a break lies between items from ``start`` up to ``end``."""
        return self.breaks.find(1, start + 1, end) >= 0

    def cuts_word(self, start: int, end: int) -> bool:
        """Whether items from ``start`` up to ``end`` begin or end inside a word, where words are listed."""
        if not self._rules.lists_words:
            return False
        first, last = self._tokens[start], self._tokens[end - 1]
        return not (self._phrases.get(first, _NO_PHRASE)[1] and self._phrases.get(last, _NO_PHRASE)[2])

    def is_plain(self, start: int, end: int) -> bool:
        """Whether their wording tells all of these items: none of them is a variant or part of a listed phrase."""
        return self._told.find(1, self._tokens[start], self._tokens[end - 1] + 1) < 0


def _known_of_all(forms: Sequence[str], stems: Sequence[str], rules: Measure) -> array[int]:
    """What is known of items by their words and stems; most are words of content like any other, or loose and none."""
    listed = rules.empty | rules.negations | rules.edges | rules.known_first
    loose, stem = rules.loose, rules.language.stem
    common, full = COMMON | _OPENS | _CLOSES, FULL | _OPENS | _CLOSES
    return array(
        "B",
        [
            NOTHING
            if word in loose
            else (common if stem(key) in rules.common else full)
            if key.isalpha() and key not in listed and word not in rules.countries
            else _known(rules, word, key)
            for word, key in zip(forms, stems, strict=True)
        ],
    )


def _known(rules: Measure, word: str, key: str, most: int = FULL, opens: bool = True, closes: bool = True) -> int:
    """What is known of an item by its word, and by the listed phrase in which it stands."""
    weight = min(most, _weight(word, key, rules))
    known = weight | _BEGINS_LISTED * (key in rules.known_first) | _IS_LISTED * (key in rules.known_words)
    if key in rules.edges or (weight == NOTHING and rules.trims_names):
        return known
    return known | _OPENS * opens | _CLOSES * closes


def _weight(word: str, key: str, rules: Measure) -> int:
    if key in rules.empty or word in rules.countries or key[:1].isdecimal() or is_pair_of_countries(key):
        return NOTHING
    return COMMON if rules.language.stem(key) in rules.common or key in rules.negations else FULL


def _bytes_of(keys: Sequence[str], number_of: dict[str, int]) -> bytes:
    """Words as ``Items.keys`` has them."""
    return array("i", map(number_of.__getitem__, keys)).tobytes()


def _in_phrases(columns: Columns, rules: Measure) -> dict[int, tuple[int, bool, bool]]:
    """For each token of a listed phrase, the longest that starts there, its weight, whether it opens, closes it."""
    forms, numbers, bounds = columns.forms, columns.numbers, columns.bounds
    out: dict[int, tuple[int, bool, bool]] = {}
    passed = 0
    for at in columns.openings(rules.phrases):
        if at < passed:
            continue
        node, end, weight = rules.phrases, at, FULL
        for k in range(at, bounds[bisect_right(bounds, at)]):
            if forms[numbers[k]] not in node:
                break
            node = node[forms[numbers[k]]]
            if "" in node:
                end, weight = k + 1, node[""]
        out.update((k, (weight, k == at, k == end - 1)) for k in range(at, end))
        passed = max(end, at + 1)
    return out
