"""Words and signs of a text that has spaces between its words, with the quotation each stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reader.model import Sentence, Span

_TOKEN = re.compile(r"(?:[A-Z]\.)+(?:[A-Z](?![\w]))?|[^\W_]+(?:['’\-./&][^\W_]+)*|--+|''|\.\.\.|[^\w\s]|_")
_POSSESSIVE = re.compile(r"['’]s?$")
_ABBREVIATED = re.compile(r"[A-Z][\w]{0,3}")


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


def tokens(text: str, sentence: Sentence, quotes: Sequence[Span], first: int) -> tuple[list[Token], int]:
    """Tokens of a sentence, and the index of the first quotation that may reach the next one.

    ``first`` is the index of the first quotation that may reach this sentence.
    """
    found: list[Token] = []
    k = first
    for match in _TOKEN.finditer(text, sentence.start, sentence.end):
        start, end = match.span()
        while k < len(quotes) and quotes[k].end <= start:
            k += 1
        quoted = k < len(quotes) and quotes[k].start <= start
        piece = match.group()
        word = piece[0].isalnum()
        possessive = False
        lower = piece
        if word:
            lower = piece.replace("’", "'")
            possessive = lower.endswith(("'s", "'S")) or (lower.endswith("s") and text[end : end + 1] in ("'", "’"))
            lower = _POSSESSIVE.sub("", lower).rstrip(".").casefold() if possessive else lower.casefold().rstrip(".")
        found.append(Token(start, end, piece, lower, word, word and piece[0].isupper(), possessive, quoted))
    return found, k
