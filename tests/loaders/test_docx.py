"""Word documents: which words of them are the text, in which blocks, and what is told of the rest."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import UnsupportedFormat
from reader.loaders import Loaded
from reader.loaders.docx import DOCX

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
  <w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="own"><w:name w:val="Ministry Head"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="lvl"><w:name w:val="Plain"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="q"><w:name w:val="Intense Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="b"><w:name w:val="List Bullet"/>
  <w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 2"/></w:style>
<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="Loop"/><w:basedOn w:val="pool"/></w:style>
<w:style w:type="paragraph" w:styleId="pool"><w:name w:val="Pool"/><w:basedOn w:val="loop"/></w:style>
<w:style w:type="character" w:styleId="gone"><w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style>
"""


def docx(body: str, *, space: str = W, core: str = "", **parts: str) -> bytes:
    """A Word document; ``parts`` are the contents of footnotes.xml, header.xml …, without their outermost element."""

    def wrap(outer: str, inside: str) -> str:
        return f'<?xml version="1.0"?><w:{outer} xmlns:w="{space}" {SPACES}>{inside}</w:{outer}>'

    outer = {"header": "hdr", "footer": "ftr"}
    office = "".join(
        f'<Relationship Id="r{k}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
        for k, kind in enumerate(("styles", *parts))
    )
    relations = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "_rels/.rels",
            f'<Relationships {relations}><Relationship Id="a" Type="{OFFICE}/officeDocument" Target="/word/text.xml"/>'
            f'<Relationship Id="b" Type="x/core-properties" Target="docProps/core.xml"/></Relationships>',
        )
        archive.writestr("docProps/core.xml", f'<c xmlns:dc="http://purl.org/dc/elements/1.1/">{core}</c>')
        archive.writestr("word/_rels/text.xml.rels", f"<Relationships {relations}>{office}</Relationships>")
        archive.writestr("word/styles.xml", wrap("styles", STYLES))
        archive.writestr("word/text.xml", wrap("document", f"<w:body>{body}</w:body>"))
        for kind, inside in parts.items():
            archive.writestr(f"word/{kind}.xml", wrap(outer.get(kind, kind), inside))
    return out.getvalue()


