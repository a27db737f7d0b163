"""Interviews and transcripts: paragraphs that begin with a speaker's label, ``Name:``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reader.model import Document
from reader.patterns import deferred

if TYPE_CHECKING:
    from reader.analysis.finding import Finding
    from reader.analysis.people import Registry

_LABEL = deferred(r"[\"“]?\s*([^\W\d_][\w.'’\- ]{0,64}|[\u4e00-\u9fff·]{2,10})\s*(?::(?=\s|[\"“])|：)")
_WORD = deferred(r"[^\W\d_][\w'’\-]*")


def apply(document: Document, registry: Registry | None, found: list[Finding]) -> None:
    """Gives labelled paragraphs, and those after them, to the name in the label.

    A label counts when several paragraphs carry one and at least one label returns: a list of terms has neither.
    """
    labelled: dict[int, str] = {}
    paragraphs = document.paragraphs if ":" in document.text or "：" in document.text else ()
    for k, paragraph in enumerate(paragraphs):
        match = _LABEL.match(document.text, paragraph.start, paragraph.end)
        if match and _is_name(match[1]):
            labelled[k] = match[1].strip()
    labelled = _shortest(labelled)
    values = list(labelled.values())
    if len(values) < 3 or len(set(values)) == len(values):
        return
    counts = Counter(values)
    returning = {one for one in values if counts[one] > 1}
    returning |= _asking(labelled, returning)
    speaker: str | None = None
    for sentence, one in zip(document.sentences, found, strict=True):
        if sentence.paragraph in labelled:
            label = labelled[sentence.paragraph]
            speaker = _name(label, registry) if label in returning else None
        if speaker is not None:
            one.speaker, one.cue, one.entity, one.labelled = speaker, None, None, True


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


def _name(label: str, registry: Registry | None) -> str:
    entity = registry.by_label(_WORD.findall(label)) if registry is not None else None
    return entity.name if entity is not None else label
