"""Loads the window, in the order and the way that lets it open soonest. Qt comes with ``load``."""

from __future__ import annotations

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
    # Before Qt, whose Python side looks through the source of every module that is loaded after it.
    import reader.loaders.plain
    import reader.samples
    import reader.settings
    import reader.text.blocks
    import reader.text.canonical
    import reader.theme
    import reader.ui.glance
    import reader.ui.views.wording
    import reader.ui.work  # noqa: F401 - with all that the first frame needs of the parts without Qt
    from reader.ui import app

    return app


def finish() -> None:
    """The window is complete: the collector is at work again, and leaves alone what has been loaded so far."""
    gc.freeze()
    gc.enable()
