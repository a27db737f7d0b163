from __future__ import annotations

import pytest

import reader
from reader.compare.telling import date_words, telling_words
from reader.model import MatchKind


def test_words_of_grammar_tell_nothing() -> None:
    assert list(telling_words(["the", "harbour", "of", "ships"], "en")) == ["harbour", "ship"]


def test_months_and_days_only_say_when() -> None:
    assert set(telling_words(["april", "monday"], "en")) <= date_words("en")
    assert "harbour" not in date_words("en")
    assert {"年", "月"} <= date_words("zh-Hans")
    assert "mars" in date_words("fr")


@pytest.mark.parametrize(
    ("language", "left", "right"),
    [
        ("en", "They will meet again in Oslo on April 10.", "April 10, 2024"),
        ("zh-Hans", "双方将于2024年4月10日再次会面。", "2024年4月10日"),
    ],
)
def test_a_date_alone_makes_no_echo(language: str, left: str, right: str) -> None:
    rest = "\n\nThe harbour was closed.\n\nFish were counted."
    result = reader.compare(
        reader.parse(f"{left}\n\nA choir sang.", language=language),
        reader.parse(f"{right}{rest}", language=language),
    )
    assert [match for match in result.matches if match.kind is MatchKind.ECHO] == []


def test_that_somebody_expressed_something_makes_no_echo() -> None:
    left = "The leaders discussed trade and refugees. He expressed concern about the drought."
    right = "The President briefed her on the grain terminal. The President expressed gratitude for aid."
    result = reader.compare(reader.parse(left), reader.parse(right))
    assert result.matches == ()
