"""Where a sentence says who is speaking: reporting verbs with their subjects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from reader.analysis.lexicons import Names, Speech, Verb
from reader.analysis.names import Kind, Mention, phrase_at
from reader.analysis.tokens import Token


class Who(StrEnum):
    """What stands as the subject of a cue."""

    NAMED = "named"
    PRONOUN = "pronoun"
    JOINT = "joint"
    """Two sides at once: *the two leaders*, *X and Y*."""
    ROLE = "role"
    """*The President*, *the senator*: somebody with that title."""
    SIDE = "side"
    """A country for those who speak for it."""
    NOMINAL = "nominal"
    """A body or people described by a name: *the Clinton campaign*."""
    UNNAMED = "unnamed"
    """*Officials*, *a source*."""
    SAME = "same"
    """Whoever is the subject of the sentence: *…, adding that …*."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is said to speak, before it is known who that is."""

    who: Who
    mention: Mention | None = None
    text: str = ""
    """Pronoun, title, or the wording of a described body."""
    start: int = 0
    """Token index of its first word."""
    names: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class RawCue:
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


@dataclass(slots=True)
class Clause:
    """A sentence with what is needed to find its cues."""

    tokens: Sequence[Token]
    mentions: Sequence[Mention]
    speech: Speech
    names: Names
    ending: dict[int, Mention] = field(default_factory=dict)
    starting: dict[int, Mention] = field(default_factory=dict)
    inside: dict[int, Mention] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.mentions:
            self.ending[one.last - 1] = one
            self.starting[one.first] = one
            for k in range(one.first, one.last):
                self.inside[k] = one


def find(clause: Clause) -> list[RawCue]:
    """Cues of a sentence, in order of their verbs."""
    found: list[RawCue] = []
    tokens, speech = clause.tokens, clause.speech
    at = 0
    while at < len(tokens):
        token = tokens[at]
        step = 1
        if token.word and not token.quoted and at not in clause.inside:
            length = phrase_at(tokens, at, speech.according)
            if length:
                cue = _according(clause, at, at + length)
                step = length
            else:
                verb = _verb_at(clause, at)
                if verb is None and token.lower in speech.nouns:
                    cue = _noun_cue(clause, at)
                    if cue is not None:
                        found.append(cue)
                    at += 1
                    continue
                cue = _verb_cue(clause, at, verb) if verb is not None else None
                step = len(verb.words) if verb is not None and cue is not None else 1
            if cue is not None:
                found.append(cue)
        at += step
    return found


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
    return RawCue(_named(owner), owner.start, tokens[at].end, at, speak=False, relative=True)


def _verb_at(clause: Clause, at: int) -> Verb | None:
    tokens = clause.tokens
    for verb in clause.speech.verbs.get(tokens[at].lower, ()):
        last = at + len(verb.words)
        if last <= len(tokens) and all(tokens[at + k].lower == w for k, w in enumerate(verb.words)):
            return verb if not tokens[at].possessive else None
    return None


def _verb_cue(clause: Clause, at: int, verb: Verb) -> RawCue | None:
    tokens, speech = clause.tokens, clause.speech
    end = at + len(verb.words)
    before = _skip_back(clause, at - 1)
    passive = _has_be(clause, before + 1, at) and verb.words[0] not in speech.be
    if passive and (verb.form == "past") and speech.inflected:
        return None
    if before >= 0 and tokens[before].lower in speech.blocking:
        return None
    if verb.speak and speech.inflected and verb.form in ("past", "s"):
        inverted = _inverted(clause, at, end)
        if inverted is not None:
            return inverted
    if verb.form == "ing" and not passive:
        return _participle(clause, before, at, end, verb)
    after = tokens[end] if end < len(tokens) else None
    if speech.inflected and after is not None and verb.form == "past" and after.lower == "by":
        return None
    subject = subject_before(clause, before)
    if subject is None or not _agrees(clause, verb, subject, before):
        return None
    cue = _make(clause, subject, at, end, verb)
    return replace(cue, relative=True) if tokens[before].lower == "who" else cue


def _participle(clause: Clause, before: int, at: int, end: int, verb: Verb) -> RawCue | None:
    """``…, adding that …`` goes on with the sentence's subject."""
    tokens = clause.tokens
    sign = before >= 0 and (tokens[before].text in ",;—–-" or tokens[before].lower in ("and", "while", "by"))
    that = verb.speak and before >= 0 and end < len(tokens) and tokens[end].lower == "that"
    return _make(clause, Subject(Who.SAME), at, end, verb, participle=True) if sign or that else None


