"""What holds at a place of an RTF document: formatting, styles, fonts, tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

from reader.loaders.flow import Flow
from reader.model import ParagraphKind
from reader.patterns import deferred

_HEADING: Final = deferred(r"heading ([1-9])")
_CONTENTS: Final = deferred(r"(?:toc|contents) (?:[1-9]|heading)")
_QUOTES: Final = frozenset(("quote", "intense quote", "quotations", "quotation", "block text", "block quotation"))
_DEEPEST_TABLE: Final = 32
NO_OUTLINE: Final = 9
"""Outline level of what is no heading; those of headings begin with 0."""
_LONGEST_CHAIN: Final = 64
"""Styles based on each other that are followed; word processors stop sooner."""


class Into(Enum):
    """Where the words of a group go."""

    TEXT = auto()
    TITLE = auto()
    FONT = auto()
    STYLE = auto()
    FIELD = auto()
    NOWHERE = auto()


@dataclass(slots=True)
class State:
    """Formatting within a group; it begins as a copy of that around the group."""

    into: Into = Into.TEXT
    font: int = -1
    replaced: int = 1
    """How many characters after ``\\u`` stand for it in programs that do not know it."""
    hidden: bool = False
    deleted: bool = False
    style: int = 0
    outline: int = NO_OUTLINE
    in_list: bool = False
    list_level: int = 0
    table_depth: int = 0
    first_only: bool = False
    """The group says the same twice, and the first telling is passed over."""
    note_at_end: bool = False
    closed: Callable[[], None] | None = None
    """What is to be done at the end of the group."""

    def inner(self) -> State:
        """The state with which a group within begins."""
        return replace(self, first_only=False, closed=None)

    def begin_paragraph(self) -> None:
        """Formatting of paragraphs as it is by default."""
        self.style, self.outline, self.in_list, self.list_level, self.table_depth = 0, NO_OUTLINE, False, 0, 0


@dataclass(slots=True)
class Font:
    """A font as the file names it."""

    name: str = ""
    encoding: str | None = None


@dataclass(slots=True)
class Style:
    """A style of paragraphs as the file describes it."""

    name: str = ""
    outline: int = NO_OUTLINE
    hidden: bool = False
    based_on: int = -1


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a style and those it is based on come to."""

    kind: ParagraphKind = ParagraphKind.PARAGRAPH
    level: int = 0
    hidden: bool = False
    is_title: bool = False
    is_contents: bool = False


class Styles:
    """Styles by number."""

    def __init__(self) -> None:
        self._styles: dict[int, Style] = {}
        self._resolved: dict[int, Resolved] = {}

    def add(self, number: int) -> Style:
        """A new style under a number, to be filled in."""
        self._resolved.clear()
        self._styles[number] = Style()
        return self._styles[number]

    def resolved(self, number: int) -> Resolved:
        """What a style comes to; an unknown one is plain."""
        if number not in self._resolved:
            if number not in self._styles:
                return Resolved()
            self._resolved[number] = _resolved(list(self._chain(number)))
        return self._resolved[number]

    def _chain(self, number: int) -> Iterator[Style]:
        seen: set[int] = set()
        while number in self._styles and number not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(number)
            yield self._styles[number]
            number = self._styles[number].based_on


def _resolved(chain: list[Style]) -> Resolved:
    """The nearest style that says something decides."""
    hidden = any(style.hidden for style in chain)
    for style in chain:
        name = style.name.strip(" ;").lower()
        if _CONTENTS.fullmatch(name):
            return Resolved(hidden=hidden, is_contents=True)
        heading = _HEADING.fullmatch(name)
        if heading or 0 <= style.outline < NO_OUTLINE:
            return Resolved(ParagraphKind.HEADING, int(heading[1]) if heading else style.outline + 1, hidden)
        if name in ("title", "subtitle"):
            return Resolved(ParagraphKind.HEADING, 1 if name == "title" else 2, hidden, is_title=name == "title")
        if name in _QUOTES:
            return Resolved(ParagraphKind.QUOTE, 0, hidden)
    return Resolved(hidden=hidden)


class Tables:
    """Rows and cells, which RTF ends and never begins: they begin with the first words in them."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        # Of the text and of every note and box: for each table within the other whether a cell is open.
        self._open: list[list[bool]] = [[]]

    def enter(self) -> None:
        """Something with tables of its own begins: a note, a box."""
        self._open.append([])

    def leave(self) -> None:
        """It ends; its tables with it."""
        self.to_depth(0)
        self._open.pop()

    def to_depth(self, depth: int) -> None:
        """The next words stand in this many tables within each other."""
        rows = self._open[-1]
        while len(rows) > depth:
            self._close_row()
        while len(rows) < min(depth, _DEEPEST_TABLE):
            self._open_cell()
            self._flow.open_row()
            rows.append(False)
        self._open_cell()

    def end_cell(self, level: int) -> bool:
        """A cell ends in a table at a level, 1 for one in no other; False where there is no such table."""
        rows = self._open[-1]
        while len(rows) > level:
            self._close_row()
        if len(rows) < level:
            return False
        self._open_cell()
        rows[-1] = False
        self._flow.close_cell()
        return True

    def end_row(self, level: int) -> bool:
        """A row ends in a table at a level; False where there is none."""
        found = len(self._open[-1]) >= level
        while len(self._open[-1]) >= level:
            self._close_row()
        return found

    def _open_cell(self) -> None:
        rows = self._open[-1]
        if rows and not rows[-1]:
            rows[-1] = True
            self._flow.open_cell()

    def _close_row(self) -> None:
        if self._open[-1].pop():
            self._flow.close_cell()
        self._flow.close_row()
