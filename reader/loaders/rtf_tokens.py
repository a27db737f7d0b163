"""RTF as a stream of tokens, and the encodings its bytes are in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from enum import IntEnum
from typing import Final, NamedTuple

from reader.patterns import deferred


class Kind(IntEnum):
    """What a token is."""

    OPEN = 0
    CLOSE = 1
    WORD = 2
    """A control word, with its number if it has one."""
    SIGN = 3
    """A control symbol: one character after the backslash."""
    BYTES = 4
    """Bytes of text as they stand."""
    CODE = 5
    """One byte of text, written in hexadecimal."""


class Token(NamedTuple):
    """One piece of the file."""

    kind: Kind
    word: str = ""
    number: int | None = None
    data: bytes = b""


_TOKEN: Final = deferred(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(\r\n|[^a-zA-Z])|([{}])|([^\\{}\r\n\0]+)", re.DOTALL
)
_OPEN, _CLOSE = Token(Kind.OPEN), Token(Kind.CLOSE)


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a file in order. Line ends mean nothing; binary data is passed over; so is what is no token."""
    at = 0
    while found := _TOKEN.search(data, at):
        at = found.end()
        match found.lastindex:
            case 6:
                yield Token(Kind.BYTES, data=found[6])
            case 1 | 2:
                word, number = found[1].decode("ascii"), int(found[2]) if found[2] else None
                if word == "bin":
                    at += max(0, number or 0)
                else:
                    yield Token(Kind.WORD, word, number)
            case 3:
                yield Token(Kind.CODE, data=bytes((int(found[3], 16),)))
            case 5:
                yield _OPEN if found[5] == b"{" else _CLOSE
            case _:
                yield Token(Kind.SIGN, found[4].decode("latin-1"))


# --- encodings

_BY_CHARSET: Final = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gbk",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
_PAGES: Final = {
    **{page: f"cp{page}" for page in (437, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866, 869, 874)},
    **{page: f"cp{page}" for page in (932, 949, 950, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258)},
    936: "gbk",
    10000: "mac_roman",
    65001: "utf-8",
    54936: "gb18030",
    1361: "johab",
}
_FIRST: Final = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
SYMBOLS: Final = "symbols"
"""Stands for the encoding of fonts that show signs in the place of letters."""
_PAIRS: Final = deferred(rb"(?:[\0-\x7f]|[\x81-\xfe][\xa1-\xfe])*", re.DOTALL)
_TWO_BYTES: Final = frozenset(("cp932", "cp949", "cp950", "gbk"))


def first_encoding(word: str) -> str | None:
    """Encoding that a control word at the head of the file names (*ansi*, *mac* …)."""
    return _FIRST.get(word)


def page_encoding(page: int | None) -> str | None:
    """Encoding of a Windows code page; None for an unknown one."""
    return _PAGES.get(page or 0)


def charset_encoding(charset: int | None) -> str | None:
    """Encoding of a font by its character set; None where that says nothing (0: Western, 1: default)."""
    return SYMBOLS if charset == 2 else _BY_CHARSET.get(charset or 0)


def decoded(data: bytes, encoding: str | None, default: str) -> str:
    """Text of bytes in the encoding of their font, or in the default of the file where the font names none.

    Western fonts of an East Asian file mostly hold Western letters; the default counts only for pairs of bytes.
    """
    if encoding is None:
        encoding = "cp1252" if default in _TWO_BYTES and not _PAIRS.fullmatch(data) else default
    return codecs.decode(data, encoding, "replace")