def _agrees(clause: Clause, verb: Verb, subject: Subject, before: int) -> bool:
    """Whether number and kind of subject fit the verb: base forms stand with plurals, *shows* with polls and reports."""
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
    subject = _subject_after(clause, k)
    if subject is None or (subject.who is Who.UNNAMED and tokens[k].lower not in lead):
        return None
    stop = subject.mention.last if subject.mention is not None else k + 1
    stop = min(max(stop, end + 1), len(tokens))
    following = tokens[stop] if stop < len(tokens) else None
    if following is not None and following.word and not quoted:
        return None
    return RawCue(subject, tokens[at].start, tokens[stop - 1].end, at, True, inverted=True)


def _according(clause: Clause, at: int, end: int) -> RawCue | None:
    tokens = clause.tokens
    if end >= len(tokens):
        return None
    subject = _subject_after(clause, end)
    if subject is None:
        return None
    stop = subject.mention.last if subject.mention is not None else end + 1
    return RawCue(subject, tokens[at].start, tokens[min(stop, len(tokens)) - 1].end, at, True, according=True)


def _subject_after(clause: Clause, first: int) -> Subject | None:
    """Subject that begins at a token and goes to the next comma or clause."""
    tokens = clause.tokens
    last = first
    while last < len(tokens) and last - first < 16:
        token = tokens[last]
        if not token.word and token.text not in ".-&'’" and last not in clause.inside:
            break
        if token.lower in clause.speech.boundaries and last not in clause.inside and token.lower != "and":
            break
        if token.text == "." and last not in clause.inside:
            break
        last += 1
    while last > first and not clause.tokens[last - 1].word and (last - 1) not in clause.inside:
        last -= 1
    return _phrase(clause, first, last, after=True) if last > first else None


def subject_before(clause: Clause, at: int) -> Subject | None:
    """Subject that ends at a token."""
    tokens, speech = clause.tokens, clause.speech
    if at < 0:
        return None
    token = tokens[at]
    if not token.word and at not in clause.inside:
        if token.text == ")":
            k = at
            while k > 0 and tokens[k].text != "(":
                k -= 1
            return subject_before(clause, k - 1) if k > 0 and at - k < 8 else None
        if token.text in (",", "—", "–", "--", "―"):
            return _apposition(clause, at)
        return None
    if token.quoted:
        return None
    if token.lower in speech.pronouns:
        return Subject(Who.PRONOUN, text=token.lower, start=at)
    if token.lower == "who":
        return _antecedent(clause, at)
    if token.lower in ("and", "but", "then", "or"):
        return Subject(Who.SAME, start=at + 1) if token.lower in ("and", "but") else None
    if token.lower in ("i", "we", "you", "us", "me", "it's", "which", "that", "there"):
        return None
    first = _phrase_start(clause, at)
    return _phrase(clause, first, at + 1) if first <= at else None


def sentence_subject(clause: Clause, before: int) -> Subject | None:
    """Subject with which a sentence begins, after ``In Hanoi,`` and the like; None where it is nobody known."""
    tokens = clause.tokens
    at = 0
    while at < before and (not tokens[at].word or tokens[at].quoted):
        at += 1
    for _ in range(2):
        if at < before and at not in clause.inside and _opens_aside(clause, at):
            comma = next((k for k in range(at, before) if tokens[k].text == "," and not tokens[k].quoted), before)
            at = comma + 1
    while (
        at < before and at not in clause.inside and tokens[at].lower in clause.speech.boundaries | clause.speech.between
    ):
        at += 1
    if at >= before:
        return None
    if tokens[at].lower in clause.speech.pronouns:
        return Subject(Who.PRONOUN, text=tokens[at].lower, start=at)
    last = at
    while last < before and (last in clause.inside or _in_subject(clause, last)):
        last += 1
    subject = _phrase(clause, at, last) if last > at else None
    return subject if subject is not None and subject.who is not Who.UNNAMED else None


def _opens_aside(clause: Clause, at: int) -> bool:
    token, speech = clause.tokens[at], clause.speech
    return (
        token.lower in speech.leading
        or token.lower.endswith("ing")
        or token.lower in ("as", "while", "when", "after", "if", "although", "though", "since", "asked")
    )


