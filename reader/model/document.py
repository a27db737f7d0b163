"""One readout: its text, and what was found in it, all as spans into that text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from reader.model.span import Span
from reader.model.vocabulary import Judge

BOTH_SIDES: Final = "both sides"
"""The speaker of joint statements. Interfaces show it in their own language."""


class ParagraphKind(StrEnum):
    """What a block of the document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    TABLE_ROW = "table_row"


class Attribution(StrEnum):
    """How the writer gives a sentence to its speaker."""

    DIRECT = "direct"
    """Quoted: the sentence stands in quotation marks."""
    INDIRECT = "indirect"
    """Reported: the speaker's statement in the writer's words."""
    MIXED = "mixed"
    """Reported with quoted words inside."""
    NARRATION = "narration"
    """The writer's own: no speaker."""


class BoilerplateKind(StrEnum):
    """Why a stretch of text stays out of scores and statistics."""

    DATELINE = "dateline"
    TITLE = "title"
    NAME = "name"
    AGENCY = "agency"


class EventKind(StrEnum):
    """What an account is an account of."""

    CALL = "call"
    """By telephone or video."""
    TALKS = "talks"
    MEETING = "meeting"
    VISIT = "visit"
    STATEMENT = "statement"
    """Issued in writing, by one side or jointly."""
    TELEGRAM = "telegram"
    """A message sent: of congratulation, of condolence."""
    PRESS = "press"
    """A press conference or briefing."""
    SPEECH = "speech"


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, as far as the text says it."""

    kind: EventKind | None = None
    place: str = ""
    """As written (*Great Hall of the People in Beijing*); empty where not said, and for calls and telegrams."""
    participants: tuple[str, ...] = ()
    """Names as in ``Document.people``, in order of mention: those who met or spoke, not those who attended."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the text came from. ``sha256`` is of the bytes as read (of the UTF-8 text for text in memory)."""

    name: str
    """File name without folder, or a plain name such as ``clipboard``; never a path."""
    sha256: str
    kind: str
    """Name of the loader: ``text``, ``markdown``, ``html`` …; ``memory`` for text handed over."""
    encoding: str | None = None
    encoding_guessed: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block. Blocks come in order, do not overlap, and only white space lies between them."""

    start: int
    end: int
    kind: ParagraphKind = ParagraphKind.PARAGRAPH
    level: int = 0
    """1–6 for headings, nesting depth from 1 for list items, else 0."""


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


@dataclass(frozen=True, slots=True)
class Document:
    """A readout. Offsets are code points into ``text``, which is canonical (NFC, ``\\n``, no NUL, no surrogates)."""

    text: str
    title: str
    date: str | None
    """ISO 8601 day of the event or, failing that, of publication; None where neither was found."""
    language: str
    """BCP 47: ``en``, ``zh-Hans``, ``zh-Hant``, ``vi``, …; ``und`` where unknown."""
    source: Source
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    speakers: tuple[Speaker, ...] = ()
    people: tuple[Person, ...] = ()
    topics: tuple[Topic, ...] = ()
    boilerplate: tuple[Boilerplate, ...] = ()
    """Sorted by start; may overlap sentences' ends never, one another never."""
    warnings: tuple[str, ...] = ()
    """Plain sentences a reader should see: a guessed encoding, replaced characters, hidden text left out."""
    event: Event | None = None
    """None where the text does not say what happened."""

    def words_of(self, span: Span) -> str:
        """Text of a span."""
        return self.text[span.start : span.end]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready form, format ``readout-document`` version 1 (docs/json.md)."""
        return {
            "format": "readout-document",
            "version": 1,
            "title": self.title,
            "date": self.date,
            "event": _event_dict(self.event),
            "language": self.language,
            "source": {
                "name": self.source.name,
                "sha256": self.source.sha256,
                "kind": self.source.kind,
                "encoding": self.source.encoding,
                "encoding_guessed": self.source.encoding_guessed,
            },
            "text": self.text,
            "paragraphs": [
                {"start": p.start, "end": p.end, "kind": p.kind.value, "level": p.level} for p in self.paragraphs
            ],
            "sentences": [_sentence_dict(s) for s in self.sentences],
            "speakers": [
                {
                    "name": s.name,
                    "aliases": list(s.aliases),
                    "role": s.role,
                    "sentences": s.sentences,
                    "words": s.words,
                }
                for s in self.speakers
            ],
            "people": [{"name": p.name, "aliases": list(p.aliases), "role": p.role} for p in self.people],
            "topics": [{"label": t.label, "sentences": t.sentences, "words": list(t.words)} for t in self.topics],
            "boilerplate": [{"start": b.start, "end": b.end, "kind": b.kind.value} for b in self.boilerplate],
            "warnings": list(self.warnings),
        }

    def to_json(self) -> str:
        """``to_dict`` as indented UTF-8-ready JSON, ending in a newline."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n"

    @staticmethod
    def from_dict(data: dict[str, Any]) -> Document:
        """Inverse of ``to_dict``. Unknown keys are ignored; KeyError, TypeError or ValueError where it is not one."""
        source = data["source"]
        return Document(
            text=data["text"],
            title=data["title"],
            date=data["date"],
            language=data["language"],
            source=Source(
                name=source["name"],
                sha256=source["sha256"],
                kind=source["kind"],
                encoding=source.get("encoding"),
                encoding_guessed=source.get("encoding_guessed", False),
            ),
            paragraphs=tuple(
                Paragraph(p["start"], p["end"], ParagraphKind(p["kind"]), p.get("level", 0)) for p in data["paragraphs"]
            ),
            sentences=tuple(_sentence_from(s) for s in data["sentences"]),
            speakers=tuple(
                Speaker(s["name"], tuple(s["aliases"]), s["role"], s["sentences"], s["words"]) for s in data["speakers"]
            ),
            people=tuple(Person(p["name"], tuple(p["aliases"]), p["role"]) for p in data.get("people", ())),
            topics=tuple(Topic(t["label"], t["sentences"], tuple(t.get("words", ()))) for t in data["topics"]),
            boilerplate=tuple(
                Boilerplate(b["start"], b["end"], BoilerplateKind(b["kind"])) for b in data.get("boilerplate", ())
            ),
            warnings=tuple(data["warnings"]),
            event=_event_from(data.get("event")),
        )


