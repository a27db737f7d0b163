"""Words written in several pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.compounds import MOST_SYLLABLES, compounds, vietnamese_words
from reader.text.words import fold, words


def found(text: str) -> list[str]:
    spans = words(text)
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    places = list(compounds(text, starts, ends, [fold(text[start:end]) for start, end in spans]))
    return [text[starts[place[0]] : ends[place[-1]]] for place in places]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第十二次会晤", ["第十二次", "会晤"]),
        ("一致同意", ["一致", "同意"]),
        ("达到1,200亿美元", ["达到", "1,200亿"]),
        ("五月十一日起，2026年", ["五月", "十一日"]),
        ("一次两国", ["一次", "两国"]),
        ("兩岸經濟關係", ["兩岸", "經濟", "關係"]),
        ("Chủ tịch nước và Chủ tịch Quốc hội", ["Chủ tịch nước", "Chủ tịch", "Quốc hội"]),
        ("quan hệ; hợp, tác", ["quan hệ"]),
        ("The two sides agreed.", []),
        ("", []),
    ],
)
def test_words_of_several_pieces(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_vietnamese_words_are_words_and_no_phrases() -> None:
    assert {"hợp tác", "quan hệ", "chủ tịch", "tổng bí thư"} <= vietnamese_words()
    assert all(word.isprintable() and 1 < len(word.split(" ")) <= MOST_SYLLABLES for word in vietnamese_words())


@given(st.text(alphabet="第十二0,.亿年合作关系hợptác quanhệ", max_size=40))
def test_they_stand_in_order_and_do_not_overlap(text: str) -> None:
    spans = words(text)
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    places = list(compounds(text, starts, ends, [fold(text[start:end]) for start, end in spans]))
    flat = [k for place in places for k in place]
    assert flat == sorted(set(flat))
    assert all(len(place) > 1 for place in places)
