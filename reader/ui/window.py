"""The window: lays out the views, hands every action to the session, remembers itself."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDesktopServices,
    QGuiApplication,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from reader.errors import ReaderError
from reader.i18n import _, ngettext
from reader.marks import Lens
from reader.model import Options, Side
from reader.samples import sample_at, samples
from reader.settings import Settings
from reader.ui.actions import Actions, rows
from reader.ui.commands import Commands
from reader.ui.dialogs.report import ReportDialog
from reader.ui.dialogs.showing import show_dialog
from reader.ui.drops import DropTarget
from reader.ui.geometry import keep_geometry, recall_geometry
from reader.ui.judging import Judging
from reader.ui.menus import fill_menu_bar, fill_recent, fill_samples, tool_bar
from reader.ui.own_menus import fill_sentence_menu, fill_unsaved
from reader.ui.palette import chosen_theme, qt_palette, stylesheet
from reader.ui.questions import Questions
from reader.ui.session import Focus, Level, Session
from reader.ui.views.extract_panel import ExtractPanel
from reader.ui.views.find_bar import FindBar
from reader.ui.views.legend import Legend
from reader.ui.views.notes_panel import NotesPanel
from reader.ui.views.notice_bar import NoticeBar
from reader.ui.views.reading_area import ReadingArea
from reader.ui.views.sidebar import Sidebar
from reader.ui.views.start_page import StartPage
from reader.ui.views.why_panel import WhyPanel
from reader.ui.watching import Watching

_RECENT = 10
"""Files remembered."""


class Window(QMainWindow):
    """One session on screen."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session = session
        self.settings = settings
        self._pending_place: dict[str, Any] = {}
        self._search_from: dict[str, Any] = {}
        self._seen_filter = session.filter
        session.setParent(self)
        self.judging = Judging(session, settings.path.parent)
        session.set_lens(Lens(settings["lens"]))
        session.set_dimmed(settings["dim_boilerplate"])
        session.set_options(Options(use_boilerplate=settings["count_boilerplate"]))
        # Before the views hear of the documents, so that they are laid out when they show them.
        session.documents_changed.connect(self._turn_page)
        theme = chosen_theme(settings["theme"])
        _dress(theme)
        self.notices = NoticeBar(session, self)
        self.start = StartPage(self)
        self.sidebar = Sidebar(session, theme, self)
        self.reading = ReadingArea(session, theme, self)
        self.reading.set_measure(settings["line_width"])
        self.reading.apply_font(settings["font_family"], settings["font_size"])
        self.reading.scrolling.glides = settings["motion"] != "none"
        self.why = WhyPanel(session, self)
        self.notes = NotesPanel(session, self.judging, self)
        self.extract = ExtractPanel(session, self)
        self.find_bar = FindBar(self)
        self.legend = Legend(session, theme, self)
        self.commands = Commands(self)
        handlers = {row.id: getattr(self.commands, row.id) for row in rows() if not row.choice and not row.is_submenu}
        choices = {"set_lens": self.commands.set_lens, "set_theme": self.set_theme}
        self.actions_by_id = Actions(session, {**handlers, **choices}, self)
        submenus = fill_menu_bar(self.menuBar(), self.actions_by_id)
        self._recent = submenus["open_recent"]
        self._unsaved = submenus["open_unsaved"]
        fill_samples(submenus["open_sample"], samples(), self.commands.open_paths)
        self.addToolBar(tool_bar(self.actions_by_id, self))
        self.questions = Questions(
            session, self.commands.call_earlier, self.commands.ask_encoding, self.notices.withdraw
        )
        self.watching = Watching(session, self.notices.withdraw)
        self.legend.cancel_wanted.connect(session.cancel)
        DropTarget(self, self.reading, session, self.commands.open_paths)
        self._lay_out()
        self._listen()
        self._remember()

    # Building ----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QWidget(self)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.reading, 1)
        layout.addWidget(self.why)
        layout.addWidget(self.extract)
        layout.addWidget(self.notes)
        layout.addWidget(self.find_bar)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.sidebar)
        self._splitter.addWidget(column)
        self._splitter.setStretchFactor(1, 1)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.start)
        self._pages.addWidget(self._splitter)
        centre = QWidget(self)
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notices)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.legend)
        self.setCentralWidget(centre)

    def _listen(self) -> None:
        session = self.session
        session.documents_changed.connect(self._show_documents)
        session.comparison_changed.connect(self._show_comparison)
        session.marks_changed.connect(lambda: self.actions_by_id.check("lens", session.lens.value))
        # Queued, because whoever listens to a signal of the session must not change it from inside.
        session.marks_changed.connect(self._bring_picked, Qt.ConnectionType.QueuedConnection)
        self.start.open_wanted.connect(self.commands.open_files)
        self.start.samples_wanted.connect(lambda: session.open_files([sample.path for sample in samples()[:2]]))
        self.start.continue_wanted.connect(self.open_last)
        self.notices.report_wanted.connect(self.show_report)
        self.notices.open_wanted.connect(lambda path: QDesktopServices.openUrl(QUrl.fromLocalFile(path)))
        self.sidebar.find_wanted.connect(self.find_bar.open_bar)
        self.find_bar.sought.connect(self._seek)
        self.reading.find_moved.connect(self.find_bar.show_place)
        self.find_bar.stepped.connect(self._step_search)
        self.find_bar.closed.connect(self._end_search)
        self.notes.closed.connect(lambda: self.commands.write_note(False))
        self.judging.changed.connect(self._show_work)
        self._unsaved.aboutToShow.connect(lambda: fill_unsaved(self._unsaved, self.judging))
        self.reading.menu_asked.connect(lambda menu, focus: fill_sentence_menu(menu, focus, self))
        self.sidebar.note_wanted.connect(self._show_note)
        self.why.closed.connect(lambda: self.commands.explain_pair(False))
        self.extract.closed.connect(lambda: self.commands.show_extract(False))
        self.legend.lock_toggled.connect(lambda: self.commands.lock_panes(not self.reading.is_locked))
        self.reading.locked_changed.connect(self._show_lock)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def _remember(self) -> None:
        """Gives the window the look it had when it was closed."""
        settings = self.settings
        recall_geometry(self, settings)
        self.reading.zoom(settings["zoom"])
        self._splitter.setSizes([settings["sidebar_width"], max(400, self.width() - settings["sidebar_width"])])
        self.commands.show_sidebar(settings["sidebar_shown"])
        self.commands.lock_panes(settings["panes_locked"])
        self._show_lock(self.reading.is_locked)
        self.actions_by_id.check("lens", self.session.lens.value)
        self.actions_by_id.check("theme", settings["theme"])
        for name in ("dim_boilerplate", "count_boilerplate"):
            self.actions_by_id[name].setChecked(settings[name])
        self.start.offer_pair(settings["last_pair"])
        fill_recent(self._recent, settings["recent"], self.commands.open_paths)
        self._show_documents()
        if settings.complaint:
            self.session.post(Level.WARNING, settings.complaint)

    # What the session shows --------------------------------------------------------------------------------------

    def glance(self, paths: Sequence[Path]) -> None:
        """Shows two texts while they are read: who waits for a window wants to see what they asked for."""
        from reader.ui.glance import glance

        found = {side: seen for side, path in zip(Side, paths, strict=False) if (seen := glance(path)) is not None}
        if len(found) == len(Side) and not (self.session.left or self.session.right):
            self._pages.setCurrentIndex(1)
            self.reading.glance(found)

    def _turn_page(self) -> None:
        if self._pages.currentIndex() == 0 and (self.session.left or self.session.right):
            self._pages.setCurrentIndex(1)
            self.reading.focus_pane(Side.LEFT)
        elif not (self.session.left or self.session.right):
            self._pages.setCurrentIndex(0)

    def _show_documents(self) -> None:
        session = self.session
        shown = [document.title for document in (session.left, session.right) if document is not None]
        # The star of unsaved work stands before the program's name, which Qt would otherwise add once more.
        self.setWindowTitle(" – ".join(shown) + ("[*] – " if shown else "[*]") + _("Readout"))
        opened = [str(path.absolute()) for path in session.paths.values() if path is not None and not sample_at(path)]
        if opened:
            kept = [path for path in self.settings["recent"] if path not in opened]
            self.settings["recent"] = [*opened, *kept][:_RECENT]
            fill_recent(self._recent, self.settings["recent"], self.commands.open_paths)
        self._search_from = {}
        self.find_bar.search_again()

    def _show_work(self) -> None:
        self.setWindowModified(self.judging.is_unsaved)
        self.actions_by_id.refresh()
        if self.judging.path is not None:
            path = str(self.judging.path.absolute())
            self.settings["recent"] = [path, *(one for one in self.settings["recent"] if one != path)][:_RECENT]
            fill_recent(self._recent, self.settings["recent"], self.commands.open_paths)

    def _show_note(self, index: int) -> None:
        self.commands.write_note(True)
        self.notes.show_note(index)

    def offer_unsaved(self) -> None:
        """Says that an earlier window left work that was not saved, where one did."""
        count = len(self.judging.left_behind())
        if count:
            text = ngettext(
                "Notes on {count} comparison were not saved when Readout was closed; they are under File, "
                "Unsaved work.",
                "Notes on {count} comparisons were not saved when Readout was closed; they are under File, "
                "Unsaved work.",
                count,
            )
            self.session.post(Level.INFO, text.format(count=count))

    def _show_comparison(self) -> None:
        if self.session.comparison is None:
            return
        place, self._pending_place = self._pending_place, {}
        if place and self._pair() == self.settings["last_pair"]:
            # Only once the panes have been laid out is a place in them a place on the screen.
            QTimer.singleShot(0, lambda: self._go_back_to(place))

    @Slot()
    def _bring_picked(self) -> None:
        """When something has been picked and none of it is in sight, goes to the first of it from here on."""
        before, self._seen_filter = self._seen_filter, self.session.filter
        picked = self.session.picked() if self._seen_filter != before else []
        if not picked or self.reading.is_any_in_sight(picked):
            return
        self.session.focus_picked(1)

    def _show_lock(self, is_locked: bool) -> None:
        self.legend.show_lock(is_locked)
        self.actions_by_id["lock_panes"].setChecked(is_locked)

    def _pair(self) -> list[str]:
        paths = [self.session.paths[side] for side in Side]
        return [str(path.absolute()) for path in paths if path is not None] if all(paths) else []

    # Theme, search, reports ----------------------------------------------------------------------------------------

    def set_theme(self, name: str) -> None:
        self.settings["theme"] = name
        self.actions_by_id.check("theme", name)
        theme = chosen_theme(name)
        _dress(theme)
        for view in (self.sidebar, self.reading, self.legend):
            view.apply_theme(theme)

    def apply_setting(self, name: str) -> None:
        """Shows what was set in the preferences; a setting that counts at the next start needs nothing."""
        settings = self.settings
        if name == "theme":
            self.set_theme(settings[name])
        elif name in ("font_family", "font_size"):
            self.reading.apply_font(settings["font_family"], settings["font_size"])
        elif name == "line_width":
            self.reading.set_measure(settings[name])
        elif name == "motion":
            self.reading.scrolling.glides = settings[name] != "none"

    def _follow_system(self) -> None:
        if self.settings["theme"] == "system":
            self.set_theme("system")

    def _seek(self, needle: str, match_case: bool, whole_word: bool, go: bool) -> None:
        if go:
            # Each letter is looked for from where the search began, so that a word half typed carries nobody away.
            if self._search_from:
                self.reading.restore(self._search_from)
            place = self.reading.place()
            self._search_from = {name: place[name] for name in place if name != "zoom"}
        if not needle:
            self.reading.clear_find()
            self.find_bar.show_counts(0, 0)
            return
        self.find_bar.show_counts(*self.reading.find(needle, match_case=match_case, whole_word=whole_word))
        if go:
            self.reading.find_step(1)

    def _step_search(self, step: int) -> None:
        self._search_from = {}
        self.reading.find_step(step)

    def _end_search(self) -> None:
        self._search_from = {}
        self.reading.clear_find()
        self.reading.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_report(self, report: str) -> None:
        """Shows the report of a mistake of the program's own."""
        show_dialog(ReportDialog(report, self))

    # Remembering -------------------------------------------------------------------------------------------------

    def open_last(self) -> None:
        """Opens the two files of the last time, at the place where the reader was."""
        self._pending_place = self.settings["last_place"]
        self.session.open_files([Path(path) for path in self.settings["last_pair"]])

    def closeEvent(self, event: QCloseEvent) -> None:
        self.judging.close()
        settings, session = self.settings, self.session
        settings["lens"] = session.lens.value
        settings["panes_locked"] = self.reading.is_locked
        settings["sidebar_shown"] = not self.sidebar.isHidden()
        if self.sidebar.isVisible():
            settings["sidebar_width"] = max(120, self._splitter.sizes()[0])
        settings["zoom"] = self.reading.place()["zoom"]
        keep_geometry(self, settings)
        if pair := self._pair():
            settings["last_pair"] = pair
            settings["last_place"] = self._place()
        try:
            settings.save()
        except ReaderError as error:
            # Nothing of the reader's own is lost by this; closing must not fail because of it.
            sys.stderr.write(f"{error}\n")
        event.accept()

    def _place(self) -> dict[str, Any]:
        place: dict[str, Any] = {"area": self.reading.place()}
        if self.session.focus is not None:
            place["focus"] = {"side": self.session.focus.side.value, "sentence": self.session.focus.sentence}
        return place

    def _go_back_to(self, place: dict[str, Any]) -> None:
        # The settings file may have been edited by hand, and the documents too; the start of them is a good place.
        with suppress(AttributeError, KeyError, TypeError, ValueError):
            focus = Focus(Side(place["focus"]["side"]), int(place["focus"]["sentence"]))
            document = self.session.document(focus.side)
            if document is not None and 0 <= focus.sentence < len(document.sentences):
                self.session.set_focus(focus)
        area = place.get("area")
        if isinstance(area, dict):
            self.reading.restore({**area, "zoom": self.reading.place()["zoom"]})


def _dress(theme: Any) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setPalette(qt_palette(theme))
    app.setStyleSheet(stylesheet(theme))
