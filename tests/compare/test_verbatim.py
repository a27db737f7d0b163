"""Sentences with the same words find one another, copies go where their neighbours go."""

from __future__ import annotations

import reader
from reader.compare.terms import Wordings, skeleton
from reader.compare.verbatim import verbatim_pairs, verbatim_repeats


def terms(*sentences: str) -> list[str]:
    spans, at = [], 0
    for sentence in sentences:
        spans.append((at, at + len(sentence)))
        at += len(sentence) + 1
    return Wordings(reader.parse(" ".join(sentences), language="en", sentences=spans)).skeletons()


def test_skeleton_knows_only_words() -> None:
    assert skeleton("“Peace,”  he said — twice!") == skeleton('"peace" HE SAID: TWICE')
    assert skeleton("Xi’s plan") == skeleton("Xi's plan")
    assert skeleton("peace now") != skeleton("peace later")
    assert skeleton("… !") == skeleton("…!") != skeleton("?")


def test_unique_sentences_pair_wherever_they_stand() -> None:
    assert verbatim_pairs(terms("A one.", "B two.", "C three."), terms("C three!", "a ONE", "D four.")) == [
        (0, 1),
        (2, 0),
    ]


def test_copies_go_with_their_neighbours() -> None:
    left = terms("Thanks.", "On rice.", "Thanks.", "On fish.")
    right = terms("On fish.", "Thanks.", "On rice.", "Thanks.")
    assert verbatim_pairs(left, right) == [(0, 1), (1, 2), (2, 3), (3, 0)]


def test_copies_left_over_go_to_the_last_of_their_like() -> None:
    left, right = terms("Thanks.", "On rice."), terms("Thanks.", "On fish.", "Thanks.", "Thanks.")
    pairs = verbatim_pairs(left, right)
    assert pairs == [(0, 0)]
    assert verbatim_repeats(left, right, pairs) == [(0, 2), (0, 3)]
    assert verbatim_repeats(right, left, [(0, 0)]) == [(2, 0), (3, 0)]
