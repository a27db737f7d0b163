"""Where a sentence says who is speaking: reporting verbs with their subjects."""

from __future__ import annotations

from typing import NamedTuple

from reader.analysis.capitals import phrase_at
from reader.analysis.lexicons import Speech, Verb
from reader.analysis.names import Kind
from reader.analysis.subjects import Clause, Subject, Who, named, subject_after, subject_before
from reader.analysis.tokens import Token

LONGEST = 400
"""Words of a sentence in which cues are looked for; what is longer is no sentence but a table or a list."""


class RawCue(NamedTuple):
    """A reporting verb with its subject; ``start`` and ``end`` are offsets into the text."""

    subject: Subject
    start: int
    end: int
    verb: int
    """Token index of the verb."""
    speak: bool
    participle: bool = False
    inverted: bool = False
    according: bool = False
    relative: bool = False
    """In a relative clause: *Trump, who has said …*."""


def find(clause: Clause) -> list[RawCue]:
    """Cues of a sentence, in order of their verbs."""
    found: list[RawCue] = []
    tokens, beginnings = clause.tokens, clause.speech.beginnings
    if len(tokens) > LONGEST:
        return found
    behind = 0
    for at, token in enumerate(tokens):
        if token.lower in beginnings and at >= behind and token.word and not token.quoted and at not in clause.inside:
            cue, step = _cue_at(clause, at)
            behind = at + step
            if cue is not None:
                found.append(cue)
    return found


def _cue_at(clause: Clause, at: int) -> tuple[RawCue | None, int]:
    """The cue whose verb or noun begins at a token, and how many tokens to go on by."""
    lower, speech = clause.tokens[at].lower, clause.speech
    length = phrase_at(clause.tokens, at, speech.according)
    if length:
        return _according(clause, at, at + length), length
    verb = _verb_at(clause, at)
    if verb is not None:
        cue = _verb_cue(clause, at, verb)
        if cue is not None:
            return cue, len(verb.words)
    if lower in speech.states:
        return _state_cue(clause, at), 1
    return (_noun_cue(clause, at), 1) if verb is None and lower in speech.nouns else (None, 1)


def _state_cue(clause: Clause, at: int) -> RawCue | None:
    """``The Committee is strongly committed to …``"""
    tokens = clause.tokens
    before = _skip_back(clause, at - 1)
    if not _has_be(clause, before + 1, at) or (before >= 0 and tokens[before].lower in clause.speech.blocking):
        return None
    subject = subject_before(clause, before)
    if subject is None or subject.who in (Who.UNNAMED, Who.SAME):
        return None
    start = tokens[subject.start].start
    start = start if tokens[at].end - start <= 60 else tokens[at].start
    return RawCue(subject, start, tokens[at].end, at, speak=False)


def _noun_cue(clause: Clause, at: int) -> RawCue | None:
    """``Smith's claim that …``"""
    tokens = clause.tokens
    k = at - 1
    while k > 0 and k not in clause.inside and k > at - 3 and tokens[k].word:
        k -= 1
    owner = clause.ending.get(k)
    if owner is None or not owner.possessive or owner.kind is Kind.ROLE or at + 1 >= len(tokens):
        return None
    if tokens[at + 1].lower not in ("that", "to", "of", "for", "about", "on"):
        return None
    return RawCue(named(owner), owner.start, tokens[at].end, at, speak=False, relative=True)


def _verb_at(clause: Clause, at: int) -> Verb | None:
    tokens = clause.tokens
    verbs = clause.speech.verbs.get(tokens[at].lower, ())
    if not verbs or tokens[at].possessive:
        return None
    # The first is the longest.
    ahead = tuple([token.lower for token in tokens[at : at + len(verbs[0].words)]])
    return next((verb for verb in verbs if verb.words == ahead[: len(verb.words)]), None)


def _verb_cue(clause: Clause, at: int, verb: Verb) -> RawCue | None:
    tokens, speech = clause.tokens, clause.speech
    end = at + len(verb.words)
    before = _skip_back(clause, at - 1)
    passive = _has_be(clause, before + 1, at) and verb.words[0] not in speech.be
    if passive and verb.form != "ing" and speech.inflected:
        return None
    if before >= 0 and (tokens[before].lower in speech.blocking or _modifies(clause, before)):
        return None
    if verb.speak and speech.inflected and verb.form in ("past", "s"):
        inverted = _inverted(clause, at, end)
        if inverted is not None:
            return inverted
    if verb.form == "ing" and not passive:
        return _participle(clause, before, at, end, verb)
    if end < len(tokens) and _says_nothing(clause, verb, end):
        return None
    subject = subject_before(clause, before)
    if subject is not None and subject.who is Who.SAME and verb.form != "past":
        return None
    if subject is None or not _agrees(clause, verb, subject, before):
        return None
    cue = _make(clause, subject, at, end, verb)
    return cue._replace(relative=True) if tokens[before].lower == "who" else cue


def _says_nothing(clause: Clause, verb: Verb, end: int) -> bool:
    """Whether what follows a verb makes it no report: *said nothing*, *thought of*, *concluded the agreement*."""
    after, speech = clause.tokens[end].lower, clause.speech
    first = end - len(verb.words)
    silent = speech.silent.get(clause.tokens[end - 1].lower, frozenset())
    return (
        (speech.inflected and verb.form == "past" and after == "by")
        or (verb.speak and after == "nothing")
        or after in silent
        or ("not" in silent and any(t.lower in _NOT for t in clause.tokens[max(0, first - 3) : first]))
        or _receives(clause, verb, end)
    )


