"""The words of a PDF page with their places, as PDFium tells its letters.

Places are in points with the page upright, x to the right and y *down* from the top edge.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from reader.patterns import deferred

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_SMALLEST: Final = 1.0
"""Height in points below which nobody reads a letter."""
# Letters that fonts draw as one sign, and signs that stand for letters: radicals for characters, Arabic shapes.
_SHAPES = deferred("[\ufb00-\ufb06\u2e80-\u2fdf\ufb50-\ufdff\ufe70-\ufefc]")
_OWN_SIGN = deferred("[\uf020-\uf0ff]\\Z")
"""A sign of a font of signs; one that stands alone is the point of a list."""
_HYPHENS: Final = {"\x02": "-", "\u2010": "-", "\u2011": "-"}
WIDE = deferred("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]")
"""A character of a script that is written without spaces."""


@dataclass(slots=True)
class Word:
    """Letters without a space between them, on one line, in one size."""

    text: str
    left: float
    right: float
    base: float
    """Distance of the line they stand on from the top of the page; that of the word before for a raised one."""
    size: float
    """Size of the font in points."""
    order: int
    """Place in the file, which need not be the order of reading."""
    spaced: bool
    """A space stands before it …"""
    written: bool = False
    """… that the file names, rather than a mere gap."""
    raised: bool = False
    """Smaller and higher than the word before: the number of a footnote, or an exponent."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as read: its size in points, its words in the order of the file, and what could not be read."""

    number: int
    width: float
    height: float
    words: list[Word]
    letters: int
    unknown: int
    """Letters for which the file does not say what they are."""
    turned: int
    """Words that do not stand upright."""
    unseen: int
    """Words outside the paper or too small to be seen."""


_Point = tuple[float, float]


@dataclass(slots=True)
class _Letter:
    text: str
    left: float
    right: float
    base: float
    size: float


def read_page(page: PdfPage, number: int) -> Page:
    """The words of a page; ``number`` counts from 1."""
    from pypdfium2 import raw

    width, height = page.get_size()
    text_page = raw.FPDFText_LoadPage(page.raw)
    if not text_page:
        return Page(number, width, height, [], 0, 0, 0, 0)
    try:
        return _Collecting(page, text_page, number, width, height).page()
    finally:
        raw.FPDFText_ClosePage(text_page)


class _Collecting:
    def __init__(self, page: PdfPage, text_page: Any, number: int, width: float, height: float) -> None:
        from pypdfium2 import raw

        self._raw: Any = raw
        # Filled anew for every letter.
        self._box, self._matrix, self._x, self._y = (
            raw.FS_RECTF(),
            raw.FS_MATRIX(),
            ctypes.c_double(),
            ctypes.c_double(),
        )
        self._text_page = text_page
        self._number, self._width, self._height = number, width, height
        self._place = _upright(page.get_rotation(), page.get_mediabox(), page.get_cropbox())
        self._turn: int = page.get_rotation()
        self._words: list[Word] = []
        self._run: list[_Letter] = []
        self._spaced = True
        self._written = False
        self._letters = self._unknown = self._turned = self._unseen = 0

    def page(self) -> Page:
        raw = self._raw
        count = max(0, raw.FPDFText_CountChars(self._text_page))
        for index, text in self._characters(count):
            if text.isspace():
                self._end_word()
                self._spaced = True
                # PDFium guesses spaces from gaps; those between Chinese and other letters are only air.
                self._written = self._written or raw.FPDFText_IsGenerated(self._text_page, index) == 0
            elif text:
                self._add(index, text)
        self._end_word()
        return Page(
            self._number,
            self._width,
            self._height,
            self._words,
            self._letters,
            self._unknown,
            self._turned,
            self._unseen,
        )

    def _characters(self, count: int) -> Iterator[tuple[int, str]]:
        """Index and text of each character; space for one that parts, empty for one that says nothing."""
        unicode_of, text_page = self._raw.FPDFText_GetUnicode, self._text_page
        high = 0
        for index in range(count):
            code = unicode_of(text_page, index)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000 and high:
                code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
            high = 0
            yield index, self._text_of(index, code)

    def _text_of(self, index: int, code: int) -> str:
        if code in (0x20, 0x0D, 0x0A, 0x09, 0xA0):
            return " "
        text = chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd"
        text = _HYPHENS.get(text, text)
        if code == 0 or self._raw.FPDFText_HasUnicodeMapError(self._text_page, index) == 1:
            text = "\ufffd"
        if text < " " or text == "\ufeff":
            return ""
        if _SHAPES.match(text):
            text = unicodedata.normalize("NFKC", text).strip() or text
        return text

    def _add(self, index: int, text: str) -> None:
        letter = self._letter(index, text)
        if letter is None:
            return
        self._letters += 1
        self._unknown += text == "\ufffd" or "\ue000" <= text <= "\uf8ff"
        before = self._run[-1] if self._run else None
        if before is not None and (before.left, before.right) == (letter.left, letter.right):
            before.text += text  # the letters of a ligature come one by one, all in its place
            return
        if before is not None and not _goes_on(before, letter):
            self._end_word()
            self._spaced = not _touches(before, letter)
        self._run.append(letter)

    def _letter(self, index: int, text: str) -> _Letter | None:
        raw, box, matrix, x, y = self._raw, self._box, self._matrix, self._x, self._y
        known = (
            raw.FPDFText_GetLooseCharBox(self._text_page, index, box)
            and raw.FPDFText_GetCharOrigin(self._text_page, index, x, y)
            and raw.FPDFText_GetMatrix(self._text_page, index, matrix)
        )
        if not known:
            return None
        if self._is_turned(matrix.a, matrix.b):
            self._turned += self._spaced
            self._end_word()
            return None
        (left, _top), (right, _bottom) = self._place(box.left, box.top), self._place(box.right, box.bottom)
        _x, base = self._place(x.value, y.value)
        left, right = min(left, right), max(left, right)
        # The font's own size: boxes are those of the ink where a font does not tell, and that of 一 is flat.
        size = abs(raw.FPDFText_GetFontSize(self._text_page, index)) * math.hypot(matrix.c, matrix.d)
        if size < _SMALLEST or right < 0 or left > self._width or base < 0 or base > self._height + size:
            self._unseen += self._spaced
            self._end_word()
            return None
        return _Letter(text, left, right, base, size)

    def _is_turned(self, along: float, across: float) -> bool:
        """Whether a letter lies or stands on its head on the page as it is shown."""
        degrees = math.degrees(math.atan2(across, along)) - self._turn
        return 20 < degrees % 360 < 340

    def _end_word(self) -> None:
        run, self._run = self._run, []
        if not run:
            return
        text = "".join(letter.text for letter in run)
        if _OWN_SIGN.match(text):
            text = "•"
            self._unknown -= 1
        word = Word(
            text,
            min(letter.left for letter in run),
            max(letter.right for letter in run),
            run[0].base,
            max(letter.size for letter in run),
            len(self._words),
            self._spaced,
            self._written,
        )
        before = self._words[-1] if self._words else None
        if before is not None and word.text in ("-", "\xad") and not word.written and _stands_at(before, word):
            before.text, before.right = (
                before.text + word.text,
                word.right,
            )  # a hyphen PDFium takes for a line of its own
            self._spaced = False
            return
        if before is not None and _is_raised(before, word):
            word.base, word.raised = before.base, True
        elif before is not None and not word.spaced and _is_raised(word, before):
            before.base, before.raised = word.base, True
        self._words.append(word)
        self._spaced = self._written = False


