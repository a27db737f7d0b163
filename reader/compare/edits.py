"""Which words changed between two wordings of one sentence (docs/decisions/0002-word-edits.md).

Words are matched by ``word_alignment``; here it is decided what counts as changed and how it is shown:

- Case, white space, the style of quotation marks, dashes and apostrophes never count.
- Punctuation that came or went does, unless the caller wants words alone.
- A compound (*people-to-people*), a Chinese or Vietnamese word of the lexicons (*信息*, *hợp tác*) and a Chinese number
  change as a whole; a changed word takes the punctuation attached to it along.
- Crumbs left the same between two changes join them (*anisotropy of* / *mixing of spins by*): phrases, not confetti.
- A phrase that only stands elsewhere in the sentence has not changed. Words outside edits are therefore the same on
  both sides, in the same order but for such phrases.
- Where the caller asks, wordings of the variants lexicon (``variants``: *COVID-19*, *new crown pneumonia*) that stand
  for each other have not changed either; they are told apart from the words that are the same.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from reader.compare.edited_text import EQUAL, EditedText, is_unspaced, tokens_of
from reader.compare.equal_wordings import equal_wordings, said
from reader.compare.word_alignment import CONTENT, matched
from reader.languages import language as language_of
from reader.languages.base import lexicon
from reader.model import Edits, PhrasePair, Span
from reader.text.language import detect_language
from reader.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MOVED_WORDS: Final = 3
MOVED_CONTENT: Final = 3
LONG_MOVED_WORDS: Final = 5
LONG_MOVED_CONTENT: Final = 2
"""Least words, and words of content in lower case among them, of a short and of a long phrase that counts as moved
rather than changed. Names, titles and numbers alone do not: who thanked whom is not a matter of order."""

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
    left, right = (
        EditedText(text, tokens_of(text, grammar, punctuation=punctuation)) for text in (left_text, right_text)
    )
    _compare(left, right)
    return Edits(left.spans(attached=punctuation), right.spans(attached=punctuation))


def edits_and_variants(
    left_text: str, right_text: str, language: str | None = None, *, may_vary: bool = True
) -> tuple[Edits, tuple[PhrasePair, ...]]:
    """``word_edits`` without punctuation, where wordings that count as equal have not changed; and these wordings.

    The second part holds the pairs of unlike wordings of the variants lexicon that stand for each other, in order of
    the left; none of them overlaps an edit. Swapping the texts swaps both. Not ``may_vary``: it is known that one of
    the texts holds no wording of the lexicon.
    """
    known = equal_wordings(left_text, right_text, language) if may_vary else ([], [])
    if not known[0]:
        return word_edits(left_text, right_text, language, punctuation=False), ()
    grammar = _grammar(left_text, right_text, language)
    left, right = (
        EditedText(text, tokens_of(text, grammar, spans, punctuation=False))
        for text, spans in zip((left_text, right_text), known, strict=True)
    )
    _compare(left, right)
    pairs = [(a, b) for a, b in sorted(left.partner.items()) if _is_variant(left, right, a, b)]
    articles = _articles(left_text, right_text, language)
    wordings = [PhrasePair(_with_article(left, a, articles), _with_article(right, b, articles)) for a, b in pairs]
    edits = Edits(_on_word_edges(left), _on_word_edges(right))
    return edits, tuple(
        pair for pair in wordings if _is_clear_of(edits.left, pair.left) and _is_clear_of(edits.right, pair.right)
    )


def _compare(left: EditedText, right: EditedText) -> None:
    """Notes in both sides what stayed and what moved; the same whichever of them is the left."""
    keys = [t.key for t in left.tokens], [t.key for t in right.tokens]
    if keys[0] == keys[1]:
        left.partner = right.partner = {k: k for k in range(len(left.tokens))}
        return
    sides = (right, left) if keys[0] > keys[1] else (left, right)
    for a, b in matched(sides[0].tokens, sides[1].tokens):
        sides[0].partner[a], sides[1].partner[b] = b, a
    _join_compounds(sides)
    _join_crumbs(sides)
    if len(left.tokens) + len(right.tokens) <= MOVES_WITHIN:
        _find_moved(sides)


def _on_word_edges(side: EditedText) -> tuple[Span, ...]:
    """Changed stretches, where a wording that counts as equal is part of a word (*5%*) with all of the word."""
    out: list[Span] = []
    edges = words(side.text)
    for start, end in side.spans(attached=False):
        first = bisect_right(edges, start, key=lambda word: word.start) - 1
        last = bisect_left(edges, end, key=lambda word: word.end)
        start = min(start, edges[first].start) if first >= 0 and edges[first].end > start else start
        end = max(end, edges[last].end) if last < len(edges) and edges[last].start < end else end
        if out and start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(end, out[-1].end))
        else:
            out.append(Span(start, end))
    return tuple(out)


def _is_variant(left: EditedText, right: EditedText, a: int, b: int) -> bool:
    """Whether two matched tokens are unlike words that count as equal."""
    one, other = left.tokens[a], right.tokens[b]
    if not one.key.startswith(EQUAL):
        return False
    return said(left.text, Span(one.start, one.end)) != said(right.text, Span(other.start, other.end))


def _with_article(side: EditedText, index: int, articles: frozenset[str]) -> Span:
    """A wording, with the article before it where the other side lacks that: *the new crown pneumonia*."""
    before, token = index - 1, side.tokens[index]
    if before < 0 or before in side.partner or side.tokens[before].key not in articles:
        return Span(token.start, token.end)
    if side.text[side.tokens[before].end : token.start].strip():
        return Span(token.start, token.end)
    side.moved.add(before)
    return Span(side.tokens[before].start, token.end)


def _is_clear_of(edits: Sequence[Span], wording: Span) -> bool:
    before = bisect_left(edits, wording.end, key=lambda edit: edit.start) - 1
    return before < 0 or edits[before].end <= wording.start


def _grammar(left_text: str, right_text: str, language: str | None) -> frozenset[str]:
    codes = _languages(left_text, right_text, language)
    return frozenset().union(*(language_of(code).function_words for code in codes))


def _articles(left_text: str, right_text: str, language: str | None) -> frozenset[str]:
    codes = [language_of(code).code for code in _languages(left_text, right_text, language)]
    return frozenset().union(*(lexicon(code, "formulations").get("articles", "").split() for code in codes))


def _languages(left_text: str, right_text: str, language: str | None) -> list[str]:
    return [language] if language else [detect_language(left_text[:2000]), detect_language(right_text[:2000])]


# What counts as changed


_Sides = tuple[EditedText, EditedText]


def _unmatch(sides: _Sides, side: int, index: int) -> int:
    other = sides[side].partner.pop(index)
    del sides[1 - side].partner[other]
    return other


def _join_compounds(sides: _Sides) -> None:
    """A compound of which a part changed is changed as a whole, and so is what its other parts were matched with.

    So is a word of several characters or syllables whose pieces stand apart on the other side: *chủ tịch nước* is not
    left the same by *chủ tịch quốc hội hai nước*.
    """
    pieced = sides[0].words_of_pieces(), sides[1].words_of_pieces()
    compounds = pieced[0] + sides[0].joined_words(), pieced[1] + sides[1].joined_words()
    home = [{k: compound for compound in found for k in compound} for found in compounds]
    for side in (0, 1):
        for word in pieced[side]:
            partners = [sides[side].partner.get(k) for k in word]
            if partners[0] is not None and partners != list(range(partners[0], partners[0] + len(word))):
                _unmatch(sides, side, word[0])
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


def _is_crumb(side: EditedText, run: range, size: int, before: int, after: int) -> bool:
    """Whether a matched run of ``size`` words is lost between the changed words before and after it."""
    near = min(before, after)
    if not near or size > CRUMB_WORDS or any(side.tokens[k].key.startswith(EQUAL) for k in run):
        return False
    content = sum(side.tokens[k].weight >= CONTENT for k in run)
    if content:
        far = before + after
        is_half_a_word = len(run) == 1 and is_unspaced(side.text, side.tokens[run[0]].start)
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


def _is_plain_content(side: EditedText, index: int) -> bool:
    token = side.tokens[index]
    first = side.text[token.start]
    return token.weight >= CONTENT and not (first.isupper() or first.isnumeric() or first == "第")


def _punctuation_beside(side: EditedText) -> Iterable[int]:
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
