"""English."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from reader.languages.base import Language, lexicon
from reader.patterns import deferred

_VERB_ENDINGS: Final = ("ing", "ed", "eth")
_VOWEL = deferred("[aeiouy]")
_DOUBLED: Final = frozenset(letter * 2 for letter in "bcdfghjklmnpqrstvwxyz")


@cache
def _irregular() -> dict[str, str]:
    forms: dict[str, str] = lexicon("en", "words").get("irregular", {})
    return {form: base for base, listed in forms.items() for form in listed.split()}


@cache
def _unchanged() -> frozenset[str]:
    return frozenset(lexicon("en", "words").get("unchanged", "").split())


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """Folded word without plural, possessive, *-ed* and *-ing*, in a form that its base shares (*mak* for *make*)."""
    word = word.removesuffix("'s").rstrip("'")
    word = _irregular().get(word, word)
    if len(word) < 4 or not word.isalpha() or word in _unchanged():
        return word
    word = _without_verb_ending(_without_plural(word))
    if word[-2:] in _DOUBLED:
        word = word[:-1]
    if len(word) > 3 and word.endswith("e"):
        return word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > 3 else word


def _without_plural(word: str) -> str:
    if not word.endswith("s"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    return word if word.endswith(("ss", "us", "is")) else word[:-1]


def _without_verb_ending(word: str) -> str:
    if not word.endswith(_VERB_ENDINGS):
        return word
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("reed", "teed")) and len(word) > 5:
        return word[:-1]
    for ending in _VERB_ENDINGS:
        base = word.removesuffix(ending)
        if base != word and len(base) > 2 and not word.endswith("eed") and _VOWEL.search(base):
            return base
    return word


EN = Language("en", stem)
