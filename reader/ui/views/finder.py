"""Where a wording stands in a text. No Qt."""

from __future__ import annotations

import re

from reader.model import Span


def hits(text: str, needle: str, *, match_case: bool = False, whole_word: bool = False) -> list[Span]:
    """Places of a wording in a text, in order and disjoint; blanks in it stand for any white space.

    An edge of the needle that is no letter or digit is no edge of a word either, so ``whole_word`` asks nothing of
    it. Time is linear in the text for each needle.
    """
    parts = [re.escape(part) for part in needle.split()]
    if not parts:
        return []
    pattern = r"\s+".join(parts)
    if whole_word:
        pattern = (r"\b" if needle.split()[0][0].isalnum() else "") + pattern
        pattern += r"\b" if needle.split()[-1][-1].isalnum() else ""
    return [Span(*m.span()) for m in re.finditer(pattern, text, 0 if match_case else re.IGNORECASE)]
