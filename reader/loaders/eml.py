"""E-mail messages, and web pages saved as one file, which are written like messages: the body is read, nothing else.

Attachments are named and not opened. Python's own parser takes the message apart; header values are decoded only
where they are used and only up to a length, because its decoder is slow and hungry on hostile ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from reader.errors import UnreadableFile, UnsafeFile
from reader.i18n import _, ngettext
from reader.loaders.base import Loaded
from reader.loaders.child import load_in_child
from reader.loaders.limits import MAIL_DEPTH, MAIL_HEADER_BYTES, MAIL_PARTS
from reader.patterns import deferred

if TYPE_CHECKING:
    from email.message import Message

_HEADER = deferred(
    rb"^(Subject|From|To|Date|MIME-Version|Content-Type|Message-ID|Received):", re.IGNORECASE | re.MULTILINE
)
_FIRST = deferred(
    rb"(?:From |(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID|X-[\w-]{1,40}):)", re.IGNORECASE
)
_MULTIPART = deferred(rb"multipart/", re.IGNORECASE)
_RELATED = deferred(rb"^Content-Type:\s{0,9}multipart/related", re.IGNORECASE | re.MULTILINE)
_SAVED = deferred(rb"^(?:Snapshot-Content-Location:|From: {0,9}\"?<?Saved by)", re.IGNORECASE | re.MULTILINE)
_FORWARDED = deferred(r"^(?:\s*(?:re|fwd?|aw|wg|tr|antw|回复|转发|答复)\s*(?:\[\d{1,3}\])?\s*[:：])+\s*", re.IGNORECASE)
_SPACE = deferred(r"\s+")
_NAMED: Final = 8
"""Attachments that are named before the rest is only counted."""


class _Message:
    def __init__(self, name: str, label: str, suffixes: tuple[str, ...], *, is_page: bool) -> None:
        self.name = name
        self.label = label
        self.suffixes = suffixes
        self.is_page = is_page
        """A web page saved as a message: its own title and date count, not those of the message."""

    def recognises(self, head: bytes, suffix: str) -> float:
        # Headers end at the first empty line; what stands below may be anything.
        headers = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
        known = len({found.lower() for found in _HEADER.findall(headers)})
        if known < 2:
            return 0.0
        is_page = bool(_RELATED.search(headers)) and (bool(_SAVED.search(headers)) or suffix in MHTML.suffixes)
        if is_page is not self.is_page:
            return 0.0
        return 0.9 if suffix in self.suffixes or is_page or (known >= 4 and _FIRST.match(headers)) else 0.1

    def load(self, data: bytes) -> Loaded:
        return load_in_child(self.name, data)

    def parse(self, data: bytes) -> Loaded:
        """What ``load`` gives, without the limits of the child process."""
        from email.parser import BytesParser
        from email.policy import compat32

        if data.count(b"\n--") > MAIL_PARTS and _MULTIPART.search(data[:MAIL_HEADER_BYTES]):
            raise _too_many()
        message = BytesParser(policy=compat32).parsebytes(data.lstrip(b"\r\n"))
        found = _Parts()
        for part in _walk(message):
            found.take(part)
        loaded = found.text()
        warnings = (*loaded.warnings, *found.receipt())
        if self.is_page:  # the date of the message is the day on which somebody saved the page
            return loaded._replace(warnings=warnings)
        return loaded._replace(
            title=_subject(message) or loaded.title, date=_date(message) or loaded.date, warnings=warnings
        )


EML = _Message("mail", "E-mail message", (".eml",), is_page=False)
MHTML = _Message("mhtml", "Web page saved as one file", (".mht", ".mhtml"), is_page=True)


def _walk(message: Message) -> Iterator[Message]:
    """The parts of a message that hold something, in order; of alternatives the best one."""
    todo: list[tuple[Message, int]] = [(message, 0)]
    while todo:
        part, depth = todo.pop()
        if depth > MAIL_DEPTH:
            raise _too_deep()
        kind = part.get_content_type()
        if kind in ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"):
            raise UnreadableFile(
                _("{file} is an encrypted message."),
                _("Open it in your mail program and copy its text into a plain text file (.txt)."),
            )
        inside = part.get_payload() if part.is_multipart() else None
        if not isinstance(inside, list) or kind == "message/rfc822":
            yield part
        elif kind == "multipart/alternative":
            todo += [(one, depth + 1) for one in _best(_messages(inside))]
        else:
            todo += [(one, depth + 1) for one in reversed(_messages(inside))]


def _too_deep() -> UnsafeFile:
    message = _("{file} is a message whose parts are nested too deep to be read.")
    return UnsafeFile(message, _("Copy its text into a plain text file (.txt) and open that."))


def _too_many() -> UnsafeFile:
    message = _("{file} is a message of too many parts to be read.")
    return UnsafeFile(message, _("Copy its text into a plain text file (.txt) and open that."))


def _messages(parts: Sequence[object]) -> list[Message]:
    from email.message import Message

    return [part for part in parts if isinstance(part, Message)]


def _best(alternatives: list[Message]) -> list[Message]:
    """Of the same text in several forms the last that can be read here: they are ordered from plain to rich."""
    wanted = ("text/html", "multipart/related", "multipart/mixed", "multipart/alternative", "text/plain")
    for kind in wanted:
        found = [one for one in alternatives if one.get_content_type() == kind]
        if found:
            return [found[-1]]
    return alternatives[:1]


class _Parts:
    """What the parts of a message hold: texts, and names of what is not read."""

    def __init__(self) -> None:
        self._texts: list[Loaded] = []
        self._attached: list[str] = []

    def take(self, part: Message) -> None:
        kind = part.get_content_type()
        named = _filename(part)
        is_attached = _header(part, "content-disposition").strip().lower().startswith("attachment")
        if kind in ("text/plain", "text/html") and not is_attached:
            if not (kind == "text/html" and part.get("Content-Location") and self._texts):
                self._texts.append(_read(part, kind))  # else a frame of a saved page
        elif not _is_shown(part, kind) and (named or is_attached or kind == "message/rfc822"):
            self._attached.append(named or kind)

    def text(self) -> Loaded:
        """The texts one after the other: most messages have one, some a footer of the mailing list."""
        from reader.loaders.blocks import Blocks
        from reader.text.blocks import blocks

        texts = [one for one in self._texts if one.text.strip()]
        if len(texts) < 2:
            return texts[0] if texts else Loaded("")
        together = Blocks()
        for one in texts:
            for block in one.paragraphs or blocks(one.text):
                together.add(one.text[block.start : block.end], block.kind, block.level)
        text, paragraphs = together.text()
        warnings = tuple(dict.fromkeys(warning for one in texts for warning in one.warnings))
        return texts[0]._replace(text=text, paragraphs=paragraphs, warnings=warnings)

    def receipt(self) -> tuple[str, ...]:
        count = len(self._attached)
        if not count:
            return ()
        names = ", ".join(f"“{name}”" for name in self._attached[:_NAMED])
        sentence = ngettext(
            "The message has {count} attachment, which was not opened: {names}.",
            "The message has {count} attachments, which were not opened: {names}.",
            count,
        )
        return (sentence.format(count=count, names=names + (" …" if count > _NAMED else "")),)


def _is_shown(part: Message, kind: str) -> bool:
    """Whether it is a picture or the like that a page shows: those have an address, not a name."""
    return bool(part.get("Content-Location")) or (bool(part.get("Content-ID")) and kind.startswith("image/"))


def _read(part: Message, kind: str) -> Loaded:
    from reader.loaders.encodings import decode
    from reader.loaders.html import declared_charset, parse_markup

    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    if not data.strip():
        return Loaded("")
    decoded = decode(data, part.get_content_charset() or (declared_charset(data) if kind == "text/html" else None))
    loaded = parse_markup(decoded.text) if kind == "text/html" else Loaded(_plain(decoded.text, part))
    return loaded._replace(
        encoding=decoded.encoding,
        encoding_guessed=decoded.guessed,
        warnings=decoded.warnings + loaded.warnings,
    )


def _plain(text: str, part: Message) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    # RFC 3676: a line that ends in a space goes on; a space that was put before “>” or “From” goes.
    delete = str(part.get_param("delsp", "")).lower() == "yes"
    out: list[str] = []
    goes_on = False
    for line in text.split("\n"):
        kept = line[1:] if line.startswith(" ") else line
        is_quote = kept.startswith(">")
        if goes_on and not is_quote:
            out[-1] += kept
        else:
            out.append(kept)
        goes_on = kept.endswith(" ") and kept != "-- " and not is_quote
        if goes_on and delete:
            out[-1] = out[-1][:-1]
    return "\n".join(out)


def _header(message: Message, name: str) -> str:
    """The beginning of a header as text; letters beyond ASCII are UTF-8, as in most programs that send them bare."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")[:MAIL_HEADER_BYTES]
    return raw.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _decoded(raw: str) -> str:
    """A header with its encoded words (RFC 2047) read, on one line."""
    from email.errors import HeaderParseError
    from email.header import decode_header

    try:
        pieces = decode_header(raw)
    except (HeaderParseError, ValueError):
        return _SPACE.sub(" ", raw).strip()
    out = ""
    for piece, charset in pieces:
        if isinstance(piece, str):
            out += piece
            continue
        try:
            out += piece.decode("utf-8" if charset in (None, "unknown-8bit") else charset, "replace")
        except (LookupError, ValueError):
            out += piece.decode("latin-1")
    return _SPACE.sub(" ", out).strip()


def _subject(message: Message) -> str | None:
    return _FORWARDED.sub("", _decoded(_header(message, "subject"))) or None


def _filename(part: Message) -> str:
    try:
        return _decoded(str(part.get_filename() or "")[:MAIL_HEADER_BYTES])
    except (ValueError, TypeError, LookupError):  # parameters in an encoding that is none
        return ""


def _date(message: Message) -> str | None:
    from email.utils import parsedate

    parsed = parsedate(_header(message, "date"))
    if parsed is None or not 1970 <= parsed[0] <= 2999:
        return None
    from reader.loaders.page_facts import iso_date

    return iso_date("{:04}-{:02}-{:02}".format(*parsed[:3]))
