"""A saved comparison opens as it was saved; anything else is one clear sentence."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reader
from reader.bundled import seeds
from reader.errors import ReaderError, UnreadableFile
from reader.marks import Filter, Lens
from reader.model import NONE, Judge, Note, Side, Verdict
from reader.project.saved import VERSION, Saved, View, from_bytes, open_saved, save, to_bytes

SAMPLES = sorted(seeds().glob("*.txt"))


@lru_cache
def work() -> Saved:
    found = reader.compare(reader.read(SAMPLES[0]), reader.read(SAMPLES[3]))
    judgements = (
        NONE.with_pair(0, 1, Verdict.ECHO)
        .with_speaker(Side.RIGHT, 2, None)
        .with_topics(Side.LEFT, 1, ("Đường sắt", "铁路"))
        .with_note(Note("**Careful** with this one.", (0,), (1,)))
        .with_note(Note("On the whole."))
    )
    speakers: frozenset[str | None] = frozenset({found.left.speakers[0].name, None})
    view = View(Lens.TOPICS, Filter(speakers, frozenset({"Trade"}), frozenset({0})), Side.RIGHT, 3, True)
    return Saved(found, judgements, view, program="0.1.0")


def test_what_was_saved_opens_again(tmp_path: Path) -> None:
    path = tmp_path / "mine.readout"
    assert save(path, work()) == path.read_bytes()
    assert open_saved(path) == work()
    assert open_saved(path).comparison == work().comparison


def test_the_same_work_gives_the_same_bytes() -> None:
    assert to_bytes(work()) == to_bytes(from_bytes(to_bytes(work()), "again"))


def test_the_readers_words_stand_first_and_readable() -> None:
    text = to_bytes(work()).decode()
    assert text.index("**Careful** with this one.") < text.index("铁路") < text.index('"comparison"')


def test_the_comparison_itself_stays_as_found() -> None:
    data = json.loads(to_bytes(work()))
    assert all(match["by"] == Judge.PROGRAM.value for match in data["comparison"]["matches"])
    assert any(match.by is Judge.READER for match in work().comparison.matches)


def test_keys_of_a_later_version_are_kept() -> None:
    data = json.loads(to_bytes(work()))
    data["version"] = VERSION + 1
    data["ledger"] = {"since": [1, 2]}
    data["comparison"]["colour"] = "blue"
    opened = from_bytes(json.dumps(data).encode(), "later.readout")
    assert opened.is_newer
    assert opened.judgements == work().judgements
    assert json.loads(to_bytes(opened))["ledger"] == {"since": [1, 2]}


def test_a_view_that_cannot_be_had_is_no_reason_to_refuse() -> None:
    data = json.loads(to_bytes(work()))
    for view in (
        None,
        [],
        {"lens": "x-ray"},
        {"side": "left", "sentence": 10_000},
        {"filter": {"formulations": ["x"]}},
    ):
        data["view"] = view
        opened = from_bytes(json.dumps(data).encode(), "mine.readout")
        assert opened.found == work().found
        assert opened.view.side is None


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"null", b"\xff\xfe", b"PK\x03\x04", b'{"format": "readout-comparison"}', b"[" * 100_000],
    ids=["empty", "object", "list", "null", "not text", "zip", "another format", "deep"],
)
def test_another_file_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "strange.readout"
    path.write_bytes(content)
    with pytest.raises(ReaderError, match=r"“strange[.]readout” is not a comparison that Readout has saved") as caught:
        open_saved(path)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match=r"“gone[.]readout” could not be read"):
        open_saved(tmp_path / "gone.readout")


@lru_cache
def small() -> dict[str, Any]:
    found = reader.compare(
        reader.parse("Anna said ships came to Oslo. Fish was sold."), reader.parse("Ships came to Oslo. Salt was sold.")
    )
    judgements = NONE.with_pair(1, 1, Verdict.APART).with_note(Note("x", (0,)))
    return json.loads(to_bytes(Saved(found, judgements)))  # type: ignore[no-any-return]


def paths(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(path for key, one in inner for path in paths(one, (*at, key)))]


STRANGE = st.sampled_from(
    [None, True, -1, 0, 1, 10**30, 0.5, float("nan"), "", "left", "\x00", [], [[]], {}, [1, 0], "é"]
)


@given(st.data())
def test_a_changed_value_opens_whole_or_is_one_sentence(data: st.DataObject) -> None:
    """Any value of the file replaced by a strange one: what opens can be marked, exported and saved again."""
    content = json.loads(json.dumps(small()))
    where = data.draw(st.sampled_from([path for path in paths(small()) if path]))
    holder = content
    for key in where[:-1]:
        holder = holder[key]
    holder[where[-1]] = data.draw(STRANGE)
    try:
        opened = from_bytes(json.dumps(content).encode(), "changed.readout")
    except UnreadableFile:
        return
    comparison = opened.comparison
    assert reader.export(comparison, "html")
    assert from_bytes(to_bytes(opened), "again").found == opened.found


def test_the_largest_sizes_are_refused_before_they_are_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.project.saved.LARGEST", 100)
    with pytest.raises(ReaderError, match="too large"):
        from_bytes(to_bytes(work()), "big.readout")


def test_a_program_of_another_version_is_told() -> None:
    assert from_bytes(to_bytes(replace(work(), program="9.9")), "x").program == "9.9"
