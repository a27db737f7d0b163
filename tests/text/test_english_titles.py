from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.english_titles import titles

READ = [
    ("the former deputy prime minister came", [("former deputy prime minister", "former deputy prime minister", True)]),
    ("a director came", [("director", "director", False)]),
    ("the director of the Central Bank came", [("director of the Central Bank", "director", True)]),
    ("Vietnam’s\nforeign\nminister", [("Vietnam’s\nforeign\nminister", "Vietnam’s\nforeign\nminister", True)]),
    ("U.S.'s Trade Representative", [("U.S.'s Trade Representative", "U.S.'s Trade Representative", True)]),
    ("PRIME MINISTER and CHAIR", [("PRIME MINISTER", "PRIME MINISTER", True), ("CHAIR", "CHAIR", False)]),
    ("the president-elect, not a president-like man", [("president-elect", "president-elect", True)]),
    ("Her Excellency Mrs. Lee", [("Her Excellency", "", True), ("Mrs.", "", True)]),
    ("Politburo membership, Politburo members", [("Politburo members", "", True)]),
    ("the ministerial meeting; the president's men; sub-president; Mr. and mrs", []),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_titles_with_their_office_and_whether_they_are_certain(
    text: str, expected: list[tuple[str, str, bool]]
) -> None:
    assert [(text[t.start : t.end], text[t.start : t.office], t.is_certain) for t in titles(text)] == [
        (whole, office, certain) for whole, office, certain in expected
    ]


PARTS = (
    "Vice ",
    "former ",
    "Chinese ",
    "US ",
    "President",
    "prime minister",
    " of the ",
    "State",
    "-",
    "’s ",
    "Mr. ",
    " ",
)


@given(st.lists(st.sampled_from(PARTS), max_size=25).map("".join))
def test_titles_come_in_order_and_each_stands_alone_as_it_stands_in_the_text(text: str) -> None:
    found = list(titles(text))
    assert all(one.end <= other.start for one, other in pairwise(found))
    for one in found:
        assert one.start < (one.office or one.end) <= one.end
        assert not text[max(0, one.start - 1) : one.start].isalnum()
        if one.office:  # a form of address needs the name behind it
            assert next(titles(text[one.start : one.end])).end == one.end - one.start
