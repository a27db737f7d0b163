"""A document as what its formulations are made of: words of content, with the small words between them set aside.

*Linked by mountains and rivers* is (link, mountain, river); *a future that bears significance* and *a future which
bears significance* are the same three. Titles, names, datelines and punctuation break a wording.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, count, pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from reader.compare.items import COMMON, FULL, NOTHING, Items
from reader.compare.variants import Columns, canonical_columns, canonical_tokens, country_words
from reader.languages import language as language_of
from reader.languages.base import Language, lexicon
from reader.patterns import deferred
from reader.text.columns import ARRAYS_FROM
from reader.text.words import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.model import Document

LOOSE_MOST: Final = 3
"""Most small words between two words of content of one wording."""


class Measure(NamedTuple):
    """What makes a wording of a language distinctive (``formulations.toml``)."""

    language: Language
    loose: frozenset[str]
    edges: frozenset[str]
    """Words with which no formulation begins or ends."""
    negations: frozenset[str]
    articles: frozenset[str]
    """Small words that make no difference."""
    small_articles: frozenset[str]
    """Those that are loose words."""
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


_BREAK = deferred("[,;:.!?()\\[\\]{}|…—–·，。；：！？（）、【】《》•]")


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
    loose = listed("loose") or language.function_words - listed("negations")
    bare = Measure(
        language=language,
        loose=loose,
        edges=listed("edges") or language.function_words,
        negations=listed("negations"),
        articles=listed("articles"),
        small_articles=listed("articles") & loose,
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
    )
    known = frozenset(_keys(phrase, code, bare) for phrase in table.get("known", ())) - {()}
    return bare._replace(
        known=known,
        known_words=frozenset(keys[0] for keys in known if len(keys) == 1),
        known_first=frozenset(keys[0] for keys in known),
        known_longest=max(map(len, known), default=0),
    )


def _keys(phrase: str, code: str, rules: Measure) -> tuple[str, ...]:
    """The keys of the items of a phrase."""
    number_of = numbering()
    items = _items(phrase, canonical_columns(phrase, [(0, len(phrase))], code), [], rules, number_of)
    known = list(number_of)
    return tuple(known[number] for number in items.numbers)


def _plant(tree: dict[str, Any], phrase: str, code: str, weight: int) -> None:
    for token in canonical_tokens(phrase, language=code):
        tree = tree.setdefault(token.key, {})
    tree[""] = weight


def primary(tag: str) -> str:
    """Primary subtag of a BCP 47 tag, lower case."""
    return tag.replace("_", "-").split("-")[0].lower()


def numbering() -> defaultdict[str, int]:
    """Gives each word that it is asked for a number of its own, from 0 on."""
    return defaultdict(count().__next__)


def document_items(document: Document, number_of: dict[str, int], columns: Columns | None = None) -> Items:
    """Items of all sentences, in order; the first of each sentence is a break. Linear in the text.

    ``number_of`` is a ``numbering``; items of documents that are held together have the same. ``columns`` are the
    canonical tokens of the sentences where they are known already.
    """
    rules = measure(primary(document.language))
    stretches = [(sentence.start, sentence.end) for sentence in document.sentences]
    columns = columns or canonical_columns(document.text, stretches, document.language)
    barriers = [(one.start, one.end) for one in document.boilerplate]
    barriers += _named(document.text, stretches, columns, _people(document))
    if rules.dates:
        barriers += [found.span() for found in rules.dates.finditer(document.text)]
    return _items(document.text, columns, barriers, rules, number_of)


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
    for k in columns.places(names.words.__contains__):
        if text[columns.starts[k]].isupper():
            yield columns.starts[k], columns.ends[k]
    if names.unspaced:
        for start, end in stretches:
            for found in names.unspaced.finditer(text, start, end):
                yield found.span()


def _items(
    text: str,
    columns: Columns,
    barriers: Iterable[tuple[int, int]],
    rules: Measure,
    number_of: dict[str, int],
) -> Items:
    """Items of the stretches of a text whose tokens are given; ``barriers`` are names and boilerplate."""
    breaks, barred = _breaks(text, columns, barriers)
    tokens = columns.places(lambda form: form not in rules.loose)
    if barred:
        tokens = array("i", [k for k in tokens if k not in barred])
    return Items(text, columns, rules, tokens, _apart(breaks, tokens), number_of)


def _apart(breaks: bytearray, tokens: Sequence[int]) -> bytearray:
    """Which of some tokens nothing reaches to from the one before."""
    far = LOOSE_MOST + 2
    if len(tokens) >= ARRAYS_FROM:
        from reader.compare.item_arrays import apart

        return apart(breaks, tokens, far)
    passed = list(accumulate(breaks))
    apart_from_last = (passed[last] != passed[k] or k - last >= far for last, k in pairwise(tokens))
    return bytearray([1, *apart_from_last] if tokens else ())


def _breaks(text: str, columns: Columns, barriers: Iterable[tuple[int, int]]) -> tuple[bytearray, set[int]]:
    """Before which tokens nothing reaches over, and which tokens are part of a barrier."""
    starts, ends, bounds, *_ = columns
    breaks = bytearray(len(starts) + 1)
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
