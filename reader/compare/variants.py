"""Wordings that count as equal: translation variants, spellings, numerals, hyphens.

One account says *COVID-19*, another *new crown pneumonia*; one *inter-party*, another *party-to-party*. That is the
translator, not the speaker. ``resources/lexicons/<lang>/variants.toml`` lists such wordings and is meant to be edited.
Nothing here touches a text: a wording gets a **key**, and two stretches of words with the same keys say the same.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import defaultdict
from functools import cache, lru_cache
from itertools import accumulate, count, pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from reader.languages import ALL
from reader.languages.base import lexicon
from reader.model import Span
from reader.patterns import deferred
from reader.text.columns import gathered, where
from reader.text.words import Words, fold, words, words_of_stretches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

LANGUAGES: Final = tuple(language.code for language in ALL)
"""Languages that may have a lexicon; texts in any other are read with all of them."""


class Token(NamedTuple):
    """A word, or a known wording of several words."""

    span: Span
    key: str
    """Equal keys are equal wording: folded word, or the first wording of its group in the lexicon."""
    is_variant: bool
    """The key comes from the lexicon or a rule; it may differ from what stands in the text."""


def canonical_tokens(text: str, start: int = 0, end: int | None = None, language: str | None = None) -> list[Token]:
    """Tokens of ``text[start:end]`` in order and disjoint, the longest known wording first; linear in the text.

    Words are those of ``reader.text.words`` (hyphens divide them), but possessive endings do not count and a per
    cent sign is a token of its own. ``language`` is a BCP 47 tag; None or an unlisted one reads with
    every lexicon.
    """
    until = len(text) if end is None else end
    return tokens_of_words(text, start, until, words(text, start, until), language)


def tokens_of_words(text: str, start: int, end: int, spans: Sequence[Span], language: str | None = None) -> list[Token]:
    """``canonical_tokens`` where the words of ``text[start:end]`` are known already."""
    lexicon = _lexicon(_primary(language))
    parts = _parts(text, start, end, spans)
    out: list[Token] = []
    passed = 0
    for at, (first, last, key) in enumerate(parts):
        if at < passed:
            continue
        if (key in lexicon.forms or key in lexicon.countries) and (found := _listed(lexicon, text, parts, at)):
            passed, token = found
            out.append(token)
        else:
            out.append(Token(Span(first, last), key, False))
    return out


class Columns(NamedTuple):
    """Canonical tokens of stretches of a text, in columns: what a long text has room for."""

    starts: array[int]
    ends: array[int]
    bounds: list[int]
    """Tokens ``bounds[i]`` up to ``bounds[i + 1]`` are those of stretch i."""
    variants: set[int]
    """Which tokens have their key from the lexicon or a rule."""
    forms: list[str]
    """Every different key once; there may be some that no token has."""
    numbers: array[int]
    """The key of each as its place among the ``forms``."""

    def flags(self, wanted: Callable[[str], bool]) -> bytes:
        """Of each token whether its key is wanted, 1 or 0."""
        return gathered(array("B", map(wanted, self.forms)), self.numbers).tobytes()

    def places(self, wanted: Callable[[str], bool]) -> array[int]:
        """The tokens whose key is wanted, in order."""
        return where(map(wanted, self.forms), self.numbers)

    def openings(self, tree: dict[str, dict[str, Any]]) -> list[int]:
        """The tokens with which a phrase of a tree over keys may begin, in order; an empty key ends a phrase."""
        forms, numbers, last = self.forms, self.numbers, len(self.numbers) - 1
        known = {"", *forms}
        nodes = {
            number: tree[key] for number, key in enumerate(forms) if key in tree and not known.isdisjoint(tree[key])
        }
        return [
            k
            for k in where(map(nodes.__contains__, range(len(forms))), numbers)
            if "" in (node := nodes[numbers[k]]) or (k < last and forms[numbers[k + 1]] in node)
        ]


def canonical_columns(
    text: str, stretches: Sequence[tuple[int, int]], language: str | None = None, cut: Words | None = None
) -> Columns:
    """``canonical_tokens`` of disjoint stretches of a text, in order. Linear in the text, and little but its words.

    ``cut`` are the words of the stretches, where they are known already.
    """
    cut = cut or words_of_stretches(text, stretches)
    key_of = {form: form.lower() if is_plain(form) else part_key(form) for form in cut.vocabulary}
    known = defaultdict[str, int](count().__next__)
    numbers = gathered(array("i", [known[key_of[form]] for form in cut.vocabulary]), cut.numbers)
    out = Columns(array("i"), array("i"), [0], set(), [], array("i"))
    sizes = [last - first for first, last in pairwise(cut.bounds)]
    passed = 0
    for change in _changes(text, stretches, cut, key_of, language):
        _append_words(out, cut, numbers, passed, change.first)
        for token in change.tokens:
            if token.is_variant:
                out.variants.add(len(out.numbers))
            out.starts.append(token.span.start)
            out.ends.append(token.span.end)
            out.numbers.append(known[token.key])
        sizes[change.stretch] += len(change.tokens) - (change.last - change.first)
        passed = change.last
    _append_words(out, cut, numbers, passed, len(numbers))
    out.bounds.extend(accumulate(sizes))
    out.forms.extend(known)
    return out


def _append_words(out: Columns, cut: Words, numbers: array[int], first: int, last: int) -> None:
    """Appends words that are tokens."""
    out.starts.extend(cut.starts[first:last])
    out.ends.extend(cut.ends[first:last])
    out.numbers.extend(numbers[first:last])


class _Change(NamedTuple):
    """Tokens in place of the words ``[first, last)``, all in one stretch."""

    stretch: int
    first: int
    last: int
    tokens: list[Token]


def _changes(
    text: str, stretches: Sequence[tuple[int, int]], cut: Words, key_of: dict[str, str], language: str | None
) -> Iterator[_Change]:
    """Where tokens are something else than words, in order: listed wordings, and stretches with a per cent sign."""
    lexicon = _lexicon(_primary(language))
    bounds = cut.bounds
    unlike = _stretches_with_signs(text, stretches, cut, key_of)
    places = {(bisect_right(bounds, k) - 1, k) for k in _openings(cut, key_of, lexicon)}
    passed = 0
    for at, k in sorted(places | {(at, bounds[at]) for at in unlike}):
        if k < passed:
            continue
        last = bounds[at + 1] if at in unlike else min(bounds[at + 1], k + lexicon.longest)
        spans = list(map(Span, cut.starts[k:last], cut.ends[k:last]))
        if at in unlike:
            passed = last
            yield _Change(at, k, passed, tokens_of_words(text, *stretches[at], spans, language))
        elif found := _listed(lexicon, text, _parts(text, spans[0].start, spans[-1].end, spans), 0):
            passed = k + found[0]
            yield _Change(at, k, passed, [found[1]])


def _stretches_with_signs(
    text: str, stretches: Sequence[tuple[int, int]], cut: Words, key_of: dict[str, str]
) -> set[int]:
    """Stretches with a per cent sign, which is a token, or with a word that is none, since nothing of it is left."""
    found: set[int] = set()
    if "%" in text or "％" in text:
        begin = [start for start, _ in stretches]
        found.update(bisect_right(begin, sign.start()) - 1 for sign in _PERCENT.finditer(text))
    if "" in key_of.values():
        found.update(
            bisect_right(cut.bounds, k) - 1 for k in where((not key_of[form] for form in cut.vocabulary), cut.numbers)
        )
    return {at for at in found if at >= 0}


def _openings(cut: Words, key_of: dict[str, str], lexicon: _Lexicon) -> Iterator[int]:
    """Words with which a listed wording may begin: itself or it and the next begin one."""
    known = set(key_of.values())
    listed = (lexicon.forms.keys() & known) | (lexicon.countries.keys() & known)
    following: dict[str, set[str]] = {}
    alone: set[str] = set()
    for form in [form for form, key in key_of.items() if key in listed]:
        key = key_of[form]
        node = lexicon.forms.get(key, {})
        nexts = known.intersection(node)
        if key in lexicon.countries:
            nexts |= known.intersection(lexicon.countries)
        is_alone = _HERE in node or (_CAPITALS in node and form.isupper())
        if nexts or is_alone:
            following[form] = nexts
        if is_alone:
            alone.add(form)
    for k in where(map(following.__contains__, cut.vocabulary), cut.numbers):
        form, *after = cut.part(k, k + 2)
        if form in alone or (after and key_of[after[0]] in following[form]):
            yield k


def wording_key(wording: str, language: str | None = None) -> str:
    """One string that is equal for wordings that count as equal."""
    return " ".join(token.key for token in canonical_tokens(wording, language=language))


def country_words(language: str | None = None) -> frozenset[str]:
    """Folded names and adjectives of countries that are one word."""
    return frozenset(_lexicon(_primary(language)).countries)


def is_pair_of_countries(key: str) -> bool:
    """Whether the key of a token is that of *China-Vietnam* and the like."""
    return "-" in key


class _Part(NamedTuple):
    start: int
    end: int
    key: str


_HERE: Final = "."
"""A listed wording ends here. No part key looks like it or like ``_CAPITALS``."""
_CAPITALS: Final = ".."
"""The same, where the text has capitals: *WHO* is not *who*."""


class _Lexicon(NamedTuple):
    forms: dict[str, Any]
    """Trie over part keys; ``_HERE`` and ``_CAPITALS`` lead to the group's key."""
    countries: dict[str, str]
    """Folded name or adjective of a country, one word -> the country."""
    longest: int
    """Parts of the longest wording."""


