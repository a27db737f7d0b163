"""Topics that no lexicon foresees, in languages whose words are not parted by spaces or are written in syllables.

Chinese characters and Vietnamese syllables are pieces of words. A run of pieces is taken for a word when it stands in
several sentences with other pieces before it and other pieces behind it (the variety of neighbours that Harris, 1955,
takes for the boundary of a word); within a longer run that stands as often it is none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from reader.analysis.recurring import MOST
from reader.analysis.topic_lexicon import TopicLexicon

LONGEST = {"zh": 4, "vi": 4}
"""Pieces a word has at most, by language; the languages for which this module finds words."""


class Pieces(NamedTuple):
    """The pieces of a document's words, as a topic finder sees them."""

    words: list[str]
    """Lower case."""
    surface: list[str]
    """The same as they stand."""
    bounds: list[int]
    """Pieces ``bounds[k]`` up to ``bounds[k + 1]`` are those of sentence k."""
    taken: set[int]
    """The pieces that already belong to a topic or a name."""
    labelled: Container[int]
    """The sentences for which the lexicon has a label, and those in which somebody speaks."""
    broken: set[int]
    """The pieces behind which something else than white space stands."""
    joint: str
    """What stands between the pieces of a word."""


_Gram = tuple[str, ...]


@dataclass(slots=True, eq=False)
class _Word:
    """What is known of a run of pieces."""

    sentences: set[tuple[int, int]] = field(default_factory=set)
    """Document and sentence."""
    before: set[str] = field(default_factory=set)
    behind: set[str] = field(default_factory=set)
    unlabelled: bool = False
    first: str = ""


def recurring_grams(
    documents: Sequence[Pieces], lexicon: TopicLexicon, language: str
) -> list[tuple[tuple[str, ...], str]]:
    """Words with their labels, those that stand in the most sentences first."""
    often = _pairs(documents, lexicon)
    found = defaultdict[_Gram, _Word](_Word)
    for number, pieces in enumerate(documents):
        for start, end in _runs(pieces, lexicon, often):
            _note(found, pieces, number, (start, end), LONGEST[language])
    good = {words: one for words, one in found.items() if _good(words, one, lexicon)}
    ranked = sorted(good, key=lambda words: (-len(good[words].sentences), -len(words), words))
    kept: list[_Gram] = []
    for words in ranked:
        if not any(_overlap(words, other) for other in kept):
            kept.append(words)
        if len(kept) == MOST * len(documents):
            break
    return [(words, good[words].first[:1].upper() + good[words].first[1:]) for words in kept]


def _free(pieces: Pieces, lexicon: TopicLexicon) -> bytearray:
    """For each piece, whether it may be part of a word: no name, no topic, no word of grammar, no figure."""
    known = {word: word not in lexicon.function and word.isalpha() for word in set(pieces.words)}
    free = bytearray(map(known.__getitem__, pieces.words))
    for at in pieces.taken:
        free[at] = 0
    return free


def _pairs(documents: Sequence[Pieces], lexicon: TopicLexicon) -> set[tuple[str, str]]:
    """Pairs of neighbouring pieces that stand in two sentences at least; longer runs are made of such pairs."""
    count: Counter[tuple[str, str]] = Counter()
    for pieces in documents:
        free = _free(pieces, lexicon)
        for start, end in pairwise(pieces.bounds):
            count.update(
                {
                    (pieces.words[k], pieces.words[k + 1])
                    for k in range(start, end - 1)
                    if free[k] and free[k + 1] and k not in pieces.broken
                }
            )
    return {pair for pair, sentences in count.items() if sentences > 1}


def _runs(pieces: Pieces, lexicon: TopicLexicon, often: set[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """Runs of pieces of which every pair stands in two sentences at least."""
    free = _free(pieces, lexicon)
    words = pieces.words
    start = 0
    for k in range(len(words)):
        goes_on = (
            k + 1 < len(words)
            and free[k]
            and free[k + 1]
            and k not in pieces.broken
            and (words[k], words[k + 1]) in often
        )
        if not goes_on:
            if k > start:
                yield start, k + 1
            start = k + 1


def _note(found: dict[_Gram, _Word], pieces: Pieces, number: int, run: tuple[int, int], longest: int) -> None:
    """Takes note of all words that may stand in a run."""
    start, end = run
    sentence = bisect_right(pieces.bounds, start) - 1
    edges = pieces.bounds[sentence], pieces.bounds[sentence + 1]
    for first in range(start, end - 1):
        before = (
            pieces.words[first - 1] if first > edges[0] and first - 1 not in pieces.broken else f"^{number} {first}"
        )
        for last in range(first + 2, min(end, first + longest) + 1):
            one = found[tuple(pieces.words[first:last])]
            one.sentences.add((number, sentence))
            one.before.add(before)
            one.behind.add(
                pieces.words[last] if last < edges[1] and last - 1 not in pieces.broken else f"${number} {last}"
            )
            one.unlabelled = one.unlabelled or sentence not in pieces.labelled
            one.first = one.first or pieces.joint.join(pieces.surface[first:last])


def _good(words: _Gram, one: _Word, lexicon: TopicLexicon) -> bool:
    """Whether a run is a word that names a matter: no everyday word begins or ends it."""
    if not one.unlabelled or min(len(one.sentences), len(one.before), len(one.behind)) < 2:
        return False
    parts = (words[:size] for size in range(2, len(words) + 1))
    ends = (words[-size:] for size in range(2, len(words) + 1))
    return not any(joint.join(part) in lexicon.stop for part in (*parts, *ends) for joint in ("", " "))


def _overlap(words: _Gram, other: _Gram) -> bool:
    """Whether one of two words holds the other."""
    short, long = sorted((words, other), key=len)
    return any(long[k : k + len(short)] == short for k in range(len(long) - len(short) + 1))
