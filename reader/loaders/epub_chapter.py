"""A chapter of an e-book: from the elements of its page to a Flow.

A chapter is XHTML and read as XML. One that is not well-formed is read as reading programs do, as a web page.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html.entities import html5
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from reader.errors import UnreadableFile, UnsafeFile
from reader.i18n import _
from reader.loaders.blocks import LINE_BREAK
from reader.loaders.encodings import decode
from reader.loaders.flow import Flow, Note
from reader.loaders.left_out import Reason
from reader.loaders.page_elements import BLOCK, SILENT
from reader.loaders.xml_events import Visitor, visit
from reader.model import ParagraphKind
from reader.patterns import deferred

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PREFIXES: Final = {"http://www.w3.org/1999/xhtml": "h", "http://www.idpf.org/2007/ops": "epub"}
_DECLARED: Final = deferred(rb"""\A\s*<\?xml[^>]{0,100}?\bencoding\s*=\s*["']([\w.:-]{2,40})""")
_ENTITY: Final = deferred(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_ENTITIES: Final = frozenset(("amp", "lt", "gt", "quot", "apos"))
# Elements that a parser of web pages does not take for empty, and which would swallow what follows.
_EMPTY: Final = deferred(r"<(?:title|script|style|textarea|iframe|noscript|xmp)\b[^<>]{0,400}/>", re.IGNORECASE)
_UNSEEN: Final = deferred(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CONTENTS: Final = frozenset("toc landmarks page-list doc-toc doc-pagelist".split())
_NOTES: Final = frozenset("footnote endnote rearnote note doc-footnote doc-endnote".split())
_CALLS: Final = frozenset(("noteref", "doc-noteref"))
_BREAKS: Final = frozenset(("pagebreak", "doc-pagebreak"))
_BACK: Final = frozenset("↩ ↩︎ ↑ ^ ⏎ ← ⇑ ↵".split())
_SPACES: Final = deferred(r"[ \xa0]{2,}")  # so are tabs written where pages have none
_COMMENT: Final = deferred(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BRACE: Final = deferred(r"[{}]")
_CLASS: Final = deferred(r"\s*\w{0,20}\.([\w-]{1,80})\s*")
_PLAIN: Final = (ParagraphKind.PARAGRAPH, 0)
_HOLD_NOTES: Final = frozenset("p li div aside dd".split())
_MARK: Final = deferred(r"\d{1,4}|[ivxlcdm]{1,7}|[a-z]|[*†‡§¶]{1,4}", re.IGNORECASE)
_IGNORED: Final = SILENT | {"annotation", "annotation-xml", "rp"}
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}


@dataclass(frozen=True, slots=True)
class Book:
    """What the chapters of a book have in common."""

    flow: Flow
    unseen: frozenset[str] = frozenset()
    """Classes that style sheets hide."""
    calls: dict[str, Note] = field(default_factory=dict)
    """Notes called so far, by the address of each."""


def read_chapter(data: bytes, part: str, book: Book) -> tuple[str, ...]:
    """Tells the flow of the book of a chapter. Gives warnings on its encoding."""
    declared = _DECLARED.match(data[:400])
    encoding = declared[1].decode("ascii") if declared else "utf-8"
    found = decode(data, encoding)
    text = _ENTITY.sub(_character, found.text.lstrip("\ufeff"))
    xml = text.encode("utf-8", "replace")
    chapter = ChapterText(book, part)
    if _is_well_formed(xml):
        visit([xml], _PREFIXES, chapter, encoding="utf-8")
    else:
        _visit_page(text, chapter)
    return found.warnings


def _character(entity: re.Match[str]) -> str:
    name = entity[1]
    return entity[0] if name in _XML_ENTITIES else html5.get(f"{name};", f"&amp;{name};")


class _Nobody:
    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        pass

    def end(self, name: str) -> None:
        pass

    def words(self, text: str) -> None:
        pass


def _is_well_formed(xml: bytes) -> bool:
    try:
        # A page that leaves elements open is nested deep as XML, and as a page it is not.
        visit([xml], _PREFIXES, _Nobody(), encoding="utf-8", deepest=len(xml))
    except UnreadableFile:
        return False
    return True


def _visit_page(text: str, visitor: Visitor) -> None:
    """Tells the visitor of a page that is no XML, as a parser of web pages mends it."""
    from lxml import etree, html

    clean = _EMPTY.sub("", text).replace("\0", "\ufffd").encode("utf-8", "replace")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    try:
        root = html.document_fromstring(clean, parser=parser)
    except etree.ParserError:  # nothing in it
        return
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise UnsafeFile(
            _("{file} is nested too deep to be read."), _("Copy its text into a plain text file (.txt) and open that.")
        )
    _tell(root, visitor)


def _tell(root: HtmlElement, visitor: Visitor) -> None:
    todo: list[tuple[HtmlElement, bool]] = [(root, False)]
    while todo:
        element, leaving = todo.pop()
        if not isinstance(element.tag, str):
            visitor.words(element.tail or "")
        elif leaving:
            visitor.end(element.tag)
            if element is not root and element.tail:
                visitor.words(element.tail)
        else:
            visitor.start(element.tag, {str(key): str(value) for key, value in element.attrib.items()})
            visitor.words(element.text or "")
            todo.append((element, True))
            todo += [(child, False) for child in reversed(element)]


class ChapterText:
    """A visitor of one chapter."""

    def __init__(self, book: Book, part: str) -> None:
        """``part`` is the name of the chapter in the archive, against which it gives addresses."""
        self._book = book
        self._flow = book.flow
        self._part = part
        self._ignored = 0
        self._in_body = 0
        self._raised = 0
        self._preformatted = 0
        self._kinds: list[tuple[ParagraphKind, int]] = [_PLAIN]
        self._lists = [0]
        # What to do at the end of each open element, last first.
        self._ends: list[list[Callable[[], None]]] = []
        self._link: _Link | None = None
        self._notes: list[Note] = []
        self._after_mark = False
        self._enters: dict[str, Callable[[list[Callable[[], None]]], None]] = {
            "br": lambda _ends: self._break_line(),
            "tr": self._enter_row,
            "td": self._enter_cell,
            "th": self._enter_cell,
            "ul": self._enter_list,
            "ol": self._enter_list,
            "menu": self._enter_list,
            "dir": self._enter_list,
            "li": self._enter_item,
            "pre": self._enter_preformatted,
            "blockquote": lambda ends: self._enter_block(ends, ParagraphKind.QUOTE, 0),
            "q": self._enter_quotation,
            "sup": self._enter_raised,
            "rt": lambda ends: self._enter_muted(ends, Reason.READING_AIDS),
            "nav": lambda ends: self._enter_muted(ends, Reason.CONTENTS),
        }

    # --- the visitor

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        tag = name.rpartition(":")[2].lower()
        if self._ignored or tag in _IGNORED or _BREAKS & _roles(attributes):
            self._ignored += 1
            return
        ends: list[Callable[[], None]] = []
        self._ends.append(ends)
        if tag == "body":
            self._in_body += 1
        elif self._in_body:
            self._enter(tag, attributes, ends)

    def end(self, _name: str) -> None:
        """An element ends."""
        if self._ignored:
            self._ignored -= 1
        else:
            for do in reversed(self._ends.pop()):
                do()

    def words(self, text: str) -> None:
        """Characters."""
        if self._ignored or not self._in_body:
            return
        if self._link is not None:
            self._link.words.append(text)
        else:
            self._say(text.replace("\n", LINE_BREAK) if self._preformatted else text)

    def _say(self, text: str) -> None:
        text = _SPACES.sub(lambda run: " " if "\xa0" in run[0] else run[0], text)
        if self._after_mark:
            text = text.lstrip(" \t\r\n\xa0.):]")
            self._after_mark = not text
        if self._flow.is_blank:
            text = text.lstrip(" \t\r\n")
            if text:
                self._flow.begin_paragraph(*self._kinds[-1])
        if text:
            self._flow.say(text)

    # --- elements

    def _enter(self, tag: str, attributes: Mapping[str, str], ends: list[Callable[[], None]]) -> None:
        if tag in BLOCK:
            self._end_link()
        note = self._note_here(tag, attributes)
        if note is not None:
            self._enter_note(note, ends)
        elif _CONTENTS & _roles(attributes):
            self._enter_muted(ends, Reason.CONTENTS)
        elif self._is_unseen(attributes):
            self._enter_muted(ends, Reason.HIDDEN)
        if note is not None and tag == "li":  # one of a list of notes
            self._enter_block(ends, *_PLAIN)
        elif level := _HEADINGS.get(tag):
            self._enter_block(ends, ParagraphKind.HEADING, level)
        elif enter := self._enters.get(tag):
            enter(ends)
        elif tag in BLOCK:
            self._enter_block(ends, *self._kinds[-1])
        elif tag == "a" and "#" in attributes.get("href", ""):
            self._enter_link(attributes, ends)

    def _is_unseen(self, attributes: Mapping[str, str]) -> bool:
        if "hidden" in attributes or _UNSEEN.search(attributes.get("style", "")):
            return True
        return bool(self._book.unseen) and not self._book.unseen.isdisjoint(attributes.get("class", "").split())

    def _enter_muted(self, ends: list[Callable[[], None]], reason: Reason) -> None:
        self._end_link()
        self._flow.mute(reason)
        ends.append(self._flow.unmute)

    def _enter_block(self, ends: list[Callable[[], None]], kind: ParagraphKind, level: int) -> None:
        self._flow.end_paragraph()
        self._kinds.append((kind, level))
        ends += (self._leave_kind, self._flow.end_paragraph, self._end_link)

    def _leave_kind(self) -> None:
        self._kinds.pop()

    def _enter_list(self, ends: list[Callable[[], None]]) -> None:
        self._lists[-1] += 1
        ends.append(self._leave_list)
        self._enter_block(ends, *self._kinds[-1])

    def _leave_list(self) -> None:
        self._lists[-1] -= 1

    def _enter_item(self, ends: list[Callable[[], None]]) -> None:
        self._enter_block(ends, ParagraphKind.LIST_ITEM, max(1, self._lists[-1]))

    def _enter_preformatted(self, ends: list[Callable[[], None]]) -> None:
        self._preformatted += 1
        ends.append(self._leave_preformatted)
        self._enter_block(ends, *self._kinds[-1])

    def _leave_preformatted(self) -> None:
        self._preformatted -= 1

    def _break_line(self) -> None:
        if not self._flow.is_blank:
            self._flow.say(LINE_BREAK)

    def _enter_quotation(self, ends: list[Callable[[], None]]) -> None:
        self.words("“")
        ends.append(lambda: self.words("”"))

    def _enter_raised(self, ends: list[Callable[[], None]]) -> None:
        self._raised += 1
        if self._link is not None:
            self._link.raised = True
        ends.append(self._leave_raised)

    def _leave_raised(self) -> None:
        self._raised -= 1

    # --- what has paragraphs of its own

    def _enter_row(self, ends: list[Callable[[], None]]) -> None:
        self._flow.open_row()
        ends += (self._flow.close_row, self._end_link)

    def _enter_cell(self, ends: list[Callable[[], None]]) -> None:
        self._hold(ends, self._flow.open_cell, self._flow.close_cell)

    def _enter_note(self, note: Note, ends: list[Callable[[], None]]) -> None:
        self._flow.end_paragraph()
        self._notes.append(note)
        ends.append(self._leave_note)
        self._hold(ends, self._flow.open_note, lambda: self._flow.close_note(note))

    def _leave_note(self) -> None:
        self._notes.pop()

    def _hold(self, ends: list[Callable[[], None]], opened: Callable[[], None], closed: Callable[[], None]) -> None:
        opened()
        self._kinds.append(_PLAIN)
        self._lists.append(0)
        ends += (closed, self._leave_holder, self._end_link)

    def _leave_holder(self) -> None:
        self._after_mark = False
        self._lists.pop()
        self._kinds.pop()

    # --- notes and the links to them

    def _address(self, href: str) -> str:
        path, _sign, name = href.partition("#")
        part = posixpath.normpath(posixpath.join("/", posixpath.dirname(self._part), unquote(path))) if path else ""
        return f"{part.lstrip('/') or self._part}#{name}"

    def _note_here(self, tag: str, attributes: Mapping[str, str]) -> Note | None:
        """The note that an element holds, if it was called before; one that was not is part of the text."""
        name = attributes.get("id")
        if name is None or not (tag in _HOLD_NOTES or _NOTES & _roles(attributes)):
            return None
        return self._book.calls.get(self._address(f"#{name}"))

    def _enter_link(self, attributes: Mapping[str, str], ends: list[Callable[[], None]]) -> None:
        self._end_link()
        calls = bool(_CALLS & _roles(attributes))
        self._link = _Link(self._address(attributes["href"]), calls, self._raised > 0)
        ends.append(self._end_link)

    def _end_link(self) -> None:
        """Says what a link within the book says: the mark of a note, the way back from it, or words."""
        link, self._link = self._link, None
        if link is None:
            return
        words = "".join(link.words)
        mark = words.strip(" \t\r\n\xa0[]()")
        if self._notes and mark in _BACK:
            return
        if self._notes and self._flow.is_blank and mark == self._notes[-1].mark and _MARK.fullmatch(mark):
            self._after_mark = True
        elif link.calls or (link.raised and _MARK.fullmatch(mark)):
            note = self._book.calls.setdefault(link.address, Note(mark or "*", link.address))
            if self._flow.is_blank:
                self._flow.begin_paragraph(*self._kinds[-1])
            self._flow.call_note(note if mark in ("", note.mark) else Note(mark, link.address))
        else:
            self._say(words)


@dataclass(slots=True)
class _Link:
    address: str
    calls: bool
    raised: bool
    words: list[str] = field(default_factory=list)


def _roles(attributes: Mapping[str, str]) -> set[str]:
    """What an element says of its part in the book."""
    if not attributes:
        return set()
    return {*attributes.get("epub:type", "").split(), *attributes.get("role", "").split()}


def hidden_classes(style: str) -> set[str]:
    """Classes that a style sheet hides for every reader; rules within ``@media`` and the like are for some."""
    style = _COMMENT.sub("", style)
    found: set[str] = set()
    depth, at, selector = 0, 0, ""
    for brace in _BRACE.finditer(style):
        between = style[at : brace.start()]
        at = brace.end()
        if brace.group() == "{":
            selector = between if depth == 0 else ""
            depth += 1
        else:
            depth = max(0, depth - 1)
            if depth == 0 and selector and _UNSEEN.search(between):
                found.update(one[1] for one in map(_CLASS.fullmatch, selector.split(",")) if one is not None)
            selector = ""
    return found
