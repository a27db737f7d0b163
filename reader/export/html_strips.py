"""Where in a text a speaker is heard: the text as a strip from its first word to its last, the speaker's words dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_WIDTH = 1000


def strip(stretches: Iterable[tuple[float, float]]) -> str:
    """The strip as a small drawing within the page; the numbers of the sentences, which say the same, stand below it.

    Stretches are parts of 1, ascending and disjoint.
    """
    path = "".join(f"M{_at(start)} 0H{max(_at(end), _at(start) + 2)}V9H{_at(start)}z" for start, end in stretches)
    return (
        f'<svg class="strip" viewBox="0 0 {_WIDTH} 9" preserveAspectRatio="none" aria-hidden="true">'
        f'<path d="{path}"/></svg>'
    )


def _at(place: float) -> int:
    return round(place * _WIDTH)
