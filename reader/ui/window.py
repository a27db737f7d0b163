"""The window: what it shows, what it hands on to whom, what it remembers. Its parts are put together in ``parts``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from reader.errors import ReaderError
from reader.i18n import _, ngettext
from reader.marks import Lens
from reader.model import Options, Side
from reader.samples import sample_at, samples
from reader.settings import Settings
from reader.ui import parts, tasks
from reader.ui.actions import Actions
from reader.ui.geometry import keep_geometry, recall_geometry
from reader.ui.menus import fill_recent
from reader.ui.messages import Level, notice_of
from reader.ui.palette import chosen_theme, qt_palette, stylesheet
from reader.ui.session import Focus, Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenu

    from reader.theme import Theme
    from reader.ui.commands import Commands
    from reader.ui.judging import Judging
    from reader.ui.views.extract_panel import ExtractPanel
    from reader.ui.views.find_bar import FindBar
    from reader.ui.views.legend import Legend
    from reader.ui.views.notes_panel import NotesPanel
    from reader.ui.views.notice_bar import NoticeBar
    from reader.ui.views.start_page import StartPage
    from reader.ui.views.why_panel import WhyPanel

_RECENT = 10
"""Files remembered."""


class Window(QMainWindow):
    """One session on screen.

    What the first frame shows is built with the window; ``complete`` builds the rest once that frame has been seen, and
    a part that few readers open, such as a panel, is built when it is first asked for.
    """

    completed = Signal()
    """Nothing is missing any more but what is built when it is asked for; sent once."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session = session
        self.settings = settings
        self._pending_place: dict[str, Any] = {}
        self._seen_filter = session.filter
        self._missing = list(parts.AFTERWARDS)
        self._building = QTimer(self, interval=0)
        self._building.timeout.connect(self._build_next)
        session.setParent(self)
        session.set_lens(Lens(settings["lens"]))
        session.set_dimmed(settings["dim_boilerplate"])
        session.set_options(Options(use_boilerplate=settings["count_boilerplate"]))
        # Before the views hear of the documents, so that they are there, and laid out, when they show them.
        session.documents_coming.connect(self.complete)
        session.documents_changed.connect(self._turn_page)
        self.theme = chosen_theme(settings["theme"])
        _dress(self.theme)
        self.actions_by_id = Actions(session, self.handler, self)
        self.tools, self.submenus = parts.fill_bars(self, self.actions_by_id)
        self.frame = parts.Frame(self)
        self.setCentralWidget(self.frame)
        self.sidebar, self.reading = self.frame.sidebar, self.frame.reading
        self._listen()
        self._remember()

    # Building ----------------------------------------------------------------------------------------------------

    def complete(self) -> None:
        """Builds at once what is still missing."""
        while self._missing:
            self._build_next()

    def _build_next(self) -> None:
        if self._missing:
            self._missing.pop(0)(self)
            if not self._missing:
                self._building.stop()
                self.completed.emit()

    def when_complete(self, do: Callable[[], object]) -> None:
        """Does something once nothing is missing any more but what is built when it is asked for."""
        if self._missing:
            self.completed.connect(do)
        else:
            QTimer.singleShot(0, self, do)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._missing:
            self._building.start()  # what is painted now is on the screen by then

    def handler(self, name: str) -> Callable[..., object]:
        """What does an action, by the name of its row; loaded when the first of them is triggered."""
        handler: Callable[..., object] = self.set_theme if name == "set_theme" else getattr(self.commands, name)
        return handler

    def is_open(self, part: str) -> bool:
        """Whether a bar or panel is shown. Asking does not build it."""
        made = vars(self).get(part)
        return made is not None and not made.isHidden()

    @cached_property
    def commands(self) -> Commands:
        from reader.ui.commands import Commands

        return Commands(self)

    @cached_property
    def judging(self) -> Judging:
        return parts.judging(self)

    @cached_property
    def notices(self) -> NoticeBar:
        return parts.notices(self)

    @cached_property
    def start(self) -> StartPage:
        return parts.start_page(self)

    @cached_property
    def legend(self) -> Legend:
        return parts.legend(self)

    @cached_property
    def find_bar(self) -> FindBar:
        return parts.find_bar(self)

    @cached_property
    def why(self) -> WhyPanel:
        return parts.why_panel(self)

    @cached_property
    def notes(self) -> NotesPanel:
        return parts.notes_panel(self)

    @cached_property
    def extract(self) -> ExtractPanel:
        return parts.extract_panel(self)

    def _listen(self) -> None:
        session = self.session
        session.documents_changed.connect(self._show_documents)
        session.comparison_changed.connect(self._show_comparison)
        session.marks_changed.connect(lambda: self.actions_by_id.check("lens", session.lens.value))
        # Queued, because whoever listens to a signal of the session must not change it from inside.
        session.marks_changed.connect(self._bring_picked, Qt.ConnectionType.QueuedConnection)
        session.notice_posted.connect(lambda notice: self.notices.show_notice(notice))  # the first one builds the bar
        self.reading.locked_changed.connect(self._show_lock)
        self.reading.menu_asked.connect(self._fill_sentence_menu)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def _remember(self) -> None:
        """Gives the window the look it had when it was closed."""
        settings = self.settings
        recall_geometry(self, settings)
        self.reading.set_measure(settings["line_width"])
        self.reading.apply_font(settings["font_family"], settings["font_size"])
        if settings["zoom"]:
            self.reading.zoom(settings["zoom"])
        self.reading.scrolling.glides = settings["motion"] != "none"
        self.frame.texts.setSizes([settings["sidebar_width"], max(400, self.width() - settings["sidebar_width"])])
        self.show_sidebar(settings["sidebar_shown"])
        self.reading.set_locked(settings["panes_locked"])
        self._show_lock(self.reading.is_locked)
        self.actions_by_id.check("lens", self.session.lens.value)
        self.actions_by_id.check("theme", settings["theme"])
        for name in ("dim_boilerplate", "count_boilerplate"):
            self.actions_by_id[name].setChecked(settings[name])
        self._show_documents()
        if settings.complaint:
            self.session.post(Level.WARNING, settings.complaint)

    # What the session shows --------------------------------------------------------------------------------------

    def glance(self, paths: Sequence[Path]) -> None:
        """Shows two texts while they are read: who waits for a window wants to see what they asked for."""
        from reader.ui.glance import glance

        found = {side: seen for side, path in zip(Side, paths, strict=False) if (seen := glance(path)) is not None}
        if len(found) == len(Side) and not (self.session.left or self.session.right):
            self._show_texts()
            self.reading.glance(found)

    def _turn_page(self) -> None:
        if not (self.session.left or self.session.right):
            self.frame.pages.setCurrentWidget(self.start)
        elif not self.frame.shows_texts:
            self._show_texts()

    def _show_texts(self) -> None:
        self.frame.pages.setCurrentWidget(self.frame.texts)
        self.reading.focus_pane(Side.LEFT)

    def showEvent(self, event: QShowEvent) -> None:
        if not any(pane.source for pane in self.reading.panes.values()):
            self._turn_page()
        super().showEvent(event)

    def _show_documents(self) -> None:
        session = self.session
        shown = [document.title for document in (session.left, session.right) if document is not None]
        # The star of unsaved work stands before the program's name, which Qt would otherwise add once more.
        self.setWindowTitle(" – ".join(shown) + ("[*] – " if shown else "[*]") + _("Readout"))
        opened = [str(path.absolute()) for path in session.paths.values() if path is not None and not sample_at(path)]
        if opened:
            kept = [path for path in self.settings["recent"] if path not in opened]
            self.settings["recent"] = [*opened, *kept][:_RECENT]
            self.show_recent()

    def show_recent(self) -> None:
        """Lists the files opened of late in their menu."""
        menu, paths = self.submenus["open_recent"], self.settings["recent"]
        fill_recent(menu, paths, lambda chosen: self.commands.open_paths(chosen))

    def show_work(self) -> None:
        """Shows whether something is unsaved, and in which file the comparison is."""
        self.setWindowModified(self.judging.is_unsaved)
        self.actions_by_id.refresh()
        if self.judging.path is not None:
            path = str(self.judging.path.absolute())
            self.settings["recent"] = [path, *(one for one in self.settings["recent"] if one != path)][:_RECENT]
            self.show_recent()

    def show_note(self, index: int) -> None:
        """Opens the panel of notes on one of them."""
        self.commands.write_note(True)
        self.notes.show_note(index)

    def offer_unsaved(self) -> None:
        """Says that an earlier window left work that was not saved, where one did, as soon as that is known."""
        tell = self.session.notice_posted.emit
        tasks.run(self.judging.left_behind, done=self._tell_unsaved, failed=lambda error: tell(notice_of(error)))

    def _tell_unsaved(self, left_behind: Sequence[object]) -> None:
        count = len(left_behind)
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
        fits = self.session.fits
        if fits is not None and self._seen_filter != before and not self.reading.is_any_in_sight(fits):
            self.session.focus_picked(1)

    def _fill_sentence_menu(self, menu: QMenu, focus: Focus) -> None:
        from reader.ui.own_menus import fill_sentence_menu

        fill_sentence_menu(menu, focus, self)

    def _show_lock(self, is_locked: bool) -> None:
        if "legend" in vars(self):
            self.legend.show_lock(is_locked)
        self.actions_by_id["lock_panes"].setChecked(is_locked)

    def _pair(self) -> list[str]:
        paths = [self.session.paths[side] for side in Side]
        return [str(path.absolute()) for path in paths if path is not None] if all(paths) else []

    # Theme, reports ------------------------------------------------------------------------------------------------

    def set_theme(self, name: str) -> None:
        self.settings["theme"] = name
        self.actions_by_id.check("theme", name)
        self.theme = chosen_theme(name)
        _dress(self.theme)
        self.complete()
        for view in (self.sidebar, self.reading, self.legend):
            view.apply_theme(self.theme)

    def show_sidebar(self, is_shown: bool) -> None:
        self.sidebar.setVisible(is_shown)
        self.actions_by_id["show_sidebar"].setChecked(is_shown)

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

    def show_report(self, report: str) -> None:
        """Shows the report of a mistake of the program's own."""
        from reader.ui.dialogs.report import ReportDialog
        from reader.ui.dialogs.showing import show_dialog

        show_dialog(ReportDialog(report, self))

    # Remembering -------------------------------------------------------------------------------------------------

    def open_last(self) -> None:
        """Opens the two files of the last time, at the place where the reader was."""
        self._pending_place = self.settings["last_place"]
        self.session.open_files([Path(path) for path in self.settings["last_pair"]])

    def open_samples(self) -> None:
        """Opens two of the samples."""
        self.session.open_files([sample.path for sample in samples()[:2]])

    def closeEvent(self, event: QCloseEvent) -> None:
        self.judging.close()
        settings, session = self.settings, self.session
        settings["lens"] = session.lens.value
        settings["panes_locked"] = self.reading.is_locked
        settings["sidebar_shown"] = not self.sidebar.isHidden()
        if self.sidebar.isVisible():
            settings["sidebar_width"] = max(120, self.frame.texts.sizes()[0])
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


def _dress(theme: Theme) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setPalette(qt_palette(theme))
    app.setStyleSheet(stylesheet(theme))
