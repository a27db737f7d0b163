"""Joint statements: documents in which *we* are both sides."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.finding import Finding, Line
from reader.analysis.lexicons import Speech, listed, primary, table
from reader.model import BOTH_SIDES, Cue, Document
from reader.patterns import deferred

_NUMBER = deferred(r"^\d{1,2}[.)]\s+")
_OPENING = 4
"""Sentences of which the first that is no title may begin *We, the Leaders*."""
_ENDS = (".", "!", "?", "。", "！", "？", "”", '"')
_LONGEST_TITLE = 160
"""Characters of a first line that may be the title of a joint statement."""


def is_joint_statement(document: Document) -> bool:
    """Whether a document is issued by both sides, as its title or its first line says (``joint_statements``)."""
    known = listed(table(primary(document.language), "speech"), "joint_statements")
    first = document.sentences[0].text if document.sentences else ""
    lines = [document.title]
    if len(first) <= _LONGEST_TITLE and not first.endswith(_ENDS):
        lines.append(first)
    lower = "\n".join(lines).replace("’", "'").casefold()
    openings = tuple(one for one in known if one.startswith("we, "))
    # A title and a day may stand above the first sentence that is one.
    whole = next((one.text for one in document.sentences[:_OPENING] if one.text.endswith(_ENDS)), first)
    opening = _NUMBER.sub("", whole[:_LONGEST_TITLE]).casefold().replace("’", "'")
    return any(one in lower for one in known) or (bool(openings) and opening.startswith(openings))


_NEAR = 3
"""Words at most between *we* and its verb."""


def issued_jointly(lines: Sequence[Line], found: list[Finding], words: Speech) -> None:
    """Gives the sentences of a joint statement in which *we* speak to both sides."""
    for line, one in zip(lines, found, strict=True):
        if one.speaker is not None or one.blocked:
            continue
        ours = next((k for k, t in enumerate(line.tokens) if t.lower in words.first_person and not t.quoted), None)
        if ours is not None:
            one.speaker, one.cue = BOTH_SIDES, _cue(line, ours, words)


def _cue(line: Line, ours: int, words: Speech) -> Cue | None:
    """*We* and the verb of stating behind it."""
    for k in range(ours + 1, min(len(line.tokens), ours + 2 + _NEAR)):
        last = _verb_end(line, k, words)
        if last is not None:
            start, end = line.tokens[ours].start, line.tokens[last].end
            return Cue(start, end, line.sentence.text[start - line.sentence.start : end - line.sentence.start])
    return None


def _verb_end(line: Line, at: int, words: Speech) -> int | None:
    """The last token of the verb or state that begins at a token."""
    if line.tokens[at].lower in words.states:
        return at
    for verb in words.verbs.get(line.tokens[at].lower, ()):
        size = len(verb.words)
        if verb.form in ("base", "past") and tuple(t.lower for t in line.tokens[at : at + size]) == verb.words:
            return at + size - 1
    return None
