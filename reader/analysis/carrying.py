"""Sentences without a cue: quotations that go on, speeches that run on, and how a sentence is attributed."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.capitals import phrase_at
from reader.analysis.finding import Finding, Line
from reader.analysis.lexicons import Speech
from reader.model import BOTH_SIDES, Attribution, Span


def give_quotations(quotes: Sequence[Span], lines: Sequence[Line], found: list[Finding]) -> None:
    """Gives quoted sentences without a cue to whoever speaks in the rest of the quotation or before it."""
    k = 0
    for quote in quotes:
        while k < len(lines) and lines[k].sentence.end <= quote.start:
            k += 1
        _quotation(lines, found, quote, k)


def _quotation(lines: Sequence[Line], found: list[Finding], quote: Span, first: int) -> None:
    covered = []
    k = first
    while k < len(lines) and lines[k].sentence.start < quote.end:
        covered.append(k)
        k += 1
    if not covered or quote.end - quote.start < 20:
        return
    open_ones = [c for c in covered if found[c].speaker is None and lines[c].quoted > 0.5 and not found[c].blocked]
    if not open_ones:
        return
    source = next((found[c] for c in covered if found[c].speaker is not None or found[c].blocked), None)
    if source is None:
        source = _before(lines, found, covered[0])
    if source is not None and source.speaker is not None:
        for c in open_ones:
            found[c].speaker, found[c].entity, found[c].cue = source.speaker, source.entity, None


def _before(lines: Sequence[Line], found: list[Finding], at: int) -> Finding | None:
    if at == 0:
        return None
    here, before = lines[at].sentence, lines[at - 1].sentence
    if found[at - 1].blocked:
        return None
    if found[at - 1].speaker is not None and here.paragraph - before.paragraph <= 1:
        return found[at - 1]
    return None


def carry_over(lines: Sequence[Line], found: list[Finding], words: Speech) -> None:
    """Gives sentences without a cue to whoever was speaking, until an event or another speaker."""
    running: Finding | None = None
    for line, one in zip(lines, found, strict=True):
        if one.speaker is not None:
            running = one if one.speaker != BOTH_SIDES else None
        elif one.blocked or running is None or not continues(line, words):
            running = None
        else:
            one.speaker, one.entity = running.speaker, running.entity


def continues(line: Line, words: Speech) -> bool:
    """Whether a sentence without a cue may go on with a speech: no event, and not told in the past."""
    lower = line.sentence.text.casefold()
    if lower.startswith(words.event_openings) or any(p in lower for p in words.event_phrases):
        return False
    own = [t.lower for t in line.tokens if t.word]
    if len(own) < 4 or _tells_of_both(line, words):
        return False
    if own[0] in words.continuing_first:
        return True
    for word in own:
        if word in words.continuing_present:
            return True
        if word in words.continuing_past:
            return False
    return False


def _tells_of_both(line: Line, words: Speech) -> bool:
    """Whether a sentence tells what both did: *Both leaders reviewed it*, not *Both sides should review it*."""
    size = phrase_at(line.tokens, 0, words.joint)
    verb = line.tokens[size].lower if 0 < size < len(line.tokens) else ""
    return verb in words.continuing_past or verb.endswith("ed")


def kind(line: Line, one: Finding) -> Attribution:
    """How a sentence with a speaker is attributed; names of things in quotation marks make it no quotation."""
    spoken = [
        (t, t.quoted)
        for t in line.tokens
        if t.word and not (one.cue is not None and one.cue.start <= t.start < one.cue.end)
    ]
    if not spoken:
        return Attribution.INDIRECT
    quoted = [t for t, q in spoken if q]
    if quoted and _opens_with_quotation(line):
        return Attribution.DIRECT
    if len(quoted) >= 0.75 * len(spoken) or (len(quoted) >= 6 and len(spoken) - len(quoted) <= 6):
        return Attribution.DIRECT
    small = [t for t in quoted if not t.capital and len(t.text) > 3]
    return (
        Attribution.MIXED
        if small and len(small) * 2 > len([t for t in quoted if len(t.text) > 3])
        else Attribution.INDIRECT
    )


def _opens_with_quotation(line: Line) -> bool:
    """Whether a sentence begins with a quotation that ends in a sign of its own: ``“So be it,” she told the house.``"""
    closing = next((k for k, token in enumerate(line.tokens) if not token.quoted), len(line.tokens))
    inside = [t.text for t in line.tokens[:closing] if t.text not in "“”\"'‘’«»" and t.text != "''"]
    return len(inside) > 2 and inside[-1] in (",", ".", "!", "?", "…")
