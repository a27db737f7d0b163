"""Two sentences that share a formulation are told from two that say the same."""

from __future__ import annotations

import pytest

import reader
from reader.compare.candidates import likeness
from reader.compare.runs import beyond_one_run
from reader.compare.terms import Counted, document_terms
from reader.model import Comparison, Document, MatchKind, Options

FORMULATION = (
    "Old friends who share one river and one harvest song must never let a customs post come between their villages.",
    "Asked about the ferry, the minister smiled and quoted the poet: share one river and one harvest song, then sleep.",
)
STATEMENT = (
    "Old friends who share one river must never let a customs post come between their villages.",
    "A customs post, he warned, must never come between villages of old friends by the same river.",
)
REST = "Grain prices were not discussed by anybody.", "An orchestra from the capital plays in May."


def document(*sentences: str) -> Document:
    spans, at = [], 0
    for sentence in sentences:
        spans.append((at, at + len(sentence)))
        at += len(sentence) + 1
    return reader.parse(" ".join(sentences), language="en", sentences=spans)


def terms(*sentences: str) -> Counted:
    return document_terms(document(*sentences), Options())


def beyond(left: str, right: str) -> float:
    a, b = terms(left, REST[0]), terms(right, REST[1])
    found = likeness(a, b)
    value = beyond_one_run(a[0], b[0], (found.left[0], found.right[0]))
    back = likeness(b, a)
    assert value == beyond_one_run(b[0], a[0], (back.left[0], back.right[0]))
    return value


def kinds(result: Comparison) -> list[MatchKind]:
    return [match.kind for match in result.matches if match.left == match.right == (0,)]


def test_a_shared_formulation_leaves_little_beyond_it() -> None:
    assert beyond(*FORMULATION) < 0.2
    assert beyond(*STATEMENT) > 0.5


def test_nothing_in_common_is_beyond_every_run() -> None:
    assert beyond("Grain ships sail north", "Ottoman poetry bored him") == 1


def test_the_same_words_are_one_run() -> None:
    assert beyond(STATEMENT[0], STATEMENT[0]) == pytest.approx(0)


def test_a_formulation_is_an_echo_and_a_statement_is_reworded() -> None:
    assert kinds(reader.compare(document(FORMULATION[0], REST[0]), document(FORMULATION[1], REST[1]))) == [
        MatchKind.ECHO
    ]
    assert kinds(reader.compare(document(STATEMENT[0], REST[0]), document(STATEMENT[1], REST[1]))) == [
        MatchKind.REWORDED
    ]


DRAFT = [
    "The council met on Monday in the old customs house.",
    "The mayor thanked the volunteers who had cleared the snow from every school yard.",
    "Bus fares will not rise before the summer.",
    "The library keeps its evening hours.",
    "A new well is being dug behind the fire station.",
    "The choir has asked for a warmer room.",
]
SPLIT = (
    "The ferry will run twice a day until the new bridge opens to lorries, "
    "the customs shed has a roof and the pilots have been paid."
)
PIECES = (
    "The ferry will run twice a day.",
    "It runs until the new bridge opens to lorries, the customs shed has a roof and the pilots have been paid.",
)
FRAGMENT = "The pilots have been paid."


def drafts(*pieces: str) -> Comparison:
    return reader.compare(document(*DRAFT[:3], SPLIT, *DRAFT[3:]), document(*DRAFT[:3], *pieces, *DRAFT[3:]))


def test_pieces_that_make_up_the_whole_are_one_match() -> None:
    assert ((3,), (3, 4)) in [(match.left, match.right) for match in drafts(*PIECES).matches]


def test_a_neighbour_with_a_few_of_the_words_is_no_piece() -> None:
    found = [
        (match.left, match.right) for match in drafts(PIECES[0], FRAGMENT).matches if match.kind is not MatchKind.ECHO
    ]
    assert ((3,), (3,)) in found
    assert not any(4 in right for _, right in found)
