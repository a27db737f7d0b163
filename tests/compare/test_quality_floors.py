"""How well links come out on invented readouts that were linked by hand; a floor is lowered only on purpose."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import reader
from reader.model import Comparison, Document, MatchKind

PAIRS = sorted((Path(__file__).parent / "pairs").glob("*.toml"))


def document(sentences: list[str], language: str) -> Document:
    spans, at = [], 0
    for sentence in sentences:
        spans.append((at, at + len(sentence)))
        at += len(sentence) + 2
    return reader.parse("\n\n".join(sentences), language=language, sentences=spans)


def compared(path: Path) -> tuple[dict[str, Any], Comparison]:
    pair = tomllib.loads(path.read_text("utf-8"))
    left, right = (document(pair[side], pair["language"]) for side in ("left", "right"))
    return pair, reader.compare(left, right)


def counted(paths: list[Path]) -> Counter[str]:
    """Right, wrong and missed pairs: of the same statement (``reworded``) and of any link (``any``)."""
    counts: Counter[str] = Counter()
    for path in paths:
        pair, result = compared(path)
        wanted = {(i, j): kind for i, j, kind in pair["links"]}
        same = {(i, j) for m in result.matches if m.kind is not MatchKind.ECHO for i in m.left for j in m.right}
        linked = {(i, j) for m in result.matches for i in m.left for j in m.right}
        wanted_same = {p for p, kind in wanted.items() if kind == "reworded"}
        for name, want, got in (("reworded", wanted_same, same), ("any", set(wanted), linked)):
            counts[f"{name} right"] += len(want & got)
            counts[f"{name} wrong"] += len(got - want)
            counts[f"{name} missed"] += len(want - got)
    return counts


def f1(counts: Counter[str], name: str) -> float:
    right = counts[f"{name} right"]
    return 2 * right / (2 * right + counts[f"{name} wrong"] + counts[f"{name} missed"])


def test_enough_links_of_every_kind() -> None:
    links = [kind for path in PAIRS for *_, kind in tomllib.loads(path.read_text("utf-8"))["links"]]
    assert len(links) >= 70
    assert set(links) == {"reworded", "echo"}


def test_same_statements_are_found() -> None:
    assert f1(counted(PAIRS), "reworded") >= 0.94


def test_links_are_found() -> None:
    assert f1(counted(PAIRS), "any") >= 0.95


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.stem)
def test_no_pair_falls_behind(path: Path) -> None:
    counts = counted([path])
    assert f1(counts, "reworded") >= 0.75
    assert f1(counts, "any") >= 0.79


FLOORS = {"two_drafts_en": 1.0, "two_translations_en": 1.0, "two_translations_zh": 0.95, "border_talks_vi": 0.9}


@pytest.mark.parametrize("name", FLOORS)
def test_drafts_translations_and_other_languages(name: str) -> None:
    counts = counted([path for path in PAIRS if path.stem == name])
    assert f1(counts, "reworded") >= FLOORS[name]
    assert f1(counts, "any") >= FLOORS[name]
