"""Word documents (.docx): an archive of XML parts, of which those with text, styles and properties are read."""

from __future__ import annotations

from typing import Final

from reader.errors import UnsupportedFormat
from reader.i18n import _, ngettext
from reader.loaders.archive import MAGIC, Archive
from reader.loaders.base import Loaded
from reader.loaders.child import load_in_child

_MARKS: Final = (b"word/", b"[Content_Types].xml", b"_rels/.rels", b"docProps/")
_MAIN: Final = "word/document.xml"


class _Docx:
    name = "docx"
    label = "Word document"
    suffixes: tuple[str, ...] = (".docx", ".docm", ".dotx", ".dotm")

    def recognises(self, head: bytes, suffix: str) -> float:
        # A spreadsheet and slides begin with the same parts; they are told apart before (foreign).
        if not head.startswith(MAGIC):
            return 0.0
        if b"word/" in head:
            return 0.96
        return 0.9 if any(mark in head for mark in _MARKS) or suffix in self.suffixes else 0.3

    def load(self, data: bytes) -> Loaded:
        return load_in_child(self.name, data)

    def parse(self, data: bytes) -> Loaded:
        """What ``load`` gives, without the limits of the child process."""
        from reader.loaders.docx_parts import relations

        archive = Archive(data)
        whole = {relation.kind: relation.part for relation in relations(archive, "").values()}
        main = whole.get("officeDocument", _MAIN)
        if main not in archive:
            raise _no_document()
        return _loaded(archive, main, whole.get("core-properties", ""))


def _loaded(archive: Archive, main: str, core: str) -> Loaded:
    from reader.loaders.docx_parts import PREFIXES, Styles, relations
    from reader.loaders.docx_text import DocxText
    from reader.loaders.flow import Flow
    from reader.loaders.left_out import Reason
    from reader.loaders.properties import DUBLIN_CORE, Properties, language_of, title_of
    from reader.loaders.xml_events import visit

    related = relations(archive, main)
    parts = [(relation.kind, relation.part) for relation in related.values()]
    flow, styles, properties = Flow(), Styles(), Properties()
    embedded: list[str] = []
    text_of = DocxText(flow, styles, embedded=embedded.append)

    for part in [part for kind, part in parts if kind == "styles"][:1]:
        visit(archive.pieces(part), PREFIXES, styles)
    visit(archive.pieces(main), PREFIXES, text_of)
    if text_of.outermost != "w:document":
        raise _no_document()
    for kind, part in parts:
        if kind in ("footnotes", "endnotes"):
            visit(archive.pieces(part), PREFIXES, text_of)
    for kind, reason in (
        ("header", Reason.MARGINS),
        ("footer", Reason.MARGINS),
        ("comments", Reason.COMMENTS),
        ("diagramData", Reason.DIAGRAMS),
        ("chart", Reason.DIAGRAMS),
    ):
        flow.mute(reason)
        for part in [part for found, part in parts if found == kind]:
            visit(archive.pieces(part), PREFIXES, text_of)
        flow.unmute()
    if core in archive:
        visit(archive.pieces(core), DUBLIN_CORE, properties)

    text, paragraphs = flow.text()
    return Loaded(
        text,
        paragraphs,
        title=title_of(text, paragraphs, marked=flow.title, stated=properties.stated.get("dc:title")),
        language=language_of(text, properties.stated.get("dc:language") or styles.language),
        warnings=flow.left_out.receipt() + _embedded(len(embedded)),
    )


def _no_document() -> UnsupportedFormat:
    return UnsupportedFormat(
        _("{file} is an archive, but no Word document lies in it."), _("Unpack it, or open the file it was made from.")
    )


def _embedded(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    sentence = ngettext(
        "{count} document that lies inside this one is not shown.",
        "{count} documents that lie inside this one are not shown.",
        count,
    )
    return (sentence.format(count=count),)


DOCX = _Docx()
