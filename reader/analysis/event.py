"""What happened: kind, place and those who took part, as the title and the lead of an account say it.

Only the title and the first sentences are read, with the wordings of ``event.toml``; names come from the people already
found. What is not plainly said stays empty: a wording alone makes no event, it takes somebody with an office as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import PurePath
from typing import NamedTuple

from reader.analysis.lexicons import listed, primary, table
from reader.analysis.places import Places
from reader.i18n import _
from reader.languages.base import entries
from reader.model import Document, Event, EventKind, ParagraphKind, Person
from reader.patterns import deferred
from reader.text.datelines import dateline_spans

_LEAD = 5
"""Sentences that may tell what happened."""
_LONGEST = 1500
"""Characters of a sentence that are read."""
_HEAD = 20_000
_OWN = 14
"""Characters at most between somebody's name and the wording of their call."""
_MOST = 12
"""Participants that are named."""
_PLACELESS = frozenset((EventKind.CALL, EventKind.TELEGRAM, EventKind.STATEMENT))
_ALONE = frozenset((EventKind.STATEMENT, EventKind.PRESS))
"""Kinds of which a title may tell without naming anybody."""


def event_name(kind: EventKind) -> str:
    """What a kind is called in the interface's language."""
    return {
        EventKind.CALL: _("call"),
        EventKind.TALKS: _("talks"),
        EventKind.MEETING: _("meeting"),
        EventKind.VISIT: _("visit"),
        EventKind.STATEMENT: _("statement"),
        EventKind.TELEGRAM: _("message"),
        EventKind.PRESS: _("press conference"),
        EventKind.SPEECH: _("speech"),
    }[kind]


class _Hit(NamedTuple):
    """A wording in a line; ``kind`` None where it does not tell the kind."""

    start: int
    end: int
    kind: EventKind | None


class _Line(NamedTuple):
    """The title or a sentence, with the people it names and what it tells."""

    text: str
    named: tuple[tuple[int, int, Person], ...]
    exchange: _Hit | None
    act: _Hit | None


def event_of(document: Document) -> Event | None:
    """What the document is an account of; None where its title and first sentences do not plainly say."""
    code = primary(document.language)
    if not table(code, "event") or not document.sentences:
        return None
    wordings = _wordings(code)
    lead = [_line(text, document.people, wordings) for text in _lead(document)]
    title = _title(document, wordings)
    told = next((line for line in lead if line.exchange and line.named), None)
    if told is None or (title is not None and title.act is not None and title.exchange is None):
        told = next((line for line in lead if line.act), told)
    kind = _kind(title, told, document, wordings)
    told = title if told is None else told
    if told is None or (told.exchange is None and told.act is None):
        return None
    people = _participants(told, lead, wordings)
    if not people and title is not None:
        people = tuple(dict.fromkeys(person for _start, _end, person in title.named))
    if not any(person.role for person in people):
        from_title = title is not None and (title.act or title.exchange) and kind in _ALONE
        return Event(kind) if from_title else None
    place = "" if kind in _PLACELESS or told is None else _place_of(told, lead, document, wordings, kind)
    return Event(kind, place, tuple(person.name for person in people[:_MOST]))


def _kind(title: _Line | None, told: _Line | None, document: Document, wordings: _Wordings) -> EventKind | None:
    """The kind the title names, or the sentence that tells, or failing both what the account calls it later."""
    if title is not None:
        hits = [hit for hit in (title.exchange, title.act) if hit is not None and hit.kind is not None]
        hits = [hit for hit in hits if hit.kind is not EventKind.VISIT or len(hits) == 1]
        if hits and (hits[0].kind is not EventKind.VISIT or told is None or told.exchange is None):
            return min(hits).kind
    if told is None:
        return None
    if told.exchange is None:
        return told.act.kind if told.act is not None else None
    if told.exchange.kind is not None:
        return told.exchange.kind
    head = document.text[:_HEAD]
    folded = head.casefold()
    called = {one.kind for one in wordings.called if any(one.found(head, folded))}
    return called.pop() if len(called) == 1 else None


