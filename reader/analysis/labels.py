"""Interviews and transcripts: paragraphs that begin with a speaker's label, ``Name:``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.analysis.lexicons import listed, primary, table
from reader.model import Document
from reader.patterns import deferred

if TYPE_CHECKING:
    from reader.analysis.finding import Finding
    from reader.analysis.people import Registry

_LABEL = deferred(
    r"[\"“]?\s*([^\W\d_][\w.'’\- ]{0,64}|[\u4e00-\u9fff·]{2,10})\s*(?:[(（][^()（）\n]{1,40}[)）]\s*)?"
    r"(?::(?=\s|[\"“])|：)"
)
"""A name and, perhaps in brackets, how it is heard: *Ada Lee (in English):*."""
_BRACKETED = deferred(r"\s*[(（]([^\W\d_][\w.'’\- ]{1,48}|[\u4e00-\u9fff·]{2,10})[)）]\s*(?=\S)")
"""A name in brackets before what is said: *(Prime Minister Lee) I have said …*."""
_WORD = deferred(r"[^\W\d_][\w'’\-]*")


class _Turns(NamedTuple):
    """Labels that name nobody (*Q:*, *A:*)."""

    question: re.Pattern[str]
    answer: re.Pattern[str]
    over: re.Pattern[str]
    """What a title says over them (*Interview with …*)."""


def apply(
    document: Document, registry: Registry | None, found: list[Finding], people: Sequence[str] | None = None
) -> None:
    """Gives labelled paragraphs, and those after them, to the name in the label.

    A label counts when several paragraphs carry one and at least one label returns: a list of terms has neither. A
    question whose label names nobody is nobody's; such an answer belongs to whoever it is that is asked. ``people``:
    the names of those in the document, where the registry does not tell.
    """
    labelled = _labelled(document)
    values = list(labelled.values())
    if len(values) < 3 or len(set(values)) == len(values):
        return
    counts = Counter(values)
    returning = {one for one in values if counts[one] > 1 and one not in (_QUESTION, _ANSWER)}
    returning |= _asking(labelled, returning)
    if returning:
        returning |= {one for one in values if _is_person(one, registry, people)}
    names: dict[str, str | None] = {label: _name(label, registry) for label in returning}
    if _ANSWER in counts and _QUESTION in counts:
        named = people if people is not None or registry is None else [e.name for e in registry.entities if e.person]
        labels = list(dict.fromkeys(filter(None, names.values())))
        names[_ANSWER] = labels[0] if len(labels) == 1 else _asked(document, named or ())
    _give(document, labelled, names, found)


def _give(
    document: Document, labelled: Mapping[int, str], names: Mapping[str, str | None], found: Sequence[Finding]
) -> None:
    """Gives each sentence to the one whose label was the last."""
    speaker: str | None = None
    for sentence, one in zip(document.sentences, found, strict=True):
        label = labelled.get(sentence.paragraph)
        if label is not None:
            speaker = names.get(label)
        if label == _QUESTION:
            one.speaker, one.cue, one.entity, one.labelled, one.blocked = None, None, None, True, True
        elif speaker is not None:
            one.speaker, one.cue, one.entity, one.labelled = speaker, None, None, True


_QUESTION, _ANSWER = "?", "!"
"""Stand for labels that name nobody; no name is like them."""


def _labelled(document: Document) -> dict[int, str]:
    """The labels of paragraphs, by number of the paragraph."""
    text = document.text
    if not any(sign in text for sign in ":：(（"):
        return {}
    labelled: dict[int, str] = {}
    turns = _turns(primary(document.language))
    for k, paragraph in enumerate(document.paragraphs):
        if turns.question.match(text, paragraph.start, paragraph.end):
            labelled[k] = _QUESTION
        elif turns.answer.match(text, paragraph.start, paragraph.end):
            labelled[k] = _ANSWER
        else:
            match = _LABEL.match(text, paragraph.start, paragraph.end)
            match = match or _BRACKETED.match(text, paragraph.start, paragraph.end)
            if match and _is_name(match[1]):
                labelled[k] = match[1].strip()
    return _shortest(labelled)


@cache
def _turns(language: str) -> _Turns:
    """What a question and an answer begin with in a language: *Q:*, *Q.*, or *Q* and white space in transcripts."""
    raw = table(language, "speech")

    def one_of(key: str) -> str:
        return f"(?:{'|'.join(map(re.escape, listed(raw, key))) or '(?!)'})"

    ends = r"(?:[:：]|\.(?=\s)|[^\S\n]{2,})"
    return _Turns(
        re.compile(rf"\s*(?:{one_of('question_labels')}{ends}|[(（]{one_of('question_labels')}[)）])"),
        re.compile(rf"\s*(?:{one_of('answer_labels')}{ends}|[(（]{one_of('answer_labels')}[)）])"),
        re.compile(one_of("interviews"), re.IGNORECASE),
    )


def _asked(document: Document, names: Sequence[str]) -> str | None:
    """The one person named in a title that says that this is an interview; None where it does not tell."""
    first = document.paragraphs[0]
    title = f"{document.title} {document.text[first.start : first.end]}"
    told = [name for name in names if name in title]
    return told[0] if len(told) == 1 and _turns(primary(document.language)).over.search(title) else None


def _asking(labelled: dict[int, str], returning: set[str]) -> set[str]:
    """Labels that stand once, each before the answer of somebody whose label returns: the questions of a briefing."""
    places = sorted(labelled)
    once = [k for k, place in enumerate(places) if labelled[place] not in returning]
    answered = [k for k in once if k + 1 < len(places) and labelled[places[k + 1]] in returning]
    return {labelled[places[k]] for k in answered} if len(answered) == len(once) > 1 else set()


_DASHES = ("-", "―", "—", "–")
_SIGNED = deferred(r"\s*(?:[―—–]|--?)\s*([^\W\d_][\w.'’\- ]{2,48}?)(?:,[^\n]{0,120})?\s*")

_SIGNED_BEHIND = deferred(r"[\"”»]\s*(?:[―—–]|--)\s*([^\W\d_][\w.'’\- ]{2,48}?)(?:,[^\n]{0,80})?\s*\Z")


def signatures(document: Document, registry: Registry, found: list[Finding]) -> None:
    """Gives quotations to whoever signs them behind them or in the line below (``— Name``)."""
    if not any(dash in document.text for dash in _DASHES):
        return
    for k, sentence in enumerate(document.sentences):
        if not any(dash in sentence.text for dash in _DASHES):
            continue
        match = _SIGNED.fullmatch(sentence.text) if k > 0 and len(sentence.text) < 180 else None
        behind = _SIGNED_BEHIND.search(sentence.text[-180:]) if match is None and found[k].cue is None else None
        match = match or behind
        if match is None or not _is_name(match[1]):
            continue
        above = k - 1
        if behind:
            _sign(found[k], _name(match[1], registry))
        while above >= 0 and found[above].quoted > 0.8 and found[above].cue is None and not found[above].labelled:
            if behind and document.sentences[above].paragraph != sentence.paragraph:
                break
            _sign(found[above], _name(match[1], registry))
            if document.sentences[above].paragraph < sentence.paragraph - 1 and found[above - 1].quoted <= 0.8:
                break
            above -= 1


def _sign(one: Finding, name: str) -> None:
    one.speaker, one.entity, one.labelled = name, None, True


def _shortest(labelled: dict[int, str]) -> dict[int, str]:
    """Labels without the titles that only some of them carry (*President of Norway Ada Lee*, then *Ada Lee*)."""
    known = set(labelled.values())

    def short(label: str) -> str:
        words = label.split()
        return next((end for k in range(len(words) - 1, 0, -1) if (end := " ".join(words[k:])) in known), label)

    return {k: short(label) for k, label in labelled.items()}


_SMALL = ("of", "the", "and", "de", "for")


def _is_name(label: str) -> bool:
    words = _WORD.findall(label)
    names = [w for w in words if w not in _SMALL]
    return 0 < len(names) <= 6 and all(w[0].isupper() or not w.isascii() for w in names) and len(label) > 1


def _is_person(label: str, registry: Registry | None, people: Sequence[str] | None) -> bool:
    """Whether a label names, in full, somebody of the document: such a one may speak only once."""
    if registry is None:
        return people is not None and label in people
    entity = registry.by_label(_WORD.findall(label))
    return entity is not None and entity.person and label.endswith(entity.name) and " " in entity.name


def _name(label: str, registry: Registry | None) -> str:
    entity = registry.by_label(_WORD.findall(label)) if registry is not None else None
    return entity.name if entity is not None else label
