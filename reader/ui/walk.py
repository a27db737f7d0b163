"""The order in which a reader goes through two documents: differences, states, places of formulations.

Without Qt. Both documents are read as one: sentences between two matched pairs stand left first, then right.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from reader.marks import Role, sentence_links, state_role
from reader.model import Comparison, MatchKind, Side
from reader.ui.views.timeline import common_order, directions


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
        self._stop = _stops(comparison, every)
        self.stops: dict[Role, list[Focus]] = {}
        """For each state the stops at which it is told, in reading order. A stop is a sentence; a shared or reworded
        one stands for everything that is matched with it, on both sides."""
        for focus in every:
            if self._stop[focus] == focus:
                self.stops.setdefault(self.role(focus), []).append(focus)
        self.differences: list[Focus] = sorted(
            (focus for role, stops in self.stops.items() if role not in _NO_DIFFERENCE for focus in stops),
            key=self._rank.__getitem__,
        )
        """What was reworded, dropped or is new. Echoes have stops of their own and are none of these."""
        self._number = {stop: number for stops in self.stops.values() for number, stop in enumerate(stops)}
        self._difference = {stop: number for number, stop in enumerate(self.differences)}
        self.places: list[list[Focus]] = _places(comparison)
        """For each formulation, the sentences in which it stands: left, then right."""
        # What the views would else work out while the window waits for them.
        self.counts = {side: Counter(self.roles(side)) for side in Side}
        """How many sentences of each side have a state of each role."""
        self.order = common_order(comparison.matches)
        """Pairs of sentences that keep the order both documents have in common."""
        self.ways = {side: directions(comparison.matches, side) for side in Side}
        """For the moved sentences of each side, whether the counterpart is above (-1) or below (1)."""
        self.links: dict[Side, dict[int, list[int]]] = {side: {} for side in Side}
        """For the sentences of each side, the matches they take part in."""
        for k, match in enumerate(comparison.matches):
            for side in Side:
                for index in match.sentences(side):
                    self.links[side].setdefault(index, []).append(k)

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
        return None if focus is None else self._difference.get(self._stop[focus])

    def stop(self, focus: Focus) -> Focus:
        """The sentence that stands for this one: itself, or the first of those that are told together."""
        return self._stop[focus]

    def number(self, focus: Focus) -> int:
        """Which stop of its state a sentence belongs to, from 0."""
        return self._number[self._stop[focus]]

    def step(self, stops: list[Focus], focus: Focus | None, step: int) -> Focus | None:
        """The stop after (+1) or before (-1) the sentence the reader is at; None where there is none."""
        if not stops:
            return None
        if focus is None:
            return stops[0] if step > 0 else stops[-1]
        ranks = [self._rank[stop] for stop in stops]
        at = bisect_left(ranks, self._rank[focus])
        if at == len(stops) or stops[at] != focus:
            # A sentence that another one stands for is where that one is.
            told = self._stop[focus]
            k = bisect_left(ranks, self._rank[told])
            if k < len(stops) and stops[k] == told:
                at, focus = k, told
        found = at if step > 0 and (at == len(stops) or stops[at] != focus) else at + step
        return stops[found] if 0 <= found < len(stops) else None


_latest: list[tuple[Comparison, dict[Side, list[int | None]]]] = []


def links_of(comparison: Comparison, side: Side) -> list[int | None]:
    """``sentence_links``, kept for the latest comparison: it is asked for at every step of a long one."""
    if not _latest or _latest[0][0] is not comparison:
        _latest[:] = [(comparison, {one: sentence_links(comparison, one) for one in Side})]
    return _latest[0][1][side]


_NO_DIFFERENCE = (Role.SHARED, Role.ECHO)
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


def _stops(comparison: Comparison, every: list[Focus]) -> dict[Focus, Focus]:
    """For each sentence the one that stands for it: of those matched as shared or as reworded, the first on the left.

    Every other sentence stands for itself; an echo says something else than its counterpart.
    """
    above = {focus: focus for focus in every}

    def top(focus: Focus) -> Focus:
        while above[focus] != focus:
            above[focus] = focus = above[above[focus]]
        return focus

    for match in comparison.matches:
        # A sentence may take part in several matches; it is told with those that give it its state.
        said = {
            side: [k for k in match.sentences(side) if comparison.states(side)[k].value == match.kind.value]
            for side in Side
        }
        if match.kind is MatchKind.ECHO or not all(said.values()):
            continue
        for focus in (Focus(side, k) for side in Side for k in said[side]):
            first, second = sorted((top(Focus(Side.LEFT, said[Side.LEFT][0])), top(focus)), key=_left_first)
            above[second] = first
    return {focus: top(focus) for focus in every}


def _left_first(focus: Focus) -> tuple[bool, int]:
    return focus.side is Side.RIGHT, focus.sentence


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
