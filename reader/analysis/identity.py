"""One person under one name in several documents.

*Biden* in one account and *Joseph R. Biden, Jr.* in another are one person when nobody else there could be meant. Names
in different scripts are left apart: nothing in two texts says that they are one person's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from reader.analysis.lexicons import Names, names
from reader.analysis.people import key_of, plain, shortens
from reader.model import BOTH_SIDES, Document, Event, Person
from reader.text.traditional import simplified


class _Named(NamedTuple):
    """Somebody of a document, as names are compared."""

    name: str
    words: tuple[str, ...]
    """Lower case, without initials and suffixes."""
    initials: frozenset[str]
    role: frozenset[str]
    """Words of the office."""
    is_person: bool


def unify(left: Document, right: Document) -> tuple[Document, Document]:
    """Both documents with those who stand in both named alike, by the fullest name either has.

    The names given up stay among the aliases. A document in which nobody is renamed comes back as it is.
    """
    pairs = same_people(left, right)
    renamed: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for pair in pairs:
        best = max(pair, key=_fullness)
        for document, name, wanted in zip((left, right), pair, renamed, strict=True):
            if name != best and not any(one.name == best for one in _everybody(document)):
                wanted[name] = best
    return _renamed(left, renamed[0]), _renamed(right, renamed[1])


def _fullness(name: str) -> tuple[int, int, bool, bool, str]:
    """The greater, the more a name is fit to be that of both documents: not all in capitals, simplified characters."""
    return len(name.split()), len(name), name.title() == name, simplified(name) == name, name


def same_people(left: Document, right: Document) -> tuple[tuple[str, str], ...]:
    """Names, of the left and of the right document, that are one person's or body's, in the order of the left.

    Nobody is paired twice; a short name that could be two people's is nobody's.
    """
    known = names("en")
    sides = [[_named(one, known, person=person) for one, person in _all(document)] for document in (left, right)]
    found: dict[str, str] = {}
    for test in (_equal, _full, _short):
        free = [
            [one for one in sides[0] if one.name not in found],
            [one for one in sides[1] if one.name not in found.values()],
        ]
        found.update(_paired(free[0], free[1], known, test))
    return tuple((one.name, found[one.name]) for one in sides[0] if one.name in found)


def _paired(left: Sequence[_Named], right: Sequence[_Named], known: Names, test: _Test) -> dict[str, str]:
    """Those who fit just one of the other side, which fits just them."""
    by_word: dict[str, list[_Named]] = {}
    for one in right:
        for word in dict.fromkeys(map(simplified, one.words)):
            by_word.setdefault(word, []).append(one)
    fits: dict[str, list[str]] = {}
    back: dict[str, list[str]] = {}
    for one in left:
        near = {other.name: other for word in one.words for other in by_word.get(simplified(word), ())[:_NAMESAKES]}
        for other in near.values():
            if one.is_person == other.is_person and test(one, other, known):
                fits.setdefault(one.name, []).append(other.name)
                back.setdefault(other.name, []).append(one.name)
    return {name: other[0] for name, other in fits.items() if len(other) == 1 and len(back[other[0]]) == 1}


def _equal(one: _Named, other: _Named, _known: Names) -> bool:
    return one.name == other.name or simplified(one.name) == simplified(other.name)


def _full(one: _Named, other: _Named, known: Names) -> bool:
    """Two full names: one within the other, a given name and its short form before the same family name, or the family
    name first (*MORITA Kenji*)."""
    if one.words == other.words:
        return _may_be_one(one.initials, other.initials)
    if "·" in one.name or "·" in other.name or min(len(one.words), len(other.words)) < 2:
        return False
    if len(one.words) == 2 and one.words == other.words[::-1]:
        return one.is_person and _may_hold_both(one, other)
    if one.words[-1] != other.words[-1] or not _may_be_one(one.initials, other.initials):
        return False
    short, long = sorted((one.words, other.words), key=len)
    if shortens(short, long, known):
        return True
    nickname = other.words[0] in known.nicknames.get(one.words[0], ())
    return one.is_person and nickname and len(short) == len(long) == 2


def _short(one: _Named, other: _Named, known: Names) -> bool:
    """A name of one word and the full name whose bearer is called so."""
    short, long = sorted((one, other), key=lambda named: len(named.words))
    if len(short.words) != 1 or len(long.words) < 2:
        return False
    if not one.is_person or "·" in long.name:
        return short.words[0] == long.words[-1]
    return _may_hold_both(one, other) and short.words[0] == key_of(long.words, known)


def _may_hold_both(one: _Named, other: _Named) -> bool:
    """Whether the offices of two do not speak for two people."""
    return not one.role or not other.role or not one.role.isdisjoint(other.role)


_Test = Callable[[_Named, _Named, Names], bool]
_NAMESAKES = 40


def _may_be_one(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether initials speak for no two people: *George W. Bush* is not *George H. W. Bush*."""
    return not one or not other or one == other


def _named(one: Person, known: Names, *, person: bool) -> _Named:
    parts = one.name.replace("·", " ").split()
    bare = [part.casefold().strip(".,") for part in parts]
    initials = frozenset(word for word in bare if len(word) == 1 and word.isascii()) if len(bare) > 2 else frozenset()
    offices = frozenset(word.casefold() for word in one.role.split() if word.casefold() in known.title_ends)
    words = tuple(word for word in plain(parts, known) if word != "the")
    return _Named(one.name, words or tuple(bare), initials, offices, person)


def _everybody(document: Document) -> Iterable[Person]:
    return (one for one, _person in _all(document))


def _all(document: Document) -> list[tuple[Person, bool]]:
    """People, and the speakers that are none, each once."""
    people = {person.name: person for person in document.people}
    bodies = (s for s in document.speakers if s.name not in people and s.name != BOTH_SIDES)
    return [*((one, True) for one in people.values()), *((Person(s.name, s.aliases, s.role), False) for s in bodies)]


def _renamed(document: Document, wanted: dict[str, str]) -> Document:
    if not wanted:
        return document

    def aliases(name: str, others: tuple[str, ...]) -> tuple[str, ...]:
        new = wanted.get(name)
        return others if new is None else tuple(dict.fromkeys(one for one in (name, *others) if one != new))

    event = document.event
    return replace(
        document,
        sentences=tuple(
            replace(s, speaker=wanted[s.speaker]) if s.speaker is not None and s.speaker in wanted else s
            for s in document.sentences
        ),
        speakers=tuple(
            replace(s, name=wanted.get(s.name, s.name), aliases=aliases(s.name, s.aliases)) for s in document.speakers
        ),
        people=tuple(
            replace(p, name=wanted.get(p.name, p.name), aliases=aliases(p.name, p.aliases)) for p in document.people
        ),
        event=None if event is None else _with_names(event, wanted),
    )


def _with_names(event: Event, wanted: dict[str, str]) -> Event:
    return replace(event, participants=tuple(wanted.get(name, name) for name in event.participants))
