"""Exported pages of three pairs of samples, as files a person can read, and one page to the letter.

The comparisons are kept beside them (``*.json``), so that only a change of the writers shows here. Look at it; where it
is meant, accept it:

    READOUT_ACCEPT=1 python -m pytest tests/export/test_golden_pages.py
"""

from __future__ import annotations

import difflib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

import reader
from reader.model import Comparison

HERE = Path(__file__).parent / "golden"
PAIRS = sorted(HERE.glob("*.json"))
BLOCKS = {"h1", "h2", "h3", "p", "li", "dt", "dd", "td", "th", "pre", "blockquote"}
ACCEPT = "READOUT_ACCEPT"


def shown(source: str) -> Iterator[str]:
    """The words of a page, block by block, with the places its links lead to."""
    root = lxml_html.document_fromstring(source.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    for block in root.find("body").iter(*BLOCKS):
        if block.tag in ("li", "dd", "td", "blockquote") and any(child.tag in BLOCKS for child in block):
            continue
        text = " ".join("".join(_words(block)).split())
        if text:
            yield f"{block.tag:<3} {text}"


def _words(element: Any) -> Iterator[str]:
    if "vh" in (element.get("class") or "").split():
        return
    yield element.text or ""
    for child in element:
        yield from _words(child)
        if child.tag == "a" and child.get("href").lstrip("#") != "".join(child.itertext()):
            yield f" <{child.get('href')}>"
        yield child.tail or ""


def check(path: Path, found: str) -> None:
    if os.environ.get(ACCEPT):
        path.write_text(found, "utf-8")
    wanted = path.read_text("utf-8") if path.is_file() else ""
    if found != wanted:
        lines = difflib.unified_diff(wanted.splitlines(), found.splitlines(), "accepted", "found", n=1, lineterm="")
        pytest.fail(
            "\n".join([*list(lines)[:60], f"Accept it with: {ACCEPT}=1 python -m pytest {Path(__file__).name}"])
        )


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.stem)
def test_the_page_of_a_pair_says_what_was_accepted(path: Path) -> None:
    comparison = Comparison.from_dict(json.loads(path.read_text("utf-8")))
    page = reader.export(comparison, "html")
    assert isinstance(page, str)
    check(path.with_suffix(".txt"), "\n".join(shown(page)) + "\n")


def test_a_small_page_is_what_was_accepted_to_the_letter(full: Comparison) -> None:
    page = reader.export(full, "html")
    assert isinstance(page, str)
    check(HERE / "full.html", page.replace(reader.__version__, "VERSION"))


@pytest.mark.parametrize("name", ["markdown", "csv"])
def test_brief_and_table_are_what_was_accepted(full: Comparison, name: str) -> None:
    written = reader.export(full, name)
    assert isinstance(written, str)
    check(HERE / f"full.{name}.txt", written.replace("\r\n", "\n").replace(reader.__version__, "VERSION"))


def test_there_are_three_pairs() -> None:
    assert len(PAIRS) == 3
