"""Work outside the GUI thread: a pure function in, its answer delivered back in the GUI thread.

An answer whose token was dropped never arrives. Work in a thread cannot be interrupted and must touch no widget; work
in a process of its own (``apart``) can be stopped, and tells how far it is.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

if TYPE_CHECKING:
    from reader.ui.apart import Apart

_T = TypeVar("_T")


class Token(QObject):
    """A piece of work under way. ``drop()`` makes its answer stale."""

    _arrived = Signal(object, object)
    moved = Signal(float)
    """How far the work is, 0–1, where it tells."""

    def __init__(self, done: Callable[[object], None], failed: Callable[[Exception], None]) -> None:
        super().__init__()
        self._done = done
        self._failed = failed
        self._stale = False
        self.apart: Apart | None = None
        """The process that does the work; None where a thread does."""
        self._arrived.connect(self._deliver)

    def drop(self) -> None:
        """The answer, if it still comes, is not wanted any more; work that can be stopped is stopped."""
        self._stale = True
        if self.apart is not None:
            self.apart.stop()

    def tell(self, part: float) -> None:
        """Says how far the work is; called in the worker's thread."""
        with suppress(RuntimeError):
            if not self._stale:
                self.moved.emit(part)

    def answer(self, value: object, error: Exception | None) -> None:
        """Sends the answer; called in the worker's thread."""
        with suppress(RuntimeError):  # the window is gone, and with it whoever wanted the answer
            self._arrived.emit(value, error)

    @Slot(object, object)
    def _deliver(self, value: object, error: Exception | None) -> None:
        _under_way.pop(id(self), None)
        try:
            if self._stale:
                return
            if error is not None:
                self._failed(error)
            else:
                self._done(value)
        finally:
            self.deleteLater()


_under_way: dict[int, Token] = {}
# Qt does not keep a Python object alive for us: whatever is running is held here until it has been delivered.

_pool: list[QThreadPool] = []
_TURN = 0.001
"""Seconds a thread goes on in Python while the window waits for its turn. It waits some hundred times a frame, so that
Python's usual five milliseconds would be felt."""


def pool() -> QThreadPool:
    """The threads of the window; made when first needed."""
    if not _pool:
        made = QThreadPool()
        made.setMaxThreadCount(4)  # one long comparison must not keep the next file from being read
        sys.setswitchinterval(_TURN)
        _pool.append(made)
    return _pool[0]


def run(work: Callable[[], _T], *, done: Callable[[_T], None], failed: Callable[[Exception], None]) -> Token:
    """Runs ``work()`` in another thread, then ``done(value)`` or ``failed(error)`` in this one."""
    token = Token(done, failed)  # type: ignore[arg-type]  # the signal carries objects; done gets what work gave
    _under_way[id(token)] = token

    def job() -> None:
        try:
            value = work()
        except Exception as error:  # noqa: BLE001 - whatever went wrong is told to the person
            token.answer(None, error)
        else:
            token.answer(value, None)

    pool().start(job)
    return token


def run_apart(
    function: Callable[..., _T],
    *arguments: object,
    tells: bool = False,
    done: Callable[[_T], None],
    failed: Callable[[Exception], None],
) -> Token:
    """Runs a function of a module in a process of its own, then ``done(value)`` or ``failed(error)`` in this thread.

    ``tells``: the function takes ``progress``, and the token's ``moved`` says how far it is.
    """
    from reader.ui.apart import Apart

    token = Token(done, failed)  # type: ignore[arg-type]  # as in run
    token.apart = Apart()
    _under_way[id(token)] = token
    work = token.apart

    def job() -> None:
        try:
            value = work.run(function, *arguments, told=token.tell if tells else None)
        except Exception as error:  # noqa: BLE001 - as in run
            token.answer(None, error)
        else:
            token.answer(value, None)

    pool().start(job)
    return token


def start(
    function: Callable[..., _T],
    *arguments: object,
    apart: bool,
    tells: bool = False,
    done: Callable[[_T], None],
    failed: Callable[[Exception], None],
) -> Token:
    """``run_apart`` where the work is long enough to be worth a process, else ``run``."""
    if apart:
        return run_apart(function, *arguments, tells=tells, done=done, failed=failed)
    return run(lambda: function(*arguments), done=done, failed=failed)


def finish(milliseconds: int = 2000) -> bool:
    """Drops every answer and waits for what is running; False if something was still at work at the end."""
    for token in list(_under_way.values()):
        token.drop()
    pool().clear()
    return pool().waitForDone(milliseconds)
