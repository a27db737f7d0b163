"""From lines in the order of reading to paragraphs: divided words made whole, headings told by their size."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from reader.loaders.blocks import Blocks
from reader.loaders.pdf_layout import Line, is_parted
from reader.loaders.pdf_letters import WIDE
from reader.model import ParagraphKind
from reader.patterns import deferred
from reader.text.list_markers import BULLETS

_END = deferred(r"[.!?…。！？:：;；](?:\[\w{1,3}\])?[\"'”’»)\]）」』】]*\Z")
_ITEM = deferred(
    rf"(?:[{BULLETS}▪▸❖✓]|[-–—](?=\s)|\(?\d{{1,3}}[.)](?=\s|\Z)|\(?[a-z]\)(?=\s|\Z)|[(（]?[一二三四五六七八九十]{{1,3}}[)）、])"
)
_NOTE_MARK = deferred(r"(?:\d{1,3}|[*†‡§]{1,3}|[a-z])\Z")
_NOTE_NUMBER = deferred(r"\A(\d{1,3}|[*†‡§]{1,3})[.)]?\s*(?=\S)")
_LETTER_END = deferred(r"([^\W\d_]+)[-\xad]\Z")
_LETTER_START = deferred(r"[^\W\d_]+")
_WORD = deferred(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST_HEADING: Final = 250
_MOST_HEADING_LINES: Final = 5
_LARGER: Final = 1.14
"""How much larger than the rest letters must be to make a heading."""
_SMALLER: Final = 0.93
"""How much smaller they are in footnotes."""
# First parts of English compounds that keep their hyphen wherever the line ends: words, seldom syllables of others …
_FIRST_PARTS: Final = frozenset(
    "all anti cross deep ever ex far fast first five four full half hard high large like long low mid multi near non "
    "one open party part peace people post pro quasi second self semi short single slow small so state third three "
    "top two war well win world year".split()
)
# … and first parts that are, and keep it only before a word that stands elsewhere in the document.
_SYLLABLES: Final = frozenset("co de ex in inter intra non part post pre pro re sub trans un".split())


@dataclass(slots=True)
class _Paragraph:
    lines: list[Line]
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """What is usual in a document: sizes and distances in points."""

    size: float
    """Height of most letters."""
    pitch: float
    """Distance of a line from the one above, as a multiple of its size."""
    indent: float
    """How far first lines of paragraphs are set in, in points; 0 where they are not."""
    spaces: bool
    """Paragraphs have more space between them than their lines."""
    justified: bool
    """Lines are stretched to the right edge."""


def paragraphs(lines: Sequence[Line]) -> tuple[Blocks, str | None]:
    """The blocks of a document, footnotes after all else, and its title: the first heading of the largest size."""
    blocks = Blocks()
    if not lines:
        return blocks, None
    measure = _measure(lines)
    known = _known_words(lines)
    found = _joined(_with_notes_marked(_grouped(lines, measure), measure), measure)
    levels = _levels(found, measure)
    title: tuple[float, str] | None = None
    for paragraph in [p for p in found if not p.is_note] + [p for p in found if p.is_note]:
        first = paragraph.lines[0]
        if first.cells:
            for row in paragraph.lines:
                blocks.add_row(row.cells)
            continue
        text = _text(paragraph.lines, known)
        if paragraph.is_note:
            text = _NOTE_NUMBER.sub(r"[\1] ", text)
        kind, level = _kind(paragraph, text, levels, measure)
        blocks.add(text, kind, level)
        if kind is ParagraphKind.HEADING and (title is None or first.size > title[0] * 1.02):
            title = first.size, text
    return blocks, None if title is None else title[1]


def _measure(lines: Sequence[Line]) -> Measure:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    size = max(sizes, key=lambda one: (sizes[one], -one))
    steps = Counter(
        round((below.base - above.base) / size, 1)
        for above, below in pairwise(lines)
        if above.region == below.region and 0.5 * size < below.base - above.base < 4 * size
    )
    # Double spacing is a distance, too: the smallest one that is frequent.
    frequent = [step for step, count in steps.items() if count * 4 >= max(steps.values())]
    pitch = min(frequent, default=1.2)
    body = [line for line in lines if abs(line.size - size) < 0.1 * size and not line.cells]
    few = max(2, 0.04 * len(body))
    indents = Counter(
        round(line.left - line.edge[0]) for line in body if 0.8 * size < line.left - line.edge[0] < 5 * size
    )
    indent, indented = max(indents.items(), key=lambda one: (one[1], -one[0]), default=(0, 0))
    spaced = sum(count for step, count in steps.items() if 1.28 * pitch < step < 3 * pitch)
    stretched = sum(line.edge[1] - line.right < 0.1 * size for line in body)
    return Measure(size, pitch, indent if indented >= few else 0, spaced >= few, stretched > 0.5 * len(body))


def _grouped(lines: Sequence[Line], measure: Measure) -> list[_Paragraph]:
    """Lines that belong to one paragraph, within their region."""
    found: list[_Paragraph] = []
    for line in lines:
        if found and _goes_on(found[-1].lines, line, measure):
            found[-1].lines.append(line)
        else:
            found.append(_Paragraph([line]))
    return found


def _goes_on(before: list[Line], line: Line, measure: Measure) -> bool:
    last = before[-1]
    if last.region != line.region:
        return False
    if line.cells or last.cells:
        return bool(line.cells) and bool(last.cells)
    size = max(last.size, line.size)
    if min(last.size, line.size) < 0.88 * size:
        return False
    is_heading = size > _LARGER * measure.size
    if line.base - last.base > (1.75 if is_heading else measure.pitch * 1.28) * size:
        return False
    if is_heading:
        return len(before) < _MOST_HEADING_LINES
    if _ITEM.match(line.text) and (_ITEM.match(before[0].text) or _END.search(last.text) or _had_room(last, line)):
        return False
    if _is_indented(before, line, size) or (_begins_at_indent(line, measure) and _END.search(last.text)):
        return False
    if not _had_room(last, line):
        return True
    # Where an indent or a space would show a new paragraph, only a line that is plainly short ends one.
    if measure.indent or measure.spaces:
        return last.edge[1] - last.right < 0.4 * (last.edge[1] - last.edge[0]) or not _starts_anew(line.text)
    return not _END.search(last.text) and not _starts_anew(line.text)


def _starts_anew(text: str) -> bool:
    return not text[0].islower() and text[0] not in ",.;:)，。；：）、”’»"


def _is_indented(before: list[Line], line: Line, size: float) -> bool:
    """Whether a line begins further right than the one before, as first lines do, or further left after an indent."""
    last = before[-1]
    step = line.left - last.left
    if _ITEM.match(before[0].text) and len(before) == 1 and step > 0:
        return False  # hangs below the sign of the item
    if _is_centred(last) and _is_centred(line):
        return False
    return step > 0.7 * size or (step < -0.7 * size and len(before) > 1)


def _begins_at_indent(line: Line, measure: Measure) -> bool:
    indent = line.left - line.edge[0]
    return bool(measure.indent) and abs(indent - measure.indent) < 0.25 * line.size


def _is_centred(line: Line) -> bool:
    left, right = line.left - line.edge[0], line.edge[1] - line.right
    return abs(left - right) < 0.1 * line.size + 1 and left > line.size


def _had_room(last: Line, line: Line) -> bool:
    """Whether the first word of a line would have fitted on the one before it."""
    first = line.words[0]
    width = first.right - first.left
    if WIDE.match(first.text):
        width = min(width, 2.2 * first.size)  # letters of Chinese stand for words
    room = last.edge[1] - last.right
    if _is_centred(last):
        room *= 2
    return room > width + 0.3 * first.size


def _with_notes_marked(found: list[_Paragraph], measure: Measure) -> list[_Paragraph]:
    """Footnotes: what stands at the foot of a page in smaller letters, from the first that begins with a mark."""
    by_page: dict[int, list[_Paragraph]] = {}
    for paragraph in found:
        by_page.setdefault(paragraph.lines[0].region[0], []).append(paragraph)
    for of_page in by_page.values():
        small: list[_Paragraph] = []
        for paragraph in reversed(of_page):
            if paragraph.lines[0].size > _SMALLER * measure.size or paragraph.lines[0].cells:
                break
            small.append(paragraph)
        while small and not _begins_with_mark(small[-1]):
            small.pop()
        if len(small) < len(of_page):
            for paragraph in small:
                paragraph.is_note = True
    return found


def _begins_with_mark(paragraph: _Paragraph) -> bool:
    return re.match(r"(?:\d{1,3}|[*†‡§]{1,3}|[a-z]\b)", paragraph.lines[0].text) is not None


def _joined(found: list[_Paragraph], measure: Measure) -> list[_Paragraph]:
    """Paragraphs that a new column or page had cut in two."""
    out: list[_Paragraph] = []
    last_text: _Paragraph | None = None
    for paragraph in found:
        if paragraph.is_note:
            out.append(paragraph)
            continue
        if last_text is not None and _is_rest(last_text.lines[-1], paragraph.lines[0], measure):
            last_text.lines += paragraph.lines
            continue
        out.append(paragraph)
        last_text = paragraph
    return out


def _is_rest(last: Line, line: Line, measure: Measure) -> bool:
    """Whether a paragraph goes on over the end of a column or page."""
    if last.region == line.region or last.cells or line.cells or _ITEM.match(line.text):
        return False
    if abs(last.size - line.size) > 0.1 * measure.size or line.size > _LARGER * measure.size:
        return False
    if measure.indent and line.left - line.edge[0] > 0.8 * line.size:
        return False
    if not _END.search(last.text):
        return not _had_room(last, line) or line.text[0].islower()
    # A sentence ends there. The paragraph goes on if its last line is as full as only those in its middle are.
    if measure.justified:
        sign = last.size if WIDE.match(last.text[-1]) else 0  # which may hang in the margin or be set narrow
        return last.edge[1] - last.right < 0.1 * last.size + sign
    return bool(measure.indent) and not _had_room(last, line)


def _levels(found: Iterable[_Paragraph], measure: Measure) -> dict[float, int]:
    """Rank of each size that is larger than the usual one, from 1 for the largest."""
    sizes = {round(p.lines[0].size) for p in found if p.lines[0].size > _LARGER * measure.size}
    return {size: min(6, k + 1) for k, size in enumerate(sorted(sizes, reverse=True))}


def _kind(paragraph: _Paragraph, text: str, levels: dict[float, int], measure: Measure) -> tuple[ParagraphKind, int]:
    size = paragraph.lines[0].size
    if size > _LARGER * measure.size and len(text) <= _LONGEST_HEADING and any(c.isalpha() for c in text):
        return ParagraphKind.HEADING, levels[round(size)]
    return (ParagraphKind.LIST_ITEM, 1) if _ITEM.match(text) else (ParagraphKind.PARAGRAPH, 0)


def _known_words(lines: Iterable[Line]) -> frozenset[str]:
    """Words and compounds that stand within a line, where nothing can have divided them."""
    known: set[str] = set()
    divided = False
    for line in lines:
        found = _WORD.findall(line.text)
        was_divided, divided = divided, line.text.endswith(("-", "\xad"))
        known.update(word.casefold() for word in found[was_divided : len(found) - divided])
    return frozenset(known)


def _text(lines: Sequence[Line], known: frozenset[str]) -> str:
    out = ""
    for line in lines:
        text = _marked(line)
        if not out:
            out = text
        elif (cut := _LETTER_END.search(out[-80:])) and (rest := _LETTER_START.match(text)):
            goes_on = text[rest.end() : rest.end() + 1] == "-" and not cut.group().endswith("\xad")
            out = (out if goes_on or _keeps_hyphen(cut, rest.group(), known) else out[:-1]) + text
        elif _stays_close(out, text):
            out += text
        elif out.endswith("\xad"):
            out = out[:-1] + text
        else:
            out += " " + text
    return out


def _stays_close(out: str, text: str) -> bool:
    """Whether no space belongs where two lines meet: after a dash that joins, and in Chinese."""
    if WIDE.match(out[-1]) or WIDE.match(text[0]):
        return True
    return out.endswith(("-", "–", "/")) and not out.endswith((" -", " –", "--")) and text[0].isalnum()


def _keeps_hyphen(cut: re.Match[str], rest: str, known: frozenset[str]) -> bool:
    """Whether the hyphen at a line end belongs to the word: *inter-party*, not *co-operation* cut in two."""
    if cut.group().endswith("\xad"):
        return False
    first = cut.group(1)
    whole, compound = (first + rest).casefold(), f"{first}-{rest}".casefold()
    if compound in known or whole in known:
        return whole not in known
    if (first.casefold(), rest[:1]) == ("re", "e"):
        return True  # re-election, which nobody divides before an e
    if len(rest) < 3 and rest.islower():
        return False
    if not rest[0].islower() or cut.string[: cut.start()].endswith("-"):
        return True
    if first.casefold() in _SYLLABLES:
        return rest.casefold() in known
    return first.casefold() in _FIRST_PARTS or (first[0].isupper() and first.casefold() in known)


def _marked(line: Line) -> str:
    """The text of a line with the marks of footnotes in brackets, so that they do not stick to words."""
    words = line.words
    if not any(word.raised for word in words):
        return line.text
    parts: list[str] = []
    for k, word in enumerate(words):
        if word.raised and k and _is_note(words[k - 1].text, word.text):
            parts.append(f"[{word.text}]")
            continue
        if word.raised and not k and _NOTE_MARK.match(word.text):
            parts.append(f"[{word.text}] ")
            continue
        if k and is_parted(words[k - 1], word):
            parts.append(" ")
        parts.append(word.text.translate(_EXPONENTS) if word.raised else word.text)
    return "".join(parts)


_EXPONENTS: Final = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


def _is_note(before: str, mark: str) -> bool:
    """Whether a raised sign is the mark of a footnote rather than an exponent (*m²*) or an ending (*1st*)."""
    return (
        _NOTE_MARK.match(mark) is not None and (len(before) > 2 or not before.isalnum()) and not before[-1:].isdigit()
    )
