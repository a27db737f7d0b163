"""Speeches in their own words: documents in which one person speaks from the first word to the last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from reader.analysis.finding import Finding
from reader.analysis.lexicons import listed, primary, table
from reader.model import Document, ParagraphKind
from reader.patterns import deferred

_OWN_LEAST: Final = 2
"""Sentences in which somebody speaks of himself or of *us* at least, outside quotation marks."""
_OWN_SHARE: Final = 0.1
"""Their share of all sentences at least."""
_MOSTLY_QUOTED: Final = 0.3
_OPENING: Final = 6
"""Sentences of the opening, one of which may announce who speaks."""
_DIRECTION = deferred(r"[\[(（【][^\])）】]{1,80}[\])）】][.。]?")
"""What is said about the speech and not in it: *[Applause]*, （2024年11月16日，利马）."""
_JOINT = r"(?:and\b|with\b|&|和|与|與|và\b|với\b)"
_ANOTHER_BEHIND = deferred(rf"\s*,?\s*{_JOINT}")
_ANOTHER_BEFORE = deferred(rf"(?:\b|\s){_JOINT}[^,]{{0,40}}\Z")
"""Two who speak are named side by side: *Remarks by President X and Prime Minister Y*."""


def apply(
    document: Document, found: Sequence[Finding], people: Sequence[str], announced: tuple[int, str] | None = None
) -> None:
    """Gives a speech to the one person whom its title names, where the title says that it is one.

    Or to whoever was ``announced`` by a sentence of the opening, all from there on: its place and who it names, *The
    Foreign Secretary said:*. It must speak in the first person, and nobody may be told to say anything in it by the
    name of who speaks: that would be an account of a speech. What has a label or stands in a heading stays as it is.
    """
    speaker, first = _named(document, people), 0
    if speaker is None and announced is not None and announced[0] < _OPENING:
        first, speaker = announced[0] + 1, announced[1]
    told_by_name = (one.labelled or (one.cue is not None and one.speaker == speaker) for one in found)
    if speaker is None or any(told_by_name):
        return
    own = _own_words(primary(document.language))
    spoken = list(zip(document.sentences, found, strict=True))[first:]
    told = sum(one.quoted < _MOSTLY_QUOTED and own.search(sentence.text) is not None for sentence, one in spoken)
    if told < max(_OWN_LEAST, _OWN_SHARE * len(spoken)):
        return
    for sentence, one in spoken:
        is_heading = document.paragraphs[sentence.paragraph].kind is ParagraphKind.HEADING
        if not is_heading and not _DIRECTION.fullmatch(sentence.text) and sentence.text not in document.title:
            one.speaker, one.cue, one.entity, one.labelled = speaker, None, None, True


def _named(document: Document, people: Sequence[str]) -> str | None:
    """The one person named in a title that is that of a speech."""
    title = document.title
    told = [name for name in people if name in title]
    if len(told) != 1 or not _speeches(primary(document.language)).search(title):
        return None
    start = title.index(told[0])
    beside_another = _ANOTHER_BEHIND.match(title, start + len(told[0])) or _ANOTHER_BEFORE.search(title, 0, start)
    return None if beside_another else told[0]


@cache
def _speeches(language: str) -> re.Pattern[str]:
    """What a title says over a speech: *Remarks by …*, …在…上的讲话."""
    return _any_of(language, "speeches")


@cache
def _own_words(language: str) -> re.Pattern[str]:
    """Words with which somebody speaks of himself, of *us*, or to those present."""
    return _any_of(language, "own_words")


def _any_of(language: str, key: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, listed(table(language, "speech"), key))) or "(?!)"
    edge = "" if language == "zh" else r"\b"
    return re.compile(rf"{edge}(?:{words}){edge}", re.IGNORECASE)
