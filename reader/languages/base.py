"""What a language is to the program: a code, its lexicons, and the few rules that data cannot express."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.bundled import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@cache
def lexicon(code: str, name: str) -> dict[str, Any]:
    """``resources/lexicons/<code>/<name>.toml``; empty where the language has none. Not to be changed by callers."""
    path = resource("lexicons") / code / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


def entries(listed: str | Iterable[str]) -> list[str]:
    """Entries of a list of a lexicon: one text in which ``;`` parts them, which is read fast, or a list of texts."""
    if not isinstance(listed, str):
        return list(listed)
    return [entry for part in listed.split(";") if (entry := part.strip())]


def unchanged(word: str) -> str:
    """The stem of a word in a language without endings, or without rules for them here."""
    return word


class SentenceLexicon(NamedTuple):
    """What the sentence splitter must know of a language (``sentences.toml`` says what each list means).

    Abbreviations stand without their last point, in every case form in which they may be met.
    """

    never: frozenset[str]
    seldom: frozenset[str]
    often: frozenset[str]
    abbreviations: frozenset[str]
    """Those three together."""
    numbered: frozenset[str]
    after_time: frozenset[str]
    starters: frozenset[str]
    """Lower case."""
    lower_starters: frozenset[str]
    speech: tuple[str, ...]
    exclaimed: frozenset[str]
    closers: frozenset[str]
    has_ordinals: bool
    """A point behind a small number makes it an ordinal: *am 3. Oktober*."""


class Language(NamedTuple):
    """Rules and lexicons of one language. Lexicons are read when first asked for."""

    code: str
    """Primary BCP 47 subtag: ``en``, ``zh``; ``und`` for the default."""
    stem: Callable[[str], str] = unchanged
    """Folded word without plural, possessive and verb endings: equal for forms of a word, not itself a word."""

    @property
    def function_words(self) -> frozenset[str]:
        """Folded words that carry grammar rather than content; for Chinese, single characters."""
        return _function_words(self.code)

    @property
    def sentences(self) -> SentenceLexicon:
        """Lists for the sentence splitter; those of ``und`` where the language has none."""
        return _sentence_lexicon(self.code)


@cache
def _function_words(code: str) -> frozenset[str]:
    return frozenset(lexicon(code, "words").get("function", "").split())


@cache
def _sentence_lexicon(code: str) -> SentenceLexicon:
    data = lexicon(code, "sentences") or lexicon("und", "sentences")

    def listed(key: str) -> list[str]:
        return str(data.get(key, "")).split()

    def forms(key: str) -> frozenset[str]:
        return frozenset(form for word in listed(key) for form in (word, word[:1].upper() + word[1:], word.upper()))

    never, seldom, often = forms("never"), forms("seldom"), forms("often")
    return SentenceLexicon(
        never=never,
        seldom=seldom,
        often=often,
        abbreviations=never | seldom | often,
        numbered=forms("numbered"),
        after_time=frozenset(listed("after_time")),
        starters=frozenset(listed("starters")),
        lower_starters=frozenset(listed("lower_starters")),
        speech=tuple(listed("speech")),
        exclaimed=frozenset(listed("exclaimed")),
        closers=frozenset(listed("closers")),
        has_ordinals=code in listed("ordinals"),
    )
