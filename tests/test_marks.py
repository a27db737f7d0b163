from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reader
from reader.bundled import seeds
from reader.marks import (
    STATE_ROLES,
    Filter,
    Lens,
    Mark,
    Role,
    formulations_within,
    marks,
    runs,
    sentence_links,
    speakers_of,
    state_role,
    topics_of,
)
from reader.model import (
    Boilerplate,
    BoilerplateKind,
    Comparison,
    Cue,
    Edits,
    Formulation,
    Match,
    MatchKind,
    Order,
    PhrasePair,
    Side,
    SideCounts,
    Span,
    Speaker,
    State,
    Summary,
    Topic,
)

LEFT = "Anna opens. Boris agrees on roads. Nobody smiles."
RIGHT = "Boris agrees on rails. Anna opens."


def made(order: Order = Order.LEFT_EARLIER) -> Comparison:
    left = reader.parse(LEFT, sentences=[(0, 11), (12, 34), (35, 49)], language="en")
    right = reader.parse(RIGHT, sentences=[(0, 22), (23, 34)], language="en")
    one, two, three = left.sentences
    left = replace(
        left,
        sentences=(
            replace(one, speaker="Anna", cue=Cue(0, 4, "Anna"), topics=()),
            replace(two, speaker="Boris", cue=None, topics=("Roads", "Trade")),
            replace(three, speaker=None, cue=None, topics=()),
        ),
        speakers=(Speaker("Anna"), Speaker("Boris")),
        topics=(Topic("Roads"), Topic("Trade")),
        boilerplate=(Boilerplate(0, 4, BoilerplateKind.NAME),),
    )
    right = replace(
        right,
        sentences=tuple(replace(s, speaker="Clara", cue=None, topics=("Rails",)) for s in right.sentences),
        speakers=(Speaker("Clara"), Speaker("Anna")),
        topics=(Topic("Rails"), Topic("Roads")),
        boilerplate=(),
    )
    return Comparison(
        left=left,
        right=right,
        matches=(
            Match((0,), (1,), MatchKind.SHARED, 1.0, moved=True),
            Match((1,), (0,), MatchKind.REWORDED, 0.7, Edits((Span(28, 33),), (Span(16, 21),))),
            Match((1,), (1,), MatchKind.ECHO, 0.9),
        ),
        formulations=(Formulation("Boris agrees on", (Span(12, 27),), (Span(0, 15),)),),
        left_states=(State.SHARED, State.REWORDED, State.NOVEL),
        right_states=(State.REWORDED, State.SHARED),
        summary=Summary(order, SideCounts(1, 1, 0, 1), SideCounts(1, 1, 0, 0), 1, 0, 1),
    )


def test_marks_of_a_side_in_order() -> None:
    assert list(marks(made()).left) == [
        Mark(0, 11, Role.SHARED, 0),
        Mark(0, 11, Role.MOVED, 0),
        Mark(0, 11, Role.SPEAKER, 0),
        Mark(0, 4, Role.BOILERPLATE),
        Mark(0, 4, Role.CUE),
        Mark(12, 34, Role.REWORDED, 1),
        Mark(12, 34, Role.SPEAKER, 1),
        Mark(12, 34, Role.TOPIC, 0),
        Mark(12, 27, Role.FORMULATION, 0),
        Mark(28, 33, Role.EDIT, 1),
        Mark(35, 49, Role.DROPPED),
    ]


def test_wording_that_counts_as_equal_is_marked_on_both_sides() -> None:
    comparison = made()
    one = replace(comparison.matches[1], variants=(PhrasePair(Span(25, 27), Span(13, 15)),))
    found = marks(replace(comparison, matches=(comparison.matches[0], one)))
    assert [mark for mark in found.left if mark.role is Role.VARIANT] == [Mark(25, 27, Role.VARIANT, 1)]
    assert [mark for mark in found.right if mark.role is Role.VARIANT] == [Mark(13, 15, Role.VARIANT, 1)]


def test_lens_changes_no_mark() -> None:
    one = marks(made())
    for lens in Lens:
        other = marks(made(), lens)
        assert (other.left, other.right, other.lens) == (one.left, one.right, lens)
        assert other.of(Side.RIGHT) == one.right


