"""Judgements follow their sentences into a text that has been read again; notes are never lost."""

from __future__ import annotations

import reader
from reader.model import NONE, Document, Note, Side, Verdict
from reader.project.carrying import carried_over

BEFORE = "Ships came. Fish was sold. Ships came. Salt was dear."
OTHER = reader.parse("Ships came. Nothing was sold.")


def both(text: str) -> dict[Side, Document]:
    return {Side.LEFT: reader.parse(text), Side.RIGHT: OTHER}


def test_sentences_that_moved_take_their_judgements_along() -> None:
    made = (
        NONE.with_pair(1, 1, Verdict.REWORDED)
        .with_speaker(Side.LEFT, 3, "Anna")
        .with_topics(Side.LEFT, 2, ("Ships",))
        .with_note(Note("mine", (1, 3), (0,)))
    )
    after = both("It rained. Salt was dear. Ships came. Ships came. Fish was sold.")
    carried = carried_over(made, both(BEFORE), after)
    assert carried.lost == 0
    assert [(p.left, p.right) for p in carried.judgements.pairs] == [(4, 1)]
    assert [one.sentence for one in carried.judgements.speakers] == [1]
    assert [one.sentence for one in carried.judgements.topics] == [3]
    assert carried.judgements.notes == (Note("mine", (1, 4), (0,)),)


def test_a_note_on_a_sentence_that_is_gone_quotes_it() -> None:
    made = NONE.with_pair(1, 0, Verdict.APART).with_note(Note("mine", (1,), (0,))).with_note(Note("whole"))
    carried = carried_over(made, both(BEFORE), both("Ships came."))
    assert carried.lost == 1
    first, second = carried.judgements.notes
    assert (first.left, first.right) == ((), (0,))
    assert "Fish was sold." in first.text
    assert first.text.endswith("mine")
    assert second == Note("whole")


def test_the_same_texts_change_nothing() -> None:
    made = NONE.with_pair(0, 0, Verdict.SHARED).with_note(Note("x", (99,)))
    assert carried_over(made, both(BEFORE), both(BEFORE)).judgements.pairs == made.pairs
