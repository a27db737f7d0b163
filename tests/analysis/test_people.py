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


def test_two_offices_before_a_name_are_one_role() -> None:
    role = "General Secretary of the Harbour Party Central Committee and Chinese President"
    assert people(f"BEIJING -- {role} Xi Jinping said trade grows.") == [("Xi Jinping", role)]
    text = "The Vice President and President Ada Lovelace agreed. Vice President Grace Hopper smiled."
    assert ("Ada Lovelace", "President") in people(text)


def test_a_role_ends_before_the_day() -> None:
    text = "Xi met Nguyen Phu Trong, general secretary of the Communist Party of Vietnam (CPV) on Monday."
    assert ("Nguyen Phu Trong", "general secretary of the Communist Party of Vietnam (CPV)") in people(text)


def test_other_names_hold_no_offices() -> None:
    text = (
        "Central Committee Political Bureau Standing Committee members Li Qiang and Cai Qi attended. Comrade Li Qiang "
        "spoke. President Ada Lovelace met Mr. Li. President Lovelace agreed."
    )
    found = {p.name: p.aliases for p in reader.parse(text, language="en").people}
    assert found == {"Li Qiang": ("Comrade Li Qiang", "Mr. Li"), "Cai Qi": (), "Ada Lovelace": ("Lovelace",)}


def test_leaders_and_partnerships_are_no_people() -> None:
    text = (
        "India is a Major Defense Partnership for us. The Quad Leaders met; the Quad agreed. "
        "First Lady Anna Miller and Second Gentleman Peter Hill hosted a dinner."
    )
    assert people(text) == [("Anna Miller", "First Lady"), ("Peter Hill", "Second Gentleman")]


def test_a_suffix_without_a_name_is_nobody() -> None:
    assert people("Ukraine, Jr. said no.") in ([], [("Ukraine, Jr.", "")])
