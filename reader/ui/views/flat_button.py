"""The small buttons of bars and panels."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QToolButton, QWidget


def flat_button(parent: QWidget, text: str, pressed: Callable[[], object], name: str = "") -> QToolButton:
    """A button without a frame; ``name`` is its tooltip and what a screen reader calls it, where the text is none."""
    button = QToolButton(parent)
    button.setText(text)
    button.setProperty("flat", True)
    if name:
        button.setAccessibleName(name)
        button.setToolTip(name)
    button.clicked.connect(lambda _checked=False: pressed())
    return button
