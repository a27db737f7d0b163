"""The values everything else speaks in: frozen, hashable, without behaviour beyond their JSON.

Each is loaded when it is first used: the window shows two texts before anything was compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model.comparison import (
        Candidate,
        Comparison,
        Edits,
        Formulation,
        Match,
        PhrasePair,
        SideCounts,
        Summary,
    )
    from reader.model.document import Document, Paragraph, Source
    from reader.model.findings import Boilerplate, Cue, Event, Person, Sentence, Speaker, Topic
    from reader.model.judgement import Note, PairJudgement, SpeakerJudgement, TopicJudgement
    from reader.model.judgements import NONE, Judgements
    from reader.model.options import Options
    from reader.model.span import Side, Span
    from reader.model.vocabulary import (
        BOTH_SIDES,
        Attribution,
        BoilerplateKind,
        EventKind,
        Judge,
        MatchKind,
        Order,
        ParagraphKind,
        State,
        Verdict,
    )

__all__ = [
    "BOTH_SIDES",
    "NONE",
    "Attribution",
    "Boilerplate",
    "BoilerplateKind",
    "Candidate",
    "Comparison",
    "Cue",
    "Document",
    "Edits",
    "Event",
    "EventKind",
    "Formulation",
    "Judge",
    "Judgements",
    "Match",
    "MatchKind",
    "Note",
    "Options",
    "Order",
    "PairJudgement",
    "Paragraph",
    "ParagraphKind",
    "Person",
    "PhrasePair",
    "Sentence",
    "Side",
    "SideCounts",
    "Source",
    "Span",
    "Speaker",
    "SpeakerJudgement",
    "State",
    "Summary",
    "Topic",
    "TopicJudgement",
    "Verdict",
]

_HOME = {
    "comparison": ("Candidate", "Comparison", "Edits", "Formulation", "Match", "PhrasePair", "SideCounts", "Summary"),
    "document": ("Document", "Paragraph", "Source"),
    "findings": ("Boilerplate", "Cue", "Event", "Person", "Sentence", "Speaker", "Topic"),
    "judgement": ("Note", "PairJudgement", "SpeakerJudgement", "TopicJudgement"),
    "judgements": ("NONE", "Judgements"),
    "options": ("Options",),
    "span": ("Side", "Span"),
    "vocabulary": (
        "BOTH_SIDES",
        "Attribution",
        "BoilerplateKind",
        "EventKind",
        "Judge",
        "MatchKind",
        "Order",
        "ParagraphKind",
        "State",
        "Verdict",
    ),
}
_HOME_OF = {name: home for home, names in _HOME.items() for name in names}


def __getattr__(name: str) -> object:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value
