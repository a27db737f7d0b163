"""Words written in several pieces that are one word to a reader: *外交*, *第十二条*, *120亿*, *hợp tác*.

Chinese writes no spaces and Vietnamese one after every syllable, so the pieces are found first; which of them belong
together is told by the lists of the lexicons, and for Chinese numbers by how they are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from reader.languages.base import entries, lexicon
from reader.patterns import deferred
from reader.text.characters import HAN
from reader.text.chinese_words import LONGEST, chinese_words
from reader.text.words import fold

_CHINESE = deferred(f"[{HAN}]")
_VIETNAMESE = deferred("[ăđơưĂĐƠƯạ-ỹẠ-Ỹ]")
_FIGURE = "〇零○一二三四五六七八九十百千"
_MORE = f"[{_FIGURE}万萬亿億兆]*"
_NUMBER = deferred(
    rf"第(?:[0-9]+|[{_FIGURE}]{_MORE})[条條章次届屆轮輪]?|[0-9][0-9.,]*{_MORE}|[{_FIGURE}两兩]{_MORE}[年月日号號]?"
)
MOST_SYLLABLES: Final = 3
"""Syllables of a Vietnamese word; longer ones are phrases, of which a part may well change."""
_MOST_IN_A_NUMBER: Final = 24


@cache
def vietnamese_words() -> frozenset[str]:
    """Words of two or three syllables, as ``fold`` has them."""
    return frozenset(map(fold, entries(lexicon("vi", "formulations")["compounds"])))


def compounds(text: str, starts: Sequence[int], ends: Sequence[int], keys: Sequence[str]) -> Iterator[range]:
    """Places of the pieces of every such word, from left to right the longest there is; they do not overlap.

    Pieces stand at ``[starts[k], ends[k])`` of the text; ``keys`` are what they are compared by (``fold``).
    """
    if not starts:
        return
    sizes = []
    if _CHINESE.search(text, starts[0], ends[-1]):
        sizes = [_number, _chinese]
    elif _VIETNAMESE.search(text, starts[0], ends[-1]):
        sizes = [_vietnamese]
    at = 0
    while sizes and at < len(starts):
        size = max(size_at(text, starts, ends, keys, at) for size_at in sizes)
        if size > 1:
            yield range(at, at + size)
        at += size


def _number(text: str, starts: Sequence[int], ends: Sequence[int], _keys: Sequence[str], at: int) -> int:
    """Pieces of the Chinese number that begins at a piece; 1 where none does."""
    found = _NUMBER.match(text, starts[at], starts[at] + _MOST_IN_A_NUMBER)
    if found is None:
        return 1
    size = 1
    while at + size < len(starts) and starts[at + size] == ends[at + size - 1] and ends[at + size] <= found.end():
        size += 1
    return size


def _chinese(_text: str, starts: Sequence[int], ends: Sequence[int], keys: Sequence[str], at: int) -> int:
    known = chinese_words()
    for size in range(min(LONGEST, len(starts) - at), 1, -1):
        if ends[at + size - 1] - starts[at] == size and "".join(keys[at : at + size]) in known:
            return size
    return 1


def _vietnamese(text: str, starts: Sequence[int], ends: Sequence[int], keys: Sequence[str], at: int) -> int:
    known = vietnamese_words()
    for size in range(min(MOST_SYLLABLES, len(starts) - at), 1, -1):
        is_unbroken = all(text[ends[k] : starts[k + 1]].isspace() for k in range(at, at + size - 1))
        if is_unbroken and " ".join(keys[at : at + size]) in known:
            return size
    return 1
