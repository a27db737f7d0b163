from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QTreeWidget,
)
from pytestqt.qtbot import QtBot

from reader import __version__
from reader.errors import UnreadableFile
from reader.model import Side
from reader.ui.actions import rows
from reader.ui.messages import Level, install_hook, notice_of
from reader.ui.window import Window


def dialog(window: Window, name: str) -> QDialog:
    found = [one for one in window.findChildren(QDialog, name) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def press(window: QDialog, text: str, qtbot: QtBot) -> None:
    button = next(b for b in window.findChildren(QPushButton) if b.text().replace("&", "") == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def settled(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.session.busy, timeout=20_000)


def test_files_are_chosen_in_a_dialog(window: Window, pair: list[Path], qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    chooser = dialog(window, "open_files")
    assert isinstance(chooser, QFileDialog)
    assert "*.txt" in chooser.nameFilters()[0]
    chooser.setDirectory(str(pair[0].parent))
    line = chooser.findChild(QLineEdit)
    line.setText(" ".join(f'"{path.name}"' for path in pair))
    press(chooser, "Open", qtbot)
    settled(window, qtbot)
    assert window.session.paths == {Side.LEFT: pair[0], Side.RIGHT: pair[1]}


@pytest.mark.parametrize("side", list(Side))
def test_a_side_is_opened_by_itself(window: Window, pair: list[Path], side: Side, qtbot: QtBot) -> None:
    window.actions_by_id[f"open_{side.value}"].trigger()
    chooser = dialog(window, "open_files")
    chooser.findChild(QLineEdit).setText(str(pair[0]))
    press(chooser, "Open", qtbot)
    settled(window, qtbot)
    assert window.session.paths == {side: pair[0], side.other: None}


def test_changing_ones_mind_changes_nothing(window: Window, qtbot: QtBot) -> None:
    window.actions_by_id["open_files"].trigger()
    press(dialog(window, "open_files"), "Cancel", qtbot)
    assert not window.session.busy
    assert window.session.left is None


def test_the_shortcuts_page_lists_every_key(window: Window, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    page = dialog(window, "shortcuts")
    tree = page.findChild(QTreeWidget)
    listed = []
    for k in range(tree.topLevelItemCount()):
        group = tree.topLevelItem(k)
        listed += [group.child(n).text(0) for n in range(group.childCount())]
    assert listed[:-1] == [row.text.replace("&", "").rstrip("…") for row in rows() if row.keys]
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.isVisible()


def test_about_names_version_and_settings(window: Window) -> None:
    window.actions_by_id["show_about"].trigger()
    texts = [label.text() for label in dialog(window, "about").findChildren(QLabel)]
    assert f"Readout {__version__}" in texts
    assert any(str(window.settings.path) in text for text in texts)


def test_a_mistake_of_ours_can_be_copied(
    window: Window, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], qtbot: QtBot
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    install_hook(window.session.notice_posted.emit)
    with qtbot.capture_exceptions():
        # pytest-qt has its own hook inside here; ours is called as Python would.
        try:
            raise ValueError("a slot fell over")
        except ValueError as error:
            install_hook(window.session.notice_posted.emit)
            sys.excepthook(type(error), error, error.__traceback__)
    assert "a slot fell over" in capsys.readouterr().err
    details = next(b for b in window.notices.findChildren(QToolButton) if b.text() == "Details …")
    qtbot.mouseClick(details, Qt.MouseButton.LeftButton)
    page = dialog(window, "report")
    text = page.findChild(QPlainTextEdit).toPlainText()
    assert text.startswith(f"Readout {__version__}\nPython ")
    assert text.endswith("ValueError: a slot fell over")
    press(page, "Copy", qtbot)
    assert QGuiApplication.clipboard().text() == text
    press(page, "Close", qtbot)
    assert not page.isVisible()


def test_a_persons_mistake_has_no_report() -> None:
    error = UnreadableFile("“x” is empty.", "Choose another file.")
    notice = notice_of(error)
    assert (notice.level, notice.text, notice.report) == (Level.ERROR, str(error), "")


def test_the_program_starts_opens_and_ends(
    qtbot: QtBot, pair: list[Path], monkeypatch: pytest.MonkeyPatch, settings_folder: Path
) -> None:
    from reader.ui import app

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    made: list[Window] = []

    class Watched(Window):
        def __init__(self, *given: object) -> None:
            super().__init__(*given)
            made.append(self)
            self.session.comparison_changed.connect(
                lambda: self.session.comparison and QTimer.singleShot(0, self.close)
            )

    monkeypatch.setattr(app, "Window", Watched)
    QTimer.singleShot(30_000, QGuiApplication.quit)
    assert app.run(pair[1], pair[0]) == 0
    assert made[0].session.paths == {Side.LEFT: pair[0], Side.RIGHT: pair[1]}
    assert (settings_folder / "settings.toml").is_file()
