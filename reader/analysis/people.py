"""One person under all names: who the mentions of a document are."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.analysis.lexicons import Names
from reader.analysis.names import Kind, Mention


@dataclass(eq=False, slots=True)
class Entity:
    """A person or body of a document while it is being read."""

    kind: Kind
    name: str
    words: tuple[str, ...]
    """The longest form, lower case, without initials' dots and suffixes."""
    first: int
    """Offset of the first mention."""
    forms: dict[str, int] = field(default_factory=dict)
    """Names as they stand, with how often."""
    role: str = ""
    roles: list[str] = field(default_factory=list)
    gender: str = ""
    country: str = ""
    mentions: int = 0
    short: int = 0
    """Mentions by one word only."""
    person: bool = False

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other wordings than the name, in order of appearance."""
        return tuple(form for form in self.forms if form != self.name)


def plain(words: Sequence[str], names: Names) -> tuple[str, ...]:
    """Words of a name in lower case without dots, initials and suffixes; initials stay where nothing else would."""
    bare = [w.casefold().strip(".,") for w in words]
    kept = [w for w in bare if w not in names.suffixes and len(w) > 1 and not (len(w) == 2 and w[1] == ".")]
    return tuple(kept or bare)


def key_of(words: Sequence[str], names: Names) -> str:
    """The word by which a person is called for short."""
    if len(words) > 1 and _surname_first(words, names):
        return words[-1] if _vietnamese(words, names) else words[0]
    return words[-1]


def shortens(short: Sequence[str], long: Sequence[str], names: Names) -> bool:
    """Whether a full name may be the other one with words left out, as in *George Bush* for *George Walker Bush*.

    Where the family name stands first, nobody leaves out what follows it: *Lý Cường* is not *Lý Khắc Cường*.
    """
    if not set(short) <= set(long):
        return False
    return short[0] != long[0] or len(short) == len(long) or not _surname_first(long, names)


def _vietnamese(words: Sequence[str], names: Names) -> bool:
    given = _flat(words[0])
    return given in names.vietnamese and (len(words) >= 3 or given not in names.chinese)


def _surname_first(words: Sequence[str], names: Names) -> bool:
    head = _flat(words[0])
    if head in names.korean and len(words) == 2 and "-" in words[1]:
        return True
    if head in names.given_male or head in names.given_female:
        return False
    if head in names.vietnamese and len(words) in (3, 4):
        return True
    if head in names.chinese and len(words) <= 3:
        return True
    return head in names.korean and len(words) <= 3 and ("-" in words[-1] or len(words) == 3)


_ACCENTS = str.maketrans("đ", "d")


def _flat(word: str) -> str:
    if word.isascii():
        return word
    spread = unicodedata.normalize("NFD", word.translate(_ACCENTS))
    return "".join(c for c in spread if not unicodedata.combining(c))


class Registry:
    """The people and bodies of a document. ``add`` every mention in order, then ``settle``; then ask ``of``."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self.entities: list[Entity] = []
        self._by_word: dict[str, list[Entity]] = defaultdict(list)
        self._known: dict[tuple[str, ...], Entity] = {}
        self._waiting: list[Mention] = []
        self._shorts: dict[tuple[str, str], Entity] = {}
        """Who is meant by one word with a title of that gender, once everybody is known."""
        self._keys: dict[tuple[str, ...], str] = {}
        """By which word of a name its bearer is called."""
        self._plain_of: dict[tuple[str, ...], tuple[str, ...]] = {}

    def add(self, mention: Mention) -> None:
        """Takes a mention into account."""
        if mention.kind in (Kind.ROLE, Kind.PLACE):
            return
        words = self._plain(mention)
        if len(words) == 1 or mention.kind is Kind.BODY:
            self._waiting.append(mention)
            return
        self._count(self._full(mention, words), mention)

    def settle(self) -> None:
        """Gives the short names to the full ones."""
        for mention in self._waiting:
            words = self._plain(mention)
            entity = self._body(mention, words) if mention.kind is Kind.BODY else self._short(mention, words)
            self._count(entity, mention)
        self._waiting.clear()
        for entity in self.entities:
            entity.person = self._is_person(entity)
        self.entities.sort(key=lambda one: one.first)

    def of(self, mention: Mention) -> Entity | None:
        """Who or what a mention names; None for roles and places."""
        if mention.kind in (Kind.ROLE, Kind.PLACE):
            return None
        words = self._plain(mention)
        known = self._known.get(words)
        if known is not None and (len(words) > 1 or not mention.title):
            return known
        if len(words) > 1 or mention.kind is Kind.BODY:
            return known
        asked = words[0], self._gender(mention)
        found = self._shorts.get(asked)
        if found is None:
            found = self._shorts[asked] = self._short(mention, words)
        return found

    def _plain(self, mention: Mention) -> tuple[str, ...]:
        """The words of a name as names are compared."""
        found = self._plain_of.get(mention.words)
        if found is None:
            found = self._plain_of[mention.words] = plain(mention.words, self._names)
        return found

    def by_capitals(self, words: Sequence[str]) -> Entity | None:
        """Who is meant by words written in capitals or in a label."""
        bare = plain(words, self._names)
        known = self._known.get(bare)
        if known is not None:
            return known
        candidates = [e for e in self._by_word.get(bare[-1], ()) if set(bare) <= set(e.words)] if bare else []
        return self._best(bare[-1], candidates) if candidates else None

    def by_label(self, words: Sequence[str]) -> Entity | None:
        """Who is meant by a label, with or without the office before the name (*President of Norway Novak*)."""
        first = 0
        while first < len(words) - 1 and words[first].casefold() in self._names.title_words:
            first += 1
        found = self.by_capitals(words) or (self.by_capitals(words[first:]) if first else None)
        # What the office is of stands between: only a full name is safe to find behind it.
        behind = (words[k:] for k in range(first + 1, len(words) - 1)) if first and found is None else ()
        return found or next((known for name in behind if (known := self._known.get(plain(name, self._names)))), None)

    def _full(self, mention: Mention, words: tuple[str, ...]) -> Entity:
        known = self._known.get(words)
        if known is not None:
            return known
        for other in self._by_word.get(words[-1], ()):
            if self._same(other.words, words):
                if len(" ".join(mention.words)) > len(other.name) or len(words) > len(other.words):
                    other.name, other.words = mention.text, max(other.words, words, key=len)
                self._index(other, words)
                return other
        return self._new(mention, words)

    def _same(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        if len(one) < 2 or len(other) < 2 or one[-1] != other[-1]:
            return False
        short, long = sorted((one, other), key=len)
        if shortens(short, long, self._names):
            return True
        first, second = one[0], other[0]
        return second in self._names.nicknames.get(first, ()) and len(one) == len(other) == 2

    def _short(self, mention: Mention, words: tuple[str, ...]) -> Entity:
        word = words[0]
        candidates = [e for e in self._by_word.get(word, ()) if e.kind is Kind.NAME]
        gender = self._gender(mention)
        if gender:
            candidates = [e for e in candidates if e.gender in ("", gender)]
        if not candidates:
            known = self._known.get(words)
            return known if known is not None else self._new(mention, words)
        return self._best(word, candidates)

    def _best(self, word: str, candidates: list[Entity]) -> Entity:
        def rank(entity: Entity) -> tuple[bool, bool, int, int]:
            key = self._keys.get(entity.words)
            if key is None:
                key = self._keys[entity.words] = key_of(entity.words, self._names)
            edge = word in (entity.words[0], entity.words[-1])
            return key == word, edge, entity.mentions - entity.short, -entity.first

        return max(candidates, key=rank)

    def _body(self, mention: Mention, words: tuple[str, ...]) -> Entity:
        known = self._known.get(words)
        if known is not None:
            return known
        if len(words) == 1:
            longer = [e for e in self._by_word.get(words[0], ()) if e.kind is Kind.BODY and e.words[-1] == words[0]]
            if len(longer) == 1:
                self._known[words] = longer[0]
                return longer[0]
        return self._new(mention, words)

    def _new(self, mention: Mention, words: tuple[str, ...]) -> Entity:
        entity = Entity(mention.kind, mention.text, words, mention.start)
        self.entities.append(entity)
        self._index(entity, words)
        return entity

    def _index(self, entity: Entity, words: tuple[str, ...]) -> None:
        self._known.setdefault(words, entity)
        self._shorts.clear()
        for word in dict.fromkeys(words):
            others = self._by_word[word]
            if len(others) < _NAMESAKES and entity not in others:
                others.append(entity)

    def _count(self, entity: Entity, mention: Mention) -> None:
        entity.mentions += 1
        entity.short += len(mention.words) == 1
        entity.first = min(entity.first, mention.start)
        form = mention.text
        if form and not form.isupper():
            if mention.title:
                parts = mention.title.split()
                honorific = " ".join(parts[len(parts) - self._honorific(mention.title) :])
                form = f"{honorific} {form}".strip()
            entity.forms[form] = entity.forms.get(form, 0) + 1
        if mention.title:
            self._title(entity, mention.title)
        entity.gender = entity.gender or self._gender(mention) or self._given_gender(entity)

    def _title(self, entity: Entity, title: str) -> None:
        honorific = self._honorific(title)
        parts = title.split()
        title = " ".join(parts[:-honorific] if 0 < honorific < len(parts) else parts)
        bare = title.rstrip(".").casefold()
        entity.roles.append(bare)
        proper = honorific < len(parts) and any(word in self._names.title_ends for word in _plain(title))
        last = _plain(title)[-1]
        shared = last.endswith("s") and last[:-1] in self._names.title_ends
        if proper and not shared and len(title) > len(entity.role):
            entity.role = title
        entity.country = entity.country or self.country_in(title)

    def country_in(self, title: str) -> str:
        """The first country that a title names; empty where none."""
        return self._country([word.strip(".,()").casefold() for word in title.split()])

    def _country(self, words: Sequence[str]) -> str:
        for first in range(len(words)):
            for last in range(min(len(words), first + _LONGEST_COUNTRY), first, -1):
                country = self._names.countries.get(" ".join(words[first:last]))
                if country:
                    return country
        return ""

    def _honorific(self, title: str) -> int:
        """How many words at the end of a title are an honorific, which is no office."""
        words, found = _plain(title), 0
        while found < len(words):
            size = next((n for n in (2, 1) if self._is_honorific(words[: len(words) - found], n)), 0)
            if not size:
                break
            found += size
        return found

    def names_no_office(self, title: str) -> bool:
        """Whether a title is empty or only a form of address (*Mr.*)."""
        return not title or self._honorific(title) == len(title.split())

    def _is_honorific(self, words: Sequence[str], size: int) -> bool:
        last = tuple(words[-size:])
        return len(last) == size and last in self._names.honorifics.get(last[0], ())

    def _gender(self, mention: Mention) -> str:
        if not mention.title:
            return ""
        title = mention.title.rstrip(".").casefold().split()
        last = title[-1] if title else ""
        return "m" if last in self._names.male else "f" if last in self._names.female else ""

    def _given_gender(self, entity: Entity) -> str:
        given = entity.words[0] if len(entity.words) > 1 else ""
        return "m" if given in self._names.given_male else "f" if given in self._names.given_female else ""

    def _is_person(self, entity: Entity) -> bool:
        if entity.kind is not Kind.NAME:
            return False
        words = entity.words
        if any(word in self._names.title_ends for role in entity.roles for word in _plain(role)):
            return True
        if len(words) < 2:
            return False
        given = words[0] in self._names.given_male or words[0] in self._names.given_female
        return given or _surname_first(words, self._names) or entity.short > 0


_LONGEST_COUNTRY = 5
_NAMESAKES = 40
"""People of one name that are told apart; it bounds the work on hostile text."""


def _plain(title: str) -> list[str]:
    """Words of a title as lexicons have them."""
    return [part.rstrip(".").casefold() for word in title.split() for part in word.split("/")]
