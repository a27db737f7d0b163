"""Topics that no lexicon foresees: wordings to which a document, or two read together, keep coming back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reader.analysis.topic_lexicon import Hit, TopicLexicon

LONGEST = 3
"""Words a recurring wording has at most."""
MOST = 6
"""Wordings taken from a document."""

_ENDINGS = ("ing", "ed", "ly")
_ADJECTIVES = ("al", "ic", "ian", "ive", "ous", "ful", "less", "able", "ible", "est", "ary", "ish")
"""Words with these endings seldom close a wording that names a thing."""


@dataclass(slots=True)
class Lines:
    """The words of a document's sentences, as a topic finder sees them."""

    words: list[list[str]]
    """Lower case, per sentence."""
    surface: list[list[str]]
    """The same as they stand."""
    taken: list[list[bool]]
    """Whether a word already belongs to a topic, a name or a title."""
    labelled: list[bool]
    """Whether the lexicon has a label for the sentence."""


@dataclass(slots=True)
class _Wording:
    words: tuple[str, ...]
    sentences: set[tuple[int, int]] = field(default_factory=set)
    """(document, sentence)."""
    unlabelled: int = 0
    after_noun_sign: int = 0
    capital: int = 0
    total: int = 0
    first: str = ""


def recurring(documents: Sequence[Lines], lexicon: TopicLexicon) -> list[tuple[tuple[str, ...], str]]:
    """Wordings with their labels, the most frequent first: those of each document and those the documents share."""
    found: dict[tuple[str, ...], _Wording] = {}
    for number, lines in enumerate(documents):
        for k in range(len(lines.words)):
            _collect(found, lines, number, k, lexicon)
    wanted = [one for one in found.values() if _good(one, len(documents))]
    wanted.sort(key=lambda one: (-len(one.sentences) * (1 + 0.5 * (len(one.words) - 1)), -len(one.words), one.words))
    kept: list[_Wording] = []
    for one in wanted:
        if not any(_within(one.words, other.words) or _within(other.words, one.words) for other in kept):
            kept.append(one)
        if len(kept) == MOST * len(documents):
            break
    return [(one.words, one.first[:1].upper() + one.first[1:]) for one in kept]


def hits(words: Sequence[str], known: dict[str, list[tuple[tuple[str, ...], str]]]) -> list[Hit]:
    """Where recurring wordings stand in a sentence; ``known`` is by their first word."""
    found = []
    for at, word in enumerate(words):
        for wording, label in known.get(_stem(word), ()):
            last = at + len(wording)
            if last <= len(words) and all(_stem(words[at + k]) == w for k, w in enumerate(wording)):
                found.append(Hit(label, at, last))
    return found


def by_first_word(wordings: Sequence[tuple[tuple[str, ...], str]]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Recurring wordings by their first word."""
    known: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, label in wordings:
        known.setdefault(words[0], []).append((words, label))
    return known


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def _collect(found: dict[tuple[str, ...], _Wording], lines: Lines, number: int, k: int, lexicon: TopicLexicon) -> None:
    words, surface = lines.words[k], lines.surface[k]
    for first, last in _spans(words, lines.taken[k], lexicon):
        key = tuple(_stem(w) for w in words[first:last])
        one = found.get(key)
        if one is None:
            one = found[key] = _Wording(key, first=" ".join(surface[first:last]))
        one.total += 1
        one.capital += first > 0 and all(w[:1].isupper() for w in surface[first:last])
        one.after_noun_sign += first > 0 and words[first - 1] in _NOUN_SIGNS
        if (number, k) not in one.sentences:
            one.sentences.add((number, k))
            one.unlabelled += not lines.labelled[k]


_NOUN_SIGNS = frozenset(("the", "a", "an", "of", "its", "their", "his", "her", "our", "this", "these"))


def _spans(words: Sequence[str], taken: Sequence[bool], lexicon: TopicLexicon) -> Iterator[tuple[int, int]]:
    for first, word in enumerate(words):
        if taken[first] or not _telling(word, lexicon):
            continue
        for last in range(first + 1, min(len(words), first + LONGEST) + 1):
            if taken[last - 1] or words[last - 1] in lexicon.function:
                break
            if _telling(words[last - 1], lexicon) and not words[last - 1].endswith(_ADJECTIVES):
                yield first, last


def _telling(word: str, lexicon: TopicLexicon) -> bool:
    plain = _stem(word)
    return (
        len(word) > 3
        and not word[0].isdigit()
        and word not in lexicon.stop
        and plain not in lexicon.stop
        and word not in lexicon.function
        and not word.endswith(_ENDINGS)
    )


def _good(one: _Wording, documents: int) -> bool:
    sentences = len(one.sentences)
    sides = len({number for number, _ in one.sentences})
    if len(one.words) > 1:
        return sentences >= 2 and (one.unlabelled > 0 or sentences >= 3) and (sides == documents or sentences >= 3)
    if 2 * one.capital >= one.total and one.total:
        return sentences >= 3
    return sentences >= 3 and one.unlabelled > 0 and 2 * one.after_noun_sign >= one.total


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    size = len(short)
    return any(long[k : k + size] == short for k in range(len(long) - size + 1))
