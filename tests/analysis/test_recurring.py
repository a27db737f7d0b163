"""Wordings that recur: long documents, counted with arrays, and short ones give the same."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reader
from reader.analysis import recurring
from reader.analysis.recurring_arrays import ArrayCounts
from reader.analysis.recurring_counts import Counts
from reader.analysis.recurring_words import roles
from reader.analysis.topic_lexicon import topic_lexicon
from reader.analysis.topics import _lines, _read, harmonise
from reader.model import Document

WORDS = "the to River river otter otters Lantern lantern national trade of walked a will said Norberg".split()

sentences = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join), max_size=14)
documents = sentences.map(lambda them: reader.parse(". ".join(them), language="en"))


@settings(max_examples=150, deadline=None)
@given(st.lists(documents, min_size=1, max_size=2), st.sampled_from([1, 2, 3]), st.sampled_from([0.0, 2.0, 5.0]))
def test_counts_are_the_same_either_way(given_documents: list[Document], least: int, lightest: float) -> None:
    lines = [_lines(_read(one)) for one in given_documents]
    lexicon = topic_lexicon("en")
    count = sum((Counter(one.of_stems) for one in lines), Counter())
    often = {one for one, places in count.items() if places >= least}
    of_words = [roles(one, often, lexicon) for one in lines]
    plain, fast = Counts(lines, of_words), ArrayCounts(lines, of_words)
    hopeful = plain.hopeful(lightest / 2, lightest)
    assert fast.hopeful(lightest / 2, lightest) == hopeful
    wanted = {words for _, words in hopeful[::2]}
    assert [fast.is_name(words) for words in wanted] == [plain.is_name(words) for words in wanted]
    for number in range(len(lines)):
        assert fast.places(number, wanted) == plain.places(number, wanted)


@pytest.fixture
def long_from_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bounds of long documents, small enough for a short text to pass them."""
    for name, value in (("ARRAYS_FROM", 0), ("_MANY", 3), ("_LOOKED_AT", 2)):
        monkeypatch.setattr(recurring, name, value)


OTTERS = (
    "The river otter swam. Nobody saw the river otter. A river otter came to the lantern. They lit the lantern. The "
    "lantern of the River Council burned. It was the otter that saw the lantern. The tunnel and the tunnels of the "
    "valley stood open. Each tunnel leads to a valley. No valley has a tunnel."
)


def test_topics_are_the_same_where_rare_words_are_looked_at_last(request: pytest.FixtureRequest) -> None:
    def topics() -> list[Any]:
        alone = reader.parse(OTTERS, language="en")
        return [alone, *harmonise(alone, reader.parse(OTTERS[: len(OTTERS) // 2], language="en"))]

    few = topics()
    assert [topic.label for topic in few[0].topics] == ["Lantern", "River otter", "Tunnel", "Valley"]
    request.getfixturevalue("long_from_the_start")
    assert topics() == few
