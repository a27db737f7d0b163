"""The reader's notes: the little of Markdown that notes need, read into plain values.

No library and no HTML: what is not known to be a paragraph, heading, list item, quotation, code, emphasis or link stays
the words it is, angle brackets included, so nothing but these can come out on a page, whatever a note says. Linear in
the length of the note.
"""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from reader.patterns import deferred

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class BlockKind(StrEnum):
    """What a block of a note is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BULLET = "bullet"
    NUMBERED = "numbered"
    QUOTE = "quote"
    CODE = "code"


class Words(NamedTuple):
    """A stretch of a block in one style. A line end in ``text`` is one that is to be seen."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    is_code: bool = False
    link: str = ""
    """An address (http, https or mailto), else empty."""


class Block(NamedTuple):
    """A block of a note."""

    kind: BlockKind
    words: tuple[Words, ...]
    level: int = 1
    """Depth of a list item, from 1 to 4."""
    number: int = 0
    """Of a numbered item."""

    @property
    def text(self) -> str:
        """The words alone; an address stands behind the words that lead to it."""
        return "".join(shown(one) for one in self.words)


def shown(words: Words) -> str:
    """The words, followed by the address they lead to where they are not the address itself."""
    address = words.link.removeprefix("mailto:")
    return words.text if not address or words.text in (words.link, address) else f"{words.text} ({address})"


_FENCE = deferred(r"\s{0,3}(?:```|~~~)")
_HEADING = deferred(r"\s{0,3}#{1,6}[ \t]+(?=\S)")
_QUOTE = deferred(r"\s{0,3}>[ \t]?")
_ITEM = deferred(r"([ \t]*)(?:[-*+]|(\d{1,9})[.)])[ \t]+(?=\S)")
_DEEPEST = 4


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a note, in order. A line end within a paragraph stays one."""
    out: list[Block] = []
    held: list[str] = []
    kind, level, number = BlockKind.PARAGRAPH, 1, 0

    def close() -> None:
        if held:
            found = (Words("\n".join(held), is_code=True),) if kind is BlockKind.CODE else words("\n".join(held))
            out.append(Block(kind, found, level, number))
            held.clear()

    for line in text.expandtabs(4).splitlines():
        if _FENCE.match(line):
            close()
            kind = BlockKind.PARAGRAPH if kind is BlockKind.CODE else BlockKind.CODE
            continue
        if kind is BlockKind.CODE:
            held.append(line)
            continue
        given = _kind(line)
        if not line.strip() or given.kind is not BlockKind.PARAGRAPH:
            joins = given.kind is kind is BlockKind.QUOTE and bool(held)
            if not joins:
                close()
                kind, level, number = given.kind, given.level, given.number
        if given.text.strip():
            held.append(given.text.strip())
        if given.kind is BlockKind.HEADING:
            close()
            kind = BlockKind.PARAGRAPH
    close()
    return tuple(out)


class _Line(NamedTuple):
    kind: BlockKind
    text: str
    level: int = 1
    number: int = 0


def _kind(line: str) -> _Line:
    if found := _HEADING.match(line):
        return _Line(BlockKind.HEADING, line[found.end() :].rstrip().rstrip("#"))
    if found := _QUOTE.match(line):
        return _Line(BlockKind.QUOTE, line[found.end() :])
    if found := _ITEM.match(line):
        level = min(_DEEPEST, len(found[1]) // 2 + 1)
        kind = BlockKind.NUMBERED if found[2] else BlockKind.BULLET
        return _Line(kind, line[found.end() :], level, int(found[2] or 0))
    return _Line(BlockKind.PARAGRAPH, line)


_ADDRESS = r"(?:https?://|mailto:)[^\s<>\"'`\\^{}|]{1,2000}"
_TOKEN = deferred(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<fence>`{1,3})(?P<code>[^`]{1,2000})(?P=fence)(?!`)"
    r"|\[(?P<name>[^\[\]]{1,500})\]\((?P<target>[^\s()]{1,2000})\)"
    rf"|<(?P<pointed>{_ADDRESS})>"
    rf"|(?<!\w)(?P<bare>{_ADDRESS})"
    r"|(?P<mark>\*\*|__|\*|_)",
    re.IGNORECASE,
)
_SAFE = deferred(rf"{_ADDRESS}\Z", re.IGNORECASE)
_TRAILING = ".,:;!?)]}…。，"


def words(text: str, *, with_links: bool = True) -> tuple[Words, ...]:
    """The words of a block in their styles."""
    tokens = list(_TOKEN.finditer(text))
    last = {found["mark"]: found.start() for found in tokens if found["mark"] and _closes(text, found)}
    out: list[Words] = []
    style = {"bold": "", "italic": ""}
    at = 0
    for found in tokens:
        if found.start() < at:
            continue
        out.append(_styled(text[at : found.start()], style))
        at = found.end()
        if found["mark"]:
            if not _toggled(text, found, style, last):
                out.append(_styled(found[0], style))
        elif found["escaped"]:
            out.append(_styled(found["escaped"], style))
        elif found["code"]:
            out.append(_styled(found["code"], style)._replace(is_code=True))
        else:
            made, at = _linked(found, style) if with_links else ([_styled(found[0], style)], at)
            out += made
    out.append(_styled(text[at:], style))
    return tuple(_joined(out))


def _styled(text: str, style: dict[str, str]) -> Words:
    return Words(text, is_bold=bool(style["bold"]), is_italic=bool(style["italic"]))


def _toggled(text: str, found: re.Match[str], style: dict[str, str], last: dict[str, int]) -> bool:
    """Whether a mark of emphasis opens or closes one; asterisks amid blanks are asterisks."""
    mark = found["mark"]
    name = "bold" if len(mark) == 2 else "italic"
    if style[name] == mark and _closes(text, found):
        style[name] = ""
        return True
    if style[name] or last.get(mark, -1) <= found.end() or not _opens(text, found):
        return False
    style[name] = mark
    return True


def _opens(text: str, found: re.Match[str]) -> bool:
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    return bool(after.strip()) and not (found["mark"][0] == "_" and before.isalnum())


def _closes(text: str, found: re.Match[str]) -> bool:
    before, after = text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1]
    return bool(before.strip()) and not (found["mark"][0] == "_" and after.isalnum())


def _linked(found: re.Match[str], style: dict[str, str]) -> tuple[list[Words], int]:
    """A link as words with an address, and where the text goes on; what leads elsewhere stays the words it is."""
    plain = _styled("", style)
    if found["name"] is not None:
        if not _SAFE.match(found["target"]):
            return [plain._replace(text=found[0])], found.end()
        inner = words(found["name"], with_links=False)
        return [
            one._replace(
                link=found["target"],
                is_bold=one.is_bold or plain.is_bold,
                is_italic=one.is_italic or plain.is_italic,
            )
            for one in (Words("".join(one.text for one in inner)),)
        ], found.end()
    if found["pointed"]:
        return [plain._replace(text=found["pointed"], link=found["pointed"])], found.end()
    address = found["bare"].rstrip(_TRAILING)
    if not _SAFE.match(address):
        return [plain._replace(text=found[0])], found.end()
    return [plain._replace(text=address, link=address)], found.start() + len(address)


def _joined(found: Iterable[Words]) -> Iterator[Words]:
    """Neighbours alike as one; nothing empty."""
    for style, group in groupby((one for one in found if one.text), key=lambda one: one[1:]):
        yield Words("".join(one.text for one in group), *style)
