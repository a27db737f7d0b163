"""Two readouts held against each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reader.model.deferred import Deferred
from reader.model.document import Document
from reader.model.judgements import NONE, Judgements
from reader.model.options import Options
from reader.model.span import Side, Span
from reader.model.vocabulary import Judge, MatchKind, Order, State

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Edits:
    """Changed words of a match: spans into each document's text, sorted, disjoint, on word edges."""

    left: tuple[Span, ...] = ()
    right: tuple[Span, ...] = ()

    def spans(self, side: Side) -> tuple[Span, ...]:
        """Changed words of one side."""
        return self.left if side is Side.LEFT else self.right


@dataclass(frozen=True, slots=True)
class PhrasePair:
    """The same wording on both sides of a match."""

    left: Span
    right: Span


@dataclass(frozen=True, slots=True)
class Candidate(Deferred):
    """A possible counterpart that was not taken."""

    sentence: int
    """Index of the sentence in the other document."""
    score: float
    wording: str = ""
    """The longest wording both share, as it stands in the other document; may be empty."""


@dataclass(frozen=True, slots=True)
class Match(Deferred):
    """A link between sentences of left and right. Sentence indices ascend on each side."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    kind: MatchKind
    score: float
    """0–1, rounded to four places; docs/how-it-compares.md has the definition."""
    edits: Edits = field(default_factory=Edits)
    """Empty for echoes, whose sentences say different things."""
    phrases: tuple[PhrasePair, ...] = ()
    """Shared wording, in order of the left side."""
    moved: bool = False
    speaker_changed: bool = False
    why: str = ""
    """One English sentence: the evidence in plain words."""
    runner_up: Candidate | None = None
    """The next best sentence on the right for the first sentence on the left."""
    by: Judge = Judge.PROGRAM
    """Who joined the sentences or said how they belong together."""
    variants: tuple[PhrasePair, ...] = ()
    """Unlike wordings that count as equal (*COVID-19*, *new crown pneumonia*), in order of the left side. They are no
    edits, and none overlaps one."""

    def sentences(self, side: Side) -> tuple[int, ...]:
        """Sentence indices of one side."""
        return self.left if side is Side.LEFT else self.right

    def wording(self, side: Side) -> tuple[Span, ...]:
        """The phrases of one side, in its order, each once."""
        return tuple(sorted({phrase.left if side is Side.LEFT else phrase.right for phrase in self.phrases}))

    def variant_wording(self, side: Side) -> tuple[Span, ...]:
        """The variants of one side, in its order, each once."""
        return tuple(sorted({pair.left if side is Side.LEFT else pair.right for pair in self.variants}))


@dataclass(frozen=True, slots=True)
class Formulation:
    """A distinctive wording that stands in both documents."""

    text: str
    """As it first stands on the left."""
    left: tuple[Span, ...]
    right: tuple[Span, ...]
    variants: tuple[str, ...] = ()
    """Other wordings of it among its places."""

    def places(self, side: Side) -> tuple[Span, ...]:
        """Where it stands on one side."""
        return self.left if side is Side.LEFT else self.right


@dataclass(frozen=True, slots=True)
class SideCounts:
    """Sentences of one side by state."""

    shared: int = 0
    reworded: int = 0
    echo: int = 0
    novel: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """Figures of a comparison. ``moved`` and ``speaker_changed`` count shared and reworded matches."""

    order: Order
    left: SideCounts
    right: SideCounts
    moved: int = 0
    speaker_changed: int = 0
    formulations: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two documents share and do not share. Matches are sorted by (left, right, kind)."""

    left: Document
    right: Document
    matches: tuple[Match, ...]
    formulations: tuple[Formulation, ...]
    left_states: tuple[State, ...]
    right_states: tuple[State, ...]
    summary: Summary
    left_nearest: tuple[Candidate | None, ...] = ()
    """Per sentence of the left: the best rejected counterpart where the sentence is novel, else None."""
    right_nearest: tuple[Candidate | None, ...] = ()
    options: Options = field(default_factory=Options)
    judgements: Judgements = NONE
    """What the reader decided, already at work in everything above (reader.compare.judged), and wrote."""

    def document(self, side: Side) -> Document:
        """The document of one side."""
        return self.left if side is Side.LEFT else self.right

    def states(self, side: Side) -> tuple[State, ...]:
        """State of each sentence of one side."""
        return self.left_states if side is Side.LEFT else self.right_states

    def nearest(self, side: Side) -> tuple[Candidate | None, ...]:
        """Best rejected counterpart of each novel sentence of one side."""
        return self.left_nearest if side is Side.LEFT else self.right_nearest

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready form, format ``readout-comparison`` version 1 (docs/json.md)."""
        return {
            "format": "readout-comparison",
            "version": 1,
            "left": self.left.to_dict(),
            "right": self.right.to_dict(),
            "matches": [_match_dict(m) for m in self.matches],
            "states": {"left": [s.value for s in self.left_states], "right": [s.value for s in self.right_states]},
            "formulations": [
                {"text": f.text, "left": _pairs(f.left), "right": _pairs(f.right), "variants": list(f.variants)}
                for f in self.formulations
            ],
            "nearest": {
                "left": [_candidate_dict(c) for c in self.left_nearest],
                "right": [_candidate_dict(c) for c in self.right_nearest],
            },
            "summary": {
                "order": self.summary.order.value,
                "left": _counts_dict(self.summary.left),
                "right": _counts_dict(self.summary.right),
                "moved": self.summary.moved,
                "speaker_changed": self.summary.speaker_changed,
                "formulations": self.summary.formulations,
            },
            "options": self.options.to_dict(),
            "judgements": self.judgements.to_dict(),
        }

    def to_json(self) -> str:
        """``to_dict`` as indented UTF-8-ready JSON, ending in a newline."""
        import json

        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n"

    @staticmethod
    def from_dict(data: dict[str, Any]) -> Comparison:
        """Inverse of ``to_dict``. Unknown keys are ignored; KeyError, TypeError or ValueError where it is not one."""
        summary, nearest = data["summary"], data.get("nearest", {"left": (), "right": ()})
        return Comparison(
            left=Document.from_dict(data["left"]),
            right=Document.from_dict(data["right"]),
            matches=tuple(_match_from(m) for m in data["matches"]),
            formulations=tuple(
                Formulation(f["text"], _spans(f["left"]), _spans(f["right"]), tuple(f.get("variants", ())))
                for f in data["formulations"]
            ),
            left_states=tuple(State(s) for s in data["states"]["left"]),
            right_states=tuple(State(s) for s in data["states"]["right"]),
            summary=Summary(
                order=Order(summary["order"]),
                left=SideCounts(**summary["left"]),
                right=SideCounts(**summary["right"]),
                moved=summary["moved"],
                speaker_changed=summary["speaker_changed"],
                formulations=summary["formulations"],
            ),
            left_nearest=tuple(_candidate_from(c) for c in nearest["left"]),
            right_nearest=tuple(_candidate_from(c) for c in nearest["right"]),
            options=Options.from_dict(data.get("options", {})),
            judgements=Judgements.from_dict(data.get("judgements", {})),
        )


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def _spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def _counts_dict(counts: SideCounts) -> dict[str, int]:
    return {"shared": counts.shared, "reworded": counts.reworded, "echo": counts.echo, "novel": counts.novel}


def _candidate_dict(candidate: Candidate | None) -> dict[str, Any] | None:
    if candidate is None:
        return None
    return {"sentence": candidate.sentence, "score": candidate.score, "wording": candidate.wording}


def _candidate_from(data: dict[str, Any] | None) -> Candidate | None:
    return None if data is None else Candidate(data["sentence"], data["score"], data.get("wording", ""))


def _match_dict(match: Match) -> dict[str, Any]:
    return {
        "left": list(match.left),
        "right": list(match.right),
        "kind": match.kind.value,
        "score": match.score,
        "moved": match.moved,
        "speaker_changed": match.speaker_changed,
        "edits": {"left": _pairs(match.edits.left), "right": _pairs(match.edits.right)},
        "phrases": [{"left": list(p.left), "right": list(p.right)} for p in match.phrases],
        "variants": [{"left": list(p.left), "right": list(p.right)} for p in match.variants],
        "why": match.why,
        "runner_up": _candidate_dict(match.runner_up),
        "by": match.by.value,
    }


def _match_from(data: dict[str, Any]) -> Match:
    return Match(
        left=tuple(data["left"]),
        right=tuple(data["right"]),
        kind=MatchKind(data["kind"]),
        score=data["score"],
        edits=Edits(_spans(data["edits"]["left"]), _spans(data["edits"]["right"])),
        phrases=_phrase_pairs(data["phrases"]),
        moved=data["moved"],
        speaker_changed=data["speaker_changed"],
        why=data["why"],
        runner_up=_candidate_from(data.get("runner_up")),
        by=Judge(data.get("by", "program")),
        variants=_phrase_pairs(data.get("variants", ())),
    )


def _phrase_pairs(pairs: Iterable[dict[str, list[int]]]) -> tuple[PhrasePair, ...]:
    return tuple(PhrasePair(Span(*pair["left"]), Span(*pair["right"])) for pair in pairs)
