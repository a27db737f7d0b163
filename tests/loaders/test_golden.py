"""What each loader makes of small files; the expectation lies beside each file as ``NAME.expected``.

After a wanted change, ``READOUT_ACCEPT=1 make unit`` writes the expectations anew; read the difference before you
commit it.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest

from reader.loaders import Loaded
from reader.loaders.opening import choose

FILES = sorted(path for path in (Path(__file__).parent / "files").iterdir() if path.suffix != ".expected")


def shown(kind: str, loaded: Loaded) -> str:
    """What a loader found, for reading."""
    encoding = f"{loaded.encoding}{' (guessed)' if loaded.encoding_guessed else ''}"
    facts = {
        "loader": kind,
        "encoding": encoding,
        "title": loaded.title,
        "date": loaded.date,
        "language": loaded.language,
    }
    lines = [f"{name}: {value}" for name, value in facts.items() if value is not None]
    lines += [f"warning: {warning}" for warning in loaded.warnings]
    if not loaded.paragraphs:
        return "\n".join([*lines, "text:", loaded.text])
    for block in loaded.paragraphs:
        level = f" {block.level}" if block.level else ""
        lines.append(f"[{block.kind.value}{level}] {loaded.text[block.start : block.end]!r}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_loaded_as_expected(path: Path) -> None:
    data = path.read_bytes()
    loader = choose(data, path.suffix)
    found = shown(loader.name, loader.load(data))
    expected = path.with_name(f"{path.name}.expected")
    if os.environ.get("READOUT_ACCEPT"):
        expected.write_text(found, encoding="utf-8", newline="")
    before = expected.read_bytes().decode("utf-8")
    difference = difflib.unified_diff(before.splitlines(), found.splitlines(), "expected", "found", lineterm="")
    assert found == before, "\n" + "\n".join(difference)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_blocks_cover_the_text(path: Path) -> None:
    data = path.read_bytes()
    loaded = choose(data, path.suffix).load(data)
    at = 0
    for block in loaded.paragraphs:
        assert not loaded.text[at : block.start].strip()
        assert block.start < block.end
        at = block.end
    assert not loaded.paragraphs or not loaded.text[at:].strip()
