"""Interviews and transcripts: paragraphs that begin with a speaker's label, ``Name:``."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from reader.model import Attribution, Document

if TYPE_CHECKING:
    from reader.analysis.finding import Finding
    from reader.analysis.people import Registry

_LABEL = re.compile(r"[\"“]?\s*([^\W\d_][\w.'’\- ]{0,48}|[\u4e00-\u9fff·]{2,10})\s*[:：](?=\s|[\"“])")
_WORD = re.compile(r"[^\W\d_][\w'’\-]*")


def apply(document: Document, registry: Registry | None, found: list[Finding]) -> None:
    """Gives labelled paragraphs, and those after them, to the name in the label.

    A label counts when several paragraphs carry one and at least one label returns: a list of terms has neither.
    """
    labelled: dict[int, str] = {}
    for k, paragraph in enumerate(document.paragraphs):
        match = _LABEL.match(document.text, paragraph.start, paragraph.end)
        if match and _is_name(match[1]):
            labelled[k] = match[1].strip()
    values = list(labelled.values())
    if len(values) < 3 or len(set(values)) == len(values):
        return
    counts = Counter(values)
    returning = {one for one in values if counts[one] > 1}
    speaker: str | None = None
    for sentence, one in zip(document.sentences, found, strict=True):
        if sentence.paragraph in labelled:
            label = labelled[sentence.paragraph]
            speaker = _name(label, registry) if label in returning else None
        if speaker is not None and (one.speaker is None or one.cue is None):
            one.speaker, one.attribution, one.cue, one.entity = speaker, Attribution.DIRECT, None, None


def _is_name(label: str) -> bool:
    words = _WORD.findall(label)
    return 0 < len(words) <= 5 and all(w[0].isupper() or not w.isascii() for w in words) and len(label) > 1


def _name(label: str, registry: Registry | None) -> str:
    entity = registry.by_capitals(_WORD.findall(label)) if registry is not None else None
    return entity.name if entity is not None else label
