"""Paragraphs of a plain text, and the paragraphs that hold ready-made sentences.

A line is a paragraph unless the text was broken at a fixed width: then lines belong together until a blank line, a
list item or a line that had room left for the next word. Numbers are columns, in which a Chinese character counts two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from heapq import merge
from itertools import pairwise
from typing import NamedTuple

from reader.model import Paragraph, ParagraphKind, Span
from reader.patterns import deferred
from reader.text.characters import HAN, KANA
from reader.text.list_markers import BULLETS

_LINE = deferred(r"[^\n]+")
_ITEM = deferred(
    rf"(?:[{BULLETS}]\s*|[-*–—+]\s+)(?=\S)"
    r"|\(?\d{1,3}(?:\.\d{1,2})*(?:[.)](?=\s)|[、．])\s*"
    r"|\(?[a-z]\)\s|[a-hA-H]\.\s(?=[A-Z].*[a-z])"
    r"|[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、"
)
_MARKDOWN_HEADING = deferred(r"(#{1,6})\s+\S")
_NUMBERED_HEADING = deferred(
    r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,5}\.|[A-H]\.)\s+(?=[^\W\d_a-z])|第.{1,4}[章节節条條部篇]"
)
_TABLE_ROW = deferred(r"\|.*\|\Z")
_WIDE = deferred(f"[{HAN}{KANA}\uac00-\ud7a3\uff00-\uff60]")
_SENTENCE_END = deferred(r"[.!?…。！？:：;；][\"'”’»)\]）」』】]*\Z")
_LINE_END = deferred(r"[.!?…。！？:：;；,，、][\"'”’»)\]）」』】]*\Z")
# Lines about the article rather than of it: by whom, whence, when.
_CREDIT_LINE = deferred(
    r"^(?:By|From|Source|Photo|Updated|Posted|Published|Editor)\b|\d:\d\d|^(?:来源|來源|记者|記者|编辑|Theo|Nguồn)"
)
_NARROWEST, _WIDEST = 40, 120
_OVERLONG = 0.1
"""Share of lines that may be longer than the width at which lines were broken; addresses are."""
_LONGEST_HEADING = 90
_LONGEST_TITLE = 200
"""Of the first heading, which may tell whose statement it is and on what."""


_HEADINGS_MOST = 0.25
"""Share of a text that its headings take at most where every other paragraph looks like one."""


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    indent: int
    first: bool
    """A blank line or nothing stands before it."""
    kind: ParagraphKind


def _kind(line: str) -> ParagraphKind:
    if line.startswith(">"):
        return ParagraphKind.QUOTE
    if _TABLE_ROW.match(line):
        return ParagraphKind.TABLE_ROW
    if _MARKDOWN_HEADING.match(line):
        return ParagraphKind.HEADING
    return ParagraphKind.LIST_ITEM if _ITEM.match(line) else ParagraphKind.PARAGRAPH


def blocks(text: str) -> list[Paragraph]:
    """Paragraphs of canonical text, in order, only white space between them; headings and list items told by form."""
    lines = list(_lines(text))
    wrapping = _wrapping(lines)
    found: list[Paragraph] = []
    at = 0
    while at < len(lines):
        last = at
        while last + 1 < len(lines) and _goes_on(lines[last], lines[last + 1], lines[at].kind, wrapping):
            last += 1
        found.append(_paragraph(lines[at], lines[last]))
        at = last + 1
    return _with_headings(text, found)


def with_title(text: str, found: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Paragraphs of a document that marks no headings, with the first one as a heading where it looks like one."""
    if not found or any(one.kind is ParagraphKind.HEADING for one in found):
        return tuple(found)
    told = _with_headings(text, list(found))
    return (told[0], *found[1:])


def is_wrapped(text: str) -> bool:
    """Whether the lines of canonical text were broken at a fixed width, so that a line is not a paragraph."""
    return _wrapping(list(_lines(text))) is not None


def fit(blocks: Sequence[Paragraph], sentences: Sequence[Span]) -> tuple[tuple[Paragraph, ...], tuple[int, ...]]:
    """Paragraphs that hold ready-made sentences whole, and for each sentence the index of its paragraph.

    Sentences are in order and disjoint. One that reaches over several blocks joins them under the first one's kind;
    one that lies in white space stretches the paragraph before it.
    """
    paragraphs: list[Paragraph] = []
    homes: list[int] = []
    pieces = [(b.start, 0, b) for b in blocks], [(s.start, 1, Paragraph(s.start, s.end)) for s in sentences]
    for _start, is_sentence, piece in merge(*pieces, key=lambda one: one[:2]):
        before = paragraphs[-1] if paragraphs else None
        if before is not None and (piece.start < before.end or is_sentence):
            paragraphs[-1] = replace(before, end=max(before.end, piece.end))
        else:
            paragraphs.append(piece)
        if is_sentence:
            homes.append(len(paragraphs) - 1)
    return tuple(paragraphs), tuple(homes)


