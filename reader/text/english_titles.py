"""Offices and forms of address of an English text, by looking up its words.

Each holds a word that hardly stands elsewhere (*minister*, *Mr.*, *members*). Those words are looked for among the
different words of the text; before each, every place is tried at which its title may begin. The lists are tables by
first word, not one pattern: to make a pattern of hundreds of words takes Python as long as reading a short text.
All that is tried is bounded, so that the time stays linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from reader.languages.base import lexicon
from reader.patterns import deferred
from reader.text.columns import where
from reader.text.words import Words, words, words_of_stretches


class Title(NamedTuple):
    """A title as it may stand in a text."""

    start: int
    end: int
    office: int
    """Where the office ends, before what it is of; 0 where there is none: *Mr.*, *members of the Politburo*."""
    is_certain: bool
    """False for an ordinary word (*director*) with nothing beside it that makes it an office."""


def titles(text: str) -> Iterator[Title]:
    """Titles of a text, in order and disjoint; at each place the longest that the lists allow for."""
    at = 0
    for start in _beginnings(text):
        title = _title_at(text, start) if start >= at else None
        if title is not None:
            at = title.end
            yield title


# -- where titles may begin ------------------------------------------------------------------------------------------

_FARTHEST = 24
"""Words from the beginning of a title to the one by which it is found, at most."""
_RUN = deferred(r"\w+")
_BEGINNING = deferred(r"(?<![\w-])\w+")


def _beginnings(text: str) -> Iterator[int]:
    """Offsets at which titles may begin, in order."""
    signs, parts = _signs()
    cut = words_of_stretches(text, [(0, len(text))])
    begun = 0
    for k in where((form.lower() in signs or _ends_in_one(form, signs) for form in cut.vocabulary), cut.numbers):
        first = k
        while first > max(begun, k - _FARTHEST) and _goes_back(text, cut, first, parts):
            first -= 1
        for word in range(first, k + 1):
            for found in _BEGINNING.finditer(text, cut.starts[word], cut.ends[word]):
                yield found.start()
        begun = k + 1


def _ends_in_one(form: str, signs: frozenset[str]) -> bool:
    """Whether an apostrophe joins such a word to what stands before it (*d'ambassador*)."""
    return not form.isalnum() and not signs.isdisjoint(_RUN.findall(form.lower()))


def _goes_back(text: str, cut: Words, k: int, parts: frozenset[str]) -> bool:
    """Whether the title that word k belongs to may begin before it."""
    before, gap = cut.vocabulary[cut.numbers[k - 1]], cut.starts[k] - cut.ends[k - 1]
    joined = not before.isalnum() or text[cut.starts[k] - 1] == "-"
    return gap <= 2 and (joined or before[0].isupper() or before.lower() in parts)


@cache
def _signs() -> tuple[frozenset[str], frozenset[str]]:
    """One word of each title, and all words that may stand in a title in small letters, in lower case."""
    lists = {key: [_words(entry) for entry in _entries(listed)] for key, listed in _lexicon().items()}
    ordinary = {word for entry in lists["modifiers"] for word in entry}
    # The longest word is seldom a common one; the first lady is told by the lady.
    signs = [
        max(entry, key=lambda word: (word not in ordinary, len(word)))
        for key in ("strong", "weak", "honorifics")
        for entry in lists[key]
    ]
    parts = (word for key in ("strong", "weak", "modifiers") for entry in lists[key] for word in entry)
    return frozenset((*signs, "member", "members")), frozenset((*parts, "s"))  # "U.S.'s"


def _words(entry: str) -> list[str]:
    return [entry[start:end].lower() for start, end in words(entry)]


# -- one title -------------------------------------------------------------------------------------------------------

_MOST_BEFORE = 5
"""Places and words such as *deputy* before an office, at most."""
_CAPITAL = r"(?:U\.S\.|U\.K\.|U\.N\.|E\.U\.|[A-ZÀ-Þ][\w’'-]*)"
_ACRONYM = r"(?:\s\([A-Z]{2,8}\))"
# "the Communist Party of Vietnam (CPV) Central Committee": capitals, held together by of, for and the.
_BODY = (
    rf"(?:the\s)?{_CAPITAL}{_ACRONYM}?"
    rf"(?:(?:\s|-|,\s(?=(?:the\s)?[A-Z][a-z]+\sand\s)|\s(?:of|for)\s(?:the\s)?|\s&\s){_CAPITAL}{_ACRONYM}?){{0,14}}"
)
_AFTER = deferred(rf"{_ACRONYM}?\.?\s(?:of|for|to)\s(?:{_BODY}|the\s(?:state|party|government|republic|country)\b)")
_GOES_ON = deferred(r"[\w’'-]|\.\w")
_SHORT_PLACE = deferred(r"U\.[SKN]\.|[A-Z]{2,6}(?!\w)")
_PLACE_END = deferred(r"(?:[’']s?)?[\s-]")


def _title_at(text: str, start: int) -> Title | None:
    for at in (*_befores(text, start, _MOST_BEFORE), start):
        office = _office(text, at)
        if office is not None:
            end, is_strong = office
            after = _AFTER.match(text, end)
            certain = is_strong or at > start or after is not None
            return Title(start, after.end() if after else end, end, certain)
    found = _other().match(text, start)
    return Title(start, found.end(), 0, is_certain=True) if found else None


def _office(text: str, at: int) -> tuple[int, bool] | None:
    """End of the office at a place, and whether it is no ordinary word; None where there is none."""
    for entry, is_strong in _tables().offices.get(_first_word(text, at), ()):
        end = at + len(entry)
        if _stands(entry, text[at:end]) and not _GOES_ON.match(text, end):
            return end, is_strong
    return None


def _befores(text: str, at: int, most: int) -> Iterator[int]:
    """Where the office may begin behind places, *former* and the like at a place; the most of them first."""
    for end in _ends_of_before(text, at):
        if most > 1:
            yield from _befores(text, end, most - 1)
        yield end


def _ends_of_before(text: str, at: int) -> Iterator[int]:
    """Ends of one place or modifier, with the space or hyphen behind it."""
    run = _RUN.match(text, at)
    place = run if run and run.group() in _tables().places else _SHORT_PLACE.match(text, at)
    end = _PLACE_END.match(text, place.end()) if place else None
    if end:
        yield end.end()
    for entry in _tables().modifiers.get(_first_word(text, at), ()):
        stop = at + len(entry)
        if _stands(entry, text[at:stop]) and (text[stop : stop + 1] == "-" or text[stop : stop + 1].isspace()):
            yield stop + 1


def _first_word(text: str, at: int) -> str:
    found = _RUN.match(text, at)
    return found.group().lower() if found else ""


def _stands(entry: str, piece: str) -> bool:
    """Whether an entry of a list stands there, in large or small letters and with any white space."""
    lower = piece.lower()
    return lower == entry or " ".join(lower.split()) == entry


# -- lists -----------------------------------------------------------------------------------------------------------


class _Tables(NamedTuple):
    """Entries by their first word, the longest first."""

    offices: dict[str, list[tuple[str, bool]]]
    """With whether they are no ordinary words; those come first."""
    modifiers: dict[str, list[str]]
    places: frozenset[str]


@cache
def _tables() -> _Tables:
    lists = _lexicon()
    offices: dict[str, list[tuple[str, bool]]] = {}
    modifiers: dict[str, list[str]] = {}
    for key in ("strong", "weak"):
        for entry in _entries(lists[key]):
            offices.setdefault(_first_word(entry, 0), []).append((entry, key == "strong"))
    for entry in _entries(lists["modifiers"]):
        modifiers.setdefault(_first_word(entry, 0), []).append(entry)
    return _Tables(offices, modifiers, frozenset(lists["places"].split()))


@cache
def _other() -> re.Pattern[str]:
    """Forms of address before a name, and members of a body."""
    address, bodies = (
        "|".join(r"\s".join(map(re.escape, entry.split())) for entry in _entries(_lexicon()[key]))
        for key in ("honorifics", "bodies")
    )
    return re.compile(
        rf"(?:{address})(?=\s[A-ZÀ-Þ])"
        rf"|(?:[A-Z][\w’'-]*\s){{0,6}}(?:{bodies})(?:\s(?:{bodies}))?\smembers?(?!\w)"
        rf"|members?\sof\s(?:the\s)?(?:{bodies})(?:\sof\s{_BODY})?"
    )


def _entries(listed: str) -> list[str]:
    """Entries of a list, the longest first."""
    return sorted({one.strip() for one in listed.split("|") if one.strip()}, key=lambda one: (-len(one), one))


def _lexicon() -> dict[str, str]:
    lists: dict[str, str] = lexicon("en", "boilerplate")["titles"]
    return lists
