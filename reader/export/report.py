"""A comparison on paper, before it is a Word document or a PDF: paragraphs, tables and runs, all of them plain values.

Two writers draw the same report (reader.export.docx, and reader.ui.printing for PDF and printers), so that they cannot
say different things. Text of the documents stands in runs as it is; nothing is markup.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from reader.theme import Style


class Kind(StrEnum):
    """What a paragraph is."""

    TITLE = "title"
    KICKER = "kicker"
    HEADING_1 = "heading_1"
    HEADING_2 = "heading_2"
    HEADING_3 = "heading_3"
    BODY = "body"
    TEXT = "text"
    """A paragraph of one of the documents."""
    SMALL = "small"
    NOTICE = "notice"
    BULLET = "bullet"
    NUMBERED = "numbered"
    QUOTE = "quote"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in one look."""

    text: str
    style: Style | None = None
    """Look of the marks on it; None for the plain look of the paragraph."""
    is_bold: bool = False
    is_italic: bool = False
    is_small: bool = False
    """Numbers and references beside the words of the documents."""
    is_code: bool = False
    target: str = ""
    """Place in the report to which it leads."""
    address: str = ""
    """Address elsewhere to which it leads."""
    anchor: str = ""
    """Name of the place it is."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    runs: tuple[Run, ...]
    kind: Kind = Kind.BODY
    level: int = 0
    """Depth of lists, from 1."""
    number: int = 0
    """Of a numbered item."""
    language: str = ""
    """BCP 47 where it is another than the report's own."""
    is_rtl: bool = False

    @property
    def text(self) -> str:
        """The characters of all runs."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: a cell is a list of paragraphs, which may be empty."""

    cells: tuple[tuple[Paragraph, ...], ...]
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table."""

    widths: tuple[int, ...]
    """Of the columns, in hundredths of the whole."""
    rows: tuple[Row, ...]
    has_lines: bool = True
    """Whether thin lines part its rows."""


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of a reworded sentence: kept (both), gone (only in the earlier wording) or added (only in the later)."""

    text: str
    is_gone: bool = False
    is_added: bool = False


@dataclass(frozen=True, slots=True)
class TrackedParagraph:
    """Two wordings of one statement in one: without what is added the earlier, without what is gone the later one."""

    lead: tuple[Run, ...]
    changes: tuple[Change, ...]
    language: str = ""
    is_rtl: bool = False


Block = Paragraph | Table | TrackedParagraph


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    subject: str = ""
    keywords: tuple[str, ...] = field(default=())
