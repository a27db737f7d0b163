from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from reader.model import Side
from reader.ui.window import Window


def box(window: Window) -> QLineEdit:
    return window.find_bar.findChild(QLineEdit)


def told(window: Window) -> str:
    (label,) = window.find_bar.findChildren(QLabel)
    return label.text()


def open_bar(window: Window) -> QLineEdit:
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.find_bar.isVisible()
    assert box(window).hasFocus()
    return box(window)


def test_words_are_counted_on_each_side(compared: Window, qtbot: QtBot) -> None:
    QTest.keyClicks(open_bar(compared), "cooperation")
    counts = [compared.session.document(side).text.casefold().count("cooperation") for side in Side]
    assert told(compared).startswith("Place ")
    assert told(compared).endswith(f" of {sum(counts)}: {counts[0]} left, {counts[1]} right")


def test_case_and_whole_words_narrow(compared: Window, qtbot: QtBot) -> None:
    QTest.keyClicks(open_bar(compared), "party")
    texts = [compared.session.document(side).text for side in Side]
    assert told(compared).endswith(
        f": {texts[0].casefold().count('party')} left, {texts[1].casefold().count('party')} right"
    )
    case = next(b for b in compared.find_bar.findChildren(QCheckBox) if b.text() == "Match case")
    qtbot.mouseClick(case, Qt.MouseButton.LeftButton, pos=case.rect().center() - case.rect().center() / 2)
    assert case.isChecked()
    assert told(compared).endswith(f": {texts[0].count('party')} left, {texts[1].count('party')} right")


def test_what_is_not_there_is_said(compared: Window, qtbot: QtBot) -> None:
    QTest.keyClicks(open_bar(compared), "xylophone")
    assert told(compared) == "Not found"
    box(compared).clear()
    assert told(compared) == ""


def test_enter_and_f3_step_and_escape_ends(compared: Window, qtbot: QtBot) -> None:
    heard: list[int] = []
    compared.find_bar.stepped.connect(heard.append)
    line = open_bar(compared)
    QTest.keyClicks(line, "Vietnam")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert heard == [1, -1]
    assert told(compared).startswith("Place 1 of ")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert told(compared).startswith("Place 2 of ")
    QTest.keyClick(line, Qt.Key.Key_F3)
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not compared.find_bar.isVisible()
    assert box(compared).text() == "Vietnam"
    open_bar(compared)
    assert box(compared).selectedText() == "Vietnam"


def test_digits_and_letters_go_into_the_box(compared: Window, qtbot: QtBot) -> None:
    QTest.keyClicks(open_bar(compared), "n1p2")
    assert box(compared).text() == "n1p2"
    assert compared.session.focus is None


def test_new_documents_are_searched_again(compared: Window, qtbot: QtBot) -> None:
    QTest.keyClicks(open_bar(compared), "cooperation")
    before = told(compared)
    with qtbot.waitSignal(compared.session.comparison_changed, timeout=20_000):
        compared.session.swap()
    counts = [compared.session.document(side).text.casefold().count("cooperation") for side in Side]
    assert told(compared) == f"{sum(counts)} places: {counts[0]} left, {counts[1]} right"
    assert counts[0] == counts[1] or told(compared) != before


def test_a_word_half_typed_carries_nobody_away(compared: Window, qtbot: QtBot) -> None:
    compared.session.set_focus(compared.session.differences()[4])
    before = compared.reading.place()
    line = open_bar(compared)
    last = compared.session.left.sentences[-1]
    words = compared.session.left.text[last.start : last.end].split()
    QTest.keyClicks(line, " ".join(words[:4]))
    assert compared.reading.place() != before
    QTest.keyClicks(line, "zzz")
    assert told(compared) == "Not found"
    assert compared.reading.place() == before


def test_what_is_found_comes_into_sight(compared: Window, qtbot: QtBot) -> None:
    session = compared.session
    last = session.left.sentences[-1]
    assert not compared.reading.panes[Side.LEFT].is_in_sight(last.index)
    words = session.left.text[last.start : last.end].split()
    needle = " ".join(words[:4])
    assert needle not in session.right.text
    QTest.keyClicks(open_bar(compared), needle)
    qtbot.waitUntil(lambda: compared.reading.panes[Side.LEFT].is_in_sight(last.index))
