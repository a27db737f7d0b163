"""What it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reader.analysis.lexicons import primary
from reader.analysis.topic_lexicon import Hit, TopicLexicon, topic_lexicon
from reader.model import Document, Topic
from reader.text.words import words

MOST = 3
"""Topics a sentence may carry."""


@dataclass(slots=True)
class _Read:
    """A sentence's words and what was found in them."""

    words: list[str]
    surface: list[str]
    hits: list[Hit] = field(default_factory=list)


def label(document: Document) -> Document:
    """The document with ``topics`` and each sentence's topics filled in."""
    lexicon = topic_lexicon(primary(document.language))
    return _labelled(document, lexicon, _read(document, lexicon))


def harmonise(left: Document, right: Document) -> tuple[Document, Document]:
    """Both documents with the topics they share named alike, including those found only by reading them together."""
    return left, right


def _read(document: Document, lexicon: TopicLexicon) -> list[_Read]:
    out = []
    for sentence in document.sentences:
        surface = [document.text[a:b] for a, b in words(document.text, sentence.start, sentence.end)]
        plain = [w.replace("’", "'").casefold() for w in surface]
        lower = [w[:-2] if w.endswith("'s") else w for w in plain]
        one = _Read(lower, surface)
        one.hits = lexicon.hits(lower)
        out.append(one)
    return out


def _labelled(document: Document, lexicon: TopicLexicon, read: Sequence[_Read]) -> Document:
    chosen = [_choose(one, lexicon) for one in read]
    made: dict[str, Counter[str]] = {}
    count: Counter[str] = Counter()
    for one, labels in zip(read, chosen, strict=True):
        for hit in one.hits:
            if hit.label in labels:
                made.setdefault(hit.label, Counter())[" ".join(one.surface[hit.first : hit.last])] += 1
        for name in labels:
            count[name] += 1
    first = {name: k for k, name in enumerate(dict.fromkeys(n for labels in chosen for n in labels))}
    order = sorted(count, key=lambda name: (-count[name], first[name]))
    topics = tuple(Topic(name, count[name], tuple(w for w, _ in made[name].most_common())) for name in order)
    sentences = tuple(replace(s, topics=labels) for s, labels in zip(document.sentences, chosen, strict=True))
    return replace(document, sentences=sentences, topics=topics)


def _choose(one: _Read, lexicon: TopicLexicon) -> tuple[str, ...]:
    """The most telling labels of a sentence, at most three.

    A label weighs more with each further wording of it and the earlier it stands; a broad label weighs less, and so
    does one that is only a date or a background (*since the 18th National Congress*). Labels far below the first
    are left out.
    """
    weight: dict[str, float] = {}
    first: dict[str, int] = {}
    for hit in _separate(one.hits):
        value = 0.6 if hit.label in lexicon.broad else 1.0
        value += 0.1 * min(2, hit.last - hit.first - 1)
        if any(word in lexicon.background for word in one.words[max(0, hit.first - 3) : hit.first]):
            value *= 0.5
        if hit.label in weight:
            weight[hit.label] = max(weight[hit.label], value) + 0.3
        else:
            first[hit.label] = hit.first
            weight[hit.label] = value * (1 - 0.3 * hit.first / max(1, len(one.words)))
    order = sorted(weight, key=lambda name: (-weight[name], first[name]))
    return tuple(name for name in order[:MOST] if weight[name] >= 0.4 * weight[order[0]])


def _separate(hits: Sequence[Hit]) -> list[Hit]:
    """Hits of a label that do not overlap one another, in order."""
    end: dict[str, int] = {}
    kept: list[Hit] = []
    for hit in hits:
        if hit.first >= end.get(hit.label, 0):
            kept.append(hit)
            end[hit.label] = hit.last
    return kept
