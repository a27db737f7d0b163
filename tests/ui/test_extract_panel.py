from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.marks import Filter
from reader.model import Options, Side
from reader.ui.dialogs.boilerplate import BoilerplateDialog
from reader.ui.models.entries import Kind, document_entries
from reader.ui.views.entry_view import dashes
from reader.ui.window import Window

_LONG = 20_000


def rows(window: Window, side: Side) -> list[str]:
    box = window.extract.lists[side]
    return [box.item(k).text() for k in range(box.count())]


def test_what_both_say_on_a_topic_stands_side_by_side(compared: Window) -> None:
    session = compared.session
    QTest.keyClick(compared, Qt.Key.Key_X)
    assert compared.extract.isVisible()
    assert rows(compared, Side.LEFT) == []
    both = {topic.label for topic in session.left.topics} & {topic.label for topic in session.right.topics}  # type: ignore[union-attr]
    label = sorted(both)[0]
    session.set_filter(Filter(topics=frozenset((label,))))
    for side in Side:
        document = session.document(side)
        assert document is not None
        found = [one for one in document.sentences if label in one.topics]
        assert found
        assert len(rows(compared, side)) == len(found)
        for row, sentence in zip(rows(compared, side), found, strict=True):
            assert str(sentence.index + 1) in row
            assert " ".join(sentence.text.split()) in row
    QTest.keyClick(compared, Qt.Key.Key_Escape)
    assert not compared.extract.isVisible()
    assert not compared.actions_by_id["show_extract"].isChecked()


def test_a_sentence_of_the_list_is_gone_to(compared: Window) -> None:
    compared.actions_by_id["show_extract"].trigger()
    compared.session.toggle_speaker("Xi Jinping")
    box = compared.extract.lists[Side.RIGHT]
    item = box.item(1)
    box.itemActivated.emit(item)
    assert compared.session.focus == item.data(Qt.ItemDataRole.UserRole)
    assert compared.session.focus is not None
    assert compared.session.focus.side is Side.RIGHT
    assert "Xi Jinping" in str(item.data(Qt.ItemDataRole.AccessibleTextRole))


def test_strips_and_shares_say_where_somebody_speaks(compared: Window) -> None:
    sections = document_entries(compared.session)
    entries = [one for section in sections for one in section.children if one.kind in (Kind.SPEAKER, Kind.TOPIC)]
    assert entries
    assert all(one.stretches and "%" in one.count for one in entries)
    assert all(0 <= start < end <= 1 for one in entries for start, end in one.stretches)
    first = [one for one in sections[0].children if one.kind is Kind.SPEAKER]
    assert sum(end - start for one in first for start, end in one.stretches) == 1 or len(first) > 1


def test_titles_are_listed_and_each_can_be_made_to_count(compared: Window, qtbot: QtBot) -> None:
    compared.actions_by_id["list_boilerplate"].trigger()
    dialog = compared.findChild(BoilerplateDialog)
    assert dialog is not None
    tops = {
        dialog.tree.topLevelItem(k).text(0): dialog.tree.topLevelItem(k) for k in range(dialog.tree.topLevelItemCount())
    }  # type: ignore[union-attr]
    titles = tops["Titles"]
    assert titles is not None
    assert titles.childCount() > 0
    first = titles.child(0)
    assert first is not None
    before = compared.session.found
    first.setCheckState(0, Qt.CheckState.Checked)
    assert compared.session.options.wordings_counted
    qtbot.waitUntil(lambda: compared.session.found is not before and not compared.session.busy, timeout=_LONG)
    titles.setCheckState(0, Qt.CheckState.Checked)
    assert all(titles.child(k).checkState(0) is Qt.CheckState.Checked for k in range(titles.childCount()))  # type: ignore[union-attr]
    titles.setCheckState(0, Qt.CheckState.Unchecked)
    first.setCheckState(0, Qt.CheckState.Unchecked)
    assert compared.session.options == Options()
    qtbot.waitUntil(lambda: not compared.session.busy, timeout=_LONG)
    dialog.reject()


def test_a_strip_has_no_more_dashes_than_can_be_told_apart() -> None:
    many = tuple((k / 1000, k / 1000 + 0.0005) for k in range(1000))
    assert dashes(many, 100) == ((0.0, pytest.approx(100, abs=1.5)),)
    assert dashes(((0.0, 0.001), (0.5, 1.0)), 200) == ((0.0, 1.5), (100.0, 200.0))
