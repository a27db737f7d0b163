"""From the bytes and numbers of RTF to letters: fonts, code pages, Unicode and what stands in its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from reader.loaders.rtf_state import Font, State
from reader.loaders.rtf_tokens import (
    SYMBOLS,
    charset_encoding,
    decoded,
    first_encoding,
    page_encoding,
)
from reader.loaders.symbol_fonts import symbol

_LONGEST_NAME: Final = 100
_UNKNOWN: Final = "\ufffd"


class Letters:
    """Collects bytes until something else comes, then says the letters they stand for.

    A letter of an East Asian encoding may be written as two codes or as a code and a plain letter, so bytes are
    decoded together.
    """

    def __init__(self, say: Callable[[str], None]) -> None:
        """``say`` is told of every piece of text, in order."""
        self._say = say
        self._pending = bytearray()
        self._coded = False
        self._to_pass = 0
        self._half: int | None = None
        self._encoding = "cp1252"
        self._fonts: dict[int, Font] = {}

    # --- encodings

    def head(self, word: str) -> None:
        """A word at the head of the file may name the encoding of all of it."""
        self._encoding = first_encoding(word) or self._encoding

    def set_page(self, number: int) -> None:
        """The code page of the file."""
        self._encoding = page_encoding(number) or self._encoding

    def font(self, number: int) -> Font:
        """A font, to be filled in or asked for its encoding."""
        return self._fonts.setdefault(number, Font())

    def set_charset(self, state: State, number: int) -> None:
        """The character set of the font that is being described."""
        self.font(state.font).encoding = charset_encoding(number)

    def set_font_page(self, state: State, number: int) -> None:
        """The code page of that font, which says more than its character set."""
        font = self.font(state.font)
        font.encoding = page_encoding(number) or font.encoding

    def add_font_name(self, state: State, text: str) -> None:
        """More of the name of that font."""
        font = self.font(state.font)
        font.name = (font.name + text)[:_LONGEST_NAME]

    # --- letters

    def take(self, data: bytes, *, coded: bool) -> None:
        """Bytes as they stand in the file, or one that is written as a number."""
        passed = min(len(data), self._to_pass)
        self._to_pass -= passed
        self._pending += data[passed:]
        self._coded = self._coded or coded

    def flush(self, state: State, *, in_text: bool) -> None:
        """Says the bytes so far, which all stand in the same font."""
        if not self._pending:
            return
        data, coded = bytes(self._pending), self._coded
        self._pending.clear()
        self._coded = False
        font = self._fonts.get(state.font) or Font()
        if font.encoding == SYMBOLS and in_text:
            text = "".join(symbol(f"{byte:x}", font.name) for byte in data)
        else:
            encoding = None if font.encoding == SYMBOLS else font.encoding
            text = _as_utf8(data, coded=coded) or decoded(data, encoding, self._encoding)
        self._tell(text)

    def unicode(self, state: State, number: int) -> None:
        """A character by its number, negative above 32,767; two for one outside the first 65,536."""
        code = number + 0x10000 if number < 0 else number
        half, self._half = self._half, None
        if 0xDC00 <= code <= 0xDFFF and half is not None:
            self._say(chr(0x10000 + ((half - 0xD800) << 10) + code - 0xDC00))
        else:
            if half is not None:
                self._say(_UNKNOWN)
            if 0xD800 <= code <= 0xDBFF:
                self._half = code
            elif 0xF000 <= code <= 0xF0FF:
                self._say(symbol(f"{code:x}", self.font(state.font).name))
            else:
                self._say(chr(code) if 0 < code <= 0x10FFFF and not 0xDC00 <= code <= 0xDFFF else _UNKNOWN)
        self._to_pass = state.replaced

    def character(self, character: str) -> None:
        """A character that a control word stands for."""
        if self._to_pass:
            self._to_pass -= 1
        else:
            self._tell(character)

    def pass_no_more(self) -> None:
        """What follows stands for itself and not for a character by its number."""
        self._to_pass = 0

    def _tell(self, text: str) -> None:
        if self._half is not None:
            self._half = None
            self._say(_UNKNOWN)
        self._say(text)


def _as_utf8(data: bytes, *, coded: bool) -> str | None:
    """Against the rules, but some programs write UTF-8 as it stands; None where the bytes are none or plain."""
    if coded or data.isascii():
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None
