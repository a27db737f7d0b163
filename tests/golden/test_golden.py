"""The ten comparisons of the samples, as files a person can read.

A change of the comparison shows here as a difference of lines. Look at it; where it is meant, accept it:

    READOUT_ACCEPT=1 python -m pytest tests/golden
"""

from __future__ import annotations

import difflib
import itertools
import os
from pathlib import Path

import pytest

import reader
from reader.bundled import seeds
from reader.model import Comparison, Match, Side, State

HERE = Path(__file__).parent
SAMPLES = sorted(seeds().glob("*.txt"))
PAIRS = list(itertools.combinations(SAMPLES, 2))
FIRST_WORDS = 9
ACCEPT = "READOUT_ACCEPT"


def told(result: Comparison) -> str:
    """A comparison on paper: states of both sides with the first words, links, formulations."""
    lines = [f"{result.left.source.name} | {result.right.source.name}", f"order: {result.summary.order.value}"]
    for side in Side:
        lines += ["", f"[{side.value}]"]
        lines += [sentence_line(result, side, index) for index in range(len(result.states(side)))]
    lines += ["", "[matches]", *(match_line(match) for match in result.matches)]
    lines += ["", "[formulations]"]
    lines += [f"{len(one.left)}-{len(one.right)} {' '.join(one.text.split())}" for one in result.formulations]
    return "\n".join(lines) + "\n"


def sentence_line(result: Comparison, side: Side, index: int) -> str:
    state = result.states(side)[index]
    words = result.document(side).sentences[index].text.split()
    nearest = result.nearest(side)[index]
    tail = (
        "" if nearest is None or state is not State.NOVEL else f"  (best {nearest.sentence + 1}: {nearest.score:.2f})"
    )
    return f"{index + 1:>2} {state.value:<8} {' '.join(words[:FIRST_WORDS])}{tail}"


def match_line(match: Match) -> str:
    pair = f"{'+'.join(str(i + 1) for i in match.left)}~{'+'.join(str(j + 1) for j in match.right)}"
    badges = "".join(
        f" {badge}" for badge, on in (("moved", match.moved), ("other speaker", match.speaker_changed)) if on
    )
    edits = f" edits {len(match.edits.left)}/{len(match.edits.right)}" if match.edits.left or match.edits.right else ""
    equal = f" variants {len(match.variants)}" if match.variants else ""
    return f"{pair:<8} {match.kind.value:<8} {match.score:.2f}{badges}{edits}{equal}"


def difference(path: Path, found: str) -> str | None:
    """What changed against the accepted file, as a unified difference with the command that accepts it."""
    wanted = path.read_text("utf-8") if path.is_file() else ""
    if found == wanted:
        return None
    lines = difflib.unified_diff(
        wanted.splitlines(keepends=True), found.splitlines(keepends=True), f"accepted/{path.name}", "found", n=2
    )
    return f"{''.join(lines)}\nAccept it with: {ACCEPT}=1 python -m pytest {path.parent}\n"


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0].stem}--{pair[1].stem}")
def test_samples_come_out_as_accepted(pair: tuple[Path, Path]) -> None:
    path = HERE / f"{pair[0].stem[:10]}--{pair[1].stem[:10]}.txt"
    found = told(reader.compare(reader.read(pair[0]), reader.read(pair[1])))
    if os.environ.get(ACCEPT):
        path.write_text(found, "utf-8")
    changed = difference(path, found)
    assert changed is None, f"\n{changed}"


def test_a_change_is_shown_with_the_way_to_accept_it(tmp_path: Path) -> None:
    path = tmp_path / "pair.txt"
    path.write_text(" 1 novel    China and Vietnam\n", "utf-8")
    changed = difference(path, " 1 echo     China and Vietnam\n")
    assert changed is not None
    assert "- 1 novel" in changed
    assert "+ 1 echo" in changed
    assert f"{ACCEPT}=1 python -m pytest" in changed
    assert difference(path, path.read_text("utf-8")) is None


def test_no_file_is_left_over() -> None:
    assert {path.name for path in HERE.glob("*.txt")} == {f"{a.stem[:10]}--{b.stem[:10]}.txt" for a, b in PAIRS}
