"""Words and signs of a text that has spaces between its words, with the quotation each stands in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from reader.model import Sentence, Span
from reader.patterns import deferred

_TOKEN = deferred(r"(?:[A-Z]\.)+(?:[A-Z](?![\w]))?|[^\W_]+(?:['’\-./&][^\W_]+)*|--+|''|\.\.\.|[^\w\s]|_")
_POSSESSIVE = deferred(r"['’]s?$")


class Token(NamedTuple):
    """A word or a sign."""

    start: int
    end: int
    text: str
    lower: str
    """Lower case, typographic apostrophes made straight, possessive ending off."""
    word: bool
    capital: bool
    possessive: bool
    quoted: bool


def tokens(text: str, sentence: Sentence, quotes: Sequence[Span], first: int) -> list[Token]:
    """Tokens of a sentence; ``first`` is the index of the first quotation that may reach it."""
    found: list[Token] = []
    k = first
    for match in _TOKEN.finditer(text, sentence.start, sentence.end):
        start, end = match.span()
        while k < len(quotes) and quotes[k].end <= start:
            k += 1
        quoted = k < len(quotes) and quotes[k].start <= start
        piece, lower, word, capital, ends = _read(match.group())
        possessive = ends == _POSSESSIVE_END or (ends == _PLURAL_END and text[end : end + 1] in ("'", "’"))
        found.append(_TOKEN_OF((start, end, piece, lower, word, capital, possessive, quoted)))
    return found


_POSSESSIVE_END, _PLURAL_END = 1, 2
_TOKEN_OF: Callable[[tuple[int, int, str, str, bool, bool, bool, bool]], Token] = partial(tuple.__new__, Token)


@lru_cache(maxsize=1 << 14)
def _read(piece: str) -> tuple[str, str, bool, bool, int]:
    """A word or sign (equal ones are one object), in lower case, whether it is a word, with a capital, how it ends."""
    if not piece[0].isalnum():
        return piece, piece, False, False, 0
    lower = piece.replace("’", "'")
    if lower.endswith(("'s", "'S")):
        lower = _POSSESSIVE.sub("", lower).rstrip(".").casefold()
        return piece, lower, True, piece[0].isupper(), _POSSESSIVE_END
    return piece, lower.casefold().rstrip("."), True, piece[0].isupper(), _PLURAL_END if lower.endswith("s") else 0
