"""What the reader decided, in sentences; every written format says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.export.facts import label, speaker_name
from reader.export.summary import Line, Part, filled
from reader.i18n import _, shown_list, topic_name
from reader.marks import Role
from reader.model import Side, Verdict
from reader.theme import state_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Judgements


def judgement_lines(judgements: Judgements) -> list[Line]:
    """One line a judgement: pairs, speakers, topics, which document is the earlier one."""
    return [*_pairs(judgements), *_speakers(judgements), *_topics(judgements), *_earlier(judgements)]


def _pairs(judgements: Judgements) -> Iterator[Line]:
    for pair in judgements.pairs:
        left, right = _name(Side.LEFT, pair.left), _name(Side.RIGHT, pair.right)
        if pair.verdict is Verdict.APART:
            yield filled(_("{left} and {right} do not belong together."), left=left, right=right)
        else:
            state = Part(state_name(Role(pair.verdict.value)))
            yield filled(_("{left} and {right} belong together: {state}."), left=left, right=right, state=state)


def _speakers(judgements: Judgements) -> Iterator[Line]:
    for one in judgements.speakers:
        sentence = _name(one.side, one.sentence)
        if one.speaker is None:
            yield filled(_("{sentence} is narration."), sentence=sentence)
        else:
            name = Part(speaker_name(one.speaker), given=True)
            yield filled(_("{sentence} is said by {speaker}."), sentence=sentence, speaker=name)


def _topics(judgements: Judgements) -> Iterator[Line]:
    for one in judgements.topics:
        sentence = _name(one.side, one.sentence)
        if one.topics:
            labels = Part(shown_list(map(topic_name, one.topics)), given=True)
            yield filled(_("{sentence} is about: {topics}."), sentence=sentence, topics=labels)
        else:
            yield filled(_("{sentence} is about none of the topics."), sentence=sentence)


def _earlier(judgements: Judgements) -> Iterator[Line]:
    if judgements.earlier is Side.LEFT:
        yield (Part(_("The left text is the earlier one.")),)
    elif judgements.earlier is Side.RIGHT:
        yield (Part(_("The right text is the earlier one.")),)


def _name(side: Side, sentence: int) -> Part:
    name = label(side, sentence)
    return Part(name, name)
