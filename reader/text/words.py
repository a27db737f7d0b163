"""Word tokens: the unit of edits, formulations and counts."""

from __future__ import annotations

import re

from reader.model import Span

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_WORD = re.compile(rf"[{_CJK}]|[^\W{_CJK}]+(?:['’\-][^\W{_CJK}]+)*")


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of the words in ``text[start:end]``, in order. A Chinese character is a word of its own."""
    return [Span(*m.span()) for m in _WORD.finditer(text, start, len(text) if end is None else end)]
