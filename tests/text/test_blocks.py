from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import bundled
from reader.model import Paragraph, ParagraphKind, Span
from reader.text.blocks import blocks, fit, with_title

LONG = (
    "The President spoke today with the Prime Minister about a number of issues of importance to both countries, "
    "including trade, security and the climate. They agreed to meet again before the end of the year."
)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(b.kind.value, text[b.start : b.end]) for b in blocks(text)]


def test_a_line_is_a_paragraph() -> None:
    assert kinds(f"{LONG}\n{LONG}\n\n  {LONG} \n") == [("paragraph", LONG)] * 3


def test_a_title_above_its_date_is_no_broken_line() -> None:
    title, date = "Readout of the President's Call with the Prime Minister of Freedonia", "April 2, 2024"
    assert kinds(f"{title}\n{date}\n\n{LONG}\n\n{LONG}")[:2] == [("heading", title), ("heading", date)]


def test_the_first_heading_may_be_long() -> None:
    title = (
        "Statement by the High Representative on the final adoption of the law on transparency of foreign influence "
        "in Freedonia"
    )
    assert kinds(f"{title}\n\nBrussels, 28 May 2024\n\n{LONG}\n\n{LONG}")[0] == ("heading", title)
    assert kinds(f"{LONG}\n\n{title}\n\n{LONG}\n\n{LONG}")[1] == ("paragraph", title)


def test_a_title_an_office_and_a_day_above_a_short_text() -> None:
    lines = ["The Secretary's Call with the Foreign Minister", "READOUT", "OFFICE OF THE SPOKESPERSON", "May 9, 2024"]
    found = kinds("\n\n".join([*lines, LONG, LONG]))
    assert [kind for kind, _text in found] == ["heading", "paragraph", "paragraph", "heading", *["paragraph"] * 2]
    poem = "\n\n".join(["The sea is wide", "The road is long", "The night is cold", "A bird sings, and day begins."])
    assert {kind for kind, _text in kinds(poem)} == {"paragraph"}


