"""The window before it is complete: what the first frame shows, and what works from then on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from reader.model import Side
from reader.settings import Settings
from reader.theme import load_theme
from reader.ui.app import make_application
from reader.ui.messages import Level
from reader.ui.session import Session
from reader.ui.views.sidebar import CHANGES, DOCUMENTS
from reader.ui.window import Window

FIRST_FRAME = """
import os, sys
from pathlib import Path
from reader.ui.start import load
app = load()
from reader.ui.views.pane import Pane
paint = Pane.paintEvent

def painted(self, event):
    paint(self, event)
    if self.source is not None:
        print(*sys.modules)
        sys.stdout.flush()
        os._exit(0)

Pane.paintEvent = painted
app.run(*map(Path, sys.argv[1:]))
"""
NOT_YET = (
    "reader.compare", "reader.analysis", "reader.export", "reader.project.saved", "reader.reading", "reader.ui.apart",
    "reader.ui.commands", "reader.ui.dialogs", "reader.ui.judging", "reader.ui.models", "reader.ui.printing",
    "reader.ui.views.find_bar", "reader.ui.views.legend", "email", "hashlib", "html", "lxml", "platform", "subprocess",
)  # fmt: skip


@pytest.fixture
def fresh(qtbot: QtBot) -> Window:
    """A window of which only the first frame is there."""
    make_application(["readout"])
    window = Window(Session(), Settings())
    window._building.setInterval(3_600_000)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert window._missing
    return window


def test_the_first_frame_loads_no_more_than_it_shows(pair: list[Path]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_FRAME, *map(str, pair)], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "reader.ui.views.page" in loaded
    assert not loaded.intersection(NOT_YET)


def test_the_sources_of_modules_are_not_read_once_more() -> None:
    code = "import linecache; from reader.ui.start import load; load(); print(*linecache.cache)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not [name for name in done.stdout.split() if "reader" in Path(name).parts]


def test_the_window_completes_itself_once_it_has_been_seen(qtbot: QtBot) -> None:
    make_application(["readout"])
    window = Window(Session(), Settings())
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.completed):
        window.show()
    assert not window._missing
    assert not window._building.isActive()


def test_keys_work_from_the_first_frame_on(fresh: Window, qtbot: QtBot) -> None:
    QTest.keyClick(fresh, Qt.Key.Key_F9)
    assert fresh.sidebar.isHidden()
    QTest.keyClick(fresh, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(
        lambda: QApplication.activeModalWidget() is not None or fresh.findChild(object, "commands") is not None
    )


def test_keys_work_in_what_is_shown_at_a_glance(fresh: Window, pair: list[Path], qtbot: QtBot) -> None:
    fresh.glance(pair)
    left = fresh.reading.panes[Side.LEFT]
    assert left.hasFocus()
    qtbot.waitUntil(lambda: fresh.reading.overview.maximum() > 0)
    before = fresh.reading.overview.value()
    QTest.keyClick(left, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: fresh.reading.overview.value() > before)


def test_documents_complete_the_window_before_they_are_shown(fresh: Window, pair: list[Path], qtbot: QtBot) -> None:
    fresh.session.open_files(pair)
    qtbot.waitUntil(lambda: fresh.session.comparison is not None and not fresh.session.busy, timeout=20_000)
    assert not fresh._missing
    assert fresh.legend.isVisible()
    assert all(fresh.sidebar.views[which].model().rowCount() for which in (DOCUMENTS, CHANGES))
    assert fresh.judging._work is fresh.session.work, "what the reader says is kept from the start"


def test_what_comes_later_moves_nothing(fresh: Window, pair: list[Path]) -> None:
    fresh.glance(pair)
    shown = (fresh.sidebar, fresh.sidebar._tabs, fresh.sidebar._box, fresh.tools, *fresh.reading.panes.values())
    before = [widget.rect().translated(widget.mapTo(fresh, widget.rect().topLeft())) for widget in shown]
    fresh.complete()
    QApplication.processEvents()
    assert [widget.rect().translated(widget.mapTo(fresh, widget.rect().topLeft())) for widget in shown] == before


def test_the_first_frame_has_its_colours_and_names(qtbot: QtBot) -> None:
    settings = Settings()
    settings["theme"] = "dark"
    make_application(["readout"])
    window = Window(Session(), settings)
    qtbot.addWidget(window)
    assert window.palette().window().color().name() == load_theme("dark")["panel"].lower()
    assert window.sidebar.accessibleName() == "Sidebar"
    assert all(pane.accessibleName() for pane in window.reading.panes.values())
    window.set_theme("light")


@pytest.mark.parametrize("name", ["why", "notes", "extract", "find_bar"])
def test_a_panel_is_built_when_it_is_first_asked_for(compared: Window, name: str) -> None:
    assert not compared.is_open(name)
    assert name not in vars(compared)
    action = {"why": "explain_pair", "notes": "write_note", "extract": "show_extract", "find_bar": "find_text"}[name]
    compared.session.focus_difference(1)
    compared.actions_by_id[action].trigger()
    assert compared.is_open(name)
    assert getattr(compared, name).isVisible()
    assert compared.reading.mapTo(compared, compared.reading.rect().bottomLeft()).y() < (
        getattr(compared, name).mapTo(compared, compared.rect().topLeft()).y()
    )
    compared.actions_by_id["step_back"].trigger()
    assert not compared.is_open(name)
    assert compared.session.document(Side.LEFT) is not None


def test_a_notice_is_shown_once(fresh: Window) -> None:
    for text in ("one", "two"):
        fresh.session.post(Level.WARNING, text)
    assert fresh.notices.texts() == ["one", "two"]
    assert fresh.notices.isVisible()
    closing = [one for one in fresh.notices.findChildren(QToolButton) if one.accessibleName() == "Dismiss this notice"]
    assert len(closing) == 2
