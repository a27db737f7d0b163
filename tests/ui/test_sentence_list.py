"""Lists of sentences: no row is painted lower than its words are high."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QListWidgetItem
from pytestqt.qtbot import QtBot

from reader.bundled import seeds
from reader.reading import read
from reader.ui.views.sentence_list import SentenceList

SENTENCES = [one.text for one in read(seeds() / "2021-02-08-xi-trong-call.txt").sentences]


@pytest.mark.parametrize("width", range(300, 700, 13))
def test_rows_are_shown_as_high_as_they_were_laid_out(qtbot: QtBot, width: int) -> None:
    shown = SentenceList()
    qtbot.addWidget(shown)
    for text in SENTENCES:
        QListWidgetItem(text, shown)
    shown.resize(width, 400)
    shown.show()
    rows = [shown.visualItemRect(shown.item(row)) for row in range(shown.count())]
    assert [row.bottom() + 1 for row in rows[:-1]] == [row.top() for row in rows[1:]]
