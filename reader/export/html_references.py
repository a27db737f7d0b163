"""References between the parts of the exported page, and the frame of its sections."""

from __future__ import annotations

import re
from itertools import pairwise
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
    for run in _runs(sentences):
        if len(run) > 2:
            parts.append(f'<a href="#{label(side, run[0])}">{label(side, run[0])}–{label(side, run[-1])}</a>')
        else:
            parts.append(references(side, run))
    return " ".join(parts)


def _runs(sentences: Sequence[int]) -> list[Sequence[int]]:
    """Sentences that follow one another."""
    breaks = [0, *(k for k, (a, b) in enumerate(pairwise(sentences), 1) if b != a + 1), len(sentences)]
    return [sentences[a:b] for a, b in pairwise(breaks) if a < b]


def unlinked(page: str) -> str:
    """The page with links to what is not on it as mere words; for pages from which sections were left out.

    Works on what the writers of this package make: ids and targets are labels, ``<`` and quotation marks of any text
    are escaped, and no link lies in another.
    """
    known = frozenset(re.findall(r' id="([\w-]+)"', page))
    dead = False

    def changed(found: re.Match[str]) -> str:
        nonlocal dead
        target = found["target"]
        if target is None:
            was, dead = dead, False
            return "</span>" if was else found[0]
        dead = target not in known
        return f"<span{found['kind'] or ''}>" if dead else found[0]

    return re.sub(r'<a(?P<kind> class="[^"]*")? href="#(?P<target>[\w-]+)"[^>]*>|</a>', changed, page)


def nothing() -> str:
    """What stands where a list is empty."""
    return f'<p class="none">{_("None.")}</p>'
