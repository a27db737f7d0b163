"""Long documents: formulations found with arrays are those found without."""

from __future__ import annotations

from array import array
from importlib import import_module
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reader
from reader.compare.formulations import find
from reader.compare.item_arrays import NeighboursOfMany
from reader.compare.repeats import Neighbours
from reader.model import Formulation

PHRASES = (
    "linked by mountains and rivers,the two sides,comrades plus brothers,political mutual trust,win-win cooperation,"
    "a future which bears meaning,steady maritime peace,5%,“Belt and Road”,One Belt One Road,China-Vietnam,in,and,the,a"
).split(",")
TEXTS = st.lists(st.lists(st.sampled_from(PHRASES), min_size=1, max_size=6).map(" ".join), max_size=6).map(". ".join)
SIDE = st.lists(st.tuples(st.integers(0, 2), st.booleans()), max_size=25)


@given(SIDE, SIDE)
def test_neighbours_are_the_same(left: list[tuple[int, bool]], right: list[tuple[int, bool]]) -> None:
    keys = array("i", [key for key, _ in left]), array("i", [key for key, _ in right])
    breaks = bytearray(is_break for _, is_break in left), bytearray(is_break for _, is_break in right)
    plain, fast = Neighbours(keys, breaks), NeighboursOfMany(keys, breaks)
    for found, wanted in zip(fast.shared(), plain.shared(), strict=True):
        assert sorted(found) == sorted(wanted)
    for one, other in product({*keys[0], *keys[1]}, repeat=2):
        assert stands(fast, one, other) == stands(plain, one, other)


def stands(side: Neighbours, one: int, other: int) -> list[list[int]]:
    return [[k for k, _ in side.places(here, {side.number(one, other)})] for here in (0, 1)]


@settings(deadline=None, max_examples=60)
@given(left=TEXTS, right=TEXTS)
def test_formulations_are_the_same(left: str, right: str) -> None:
    documents = reader.parse(left, language="en"), reader.parse(right, language="en")
    plain = find(*documents)
    with pytest.MonkeyPatch.context() as patch:
        for module in ("text.columns", "compare.wordings", "compare.formulations"):
            patch.setattr(import_module(f"reader.{module}"), "ARRAYS_FROM", 1)
        fast: tuple[Formulation, ...] = find(*documents)
    assert fast == plain
