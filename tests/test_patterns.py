"""Regular expressions that are made at their first use."""

from __future__ import annotations

import re

import pytest

from reader.patterns import deferred


def test_a_deferred_pattern_is_what_compile_gives() -> None:
    pattern = deferred(r"(a)(\d)?", re.IGNORECASE)
    made = re.compile(r"(a)(\d)?", re.IGNORECASE)
    assert isinstance(pattern, re.Pattern)
    assert (pattern.pattern, pattern.flags, pattern.groups) == (made.pattern, made.flags, made.groups)
    assert pattern.sub("x", "bA1a") == "bxx"
    assert [m.span() for m in pattern.finditer("bA1a")] == [(1, 3), (3, 4)]
    assert pattern.fullmatch("a7") is not None


def test_bytes_as_well() -> None:
    assert deferred(rb"\d+").findall(b"1 22") == [b"1", b"22"]


def test_a_pattern_is_made_when_it_is_used() -> None:
    wrong = deferred("(")
    with pytest.raises(re.error):
        wrong.search("")
