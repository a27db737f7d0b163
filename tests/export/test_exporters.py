from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import reader
from reader.export import ALL, ExportOptions, Section
from reader.marks import Filter, Lens
from reader.model import Comparison, Judgements, Match, MatchKind, Note, Side

NAMES = [exporter.name for exporter in ALL]
HERE = [exporter for exporter in ALL if exporter.name != "pdf" or find_spec("PySide6")]
"""Those that can be tried: without Qt there is no PDF."""
HERE_NAMES = [exporter.name for exporter in HERE]


def text_of(data: str | bytes) -> str:
    """What a format holds as text, as bytes on a disk and read again; of an archive its parts."""
    if isinstance(data, str):
        return data.encode("utf-8").decode("utf-8")
    if data.startswith(b"%PDF-"):
        import pypdfium2

        return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist())


def test_formats() -> None:
    assert NAMES == ["html", "json", "markdown", "csv", "docx", "pdf"]
    assert [exporter.suffix for exporter in ALL] == [".html", ".json", ".md", ".csv", ".docx", ".pdf"]
    assert all(exporter.label for exporter in ALL)


def test_unknown_format_is_told(full: Comparison) -> None:
    with pytest.raises(reader.ReaderError, match="html, json, markdown, csv, docx, pdf"):
        reader.export(full, "wordperfect")


@pytest.mark.parametrize("name", NAMES)
def test_formats_are_documented(name: str) -> None:
    docs = Path(__file__).parents[2] / "docs" / "export.md"
    assert f"`{name}`" in docs.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", HERE_NAMES)
def test_a_file_name_that_is_no_text_can_be_written(full: Comparison, name: str) -> None:
    left = replace(full.left, source=replace(full.left.source, name="bad\udcff.txt"), title="\ud800")
    data = reader.export(replace(full, left=left), name)
    assert "bad\ufffd" in text_of(data)


@pytest.mark.parametrize("name", HERE_NAMES)
def test_same_comparison_same_bytes(full: Comparison, name: str) -> None:
    options = ExportOptions(
        lens=Lens.SPEAKERS, filter=Filter(frozenset({"Anna Berg", "Boris Dahl", None}), frozenset({"Roads", "Trade"}))
    )
    one = reader.export(full, name, options)
    assert one == reader.export(Comparison.from_dict(full.to_dict()), name, options)
    assert isinstance(one, bytes) or one.encode("utf-8").endswith(b"\n")


SCRIPT = """
import hashlib, json, sys
import reader
from reader.export import ALL, ExportOptions, Section
from reader.marks import Filter, Lens
from reader.model import Comparison, Judgements, Match, MatchKind, Note, Side
comparison = Comparison.from_dict(json.load(open(sys.argv[1], encoding="utf-8")))
chosen = Filter(frozenset({"Anna Berg", "Boris Dahl", None}), frozenset({"Roads", "Trade"}), frozenset({0, 1}))
for exporter in ALL:
    # A process for each PDF: one lens will do.
    for lens in Lens if exporter.name != "pdf" else list(Lens)[: int(sys.argv[2])]:
        data = reader.export(comparison, exporter.name, ExportOptions(lens=lens, filter=chosen))
        print(exporter.name, lens.value, hashlib.sha256(data if isinstance(data, bytes) else data.encode()).hexdigest())
"""


def test_hash_order_does_not_reach_the_files(full: Comparison, tmp_path: Path) -> None:
    path = tmp_path / "comparison.json"
    path.write_text(full.to_json(), encoding="utf-8")
    answers = set()
    for seed in ("0", "1", "77"):
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(path), str(len(HERE) - len(ALL) + 1)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            cwd=Path(reader.__file__).parents[1],
        )
        answers.add(hashlib.sha256(run.stdout).hexdigest())
        assert len(run.stdout.splitlines()) == (len(ALL) - 1) * len(Lens) + (len(HERE) - len(ALL) + 1)
    assert len(answers) == 1


def test_json_is_the_comparison(full: Comparison) -> None:
    data = json.loads(reader.export(full, "json"))
    assert Comparison.from_dict(data) == full


