"""Which words changed between two wordings of one sentence."""

from __future__ import annotations

from reader.model import Edits, Span
from reader.text.words import words


def word_edits(left_text: str, right_text: str, language: str | None = None) -> Edits:
    """Changed words of two wordings of one sentence: spans into each text, sorted and disjoint."""
    import difflib

    a, b = words(left_text), words(right_text)
    matcher = difflib.SequenceMatcher(
        None, [left_text[s:e].casefold() for s, e in a], [right_text[s:e].casefold() for s, e in b], autojunk=False
    )
    left: list[Span] = []
    right: list[Span] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            if i < j:
                left.append(Span(a[i].start, a[j - 1].end))
            if k < m:
                right.append(Span(b[k].start, b[m - 1].end))
    return Edits(tuple(left), tuple(right))