def _lines(text: str) -> Iterator[_Line]:
    end = -1
    for found in _LINE.finditer(text):
        line = found.group()
        kept = line.strip()
        if not kept:
            continue
        indent = len(line) - len(line.lstrip())
        start = found.start() + indent
        yield _Line(start, start + len(kept), kept, indent, found.start() - end != 1, _kind(kept))
        end = found.end()


def _columns(line: str) -> int:
    return len(line) + (0 if line.isascii() else len(_WIDE.findall(line)))


class _Wrapping(NamedTuple):
    """Lines broken at a width, counted in columns or, as some programs break Chinese, in characters."""

    width: int
    measure: Callable[[str], int]

    def is_full(self, line: _Line, following: _Line) -> bool:
        """Whether the first word of the next line would not have fitted, with a space, on this one."""
        wide = _WIDE.match(following.text)
        # Two Chinese characters: a sign may not begin a line, and marks such as “ are narrow here and wide there.
        first_word = 2 * self.measure("国") + 1 if wide else 1 + len(following.text.split(None, 1)[0])
        return line.indent + self.measure(line.text) + first_word > self.width


def _wrapping(lines: Sequence[_Line]) -> _Wrapping | None:
    """How lines were broken, or None: nearly every line that another follows had no room for its first word."""
    pairs = [(a, b) for a, b in pairwise(lines) if not b.first and b.kind is ParagraphKind.PARAGRAPH]
    open_ended = sum(not _SENTENCE_END.search(a.text[-8:]) for a, _b in pairs)
    if not pairs or open_ended < 0.25 * len(pairs):
        return None
    best, most = None, 0.75 * len(pairs)
    for measure in (_columns, len):
        width = max(a.indent + measure(a.text) for a, _b in pairs)
        if sum(line.indent + measure(line.text) > width for line in lines) > _OVERLONG * len(lines):
            continue  # a title above its date, say, and each paragraph on one line
        tried = _Wrapping(width, measure)
        full = sum(tried.is_full(a, b) for a, b in pairs)
        if _NARROWEST <= max(_columns(a.text) for a, _b in pairs) <= _WIDEST and full >= most:
            best, most = tried, full + 1
    return best


def _goes_on(line: _Line, following: _Line, kind: ParagraphKind, wrapping: _Wrapping | None) -> bool:
    """Whether the next line belongs to the same paragraph, which began as ``kind``."""
    if following.first or kind is ParagraphKind.HEADING:
        return False
    if kind is ParagraphKind.QUOTE or following.kind is ParagraphKind.QUOTE:
        return kind is following.kind
    if following.kind is not ParagraphKind.PARAGRAPH or kind is ParagraphKind.TABLE_ROW:
        return False
    if wrapping:
        closed = _SENTENCE_END.search(line.text[-8:]) is not None
        indented = following.indent > line.indent + 1 and kind is ParagraphKind.PARAGRAPH
        return not (closed and indented) and (not closed or wrapping.is_full(line, following))
    fits = _NARROWEST <= _columns(line.text) <= _WIDEST
    return fits and following.text[0].islower() and not _SENTENCE_END.search(line.text[-8:])


def _paragraph(first: _Line, last: _Line) -> Paragraph:
    kind, level = first.kind, 0
    if kind is ParagraphKind.LIST_ITEM:
        level = min(6, 1 + first.indent // 2)
    elif marks := _MARKDOWN_HEADING.match(first.text):
        level = len(marks[1])
    return Paragraph(first.start, last.end, kind, level)


def _with_headings(text: str, found: list[Paragraph]) -> list[Paragraph]:
    """Paragraphs with those that look and stand like headings marked.

    None where every other one looks so, unless nearly all words stand in the others: a title, an office, a day.
    """
    looks = [_looks_like_heading(text, one, _LONGEST_HEADING if k else _LONGEST_TITLE) for k, one in enumerate(found)]
    short = sum(one.end - one.start for one, looks_so in zip(found, looks, strict=True) if looks_so)
    if sum(looks) * 2 > len(found) and short > _HEADINGS_MOST * len(text):
        return found
    out = list(found)
    for k, one in enumerate(found[:-1]):
        if looks[k] and (not looks[k + 1] or (k == 0 and len(found) > 3)):
            out[k] = replace(one, kind=ParagraphKind.HEADING, level=1 if k == 0 else 2)
    return out


def _looks_like_heading(text: str, one: Paragraph, longest: int) -> bool:
    if one.kind not in (ParagraphKind.PARAGRAPH, ParagraphKind.LIST_ITEM) or one.end - one.start > longest:
        return False
    line = text[one.start : one.end]
    if one.kind is ParagraphKind.LIST_ITEM and not _NUMBERED_HEADING.match(line):
        return False
    if _LINE_END.search(line) or _CREDIT_LINE.search(line):
        return False
    if not (line[0].isalnum() or line[0] in "“\"'「『《【") or not (
        line[-1].isalnum() or line[-1] in "”\"'’)]」』》】）"
    ):
        return False
    return not line[0].islower() and any(c.isalpha() for c in line) and _columns(line) <= longest
