"""The running text of a word processor's document: its blocks, notes, boxes and rows put in the order of reading.

Loaders of Word, OpenDocument, RTF and e-books tell a Flow what they come across; the Flow knows where it belongs.
Text boxes stand after the paragraph they hang on, notes at the end of the document, each with its mark in brackets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from reader.errors import UnreadableFile
from reader.i18n import _
from reader.loaders.blocks import Blocks
from reader.loaders.left_out import LeftOut, Reason
from reader.loaders.limits import TEXT_CHARACTERS
from reader.model import Paragraph, ParagraphKind

_DEEPEST: Final = {
    ParagraphKind.HEADING: 6,
    ParagraphKind.LIST_ITEM: 9,
    ParagraphKind.PARAGRAPH: 0,
    ParagraphKind.QUOTE: 0,
    ParagraphKind.TABLE_ROW: 0,
}
_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or, if ``at_end``, an endnote. ``key`` tells it from others with the same mark."""

    mark: str
    key: str
    at_end: bool = False


@dataclass(frozen=True, slots=True)
class _Block:
    text: str
    kind: ParagraphKind
    level: int
    cells: tuple[str, ...] = ()


@dataclass(slots=True)
class _Part:
    """Something with paragraphs in it: the document, a text box, a note, a cell."""

    blocks: list[_Block] = field(default_factory=list)
    running: list[str] = field(default_factory=list)
    has_words: bool = False
    marked: bool = False
    """The mark of a note was the last that was said."""
    begun: bool = False
    kind: ParagraphKind = ParagraphKind.PARAGRAPH
    level: int = 0
    boxes: list[_Block] = field(default_factory=list)
    """What hangs on the paragraph that is being written."""
    rows: list[list[list[_Block]]] = field(default_factory=list)
    """Tables within each other: the cells so far of the row that is being written."""


