"""One of two wordings while their edits are made: its tokens, what of them stayed, and how the rest is shown."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from reader.compare.word_alignment import CONTENT, GRAMMAR, PUNCTUATION, Token
from reader.model import Span
from reader.patterns import deferred
from reader.text.characters import EMOJI, HYPHENS, UNSPACED
from reader.text.compounds import compounds
from reader.text.words import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_MARK = deferred(r"([^\w\s])\1*")
_STYLES: Final = {
    mark: key
    for key, marks in {
        '"': "\"'`´‘’‚‛“”„‟‹›«»「」『』《》〈〉＂＇",
        "-": "-‐‑‒–—―−－",
        ".": ".…。．｡",
        ",": ",，、､",
        ";": ";；",
        ":": ":：",
        "(": "(（",
        ")": ")）",
        "?": "?？",
        "!": "!！",
    }.items()
    for mark in marks
}
"""What a punctuation mark is read as: its style is not news."""


EQUAL: Final = "= "
"""How the key of a wording of the variants lexicon begins; no folded word does."""


def tokens_of(
    text: str, grammar: frozenset[str], known: Sequence[tuple[Span, str]] = (), *, punctuation: bool = True
) -> list[Token]:
    """Words, the wordings of several words that are ``known``, and visible punctuation of a text, in order."""
    plain = _plain if punctuation else _plain_words
    out: list[Token] = []
    at = 0
    for (first, last), key in known:
        out += plain(text, at, first, grammar)
        out.append(Token(first, last, f"{EQUAL}{key}", CONTENT * (1 + key.count(" "))))
        at = last
    out += plain(text, at, len(text), grammar)
    return out


def _plain_words(text: str, at: int, until: int, grammar: frozenset[str]) -> list[Token]:
    spans = words(text, at, until)
    keys = [fold(text[start:end]) for start, end in spans]
    return [
        Token(start, end, key, GRAMMAR if key in grammar else CONTENT)
        for (start, end), key in zip(spans, keys, strict=True)
    ]


def _plain(text: str, at: int, until: int, grammar: frozenset[str]) -> Iterator[Token]:
    for start, end in words(text, at, until):
        yield from _punctuation(text, at, start)
        key = fold(text[start:end])
        yield Token(start, end, key, GRAMMAR if key in grammar else CONTENT)
        at = end
    yield from _punctuation(text, at, until)


def _punctuation(text: str, start: int, end: int) -> Iterator[Token]:
    for mark in _MARK.finditer(text, start, end):
        sign = mark[1]
        if sign.isprintable():
            yield Token(mark.start(), mark.end(), f" {_STYLES.get(sign, sign)}", PUNCTUATION)


class EditedText:
    """One wording while its edits are made."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.partner: dict[int, int] = {}
        """Matched tokens -> their place on the other side."""
        self.moved: set[int] = set()

    def is_word(self, index: int) -> bool:
        """Whether a token is a word rather than punctuation."""
        return self.tokens[index].weight != PUNCTUATION

    def words_in(self, start: int, end: int) -> int:
        """Words among the tokens ``[start, end)``."""
        return sum(map(self.is_word, range(start, end)))

    def words_of_pieces(self) -> list[list[int]]:
        """Places of the tokens of every word of several characters or syllables in Chinese and Vietnamese."""
        if self.text.isascii():
            return []
        starts, ends, keys = ([getattr(t, part) for t in self.tokens] for part in ("start", "end", "key"))
        return [list(places) for places in compounds(self.text, starts, ends, keys)]

    def joined_words(self) -> list[list[int]]:
        """Places of the tokens of every compound: words joined by a hyphen or a slash, with these where they count."""
        out: list[list[int]] = []
        for before, after in pairwise(filter(self.is_word, range(len(self.tokens)))):
            if not _JOINT.fullmatch(self.text, self.tokens[before].end, self.tokens[after].start):
                continue
            if out and out[-1][-1] == before:
                out[-1] += range(before + 1, after + 1)
            else:
                out.append(list(range(before, after + 1)))
        return out

    def spans(self, *, attached: bool) -> tuple[Span, ...]:
        """Changed stretches as they are shown: with or without the punctuation that touches their words."""
        out: list[Span] = []
        for first, last in self._changed_runs():
            start, end = self.tokens[first].start, self.tokens[last].end
            if attached and self.words_in(first, last + 1):
                start, end = self._with_attached(start, end)
            if out and start <= out[-1].end:
                out[-1] = Span(out[-1].start, max(end, out[-1].end))
            else:
                out.append(Span(start, end))
        return tuple(out)

    def _changed_runs(self) -> Iterator[tuple[int, int]]:
        first = None
        for k in range(len(self.tokens) + 1):
            is_changed = k < len(self.tokens) and k not in self.partner and k not in self.moved
            if is_changed and first is None:
                first = k
            elif not is_changed and first is not None:
                yield first, k - 1
                first = None

    def _with_attached(self, start: int, end: int) -> tuple[int, int]:
        """A stretch with the punctuation that touches its words, in scripts that set words apart."""
        if not is_unspaced(self.text, start):
            reach = max(0, start - _ATTACHED_MOST)
            while start > reach and _is_attached(self.text[start - 1]):
                start -= 1
        if not is_unspaced(self.text, end - 1):
            reach = min(len(self.text), end + _ATTACHED_MOST)
            while end < reach and _is_attached(self.text[end]):
                end += 1
        return start, end


_JOINT = deferred(f"[{HYPHENS}/]")
_UNSPACED_LETTER = deferred(f"[{UNSPACED}{EMOJI}]")
_ATTACHED_MOST: Final = 8
_ATTACHED = deferred(rf"[^\w\s{UNSPACED}{EMOJI}—―…/]")


def is_unspaced(text: str, at: int) -> bool:
    """Whether a letter of a script without spaces, or a picture, stands at a place of the text."""
    # The pattern is large, and made only for a text that has other letters than those of English.
    return text[at : at + 1] > "\x7f" and _UNSPACED_LETTER.match(text, at) is not None


def _is_attached(character: str) -> bool:
    if character.isascii():
        return not (character.isalnum() or character.isspace() or character in "_/")
    return _ATTACHED.match(character) is not None
