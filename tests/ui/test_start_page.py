from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from reader.ui.views.start_page import StartPage


def going_on(page: StartPage) -> QPushButton:
    return next(button for button in page.findChildren(QPushButton) if button.text().startswith("Go on"))


def test_endless_file_names_do_not_widen_the_window(qtbot: QtBot) -> None:
    page = StartPage()
    qtbot.addWidget(page)
    page.offer_pair(["/a/February & March.txt", "/b/" + "a very long name " * 12 + "<b>.txt"])
    button = going_on(page)
    assert button.text().startswith("Go on with February && March.txt and a very")
    assert button.text().endswith("<b>.txt")
    assert page.minimumSizeHint().width() < 800
    assert "&lt;b&gt;" in button.toolTip()
    assert button.accessibleDescription().endswith("<b>.txt")


def test_nothing_is_offered_without_a_pair(qtbot: QtBot) -> None:
    page = StartPage()
    qtbot.addWidget(page)
    page.offer_pair(["/a/one.txt", "/a/two.txt"])
    page.offer_pair([])
    assert not going_on(page).isVisibleTo(page)
