"""What of a sentence counts when it is held against another: its terms.

The terms of a sentence are, of every word outside titles, names and datelines, its stem and its pieces of four letters
(so that *cooperate* and *cooperation* meet half way), and every two words that stand side by side. A Chinese character
counts by itself and in twos and threes. Wordings that are variants of one another (``variants``) give the same terms.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import Any, Final, NamedTuple

from reader.compare.variants import Token, canonical_tokens, tokens_of_words
from reader.languages import language as language_of
from reader.languages.base import lexicon
from reader.model import Document, Options, Span
from reader.text.words import fold, words

PIECE: Final = 4
"""Letters in a piece of a word. Four did as well as three to five together, at a third of the work."""

STOCK_WEIGHT: Final = 0.3
"""What a word inside a stock phrase counts, against 1 for any other."""


class Terms(NamedTuple):
    """The terms of one sentence."""

    counts: dict[str, float]
    """How often each term stands in the sentence; less than 1 where it is part of a stock phrase."""
    calls: frozenset[str]
    """The terms that call a sentence up as a candidate: whole words and pairs, not pieces."""
    tokens: tuple[Token, ...]
    """The words that count, in order: all but those in boilerplate."""
    stems: tuple[str, ...]
    """Stem of each of them."""
    breaks: frozenset[int]
    """Which of the tokens come right after boilerplate that does not count."""
    skeleton: str
    """Equal for sentences with the same words; case, punctuation, quotation marks and white space do not matter."""

    def between(self, start: int, end: int) -> set[str]:
        """The terms that lie within a run of the tokens."""
        found = {piece for token in self.tokens[start:end] for piece in _pieces(token.key)}
        stems = self.stems[start:end]
        for size in (1, 2, 3):
            found.update(" ".join(run) for run in zip(*(stems[k:] for k in range(size)), strict=False))
        return found


class Wording(NamedTuple):
    """The words of one sentence."""

    tokens: list[Token]
    skeleton: str


def document_wordings(document: Document) -> list[Wording]:
    """The words of every sentence of a document, which ``document_terms`` and ``formulations`` start from."""
    text, language = document.text, document.language
    out: list[Wording] = []
    for sentence in document.sentences:
        spans = words(text, sentence.start, sentence.end)
        # A word that runs on from before the sentence is cut differently where the sentence stands alone.
        cut = sentence.start > 0 and text[sentence.start - 1].isalnum()
        plain = "" if cut else " ".join([fold(text[start:end]) for start, end in spans])
        tokens = tokens_of_words(text, sentence.start, sentence.end, spans, language)
        out.append(Wording(tokens, plain or skeleton(sentence.text)))
    return out


def document_terms(document: Document, options: Options, wordings: Sequence[Wording] | None = None) -> list[Terms]:
    """Terms of every sentence of a document. Linear in its text."""
    boilerplate = options.left_out(document)
    out: list[Terms] = []
    at = 0
    for sentence, wording in zip(document.sentences, wordings or document_wordings(document), strict=True):
        while at < len(boilerplate) and boilerplate[at].end <= sentence.start:
            at += 1
        inside: list[Span] = []
        ahead = at
        while ahead < len(boilerplate) and boilerplate[ahead].start < sentence.end:
            inside.append(Span(boilerplate[ahead].start, boilerplate[ahead].end))
            ahead += 1
        out.append(_sentence_terms(wording, inside, document.language))
    return out


def _sentence_terms(wording: Wording, boilerplate: list[Span], language: str) -> Terms:
    every = wording.tokens
    tokens, breaks = _outside(every, boilerplate) if boilerplate else (every, _NONE)
    stems = tuple([_stem(token.key, language) for token in tokens])
    counts, calls = _counts(tokens, stems, breaks, language)
    return Terms(counts, calls, tuple(tokens), stems, breaks, wording.skeleton)


_NONE: Final[frozenset[int]] = frozenset()


def _outside(tokens: Iterable[Token], spans: list[Span]) -> tuple[list[Token], frozenset[int]]:
    """The tokens that touch none of the spans, and the places of those that follow one that does."""
    kept: list[Token] = []
    breaks = []
    at, broken = 0, False
    for token in tokens:
        while at < len(spans) and spans[at].end <= token.span.start:
            at += 1
        if at < len(spans) and token.span.end > spans[at].start:
            broken = True
            continue
        if broken:
            breaks.append(len(kept))
            broken = False
        kept.append(token)
    return kept, frozenset(breaks)


def skeleton(text: str) -> str:
    """The folded words of a text; of a text without words, its characters without white space."""
    folded = " ".join(fold(text[start:end]) for start, end in words(text))
    return folded or unicodedata.normalize("NFKC", "".join(text.split()))


def _counts(
    tokens: list[Token], stems: tuple[str, ...], breaks: frozenset[int], language: str
) -> tuple[dict[str, float], frozenset[str]]:
    """Pieces, stems and neighbouring pairs, each counted; a stock phrase counts ``STOCK_WEIGHT``."""
    counts: defaultdict[str, float] = defaultdict(int)
    weights = _stock_weights(tokens, language)
    for token, weight in zip(tokens, weights, strict=True):
        for piece in _pieces(token.key):
            counts[piece] += weight
    pieces = len(counts)
    before, before_weight, twice_before = "", 0.0, ""
    for place, (stem, weight) in enumerate(zip(stems, weights, strict=True)):
        counts[stem] += weight
        if place in breaks:
            before = twice_before = ""
        if before:
            pair_weight = min(weight, before_weight)
            counts[f"{before} {stem}"] += pair_weight
            if twice_before and len(stem) == len(before) == len(twice_before) == 1:
                counts[f"{twice_before} {before} {stem}"] += pair_weight
        twice_before, before, before_weight = before, stem, weight
    return dict(counts), frozenset(islice(counts, pieces, None))


@lru_cache(maxsize=1 << 16)
def _stem(key: str, language: str) -> str:
    return language_of(language).stem(key)


@lru_cache(maxsize=1 << 16)
def _pieces(key: str) -> tuple[str, ...]:
    if len(key) < PIECE:
        return ()
    word = f"_{key}_"
    return tuple(word[k : k + PIECE] for k in range(len(word) - PIECE + 1))


def _stock_weights(tokens: list[Token], language: str) -> list[float]:
    """1 for every token, ``STOCK_WEIGHT`` for those of a stock phrase (the longest that starts at a token)."""
    weights: list[float] = [1] * len(tokens)  # not 1.0: small integers take no room
    tree = _stock(language.split("-")[0])
    at = 0
    while at < len(tokens):
        node, end = tree.get(tokens[at].key), at
        ahead = at + 1
        while node is not None:
            if "" in node:
                end = ahead
            node = node.get(tokens[ahead].key) if ahead < len(tokens) else None
            ahead += 1
        weights[at:end] = [STOCK_WEIGHT] * (end - at)
        at = max(end, at + 1)
    return weights


@cache
def _stock(code: str) -> dict[str, Any]:
    """The stock phrases of a language as a tree over token keys; an empty key ends a phrase."""
    tree: dict[str, Any] = {}
    for phrase in lexicon(code, "stock").get("phrases", ()):
        node = tree
        for token in canonical_tokens(phrase, language=code):
            node = node.setdefault(token.key, {})
        node[""] = {}
    return tree
