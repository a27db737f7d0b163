"""Word tokens: the unit of edits, formulations and counts.

A word is what a reader would want marked as one changed thing: a run of letters with the apostrophes inside it
(*don't*, *Vietnam's*), a number with its separators, sign and unit (*1,000*, *3.5%*, *$5*, *-5*, *13th*), an
abbreviation with its points (*U.S.*), one Chinese character, one emoji or flag. Words joined by a hyphen are separate
words: *China-Vietnam* against *Vietnam-China* shows what moved, and *well being* equals *well-being*.
No span begins or ends inside a grapheme cluster.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from itertools import accumulate, chain, count

from reader.model import Span
from reader.patterns import deferred
from reader.text.characters import (
    APOSTROPHES,
    BIDI_CONTROLS,
    EMOJI,
    FLAG_LETTERS,
    JOINERS,
    MARKS,
    SKIN_TONES,
    TAGS,
    UNSPACED,
    ZERO_WIDTH,
)

_AFTER = f"[{MARKS}{JOINERS}{TAGS}{SKIN_TONES}]"  # continues the grapheme cluster of the character before
_HIDDEN = f"{ZERO_WIDTH}{BIDI_CONTROLS}"
_LETTER = rf"[^\W_{UNSPACED}]"
_INSIDE = rf"{_AFTER}+|[{_HIDDEN}]+(?={_LETTER})|[{APOSTROPHES}](?={_LETTER})|(?<=\d)[.,:٫٬](?=\d)"
# A minus sign belongs to its number; the hyphen of "2024-2025" stands behind a figure, a dash before a space.
_BELOW_ZERO = r"(?:(?<![^\s(（])[-–−](?=[$¢£¥€₩₫₹₽]?\d))"
# Signs that say something where they stand alone: "5 %", "5 €".
_SIGNS = "%‰°％$¢£¥€₩₫₹₽±≤≥≠"
# What surely begins no word, and most words of most texts: changes nothing that is found, but the time it takes.
_QUICK = r"(?![ \n,.;:])(?:[A-Za-z]{2,}+(?=[ \n,;.)-])"
_QUICK_BEYOND = r"(?![ \n,.;:])(?:[A-Za-zÀ-ÖØ-öø-ʯẠ-ỹ]{2,}+(?=[ \n,;.)-])|[一-鿿](?=[一-鿿，。、])"

# Texts in Latin letters have none of the characters that make the whole pattern large. Python takes ten times as long
# to compile that one, so it is made when a text needs it.
_BEYOND_LATIN = deferred("[^\\x00-\u02ff\u2010-\u203a]")  # what is left out, since a set that large takes long, too
_LATIN_INSIDE = rf"[\xad\u202a-\u202e]+(?=[^\W_])|[{APOSTROPHES}](?=[^\W_])|(?<=\d)[.,:](?=\d)"
_LATIN_WORD = deferred(
    rf"({_QUICK}"
    r"|(?<![^\W_])(?:[^\W\d_]\.){2,}"
    rf"|{_BELOW_ZERO}?(?:[$¢£¥](?=\d))?[^\W_]+(?:(?:{_LATIN_INSIDE})[^\W_]*)*(?:(?<=\d)[%‰°])?"
    rf"|[©®{_SIGNS}]))"
)


@cache
def _any_word() -> re.Pattern[str]:
    return re.compile(
        rf"({_QUICK_BEYOND}"
        rf"|[\u0600-\u0605\u06dd]?[{UNSPACED}]{_AFTER}*"
        rf"|(?<![^\W_])(?:[^\W\d_{UNSPACED}]\.){{2,}}"
        rf"|{_BELOW_ZERO}?[\u0600-\u0605\u06dd]?(?:[$¢£¥€₩₫₹₽](?=\d))?{_LETTER}+(?:(?:{_INSIDE}){_LETTER}*)*"
        rf"(?:(?<=\d)[%‰°％]{_AFTER}*)?"
        rf"|[{_SIGNS}]{_AFTER}*"
        rf"|[{FLAG_LETTERS}]{{1,2}}{_AFTER}*"
        rf"|[{EMOJI}{SKIN_TONES}]{_AFTER}*(?:(?<=\u200d)[{EMOJI}]{_AFTER}*)*))"
    )


def _word(text: str, start: int, end: int) -> re.Pattern[str]:
    """What finds the words of ``text[start:end]``, as one group."""
    is_latin = text.isascii() or not _BEYOND_LATIN.search(text, start, end)
    return _LATIN_WORD if is_latin else _any_word()


_UNSEEN = deferred(f"[{_HIDDEN}{JOINERS}\ufe00-\ufe0f]")
_APOSTROPHE = deferred(f"[{APOSTROPHES}]")


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of the words in ``text[start:end]``, in order and disjoint."""
    until = len(text) if end is None else end
    return list(map(_SPAN, map(re.Match.span, _word(text, start, until).finditer(text, start, until))))


_SPAN: Callable[[tuple[int, int]], Span] = partial(tuple.__new__, Span)
"""``Span(*pair)``, at a quarter of the cost."""


