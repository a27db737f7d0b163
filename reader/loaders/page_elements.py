"""Elements of a web page: which of them say nothing, which hold blocks, and the words they speak."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

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


def tag(element: HtmlElement) -> str:
    """Lower-case name of an element, empty for what is none (an entity, a comment)."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def spoken(element: HtmlElement) -> Iterator[str]:
    """Text in an element that is not in a script and the like, in order; blocks are kept apart by a space."""
    todo: list[tuple[HtmlElement, bool]] = [(element, False)]
    while todo:
        one, leaving = todo.pop()
        if not leaving and tag(one) and tag(one) not in SILENT:
            if one.text:
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
