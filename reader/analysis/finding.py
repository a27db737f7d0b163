"""What is found out about a sentence while a document is being read."""

from __future__ import annotations

from dataclasses import dataclass

from reader.analysis.names import Mention
from reader.analysis.people import Entity
from reader.analysis.tokens import Token
from reader.model import Attribution, Cue, Sentence


@dataclass(slots=True)
class Finding:
    """What was found out about one sentence."""

    speaker: str | None = None
    attribution: Attribution = Attribution.NARRATION
    cue: Cue | None = None
    blocked: bool = False
    """Somebody without a name speaks, so nothing carries over."""
    speak: bool = False
    labelled: bool = False
    """The paragraph carries the speaker's label, or the quotation a signature."""
    entity: Entity | None = None
    quoted: float = 0.0
    """Share of the sentence that stands in quotation marks."""


@dataclass(slots=True)
class Line:
    """A sentence while it is being read."""

    sentence: Sentence
    tokens: list[Token]
    mentions: list[Mention]
    quoted: float
