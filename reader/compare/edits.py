"""Which words changed between two wordings of one sentence (docs/decisions/0002-word-edits.md).

Words are matched by ``word_alignment``; here it is decided what counts as changed and how it is shown:

- Case, white space, the style of quotation marks, dashes and apostrophes never count.
- Punctuation that came or went does, unless the caller wants words alone.
- A compound (*people-to-people*) changes as a whole, and a changed word takes the punctuation attached to it along.
- Crumbs left the same between two changes join them (*anisotropy of* / *mixing of spins by*): phrases, not confetti.
- A phrase that only stands elsewhere in the sentence has not changed. Words outside edits are therefore the same on
  both sides, in the same order but for such phrases.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from reader.compare.word_alignment import CONTENT, GRAMMAR, PUNCTUATION, Token, matched
from reader.languages import language as language_of
from reader.model import Edits, Span
from reader.text.characters import EMOJI, HYPHENS, UNSPACED
from reader.text.language import detect_language
from reader.text.words import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MOVED_WORDS: Final = 3
MOVED_CONTENT: Final = 3
LONG_MOVED_WORDS: Final = 5
LONG_MOVED_CONTENT: Final = 2
"""Least words, and words of content in lower case among them, of a short and of a long phrase that counts as moved
rather than changed. Names and titles alone do not: who thanked whom is not a matter of order."""

MOVED_PLACES: Final = 8
"""Most places of its first words at which a phrase is looked for."""
MOVES_WITHIN: Final = 4_000
"""Tokens of both sides together up to which moved clauses are looked for."""


def word_edits(left_text: str, right_text: str, language: str | None = None, *, punctuation: bool = True) -> Edits:
    """Changed words of two wordings of one sentence, or of any two texts: spans into each text, sorted and disjoint.

    No span begins or ends inside a word or a grapheme cluster, or at white space. Swapping the texts swaps the
    spans. ``language`` is a BCP 47 tag; None means: detect it. Without ``punctuation`` spans begin and end with a
    word, and wordings with the same words have none; with it, a comma or hyphen that came or went is an edit too,
    which is what people mark when they compare two drafts.

    The cost is bounded: long texts are first cut at landmarks (``word_alignment``), and a stretch of hundreds of words
    without any counts as changed from its first difference to its last. Never a clock: the same two texts have the
    same edits on any machine.
    """
    grammar = _grammar(left_text, right_text, language)
    left, right = _tokens(left_text, grammar), _tokens(right_text, grammar)
    if not punctuation:
        left, right = _words_alone(left), _words_alone(right)
    keys = [t.key for t in left], [t.key for t in right]
    if keys[0] == keys[1]:
        return Edits()
    if keys[0] > keys[1]:
        sides = _Side(right_text, right), _Side(left_text, left)
        right_spans, left_spans = _changed(sides, punctuation)
    else:
        sides = _Side(left_text, left), _Side(right_text, right)
        left_spans, right_spans = _changed(sides, punctuation)
    return Edits(left_spans, right_spans)


def _words_alone(tokens: list[Token]) -> list[Token]:
    return [t for t in tokens if t.weight != PUNCTUATION]


def _changed(sides: _Sides, punctuation: bool) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    left, right = sides
    for a, b in matched(left.tokens, right.tokens):
        left.partner[a], right.partner[b] = b, a
    _join_compounds(sides)
    _join_crumbs(sides)
    if len(left.tokens) + len(right.tokens) <= MOVES_WITHIN:
        _find_moved(sides)
    return left.spans(attached=punctuation), right.spans(attached=punctuation)


# Tokens


_MARK = re.compile(r"([^\w\s])\1*")
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


def _tokens(text: str, grammar: frozenset[str]) -> list[Token]:
    """Words and visible punctuation of a text, in order."""
    out: list[Token] = []
    at = 0
    for start, end in words(text):
        out += _punctuation(text, at, start)
        key = fold(text[start:end])
        out.append(Token(start, end, key, GRAMMAR if key in grammar else CONTENT))
        at = end
    out += _punctuation(text, at, len(text))
    return out


def _punctuation(text: str, start: int, end: int) -> Iterator[Token]:
    for mark in _MARK.finditer(text, start, end):
        sign = mark[1]
        if sign.isprintable():
            yield Token(mark.start(), mark.end(), f" {_STYLES.get(sign, sign)}", PUNCTUATION)


def _grammar(left_text: str, right_text: str, language: str | None) -> frozenset[str]:
    codes = [language] if language else [detect_language(left_text[:2000]), detect_language(right_text[:2000])]
    return frozenset().union(*(language_of(code).function_words for code in codes))


# What counts as changed


class _Side:
    """One wording while its edits are made."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.partner: dict[int, int] = {}
        """Matched tokens -> their place on the other side."""
        self.moved: set[int] = set()

    def is_word(self, index: int) -> bool:
        return self.tokens[index].weight != PUNCTUATION

    def words_in(self, start: int, end: int) -> int:
        return sum(map(self.is_word, range(start, end)))

    def compounds(self) -> list[list[int]]:
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
        if not _UNSPACED.match(self.text, start):
            reach = max(0, start - _ATTACHED_MOST)
            while start > reach and _ATTACHED.match(self.text, start - 1):
                start -= 1
        if not _UNSPACED.match(self.text, end - 1):
            reach = min(len(self.text), end + _ATTACHED_MOST)
            while end < reach and _ATTACHED.match(self.text, end):
                end += 1
        return start, end


