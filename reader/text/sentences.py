"""Where sentences end."""

from __future__ import annotations

import re

from reader.model import Span

_END = re.compile(r"[.!?…]+[\"”’)\]]*\s+(?=[\"“‘(]?[A-ZÀ-Ỹ0-9])|[。！？]+[”’」』）]*\s*|\n+")


def sentence_spans(text: str, start: int, end: int, language: str) -> list[Span]:
    """Spans of the sentences in one paragraph ``text[start:end]``: in order, trimmed, only white space between them."""
    spans, at = [], start
    for found in [*(m.end() for m in _END.finditer(text, start, end)), end]:
        piece = text[at:found]
        lead = len(piece) - len(piece.lstrip())
        if piece.strip():
            spans.append(Span(at + lead, at + len(piece.rstrip())))
        at = found
    return spans
