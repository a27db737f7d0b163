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
from collections.abc import Callable
from functools import lru_cache, partial

from reader.model import Span
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
# The first line changes nothing that is found: what surely begins no word, and most words of most texts, in less time.
_WORD = re.compile(
    r"(?![ \n,.;:])(?:[A-Za-z]{2,}+(?=[ \n,;.)-])"
    rf"|[\u0600-\u0605\u06dd]?[{UNSPACED}]{_AFTER}*"
    rf"|(?<![^\W_])(?:[^\W\d_{UNSPACED}]\.){{2,}}"
    rf"|[\u0600-\u0605\u06dd]?(?:[$¢£¥€₩₫₹₽](?=\d))?{_LETTER}+(?:(?:{_INSIDE}){_LETTER}*)*(?:(?<=\d)[%‰°％]{_AFTER}*)?"
    rf"|[{FLAG_LETTERS}]{{1,2}}{_AFTER}*"
    rf"|[{EMOJI}{SKIN_TONES}]{_AFTER}*(?:(?<=\u200d)[{EMOJI}]{_AFTER}*)*)"
)
_UNSEEN = re.compile(f"[{_HIDDEN}{JOINERS}\ufe00-\ufe0f]")
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of the words in ``text[start:end]``, in order and disjoint."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return list(map(_SPAN, map(re.Match.span, found)))


_SPAN: Callable[[tuple[int, int]], Span] = partial(tuple.__new__, Span)
"""``Span(*pair)``, at a quarter of the cost."""


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


_POINTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?")