def test_samples_are_paragraphs_line_by_line() -> None:
    for path in sorted(bundled.seeds().glob("*.txt")):
        text = path.read_text("utf-8")
        assert kinds(text) == [("paragraph", line.strip()) for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("width", [50, 66, 72, 80, 100])
def test_lines_broken_at_a_width_are_one_paragraph(width: int) -> None:
    text = "\n\n".join(textwrap.fill(LONG, width) for _ in range(3))
    found = blocks(text)
    assert [" ".join(text[b.start : b.end].split()) for b in found] == [LONG] * 3


def test_a_broken_list_item_keeps_its_lines() -> None:
    text = textwrap.fill("1. " + LONG, 60, subsequent_indent="   ") + "\n2. Short.\n\n" + textwrap.fill(LONG, 60)
    assert [kind for kind, _text in kinds(text)] == ["list_item", "list_item", "paragraph"]


def test_an_indented_line_begins_a_paragraph_of_a_broken_text() -> None:
    text = "\n".join(textwrap.fill(LONG, 66, initial_indent="    ") for _ in range(3))
    assert len(blocks(text)) == 3


def test_chinese_lines_broken_at_a_width_are_one_paragraph() -> None:
    sentence = "习近平指出，中越两国山水相连，传统友谊是两党两国的共同财富，双方要从战略高度看待两国关系。"
    text = "\n".join(textwrap.wrap(sentence * 4, 35))
    assert len(blocks(text)) == 1


@pytest.mark.parametrize(
    "heading", ["Readout of the Call", "BACKGROUND", "II. Trade and Security", "会谈情况", "Kết quả"]
)
def test_a_short_line_without_an_end_is_a_heading(heading: str) -> None:
    assert kinds(f"{heading}\n\n{LONG}\n\n{LONG}")[0] == ("heading", heading)


@pytest.mark.parametrize(
    "line",
    [
        "Short.",
        "(Xinhua)",
        "and then",
        "In this order:",
        "Dear All,",
        "---",
        "By Ann Lee",
        "Updated 10:30",
        "BEIJING --",
    ],
)
def test_other_short_lines_are_not(line: str) -> None:
    assert kinds(f"{LONG}\n\n{line}\n\n{LONG}")[1] == ("paragraph", line)


def test_a_text_of_short_lines_has_no_headings() -> None:
    assert {kind for kind, _text in kinds("One\nTwo\nThree\nFour five")} == {"paragraph"}


@pytest.mark.parametrize("item", ["- one", "• two", "1. three", "(2) four", "a) five", "（一）六", "三、七"])
def test_list_items(item: str) -> None:
    assert kinds(f"{LONG}\n{item}.\n{LONG}")[1] == ("list_item", item + ".")


def test_indented_items_are_deeper() -> None:
    found = blocks(f"{LONG}\n- one.\n  - two.\n    - three.\n")
    assert [b.level for b in found] == [0, 1, 2, 3]


def test_quoted_lines_are_one_quote() -> None:
    assert kinds(f"{LONG}\n> one\n> two\n{LONG}")[1] == ("quote", "> one\n> two")


def test_a_date_before_the_text_stays_text() -> None:
    text = f" date 2021-02-09 {LONG}"
    assert kinds(text) == [("paragraph", text.strip())]


@given(st.text(alphabet="ab A.1)-\n >#•|*中。\t", max_size=120))
def test_blocks_hold_every_character_but_white_space(text: str) -> None:
    at = 0
    for block in blocks(text):
        assert at <= block.start < block.end
        assert not text[at : block.start].strip()
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        at = block.end
    assert not text[at:].strip()


@pytest.mark.parametrize("unit", ["\n", " ", "a\n", "a\n\n", "> ", "- ", "1. ", "|", "#", "•", "a b\nc d, "])
def test_a_long_run_of_characters_of_one_kind(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    assert sum(b.end - b.start for b in blocks(text)) <= len(text)


def test_sentences_find_their_paragraphs() -> None:
    given_blocks = [Paragraph(0, 10), Paragraph(12, 30, ParagraphKind.QUOTE), Paragraph(32, 40)]
    paragraphs, homes = fit(given_blocks, [Span(0, 4), Span(5, 10), Span(12, 30), Span(33, 38)])
    assert paragraphs == tuple(given_blocks)
    assert homes == (0, 0, 1, 2)


def test_a_sentence_over_two_paragraphs_joins_them() -> None:
    paragraphs, homes = fit(
        [Paragraph(0, 4), Paragraph(5, 9), Paragraph(10, 14)], [Span(0, 2), Span(3, 7), Span(11, 12)]
    )
    assert paragraphs == (Paragraph(0, 9), Paragraph(10, 14))
    assert homes == (0, 0, 1)


def test_a_sentence_in_white_space_belongs_to_the_paragraph_before() -> None:
    assert fit([Paragraph(0, 4), Paragraph(9, 12)], [Span(5, 6), Span(9, 12)]) == (
        (Paragraph(0, 6), Paragraph(9, 12)),
        (0, 1),
    )
    assert fit([], [Span(0, 1)]) == ((Paragraph(0, 1),), (0,))


@given(st.text(alphabet="ab. \n", max_size=60), st.lists(st.integers(0, 60), max_size=12))
def test_fitted_paragraphs_are_in_order_and_hold_their_sentences(text: str, cuts: list[int]) -> None:
    edges = sorted(min(c, len(text)) for c in cuts)
    sentences = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    paragraphs, homes = fit(blocks(text), sentences)
    at = 0
    for block in paragraphs:
        assert at <= block.start <= block.end
        assert not text[at : block.start].strip()
        at = block.end
    assert not text[at:].strip()
    for sentence, home in zip(sentences, homes, strict=True):
        assert paragraphs[home].start <= sentence.start <= sentence.end <= paragraphs[home].end


def test_a_document_that_marks_no_headings_may_have_a_title() -> None:
    text = f"Talks in Oslo\nOslo\n{LONG}\n{LONG}"
    edges = [0, *(k for k, sign in enumerate(text) if sign == "\n"), len(text)]
    plain = [Paragraph(a + (a > 0), b) for a, b in pairwise(edges)]
    found = with_title(text, plain)
    assert [one.kind for one in found] == [ParagraphKind.HEADING, *[ParagraphKind.PARAGRAPH] * 3]
    assert with_title(text, [plain[0], found[0], *plain[2:]]) == (plain[0], found[0], *plain[2:])
    assert with_title(LONG, [Paragraph(0, len(LONG))]) == (Paragraph(0, len(LONG)),)
    assert with_title(text, []) == ()
