from __future__ import annotations

import pytest

import reader
from reader.bundled import seeds
from reader.model import BoilerplateKind, Comparison, MatchKind, Options, Side
from reader.text.boilerplate_list import boilerplate_groups

SAMPLES = sorted(seeds().glob("*.txt"))
LEFT = "BEIJING, March 3 (Xinhua) -- President Mira Halden praised the dam. Mira  Halden left."
RIGHT = "HANOI, June 9 (VNA) -- President Mira Halden sailed home."


def test_grouped_by_kind_with_all_places() -> None:
    left, right = reader.parse(LEFT, language="en"), reader.parse(RIGHT, language="en")
    groups = {group.kind: group for group in boilerplate_groups(left, right)}
    assert list(groups) == [kind for kind in BoilerplateKind if kind in groups]
    names = groups[BoilerplateKind.NAME]
    assert [entry.text for entry in names.entries] == ["Mira Halden"]
    assert (names.count(Side.LEFT), names.count(Side.RIGHT)) == (2, 1)
    assert [left.words_of(span) for span in names.entries[0].left] == ["Mira Halden", "Mira  Halden"]
    assert [entry.text for entry in groups[BoilerplateKind.DATELINE].entries] == [
        "BEIJING, March 3 (Xinhua) --",
        "HANOI, June 9 (VNA) --",
    ]
    assert [entry.text for entry in groups[BoilerplateKind.TITLE].entries] == ["President"]
    assert not any(group.is_counted or entry.is_counted for group in groups.values() for entry in group.entries)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_nothing_is_lost_or_told_twice(path) -> None:
    document = reader.read(path)
    groups = boilerplate_groups(document)
    listed = sorted((span.start, span.end, group.kind) for group in groups for e in group.entries for span in e.left)
    assert listed == [(one.start, one.end, one.kind) for one in document.boilerplate]
    for group in groups:
        places = [len(entry.left) for entry in group.entries]
        assert places == sorted(places, reverse=True)


def test_switching_kinds() -> None:
    options = Options().counting(BoilerplateKind.TITLE, is_counted=True)
    assert options.is_counted(BoilerplateKind.TITLE)
    assert not options.is_counted(BoilerplateKind.NAME)
    assert options.counting(BoilerplateKind.TITLE, is_counted=False) == Options()
    fewer = Options(use_boilerplate=True).counting(BoilerplateKind.NAME, is_counted=False)
    assert [kind for kind in BoilerplateKind if not fewer.is_counted(kind)] == [BoilerplateKind.NAME]
    left, right = reader.parse(LEFT, language="en"), reader.parse(RIGHT, language="en")
    told = {group.kind: group.is_counted for group in boilerplate_groups(left, right, options)}
    assert [kind for kind, is_counted in told.items() if is_counted] == [BoilerplateKind.TITLE]


TITLE = "The General Secretary of the Communist Party of Vietnam Central Committee"


def compared(options: Options) -> Comparison:
    left, right = (reader.parse(f"{TITLE} {verb}.", language="en") for verb in ("sang", "left"))
    return reader.compare(left, right, options)


def test_a_kind_that_counts_changes_the_scores() -> None:
    assert compared(Options()).matches == ()
    assert compared(Options().counting(BoilerplateKind.NAME, is_counted=True)).matches == ()
    counted = compared(Options().counting(BoilerplateKind.TITLE, is_counted=True))
    assert [match.kind for match in counted.matches] == [MatchKind.REWORDED]
    assert counted.matches == compared(Options(use_boilerplate=True)).matches


def test_a_single_wording_that_counts_changes_the_scores() -> None:
    document = reader.parse(f"{TITLE} sang.", language="en")
    entry = boilerplate_groups(document)[0].entries[0]
    options = Options().counting_wording(entry.key, is_counted=True)
    assert [match.kind for match in compared(options).matches] == [MatchKind.REWORDED]
    assert boilerplate_groups(document, options=options)[0].entries[0].is_counted
    assert not boilerplate_groups(document, options=options)[0].is_counted
    assert options.counting_wording(entry.key, is_counted=False) == Options()


def test_what_was_switched_is_recorded() -> None:
    options = Options(boilerplate_counted=frozenset(BoilerplateKind), wordings_counted=frozenset({"b", "a"}))
    result = compared(options)
    assert result.to_dict()["options"]["wordings_counted"] == ["a", "b"]
    assert Comparison.from_dict(result.to_dict()).options == options
    assert Options.from_dict({"use_boilerplate": True}) == Options(use_boilerplate=True)
