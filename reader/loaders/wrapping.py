"""Texts whose lines were broken at a fixed width: joined again, because a line there is not a paragraph."""

from __future__ import annotations

from itertools import pairwise

from reader.patterns import deferred
from reader.text.blocks import blocks, is_wrapped

_FEWEST = 3
"""Lines that go on from which on the pattern counts as one."""
_WIDE_LETTER = deferred("[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]")


def unwrapped(text: str) -> str | None:
    """The text with one line a paragraph, or None where its lines were not broken at a fixed width.

    What a paragraph is and whether lines were broken is what ``text.blocks`` says. Lines end in ``\\n``. Only white
    space changes.
    """
    if not is_wrapped(text):
        return None
    found = blocks(text)
    parts = [text[one.start : one.end].split("\n") for one in found]
    if sum(len(lines) - 1 for lines in parts) < _FEWEST:
        return None
    joined = "".join(
        _joined(part) + _gap(text[one.end : following.start], one.kind is following.kind)
        for part, (one, following) in zip(parts, pairwise(found), strict=False)
    )
    return joined + _joined(parts[-1])


def _gap(between: str, alike: bool) -> str:
    """Items of a list may stand on lines next to each other; other paragraphs have a blank line between them."""
    return "\n" if alike and between.count("\n") == 1 else "\n\n"


def _joined(lines: list[str]) -> str:
    parts = [lines[0].strip()]
    for line in lines[1:]:
        kept, before = line.strip(), parts[-1]
        close = not before or before.endswith("-") or (_WIDE_LETTER.match(before[-1]) and _WIDE_LETTER.match(kept))
        parts += [kept] if close else [" ", kept]
    return "".join(parts)