@dataclass(frozen=True, eq=False, slots=True)
class Words:
    """Words of stretches of a text, in columns: the k-th word stands at ``[starts[k], ends[k])``. Not to be changed."""

    starts: array[int]
    ends: array[int]
    numbers: array[int]
    """Which of the vocabulary each is."""
    vocabulary: list[str]
    """Different words as they stand, in the order in which they first stand in the text; perhaps more than are used."""
    bounds: list[int]
    """Words ``bounds[i]`` up to ``bounds[i + 1]`` are those of stretch i."""

    @property
    def forms(self) -> list[str]:
        """The words as they stand, equal ones one object; made anew each time."""
        return list(map(self.vocabulary.__getitem__, self.numbers))

    def part(self, start: int, end: int) -> list[str]:
        """The words ``[start, end)`` as they stand."""
        return list(map(self.vocabulary.__getitem__, self.numbers[start:end]))


def words_of_stretches(text: str, stretches: Iterable[tuple[int, int]]) -> Words:
    """``words(text, start, end)`` of disjoint stretches of a text, in order; the text is cut once for all of them.

    A text that was cut just before is not cut again, whatever the stretches; for the same ones the same is given again.
    """
    edges = array("i", chain.from_iterable(stretches))
    if len(text) <= _LINE:
        return _divided(text, _cut.__wrapped__(text), edges)
    return _of_stretches(text, edges.tobytes())


_LINE = 100
"""Characters of a text that is soon cut again, so that no longer one need make room for it."""


def forget_words() -> None:
    """Lets go of the words of the last texts."""
    _of_stretches.cache_clear()
    _cut.cache_clear()


@lru_cache(maxsize=4)
def _of_stretches(text: str, edges: bytes) -> Words:
    """``edges``: numbers of 32 bits, since what is kept of a long text is to be small."""
    return _divided(text, _cut(text), array("i", edges))


def _divided(text: str, cut: Words, edges: array[int]) -> Words:
    """The words of a text that lie between the edges of each stretch."""
    bounds, out = [0], None
    at = 0
    of_stretches = iter(edges)
    for start, end in zip(of_stretches, of_stretches, strict=True):
        first = bisect_left(cut.starts, start, at)
        at = bisect_left(cut.starts, end, first)
        cut_open = (first and cut.ends[first - 1] > start) or (at > first and cut.ends[at - 1] > end)
        if out is None and not cut_open and first == bounds[-1]:
            bounds.append(at)
            continue
        # From here on the words are not simply those of the text: some lie between stretches or run over their edges.
        if out is None:
            out = _Collected(cut, bounds)
        spans = words(text, start, end) if cut_open else zip(cut.starts[first:at], cut.ends[first:at], strict=True)
        out.add(text, spans)
    if out is not None:
        return out.words()
    return replace(cut, bounds=bounds) if at == len(cut.starts) else _Collected(cut, bounds).words()


class _Collected:
    """Words of one stretch after the other; the first are those with which a text begins."""

    def __init__(self, cut: Words, bounds: list[int]) -> None:
        self._starts, self._ends, self._numbers = (
            column[: bounds[-1]] for column in (cut.starts, cut.ends, cut.numbers)
        )
        self._bounds = bounds
        self._known = {form: k for k, form in enumerate(cut.vocabulary)}

    def add(self, text: str, spans: Iterable[tuple[int, int]]) -> None:
        """Adds the words of a stretch."""
        for start, end in spans:
            self._starts.append(start)
            self._ends.append(end)
            self._numbers.append(self._known.setdefault(text[start:end], len(self._known)))
        self._bounds.append(len(self._starts))

    def words(self) -> Words:
        """All words that were added."""
        return Words(self._starts, self._ends, self._numbers, list(self._known), self._bounds)


@lru_cache(maxsize=2)
def _cut(text: str) -> Words:
    """All words of a text as one stretch. Kept for the last texts."""
    number = defaultdict[str, int](count().__next__)
    starts, ends, numbers = array("i"), array("i"), array("i")
    split = _word(text, 0, len(text)).split
    at = 0
    while at < len(text):
        # Some lines at a time, so that what is split off is soon unused again; no word goes over the end of a line.
        end = text.find("\n", at + _AT_A_TIME) + 1 or len(text)
        # What is split off and what is between, in turns: faster than a match object for every word.
        pieces = split(text[at:end])
        edges = list(accumulate(map(len, pieces), initial=at))
        starts.fromlist(edges[1:-1:2])
        ends.fromlist(edges[2::2])
        numbers.fromlist(list(map(number.__getitem__, pieces[1::2])))
        at = end
    return Words(starts, ends, numbers, list(number), [0, len(numbers)])


_AT_A_TIME = 1 << 16
"""Characters that are split at a time, or a few more."""


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """The form in which two words are compared: without case, apostrophe style, full width, hidden characters.

    *U.S.* and *US*, *Vietnam’s* and *Vietnam's*, *２０* and *20*, 國 and 国, NFC and NFD fold alike. Idempotent.
    """
    if word.isascii() and word.isalnum():
        return word.lower()
    plain = _APOSTROPHE.sub("'", _UNSEEN.sub("", word))
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", plain).casefold())
    if plain.startswith(("–", "−")):
        plain = f"-{plain[1:]}"
    if plain >= _FIRST_CHINESE:
        from reader.text.traditional import simplified

        return simplified(plain)
    return plain.replace(".", "") if _POINTED.fullmatch(plain) else plain


_POINTED = deferred(r"(?:[^\W\d_]\.)+[^\W\d_]?")
_FIRST_CHINESE = "\u3400"
