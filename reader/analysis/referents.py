"""Who is meant: names, pronouns, titles, sides and joint subjects, given what the document has said so far."""

from __future__ import annotations

from collections.abc import Iterator

from reader.analysis.cues import RawCue
from reader.analysis.finding import Finding, Line
from reader.analysis.lexicons import Names, Speech
from reader.analysis.names import Kind, Mention
from reader.analysis.people import Entity, Registry
from reader.analysis.subjects import Clause, Subject, Who, sentence_subject
from reader.model import BOTH_SIDES

Meant = tuple[str | None, Entity | None]
"""Name of a speaker, and the entity where it is one; (None, None) for nobody known."""

_FORGOTTEN = 1
"""Sentences after which *it* is no longer the body that spoke."""
_LONGEST_ROLE = 12
_OTHER = ("former", "deputy", "acting", "then", "ex", "late", "outgoing", "incoming")
"""Adjectives that make it another office."""
_ACRONYM = 4
"""Letters of a short form at most: *EU*, *U.S.*"""
_NOBODY: Meant = (None, None)


class Referents:
    """What is known of the people of a document while its sentences are read in order."""

    def __init__(self, registry: Registry, words: Speech, known: Names, *, readout: bool) -> None:
        self.registry = registry
        self.speech = words
        self.names = known
        self.readout = readout
        persons = [one for one in registry.entities if one.person]
        self._principals = persons[:2]
        self._by_country: dict[str, Entity] = {}
        for one in persons:
            self._by_country.setdefault(one.country, one)
        self._by_role: dict[str, list[Entity]] = {}
        for one in registry.entities:
            for role in dict.fromkeys(self._bare(role) for role in one.roles):
                self._by_role.setdefault(role, []).append(one)
        self._by_fuller: dict[str, dict[int, Entity]] = {}
        """People by the shorter forms of their offices."""
        for role, holders in self._by_role.items():
            for title in self._less_full(role):
                self._by_fuller.setdefault(title, {}).update((id(one), one) for one in holders if one.person)
        self._recent: list[Entity] = []
        self._plural: str | None = None
        self._body: Entity | None = None
        self._body_spoke = False
        self._body_silent = 0
        """Sentences since that body was named or spoke."""
        self._country_spoke: str | None = None
        """A country, or somebody described, who spoke in the sentence before."""

    def remember(self, line: Line, finding: Finding) -> None:
        """Takes note of who spoke and who was named in a sentence."""
        named = [self.registry.of(m) for m in line.mentions if not line.tokens[m.first].quoted]
        persons = [e for e in named if e is not None and e.person]
        if finding.entity is not None and finding.entity.kind is Kind.NAME:
            self._recent.append(finding.entity)
        elif not finding.blocked:
            subject = self._office_at_beginning(line) or (persons[0] if persons else None)
            self._recent += [subject] if subject is not None else []
        if finding.entity is not None and finding.entity.kind is Kind.BODY:
            self._body = finding.entity
        self._body_spoke = finding.entity is not None and finding.entity is self._body
        self._body_silent = 0 if self._body_spoke or any(e is self._body for e in named) else self._body_silent + 1
        self._country_spoke = finding.speaker if finding.entity is None and not self.readout else None
        if finding.speaker == BOTH_SIDES or (self.readout and len(dict.fromkeys(id(e) for e in persons)) > 1):
            self._plural = BOTH_SIDES
        elif finding.speaker is not None and not self.readout:
            is_body = finding.entity is not None and finding.entity.kind is Kind.BODY
            self._plural = finding.speaker if is_body else None
        del self._recent[:-8]

    def pass_over(self) -> None:
        """Takes note of a sentence in which nobody spoke and nobody was named."""
        self._body_spoke, self._country_spoke = False, None
        self._body_silent += 1

    def _office_at_beginning(self, line: Line) -> Entity | None:
        """Who is meant where a sentence begins with an office: *The Secretary-General met …*"""
        first = next((m for m in line.mentions if m.first <= 1), None)
        if first is None or first.kind is not Kind.ROLE or first.possessive or line.tokens[first.first].quoted:
            return None
        if first.first == 1 and line.tokens[0].lower not in self.speech.determiners:
            return None
        if first.last < len(line.tokens) and line.tokens[first.last].lower in ("of", "and", ","):
            return None
        _name, entity = self._role(Subject(Who.ROLE, first, first.title, first.first))
        return entity

    def resolve(self, subject: Subject, line: Line, cue: RawCue) -> Meant:
        """Whom a subject means."""
        match subject.who:
            case Who.NAMED if subject.mention is not None:
                entity = self.registry.of(subject.mention)
                return (entity.name, entity) if entity is not None and self._can_speak(entity, cue) else _NOBODY
            case Who.PRONOUN:
                return self._pronoun(subject.text, speak=cue.speak)
            case Who.JOINT:
                return self._joint(subject)
            case Who.ROLE:
                return self._role(subject)
            case Who.SIDE if subject.mention is not None:
                return self._side(subject.mention, whole=subject.whole)
            case Who.NOMINAL:
                return self._described(subject)
            case Who.SAME:
                return self._same(line, cue)
            case _:
                return _NOBODY

    def _described(self, subject: Subject) -> Meant:
        body = self.registry.of(subject.mention) if subject.mention is not None else None
        words = subject.text.casefold().split()
        if (
            body is not None
            and body.kind is Kind.BODY
            and (words[0] in self.names.speaks_for or words[-1] in self.names.speaks_for)
        ):
            return body.name, body
        return subject.text, None

    def _of_country(self, country: str) -> Entity | None:
        """Who stands for a country; of two principals the one whose country is not said, if the other's is another."""
        known = self._by_country.get(country)
        if known is not None or not self.readout or len(self._principals) != 2:
            return known
        open_ones = [one for one in self._principals if not one.country]
        return (
            open_ones[0] if len(open_ones) == 1 and country not in {one.country for one in self._principals} else None
        )

    def _can_speak(self, entity: Entity, cue: RawCue) -> bool:
        if entity.kind is Kind.BODY:
            return entity.words[-1] in self.names.speaking_bodies or entity.name.isupper() or len(entity.words) > 1
        return entity.person or cue.speak or len(entity.words) > 1 or entity.mentions > 1

    def _pronoun(self, word: str, *, speak: bool = True) -> Meant:
        gender = self.speech.pronouns[word]
        if gender == "p":
            return self._plural, self._body if self._plural != BOTH_SIDES else None
        if gender == "n":
            if self._country_spoke is not None:
                return self._country_spoke, None
            known = self._body is not None and self._body_silent < _FORGOTTEN and (speak or self._body_spoke)
            return (self._body.name, self._body) if self._body is not None and known else _NOBODY
        for entity in reversed(self._recent):
            if entity.gender in ("", gender):
                return entity.name, entity
        return _NOBODY

    def _joint(self, subject: Subject) -> Meant:
        if not subject.names:
            return (BOTH_SIDES, None) if self.readout or self._plural == BOTH_SIDES else _NOBODY
        if self.readout and self._two_states(subject):
            return BOTH_SIDES, None
        people = [self._meant(m) for m in subject.names]
        if all(one is not None and one is people[0] for one in people):
            return self._resolved(people[0])
        one_side = (
            len({one.country for one in people if one is not None}) == 1 and people[0] is not None and people[0].country
        )
        if self.readout and not one_side and any(one in self._principals for one in people if one is not None):
            return BOTH_SIDES, None
        given = [m.text if one is None else one.name for m, one in zip(subject.names, people, strict=True)]
        return " and ".join(given) if all(given) else None, None

    def _two_states(self, subject: Subject) -> bool:
        """Whether a subject is the two countries of a readout: *the United States and Vietnam*."""
        countries = {self.names.countries.get(_plain(m.text), "") for m in subject.names}
        known = {one.country for one in self._principals if one.country}
        return (
            len(countries) == len(subject.names) == 2 and "" not in countries and (not known or bool(known & countries))
        )

    def _meant(self, mention: Mention) -> Entity | None:
        if mention.kind is not Kind.ROLE:
            return self.registry.of(mention)
        holders = self._holders(mention.title.casefold())
        return holders[0] if holders else None

    def _resolved(self, entity: Entity | None) -> Meant:
        return (entity.name, entity) if entity is not None else _NOBODY

    def _role(self, subject: Subject) -> Meant:
        bare = subject.text.casefold()
        if bare.endswith("s") and bare[:-1].split()[-1] in self.names.titles:
            return (BOTH_SIDES, None) if self.readout else _NOBODY
        country = self._country_of(bare)
        if subject.mention is not None and subject.mention.kind is Kind.PLACE:
            country = self.names.countries.get(_plain(subject.mention.text), "")
        for entity in self._holders(bare):
            if country in ("", entity.country):
                return entity.name, entity
        if country:
            holder = self._of_country(country)
            title = self._bare(bare)
            if holder is not None and (title in self.names.heads or title in map(self._bare, holder.roles)):
                return holder.name, holder
        return self._by_title(subject, country)

    def _country_of(self, title: str) -> str:
        """The country with which a title begins: *the Vietnamese leader*."""
        words = title.split()
        found = (self.names.countries.get(" ".join(words[:size]), "") for size in (3, 2, 1) if size < len(words))
        return next(filter(None, found), "")

    def _holders(self, title: str) -> list[Entity]:
        """Who has a title: *the Foreign Minister* may have been introduced as *minister for foreign affairs*."""
        bare = self._bare(title)
        found = self._by_role.get(bare, [])
        if found:
            return found
        named = [e for e in self._by_role.get(bare.split()[-1], ()) if self._bare(self._short(e.role)) == bare]
        longer = list(self._by_fuller.get(bare, {}).values())
        return named[:1] or (longer if len(longer) == 1 else [])

    def _less_full(self, role: str) -> Iterator[str]:
        """Titles of which an office is a fuller form: *federal chancellor*, *spokesman of the ministry*."""
        words = role.split()[:_LONGEST_ROLE]
        yield from (" ".join(words[:size]) for size in range(1, len(words)))
        for size in range(1, len(words)):
            if words[size - 1] not in self.names.adjectives or words[size - 1] in _OTHER:
                return
            yield " ".join(words[size:])

    def _short(self, role: str) -> str:
        """An office by the short form with which the lexicon names it."""
        lower = role.casefold()
        return next((short for long, short in self.names.short_titles.items() if lower.startswith(long)), lower)

    def _by_title(self, subject: Subject, country: str) -> Meant:
        """Somebody known by a title alone; small letters (*the senator*) name nobody."""
        if not subject.text[:1].isupper() or country or subject.mention is None:
            return _NOBODY
        lower = subject.text.casefold()
        name = self.names.short_titles.get(lower, lower).title() if subject.text.isupper() else subject.text
        entity = Entity(Kind.NAME, name, (name.casefold(),), subject.mention.start, person=True)
        self._by_role.setdefault(self._bare(lower), []).append(entity)
        return entity.name, entity

    def _bare(self, role: str) -> str:
        """A title without the country before it."""
        while " " in role and role.split(" ", 1)[0] in self.names.countries:
            role = role.split(" ", 1)[1]
        return self.names.short_titles.get(role, role)

    def _side(self, mention: Mention, *, whole: bool) -> Meant:
        """Who speaks for a country; ``whole`` where the text says *the … side* and not only the country's name."""
        country = self.names.countries.get(_plain(mention.text))
        if country is None:
            return mention.text, None
        if self.readout and not whole and self._recent and self._recent[-1].country not in ("", country):
            return _NOBODY
        if not self.readout and not whole:
            short = mention.text.isupper() and len(mention.text) <= _ACRONYM
            return (country if short else mention.text), None  # in the news a country is a country
        for entity in reversed(self._recent[-2:]):
            if entity.country == country:
                return entity.name, entity
        stands = self._of_country(country)
        if stands is not None:
            return self._resolved(stands)
        return _NOBODY if self.readout else (mention.text, None)

    def _same(self, line: Line, cue: RawCue) -> Meant:
        subject = sentence_subject(Clause(line.tokens, line.mentions, self.speech, self.names), cue.verb)
        return self.resolve(subject, line, cue) if subject is not None else _NOBODY


def _plain(name: str) -> str:
    """The name of a country as the lexicon has it: *U.S.*"""
    return name.casefold().rstrip(".")