def _event_dict(event: Event | None) -> dict[str, Any] | None:
    if event is None:
        return None
    kind = None if event.kind is None else event.kind.value
    return {"kind": kind, "place": event.place, "participants": list(event.participants)}


def _event_from(data: dict[str, Any] | None) -> Event | None:
    if data is None:
        return None
    kind = data.get("kind")
    return Event(
        kind=EventKind(kind) if kind in set(EventKind) else None,  # later versions may know more kinds
        place=data.get("place", ""),
        participants=tuple(data.get("participants", ())),
    )


def _sentence_dict(s: Sentence) -> dict[str, Any]:
    return {
        "index": s.index,
        "start": s.start,
        "end": s.end,
        "text": s.text,
        "paragraph": s.paragraph,
        "speaker": s.speaker,
        "attribution": s.attribution.value,
        "cue": None if s.cue is None else {"start": s.cue.start, "end": s.cue.end, "text": s.cue.text},
        "topics": list(s.topics),
        "speaker_by": s.speaker_by.value,
        "topics_by": s.topics_by.value,
    }


def _sentence_from(data: dict[str, Any]) -> Sentence:
    cue = data["cue"]
    return Sentence(
        index=data["index"],
        start=data["start"],
        end=data["end"],
        text=data["text"],
        paragraph=data["paragraph"],
        speaker=data["speaker"],
        attribution=Attribution(data["attribution"]),
        cue=None if cue is None else Cue(cue["start"], cue["end"], cue["text"]),
        topics=tuple(data["topics"]),
        speaker_by=Judge(data.get("speaker_by", "program")),
        topics_by=Judge(data.get("topics_by", "program")),
    )
