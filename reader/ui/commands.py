"""What each action does: the handlers of the table in ``actions.py``, by the names of its rows.

Dialogs are loaded when they are asked for, so that the window opens sooner.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer

from reader.i18n import _
from reader.marks import Lens
from reader.model import Options, Side
from reader.samples import sample_at
from reader.ui.dialogs.files import ask_files
from reader.ui.dialogs.showing import show_dialog
from reader.ui.everyday_commands import EverydayCommands
from reader.ui.own_commands import OwnCommands
from reader.ui.views.sidebar import CHANGES, DOCUMENTS

if TYPE_CHECKING:
    from reader.ui.window import Window

_RECENT_COMMANDS = 6
"""Commands that the list of commands remembers."""


class Commands(OwnCommands, EverydayCommands):
    """Hands every wish of the person to the session or the view it concerns. Keeps nothing itself."""

    def __init__(self, window: Window) -> None:
        self._window = window

    # File --------------------------------------------------------------------------------------------------------

    def open_paths(self, paths: list[Path], side: Side | None = None) -> None:
        """Opens files into a side, or where there is room."""
        if paths and not sample_at(paths[0]):
            self._window.settings["last_folder"] = str(paths[0].parent)
        self._window.session.open_files(paths, side)

    def open_files(self) -> None:
        ask_files(
            self._window,
            _("Open one or two readouts"),
            self._window.settings["last_folder"],
            several=True,
            done=self.open_paths,
        )

    def open_left(self) -> None:
        self._open_side(Side.LEFT, _("Open on the left"))

    def open_right(self) -> None:
        self._open_side(Side.RIGHT, _("Open on the right"))

    def _open_side(self, side: Side, title: str) -> None:
        folder = self._window.settings["last_folder"]
        ask_files(self._window, title, folder, several=False, done=lambda paths: self.open_paths(paths, side))

    def paste_left(self) -> None:
        self.paste(Side.LEFT)

    def paste_right(self) -> None:
        self.paste(Side.RIGHT)

    def swap_sides(self) -> None:
        self._window.session.swap()

    def export_comparison(self) -> None:
        from reader.ui.dialogs.export import ExportDialog  # with all exporters, which the window need not load to open

        session = self._window.session
        if session.comparison is not None:
            show_dialog(
                ExportDialog(
                    session.comparison,
                    session.lens,
                    session.filter,
                    self._window.settings,
                    session.export_to,
                    self._window,
                )
            )

    def quit_program(self) -> None:
        self._window.close()

    # Edit --------------------------------------------------------------------------------------------------------

    def copy_selection(self) -> None:
        self._window.reading.copy()

    def find_text(self) -> None:
        self._window.find_bar.open_bar()

    def find_next(self) -> None:
        self._find(1)

    def find_previous(self) -> None:
        self._find(-1)

    def _find(self, step: int) -> None:
        if self._window.is_open("find_bar"):
            self._window.find_bar.stepped.emit(step)
        else:
            self._window.find_bar.open_bar()

    def clear_filter(self) -> None:
        self._window.session.clear_filter()

    def show_preferences(self) -> None:
        from reader.ui.dialogs.preferences import PreferencesDialog

        show_dialog(PreferencesDialog(self._window.settings, self._window.apply_setting, self._window))

    # View --------------------------------------------------------------------------------------------------------

    def set_lens(self, name: str) -> None:
        self._window.session.set_lens(Lens(name))

    def dim_boilerplate(self, is_dimmed: bool) -> None:
        self._window.settings["dim_boilerplate"] = is_dimmed
        self._window.session.set_dimmed(is_dimmed)

    def count_boilerplate(self, is_counted: bool) -> None:
        self._window.settings["count_boilerplate"] = is_counted
        self._window.session.set_options(Options(use_boilerplate=is_counted))

    def zoom_in(self) -> None:
        self._window.reading.zoom(1)

    def zoom_out(self) -> None:
        self._window.reading.zoom(-1)

    def reset_zoom(self) -> None:
        self._window.reading.reset_zoom()

    def show_sidebar(self, is_shown: bool) -> None:
        self._window.show_sidebar(is_shown)

    def lock_panes(self, is_locked: bool) -> None:
        self._window.reading.set_locked(is_locked)

    def full_screen(self, is_full: bool) -> None:
        state = self._window.windowState()
        full = Qt.WindowState.WindowFullScreen
        self._window.setWindowState(state | full if is_full else state & ~full)
        self._window.actions_by_id["full_screen"].setChecked(is_full)

    # Go and Pair -------------------------------------------------------------------------------------------------

    def previous_difference(self) -> None:
        self._window.session.focus_difference(-1)

    def next_difference(self) -> None:
        self._window.session.focus_difference(1)

    def next_picked(self) -> None:
        self._window.session.focus_picked(1)

    def previous_picked(self) -> None:
        self._window.session.focus_picked(-1)

    def other_pane(self) -> None:
        left = self._window.reading.panes[Side.LEFT]
        self._window.reading.focus_pane(Side.RIGHT if left.hasFocus() else Side.LEFT)

    def go_changes(self) -> None:
        self.show_sidebar(True)
        self._window.sidebar.show_list(CHANGES)

    def go_sidebar(self) -> None:
        self.show_sidebar(True)
        self._window.sidebar.show_list(DOCUMENTS)

    def go_counterpart(self) -> None:
        self._window.session.focus_partner()

    def explain_pair(self, is_open: bool) -> None:
        self._window.why.open_panel(is_open)
        self._window.actions_by_id["explain_pair"].setChecked(is_open)

    def step_back(self) -> None:
        """Undoes the latest of what stands in the way: find bar, panel, filter, notice, full screen."""
        if self._window.is_open("find_bar"):
            self._window.find_bar.close_bar()
        elif self._window.is_open("why"):
            self.explain_pair(False)
        elif self._window.is_open("notes"):
            self.write_note(False)
        elif self._window.is_open("extract"):
            self.show_extract(False)
        elif self._window.session.can_cancel:
            self._window.session.cancel()
        elif self._window.session.filter:
            self._window.session.clear_filter()
        elif not self._window.notices.dismiss_latest() and self._window.isFullScreen():
            self.full_screen(False)

    # Help --------------------------------------------------------------------------------------------------------

    def show_commands(self) -> None:
        """Lists what is of use now; what is picked is done once the list is gone."""
        from reader.ui.dialogs.command_palette import CommandPalette
        from reader.ui.models.command_list import command_of

        window, actions = self._window, self._window.actions_by_id
        others = (row for row in actions.rows.values() if not row.is_submenu and row.id != "show_commands")
        listed = [command_of(row) for row in others if actions[row.id].isEnabled()]
        palette = CommandPalette(listed, window.settings["recent_commands"], window)
        palette.picked.connect(lambda name: QTimer.singleShot(0, window, lambda: self._run(name)))
        show_dialog(palette)

    def _run(self, name: str) -> None:
        settings = self._window.settings
        late = [one for one in settings["recent_commands"] if one != name]
        settings["recent_commands"] = [name, *late][:_RECENT_COMMANDS]
        self._window.actions_by_id[name].trigger()

    def show_manual(self) -> None:
        from reader.ui.dialogs.manual import ManualDialog

        show_dialog(ManualDialog(self._window))

    def show_shortcuts(self) -> None:
        from reader.ui.dialogs.shortcuts import ShortcutsDialog

        show_dialog(ShortcutsDialog(self._window))

    def show_about(self) -> None:
        from reader.ui.dialogs.about import AboutDialog

        show_dialog(AboutDialog(self._window.settings.path, self._window))
