"""What a document says of itself in its properties: title and language.

Dates stand there too, of the file's making and saving; none of them is the date of the event, so none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from reader.model import Paragraph, ParagraphKind
from reader.patterns import deferred
from reader.text.language import detect_language

DUBLIN_CORE: Final = {"http://purl.org/dc/elements/1.1/": "dc"}
"""Prefix of the properties that Word, OpenDocument and e-books have in common, for ``visit``."""
# Titles nobody gave: the name of a file, of a template or of the program.
_NO_TITLE: Final = deferred(
    r"(?:microsoft (?:office )?word|untitled|unknown(?: title)?|unbenannt|sans titre|document|doc|"
    r"无标题|無標題|文档|文件|未命名)[\W\d]*|"
    r"microsoft word - .*|.*\.(?:docx?|dotx?|od[tm]|rtf|txt|html?|pdf)",
    re.IGNORECASE | re.DOTALL,
)
_LANGUAGE: Final = deferred(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
_LONGEST: Final = 300


class Properties:
    """A visitor (``xml_events``) of the part with the properties."""

    def __init__(self) -> None:
        self.stated: dict[str, str] = {}
        """First words of each property, by its name: ``dc:title``, ``dc:language`` …"""
        self._name = ""

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        """A property begins."""
        self._name = name

    def end(self, _name: str) -> None:
        """A property ends."""
        self._name = ""

    def words(self, text: str) -> None:
        """Keeps as much as a title may have."""
        before = self.stated.get(self._name, "")
        if self._name and len(before) < _LONGEST:
            self.stated[self._name] = before + text[:_LONGEST]


def title_of(
    text: str, paragraphs: Sequence[Paragraph], *, marked: str | None = None, stated: str | None = None
) -> str | None:
    """The title marked in the text, else the heading it begins with, else the stated one unless nobody gave it."""
    if marked:
        return marked
    if paragraphs and paragraphs[0].kind is ParagraphKind.HEADING:
        return text[paragraphs[0].start : paragraphs[0].end]
    words = " ".join((stated or "").split())
    return words if words and not _NO_TITLE.fullmatch(words) else None


def language_of(text: str, stated: str | None) -> str | None:
    """The stated language (BCP 47) unless the text is plainly in another: programs state the one they were set to."""
    found = detect_language(text)
    tag = (stated or "").strip().replace("_", "-").lower()
    if not _LANGUAGE.fullmatch(tag) or tag.startswith(("und", "zxx", "x-")):
        return None
    base, *rest = tag.split("-")
    if found != "und" and (base == "zh" or found.split("-", 1)[0] != base):
        return None
    if base != "zh":
        return base
    return "zh-Hant" if {"hant", "tw", "hk", "mo"} & set(rest) else "zh-Hans"
