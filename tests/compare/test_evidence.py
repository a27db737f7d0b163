"""Reasons and shared wording, as a reader sees them."""

from __future__ import annotations

import itertools
import re

import pytest

import reader
from reader.bundled import seeds
from reader.model import Comparison, MatchKind
from reader.text.words import words

SAMPLES = [reader.read(path) for path in sorted(seeds().glob("*.txt"))]
PAIRS = list(itertools.combinations(range(len(SAMPLES)), 2))

BORDER = "The two ministers agreed to reopen the border crossing at Tarn before winter"
TOLL = "to exempt farmers from the new road toll"


def compared(left: str, right: str) -> Comparison:
    return reader.compare(reader.parse(left, language="en"), reader.parse(right, language="en"))


def test_same_words_need_no_reason() -> None:
    (match,) = compared("The lake froze early.", "The lake froze early.").matches
    assert match.why == "The words are the same."


def test_sentences_are_called_as_on_the_page() -> None:
    result = compared(f"{BORDER} and {TOLL}.\n\nThey dined.", f"{BORDER}.\n\nThey also agreed {TOLL}.")
    match = result.matches[0]
    assert (match.left, match.right) == ((0,), (0, 1))
    assert match.why.startswith("L1 against R1 and R2: both say “")
    assert match.why.endswith("; no other sentence on the right has telling words of it.")


def test_words_that_count_as_equal_are_named() -> None:
    left = "They will fight COVID-19 together and share vaccines with island states."
    right = "They will fight the new crown pneumonia together and share vaccines with island states."
    (match,) = compared(left, right).matches
    assert "“COVID-19” counts as equal to “the new crown pneumonia”" in match.why


def test_words_that_count_as_equal_are_never_told_as_the_same() -> None:
    for a, b in PAIRS:
        result = reader.compare(SAMPLES[a], SAMPLES[b])
        for match in result.matches:
            quoted = re.search("oth say “([^”…]*)”", match.why)
            if quoted:
                said = [" ".join(result.right.words_of(phrase.right).split()) for phrase in match.phrases]
                assert any(quoted[1].casefold() == one.casefold() or quoted[1] in match.why for one in said)


@pytest.mark.parametrize("pair", PAIRS)
def test_echoes_show_what_made_them(pair: tuple[int, int]) -> None:
    left, right = (SAMPLES[k] for k in pair)
    result = reader.compare(left, right)
    echoes = [match for match in result.matches if match.kind is MatchKind.ECHO]
    assert echoes
    alone = []
    for match in echoes:
        assert match.phrases
        for phrase in match.phrases:
            found = result.left.words_of(phrase.left)
            if len(words(found)) == 1:
                alone.append(found.casefold())
        for pair_of_words in match.variants:
            assert any(
                phrase.left.start <= pair_of_words.left.start < phrase.left.end
                and phrase.right.start <= pair_of_words.right.start < phrase.right.end
                for phrase in match.phrases
            )
    assert "china" not in alone
    assert "vietnam" not in alone


@pytest.mark.parametrize("pair", PAIRS)
def test_reasons_read_well(pair: tuple[int, int]) -> None:
    result = reader.compare(*(SAMPLES[k] for k in pair))
    for match in result.matches:
        assert match.why[0].isupper() or match.why[0] in "“0123456789"
        assert match.why.endswith(".")
        assert "  " not in match.why
        assert len(match.why) < 420
        if match.runner_up is not None:
            assert f" R{match.runner_up.sentence + 1} " in match.why


def test_chinese_is_counted_in_characters() -> None:
    result = reader.compare(
        reader.parse("双方同意年底前重开塔恩口岸。", language="zh-Hans"),
        reader.parse("双方同意明年重开塔恩口岸。", language="zh-Hans"),
    )
    assert "telling characters in common" in result.matches[0].why
