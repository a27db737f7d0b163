"""Texts whose lines were broken at a fixed width: joined again, because a line there is not a paragraph."""

from __future__ import annotations

import re
from itertools import pairwise

_NARROWEST, _WIDEST = 40, 120
_FEWEST = 3
"""Broken lines from which on the pattern counts as one."""
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_WIDE_LETTER = re.compile("[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]")
_STARTS_ITEM = re.compile(r"(?:[-*•·–—]|\(?\d{1,3}[.)、]|\(?[a-z][.)])\s")


def unwrapped(text: str) -> str | None:
    """The text with one line a paragraph, or None where its lines were not broken at a fixed width.

    They were if nearly every line that another follows in its paragraph is so long that the next word no longer
    fitted. Lines end in ``\\n``; paragraphs are parted by blank lines. Only white space changes.
    """
    paragraphs = [[line.strip() for line in part.split("\n")] for part in _BLANK.split(text.strip("\n"))]
    broken = [pair for lines in paragraphs for pair in pairwise(lines) if not _STARTS_ITEM.match(pair[1])]
    if len(broken) < _FEWEST:
        return None
    width = max(_columns(line) for line, _following in broken)
    if not _NARROWEST <= width <= _WIDEST:
        return None
    full = sum(_columns(line) + _first_word(following) > width for line, following in broken)
    if full < 0.9 * len(broken):
        return None
    return "\n\n".join(_joined(lines) for lines in paragraphs)


def _columns(line: str) -> int:
    return len(line) + len(_WIDE_LETTER.findall(line))


def _first_word(line: str) -> int:
    """Columns the first word would have taken on the line before, with the space in front of it."""
    if _WIDE_LETTER.match(line):
        return 3  # the letter and a closing sign that may not start a line
    return 1 + len(line.split(None, 1)[0]) if line else 0


def _joined(lines: list[str]) -> str:
    out = lines[0]
    for line in lines[1:]:
        if _STARTS_ITEM.match(line):
            out += "\n" + line
        elif not out or out.endswith("-") or (_WIDE_LETTER.match(out[-1]) and _WIDE_LETTER.match(line)):
            out += line
        else:
            out += " " + line
    return out