class Flow:
    """Collects a document. Everything opened is closed again, in reverse order."""

    def __init__(self) -> None:
        self.left_out = LeftOut()
        self.title: str | None = None
        """Words of the first paragraph that is marked as the title."""
        self._parts = [_Part()]
        self._muted: list[Reason] = []
        self._notes: dict[Note, list[_Block]] = {}
        self._length = 0

    # --- words

    def say(self, text: str, *, leave_out: Reason | None = None) -> None:
        """Adds words to the paragraph, or to what is left out."""
        reason = self._muted[-1] if self._muted else leave_out
        if reason is not None:
            self.left_out.add(reason, text)
            return
        part = self._parts[-1]
        if part.marked and text:
            part.marked = False
            text = f" {text}" if text[0].isalnum() and not _is_wide(text[0]) else text
        part.running.append(text)
        part.has_words = part.has_words or not text.isspace()
        self._length += len(text)
        if self._length > TEXT_CHARACTERS:
            limit = TEXT_CHARACTERS // 1_000_000
            raise UnreadableFile(
                _("{{file}} holds more than {limit} million characters, the most Readout reads.").format(limit=limit),
                _("Choose a shorter text."),
            )

    def call_note(self, note: Note) -> None:
        """Adds the mark of a note in brackets, apart from the words around it. A note nobody calls is not shown."""
        if self._muted:
            return
        self._notes.setdefault(note, [])
        part = self._parts[-1]
        before = "".join(part.running[-1:])[-1:]
        self.say(f" [{note.mark}]" if before.isalnum() and not _is_wide(before) else f"[{note.mark}]")
        part.marked = True

    def mute(self, reason: Reason) -> None:
        """Leaves out all that is said until ``unmute``."""
        self._muted.append(reason)

    def unmute(self) -> None:
        """Ends the innermost ``mute``."""
        self._muted.pop()

    # --- paragraphs

    def begin_paragraph(self, kind: ParagraphKind = ParagraphKind.PARAGRAPH, level: int = 0) -> None:
        """Says what the paragraph is; words before its end belong to it. One that goes on keeps what it began as."""
        part = self._parts[-1]
        part.begun = True
        if not self._muted and not part.has_words:
            part.kind, part.level = kind, min(level, _DEEPEST[kind])

    def end_paragraph(self, *, is_title: bool = False) -> None:
        """Makes a block of what was said since the last one ended."""
        if self._muted:
            self.left_out.add(self._muted[-1], "\n")
            return
        part = self._parts[-1]
        if part.has_words:
            text = "".join(part.running)
            part.blocks.append(_Block(text, part.kind, part.level))
            if is_title and self.title is None:
                self.title = " ".join(text.split())
        part.blocks += part.boxes
        part.running.clear()
        part.boxes.clear()
        part.begun = part.has_words = False
        part.marked = False
        part.kind, part.level = ParagraphKind.PARAGRAPH, 0

    def recast(self, kind: ParagraphKind, level: int) -> None:
        """Says what the paragraph is after its words."""
        if not self._muted:
            self._parts[-1].kind, self._parts[-1].level = kind, min(level, _DEEPEST[kind])

    @property
    def is_blank(self) -> bool:
        """Whether nothing was said yet in this paragraph."""
        return not self._parts[-1].running

    @property
    def beginning(self) -> str:
        """The first characters of the paragraph, ten at least if it has as many."""
        return "".join(self._parts[-1].running[:10])

    # --- what has paragraphs of its own

    def open_box(self) -> None:
        """A text box begins."""
        self._parts.append(_Part())

    def close_box(self) -> None:
        """The box ends; its blocks follow the paragraph in which it was opened, if in one."""
        blocks = self._close()
        part = self._parts[-1]
        into = part.boxes if part.begun else part.blocks
        into += blocks

    def open_note(self) -> None:
        """The words of a note begin."""
        self._parts.append(_Part())

    def close_note(self, note: Note | None, *, call: bool = False) -> None:
        """The note ends; it stands at the end of the document if it was called, or is to be called here."""
        blocks = self._close()
        if call and note is not None:
            self.call_note(note)
        if note in self._notes:
            self._notes[note] += blocks

    def open_row(self) -> None:
        """A row of a table begins."""
        self.end_paragraph()
        self._parts[-1].rows.append([])

    def open_cell(self) -> None:
        """A cell begins."""
        self._parts.append(_Part())

    def close_cell(self) -> None:
        """The cell ends. Outside a row it is as good as a box."""
        blocks = self._close()
        part = self._parts[-1]
        if part.rows:
            part.rows[-1].append(blocks)
        else:
            part.boxes += blocks

    def close_row(self) -> None:
        """The row ends: one block if it holds data, else the blocks of its cells one after the other.

        It holds data if it has two cells or more and none of them more than one paragraph.
        """
        part = self._parts[-1]
        cells = part.rows.pop()
        if len(cells) > 1 and all(len(cell) <= 1 and not any(block.cells for block in cell) for cell in cells):
            row = tuple(cell[0].text if cell else "" for cell in cells)
            if any(text.strip() for text in row):
                part.blocks.append(_Block("", ParagraphKind.TABLE_ROW, 0, row))
        else:
            part.blocks += [block for cell in cells for block in cell]

    def take_over(self, text: str, paragraphs: tuple[Paragraph, ...]) -> None:
        """Adds the blocks of a document that lies in this one; a text without blocks has one a line."""
        self.end_paragraph()
        lines = [Paragraph(found.start(), found.end()) for found in re.finditer(r"[^\n]+", text)]
        for paragraph in paragraphs or lines:
            words = text[paragraph.start : paragraph.end]
            if paragraph.kind is ParagraphKind.TABLE_ROW:
                self.open_row()
                for cell in words.split("\t"):
                    self.open_cell()
                    self.say(cell)
                    self.close_cell()
                self.close_row()
            else:
                self.begin_paragraph(paragraph.kind, paragraph.level)
                self.say(words)
                self.end_paragraph()

    def _close(self) -> list[_Block]:
        self.end_paragraph()
        return self._parts.pop().blocks

    # --- the end

    def text(self) -> tuple[str, tuple[Paragraph, ...]]:
        """Text and blocks of the whole document; at its end the footnotes, then the endnotes, as they were called."""
        self.end_paragraph()
        blocks = Blocks()
        for block in self._parts[0].blocks:
            _add(blocks, block)
        for note in sorted(self._notes, key=lambda note: note.at_end):
            for k, block in enumerate(self._notes[note]):
                _add(blocks, replace(block, text=f"[{note.mark}] {block.text.lstrip()}") if k == 0 else block)
        return blocks.text()


def roman(count: int) -> str:
    """A number in small Roman letters, as endnotes are counted."""
    out = ""
    for value, letters in _ROMAN:
        times, count = divmod(count, value)
        out += letters * times
    return out


def _add(blocks: Blocks, block: _Block) -> None:
    if block.cells:
        blocks.add_row(block.cells)
    else:
        blocks.add(block.text, block.kind, block.level)


def _is_wide(character: str) -> bool:
    return "\u2e80" <= character <= "\uffef"
