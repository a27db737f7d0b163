from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.quotes import quotations, quoted_length
from reader.model import Paragraph, Span


def found(text: str) -> list[str]:
    paragraphs, at = [], 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph(at, at + len(line)))
        at += len(line) + 1
    return [text[a:b] for a, b in quotations(text, paragraphs)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “yes” and «no».", ["“yes”", "«no»"]),
        ('He said "yes" twice.', ['"yes"']),
        ("She said ''yes'' again.", ["''yes''"]),
        ("他说：“好。”她说「不」。", ["“好。”", "「不」"]),
        ("A ‘so-called’ plan that isn’t Xi’s.", ["‘so-called’"]),
        ("“One ‘inner’ part”", ["“One ‘inner’ part”"]),
        ("“never closed\nnext", ["“never closed"]),
        ("“one\n“two”", ["“one", "“two”"]),
        ("He said: “one.\ntwo.\nthree,” and left “home”.", ["“one.", "two.", "three,”", "“home”"]),
        ("“one.\n\ntwo.”", ["“one.", "two.”"]),
        ("“one.\ntwo.\n“three”", ["“one.", "“three”"]),
        ("„eins.\nzwei“ sagte er", ["„eins.", "zwei“"]),
        ("No marks, Xi's or the twins’ alone.", []),
        ('5" by 7" is a size', []),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert found(text) == quoted


@given(st.text(alphabet="ab \"“”‘’'«»\n", max_size=60))
def test_spans_are_sorted_disjoint_and_inside_their_paragraph(text: str) -> None:
    paragraphs, at = [], 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph(at, at + len(line)))
        at += len(line) + 1
    spans = quotations(text, paragraphs)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(any(p.start <= s.start < s.end <= p.end for p in paragraphs) for s in spans)


def test_quoted_length_counts_what_lies_inside() -> None:
    quotes = [Span(0, 4), Span(10, 20)]
    assert quoted_length(quotes, 0, 2, 12) == (4, 0)
    assert quoted_length(quotes, 0, 12, 30) == (8, 1)
