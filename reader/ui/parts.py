"""How the window is put together: the frame that is seen first, and the parts that come into it later.

A part is loaded by the function that builds it, so that the first frame waits for nothing but its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenuBar, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from reader.ui.menus import fill_menu_bar, tool_bar
from reader.ui.views.reading_area import ReadingArea
from reader.ui.views.sidebar import Sidebar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenu, QToolBar

    from reader.ui.actions import Actions
    from reader.ui.judging import Judging
    from reader.ui.views.extract_panel import ExtractPanel
    from reader.ui.views.find_bar import FindBar
    from reader.ui.views.legend import Legend
    from reader.ui.views.notes_panel import NotesPanel
    from reader.ui.views.notice_bar import NoticeBar
    from reader.ui.views.start_page import StartPage
    from reader.ui.views.why_panel import WhyPanel
    from reader.ui.window import Window


class Frame(QWidget):
    """The middle of the window: the sidebar, the texts, and places for what comes above and below them.

    Every widget is made where it stays: one that is given another parent is dressed by the style sheet once more, with
    all that is in it.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.pages = QStackedWidget(self)
        self.texts = QSplitter(Qt.Orientation.Horizontal, self.pages)
        self.texts.setHandleWidth(1)
        self.texts.setChildrenCollapsible(False)
        self.sidebar = Sidebar(window.session, window.theme, self.texts)
        self.column = QWidget(self.texts)
        self.reading = ReadingArea(window.session, window.theme, self.column)
        self.texts.addWidget(self.sidebar)
        self.texts.addWidget(self.column)
        self.texts.setStretchFactor(1, 1)
        self.pages.addWidget(self.texts)
        self.above, self.below, self.panels = _stack(), _stack(), _stack(self.column)
        self.panels.addWidget(self.reading, 1)
        self._places = {name: _stack() for name in ("why", "extract", "notes", "find_bar")}
        for place in self._places.values():
            self.panels.addLayout(place)
        rows = _stack(self)
        rows.addLayout(self.above)
        rows.addWidget(self.pages, 1)
        rows.addLayout(self.below)

    def place(self, name: str) -> QVBoxLayout:
        """Where a panel or bar of this name stands below the texts, whichever of them are there."""
        return self._places[name]

    @property
    def shows_texts(self) -> bool:
        """Whether the texts are in front, and not the page with which the window begins."""
        return self.pages.currentWidget() is self.texts


def _stack(parent: QWidget | None = None) -> QVBoxLayout:
    made = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(0)
    return made


def fill_bars(window: Window, actions: Actions) -> tuple[QToolBar, dict[str, QMenu]]:
    """Gives the window its menu bar and its toolbar; returns the latter and the menus filled later, by row id."""
    bar = QMenuBar(window)
    submenus = fill_menu_bar(bar, actions)
    window.setMenuBar(bar)
    tools = tool_bar(actions, window)
    window.addToolBar(tools)
    return tools, submenus


# Built when they are asked for -----------------------------------------------------------------------------------


def notices(window: Window) -> NoticeBar:
    """The notices above the texts."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    from reader.ui.views.notice_bar import NoticeBar

    made = NoticeBar(window.session, window.frame)
    window.frame.above.addWidget(made)
    made.report_wanted.connect(window.show_report)
    made.open_wanted.connect(lambda path: QDesktopServices.openUrl(QUrl.fromLocalFile(path)))
    return made


def start_page(window: Window) -> StartPage:
    """What is shown while nothing is open."""
    from reader.ui.views.start_page import StartPage

    made = StartPage(window.frame.pages)
    window.frame.pages.addWidget(made)
    made.offer_pair(window.settings["last_pair"])
    made.open_wanted.connect(lambda: window.commands.open_files())
    made.samples_wanted.connect(window.open_samples)
    made.continue_wanted.connect(window.open_last)
    return made


def legend(window: Window) -> Legend:
    """The status line."""
    from reader.ui.views.legend import Legend

    made = Legend(window.session, window.theme, window.frame)
    window.frame.below.addWidget(made)
    made.show_lock(window.reading.is_locked)
    made.cancel_wanted.connect(window.session.cancel)
    made.lock_toggled.connect(lambda: window.reading.set_locked(not window.reading.is_locked))
    return made


def find_bar(window: Window) -> FindBar:
    """The line below the texts in which words are looked for."""
    from reader.ui.finding import Finding
    from reader.ui.views.find_bar import FindBar

    made = FindBar(window.frame.column)
    window.frame.place("find_bar").addWidget(made)
    Finding(made, window.reading, window.session)
    return made


def why_panel(window: Window) -> WhyPanel:
    """The panel that says why two sentences are a pair."""
    from reader.ui.views.why_panel import WhyPanel

    made = WhyPanel(window.session, window.frame.column)
    window.frame.place("why").addWidget(made)
    made.closed.connect(lambda: window.commands.explain_pair(False))
    return made


def notes_panel(window: Window) -> NotesPanel:
    """The panel in which notes are written."""
    from reader.ui.views.notes_panel import NotesPanel

    made = NotesPanel(window.session, window.judging, window.frame.column)
    window.frame.place("notes").addWidget(made)
    made.closed.connect(lambda: window.commands.write_note(False))
    return made


def extract_panel(window: Window) -> ExtractPanel:
    """The panel with what each readout says on what is picked."""
    from reader.ui.views.extract_panel import ExtractPanel

    made = ExtractPanel(window.session, window.frame.column)
    window.frame.place("extract").addWidget(made)
    made.closed.connect(lambda: window.commands.show_extract(False))
    return made


def judging(window: Window) -> Judging:
    """What the reader says about the comparison."""
    from reader.ui.judging import Judging

    made = Judging(window.session, window.settings.path.parent)
    made.changed.connect(window.show_work)
    return made


# Built once the first frame has been seen --------------------------------------------------------------------------


def _lists(window: Window) -> None:
    window.sidebar.complete()
    window.sidebar.find_wanted.connect(lambda words: window.find_bar.open_bar(words))
    window.sidebar.note_wanted.connect(window.show_note)


def _legend(window: Window) -> None:
    _ = window.legend


def _judging(window: Window) -> None:
    _ = window.judging


def _menus(window: Window) -> None:
    from reader.samples import samples
    from reader.ui.menus import fill_samples, name_buttons
    from reader.ui.own_menus import fill_unsaved

    name_buttons(window.tools, window.actions_by_id)
    window.show_recent()
    fill_samples(window.submenus["open_sample"], samples(), lambda paths: window.commands.open_paths(paths))
    unsaved = window.submenus["open_unsaved"]
    unsaved.aboutToShow.connect(lambda: fill_unsaved(unsaved, window.judging))


def _watchers(window: Window) -> None:
    from reader.ui.drops import DropTarget
    from reader.ui.questions import Questions
    from reader.ui.watching import Watching

    def withdraw(about: str) -> None:
        if window.is_open("notices"):
            window.notices.withdraw(about)

    session = window.session
    Questions(
        session,
        lambda side: window.commands.call_earlier(side),
        lambda side: window.commands.ask_encoding(side),
        withdraw,
    )
    Watching(session, withdraw)
    DropTarget(window, window.reading, session, lambda paths, side: window.commands.open_paths(paths, side))


AFTERWARDS: Final[tuple[Callable[[Window], object], ...]] = (_legend, _lists, _judging, _watchers, _menus)
"""Steps that make a window complete, each short enough that keys and mouse are not kept waiting."""
