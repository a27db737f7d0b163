"""The one list from which the screen and every export are painted.

``marks()`` turns a comparison, a lens and the reader's filter into marks: spans of a document's text, each with a
role and, where it has one, a link. Marks of one side may overlap; ``runs()`` cuts them into stretches that do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.model import MatchKind, Order, Side, State

if TYPE_CHECKING:
    from reader.model import Comparison, Sentence


class Lens(StrEnum):
    """What the marks emphasise."""

    DIFFERENCES = "differences"
    SHARED = "shared"
    FORMULATIONS = "formulations"
    SPEAKERS = "speakers"
    TOPICS = "topics"


class Role(StrEnum):
    """What a mark says. Colours, signs and line styles hang on it (reader.theme)."""

    SHARED = "shared"
    REWORDED = "reworded"
    ECHO = "echo"
    DROPPED = "dropped"
    NEW = "new"
    ONLY_HERE = "only_here"
    MOVED = "moved"
    EDIT = "edit"
    WORDING = "wording"
    """Wording that an echo shares with the sentence it echoes most; the link is their match."""
    VARIANT = "variant"
    """Wording that counts as equal to other words opposite, such as another translation; the link is their match."""
    FORMULATION = "formulation"
    BOILERPLATE = "boilerplate"
    SPEAKER = "speaker"
    """Who said the sentence; the link is a place in ``speakers_of``. None on narration."""
    TOPIC = "topic"
    """The sentence's first topic; the link is a place in ``topics_of``. None where it has no topic."""
    CUE = "cue"
    CHOSEN = "chosen"
    """The sentence fits the reader's filter."""
    FADED = "faded"
    """A filter is on and the sentence does not fit it."""


STATE_ROLES = (Role.SHARED, Role.REWORDED, Role.ECHO, Role.DROPPED, Role.NEW, Role.ONLY_HERE)
"""Exactly one of them covers each sentence."""


class Mark(NamedTuple):
    """A role on a stretch of text.

    ``link``: index of the match (state, moved, wording, edit, variant), the formulation, the speaker or the topic.
    """

    start: int
    end: int
    role: Role
    link: int | None = None


class Run(NamedTuple):
    """A stretch of text on which the same marks lie; runs tile the text."""

    start: int
    end: int
    marks: tuple[Mark, ...]
    """In the order of ``Role``."""

    @property
    def roles(self) -> tuple[Role, ...]:
        """Roles of the marks."""
        return tuple(mark.role for mark in self.marks)


class Filter(NamedTuple):
    """What the reader picked in the sidebar. A sentence fits if its speaker and one of its topics are picked.

    An empty set means: any. None among the speakers stands for narration.
    """

    speakers: frozenset[str | None] = frozenset()
    topics: frozenset[str] = frozenset()
    formulations: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.speakers or self.topics or self.formulations)

    def to_dict(self) -> dict[str, list[Any]]:
        """JSON-ready form: sorted lists, narration (null) last among the speakers."""
        named = sorted(one for one in self.speakers if one is not None)
        return {
            "speakers": [*named, None] if None in self.speakers else [*named],
            "topics": sorted(self.topics),
            "formulations": sorted(self.formulations),
        }

    @staticmethod
    def from_dict(data: dict[str, Any]) -> Filter:
        """Inverse of ``to_dict``; KeyError, TypeError or ValueError where it is not one."""
        return Filter(frozenset(data["speakers"]), frozenset(data["topics"]), frozenset(map(int, data["formulations"])))

    def fits(self, sentence: Sentence, formulations: frozenset[int]) -> bool:
        """Whether a sentence, in which the given formulations stand, is picked."""
        return (
            (not self.speakers or sentence.speaker in self.speakers)
            and (not self.topics or not self.topics.isdisjoint(sentence.topics))
            and (not self.formulations or not self.formulations.isdisjoint(formulations))
        )


class Marks(NamedTuple):
    """The marks of both sides, each sorted by (start, -end, role)."""

    left: tuple[Mark, ...]
    right: tuple[Mark, ...]
    lens: Lens = Lens.DIFFERENCES
    filter: Filter = Filter()

    def of(self, side: Side) -> tuple[Mark, ...]:
        """The marks of one side."""
        return self.left if side is Side.LEFT else self.right


def marks(comparison: Comparison, lens: Lens = Lens.DIFFERENCES, chosen: Filter | None = None) -> Marks:
    """The marks of a comparison under a lens and a filter.

    The lens does not change which marks there are, only how a theme paints them: one list, whatever the view.
    """
    chosen = chosen or Filter()
    return Marks(_of_side(comparison, chosen, Side.LEFT), _of_side(comparison, chosen, Side.RIGHT), lens, chosen)


def state_role(state: State, order: Order, side: Side) -> Role:
    """Role of a sentence's state: a novel sentence is *dropped*, *new* or *only here*."""
    if state is not State.NOVEL:
        return Role(state.value)
    if order is Order.UNKNOWN:
        return Role.ONLY_HERE
    return Role.NEW if (side is Side.RIGHT) == (order is Order.LEFT_EARLIER) else Role.DROPPED


