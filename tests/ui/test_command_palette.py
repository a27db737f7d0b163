from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from reader.marks import Lens
from reader.settings import Settings
from reader.ui.actions import rows
from reader.ui.dialogs.command_palette import CommandPalette
from reader.ui.models.command_list import Command, command_of, found
from reader.ui.window import Window


def palette_of(window: Window, qtbot: QtBot) -> CommandPalette:
    window.activateWindow()  # which the offscreen platform does not do by itself when a dialog is closed
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    palette = window.findChild(CommandPalette)
    assert palette is not None
    qtbot.waitUntil(palette.isVisible)
    return palette


def names(words: str, recent: tuple[str, ...] = ()) -> list[str]:
    return [one.id for one in found([command_of(row) for row in rows() if not row.is_submenu], words, recent)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [("next diff", "next_difference"), ("NEXT", "next_difference"), ("nxdf", "next_difference"), ("swap", "swap_sides"),
     ("theme dark", "theme_dark"), ("clipboard", "paste_left"), ("why", "explain_pair")],
)  # fmt: skip
def test_some_letters_find_a_command(words: str, expected: str) -> None:
    assert expected in names(words)[:2]


def test_nothing_fits_what_is_not_there() -> None:
    assert names("xyzzy") == []


def test_without_words_all_are_there_and_those_used_of_late_come_first() -> None:
    everything = names("", ("zoom_in", "swap_sides"))
    assert everything[:3] == ["zoom_in", "swap_sides", "open_files"]
    assert len(everything) == len([row for row in rows() if not row.is_submenu])


def test_accents_do_not_count() -> None:
    command = Command("x", "Đổi chỗ hai bên", "Tệp", "", "")
    assert found([command], "doi cho") == [command]
    assert found([command], "đổi") == [command]


def test_a_command_is_found_and_done_with_the_keyboard_alone(compared: Window, qtbot: QtBot) -> None:
    palette = palette_of(compared, qtbot)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is palette.box)
    QTest.keyClicks(palette.box, "formul")
    assert palette.names()[0] == "Formulations"
    assert palette.box.accessibleDescription() == "Formulations, View, 3"
    QTest.keyClick(palette.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: compared.session.lens is Lens.FORMULATIONS)
    qtbot.waitUntil(lambda: compared.findChild(CommandPalette) is None)
    palette = palette_of(compared, qtbot)
    assert palette.names()[0] == "Formulations", "used of late"
    QTest.keyClick(palette.box, Qt.Key.Key_Down)
    assert palette.box.accessibleDescription().startswith("Open, File")
    QTest.keyClick(palette.box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: compared.findChild(CommandPalette) is None)
    compared.close()
    assert Settings()["recent_commands"] == ["lens_formulations"]


def test_only_what_is_of_use_is_listed(window: Window, qtbot: QtBot) -> None:
    palette = palette_of(window, qtbot)
    assert "Next difference" not in palette.names()
    QTest.keyClicks(palette.box, "zzzz")
    assert palette.names() == []
    QTest.keyClick(palette.box, Qt.Key.Key_Return)
    assert palette.isVisible(), "there is nothing to do"
    palette.reject()


def test_every_command_has_a_keyboard_way_or_a_place_in_a_menu(window: Window) -> None:
    listed = {action for menu in window.menuBar().findChildren(QMenu) for action in menu.actions()}
    assert all(window.actions_by_id[row.id] in listed for row in rows() if not row.is_submenu)
