from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import reader.text.words
from reader.text.words import _LATIN_WORD, _QUICK_BEYOND, _any_word, fold, words, words_of_stretches

# Each a grapheme cluster that must never be cut.
CLUSTERS = (
    *("a", "Z", "7", "é", "x\u0301", "e\u0323\u0302", "中", "か\u3099", "한", "ก\u0e49", "क्", "कि", "葛\U000e0100"),
    *("🇻🇳", "🇨🇳", "👨\u200d👩\u200d👧", "👍🏽", "❤\ufe0f", "1\ufe0f\u20e3", "🙂\u200d↔\ufe0f"),
    "🏴\U000e0067\U000e0062\U000e007f",
    *(" ", "\n", ".", ",", "-", "'", "’", "“", "%", "$", "。", "、", "_", "ß", "ﬁ", "Ａ", "５", "שׁ", "٣"),
)


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("China-Vietnam ties", ["China", "Vietnam", "ties"]),
        ("don't stop Vietnam’s 13th Congress", ["don't", "stop", "Vietnam’s", "13th", "Congress"]),
        ("'quoted' words, dogs'", ["quoted", "words", "dogs"]),
        ("1,000 people, 3.5% of $5.20 at 10:30", ["1,000", "people", "3.5%", "of", "$5.20", "at", "10:30"]),
        ("fell to -5, –3.5% and (−$2), not - 5", ["fell", "to", "-5", "–3.5%", "and", "−$2", "not", "5"]),
        ("2024-2025 and COVID-19", ["2024", "2025", "and", "COVID", "19"]),
        ("5 % or 5 ‰, 3 € or 3 £", ["5", "%", "or", "5", "‰", "3", "€", "or", "3", "£"]),
        ("in 2025,including end.Next", ["in", "2025", "including", "end", "Next"]),
        ("the U.S.-China talks at 5 p.m.", ["the", "U.S.", "China", "talks", "at", "5", "p.m."]),
        ("习近平主席 ABC", ["习", "近", "平", "主", "席", "ABC"]),
        ("Nguyễn Phú Trọng", ["Nguyễn", "Phú", "Trọng"]),
        (unicodedata.normalize("NFD", "Nguyễn Phú"), [unicodedata.normalize("NFD", w) for w in ("Nguyễn", "Phú")]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("a 👨\u200d👩\u200d👧 b 🇻🇳🇨🇳", ["a", "👨\u200d👩\u200d👧", "b", "🇻🇳", "🇨🇳"]),
        ("", []),
        ("… -- ‘’ ''' , . _ __", []),
        ("Viet\u200bnam", ["Viet\u200bnam"]),
    ],
)
def test_cuts_what_a_reader_calls_a_word(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


_WITHOUT_QUICK = re.compile(_any_word().pattern.replace(f"{_QUICK_BEYOND}|", "(?:"))
_WRITTEN = ("Việt ", "Nam,", "đổi.", "ở", "ỹ×", "U.S.", "越", "南，", "国。", "a中", "中\u0301", "3é", "né’s", "ʯʰ ")


@given(st.lists(st.sampled_from((*CLUSTERS, *_WRITTEN))).map("".join))
def test_what_is_found_at_once_is_what_would_be_found(text: str) -> None:
    assert [m.span() for m in _any_word().finditer(text)] == [m.span() for m in _WITHOUT_QUICK.finditer(text)]


@given(st.lists(st.sampled_from(CLUSTERS)))
def test_never_cuts_a_grapheme_cluster(clusters: list[str]) -> None:
    text = "".join(clusters)
    edges, at = {0}, 0
    for cluster in clusters:
        at += len(cluster)
        edges.add(at)
    for a, b in words(text):
        assert {a, b} <= edges, (text, text[a:b])


@given(st.text())
def test_words_are_in_order_and_every_letter_lies_in_one(text: str) -> None:
    at = 0
    covered = set()
    for a, b in words(text):
        assert at <= a < b
        at = b
        covered.update(range(a, b))
    assert all(k in covered for k, c in enumerate(text) if c.isalnum())


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.S.", "US"),
        ("Vietnam’s", "VIETNAM'S"),
        ("２０", "20"),
        ("Trọng", unicodedata.normalize("NFD", "trọng")),
        ("coop\u00aderation", "cooperation"),
        ("Viet\u200bnam", "vietnam"),
        ("p.m.", "PM"),
    ],
)
def test_fold_ignores_how_a_word_is_written(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_fold_keeps_what_differs() -> None:
    assert (
        len({fold(w) for w in ("1.5", "15", "a", "the", "belief", "believes", "Trọng", "Trong", "co", "c.o.d")}) == 10
    )


@pytest.mark.parametrize("unit", ["a", "a'", "1,", "a\u0301", "\u200d", "👨\u200d", "🇻", ".", "a.", " ", "'", "中"])
def test_a_long_run_of_characters_of_one_kind(unit: str) -> None:
    spans = words(unit * (300_000 // len(unit)))
    assert all(a < b for a, b in spans)


# --- words of stretches ---


@given(
    st.text(st.sampled_from("ab1é中 .,-'’%$🇫🇷👍\u200d\u0301\n"), max_size=60), st.lists(st.integers(0, 60), max_size=8)
)
def test_words_of_stretches_are_the_words_of_each(text: str, edges: list[int]) -> None:
    at = sorted({min(edge, len(text)) for edge in edges})
    stretches = list(pairwise(at))[:: 2 if len(at) % 2 else 1]
    found = words_of_stretches(text, stretches)
    per_stretch = [
        list(zip(found.starts[a:b], found.ends[a:b], found.forms[a:b], strict=True)) for a, b in pairwise(found.bounds)
    ]
    assert per_stretch == [[(s, e, text[s:e]) for s, e in words(text, *stretch)] for stretch in stretches]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.sampled_from("ab1é中 .,-'’%$🇫🇷👍\u200d\u0301\n\n"), max_size=80))
def test_a_long_text_is_cut_some_lines_at_a_time(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(reader.text.words, "_AT_A_TIME", 3)
    found = reader.text.words._cut.__wrapped__(text)
    assert list(zip(found.starts, found.ends, strict=True)) == words(text)
    assert found.forms == found.part(0, len(found.numbers)) == [text[start:end] for start, end in words(text)]
    assert found.vocabulary == list(dict.fromkeys(found.forms))


def test_stretches_know_which_words_are_theirs() -> None:
    found = words_of_stretches("one two one three two", [(0, 11), (12, 21)])
    assert found.bounds == [0, 3, 5]


_LATIN = "abAé1. ,-_’'ʼ%‰°$£€©®\xad\u202a\u202d‘′“”…–—\n‼‹›ßʷ"


@given(st.text(st.sampled_from(_LATIN) | st.characters(max_codepoint=0x2FF), max_size=60))
def test_words_of_latin_text_are_found_by_either_pattern(text: str) -> None:
    if all(c < "\u0300" or "\u2010" <= c <= "\u203a" for c in text):
        assert [m.span() for m in _LATIN_WORD.finditer(text)] == [m.span() for m in _any_word().finditer(text)]
