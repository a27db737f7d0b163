"""The offices of the people of a document, as the text gives them: before the name, after it, and of which country."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.analysis.capitals import phrase_at
from reader.analysis.finding import Line
from reader.analysis.lexicons import Names, Speech
from reader.analysis.names import Kind, Mention
from reader.analysis.people import Entity, Registry
from reader.analysis.tokens import Token

FARTHEST = 24
"""Tokens between a name and the other end of its title at most."""

_IN_TITLES = ("of", "the", "for", "and", "(", ")", "-", ".")
_STOPS = (",", ".", ";", ":", "—", "–", "--", "(", "who", "whom", "whose", "which", "that")


class Roles(NamedTuple):
    """Finds roles and countries and gives them to the people of a registry."""

    text: str
    speech: Speech
    names: Names
    registry: Registry

    def find(self, lines: Sequence[Line]) -> None:
        """Reads every place in which somebody is named, in order."""
        for line in lines:
            for mention in line.mentions:
                entity = self.registry.of(mention)
                if entity is None or entity.kind is not Kind.NAME:
                    continue
                self._before(line, mention, entity)
                self._named_behind(line, mention, entity)
                self._place_of(line, mention, entity)
                self._behind(line, mention, entity)

    def _before(self, line: Line, mention: Mention, entity: Entity) -> None:
        """Completes a title that begins before the capitals, or is the second of two.

        *General Secretary of the CPV Central Committee X*; *General Secretary of … and Chinese President X*.
        """
        if self.registry.names_no_office(mention.title):
            return
        whole = phrase_at(line.tokens, mention.first, self.names.titles) == mention.core - mention.first
        first = self._second_of_two(line, mention) if entity.role else None
        if first is None and not entity.role and not whole:
            first = self._beginning(line, mention)
        role = "" if first is None else self.text[line.tokens[first].start : line.tokens[mention.core].start].strip()
        if first is not None and len(role) > len(entity.role):
            entity.role, entity.person = role, True
            entity.country = entity.country or self.registry.country_in(role)
            entity.roles += self._offices(line.tokens, first, mention.core)

    def _named_behind(self, line: Line, mention: Mention, entity: Entity) -> None:
        """Takes the office before a comma whose holder is named behind it: *the President of Brazil, X,*."""
        at = mention.first - 1
        closes = mention.last >= len(line.tokens) or line.tokens[mention.last].text in (",", ".", ";", ")", ":")
        if at < 1 or line.tokens[at].text != "," or mention.title or len(mention.words) < 2 or not closes:
            return
        before = next((m for m in reversed(line.mentions) if m.last == at), None)
        if before is not None and before.kind in (Kind.PLACE, Kind.BODY):
            office = next((m for m in reversed(line.mentions) if m.last < before.first), None)
            between = [t.lower for t in line.tokens[office.last : before.first]] if office is not None else []
            before = office if between in (["of"], ["of", "the"]) else None
        if before is None or before.kind is not Kind.ROLE or before.possessive or entity.role:
            return
        entity.role = self.text[line.tokens[before.first].start : line.tokens[at - 1].end]
        entity.person = True
        entity.roles += self._offices(line.tokens, before.first, at)
        entity.country = entity.country or self.registry.country_in(entity.role)

    def _beginning(self, line: Line, mention: Mention) -> int | None:
        """Where the title begins whose capitals stand directly before a name."""
        for k in range(mention.first - 1, max(-1, mention.first - 20), -1):
            token = line.tokens[k]
            if token.quoted or token.possessive or not (token.capital or token.lower in (*_IN_TITLES, "to")):
                # "the minister's meeting with Mr. X" is no title
                return k if phrase_at(line.tokens, k, self.names.titles) and not token.possessive else None
            if phrase_at(line.tokens, k, self.names.titles):
                return k - (k > 0 and phrase_at(line.tokens, k - 1, self.names.titles) > 1)
        return None

    def _second_of_two(self, line: Line, mention: Mention) -> int | None:
        """Where the first of two titles begins, nothing but a body between them."""
        at = mention.first - 1
        if at < 0 or line.tokens[at].lower not in self.speech.joining:
            return None
        people = [m for m in line.mentions if m.kind is Kind.NAME and m.last <= at]
        barrier = max((m.last for m in people), default=0)
        # "The Vice President and President X" are two people; "Chinese State Councilor and Foreign Minister X" is one.
        alone, found = line.tokens[at].word and self.speech.inflected, None
        for k in range(at - 1, max(barrier, at - FARTHEST) - 1, -1):
            token = line.tokens[k]
            size = phrase_at(line.tokens, k, self.names.titles)
            alone = alone and token.lower != "of"
            if size and token.capital:
                begins = k == 0 or line.tokens[k - 1].lower not in self.speech.determiners
                country = k > 0 and line.tokens[k - 1].lower in self.names.countries
                found = k - country if not alone or (begins and self._is_first(line, k, barrier)) else None
            elif token.quoted or not (token.capital or token.lower in _IN_TITLES or self._within(line, k)):
                break
        return found

    def _is_first(self, line: Line, at: int, barrier: int) -> bool:
        """Whether nobody else can have the title at a token: a country or the beginning stands before it."""
        before = line.tokens[at - 1] if at > barrier else None
        return before is None or not before.word or before.lower in self.names.countries

    def _within(self, line: Line, at: int) -> bool:
        """Whether a token stands inside a title that begins up to three tokens before."""
        return any(phrase_at(line.tokens, k, self.names.titles) > at - k for k in range(max(0, at - 3), at))

    def _place_of(self, line: Line, mention: Mention, entity: Entity) -> None:
        after = line.tokens[mention.last : mention.last + 4]
        if not entity.country and len(after) > 1 and after[0].lower == "of":
            for size in (3, 2, 1):
                name = " ".join(t.lower for t in after[1 : 1 + size])
                if name.removeprefix("the ") in self.names.countries:
                    entity.country = self.names.countries[name.removeprefix("the ")]
                    return

    def _behind(self, line: Line, mention: Mention, entity: Entity) -> None:
        """Takes ``, general secretary of …,`` after a name as its role."""
        at = mention.last
        if at + 1 >= len(line.tokens) or line.tokens[at].text != "," or mention.possessive:
            return
        k = at + 1
        passed = self.speech.determiners | self.speech.between | self.names.adjectives
        while (
            k < len(line.tokens)
            and (line.tokens[k].lower in passed or line.tokens[k].lower in self.names.countries)
            and not phrase_at(line.tokens, k, self.names.titles)
        ):
            k += 1
        if k >= len(line.tokens) or not phrase_at(line.tokens, k, self.names.titles) or line.tokens[k].quoted:
            return
        if any(m.first <= k < m.core and m.kind is Kind.NAME and not m.title.endswith(" the") for m in line.mentions):
            return  # ", President Smith" is the next person
        stop = self._end(line.tokens, k)
        first = at + 1
        while line.tokens[first].lower in self.speech.determiners | self.speech.between:
            first += 1
        role = self.text[line.tokens[min(first, k)].start : line.tokens[stop - 1].end]
        entity.person = True
        entity.roles += self._offices(line.tokens, k, stop)
        if not entity.role or (len(mention.words) > 1 and len(entity.role.split()) <= 2):
            entity.role = role
        if not entity.country:
            for token in line.tokens[first:stop]:
                if token.lower in self.names.countries:
                    entity.country = self.names.countries[token.lower]
                    break

    def _offices(self, tokens: Sequence[Token], first: int, last: int) -> Iterator[str]:
        """The titles among tokens, in lower case: *general secretary* and *president* of one role."""
        k = first
        while k < last:
            size = phrase_at(tokens, k, self.names.titles)
            if size:
                yield " ".join(token.lower for token in tokens[k : k + size])
            k += max(size, 1)

    def _end(self, tokens: Sequence[Token], first: int) -> int:
        """Where a title behind a name ends: at a sign, or before the day (*, president of Norway on Monday*)."""
        stop = first + 1
        while stop < len(tokens) and stop - first < FARTHEST and not self._stops(tokens, stop):
            day = tokens[stop + 1].lower if stop + 1 < len(tokens) else ""
            if tokens[stop].lower == "on" and (day in self.names.not_names or day.isdigit()):
                break
            stop += 1
        return stop

    @staticmethod
    def _stops(tokens: Sequence[Token], at: int) -> bool:
        """Whether a title ends before a token; a short form in brackets belongs to it (*Communist Party (CPV)*)."""
        sign = tokens[at].text
        if sign == "(":
            return not (at + 2 < len(tokens) and tokens[at + 1].text.isupper() and tokens[at + 2].text == ")")
        return sign in _STOPS