def test_json_names_the_program_and_the_view(full: Comparison) -> None:
    chosen = Filter(frozenset({"Boris Dahl", "Anna Berg", None}), frozenset({"Trade", "Roads"}), frozenset({1, 0}))
    data = json.loads(reader.export(full, "json", ExportOptions(title="Two", lens=Lens.TOPICS, filter=chosen)))
    assert data["program"] == {"name": "Readout", "version": reader.__version__}
    assert data["view"] == {
        "title": "Two",
        "lens": "topics",
        "filter": {
            "speakers": ["Anna Berg", "Boris Dahl", None],
            "topics": ["Roads", "Trade"],
            "formulations": [0, 1],
        },
    }
    plain = json.loads(reader.export(full, "json"))
    assert plain["view"] == {
        "title": None,
        "lens": "differences",
        "filter": {"speakers": [], "topics": [], "formulations": []},
    }
    assert list(full.to_dict()) == [key for key in plain if key not in ("program", "view")]


def test_json_keys_are_documented(full: Comparison) -> None:
    text = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")

    def keys(value: object) -> set[str]:
        if isinstance(value, dict):
            return set(value) | {key for one in value.values() for key in keys(one)}
        return {key for one in value for key in keys(one)} if isinstance(value, list) else set()

    found = keys(json.loads(reader.export(full, "json")))
    assert len(found) > 50
    assert [key for key in sorted(found) if f"`{key}`" not in text] == []


ATTACKS = [
    "<script>alert(1)</script>",
    "</template></style></title>",
    "=cmd|' /C calc'!A0",
    "[x](javascript:alert(1))",
    "\u202eevil\u2066\u200f",
    "a\x01\x0b\ufffe\uffffb",
    "$title ${data} {0} %s",
    "]]> <w:p/> &#60;",
]


@pytest.mark.parametrize("name", HERE_NAMES)
@pytest.mark.parametrize("attack", ATTACKS)
def test_attack_strings_pass_through_every_format_as_words(make: Any, name: str, attack: str) -> None:
    own = make.document([[attack], ["Plain."]], title=attack, speakers={0: attack}, topics={0: (attack,)}, date=attack)
    own = replace(own, source=replace(own.source, name=attack), warnings=(attack,))
    comparison = make.comparison(
        own, make.document([["Plain."]]), [Match((1,), (0,), MatchKind.SHARED, 1.0, why=attack)]
    )
    comparison = replace(
        comparison, judgements=Judgements().with_note(Note(attack, (0,))).with_speaker(Side.LEFT, 0, None)
    )
    made = reader.export(comparison, name, ExportOptions(title=attack))
    text = text_of(made)
    assert "Plain." in text
    if name == "json":
        assert Comparison.from_dict(json.loads(made)) == comparison
    if name in ("html", "docx"):
        assert "<script>" not in text
        assert "<w:p/></w:" not in text


def test_long_texts_are_written_in_every_format(sample_documents: list[reader.Document]) -> None:
    text = "\n\n".join(one.text for one in sample_documents)
    comparison = reader.compare(reader.parse(text, language="en"), reader.parse(text[5000:], language="en"))
    for name in HERE_NAMES:
        made = reader.export(comparison, name)
        assert len(made) > len(text)


@pytest.mark.parametrize("name", HERE_NAMES)
def test_notes_that_are_left_out_are_in_no_part_of_the_file(full: Comparison, name: str) -> None:
    """Who hands a comparison on without their notes hands on nothing of them, seen or unseen."""
    human = replace(full, judgements=full.judgements.with_note(Note("Confidential zebra", (1,), (2,))))
    assert "zebra" in text_of(reader.export(human, name))
    assert "zebra" not in text_of(reader.export(human, name, ExportOptions(left_out=frozenset({Section.NOTES}))))


def test_what_is_listed_is_what_the_exporter_says_of_itself() -> None:
    for listed in ALL:
        own = listed.load()  # type: ignore[attr-defined]
        for name in ("name", "label", "suffix", "is_text"):
            assert getattr(listed, name) == getattr(own, name)
