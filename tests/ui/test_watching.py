from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from reader.model import Side
from reader.ui.window import Window

_LONG = 20_000


@pytest.fixture
def copies(pair: list[Path], tmp_path: Path) -> list[Path]:
    return [Path(shutil.copy(path, tmp_path / f"{k}.txt")) for k, path in enumerate(pair)]


@pytest.fixture
def shown(window: Window, copies: list[Path], qtbot: QtBot) -> Window:
    window.session.open_files(copies)
    qtbot.waitUntil(lambda: window.session.comparison is not None and not window.session.busy, timeout=_LONG)
    return window


def said(window: Window, words: str) -> bool:
    return any(words in text for text in window.notices.texts())


def test_a_file_that_another_program_changed_is_read_again_only_when_asked(
    shown: Window, copies: list[Path], qtbot: QtBot
) -> None:
    before = shown.session.right
    copies[1].write_text("Something else was said.\n")
    qtbot.waitUntil(lambda: said(shown, "“1.txt” was changed by another program"), timeout=_LONG)
    assert shown.session.right is before
    (button,) = [one for one in shown.notices.findChildren(QToolButton) if one.text() == "Read again"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown.session.right is not None and shown.session.right.text.startswith("Something"))
    qtbot.waitUntil(lambda: not shown.session.busy, timeout=_LONG)
    assert not said(shown, "was changed")


def test_a_file_that_is_put_in_the_place_of_another_is_noticed_too(
    shown: Window, copies: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    new = tmp_path / "new"
    new.write_text("Written beside and moved here.\n")
    os.replace(new, copies[0])  # noqa: PTH105 - as careful programs write
    qtbot.waitUntil(lambda: said(shown, "“0.txt” was changed"), timeout=_LONG)


def test_a_file_that_vanished_is_told_and_its_text_stays(shown: Window, copies: list[Path], qtbot: QtBot) -> None:
    copies[0].unlink()
    qtbot.waitUntil(lambda: said(shown, "“0.txt” is no longer where it was"), timeout=_LONG)
    assert shown.session.left is not None
    assert shown.reading.panes[Side.LEFT].source is shown.session.left


def test_the_same_content_written_again_is_no_change(shown: Window, copies: list[Path], qtbot: QtBot) -> None:
    copies[0].write_bytes(copies[0].read_bytes())
    os.utime(copies[0])
    copies[1].write_text("A change that is noticed after it.")
    qtbot.waitUntil(lambda: said(shown, "“1.txt” was changed"), timeout=_LONG)
    assert not said(shown, "0.txt")


def test_reading_again_takes_what_stands_in_the_files_now(shown: Window, copies: list[Path], qtbot: QtBot) -> None:
    copies[0].write_text("Now this.\n")
    shown.actions_by_id["read_again"].trigger()
    qtbot.waitUntil(lambda: shown.session.left is not None and shown.session.left.text.startswith("Now this."))
    qtbot.waitUntil(lambda: shown.session.comparison is not None and not shown.session.busy, timeout=_LONG)
    assert list(shown.session.paths.values()) == copies