def _participants(line: _Line, lead: Sequence[_Line], wordings: _Wordings) -> tuple[Person, ...]:
    """Who stands before the wording and, up to the words that close the list, behind it.

    Where the sentence begins with a pronoun, that is whoever was named last before it.
    """
    stop = _close(line, wordings)
    hit = line.exchange or line.act
    begins = hit.start if hit is not None else 0
    people = [
        person
        for start, end, person in line.named
        # What is somebody's took no part, unless it is the call itself: "Secretary Gray's Call with …".
        if start < stop and (not line.text.startswith(("'", "’"), end) or 0 <= begins - end <= _OWN)
    ]
    before = lead[: lead.index(line)] if line in lead else []
    if before and before[-1].named and wordings.pronoun.match(line.text):
        people.insert(0, before[-1].named[0][2])
    return tuple(dict.fromkeys(people))


def _close(line: _Line, wordings: _Wordings) -> int:
    hit = line.exchange or line.act
    if hit is None:
        return len(line.text)
    closing = wordings.closing.search(line.text, hit.end)
    return closing.start() if closing is not None else len(line.text)


def _place_of(
    told: _Line, lead: Sequence[_Line], document: Document, wordings: _Wordings, kind: EventKind | None
) -> str:
    """The place in the sentence that tells, in the next one that tells the same, or in the dateline."""
    same = (line for line in lead if line.exchange is not None and line.exchange.kind is kind)
    found = next((place for line in dict.fromkeys((told, *same)) if (place := _place(line, wordings, kind))), "")
    if found or kind not in (EventKind.TALKS, EventKind.MEETING):
        return found
    return _filed(document, wordings)


def _place(line: _Line, wordings: _Wordings, kind: EventKind | None) -> str:
    hit = line.exchange or line.act
    if hit is None:
        return ""
    text = line.text
    for role in dict.fromkeys(person.role for _start, _end, person in line.named if person.role):
        text = text.replace(role, "\0" * len(role))
    people = [(start, end) for start, end, _person in line.named]
    stop = _close(line, wordings)
    return wordings.places.find(text, hit.start, stop, people, visited=kind is EventKind.VISIT)


def _filed(document: Document, wordings: _Wordings) -> str:
    """The city of the dateline, where the text says again that something was there."""
    spans = [span for span in dateline_spans(document.text[:_HEAD], document.language) if span.kind == "dateline"]
    if not spans:
        return ""
    first = min(spans, key=lambda span: span.start)
    return wordings.places.again(document.text[first.start : first.end], document.text[first.end : _HEAD])


# --- the lines ----------------------------------------------------------------------------------------------------


def _lead(document: Document) -> Iterator[str]:
    """The first sentences that are no headings."""
    count = 0
    for sentence in document.sentences:
        if document.paragraphs[sentence.paragraph].kind is ParagraphKind.HEADING:
            continue
        yield sentence.text[:_LONGEST]
        count += 1
        if count == _LEAD:
            return


def _title(document: Document, wordings: _Wordings) -> _Line | None:
    """The title, unless it is only the name of a file."""
    if not document.title or document.title in (document.source.name, PurePath(document.source.name).stem):
        return None
    return _line(document.title[:_LONGEST], document.people, wordings)


def _line(text: str, people: Sequence[Person], wordings: _Wordings) -> _Line:
    named = tuple(_named(text, people, spaced=wordings.spaced))
    return _Line(text, named, wordings.first(text, wordings.exchanges), wordings.first(text, wordings.acts))


def _named(text: str, people: Sequence[Person], *, spaced: bool) -> Iterator[tuple[int, int, Person]]:
    """Where a line names somebody, in order; a longer name before a shorter one within it."""
    forms: dict[str, Person] = {}
    for person in people:
        for form in (person.name, *person.aliases):
            if form and form in text:
                forms.setdefault(form, person)
    if not forms:
        return
    pattern = "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
    for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)" if spaced else pattern, text):
        yield *match.span(), forms[match.group()]


# --- the words ----------------------------------------------------------------------------------------------------


class _Telling(NamedTuple):
    """The wordings that tell of one kind; None where they do not say which."""

    kind: EventKind | None
    pattern: re.Pattern[str]
    needed: tuple[tuple[tuple[str, ...], ...], ...]
    """For each wording its words, each with its forms, case folded: one form of each must stand in the text."""

    def found(self, text: str, folded: str) -> Iterator[re.Match[str]]:
        """Where a text tells of it. Most tell of few kinds, and to make the pattern takes as long as to read a page."""
        if any(all(any(form in folded for form in forms) for forms in words) for words in self.needed):
            yield from self.pattern.finditer(text)


