"""Values some fields of which are found when they are asked for: nobody can tell them from others."""

from __future__ import annotations

import pickle
from copy import deepcopy
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

import reader
from reader.bundled import seeds
from reader.model import Candidate, Comparison


def asked(calls: list[str]) -> Candidate:
    def work(value: Candidate, name: str) -> dict[str, Any]:
        calls.append(name)
        return {"wording": f"word {value.sentence}"}

    return Candidate.deferred(work, sentence=3, score=0.5)


WHOLE = Candidate(3, 0.5, "word 3")


def test_a_field_is_worked_out_once_and_only_when_it_is_asked_for() -> None:
    calls: list[str] = []
    value = asked(calls)
    assert (value.sentence, value.score, calls) == (3, 0.5, [])
    assert (value.wording, value.wording, calls) == ("word 3", "word 3", ["wording"])


@pytest.mark.parametrize(
    "same",
    [
        lambda value: value,
        deepcopy,
        lambda value: pickle.loads(pickle.dumps(value)),
        lambda value: replace(value, sentence=3),
    ],
    ids=["itself", "copied", "pickled", "replaced"],
)
def test_it_is_the_value_that_is_made_whole(same: Any) -> None:
    value = same(asked([]))
    assert value == WHOLE
    assert hash(value) == hash(WHOLE)
    assert repr(value) == repr(WHOLE)


def test_a_name_that_is_no_field_is_an_error_and_no_work() -> None:
    calls: list[str] = []
    with pytest.raises(AttributeError, match="'Candidate' object has no attribute 'sentense'"):
        asked(calls).sentense  # type: ignore[attr-defined]  # noqa: B018
    assert calls == []


def test_a_comparison_says_the_same_in_whatever_order_it_is_asked() -> None:
    paths = sorted(seeds().glob("*.txt"))
    for left, right in list(combinations([reader.read(path) for path in paths], 2))[:4]:
        one, other = reader.compare(left, right), reader.compare(left, right)
        for match in reversed(other.matches):
            assert isinstance(match.why, str)
            assert match.runner_up is None or match.runner_up.score > 0
        assert one.to_dict() == other.to_dict()
        assert Comparison.from_dict(one.to_dict()) == other
