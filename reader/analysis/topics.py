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
    """The most telling labels: those with most words in the sentence, specific ones before general ones."""
    weight: dict[str, float] = {}
    covered: dict[str, set[int]] = {}
    for hit in one.hits:
        covered.setdefault(hit.label, set()).update(range(hit.first, hit.last))
    for name, places in covered.items():
        weight[name] = len(places)
    order = sorted(weight, key=lambda n: (n in lexicon.general, -weight[n], min(covered[n])))
    return tuple(order[:MOST])