def _in_subject(clause: Clause, at: int) -> bool:
    token, speech = clause.tokens[at], clause.speech
    lower = token.lower
    joint = phrase_at(clause.tokens, at, speech.joint) or lower in ("leaders", "sides", "two")
    return (
        bool(joint)
        or lower in speech.determiners | clause.names.body_nouns | {"and", "of"}
        or lower in clause.names.adjectives
    )


def _antecedent(clause: Clause, at: int) -> Subject | None:
    k = at - 1
    if k >= 0 and clause.tokens[k].text == ",":
        k -= 1
    mention = clause.ending.get(k)
    if mention is None or mention.possessive or mention.kind is Kind.ROLE:
        return None
    return _named(mention)


def _phrase_start(clause: Clause, at: int) -> int:
    tokens, speech = clause.tokens, clause.speech
    k = at
    while k >= 0:
        if k in clause.inside:
            k = clause.inside[k].first - 1
            continue
        token = tokens[k]
        if token.quoted or not (token.word or token.text in "-&'’%$"):
            if token.text == ")" and k - 2 >= 0 and tokens[k - 2].text == "(":
                k -= 3
                continue
            break
        if token.lower in speech.boundaries:
            if token.lower == "and" and _coordinates(clause, k):
                k -= 1
                continue
            break
        if _finite(clause, k):
            break
        k -= 1
    return k + 1


def _finite(clause: Clause, at: int) -> bool:
    """Whether a word within a phrase is a verb after all, so that the phrase begins after it."""
    speech, token = clause.speech, clause.tokens[at]
    if token.lower in speech.be or token.lower in speech.blocking - {"to"} or token.lower in ("has", "have", "had"):
        return True
    follower = clause.tokens[at + 1].lower if at + 1 < len(clause.tokens) else ""
    return speech.inflected and token.lower.endswith("ed") and follower in speech.determiners


def _coordinates(clause: Clause, at: int) -> bool:
    """Whether an *and* joins two names."""
    left, right = clause.ending.get(at - 1), None
    for k in (at + 1, at + 2):
        right = right or clause.starting.get(k)
    return left is not None and right is not None and not left.possessive


def _apposition(clause: Clause, comma: int) -> Subject | None:
    """Subject before ``, general secretary of …,``."""
    tokens = clause.tokens
    sign = tokens[comma].text
    k = comma - 1
    tries = 0
    inner = clause.ending.get(comma - 1)
    while k > 0 and tries < 5 and comma - k < 60:
        if k in clause.inside:
            k = clause.inside[k].first - 1
            continue
        if tokens[k].quoted:
            return None
        if tokens[k].text == sign:
            if tries == 0 and inner is not None and inner.first == k + 1 and inner.kind is not Kind.ROLE:
                head = clause.tokens[k - 1]
                if head.word and not head.capital and inner.kind is not Kind.PLACE:
                    return _named(inner)
            tries += 1
            mention = clause.ending.get(k - 1)
            if mention is not None and not mention.possessive and _appositive(clause, k + 1, comma):
                first = _phrase_start(clause, k - 1)
                subject = _phrase(clause, first, k)
                if subject is not None and subject.who is not Who.UNNAMED:
                    return subject
        k -= 1
    return None


def _appositive(clause: Clause, first: int, last: int) -> bool:
    """Whether tokens between commas may describe the name before them."""
    if first >= last:
        return False
    head = clause.tokens[first]
    if head.lower in (
        "who",
        "whose",
        "which",
        "the",
        "a",
        "an",
        "also",
        "in",
        "at",
        "on",
        "speaking",
        "now",
        "then",
        "then-",
        "along",
        "together",
        "like",
        "himself",
        "herself",
        "jr",
        "sr",
        "r",
        "d",
    ):
        return True
    if head.text.isdigit() or first in clause.inside:
        return True
    return head.lower not in clause.speech.pronouns and head.lower not in clause.speech.boundaries


def _named(mention: Mention) -> Subject:
    if mention.kind is Kind.ROLE:
        return Subject(Who.ROLE, mention, mention.title, mention.first)
    if mention.kind is Kind.PLACE and mention.first == mention.core:
        return Subject(Who.SIDE, mention, mention.text, mention.first)
    return Subject(Who.NAMED, mention, mention.text, mention.first)