_NOT = ("not", "n't", "didn't", "hasn't", "haven't", "doesn't", "never")
_GREETING = ("welcome", "welcomed", "welcomes")


def _receives(clause: Clause, verb: Verb, end: int) -> bool:
    """Whether somebody is welcomed somewhere, which is an event: *welcomed President X to the White House*."""
    if verb.words[0] not in _GREETING or not clause.speech.inflected:
        return False
    tokens = clause.tokens
    first = end + (tokens[end].lower in clause.speech.determiners)
    guest = clause.starting.get(first)
    if guest is None or guest.possessive or guest.kind not in (Kind.NAME, Kind.ROLE):
        return False
    behind = tokens[guest.last : guest.last + 16]
    stop = next((k for k, t in enumerate(behind) if t.lower == "to"), None)
    return stop is not None and all(t.capital or t.lower in ("of", "the", ",", "and") for t in behind[:stop])


def _modifies(clause: Clause, before: int) -> bool:
    """Whether a word such as *the*, *of* or *Russia's* stands before the verb, which is then a noun or an adjective."""
    token, speech = clause.tokens[before], clause.speech
    if not speech.inflected or (before in clause.inside and not token.possessive):
        return False
    return token.possessive or token.lower in speech.determiners or token.lower in speech.prepositions - {"by", "in"}


def _participle(clause: Clause, before: int, at: int, end: int, verb: Verb) -> RawCue | None:
    """``…, adding that …`` goes on with the sentence's subject."""
    tokens = clause.tokens
    sign = before >= 0 and (tokens[before].text in ",;—–-" or tokens[before].lower in ("and", "while", "by"))
    that = verb.speak and before >= 0 and end < len(tokens) and tokens[end].lower == "that"
    return _make(clause, Subject(Who.SAME), at, end, verb, participle=True) if sign or that else None


def _agrees(clause: Clause, verb: Verb, subject: Subject, before: int) -> bool:
    """Whether the subject fits the verb: base forms stand with plurals, *shows* with polls and reports."""
    if not clause.speech.inflected:
        return True
    if verb.evidence and subject.who not in (Who.NOMINAL, Who.UNNAMED):
        mention = subject.mention
        if mention is None or mention.kind is not Kind.BODY:
            return False
    if verb.form != "base":
        return True
    if subject.who is Who.JOINT or (subject.who is Who.PRONOUN and subject.text == "they"):
        return True
    if subject.who is Who.PRONOUN or not clause.tokens[before].lower.endswith("s"):
        return False
    mention = subject.mention if subject.who is Who.NAMED else None
    return mention is None or len(mention.words) == 1 or mention.words[-1].casefold() in clause.names.body_nouns


def _make(clause: Clause, subject: Subject, at: int, end: int, verb: Verb, *, participle: bool = False) -> RawCue:
    tokens = clause.tokens
    stop = tokens[end - 1].end
    start = tokens[at].start
    if subject.who is not Who.SAME and stop - tokens[subject.start].start <= 60:
        start = tokens[subject.start].start
    return RawCue(subject, start, stop, at, verb.speak, participle)


def _skip_back(clause: Clause, at: int) -> int:
    tokens, speech = clause.tokens, clause.speech
    while at >= 0 and at not in clause.inside and _passed_over(tokens[at], speech):
        at -= 1
    while at > 0 and tokens[at].lower in speech.between and at in clause.inside and len(clause.inside[at].words) == 1:
        at -= 1
    return at


def _passed_over(token: Token, speech: Speech) -> bool:
    lower = token.lower
    if token.quoted:
        return False
    return (
        lower in speech.between or lower in speech.be or (speech.inflected and lower.endswith("ly") and len(lower) > 4)
    )


def _has_be(clause: Clause, first: int, last: int) -> bool:
    return any(clause.tokens[k].lower in clause.speech.be for k in range(max(first, 0), last))


def _inverted(clause: Clause, at: int, end: int) -> RawCue | None:
    """``…,” said Smith``: the subject after a verb of speaking that follows a comma or a quotation."""
    tokens = clause.tokens
    if at == 0 or end >= len(tokens):
        return None
    quoted = tokens[at - 1].quoted or tokens[at - 1].text in '”"’»」'
    if not quoted and tokens[at - 1].text != ",":
        return None
    k = end
    lead = ("the", "a", "an", "its", "his", "her", "their")
    if not quoted and subject_before(clause, at - 1) is not None:
        return None
    if tokens[k].lower in clause.speech.pronouns and not tokens[k].quoted:
        subject = Subject(Who.PRONOUN, text=tokens[k].lower, start=k)
        return RawCue(subject, tokens[at].start, tokens[k].end, at, True, inverted=True)
    behind = subject_after(clause, k)
    if behind is None or (behind.who is Who.UNNAMED and tokens[k].lower not in lead):
        return None
    stop = behind.mention.last if behind.mention is not None else k + 1
    stop = min(max(stop, end + 1), len(tokens))
    following = tokens[stop] if stop < len(tokens) else None
    if following is not None and following.word and not quoted:
        return None
    return RawCue(behind, tokens[at].start, tokens[stop - 1].end, at, True, inverted=True)


def _according(clause: Clause, at: int, end: int) -> RawCue | None:
    tokens = clause.tokens
    if end >= len(tokens):
        return None
    subject = subject_after(clause, end)
    if subject is None:
        return None
    stop = subject.mention.last if subject.mention is not None else end + 1
    return RawCue(subject, tokens[at].start, tokens[min(stop, len(tokens)) - 1].end, at, True, according=True)