_HYPHEN = deferred("[-\u2010-\u2015\u2212]")
_POSSESSIVE = deferred("(?<=.)['\u2019\u02bc]s$|(?<=s)['\u2019\u02bc]$", re.IGNORECASE)
_PERCENT = deferred("[%％]")


def _parts(text: str, start: int, end: int, spans: Sequence[Span]) -> list[_Part]:
    """Words with their keys; a per cent sign is a part of its own (*5 %*, *5%*)."""
    if not _PERCENT.search(text, start, end):
        return [_Part(first, last, key) for first, last in spans if (key := part_key(text[first:last]))]
    out: list[_Part] = []
    at = start
    for first, last in spans:
        out += _signs(text, at, first)
        at = last
        sign = last - 1 if last - first > 1 and _PERCENT.match(text, last - 1) else last
        if key := part_key(text[first:sign]):
            out.append(_Part(first, sign, key))
        out += _signs(text, sign, last)
    out += _signs(text, at, end)
    return out


def is_plain(word: str) -> bool:
    """Whether folding a word changes its case and nothing else."""
    return word.isascii() and word.isalnum()


@lru_cache(maxsize=1 << 16)
def part_key(word: str) -> str:
    """A word folded, without its possessive ending."""
    return fold(_POSSESSIVE.sub("", word))


