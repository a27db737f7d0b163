from __future__ import annotations

from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from reader.compare.engine import compare
from reader.marks import Role
from reader.model import Comparison, Side, State
from reader.reading import parse, read
from reader.samples import samples
from reader.ui.walk import Focus, Walk

PAIRS = list(combinations([sample.path for sample in samples()], 2))


@cache
def compared(pair: tuple[Path, Path]) -> Comparison:
    return compare(read(pair[0]), read(pair[1]))


def every(comparison: Comparison) -> list[Focus]:
    return [Focus(side, k) for side in Side for k in range(len(comparison.states(side)))]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0].stem[:10]}--{pair[1].stem[:10]}")
class TestSamples:
    def test_each_sentence_has_one_place_in_the_reading_order(self, pair: tuple[Path, Path]) -> None:
        comparison = compared(pair)
        walk = Walk(comparison)
        order = sorted(every(comparison), key=walk.key)
        assert len({walk.key(focus) for focus in order}) == len(order)
        for side in Side:
            assert [f.sentence for f in order if f.side is side] == list(range(len(comparison.states(side))))

    def test_nothing_that_differs_is_left_out(self, pair: tuple[Path, Path]) -> None:
        comparison = compared(pair)
        walk = Walk(comparison)
        for focus in every(comparison):
            state = comparison.states(focus.side)[focus.sentence]
            stop = walk.stop(focus)
            assert stop in walk.stops[walk.role(focus)]
            assert walk.stops[walk.role(focus)][walk.number(focus)] == stop
            differs = state in (State.REWORDED, State.NOVEL)
            assert (stop in walk.differences) is differs
            assert (walk.position(focus) is not None) is differs

    def test_the_differences_are_what_the_legend_counts(self, pair: tuple[Path, Path]) -> None:
        walk = Walk(compared(pair))
        counted = (Role.REWORDED, Role.DROPPED, Role.NEW, Role.ONLY_HERE)
        assert len(walk.differences) == sum(len(walk.stops.get(role, ())) for role in counted)

    def test_exchanging_the_sides_changes_no_count(self, pair: tuple[Path, Path]) -> None:
        comparison = compared(pair)
        there, back = Walk(comparison), Walk(compare(comparison.right, comparison.left))
        assert len(there.differences) == len(back.differences)
        assert {role: len(stops) for role, stops in there.stops.items()} == {
            role: len(stops) for role, stops in back.stops.items()
        }

    def test_the_walk_goes_through_all_stops_both_ways(self, pair: tuple[Path, Path]) -> None:
        walk = Walk(compared(pair))
        for stops in (walk.differences, *walk.stops.values()):
            for step, expected in ((1, stops), (-1, stops[::-1])):
                seen, at = [], None
                while (at := walk.step(stops, at, step)) is not None:
                    seen.append(at)
                assert seen == expected

    def test_from_anywhere_the_next_stop_lies_ahead(self, pair: tuple[Path, Path]) -> None:
        comparison = compared(pair)
        walk = Walk(comparison)
        for focus in every(comparison):
            at = walk.position(focus)
            here = focus if at is None else walk.differences[at]
            if walk.stop(focus) != focus and at is None:
                continue  # its place in the order is that of the sentence which stands for it
            after, before = walk.step(walk.differences, focus, 1), walk.step(walk.differences, focus, -1)
            assert after is None or walk.key(after) > walk.key(here)
            assert before is None or walk.key(before) < walk.key(here)
            if at is not None:
                assert after == (walk.differences[at + 1] if at + 1 < len(walk.differences) else None)
                assert before == (walk.differences[at - 1] if at else None)

    def test_partners_are_mutual(self, pair: tuple[Path, Path]) -> None:
        comparison = compared(pair)
        walk = Walk(comparison)
        for focus in every(comparison):
            partners = walk.partners(focus)
            assert len(set(partners)) == len(partners)
            assert all(partner.side is focus.side.other and focus in walk.partners(partner) for partner in partners)

    def test_each_formulation_has_places_on_both_sides(self, pair: tuple[Path, Path]) -> None:
        comparison = compared(pair)
        walk = Walk(comparison)
        for number, formulation in enumerate(comparison.formulations):
            places = walk.places(number)
            assert all(number in walk.formulations(focus) for focus in places)
            for side in Side:
                within = [comparison.document(side).sentences[f.sentence] for f in places if f.side is side]
                assert all(any(s.start <= start < s.end for s in within) for start, _end in formulation.places(side))


def test_states_are_named_by_their_side() -> None:
    walk = Walk(compared(PAIRS[0]))
    assert all(focus.side is Side.LEFT for focus in walk.stops.get(Role.DROPPED, ()))
    assert all(focus.side is Side.RIGHT for focus in walk.stops.get(Role.NEW, ()))


def test_texts_without_anything_are_walked_in_no_steps() -> None:
    nothing = parse(" ")
    walk = Walk(compare(nothing, nothing))
    assert not walk.differences
    assert walk.step(walk.differences, None, 1) is None
    assert walk.position(None) is None
