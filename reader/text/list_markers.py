"""Numbers, letters and bullets that open list items, at the head of a line or run together on one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.patterns import deferred

BULLETS = "•⁃◦▪▫‣●○■□◆◇★☆※∙·►➢✓✔"
MARKER = deferred(
    rf"(?P<bullet>[{BULLETS}]\s*)?(?:(?P<number>\d{{1,3}})|(?P<letter>[a-z]))(?P<point>\.\)|\)|\.)(?=\s)\s*"
)
_BULLET = deferred(rf"\s(?=[{BULLETS}])")
_LAST_WORD = deferred(r"(\w+)\W*\Z")
_ITEM = deferred(r"[\"“‘'(]?[A-ZÀ-Þ]")
# "1. … see chapter 2. The …": a number after one of these belongs to it.
_COUNTED = frozenset(
    (
        *(
            "a",
            "an",
            "the",
            "of",
            "in",
            "on",
            "at",
            "to",
            "for",
            "and",
            "or",
            "by",
            "than",
            "least",
            "about",
            "no",
            "day",
        ),
        *("chapter", "section", "part", "step", "phase", "page", "figure", "table", "article", "paragraph", "level"),
        *(
            "grade",
            "type",
            "stage",
            "group",
            "line",
            "number",
            "question",
            "version",
            "point",
            "option",
            "class",
            "round",
        ),
    )
)


def list_breaks(text: str, start: int, end: int) -> Iterator[int]:
    """Offsets at which the second and later items of a list on one line begin, where ``text[start:end]`` is one.

    A list begins the paragraph with its first marker and goes on with the next number or letter in the same style.
    """
    first = MARKER.match(text, start, end)
    if first is None:
        if start < end and text[start] in BULLETS:
            for found in _BULLET.finditer(text, start, end):
                yield found.end()
        return
    style, due = _style(first), _ordinal(first)
    for found in MARKER.finditer(text, first.end(), end):
        if not text[found.start() - 1].isspace() or _style(found) != style or _ordinal(found) != due + 1:
            continue
        if _ITEM.match(text, found.end(), end) and not _is_counted(text, first.end(), found.start()):
            due += 1
            yield found.start()


def is_marker(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]``, up to a stop, is nothing but the marker of a list item or a section number."""
    return end - start <= _LONGEST_LABEL and _BARE.fullmatch(text, start, end) is not None


# How the parts of laws and treaties are called, before their number: "Article 3. This Act …".
_PART_OF_A_LAW = (
    "Article|Art|Section|Clause|Paragraph|Chapter|Part|Title|Rule|Annex|Schedule|Điều|Khoản|Mục|Chương|Phần"
    "|Artikel|Artículo|Artigo|Articolo|Статья"
)
_LONGEST_LABEL = 20
_BARE = deferred(
    rf"[{BULLETS}]?\s*\(?(?:\d{{1,3}}(?:\.\d{{1,3}})*|[A-Za-z]|[IVX]{{1,5}}|[ivx]{{1,5}})"
    rf"|(?i:{_PART_OF_A_LAW})[ \xa0](?:\d{{1,3}}(?:\.\d{{1,3}})*[a-z]?|[IVXivx]{{1,6}}|[A-Z])"
)


def _style(marker: re.Match[str]) -> tuple[str, bool, str]:
    return (marker["bullet"] or "").strip(), marker["number"] is not None, marker["point"]


def _ordinal(marker: re.Match[str]) -> int:
    return int(marker["number"]) if marker["number"] else ord(marker["letter"]) - 96


def _is_counted(text: str, start: int, end: int) -> bool:
    before = _LAST_WORD.search(text[max(start, end - 30) : end])
    return before is not None and before[1].lower() in _COUNTED and text[end - 2 : end - 1] not in ".!?;:,"
