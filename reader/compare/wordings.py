"""A document as what its formulations are made of: words of content, with the small words between them set aside.

*Linked by mountains and rivers* is (link, mountain, river); *a future that bears significance* and *a future which
bears significance* are the same three. Titles, names, datelines and punctuation break a wording.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final, NamedTuple, overload

from reader.compare.variants import Columns, canonical_columns, canonical_tokens, country_words, is_pair_of_countries
from reader.languages import language as language_of
from reader.languages.base import Language, lexicon
from reader.patterns import deferred
from reader.text.words import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.model import Document

FULL: Final = 2
COMMON: Final = 1
NOTHING: Final = 0
"""What a word adds to the distinctiveness of a wording, in halves of a word."""

LOOSE_MOST: Final = 3
"""Most small words between two words of content of one wording."""


class Item(NamedTuple):
    """A word of content, or a known wording of several words."""

    key: str
    """Stem, or key of the variants lexicon: equal for the same word."""
    weight: int
    words: int
    """How many words stand in its place."""
    before: tuple[str, ...]
    """Small words between it and the item before; none at a break."""
    may_begin: bool
    """Whether a formulation may begin with it; not inside a listed phrase, nor with a word that says nothing."""
    may_end: bool


class Measure(NamedTuple):
    """What makes a wording of a language distinctive (``formulations.toml``)."""

    language: Language
    loose: frozenset[str]
    edges: frozenset[str]
    """Words with which no formulation begins or ends."""
    negations: frozenset[str]
    articles: frozenset[str]
    """Small words that make no difference."""
    relatives: frozenset[str]
    """Small words that stand for one another."""
    openers: frozenset[str]
    """Small words before which a run that is too long is cut."""
    joining: frozenset[str]
    """Small words one of which joins a wording of two words."""
    dividing: frozenset[str]
    """Small words that tell two things from one."""
    common: frozenset[str]
    empty: frozenset[str]
    countries: frozenset[str]
    phrases: dict[str, Any]
    """Trie over token keys of stock phrases, names and words; ``""`` leads to the weight of their words."""
    known: frozenset[tuple[str, ...]]
    """Formulations by themselves, as keys of their items."""
    known_words: frozenset[str]
    """Those of one key."""
    known_first: frozenset[str]
    """Keys with which one of them begins."""
    known_longest: int
    trims_names: bool
    """Whether names go from the ends of a wording; between characters they may be part of a word."""
    least_words: int
    least_weight: int
    """Least words, and weight in halves, of a wording that is not known."""
    most_words: int
    """Longer ones are cut into pieces."""
    lists_words: bool
    """Whether the language has words of several tokens, and some of them are listed."""
    dates: re.Pattern[str] | None
    """Dates, which are part of no formulation; None where numbers go from the ends of a wording in any case."""
    met: dict[tuple[str, str], tuple[int, bool]]
    """What was found of the words met last."""


class Items(Sequence[Item]):
    """Items of a document in columns; as a sequence, each with all that is known of it, found when it is asked for."""

    __slots__ = ("_columns", "_phrases", "_rules", "_text", "_tokens", "_told", "breaks", "keys")

    def __init__(self, text: str, columns: Columns, rules: Measure, tokens: list[int], breaks: bytearray) -> None:
        self._text, self._columns, self._rules = text, columns, rules
        self._tokens = tokens
        """Which of all tokens the items are."""
        self._phrases = _in_phrases(columns, rules)
        self._told = bytearray(len(columns.keys))
        """Which tokens are told by more than their word: variants, and words of listed phrases."""
        for token in (*self._phrases, *columns.variants):
            self._told[token] = 1
        self.keys = _keys(columns, tokens, rules)
        self.breaks = breaks
        """Which items nothing reaches to from the one before."""

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> list[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | list[Item]:
        if isinstance(index, slice):
            return [self[k] for k in range(*index.indices(len(self)))]
        token, key, rules = self._tokens[index], self.keys[index], self._rules
        weight, is_edge = _said(self._columns.keys[token], key, rules)
        opens = closes = True
        size = 1
        if self._told[token]:
            phrase_weight, opens, closes = self._phrases.get(token, _NO_PHRASE)
            weight = min(weight, phrase_weight)
            if token in self._columns.variants:
                size = len(words(self._text, self._columns.starts[token], self._columns.ends[token]))
        if is_edge or (weight == NOTHING and rules.trims_names):
            opens = closes = False
        return Item(key, weight, size, self.before(index), opens, closes)

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
        return tuple(self._columns.keys[self._tokens[index - 1] + 1 : self._tokens[index]])

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
        return tuple(self._columns.keys[self._tokens[start] : self._tokens[end - 1] + 1])

    def is_plain(self, start: int, end: int) -> bool:
        """Whether their wording tells all of these items: none of them is a variant or part of a listed phrase."""
        return self._told.find(1, self._tokens[start], self._tokens[end - 1] + 1) < 0


_BREAK = deferred("[,;:.!?()\\[\\]{}|…—–·，。；：！？（）、【】《》•]")
_NUMBER = deferred(r"\d")
_MOST_MET: Final = 1 << 15
_NO_PHRASE: Final = FULL, True, True


@cache
def measure(code: str) -> Measure:
    """The measure of a language, by primary BCP 47 subtag."""
    language = language_of(code)
    table = lexicon(code, "formulations")

    def listed(key: str) -> frozenset[str]:
        return frozenset(table.get(key, "").split())

    phrases: dict[str, Any] = {}
    for word in table.get("words", "").split():
        _plant(phrases, word, code, FULL)
    for phrase in lexicon(code, "stock").get("phrases", ()):
        _plant(phrases, phrase, code, COMMON)
    for phrase in table.get("names", ()):
        _plant(phrases, phrase, code, NOTHING)
    bare = Measure(
        language=language,
        loose=listed("loose") or language.function_words - listed("negations"),
        edges=listed("edges") or language.function_words,
        negations=listed("negations"),
        articles=listed("articles"),
        relatives=listed("relatives"),
        openers=listed("openers"),
        joining=listed("joining"),
        dividing=listed("dividing"),
        common=frozenset(map(language.stem, listed("common"))),
        empty=frozenset(map(language.stem, listed("empty"))),
        countries=country_words(code),
        phrases=phrases,
        known=frozenset(),
        known_words=frozenset(),
        known_first=frozenset(),
        known_longest=0,
        trims_names=table.get("names_go_from_the_ends", True),
        least_words=table.get("least_words", 3),
        least_weight=round(FULL * table.get("least_content", 2)),
        most_words=table.get("most_words", 14),
        lists_words="words" in table,
        dates=re.compile(table["dates"]) if "dates" in table else None,
        met={},
    )
    known = frozenset(
        tuple(_items(phrase, canonical_columns(phrase, [(0, len(phrase))], code), [], bare).keys)
        for phrase in table.get("known", ())
    ) - {()}
    return bare._replace(
        known=known,
        known_words=frozenset(keys[0] for keys in known if len(keys) == 1),
        known_first=frozenset(keys[0] for keys in known),
        known_longest=max(map(len, known), default=0),
    )


def _plant(tree: dict[str, Any], phrase: str, code: str, weight: int) -> None:
    for token in canonical_tokens(phrase, language=code):
        tree = tree.setdefault(token.key, {})
    tree[""] = weight


def primary(tag: str) -> str:
    """Primary subtag of a BCP 47 tag, lower case."""
    return tag.replace("_", "-").split("-")[0].lower()


def document_items(document: Document, columns: Columns | None = None) -> Items:
    """Items of all sentences, in order; the first of each sentence is a break. Linear in the text.

    ``columns`` are the canonical tokens of the sentences where they are known already.
    """
    rules = measure(primary(document.language))
    stretches = [(sentence.start, sentence.end) for sentence in document.sentences]
    columns = columns or canonical_columns(document.text, stretches, document.language)
    barriers = [(one.start, one.end) for one in document.boilerplate]
    barriers += _named(document.text, stretches, columns, _people(document))
    if rules.dates:
        barriers += [found.span() for found in rules.dates.finditer(document.text)]
    return _items(document.text, columns, barriers, rules)


class _Names(NamedTuple):
    """How people are named in a document."""

    words: frozenset[str]
    """Folded words of names; they count where they stand with a capital."""
    unspaced: re.Pattern[str] | None
    """Whole names in scripts without capitals."""


def _people(document: Document) -> _Names:
    names = [name for person in document.people for name in (person.name, *person.aliases) if name]
    capital = [(name, start, end) for name in names for start, end in words(name) if name[start].isupper()]
    plain = sorted(
        {name for name in names if not any(c.isupper() or c.islower() for c in name)}, key=lambda n: (-len(n), n)
    )
    return _Names(
        frozenset(fold(name[start:end]) for name, start, end in capital),
        re.compile("|".join(map(re.escape, plain))) if plain else None,
    )


def _named(
    text: str, stretches: Sequence[tuple[int, int]], columns: Columns, names: _Names
) -> Iterator[tuple[int, int]]:
    """Where people are named in the sentences."""
    for k in [k for k, key in enumerate(columns.keys) if key in names.words]:
        if text[columns.starts[k]].isupper():
            yield columns.starts[k], columns.ends[k]
    if names.unspaced:
        for start, end in stretches:
            for found in names.unspaced.finditer(text, start, end):
                yield found.span()


def _items(text: str, columns: Columns, barriers: Iterable[tuple[int, int]], rules: Measure) -> Items:
    """Items of the stretches of a text whose tokens are given; ``barriers`` are names and boilerplate."""
    breaks, barred = _breaks(text, columns, barriers)
    loose = rules.loose
    tokens = [k for k, key in enumerate(columns.keys) if key not in loose]
    if barred:
        tokens = [k for k in tokens if k not in barred]
    passed = list(accumulate(breaks))
    told = [passed[k] for k in tokens]
    far = LOOSE_MOST + 1
    apart = [
        one != other or k - last > far for one, other, last, k in zip(told, told[1:], tokens, tokens[1:], strict=False)
    ]
    return Items(text, columns, rules, tokens, bytearray([1, *apart] if tokens else ()))


def _keys(columns: Columns, tokens: Sequence[int], rules: Measure) -> list[str]:
    """Stems of tokens; the keys of those that are variants."""
    forms = list(map(columns.keys.__getitem__, tokens))
    stem = rules.language.stem
    stems = {form: stem(form) for form in set(forms)}
    keys = list(map(stems.__getitem__, forms))
    for token in columns.variants:
        at = bisect_left(tokens, token)
        if at < len(tokens) and tokens[at] == token:
            keys[at] = forms[at]
    return keys


def _breaks(text: str, columns: Columns, barriers: Iterable[tuple[int, int]]) -> tuple[bytearray, set[int]]:
    """Before which tokens nothing reaches over, and which tokens are part of a barrier."""
    starts, ends, keys, bounds, *_ = columns
    breaks = bytearray(len(keys) + 1)
    barred: set[int] = set()
    for first in bounds:
        breaks[first] = 1
    for sign in _BREAK.finditer(text):
        at = sign.start()
        following = bisect_right(starts, at)
        if following and ends[following - 1] <= at:
            breaks[following] = 1
    for start, end in barriers:
        first, following = bisect_right(ends, start), bisect_left(starts, end)
        barred.update(range(first, following))
        breaks[following] = 1
    return breaks, barred


def _said(word: str, key: str, rules: Measure) -> tuple[int, bool]:
    """Weight of a word of content, and whether it may not stand at an end."""
    found = rules.met.get((word, key))
    if found is None:
        if len(rules.met) >= _MOST_MET:
            rules.met.clear()
        found = rules.met[word, key] = _weight(word, key, rules), key in rules.edges
    return found


def _weight(word: str, key: str, rules: Measure) -> int:
    if key in rules.empty or word in rules.countries or _NUMBER.match(key) or is_pair_of_countries(key):
        return NOTHING
    return COMMON if rules.language.stem(key) in rules.common or key in rules.negations else FULL


def _in_phrases(columns: Columns, rules: Measure) -> dict[int, tuple[int, bool, bool]]:
    """For each token of a listed phrase, the longest that starts there, its weight, whether it opens, closes it."""
    keys, bounds = [*columns.keys, ""], columns.bounds
    out: dict[int, tuple[int, bool, bool]] = {}
    passed = 0
    # Most words that begin a phrase are not followed by its second.
    begun = [k for k, key in enumerate(keys) if key in rules.phrases]
    for at in [k for k in begun if "" in rules.phrases[keys[k]] or keys[k + 1] in rules.phrases[keys[k]]]:
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


def holds_known(keys: Sequence[str], rules: Measure) -> bool:
    """Whether a listed formulation stands in the keys."""
    if rules.known_first.isdisjoint(keys):
        return False
    return any(
        tuple(keys[at : at + size]) in rules.known
        for size in range(1, min(rules.known_longest, len(keys)) + 1)
        for at in range(len(keys) - size + 1)
    )