def _phrase(clause: Clause, first: int, last: int, *, after: bool = False) -> Subject | None:
    """Reads a noun phrase of tokens ``[first, last)`` as a subject."""
    tokens, speech, names = clause.tokens, clause.speech, clause.names
    if any(tokens[k].quoted for k in (first, last - 1)):
        return None
    joint = _joint(clause, first, last)
    if joint is not None:
        return joint
    while first < last and tokens[first].lower in speech.determiners | speech.between and first not in clause.inside:
        first += 1
    if first >= last:
        return None
    inside = [m for m in clause.mentions if first <= m.first and m.last <= last]
    stop = last
    if tokens[first].lower in speech.leading and first not in clause.inside:
        ending = clause.ending.get(last - 1)
        return _named(ending) if ending is not None and not ending.possessive and not after else None
    for k in range(first + 1, last):
        if tokens[k].lower in speech.prepositions and k not in clause.inside:
            stop = k
            break
    head = clause.ending.get(stop - 1)
    couple = _couple(clause, first, stop)
    if couple is not None:
        return couple
    last_one = clause.ending.get(last - 1)
    if (
        head is not None
        and head.kind is Kind.ROLE
        and last_one is not None
        and last_one is not head
        and not last_one.possessive
    ):
        if last_one.kind is Kind.NAME and (last_one.first != last_one.core or len(last_one.words) > 1):
            return _named(last_one)
        if last_one.kind is Kind.PLACE:
            return Subject(Who.ROLE, last_one, head.title, first)
    if after and inside and inside[0].first == first:
        head = inside[0]
        stop = head.last if head.kind is not Kind.ROLE or head.last == stop else stop
        if head.possessive or (stop < last and tokens[stop].lower in names.body_nouns):
            head = None
            stop = next(
                (
                    k + 1
                    for k in range(first + 1, last)
                    if tokens[k].lower in names.body_nouns and k not in clause.inside
                ),
                last,
            )
    if head is not None and head.last == stop:
        return None if head.possessive else _named(head)
    return _described(clause, first, stop, last, inside)


def _described(clause: Clause, first: int, stop: int, last: int, inside: Sequence[Mention]) -> Subject | None:
    tokens, names = clause.tokens, clause.names
    noun = tokens[stop - 1]
    named = [m for m in inside if m.kind is not Kind.ROLE]
    if noun.lower not in names.body_nouns:
        plural = noun.lower.endswith("s") and not noun.possessive
        return Subject(Who.UNNAMED, start=first) if plural or noun.word else None
    if not named:
        return Subject(Who.UNNAMED, text=noun.lower, start=first)
    if noun.lower == "side" and named[-1].kind is Kind.PLACE:
        return Subject(Who.SIDE, named[-1], named[-1].text, first)
    before = [m for m in named if m.last <= stop]
    if before:
        words = [t for t in tokens[before[0].first : stop] if t.word]
        text = " ".join(t.text[:-2] if t.possessive and t.text[-2] in "'’" else t.text for t in words)
        return Subject(Who.NOMINAL, before[-1], text, before[0].first)
    if tokens[stop].lower in ("for", "of", "from", "by", "at", "with", "to", "in"):
        text = " ".join(t.text for t in tokens[stop - 1 : named[0].last] if t.word)
        return Subject(Who.NOMINAL, named[0], text, first)
    return Subject(Who.UNNAMED, start=first)


def _joint(clause: Clause, first: int, last: int) -> Subject | None:
    tokens = clause.tokens
    for k in (first, first + 1):
        if k < last:
            length = phrase_at(tokens, k, clause.speech.joint)
            if length and (k + length == last or tokens[k + length].lower in clause.speech.prepositions):
                return Subject(Who.JOINT, text="joint", start=k)
    return None


def _couple(clause: Clause, first: int, last: int) -> Subject | None:
    """``X and Y`` as a subject."""
    for k in range(first + 1, last - 1):
        if clause.tokens[k].lower == "and" and k not in clause.inside:
            left = clause.ending.get(k - 1)
            right = clause.starting.get(k + 1) or clause.starting.get(k + 2)
            if left is not None and right is not None and not left.possessive and right.last == last:
                return Subject(Who.JOINT, right, "couple", left.first, (left, right))
    return None