_JOINT = re.compile(f"[{HYPHENS}/]")
_UNSPACED = re.compile(f"[{UNSPACED}{EMOJI}]")
_ATTACHED_MOST: Final = 8
_ATTACHED = re.compile(rf"[^\w\s{UNSPACED}{EMOJI}—―…/]")

_Sides = tuple[_Side, _Side]


def _unmatch(sides: _Sides, side: int, index: int) -> int:
    other = sides[side].partner.pop(index)
    del sides[1 - side].partner[other]
    return other


def _join_compounds(sides: _Sides) -> None:
    """A compound of which a part changed is changed as a whole, and so is what its other parts were matched with."""
    compounds = sides[0].compounds(), sides[1].compounds()
    home = [{k: compound for compound in found for k in compound} for found in compounds]
    todo = [(side, compound) for side in (0, 1) for compound in compounds[side]]
    while todo:
        side, compound = todo.pop()
        kept = [k for k in compound if k in sides[side].partner]
        if len(kept) == len(compound):
            continue
        for k in kept:
            other = _unmatch(sides, side, k)
            if other in home[1 - side]:
                todo.append((1 - side, home[1 - side][other]))


CRUMB_WORDS: Final = 2
"""Most words of a run left the same that two changes may swallow."""
CRUMB_SHARE: Final = 3
"""Least changed words, both sides together, before it and after it, for each of its words of grammar."""
CRUMB_NEAR: Final = 5
CRUMB_FAR: Final = 14
"""If one of its words is a word of content: least changed words on the nearer side, and on both."""


def _join_crumbs(sides: _Sides) -> None:
    """Two changes with nothing but words of grammar between them become one."""
    left, right = sides
    runs = _matched_runs(sides)
    before = _words_between(sides, 0, runs[0][0], 0, runs[0][1]) if runs else 0
    for at, (i, j, length) in enumerate(runs):
        next_i, next_j = (
            (runs[at + 1][0], runs[at + 1][1]) if at + 1 < len(runs) else (len(left.tokens), len(right.tokens))
        )
        after = _words_between(sides, i + length, next_i, j + length, next_j)
        size = left.words_in(i, i + length)
        if _is_crumb(left, range(i, i + length), size, before, after):
            for k in range(i, i + length):
                _unmatch(sides, 0, k)
            before += after + 2 * size
        else:
            before = after


