"""Word tokens: the unit of edits, formulations and counts.

A word is what a reader would want marked as one changed thing: a run of letters with the apostrophes inside it
(*don't*, *Vietnam's*), a number with its separators, sign and unit (*1,000*, *3.5%*, *$5*, *13th*), an abbreviation
with its points (*U.S.*), one Chinese character, one emoji or flag. Words joined by a hyphen are separate words:
*China-Vietnam* against *Vietnam-China* shows what moved, and *well being* equals *well-being*.
No span begins or ends inside a grapheme cluster.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import cache, lru_cache, partial
from itertools import accumulate
from typing import NamedTuple

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
# What surely begins no word, and most words of most texts: changes nothing that is found, but the time it takes.
_QUICK = r"(?![ \n,.;:])(?:[A-Za-z]{2,}+(?=[ \n,;.)-])"

# Texts in Latin letters have none of the characters that make the whole pattern large. Python takes ten times as long
# to compile that one, so it is made when a text needs it.
_BEYOND_LATIN = deferred("[^\\x00-\u02ff\u2010-\u203a]")  # what is left out, since a set that large takes long, too
_LATIN_INSIDE = rf"[\xad\u202a-\u202e]+(?=[^\W_])|[{APOSTROPHES}](?=[^\W_])|(?<=\d)[.,:](?=\d)"
_LATIN_WORD = deferred(
    rf"({_QUICK}"
    r"|(?<![^\W_])(?:[^\W\d_]\.){2,}"
    rf"|(?:[$¢£¥](?=\d))?[^\W_]+(?:(?:{_LATIN_INSIDE})[^\W_]*)*(?:(?<=\d)[%‰°])?"
    r"|[©®]))"
)


@cache
def _any_word() -> re.Pattern[str]:
    return re.compile(
        rf"({_QUICK}"
        rf"|[\u0600-\u0605\u06dd]?[{UNSPACED}]{_AFTER}*"
        rf"|(?<![^\W_])(?:[^\W\d_{UNSPACED}]\.){{2,}}"
        rf"|[\u0600-\u0605\u06dd]?(?:[$¢£¥€₩₫₹₽](?=\d))?{_LETTER}+(?:(?:{_INSIDE}){_LETTER}*)*"
        rf"(?:(?<=\d)[%‰°％]{_AFTER}*)?"
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


class Words(NamedTuple):
    """Words of stretches of a text, in columns: the k-th word stands at ``[starts[k], ends[k])``."""

    starts: array[int]
    ends: array[int]
    forms: list[str]
    """The words as they stand; equal ones are one object."""
    bounds: list[int]
    """Words ``bounds[i]`` up to ``bounds[i + 1]`` are those of stretch i."""


def words_of_stretches(text: str, stretches: Iterable[tuple[int, int]]) -> Words:
    """``words(text, start, end)`` of disjoint stretches of a text, in order; the text is cut once for all of them.

    A text that was cut just before is not cut again, whatever the stretches.
    """
    starts, ends, forms = _cut(text)
    bounds, out = [0], None
    at = 0
    for start, end in stretches:
        first = bisect_left(starts, start, at)
        at = bisect_left(starts, end, first)
        cut_open = (first and ends[first - 1] > start) or (at > first and ends[at - 1] > end)
        if out is None and not cut_open and first == bounds[-1]:
            bounds.append(at)
            continue
        # From here on the words are not simply those of the text: some lie between stretches or run over their edges.
        if out is None:
            out = Words(starts[: bounds[-1]], ends[: bounds[-1]], forms[: bounds[-1]], bounds)
        spans = words(text, start, end) if cut_open else zip(starts[first:at], ends[first:at], strict=True)
        _extend(out, text, spans)
    if out is not None:
        return out
    return Words(starts[: bounds[-1]], ends[: bounds[-1]], forms[: bounds[-1]], bounds)


def _extend(out: Words, text: str, spans: Iterable[tuple[int, int]]) -> None:
    for start, end in spans:
        out.starts.append(start)
        out.ends.append(end)
        out.forms.append(text[start:end])
    out.bounds.append(len(out.starts))


@lru_cache(maxsize=4)
def _cut(text: str) -> tuple[array[int], array[int], list[str]]:
    """Starts, ends and forms of all words of a text. Kept for the last texts; not to be changed."""
    # What is split off and what is between, in turns: faster than a match object for every word.
    pieces = _word(text, 0, len(text)).split(text)
    forms = pieces[1::2]
    known: dict[str, str] = {}
    edges = array("q", accumulate(map(len, pieces)))
    return edges[:-1:2], edges[1::2], list(map(known.setdefault, forms, forms))


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """The form in which two words are compared: without case, apostrophe style, full width, hidden characters.

    *U.S.* and *US*, *Vietnam’s* and *Vietnam's*, *２０* and *20*, NFC and NFD fold alike. Idempotent.
    """
    if word.isascii() and word.isalnum():
        return word.lower()
    plain = _APOSTROPHE.sub("'", _UNSEEN.sub("", word))
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", plain).casefold())
    return plain.replace(".", "") if _POINTED.fullmatch(plain) else plain


_POINTED = deferred(r"(?:[^\W\d_]\.)+[^\W\d_]?")
