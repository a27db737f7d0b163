"""Web pages: the main text in blocks, and a receipt for what was left out. Nothing in a page is run or fetched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.errors import UnsafeFile
from reader.i18n import _
from reader.loaders.base import Loaded
from reader.loaders.child import load_in_child
from reader.patterns import deferred

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PAGE = deferred(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_TAG = deferred(rb"</?(?:p|div|body|head|h[1-6]|br|article|table|ul|ol|span|meta|title)\b[^<>]{0,400}>", re.IGNORECASE)
_CHARSET = deferred(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)


_COPIED_FROM = deferred(rb"<!--\s{0,9}StartFragment\s{0,9}-->", re.IGNORECASE)
_COPIED_TO = deferred(rb"<!--\s{0,9}EndFragment\s{0,9}-->", re.IGNORECASE)


class _Html:
    name = "html"
    label = "Web page"
    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml")

    def recognises(self, head: bytes, suffix: str) -> float:
        ascii_only = head.replace(b"\0", b"")  # a page in UTF-16
        if _PAGE.search(ascii_only[:1024]):
            return 0.95 if ascii_only.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") else 0.4
        if suffix in self.suffixes:
            return 0.9 if _TAG.search(ascii_only) else 0.1
        return 0.1

    def load(self, data: bytes) -> Loaded:
        return load_in_child(self.name, data)

    def parse(self, data: bytes) -> Loaded:
        """What ``load`` gives, without the limits of the child process."""
        from reader.loaders.encodings import decode

        decoded = decode(data, declared_charset(data))
        loaded = parse_markup(decoded.text)
        return Loaded(
            text=loaded.text,
            paragraphs=loaded.paragraphs,
            title=loaded.title,
            date=loaded.date,
            language=loaded.language,
            encoding=decoded.encoding,
            encoding_guessed=decoded.guessed,
            warnings=decoded.warnings + loaded.warnings,
        )


def declared_charset(data: bytes) -> str | None:
    """The encoding a page names in its head, as it is written there."""
    found = _CHARSET.search(data[:4096])
    return None if found is None else found.group(1).decode("ascii")


def copied_part(data: bytes) -> bytes:
    """What was copied, of a page as programs put it on the clipboard: between the marks of Windows, where they are."""
    start, end = _COPIED_FROM.search(data), _COPIED_TO.search(data)
    if start is None or end is None or end.start() < start.end():
        return data
    return data[start.end() : end.start()]


def parse_markup(markup: str, *, whole: bool = False) -> Loaded:
    """Main text of a page as it stands in memory: blocks, title, date, language, receipt. ``whole``: all its text."""
    from reader.loaders.page import main_blocks
    from reader.loaders.page_facts import facts

    root = _tree(markup)
    if root is None:
        return Loaded("")
    known = facts(root)
    blocks, receipt = main_blocks(root, whole=whole)
    text, paragraphs = blocks.text()
    return Loaded(
        text,
        paragraphs,
        title=known.title,
        date=known.date,
        language=known.language_of(text),
        warnings=receipt,
    )


def _tree(markup: str) -> HtmlElement | None:
    from lxml import etree, html

    # As the HTML standard has it: a parser in C would take NUL for the end. Surrogates are no characters.
    clean = markup.replace("\0", "\ufffd").encode("utf-8", "replace")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    try:
        root = html.document_fromstring(clean, parser=parser)
    except etree.ParserError:  # nothing in it
        root = None
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        # The parser drops what lies deeper than it goes (docs/limits.md); no word may be lost unseen.
        raise UnsafeFile(
            _("{file} is a page whose parts are nested too deep to be read."),
            _("Copy its text into a plain text file (.txt) and open that."),
        )
    return root


HTML = _Html()
