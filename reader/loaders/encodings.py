"""From bytes to text: what the bytes say, what only one encoding allows, and at last a guess that is owned up to."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from reader.errors import UnsupportedFormat
from reader.i18n import _
from reader.loaders.limits import CHARDET_BYTES
from reader.patterns import deferred

# The longer marks first: UTF-32's begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1b")
_SAMPLE = 64 * 1024
# What a guess should be read as: the standard that holds all of it. UTF-7 is never read, for it hides text in ASCII.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "ascii": "cp1252", "shift_jis": "cp932"}
_NEVER = frozenset({"utf-7", "utf7", "unicode-1-1-utf-7", "base64", "hex", "rot13", "idna", "punycode"})
# In Windows-1252: quotation marks, dashes, ellipsis, bullet, euro, no-break space and the like …
_WESTERN_SIGNS = bytes((0x80, 0x85, *range(0x91, 0x98), 0xA0, 0xA3, 0xA7, 0xA9, 0xAB, 0xAE, 0xB0, 0xB7, 0xBB))
# … and letters of Western Europe, which stand among ASCII ones and seldom next to each other.
_WESTERN_LETTERS = bytes(b for b in range(0xC0, 0x100) if b not in (0xD0, 0xD7, 0xDE, 0xF0, 0xF7, 0xFE))
_WESTERN_RUN = deferred(rb"[\xc0-\xff]+")


_CHOSEN: ContextVar[str | None] = ContextVar("chosen_encoding", default=None)


class Offered(NamedTuple):
    """An encoding a person may choose."""

    name: str
    """As Python's codecs name it; what ``read`` takes and ``Source.encoding`` says."""
    label: str
    """What it is for and what it is called: *Cyrillic (Windows-1251)*."""


def offered() -> tuple[Offered, ...]:
    """The encodings a person may choose from, by script and within it the most frequent first."""
    scripts = (
        (_("Unicode"), "utf-8 utf-16-le utf-16-be"),
        (_("Chinese, simplified"), "gb18030"),
        (_("Chinese, traditional"), "big5 big5hkscs"),
        (_("Vietnamese"), "cp1258"),
        (_("Western European"), "cp1252 iso8859-15 mac-roman cp850"),
        (_("Central European"), "cp1250 iso8859-2"),
        (_("Baltic"), "cp1257"),
        (_("Turkish"), "cp1254"),
        (_("Greek"), "cp1253"),
        (_("Cyrillic"), "cp1251 koi8-r koi8-u iso8859-5 cp866"),
        (_("Hebrew"), "cp1255"),
        (_("Arabic"), "cp1256"),
        (_("Thai"), "cp874"),
        (_("Japanese"), "cp932 euc_jp iso2022_jp"),
        (_("Korean"), "cp949"),
    )
    return tuple(Offered(name, f"{script} ({shown(name)})") for script, names in scripts for name in names.split())


@contextmanager
def reading_as(encoding: str | None) -> Iterator[None]:
    """Meanwhile ``decode`` in this thread takes this encoding, whatever the bytes say; None: as they say.

    Raises UnsupportedFormat for a name that is no encoding of texts.
    """
    usable = _usable(encoding)
    if encoding and usable is None:
        message = _("There is no encoding “{name}” that Readout reads.").format(name=encoding)
        raise UnsupportedFormat(message, _("Choose another one."))
    token = _CHOSEN.set(usable)
    try:
        yield
    finally:
        _CHOSEN.reset(token)


def chosen_encoding() -> str | None:
    """The encoding that ``reading_as`` holds just now."""
    return _CHOSEN.get()