def _is_crumb(side: _Side, run: range, size: int, before: int, after: int) -> bool:
    """Whether a matched run of ``size`` words is lost between the changed words before and after it."""
    near = min(before, after)
    if not near or size > CRUMB_WORDS:
        return False
    content = sum(side.tokens[k].weight == CONTENT for k in run)
    if content:
        far = before + after
        is_half_a_word = len(run) == 1 and bool(_UNSPACED.match(side.text, side.tokens[run[0]].start))
        return content == 1 and ((near >= CRUMB_NEAR and far >= CRUMB_FAR) or (is_half_a_word and near >= CRUMB_SHARE))
    return near >= CRUMB_SHARE * size


def _matched_runs(sides: _Sides) -> list[tuple[int, int, int]]:
    """Runs of matched tokens without a change on either side: place on the left, on the right, length."""
    out: list[tuple[int, int, int]] = []
    for i, j in sorted(sides[0].partner.items()):
        if out and (out[-1][0] + out[-1][2], out[-1][1] + out[-1][2]) == (i, j):
            out[-1] = (out[-1][0], out[-1][1], out[-1][2] + 1)
        else:
            out.append((i, j, 1))
    return out


def _words_between(sides: _Sides, i: int, i_end: int, j: int, j_end: int) -> int:
    return sides[0].words_in(i, i_end) + sides[1].words_in(j, j_end)


# Clauses that moved inside the sentence


def _find_moved(sides: _Sides) -> None:
    """Notes the clauses that only stand elsewhere; none where nothing else changed: then the order is the change."""
    left, right = sides
    words_of = [[k for k in range(len(s.tokens)) if s.is_word(k)] for s in sides]
    free = [[k not in s.partner for k in w] for s, w in zip(sides, words_of, strict=True)]
    for _, i, j, length in sorted(_common_clauses(sides, words_of, free)):
        if all(free[0][i : i + length]) and all(free[1][j : j + length]):
            free[0][i : i + length] = free[1][j : j + length] = [False] * length
            left.moved.update(range(words_of[0][i], words_of[0][i + length - 1] + 1))
            right.moved.update(range(words_of[1][j], words_of[1][j + length - 1] + 1))
    if not any(free[0]) and not any(free[1]):
        left.moved.clear()
        right.moved.clear()
    for side in sides:
        side.moved.update(list(_punctuation_beside(side)))


def _common_clauses(
    sides: _Sides, words_of: Sequence[Sequence[int]], free: Sequence[Sequence[bool]]
) -> Iterator[tuple[int, int, int, int]]:
    """Runs of changed words that stand on both sides: less the length, place among the words left, right, length."""
    keys = [[s.tokens[k].key for k in w] for s, w in zip(sides, words_of, strict=True)]

    def same(i: int, j: int) -> bool:
        return i < len(keys[0]) and j < len(keys[1]) and free[0][i] and free[1][j] and keys[0][i] == keys[1][j]

    places: dict[tuple[str, ...], list[int]] = {}
    for j in range(len(keys[1]) - MOVED_WORDS + 1):
        if all(free[1][j : j + MOVED_WORDS]):
            places.setdefault(tuple(keys[1][j : j + MOVED_WORDS]), []).append(j)
    for i in range(len(keys[0]) - MOVED_WORDS + 1):
        for j in places.get(tuple(keys[0][i : i + MOVED_WORDS]), [])[:MOVED_PLACES]:
            if not free[0][i] or (i and j and same(i - 1, j - 1)):
                continue
            length = 0
            while same(i + length, j + length):
                length += 1
            content = sum(_is_plain_content(sides[0], k) for k in words_of[0][i : i + length])
            if content >= (MOVED_CONTENT if length < LONG_MOVED_WORDS else LONG_MOVED_CONTENT):
                yield -length, i, j, length


def _is_plain_content(side: _Side, index: int) -> bool:
    token = side.tokens[index]
    return token.weight == CONTENT and not side.text[token.start].isupper()


def _punctuation_beside(side: _Side) -> Iterable[int]:
    """Changed punctuation right before or after a moved clause: the clause's own."""
    for order in (range(len(side.tokens)), range(len(side.tokens) - 1, -1, -1)):
        reach = False
        for k in order:
            if k in side.moved:
                reach = True
            elif reach and not side.is_word(k) and k not in side.partner:
                yield k
            else:
                reach = False
