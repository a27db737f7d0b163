"""Shared wording is quoted without halves of words and of dates."""

from __future__ import annotations

import pytest

import reader
from reader.model import Comparison


def compared(left: str, right: str, language: str) -> Comparison:
    return reader.compare(reader.parse(left, language=language), reader.parse(right, language=language))


def shared(result: Comparison) -> list[str]:
    return [result.left.words_of(phrase.left) for match in result.matches for phrase in match.phrases]


@pytest.mark.parametrize(
    ("language", "left", "right", "expected"),
    [
        (
            "en",
            "The report will be presented to parliament on 9 October.",
            "The report will be presented to parliament on 9 November.",
            ["report will be presented to parliament"],
        ),
        (
            "en",
            "The treaty shall enter into force on 1 July 2025.",
            "The treaty may enter into force on 1 July 2026.",
            ["enter into force"],
        ),
        (
            "en",
            "The treaty shall enter into force on 1 July 2025.",
            "The treaty may enter into force on 1 July 2025.",
            ["enter into force on 1 July 2025"],
        ),
        ("zh-Hans", "今年双边贸易额将达到120亿美元。", "去年双边贸易额达到130亿美元。", ["双边贸易额", "达到", "美元"]),
        (
            "vi",
            "Hai bên sẽ ký hiệp định về nông nghiệp trong tháng 9.",
            "Hai bên có thể ký hiệp định về nông nghiệp trong tháng 10.",
            ["Hai bên", "ký hiệp định về nông nghiệp"],
        ),
    ],
)
def test_wording_begins_and_ends_with_whole_words_and_dates(
    language: str, left: str, right: str, expected: list[str]
) -> None:
    result = compared(left, right, language)
    assert shared(result) == expected
    assert shared(compared(right, left, language)) == expected


def test_an_echo_is_not_shown_by_parts_of_words() -> None:
    left = "Tỉnh ký hợp đồng mua cá ngừ.\n\nHai bên hội đàm tại Hà Nội."
    right = "Tàu về bến sáng nay.\n\nNgư dân mong hợp tác đánh bắt cá ngừ với bạn hàng ở xa."
    assert shared(compared(left, right, "vi")) == ["cá ngừ"]
