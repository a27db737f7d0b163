from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit, QTabBar, QToolButton
from pytestqt.qtbot import QtBot

from reader.marks import Role
from reader.model import Side
from reader.reading import parse
from reader.text.words import words
from reader.theme import load_theme, state_name
from reader.ui.models.entries import Kind, change_entries, document_entries, formulation_entries
from reader.ui.models.entry_model import ENTRY, PICKED, EntryModel
from reader.ui.models.listed import FLAT
from reader.ui.session import Session
from reader.ui.views.entry_view import EntryView
from reader.ui.views.sidebar import CHANGES, DOCUMENTS, FORMULATIONS, OWN, Sidebar
from reader.ui.window import Window


def indexes(model: QAbstractItemModel, parent: QModelIndex | None = None) -> list[QModelIndex]:
    parent = parent or QModelIndex()
    found = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        found += [index, *indexes(model, index)]
    return found


def labelled(view: EntryView, label: str) -> list[QModelIndex]:
    return [index for index in indexes(view.model()) if index.data() == label]


def click(view: EntryView, index: QModelIndex, qtbot: QtBot) -> None:
    view.scrollTo(index)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())


def test_each_document_lists_its_speakers_and_topics(compared: Window) -> None:
    session = compared.session
    sections = document_entries(session)
    assert [s.label for s in sections if s.children and s.children[0].kind is Kind.SPEAKER] == [
        "Earlier · 8 Feb 2021",
        "Later · 24 Sep 2021",
    ]
    at = 0
    for side in Side:
        document = session.document(side)
        speakers = sections[at].children
        assert [e.name for e in speakers if e.name is not None] == [s.name for s in document.speakers]
        counted = sum(int(e.count.split(" ")[0]) for e in speakers)
        assert counted == len(document.sentences)
        at += 1
        labels: list[str] = []
        while at < len(sections) and sections[at].children[0].kind is not Kind.SPEAKER:
            labels += [e.label for e in sections[at].children if e.kind is Kind.TOPIC]
            at += 1
        assert labels == [topic.label for topic in document.topics]


def test_shares_are_of_the_words_said(compared: Window) -> None:
    for side, section in zip(
        Side, (e for e in document_entries(compared.session) if e.children[0].kind is Kind.SPEAKER), strict=True
    ):
        document = compared.session.document(side)
        said = {e.name: 0 for e in section.children}
        for sentence in document.sentences:
            said[sentence.speaker] += len(words(document.text, sentence.start, sentence.end))
        shares = {e.name: round(100 * said[e.name] / sum(said.values())) for e in section.children}
        assert {e.name: int(e.count.split(" · ")[1].rstrip("%")) for e in section.children} == shares


def test_a_click_picks_a_speaker_on_both_sides_and_another_lets_go(compared: Window, qtbot: QtBot) -> None:
    view = compared.sidebar.views[DOCUMENTS]
    both = labelled(view, "Nguyen Phu Trong")
    assert len(both) == 2
    click(view, both[1], qtbot)
    assert compared.session.filter.speakers == {"Nguyen Phu Trong"}
    assert all(index.data(PICKED) for index in both)
    assert both[0].data(Qt.ItemDataRole.AccessibleTextRole).startswith("Nguyen Phu Trong, speaker, 5 sentences, ")
    assert both[0].data(Qt.ItemDataRole.AccessibleTextRole).endswith(" percent of the words, picked")
    click(view, both[0], qtbot)
    assert not compared.session.filter
    assert not any(index.data(PICKED) for index in both)


def test_a_screen_reader_hears_the_counts_in_words(compared: Window) -> None:
    compared.session.toggle_speaker("Nguyen Phu Trong")
    view = compared.sidebar.views[DOCUMENTS]
    spoken = QAccessible.queryAccessibleInterface(view)
    assert spoken.text(QAccessible.Text.Name) == "Speakers and topics"
    names = [spoken.child(k).text(QAccessible.Text.Name) for k in range(spoken.childCount())]
    assert any(name.startswith("Nguyen Phu Trong, speaker, 5 sentences, ") for name in names)
    assert sum(name.endswith(" percent of the words, picked") for name in names) == 2
    assert sum(": speakers" in name for name in names) == 2
    for button in compared.legend.buttons.values():
        heard = QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
        assert heard == f"{state_name(button.role)}: {button.count}, go to the next"


