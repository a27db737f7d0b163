"""What moved is the lesser part, whichever side it is seen from."""

from __future__ import annotations

import time
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.compare.order import Placed, moved


def places(right: list[int], weights: list[int] | None = None) -> list[Placed]:
    weights = weights or [10] * len(right)
    return [Placed(left, place, weight) for left, (place, weight) in enumerate(zip(right, weights, strict=True))]


def test_nothing_moves_in_order() -> None:
    assert moved(places([0, 3, 4, 9])) == [False] * 4
    assert moved([]) == []


def test_one_out_of_order() -> None:
    assert moved(places([1, 2, 3, 0])) == [False, False, False, True]
    assert moved(places([3, 0, 1, 2])) == [True, False, False, False]


def test_a_block_moves_together() -> None:
    assert moved(places([4, 5, 0, 1, 2, 3])) == [True, True, False, False, False, False]


def test_the_lesser_part_moves() -> None:
    assert moved(places([1, 0], [100, 10])) == [False, True]
    assert moved(places([1, 0], [10, 100])) == [True, False]


def test_split_sentences_share_a_place() -> None:
    assert moved([Placed(0, 0, 5), Placed(0, 1, 5), Placed(1, 1, 5)]) == [False] * 3


@given(st.permutations(range(7)), st.lists(st.integers(1, 1000), min_size=7, max_size=7, unique=True))
def test_what_stays_ascends_and_swapping_moves_the_same_weight(right: list[int], weights: list[int]) -> None:
    given_places = places(list(right), weights)
    away = moved(given_places)
    stays = [p.right for p, gone in zip(given_places, away, strict=True) if not gone]
    assert stays == sorted(stays)
    swapped = sorted(Placed(p.right, p.left, p.weight) for p in given_places)
    back = moved(swapped)
    kept = sum(p.weight for p, gone in zip(given_places, away, strict=True) if not gone)
    assert abs(kept - sum(p.weight for p, gone in zip(swapped, back, strict=True) if not gone)) == 0


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(1, 9)), max_size=7, unique=True))
def test_nothing_heavier_could_stay(listed: list[tuple[int, int, int]]) -> None:
    given_places = sorted(Placed(*one) for one in listed)
    orders = [
        chosen
        for size in range(len(given_places) + 1)
        for chosen in combinations(given_places, size)
        if all(a.right <= b.right for a, b in pairwise(chosen))
    ]
    away = moved(given_places)
    kept = sum(place.weight for place, gone in zip(given_places, away, strict=True) if not gone)
    assert kept == max(sum(place.weight for place in chosen) for chosen in orders)


def test_long_documents_take_no_time() -> None:
    start = time.process_time()
    away = moved(places([(k * 7919) % 20_011 for k in range(20_000)]))
    assert len(away) == 20_000
    assert time.process_time() - start < 10  # n log n; quadratic work would take minutes
