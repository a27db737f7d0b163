"""Words of several Chinese characters that the lexicons list: what is no word by itself should not be cut from them.

Chinese does not part its words. A dictionary would settle more, and differently in every edition; these are the words
of diplomacy, of countries and of every day that the program knows anyway.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from reader.languages.base import entries, lexicon
from reader.patterns import deferred
from reader.text.characters import HAN

LONGEST: Final = 3
"""Characters of a word; longer ones are phrases, of which a part may well change."""
_WORD = deferred(f"[{HAN}]{{2,{LONGEST}}}")


@cache
def chinese_words() -> frozenset[str]:
    """Words of two or three characters, simplified and traditional as the lexicons have them."""
    formulations, topics, people = (lexicon("zh", name) for name in ("formulations", "topics", "people"))
    listed = [*formulations["words"].split(), *formulations["names"], *topics["stop"]["everyday"].split()]
    listed += (country.split("|")[0] for country in entries(people["countries"]))
    listed += entries(people["titles"])
    listed += (wording for wordings in topics["labels"].values() for wording in entries(wordings))
    return frozenset(word for word in listed if _WORD.fullmatch(word))
