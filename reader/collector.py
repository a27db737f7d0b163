"""Python's collector of unused values, and when it had better wait."""

from __future__ import annotations

import gc


class CollectorPaused:
    """``with CollectorPaused():`` nothing is looked for that could be thrown away.

    While the values of a long text are made, the collector goes over all of them again and again, to find that all are
    in use: a sixth of the time. What is unused is still freed at once, but for values that refer to one another in a
    circle, which wait. When it goes on, the values made meanwhile count as old ones, which it goes over seldom; else
    it would begin with all of them. Where two threads pause it, it goes on with the first that is done.
    """

    __slots__ = ("_was_on",)

    def __init__(self) -> None:
        self._was_on = False

    def __enter__(self) -> None:
        self._was_on = gc.isenabled()
        gc.disable()

    def __exit__(self, *_of_error: object) -> None:
        if self._was_on:
            if not gc.get_freeze_count():  # else what a program set aside for good would be old values again
                gc.freeze()
                gc.unfreeze()
            gc.enable()
