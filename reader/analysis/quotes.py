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
    its own goes on with the quotation, as print does for quotations over several paragraphs. So do paragraphs without
    one, where the mark is closed within the next few of them before another is opened.
    """
    found: list[Span] = []
    if text.isascii() and '"' not in text and "''" not in text:
        return found
    unclosed, waiting = "", list[Span]()
    for paragraph in paragraphs:
        start = paragraph.start
        if unclosed:
            mark = _MARK.search(text, start, paragraph.end)
            if mark is None and len(waiting) < _RUNS_ON:
                waiting += [Span(start, paragraph.end)] if start < paragraph.end else []
                continue
            if mark is not None and mark.group() in unclosed:
                start = mark.end()
                found += [*waiting, Span(paragraph.start, start)]
            waiting.clear()
        spans, unclosed = _within(text, start, paragraph.end)
        found += spans
    return found


_RUNS_ON = 6
"""Paragraphs without a mark within a quotation at most."""


def _within(text: str, start: int, end: int) -> tuple[list[Span], str]:
    """Quotations of a stretch, and what would close the last of them where nothing does: no sign that also opens."""
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
        return found, "" if closing in ('"', "＂", "''") else closing
    return found, ""


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
