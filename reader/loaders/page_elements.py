"""Elements of a web page: which of them say nothing, which hold blocks, and the words they speak."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from reader.patterns import deferred

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SILENT: Final = frozenset(
    "script style head template link meta base iframe object embed applet audio video canvas svg map area noframes "
    "frameset frame param source track picture img".split()
)
"""Elements without words of the text."""
BLOCK: Final = frozenset(
    "html body main article section div p address center fieldset form details summary figure figcaption dl dt dd hr "
    "table caption thead tbody tfoot tr td th ul ol menu dir li blockquote h1 h2 h3 h4 h5 h6 pre listing xmp nav "
    "header footer aside hgroup title br".split()
)
"""Elements that part what stands before them from what stands after them."""


_NOTE = deferred(r"(?:\d{1,3}|[*†‡§¶]{1,3}|[a-z]|[ivx]{1,4})(?:\s*,\s*\d{1,3}){0,8}\Z")
_NUMBER = deferred(r"[+\-−]?\d{1,3}\Z")
_EXPONENT: Final = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_UNIT = deferred(r"(?:\d|\b[kcdmµ]?m|\b[a-zA-Z]|\))\Z")


def note_mark(raised: HtmlElement, before: str) -> str | None:
    """What stands for a ``sup``: ``[3]`` for a footnote, ``²`` for an exponent; None where its words stay (*1st*).

    ``before`` is the text in front of it. Without this a number would stick to the word before it.
    """
    if len(raised) > 1 or any(len(child) or tag(child) == "sup" for child in raised):
        return None  # more than a mark and its link
    text = " ".join("".join(raised.itertext()).split())
    if _NUMBER.match(text) and _UNIT.search(before.rstrip()[-12:]):
        return text.translate(_EXPONENT)
    if not _NOTE.match(text):
        return None
    linked = tag(raised.getparent()) == "a" if raised.getparent() is not None else False
    if linked or raised.find(".//a") is not None:
        return f"[{text}]"
    if text[0].isalpha():
        return None
    return f"[{text}]"


def tag(element: HtmlElement) -> str:
    """Lower-case name of an element, empty for what is none (an entity, a comment)."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def spoken(element: HtmlElement) -> Iterator[str]:
    """Text in an element that is not in a script and the like, in order; blocks are kept apart by a space."""
    before = ""
    todo: list[tuple[HtmlElement, bool]] = [(element, False)]
    while todo:
        one, leaving = todo.pop()
        if not leaving and tag(one) and tag(one) not in SILENT:
            if tag(one) == "sup" and one is not element and (mark := note_mark(one, before)) is not None:
                yield mark
                if one.tail:
                    yield one.tail
                continue
            if one.text:
                before = one.text
                yield one.text
            todo.append((one, True))
            todo += [(child, False) for child in reversed(one)]
            continue
        if tag(one) in BLOCK:
            yield "\n" if tag(one) == "br" else " "
        if one is not element and one.tail:
            yield one.tail


def heading_text(heading: HtmlElement) -> str:
    """Words of a heading on one line."""
    return " ".join("".join(spoken(heading)).split())


def only_heading(root: HtmlElement) -> HtmlElement | None:
    """The one heading of the first rank; None where there are several or none."""
    headings = [heading for heading in root.iter("h1") if heading_text(heading)]
    return headings[0] if len(headings) == 1 else None
