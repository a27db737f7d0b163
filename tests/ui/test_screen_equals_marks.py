"""What stands on the screen is what ``marks.runs`` says: the roles are read back from the QTextDocuments."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from reader.marks import Filter, Lens, Role, runs
from reader.model import Document, Side
from reader.reading import read
from reader.samples import samples
from reader.theme import style
from reader.ui.highlight import ROLES
from reader.ui.views.page import Page
from reader.ui.views.reading_area import ReadingArea

PAIRS = list(combinations(samples(), 2))


def expected(document: Document, marks: tuple[Any, ...]) -> list[tuple[int, int, tuple[Role, ...]]]:
    """Roles of each stretch of the paragraphs, neighbours alike joined."""
    out: list[tuple[int, int, tuple[Role, ...]]] = []
    for run in runs(len(document.text), marks):
        for paragraph in document.paragraphs:
            start, end = max(run.start, paragraph.start), min(run.end, paragraph.end)
            if start >= end:
                continue
            roles = tuple(dict.fromkeys(run.roles))
            if out and out[-1][1] == start and out[-1][2] == roles:
                out[-1] = out[-1][0], end, roles
            else:
                out.append((start, end, roles))
    return out


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0].date} {pair[1].date}")
def test_roles_on_screen_are_the_roles_of_the_marks(
    pair: Any, reading: Any, area: ReadingArea, roles_read: Any
) -> None:
    reading.compare(read(pair[0].path), read(pair[1].path))
    speakers = [speaker.name for speaker in reading.right.speakers[:1]]
    for chosen in (Filter(), Filter(frozenset(speakers))):
        reading.set_filter(chosen)
        for side, pane in area.panes.items():
            document = reading.document(side)
            found = roles_read(pane.page)
            assert found == expected(document, reading.marks.of(side))
            assert any(Role.REWORDED in roles or Role.ECHO in roles for _start, _end, roles in found)


@pytest.mark.parametrize("lens", list(Lens))
def test_colours_on_screen_are_those_of_the_theme(lens: Lens, reading: Any, area: ReadingArea) -> None:
    reading.compare(*(read(sample.path) for sample in PAIRS[5]))
    reading.set_lens(lens)
    for side, pane in area.panes.items():
        looks = {
            tuple(run.roles): style(area.theme, lens, run.marks)
            for run in runs(len(pane.source.text), reading.marks.of(side))
        }
        seen = painted(pane.page)
        assert seen
        for roles, foreground, background in seen:
            if Role.SPEAKER in roles or Role.TOPIC in roles:
                continue  # each speaker and each topic has a colour of its own
            assert (foreground, background) == (
                looks[roles].foreground.lower(),
                (looks[roles].background or "").lower(),
            )


def painted(page: Page) -> list[tuple[tuple[Role, ...], str, str]]:
    out = []
    for number in range(page.text.blockCount()):
        for one in page.layout.set_block(number).layout().formats():
            look = one.format
            roles = tuple(Role(word) for word in str(look.property(ROLES) or "").split())
            background = look.background().color().name() if look.background().style().value else ""
            out.append((roles, look.foreground().color().name(), background))
    return out


def test_every_word_of_both_texts_is_on_screen(reading: Any, area: ReadingArea) -> None:
    for pair in PAIRS:
        reading.compare(*(read(sample.path) for sample in pair))
        for side in Side:
            document = reading.document(side)
            blocks = [document.text[p.start : p.end] for p in document.paragraphs]
            assert area.panes[side].document().toPlainText() == "\n".join(blocks)
