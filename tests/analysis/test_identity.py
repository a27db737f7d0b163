from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reader
from reader.analysis.identity import same_people, unify
from reader.bundled import seeds
from reader.model import Document


def read(text: str, language: str = "en") -> Document:
    return reader.parse(text, language=language)


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ("President Joseph R. Miller, Jr. said no.", "President Miller said yes.", "Joseph R. Miller, Jr."),
        ("President Joseph R. Miller, Jr. said no.", "President Joe Miller said yes.", "Joseph R. Miller, Jr."),
        ("Chinese President Xi Jinping said no. Xi left.", "President Xi said yes.", "Xi Jinping"),
        (
            "Mr. MORITA Kenji, Prime Minister of Japan, said no.",
            "Prime Minister Kenji Morita said yes.",
            "Kenji Morita",
        ),
        ("President Nguyen Phu Trong said no.", "President Trong said yes. Trong left.", "Nguyen Phu Trong"),
        (
            "The Federal Open Market Committee decided to wait.",
            "The Committee decided to act.",
            "Federal Open Market Committee",
        ),
    ],
)
def test_one_person_under_one_name(left: str, right: str, wanted: str) -> None:
    for one, other in (unify(read(left), read(right)), unify(read(right), read(left))[::-1]):
        assert [s.name for s in one.speakers] == [s.name for s in other.speakers] == [wanted]
        assert {s.speaker for d in (one, other) for s in d.sentences} <= {wanted, None}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("President Xi Jinping said no.", "Secretary Li Xi said yes."),
        ("President Xi said no. Xi left.", "Secretary Li Xi said yes."),
        ("President George W. Miller said no.", "President George H. W. Miller said yes."),
        ("President Joseph Miller said no.", "President Anna Miller said yes."),
        ("President Miller said no.", "Joseph Miller said yes. Anna Miller said no. President Tom Gray left."),
        ("President Nguyen Phu Trong said no.", "President Nguyen Xuan Phuc said yes."),
        ("Senator Miller said no.", "Coach Joe Miller said yes."),
        ("The Federal Open Market Committee decided to wait.", "The Politburo Standing Committee decided to act."),
    ],
)
def test_two_people_stay_two(left: str, right: str) -> None:
    one, other = read(left), read(right)
    assert one.speakers
    assert other.speakers
    assert same_people(one, other) == ()
    assert unify(one, other) == (one, other)


def test_foreign_names_in_chinese() -> None:
    left = read("美国总统约瑟夫·米勒表示，同意。", "zh-Hans")
    right = read("美国总统米勒表示，反对。米勒强调，不行。", "zh-Hans")
    assert same_people(left, right) == (("约瑟夫·米勒", "米勒"),)


def test_two_premiers_whose_names_differ_by_a_word_are_two_people() -> None:
    left = read("Thủ tướng Lý Khắc Cường nhấn mạnh điều này. Ông Lý Khắc Cường khẳng định.", "vi")
    right = read("Thủ tướng Lý Cường nhấn mạnh điều này. Ông Lý Cường khẳng định.", "vi")
    assert same_people(left, right) == ()
    both = read("Thủ tướng Lý Khắc Cường nhấn mạnh. Thủ tướng Lý Cường khẳng định.", "vi")
    assert [one.name for one in both.speakers] == ["Lý Khắc Cường", "Lý Cường"]


def test_the_name_given_up_is_an_alias() -> None:
    left = read("President Joseph R. Miller, Jr. held talks with King Otto Lund in Oslo.")
    right = read("President Miller held talks with King Otto Lund in Oslo. Miller said that fish is dear.")
    _same, other = unify(left, right)
    assert _same is left
    assert [(p.name, p.aliases) for p in other.people] == [("Joseph R. Miller, Jr.", ("Miller",)), ("Otto Lund", ())]
    assert other.event is not None
    assert other.event.participants == ("Joseph R. Miller, Jr.", "Otto Lund")
    assert other.speakers[0].aliases == ("Miller",)


def test_the_samples_come_back_as_they_are() -> None:
    documents = [reader.read(path) for path in sorted(seeds().glob("*.txt"))]
    for left, right in pairwise(documents):
        assert unify(left, right) == (left, right)


PIECES = [
    "Joe Miller said no. ",
    "President Miller left. ",
    "Miller said so. ",
    "Xi Jinping said yes. ",
    "Li Xi said no. ",
]
PIECES += ["Joseph R. Miller said no. ", "Anna Miller said no. ", "The Committee judges. ", "The two sides agreed. "]


@settings(max_examples=60, deadline=None)
@given(*[st.lists(st.sampled_from(PIECES), max_size=8).map("".join)] * 2)
def test_sides_make_no_difference_and_twice_is_once(left: str, right: str) -> None:
    one, other = unify(read(left), read(right))
    assert unify(read(right), read(left)) == (other, one)
    assert unify(one, other) == (one, other)
    for document in (one, other):
        assert len({s.name for s in document.speakers}) == len(document.speakers)
        assert {s.speaker for s in document.sentences} - {None} == {s.name for s in document.speakers}


def test_a_name_in_other_order_with_another_office_is_another_person() -> None:
    assert same_people(read("President Hassan Ali said no."), read("Chancellor Ali Hassan said yes.")) == ()
