"""The values everything else speaks in: frozen, hashable, without behaviour beyond their JSON."""

from __future__ import annotations

from reader.model.comparison import (
    Candidate,
    Comparison,
    Edits,
    Formulation,
    Match,
    MatchKind,
    Options,
    Order,
    PhrasePair,
    SideCounts,
    State,
    Summary,
)
from reader.model.document import (
    BOTH_SIDES,
    Attribution,
    Boilerplate,
    BoilerplateKind,
    Cue,
    Document,
    Paragraph,
    ParagraphKind,
    Person,
    Sentence,
    Source,
    Speaker,
    Topic,
)
from reader.model.span import Side, Span

__all__ = [
    "BOTH_SIDES",
    "Attribution",
    "Boilerplate",
    "BoilerplateKind",
    "Candidate",
    "Comparison",
    "Cue",
    "Document",
    "Edits",
    "Formulation",
    "Match",
    "MatchKind",
    "Options",
    "Order",
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
    "State",
    "Summary",
    "Topic",
]
