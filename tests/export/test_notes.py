"""What the reader wrote and decided: read as Markdown, safe in every format, and named as the reader's."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from typing import Any

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

import reader
from reader.compare.judged import judged
from reader.export import ExportOptions, Section
from reader.export.html_note_text import note_html
from reader.export.markdown_escape import escape
from reader.export.note_text import BlockKind, Words, blocks
from reader.model import Comparison, Judgements, Note, Side, Verdict

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](vbscript:x)",
    '[x](https://a" onmouseover="alert(1))',
    "<javascript:alert(1)>",
    "![x](https://evil.example/x.png)",
    "[x]: javascript:alert(1)\n\n[x]",
    "```\n</pre><script>alert(1)</script>\n```",
    "`</code><script>alert(1)</script>`",
    "</template><script>alert(1)</script>",
    "\u202eevil\u2066",
    "\0\ud800\x01",
    "$title ${data}",
    "&#60;script&#62;",
]
ALLOWED = {"div", "p", "ul", "ol", "li", "blockquote", "pre", "code", "strong", "em", "br", "a", "span", "bdi"}


def test_what_notes_can_say() -> None:
    text = (
        "# Head\n\nPlain **bold *both* bold** and _it_, snake_case, 2 * 3 * 4\nnext line\n\n"
        "- one\n  - two\n7. seven\n\n> said\n> again\n\n```\n<x> *y*\n```\n`code *x*` \\*stars\\*"
    )
    found = blocks(text)
    assert [(b.kind, b.level, b.number, b.text) for b in found] == [
        (BlockKind.HEADING, 1, 0, "Head"),
        (BlockKind.PARAGRAPH, 1, 0, "Plain bold both bold and it, snake_case, 2 * 3 * 4\nnext line"),
        (BlockKind.BULLET, 1, 0, "one"),
        (BlockKind.BULLET, 2, 0, "two"),
        (BlockKind.NUMBERED, 1, 7, "seven"),
        (BlockKind.QUOTE, 1, 0, "said\nagain"),
        (BlockKind.CODE, 1, 0, "<x> *y*"),
        (BlockKind.PARAGRAPH, 1, 0, "code *x* *stars*"),
    ]
    styles = {one.text: (one.is_bold, one.is_italic) for one in found[1].words}
    assert styles["bold "] == (True, False)
    assert styles["both"] == (True, True)
    assert styles["it"] == (False, True)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[site](https://a.example/b)", Words("site", link="https://a.example/b")),
        ("<https://a.example/b>", Words("https://a.example/b", link="https://a.example/b")),
        ("mailto:a@b.example", Words("mailto:a@b.example", link="mailto:a@b.example")),
        ("http://a.example/x_y_z", Words("http://a.example/x_y_z", link="http://a.example/x_y_z")),
    ],
)
def test_links(text: str, wanted: Words) -> None:
    assert blocks(text)[0].words == (wanted,)


def test_an_address_ends_before_the_point_and_is_shown() -> None:
    assert blocks("See https://a.example/b.")[0].words[1] == Words("https://a.example/b", link="https://a.example/b")
    page = note_html("See [the *archive*](https://a.example/?b=1&c=2).")
    assert page == (
        '<p>See <a href="https://a.example/?b=1&amp;c=2" rel="noreferrer noopener">the archive</a>'
        ' <span class="address">(https://a.example/?b=1&amp;c=2)</span>.</p>'
    )


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_note_becomes_anything_else(attack: str) -> None:
    root = lxml_html.fragment_fromstring(note_html(attack).encode().decode(), create_parent="div")
    assert {e.tag for e in root.iter()} <= ALLOWED
    assert {name for e in root.iter() for name in e.attrib} <= {"href", "rel", "class", "start"}
    assert all(re.match(r"https?://|mailto:", a.get("href")) for a in root.iter("a"))


@given(st.text(alphabet=st.one_of(st.sampled_from("*_`[]()<>#-+1. \n\\ahtps:/~>&\"'"), st.characters()), max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_note_is_safe_and_keeps_its_letters(text: str) -> None:
    root = lxml_html.fragment_fromstring(note_html(text).encode().decode(), create_parent="div")
    assert {e.tag for e in root.iter()} <= ALLOWED
    if not set(text) & set("`~[<"):
        shown = "".join(one.text for block in blocks(text) for one in block.words)
        assert [c for c in shown if c.isalpha()] == [c for c in text if c.isalpha()]


@pytest.mark.parametrize(
    "text",
    [one * 30_000 for one in ("*", "[", "_a", "[a](", "https://", "`a", "> ", "\\*")],
    ids=lambda text: text[:4],
)
def test_a_long_note_is_read_in_linear_time(text: str) -> None:
    # Quadratic work on any of these would take minutes.
    assert blocks(text)
    assert len(note_html(text)) < 40 * len(text)


@pytest.fixture(scope="module")
def human(full: Comparison) -> Comparison:
    notes = (
        Judgements()
        .with_note(Note("On **all** of it."))
        .with_note(Note("=HYPERLINK(1)", (1,), (2,)))
        .with_pair(4, 1, Verdict.ECHO)
        .with_pair(5, 0, Verdict.APART)
        .with_speaker(Side.LEFT, 6, None)
        .with_topics(Side.RIGHT, 4, ("Roads", "Trade"))
    )
    return judged(full, notes)


def test_the_page_marks_notes_and_judgements_where_they_belong(human: Comparison, make: Any) -> None:
    page = make.page(reader.export(human, "html"))
    assert page.problems() == []
    marked = {
        e.get("id"): [a.text for a in e.xpath('.//a[contains(@class, "note") or contains(@class, "human")]')]
        for e in page.root.xpath("//*[@data-side]//*[@id]")
    }
    assert {name: found for name, found in marked.items() if found} == {
        "L2": ["note 2"],
        "R3": ["note 2"],
        "L5": ["pair: the reader's"],
        "R2": ["pair: the reader's"],
        "L7": ["speaker: the reader's"],
        "R5": ["topics: the reader's"],
    }
    notes = [e.text_content() for e in page.root.xpath('//ol[@class="notes"]/li')]
    assert notes == ["note 1 on the wholeOn all of it.", "note 2 L2 ↔ R3=HYPERLINK(1)"]
    decided = [" ".join(e.text_content().split()) for e in page.root.xpath('//ul[@class="judgements"]/li')]
    assert decided == [
        "L5 and R2 belong together: echo.",
        "L6 and R1 do not belong together.",
        "L7 is narration.",
        "R5 is about: Roads, Trade.",
    ]
    brief = page.root.xpath('//section[@aria-labelledby="brief"]')[0]
    text = " ".join(brief.text_content().split())
    assert "4 judgements are the reader's, not the program's." in text
    counts = {a.get("href"): a.text for a in brief.iter("a")}
    assert (counts["#judgements"], counts["#notes"]) == ("4", "2")


def test_every_number_of_the_summary_is_a_link(human: Comparison, make: Any) -> None:
    page = make.page(reader.export(human, "html"))
    brief = page.root.xpath('//section[@aria-labelledby="brief"]/ul')[0]
    for one in brief.xpath(".//text()[not(ancestor::a)]"):
        assert not re.search(r"\d", one), one


def test_judgements_on_sentences_that_are_not_there_lead_nowhere(full: Comparison, make: Any) -> None:
    stale = Judgements().with_note(Note("Old.", (99,))).with_pair(98, 97, Verdict.APART)
    page = make.page(reader.export(judged(full, stale), "html"))
    assert page.problems() == []
    assert "L99 and R98 do not belong together." in page.root.text_content()


def test_what_is_left_out_is_named_and_leaves_no_dead_link(human: Comparison, make: Any) -> None:
    for one in Section:
        page = make.page(reader.export(human, "html", ExportOptions(left_out=frozenset({one}))))
        assert page.problems() == []
        assert "Left out" in page.root.xpath("//footer")[0].text_content()
        names = {e.get("id") for e in page.root.iter() if e.get("id")}
        gone = {"states": "changes"}.get(one.value, one.value)
        assert gone not in names
        assert "judgements" in names
    page = make.page(reader.export(human, "html", ExportOptions(left_out=frozenset(Section))))
    for side in Side:
        document = human.document(side)
        assert page.paragraphs(side) == [document.text[p.start : p.end] for p in document.paragraphs]


def test_the_table_has_rows_for_them(human: Comparison) -> None:
    source = reader.export(human, "csv")
    assert isinstance(source, str)
    rows = list(csv.DictReader(io.StringIO(source[1:], newline="")))
    by_id = {row["id"]: row for row in rows}
    assert by_id["L2"]["notes"] == by_id["R3"]["notes"] == "N2"
    assert by_id["N2"]["text"] == "'=HYPERLINK(1)"
    assert (by_id["N2"]["left"], by_id["N2"]["right"], by_id["N2"]["by"]) == ("L2", "R3", "reader")
    assert next(row["text"] for row in rows if row["row"] == "judgement") == "L5 and R2 belong together: echo."
    assert by_id["L7"]["speaker_by"] == by_id["R5"]["topics_by"] == "reader"
    match = next(row for row in rows if row["row"] == "match" and row["left"] == "L5" and row["right"] == "R2")
    assert match["by"] == "reader"
    assert {row["by"] for row in rows if row["row"] == "match"} == {"reader", "program"}


def test_the_brief_says_them(human: Comparison) -> None:
    source = reader.export(human, "markdown")
    assert isinstance(source, str)
    text = lxml_html.fromstring(f"<div>{markdown.markdown(source)}</div>").text_content()
    for words in (
        "On all of it.",
        "N2 (L2 ↔ R3)",
        "=HYPERLINK(1)",
        "L6 and R1 do not belong together.",
        "[pair: the reader's]",
        "[N2]",
        "4 judgements are the reader's",
    ):
        assert words in text, words


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_note_becomes_markup_in_the_brief(make: Any, attack: str) -> None:
    comparison = make.comparison(make.document([["One."]]), make.document([["Two."]]))
    comparison = replace(comparison, judgements=Judgements().with_note(Note(attack, (0,))))
    rendered = markdown.markdown(reader.export(comparison, "markdown"), extensions=["extra", "sane_lists"])
    root = lxml_html.fromstring(f"<div>{rendered}</div>")
    assert not {e.tag for e in root.iter() if isinstance(e.tag, str)} & {"script", "img", "iframe", "form", "svg"}
    assert all(re.match(r"https?://|mailto:", a.get("href")) for a in root.iter("a"))


@pytest.mark.parametrize(
    "text",
    ["# h", "- item", "+ item", "1. one", "12) twelve", "===", "--- x", "> q", "* i", "    code", "a: b", "10:30"],
)
def test_a_text_at_the_beginning_of_a_line_stays_text(text: str) -> None:
    rendered = markdown.markdown(f"{escape(text)}\n\nx", extensions=["extra", "sane_lists"])
    root = lxml_html.fromstring(f"<div>{rendered}</div>")
    assert [element.tag for element in root.iter()] == ["div", "p", "p"]
    assert root[0].text_content() == text.strip()
    assert escape("a: b.") == "a: b."
    assert escape("2021-02-08 (x)") == "2021-02-08 (x)"
