"""Size and place of the window, from one time to the next."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from reader.settings import Settings

_SMALLEST = (480, 320)


def recall_geometry(window: QWidget, settings: Settings) -> None:
    """Gives the window the size and place it had, if there is still a screen there."""
    sizes = [*settings["window_size"], *_SMALLEST][:2]
    window.resize(*(max(given, least) for given, least in zip(sizes, _SMALLEST, strict=True)))
    place = settings["window_place"]
    if len(place) == 2 and min(place) >= 0 and QGuiApplication.screenAt(QPoint(place[0] + 40, place[1] + 40)):
        window.move(*place)
    if settings["window_maximised"]:
        window.setWindowState(Qt.WindowState.WindowMaximized)


def keep_geometry(window: QWidget, settings: Settings) -> None:
    """Notes size and place; those of a maximised window are those it goes back to."""
    settings["window_maximised"] = window.isMaximized()
    if not window.isMaximized() and not window.isFullScreen():
        settings["window_size"] = [window.width(), window.height()]
        settings["window_place"] = [window.x(), window.y()]
