"""OpenDocument texts: which words of them are the text, in which blocks, and what is told of the rest."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import UnsupportedFormat
from reader.loaders import Loaded
from reader.loaders.odt import ODT

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        *(("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("draw", "drawing")),
        *(("svg", "svg-compatible"), ("manifest", "manifest"), ("fo", "xsl-fo-compatible")),
    )
)
SPACES += ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
STYLES = """
<style:default-style style:family="paragraph">
  <style:text-properties fo:language="de" fo:country="AT"/></style:default-style>
<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph"
  style:default-outline-level="2"/>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading_20_2"/>
<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Quotations"/>
<style:style style:name="P3" style:family="paragraph" style:parent-style-name="P4"/>
<style:style style:name="P4" style:family="paragraph" style:parent-style-name="P3"/>
<style:style style:name="P5" style:family="paragraph"><style:text-properties text:display="none"/></style:style>
<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties text:display="true"/></style:style>
"""
KIND = "application/vnd.oasis.opendocument.text"


def odt(body: str, *, meta: str = "", more: dict[str, str] | None = None, flat: bool = False) -> bytes:
    """An OpenDocument text: an archive, or flat."""
    styles = f"<office:automatic-styles>{STYLES}</office:automatic-styles>"
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    stated = f"<office:meta>{meta}</office:meta>"
    if flat:
        return f'<office:document {SPACES} office:mimetype="{KIND}">{stated}{styles}{text}</office:document>'.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), KIND)
        archive.writestr("content.xml", f"<office:document-content {SPACES}>{styles}{text}</office:document-content>")
        archive.writestr("meta.xml", f"<office:document-meta {SPACES}>{stated}</office:document-meta>")
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return out.getvalue()


def p(inside: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


def shown(loaded: Loaded) -> list[tuple[str, int, str]]:
    return [(b.kind.value, b.level, loaded.text[b.start : b.end]) for b in loaded.paragraphs]


def items(*inside: str) -> str:
    return "<text:list>" + "".join(f"<text:list-item>{item}</text:list-item>" for item in inside) + "</text:list>"


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        (p("Words"), [("paragraph", 0, "Words")]),
        (p("Words", "P1"), [("heading", 2, "Words")]),
        (p("Words", "P2"), [("quote", 0, "Words")]),
        (p("Words", "P3"), [("paragraph", 0, "Words")]),
        (p("Words", "Title"), [("heading", 1, "Words")]),
        ('<text:h text:outline-level="3">Words</text:h>', [("heading", 3, "Words")]),
        ('<text:h text:outline-level="x">Words</text:h>', [("heading", 1, "Words")]),
        (
            items(p("one") + items(p("inner")), "<text:number>2.</text:number>" + p("two")) + p("after"),
            [("list_item", 1, "one"), ("list_item", 2, "inner"), ("list_item", 1, "two"), ("paragraph", 0, "after")],
        ),
        (
            items(p("one") + p("goes on"), p("two")),
            [("list_item", 1, "one"), ("paragraph", 0, "goes on"), ("list_item", 1, "two")],
        ),
        (items('<text:h text:outline-level="1">Numbered</text:h>'), [("heading", 1, "Numbered")]),
    ],
)
def test_what_a_paragraph_is(body: str, blocks: list[tuple[str, int, str]]) -> None:
    assert shown(ODT.parse(odt(body))) == blocks
    assert shown(ODT.parse(odt(body, flat=True))) == blocks


BOX = "<draw:frame><draw:text-box>" + p("in the box") + items(p("item")) + "</draw:text-box></draw:frame>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p("one <text:span>two</text:span> three"), "one two three"),
        (p('a<text:tab/>b<text:s text:c="9"/>c<text:line-break/>d<text:soft-page-break/>e'), "a b c\n\nde"),
        ("stray" + p("kept") + "stray", "kept"),
        (p("before " + BOX + "after") + p("next"), "before after\n\nin the box\n\nitem\n\nnext"),
        (p("a <draw:custom-shape>" + p("in a shape") + "</draw:custom-shape>b"), "a b\n\nin a shape"),
        (p("a " + p("within") + "b"), "a b\n\nwithin"),
        (BOX + p("text"), "in the box\n\nitem\n\ntext"),
        (p("<draw:frame><svg:title>A picture</svg:title><svg:desc>of a ship</svg:desc></draw:frame>text"), "text"),
        (p("<text:ruby><text:ruby-base>可</text:ruby-base><text:ruby-text>kě</text:ruby-text></text:ruby>以"), "可以"),
        (p('<text:a xlink:href="x">a link</text:a>, <text:page-number>3</text:page-number>'), "a link, 3"),
    ],
)
def test_words_of_a_paragraph(body: str, text: str) -> None:
    assert ODT.parse(odt(body)).text == text


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (p('seen<text:span text:style-name="T1"> un<text:span>seen</text:span></text:span>'), "hidden text (1 word)"),
        (p("seen") + p("not at all", "P5"), "hidden text (3 words)"),
        (p("seen") + '<text:section text:display="none">' + p("one two") + "</text:section>", "hidden text (2 words)"),
        (p("seen") + p('<text:hidden-paragraph text:is-hidden="true"/>secret'), "hidden text (1 word)"),
        (p('seen<text:hidden-text text:is-hidden="true" text:string-value="x y"/>'), "hidden text (2 words)"),
        (p("seen<office:annotation><dc:creator>A B</dc:creator>" + p("Why so?") + "</office:annotation>"),
         "comments (2 words)"),
        (p("<text:ruby>seen<text:ruby-text>siin</text:ruby-text></text:ruby>"), "reading aids above the line (1 word)"),
        ("<text:table-of-content>" + p("Part 1") + "</text:table-of-content>" + p("seen"),
         "table of contents (2 words)"),
        ("<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>A</dc:creator>"
         "</office:change-info>" + p("gone for good") + "</text:deletion></text:changed-region></text:tracked-changes>"
         + p("seen"), "deleted text (3 words)"),
    ],
)  # fmt: skip
def test_what_is_left_out_is_told(body: str, told: str) -> None:
    loaded = ODT.parse(odt(body))
    assert loaded.text == "seen"
    assert told in loaded.warnings[0]
    assert ("tracked" in body) == (len(loaded.warnings) == 2)


def test_shown_spans_and_sections_are_read() -> None:
    body = p('a<text:span text:style-name="T2">b</text:span>') + "<text:section>" + p("c") + "</text:section>"
    loaded = ODT.parse(odt(body))
    assert (loaded.text, loaded.warnings) == ("ab\n\nc", ())


def note(mark: str, words: str, kind: str = "footnote") -> str:
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation>{mark}</text:note-citation>'
        f"<text:note-body>{p(words)}</text:note-body></text:note>"
    )


def test_notes_stand_at_the_end_and_their_marks_apart_from_words() -> None:
    body = p("the port" + note("i", "late", "endnote") + " and" + note("1", "one") + note("*", "star")) + p("End.")
    assert ODT.parse(odt(body)).text.split("\n\n") == [
        "the port [i] and [1][*]",
        *("End.", "[1] one", "[*] star", "[i] late"),
    ]


def test_margins_stay_out_and_are_counted() -> None:
    margins = f"<style:header>{p('Ministry of Ports')}</style:header><style:footer>{p('Page 1')}</style:footer>"
    styles = (
        f"<office:document-styles {SPACES}><style:master-page>{margins}</style:master-page></office:document-styles>"
    )
    loaded = ODT.parse(odt(p("Text"), more={"styles.xml": styles}))
    assert loaded.text == "Text"
    assert loaded.warnings == ("Left out of the document: page headers and footers (5 words).",)


def test_rows_of_data_are_rows_and_tables_for_layout_are_not() -> None:
    def row(*cells: str) -> str:
        return (
            f"<table:table-row>{''.join(f'<table:table-cell>{c}</table:table-cell>' for c in cells)}</table:table-row>"
        )

    covered = "<table:covered-table-cell/>"
    body = (
        "<table:table>"
        + row(p("a"), p("b"))
        + row(p("x") + p("y"), p("z"))
        + covered
        + row(p("alone"))
        + "</table:table>"
    )
    assert shown(ODT.parse(odt(body))) == [
        ("table_row", 0, "a\tb"),
        *(("paragraph", 0, words) for words in ("x", "y", "z", "alone")),
    ]


def test_formulas_are_read_where_they_stand_and_charts_are_counted() -> None:
    math = (
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mi>x</mi><mo>=</mo><mn>1</mn>'
        '<annotation encoding="StarMath 5.0">x = 1</annotation></semantics></math>'
    )
    chart = f"<office:document-content {SPACES}>{p('Ships in port')}</office:document-content>"
    body = p('where <draw:frame><draw:object xlink:href="./O 1"/></draw:frame> holds<draw:object xlink:href="O2/"/>')
    loaded = ODT.parse(odt(body, more={"O 1/content.xml": math, "O2/content.xml": chart}))
    assert loaded.text == "where x=1 holds"
    assert "words in diagrams and charts (3 words)" in loaded.warnings[0]
    assert ODT.parse(odt(p('a<draw:object xlink:href="../../etc"/><draw:object xlink:href=""/>b'))).text == "ab"


def test_title_and_language() -> None:
    loaded = ODT.parse(odt(p("12 345"), meta="<dc:title>The call</dc:title><dc:language>vi-VN</dc:language>"))
    assert (loaded.title, loaded.language, loaded.date) == ("The call", "vi", None)
    assert ODT.parse(odt(p("12 345"))).language == "de"
    assert ODT.parse(odt(p("First", "Title"), meta="<dc:title>Untitled 1</dc:title>")).title == "First"


def test_what_is_no_text_or_locked_is_told() -> None:
    with pytest.raises(UnsupportedFormat, match="holds no OpenDocument text"):
        ODT.load(odt("").replace(b"content.xml", b"contend.xml"))
    manifest = f'<manifest:manifest {SPACES}><manifest:file-entry manifest:full-path="content.xml">'
    manifest += "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    with pytest.raises(UnsupportedFormat, match="protected by a password"):
        ODT.load(odt("", more={"META-INF/manifest.xml": manifest}))


NAMES = (
    "text:p text:h text:span text:list text:list-item text:section text:note text:note-citation text:note-body "
    "text:s table:table table:table-row table:table-cell draw:frame draw:text-box draw:rect text:a text:number"
).split()


@settings(max_examples=150)
@given(st.lists(st.sampled_from([*NAMES, "/", "/", "/", "/", "w1 ", "字"]), max_size=60))
def test_however_elements_stand_in_each_other_no_word_is_lost_or_doubled(pieces: list[str]) -> None:
    out: list[str] = []
    nested: list[str] = []
    expected = {"w1 ": 0, "字": 0}
    for piece in pieces:
        if piece in NAMES:
            nested.append(piece)
            out.append(f"<{piece}>")
        elif piece != "/":
            inside = nested[::-1]
            holders = ("draw:text-box", "draw:rect", "table:table-cell", "text:note-body")
            nearest = next((name for name in inside if name in ("text:p", "text:h", *holders)), "")
            silent = {"text:number", "text:note", "text:note-citation"} & set(inside)
            if not silent:
                out.append(piece)
                expected[piece] += nearest in ("text:p", "text:h")
        elif nested:
            out.append(f"</{nested.pop()}>")
    out += [f"</{name}>" for name in reversed(nested)]
    loaded = ODT.parse(odt("".join(out)))
    assert loaded.text.count("w1") == expected["w1 "]
    assert loaded.text.count("字") == expected["字"]
