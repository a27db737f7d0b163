"""Why a sentence was paired as it was, in plain sentences."""

from __future__ import annotations

from dataclasses import dataclass

from reader.export.facts import label
from reader.export.why_words import shown_why
from reader.i18n import _, one_after_another, shown_score
from reader.model import Candidate, Comparison, Match, Side
from reader.theme import state_name
from reader.ui.models.entries import shown_speaker
from reader.ui.session import Focus, Session
from reader.ui.walk import Walk, links_of


@dataclass(frozen=True, slots=True)
class Explanation:
    """A heading and lines below it, plain text."""

    heading: str
    lines: tuple[str, ...]


def explain(session: Session) -> Explanation:
    """What there is to say about the sentence in focus."""
    comparison, walk, focus = session.comparison, session.walk, session.focus
    if comparison is None or walk is None or focus is None:
        text = _("Click a sentence, or press N for the next difference, to see why it is marked as it is.")
        return Explanation(_("Why this pair?"), (text,))
    link = links_of(comparison, focus.side)[focus.sentence]
    if link is None:
        return _unpaired(comparison, walk, focus)
    return _paired(comparison, walk, focus, comparison.matches[link])


def _unpaired(comparison: Comparison, walk: Walk, focus: Focus) -> Explanation:
    heading = _("{sentence} – {state}").format(sentence=_sentence(focus), state=state_name(walk.role(focus)))
    nearest = comparison.nearest(focus.side)
    candidate = nearest[focus.sentence] if focus.sentence < len(nearest) else None
    if candidate is None:
        return Explanation(heading, (_("No counterpart: no sentence on the other side has enough wording in common."),))
    first = _("No counterpart: the nearest was sentence {number} ({score}): {text}").format(
        number=candidate.sentence + 1,
        score=shown_score(candidate.score),
        text=_quoted(comparison, Focus(focus.side.other, candidate.sentence)),
    )
    lines = [first]
    if candidate.wording:
        lines.append(_("Wording in common: “{wording}”").format(wording=candidate.wording))
    return Explanation(heading, tuple(lines))


def _paired(comparison: Comparison, walk: Walk, focus: Focus, match: Match) -> Explanation:
    others = ", ".join(str(index + 1) for index in match.sentences(focus.side.other))
    heading = _("{sentence} – {state}, paired with {side} sentence {others}").format(
        sentence=_sentence(focus), state=state_name(walk.role(focus)), side=_side(focus.side.other), others=others
    )
    first = _("Similarity {score} of 1.").format(score=shown_score(match.score))
    lines = [one_after_another((first, shown_why(match.why)))]
    wordings = (_plain(comparison.left.text[pair.left.start : pair.left.end]) for pair in match.phrases)
    shared = [wording for wording in wordings if wording not in match.why]
    if shared:
        wording = " · ".join(f"“{text}”" for text in shared)
        lines.append(_("Wording in common: {wording}").format(wording=wording))
    if match.speaker_changed:
        lines.append(_speakers(comparison, match))
    if match.moved:
        lines.append(_("Moved: it stands at another place in the order of the text."))
    if match.runner_up is not None:
        lines.append(
            _runner_up(comparison, match.runner_up, is_named=label(Side.RIGHT, match.runner_up.sentence) in match.why)
        )
    return Explanation(heading, tuple(lines))


def _speakers(comparison: Comparison, match: Match) -> str:
    said = [
        shown_speaker(comparison.document(side).sentences[match.sentences(side)[0]].speaker)
        for side in (Side.LEFT, Side.RIGHT)
    ]
    return _("The speaker changed: {left} on the left, {right} on the right.").format(left=said[0], right=said[1])


def _runner_up(comparison: Comparison, candidate: Candidate, *, is_named: bool) -> str:
    if is_named:
        name, text = label(Side.RIGHT, candidate.sentence), _quoted(comparison, Focus(Side.RIGHT, candidate.sentence))
        return _("{sentence} reads: {text}").format(sentence=name, text=text)
    return _("Next best: right sentence {number} ({score}): {text}").format(
        number=candidate.sentence + 1,
        score=shown_score(candidate.score),
        text=_quoted(comparison, Focus(Side.RIGHT, candidate.sentence)),
    )


def _sentence(focus: Focus) -> str:
    text = _("Left sentence {number}") if focus.side is Side.LEFT else _("Right sentence {number}")
    return text.format(number=focus.sentence + 1)


def _side(side: Side) -> str:
    return _("left") if side is Side.LEFT else _("right")


_QUOTED = 160
"""Characters of a quoted sentence at most."""


def _quoted(comparison: Comparison, focus: Focus) -> str:
    sentences = comparison.document(focus.side).sentences
    text = _plain(sentences[focus.sentence].text) if focus.sentence < len(sentences) else ""
    return f"“{text}”" if len(text) <= _QUOTED else f"“{text[:_QUOTED].rsplit(' ', 1)[0]} …”"


def _plain(text: str) -> str:
    return " ".join(text.split())
