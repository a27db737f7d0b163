"""Paragraphs and sentences of a size that can be laid out, whatever a file holds.

A text without line breaks or full stops, as broken files and bad conversions have them, would be one paragraph of
a million characters, which no window can show and no reader read. It is cut; nothing of it is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from reader.model import Paragraph, Span
from reader.patterns import deferred
from reader.text.characters import JOINERS, MARKS, SKIN_TONES

LONGEST: Final = 10_000
"""Characters of a paragraph or sentence at most; real ones stay far below."""
_BACK: Final = 1_000
"""Characters at the end of a piece among which a better place to cut is looked for."""

Placed = tuple[Span, int]
"""A sentence and the number of its paragraph."""


def bounded(
    text: str, paragraphs: Sequence[Paragraph], sentences: Sequence[Placed]
) -> tuple[tuple[Paragraph, ...], list[Placed]]:
    """Paragraphs longer than ``LONGEST`` in several, cut between sentences; sentences that are longer cut first.

    A sentence is cut at white space, failing that between two letters, never before a mark that belongs to the one
    before it. Linear in the text.
    """
    if all(p.end - p.start <= LONGEST for p in paragraphs):
        return tuple(paragraphs), list(sentences)
    of: list[list[Span]] = [[] for _ in paragraphs]
    for span, home in sentences:
        of[home].append(span)
    out: list[Paragraph] = []
    placed: list[Placed] = []
    for paragraph, spans in zip(paragraphs, of, strict=True):
        if paragraph.end - paragraph.start <= LONGEST:
            out.append(paragraph)
            placed += ((span, len(out) - 1) for span in spans)
            continue
        pieces = [piece for span in spans for piece in _pieces(text, span)]
        start = paragraph.start
        held: list[Span] = []
        for piece in pieces:
            if held and piece.end - start > LONGEST:
                out.append(replace(paragraph, start=start, end=held[-1].end))
                placed += ((span, len(out) - 1) for span in held)
                start, held = piece.start, []
            held.append(piece)
        out.append(replace(paragraph, start=start))
        placed += ((span, len(out) - 1) for span in held)
    return tuple(out), placed


def _pieces(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while span.end - start > LONGEST:
        cut, following = _cut(text, start)
        yield Span(start, cut)
        start = following
    if start < span.end:
        yield Span(start, span.end)


_BLANKS: Final = deferred(r"\s+")
_BELONGS: Final = deferred(f"[{MARKS}{JOINERS}{SKIN_TONES}]")


def _cut(text: str, start: int) -> tuple[int, int]:
    """Where the piece that begins at ``start`` ends, and where the next one begins."""
    end = start + LONGEST
    blanks = list(_BLANKS.finditer(text, end - _BACK, end))
    if blanks:
        return blanks[-1].start(), blanks[-1].end()
    cut = end
    while cut > end - _BACK and (_BELONGS.match(text, cut) or text[cut - 1] in JOINERS):
        cut -= 1
    return cut, cut
