"""Titles, names and datelines: dimmed on request, and counted on request."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from reader.model import BoilerplateKind, Options, Side
from reader.settings import Settings
from reader.theme import load_theme
from reader.ui.session import Focus
from reader.ui.window import Window


def colours(window: Window, kind: BoilerplateKind) -> set[str]:
    """Colours in which a kind of boilerplate stands on the left."""
    pane = window.reading.panes[Side.LEFT]
    found = set()
    for one in pane.source.boilerplate:
        if one.kind is kind:
            position = pane.offsets.position(one.start)
            block = pane.page.layout.set_block(pane.offsets.block(one.start))
            within = position + 1 - block.position()
            for piece in block.layout().formats():
                if piece.start < within <= piece.start + piece.length:
                    found.add(piece.format.foreground().color().name())
    return found


def test_titles_and_names_are_dimmed_and_shown_again(compared: Window) -> None:
    compared.set_theme("light")
    muted = load_theme("light")["muted"].lower()
    assert muted not in colours(compared, BoilerplateKind.TITLE)
    compared.actions_by_id["dim_boilerplate"].trigger()
    assert colours(compared, BoilerplateKind.TITLE) == colours(compared, BoilerplateKind.NAME) == {muted}
    compared.actions_by_id["lens_speakers"].trigger()
    assert colours(compared, BoilerplateKind.TITLE) == {muted}
    compared.actions_by_id["dim_boilerplate"].trigger()
    assert muted not in colours(compared, BoilerplateKind.TITLE)


def test_counting_titles_compares_again_and_keeps_the_place(compared: Window, qtbot: QtBot) -> None:
    session = compared.session
    session.set_focus(Focus(Side.LEFT, 4))
    before = session.comparison
    assert before.options == Options()
    for is_counted in (True, False):
        with qtbot.waitSignal(session.comparison_changed, timeout=20_000):
            compared.actions_by_id["count_boilerplate"].trigger()
        qtbot.waitUntil(lambda: not session.busy, timeout=20_000)
        assert session.comparison.options == Options(use_boilerplate=is_counted)
        assert session.focus == Focus(Side.LEFT, 4)
        assert (session.comparison.matches != before.matches) is is_counted
    assert session.comparison == before


def test_both_are_remembered(compared: Window, open_window: Callable[[], Window], qtbot: QtBot) -> None:
    with qtbot.waitSignal(compared.session.comparison_changed, timeout=20_000):
        compared.actions_by_id["count_boilerplate"].trigger()
    compared.actions_by_id["dim_boilerplate"].trigger()
    compared.close()
    assert Settings()["dim_boilerplate"]
    assert Settings()["count_boilerplate"]
    again = open_window()
    assert again.session.is_dimmed
    assert again.session.options == Options(use_boilerplate=True)
    assert all(again.actions_by_id[name].isChecked() for name in ("dim_boilerplate", "count_boilerplate"))


def test_with_nothing_open_there_is_nothing_to_compare_again(window: Window) -> None:
    window.actions_by_id["count_boilerplate"].trigger()
    assert window.session.busy == ""
    assert window.session.comparison is None
