"""Reads a document's sentences in order and says who speaks in each."""

from __future__ import annotations

from dataclasses import dataclass

from reader.analysis import labels
from reader.analysis.cues import Clause, RawCue, Subject, Who, find, sentence_subject
from reader.analysis.finding import Finding
from reader.analysis.lexicons import Names, Speech, names, speech
from reader.analysis.names import Kind, Mention, mentions, phrase_at, vocabulary
from reader.analysis.people import Entity, Registry
from reader.analysis.quotes import quotations, quoted_length
from reader.analysis.tokens import Token, tokens
from reader.model import BOTH_SIDES, Attribution, Cue, Document, Person, Sentence, Span


@dataclass(slots=True)
class Line:
    """A sentence while it is being read."""

    sentence: Sentence
    tokens: list[Token]
    mentions: list[Mention]
    quoted: float


def read_sentences(document: Document, language: str) -> tuple[list[Finding], list[tuple[Person, bool]]]:
    """A finding per sentence, and everybody named, each with whether it is a person."""
    return _Reader(document, speech(language), names(language)).read()


class _Reader:
    def __init__(self, document: Document, words: Speech, known: Names) -> None:
        self.document = document
        self.speech = words
        self.names = known
        self.text = document.text
        self.quotes = quotations(self.text, document.paragraphs)
        self.registry = Registry(known)
        self.lines = self._lines()
        self._roles()
        self.readout = self._is_readout()
        self.principals = [one for one in self.registry.entities if one.person][:2]
        self.recent: list[Entity] = []
        self.plural: str | None = None
        self.body: Entity | None = None

    def read(self) -> tuple[list[Finding], list[tuple[Person, bool]]]:
        found = [self._cued(line) for line in self.lines]
        self._quoted(found)
        for line, one in zip(self.lines, found, strict=True):
            if self._leads_in(line, one):
                one.speaker, one.cue = None, None
        labels.signatures(self.document, self.registry, found)
        labels.apply(self.document, self.registry, found)
        self._carry(found)
        for line, one in zip(self.lines, found, strict=True):
            if one.speaker is not None:
                one.attribution = self._kind(line, one)
        people = [(Person(e.name, e.aliases, e.role), e.person) for e in self.registry.entities]
        return found, people

    # -- what stands where -------------------------------------------------------------------------------------------

    def _lines(self) -> list[Line]:
        lines: list[Line] = []
        first = 0
        for sentence in self.document.sentences:
            found, first = tokens(self.text, sentence, self.quotes, first)
            length, _ = quoted_length(self.quotes, first, sentence.start, sentence.end)
            lines.append(Line(sentence, found, [], length / max(1, sentence.end - sentence.start)))
        known = vocabulary([line.tokens for line in lines], self.names)
        for line in lines:
            line.mentions = mentions(line.tokens, self.names, known)
            for mention in line.mentions:
                self.registry.add(mention)
        self.registry.settle()
        return lines

    def _roles(self) -> None:
        for line in self.lines:
            for mention in line.mentions:
                entity = self.registry.of(mention)
                if entity is None or entity.kind is not Kind.NAME:
                    continue
                self._place_of(line, mention, entity)
                self._apposition(line, mention, entity)

    def _place_of(self, line: Line, mention: Mention, entity: Entity) -> None:
        after = line.tokens[mention.last : mention.last + 4]
        if not entity.country and len(after) > 1 and after[0].lower == "of":
            for size in (3, 2, 1):
                name = " ".join(t.lower for t in after[1 : 1 + size])
                if name.removeprefix("the ") in self.names.countries:
                    entity.country = self.names.countries[name.removeprefix("the ")]
                    return

    def _apposition(self, line: Line, mention: Mention, entity: Entity) -> None:
        """Takes ``, general secretary of …,`` after a name as its role."""
        at = mention.last
        if at + 1 >= len(line.tokens) or line.tokens[at].text != "," or mention.possessive:
            return
        k = at + 1
        while k < len(line.tokens) and line.tokens[k].lower in (
            "also",
            "the",
            "a",
            "an",
            "then",
            "now",
            "former",
            "vietnamese",
        ):
            k += 1
        if k >= len(line.tokens) or not phrase_at(line.tokens, k, self.names.titles) or line.tokens[k].quoted:
            return
        stop = k
        while stop < len(line.tokens) and stop - k < 24 and line.tokens[stop].text not in (",", ".", ";", "—", "–"):
            stop += 1
        role = self.text[line.tokens[k].start : line.tokens[stop - 1].end]
        entity.person = True
        entity.roles.append(line.tokens[k].lower)
        if not entity.role:
            entity.role = role
        if not entity.country:
            for token in line.tokens[k:stop]:
                if token.lower in self.names.countries:
                    entity.country = self.names.countries[token.lower]
                    break

    def _is_readout(self) -> bool:
        """Whether the document tells of an exchange, where a speech runs on over sentences without a cue."""
        sample = f"{self.document.title}\n{self.text[:20000]}".casefold()
        strong = any(sign in sample[:1500] for sign in self.speech.readout_strong)
        signs = sum(sign in sample for sign in self.speech.readout)
        quoted = sum(end - start for start, end in self.quotes) / max(1, len(self.text))
        return (strong or signs >= (3 if len(self.text) > 2500 else 2)) and quoted < 0.2

    # -- cues --------------------------------------------------------------------------------------------------------

    def _cued(self, line: Line) -> Finding:
        clause = Clause(line.tokens, line.mentions, self.speech, self.names)
        finding = Finding(quoted=line.quoted)
        if not self._is_event(line):
            best, rank = None, -1
            for cue in [*self._title_cue(line), *find(clause)]:
                name, entity = self._resolve(cue.subject, line, cue)
                if name is None and cue.subject.who is not Who.UNNAMED:
                    continue
                this = self._rank(line, cue)
                if this > rank:
                    best, rank = (cue, name, entity), this
            if best is not None:
                cue, name, entity = best
                finding.speaker, finding.entity, finding.speak = name, entity, cue.speak
                finding.blocked = name is None
                if name is not None:
                    finding.cue = Cue(cue.start, cue.end, self.text[cue.start : cue.end])
        self._remember(line, finding)
        return finding

    def _title_cue(self, line: Line) -> list[RawCue]:
        """``Pence: …`` as headlines have it, where the document names the person again."""
        first = next((m for m in line.mentions if m.start == line.sentence.start), None)
        if first is None or first.possessive or first.kind not in (Kind.NAME, Kind.BODY):
            return []
        after = line.tokens[first.last] if first.last < len(line.tokens) else None
        entity = self.registry.of(first)
        if (
            after is None
            or after.text != ":"
            or first.last + 3 > len(line.tokens)
            or entity is None
            or entity.mentions < 2
        ):
            return []
        subject = Subject(Who.NAMED, first, first.text, first.first)
        return [RawCue(subject, first.start, after.end, first.last, speak=True)]

    def _leads_in(self, line: Line, finding: Finding) -> bool:
        """Whether a sentence only announces what is said after it (*He added:*)."""
        cue = finding.cue
        if cue is None or not line.sentence.text.endswith(":"):
            return False
        return sum(t.word and not cue.start <= t.start < cue.end for t in line.tokens) <= 4

    def _rank(self, line: Line, cue: RawCue) -> int:
        if cue.participle or cue.relative:
            return 0
        words = line.tokens
        before = words[cue.subject.start - 1] if cue.subject.start > 0 else None
        after = next((t for t in words if t.start >= cue.end), None)
        if cue.inverted or (cue.speak and before is not None and (before.quoted or before.text in '”"’»')):
            return 4
        if after is not None and after.quoted and cue.speak:
            return 4
        if cue.speak and not cue.according and before is not None and before.text in ",—–--" and self._ends(line, cue):
            return 3
        if before is None or not before.word or before.lower in ("and", "but"):
            return 2
        return 1 if before.lower in self.speech.boundaries else 2

    def _ends(self, line: Line, cue: RawCue) -> bool:
        after = [t for t in line.tokens if t.start >= cue.end]
        if not after:
            return True
        return after[0].text in (",", ".", "—", "–", "--", ";") or len(after) <= 7

    def _is_event(self, line: Line) -> bool:
        lower = line.sentence.text[:400].casefold()
        return lower.startswith(self.speech.event_openings) or any(
            one in lower for one in self.speech.event_phrases if one.startswith("made ")
        )

    def _remember(self, line: Line, finding: Finding) -> None:
        named = [self.registry.of(m) for m in line.mentions if not self._in_quotes(line, m)]
        persons = [e for e in named if e is not None and e.person]
        if finding.entity is not None and finding.entity.kind is Kind.NAME:
            self.recent.append(finding.entity)
        elif persons and not finding.blocked:
            self.recent.append(persons[0])
        if finding.entity is not None and finding.entity.kind is Kind.BODY:
            self.body = finding.entity
        if finding.speaker == BOTH_SIDES or (self.readout and len(dict.fromkeys(id(e) for e in persons)) > 1):
            self.plural = BOTH_SIDES
        elif finding.speaker is not None and finding.entity is not None and finding.entity.kind is Kind.BODY:
            self.plural = finding.speaker
        del self.recent[:-8]

    def _in_quotes(self, line: Line, mention: Mention) -> bool:
        return line.tokens[mention.first].quoted

    # -- who is meant ------------------------------------------------------------------------------------------------

    def _resolve(self, subject: Subject, line: Line, cue: RawCue) -> tuple[str | None, Entity | None]:
        match subject.who:
            case Who.NAMED if subject.mention is not None:
                entity = self.registry.of(subject.mention)
                return (entity.name, entity) if entity is not None and self._can_speak(entity, cue) else (None, None)
            case Who.PRONOUN:
                return self._pronoun(subject.text, speak=cue.speak)
            case Who.JOINT:
                return self._joint(subject)
            case Who.ROLE:
                return self._role(subject)
            case Who.SIDE if subject.mention is not None:
                return self._side(
                    subject.mention,
                    whole=subject.start != subject.mention.first
                    or "side" in line.sentence.text[cue.start - line.sentence.start : cue.end - line.sentence.start],
                )
            case Who.NOMINAL:
                return self._described(subject)
            case Who.SAME:
                return self._same(line, cue)
            case _:
                return None, None

    def _can_speak(self, entity: Entity, cue: RawCue) -> bool:
        if entity.kind is Kind.BODY:
            return entity.words[-1] in self.names.speaking_bodies or entity.name.isupper() or len(entity.words) > 1
        return entity.person or cue.speak or len(entity.words) > 1 or entity.mentions > 1

    def _pronoun(self, word: str, *, speak: bool = True) -> tuple[str | None, Entity | None]:
        gender = self.speech.pronouns[word]
        if gender == "p":
            return self.plural, self.body if self.plural != BOTH_SIDES else None
        if gender == "n":
            return (self.body.name, self.body) if self.body is not None and speak else (None, None)
        for entity in reversed(self.recent):
            if entity.gender in ("", gender):
                return entity.name, entity
        return None, None

    def _joint(self, subject: Subject) -> tuple[str | None, Entity | None]:
        if not subject.names:
            return (BOTH_SIDES, None) if self.readout or self.plural == BOTH_SIDES else (None, None)
        people = [self.registry.of(m) for m in subject.names]
        if all(one is not None and one is people[0] for one in people):
            return self._resolved(people[0])
        one_side = (
            len({one.country for one in people if one is not None}) == 1 and people[0] is not None and people[0].country
        )
        if self.readout and not one_side and any(one in self.principals for one in people if one is not None):
            return BOTH_SIDES, None
        given = [m.text if one is None else one.name for m, one in zip(subject.names, people, strict=True)]
        return " and ".join(given) if all(given) else None, None

    def _resolved(self, entity: Entity | None) -> tuple[str | None, Entity | None]:
        return (entity.name, entity) if entity is not None else (None, None)

    def _role(self, subject: Subject) -> tuple[str | None, Entity | None]:
        bare = subject.text.casefold()
        if bare.endswith("s") and bare[:-1].split()[-1] in self.names.titles:
            return (BOTH_SIDES, None) if self.readout else (None, None)
        country = ""
        if subject.mention is not None and subject.mention.kind is Kind.PLACE:
            country = self.names.countries.get(subject.mention.text.casefold(), "")
        for entity in self.registry.entities:
            if any(self._same_role(role, bare) for role in entity.roles) and country in ("", entity.country):
                return entity.name, entity
        return None, None

    def _same_role(self, role: str, wanted: str) -> bool:
        while role.split(" ", 1)[0] in self.names.countries and " " in role and role != wanted:
            role = role.split(" ", 1)[1]
        return role == wanted

    def _side(self, mention: Mention, *, whole: bool) -> tuple[str | None, Entity | None]:
        """Who speaks for a country; ``whole`` where the text says *the … side* and not only the country's name."""
        country = self.names.countries.get(mention.text.casefold())
        if country is None:
            return mention.text, None
        if self.readout and not whole and self.recent and self.recent[-1].country not in ("", country):
            return None, None
        for entity in reversed(self.recent[-2:]):
            if entity.country == country:
                return entity.name, entity
        for entity in self.registry.entities:
            if entity.country == country and entity.person:
                return entity.name, entity
        return (None, None) if self.readout else (mention.text, None)

    def _described(self, subject: Subject) -> tuple[str | None, Entity | None]:
        return subject.text, None

    def _same(self, line: Line, cue: RawCue) -> tuple[str | None, Entity | None]:
        subject = sentence_subject(Clause(line.tokens, line.mentions, self.speech, self.names), cue.verb)
        return self._resolve(subject, line, cue) if subject is not None else (None, None)

    # -- quotations and what carries over ----------------------------------------------------------------------------

    def _quoted(self, found: list[Finding]) -> None:
        """Gives quoted sentences without a cue to whoever speaks in the rest of the quotation or before it."""
        k = 0
        for quote in self.quotes:
            while k < len(self.lines) and self.lines[k].sentence.end <= quote.start:
                k += 1
            self._quotation(found, quote, k)

    def _quotation(self, found: list[Finding], quote: Span, first: int) -> None:
        covered = []
        k = first
        while k < len(self.lines) and self.lines[k].sentence.start < quote.end:
            covered.append(k)
            k += 1
        if not covered or quote.end - quote.start < 20:
            return
        open_ones = [
            c for c in covered if found[c].speaker is None and self.lines[c].quoted > 0.5 and not found[c].blocked
        ]
        if not open_ones:
            return
        source = next((found[c] for c in covered if found[c].speaker is not None or found[c].blocked), None)
        if source is None:
            source = self._before(found, covered[0])
        if source is not None and source.speaker is not None:
            for c in open_ones:
                found[c].speaker, found[c].entity, found[c].cue = source.speaker, source.entity, None

    def _before(self, found: list[Finding], at: int) -> Finding | None:
        if at == 0:
            return None
        here, before = self.lines[at].sentence, self.lines[at - 1].sentence
        if found[at - 1].blocked:
            return None
        if found[at - 1].speaker is not None and here.paragraph - before.paragraph <= 1:
            return found[at - 1]
        return None

    def _carry(self, found: list[Finding]) -> None:
        """In a readout, gives sentences without a cue to whoever was speaking, until an event or another speaker."""
        if not self.readout:
            return
        running: Finding | None = None
        for line, one in zip(self.lines, found, strict=True):
            if one.speaker is not None:
                running = one if one.speaker != BOTH_SIDES else None
            elif one.blocked or running is None or not self._continues(line):
                running = None
            else:
                one.speaker, one.entity = running.speaker, running.entity

    def _continues(self, line: Line) -> bool:
        lower = line.sentence.text.casefold()
        if lower.startswith(self.speech.event_openings) or any(p in lower for p in self.speech.event_phrases):
            return False
        words = [t.lower for t in line.tokens if t.word]
        if not words or len(words) < 4:
            return False
        if words[0] in self.speech.continuing_first:
            return True
        for word in words:
            if word in self.speech.continuing_present:
                return True
            if word in self.speech.continuing_past:
                return False
        return False

    def _kind(self, line: Line, one: Finding) -> Attribution:
        spoken = [
            (t, t.quoted)
            for t in line.tokens
            if t.word and not (one.cue is not None and one.cue.start <= t.start < one.cue.end)
        ]
        if not spoken:
            return Attribution.INDIRECT
        quoted = [t for t, q in spoken if q]
        if len(quoted) >= 0.75 * len(spoken) or (len(quoted) >= 6 and len(spoken) - len(quoted) <= 6):
            return Attribution.DIRECT
        small = [t for t in quoted if not t.capital and len(t.text) > 3]
        return (
            Attribution.MIXED
            if small and len(small) * 2 > len([t for t in quoted if len(t.text) > 3])
            else Attribution.INDIRECT
        )