def p(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def r(text: str, properties: str = "", tag: str = "t") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def parsed(body: str, **parts: str) -> Loaded:
    return DOCX.parse(docx(body, **parts))


def shown(loaded: Loaded) -> list[tuple[str, int, str]]:
    return [(b.kind.value, b.level, loaded.text[b.start : b.end]) for b in loaded.paragraphs]


@pytest.mark.parametrize(
    ("properties", "kind", "level"),
    [
        ("", "paragraph", 0),
        ('<w:pStyle w:val="1"/>', "heading", 1),
        ('<w:pStyle w:val="own"/>', "heading", 1),
        ('<w:pStyle w:val="lvl"/>', "heading", 3),
        ('<w:pStyle w:val="t"/>', "heading", 1),
        ('<w:pStyle w:val="q"/>', "quote", 0),
        ('<w:pStyle w:val="b"/>', "list_item", 1),
        ('<w:pStyle w:val="b"/><w:numPr><w:numId w:val="0"/></w:numPr>', "paragraph", 0),
        ('<w:numPr><w:ilvl w:val="2"/><w:numId w:val="7"/></w:numPr>', "list_item", 3),
        ('<w:numPr><w:ilvl w:val="-5"/><w:numId w:val="7"/></w:numPr>', "list_item", 1),
        ('<w:outlineLvl w:val="1"/>', "heading", 2),
        ('<w:outlineLvl w:val="9"/>', "paragraph", 0),
        ('<w:outlineLvl w:val="8"/>', "heading", 6),
        ('<w:pStyle w:val="loop"/>', "paragraph", 0),
        ('<w:pStyle w:val="nowhere"/>', "paragraph", 0),
        ('<w:pPrChange><w:pPr><w:pStyle w:val="1"/></w:pPr></w:pPrChange>', "paragraph", 0),
    ],
)
def test_what_a_paragraph_is(properties: str, kind: str, level: int) -> None:
    assert shown(parsed(p(r("Words"), properties))) == [(kind, level, "Words")]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p(r("one") + r(" two")), "one two"),
        (p(r("one") + "<w:r><w:tab/></w:r>" + r("two"), '<w:tabs><w:tab w:val="left"/></w:tabs>'), "one two"),
        (p(r("one") + "<w:r><w:br/></w:r>" + r("two")), "one\n\ntwo"),
        (
            p(r("re") + "<w:r><w:softHyphen/></w:r>" + r("turn, twenty") + "<w:r><w:noBreakHyphen/></w:r>" + r("two")),
            "re\xadturn, twenty\u2011two",
        ),
        (p(r("at 5 ") + '<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>'), "at 5 °"),
        (p('<w:hyperlink r:id="x">' + r("a link") + "</w:hyperlink>" + r(" on")), "a link on"),
        (p("<w:r><w:fldChar/><w:instrText>DATE \\x</w:instrText></w:r>" + r("3 May")), "3 May"),
        (p("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), "x=1"),
        (p("<w:ruby><w:rt>" + r("kě") + "</w:rt><w:rubyBase>" + r("可") + "</w:rubyBase></w:ruby>" + r("以")), "可以"),
        ("<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>" + p(r("form")) + "</w:sdtContent></w:sdt>", "form"),
        (
            p(
                '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>EQ \\o\\ad(\\s\\up 9(かん),漢)</w:instrText>'
                '<w:fldChar w:fldCharType="end"/></w:r>' + r("字")
            ),
            "漢字",
        ),
        ("stray" + p("stray" + r("kept") + "stray"), "kept"),
    ],
)
def test_words_of_a_paragraph(body: str, text: str) -> None:
    assert parsed(body).text == text
    assert DOCX.parse(docx(body, space=STRICT)).text == text


