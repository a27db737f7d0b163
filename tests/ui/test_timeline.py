from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.model import Match, MatchKind, Side
from reader.ui.views.timeline import Timeline, common_order, directions, led_through, timeline

heights = st.integers(0, 3000)
anchors = st.lists(st.tuples(heights, heights), max_size=12)


def ascending(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return list(zip(sorted(a for a, _ in pairs), sorted(b for _, b in pairs), strict=True))


def match(left: int, right: int, kind: MatchKind = MatchKind.REWORDED, *, moved: bool = False) -> Match:
    return Match((left,), (right,), kind, 0.5, moved=moved)


@given(anchors, heights, heights)
def test_no_pane_goes_back_or_runs_ahead_of_the_reader(pairs: list[tuple[int, int]], left: int, right: int) -> None:
    line = timeline(pairs, left, right)
    for side in Side:
        seen = [line.at(side, time) for time in range(0, line.duration + 8, 7)]
        assert all(0 <= after - before <= 7.0001 for before, after in pairwise(seen))


@given(anchors, heights, heights)
def test_both_texts_are_run_through_from_end_to_end(pairs: list[tuple[int, int]], left: int, right: int) -> None:
    line = timeline(pairs, left, right)
    assert [line.at(side, 0) for side in Side] == [0, 0]
    assert [line.at(side, line.duration) for side in Side] == [left, right]
    assert max(left, right) <= line.duration <= left + right


@given(anchors)
def test_a_pair_is_level_when_its_time_comes(pairs: list[tuple[int, int]]) -> None:
    pairs = ascending(pairs)
    line = timeline(pairs, 3000, 3000)
    for a, b in pairs:
        # Where one side waits, the pair is level once both have got there.
        time = max(line.time_of(Side.LEFT, a), line.time_of(Side.RIGHT, b))
        assert abs(line.at(Side.LEFT, time) - a) < 0.001
        assert abs(line.at(Side.RIGHT, time) - b) < 0.001


@given(anchors, st.sampled_from(list(Side)), st.floats(0, 3000))
def test_time_and_height_are_each_others_way_back(pairs: list[tuple[int, int]], side: Side, height: float) -> None:
    line = timeline(pairs, 3000, 2500)
    height = min(height, line.heights(side)[-1])
    assert abs(line.at(side, line.time_of(side, height)) - height) < 0.001


def test_an_anchor_that_would_turn_a_pane_back_is_left_out() -> None:
    assert timeline([(100, 200), (300, 150), (400, 500)], 600, 600).left == (0, 100, 400, 600)


def test_an_empty_side_waits() -> None:
    line = timeline([], 500, 0)
    assert (line.duration, line.at(Side.RIGHT, 250), line.at(Side.LEFT, 250)) == (500, 0, 250)
    assert Timeline().at(Side.LEFT, 10) == 0


def longest(pairs: list[tuple[int, int]]) -> int:
    for size in range(len(pairs), 0, -1):
        for some in combinations(sorted(pairs), size):
            if all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(some)):
                return size
    return 0


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=9, unique=True))
def test_the_common_order_is_the_longest_there_is(pairs: list[tuple[int, int]]) -> None:
    found = common_order([match(a, b) for a, b in pairs])
    assert set(found) <= set(pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(found))
    assert len(found) == longest(pairs)


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=9),
    st.tuples(st.integers(0, 9), st.integers(0, 9)),
)
def test_what_crosses_a_chosen_pair_gives_way(pairs: list[tuple[int, int]], through: tuple[int, int]) -> None:
    order = common_order([match(a, b) for a, b in pairs])
    found = led_through(order, through)
    assert through in found
    before = {p for p in order if p[0] < through[0] and p[1] < through[1]}
    after = {p for p in order if p[0] > through[0] and p[1] > through[1]}
    assert set(found) == before | {through} | after
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(found))


def test_echoes_and_moved_matches_do_not_hold_the_order() -> None:
    some = [match(0, 0), match(1, 5, MatchKind.ECHO), match(2, 1, moved=True), match(3, 3, MatchKind.SHARED)]
    assert common_order(some) == [(0, 0), (3, 3)]


def test_a_moved_sentence_points_to_where_its_counterpart_went() -> None:
    some = [match(0, 0), match(1, 2), match(2, 3), match(3, 1, moved=True)]
    assert directions(some, Side.LEFT) == {3: -1}
    assert directions(some, Side.RIGHT) == {1: 1}
