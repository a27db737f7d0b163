from __future__ import annotations

import pytest

from reader.languages import ALL, DEFAULT, language
from reader.text.words import fold, words


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("zh-Hans", "zh"),
        ("zh_TW", "zh"),
        ("VI", "vi"),
        ("fr-CA", "fr"),
        ("../x", "und"),
        ("", "und"),
    ],
)
def test_a_tag_finds_its_language(tag: str, code: str) -> None:
    assert language(tag).code == code


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.code)
def test_function_words_are_folded_single_words(one: type) -> None:
    assert one.function_words
    for word in one.function_words:
        assert fold(word) == word
        assert len(words(word)) == 1 or word == "'s"


def test_the_default_language_leaves_words_alone() -> None:
    assert DEFAULT.stem("parties") == "parties"
    assert DEFAULT.function_words == frozenset()


@pytest.mark.parametrize(
    "forms",
    [
        "make makes making made",
        "party parties party's parties'",
        "congratulate congratulates congratulated congratulating",
        "call calls called calling",
        "stress stressed stresses stressing",
        "hold held holding",
        "agree agreed agrees agreeing",
        "use used uses using",
        "plan planned planning plans",
        "guarantee guaranteed guaranteeing",
        "policy policies",
        "develop develops developed developing",
        "deepen deepening deepened",
        "country countries country's",
    ],
)
def test_english_forms_of_a_word_share_a_stem(forms: str) -> None:
    assert len({language("en").stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "word", ["bring", "thing", "need", "speed", "this", "news", "greed", "red", "13th", "1,000", "us"]
)
def test_english_words_that_only_look_inflected_keep_their_letters(word: str) -> None:
    assert language("en").stem(word).rstrip("s") == word.rstrip("s")


def test_different_words_keep_different_stems() -> None:
    stems = [
        language("en").stem(w)
        for w in ("relation", "relate", "news", "new", "peace", "people", "party", "part", "trade")
    ]
    assert len(set(stems)) == len(stems)
