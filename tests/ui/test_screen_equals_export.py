"""The window and the exported page show the same marks on the same words, with and without a filter."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from lxml import html as lxml_html

import reader
from reader.export import ExportOptions
from reader.marks import Filter, Role
from reader.model import Side
from reader.samples import samples
from reader.ui.views.reading_area import ReadingArea

PAIRS = list(combinations(samples(), 2))
NAMES = frozenset(role.value for role in Role)


def on_screen(reading: Any, found: Any, side: Side) -> list[list[tuple[str, frozenset[str]]]]:
    """Each sentence as painted: its characters with the roles they carry."""
    document = reading.document(side)
    roles: list[frozenset[str]] = [frozenset()] * len(document.text)
    for start, end, ones in found:
        roles[start:end] = [frozenset(role.value for role in ones)] * (end - start)
    return [
        [(character, roles[sentence.start + k]) for k, character in enumerate(sentence.text)]
        for sentence in document.sentences
    ]


def on_page(page: Any, side: Side) -> list[list[tuple[str, frozenset[str]]]]:
    """Each sentence as written, by the classes docs/export.md names."""
    return [
        [piece for child in sentence if "t" in words(child) for piece in characters(child, NAMES & words(sentence))]
        for sentence in page.xpath(f'//*[@data-side="{side.value}"]//*[@id]')
    ]


def words(element: Any) -> frozenset[str]:
    return frozenset((element.get("class") or "").split())


def characters(element: Any, roles: frozenset[str]) -> list[tuple[str, frozenset[str]]]:
    roles |= NAMES & words(element)
    out = [(character, roles) for character in element.text or ""]
    for child in element:
        out += characters(child, roles)
        out += [(character, roles) for character in child.tail or ""]
    return out


@pytest.mark.parametrize("filtered", [False, True], ids=["all", "filtered"])
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0].date} {pair[1].date}")
def test_screen_and_page_agree(pair: Any, filtered: bool, reading: Any, area: ReadingArea, roles_read: Any) -> None:
    reading.compare(*(reader.read(sample.path) for sample in pair))
    if filtered:
        reading.set_filter(Filter(speakers=frozenset({reading.right.speakers[0].name})))
    source = reader.export(reading.comparison, "html", ExportOptions(filter=reading.filter))
    page = lxml_html.document_fromstring(source.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    for side in Side:
        screen = on_screen(reading, roles_read(area.panes[side].page), side)
        assert on_page(page, side) == screen
        assert {role for sentence in screen for _character, found in sentence for role in found} >= {
            *("speaker", "topic", "reworded"),
            *(("faded",) if filtered else ()),
        }
