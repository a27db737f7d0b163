from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import columns
from reader.text.columns import counted, gathered, where

NUMBERS = st.lists(st.integers(0, 3), max_size=30).map(lambda given: array("i", given))


@given(NUMBERS, st.lists(st.booleans(), min_size=4, max_size=4))
def test_long_columns_are_read_as_short_ones(numbers: array[int], wanted: list[bool]) -> None:
    table = array("H", [7, 65_535, 0, 7])
    taken, found, often = gathered(table, numbers), where(wanted, numbers), counted(numbers, 5)
    assert list(taken) == [table[number] for number in numbers]
    assert list(found) == [at for at, number in enumerate(numbers) if wanted[number]]
    assert often == [list(numbers).count(number) for number in range(5)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "ARRAYS_FROM", 0)
        assert gathered(table, numbers) == taken
        assert where(wanted, numbers) == found
        assert counted(numbers, 5) == often
