"""Terms, likeness, order of words, place, speakers: the parts a score is made of."""

from __future__ import annotations

import itertools
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reader
from reader.compare.candidates import likeness
from reader.compare.classify import same_speaker
from reader.compare.pairs import PairDicts
from reader.compare.places import in_step, mutual_best
from reader.compare.terms import Counted, document_terms
from reader.compare.word_order import _bits, longest_common
from reader.model import BOTH_SIDES, Document, Options


def document(*sentences: str, language: str = "en") -> Document:
    spans, at = [], 0
    for sentence in sentences:
        spans.append((at, at + len(sentence)))
        at += len(sentence) + 1
    return reader.parse(" ".join(sentences), language=language, sentences=spans)


def terms(*sentences: str, language: str = "en") -> Counted:
    return document_terms(document(*sentences, language=language), Options())


def alike(left: str, right: str, language: str = "en") -> float:
    rest = "A wholly unrelated third sentence stands here."
    return likeness(terms(left, rest, language=language), terms(right, language=language)).of(0, 0)


def test_likeness_is_one_for_the_same_and_zero_for_nothing_shared() -> None:
    assert alike("Grain ships sail north", "Grain ships sail north") == pytest.approx(1)
    assert alike("Grain ships sail north", "Ottoman poetry bored him") == 0


def test_forms_of_a_word_meet() -> None:
    assert alike("They cooperate on fisheries", "Fishery cooperation") > 0.2
    assert alike("双方加强渔业合作", "渔业合作", "zh-Hans") > 0.3


def test_variants_are_equal_wording() -> None:
    assert alike("Vaccines against COVID-19 arrived", "Vaccines against new crown pneumonia arrived") > 0.9


def test_stock_phrases_count_less() -> None:
    stock = alike("The two sides agreed on wheat", "The two sides agreed on ships")
    telling = alike("The hungry farmers agreed on wheat", "The hungry farmers agreed on ships")
    assert stock < telling


def test_rare_words_count_more() -> None:
    left = terms("The zeppelin landed", "The council met", "The council sat", "The council rose")
    right = terms("A zeppelin exploded", "A council exploded")
    found = likeness(left, right)
    assert found.of(0, 0) > found.of(1, 1)


def test_swapping_swaps_likeness_to_the_last_digit() -> None:
    left, right = terms("Rice and fish", "Peace at sea", "Fish at sea"), terms("Sea fish and rice", "Peace")
    there, back = likeness(left, right), likeness(right, left)
    assert list(there.rows) == list(back.rows.columns)
    assert list(there.rows.columns) == list(back.rows)


def test_index_and_all_pairs_agree_on_the_best(monkeypatch: pytest.MonkeyPatch) -> None:
    left = terms(*(f"Item {k} speaks of subject{k} and matter{k}" for k in range(30)))
    right = terms(*(f"Matter{k} came up under item {k}" for k in range(30)))
    every = likeness(left, right)
    monkeypatch.setattr(import_module("reader.compare.candidates"), "ALL_UP_TO", 0)
    few = likeness(left, right)
    for k in range(30):
        assert max(few.rows[k], key=few.rows[k].__getitem__) == max(every.rows[k], key=every.rows[k].__getitem__) == k
        assert few.of(k, k) == every.of(k, k)


@given(st.lists(st.sampled_from("abcd"), max_size=12), st.lists(st.sampled_from("abcd"), max_size=12))
def test_longest_common_subsequence(a: list[str], b: list[str]) -> None:
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, j in itertools.product(range(len(a)), range(len(b))):
        table[i + 1][j + 1] = table[i][j] + 1 if a[i] == b[j] else max(table[i][j + 1], table[i + 1][j])
    assert longest_common(a, _bits(b), len(b)) == table[-1][-1]


def test_mutual_best_needs_a_margin_and_no_tie() -> None:
    pairs = PairDicts([{0: 0.9, 1: 0.3}, {1: 0.5}, {2: 0.4, 3: 0.4}], 4)
    assert mutual_best(pairs, 0.1) == [(0, 0), (1, 1)]
    assert mutual_best(pairs, 0.1, 2.0) == [(0, 0)]
    assert mutual_best(pairs, 0.6) == [(0, 0)]


def test_documents_in_step_and_not() -> None:
    drafts = [(k, k) for k in range(10)]
    block_moved = [(k, (k + 4) % 10) for k in range(10)]
    shuffled = [(k, k * 7 % 10) for k in range(10)]
    assert in_step(drafts, (10, 10)) == in_step(block_moved, (10, 10)) == 1
    assert in_step(shuffled, (10, 10)) == 0
    assert in_step(drafts[:1], (1, 1)) == in_step([], (5, 5)) == 0
    assert in_step(drafts[:3], (40, 40)) == 0


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Xi Jinping", "Xi", True),
        ("Nguyen Phu Trong", "Trong", True),
        ("Nguyen Phu Trong", "Nguyen Xuan Phuc", False),
        ("Joseph R. Biden, Jr.", "Joe Biden", True),
        ("Mira Halden", "Tomas Verrin", False),
        ("习近平", "习近平", True),
        ("习近平", "马克龙", False),
        (BOTH_SIDES, "Xi Jinping", False),
        (BOTH_SIDES, BOTH_SIDES, True),
    ],
)
def test_same_speaker(left: str, right: str, same: bool) -> None:
    assert same_speaker(left, right) is same
    assert same_speaker(right, left) is same


def test_place_decides_between_equals_in_drafts() -> None:
    body = [f"Paragraph {k} tells of topic{k}, of place{k} and of person{k}." for k in range(8)]
    left = document(*body[:4], "This is hard to say.", *body[4:])
    right = document(*body[:4], "That is hard to say.", *body[4:], "Well, it is hard to say.")
    matches = {m.left: m.right for m in reader.compare(left, right).matches if m.kind != "echo"}
    assert matches[4,] == (4,)


def test_an_end_that_has_nothing_in_common_is_novel_and_disturbs_nothing():
    """Two drafts in step, one of which goes on."""
    names = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu".split()
    body = " ".join(f"The {name} committee agreed to send {k} ships of grain." for k, name in enumerate(names))
    longer = reader.parse(body + " Wholly unrelated zebras xylophone quartz. Nothing whatsoever jumbled vexing.")
    shorter = reader.parse(body.replace("agreed", "decided"))
    states = reader.compare(longer, shorter).left_states
    assert [state.value for state in states] == ["reworded"] * len(names) + ["novel"] * 2
    assert reader.compare(shorter, longer).right_states == states
