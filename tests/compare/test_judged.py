"""The reader's word replaces the program's where it was given, and changes nothing else."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reader
from reader.bundled import seeds
from reader.compare.judged import judged
from reader.marks import sentence_links
from reader.model import (
    NONE,
    Attribution,
    Comparison,
    Judge,
    Judgements,
    Match,
    MatchKind,
    Note,
    Order,
    Side,
    State,
    Verdict,
)

SAMPLES = sorted(seeds().glob("*.txt"))


@lru_cache
def pair(first: int = 0, second: int = 1) -> Comparison:
    return reader.compare(reader.read(SAMPLES[first]), reader.read(SAMPLES[second]))


def first_match(found: Comparison, kind: MatchKind, *, single: bool = True) -> Match:
    return next(m for m in found.matches if m.kind is kind and (len(m.left) == len(m.right) == 1) is single)


def unlinked(found: Comparison) -> tuple[int, int]:
    """A novel sentence of each side."""
    return found.left_states.index(State.NOVEL), found.right_states.index(State.NOVEL)


def test_without_judgements_nothing_changes():
    assert judged(pair(), NONE) is pair()


def test_two_sentences_are_paired():
    found = pair()
    i, j = unlinked(found)
    made = judged(found, NONE.with_pair(i, j, Verdict.REWORDED))
    (match,) = set(made.matches) - set(found.matches)
    assert (match.left, match.right, match.kind, match.by) == ((i,), (j,), MatchKind.REWORDED, Judge.READER)
    assert match.edits == _as_spans(found, i, j)
    assert match.score == 0.0
    assert match.why == "The reader calls the two sentences reworded; the program had not linked them."
    assert made.left_states[i] is made.right_states[j] is State.REWORDED
    assert made.left_nearest[i] is made.right_nearest[j] is None
    assert made.summary.left.novel == found.summary.left.novel - 1
    assert made.summary.left.reworded == found.summary.left.reworded + 1
    others = [k for k in range(len(found.left_states)) if k != i]
    assert [made.left_states[k] for k in others] == [found.left_states[k] for k in others]
    assert set(found.matches) <= set(made.matches)


def _as_spans(found: Comparison, i: int, j: int) -> object:
    from reader.compare.classify import Link
    from reader.compare.match_edits import match_edits

    return match_edits(found.left, found.right, Link((i,), (j,), MatchKind.REWORDED, 0.0))[0]


def test_two_sentences_are_taken_apart():
    found = pair()
    links = {side: sentence_links(found, side) for side in Side}
    match = next(
        m
        for m in found.matches
        if m.kind is MatchKind.REWORDED and len(m.left) == len(m.right) == 1
        if sum(m.left[0] in other.left or m.right[0] in other.right for other in found.matches) == 1
    )
    made = judged(found, NONE.with_pair(match.left[0], match.right[0], Verdict.APART))
    assert match not in made.matches
    assert len(made.matches) == len(found.matches) - 1
    assert made.left_states[match.left[0]] is State.NOVEL
    nearest = made.left_nearest[match.left[0]]
    assert nearest is not None
    assert (nearest.sentence, nearest.score) == (match.right[0], match.score)
    assert links[Side.LEFT][match.left[0]] is not None


def test_a_state_is_set_and_the_score_stays():
    found = pair()
    match = first_match(found, MatchKind.ECHO)
    i, j = match.left[0], match.right[0]
    made = judged(found, NONE.with_pair(i, j, Verdict.REWORDED))
    (mine,) = [m for m in made.matches if m.left == (i,) and m.right == (j,)]
    assert (mine.kind, mine.by, mine.score, mine.phrases) == (
        MatchKind.REWORDED,
        Judge.READER,
        match.score,
        match.phrases,
    )
    assert "had called them an echo" in mine.why
    assert made.left_states[i] in (State.REWORDED, State.SHARED)


def test_shared_by_the_readers_word_hides_no_edit():
    found = pair()
    match = first_match(found, MatchKind.REWORDED)
    made = judged(found, NONE.with_pair(match.left[0], match.right[0], Verdict.SHARED))
    (mine,) = [m for m in made.matches if m.left == match.left and m.right == match.right]
    assert mine.kind is MatchKind.SHARED
    assert mine.edits == match.edits
    assert mine.edits.left or mine.edits.right


def test_agreeing_names_the_reader_and_changes_nothing_else():
    found = pair()
    match = first_match(found, MatchKind.REWORDED)
    made = judged(found, NONE.with_pair(match.left[0], match.right[0], Verdict.REWORDED))
    (mine,) = set(made.matches) - set(found.matches)
    assert replace(mine, by=match.by, why=match.why) == match
    assert made.left_states == found.left_states


def test_a_sentence_is_taken_out_of_a_match_of_several():
    found, match = next(
        (found, m)
        for a, b in combinations(range(5), 2)
        for found in [pair(a, b)]
        for m in found.matches
        if m.kind is MatchKind.REWORDED and len(m.left) == 1 and len(m.right) > 1
    )
    out = match.right[-1]
    made = judged(found, NONE.with_pair(match.left[0], out, Verdict.APART))
    left_over = [m for m in made.matches if m.left == match.left and m.kind is MatchKind.REWORDED]
    assert match.right[:-1] in [m.right for m in left_over]
    assert all(out not in m.right for m in left_over)
    start, end = (getattr(found.right.sentences[out], name) for name in ("start", "end"))
    (rest,) = [m for m in left_over if m.right == match.right[:-1]]
    assert not any(start <= span.start < end for span in rest.edits.right)
    assert not any(start <= phrase.right.start < end for phrase in rest.phrases)


def test_the_speaker_follows_the_reader():
    found = pair()
    sentence = next(s for s in found.left.sentences if s.speaker)
    made = judged(found, NONE.with_speaker(Side.LEFT, sentence.index, "Somebody Else"))
    mine = made.left.sentences[sentence.index]
    assert (mine.speaker, mine.speaker_by, mine.cue) == ("Somebody Else", Judge.READER, None)
    before = {s.name: s.sentences for s in found.left.speakers}
    after = {s.name: s.sentences for s in made.left.speakers}
    assert after["Somebody Else"] == 1
    assert after[sentence.speaker] == before[sentence.speaker] - 1
    assert sum(s.words for s in made.left.speakers) == sum(s.words for s in found.left.speakers)
    match = next(
        (m for m in made.matches if sentence.index in m.left and made.right.sentences[m.right[0]].speaker), None
    )
    assert match is None or match.speaker_changed


def test_narration_is_a_word_of_the_reader_too():
    found = pair()
    sentence = next(s for s in found.left.sentences if s.speaker)
    mine = judged(found, NONE.with_speaker(Side.LEFT, sentence.index, None)).left.sentences[sentence.index]
    assert (mine.speaker, mine.attribution, mine.speaker_by) == (None, Attribution.NARRATION, Judge.READER)


def test_topics_follow_the_reader():
    found = pair()
    sentence = next(s for s in found.right.sentences if s.topics)
    made = judged(found, NONE.with_topics(Side.RIGHT, sentence.index, ("Weather", "Weather", "Ships")))
    mine = made.right.sentences[sentence.index]
    assert (mine.topics, mine.topics_by) == (("Weather", "Ships"), Judge.READER)
    labels = {t.label: t.sentences for t in made.right.topics}
    assert labels["Weather"] == labels["Ships"] == 1
    assert all(
        labels.get(t.label, 0) == sum(t.label in s.topics for s in made.right.sentences) for t in found.right.topics
    )


def test_the_reader_says_which_is_earlier():
    found = reader.compare(reader.parse("It rained."), reader.parse("It snowed."))
    assert found.summary.order is Order.UNKNOWN
    made = judged(found, replace(NONE, earlier=Side.RIGHT))
    assert made.summary.order is Order.RIGHT_EARLIER


def test_judgements_on_sentences_that_are_not_there_are_kept_without_effect():
    found = pair()
    stray = (
        NONE.with_pair(9999, 0, Verdict.SHARED).with_speaker(Side.LEFT, 9999, "Nobody").with_note(Note("?", (9999,)))
    )
    made = judged(found, stray)
    assert made.judgements == stray
    assert replace(made, judgements=NONE) == found


sentences = st.integers(0, 40)
judgement_steps = st.lists(
    st.one_of(
        st.tuples(st.just("pair"), sentences, sentences, st.sampled_from([None, *Verdict])),
        st.tuples(st.just("speaker"), st.sampled_from(Side), sentences, st.sampled_from([None, "Anna", "both sides"])),
        st.tuples(st.just("topics"), st.sampled_from(Side), sentences, st.sampled_from([(), ("Trade",), ("A", "B")])),
        st.tuples(st.just("note"), sentences, sentences, st.text(max_size=5)),
    ),
    max_size=12,
)


def made_of(steps: list[tuple]) -> Judgements:
    made = NONE
    for kind, *rest in steps:
        if kind == "pair":
            made = made.with_pair(*rest)
        elif kind == "speaker":
            made = made.with_speaker(*rest)
        elif kind == "topics":
            made = made.with_topics(*rest)
        else:
            made = made.with_note(Note(rest[2], (rest[0],), (rest[1],)))
    return made


@given(judgement_steps)
def test_any_judgements_leave_a_whole_comparison(steps):
    found, judgements = pair(1, 3), made_of(steps)
    made = judged(found, judgements)
    assert Judgements.from_dict(judgements.to_dict()) == judgements
    assert judgements.swapped().swapped() == judgements
    assert Comparison.from_dict(made.to_dict()) == made
    assert judged(found, judgements) == made
    for side in Side:
        strongest = dict.fromkeys(range(len(made.states(side))), State.NOVEL)
        rank = [State.NOVEL, State.ECHO, State.REWORDED, State.SHARED]
        for match in made.matches:
            for k in match.sentences(side):
                strongest[k] = max(strongest[k], State(match.kind.value), key=rank.index)
        assert list(strongest.values()) == list(made.states(side))
        for k, (state, nearest) in enumerate(zip(made.states(side), made.nearest(side), strict=True)):
            assert (nearest is None) or state is State.NOVEL, k
    judged_pairs = {(p.left, p.right): p.verdict for p in judgements.pairs}
    for match in made.matches:
        for i in match.left:
            for j in match.right:
                verdict = judged_pairs.get((i, j))
                assert verdict is None or (verdict.value == match.kind.value and match.by is Judge.READER)


@given(judgement_steps)
def test_judgements_mirror_with_the_sides(steps):
    judgements = made_of(steps)
    there, back = judged(pair(1, 3), judgements), judged(_mirrored(), judgements.swapped())
    assert there.left_states == back.right_states
    assert there.right_states == back.left_states
    assert {(m.left, m.right, m.kind, m.moved, m.by) for m in there.matches} == {
        (m.right, m.left, m.kind, m.moved, m.by) for m in back.matches
    }


@lru_cache
def _mirrored() -> Comparison:
    return reader.compare(reader.read(SAMPLES[3]), reader.read(SAMPLES[1]))


@pytest.mark.parametrize("verdict", ["shared", "reworded", "echo", "apart"])
def test_verdicts_have_stable_names(verdict):
    assert Verdict(verdict).value == verdict
