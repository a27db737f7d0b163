"""Who stands as the subject of a reporting verb: noun phrases read outwards from the verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from reader.analysis.capitals import phrase_at
from reader.analysis.lexicons import Names, Speech
from reader.analysis.names import Kind, Mention
from reader.analysis.tokens import Token

FARTHEST = 60
"""Tokens between a verb and the beginning of its subject at most."""


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


class Subject(NamedTuple):
    """Who is said to speak, before it is known who that is."""

    who: Who
    mention: Mention | None = None
    text: str = ""
    """Pronoun, title, or the wording of a described body."""
    start: int = 0
    """Token index of its first word."""
    names: tuple[Mention, ...] = ()
    whole: bool = False
    """A country is called *the … side*."""


@dataclass(slots=True, eq=False)
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


def subject_before(clause: Clause, at: int) -> Subject | None:
    """Subject that ends at a token."""
    tokens, speech = clause.tokens, clause.speech
    if at < 0:
        return None
    token = tokens[at]
    if not token.word and at not in clause.inside:
        if token.text == ")":
            k = at
            while k > 0 and at - k < 8 and tokens[k].text != "(":
                k -= 1
            return subject_before(clause, k - 1) if k > 0 and tokens[k].text == "(" else None
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


def subject_after(clause: Clause, first: int) -> Subject | None:
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
    return named(mention)


def _phrase_start(clause: Clause, at: int) -> int:
    tokens, speech = clause.tokens, clause.speech
    k = at
    while k >= 0 and at - k < FARTHEST:
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
    while k > 0 and tries < 5 and comma - k < FARTHEST:
        if k in clause.inside:
            k = clause.inside[k].first - 1
            continue
        if tokens[k].quoted:
            return None
        if tokens[k].text == sign:
            if tries == 0 and inner is not None and inner.first == k + 1 and inner.kind is not Kind.ROLE:
                head = clause.tokens[k - 1]
                if head.word and not head.capital and inner.kind is not Kind.PLACE:
                    return named(inner)
            tries += 1
            mention = clause.ending.get(k - 1)
            if mention is not None and not mention.possessive and _appositive(clause, k + 1, comma):
                first = _phrase_start(clause, k - 1)
                subject = _phrase(clause, first, k)
                if subject is not None and subject.who is not Who.UNNAMED:
                    return subject
        k -= 1
    return None


_DESCRIBING = frozenset(
    "who whose which the a an also in at on speaking now then along together like himself herself jr sr r d".split()
)


def _appositive(clause: Clause, first: int, last: int) -> bool:
    """Whether tokens between commas may describe the name before them."""
    if first >= last:
        return False
    head = clause.tokens[first]
    if head.lower in _DESCRIBING or head.text.isdigit() or first in clause.inside:
        return True
    return head.lower not in clause.speech.pronouns and head.lower not in clause.speech.boundaries


def named(mention: Mention) -> Subject:
    """A name, title or country as a subject."""
    if mention.kind is Kind.ROLE:
        return Subject(Who.ROLE, mention, mention.title, mention.first)
    if mention.kind is Kind.PLACE and mention.first == mention.core:
        return Subject(Who.SIDE, mention, mention.text, mention.first)
    return Subject(Who.NAMED, mention, mention.text, mention.first)


def _phrase(clause: Clause, first: int, last: int, *, after: bool = False) -> Subject | None:
    """Reads a noun phrase of tokens ``[first, last)`` as a subject; ``after``: it follows its verb."""
    tokens, speech = clause.tokens, clause.speech
    if tokens[first].quoted or tokens[last - 1].quoted:
        return None
    joint = _joint(clause, first, last)
    if joint is not None:
        return joint
    while first < last and tokens[first].lower in speech.determiners | speech.between and first not in clause.inside:
        first += 1
    if first >= last:
        return None
    if tokens[first].lower in speech.leading and first not in clause.inside:
        ending = clause.ending.get(last - 1)
        return named(ending) if ending is not None and not ending.possessive and not after else None
    stop = next((k for k in range(first + 1, last) if _is_preposition(clause, k)), last)
    found = _couple(clause, first, stop) or _titled(clause, first, stop, last)
    if found is not None:
        return found
    head = clause.ending.get(stop - 1)
    if after and first in clause.starting:
        head, stop = _following(clause, first, stop, last)
    if head is not None and head.last == stop:
        if head.kind is Kind.PLACE and head.first > first and tokens[head.first - 1].lower in clause.names.side_nouns:
            return Subject(Who.SIDE, head, head.text, first, whole=True)
        body = next((clause.starting[k] for k in range(first, head.first) if k in clause.starting), None)
        if head.kind is Kind.PLACE and body is not None and body.kind is Kind.BODY and not head.possessive:
            # A body whose name ends with its country: Hiệp hội Thủy sản Việt Nam.
            return Subject(Who.NOMINAL, body, " ".join(t.text for t in tokens[body.first : stop]), body.first)
        return None if head.possessive else named(head)
    inside = [
        clause.starting[k] for k in range(first, last) if k in clause.starting and clause.starting[k].last <= last
    ]
    return _described(clause, first, stop, inside)


def _is_preposition(clause: Clause, at: int) -> bool:
    return clause.tokens[at].lower in clause.speech.prepositions and at not in clause.inside


def _titled(clause: Clause, first: int, stop: int, last: int) -> Subject | None:
    """``General Secretary of the … Committee Smith``, and ``the President of France``."""
    head, end = clause.ending.get(stop - 1), clause.ending.get(last - 1)
    if head is None or head.kind is not Kind.ROLE or end is None or end is head or end.possessive:
        return None
    if end.kind is Kind.NAME and (end.first != end.core or len(end.words) > 1):
        return named(end)
    return Subject(Who.ROLE, end, head.title, first) if end.kind is Kind.PLACE else None


def _following(clause: Clause, first: int, stop: int, last: int) -> tuple[Mention | None, int]:
    """Head and end of a phrase that follows its verb and begins with a name."""
    tokens, nouns = clause.tokens, clause.names.body_nouns
    head = clause.starting[first]
    if head.kind is not Kind.ROLE or head.last == stop:
        stop = head.last
    if not head.possessive and not (stop < last and tokens[stop].lower in nouns):
        return head, stop
    plain = (k + 1 for k in range(first + 1, last) if tokens[k].lower in nouns and k not in clause.inside)
    return None, next(plain, last)


def _described(clause: Clause, first: int, stop: int, inside: Sequence[Mention]) -> Subject | None:
    tokens, names = clause.tokens, clause.names
    noun = tokens[stop - 1]
    bodies = [m for m in inside if m.kind is not Kind.ROLE]
    if noun.lower not in names.body_nouns:
        return Subject(Who.UNNAMED, start=first) if noun.word else None
    if not bodies:
        return Subject(Who.UNNAMED, text=noun.lower, start=first)
    if noun.lower in names.heads and bodies[-1].kind is Kind.PLACE and bodies[-1].last == stop - 1:
        return Subject(Who.ROLE, bodies[-1], noun.text, first)
    if noun.lower in names.side_nouns and bodies[-1].kind is Kind.PLACE:
        return Subject(Who.SIDE, bodies[-1], bodies[-1].text, first, whole=True)
    before = [m for m in bodies if m.last <= stop]
    if before:
        words = [t for t in tokens[before[0].first : stop] if t.word]
        text = " ".join(t.text[:-2] if t.possessive and t.text[-2] in "'’" else t.text for t in words)
        return Subject(Who.NOMINAL, before[-1], text, before[0].first)
    if stop < len(tokens) and tokens[stop].lower in ("for", "of", "from", "by", "at", "with", "to", "in"):
        text = " ".join(t.text for t in tokens[stop - 1 : bodies[0].last] if t.word)
        return Subject(Who.NOMINAL, bodies[0], text, first)
    return Subject(Who.UNNAMED, start=first)


def _joint(clause: Clause, first: int, last: int) -> Subject | None:
    tokens = clause.tokens
    for k in (first, first + 1):
        if k < last:
            length = phrase_at(tokens, k, clause.speech.joint)
            if length and (k + length == last or tokens[k + length].lower in clause.speech.prepositions):
                return Subject(Who.JOINT, text="joint", start=k)
    number = first + (tokens[first].lower == "the")
    several = ("two", "three", "four") if number > first else ("both",)
    if (
        number < last - 1
        and tokens[number].lower in several
        and _is_plural_office(tokens[last - 1].lower, clause.names)
    ):
        return Subject(Who.JOINT, text="joint", start=number)
    return None


def _is_plural_office(word: str, names: Names) -> bool:
    """Whether a word is a title of several: *presidents*, *secretaries*."""
    bases = (word.removesuffix("s"), f"{word.removesuffix('ies')}y") if word.endswith("s") else ()
    return any((base,) in names.titles.get(base, ()) for base in bases)


def _couple(clause: Clause, first: int, last: int) -> Subject | None:
    """``X and Y`` as a subject."""
    for k in range(first + 1, last - 1):
        if clause.tokens[k].lower == "and" and k not in clause.inside:
            left = clause.ending.get(k - 1)
            right = clause.starting.get(k + 1) or clause.starting.get(k + 2)
            if left is not None and right is not None and not left.possessive and right.last == last:
                return Subject(Who.JOINT, right, "couple", left.first, (left, right))
    return None
