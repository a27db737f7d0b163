"""Which stretches of two sequences stand in both: by whole runs where it can be, else by suffix automaton.

Method: A. Blumer et al., *The smallest automaton recognizing the subwords of a text*, 1985. All in linear time.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

Run = tuple[int, ...]
Stretch = tuple[int, int]
"""Where a run stands: ``[start, end)``."""


class Neighbours:
    """Every two keys that stand side by side in two sequences, as numbers, equal for equal pairs."""

    def __init__(self, keys: tuple[Sequence[int], Sequence[int]], breaks: tuple[bytearray, bytearray]) -> None:
        """``keys`` are numbers from 0 on; ``breaks`` say which of them nothing reaches to from the one before."""
        self._size = 1 + max(max(side, default=0) for side in keys)
        self._pairs = self._paired(keys[0], breaks[0]), self._paired(keys[1], breaks[1])
        """Per side and place: the key and the one behind it; ``APART`` where none follows."""

    def _paired(self, symbols: Sequence[int], breaks: bytearray) -> list[int]:
        size = self._size
        following = zip(symbols, symbols[1:], breaks[1:], strict=False)
        pairs = [APART if is_break else one * size + other for one, other, is_break in following]
        return [*pairs, APART] if symbols else pairs

    def number(self, one: int, other: int) -> int:
        """The number of two keys."""
        return one * self._size + other

    def places(self, side: int, wanted: Container[int]) -> list[tuple[int, int]]:
        """Where on a side wanted pairs stand, each with its number."""
        return [(k, pair) for k, pair in enumerate(self._pairs[side]) if pair in wanted]

    def shared(self) -> tuple[list[Stretch], list[Stretch]]:
        """Per side the stretches ``[start, end)`` that stand on the other side too and cannot grow at either end.

        Two keys or more; in no order; none goes over a break. One that stands at several places is given at each.
        """
        common = (set(self._pairs[0]) & set(self._pairs[1])) - {APART}
        places = _stretches(self._pairs[0], common), _stretches(self._pairs[1], common)
        runs = [[tuple(pairs[a:b]) for a, b in found] for pairs, found in zip(self._pairs, places, strict=True)]
        whole = set(runs[0]) & set(runs[1])
        out = []
        for here in (0, 1):
            rest = [None if run in whole else run for run in runs[here]]
            out.append(list(found_within(places[here], rest, dict.fromkeys(runs[1 - here]))))
        return out[0], out[1]


APART: Final = -1
_ONES: Final = re.compile(b"\x01+")


def _stretches(pairs: Sequence[int], common: set[int]) -> list[Stretch]:
    """Where pairs of the common ones follow one another."""
    return [found.span() for found in _ONES.finditer(bytes(map(common.__contains__, pairs)))]


def found_within(places: Sequence[Stretch], runs: Sequence[Run | None], others: Iterable[Run]) -> Iterator[Stretch]:
    """Stretches of keys: runs of pairs that stand whole on the other side, given as None, and parts of the rest.

    ``others`` are the runs of the other side, each once.
    """
    rest = {pair for run in runs if run for pair in run}
    automaton = Automaton(list(_joined(others, rest)) if rest else ())
    for (start, end), run in zip(places, runs, strict=True):
        if run is None:
            yield start, end + 1
        else:
            yield from ((start + a, start + b + 1) for a, b in automaton.maximal_matches(run))


def _joined(runs: Iterable[Run], wanted: set[int]) -> Iterator[int]:
    """The runs one behind the other, with gaps between them and for what is not wanted; no two gaps are the same."""
    gaps = count(APART - 1, -1)
    for run in runs:
        if not wanted.isdisjoint(run):
            for pair in run:
                yield pair if pair in wanted else next(gaps)
            yield next(gaps)


def maximal_matches(probe: Sequence[int], source: Sequence[int]) -> list[tuple[int, int]]:
    """Stretches ``[start, end)`` of ``probe`` that occur in ``source`` and cannot grow at either end.

    Sorted; starts and ends both ascend, so that a stretch is never part of the next. Linear in both sequences.
    """
    return Automaton(source).maximal_matches(probe)


class Automaton:
    """All stretches of a sequence, to hold others against."""

    def __init__(self, source: Iterable[int]) -> None:
        self._following: list[dict[int, int]] = [{}]
        """Per state: where a symbol leads to; state 0 is the start."""
        self._link, self._longest = [-1], [0]
        last = 0
        for symbol in source:
            last = self._extend(last, symbol)

    def maximal_matches(self, probe: Sequence[int]) -> list[tuple[int, int]]:
        """``maximal_matches`` of a sequence in this one."""
        lengths = self._longest_ending_at(probe)
        out = []
        for at, length in enumerate(lengths):
            follows = lengths[at + 1] if at + 1 < len(lengths) else 0
            if length and follows <= length:
                out.append((at + 1 - length, at + 1))
        return out

    def _longest_ending_at(self, probe: Sequence[int]) -> list[int]:
        """For each place of ``probe``, the length of the longest stretch ending there that occurs here."""
        following = self._following
        state = length = 0
        out = []
        for symbol in probe:
            while state and symbol not in following[state]:
                state = self._link[state]
                length = self._longest[state]
            if symbol in following[state]:
                state = following[state][symbol]
                length += 1
            out.append(length)
        return out

    def _extend(self, last: int, symbol: int) -> int:
        """Appends a symbol behind the ``last`` state; the new state."""
        following, link = self._following, self._link
        current = len(following)
        following.append({})
        link.append(0)
        self._longest.append(self._longest[last] + 1)
        state = last
        while state >= 0 and symbol not in following[state]:
            following[state][symbol] = current
            state = link[state]
        if state >= 0:
            target = following[state][symbol]
            if self._longest[target] != self._longest[state] + 1:
                target = self._clone(state, symbol)
            link[current] = target
        return current

    def _clone(self, state: int, symbol: int) -> int:
        """Splits the state that ``state`` reaches by ``symbol``, so that only the stretches up to it share the new."""
        following, link = self._following, self._link
        target, clone = following[state][symbol], len(following)
        following.append(dict(following[target]))
        link.append(link[target])
        self._longest.append(self._longest[state] + 1)
        link[target] = clone
        while state >= 0 and following[state].get(symbol) == target:
            following[state][symbol] = clone
            state = link[state]
        return clone
