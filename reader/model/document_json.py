"""A document as JSON (docs/json.md)."""

from __future__ import annotations

from typing import Any

from reader.model.document import Document, Paragraph, Source
from reader.model.findings import Boilerplate, Cue, Event, Person, Sentence, Speaker, Topic
from reader.model.vocabulary import Attribution, BoilerplateKind, EventKind, Judge, ParagraphKind


def to_dict(document: Document) -> dict[str, Any]:
    """``Document.to_dict``."""
    return {
        "format": "readout-document",
        "version": 1,
        "title": document.title,
        "date": document.date,
        "event": _event_dict(document.event),
        "language": document.language,
        "source": {
            "name": document.source.name,
            "sha256": document.source.sha256,
            "kind": document.source.kind,
            "encoding": document.source.encoding,
            "encoding_guessed": document.source.encoding_guessed,
        },
        "text": document.text,
        "paragraphs": [
            {"start": p.start, "end": p.end, "kind": p.kind.value, "level": p.level} for p in document.paragraphs
        ],
        "sentences": [_sentence_dict(s) for s in document.sentences],
        "speakers": [
            {
                "name": s.name,
                "aliases": list(s.aliases),
                "role": s.role,
                "sentences": s.sentences,
                "words": s.words,
            }
            for s in document.speakers
        ],
        "people": [{"name": p.name, "aliases": list(p.aliases), "role": p.role} for p in document.people],
        "topics": [{"label": t.label, "sentences": t.sentences, "words": list(t.words)} for t in document.topics],
        "boilerplate": [{"start": b.start, "end": b.end, "kind": b.kind.value} for b in document.boilerplate],
        "warnings": list(document.warnings),
    }


def from_dict(data: dict[str, Any]) -> Document:
    """``Document.from_dict``."""
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
