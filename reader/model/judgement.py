"""One thing each that the reader of a comparison decided or wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model.span import Side

if TYPE_CHECKING:
    from reader.model.vocabulary import Verdict


@dataclass(frozen=True, slots=True)
class PairJudgement:
    """The reader's word on one sentence of the left and one of the right."""

    left: int
    right: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class SpeakerJudgement:
    """The reader's word on who said a sentence; None stands for narration."""

    side: Side
    sentence: int
    speaker: str | None


@dataclass(frozen=True, slots=True)
class TopicJudgement:
    """The reader's word on what a sentence is about: none to three labels, most telling first."""

    side: Side
    sentence: int
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """The reader's own words, in Markdown, on sentences of either side; on the whole comparison where it names none."""

    text: str
    left: tuple[int, ...] = ()
    right: tuple[int, ...] = ()

    def sentences(self, side: Side) -> tuple[int, ...]:
        """Sentence indices of one side."""
        return self.left if side is Side.LEFT else self.right
