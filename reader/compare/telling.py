"""Telling words: those that carry content, and among them those that only say when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Final

from reader.languages import language as language_of
from reader.languages.base import lexicon
from reader.text.words import fold


def telling_words(keys: Sequence[str], language: str) -> Iterator[str]:
    """Stems of the words that are not function words."""
    for key in keys:
        if is_telling(key, language):
            yield _stem(key, language)


@cache
def date_words(language: str) -> frozenset[str]:
    """Stems of months and of days of the week; in Chinese the characters beside the figures."""
    code = language.split("-")[0]
    raw = lexicon(code, "dates")
    months = raw.get("months") or lexicon("en", "dates")["months"]
    listed = [word for words in (*months, *raw.get("weekdays", ())) for word in words]
    return frozenset(
        _stem(fold(part), code) for word in (*listed, *_FIGURES.get(code, "").split()) for part in word.split()
    )


_FIGURES: Final = {"zh": "年 月 日 时 上 下 午", "ja": "年 月 日 時", "vi": "ngày tháng năm"}


@lru_cache(maxsize=1 << 16)
def is_telling(key: str, language: str) -> bool:
    """Whether a word carries content rather than grammar."""
    return key not in language_of(language).function_words


@lru_cache(maxsize=1 << 16)
def _stem(key: str, language: str) -> str:
    return language_of(language).stem(key)
