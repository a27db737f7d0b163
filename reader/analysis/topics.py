"""What it is about.

A sentence's topics come from two places: the lexicon of its language (topic_lexicon.py, editable), and wordings to
which the document keeps coming back (recurring.py), so that a matter nobody foresaw gets a topic too.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from reader.analysis.lexicons import names, primary
from reader.analysis.recurring import Lines, by_first_word, hits, recurring
from reader.analysis.topic_lexicon import Hit, TopicLexicon, topic_lexicon
from reader.model import Document, Person, Span, Speaker, Topic
from reader.text.datelines import dateline_spans
from reader.text.words import words

MOST = 3
"""Topics a sentence may carry."""


@dataclass(slots=True)
class _Read:
    """A document's words per sentence, with what the lexicon found in them."""

    document: Document
    lexicon: TopicLexicon
    words: list[list[str]] = field(default_factory=list)
    surface: list[list[str]] = field(default_factory=list)
    spans: list[list[Span]] = field(default_factory=list)
    hits: list[list[Hit]] = field(default_factory=list)


def label(document: Document) -> Document:
    """The document with ``topics`` and each sentence's topics filled in.

    Topics come from the lexicon of the document's language and from wordings that recur in the document.
    """
    read = _read(document)
    return _labelled(read, recurring([_lines(read)], read.lexicon))


def harmonise(left: Document, right: Document) -> tuple[Document, Document]:
    """Both documents with the topics they share named alike, including those found only by reading them together.

    Documents in two languages share the labels of the lexicons alone and come back as they are.
    """
    if primary(left.language) != primary(right.language):
        return left, right
    reads = [_read(left), _read(right)]
    wordings = recurring([_lines(one) for one in reads], reads[0].lexicon)
    return _labelled(reads[0], wordings), _labelled(reads[1], wordings)


def _read(document: Document) -> _Read:
    lexicon = topic_lexicon(primary(document.language))
    read = _Read(document, lexicon)
    origin = _Origin(document)
    for sentence in document.sentences:
        spans = words(document.text, sentence.start, sentence.end)
        surface = [document.text[a:b] for a, b in spans]
        lower = [_plain(word) for word in surface]
        read.spans.append(spans)
        read.surface.append(surface)
        read.words.append(lower)
        read.hits.append([hit for hit in lexicon.hits(lower) if not origin.covers(spans[hit.first].start)])
    return read


class _Origin:
    """Datelines and agency tags, which say where a text comes from and not what it is about."""

    def __init__(self, document: Document) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for one in sorted(dateline_spans(document.text, document.language), key=lambda one: one.start):
            if not self._ends or one.end > self._ends[-1]:
                self._starts.append(one.start)
                self._ends.append(one.end)

    def covers(self, at: int) -> bool:
        """Whether a character is part of one."""
        k = bisect_right(self._starts, at) - 1
        return k >= 0 and at < self._ends[k]


@lru_cache(maxsize=1 << 16)
def _plain(word: str) -> str:
    plain = word.replace("’", "'").casefold()
    return plain[:-2] if plain.endswith("'s") else plain


def _lines(read: _Read) -> Lines:
    """What recurring wordings may be made of: words outside topics, and neither names nor their titles."""
    document = read.document
    people: list[Person | Speaker] = [*document.people, *document.speakers]
    named = {
        word.casefold()
        for one in people
        for text in (one.name, one.role, *one.aliases)
        for word in text.replace(",", " ").split()
    }
    for country in names(primary(document.language)).countries:
        named.update((country, country + ".", *country.split()))
    taken = []
    for words_, found in zip(read.words, read.hits, strict=True):
        marks = [word in named for word in words_]
        for hit in found:
            marks[hit.first : hit.last] = [True] * (hit.last - hit.first)
        taken.append(marks)
    return Lines(read.words, read.surface, taken, [bool(found) for found in read.hits])


def _labelled(read: _Read, wordings: list[tuple[tuple[str, ...], str]]) -> Document:
    known = by_first_word(wordings)
    own = frozenset(name for _, name in wordings)
    found = [[*lexical, *hits(line, known)] for lexical, line in zip(read.hits, read.words, strict=True)]
    chosen = [_choose(one, line, read.lexicon, own) for one, line in zip(found, read.words, strict=True)]
    made: dict[str, Counter[str]] = {}
    count: Counter[str] = Counter()
    for one, spans, labels in zip(found, read.spans, chosen, strict=True):
        for hit in one:
            if hit.label in labels:
                wording = read.document.text[spans[hit.first].start : spans[hit.last - 1].end]
                made.setdefault(hit.label, Counter())[" ".join(wording.split())] += 1
        count.update(labels)
    first = {name: k for k, name in enumerate(dict.fromkeys(n for labels in chosen for n in labels))}
    order = sorted(count, key=lambda name: (-count[name], first[name]))
    topics = tuple(Topic(name, count[name], tuple(w for w, _ in made[name].most_common())) for name in order)
    sentences = tuple(
        s if s.topics == labels else replace(s, topics=labels)
        for s, labels in zip(read.document.sentences, chosen, strict=True)
    )
    return replace(read.document, sentences=sentences, topics=topics)


def _choose(found: Sequence[Hit], line: Sequence[str], lexicon: TopicLexicon, own: frozenset[str]) -> tuple[str, ...]:
    """The most telling labels of a sentence, at most three.

    A label weighs more with each further wording of it and the earlier it stands; a broad label weighs less, and so
    does one that is only a date or a background (*since the 18th National Congress*). Labels far below the first
    are left out.
    """
    if not found:
        return ()
    weight: dict[str, float] = {}
    first: dict[str, int] = {}
    for hit in _separate(found):
        value = 0.6 if hit.label in lexicon.broad or hit.label in own else 1.0
        value += 0.1 * min(2, hit.last - hit.first - 1)
        if any(word in lexicon.background for word in line[max(0, hit.first - 3) : hit.first]):
            value *= 0.5
        if hit.label in weight:
            weight[hit.label] = max(weight[hit.label], value) + 0.3
        else:
            first[hit.label] = hit.first
            weight[hit.label] = value * (1 - 0.3 * hit.first / max(1, len(line)))
    order = sorted(weight, key=lambda name: (-weight[name], first[name]))
    return tuple(name for name in order[:MOST] if weight[name] >= 0.4 * weight[order[0]])


def _separate(hits: Sequence[Hit]) -> list[Hit]:
    """Hits of a label that do not overlap one another, in order.

    What stands inside a longer wording of another label is part of that (*election as general secretary*).
    """
    end: dict[str, int] = {}
    kept: list[Hit] = []
    reach, outer = -1, ""
    for hit in sorted(hits, key=lambda one: (one.first, -one.last)):
        if hit.last <= reach and hit.label != outer:
            continue
        if hit.last > reach:
            reach, outer = hit.last, hit.label
        if hit.first >= end.get(hit.label, 0):
            kept.append(hit)
            end[hit.label] = hit.last
    return kept
