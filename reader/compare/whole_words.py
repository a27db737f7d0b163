"""Where shared wording may begin and end: not inside a word of several pieces, nor inside a date.

*年4月* is no wording that two sentences share, and of *on 1 July 2025* and *on 1 July 2026* the day tells nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.compare.telling import date_words, is_telling
from reader.text.compounds import compounds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.compare.terms import Terms


class Joints:
    """What of the words of a sentence belongs together. Linear in the sentence."""

    def __init__(self, text: str, terms: Terms, language: str) -> None:
        self._inner = _inside_dates(terms, language)
        for places in compounds(text, terms.starts, terms.ends, terms.keys):
            self._inner.update(places[1:])

    def parts(self, at: int) -> bool:
        """Whether a word is part of a longer one."""
        return at in self._inner or at + 1 in self._inner

    def is_inside(self, edge: int) -> bool:
        """Whether something is cut between a word and the one before it."""
        return edge in self._inner


def _inside_dates(terms: Terms, language: str) -> set[int]:
    """Places of the words that go on with a date: a number beside the name of a month, a day or a year."""
    numbers = [k for k, key in enumerate(terms.keys) if key.isdecimal()]
    if not numbers:
        return set()
    names, stems = date_words(language), terms.stems
    beside = {edge for k in numbers for edge in (k, k + 1) if 0 < edge < len(stems)}
    return {edge for edge in beside if stems[edge - 1] in names or stems[edge] in names}


def trimmed(
    left: int, right: int, length: int, keys: Sequence[str], joints: tuple[Joints, Joints], language: str
) -> tuple[int, int, int]:
    """A run of shared words, ``left`` and ``right`` its places, without what is cut or tells nothing at its ends."""
    one, other = joints

    def tells(k: int) -> bool:
        """Whether a word of the run tells something, alone or with the one beside it."""
        if is_telling(keys[left + k], language):
            return True
        edges = range(max(k, 1), min(k + 2, length))
        return any(one.is_inside(left + edge) or other.is_inside(right + edge) for edge in edges)

    def is_cut(k: int) -> bool:
        return one.is_inside(left + k) or other.is_inside(right + k)

    while length and (is_cut(0) or not tells(0)):
        left, right, length = left + 1, right + 1, length - 1
    while length and (is_cut(length) or not tells(length - 1)):
        length -= 1
    return left, right, length
