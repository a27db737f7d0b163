"""Sentences and links in words, for tooltips and screen readers. Plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.i18n import _, ngettext, one_after_another, shown_score
from reader.marks import state_role
from reader.model import BOTH_SIDES, MatchKind, Side
from reader.theme import state_name
from reader.ui.walk import links_of

if TYPE_CHECKING:
    from reader.model import Comparison, Document, Judgements, Match


def sentence_in_words(comparison: Comparison, side: Side, sentence: int) -> str:
    """What became of a sentence: its state, its counterparts, whether it moved or changed its speaker, who says it."""
    document = comparison.document(side)
    if not 0 <= sentence < len(document.sentences):
        return ""
    role = state_role(comparison.states(side)[sentence], comparison.summary.order, side)
    parts = [_("Sentence {number}: {state}.").format(number=sentence + 1, state=state_name(role))]
    link = links_of(comparison, side)[sentence]
    nearest = comparison.nearest(side)[sentence] if sentence < len(comparison.nearest(side)) else None
    if link is not None:
        parts += _match_in_words(comparison.matches[link], side)
    elif nearest is not None:
        near = _("No counterpart; the nearest was sentence {number}, with a score of {score}.")
        parts.append(near.format(number=nearest.sentence + 1, score=shown_score(nearest.score)))
    parts.append(speaker_in_words(document, sentence))
    return one_after_another([*parts, *_own_in_words(comparison.judgements, side, sentence)])


def _own_in_words(said: Judgements, side: Side, sentence: int) -> list[str]:
    """What the reader added to a sentence."""
    parts = []
    if sentence in said.judged_sentences(side):
        parts.append(_("You decided something about it."))
    if count := sum(sentence in note.sentences(side) for note in said.notes):
        parts.append(ngettext("{count} note of yours.", "{count} notes of yours.", count).format(count=count))
    return parts


def speaker_in_words(document: Document, sentence: int) -> str:
    """Who says a sentence, with the words that tell it where it has any."""
    if not 0 <= sentence < len(document.sentences):
        return ""
    said = document.sentences[sentence]
    if said.speaker is None:
        return _("Narration.")
    name = _("both sides") if said.speaker == BOTH_SIDES else said.speaker
    if said.cue is None:
        return _("Speaker: {name}.").format(name=name)
    return _("Speaker: {name} (“{cue}”).").format(name=name, cue=" ".join(said.cue.text.split()))


def _match_in_words(match: Match, side: Side) -> list[str]:
    others = match.sentences(side.other)
    numbers = ", ".join(str(k + 1) for k in others)
    parts = [
        ngettext("Counterpart: sentence {numbers}.", "Counterparts: sentences {numbers}.", len(others)).format(
            numbers=numbers
        )
    ]
    if match.moved:
        parts.append(_("It stands elsewhere in the other document."))
    if match.speaker_changed:
        parts.append(_("Another speaker says it there."))
    return parts


def link_in_words(match: Match) -> str:
    """What a ribbon joins."""
    left, right = (", ".join(str(k + 1) for k in match.sentences(side)) for side in Side)
    kinds = {
        MatchKind.SHARED: _("Shared: left {left}, right {right}."),
        MatchKind.REWORDED: _("Reworded: left {left}, right {right}."),
        MatchKind.ECHO: _("Echo: left {left}, right {right}."),
    }
    return one_after_another([kinds[match.kind].format(left=left, right=right), *_match_in_words(match, Side.LEFT)[1:]])
