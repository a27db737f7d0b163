"""States and figures of a comparison, read off its matches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reader.model import Document, Formulation, Match, MatchKind, Order, SideCounts, State, Summary

_STRENGTH = {State.SHARED: 3, State.REWORDED: 2, State.ECHO: 1, State.NOVEL: 0}


def states_of(left: Document, right: Document, matches: Sequence[Match]) -> tuple[tuple[State, ...], tuple[State, ...]]:
    """State of each sentence: of its matches the strongest kind."""
    states = [State.NOVEL] * len(left.sentences), [State.NOVEL] * len(right.sentences)
    for match in matches:
        state = State(match.kind.value)
        for side, indices in zip(states, (match.left, match.right), strict=True):
            for index in indices:
                if _STRENGTH[state] > _STRENGTH[side[index]]:
                    side[index] = state
    return tuple(states[0]), tuple(states[1])


def summary_of(
    left: Document,
    right: Document,
    matches: Sequence[Match],
    states: tuple[tuple[State, ...], tuple[State, ...]],
    formulations: Sequence[Formulation],
) -> Summary:
    """Figures; which document is the earlier one is told by their dates."""
    counted = [match for match in matches if match.kind is not MatchKind.ECHO]
    return Summary(
        order=_order(left.date, right.date),
        left=_counts(states[0]),
        right=_counts(states[1]),
        moved=sum(match.moved for match in counted),
        speaker_changed=sum(match.speaker_changed for match in counted),
        formulations=len(formulations),
    )


def _order(left: str | None, right: str | None) -> Order:
    if not left or not right or left == right:
        return Order.UNKNOWN
    return Order.LEFT_EARLIER if left < right else Order.RIGHT_EARLIER


def _counts(states: Sequence[State]) -> SideCounts:
    counted = Counter(states)
    return SideCounts(counted[State.SHARED], counted[State.REWORDED], counted[State.ECHO], counted[State.NOVEL])
