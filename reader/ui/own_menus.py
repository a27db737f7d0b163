"""Menus about the reader's own work: of a sentence, and of work that was not saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMenu

from reader.i18n import _
from reader.project.recovery import Found
from reader.ui.judging import Judging
from reader.ui.session import Focus

if TYPE_CHECKING:
    from reader.ui.window import Window

_OWN = ("write_note", "pair_by_hand", "correct_speaker", "correct_topics", "take_back")


def fill_sentence_menu(menu: QMenu, focus: Focus, window: Window) -> None:
    """Adds what can be said about a sentence: how it belongs to the one in focus opposite, then what concerns it."""
    menu.addSeparator()
    window.commands.add_pairs(menu, focus)
    for name in _OWN:
        action = window.actions_by_id[name]
        entry = menu.addAction(action.text())
        entry.setEnabled(window.session.can_judge)

        def do(_checked: bool = False, name: str = name) -> None:
            window.session.set_focus(focus)
            # Once the menu is gone, and with the sentence in focus, so that the action is enabled.
            QTimer.singleShot(0, window, window.actions_by_id[name].trigger)

        entry.triggered.connect(do)


def fill_unsaved(menu: QMenu, judging: Judging) -> None:
    """Lists the work that earlier windows did not save."""
    menu.clear()
    found = judging.left_behind()
    if not found:
        menu.addAction(_("Nothing: everything was saved")).setEnabled(False)
    for one in found:
        entry = menu.addMenu(_title(one).replace("&", "&&"))
        entry.addAction(_("Go on with it")).triggered.connect(partial(_do, judging.take_up, one))
        entry.addAction(_("Delete it for good")).triggered.connect(partial(_do, judging.give_up, one))


def _do(act: Callable[[Found], None], found: Found, _checked: bool = False) -> None:
    act(found)


def _title(found: Found) -> str:
    left, right = found.saved.found.left.title, found.saved.found.right.title
    return _("{left} – {right}").format(left=_short(left), right=_short(right))


def _short(title: str) -> str:
    return title if len(title) <= 48 else title[:47] + "…"
