"""The order in which a reader goes through two documents: differences, states, places of formulations.

Without Qt. Both documents are read as one: sentences between two matched pairs stand left first, then right.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from reader.marks import Role, state_role
from reader.model import Comparison, MatchKind, Side, State


@dataclass(frozen=True, slots=True)
class Focus:
    """The sentence the reader is at."""

    side: Side
    sentence: int


class Walk:
    """The stops of one comparison, in reading order; computed once."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._anchors = _anchors(comparison)
        self._partners: dict[Focus, list[tuple[tuple[int, float], Focus]]] = {}
        for match in comparison.matches:
            for side in Side:
                others = [Focus(side.other, index) for index in match.sentences(side.other)]
                for index in match.sentences(side):
                    rank = (_STRENGTH[match.kind], match.score)
                    self._partners.setdefault(Focus(side, index), []).extend((rank, other) for other in others)
        every = [Focus(side, k) for side in Side for k in range(len(comparison.states(side)))]
        every.sort(key=self.key)
        self._rank = {focus: rank for rank, focus in enumerate(every)}
        self.stops: dict[Role, list[Focus]] = {}
        for focus in every:
            if not self._is_told_on_the_left(focus):
                self.stops.setdefault(self.role(focus), []).append(focus)
        self.differences: list[Focus] = sorted(
            (focus for role, stops in self.stops.items() if role is not Role.SHARED for focus in stops),
            key=self._rank.__getitem__,
        )
        self._number = {focus: number for number, focus in enumerate(self.differences)}
        self.places: list[list[Focus]] = _places(comparison)
        """For each formulation, the sentences in which it stands: left, then right."""

    def key(self, focus: Focus) -> tuple[int, int, int]:
        """Sorts sentences of both sides into reading order."""
        at = bisect_right(self._anchors[focus.side], focus.sentence)
        return at, int(focus.side is Side.RIGHT), focus.sentence

    def role(self, focus: Focus) -> Role:
        """Role of the sentence's state."""
        comparison = self._comparison
        return state_role(comparison.states(focus.side)[focus.sentence], comparison.summary.order, focus.side)

    def roles(self, side: Side) -> list[Role]:
        """Role of the state of each sentence of a side."""
        return [self.role(Focus(side, index)) for index in range(len(self._comparison.states(side)))]

    def partners(self, focus: Focus) -> list[Focus]:
        """Counterparts of a sentence, the surest first, each once."""
        ranked = sorted(self._partners.get(focus, ()), key=lambda one: (-one[0][0], -one[0][1], one[1].sentence))
        return list(dict.fromkeys(other for _rank, other in ranked))

    def position(self, focus: Focus | None) -> int | None:
        """Which difference the reader is at, from 0; None where the sentence is not one."""
        for candidate in () if focus is None else (focus, *self.partners(focus)):
            if candidate in self._number and (candidate == focus or self._is_told_by(focus, candidate)):
                return self._number[candidate]
        return None

    def step(self, stops: list[Focus], focus: Focus | None, step: int) -> Focus | None:
        """The stop after (+1) or before (-1) the sentence the reader is at; None where there is none."""
        if not stops:
            return None
        if focus is None:
            return stops[0] if step > 0 else stops[-1]
        ranks = [self._rank[stop] for stop in stops]
        at = bisect_left(ranks, self._rank[focus])
        if at == len(stops) or stops[at] != focus:
            # A counterpart on the right belongs to the stop on the left.
            told = next((one for one in self.partners(focus) if one in stops and self._is_told_by(focus, one)), None)
            if told is not None:
                at, focus = stops.index(told), told
        found = at if step > 0 and (at == len(stops) or stops[at] != focus) else at + step
        return stops[found] if 0 <= found < len(stops) else None

    def _is_told_on_the_left(self, focus: Focus) -> bool:
        """A shared or reworded sentence on the right is part of its counterpart's stop on the left."""
        return focus.side is Side.RIGHT and any(self._is_told_by(focus, other) for other in self.partners(focus))

    def _is_told_by(self, focus: Focus | None, other: Focus) -> bool:
        if focus is None or focus.side is Side.LEFT:
            return False
        state = self._comparison.states(Side.RIGHT)[focus.sentence]
        # An echo says something else than its counterpart, so it is a stop of its own.
        if state not in (State.SHARED, State.REWORDED):
            return False
        return self._comparison.states(other.side)[other.sentence] is state


_STRENGTH = {MatchKind.SHARED: 2, MatchKind.REWORDED: 1, MatchKind.ECHO: 0}


def _anchors(comparison: Comparison) -> dict[Side, list[int]]:
    """Pairs in the common order, as ascending sentence indices of each side."""
    left: list[int] = []
    right: list[int] = []
    for match in comparison.matches:
        if match.kind is MatchKind.ECHO or match.moved:
            continue
        i, j = match.left[0], match.right[0]
        if not left or (i > left[-1] and j > right[-1]):
            left.append(i)
            right.append(j)
    return {Side.LEFT: left, Side.RIGHT: right}


def _places(comparison: Comparison) -> list[list[Focus]]:
    starts = {side: [s.start for s in comparison.document(side).sentences] for side in Side}

    def sentence(side: Side, at: int) -> int:
        return max(0, bisect_right(starts[side], at) - 1)

    def found(side: Side, spans: Iterable[tuple[int, int]]) -> Iterable[Focus]:
        return (Focus(side, sentence(side, start)) for start, _end in spans if starts[side])

    return [
        list(dict.fromkeys(focus for side in Side for focus in found(side, one.places(side))))
        for one in comparison.formulations
    ]
