"""Words and signs of a text that has spaces between its words, with the quotation each stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from itertools import accumulate, repeat
from typing import NamedTuple

from reader.model import Sentence, Span
from reader.patterns import deferred

_TOKEN = deferred(
    r"((?![ \n])(?:[A-Za-z]{2,}+(?=[ \n,;)])|[.,](?=[ \n])"  # most tokens of most texts, found at once
    r"|(?:[A-Z]\.)+(?:[A-Z](?![\w]))?|[^\W_]+(?:['’\-./&][^\W_]+)*|--+|''|\.\.\.|[^\w\s]|_))"
)
_PLURAL = deferred(r"s['’]")
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
    # What is split off and what is between, in turns: faster than a match object for every token.
    pieces = _TOKEN.split(text[sentence.start : sentence.end])
    edges = list(accumulate(map(len, pieces), initial=sentence.start))
    starts, ends = edges[1:-1:2], edges[2::2]
    columns = zip(*map(_read, pieces[1::2]), strict=True)
    found = list(map(_TOKEN_OF, zip(starts, ends, *columns, _quoted(starts, quotes, first), strict=False)))
    for k, token in enumerate(found) if _PLURAL.search(text, sentence.start, sentence.end + 1) else ():
        if token.text.endswith("s") and text[token.end : token.end + 1] in ("'", "’"):
            found[k] = token._replace(possessive=True)
    return found


def _quoted(starts: Sequence[int], quotes: Sequence[Span], first: int) -> Iterable[bool]:
    """Whether quotations hold the places in a sentence; ``first`` is the index of the first that may reach it."""
    if first >= len(quotes) or not starts or quotes[first].start > starts[-1]:
        return repeat(False)
    found: list[bool] = []
    k = first
    for start in starts:
        while k < len(quotes) and quotes[k].end <= start:
            k += 1
        found.append(k < len(quotes) and quotes[k].start <= start)
    return found


_TOKEN_OF: Callable[[tuple[int, int, str, str, bool, bool, bool, bool]], Token] = partial(tuple.__new__, Token)


@lru_cache(maxsize=1 << 14)
def _read(piece: str) -> tuple[str, str, bool, bool, bool]:
    """A word or sign (equal ones are one object), in lower case, whether it is a word, has a capital, ends in *'s*."""
    if not piece[0].isalnum():
        return piece, piece, False, False, False
    lower = piece.replace("’", "'")
    if lower.endswith(("'s", "'S")):
        return piece, _POSSESSIVE.sub("", lower).rstrip(".").casefold(), True, piece[0].isupper(), True
    return piece, lower.casefold().rstrip("."), True, piece[0].isupper(), False
