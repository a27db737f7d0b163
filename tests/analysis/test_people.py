from __future__ import annotations

import pytest

import reader
from reader.analysis.lexicons import names
from reader.analysis.people import key_of

EN = names("en")


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("xi jinping", "xi"),
        ("li xi", "li"),
        ("nguyen phu trong", "trong"),
        ("nguyễn phú trọng", "trọng"),
        ("ada lovelace", "lovelace"),
        ("joseph biden", "biden"),
        ("kim jong-un", "kim"),
    ],
)
def test_the_word_by_which_a_person_is_called(name: str, short: str) -> None:
    assert key_of(name.split(), EN) == short


def people(text: str) -> list[tuple[str, str]]:
    return [(p.name, p.role) for p in reader.parse(text, language="en").people]


def test_roles_before_and_after_the_name() -> None:
    assert people("Prime Minister Ada Lovelace met Grace Hopper, president of Norway, in May.") == [
        ("Ada Lovelace", "Prime Minister"),
        ("Grace Hopper", "president of Norway"),
    ]


def test_a_title_that_begins_before_the_capitals() -> None:
    text = "Xi spoke with General Secretary of the Communist Party of Vietnam (CPV) Central Committee Nguyen Phu Trong."
    role = "General Secretary of the Communist Party of Vietnam (CPV) Central Committee"
    assert ("Nguyen Phu Trong", role) in people(text)


def test_nicknames_initials_and_married_namesakes() -> None:
    document = reader.parse(
        "Joe Miller said no. President Joseph Q. Miller said yes. "
        "Mrs. Anna Miller said maybe. Mrs. Miller said so twice.",
        language="en",
    )
    assert [s.speaker for s in document.sentences] == [
        "Joseph Q. Miller",
        "Joseph Q. Miller",
        "Anna Miller",
        "Anna Miller",
    ]


def test_bodies_and_places_are_no_people() -> None:
    assert people("The Department of Justice in New York told the European Union about South Korea on Monday.") == []


def test_headlines_name_nobody_new() -> None:
    assert people("Trade Talks Between Old Friends Resume After Long Winter Break") == []
