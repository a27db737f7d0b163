"""Topics that no lexicon foresees: wordings to which a document, or two read together, keep coming back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from reader.analysis.topic_lexicon import Hit, TopicLexicon

LONGEST = 3
"""Words a recurring wording has at most."""
MOST = 6
"""Wordings taken from a document."""

_ENDINGS = ("ing", "ed", "ly")
_ADJECTIVES = ("al", "ic", "ian", "ive", "ous", "ful", "less", "able", "ible", "est", "ary", "ish", "ist")
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
    sentences: int = 0
    documents: int = 0
    last: tuple[int, int] = (-1, -1)
    """Where it was last met: document, sentence."""
    unlabelled: int = 0
    after_noun_sign: int = 0
    after_verb_sign: int = 0
    capital: int = 0
    total: int = 0
    first: str = ""


def recurring(documents: Sequence[Lines], lexicon: TopicLexicon) -> list[tuple[tuple[str, ...], str]]:
    """Wordings with their labels, the most frequent first: those of each document and those the documents share."""
    found: dict[tuple[str, ...], _Wording] = {}
    known = _Words(lexicon)
    often = _met_twice(documents, known)
    for number, lines in enumerate(documents):
        for k in range(len(lines.words)):
            _collect(found, lines, (number, k), known, often)
    wanted = [one for one in found.values() if _good(one, len(documents))]
    wanted.sort(key=lambda one: (-one.sentences * (1 + 0.5 * (len(one.words) - 1)), -len(one.words), one.words))
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


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


class _Word(NamedTuple):
    """What a word may do in a wording."""

    stem: str
    opens: bool
    closes: bool
    breaks: bool


class _Words(dict[str, _Word]):
    """Words as they are met."""

    def __init__(self, lexicon: TopicLexicon) -> None:
        self._lexicon = lexicon

    def __missing__(self, word: str) -> _Word:
        telling = _telling(word, self._lexicon)
        closes = telling and not word.endswith(_ADJECTIVES)
        found = self[word] = _Word(_stem(word), telling, closes, word in self._lexicon.function)
        return found


def _met_twice(documents: Sequence[Lines], known: _Words) -> set[str]:
    """Stems that stand in two sentences at least: no other can be part of a wording that recurs."""
    once: set[str] = set()
    twice: set[str] = set()
    for lines in documents:
        for words in lines.words:
            stems = {known[word].stem for word in words}
            twice |= stems & once
            once |= stems
    return twice


def _collect(
    found: dict[tuple[str, ...], _Wording], lines: Lines, place: tuple[int, int], known: _Words, often: set[str]
) -> None:
    """Notes every wording of a sentence that may recur; sentences come in order."""
    number, k = place
    words, surface = lines.words[k], lines.surface[k]
    facts = [known[word] for word in words]
    for first, last in _spans(facts, lines.taken[k], often):
        key = tuple([one.stem for one in facts[first:last]])
        one = found.get(key)
        if one is None:
            one = found[key] = _Wording(key, first=" ".join(surface[first:last]))
        one.total += 1
        if first > 0:
            one.capital += all(w[:1].isupper() for w in surface[first:last])
            one.after_noun_sign += words[first - 1] in _NOUN_SIGNS
            one.after_verb_sign += words[first - 1] in _VERB_SIGNS
        if one.last != place:
            one.documents += one.last[0] != number
            one.last = place
            one.sentences += 1
            one.unlabelled += not lines.labelled[k]


_NOUN_SIGNS = frozenset(("the", "a", "an", "of", "its", "their", "his", "her", "our", "this", "these"))
_VERB_SIGNS = frozenset(("to", "will", "would", "shall", "should", "can", "could", "may", "might", "must", "firmly"))
"""Words after which a verb stands more often than a thing."""


def _spans(words: Sequence[_Word], taken: Sequence[bool], often: set[str]) -> Iterator[tuple[int, int]]:
    for first, word in enumerate(words):
        if taken[first] or not word.opens:
            continue
        for at in range(first, min(len(words), first + LONGEST)):
            if taken[at] or words[at].breaks or words[at].stem not in often:
                break
            if words[at].closes:
                yield first, at + 1


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
    sentences, sides = one.sentences, one.documents
    if one.after_verb_sign > one.after_noun_sign:
        return False
    if len(one.words) > 1:
        return sentences >= 2 and (one.unlabelled > 0 or sentences >= 3) and (sides == documents or sentences >= 3)
    if 2 * one.capital >= one.total and one.total:
        return sentences >= 3
    return sentences >= 3 and one.unlabelled > 0 and 2 * one.after_noun_sign >= one.total


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    size = len(short)
    return any(long[k : k + size] == short for k in range(len(long) - size + 1))
