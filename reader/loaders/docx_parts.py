"""The parts of a Word document beside its text: what belongs to what, styles and lists."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from reader.loaders.archive import Archive
from reader.loaders.xml_events import visit
from reader.model import ParagraphKind
from reader.patterns import deferred

PREFIXES: Final = {
    # Word writes the first of each pair; "Strict Open XML" the second.
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
}
"""Prefixes of the names in every part, for ``visit``."""
_HEADING = deferred(r"heading ?([1-9])")
_CONTENTS = deferred(r"(?:toc|contents) (?:[1-9]|heading)")
_QUOTES: Final = frozenset(("quote", "intense quote", "quotations", "quotation", "block text", "block quotation"))
_OFF: Final = frozenset(("0", "false", "off", "none"))
_BODY_LEVEL: Final = 9
_LONGEST_CHAIN: Final = 64
"""Styles based on each other that are followed; word processors stop sooner."""


def is_on(attributes: Mapping[str, str]) -> bool:
    """Whether a property that is either on or off is on."""
    return attributes.get("w:val", "1") not in _OFF


# --- relations


@dataclass(frozen=True, slots=True)
class Relation:
    """A part that another one refers to: ``kind`` is *styles*, *footnotes*, *header* …"""

    kind: str
    part: str


def relations(archive: Archive, part: str) -> dict[str, Relation]:
    """Parts of the archive that a part refers to, by the id it uses; for ``""`` those of the document as a whole."""
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    found = _Relations(folder)
    if listed in archive:
        visit(archive.pieces(listed), PREFIXES, found)
    return {key: relation for key, relation in found.relations.items() if relation.part in archive}


class _Relations:
    def __init__(self, folder: str) -> None:
        self.relations: dict[str, Relation] = {}
        self._folder = folder

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name != "rel:Relationship" or attributes.get("TargetMode") == "External":
            return
        target = unquote(attributes.get("Target", "")).replace("\\", "/")
        kind = attributes.get("Type", "").rsplit("/", 1)[-1]
        # Only ever looked up among the parts of the archive, so that no path leads out of it.
        part = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")
        self.relations[attributes.get("Id", "")] = Relation(kind, part)

    def end(self, name: str) -> None:
        pass

    def words(self, text: str) -> None:
        pass


# --- styles


@dataclass(slots=True)
class _Style:
    name: str = ""
    based_on: str | None = None
    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    hidden: bool | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """What the styles of a paragraph or of words come to, those they are based on included."""

    kind: ParagraphKind = ParagraphKind.PARAGRAPH
    level: int = 0
    hidden: bool = False
    is_title: bool = False
    is_contents: bool = False
    list_id: str | None = None
    list_level: int = 0


class Styles:
    """A visitor of the part with the styles, which then answers for each of them."""

    def __init__(self) -> None:
        self.language: str | None = None
        """The language the document is written in by default."""
        self.default_paragraph: str | None = None
        self._styles: dict[str, _Style] = {}
        self._now: _Style | None = None
        self._resolved: dict[str, Style] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Takes what matters of a style."""
        value = attributes.get("w:val", "")
        style = self._now
        if name == "w:style":
            self._begin(attributes)
        elif style is None:
            if name == "w:lang":
                self.language = value or attributes.get("w:eastAsia")
        elif name == "w:name":
            style.name = value.lower()
        elif name == "w:basedOn":
            style.based_on = value
        elif name == "w:outlineLvl":
            style.outline = number(value)
        elif name == "w:numId":
            style.list_id = value
        elif name == "w:ilvl":
            style.list_level = number(value)
        elif name == "w:vanish":
            style.hidden = is_on(attributes)

    def _begin(self, attributes: Mapping[str, str]) -> None:
        key = attributes.get("w:styleId", "")
        self._now = self._styles[key] = _Style()
        if attributes.get("w:type") == "paragraph" and "w:default" in attributes:
            self.default_paragraph = key

    def end(self, name: str) -> None:
        """A style ends."""
        if name == "w:style":
            self._now = None

    def words(self, text: str) -> None:
        """Styles say nothing."""

    def style(self, key: str | None) -> Style:
        """What a style comes to."""
        if key is None:
            return Style()
        if key not in self._resolved:
            self._resolved[key] = _resolved(list(self._chain(key)))
        return self._resolved[key]

    def _chain(self, key: str | None) -> Iterator[_Style]:
        seen: set[str] = set()
        while key is not None and key not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(key)
            # One that is used and not defined still says something by its name.
            style = self._styles.get(key) or _Style(key.lower())
            yield style
            key = style.based_on


def _resolved(chain: list[_Style]) -> Style:
    """The nearest style that says something on a matter decides it."""
    named = next((found for style in chain if (found := _named(style.name)) is not None), Style())
    outline = next((style.outline for style in chain if style.outline is not None), None)
    if (
        named.kind is ParagraphKind.PARAGRAPH
        and not named.is_contents
        and outline is not None
        and outline < _BODY_LEVEL
    ):
        named = Style(ParagraphKind.HEADING, outline + 1)
    return Style(
        named.kind,
        named.level,
        next((style.hidden for style in chain if style.hidden is not None), False),
        named.is_title,
        named.is_contents,
        next((style.list_id for style in chain if style.list_id is not None), None),
        next((style.list_level for style in chain if style.list_level is not None), 0),
    )


def _named(name: str) -> Style | None:
    """What the name of a style says; those that come with Word are named in English in every file."""
    if heading := _HEADING.fullmatch(name):
        return Style(ParagraphKind.HEADING, int(heading[1]))
    if name == "title":
        return Style(ParagraphKind.HEADING, 1, is_title=True)
    if name == "subtitle":
        return Style(ParagraphKind.HEADING, 2)
    if name in _QUOTES:
        return Style(ParagraphKind.QUOTE)
    return Style(is_contents=True) if _CONTENTS.fullmatch(name) else None


def number(value: str) -> int | None:
    """A small number as the files write it; None for anything else."""
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 6 else None
