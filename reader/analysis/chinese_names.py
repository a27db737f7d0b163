"""The names of a Chinese document: subjects of reporting verbs, names after titles, lists of those present."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from reader.analysis.lexicons import listed, table
from reader.model import Document, Sentence
from reader.patterns import deferred

MOST = 300
"""Names that are followed in a document; it bounds the work on hostile text."""

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_CLAUSE = deferred(r"[^，,；;：:。！？!?\n“”「」『』]+")
_MARKER = deferred(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、](?!\d))?[\s\u3000（()）]*"
)
"""A number of a list before a clause, and what else may stand there: ``二、双方一致认为``."""
_SPEECH = deferred(
    rf"(?:[^，。\s]{{0,16}}?(?:主席|总理|總理|总统|總統|外长|外長|部长|部長))?([{HAN}]{{2,3}})"
    r"在[^，。]{2,60}的(?:主旨)?(?:讲话|演讲|致辞|发言|講話|演講|致詞)"
)
"""The title of a speech: 某某在……上的讲话."""
_DAY = deferred(r"^.*\d\s*(?:日|时|时许|分)(?=\D)")


def _any(words: list[str] | tuple[str, ...]) -> str:
    return "|".join(re.escape(w) for w in sorted(dict.fromkeys(words), key=len, reverse=True))


class Lexicon(NamedTuple):
    """Patterns made of the Chinese lexicons."""

    speak: re.Pattern[str]
    stance: re.Pattern[str]
    following: re.Pattern[str]
    between: re.Pattern[str]
    joint: re.Pattern[str]
    jointly: re.Pattern[str]
    first_person: tuple[str, ...]
    pronoun: re.Pattern[str]
    pronouns: dict[str, str]
    body: re.Pattern[str]
    unnamed: re.Pattern[str]
    titled: re.Pattern[str]
    subject: re.Pattern[str]
    after: str
    role: re.Pattern[str]
    title: re.Pattern[str]
    title_behind: re.Pattern[str]
    title_of: re.Pattern[str]
    """A family name with the office behind it, the family name as group 1."""
    present: re.Pattern[str]
    events: tuple[str, ...]
    sources: tuple[str, ...]
    continuing: tuple[str, ...]
    surnames: frozenset[str]
    compound: tuple[str, ...]
    countries: tuple[tuple[str, str], ...]
    home: tuple[str, ...]
    generic: frozenset[str]
    never: tuple[str, ...]
    in_given: str
    """Characters of these that stand in the given name of three-character names all the same."""
    in_family: str
    """Characters of these that are family names as well."""
    bodies: tuple[str, ...]
    loose: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The Chinese patterns."""
    speech, people = table("zh", "speech"), table("zh", "people")
    titles, follow = _any(listed(people, "titles")), _any([*listed(people, "followers"), *listed(speech, "speak")])
    between = (
        _any(listed(speech, "between"))
        + r"|\d{1,2}日|[在于於](?!于)[^在，。；：！？\s]{1,20}?(?:时|時|中|上|后|後|会|期间|间隙)"
    )
    speak = _any(listed(speech, "speak"))
    core = _any(listed(speech, "following"))
    name = rf"(?:(?:[{HAN}]{{1,8}}·)+[{HAN}]{{1,8}}?|[{HAN}]{{2,8}}?)"
    countries = tuple((entry.split("|")[0], entry.split("|")[1]) for entry in listed(people, "countries"))
    generic = {*speech["pronouns"], *listed(people, "titles")}
    generic.update(*(listed(speech, key) for key in ("joint", "unnamed", "bodies")))
    generic |= {c for c, _ in countries} | {c + "方" for _, c in countries}
    return Lexicon(
        speak=re.compile(rf"(?:{between}){{0,6}}({speak})(?!话)"),
        stance=re.compile(rf"(?:{between}){{0,6}}({_any(listed(speech, 'stance'))})"),
        following=re.compile(rf"(?:{between}){{0,6}}({_any(listed(speech, 'following'))})"),
        between=re.compile(rf"(?:{between}){{1,6}}"),
        joint=re.compile(rf"(?:{_any(listed(speech, 'joint'))})"),
        jointly=re.compile(rf"(?:{between}){{0,6}}({_any(listed(speech, 'jointly'))})"),
        first_person=tuple(listed(speech, "first_person")),
        pronoun=re.compile(rf"(?:{_any(list(speech['pronouns']))})"),
        pronouns=speech["pronouns"],
        body=re.compile(rf"[{HAN}]{{0,14}}?(?:{_any(listed(speech, 'bodies'))})(?=(?:{between}){{0,6}}(?:{core}))"),
        present=re.compile(
            rf"((?:[{HAN}]{{2,4}}、)*[{HAN}]{{2,4}}?)等?(?:{_any(listed(speech['events'], 'present'))})"
        ),
        unnamed=re.compile(rf"[{HAN}]{{0,8}}?(?:{_any(listed(speech, 'unnamed'))})"),
        titled=re.compile(rf"({titles})(?!{follow})({name})(?=(?:{follow}|[，。、；：！？（）()“”\s\d]|$))"),
        subject=re.compile(rf"({name})(?:{between}){{0,6}}(?:{core})(?!话)"),
        after=_any(listed(people, "after")),
        role=re.compile(
            rf"(?:共和|[^，。、；：！？\s的同与和对向见由应在率请見對與應請（）“”《》]){{0,18}}?(?:{titles})$"
        ),
        title_behind=re.compile(rf"(?<=..)(?:{_any(listed(people, 'after'))})$"),
        title_of=re.compile(rf"({_any(listed(people, 'compound'))}|.)(?:{_any(listed(people, 'after'))})\Z"),
        title=re.compile(rf"[{HAN}]{{0,12}}?(?:{titles})"),
        events=tuple(listed(speech["events"], "phrases")),
        sources=tuple(listed(speech["events"], "sources")),
        continuing=tuple(listed(speech["events"], "continuing")),
        surnames=frozenset(people["surnames"]),
        compound=tuple(listed(people, "compound")),
        countries=countries,
        home=tuple(listed(people, "home")),
        generic=frozenset(generic),
        never=tuple(listed(people, "never")),
        in_given="".join(listed(people, "in_given")),
        in_family="".join(listed(people, "in_family")),
        bodies=tuple(listed(speech, "bodies")),
        loose=frozenset(listed(people, "loose")),
    )


