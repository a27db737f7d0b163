"""What of a sentence counts when it is held against another: its terms.

The terms of a sentence are, of every word outside titles, names and datelines, its stem and its pieces of four letters
(so that *cooperate* and *cooperation* meet half way), and every two words that stand side by side. A Chinese character
counts by itself and in twos and threes. Wordings that are variants of one another (``variants``) give the same terms.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice, pairwise
from typing import Any, Final, NamedTuple, overload

from reader.compare.variants import Columns, Token, canonical_columns, canonical_tokens, is_plain
from reader.languages import language as language_of
from reader.languages.base import lexicon
from reader.model import Document, Options, Span
from reader.text.words import Words, fold, words, words_of_stretches

PIECE: Final = 4
"""Letters in a piece of a word. Four did as well as three to five together, at a third of the work."""

STOCK_TENTHS: Final = 3
"""What a word inside a stock phrase counts, in tenths of what any other counts."""
FULL_TENTHS: Final = 10


class Wordings(Sequence[list[Token]]):
    """The words of every sentence of a document, which ``document_terms`` and ``formulations`` start from.

    As a sequence, the canonical tokens of each sentence.
    """

    def __init__(self, document: Document) -> None:
        stretches = [(sentence.start, sentence.end) for sentence in document.sentences]
        self.document = document
        cut = words_of_stretches(document.text, stretches)
        self.columns: Columns = canonical_columns(document.text, stretches, document.language, cut)

    def __len__(self) -> int:
        return len(self.columns.bounds) - 1

    def skeletons(self) -> list[str]:
        """For each sentence what is equal for sentences with the same words; made anew each time.

        Case, punctuation, quotation marks and white space do not matter.
        """
        text = self.document.text
        stretches = [(sentence.start, sentence.end) for sentence in self.document.sentences]
        return _skeletons(text, stretches, words_of_stretches(text, stretches))

    def may_vary(self, sentences: Sequence[int]) -> bool:
        """Whether sentences taken together may hold a wording of the variants lexicon."""
        first, last = (self.columns.bounds[sentences[0] + k] for k in (0, 1))
        return len(sentences) > 1 or not self.columns.variants.isdisjoint(range(first, last))

    @overload
    def __getitem__(self, index: int) -> list[Token]: ...
    @overload
    def __getitem__(self, index: slice) -> list[list[Token]]: ...
    def __getitem__(self, index: int | slice) -> list[Token] | list[list[Token]]:
        if isinstance(index, slice):
            return [self[k] for k in range(*index.indices(len(self)))]
        starts, ends, bounds, variants, forms, numbers = self.columns
        places = range(bounds[index], bounds[index + 1])
        return [Token(Span(starts[k], ends[k]), forms[numbers[k]], k in variants) for k in places]


class Terms(NamedTuple):
    """The words of one sentence that count, in order: all but those in boilerplate."""

    keys: list[str]
    """What each is compared by (``variants``)."""
    numbers: Sequence[int]
    """The keys as places among ``stems_of_forms``, the stems of all words of the document."""
    stems_of_forms: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    """Where each stands in the document."""
    breaks: frozenset[int]
    """Which of them come right after boilerplate that does not count."""

    @property
    def stems(self) -> list[str]:
        """The stem of each."""
        return self.stems_within(0, len(self.keys))

    def stems_within(self, start: int, end: int) -> list[str]:
        """The stems of a run of the words."""
        return [self.stems_of_forms[k] for k in self.numbers[start:end]]

    def covered(self, at: int, length: int) -> Span:
        """Where so many words from one on stand."""
        return Span(self.starts[at], self.ends[at + length - 1])

    def between(self, start: int, end: int) -> set[str]:
        """The terms that lie within a run of the words."""
        found = {piece for key in self.keys[start:end] for piece in pieces(key)}
        stems = self.stems_within(start, end)
        for size in (1, 2, 3):
            found.update(" ".join(run) for run in zip(*(stems[k:] for k in range(size)), strict=False))
        return found


class Counted(Sequence[Terms]):
    """The words of a document that count, in columns; as a sequence, the ``Terms`` of each sentence."""

    __slots__ = (
        "bounds",
        "breaks",
        "ends",
        "forms",
        "language",
        "numbers",
        "starts",
        "stems_of_forms",
        "stock",
    )

    def __init__(self, wordings: Wordings, left_out: Sequence[tuple[int, int]], language: str) -> None:
        kept, breaks = _outside(wordings.columns, left_out)
        self.language = language
        self.starts, self.ends, self.bounds, _, self.forms, self.numbers = kept
        self.breaks = breaks
        """Which of all the words come right after boilerplate that does not count."""
        self.stems_of_forms = list(map(language_of(language).stem, self.forms))
        self.stock = list(_stock_places(kept, language))
        """Stretches ``[start, end)`` of the words that are stock phrases, in order."""

    def __len__(self) -> int:
        return len(self.bounds) - 1

    @overload
    def __getitem__(self, index: int) -> Terms: ...
    @overload
    def __getitem__(self, index: slice) -> list[Terms]: ...
    def __getitem__(self, index: int | slice) -> Terms | list[Terms]:
        if isinstance(index, slice):
            return [self[k] for k in range(*index.indices(len(self)))]
        first, last = self.bounds[index], self.bounds[index + 1]
        return Terms(
            self.keys_of(index),
            self.numbers[first:last],
            self.stems_of_forms,
            self.starts[first:last],
            self.ends[first:last],
            frozenset(k - first for k in range(first, last) if k in self.breaks) if self.breaks else _NONE,
        )

    def keys_of(self, index: int) -> list[str]:
        """What the words of a sentence are compared by."""
        return [self.forms[k] for k in self.numbers[self.bounds[index] : self.bounds[index + 1]]]

    def stems_of(self, index: int) -> list[str]:
        """Stems of the words of a sentence."""
        return [self.stems_of_forms[k] for k in self.numbers[self.bounds[index] : self.bounds[index + 1]]]


_NONE: Final[frozenset[int]] = frozenset()


def document_terms(document: Document, options: Options, wordings: Wordings | None = None) -> Counted:
    """The words that count of every sentence of a document. Linear in its text."""
    left_out = [(one.start, one.end) for one in options.left_out(document)]
    return Counted(wordings or Wordings(document), left_out, document.language)


def _outside(columns: Columns, left_out: Sequence[tuple[int, int]]) -> tuple[Columns, set[int]]:
    """The tokens that touch none of the spans, and the places of those that follow one that does."""
    if not left_out:
        return columns, set()
    starts, ends, bounds, variants, forms, numbers = columns
    kept: list[int] = []
    new_bounds, breaks = [0], set()
    at = 0
    for first, last in pairwise(bounds):
        broken = False
        while at < len(left_out) and first < last and left_out[at][1] <= starts[first]:
            at += 1
        if at == len(left_out) or first == last or left_out[at][0] >= ends[last - 1]:
            kept += range(first, last)
            new_bounds.append(len(kept))
            continue
        for k in range(first, last):
            while at < len(left_out) and left_out[at][1] <= starts[k]:
                at += 1
            if at < len(left_out) and ends[k] > left_out[at][0]:
                broken = True
                continue
            if broken:
                breaks.add(len(kept))
                broken = False
            kept.append(k)
        new_bounds.append(len(kept))
    return Columns(
        array("i", [starts[k] for k in kept]),
        array("i", [ends[k] for k in kept]),
        new_bounds,
        variants,
        forms,
        array("i", [numbers[k] for k in kept]),
    ), breaks


def _skeletons(text: str, stretches: Sequence[tuple[int, int]], cut: Words) -> list[str]:
    """The skeleton of every sentence."""
    folded = [form.lower() if is_plain(form) else fold(form) for form in cut.vocabulary]
    every = list(map(folded.__getitem__, cut.numbers))
    out = []
    for (start, end), (first, last) in zip(stretches, pairwise(cut.bounds), strict=True):
        # A word that runs on from before the sentence is cut differently where the sentence stands alone.
        cut_open = start > 0 and text[start - 1].isalnum()
        plain = "" if cut_open else " ".join(every[first:last])
        out.append(plain or skeleton(text[start:end]))
    return out


def skeleton(text: str) -> str:
    """The folded words of a text; of a text without words, its characters without white space."""
    folded = " ".join(fold(text[start:end]) for start, end in words(text))
    return folded or unicodedata.normalize("NFKC", "".join(text.split()))


def term_counts(terms: Counted, index: int) -> tuple[dict[str, int], frozenset[str]]:
    """How often each term stands in a sentence, in tenths, and the terms that call the sentence up as a candidate.

    Pieces, stems and neighbouring pairs count; a word of a stock phrase ``STOCK_TENTHS``, any other ``FULL_TENTHS``.
    Whole words and pairs call, pieces do not.
    """
    first, last = terms.bounds[index], terms.bounds[index + 1]
    weights = _weights(terms, first, last)
    counts: dict[str, int] = {}
    for key, weight in zip(terms.keys_of(index), weights, strict=True):
        for piece in pieces(key):
            counts[piece] = counts.get(piece, 0) + weight
    number = len(counts)
    before, before_weight, twice_before = "", 0, ""
    for place, (stem, weight) in enumerate(zip(terms.stems_of(index), weights, strict=True), first):
        counts[stem] = counts.get(stem, 0) + weight
        if place in terms.breaks:
            before = twice_before = ""
        if before:
            least, pair = min(weight, before_weight), f"{before} {stem}"
            counts[pair] = counts.get(pair, 0) + least
            if twice_before and len(stem) == len(before) == len(twice_before) == 1:
                triple = f"{twice_before} {pair}"
                counts[triple] = counts.get(triple, 0) + least
        twice_before, before, before_weight = before, stem, weight
    return counts, frozenset(islice(counts, number, None))


def _weights(terms: Counted, first: int, last: int) -> list[int]:
    """What each of the words ``[first, last)`` counts, in tenths."""
    weights = [FULL_TENTHS] * (last - first)
    at = bisect_right(terms.stock, (first, first))
    for start, end in terms.stock[at:]:
        if start >= last:
            break
        weights[start - first : end - first] = [STOCK_TENTHS] * (end - start)
    return weights


@lru_cache(maxsize=1 << 16)
def pieces(key: str) -> tuple[str, ...]:
    """The pieces of a word, its edges marked; none of a short word."""
    if len(key) < PIECE:
        return ()
    word = f"_{key}_"
    return tuple([word[k : k + PIECE] for k in range(len(word) - PIECE + 1)])


def _stock_places(columns: Columns, language: str) -> Iterator[tuple[int, int]]:
    """Where stock phrases stand, the longest that starts at a word; none goes over the end of a sentence."""
    tree = _stock(language.split("-")[0])
    if not tree:
        return
    forms, numbers, bounds = columns.forms, columns.numbers, columns.bounds
    passed = 0
    for at in columns.openings(tree):
        if at < passed:
            continue
        node, ahead, last = tree[forms[numbers[at]]], at + 1, bounds[bisect_right(bounds, at)]
        while node is not None:
            if "" in node:
                passed = ahead
            node = node.get(forms[numbers[ahead]]) if ahead < last else None
            ahead += 1
        if passed > at:
            yield at, passed


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
