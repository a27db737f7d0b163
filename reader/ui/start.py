"""Loads the window, in the order and the way that lets it open soonest. Qt comes with ``load``."""

from __future__ import annotations

import builtins
import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


def load() -> ModuleType:
    """The module that runs the window (``reader.ui.app``). Raises ImportError where Qt cannot be loaded.

    Python's collector of unused values rests from here on until the window is complete: it would go over everything
    that is being loaded, to find that all of it is in use.
    """
    gc.disable()
    import PySide6.QtCore  # noqa: F401 - it replaces __import__

    # Readout asks for none of PySide's features, so no module needs to be looked through for them.
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
    from reader.ui import app

    return app


def finish() -> None:
    """The window is complete: the collector is at work again, and leaves alone what has been loaded so far."""
    gc.freeze()
    gc.enable()
