"""Word documents (.docx): an archive of XML parts, of which those with text, styles and properties are read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from reader.errors import ReaderError, UnsupportedFormat
from reader.i18n import _, ngettext
from reader.loaders.base import ARCHIVE_MAGIC, Loaded
from reader.loaders.child import load_in_child

if TYPE_CHECKING:
    from reader.loaders.archive import Archive

_MARKS: Final = (b"word/", b"[Content_Types].xml", b"_rels/.rels", b"docProps/")
_MAIN: Final = "word/document.xml"


class _Docx:
    name = "docx"
    label = "Word document"
    suffixes: tuple[str, ...] = (".docx", ".docm", ".dotx", ".dotm")

    def recognises(self, head: bytes, suffix: str) -> float:
        # A spreadsheet and slides begin with the same parts; they are told apart before (foreign).
        if not head.startswith(ARCHIVE_MAGIC):
            return 0.0
        if b"word/" in head:
            return 0.96
        return 0.9 if any(mark in head for mark in _MARKS) or suffix in self.suffixes else 0.3

    def load(self, data: bytes) -> Loaded:
        return load_in_child(self.name, data)

    def parse(self, data: bytes) -> Loaded:
        """What ``load`` gives, without the limits of the child process."""
        from reader.loaders.archive import Archive
        from reader.loaders.docx_parts import relations

        archive = Archive(data)
        whole = {relation.kind: relation.part for relation in relations(archive, "").values()}
        main = whole.get("officeDocument", _MAIN)
        if main not in archive:
            raise _no_document()
        return _Document(archive, main).loaded(whole.get("core-properties", ""))


class _Document:
    """The parts of one document, read one after the other into one flow."""

    def __init__(self, archive: Archive, main: str) -> None:
        from reader.loaders.docx_parts import Styles, relations
        from reader.loaders.docx_text import DocxText
        from reader.loaders.flow import Flow

        self._archive = archive
        self._main = main
        self._related = relations(archive, main)
        self._flow = Flow()
        self._styles = Styles()
        self._text = DocxText(self._flow, self._styles, embedded=self._embed)
        self._unshown = 0

    def loaded(self, core: str) -> Loaded:
        """Text and receipt; ``core`` is the part with the properties, if there is one."""
        from reader.loaders.docx_parts import PREFIXES
        from reader.loaders.properties import DUBLIN_CORE, Properties, language_of, title_of
        from reader.loaders.xml_events import visit

        for part in self._parts("styles"):
            visit(self._archive.pieces(part), PREFIXES, self._styles)
        visit(self._archive.pieces(self._main), PREFIXES, self._text)
        if self._text.outermost != "w:document":
            raise _no_document()
        for part in self._parts("footnotes", "endnotes"):
            visit(self._archive.pieces(part), PREFIXES, self._text)
        self._count_rest()
        properties = Properties()
        if core in self._archive:
            visit(self._archive.pieces(core), DUBLIN_CORE, properties)
        text, paragraphs = self._flow.text()
        stated = properties.stated
        return Loaded(
            text,
            paragraphs,
            title=title_of(text, paragraphs, marked=self._flow.title, stated=stated.get("dc:title")),
            language=language_of(text, stated.get("dc:language") or self._styles.language),
            warnings=self._flow.left_out.receipt() + _unshown(self._unshown),
        )

    def _parts(self, *kinds: str) -> tuple[str, ...]:
        found = (relation.part for relation in self._related.values() if relation.kind in kinds)
        return tuple(dict.fromkeys(found))

    def _count_rest(self) -> None:
        """Reads what is no part of the text, for the receipt."""
        from reader.loaders.docx_parts import PREFIXES
        from reader.loaders.left_out import Reason
        from reader.loaders.xml_events import visit

        for kinds, reason in (
            (("header", "footer"), Reason.MARGINS),
            (("comments",), Reason.COMMENTS),
            (("diagramData", "chart"), Reason.DIAGRAMS),
        ):
            self._flow.mute(reason)
            for part in self._parts(*kinds):
                visit(self._archive.pieces(part), PREFIXES, self._text)
            self._flow.unmute()

    def _embed(self, key: str) -> None:
        """A document lies here as it is: a web page, as programs write it that make Word documents of pages."""
        from reader.loaders.opening import choose

        relation = self._related.get(key)
        data = b"" if relation is None else self._archive.read(relation.part)
        try:
            # Another archive is not unpacked: it might hold itself.
            if relation is None or data.startswith(ARCHIVE_MAGIC):
                raise _no_document()
            loader = choose(data, PurePosixPath(relation.part).suffix)
            read: Callable[[bytes], Loaded] = getattr(loader, "parse", loader.load)  # this is the child already
            inner = read(data)
        except ReaderError:
            self._unshown += 1
        else:
            self._flow.take_over(inner.text, inner.paragraphs)


def _no_document() -> UnsupportedFormat:
    return UnsupportedFormat(
        _("{file} is an archive, but no Word document lies in it."), _("Unpack it, or open the file it was made from.")
    )


def _unshown(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    sentence = ngettext(
        "{count} document that lies inside this one is not shown.",
        "{count} documents that lie inside this one are not shown.",
        count,
    )
    return (sentence.format(count=count),)


DOCX = _Docx()