class _Wordings(NamedTuple):
    """The patterns of a language."""

    spaced: bool
    exchanges: tuple[_Telling, ...]
    acts: tuple[_Telling, ...]
    called: tuple[_Telling, ...]
    closing: re.Pattern[str]
    pronoun: re.Pattern[str]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    places: Places

    def first(self, text: str, kinds: Sequence[_Telling]) -> _Hit | None:
        """The first wording of a line that tells of this event and not of what was before or after it."""
        found: list[_Hit] = []
        folded = text.casefold()
        for one in kinds:
            for match in one.found(text, folded):
                if self._elsewhere(text, *match.span()):
                    continue
                found.append(_Hit(*match.span(), one.kind))
                break
        # Of two wordings at one place the longer one tells more; one without a kind tells least.
        return min(found, key=lambda hit: (hit.kind is None, hit.start, -hit.end), default=None)

    def _elsewhere(self, text: str, start: int, end: int) -> bool:
        ahead = self.before is not None and self.before.search(text, max(0, start - 24), start)
        return bool(ahead or (self.after is not None and self.after.match(text, end)))


_NEVER = r"(?!)"
"""A pattern that fits nothing."""


@cache
def _wordings(code: str) -> _Wordings:
    raw = table(code, "event")
    spaced = code != "zh"
    elsewhere, closing = raw.get("elsewhere", {}), raw.get("closing", {})
    opened = listed(raw.get("open", {}), "wordings")

    def kinds(key: str) -> tuple[_Telling, ...]:
        told = raw.get(key, {}).items()
        return tuple(_telling(EventKind(name), entries(wordings), spaced=spaced) for name, wordings in told)

    before = "|".join(_alternatives(listed(elsewhere, "before")))
    after = "|".join(_alternatives(listed(elsewhere, "after")))
    ends = "|".join(_alternatives(listed(closing, "words"))) or _NEVER
    if "infinitive" in closing:
        ends += rf"|{closing['infinitive']}(?-i:(?=\s+[a-z]))(?!\s+the\b)"
    known = table(code, "speech").get("pronouns", {})
    pronouns = "|".join(_alternatives([one for one, kind in known.items() if kind in "mf"])) or _NEVER
    return _Wordings(
        spaced,
        (*kinds("exchanges"), *([_telling(None, opened, spaced=spaced)] if opened else [])),
        kinds("acts"),
        kinds("called"),
        deferred(rf"\b(?:{ends})\b" if spaced else ends, re.IGNORECASE),
        deferred(rf"(?:{pronouns})\b" if spaced else pronouns, re.IGNORECASE),
        deferred(rf"\b(?:{before})\s+\Z", re.IGNORECASE) if before else None,
        re.compile(after) if after else None,
        Places(raw.get("places", {}), spaced=spaced),
    )


def _alternatives(words: Sequence[str]) -> list[str]:
    return [re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))]


def _telling(kind: EventKind | None, wordings: Sequence[str], *, spaced: bool) -> _Telling:
    """Wordings in which ``|`` parts forms of a word and ``~`` stands for a bounded gap."""
    split = [
        [word.split("|") for word in wording.split() if word != "~"]
        if spaced
        else [[one] for one in wording.split("~")]
        for wording in wordings
    ]
    needed = tuple(tuple(tuple(form.casefold() for form in forms) for forms in words) for words in split)
    return _Telling(kind, _pattern(wordings, spaced=spaced), needed)


def _pattern(wordings: Sequence[str], *, spaced: bool) -> re.Pattern[str]:
    """One pattern for all of them."""
    if not spaced:
        parts = (re.escape(one).replace(re.escape("~"), "[^，。；]{0,20}?") for one in wordings)
        return deferred("|".join(parts))
    spelled = []
    for wording in wordings:
        pieces = [
            r"(?:\s+[^\s;]+){0,6}?" if word == "~" else rf"\s+(?:{'|'.join(map(re.escape, word.split('|')))})"
            for word in wording.split()
        ]
        spelled.append("".join(pieces).removeprefix(r"\s+"))
    return deferred(rf"\b(?:{'|'.join(spelled)})\b", re.IGNORECASE)
