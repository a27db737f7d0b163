"""A window of its own for each test, with settings in a folder of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded; a window that must be seen sets its own

import pytest
from pytestqt.qtbot import QtBot

from reader.compare.engine import compare
from reader.marks import Role, marks
from reader.model import Comparison, Document
from reader.samples import samples
from reader.settings import Settings
from reader.theme import load_theme
from reader.ui import tasks
from reader.ui.app import make_application
from reader.ui.highlight import ROLES
from reader.ui.session import Session
from reader.ui.views.page import Page
from reader.ui.views.reading_area import ReadingArea
from reader.ui.walk import Walk
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
    make_application(["readout"])
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
        window.complete()  # as a reader finds it a moment later
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


class Reading(Session):
    """A session to which documents and a finished comparison can be handed."""

    def show(self, left: Document | None, right: Document | None, comparison: Comparison | None = None) -> None:
        self.left = comparison.left if comparison else left
        self.right = comparison.right if comparison else right
        self.comparison = comparison
        self.walk = Walk(comparison) if comparison else None
        self._bare = marks(comparison, self.lens) if comparison else None
        self._mark_again()
        self.focus = None
        for signal in (self.documents_changed, self.comparison_changed, self.marks_changed, self.focus_changed):
            signal.emit()

    def compare(self, left: Document, right: Document) -> None:
        """Shows two documents and their comparison."""
        self.show(left, right, compare(left, right))


@pytest.fixture
def reading(qtbot: QtBot) -> Iterator[Reading]:
    made = Reading()
    yield made
    made.deleteLater()


@pytest.fixture
def area(reading: Reading, qtbot: QtBot) -> ReadingArea:
    """An empty reading area of the session ``reading``, as large as in a usual window."""
    make_application(["readout"])
    made = ReadingArea(reading, load_theme("light"))
    qtbot.addWidget(made)
    made.resize(1180, 800)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def roles_read() -> Callable[[Page], list[tuple[int, int, tuple[Role, ...]]]]:
    """What is painted: start and end (code points) and roles of each stretch, in order, neighbours alike joined."""

    def found(page: Page) -> list[tuple[int, int, tuple[Role, ...]]]:
        out: list[tuple[int, int, tuple[Role, ...]]] = []
        for number in range(len(page.source.paragraphs) if page.source else 0):
            block = page.layout.set_block(number)
            for one in block.layout().formats():
                begins = block.position() + one.start
                start, end = page.offsets.offset(begins), page.offsets.offset(begins + one.length)
                roles = tuple(Role(word) for word in str(one.format.property(ROLES) or "").split())
                if out and out[-1][1:] == (start, roles):
                    start = out.pop()[0]
                out.append((start, end, roles))
        return out

    return found
