"""A window of its own for each test, with settings in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reader.samples import samples
from reader.settings import Settings
from reader.ui import tasks
from reader.ui.app import make_application
from reader.ui.session import Session
from reader.ui.window import Window


@pytest.fixture(autouse=True)
def settings_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "settings"
    monkeypatch.setenv("READOUT_CONFIG_DIR", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _no_work_left_over() -> Iterator[None]:
    yield
    assert tasks.finish(20_000)


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    made = Session()
    yield made
    made.deleteLater()


@pytest.fixture
def open_window(qtbot: QtBot) -> Callable[[], Window]:
    def made() -> Window:
        make_application(["readout"])
        window = Window(Session(), Settings())
        qtbot.addWidget(window)
        window.resize(1280, 800)
        with qtbot.waitExposed(window):
            window.show()
        return window

    return made


@pytest.fixture
def window(open_window: Callable[[], Window]) -> Window:
    return open_window()


@pytest.fixture
def pair() -> list[Path]:
    """Two samples with known speakers, the earlier first."""
    return [sample.path for sample in samples() if sample.date in ("2021-02-08", "2021-09-24")]


@pytest.fixture
def compared(window: Window, pair: list[Path], qtbot: QtBot) -> Window:
    """A window in which two samples have been compared."""
    with qtbot.waitSignal(window.session.comparison_changed, timeout=20_000):
        window.session.open_files(pair)
    qtbot.waitUntil(lambda: window.session.comparison is not None and not window.session.busy, timeout=20_000)
    return window
