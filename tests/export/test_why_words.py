"""The reasons of pairs, told in every language of the interface."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

import reader
from reader import i18n
from reader.bundled import seeds
from reader.export.why_words import shown_why

REASONS = [
    "The words are the same.",
    "The reader calls the two sentences an echo; the program had not linked them.",
    "The reader calls the two sentences reworded, as the program did (score 0.31).",
    "The reader calls the two sentences shared; the program had called them an echo (score 0.15).",
    "Part of a match the program found; the reader took other sentences out of it.",
    "Parts of words in common; no other sentence on the right has telling words of it.",
    "The one telling word in common; next best on the right is R3 (0.10).",
    "Both telling words in common; next best on the right is R3 (0.10).",
    "Both say “战略选择”; 13 of 29 telling characters in common; next best on the right is R5 (0.28).",
    "All 7 telling characters in common; on the right, R9 is closer still (0.40).",
    "Both telling characters in common; next best on the right is R3 (0.10).",
    "The one telling character in common; next best on the right is R3 (0.10).",
    "L3 and L4 against R1, R2 and R3: all 7 telling words in common; on the right, R9 is closer still (0.40).",
]


@pytest.fixture(scope="module")
def reasons() -> list[str]:
    documents = [reader.read(path) for path in sorted(seeds().glob("*.txt"))]
    pairs = combinations(documents, 2)
    return [*REASONS, *dict.fromkeys(match.why for one in pairs for match in reader.compare(*one).matches)]


@pytest.mark.parametrize("language", ["zh-Hans", "vi"])
def test_every_reason_is_told_in_the_language(language: str, reasons: list[str]) -> None:
    assert len(reasons) > 50
    assert [shown_why(why) for why in reasons] == reasons
    i18n.set_language(language)
    try:
        for why in reasons:
            told = shown_why(why)
            assert told != why
            left = re.sub(r"“.*”|“.*?”", "", told)
            assert not re.search(r"\b(the|both|words?|of|right|next|reader)\b", left), told
            assert re.findall(r"“(.*?)”", told) == re.findall(r"“(.*?)”", why)
            told = told.replace(",", ".") if language == "vi" else told
            assert re.findall(r"\d\.\d\d|\b[LR]\d+", told, re.ASCII) == re.findall(r"\d\.\d\d|\b[LR]\d+", why)
        assert shown_why("Worded in a way nobody knows; really.") == "Worded in a way nobody knows; really."
    finally:
        i18n.set_language("en")


def test_quotations_may_hold_anything() -> None:
    i18n.set_language("zh-Hans")
    try:
        why = "Both say “one; two “three” (four)”; 1 of 2 telling words in common; next best on the right is R1 (0.10)."
        assert shown_why(why).startswith("两句都说“one; two “three” (four)”；")
    finally:
        i18n.set_language("en")
