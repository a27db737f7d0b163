"""The parts of a Word document (Office Open XML, ECMA-376), made of a report."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from itertools import count
from string import Template
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

import reader
from reader.bundled import resource
from reader.export.report import Kind, Paragraph, Report, Run, Table, TrackedParagraph
from reader.patterns import deferred
from reader.theme import Line, load_theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.export.report import Block, Row
    from reader.theme import Style

_WIDTH: Final = 9866
"""Of the text on the page, in twentieths of a point: A4 less margins of 18 mm."""
_STYLES: Final = {
    Kind.TITLE: "Title",
    Kind.KICKER: "Kicker",
    Kind.HEADING_1: "Heading1",
    Kind.HEADING_2: "Heading2",
    Kind.HEADING_3: "Heading3",
    Kind.BODY: "",
    Kind.TEXT: "DocumentText",
    Kind.SMALL: "Small",
    Kind.NOTICE: "Notice",
    Kind.BULLET: "ListBullet",
    Kind.NUMBERED: "ListNumber",
    Kind.QUOTE: "Quote",
    Kind.CODE: "Code",
}
_UNDERLINES: Final = {Line.SOLID: "single", Line.DOTTED: "dotted", Line.DASHED: "dash", Line.WAVY: "wave"}
_IMPOSSIBLE = deferred("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TURNED = deferred("([\n\t\r])")
_AUTHOR: Final = "Readout"


def text(value: str) -> str:
    """The text as XML; what XML cannot hold is U+FFFD."""
    return escape(_IMPOSSIBLE.sub("\ufffd", value))


def attribute(value: str) -> str:
    """The text as a quoted attribute."""
    return quoteattr(_IMPOSSIBLE.sub("\ufffd", value))


def package(report: Report) -> bytes:
    """The whole archive. No clock is in it and nothing is packed, so that it is the same everywhere."""
    body = Body()
    document = body.document(report)
    fixed = ("content_types.xml", "relations.xml", "styles.xml", "numbering.xml", "settings.xml", "footer.xml")
    parts = {name: resource(f"export/docx/{name}").read_text(encoding="utf-8").strip() for name in fixed}
    muted = load_theme("light")["muted"].lstrip("#")
    files = {
        "[Content_Types].xml": parts["content_types.xml"],
        "_rels/.rels": parts["relations.xml"],
        "docProps/core.xml": _core(report),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": body.relations(),
        "word/styles.xml": Template(parts["styles.xml"]).substitute(language=attribute(report.language), muted=muted),
        "word/numbering.xml": parts["numbering.xml"],
        "word/settings.xml": parts["settings.xml"],
        "word/footer.xml": Template(parts["footer.xml"]).substitute(title=text(report.title)),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            one = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            one.create_system, one.external_attr = 0, 0
            archive.writestr(one, content.encode("utf-8"))
    return out.getvalue()


def _core(report: Report) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{text(report.title)}</dc:title><dc:subject>{text(report.subject)}</dc:subject>"
        f"<dc:creator>Readout {reader.__version__}</dc:creator><dc:language>{text(report.language)}</dc:language>"
        "</cp:coreProperties>"
    )


@dataclass
class Body:
    """The text of the document, and the addresses it leads to."""

    _addresses: dict[str, str] = field(default_factory=dict)
    _ids: Iterator[int] = field(default_factory=lambda: count(1))

    def document(self, report: Report) -> str:
        """The part ``word/document.xml``."""
        body = "".join(self._block(block) for block in report.blocks)
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
            'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            f'<w:body>{body}<w:sectPr><w:footerReference w:type="default" r:id="footer"/>'
            '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1020" w:right="1020" w:bottom="1020" w:left="1020" '
            'w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>'
        )

    def relations(self) -> str:
        """The part that says where links lead; to be asked for after ``document``."""
        kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        inner = "".join(
            f'<Relationship Id="{name}" Type="{kinds}/{name}" Target="{name}.xml"/>'
            for name in ("styles", "numbering", "settings", "footer")
        )
        outer = "".join(
            f'<Relationship Id="{name}" Type="{kinds}/hyperlink" Target={attribute(address)} TargetMode="External"/>'
            for address, name in self._addresses.items()
        )
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships '
            f'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}{outer}</Relationships>'
        )

    def _block(self, block: Block) -> str:
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, TrackedParagraph):
            return self._tracked(block)
        return self._paragraph(block)

    # --- paragraphs

    def _paragraph(self, one: Paragraph) -> str:
        runs = "".join(self._run(run, one) for run in one.runs if run.text)
        return f"<w:p>{_paragraph_properties(one)}{runs}</w:p>"

    def _run(self, run: Run, within: Paragraph) -> str:
        out = f"<w:r>{_properties(run, within.language, within.is_rtl)}{_characters(run.text, 'w:t')}</w:r>"
        if run.address:
            name = self._addresses.setdefault(run.address, f"link{len(self._addresses) + 1}")
            out = f'<w:hyperlink r:id="{name}">{out}</w:hyperlink>'
        elif run.target:
            out = f'<w:hyperlink w:anchor="{_bookmark(run.target)}">{out}</w:hyperlink>'
        if not run.anchor:
            return out
        number = next(self._ids)
        start = f'<w:bookmarkStart w:id="{number}" w:name="{_bookmark(run.anchor)}"/>'
        return f'{start}{out}<w:bookmarkEnd w:id="{number}"/>'

    def _tracked(self, block: TrackedParagraph) -> str:
        frame = Paragraph((), Kind.TEXT, language=block.language, is_rtl=block.is_rtl)
        out = [self._run(run, frame) for run in block.lead]
        for change in block.changes:
            tag = "w:delText" if change.is_gone else "w:t"
            properties = _properties(Run(change.text), block.language, block.is_rtl)
            run = f"<w:r>{properties}{_characters(change.text, tag)}</w:r>"
            kind = "w:del" if change.is_gone else "w:ins"
            if change.is_gone or change.is_added:
                run = f'<{kind} w:id="{next(self._ids)}" w:author="{_AUTHOR}">{run}</{kind}>'
            out.append(run)
        return f"<w:p>{_paragraph_properties(frame)}{''.join(out)}</w:p>"

    # --- tables

    def _table(self, table: Table) -> str:
        widths = [_WIDTH * width // 100 for width in table.widths]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        lines = '<w:tblStyle w:val="Lines"/>' if table.has_lines else '<w:tblStyle w:val="Bare"/>'
        body = "".join(self._row(row, widths) for row in table.rows)
        # A paragraph parts the table from one that may follow; without it Word makes them one.
        return (
            f'<w:tbl><w:tblPr>{lines}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
            f'<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl><w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr></w:p>'
        )

    def _row(self, row: Row, widths: list[int]) -> str:
        head = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if row.is_head else ""
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{self._cell(cell)}</w:tc>'
            for cell, width in zip(row.cells, widths, strict=True)
        )
        return f"<w:tr>{head}{cells}</w:tr>"

    def _cell(self, cell: Iterable[Paragraph]) -> str:
        return "".join(map(self._paragraph, cell)) or "<w:p/>"


def _bookmark(name: str) -> str:
    """A name that Word takes for a bookmark."""
    return name.replace("-", "_")


def _paragraph_properties(one: Paragraph) -> str:
    parts = []
    if _STYLES[one.kind]:
        parts.append(f'<w:pStyle w:val="{_STYLES[one.kind]}"/>')
    if one.kind is Kind.BULLET and one.level > 1:
        parts.append(f'<w:numPr><w:ilvl w:val="{min(one.level, 4) - 1}"/><w:numId w:val="1"/></w:numPr>')
    if one.is_rtl:
        parts.append("<w:bidi/>")
    if one.kind is Kind.NUMBERED:
        # Its number is written out: Word counts by itself, and the numbers of formulations and notes are names.
        parts.append(f'<w:ind w:left="{360 * max(1, one.level)}" w:hanging="360"/>')
    properties = f"<w:pPr>{''.join(parts)}</w:pPr>" if parts else ""
    number = f'<w:r><w:t xml:space="preserve">{one.number}.</w:t><w:tab/></w:r>' if one.kind is Kind.NUMBERED else ""
    return properties + number


def _properties(run: Run, language: str, is_rtl: bool) -> str:
    """Properties of a run, in the order the schema asks for."""
    look = run.style
    parts = ['<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>'] if run.is_code else []
    parts += ["<w:b/>"] if run.is_bold or (look is not None and look.bold) else []
    parts += ["<w:i/>"] if run.is_italic else []
    parts += _colours(run, look)
    parts += ["<w:rtl/>"] if is_rtl else []
    parts += [f"<w:lang w:val={attribute(language)} w:eastAsia={attribute(language)}/>"] if language else []
    return f"<w:rPr>{''.join(parts)}</w:rPr>" if parts else ""


def _colours(run: Run, look: Style | None) -> list[str]:
    out = []
    if look is not None:
        out.append(f'<w:color w:val="{look.foreground.lstrip("#")}"/>')
    elif run.target or run.address:
        out.append(f'<w:color w:val="{load_theme("light")["accent"].lstrip("#")}"/>')
    elif run.is_small:
        out.append(f'<w:color w:val="{load_theme("light")["muted"].lstrip("#")}"/>')
    if run.is_small:
        out.append('<w:sz w:val="15"/><w:szCs w:val="15"/>')
    if look is not None and look.line is not Line.NONE:
        colour = f' w:color="{look.line_colour.lstrip("#")}"' if look.line_colour else ""
        out.append(f'<w:u w:val="{_UNDERLINES[look.line]}"{colour}/>')
    elif run.address:
        out.append('<w:u w:val="single"/>')
    if look is not None and look.background:
        out.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{look.background.lstrip("#")}"/>')
    return out


def _characters(value: str, tag: str) -> str:
    """Characters of a run: line ends and tabs are elements of their own."""
    out = []
    for piece in _TURNED.split(value):
        if piece in ("\n", "\r"):
            out.append("<w:br/>")
        elif piece == "\t":
            out.append("<w:tab/>")
        elif piece:
            out.append(f'<{tag} xml:space="preserve">{text(piece)}</{tag}>')
    return "".join(out)
