"""Traditional Chinese characters as the simplified ones: a readout of Taipei or Hong Kong against one of Beijing."""

from __future__ import annotations

from functools import cache
from typing import Final

from reader.languages.base import lexicon

FIRST: Final = "\u3400"
"""No Chinese character comes before it."""


def simplified(text: str) -> str:
    """A text with each traditional character in the place of which simplified texts have another as that one.

    Of the same length, and idempotent. Characters that simplified texts have too stay, whatever they stand for.
    """
    # Most texts have none, and need not wait for the table.
    return text.translate(_simplified()) if max(text, default="") >= FIRST else text


@cache
def _simplified() -> dict[int, str]:
    listed = lexicon("zh", "characters")
    pairs = zip("".join(listed["traditional"].split()), "".join(listed["simplified"].split()), strict=True)
    return {ord(one): other for one, other in pairs}
