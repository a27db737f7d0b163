"""Wordings that count as equal, and the lexicons that list them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.compare.variants import LANGUAGES, canonical_columns, canonical_tokens, wording_key
from reader.languages.base import lexicon
from reader.text.words import words

TEXTS = st.text(st.sampled_from("abI '’-.%％5X新冠肺炎\n") | st.characters(codec="utf-8"), max_size=60) | st.lists(
    st.sampled_from(["Belt", "and", "Road", "One", "new", "crown", "COVID-19", "WHO", "who", "5%", "Sino-Thai", "US"])
).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the COVID-19 epidemic", "the New Crown Pneumonia epidemic"),
        ("inter-party exchanges", "party-to-party exchanges"),
        ("“Two Corridors, One Economic Belt”", '"Two Corridors and One Economic Circle"'),
        ("Two Corridors and One Ring", "Two Corridors and One Economic Ring"),
        ("comradely and brotherly friendship", "“comrades plus brothers” friendship"),
        ("One Belt One Road", "the Belt and Road Initiative".removeprefix("the ")),
        ("Sino-Vietnamese relations", "China-Vietnam relations"),
        ("Vietnam-China ties", "China-Vietnam ties"),
        ("the XIII National Congress", "the 13th national congress"),
        ("up 5% since", "up 5 per cent since"),
        ("neighbouring programmes", "neighboring programs"),
        ("modernising the defence", "modernizing the defense"),
        ("the W.H.O. plan", "the World Health Organization plan"),
        ("China’s plan", "China plan"),
        ("decision making", "decision-making"),
    ],
)
def test_wordings_that_count_as_equal(one: str, other: str) -> None:
    assert wording_key(one, "en") == wording_key(other, "en")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("those who help us", "those WHO help US"),
        ("China-Vietnam relations", "China-Laos relations"),
        ("believes in", "supports"),
        ("the top priority", "a top priority"),
        ("the 13th congress", "the 14th congress"),
        ("it is for us", "it isn't for us"),
    ],
)
def test_wordings_that_do_not(one: str, other: str) -> None:
    assert wording_key(one, "en") != wording_key(other, "en")


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("zh-Hans", "抗击新冠肺炎", "抗击新型冠状病毒肺炎"),
        ("zh-Hans", "“一带一路”合作", "共建“一带一路”合作"),
        ("zh-Hant", "聯合國的作用", "联合国的作用"),
        ("vi", "quan hệ Việt-Trung", "quan hệ Trung-Việt"),
        ("vi", "Đại hội lần thứ XIII", "Đại hội lần thứ 13"),
    ],
)
def test_other_languages(language: str, one: str, other: str) -> None:
    assert wording_key(one, language) == wording_key(other, language)
    assert wording_key(one) == wording_key(other), "an unknown language is read with every lexicon"


def test_longest_wording_wins() -> None:
    text = "the Belt and Road Initiative's success"
    covered = [text[t.span.start : t.span.end] for t in canonical_tokens(text, language="en")]
    assert covered == ["the", "Belt and Road Initiative's", "success"]


@given(TEXTS, st.sampled_from([None, "en", "zh-Hans", "vi", "fr"]))
def test_tokens_cover_every_word_in_order(text: str, language: str | None) -> None:
    tokens = canonical_tokens(text, language=language)
    assert all(a.span.end <= b.span.start for a, b in pairwise(tokens))
    assert all(t.key and t.span.start < t.span.end for t in tokens)
    for word in words(text):
        assert any(t.span.start <= word.start and word.end <= t.span.end + 1 for t in tokens) or not any(
            c.isalnum() for c in text[word.start : word.end]
        )


@given(TEXTS, st.integers(0, 20), st.integers(0, 20))
def test_part_of_a_text_stays_in_the_part(text: str, start: int, length: int) -> None:
    end = min(len(text), start + length)
    tokens = canonical_tokens(text, start, end, "en")
    assert all(start <= t.span.start and t.span.end <= end for t in tokens)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_wording_is_listed_twice(language: str) -> None:
    table = lexicon(language, "variants")
    assert set(table) <= {"same", "spelling", "countries"}
    listed: dict[str, str] = {}
    for group in [*table["same"], *table.get("spelling", [])]:
        assert len(group) > 1
        for form in group:
            raw = form if form.isupper() else form.casefold()
            assert raw not in listed, f"{form!r} stands in two groups"
            listed[raw] = group[0]
        assert len({wording_key(form, language) for form in group}) == 1, group


@given(st.lists(TEXTS, max_size=4), st.sampled_from((*LANGUAGES, "und")))
def test_columns_are_the_tokens_of_each_stretch(parts: list[str], language: str) -> None:
    text, stretches, at = " ".join(parts), [], 0
    for part in parts:
        stretches.append((at, at + len(part)))
        at += len(part) + 1
    found = canonical_columns(text, stretches, language)
    for (start, end), (first, last) in zip(stretches, pairwise(found.bounds), strict=True):
        told = [
            (found.starts[k], found.ends[k], found.forms[found.numbers[k]], k in found.variants)
            for k in range(first, last)
        ]
        assert told == [(*t.span, t.key, t.is_variant) for t in canonical_tokens(text, start, end, language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pairs_of_spelling_are_plain_words_in_lower_case(language: str) -> None:
    for group in lexicon(language, "variants").get("spelling", ()):
        assert all(form.isascii() and form.isalpha() and form.islower() for form in group), group
