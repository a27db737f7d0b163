"""What is found out about a sentence while a document is being read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.analysis.names import Mention
from reader.analysis.people import Entity
from reader.analysis.tokens import Token
from reader.model import Attribution, Cue, Sentence


@dataclass(slots=True, eq=False)
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


@dataclass(slots=True, eq=False)
class Line:
    """A sentence while it is being read."""

    sentence: Sentence
    quoted: float
    cut: Callable[[Sentence], list[Token]]
    """Gives the tokens of a sentence."""
    mentions: Sequence[Mention] = ()
    silent: bool = False
    """Nobody is named in it, and nobody is said to speak."""
    _tokens: list[Token] | None = None

    @property
    def tokens(self) -> list[Token]:
        """Words and signs; cut when first asked for, which those of most sentences in a long text never are."""
        if self._tokens is None:
            self._tokens = self.cut(self.sentence)
        return self._tokens
