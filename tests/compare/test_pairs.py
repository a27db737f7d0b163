"""Numbers of pairs: dictionaries and arrays answer alike, and so do their columns."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reader.compare.pair_arrays import PairArrays, Pattern
from reader.compare.pairs import PairDicts, Pairs
from reader.compare.places import mutual_best, placed

WIDTH = 7
# Few values, so that many are equal, and nought among them.
VALUES = st.sampled_from([0.0, 0.05, 0.1, 0.2, 0.25, 0.5, 0.9])
ROWS = st.lists(st.dictionaries(st.integers(0, WIDTH - 1), VALUES, max_size=WIDTH), max_size=9)


def both(rows: list[dict[int, float]]) -> tuple[PairDicts, PairArrays]:
    rows = [dict(sorted(row.items())) for row in rows]
    listed = [(i, j, value) for i, row in enumerate(rows) for j, value in row.items()]
    left, right, values = zip(*listed, strict=True) if listed else ((), (), ())
    pattern = Pattern(np.array(left, np.int32), np.array(right, np.int32), (len(rows), WIDTH))
    return PairDicts(rows, WIDTH), PairArrays(pattern, np.array(values, float))


def answers(pairs: Pairs) -> list[object]:
    told = (lambda i, j: 1.0 + (i + j) % 3), (lambda i, j, value: (i * j) % 2 == 0 or value > 0.2)
    return [
        list(pairs),
        list(pairs.filled),
        pairs.best(),
        pairs.numbers_of([(i, j) for i in range(len(pairs)) for j in range(WIDTH)], -1.0),
        list(pairs.at_least(0.1)),
        list(pairs.times(told[0])),
        list(pairs.only(0.1, told[1])),
        mutual_best(pairs, 0.1, 1.3),
        list(placed(pairs, 0.6, 0.1)),
    ]


@given(ROWS)
def test_arrays_answer_as_dictionaries_do(rows: list[dict[int, float]]) -> None:
    plain, fast = both(rows)
    assert answers(fast) == answers(plain)
    assert answers(fast.columns) == answers(plain.columns)
    assert list(fast.columns.columns) == list(plain)


@given(ROWS)
def test_place_has_no_sides(rows: list[dict[int, float]]) -> None:
    plain, _ = both(rows)
    assert list(placed(plain.columns, 0.6, 0.1).columns) == list(placed(plain, 0.6, 0.1))


def test_the_best_of_a_sentence() -> None:
    plain, fast = both([{0: 0.5, 1: 0.9, 2: 0.2}, {3: 0.4, 4: 0.4, 5: 0.1}, {}, {6: 0.0}])
    assert plain.best() == fast.best() == ([1, -1, -1, -1], [0.9, 0.4, 0.0, 0.0], [0.5, 0.4, 0.0, 0.0])
