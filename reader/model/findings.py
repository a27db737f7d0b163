"""What is found in a document: its sentences with who says them and what about, speakers, people, topics, its event."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model.vocabulary import Attribution, BoilerplateKind, EventKind, Judge


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, as far as the text says it."""

    kind: EventKind | None = None
    place: str = ""
    """As written (*Great Hall of the People in Beijing*); empty where not said, and for calls and telegrams."""
    participants: tuple[str, ...] = ()
    """Names as in ``Document.people``, in order of mention: those who met or spoke, not those who attended."""


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that attribute a sentence (*Xi said*, *he added*), where they stand."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence lies within one paragraph; sentences of a paragraph come in order, only white space between them."""

    index: int
    start: int
    end: int
    text: str
    paragraph: int
    speaker: str | None = None
    """Full name as in ``Document.speakers``, ``BOTH_SIDES``, or None for narration."""
    attribution: Attribution = Attribution.NARRATION
    cue: Cue | None = None
    """None where the attribution is carried over from before, and for narration. May lie in an earlier sentence."""
    topics: tuple[str, ...] = ()
    """Labels from ``Document.topics``, at most three, most telling first."""
    speaker_by: Judge = Judge.PROGRAM
    """Who named the speaker."""
    topics_by: Judge = Judge.PROGRAM
    """Who named the topics."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person or body to whom at least one sentence is attributed, in order of first sentence."""

    name: str
    aliases: tuple[str, ...] = ()
    """Other wordings of the name in this document, in order of appearance."""
    role: str = ""
    sentences: int = 0
    words: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """A person who is named in the document, speaker or not, in order of first mention."""

    name: str
    aliases: tuple[str, ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """What sentences are about. The same label means the same topic in every document."""

    label: str
    sentences: int = 0
    words: tuple[str, ...] = ()
    """The wordings in this document that made the topic, most frequent first."""


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A title, name, dateline or agency tag: dimmed on request, out of scores, always in the text."""

    start: int
    end: int
    kind: BoilerplateKind

    def key(self, text: str) -> str:
        """The wording in ``text`` without regard to case and white space: equal for the same title or name."""
        return " ".join(text[self.start : self.end].split()).casefold()
