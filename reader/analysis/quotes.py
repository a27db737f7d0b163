"""Where quotations stand, also those that run over paragraphs or are never closed."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model import Paragraph, Span
from reader.patterns import deferred

_PAIRS = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", "〝": "〞", "‘": "’"}
_MARK = deferred("''|[\"“”„«»「」『』〝〞‘’＂]")


def quotations(text: str, paragraphs: Sequence[Paragraph]) -> list[Span]:
    """Spans of the quotations of a text, marks included, in order and disjoint (a quotation inside one belongs to it).

    A mark that is not closed in its paragraph quotes to the end of it; a paragraph after it that opens with a mark of
    its own goes on with the quotation, as print does for quotations over several paragraphs.
    """
    found: list[Span] = []
    if text.isascii() and '"' not in text and "''" not in text:
        return found
    for paragraph in paragraphs:
        found += _within(text, paragraph.start, paragraph.end)
    return found


def _within(text: str, start: int, end: int) -> list[Span]:
    found: list[Span] = []
    opened, closing = -1, ""
    for mark in _MARK.finditer(text, start, end):
        at, sign = mark.start(), mark.group()
        before = text[at - 1] if at > start else " "
        stop = mark.end()
        after = text[stop] if stop < end else " "
        if sign == "’" and (closing != "’" or (before.isalnum() and after.isalnum())):
            continue
        if opened >= 0:
            if sign in closing:
                found.append(Span(opened, stop))
                opened = -1
            continue
        if sign in ('"', "＂", "''") and (before.isspace() or (not before.isalnum() and before not in ".,!?…")):
            opened, closing = at, sign
        elif sign in _PAIRS and not (sign == "‘" and before.isalnum()):
            opened, closing = at, _PAIRS[sign]
    if opened >= 0 and (closing != "’"):
        found.append(Span(opened, end))
    return found


def quoted_length(quotes: Sequence[Span], first: int, start: int, end: int) -> tuple[int, int]:
    """Quoted characters of ``text[start:end]``, and the index of the first quotation that ends after ``start``."""
    k = first
    while k < len(quotes) and quotes[k].end <= start:
        k += 1
    length, at = 0, k
    while at < len(quotes) and quotes[at].start < end:
        length += min(end, quotes[at].end) - max(start, quotes[at].start)
        at += 1
    return length, k
