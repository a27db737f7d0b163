"""Dialogs that fit on the screen, however small it is and however large its letters are."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

_FRAME = 8, 40
"""Pixels that the border and the title of a window take."""


def resize_within_screen(dialog: QWidget, width: int, height: int) -> None:
    """Gives a dialog this size, or as much of it as the screen has."""
    room = dialog.screen().availableSize()
    dialog.resize(min(width, room.width() - _FRAME[0]), min(height, room.height() - _FRAME[1]))
