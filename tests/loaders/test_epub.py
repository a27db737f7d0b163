"""E-books: chapters in order, notes, what stays out."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import UnsupportedFormat
from reader.loaders import Loaded
from reader.loaders.epub import EPUB
from reader.loaders.epub_chapter import hidden_classes

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf"/></rootfiles></container>'
)
OLD = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'


def chapter(body: str, *, head: str = "", start: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{start}<html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title/>{head}</head><body>{body}</body></html>'
    )


def epub(
    *chapters: str,
    order: tuple[int, ...] | None = None,
    metadata: str = "",
    items: str = "",
    guide: str = "",
    nav: int | None = None,
    more: dict[str, str] | None = None,
) -> bytes:
    """An e-book of chapters ``c0.xhtml`` … in the order of the spine."""
    manifest = "".join(
        f'<item id="c{k}" href="text/c{k}.xhtml" media-type="application/xhtml+xml"'
        + (' properties="nav scripted"/>' if k == nav else "/>")
        for k in range(len(chapters))
    )
    spine = "".join(f'<itemref idref="c{k}"/>' for k in (range(len(chapters)) if order is None else order))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>{metadata}</metadata>'
        f"<manifest>{items}{manifest}</manifest><spine>{spine}</spine><guide>{guide}</guide></package>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("OPS/book.opf", package)
        for k, text in enumerate(chapters):
            archive.writestr(f"OPS/text/c{k}.xhtml", text)
        for name, text in (more or {}).items():
            archive.writestr(name, text)
    return out.getvalue()


def parsed(body: str) -> Loaded:
    return EPUB.parse(epub(chapter(body)))


def shown(loaded: Loaded) -> list[tuple[str, int, str]]:
    return [(b.kind.value, b.level, loaded.text[b.start : b.end]) for b in loaded.paragraphs]


def test_chapters_come_in_the_order_of_the_spine_and_each_once() -> None:
    data = epub(*(chapter(f"<p>{word}</p>") for word in ("one", "two", "three")), order=(2, 0, 2, 7))
    assert EPUB.parse(data).text == "three\n\none"
    assert EPUB.parse(epub(chapter("<p>one</p>"), chapter("<p>two</p>"), order=())).text == "one\n\ntwo"


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("<h2>Head</h2><div>a<p>b</p>c</div>", [("heading", 2, "Head"), *(("paragraph", 0, x) for x in "abc")]),
        ("<ul><li>a<ol><li><p>b</p></li></ol></li></ul><p>c</p>",
         [("list_item", 1, "a"), ("list_item", 2, "b"), ("paragraph", 0, "c")]),
        ("<blockquote><p>a</p><p>b</p></blockquote>", [("quote", 0, "a"), ("quote", 0, "b")]),
        ("<table><tr><td>a</td><td><p>b</p></td></tr><tr><td><p>c</p><p>d</p></td><td>e</td></tr></table>",
         [("table_row", 0, "a\tb"), *(("paragraph", 0, x) for x in "cde")]),
        ("<pre>a\n  b</pre>", [("paragraph", 0, "a"), ("paragraph", 0, "b")]),
        ("<p>a <b>b</b><br/>c &nbsp; d</p>", [("paragraph", 0, "a b"), ("paragraph", 0, "c d")]),
        ("<p><q>a</q> H<sub>2</sub>O</p>", [("paragraph", 0, "“a” H2O")]),
        ("<p>a<span epub:type='pagebreak'>12</span>b</p>", [("paragraph", 0, "ab")]),
        ("<p>可<ruby>以<rp>(</rp><rt>yǐ</rt><rp>)</rp></ruby></p>", [("paragraph", 0, "可以")]),
        ("<script>x</script><p><a href='#'><h1>Head</h1></a></p>", [("heading", 1, "Head")]),
    ],
)  # fmt: skip
def test_blocks(body: str, blocks: list[tuple[str, int, str]]) -> None:
    assert shown(parsed(body)) == blocks
    # Not well-formed, so read as a web page.
    assert shown(parsed(f"{body}<hr>")) == blocks


@pytest.mark.parametrize("start", ["", OLD, "<!DOCTYPE html>"])
def test_named_characters_are_read_with_and_without_a_document_type(start: str) -> None:
    body = "<p title='&nbsp;'>a&mdash;b &amp;amp; &lt;i&gt; &eacute; &bogus; &copy</p>"
    assert EPUB.parse(epub(chapter(body.replace(" &copy", ""), start=start))).text == "a—b &amp; <i> é &bogus;"
    assert EPUB.parse(epub(chapter(body, start=start))).text == "a—b &amp; <i> é &bogus; ©"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<nav><h1>Contents</h1><ol><li>One</li></ol></nav><p>seen</p>", "table of contents (2 words)"),
        ("<div epub:type='toc'>One two</div><p>seen</p>", "table of contents (2 words)"),
        ("<p hidden='hidden'>not this</p><p>seen</p>", "hidden text (2 words)"),
        ("<p>seen<span style='display: none'> not</span></p>", "hidden text (1 word)"),
    ],
)
def test_what_is_left_out_is_told(body: str, told: str) -> None:
    loaded = parsed(body)
    assert (loaded.text, loaded.warnings) == ("seen", (f"Left out of the document: {told}.",))


@pytest.mark.parametrize("said", [{"nav": 0}, {"guide": '<reference type="toc" href="text/c0.xhtml#x"/>'}])
def test_the_contents_as_a_chapter_stay_out(said: dict[str, Any]) -> None:
    loaded = EPUB.parse(epub(chapter("<p>One Two</p>"), chapter("<p>text</p>"), **said))
    assert loaded.text == "text"
    assert loaded.warnings == ("Left out of the document: table of contents (2 words).",)


def test_classes_that_style_sheets_hide() -> None:
    style = """/* .c {display: none} */ .a, span.b { color: red; display : none }
    @media amzn-kf8 { .d { display: none } } .e p { display: none } .f { visibility:hidden } .g{display:block}"""
    assert hidden_classes(style) == {"a", "b", "f"}
    item = '<item id="s" href="s.css" media-type="text/css"/>'
    body = chapter('<p>seen<span class="x a"> not</span><span class="d"> too</span></p>')
    assert EPUB.parse(epub(body, items=item, more={"OPS/s.css": style})).text == "seen too"


def test_notes_stand_at_the_end_and_their_marks_apart_from_words() -> None:
    first = chapter(
        '<p>the port<a epub:type="noteref" href="#n1">1</a> and<sup><a href="c1.xhtml#n2">2</a></sup>.</p>'
        '<aside epub:type="footnote" id="n1"><p><a href="#r1">1</a>. of Orsk <a href="#r1">↩</a></p></aside>'
        '<p><a href="c1.xhtml#x">a link</a>, <a href="#y">1984</a><a href="#z"><sup>*</sup></a></p>'
    )
    second = chapter('<p>Notes</p><p id="n2"><a href="c0.xhtml#r2">[2]</a> the ferry</p><p id="n3">on</p>')
    assert EPUB.parse(epub(first, second)).text.split("\n\n") == [
        "the port [1] and [2].",
        "a link, 1984 [*]",
        *("Notes", "on", "[1] of Orsk", "[2] the ferry"),
    ]


def test_a_note_nobody_calls_is_part_of_the_text() -> None:
    assert parsed('<p>a</p><aside epub:type="footnote" id="n">b</aside><p>c</p>').text == "a\n\nb\n\nc"


@pytest.mark.parametrize(
    ("metadata", "title", "language", "made"),
    [
        ("<dc:title>The talks</dc:title><dc:language>fr</dc:language>", "The talks", "fr", None),
        ("<dc:title>a</dc:title><dc:title>b</dc:title><dc:date>2021-03-03</dc:date>", "a", None, "2021-03-03"),
        ('<dc:date opf:event="modification">2021-03-03</dc:date>', "12", None, None),
        ("<dc:date>0101-01-01T00:00:00Z</dc:date><dc:title>Untitled</dc:title>", "12", None, None),
    ],
)
def test_what_the_book_says_of_itself(metadata: str, title: str, language: str | None, made: str | None) -> None:
    loaded = EPUB.parse(epub(chapter("<h1>12</h1>"), metadata=metadata))
    assert (loaded.title, loaded.language, loaded.date, loaded.made) == (title, language, None, made)


def test_locked_books_and_archives_without_one_are_told() -> None:
    lock = (
        '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:CipherData>'
        '<e:CipherReference URI="OPS/{}"/></e:CipherData></e:EncryptedData></encryption>'
    )
    for part, locked in (("text/c0.xhtml", True), ("font.otf", False)):
        data = epub(chapter("<p>x</p>"), more={"META-INF/encryption.xml": lock.format(part)})
        if locked:
            with pytest.raises(UnsupportedFormat, match="locked against copying"):
                EPUB.load(data)
        else:
            assert EPUB.load(data).text == "x"
    with zipfile.ZipFile(out := io.BytesIO(), "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
    with pytest.raises(UnsupportedFormat, match="no e-book lies in it"):
        EPUB.load(out.getvalue())


@pytest.mark.parametrize("href", ["../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://a.example/c", ""])
def test_nothing_outside_the_book_is_read(href: str) -> None:
    item = f'<item id="c0" href="{href}" media-type="application/xhtml+xml"/>'
    assert EPUB.parse(epub(items=item, order=(0,))).text == ""


NAMES = "p div span li ul table tr td a sup h1 blockquote q pre aside section".split()


@settings(max_examples=150)
@given(st.lists(st.sampled_from([*NAMES, "a1", "/", "/", "/", "/", "<br/>", "w1 ", "字"]), max_size=60))
def test_however_elements_stand_in_each_other_no_word_is_lost_or_doubled(pieces: list[str]) -> None:
    out: list[str] = []
    nested: list[str] = []
    for piece in pieces:
        if piece in NAMES:
            nested.append(piece)
            out.append(f'<{piece} href="#k" id="k">')
        elif piece == "a1":
            nested.append("a")
            out.append('<a epub:type="noteref" href="#k">')
        elif piece != "/":
            out.append(piece)
        elif nested:
            out.append(f"</{nested.pop()}>")
    out += [f"</{name}>" for name in reversed(nested)]
    loaded = parsed("".join(out))
    for word in ("w1", "字"):
        assert loaded.text.count(word) >= sum(word in piece for piece in pieces if piece not in NAMES)
