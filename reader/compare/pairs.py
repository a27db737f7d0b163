"""What is told of pairs of sentences, one number a pair: how alike they are, how strongly they belong together.

Most pairs have no number. Short documents keep a dictionary a sentence, long ones arrays (``pair_arrays``); both give
the same numbers.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, Self, overload


class Best(NamedTuple):
    """The greatest number of each sentence, and the next greatest; 0 where there is none."""

    other: list[int]
    """The sentence opposite that has the greatest; -1 where two have it, or where it is 0."""
    top: list[float]
    second: list[float]


Change = Callable[[Any, Any, Any, Any, Any], Any]
"""A new number from the place on the left, that on the right, the old number, and what is known of either place."""


class Pairs(Sequence[dict[int, float]]):
    """Numbers of pairs. As a sequence: for each sentence of the left, the numbers by sentence of the right, ascending.

    What changes the numbers gives new pairs and leaves these as they are.
    """

    __slots__ = ()

    @property
    @abstractmethod
    def columns(self) -> Self:
        """The same seen from the right."""

    @property
    @abstractmethod
    def filled(self) -> Sequence[int]:
        """The sentences of the left that have a number, ascending."""

    @abstractmethod
    def at_least(self, least: float) -> Iterator[tuple[int, int, float]]:
        """The pairs with so great a number, in order."""

    @abstractmethod
    def numbers_of(self, pairs: Sequence[tuple[int, int]], default: float = 0.0) -> list[float]:
        """The numbers of some pairs, in their order; ``default`` where a pair has none."""

    @abstractmethod
    def best(self) -> Best:
        """The greatest numbers of each sentence of the left."""

    @abstractmethod
    def times(self, factor: Callable[[int, int], float]) -> Self:
        """Each number by what is told of its pair."""

    @abstractmethod
    def only(self, least: float, wanted: Callable[[int, int, float], bool]) -> Self:
        """The pairs with at least so great a number that are wanted."""

    @abstractmethod
    def changed(self, change: Change, left: Sequence[Any], right: Sequence[Any]) -> Self:
        """Each number as ``change`` makes it; ``left`` and ``right`` are what is known of each place, as tuples.

        ``change`` is given numbers or arrays of them, so it reckons with what both can do.
        """


class PairDicts(Pairs):
    """Numbers of pairs of short documents."""

    __slots__ = ("_rows", "_width")

    def __init__(self, rows: Sequence[dict[int, float]], width: int) -> None:
        """``width`` is the number of sentences on the right."""
        self._rows, self._width = rows, width

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> dict[int, float]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[dict[int, float]]: ...
    def __getitem__(self, index: int | slice) -> dict[int, float] | Sequence[dict[int, float]]:
        return self._rows[index]

    @property
    def columns(self) -> PairDicts:
        """The same seen from the right."""
        columns: list[dict[int, float]] = [{} for _ in range(self._width)]
        for i, row in enumerate(self._rows):
            for j, value in row.items():
                columns[j][i] = value
        return PairDicts(columns, len(self._rows))

    @property
    def filled(self) -> Sequence[int]:
        """The sentences of the left that have a number, ascending."""
        return [i for i, row in enumerate(self._rows) if row]

    def at_least(self, least: float) -> Iterator[tuple[int, int, float]]:
        """The pairs with so great a number, in order."""
        for i, row in enumerate(self._rows):
            for j, value in row.items():
                if value >= least:
                    yield i, j, value

    def numbers_of(self, pairs: Sequence[tuple[int, int]], default: float = 0.0) -> list[float]:
        """The numbers of some pairs, in their order; ``default`` where a pair has none."""
        return [self._rows[i].get(j, default) for i, j in pairs]

    def best(self) -> Best:
        """The greatest numbers of each sentence of the left."""
        found = list(map(_best, self._rows))
        return Best([best for best, _, _ in found], [top for _, top, _ in found], [second for *_, second in found])

    def times(self, factor: Callable[[int, int], float]) -> PairDicts:
        """Each number by what is told of its pair."""
        rows = [{j: value * factor(i, j) for j, value in row.items()} for i, row in enumerate(self._rows)]
        return PairDicts(rows, self._width)

    def only(self, least: float, wanted: Callable[[int, int, float], bool]) -> PairDicts:
        """The pairs with at least so great a number that are wanted."""
        rows = [
            {j: value for j, value in row.items() if value >= least and wanted(i, j, value)}
            for i, row in enumerate(self._rows)
        ]
        return PairDicts(rows, self._width)

    def changed(self, change: Change, left: Sequence[Any], right: Sequence[Any]) -> PairDicts:
        """Each number as ``change`` makes it; ``left`` and ``right`` are what is known of each place, as tuples."""
        rows = [
            {j: change(i, j, value, left[i], right[j]) for j, value in row.items()} for i, row in enumerate(self._rows)
        ]
        return PairDicts(rows, self._width)


def _best(row: dict[int, float]) -> tuple[int, float, float]:
    best, top, second = -1, 0.0, 0.0
    for index, value in row.items():
        if value > top:
            best, top, second = index, value, top
        elif value == top:
            best, second = -1, value
        elif value > second:
            second = value
    return best, top, second
