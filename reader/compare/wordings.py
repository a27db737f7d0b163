"""A document as what its formulations are made of: words of content, with the small words between them set aside.

*Linked by mountains and rivers* is (link, mountain, river); *a future that bears significance* and *a future which
bears significance* are the same three. Titles, names, datelines and punctuation break a wording.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from reader.compare.variants import Token, canonical_tokens, country_words, is_pair_of_countries
from reader.languages import language as language_of
from reader.languages.base import Language, lexicon
from reader.text.words import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.model import Document

FULL: Final = 2
COMMON: Final = 1
NOTHING: Final = 0
"""What a word adds to the distinctiveness of a wording, in halves of a word."""

LOOSE_MOST: Final = 3
"""Most small words between two words of content of one wording."""


class Item(NamedTuple):
    """A word of content, or a known wording of several words."""

    start: int
    end: int
    key: str
    """Stem, or key of the variants lexicon: equal for the same word."""
    weight: int
    words: int
    """How many words stand in its place."""
    before: tuple[str, ...]
    """Small words between it and the item before."""
    is_break: bool
    """Nothing reaches from the item before to this one."""
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
    """Trie over token keys of stock phrases and names; ``""`` leads to the weight of their words."""
    known: frozenset[tuple[str, ...]]
    """Formulations by themselves, as keys of their items."""
    known_longest: int
    trims_names: bool
    """Whether names go from the ends of a wording; between characters they may be part of a word."""
    least_words: int
    least_weight: int
    """Least words, and weight in halves, of a wording that is not known."""
    met: dict[tuple[str, bool], tuple[str, int, bool]]
    """What was found of the words met last."""


_BREAK = re.compile("[,;:.!?()\\[\\]{}|…—–·，。；：！？（）、【】《》•]")
_NUMBER = re.compile(r"\d")
_MOST_MET: Final = 1 << 15


@cache
def measure(code: str) -> Measure:
    """The measure of a language, by primary BCP 47 subtag."""
    language = language_of(code)
    table = lexicon(code, "formulations")

    def listed(key: str) -> frozenset[str]:
        return frozenset(table.get(key, "").split())

    phrases: dict[str, Any] = {}
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
        known_longest=0,
        trims_names=table.get("names_go_from_the_ends", True),
        least_words=table.get("least_words", 3),
        least_weight=round(FULL * table.get("least_content", 2)),
        met={},
    )
    known = frozenset(
        tuple(item.key for item in _items(phrase, canonical_tokens(phrase, language=code), [], bare))
        for phrase in table.get("known", ())
    ) - {()}
    return bare._replace(known=known, known_longest=max(map(len, known), default=0))


def _plant(tree: dict[str, Any], phrase: str, code: str, weight: int) -> None:
    for token in canonical_tokens(phrase, language=code):
        tree = tree.setdefault(token.key, {})
    tree[""] = weight


def primary(tag: str) -> str:
    """Primary subtag of a BCP 47 tag, lower case."""
    return tag.replace("_", "-").split("-")[0].lower()


def document_items(document: Document, tokens_of: Sequence[Sequence[Token]] | None = None) -> list[Item]:
    """Items of all sentences, in order; the first of each sentence is a break. Linear in the text.

    ``tokens_of`` are the canonical tokens of each sentence where they are known already.
    """
    code = primary(document.language)
    rules = measure(code)
    names = _people(document)
    out: list[Item] = []
    at = 0
    barriers = document.boilerplate
    for number, sentence in enumerate(document.sentences):
        while at < len(barriers) and barriers[at].end <= sentence.start:
            at += 1
        inside: list[tuple[int, int]] = []
        ahead = at
        while ahead < len(barriers) and barriers[ahead].start < sentence.end:
            inside.append((barriers[ahead].start, barriers[ahead].end))
            ahead += 1
        if tokens_of is None:
            tokens: Sequence[Token] = canonical_tokens(document.text, sentence.start, sentence.end, document.language)
        else:
            tokens = tokens_of[number]
        inside += _named(document.text, sentence.start, sentence.end, tokens, names)
        out += _items(document.text, tokens, sorted(inside), rules)
    return out


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


def _named(text: str, start: int, end: int, tokens: Sequence[Token], names: _Names) -> Iterator[tuple[int, int]]:
    """Where people are named in ``text[start:end]``."""
    for token in tokens:
        if token.key in names.words and text[token.span.start].isupper():
            yield token.span
    if names.unspaced:
        for found in names.unspaced.finditer(text, start, end):
            yield found.span()


def _items(text: str, tokens: Sequence[Token], barriers: Sequence[tuple[int, int]], rules: Measure) -> list[Item]:
    """Items of one sentence."""
    out: list[Item] = []
    gap: list[str] = []
    is_break = True
    at, behind = 0, tokens[0].span.start if tokens else 0
    for token, (phrase_weight, opens, closes) in zip(tokens, _in_phrases(tokens, rules), strict=True):
        start, end = token.span
        if start - behind > 1 or text[behind:start] != " ":
            is_break = is_break or bool(_BREAK.search(text, behind, start))
        behind = end
        while at < len(barriers) and barriers[at][1] <= start:
            at += 1
            is_break = True
        if at < len(barriers) and barriers[at][0] < end:
            is_break = True
        elif token.key in rules.loose:
            gap.append(token.key)
        else:
            key, own_weight, is_edge = _said(token.key, token.is_variant, rules)
            weight = min(phrase_weight, own_weight)
            size = len(words(text, start, end)) if token.is_variant else 1
            is_break = is_break or len(gap) > LOOSE_MOST
            is_edge = is_edge or (weight == NOTHING and rules.trims_names)
            before = () if is_break else tuple(gap)
            out.append(
                Item(start, end, key, weight, size, before, is_break, opens and not is_edge, closes and not is_edge)
            )
            gap, is_break = [], False
            continue
        if is_break:
            gap = []
    return out


def _said(word: str, is_variant: bool, rules: Measure) -> tuple[str, int, bool]:
    """Key and weight of a word of content, and whether it may not stand at an end."""
    found = rules.met.get((word, is_variant))
    if found is None:
        key = word if is_variant else rules.language.stem(word)
        if len(rules.met) >= _MOST_MET:
            rules.met.clear()
        found = rules.met[word, is_variant] = key, _weight(word, key, rules), key in rules.edges
    return found


def _weight(word: str, key: str, rules: Measure) -> int:
    if key in rules.empty or word in rules.countries or _NUMBER.match(key) or is_pair_of_countries(key):
        return NOTHING
    return COMMON if rules.language.stem(key) in rules.common or key in rules.negations else FULL


def _in_phrases(tokens: Sequence[Token], rules: Measure) -> list[tuple[int, bool, bool]]:
    """Weight each token has by a listed phrase (the longest that starts at a token), whether it opens, closes one.

    A token outside any phrase opens and closes one of its own.
    """
    out = [(FULL, True, True)] * len(tokens)
    at = 0
    while at < len(tokens):
        node, end, weight = rules.phrases, at, FULL
        for k in range(at, len(tokens)):
            if tokens[k].key not in node:
                break
            node = node[tokens[k].key]
            if "" in node:
                end, weight = k + 1, node[""]
        out[at:end] = [(weight, k == at, k == end - 1) for k in range(at, end)]
        at = max(end, at + 1)
    return out


def holds_known(keys: Sequence[str], rules: Measure) -> bool:
    """Whether a listed formulation stands in the keys."""
    return any(
        tuple(keys[at : at + size]) in rules.known
        for size in range(1, min(rules.known_longest, len(keys)) + 1)
        for at in range(len(keys) - size + 1)
    )