def test_the_keyboard_picks_several(compared: Window, qtbot: QtBot) -> None:
    compared.commands.go_sidebar()
    view = compared.sidebar.views[DOCUMENTS]
    assert view.hasFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Space)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert compared.session.filter.speakers == {"Xi Jinping", "Nguyen Phu Trong"}
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert compared.session.filter.speakers == {"Xi Jinping"}


def test_topics_and_speakers_combine(compared: Window, qtbot: QtBot) -> None:
    view = compared.sidebar.views[DOCUMENTS]
    session = compared.session
    topic = session.left.topics[0].label
    click(view, labelled(view, "Xi Jinping")[0], qtbot)
    click(view, labelled(view, topic)[0], qtbot)
    chosen = {(m.start, m.end) for m in session.marks.left if m.role is Role.CHOSEN}
    assert chosen == {
        (s.start, s.end) for s in session.left.sentences if s.speaker == "Xi Jinping" and topic in s.topics
    }


def test_clear_filter_is_in_sight_only_while_there_is_one(compared: Window, qtbot: QtBot) -> None:
    clear = next(b for b in compared.sidebar.findChildren(QToolButton) if b.text() == "Clear filter")
    assert not clear.isVisible()
    compared.session.toggle_speaker(None)
    assert clear.isVisible()
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert not compared.session.filter
    assert not clear.isVisible()


def test_a_section_opens_and_closes(compared: Window, qtbot: QtBot) -> None:
    view = compared.sidebar.views[DOCUMENTS]
    section = view.model().index(0, 0)
    assert view.isExpanded(section)
    click(view, section, qtbot)
    assert not view.isExpanded(section)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.isExpanded(section)
    folded = [i for i in indexes(view.model()) if i.data(ENTRY).collapsed]
    assert folded
    assert not any(view.isExpanded(index) for index in folded)


def test_a_closed_section_opens_for_what_is_picked_in_it(compared: Window) -> None:
    view = compared.sidebar.views[DOCUMENTS]
    folded = [i for i in indexes(view.model()) if i.data(ENTRY).label.startswith("More topics")]
    compared.session.toggle_topic(folded[0].data(ENTRY).children[-1].name)
    assert view.isExpanded(folded[0])


def test_the_search_box_narrows_the_list_in_sight(compared: Window, qtbot: QtBot) -> None:
    view = compared.sidebar.views[DOCUMENTS]
    box = next(b for b in compared.sidebar.findChildren(QLineEdit))
    whole = len(indexes(view.model()))
    box.setFocus()
    QTest.keyClicks(box, "trong")
    assert compared.session.lens.value == "differences"
    shown = [index.data() for index in indexes(view.model()) if index.data(ENTRY).kind is not Kind.SECTION]
    assert shown == ["Nguyen Phu Trong", "Nguyen Phu Trong"]
    box.clear()
    assert len(indexes(view.model())) == whole


def test_letters_in_the_search_box_do_not_walk(compared: Window, qtbot: QtBot) -> None:
    box = next(b for b in compared.sidebar.findChildren(QLineEdit))
    box.setFocus()
    QTest.keyClicks(box, "npcw12")
    assert box.text() == "npcw12"
    assert compared.session.focus is None
    assert compared.session.lens.value == "differences"
    assert not compared.why.isVisible()


