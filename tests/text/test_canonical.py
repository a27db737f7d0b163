from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.canonical import canonical

# Characters that compose, decompose, reorder or must go, besides ordinary ones.
PIECES = st.sampled_from(
    (
        *"aeou 0.\n\r\0",
        *("\r\n", "\u2028", "\x85", "\x0b", "\u0301", "\u0302", "\u0323", "\u0344", "\u1100", "\u1161", "\u11a8"),
        *(
            "\u0958",
            "\u0ddc",
            "é",
            "ậ",
            "각",
            "中",
            "か",
            "\u3099",
            "\ud800",
            "\udfff",
            "😀",
            "\ufb1f",
            "\u212b",
            "\u0345",
        ),
    )
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join))


def expected(text: str) -> str:
    text = re.sub("[\0\ud800-\udfff]", "\ufffd", re.sub("\r\n?|[\u2028\u2029\x85\x0b\x0c]", "\n", text))
    return unicodedata.normalize("NFC", text)


@given(TEXTS)
def test_the_text_is_nfc_with_plain_line_ends(text: str) -> None:
    assert canonical(text).text == expected(text)


@given(TEXTS)
def test_making_canonical_twice_changes_nothing_more(text: str) -> None:
    once = canonical(text)
    twice = canonical(once.text)
    assert twice.text == once.text
    assert twice.replaced == 0


@given(TEXTS)
def test_offsets_never_fall_and_reach_both_ends(text: str) -> None:
    gate = canonical(text)
    mapped = [gate.span(k, k).start for k in range(len(text) + 1)]
    assert mapped[0] == 0
    assert mapped[-1] == len(gate.text)
    assert mapped == sorted(mapped)


@given(TEXTS, TEXTS)
def test_a_span_between_unchanging_characters_keeps_its_content(before: str, inside: str) -> None:
    gate = canonical(f"{before}\n|{inside}|\n{before}")
    start = len(before) + 1
    span = gate.span(start, start + len(inside) + 2)
    assert gate.text[span.start : span.end] == f"|{expected(inside)}|" or unicodedata.combining((inside + "x")[0])


def test_an_ascii_letter_takes_the_mark_behind_it() -> None:
    assert canonical("Nguye\u0302\u0303n Phu\u0301").text == "Nguyễn Phú"
    assert canonical("\u1112\u1161\u11ab\u1100\u116e\u11a8").text == "한국"


def test_what_cannot_be_kept_is_counted() -> None:
    assert canonical("a\0b\ud800\udc00\r").replaced == 3


def test_an_offset_outside_the_text_stays_outside() -> None:
    gate = canonical("e\u0301\r\n")
    assert gate.span(-1, 9).start < 0
    assert gate.span(-1, 9).end > len(gate.text)


@pytest.mark.parametrize(
    "unit", ["\u0301\u0323", "a\u0323\u0301", "\r", "\r\n", "\0", "é\u0301", "\u1100\u1161", "中", "a"]
)
def test_a_long_run_of_characters_of_one_kind(unit: str) -> None:
    text = "a" + unit * (500_000 // len(unit))
    gate = canonical(text)
    assert gate.span(0, len(text)) == (0, len(gate.text))
    assert unicodedata.is_normalized("NFC", gate.text[:1000])
