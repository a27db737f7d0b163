"""Collects the blocks of a structured document into one text with spans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from reader.model import Paragraph, ParagraphKind
from reader.patterns import deferred

_SPACE = deferred(r"[^\S\u3000\xa0]+")
# A line break in the source between two letters of a script without spaces is not a space.
_CJK = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]"
_CJK_BREAK = deferred(rf"(?<={_CJK})[ \t]*\n\s*(?={_CJK})")

LINE_BREAK = "\u2028"
"""Stands for a line break the document asks for, while a block is being collected."""


@dataclass(slots=True)
class Blocks:
    """Blocks in reading order. Empty ones are dropped."""

    _found: list[tuple[str, ParagraphKind, int]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(self, raw: str, kind: ParagraphKind = ParagraphKind.PARAGRAPH, level: int = 0) -> None:
        """Adds running text as one block, or as several where LINE_BREAK parts it; white space is made single."""
        for line in raw.split(LINE_BREAK):
            text = _SPACE.sub(" ", _CJK_BREAK.sub("", line)).strip()
            if text:
                self._found.append((text, kind, level))

    def add_lines(self, raw: str) -> None:
        """Adds preformatted text: one block a line."""
        for line in raw.splitlines():
            self.add(line)

    def add_row(self, cells: Iterable[str]) -> None:
        """Adds a row of a table: its cells with a tab between them."""
        row = "\t".join(" ".join(cell.split()) for cell in cells)
        if row.strip():
            self._found.append((row.strip(), ParagraphKind.TABLE_ROW, 0))

    def insert_title(self, title: str) -> None:
        """Puts a heading before everything, unless a heading of these words is there."""
        if not any(text == title and kind is ParagraphKind.HEADING for text, kind, _level in self._found):
            self._found.insert(0, (title, ParagraphKind.HEADING, 1))

    def text(self) -> tuple[str, tuple[Paragraph, ...]]:
        """The text, items of a list and rows of a table on lines next to each other, and its blocks."""
        parts: list[str] = []
        paragraphs: list[Paragraph] = []
        at = 0
        before: ParagraphKind | None = None
        for text, kind, level in self._found:
            if before is not None:
                tight = before is kind and kind in (ParagraphKind.LIST_ITEM, ParagraphKind.TABLE_ROW)
                parts.append("\n" if tight else "\n\n")
                at += len(parts[-1])
            parts.append(text)
            paragraphs.append(Paragraph(at, at + len(text), kind, level))
            at += len(text)
            before = kind
        return "".join(parts), tuple(paragraphs)
