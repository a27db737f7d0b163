"""Reads a document's sentences in order and says who speaks in each."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial

from reader.analysis import labels, monologue
from reader.analysis.capitals import vocabulary
from reader.analysis.carrying import carry_over, give_quotations, kind
from reader.analysis.cues import LONGEST, RawCue, find
from reader.analysis.finding import Finding, Line
from reader.analysis.glance import Glance
from reader.analysis.joint import is_joint_statement, issued_jointly
from reader.analysis.lexicons import names, speech
from reader.analysis.names import Kind, Mention, mentions
from reader.analysis.people import Entity, Registry
from reader.analysis.quotes import quotations, quoted_length
from reader.analysis.referents import Referents
from reader.analysis.roles import Roles
from reader.analysis.subjects import Clause, Subject, Who, sentence_subject
from reader.analysis.tokens import Token, tokens
from reader.model import Attribution, Cue, Document, Person, Sentence, Span
from reader.text.datelines import dateline_spans


def read_sentences(document: Document, language: str) -> tuple[list[Finding], list[tuple[Person, bool]]]:
    """A finding per sentence, and everybody named, each with whether it is a person."""
    return _Reader(document, language).read()


def _tokens(
    text: str, quotes: Sequence[Span], ends: Sequence[int], origins: Mapping[int, int], sentence: Sentence
) -> list[Token]:
    """Tokens of a sentence without where it comes from; ``ends`` of the quotations, ``origins`` with theirs."""
    found = tokens(text, sentence, quotes, bisect_right(ends, sentence.start))
    if sentence.start in origins:  # BEIJING, May 24 (Xinhua) -- is nobody
        return [token for token in found if token.start >= origins[sentence.start]]
    return _without_place(found)


def _without_place(sentence: list[Token]) -> list[Token]:
    """A sentence without the place in capitals before a dash with which a report may begin: ``OSLO - …``."""
    place = 0
    while (
        place < min(len(sentence), _LONGEST_PLACE) and len(sentence[place].text) > 2 and sentence[place].text.isupper()
    ):
        place += 1
    dash = place < len(sentence) and sentence[place].text in ("-", "–", "—", "--")
    return sentence[place + 1 :] if place and dash else sentence


_LONGEST_PLACE = 3
_ISSUES = 3
"""Sentences in which a body states something make the document its statement."""


class _Reader:
    def __init__(self, document: Document, language: str) -> None:
        self.document = document
        self.language = language
        self.speech = speech(language)
        self.names = names(language)
        self.text = document.text
        self.made = [one for one in self.speech.event_phrases if one.startswith("made ")]
        self.quotes = quotations(self.text, document.paragraphs)
        self.registry = Registry(self.names)
        self.lines = self._lines()
        Roles(self.text, self.speech, self.names, self.registry).find(self.lines)
        self.joint = is_joint_statement(document)
        self.readout = self.joint or self._is_readout()
        self.referents = Referents(self.registry, self.speech, self.names, readout=self.readout)

    def read(self) -> tuple[list[Finding], list[tuple[Person, bool]]]:
        found = [self._cued(line) for line in self.lines]
        give_quotations(self.quotes, self.lines, found)
        announced: tuple[int, str] | None = None
        for k, (line, one) in enumerate(zip(self.lines, found, strict=True)):
            if self._leads_in(line, one):
                announced = announced or ((k, one.speaker) if one.speaker else None)
                one.speaker, one.cue = None, None
        labels.signatures(self.document, self.registry, found)
        labels.apply(self.document, self.registry, found)
        if self.joint:
            issued_jointly(self.lines, found, self.speech)
        elif self.readout and not self._is_own_account():
            carry_over(self.lines, found, self.speech)
        self._own_statement(found)
        people_named = [one.name for one in self.registry.entities if one.person]
        monologue.apply(self.document, found, people_named, announced)
        for line, one in zip(self.lines, found, strict=True):
            if one.speaker is not None:
                one.attribution = Attribution.DIRECT if one.labelled else kind(line, one)
        people = [(Person(e.name, e.aliases, e.role), e.person) for e in self.registry.entities]
        return found, people

    # -- what stands where -------------------------------------------------------------------------------------------

    def _lines(self) -> list[Line]:
        origins = {span.start: span.end for span in dateline_spans(self.text, self.document.language)}
        sentences = self.document.sentences
        glance = Glance(self.text, sentences, self.language, origins)
        cut = partial(_tokens, self.text, self.quotes, [quote.end for quote in self.quotes], origins)
        lines: list[Line] = []
        first = 0
        for sentence in sentences:
            length, first = quoted_length(self.quotes, first, sentence.start, sentence.end)
            quoted = length / (sentence.end - sentence.start) if length else 0.0
            lines.append(Line(sentence, quoted, cut))
        close = (line.tokens for line, plain in zip(lines, glance.plain, strict=True) if not plain)
        known = vocabulary(close, self.names, glance.small)
        for line, silent in zip(lines, glance.silent(known), strict=True):
            line.silent = silent
            if silent:
                continue
            line.mentions = mentions(line.tokens, self.names, known)
            for mention in line.mentions:
                self.registry.add(mention)
        self.registry.settle()
        return lines

    def _is_readout(self) -> bool:
        """Whether the document tells of an exchange, where a speech runs on over sentences without a cue."""
        sample = f"{self.document.title}\n{self.text[:20000]}".casefold()
        strong = any(sign in sample[:1500] for sign in self.speech.readout_strong)
        signs = sum(sign in sample for sign in self.speech.readout)
        quoted = sum(end - start for start, end in self.quotes) / max(1, len(self.text))
        if strong:
            return quoted < 0.2
        return signs >= (3 if len(self.text) > 2500 else 2) and quoted < 0.06

    def _is_own_account(self) -> bool:
        """Whether the office of one side tells it, so that what has no cue is its own and nobody's statement."""
        opening = f"{self.document.title}\n{self.text[:600]}".casefold()
        return any(sign in opening for sign in self.speech.own_account)

    # -- cues --------------------------------------------------------------------------------------------------------

    def _cued(self, line: Line) -> Finding:
        if line.silent:
            self.referents.pass_over()
            return Finding(quoted=line.quoted)
        clause = Clause(line.tokens, line.mentions, self.speech, self.names)
        finding = Finding(quoted=line.quoted)
        if not self._is_event(line):
            best, rank = None, -1
            for cue in [*self._title_cue(line), *find(clause)]:
                name, entity = self.referents.resolve(cue.subject, line, cue)
                if name is None and not (cue.subject.who is Who.UNNAMED and cue.speak):
                    continue
                this = self._rank(line, cue)
                named = name is not None and cue.subject.who is not Who.PRONOUN
                if this > rank or (this == rank and named and best is not None and best[1] is None):
                    best, rank = (cue, name, entity), this
            if best is not None:
                cue, name, entity = best
                finding.speaker, finding.entity, finding.speak = name, entity, cue.speak
                finding.blocked = name is None
                self._is_person(cue, entity)
                if name is not None:
                    finding.cue = Cue(cue.start, cue.end, self.text[cue.start : cue.end])
        self.referents.remember(line, finding)
        return finding

    def _is_person(self, cue: RawCue, entity: Entity | None) -> None:
        """Whoever speaks under two or three names that name no body is a person."""
        if entity is not None and entity.kind is Kind.NAME and cue.speak and cue.subject.who is Who.NAMED:
            entity.person = entity.person or 2 <= len(entity.words) <= 4

    def _own_statement(self, found: list[Finding]) -> None:
        """In a statement that a body issues, what it says it does is its statement too: *The Committee will …*."""
        entities = [one.entity for one in found if one.speaker is not None]
        bodies = Counter(id(e) for e in entities if e is not None and e.kind is Kind.BODY)
        if self.readout or not bodies:
            return
        issuer, count = bodies.most_common(1)[0]
        if count < _ISSUES or count < 0.75 * len(entities):
            return
        for line, one in zip(self.lines, found, strict=True):
            if one.speaker is not None or one.blocked or len(line.tokens) > LONGEST or line.tokens[-1].text == ":":
                continue
            mention = self._main_subject(line)
            entity = self.registry.of(mention) if mention is not None else None
            if mention is not None and entity is not None and id(entity) == issuer and not mention.possessive:
                words = line.tokens[mention.first : mention.last + 1]
                one.speaker, one.entity = entity.name, entity
                one.cue = Cue(words[0].start, words[-1].end, self.text[words[0].start : words[-1].end])

    def _main_subject(self, line: Line) -> Mention | None:
        """The name that is the subject of a sentence, whatever its verb."""
        clause = Clause(line.tokens, line.mentions, self.speech, self.names)
        subject = sentence_subject(clause, len(line.tokens))
        return subject.mention if subject is not None and subject.who is Who.NAMED else None

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
        start = cue.subject.start
        if start > 1 and words[start - 1].lower in self.speech.determiners and words[start - 2].text in ",—–--":
            start -= cue.subject.who is not Who.UNNAMED or words[-1].start <= cue.end  # ", the President underlined."
        before = words[start - 1] if start > 0 else None
        after = next((t for t in words[cue.verb :] if t.start >= cue.end), None)
        if cue.inverted or (cue.speak and before is not None and (before.quoted or before.text in '”"’»')):
            return 4
        if after is not None and after.text == ":":
            after = next((t for t in words[cue.verb :] if t.start > after.start), None)
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
        return lower.startswith(self.speech.event_openings) or any(one in lower for one in self.made)
