"""docs/tricky-cases.md: every case comes out as the page says it does today."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

import reader
from reader.model import Comparison, Match, Side, State

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tricky-cases.md"
KNOWN_FAILURE = "known failure"


class Case(NamedTuple):
    title: str
    left: list[str]
    right: list[str]
    wanted: list[str]
    today: str


def cases() -> list[Case]:
    out = []
    for section in PAGE.read_text("utf-8").split("\n## ")[1:]:
        title, _, body = section.partition("\n")
        wanted = re.search(r"```\n(.*?)\n```", body, re.DOTALL)
        today = re.search(r"^Today: (.*)\.$", body, re.MULTILINE)
        assert wanted, title
        assert today, title
        left = re.findall(r"^- L\d+: (.*)$", body, re.MULTILINE)
        right = re.findall(r"^- R\d+: (.*)$", body, re.MULTILINE)
        out.append(Case(title, left, right, wanted[1].splitlines(), today[1]))
    return out


def compared(case: Case) -> Comparison:
    documents = []
    for sentences in (case.left, case.right):
        spans, at = [], 0
        for sentence in sentences:
            spans.append((at, at + len(sentence)))
            at += len(sentence) + 2
        documents.append(reader.parse("\n\n".join(sentences), sentences=spans))
    return reader.compare(*documents)


def numbers(text: str, side: str) -> tuple[int, ...]:
    return tuple(int(n) - 1 for n in re.findall(rf"{side}(\d+)", text))


def match_of(result: Comparison, sentence: int) -> Match:
    found = [m for m in result.matches if sentence in m.left and m.kind != "echo"]
    assert found, f"L{sentence + 1} has no counterpart"
    return found[0]


def check_link(result: Comparison, line: str) -> None:
    kind = next(state for state in State if f" {state}" in line)
    left, right = numbers(line, "L"), numbers(line, "R")
    if left and right:
        found = [(m.left, m.right, m.kind.value) for m in result.matches]
        assert (left, right, kind.value) in found, f"wanted {line}, found {found}"
    states = result.left_states if left else result.right_states
    for index in left or right:
        assert states[index] is kind, f"wanted {line}, found {states[index]}"


def check_edit(result: Comparison, side: Side, wording: str, *, marked: bool) -> None:
    document = result.document(side)
    spans = [span for match in result.matches for span in match.edits.spans(side)]
    at = [m.span() for m in re.finditer(rf"\b{re.escape(wording)}\b|{re.escape(wording)}", document.text)]
    assert at, wording
    touched = any(span.start < end and start < span.end for span in spans for start, end in at)
    assert touched is marked, f"{wording!r} on the {side}: {[document.words_of(span) for span in spans]}"


def check_variant(result: Comparison, side: Side, wording: str) -> None:
    document = result.document(side)
    told = [document.words_of(span) for match in result.matches for span in match.variant_wording(side)]
    assert wording in told, f"{wording!r} on the {side}: {told}"


def check(result: Comparison, line: str) -> None:
    words = line.split()
    if words[0] in ("edit", "plain"):
        wording = line.split('"')[1]
        check_edit(result, Side(words[1]), wording, marked=words[0] == "edit")
    elif words[0] == "variant":
        check_variant(result, Side(words[1]), line.split('"')[1])
    elif words[0] in ("moved", "unmoved"):
        assert match_of(result, numbers(line, "L")[0]).moved is (words[0] == "moved")
    elif "speaker" in words:
        assert match_of(result, numbers(line, "L")[0]).speaker_changed is (words[0] == "speaker")
    else:
        check_link(result, line)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.title)
def test_case(case: Case, request: pytest.FixtureRequest) -> None:
    if case.today.startswith(KNOWN_FAILURE):
        request.applymarker(pytest.mark.xfail(reason=case.today, strict=True))
    result = compared(case)
    for line in case.wanted:
        check(result, line)


def test_enough_cases_each_told() -> None:
    found = cases()
    assert len(found) >= 25
    for number, case in enumerate(found, 1):
        assert case.title.startswith(f"{number}. ")
        assert case.today == "as wanted" or case.today.startswith(KNOWN_FAILURE)
    assert all("Before: " in section for section in PAGE.read_text("utf-8").split("\n## ")[1:])