class Decoded(NamedTuple):
    """A text and how its bytes were read."""

    text: str
    encoding: str
    """As Python's codecs name it."""
    guessed: bool = False
    """Nothing in the file says so, and another encoding could have read it too."""
    warnings: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text in the bytes; ``declared`` is what the file says of itself (the charset of a web page).

    Order: what a person has chosen (``reading_as``), byte order mark, UTF-16 and UTF-32 by where their NULs stand, the
    shifts of Japanese mail, strict UTF-8, what is declared, UTF-8 with some damage, Windows-1252 where only its signs
    and Western letters occur, then the guess of chardet. Raises UnsupportedFormat for bytes that are no text.
    """
    chosen = chosen_encoding()
    if chosen is not None:
        mark = next((mark for mark, encoding in _MARKS if encoding == chosen and data.startswith(mark)), b"")
        return _lenient(data[len(mark) :], chosen)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    wide = _wide(data)
    if wide is not None:
        return _lenient(data, wide, guessed=True)
    _require_text(data)
    if b"\x1b$" in data and data.isascii():
        return _lenient(data, "iso2022_jp", guessed=True)
    for stated in ("utf-8", _usable(declared)):
        text = None if stated is None else _strict(data, stated)
        if stated and text is not None:
            return Decoded(text, stated)
    if _is_damaged_utf8(data):
        return _lenient(data, "utf-8")
    if _is_western(data):
        return _lenient(data, "cp1252", guessed=True)
    return _lenient(data, _guess(data), guessed=True)


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: nearly all NULs stand at the same place of each unit, and there are many."""
    sample = data[: _SAMPLE - _SAMPLE % 4]
    if len(sample) < 4 or 0 not in sample:
        return None
    quarters = [sample[k::4].count(0) * 4 / len(sample) for k in range(4)]
    if min(quarters[1:]) > 0.45 and quarters[0] < 0.05:
        return "utf-32-le" if min(quarters[2:]) > 0.9 else None
    if min(quarters[:3]) > 0.45 and quarters[3] < 0.05:
        return "utf-32-be" if min(quarters[:2]) > 0.9 else None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    for encoding, those, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if those > 20 * others and _reads_well(sample, encoding):
            return encoding
    return None


def _reads_well(sample: bytes, encoding: str) -> bool:
    """Whether nearly all of it is letters, signs and space; bytes that are no text seldom make such."""
    try:
        # The sample may end inside a character.
        text = codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeError:
        return False
    return sum(unicodedata.category(c)[0] in "LMNPSZ" or c in "\t\r\n" for c in text) >= 0.97 * max(len(text), 1)


def _require_text(data: bytes) -> None:
    """Raises UnsupportedFormat where the bytes hold more control characters than a damaged text would."""
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > max(2, len(sample) // 200):
        message = _("{file} holds no text that can be read.")
        raise UnsupportedFormat(message, _("Choose a text file, a Markdown file or a web page."))


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most letters beyond ASCII are good UTF-8, as in a file that was cut or patched; chance makes few such."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    ascii_only = len(text.encode("ascii", "ignore"))
    return len(text) - damaged - ascii_only > 4 * damaged


def _is_western(data: bytes) -> bool:
    high = data.translate(None, bytes(range(0x80)))
    if high.translate(None, _WESTERN_SIGNS + _WESTERN_LETTERS):
        return False
    letters = [len(found) for found in _WESTERN_RUN.findall(data)]
    if sum(letters) <= 8:  # too few to guess anything else by
        return max(letters, default=0) <= 1
    return max(letters) <= 2 and sum(letters) * 6 <= len(data) - len(high)


def _guess(data: bytes) -> str:
    from chardet import detect

    guess = _usable(detect(data[:CHARDET_BYTES])["encoding"])
    return guess or "cp1252"


def _usable(name: str | None) -> str | None:
    """Python's name of an encoding, or of the wider one that holds it; None where it is unknown or not to be read."""
    if not name:
        return None
    lower = name.strip().lower()
    lower = _WIDER.get(lower, lower)
    try:
        found = codecs.lookup(lower)
    except (LookupError, ValueError):
        return None
    # Codecs that are no character encodings (zlib, base64 …) are for Python's own use.
    if lower in _NEVER or found.name in _NEVER or not getattr(found, "_is_text_encoding", True):
        return None
    return _WIDER.get(found.name, found.name)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, ValueError):
        return None


def _lenient(data: bytes, encoding: str, *, guessed: bool = False) -> Decoded:
    text = data.decode(encoding, "replace")
    warnings = []
    if guessed:
        warning = _("The file does not say how its letters are stored; {encoding} was assumed.")
        warnings.append(warning.format(encoding=shown(encoding)))
    if _strict(data, encoding) is None:
        warning = _("Some bytes are no letters in {encoding}; each is shown as \ufffd.")
        warnings.append(warning.format(encoding=shown(encoding)))
    return Decoded(text, encoding, guessed, tuple(warnings))


def shown(encoding: str) -> str:
    """The name of an encoding as people know it."""
    name = encoding.lower().replace("_", "-")
    if (found := re.fullmatch(r"cp(125\d|874)", name)) is not None:
        return f"Windows-{found.group(1)}"
    if (found := re.fullmatch(r"iso8859-(\d+)", name)) is not None:
        return f"ISO 8859-{found.group(1)}"
    known = {
        "big5": "Big5",
        "big5hkscs": "Big5-HKSCS",
        "cp850": "DOS 850",
        "cp866": "DOS 866",
        "cp932": "Shift JIS",
        "cp949": "EUC-KR",
        "iso2022-jp": "ISO 2022-JP",
        "mac-roman": "Mac Roman",
    }
    return known.get(name, name.upper())
