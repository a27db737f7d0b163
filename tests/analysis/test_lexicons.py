"""Every lexicon that people may edit opens, and says what it says in the way the program reads it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from reader.analysis.lexicons import names, speech, table
from reader.analysis.topic_lexicon import topic_lexicon
from reader.bundled import resource
from reader.languages.base import entries
from reader.model import EventKind

FILES = sorted(resource("lexicons").rglob("*.toml"))
LANGUAGES = ("en", "vi", "zh")

# Tables and lists each file may have; a key that is not here would be read by nobody.
KEYS = {
    "people": "titles male female honorifics short_titles given_male given_female nicknames particles suffixes bodies "
    "speaking_bodies body_nouns heads side_nouns speaks_for portfolios state_nouns headline_verbs not_names openers "
    "begin_names title_adjectives countries places surname_first title_tails surnames body_phrases after followers "
    "compound never loose home in_given in_family",
    "speech": "speak stance evidence states according nouns between be blocking boundaries prepositions leading "
    "joining determiners joint_statements first_person silent own_account readout_strong readout "
    "pronouns joint irregular continuing events following bodies jointly unnamed question_labels "
    "answer_labels interviews speeches own_words",
    "topics": "labels nothing broad stop",
    "dates": "months weekdays passing",
    "event": "exchanges open acts elsewhere called closing places",
}


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def lists(value: Any, where: str = "") -> list[tuple[str, list[Any]]]:
    """Every list of a lexicon with where it stands; a text is one where ``;`` parts its entries."""
    if isinstance(value, dict):
        return [found for key, one in value.items() for found in lists(one, f"{where}.{key}")]
    if isinstance(value, str) and ";" in value:
        return [(where, [part.strip(" ") for part in value.strip("\n").replace(";\n", "; ").split(";")])]
    return [(where, value)] if isinstance(value, list) else []


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_lexicon_opens_and_its_lists_hold_words(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.lstrip().startswith("#"), "the first line says what the file is for"
    for where, values in lists(read(path)):
        assert all(isinstance(value, str | list) for value in values), where
        words = [word for value in values for word in (value if isinstance(value, list) else [value])]
        assert all(word and word == word.strip() and "\n" not in word for word in words), where


def test_a_list_is_one_text_or_a_list_of_texts() -> None:
    assert entries("belt and road; one belt, one road;\nsilk road\n") == [
        "belt and road",
        "one belt, one road",
        "silk road",
    ]
    assert entries(" ;; prime minister;") == ["prime minister"]
    assert entries("") == []
    assert entries(["prime minister", "a; b"]) == ["prime minister", "a; b"]


OURS = [path for path in FILES if path.stem in KEYS]


@pytest.mark.parametrize("path", OURS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_lexicons_of_the_analysis_have_no_key_that_nobody_reads(path: Path) -> None:
    data = read(path)
    assert set(data) <= set(KEYS[path.stem].split())
    for where, values in lists(data):
        doubles = {str(value) for value in values if values.count(value) > 1}
        assert not doubles, f"{where}: twice {doubles}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_of_a_language_are_complete(language: str) -> None:
    assert {path.stem for path in OURS if path.parent.name == language} == set(KEYS)
    raw = table(language, "event")
    for key in ("exchanges", "acts", "called"):
        assert set(raw[key]) <= {kind.value for kind in EventKind}
    assert topic_lexicon(language).broad <= set(table(language, "topics")["labels"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_wordings_of_topics_are_words_with_a_star_at_the_end_at_most(language: str) -> None:
    for label, listed in table(language, "topics")["labels"].items():
        assert label[:1].isupper()
        wordings = entries(listed)
        assert wordings
        for wording in wordings:
            assert wording == wording.casefold(), wording
            assert "*" not in wording.replace("* ", " ").removesuffix("*"), wording


@pytest.mark.parametrize("language", ["en", "vi"])
def test_what_the_program_makes_of_them(language: str) -> None:
    words, known = speech(language), names(language)
    assert words.verbs
    assert words.first_person
    assert known.titles
    assert len(known.countries) > 60
    assert set(words.pronouns.values()) <= set("mfnp")


def test_no_lexicon_names_a_person() -> None:
    """Full names stand nowhere: a lexicon knows titles and surnames, and who bears them is in the text."""
    given = names("en").given_male | names("en").given_female
    for path in OURS:
        for where, values in lists(read(path)):
            for value in values:
                parts = str(value).split() if isinstance(value, str) else []
                if "nicknames" in where or len(parts) != 2:
                    continue
                assert not (parts[0] in given and parts[1] in names("en").chinese), f"{path}: {where}: {value}"
