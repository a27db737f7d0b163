"""Notes, pairs by hand and corrections, made as a reader makes them: with keys, menus and dialogs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from reader.model import NONE, Judge, Note, Side, State, Verdict
from reader.project.saved import open_saved
from reader.ui.dialogs.corrections import SpeakerDialog, TopicsDialog
from reader.ui.dialogs.pairing import PairingDialog
from reader.ui.models.own_entries import JUDGED_SIGN, NOTE_SIGN
from reader.ui.session import Focus
from reader.ui.views.sidebar import OWN
from reader.ui.window import Window


@pytest.fixture
def settle(compared: Window, qtbot: QtBot):
    def settled() -> None:
        session = compared.session
        qtbot.waitUntil(lambda: session.comparison.judgements == session.judgements, timeout=10_000)

    return settled


def novel(window: Window) -> Focus:
    states = window.session.comparison.left_states
    return Focus(Side.LEFT, states.index(State.NOVEL))


def tags(window: Window, side: Side) -> dict[int, str]:
    return window.reading.panes[side]._tags


def listed(window: Window) -> list[str]:
    model = window.sidebar.views[OWN].model()
    tops = [model.index(row, 0, QModelIndex()) for row in range(model.rowCount())]
    return [model.index(row, 0, top).data() for top in tops for row in range(model.rowCount(top))]


def press(window: Window, *names: str) -> None:
    for name in names:
        assert window.actions_by_id[name].isEnabled(), name
        window.actions_by_id[name].trigger()


def test_a_note_is_typed_shown_listed_and_undone(compared, settle, qtbot):
    session = compared.session
    focus = session.differences()[1]
    session.set_focus(focus)
    press(compared, "write_note")
    notes = compared.notes
    assert notes.heading.text() == "Note on L2, R2"
    QTest.keyClicks(notes.editor, "**Softer** here")
    QTest.keyClick(notes.editor, Qt.Key.Key_Return)
    QTest.keyClicks(notes.editor, "- one")
    assert session.judgements.notes == (Note("**Softer** here\n- one", (1,), (1,)),)
    assert notes.shown.toPlainText() == "Softer here\n• one"
    assert tags(compared, Side.LEFT) == {1: NOTE_SIGN}
    assert tags(compared, Side.RIGHT) == {1: NOTE_SIGN}
    assert listed(compared) == ["**Softer** here - one"]
    assert compared.isWindowModified()
    press(compared, "undo_judgement")
    assert session.judgements == NONE
    assert notes.editor.toPlainText() == ""
    press(compared, "redo_judgement")
    assert notes.editor.toPlainText() == "**Softer** here\n- one"
    notes.editor.selectAll()
    QTest.keyClick(notes.editor, Qt.Key.Key_Delete)
    assert session.judgements.notes == ()


def test_the_keyboard_goes_back_to_the_sentence_when_its_note_is_closed(compared, settle, qtbot):
    compared.activateWindow()
    compared.session.set_focus(Focus(Side.RIGHT, 1))
    press(compared, "write_note")
    assert compared.focusWidget() is compared.notes.editor
    press(compared, "step_back")
    assert compared.notes.isHidden()
    assert compared.focusWidget() is compared.reading.panes[Side.RIGHT]


def test_notes_follow_the_sentence_and_several_are_turned(compared, settle):
    session, notes = compared.session, compared.notes
    first, second = session.differences()[:2]
    session.set_focus(second)
    press(compared, "write_note")
    QTest.keyClicks(notes.editor, "one")
    notes._new.click()
    assert notes.editor.toPlainText() == ""
    QTest.keyClicks(notes.editor, "two")
    assert [note.text for note in session.judgements.notes] == ["one", "two"]
    assert notes.heading.text().endswith("2 of 2")
    notes._next.click()
    assert notes.editor.toPlainText() == "one"
    session.set_focus(first)
    compared.reading.focus_pane(Side.LEFT)
    notes._follow()
    assert notes.editor.toPlainText() == ""
    session.set_focus(None)
    assert notes.heading.text() == "Note on the whole comparison"
    QTest.keyClicks(notes.editor, "whole")
    assert session.judgements.notes[-1] == Note("whole")
    notes._delete.click()
    assert [note.text for note in session.judgements.notes] == ["one", "two"]


def test_a_note_is_words_whatever_it_says(compared):
    press(compared, "write_note")
    text = "<img src='file:///etc/passwd'><b>no</b> [x](javascript:alert(1)) &amp;"
    compared.notes.editor.setPlainText(text)
    assert compared.notes.shown.toPlainText() == text
    assert compared.session.judgements.notes[0].text == text
    assert not compared.notes.shown.document().allFormats()[0].isImageFormat()


def test_the_list_leads_to_its_note(compared, settle, qtbot):
    session = compared.session
    session.set_focus(session.differences()[2])
    press(compared, "write_note")
    QTest.keyClicks(compared.notes.editor, "here")
    press(compared, "write_note")
    assert compared.notes.isHidden()
    session.set_focus(None)
    compared.sidebar.show_list(OWN)
    view = compared.sidebar.views[OWN]
    view.expandAll()
    entry = view.model().index(0, 0, view.model().index(0, 0, QModelIndex()))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(entry).center())
    assert compared.notes.isVisible()
    assert compared.notes.editor.toPlainText() == "here"
    assert session.focus is not None


def test_two_sentences_are_paired_by_hand(compared, settle, qtbot):
    session = compared.session
    focus = novel(compared)
    session.set_focus(focus)
    press(compared, "pair_by_hand")
    dialog = next(one for one in compared.findChildren(PairingDialog) if one.isVisible())
    assert dialog.list.count() == len(session.right.sentences)
    QTest.keyClicks(dialog.box, "fundamental interests")
    shown = [row for row in range(dialog.list.count()) if not dialog.list.item(row).isHidden()]
    assert 0 < len(shown) < dialog.list.count()
    assert dialog.list.currentRow() in shown
    other = dialog.list.currentRow()
    dialog.verdicts.buttons()[2].setChecked(True)
    dialog.take.click()
    settle()
    (match,) = [match for match in session.comparison.matches if match.by is Judge.READER]
    assert (match.left, match.right, match.kind.value) == ((focus.sentence,), (other,), "echo")
    assert tags(compared, Side.RIGHT) == {other: JUDGED_SIGN}
    assert listed(compared) == [f"L{focus.sentence + 1} and R{other + 1} belong together: echo."]
    assert "The reader calls the two sentences an echo" in _why(compared)
    press(compared, "take_back")
    settle()
    assert session.comparison == session.found


def _why(window: Window) -> str:
    if window.why.isHidden():
        press(window, "explain_pair")
    return window.why.text()


def test_keys_call_a_pair_otherwise_and_take_it_apart(compared, settle):
    session = compared.session
    focus = session.differences()[1]
    session.set_focus(focus)
    partner = session.partners()[0]
    for name, verdict in (("call_echo", Verdict.ECHO), ("call_shared", Verdict.SHARED), ("take_apart", Verdict.APART)):
        press(compared, name)
        settle()
        assert session.judgements.pairs[0].verdict is verdict
        assert session.focus == focus
    assert session.comparison.left_states[focus.sentence] in (State.NOVEL, State.ECHO)
    assert not any(
        focus.sentence in match.left and partner.sentence in match.right for match in session.comparison.matches
    )
    for _step in range(3):
        press(compared, "undo_judgement")
        settle()
    assert session.comparison == session.found


def test_the_menu_of_a_sentence_pairs_it_with_the_one_in_focus(compared, settle):
    session = compared.session
    session.set_focus(novel(compared))
    menu = compared.reading.panes[Side.RIGHT].context_menu(4)
    (pairs,) = [action.menu() for action in menu.actions() if isinstance(action.menu(), QMenu)]
    assert pairs.title() == f"R5 and L{session.focus.sentence + 1}"
    pairs.actions()[0].trigger()
    settle()
    assert session.judgements.pairs[0].right == 4
    assert session.judgements.pairs[0].verdict is Verdict.REWORDED
    texts = [action.text().replace("&", "") for action in menu.actions()]
    assert {"Note", "Pair by hand…", "Who said it…", "What it is about…"} <= set(texts)
    menu.close()


def test_a_speaker_is_corrected_and_given_back(compared, settle):
    session = compared.session
    focus = Focus(Side.LEFT, next(s.index for s in session.left.sentences if s.speaker == "Xi Jinping"))
    session.set_focus(focus)
    press(compared, "correct_speaker")
    dialog = next(one for one in compared.findChildren(SpeakerDialog) if one.isVisible())
    assert dialog.names.currentText() == "Xi Jinping"
    names = [dialog.names.itemText(k) for k in range(dialog.names.count())]
    assert names[-2:] == ["both sides", "narration"]
    assert "Nguyen Phu Trong" in names
    assert not dialog.back.isEnabled()
    dialog.names.setCurrentText("Somebody <b>Else</b>")
    dialog.take.click()
    settle()
    assert session.left.sentences[focus.sentence].speaker == "Somebody <b>Else</b>"
    press(compared, "correct_speaker")
    dialog = next(one for one in compared.findChildren(SpeakerDialog) if one.isVisible())
    dialog.back.click()
    settle()
    assert session.comparison == session.found


def test_topics_are_corrected(compared, settle):
    session = compared.session
    session.set_focus(Focus(Side.RIGHT, 3))
    press(compared, "correct_topics")
    dialog = next(one for one in compared.findChildren(TopicsDialog) if one.isVisible())
    for row in range(dialog.list.count()):
        dialog.list.item(row).setCheckState(Qt.CheckState.Checked)
    assert not dialog.take.isEnabled()
    for row in range(dialog.list.count()):
        dialog.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    dialog.other.setText("  Salt   and fish ")
    dialog.take.click()
    settle()
    assert session.right.sentences[3].topics == ("Salt and fish",)
    assert "Salt and fish" in [topic.label for topic in session.right.topics]


def test_the_comparison_is_saved_and_opened_by_its_file(compared, settle, open_window, tmp_path: Path, qtbot):
    session = compared.session
    session.set_focus(session.differences()[1])
    press(compared, "write_note")
    QTest.keyClicks(compared.notes.editor, "kept")
    press(compared, "save_comparison")
    dialog = next(one for one in compared.findChildren(QFileDialog) if one.objectName() == "save_comparison")
    path = tmp_path / "mine.readout"
    dialog.fileSelected.emit(str(path))
    dialog.close()
    qtbot.waitUntil(lambda: compared.judging.path == path, timeout=10_000)
    assert not compared.isWindowModified()
    assert open_saved(path).judgements == session.judgements
    QTest.keyClicks(compared.notes.editor, " more")
    assert compared.isWindowModified()
    press(compared, "save_comparison")
    qtbot.waitUntil(lambda: not compared.isWindowModified(), timeout=10_000)
    shown = session.comparison
    compared.close()

    window = open_window()
    window.session.open_files([path])
    qtbot.waitUntil(lambda: window.session.comparison is not None and not window.session.busy, timeout=10_000)
    assert window.session.comparison == shown
    assert tags(window, Side.LEFT) == {1: NOTE_SIGN}
    assert window.judging.path == path
    window.close()


def test_work_that_was_not_saved_is_offered_by_the_next_window(compared, settle, open_window, qtbot):
    press(compared, "write_note")
    QTest.keyClicks(compared.notes.editor, "kept")
    said = compared.session.judgements
    compared.close()
    window = open_window()
    window.offer_unsaved()
    qtbot.waitUntil(lambda: any("under File, Unsaved work" in text for text in window.notices.texts()), timeout=10_000)
    window.submenus["open_unsaved"].aboutToShow.emit()
    (entry,) = window.submenus["open_unsaved"].actions()
    go_on, delete = entry.menu().actions()
    assert delete.text() == "Delete it for good"
    go_on.trigger()
    qtbot.waitUntil(lambda: window.session.comparison is not None, timeout=10_000)
    assert window.session.judgements == said
    assert window.isWindowModified()
    window.submenus["open_unsaved"].aboutToShow.emit()
    assert [one.isEnabled() for one in window.submenus["open_unsaved"].actions()] == [False]
    window.close()
    QApplication.processEvents()


def test_unsaved_notes_come_back_with_their_texts(compared, settle, open_window, pair, qtbot):
    press(compared, "write_note")
    QTest.keyClicks(compared.notes.editor, "kept")
    said = compared.session.judgements
    compared.close()
    window = open_window()
    window.session.open_files(pair[::-1])
    qtbot.waitUntil(lambda: window.session.judgements == said, timeout=10_000)
    assert any("is here again" in text for text in window.notices.texts())
    qtbot.waitUntil(lambda: window.judging.left_behind() == [], timeout=10_000)
    assert window.isWindowModified()
    press(window, "undo_judgement")
    assert window.session.judgements == NONE
    window.close()


def test_work_left_behind_is_deleted_only_when_asked_for(compared, settle, open_window, qtbot):
    press(compared, "write_note")
    QTest.keyClicks(compared.notes.editor, "kept")
    compared.close()
    window = open_window()
    window.submenus["open_unsaved"].aboutToShow.emit()
    window.submenus["open_unsaved"].actions()[0].menu().actions()[1].trigger()
    assert window.judging.left_behind() == []
    window.close()


def test_both_signs_beside_a_sentence_stay_within_the_margin(compared):
    page = compared.reading.panes[Side.LEFT].page
    edge = int(page.text.textWidth())
    image = QImage(edge + 60, 400, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    page.paint_tags(painter, [0], {0: NOTE_SIGN + JUDGED_SIGN})
    painter.end()
    inked = {x for x in range(image.width()) for y in range(400) if image.pixelColor(x, y) != Qt.GlobalColor.white}
    assert inked
    assert max(inked) <= edge
