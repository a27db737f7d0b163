"""Styles of an OpenDocument text: what a paragraph is and whether its words are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from reader.model import ParagraphKind
from reader.patterns import deferred

PREFIXES: Final = {
    f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0": prefix
    for name, prefix in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("drawing", "draw"),
        ("svg-compatible", "svg"),
        ("meta", "meta"),
        ("manifest", "manifest"),
        ("xsl-fo-compatible", "fo"),
        ("script", "script"),
    )
} | {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/1998/Math/MathML": "math",
}
"""Prefixes of the names in every part, for ``visit``."""
_HEADING: Final = deferred(r"heading ([1-9])|heading ?(10)")
_QUOTES: Final = frozenset(("quotations", "quotation", "quote", "intense quote", "block text", "block quotation"))
_LONGEST_CHAIN: Final = 64
"""Styles based on each other that are followed; word processors stop sooner."""


@dataclass(slots=True)
class _Style:
    name: str
    parent: str | None
    outline: str
    hidden: bool | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """What a style and those it is based on come to."""

    kind: ParagraphKind = ParagraphKind.PARAGRAPH
    level: int = 0
    hidden: bool = False
    is_title: bool = False


class Styles:
    """Takes the styles of all parts as they come, then answers for each; told of elements like a visitor."""

    def __init__(self) -> None:
        self.language: str | None = None
        """The language the document is written in by default."""
        self._styles: dict[tuple[str, str], _Style] = {}
        self._now: _Style | None = None
        self._resolved: dict[tuple[str, str], Style] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Takes what matters of a style."""
        if name == "style:style":
            key = attributes.get("style:name", "")
            self._now = self._styles[attributes.get("style:family", ""), key] = _Style(
                _shown_name(attributes.get("style:display-name", key)),
                attributes.get("style:parent-style-name"),
                attributes.get("style:default-outline-level", ""),
            )
        elif name == "style:default-style":
            self._now = None
        elif name == "style:text-properties":
            if self._now is None:
                self._take_language(attributes)
            elif "text:display" in attributes:
                self._now.hidden = attributes["text:display"] == "none"

    def _take_language(self, attributes: Mapping[str, str]) -> None:
        language, country = attributes.get("fo:language", "none"), attributes.get("fo:country", "none")
        if self.language is None and language != "none":
            self.language = language if country == "none" else f"{language}-{country}"

    def style(self, family: str, name: str | None) -> Style:
        """What a style of a family (*paragraph*, *text*) comes to."""
        key = family, name or ""
        if key not in self._resolved:
            self._resolved[key] = _resolved(list(self._chain(*key)))
        return self._resolved[key]

    def _chain(self, family: str, name: str | None) -> Iterator[_Style]:
        seen: set[str] = set()
        while name is not None and name not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(name)
            # One that is used and not defined, as some programs do with “Title”, still says something by its name.
            style = self._styles.get((family, name)) or _Style(_shown_name(name), None, "")
            yield style
            name = style.parent


def _shown_name(key: str) -> str:
    return key.replace("_20_", " ").lower()


def _resolved(chain: list[_Style]) -> Style:
    """The nearest style that says something on a matter decides it."""
    hidden = next((style.hidden for style in chain if style.hidden is not None), False)
    for style in chain:
        if found := _named(style, hidden=hidden):
            return found
    return Style(hidden=hidden)


def _named(style: _Style, *, hidden: bool) -> Style | None:
    heading = _HEADING.fullmatch(style.name)
    if heading or style.outline in set("123456789"):
        level = int(heading[1] or heading[2]) if heading else int(style.outline)
        return Style(ParagraphKind.HEADING, level, hidden)
    if style.name == "title":
        return Style(ParagraphKind.HEADING, 1, hidden, is_title=True)
    if style.name == "subtitle":
        return Style(ParagraphKind.HEADING, 2, hidden)
    return Style(ParagraphKind.QUOTE, 0, hidden) if style.name in _QUOTES else None