@dataclass(eq=False, slots=True)
class ChinesePerson:
    """A person while a document is being read."""

    name: str
    first: int
    role: str = ""
    side: str = ""
    """One or two characters by which the person's country speaks: 中, 法."""
    forms: dict[str, int] = field(default_factory=dict)


class People:
    """Everybody named in a document, with where they are named."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.words = lexicon()
        self.by_name = self._find()
        self.all = sorted(self.by_name.values(), key=lambda one: one.first)
        self._shorts = {
            p.name[: 2 if p.name[:2] in self.words.compound else 1]: p for p in self.all if self._chinese(p.name)
        }
        self._pattern = self._compile()
        self._mention_all()
        self.all.sort(key=lambda one: one.first)
        self.by_side: dict[str, ChinesePerson] = {}
        for one in self.all:
            self.by_side.setdefault(one.side, one)

    def at(self, start: int, end: int) -> tuple[ChinesePerson, int] | None:
        """Who is named at the beginning of a clause, perhaps after a title, and where the name ends."""
        if self._pattern is None:
            return None
        match = self._pattern.match(self.text, start, end)
        if match is None:
            match = self._pattern.search(self.text, start, min(end, start + 30))
            title = self.words.role.search(self.text[start : match.start()]) if match is not None else None
            if match is None or title is None:
                return None
            if title.start() > 0 and self.text[start + title.start() - 1] != "、":
                return None
        return self._who(match), match.end()

    def _find(self) -> dict[str, ChinesePerson]:
        """Names with their first places: subjects of reporting verbs, names after titles, lists of those present."""
        spoken: Counter[str] = Counter()
        names: dict[str, int] = {}
        places: dict[str, int] = {}
        for sentence in self.document.sentences:
            for k, (start, end) in enumerate(clauses(self.text, sentence)):
                match = self.words.subject.match(self.text, start, end) if k < 3 else None
                name = self.words.title_behind.sub("", match[1]) if match else ""
                if match and self._plausible(name):
                    spoken[name] += 1 + (name != match[1])
                    places.setdefault(name, start)
            present = self.words.present.match(self.text, sentence.start, sentence.end)
            if present is not None:
                for one in present[1].split("、"):
                    if self._chinese(one) and self._plausible(one):
                        names.setdefault(one, self.text.find(one, sentence.start))
        speaker = _SPEECH.match(self.document.title)
        if speaker is not None and self._chinese(speaker[1]) and self._plausible(speaker[1]):
            names[speaker[1]] = max(0, self.text.find(speaker[1]))
        titled = self._titled(places)
        sure = {n for n in places if n in titled or spoken[n] > 1 or self._chinese(n) or "·" in n}
        names.update({name: at for name, at in places.items() if name in sure})
        for name, at in titled.items():
            names.setdefault(name, at)
        people: dict[str, ChinesePerson] = {}
        for name in sorted(names, key=lambda one: (len(one), names[one]))[:MOST]:
            parts = (part for size in range(2, len(name)) for part in (name[:size], name[-size:]))
            if not any(part in people for part in parts):
                people[name] = ChinesePerson(name, names[name])
        return {name: one for name, one in people.items() if not self._is_short(name, people)}

    def _is_short(self, name: str, people: Collection[str]) -> bool:
        """Whether a would-be name is the family name of somebody else with an office: 吴部长, where 吴建邦 is named."""
        family = self.words.title_of.match(name)
        return family is not None and any(other != name and other.startswith(family[1]) for other in people)

    def _starting(self, at: int, known: dict[str, int]) -> str | None:
        """The longest known name that begins at an offset."""
        return next((self.text[at : at + n] for n in range(16, 1, -1) if self.text[at : at + n] in known), None)

    def _before(self, at: int, known: dict[str, int]) -> bool:
        """Whether a known name ends at an offset."""
        return any(self.text[max(0, at - n) : at] in known for n in range(2, 17))

    def _titled(self, subjects: dict[str, int]) -> dict[str, int]:
        """Names that stand after a title."""
        found: dict[str, int] = {}
        titles: dict[str, int] = {}
        for match in self.words.titled.finditer(self.text):
            title, name = match[1], match[2]
            known = self._starting(match.start(2), subjects)
            if known is not None:
                found.setdefault(known, match.start(2))
                continue
            if not self._plausible(name) or self._before(match.start(1), subjects):
                continue
            loose = title in self.words.loose and not self._chinese(name) and "·" not in name
            if not loose and not (len(name) > 4 and "·" not in name and self._once(name, match.start(2))):
                found.setdefault(name, match.start(2))
                titles.setdefault(name, match.start(1))
        return {name: at for name, at in found.items() if name not in titles or not self._before(titles[name], found)}

    def _once(self, name: str, at: int) -> bool:
        """Whether a name does not stand again in the next stretch of the text."""
        return self.text.find(name, at + 1, at + 5000) < 0

    def _plausible(self, name: str) -> bool:
        if not 2 <= len(name) <= 16 or name in self.words.generic:
            return False
        if (
            self.words.speak.match(name)
            or any(sign in self._telling(name, sign) for sign in self.words.never)
            or name.endswith(self.words.bodies)
        ):
            return False
        if self.words.joint.match(name) or self.words.between.match(name) or self.words.pronoun.match(name):
            return False
        return "·" in name or len(name) <= 8

    def _telling(self, name: str, sign: str) -> str:
        """Where in a would-be name a sign tells that it is none: 国 not within 林建国, 方 not at the head of 方明远."""
        if len(name) != 3 or not self._chinese(name) or any(country in name for country, _ in self.words.countries):
            return name
        if sign in self.words.in_given:
            return name[0]
        return name[1:] if sign in self.words.in_family else name

    def _chinese(self, name: str) -> bool:
        if name[:2] in self.words.compound:
            return 3 <= len(name) <= 4
        return name[0] in self.words.surnames and 2 <= len(name) <= 3

    def _compile(self) -> re.Pattern[str] | None:
        if not self.by_name:
            return None
        pattern = rf"(?P<full>{_any(list(self.by_name))})(?:{self.words.after})?"
        if self._shorts:
            pattern += rf"|(?P<short>{_any(list(self._shorts))})(?:{self.words.after})"
        return re.compile(pattern)

    def _mention_all(self) -> None:
        if self._pattern is None:
            return
        for match in self._pattern.finditer(self.text):
            person = self._who(match)
            form = match.group()
            person.forms[form] = person.forms.get(form, 0) + 1
            person.first = min(person.first, match.start())
            if not person.role:
                self._role(person, match.start())

    def _who(self, match: re.Match[str]) -> ChinesePerson:
        full = match["full"]
        return self.by_name[full] if full else self._shorts[match["short"]]

    def _role(self, person: ChinesePerson, at: int) -> None:
        person.role = self._office(at)
        if not person.role:
            return
        for country, short in self.words.countries:
            if country in person.role:
                person.side = short
                return
        if person.role.startswith(self.words.home):
            person.side = "中"

    def _office(self, at: int) -> str:
        """The offices that end at an offset: 越共中央总书记、国家主席; empty where none."""
        found, first = "", at
        while at - first < _LONGEST_OFFICES:
            role = self.words.role.search(self.text[max(0, first - 22) : first])
            if role is None:
                break
            office = _DAY.sub("", role.group())
            first -= len(office)
            found = self.text[first:at]
            if not office or self.text[first - 1 : first] != "、":
                break
            first -= 1
        return found

    def holder(self, start: int, end: int) -> tuple[ChinesePerson, int] | None:
        """Who alone has the office a clause begins with, and where that ends: 总统 for 法国总统马克龙."""
        title = self.words.title.match(self.text, start, end)
        if title is None:
            return None
        holders = [one for one in self.all if one.role.endswith(title.group())]
        return (holders[0], title.end()) if len(holders) == 1 else None


_LONGEST_OFFICES = 60
"""Characters of offices before a name."""


def clauses(text: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Offsets of the stretches between commas, stops and quotation marks."""
    for match in _CLAUSE.finditer(text, sentence.start, sentence.end):
        start = match.end()
        marker = _MARKER.match(text, match.start(), match.end())
        if marker is not None:
            start = marker.end()
        if start < match.end():
            yield start, match.end()
