from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QFontComboBox, QLabel, QSpinBox
from pytestqt.qtbot import QtBot

from reader.model import Side
from reader.settings import ALL, Settings
from reader.ui.app import begin
from reader.ui.dialogs.preferences import PreferencesDialog
from reader.ui.window import Window


@pytest.fixture
def preferences(compared: Window, qtbot: QtBot) -> PreferencesDialog:
    QTest.keyClick(compared, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    dialog = compared.findChild(PreferencesDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def choose(box: QComboBox, data: str) -> None:
    box.setCurrentIndex(box.findData(data))


def test_every_setting_with_a_title_is_there_named_and_explained(preferences: PreferencesDialog) -> None:
    titled = [setting for setting in ALL if setting.title]
    assert list(preferences.controls) == [setting.name for setting in titled]
    for setting in titled:
        control = preferences.controls[setting.name]
        name = control.text() if isinstance(control, QCheckBox) else control.accessibleName()
        assert name == setting.title
        assert control.accessibleDescription() == setting.about


def test_what_is_set_is_seen_at_once_and_kept(compared: Window, preferences: PreferencesDialog) -> None:
    pane = compared.reading.panes[Side.LEFT]
    size = preferences.controls["font_size"]
    assert isinstance(size, QSpinBox)
    size.setValue(20)
    assert pane.document().defaultFont().pointSizeF() == 20
    width = preferences.controls["line_width"]
    assert isinstance(width, QSpinBox)
    before = pane.page.column(2000)[1]
    width.setValue(80)
    assert pane.page.column(2000)[1] == pytest.approx(before * 80 / 66, rel=0.01)
    theme = preferences.controls["theme"]
    assert isinstance(theme, QComboBox)
    choose(theme, "dark")
    assert compared.reading.theme.dark
    motion = preferences.controls["motion"]
    assert isinstance(motion, QComboBox)
    choose(motion, "none")
    assert not compared.reading.scrolling.glides
    face = preferences.controls["font_family"]
    assert isinstance(face, QFontComboBox)
    family = face.itemText(1)
    face.setCurrentIndex(1)
    face.activated.emit(1)
    assert pane.document().defaultFont().families()[0] == family
    preferences.reject()
    compared.close()
    kept = Settings()
    assert [kept[name] for name in ("font_size", "line_width", "theme", "motion", "font_family")] == [
        20, 80, "dark", "none", family,
    ]  # fmt: skip


def test_a_new_language_waits_for_the_next_start_and_says_so(preferences: PreferencesDialog) -> None:
    box = preferences.controls["language"]
    assert isinstance(box, QComboBox)
    assert [box.itemText(k) for k in range(box.count())] == ["As the desktop is", "English", "简体中文", "Tiếng Việt"]

    def said() -> list[str]:
        return [label.text() for label in preferences.findChildren(QLabel) if label.isVisible()]

    hint = "The language changes when Readout is started again."
    assert hint not in said()
    choose(box, "vi")
    assert hint in said()
    choose(box, "en")
    assert hint not in said()


def test_the_window_begins_with_the_last_files_where_that_is_wished(
    open_window: Callable[[], Window], pair: list[Path], qtbot: QtBot
) -> None:
    window = open_window()
    window.settings["restore_last"] = True
    window.settings["last_pair"] = [str(path) for path in pair]
    begin(window, None, None)
    qtbot.waitUntil(lambda: window.session.comparison is not None and not window.session.busy, timeout=20_000)
    assert list(window.session.paths.values()) == pair
