"""How much of a document is whose, and where: shares of words, and the strips that show the order of mention.

Places are measured in words, not in characters or pixels: a document is a line from 0 to 1 on which every word of every
sentence takes the same room, so that the length of somebody's stretches adds up to their share.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from reader.model import Document
from reader.text.words import words

FINEST: Final = 1 / 4096
"""What part of a document a gap is at least: a fraction of a pixel on the widest strip."""


class Presence(NamedTuple):
    """One speaker or topic in a document."""

    name: str | None
    """A speaker's name or a topic's label; None for narration, or for sentences without a topic."""
    sentences: tuple[int, ...]
    """Places in ``Document.sentences``, ascending."""
    words: int
    share: float
    """0–1 of the words of all sentences. Topics' shares may add up to more than 1: a sentence may have three."""
    stretches: tuple[tuple[float, float], ...]
    """Where the sentences stand, 0–1, ascending; sentences in a row are one stretch, and so are those between which
    less stands than can be seen (a ``FINEST`` part of the document)."""


def speaker_presence(document: Document) -> tuple[Presence, ...]:
    """Speakers in the order in which they first speak; narration last, where there is any. Shares add up to 1."""
    order = [*(speaker.name for speaker in document.speakers), None]
    return _presence(document, order, ((s.index, (s.speaker,)) for s in document.sentences))


def topic_presence(document: Document) -> tuple[Presence, ...]:
    """Topics as the document lists them; the sentences without one last, where there are any."""
    order = [*(topic.label for topic in document.topics), None]
    return _presence(document, order, ((s.index, s.topics or (None,)) for s in document.sentences))


def _presence(
    document: Document, order: Iterable[str | None], given: Iterable[tuple[int, tuple[str | None, ...]]]
) -> tuple[Presence, ...]:
    sizes = [len(words(document.text, sentence.start, sentence.end)) for sentence in document.sentences]
    edges = list(accumulate(sizes, initial=0))
    total = max(1, edges[-1])
    found: dict[str | None, list[int]] = {}
    for index, names in given:
        for name in names:
            found.setdefault(name, []).append(index)
    return tuple(
        Presence(name, tuple(held), count, count / total, tuple((a / total, b / total) for a, b in _runs(held, edges)))
        for name in order
        if (held := found.get(name))
        for count in [sum(sizes[index] for index in held)]
    )


def _runs(held: list[int], edges: list[int]) -> list[tuple[int, int]]:
    """Words at which runs of sentences begin and end; sentences without words make none."""
    breaks = [0, *(k for k, (a, b) in enumerate(pairwise(held), 1) if b != a + 1), len(held)]
    runs = [(edges[held[a]], edges[held[b - 1] + 1]) for a, b in pairwise(breaks)]
    out: list[tuple[int, int]] = []
    for start, end in runs:
        if out and start - out[-1][1] < FINEST * edges[-1]:
            out[-1] = out[-1][0], end
        elif end > start:
            out.append((start, end))
    return out
