"""What each side says on a topic, to be set side by side."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model import Comparison, Side, State


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence on a topic."""

    sentence: int
    """Its place in the document."""
    speaker: str | None
    """None for narration."""
    state: State


@dataclass(frozen=True, slots=True)
class Stance:
    """What both documents say on one topic, each in the order of its text; empty where one is silent on it."""

    topic: str
    left: tuple[Said, ...]
    right: tuple[Said, ...]

    def of(self, side: Side) -> tuple[Said, ...]:
        """The sentences of one side."""
        return self.left if side is Side.LEFT else self.right


def stances(comparison: Comparison) -> tuple[Stance, ...]:
    """Every topic of the two documents: those of the left as it lists them, then those only the right has."""
    left, right = (_by_topic(comparison, side) for side in (Side.LEFT, Side.RIGHT))
    labels = (topic.label for side in (Side.LEFT, Side.RIGHT) for topic in comparison.document(side).topics)
    return tuple(
        Stance(label, tuple(left.get(label, ())), tuple(right.get(label, ()))) for label in dict.fromkeys(labels)
    )


def _by_topic(comparison: Comparison, side: Side) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = {}
    for sentence, state in zip(comparison.document(side).sentences, comparison.states(side), strict=True):
        for label in sentence.topics:
            found.setdefault(label, []).append(Said(sentence.index, sentence.speaker, state))
    return found
