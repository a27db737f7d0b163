"""The order in which a reader goes through two documents: differences, states, places of formulations.

Without Qt. Both documents are read as one: sentences between two matched pairs stand left first, then right. Each
sentence has a number in that order, and what is known of all of them is kept in arrays: it comes from another process,
and for a long text the window would stand still while as many values of their own are made.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any, overload

from reader.marks import Role, sentence_links, state_role
from reader.model import MatchKind, Side
from reader.ui.views.timeline import common_order, directions

if TYPE_CHECKING:
    from reader.model import Comparison, Match, Sentence


@dataclass(frozen=True, slots=True)
class Focus:
    """The sentence the reader is at."""

    side: Side
    sentence: int


class Stops(Sequence[Focus]):
    """Some sentences in reading order, each made when it is asked for."""

    __hash__ = None  # type: ignore[assignment]  # equal to any sequence of the same sentences

    def __init__(self, order: array[int], numbers: Iterable[int]) -> None:
        self._order = order
        self.numbers = array("i", numbers)
        """Their numbers in reading order, ascending."""

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, at: int) -> Focus: ...

    @overload
    def __getitem__(self, at: slice) -> list[Focus]: ...

    def __getitem__(self, at: int | slice) -> Focus | list[Focus]:
        if isinstance(at, slice):
            return [_focus(self._order[number]) for number in self.numbers[at]]
        return _focus(self._order[self.numbers[at]])

    def sentences(self, comparison: Comparison, places: range) -> Iterator[Sentence]:
        """The sentences of the stops at some places, without a Focus for each."""
        left, right = comparison.left.sentences, comparison.right.sentences
        codes = (self._order[number] for number in self.numbers[places.start : places.stop])
        return (left[code] if code >= 0 else right[~code] for code in codes)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)


class Rows(Sequence[Sequence[int]]):
    """Rows of whole numbers."""

    def __init__(self, rows: Iterable[Sequence[int]]) -> None:
        kept = list(rows)
        self._ends = array("i", accumulate(map(len, kept), initial=0))
        self._numbers = array("i", (number for row in kept for number in row))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, at: Any) -> Any:  # a row; slices are not asked for
        return self._numbers[self._ends[at] : self._ends[at + 1]]


class Walk:
    """The stops of one comparison, in reading order; computed once."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._order, self._numbers = _reading_order(comparison)
        self._stop = _stops(comparison, self._order, self._numbers)
        found: dict[Role, list[int]] = {}
        for number, stop in enumerate(self._stop):
            if stop == number:
                found.setdefault(self.role(_focus(self._order[number])), []).append(number)
        self.stops: dict[Role, Stops] = {role: Stops(self._order, numbers) for role, numbers in found.items()}
        """For each state the stops at which it is told, in reading order. A stop is a sentence; a shared or reworded
        one stands for everything that is matched with it, on both sides."""
        differing = (number for role, numbers in found.items() if role not in _NO_DIFFERENCE for number in numbers)
        self.differences = Stops(self._order, sorted(differing))
        """What was reworded, dropped or is new. Echoes have stops of their own and are none of these."""
        self._places, self._formulations = _places(comparison)
        # What the views would else work out while the window waits for them.
        self.counts = {side: Counter(self.roles(side)) for side in Side}
        """How many sentences of each side have a state of each role."""
        self.order = common_order(comparison.matches)
        """Pairs of sentences that keep the order both documents have in common."""
        self.ways = {side: directions(comparison.matches, side) for side in Side}
        """For the moved sentences of each side, whether the counterpart is above (-1) or below (1)."""
        self.links = {side: _links(comparison, side) for side in Side}
        """For each sentence of a side, the matches it takes part in."""
        self.main_links = {side: sentence_links(comparison, side) for side in Side}
        """For each sentence of a side, the match that gives it its state."""

    def key(self, focus: Focus) -> int:
        """Sorts sentences of both sides into reading order."""
        return self._numbers[focus.side][focus.sentence]

    def role(self, focus: Focus) -> Role:
        """Role of the sentence's state."""
        comparison = self._comparison
        return state_role(comparison.states(focus.side)[focus.sentence], comparison.summary.order, focus.side)

    def roles(self, side: Side) -> list[Role]:
        """Role of the state of each sentence of a side."""
        return [self.role(Focus(side, index)) for index in range(len(self._comparison.states(side)))]

    def partners(self, focus: Focus) -> list[Focus]:
        """Counterparts of a sentence, the surest first, each once."""
        other, matches = focus.side.other, self._comparison.matches
        ranked = [
            (-_STRENGTH[matches[k].kind], -matches[k].score, sentence)
            for k in self.links[focus.side][focus.sentence]
            for sentence in matches[k].sentences(other)
        ]
        return list(dict.fromkeys(Focus(other, sentence) for _strength, _score, sentence in sorted(ranked)))

    def places(self, formulation: int) -> list[Focus]:
        """The sentences in which a formulation stands: left, then right."""
        return [_focus(code) for code in self._places[formulation]]

    def formulations(self, focus: Focus) -> Sequence[int]:
        """The formulations that stand in a sentence."""
        found: Sequence[int] = self._formulations[focus.side][focus.sentence]
        return found

    def those(self, fits: Mapping[Side, Sequence[bool]]) -> Stops:
        """The sentences that fit something, in reading order."""
        numbers = (n for side in Side for n, one in zip(self._numbers[side], fits[side], strict=True) if one)
        return Stops(self._order, sorted(numbers))

    def position(self, focus: Focus | None) -> int | None:
        """Which difference the reader is at, from 0; None where the sentence is not one."""
        return None if focus is None else self.place(focus, self.differences)

    def place(self, focus: Focus, stops: Stops) -> int | None:
        """Which of some stops a sentence belongs to, from 0; None where it belongs to none of them."""
        return _place_of(self._stop[self.key(focus)], stops)

    def stop(self, focus: Focus) -> Focus:
        """The sentence that stands for this one: itself, or the first of those that are told together."""
        return _focus(self._order[self._stop[self.key(focus)]])

    def number(self, focus: Focus) -> int:
        """Which stop of its state a sentence belongs to, from 0."""
        return bisect_left(self.stops[self.role(focus)].numbers, self._stop[self.key(focus)])

    def step(self, stops: Stops, focus: Focus | None, step: int) -> Focus | None:
        """The stop after (+1) or before (-1) the sentence the reader is at; None where there is none."""
        if not stops:
            return None
        if focus is None:
            return stops[0] if step > 0 else stops[-1]
        here = self.key(focus)
        at = _place_of(here, stops)
        if at is None:
            # A sentence that another one stands for is where that one is.
            at = _place_of(self._stop[here], stops)
        found = at + step if at is not None else bisect_left(stops.numbers, here) + min(step, 0)
        return stops[found] if 0 <= found < len(stops) else None


