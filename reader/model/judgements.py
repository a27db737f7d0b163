"""What the reader of a comparison decided and wrote: kept apart from what the program found, and named as human."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from reader.model.span import Side

if TYPE_CHECKING:
    from reader.model.judgement import Note, PairJudgement, SpeakerJudgement, TopicJudgement
    from reader.model.vocabulary import Verdict


@dataclass(frozen=True, slots=True)
class Judgements:
    """Everything the reader added to a comparison. What single judgements are is loaded with the first of them.

    There is at most one judgement of a kind for each place; a later one replaces the earlier (``with_…``). Sentence
    indices are those of the documents it was made on. Notes keep the order in which they were written.
    """

    pairs: tuple[PairJudgement, ...] = ()
    """Sorted by (left, right)."""
    speakers: tuple[SpeakerJudgement, ...] = ()
    """Sorted by (side, sentence), left first."""
    topics: tuple[TopicJudgement, ...] = ()
    """Sorted by (side, sentence), left first."""
    earlier: Side | None = None
    """The document the reader calls the earlier one; None leaves it to the dates."""
    notes: tuple[Note, ...] = ()

    def __bool__(self) -> bool:
        return self != NONE

    def with_pair(self, left: int, right: int, verdict: Verdict | None) -> Judgements:
        """With a word on two sentences; None takes the reader's word back."""
        from reader.model.judgement import PairJudgement

        kept = [pair for pair in self.pairs if (pair.left, pair.right) != (left, right)]
        if verdict is not None:
            kept.append(PairJudgement(left, right, verdict))
        return replace(self, pairs=tuple(sorted(kept, key=lambda pair: (pair.left, pair.right))))

    def with_speaker(self, side: Side, sentence: int, speaker: str | None) -> Judgements:
        """With a word on who said a sentence; None for narration."""
        from reader.model.judgement import SpeakerJudgement

        return replace(self, speakers=in_order((*self.speakers, SpeakerJudgement(side, sentence, speaker))))

    def without_speaker(self, side: Side, sentence: int) -> Judgements:
        """With the program's speaker of a sentence again."""
        return replace(
            self, speakers=tuple(one for one in self.speakers if (one.side, one.sentence) != (side, sentence))
        )

    def with_topics(self, side: Side, sentence: int, topics: tuple[str, ...]) -> Judgements:
        """With a word on what a sentence is about; labels beyond the third are left out."""
        from reader.model.judgement import TopicJudgement

        labels = tuple(dict.fromkeys(topics))[:MOST_TOPICS]
        return replace(self, topics=in_order((*self.topics, TopicJudgement(side, sentence, labels))))

    def without_topics(self, side: Side, sentence: int) -> Judgements:
        """With the program's topics of a sentence again."""
        kept = tuple(one for one in self.topics if (one.side, one.sentence) != (side, sentence))
        return replace(self, topics=kept)

    def with_note(self, note: Note, index: int | None = None) -> Judgements:
        """With one more note, or with another one in the place of an old one."""
        if index is None:
            return replace(self, notes=(*self.notes, note))
        return replace(self, notes=(*self.notes[:index], note, *self.notes[index + 1 :]))

    def without_note(self, index: int) -> Judgements:
        """With one note less."""
        return replace(self, notes=(*self.notes[:index], *self.notes[index + 1 :]))

    def judged_sentences(self, side: Side) -> frozenset[int]:
        """Sentences of a side about which the reader decided something; notes decide nothing."""
        found = {pair.left if side is Side.LEFT else pair.right for pair in self.pairs}
        found.update(one.sentence for one in self.speakers if one.side is side)
        found.update(one.sentence for one in self.topics if one.side is side)
        return frozenset(found)

    def swapped(self) -> Judgements:
        """The same with left and right exchanged."""
        from reader.model.judgement import Note, PairJudgement

        return Judgements(
            pairs=tuple(sorted((PairJudgement(p.right, p.left, p.verdict) for p in self.pairs), key=_pair_key)),
            speakers=in_order(tuple(replace(one, side=one.side.other) for one in self.speakers)),
            topics=in_order(tuple(replace(one, side=one.side.other) for one in self.topics)),
            earlier=self.earlier and self.earlier.other,
            notes=tuple(Note(note.text, note.right, note.left) for note in self.notes),
        )

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready form (docs/json.md)."""
        return {
            "pairs": [{"left": p.left, "right": p.right, "verdict": p.verdict.value} for p in self.pairs],
            "speakers": [
                {"side": one.side.value, "sentence": one.sentence, "speaker": one.speaker} for one in self.speakers
            ],
            "topics": [
                {"side": one.side.value, "sentence": one.sentence, "topics": list(one.topics)} for one in self.topics
            ],
            "earlier": self.earlier and self.earlier.value,
            "notes": [{"text": n.text, "left": list(n.left), "right": list(n.right)} for n in self.notes],
        }

    @staticmethod
    def from_dict(data: dict[str, Any]) -> Judgements:
        """Inverse of ``to_dict``. Unknown keys are ignored; KeyError, TypeError or ValueError where it is not one."""
        from reader.model.judgement import Note, PairJudgement, SpeakerJudgement, TopicJudgement
        from reader.model.vocabulary import Verdict

        pairs = {
            (int(p["left"]), int(p["right"])): PairJudgement(int(p["left"]), int(p["right"]), Verdict(p["verdict"]))
            for p in data.get("pairs", ())
        }
        return Judgements(
            pairs=tuple(pair for _place, pair in sorted(pairs.items())),
            speakers=in_order(
                SpeakerJudgement(Side(one["side"]), int(one["sentence"]), one["speaker"])
                for one in data.get("speakers", ())
            ),
            topics=in_order(
                TopicJudgement(Side(one["side"]), int(one["sentence"]), tuple(map(str, one["topics"]))[:MOST_TOPICS])
                for one in data.get("topics", ())
            ),
            earlier=None if data.get("earlier") is None else Side(data["earlier"]),
            notes=tuple(
                Note(str(n["text"]), _indices(n.get("left", ())), _indices(n.get("right", ())))
                for n in data.get("notes", ())
            ),
        )


NONE: Final = Judgements()
"""Nothing added."""

MOST_TOPICS: Final = 3
"""Topics a sentence may have."""


def _pair_key(pair: PairJudgement) -> tuple[int, int]:
    return pair.left, pair.right


_Placed = TypeVar("_Placed", "SpeakerJudgement", "TopicJudgement")


def in_order(given: Iterable[_Placed]) -> tuple[_Placed, ...]:
    """Sorted by place; of several for one place the last."""
    latest = {(one.side is Side.RIGHT, one.sentence): one for one in given}
    return tuple(one for _place, one in sorted(latest.items()))


def _indices(given: Any) -> tuple[int, ...]:
    return tuple(sorted({int(index) for index in given}))
