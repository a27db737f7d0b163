from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ui.views.finder import hits


@given(st.text(max_size=80), st.text(min_size=1, max_size=4))
def test_hits_are_in_order_disjoint_and_what_was_asked_for(text: str, needle: str) -> None:
    found = hits(text, needle, match_case=True)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    wanted = needle.split()
    assert all(text[start:end].split() == wanted for start, end in found)
    if len(wanted) == 1:
        assert len(found) == text.count(wanted[0])


_TRICKY = "aAiIkKsSxéÉßẞıİſ\u212a 9\n"


@given(st.text(_TRICKY, max_size=40), st.text(_TRICKY + "[.", min_size=1, max_size=3))
def test_case_is_disregarded_as_pythons_patterns_do_it(text: str, needle: str) -> None:
    pattern = r"\s+".join(map(re.escape, needle.split()))
    assert hits(text, needle) == ([m.span() for m in re.finditer(pattern, text, re.IGNORECASE)] if pattern else [])


@pytest.mark.parametrize(
    ("needle", "options", "count"),
    [
        ("belt", {}, 3),
        ("Belt", {"match_case": True}, 2),
        ("belt", {"whole_word": True}, 2),
        ("Belt and Road", {}, 1),
        ("Belt  and\nRoad", {}, 1),
        ("(Xinhua)", {"whole_word": True}, 1),
        (".*", {}, 0),
        ("[", {}, 0),
        ("一带", {}, 1),
        ("", {}, 0),
        (" \n", {}, 0),
    ],
)
def test_needles(needle: str, options: dict[str, bool], count: int) -> None:
    text = "The Belt and\nRoad (Xinhua). A belt; Beltway. 一带一路"
    assert len(hits(text, needle, **options)) == count