_latest: list[tuple[Sequence[Match], dict[Side, list[int | None]]]] = []


def links_of(comparison: Comparison, side: Side) -> list[int | None]:
    """``sentence_links``, kept for the latest comparison: it is asked for at every step of a long one."""
    if not _latest or _latest[0][0] is not comparison.matches:
        _latest[:] = [(comparison.matches, {one: sentence_links(comparison, one) for one in Side})]
    return _latest[0][1][side]


def keep_links(comparison: Comparison, walk: Walk) -> None:
    """Has ``links_of`` answer with what the walk of the comparison knows already."""
    _latest[:] = [(comparison.matches, walk.main_links)]


_NO_DIFFERENCE = (Role.SHARED, Role.ECHO)
_STRENGTH = {MatchKind.SHARED: 2, MatchKind.REWORDED: 1, MatchKind.ECHO: 0}


def _code(side: Side, sentence: int) -> int:
    """A sentence as one number, below 0 on the right."""
    return sentence if side is Side.LEFT else ~sentence


def _focus(code: int) -> Focus:
    return Focus(Side.LEFT, code) if code >= 0 else Focus(Side.RIGHT, ~code)


def _place_of(number: int, stops: Stops) -> int | None:
    at = bisect_left(stops.numbers, number)
    return at if at < len(stops) and stops.numbers[at] == number else None


def _reading_order(comparison: Comparison) -> tuple[array[int], dict[Side, array[int]]]:
    """Codes of all sentences in reading order, and for each sentence of a side its number in it."""
    anchors = _anchors(comparison)
    keys = [
        (bisect_right(anchors[side], k), side is Side.RIGHT, k)
        for side in Side
        for k in range(len(comparison.states(side)))
    ]
    order, numbers = array("i"), {side: array("i") for side in Side}
    for number, (_at, is_right, k) in enumerate(sorted(keys)):
        side = Side.RIGHT if is_right else Side.LEFT
        order.append(_code(side, k))
        numbers[side].append(number)  # of one side they come in the order of the text
    return order, numbers


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


def _stops(comparison: Comparison, order: array[int], numbers: Mapping[Side, array[int]]) -> array[int]:
    """For each number in reading order that of the sentence which stands for it: of those matched as shared or as
    reworded, the first on the left.

    Every other sentence stands for itself; an echo says something else than its counterpart.
    """
    above = array("i", range(len(order)))

    def top(number: int) -> int:
        while above[number] != number:
            above[number] = number = above[above[number]]
        return number

    for match in comparison.matches:
        # A sentence may take part in several matches; it is told with those that give it its state.
        said = {
            side: [k for k in match.sentences(side) if comparison.states(side)[k].value == match.kind.value]
            for side in Side
        }
        if match.kind is MatchKind.ECHO or not all(said.values()):
            continue
        together = [top(numbers[side][k]) for side in Side for k in said[side]]
        first = min(together, key=lambda number: (order[number] < 0, number))
        for number in together:
            above[number] = first
    return array("i", map(top, range(len(order))))


def _links(comparison: Comparison, side: Side) -> Rows:
    links: list[list[int]] = [[] for _ in comparison.states(side)]
    for k, match in enumerate(comparison.matches):
        for index in match.sentences(side):
            links[index].append(k)
    return Rows(links)


def _places(comparison: Comparison) -> tuple[Rows, dict[Side, Rows]]:
    """For each formulation the codes of the sentences in which it stands; for each sentence the formulations."""
    starts = {side: [s.start for s in comparison.document(side).sentences] for side in Side}
    within: dict[Side, list[list[int]]] = {side: [[] for _ in starts[side]] for side in Side}

    def found(number: int, side: Side) -> Iterator[int]:
        if starts[side]:
            places = comparison.formulations[number].places(side)
            for sentence in dict.fromkeys(max(0, bisect_right(starts[side], start) - 1) for start, _end in places):
                within[side][sentence].append(number)
                yield _code(side, sentence)

    places = Rows([code for side in Side for code in found(k, side)] for k in range(len(comparison.formulations)))
    return places, {side: Rows(within[side]) for side in Side}
