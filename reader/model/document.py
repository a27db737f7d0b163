"""One readout: its text, and what was found in it, all as spans into that text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reader.model.vocabulary import ParagraphKind

if TYPE_CHECKING:
    from reader.model.findings import Boilerplate, Event, Person, Sentence, Speaker, Topic
    from reader.model.span import Span


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
        from reader.model.document_json import to_dict  # here and below: most documents are never written as JSON

        return to_dict(self)

    def to_json(self) -> str:
        """``to_dict`` as indented UTF-8-ready JSON, ending in a newline."""
        import json

        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n"

    @staticmethod
    def from_dict(data: dict[str, Any]) -> Document:
        """Inverse of ``to_dict``. Unknown keys are ignored; KeyError, TypeError or ValueError where it is not one."""
        from reader.model.document_json import from_dict

        return from_dict(data)