def _signs(text: str, start: int, end: int) -> Iterator[_Part]:
    for sign in _PERCENT.finditer(text, start, end):
        yield _Part(sign.start(), sign.end(), "%")


def _listed(lexicon: _Lexicon, text: str, parts: list[_Part], at: int) -> tuple[int, Token] | None:
    """The listed wording that starts at a part, with the part after it; None where none does."""
    taken, wording = _longest(lexicon, text, parts, at)
    if taken < 2:
        taken, wording = _pair_of_countries(lexicon, text, parts, at) or (taken, wording)
    if not taken:
        return None
    passed = at + taken
    return passed, Token(Span(parts[at].start, parts[passed - 1].end), wording, True)


def _longest(lexicon: _Lexicon, text: str, parts: list[_Part], at: int) -> tuple[int, str]:
    """How many parts from ``at`` the longest listed wording takes, and its key; (0, "") where none starts here."""
    node, best = lexicon.forms, (0, "")
    for taken in range(at, len(parts)):
        if parts[taken].key not in node:
            break
        node = node[parts[taken].key]
        if _HERE in node:
            best = (taken - at + 1, node[_HERE])
        elif _CAPITALS in node and text[parts[taken].start : parts[taken].end].isupper():
            best = (taken - at + 1, node[_CAPITALS])
    return best


def _pair_of_countries(lexicon: _Lexicon, text: str, parts: list[_Part], at: int) -> tuple[int, str] | None:
    """*China-Vietnam*, *Sino-Vietnamese* and *Vietnam-China* name the same pair: each side puts itself first."""
    if at + 1 >= len(parts) or not _HYPHEN.fullmatch(text, parts[at].end, parts[at + 1].start):
        return None
    first, second = (lexicon.countries.get(part.key) for part in parts[at : at + 2])
    if first is None or second is None or first == second:
        return None
    return 2, "-".join(sorted((first, second)))


def _primary(language: str | None) -> str:
    primary = (language or "").split("-")[0].lower()
    return primary if primary in LANGUAGES else ""


@cache
def _lexicon(primary: str) -> _Lexicon:
    forms: dict[str, Any] = {}
    countries: dict[str, str] = {}
    longest = 2  # a pair of countries
    for language in (primary,) if primary else LANGUAGES:
        table = lexicon(language, "variants")
        for group in table.get("same", ()):
            longest = max(longest, _add(forms, group, _joined(group[0])))
        for group in table.get("spelling", ()):
            for one in _inflected(group):  # plain words in lower case, which are their own keys
                for form in one:
                    forms.setdefault(form, {}).setdefault(_HERE, one[0])
        for group in table.get("countries", ()):
            name = _joined(group[0])
            countries.update((key, name) for form in group if " " not in (key := _joined(form)))
    return _Lexicon(forms, countries, longest)


def _joined(form: str) -> str:
    return " ".join(_keys(form))


def _keys(form: str) -> list[str]:
    """Keys of the parts of a listed wording; most are plain words."""
    if form.isascii() and form.replace(" ", "").isalpha():
        return form.lower().split()
    return [part.key for part in _parts(form, 0, len(form), words(form))]


def _add(forms: dict[str, Any], group: Iterable[str], key: str) -> int:
    """Adds the wordings of a group; how many parts the longest of them has."""
    longest = 0
    for form in group:
        node = forms
        keys = _keys(form)
        longest = max(longest, len(keys))
        for one in keys:
            node = node.setdefault(one, {})
        is_acronym = len(keys) == 1 and len(keys[0]) > 1 and form.isupper()
        node.setdefault(_CAPITALS if is_acronym else _HERE, key)
    return longest


_ENDINGS: Final = ("", "s", "d", "r", "ed", "ing", "er", "ers", "ful", "less", "able")


def _inflected(group: list[str]) -> Iterator[list[str]]:
    """A spelling pair with the endings it may carry: *labour/labor* is *labours/labors* too."""
    for ending in _ENDINGS:
        if all(form.endswith("e") for form in group) and ending[:1] in "eia" and ending:
            yield [form[:-1] + ending for form in group]
        else:
            yield [form + ending for form in group]
