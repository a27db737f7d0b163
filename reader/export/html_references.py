"""References between the parts of the exported page, and the frame of its sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.export.escape import html
from reader.export.facts import label
from reader.i18n import _
from reader.model import Match, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def section(name: str, title: str, body: str) -> str:
    """A section with its heading; ``name`` is the place to which the contents lead, ``body`` HTML."""
    return f'<section class="list" aria-labelledby="{name}"><h2 id="{name}">{html(title)}</h2>{body}</section>'


def references(side: Side, sentences: Iterable[int]) -> str:
    """Links to sentences of a side, by their numbers."""
    names = (label(side, index) for index in sentences)
    return " ".join(f'<a href="#{name}">{name}</a>' for name in names)


def both_ends(match: Match) -> str:
    """Links to the sentences of a match: *L3 ↔ R5*."""
    return f"{references(Side.LEFT, match.left)} ↔ {references(Side.RIGHT, match.right)}"


def ranges(side: Side, sentences: Sequence[int]) -> str:
    """As ``references``, with three or more in a row as one link to the first: *L3–L9*."""
    parts: list[str] = []
    at = 0
    while at < len(sentences):
        end = at
        while end + 1 < len(sentences) and sentences[end + 1] == sentences[end] + 1:
            end += 1
        first, last = label(side, sentences[at]), label(side, sentences[end])
        if end - at >= 2:
            parts.append(f'<a href="#{first}">{first}–{last}</a>')
        else:
            parts.append(references(side, sentences[at : end + 1]))
        at = end + 1
    return " ".join(parts)


def nothing() -> str:
    """What stands where a list is empty."""
    return f'<p class="none">{_("None.")}</p>'
