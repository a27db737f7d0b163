from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reader
from reader import bundled
from reader.analysis.capitals import vocabulary
from reader.analysis.glance import Glance
from reader.analysis.lexicons import names


def silent(text: str, language: str = "en") -> list[bool]:
    sentences = reader.parse(text, language=language).sentences
    glance = Glance(text, sentences, language, ())
    return glance.silent(vocabulary((), names(language), glance.small))


@pytest.mark.parametrize(
    "sentence",
    [
        "The old harbour was full of small boats.",
        "In 2020 the 13th boat came in, and nobody saw it.",
        "Harbour and boat were small.",
        "His boat is there; the first one made it to the old harbour.",
    ],
)
def test_a_sentence_of_small_words_is_silent(sentence: str) -> None:
    assert silent(f"Small boats came to the harbour. {sentence} The end of it.")[1]


@pytest.mark.parametrize(
    "sentence",
    [
        "He said that the boat was small.",
        "They are willing to talk.",
        "According to officials the boat was small.",
        "The boat of Anna was small.",
        "Tromberg was a small boat.",
        "The boat was, in the view of many, small.",
        "The president of the harbour came.",
        "President and harbour were small.",
        "The north-south boat was small.",
        "The boat’s owner was small.",
    ],
)
def test_a_sentence_with_a_name_or_a_cue_is_not(sentence: str) -> None:
    assert not silent(f"Small boats came to the harbour. {sentence} The end of it.")[1]


WORDS = (
    *(
        "The",
        "boats",
        "were",
        "small",
        "he",
        "He",
        "said",
        "says",
        "that",
        "is",
        "ready",
        "to",
        "Anna",
        "Brown",
        "Tromberg",
    ),
    *(
        "tromberg",
        "Minister",
        "minister",
        "first",
        "First",
        "lady",
        "according",
        "According",
        "president's",
        "Xi",
        "xi",
        "To",
    ),
    *(
        "leaders’",
        "well-known",
        "U.S.",
        "“yes”",
        "we",
        "who",
        "and",
        ",",
        ":",
        "—",
        "AP",
        "3",
        "claim",
        "Lam",
        "ß",
        "A",
        "中国",
    ),
)


@settings(max_examples=60)
@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join), min_size=1, max_size=7).map(
        ". ".join
    ),
    st.sampled_from(["en", "vi"]),
)
def test_reading_every_sentence_closely_finds_the_same(text: str, language: str) -> None:
    at_a_glance = reader.parse(text, language=language)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reader.analysis.glance._is_small", lambda _form: False)
        assert reader.parse(text, language=language) == at_a_glance


@pytest.mark.parametrize("sample", sorted(bundled.seeds().glob("*.txt")), ids=lambda sample: sample.name)
def test_samples_are_read_alike_at_a_glance_and_closely(sample: Path) -> None:
    at_a_glance = reader.read(sample)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reader.analysis.glance._is_small", lambda _form: False)
        assert reader.read(sample) == at_a_glance
