"""The reader's judgements carried over to documents that have been read again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from reader.i18n import _
from reader.model import Document, Judgements, Note, Side
from reader.model.judgements import in_order


@dataclass(frozen=True, slots=True)
class Carried:
    """Judgements on other documents than those they were made on."""

    judgements: Judgements
    lost: int
    """Judgements whose sentence is gone. Notes are never lost: they stay, with the words they were on."""


def carried_over(judgements: Judgements, before: Mapping[Side, Document], after: Mapping[Side, Document]) -> Carried:
    """Judgements moved to the sentences that have the same words now, the k-th of equal ones to the k-th.

    A note on a sentence that is gone quotes it and stays as a note on what is left of its sentences.
    """
    places = {side: _places(before[side], after[side]) for side in Side}
    pairs = [
        replace(pair, left=places[Side.LEFT][pair.left], right=places[Side.RIGHT][pair.right])
        for pair in judgements.pairs
        if pair.left in places[Side.LEFT] and pair.right in places[Side.RIGHT]
    ]
    speakers = [
        replace(one, sentence=places[one.side][one.sentence])
        for one in judgements.speakers
        if one.sentence in places[one.side]
    ]
    topics = [
        replace(one, sentence=places[one.side][one.sentence])
        for one in judgements.topics
        if one.sentence in places[one.side]
    ]
    moved = Judgements(
        pairs=tuple(sorted(pairs, key=lambda pair: (pair.left, pair.right))),
        speakers=in_order(speakers),
        topics=in_order(topics),
        earlier=judgements.earlier,
        notes=tuple(_note(note, places, before) for note in judgements.notes),
    )
    kept = len(pairs) + len(speakers) + len(topics)
    return Carried(moved, len(judgements.pairs) + len(judgements.speakers) + len(judgements.topics) - kept)


def _places(before: Document, after: Document) -> dict[int, int]:
    """For each sentence of the old document that the new one still has, its place there."""
    seen: Counter[str] = Counter()
    new: dict[tuple[str, int], int] = {}
    for sentence in after.sentences:
        new[sentence.text, seen[sentence.text]] = sentence.index
        seen[sentence.text] += 1
    seen.clear()
    out = {}
    for sentence in before.sentences:
        if (place := new.get((sentence.text, seen[sentence.text]))) is not None:
            out[sentence.index] = place
        seen[sentence.text] += 1
    return out


def _note(note: Note, places: Mapping[Side, Mapping[int, int]], before: Mapping[Side, Document]) -> Note:
    kept = {side: tuple(places[side][k] for k in note.sentences(side) if k in places[side]) for side in Side}
    gone = [
        before[side].sentences[k].text
        for side in Side
        for k in note.sentences(side)
        if k not in places[side] and 0 <= k < len(before[side].sentences)
    ]
    heads = [_("On a sentence that is no longer in the text: “{sentence}”").format(sentence=text) for text in gone]
    return Note(
        text="\n\n".join([*heads, note.text]),
        left=tuple(sorted(kept[Side.LEFT])),
        right=tuple(sorted(kept[Side.RIGHT])),
    )
