"""A reworded statement as tracked changes: one run of words from which either wording can be had again, exactly.

What the comparison calls changed is changed here; what it calls the same is kept where both wordings have it in the
same letters, and else (capitals, punctuation, words in another order) stands as gone and added too.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import groupby, pairwise, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from reader.export.report import Change
from reader.model import Comparison, Document, Match, Order, Side, Span
from reader.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_MOST = 1500
"""Words of a wording from which on they are no longer aligned: the time that takes grows with their square."""


def earlier_side(comparison: Comparison) -> Side:
    """The side whose wording is gone: the earlier one, the left where the order is unknown."""
    return Side.RIGHT if comparison.summary.order is Order.RIGHT_EARLIER else Side.LEFT


def tracked(comparison: Comparison, match: Match) -> tuple[Change, ...]:
    """The two wordings of a match in one. Without what was added it is the earlier one, without what is gone the later.

    Several sentences of a side follow one another with a space between.
    """
    side = earlier_side(comparison)
    old = _pieces(comparison.document(side), match, side)
    new = _pieces(comparison.document(side.other), match, side.other)
    return tuple(_joined(_changes(old, new)))


class _Piece(NamedTuple):
    """A word and what stands between it and the next; the first of a wording has no word."""

    word: str
    gap: str
    is_edit: bool
    """Whether the comparison calls it changed."""


def _pieces(document: Document, match: Match, side: Side) -> list[_Piece]:
    sentences = [document.sentences[index] for index in match.sentences(side)]
    found = [span for one in sentences for span in words(document.text, one.start, one.end)]
    edges = {one.end: " " if k + 1 < len(sentences) else "" for k, one in enumerate(sentences)}
    starts = {one.end: after.start for one, after in pairwise(sentences)}
    spans, edits = [Span(sentences[0].start, sentences[0].start), *found], match.edits.spans(side)
    out, k = [], 0
    for one, after in zip_longest(spans, found):
        end = sentences[-1].end if after is None else after.start
        while k < len(edits) and edits[k].end <= one.start:
            k += 1
        is_edit = k < len(edits) and edits[k].start < one.end
        out.append(
            _Piece(document.text[one.start : one.end], _gap(document.text, one.end, end, edges, starts), is_edit)
        )
    return out


def _gap(text: str, start: int, end: int, edges: dict[int, str], starts: dict[int, int]) -> str:
    """The characters between two words; where sentences that need not follow one another end, one space."""
    out = []
    for edge in [one for one in edges if start <= one <= end]:
        out += [text[start:edge], edges[edge]]
        start = starts.get(edge, end)
    return "".join([*out, text[start:end]])


def _changes(old: Sequence[_Piece], new: Sequence[_Piece]) -> Iterator[Change]:
    i = j = 0
    for a, b, size in _blocks(old, new):
        yield from (Change(one.word + one.gap, is_gone=True) for one in old[i:a])
        yield from (Change(one.word + one.gap, is_added=True) for one in new[j:b])
        for one, other in zip(old[a : a + size], new[b : b + size], strict=True):
            yield Change(one.word)
            if one.gap == other.gap:
                yield Change(one.gap)
            else:
                yield Change(one.gap, is_gone=True)
                yield Change(other.gap, is_added=True)
        i, j = a + size, b + size


def _blocks(old: Sequence[_Piece], new: Sequence[_Piece]) -> Iterable[tuple[int, int, int]]:
    """Runs of words that are kept, as (place in the old, place in the new, length); the last one is empty."""
    if len(old) > _MOST or len(new) > _MOST:
        return [(len(old), len(new), 0)]
    # An edited word is like nothing on the other side.
    left, right = (
        [f"{side}{n}" if one.is_edit else f" {one.word}" for n, one in enumerate(pieces)]
        for side, pieces in (("old", old), ("new", new))
    )
    return [(at.a, at.b, at.size) for at in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()]


def _joined(changes: Iterable[Change]) -> Iterator[Change]:
    """Neighbours alike as one, what is gone before what is added."""
    for is_kept, group in groupby(changes, key=lambda one: not (one.is_gone or one.is_added)):
        found = list(group)
        parts = (
            [Change("".join(one.text for one in found))]
            if is_kept
            else [
                Change("".join(one.text for one in found if one.is_gone), is_gone=True),
                Change("".join(one.text for one in found if one.is_added), is_added=True),
            ]
        )
        yield from (one for one in parts if one.text)