@pytest.mark.parametrize(
    ("body", "text", "told"),
    [
        (p(r("seen") + r(" unseen", "<w:vanish/>")), "seen", "hidden text (1 word)"),
        (p(r("seen") + r(" unseen", '<w:rStyle w:val="gone"/>')), "seen", "hidden text (1 word)"),
        (p(r("seen", '<w:vanish w:val="0"/>')), "seen", ""),
        (p(r("seen"), "<w:rPr><w:vanish/></w:rPr>"), "seen", ""),
        (p(r("seen", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>")), "seen", ""),
        (p(r("a ") + "<w:del>" + r("b c ", tag="delText") + "</w:del><w:ins>" + r("d") + "</w:ins>"), "a d",
         "deleted text (2 words)"),
        (p(r("a ") + "<w:moveFrom>" + r("b ") + "</w:moveFrom>" + r("c ") + "<w:moveTo>" + r("b") + "</w:moveTo>"),
         "a c b", "words moved elsewhere in the text (1 word)"),
        (p(r("one "), "<w:rPr><w:del/></w:rPr>") + p(r("two")), "one two", ""),
        ("<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + p(r("x")) + "</w:tc></w:tr></w:tbl>" + p(r("y")), "y",
         "deleted text (1 word)"),
        (p(r("The parts 3"), '<w:pStyle w:val="toc"/>') + p(r("Text")), "Text", "table of contents (3 words)"),
        ('<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
         "<w:sdtContent>"
         + p(r("Contents")) + "</w:sdtContent></w:sdt>" + p(r("Text")), "Text", "table of contents (1 word)"),
    ],
)  # fmt: skip
def test_what_is_left_out_is_told(body: str, text: str, told: str) -> None:
    loaded = parsed(body)
    assert loaded.text == text
    receipt = " ".join(loaded.warnings)
    assert told in receipt
    assert bool(told) == ("Left out" in receipt)
    assert ("<w:del" in body or "<w:move" in body) == ("records changes" in receipt)


def test_margins_and_comments_stay_out_and_are_counted() -> None:
    loaded = parsed(
        p(r("Text")),
        header=p(r("Ministry of Ports")),
        footer=p(r("Page 1")),
        comments='<w:comment w:id="0">' + p(r("Is it?")) + "</w:comment>",
    )
    assert loaded.text == "Text"
    assert loaded.warnings == ("Left out of the document: page headers and footers (5 words), comments (2 words).",)


def test_notes_stand_at_the_end_and_their_marks_apart_from_words() -> None:
    def call(kind: str, key: int, more: str = "") -> str:
        return f'<w:r><w:{kind}Reference w:id="{key}" {more}/></w:r>'

    star = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="9"/><w:t>*</w:t></w:r>'
    loaded = parsed(
        p(
            r("the ferry")
            + call("footnote", 5)
            + r("and the port.")
            + call("footnote", 3)
            + r(" End")
            + call("endnote", 3)
        )
        + p(r("渡轮") + call("footnote", 7) + r("和港口") + star),
        footnotes="".join(
            f'<w:footnote w:id="{key}">{p("<w:r><w:footnoteRef/></w:r>" + r(words))}</w:footnote>'
            for key, words in ((0, "a line"), (3, " port"), (5, " ferry"), (7, "船"), (8, "nobody calls me"))
        )
        + f'<w:footnote w:id="9">{p(r("*") + r(" starred"))}{p(r("and on"))}</w:footnote>',
        endnotes=f'<w:endnote w:id="3">{p(r("last"))}</w:endnote>',
    )
    assert [words for _kind, _level, words in shown(loaded)] == [
        "the ferry [1] and the port.[2] End [i]",
        "渡轮[3]和港口[*]",
        *("[1] ferry", "[2] port", "[3] 船", "[*] starred", "and on", "[i] last"),
    ]
    assert "deleted text (5 words)" in loaded.warnings[0]


def test_a_text_box_follows_its_paragraph_and_is_read_once() -> None:
    box = "<w:txbxContent>" + p(r("in the box")) + "</w:txbxContent>"
    drawn = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f"<wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert parsed(p(r("before ") + drawn + r("after")) + p(r("next"))).text == "before after\n\nin the box\n\nnext"
    old = f"<w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r>"
    assert parsed(p(r("before ") + old + r("after"))).text == "before after\n\nin the box"


def cell(*paragraphs: str) -> str:
    return "<w:tc>" + "".join(p(r(words)) for words in paragraphs) + "</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def test_rows_of_data_are_rows_and_tables_for_layout_are_not() -> None:
    data = table(cell("Port") + cell("Ships"), cell("Orsk") + cell(""), cell("") + cell(""))
    layout = table(cell("Left one", "Left two") + cell("Right"), cell("Alone"))
    nested = (
        "<w:tbl><w:tr><w:tc>" + table(cell("in") + cell("ner")) + p("") + "</w:tc>" + cell("outer") + "</w:tr></w:tbl>"
    )
    assert shown(parsed(data + layout + nested)) == [
        ("table_row", 0, "Port\tShips"),
        ("table_row", 0, "Orsk"),
        ("paragraph", 0, "Left one"),
        ("paragraph", 0, "Left two"),
        ("paragraph", 0, "Right"),
        ("paragraph", 0, "Alone"),
        ("table_row", 0, "in\tner"),
        ("paragraph", 0, "outer"),
    ]


@pytest.mark.parametrize(
    ("body", "core", "title"),
    [
        (p(r("Marked"), '<w:pStyle w:val="t"/>'), "<dc:title>Stated</dc:title>", "Marked"),
        (p(r("Heading"), '<w:pStyle w:val="1"/>'), "<dc:title>Stated</dc:title>", "Heading"),
        (p(r("Text")), "<dc:title>The\n call </dc:title>", "The call"),
        (p(r("Text")), "<dc:title>Microsoft Word - call_final2.doc</dc:title>", None),
        (p(r("Text")), "<dc:title>Document1</dc:title>", None),
        (p(r("Text")), "<dc:title>文档1</dc:title>", None),
        (p(r("Text")), "", None),
    ],
)
def test_the_title(body: str, core: str, title: str | None) -> None:
    assert DOCX.parse(docx(body, core=core)).title == title


@pytest.mark.parametrize(
    ("text", "stated", "language"),
    [
        ("The ministers met in the capital.", "en-US", "en"),
        ("两国部长在首都会面并达成一致。", "en-US", None),
        ("兩國部長在首都會面。", "zh-CN", None),
        ("12345", "zh_TW", "zh-Hant"),
        ("The ministers met in the capital.", "", None),
        ("12345", "de-DE", "de"),
        ("The ministers met in the capital.", "x y z", None),
    ],
)
def test_the_language_is_the_stated_one_unless_the_text_is_plainly_in_another(
    text: str, stated: str, language: str | None
) -> None:
    assert DOCX.parse(docx(p(r(text)), core=f"<dc:language>{stated}</dc:language>")).language == language


@pytest.mark.parametrize("name", ["word/document.xml", "word/other.xml"])
def test_an_archive_without_a_document_is_told(name: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "<html/>")
    with pytest.raises(UnsupportedFormat, match="no Word document lies in it"):
        DOCX.load(out.getvalue())


def with_embedded(name: str, content: bytes) -> bytes:
    data = docx(p(r("before")) + '<w:altChunk r:id="r1"/>' + p(r("after")), page="")
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out := io.BytesIO(), "w") as changed:
        for part in archive.namelist():
            raw = archive.read(part).replace(b'Target="page.xml"', f'Target="{name}"'.encode())
            changed.writestr(f"word/{name}" if part == "word/page.xml" else part, content if "page" in part else raw)
    return out.getvalue()


def test_pages_that_lie_in_a_document_are_read_where_they_lie() -> None:
    page = b"<html><body><h2>Head</h2><p>in</p><table><tr><td>a<td>b</table></body></html>"
    assert shown(DOCX.load(with_embedded("chunk.html", page))) == [
        ("paragraph", 0, "before"),
        ("heading", 2, "Head"),
        ("paragraph", 0, "in"),
        ("table_row", 0, "a\tb"),
        ("paragraph", 0, "after"),
    ]
    mail = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n" + page
    assert "in" in DOCX.parse(with_embedded("chunk.mht", mail)).text.split()
    for name, content in (("a.docx", docx(p(r("x")))), ("a.png", b"\x89PNG\r\n"), ("a.html", b"")):
        loaded = DOCX.parse(with_embedded(name, content))
        assert loaded.text == "before\n\nafter"
        assert loaded.warnings == ("1 document that lies inside this one is not shown.",)
    assert len(parsed('<w:altChunk r:id="none"/>' + p(r("x"))).warnings) == 1


PIECES = (
    *("<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>"),
    *("<w:ins>", "</w:ins>", "<w:txbxContent>", "</w:txbxContent>", "<w:sdt>", "</w:sdt>", "<w:br/>", "<w:tab/>"),
    *('<w:footnoteReference w:id="1"/>', "<w:trPr>", "</w:trPr>", "<w:pPr>", "</w:pPr>", "<w:rPr>", "</w:rPr>"),
)


@settings(max_examples=150)
@given(st.lists(st.sampled_from([*PIECES, *("<w:t>w1 </w:t>", "<w:t>字</w:t>") * 3]), max_size=60))
def test_however_elements_stand_in_each_other_no_word_is_lost_or_doubled(pieces: list[str]) -> None:
    nested: list[str] = []
    out = []
    for piece in pieces:
        if piece.startswith("</"):
            if not nested or nested[-1] != piece:
                continue
            nested.pop()
        elif not piece.endswith(("/>", "</w:t>")):
            nested.append(piece.replace("<", "</"))
        out.append(piece)
    loaded = parsed("".join(out) + "".join(reversed(nested)))
    for word in ("w1", "字"):
        assert loaded.text.count(word) == sum(word in piece for piece in out)