def test_someone_only_mentioned_is_looked_for(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "talks.txt"
    path.write_text(
        "President Xi Jinping met with Nguyen Phu Trong. Xi said that trade grows. Wang Yi attended the talks.",
        encoding="utf-8",
    )
    window.session.open_files([path])
    qtbot.waitUntil(lambda: window.session.left is not None, timeout=20_000)
    view = window.sidebar.views[DOCUMENTS]
    view.expandAll()
    click(view, labelled(view, "Wang Yi")[0], qtbot)
    assert window.find_bar.isVisible()
    assert window.find_bar.words == "Wang Yi"


def test_the_list_of_changes_goes_and_follows(compared: Window, qtbot: QtBot) -> None:
    compared.commands.go_changes()
    view = compared.sidebar.views[CHANGES]
    session = compared.session
    assert view.model().rowCount() == len(session.differences()) + 1  # the last holds the echoes
    click(view, view.model().index(3, 0), qtbot)
    assert session.focus == session.differences()[3]
    session.focus_difference(1)
    assert view.currentIndex().row() == 4
    assert view.currentIndex().data(PICKED)
    assert [i.row() for i in indexes(view.model()) if i.data(PICKED)] == [4]


def test_echoes_are_listed_below_the_changes_and_opened_when_the_reader_is_at_one(
    compared: Window, qtbot: QtBot
) -> None:
    compared.commands.go_changes()
    view, session = compared.sidebar.views[CHANGES], compared.session
    model = view.model()
    section = model.index(model.rowCount() - 1, 0)
    echoes = session.walk.stops[Role.ECHO]
    assert section.data() == f"Echoes · {len(echoes)}"
    assert model.rowCount(section) == len(echoes)
    assert not view.isExpanded(section)
    session.set_focus(echoes[2])
    assert view.isExpanded(section)
    assert view.currentIndex() == model.index(2, 0, section)
    assert compared.legend.place_text() == f"Echo 3 of {len(echoes)}"
    click(view, model.index(1, 0, section), qtbot)
    assert session.focus == echoes[1]


@pytest.fixture
def long_list(reading: Any, qtbot: QtBot) -> Sidebar:
    """The sidebar of two texts with 700 sentences a side, all different."""
    texts = ["\n\n".join(words.format(k) for k in range(700)) for words in ("Alpha one{} stands.", "Omega two{} goes.")]
    made = Sidebar(reading, load_theme("light"))
    qtbot.addWidget(made)
    made.resize(260, 600)
    reading.compare(*map(parse, texts))
    made.show()
    made.show_list(CHANGES)
    return made


def test_very_many_changes_are_folded_into_sections_and_followed(reading: Any, long_list: Sidebar) -> None:
    view = long_list.views[CHANGES]
    model = view.model()
    assert [index.data() for index in (model.index(row, 0) for row in range(model.rowCount()))] == [
        "Changes 1 to 500",
        "Changes 501 to 1000",
        "Changes 1001 to 1400",
    ]
    listed = [index.data(ENTRY).focus for index in indexes(model) if index.data(ENTRY).kind is Kind.CHANGE]
    assert listed == list(reading.differences())
    assert [view.isExpanded(model.index(row, 0)) for row in range(3)] == [True, False, False]
    reading.set_focus(reading.differences()[777])
    assert view.currentIndex() == model.index(277, 0, model.index(1, 0))
    assert view.currentIndex().data(PICKED)
    assert view.isExpanded(model.index(1, 0))


def test_the_search_box_finds_in_closed_sections_and_says_where_it_stops(long_list: Sidebar) -> None:
    view, box = long_list.views[CHANGES], long_list.findChild(QLineEdit)
    box.setText("omega TWO699")
    assert [index.data() for index in indexes(view.model())] == [
        "Changes 1001 to 1400",
        "Omega two699 goes.",
    ]
    assert all(view.visualRect(index).isValid() for index in indexes(view.model())), "the section is open"
    box.setText("a")
    found = indexes(view.model())
    assert sum(index.data(ENTRY).kind is Kind.CHANGE for index in found) == FLAT
    assert found[-1].data() == "Many more fit. More words narrow the list."
    box.clear()
    assert view.model().rowCount() == 3


def test_a_change_picked_again_comes_back_into_sight(compared: Window, qtbot: QtBot) -> None:
    compared.commands.go_changes()
    view, session = compared.sidebar.views[CHANGES], compared.session
    click(view, view.model().index(0, 0), qtbot)
    pane = compared.reading.panes[session.focus.side]
    compared.reading.overview.setValue(compared.reading.overview.maximum())
    assert not pane.is_in_sight(session.focus.sentence)
    click(view, view.model().index(0, 0), qtbot)
    assert pane.is_in_sight(session.focus.sentence)


def test_a_long_label_is_shown_whole_on_two_lines(compared: Window) -> None:
    view = compared.sidebar.views[DOCUMENTS]
    topics = [index for index in indexes(view.model()) if index.data(ENTRY).kind is Kind.TOPIC]
    heights = {index.data(): view.sizeHintForIndex(index).height() for index in topics}
    longest, shortest = max(heights, key=len), min(heights, key=len)
    assert view.fontMetrics().horizontalAdvance(longest) > view.viewport().width() - 70
    assert heights[longest] > heights[shortest]


def test_a_sentence_in_place_of_a_list_is_shown_whole_however_narrow_the_sidebar(compared: Window) -> None:
    view = compared.sidebar.views[OWN]
    compared.sidebar.show_list(OWN)
    (index,) = indexes(view.model())
    for width in (420, 240):
        view.resize(width, 600)
        words = view.fontMetrics().horizontalAdvance(index.data())
        assert view.visualRect(index).height() >= words / view.viewport().width() * view.fontMetrics().height()


def test_a_formulation_is_stepped_through(compared: Window, qtbot: QtBot) -> None:
    compared.sidebar.show_list(FORMULATIONS)
    view = compared.sidebar.views[FORMULATIONS]
    session = compared.session
    assert view.model().rowCount() == len(session.comparison.formulations)
    sides = set()
    for _step in session.walk.places(0):
        click(view, view.model().index(0, 0), qtbot)
        sides.add(session.focus.side)
    assert sides == set(Side)


def test_tabs_can_be_reached_with_the_keyboard(compared: Window, qtbot: QtBot) -> None:
    tabs = compared.sidebar.findChild(QTabBar)
    tabs.setFocus()
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert compared.sidebar.views[CHANGES].isVisible()


def test_tooltips_are_escaped(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "x.txt"
    path.write_text("<img src='file:x'> & <b>Xi Jinping</b> said so.", encoding="utf-8")
    session.open_files([path, path])
    qtbot.waitUntil(lambda: not session.busy, timeout=20_000)
    model = EntryModel(session, document_entries, session)
    tips = [index.data(Qt.ItemDataRole.ToolTipRole) or "" for index in indexes(model)]
    assert any(tips)
    assert not any("<img" in tip or "<b>" in tip for tip in tips)


def test_models_keep_qts_rules_while_documents_change(session: Session, pair: list[Path], qtbot: QtBot) -> None:
    builders = (document_entries, formulation_entries, change_entries)
    models = [EntryModel(session, build, session) for build in builders]
    testers = [QAbstractItemModelTester(m, QAbstractItemModelTester.FailureReportingMode.Warning) for m in models]
    for paths in (pair, [pair[0]], pair[::-1]):
        session.open_files(paths)
        qtbot.waitUntil(lambda: not session.busy, timeout=20_000)
        session.toggle_speaker("Xi Jinping")
        session.focus_difference(1)
    assert len(testers) == 3
    assert models[2].rowCount() == len(session.differences()) + 1


def test_one_document_alone_is_listed(session: Session, pair: list[Path], qtbot: QtBot) -> None:
    session.open_files([pair[0]])
    qtbot.waitUntil(lambda: not session.busy, timeout=20_000)
    assert document_entries(session)[0].label == "Left · 8 Feb 2021"
    assert change_entries(session) == ()


def test_nothing_to_list_is_said(session: Session, pair: list[Path], qtbot: QtBot) -> None:
    session.open_files([pair[0], pair[0]])
    qtbot.waitUntil(lambda: not session.busy, timeout=20_000)
    assert [entry.label for entry in change_entries(session)] == ["Nothing differs: every sentence is shared."]


def test_a_figure_of_the_legend_can_be_read_while_it_has_the_keyboard(compared: Window, qtbot: QtBot) -> None:
    button = compared.legend.buttons[Role.REWORDED]
    before = button.grab().toImage()
    compared.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus, timeout=5000)
    after = button.grab().toImage()
    inside = [(x, y) for x in range(6, before.width() - 6) for y in range(6, before.height() - 6)]
    assert after != before
    assert all(after.pixelColor(*place) == before.pixelColor(*place) for place in inside)