def test_speakers_and_topics_have_one_place_for_both_sides() -> None:
    comparison = made()
    assert speakers_of(comparison) == ("Anna", "Boris", "Clara")
    assert topics_of(comparison) == ("Roads", "Trade", "Rails")
    right = {mark.role: mark.link for mark in marks(comparison).right}
    assert (right[Role.SPEAKER], right[Role.TOPIC]) == (2, 2)


@pytest.mark.parametrize(
    ("order", "left", "right"),
    [
        (Order.LEFT_EARLIER, Role.DROPPED, Role.NEW),
        (Order.RIGHT_EARLIER, Role.NEW, Role.DROPPED),
        (Order.UNKNOWN, Role.ONLY_HERE, Role.ONLY_HERE),
    ],
)
def test_novel_by_order(order: Order, left: Role, right: Role) -> None:
    assert state_role(State.NOVEL, order, Side.LEFT) is left
    assert state_role(State.NOVEL, order, Side.RIGHT) is right
    assert Mark(35, 49, left) in marks(made(order)).left
    assert {state_role(state, order, Side.LEFT) for state in State} <= set(STATE_ROLES)


def test_strongest_match_gives_the_state() -> None:
    assert sentence_links(made(), Side.LEFT) == [0, 1, None]
    assert sentence_links(made(), Side.RIGHT) == [1, 0]


def test_filter_marks_every_sentence_of_both_sides() -> None:
    comparison = made()

    def picked(chosen: Filter) -> list[list[bool]]:
        found = marks(comparison, chosen=chosen)
        return [
            [m.role is Role.CHOSEN for m in side if m.role in (Role.CHOSEN, Role.FADED)]
            for side in (found.left, found.right)
        ]

    assert picked(Filter(speakers=frozenset({"Anna"}))) == [[True, False, False], [False, False]]
    assert picked(Filter(speakers=frozenset({None}))) == [[False, False, True], [False, False]]
    assert picked(Filter(speakers=frozenset({"Boris", "Clara"}))) == [[False, True, False], [True, True]]
    assert picked(Filter(topics=frozenset({"Trade", "Rails"}))) == [[False, True, False], [True, True]]
    assert picked(Filter(frozenset({"Anna"}), frozenset({"Trade"}))) == [[False] * 3, [False] * 2]
    assert picked(Filter(formulations=frozenset({0}))) == [[False, True, False], [True, False]]
    assert picked(Filter()) == [[], []]
    assert not Filter()


def test_formulations_within_sentences() -> None:
    assert formulations_within(made(), Side.LEFT) == [frozenset(), frozenset({0}), frozenset()]
    assert formulations_within(made(), Side.RIGHT) == [frozenset({0}), frozenset()]


MARKS = st.lists(
    st.builds(
        lambda start, length, role, link: Mark(start, start + length, role, link),
        st.integers(0, 30),
        st.integers(0, 12),
        st.sampled_from(list(Role)),
        st.none() | st.integers(0, 3),
    ),
    max_size=15,
)


@given(MARKS, st.integers(0, 40), st.integers(0, 10))
def test_runs_tile_the_text_and_hold_what_covers_them(side: list[Mark], length: int, start: int) -> None:
    found = list(runs(start + length, side, start))
    assert [run.start for run in found[:1]] == [start] * min(1, length)
    assert all(a.end == b.start for a, b in pairwise(found))
    assert sum(run.end - run.start for run in found) == length
    for run in found:
        for at in range(run.start, run.end):
            assert sorted(run.marks, key=repr) == sorted((m for m in side if m.start <= at < m.end), key=repr)
        assert list(run.roles) == sorted(run.roles, key=list(Role).index)


def test_samples_have_one_state_a_sentence() -> None:
    first, second = sorted(seeds().glob("*.txt"))[:2]
    comparison = reader.compare(reader.read(first), reader.read(second))
    for side in Side:
        document = comparison.document(side)
        states = [m for m in marks(comparison).of(side) if m.role in STATE_ROLES]
        assert [(m.start, m.end) for m in states] == [(s.start, s.end) for s in document.sentences]
        links = [m.link for m in states]
        assert [link is None for link in links] == [s is State.NOVEL for s in comparison.states(side)]
