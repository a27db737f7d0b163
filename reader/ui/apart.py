"""Work on long texts in a process of its own, so that the window never waits for it. Without Qt.

A thread would not do: Python lets one thread at a time run, and the window stutters as long as another is at work. The
process gets a function of a module and its arguments, tells how far it is, and hands back the value or the error, all
pickled, over its pipes. It ends when it has answered, when it is stopped, or when the window is gone.

What comes of a long text is many values, and making them takes the window's time again: a second, in a thread of the
window. So that thread makes a few at a time and rests in between.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import sleep, thread_time
from typing import Any, BinaryIO, Final

from reader.collector import CollectorPaused
from reader.i18n import VARIABLE, language, set_language

FLAG: Final = "--work-in-child"
"""First argument by which a frozen program, which has no Python to start, starts itself for this (reader.cli)."""

_START = "import json, sys; sys.path[:] = json.loads(sys.argv.pop(1)); from reader.ui.apart import main; main()"
_VALUE, _ERROR, _PROGRESS = b"v", b"e", b"p"
_SPELL: Final = 0.002
"""Seconds of the processor after which the thread of the window that pickles or unpickles rests."""
_REST: Final = 2.0
"""How long it rests, as a multiple of what it has worked."""


class Stopped(Exception):
    """The work was stopped and has no answer."""


class Apart:
    """One piece of work. ``stop`` may be called from any thread, before, during and after."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_stopped = False

    def stop(self) -> None:
        """Ends the process, now or as soon as it starts; ``run`` raises Stopped."""
        with self._lock:
            self._is_stopped = True
            if self._process is not None:
                self._process.kill()

    def run(self, function: Callable[..., Any], *arguments: Any, told: Callable[[float], None] | None = None) -> Any:
        """The value of a function of a module, called in the process; what it raises is raised here.

        With ``told`` the function gets ``progress``, a function of 0–1, and what it says there is told here, in this
        thread. Raises Stopped.
        """
        with self._start() as process:
            assert process.stdin is not None
            assert process.stdout is not None
            to, answers = _Pipe(process.stdin, _REST), _Pipe(process.stdout, _REST)
            try:
                with suppress(BrokenPipeError):
                    # One by one: pickle forgets in one go, while all threads wait, what it has sent in one message.
                    _send(to, _VALUE, (function, len(arguments), told is not None))
                    for argument in arguments:
                        _send(to, _VALUE, argument)
                while True:
                    kind, value = _receive(answers)
                    if kind == _PROGRESS and told is not None:
                        told(value)
                    elif kind == _VALUE:
                        return value
                    elif kind == _ERROR:
                        raise value
            except EOFError as error:
                if self._is_stopped:
                    raise Stopped from None
                raise RuntimeError(f"the process that worked on the texts ended ({process.poll()})") from error
            finally:
                with suppress(BrokenPipeError):
                    process.stdin.close()
                process.kill()

    def _start(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._is_stopped:
                raise Stopped
            self._process = subprocess.Popen(
                _program(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, VARIABLE: language()},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            return self._process


def _program() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG]
    home = str(Path(__file__).resolve().parents[2])
    return [sys.executable, "-c", _START, json.dumps([home, *(folder for folder in sys.path if folder)])]


class _Pipe:
    """A pipe into which values are pickled, or out of which they come, a few at a time.

    pickle asks for, or hands over, some 64 kB at a time, and keeps all threads waiting while it is at work on them.
    With ``rest`` whoever uses the pipe rests in between, so many times as long as it has worked.
    """

    def __init__(self, pipe: BinaryIO | Any, rest: float = 0.0) -> None:
        self._pipe = pipe
        self._rest = rest
        self._since = thread_time()

    def read(self, size: int) -> bytes:
        """As many bytes as are asked for, fewer at the end."""
        self._give_way()
        return bytes(self._pipe.read(size))

    def readline(self) -> bytes:
        """The bytes up to the end of a line."""
        return bytes(self._pipe.readline())

    def write(self, data: bytes) -> int:
        """Writes bytes and says how many."""
        self._give_way()
        return int(self._pipe.write(data))

    def flush(self) -> None:
        """Has everything written on its way."""
        self._pipe.flush()

    def _give_way(self) -> None:
        worked = thread_time() - self._since
        if self._rest and worked > _SPELL:
            sleep(self._rest * worked)
            self._since = thread_time()


def _send(pipe: _Pipe, kind: bytes, value: object) -> None:
    pipe.write(kind)
    with CollectorPaused():  # a list for every value of ours is held until the last one is written
        pickle.Pickler(pipe, pickle.HIGHEST_PROTOCOL).dump(value)
    pipe.flush()


def _receive(pipe: _Pipe) -> tuple[bytes, Any]:
    """The next message. Raises EOFError where there is none any more, or only a part of one."""
    kind = pipe.read(1)
    with CollectorPaused():
        try:
            value = pickle.Unpickler(pipe).load()
        except pickle.UnpicklingError as error:
            raise EOFError from error
        if kind == _VALUE:
            gc.freeze()  # to go over all the values would hold up the window, and finds nothing in them, now or later
    return kind, value


def main() -> int:
    """The process: takes one piece of work, tells how far it is, answers. Gives the exit code."""
    out = _Pipe(os.fdopen(os.dup(1), "wb"))
    os.dup2(2, 1)  # whatever a library prints must not get into the answer
    set_language()
    asked = _Pipe(sys.stdin.buffer)
    _kind, (function, count, tells) = _receive(asked)
    arguments = [_receive(asked)[1] for _ in range(count)]
    threading.Thread(target=_end_with_the_window, daemon=True).start()
    said = 0.0

    def progress(part: float) -> None:
        nonlocal said
        if part >= said + 0.01:
            said = part
            _send(out, _PROGRESS, part)

    try:
        value = function(*arguments, **({"progress": progress} if tells else {}))
    except Exception as error:  # noqa: BLE001 - raised again where the work was asked for
        error.add_note("".join(traceback.format_exception(error)))
        _send(out, _ERROR, _sendable(error))
    else:
        gc.disable()
        _send(out, _VALUE, value)
    os._exit(0)  # nothing is left to be done, and a long text takes a while to be forgotten


def _sendable(error: Exception) -> Exception:
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001 - an error that cannot be pickled is told as its own report
        return RuntimeError("".join(traceback.format_exception(error)))
    return error


def _end_with_the_window() -> None:
    """Ends the process when its input is closed: the window is gone, or does not want the answer."""
    with suppress(OSError, ValueError):
        while os.read(0, 1):
            pass
    os._exit(1)
