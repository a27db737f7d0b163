"""Characters that mislead: every one is told, with its place where it can be missed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.loaders.hidden import hidden_characters, look_alikes
from reader.reading import read_bytes


def test_a_letter_of_another_alphabet_in_a_word_is_told_with_its_place() -> None:
    text = "Chinese President Xi Jin\u0440ing met the minister."
    assert look_alikes(text) == (
        (
            "1 word mixes letters that only look alike: "
            "“Jin\u0440ing” after “Chinese President Xi” (\u0440 U+0440 is Cyrillic)."
        ),
    )
    assert look_alikes("\u0391thens agreed.") == (
        "1 word mixes letters that only look alike: “\u0391thens” at the beginning (\u0391 U+0391 is Greek).",
    )


def test_many_such_words_are_counted_and_some_named() -> None:
    (told,) = look_alikes("p\u0430y " * 9)
    assert told.startswith("9 words mix")
    assert told.count("U+0430") == 3


@pytest.mark.parametrize(
    "text",
    [
        "Министры обсудили COVID-19 и NATO-вские планы, SMSки, IT-шник.",
        "The area of 5 μm², Δt and 3 kΩ, β-blockers.",
        "Γεια σου, κόσμε and hello world.",
        "Tổng Bí thư Nguyễn Phú Trọng, Škoda, Łódź, İstanbul.",
        "习近平 met Xi Jinping.",
        "",
    ],
)
def test_texts_in_several_alphabets_are_left_in_peace(text: str) -> None:
    assert look_alikes(text) == ()


def test_letters_of_mathematics_are_told() -> None:
    assert look_alikes("\U0001d417\U0001d422 said") == (
        "1 word is written in mathematical letters, which are not those they look like.",
    )


@pytest.mark.parametrize("one", "\u200b\u2060\ufeff\u00ad\u034f\u115f\u3164\uffa0\u2800\U000e0041")
def test_what_is_not_seen_is_told(one: str) -> None:
    assert any("not seen" in told for told in hidden_characters(f"wo{one}rds"))


@pytest.mark.parametrize("one", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
def test_what_turns_the_direction_is_told(one: str) -> None:
    assert any("direction of writing" in told for told in hidden_characters(f"wo{one}rds"))


def test_the_document_says_so() -> None:
    warnings = read_bytes("The mini\u0455ter met \u202eus.".encode(), "a.txt").warnings
    assert any("turns the direction" in told for told in warnings)
    assert any("“mini\u0455ter” after “The”" in told for told in warnings)


@given(st.text("ab \u0430\u0440\u03bfЖ-", max_size=200))
def test_any_text_is_told_in_sentences(text: str) -> None:
    for told in hidden_characters(text):
        assert told.endswith(".")
        assert "\n" not in told
