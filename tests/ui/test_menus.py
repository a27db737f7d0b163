from __future__ import annotations

from PySide6.QtWidgets import QToolBar, QToolButton

from reader.ui.window import Window


def test_the_toolbar_is_read_out_in_words(window: Window) -> None:
    bar = window.findChild(QToolBar, "tools")
    names = {
        button.defaultAction().objectName(): button.accessibleName()
        for button in bar.findChildren(QToolButton)
        if button.defaultAction() is not None
    }
    assert names["next_difference"] == "Next difference"
    assert names["swap_sides"] == "Swap sides"
    assert names["lens_topics"] == "Topics"
    assert all(name[0].isalpha() and "&" not in name for name in names.values())
