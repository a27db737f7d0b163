from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton

from reader.i18n import LANGUAGES
from reader.settings import ALL as SETTINGS
from reader.ui.actions import Menu, When, is_of_use, menu_titles, plain_text, rows
from reader.ui.session import Session
from reader.ui.window import Window

MANUAL = Path(__file__).parents[2] / "docs" / "manual-window.md"


def test_ids_are_a_verb_and_an_object_and_unique() -> None:
    ids = [row.id for row in rows()]
    assert len(set(ids)) == len(ids)
    for name in ids:
        assert re.fullmatch(r"[a-z]+(_[a-z]+)+", name), name


def test_no_key_does_two_things() -> None:
    keys = Counter(QKeySequence(key).toString() for row in rows() for key in row.keys)
    assert "" not in keys
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_no_letter_is_underlined_twice_in_a_menu(tag: str, speak: Callable[[str], str]) -> None:
    speak(tag)
    for menu in Menu:
        letters = Counter(
            row.text[row.text.index("&") + 1].casefold() for row in rows() if row.menu is menu and "&" in row.text
        )
        assert [letter for letter, count in letters.items() if count > 1] == [], menu
    titles = Counter(title[title.index("&") + 1].casefold() for title in menu_titles().values())
    assert max(titles.values()) == 1


@pytest.mark.parametrize("tag", LANGUAGES)
def test_names_of_actions_show_no_marks(tag: str, speak: Callable[[str], str]) -> None:
    speak(tag)
    for row in rows():
        assert not set("&()…") & set(plain_text(row.text)), row.id
        assert plain_text(row.text) == plain_text(row.text).strip()


def test_every_action_says_what_it_does() -> None:
    for row in rows():
        assert row.tip.endswith("."), row.id
        assert "&" in row.text, row.id


def test_every_row_has_something_that_does_it(window: Window) -> None:
    for row in rows():
        if not row.is_submenu:
            assert callable(window.handler(f"set_{row.choice}" if row.choice else row.id)), row.id


def test_every_row_stands_in_its_menu_once(window: Window) -> None:
    shown = {menu.title(): menu for menu in window.menuBar().findChildren(QMenu)}
    for menu, title in menu_titles().items():
        texts = [action.text() for action in shown[title].actions() if not action.isSeparator()]
        assert texts == [row.text for row in rows() if row.menu is menu]


def test_the_toolbar_has_the_lenses_the_walk_and_the_export(window: Window) -> None:
    bar = window.findChild(object, "tools")
    texts = [button.text() for button in bar.findChildren(QToolButton) if button.text()]
    assert Counter(texts) == Counter(row.short for row in rows() if row.short)


def test_an_action_is_enabled_exactly_when_it_is_of_use(compared: Window) -> None:
    actions = compared.actions_by_id

    def agree() -> None:
        for row in rows():
            if not row.is_submenu:
                assert actions[row.id].isEnabled() == is_of_use(compared.session, row.when), row.id

    agree()
    compared.session.set_focus(compared.session.differences()[-1])
    agree()
    assert not actions["next_difference"].isEnabled()
    assert actions["previous_difference"].isEnabled()
    compared.session.toggle_speaker("Xi Jinping")
    agree()
    assert actions["clear_filter"].isEnabled()


def test_with_nothing_open_only_what_opens_is_enabled(session: Session) -> None:
    assert [when for when in When if is_of_use(session, when)] == [When.ALWAYS]


def _table(heading: str) -> list[list[str]]:
    section = MANUAL.read_text(encoding="utf-8").split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_manual_lists_every_action() -> None:
    titles = {menu: title.replace("&", "") for menu, title in menu_titles().items()}
    expected = [
        [
            f"{titles[row.menu]}: {row.text.replace('&', '').rstrip('…')}",
            ", ".join(f"`{key}`" for key in row.keys),
            row.tip,
        ]
        for row in rows()
    ]
    assert _table("Actions") == expected


def test_the_manual_lists_every_setting() -> None:
    expected = [[f"`{setting.name}`", f"`{setting.default!r}`", setting.about] for setting in SETTINGS]
    assert _table("Settings") == expected