def speakers_of(comparison: Comparison) -> tuple[str, ...]:
    """Names of the speakers of both documents, each once: those of the left in order, then what the right adds."""
    both = (*comparison.left.speakers, *comparison.right.speakers)
    return tuple(dict.fromkeys(speaker.name for speaker in both))


def topics_of(comparison: Comparison) -> tuple[str, ...]:
    """Labels of the topics of both documents, each once: those of the left in order, then what the right adds."""
    return tuple(dict.fromkeys(topic.label for topic in (*comparison.left.topics, *comparison.right.topics)))


def sentence_links(comparison: Comparison, side: Side) -> list[int | None]:
    """For each sentence of a side, the index of the match that gives it its state (the strongest it takes part in)."""
    links: list[int | None] = [None] * len(comparison.document(side).sentences)
    for k, match in enumerate(comparison.matches):
        for index in match.sentences(side):
            best = links[index]
            if best is None or _strength(comparison, k) > _strength(comparison, best):
                links[index] = k
    return links


_KIND_STRENGTH = {MatchKind.SHARED: 2, MatchKind.REWORDED: 1, MatchKind.ECHO: 0}


def _strength(comparison: Comparison, link: int) -> tuple[int, float]:
    match = comparison.matches[link]
    return _KIND_STRENGTH[match.kind], match.score


def _of_side(comparison: Comparison, chosen: Filter, side: Side) -> tuple[Mark, ...]:
    document, states = comparison.document(side), comparison.states(side)
    links = sentence_links(comparison, side)
    out: list[Mark] = []
    within = formulations_within(comparison, side)
    speakers = {name: k for k, name in enumerate(speakers_of(comparison))}
    topics = {label: k for k, label in enumerate(topics_of(comparison))}
    for sentence, state, link in zip(document.sentences, states, links, strict=True):
        start, end = sentence.start, sentence.end
        out.append(Mark(start, end, state_role(state, comparison.summary.order, side), link))
        if link is not None and comparison.matches[link].moved:
            out.append(Mark(start, end, Role.MOVED, link))
        if link is not None and state is State.ECHO:
            out += (Mark(*span, Role.WORDING, link) for span in comparison.matches[link].wording(side))
            out += (Mark(*span, Role.VARIANT, link) for span in comparison.matches[link].variant_wording(side))
        if sentence.speaker is not None:
            out.append(Mark(start, end, Role.SPEAKER, speakers.get(sentence.speaker)))
        if sentence.topics:
            out.append(Mark(start, end, Role.TOPIC, topics.get(sentence.topics[0])))
        if chosen:
            fits = chosen.fits(sentence, within[sentence.index])
            out.append(Mark(start, end, Role.CHOSEN if fits else Role.FADED))
        if sentence.cue is not None and sentence.start <= sentence.cue.start < sentence.end:
            out.append(Mark(sentence.cue.start, sentence.cue.end, Role.CUE))
    for k, match in enumerate(comparison.matches):
        out += (Mark(s.start, s.end, Role.EDIT, k) for s in match.edits.spans(side))
        if match.kind is not MatchKind.ECHO:
            out += (Mark(s.start, s.end, Role.VARIANT, k) for s in match.variant_wording(side))
    for k, formulation in enumerate(comparison.formulations):
        out += (Mark(s.start, s.end, Role.FORMULATION, k) for s in formulation.places(side))
    out += (Mark(b.start, b.end, Role.BOILERPLATE) for b in document.boilerplate)
    return tuple(sorted(set(out), key=mark_order))


def formulations_within(comparison: Comparison, side: Side) -> list[frozenset[int]]:
    """For each sentence of a side, the formulations that start in it."""
    document = comparison.document(side)
    found: list[set[int]] = [set() for _ in document.sentences]
    places = sorted((s.start, k) for k, one in enumerate(comparison.formulations) for s in one.places(side))
    at = 0
    for sentence in document.sentences:
        while at < len(places) and places[at][0] < sentence.end:
            if places[at][0] >= sentence.start:
                found[sentence.index].add(places[at][1])
            at += 1
    return [frozenset(one) for one in found]


_ROLE_ORDER = {role: k for k, role in enumerate(Role)}


def mark_order(mark: Mark) -> tuple[int, int, int, int]:
    """Sorts marks of one side: by start, the longer first, then in the order of ``Role``."""
    return mark.start, -mark.end, _ROLE_ORDER[mark.role], -1 if mark.link is None else mark.link


def runs(length: int, side: Sequence[Mark], start: int = 0) -> Iterator[Run]:
    """Cuts ``[start, length)`` into stretches on which the same marks lie, in order and without gaps."""
    edges = sorted({start, length, *(e for m in side for e in (m.start, m.end) if start <= e <= length)})
    pending = sorted(side, key=lambda mark: mark.start)
    active: list[Mark] = []
    at = 0
    for left, right in pairwise(edges):
        active = [mark for mark in active if mark.end > left]
        while at < len(pending) and pending[at].start <= left:
            if pending[at].end > left:
                active.append(pending[at])
            at += 1
        yield Run(left, right, tuple(sorted(active, key=lambda m: (_ROLE_ORDER[m.role], m.link or 0, m.start))))