def _upright(turn: int, media: tuple[float, ...], crop: tuple[float, ...]) -> Callable[[float, float], _Point]:
    """From PDF coordinates to those of Word, for a page turned by 0, 90, 180 or 270 degrees."""
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    turned: dict[int, Callable[[float, float], _Point]] = {
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    return turned.get(turn, lambda x, y: (x - left, top - y))


def _goes_on(before: _Letter, letter: _Letter) -> bool:
    """Whether two letters that follow each other in the file stand in one word."""
    size = min(before.size, letter.size)
    if abs(before.base - letter.base) > 0.15 * size or abs(before.size - letter.size) > 0.2 * size:
        return False
    gap = letter.left - before.right
    if WIDE.match(before.text) or WIDE.match(letter.text):
        return -1.2 * size < gap < 0.5 * size
    if _is_from_the_right(letter.text):
        return -0.25 * size < before.left - letter.right < 0.25 * size
    return -0.6 * size < gap < 0.25 * size


def _touches(before: _Letter, letter: _Letter) -> bool:
    """Whether they stand on one line without a space between them, in different sizes."""
    size = max(before.size, letter.size)
    return abs(before.base - letter.base) < 0.7 * size and -0.5 * size < letter.left - before.right < 0.15 * size


def _is_from_the_right(text: str) -> bool:
    return unicodedata.bidirectional(text[-1]) in ("R", "AL")


def _is_raised(before: Word, word: Word) -> bool:
    """Whether a word is set smaller and higher, right after another one."""
    higher = before.base - word.base
    gap = max(word.left - before.right, before.left - word.right)
    beside = -0.3 * before.size < gap < 0.4 * before.size
    return beside and word.size < 0.85 * before.size and 0.12 * before.size < higher < 0.8 * before.size


def _stands_at(before: Word, word: Word) -> bool:
    return abs(before.base - word.base) < 0.1 * word.size and abs(word.left - before.right) < 0.15 * word.size


def is_from_the_right(words: list[Word]) -> bool:
    """Whether most letters of a line are of a script that is written from right to left."""
    kinds = [unicodedata.bidirectional(c) for word in words for c in word.text if c.isalpha()]
    return sum(kind in ("R", "AL") for kind in kinds) * 2 > len(kinds)


def gaps(words: list[Word]) -> Iterator[tuple[float, float]]:
    """The spaces between the words of a line from left to right, as (left, right)."""
    reach = float("-inf")
    for one, following in pairwise(sorted(words, key=lambda word: word.left)):
        reach = max(reach, one.right)
        if following.left > reach:
            yield reach, following.left
