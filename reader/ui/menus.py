"""Menus and toolbar, built from the table of actions."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QMenuBar, QSizePolicy, QToolBar, QToolButton, QWidget

from reader.i18n import _
from reader.samples import Sample
from reader.ui.actions import Actions, menu_titles, plain_text


def fill_menu_bar(bar: QMenuBar, actions: Actions) -> dict[str, QMenu]:
    """Puts every row into its menu; gives the submenus the window has to fill, by row id."""
    submenus: dict[str, QMenu] = {}
    for menu, title in menu_titles().items():
        shown = bar.addMenu(title)
        shown.setToolTipsVisible(True)
        section = 0
        for row in actions.rows.values():
            if row.menu is not menu:
                continue
            if row.section != section:
                shown.addSeparator()
                section = row.section
            if row.is_submenu:
                submenus[row.id] = shown.addMenu(row.text)
                submenus[row.id].menuAction().setToolTip(row.tip)
            else:
                shown.addAction(actions[row.id])
    return submenus


_LEADING = ("previous_difference", "next_difference", "swap_sides")
_TRAILING = ("find_text", "export_comparison")


def tool_bar(actions: Actions, parent: QWidget) -> QToolBar:
    """The lenses as one switch, the way through the differences, find and export."""
    bar = QToolBar(_("Tools"), parent)
    bar.setObjectName("tools")
    bar.setMovable(False)
    bar.setFloatable(False)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    bar.addWidget(_lens_switch(actions, bar))
    gap = QWidget(bar)
    gap.setFixedWidth(10)
    bar.addWidget(gap)
    for name in _LEADING:
        bar.addAction(actions[name])
    space = QWidget(bar)
    space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    bar.addWidget(space)
    for name in _TRAILING:
        bar.addAction(actions[name])
    return bar


def name_buttons(bar: QToolBar, actions: Actions) -> None:
    """Lets the toolbar's buttons be reached with Tab and be read out in words."""
    for button in bar.findChildren(QToolButton):
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if action := button.defaultAction():
            # What is read out is the action's name, without the arrows that are only for the eye.
            button.setAccessibleName(plain_text(actions.rows[action.objectName()].text))


def _lens_switch(actions: Actions, parent: QWidget) -> QFrame:
    frame = QFrame(parent)
    frame.setObjectName("lenses")
    frame.setAccessibleName(_("What the marks emphasise"))
    row = QHBoxLayout(frame)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    lenses = [one.id for one in actions.rows.values() if one.choice == "lens"]
    for name in lenses:
        button = QToolButton(frame)
        button.setDefaultAction(actions[name])
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setProperty("last", name == lenses[-1])
        button.setAccessibleDescription(actions.rows[name].tip)
        row.addWidget(button)
    return frame


def fill_samples(menu: QMenu, samples: tuple[Sample, ...], opened: Callable[[list[Path]], None]) -> None:
    """Each sample alone, and every two of them."""
    menu.clear()
    pairs = menu.addMenu(_("Two at a time"))
    for earlier, later in combinations(samples, 2):
        text = _("{earlier}  ·  {later}").format(earlier=_escaped(earlier.title), later=_escaped(later.title))
        _add(pairs, text, [earlier.path, later.path], opened)
    menu.addSeparator()
    for sample in samples:
        _add(menu, _escaped(sample.title), [sample.path], opened)


def fill_recent(menu: QMenu, paths: list[str], opened: Callable[[list[Path]], None]) -> None:
    """The files opened of late."""
    menu.clear()
    menu.setEnabled(bool(paths))
    for path in paths:
        _add(menu, _escaped(Path(path).name), [Path(path)], opened).setStatusTip(path)


def _add(menu: QMenu, text: str, paths: list[Path], opened: Callable[[list[Path]], None]) -> QAction:
    action = menu.addAction(text)
    action.triggered.connect(lambda _checked=False: opened(paths))
    return action


def _escaped(text: str) -> str:
    return text.replace("&", "&&")
