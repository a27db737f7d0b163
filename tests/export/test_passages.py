from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.export.passages import rows
from reader.model import Comparison, Match, MatchKind, Side


def covered(comparison: Comparison) -> None:
    for side in Side:
        found = [k for row in rows(comparison) for k in row.of(side)]
        assert found == list(range(len(comparison.document(side).paragraphs)))


def pair(i: int, j: int, kind: MatchKind = MatchKind.REWORDED) -> Match:
    return Match((i,), (j,), kind, 0.5)


def test_matched_paragraphs_begin_rows(make) -> None:
    left = make.document([[f"Left paragraph number {k}, of some length."] for k in range(5)])
    right = make.document([[f"Right paragraph number {k}, of some length."] for k in range(4)])
    comparison = make.comparison(left, right, [pair(1, 1), pair(3, 2)])
    assert [(list(row.left), list(row.right)) for row in rows(comparison)] == [
        ([0], [0]),
        ([1, 2], [1]),
        ([3, 4], [2, 3]),
    ]


def test_what_moved_far_does_not_tear_the_texts_apart(make) -> None:
    left = make.document([[f"Left paragraph number {k}, of some length."] for k in range(8)])
    right = make.document([[f"Right paragraph number {k}, of some length."] for k in range(8)])
    along = [pair(k, k) for k in range(1, 7)]
    comparison = make.comparison(left, right, [*along, pair(0, 7)])
    found = rows(comparison)
    assert all((k in row.left) == (k in row.right) for row in found for k in range(1, 7))


def test_crossing_pairs_keep_both_orders(make) -> None:
    left = make.document([["One."], ["Two."], ["Three."]])
    right = make.document([["Three!"], ["Two!"], ["One!"]])
    covered(make.comparison(left, right, [pair(0, 2), pair(1, 1), pair(2, 0)]))


@given(
    left=st.lists(st.integers(1, 400), max_size=12),
    right=st.lists(st.integers(1, 400), max_size=12),
    data=st.data(),
)
@settings(deadline=None)
def test_every_paragraph_once_and_in_order(make, left: list[int], right: list[int], data: st.DataObject) -> None:
    documents = [make.document([["a" * n] for n in sizes]) for sizes in (left, right)]
    matches = []
    if left and right:
        places = st.tuples(
            st.integers(0, len(left) - 1), st.integers(0, len(right) - 1), st.sampled_from(list(MatchKind))
        )
        matches = [pair(*one) for one in data.draw(st.lists(places, max_size=15))]
    covered(make.comparison(*documents, matches))


def test_long_texts_take_time_in_step_with_their_length(make) -> None:
    document = make.document([[f"Paragraph number {k} says this."] for k in range(4000)])
    comparison = make.comparison(document, document, [pair(k, (k * 7) % 4000) for k in range(4000)])
    start = time.process_time()
    covered(comparison)
    assert time.process_time() - start < 5
