"""Reads a structured file in a process of its own, so that a hostile one costs a sentence and not the program.

The parent hands over the bytes on standard input and gets JSON on standard output. The child allows itself a fixed
amount of memory and time, may write no file, open no connection and start no process (reader.loaders.guard), and
inherits nothing: no open file, no variable but those of the language, no folder on its path but those of Python and
of Readout. On Windows, which has no such limits, time and connections alone are limited.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

from reader import errors
from reader.errors import ReaderError, UnreadableFile, UnsafeFile, UnsupportedFormat
from reader.i18n import VARIABLE, _, language, set_language
from reader.loaders.base import Loaded
from reader.loaders.encodings import chosen_encoding, reading_as
from reader.loaders.guard import forbid_reaching_out, is_short_of_memory, limit_memory_and_time
from reader.loaders.limits import CHILD_SECONDS
from reader.model import Paragraph, ParagraphKind

if TYPE_CHECKING:
    import subprocess

FLAG = "--load-in-child"
"""First argument by which a frozen program, which has no Python to start, starts itself as the child (reader.cli)."""

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv.pop(1)); "
    "from reader.loaders.child import main; sys.exit(main())"
)
_OUT_OF_MEMORY: Final = 3
"""Exit code of a child that had no memory, or no depth, left."""
# What Python, the interface's language and Windows itself cannot do without.
_VARIABLES: Final = ("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "READOUT_DEBUG", "SYSTEMROOT", "TEMP", "TMP")


class StructuredLoader(Protocol):
    """A loader whose work is done in the child: ``load`` asks ``load_in_child`` for what ``parse`` finds there."""

    name: str

    def parse(self, data: bytes) -> Loaded:
        """Text and blocks. May take any time and memory, may crash; raises ReaderError for a file it refuses."""
        ...


class CalledOff(ReaderError):
    """Whoever wanted the file does not want it any more."""


class Calling:
    """A reading that may be called off from another thread: ``with calling.reading(): read(path)``."""

    def __init__(self) -> None:
        from threading import Lock

        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_off = False

    def call_off(self) -> None:
        """Kills the process that reads, now or as soon as it starts; ``read`` raises CalledOff. Any thread may."""
        with self._lock:
            self._is_off = True
            if self._process is not None:
                self._process.kill()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Whatever this thread reads meanwhile can be called off."""
        token = _CALLING.set(self)
        try:
            yield
        finally:
            _CALLING.reset(token)

    def require_wanted(self) -> None:
        """Raises CalledOff once it was called off."""
        if self._is_off:
            raise CalledOff(_("Reading {file} was called off."))

    @contextmanager
    def _holding(self, process: subprocess.Popen[bytes]) -> Iterator[None]:
        with self._lock:
            self._process = process
            if self._is_off:
                process.kill()
        try:
            yield
        finally:
            with self._lock:
                self._process = None


_CALLING: ContextVar[Calling | None] = ContextVar("calling", default=None)


def load_in_child(loader: str, data: bytes, *, seconds: float = CHILD_SECONDS) -> Loaded:
    """What the loader of this name finds in a file, within a time. Raises UnsafeFile where it passes a limit."""
    import subprocess

    calling = _CALLING.get() or Calling()
    calling.require_wanted()
    with (
        subprocess.Popen(
            [*_program(), loader, chosen_encoding() or ""],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get("READOUT_DEBUG") else subprocess.DEVNULL,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        ) as process,
        calling._holding(process),
    ):
        try:
            answer, _nothing = process.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise _stopped() from error
        finally:
            process.kill()
    calling.require_wanted()
    if process.returncode != 0:
        raise _ended(process.returncode)
    return _received(answer)


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _VARIABLES if name in os.environ}
    return kept | {VARIABLE: language()}


def _program() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG]
    # Isolated: no site, no user's folders, no PYTHON… variables; the path is what this process itself imports from,
    # without the current folder unless Readout lies in it.
    home = str(Path(__file__).resolve().parents[2])
    path = [home, *(folder for folder in sys.path if folder)]
    return [sys.executable, "-I", "-S", "-c", _START, json.dumps(path)]


def _ended(code: int) -> ReaderError:
    """What is told of a child that did not answer: it was stopped at a limit, or a library fell over the file."""
    import signal

    # PDFium ends itself by a trap or an illegal instruction where it gets no memory, other libraries by an abort.
    names = ("SIGXCPU", "SIGKILL", "SIGXFSZ", "SIGABRT", "SIGTRAP", "SIGILL")
    at_limit = {_OUT_OF_MEMORY, *(-getattr(signal, name, 0) for name in names)}
    return _stopped() if code in at_limit else _damaged()


def _stopped() -> UnsafeFile:
    message = _("{file} takes more time or memory to read than a text should, so reading it was stopped.")
    return UnsafeFile(message, _("Copy its text into a plain text file (.txt) and open that."))


def _damaged() -> UnsupportedFormat:
    message = _("{file} is damaged, or is not what its name says.")
    return UnsupportedFormat(message, _("Copy its text into a plain text file (.txt) and open that."))


def _received(answer: bytes) -> Loaded:
    fields: dict[str, Any] = json.loads(answer.decode("utf-8", "surrogatepass"))
    if "error" in fields:
        kind = getattr(errors, fields["error"], UnreadableFile)
        raise kind(fields["message"], fields["hint"])
    rows = fields.pop("paragraphs")
    paragraphs = tuple(Paragraph(start, end, ParagraphKind(kind), level) for start, end, kind, level in rows)
    return Loaded(paragraphs=paragraphs, warnings=tuple(fields.pop("warnings")), **fields)


def main(arguments: list[str] | None = None) -> int:
    """The child: limits itself, loads, answers. Gives the exit code; any but 0 means that it had to be stopped."""
    name, encoding = sys.argv[1:] if arguments is None else arguments
    set_language()
    limit_memory_and_time()
    loader = _loader(name)
    forbid_reaching_out()
    try:
        answer = answered(loader, sys.stdin.buffer.read(), encoding or None)
    except (MemoryError, RecursionError):
        return _OUT_OF_MEMORY
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    sys.stdout.buffer.flush()
    return 0


def _loader(name: str) -> StructuredLoader:
    from reader.loaders import ALL
    from reader.loaders.own_page import OWN_PAGE

    everyone = cast("tuple[StructuredLoader, ...]", (*ALL, OWN_PAGE))  # only those with ``parse`` are asked for
    return next(one for one in everyone if one.name == name)


def answered(loader: StructuredLoader, data: bytes, encoding: str | None = None) -> dict[str, object]:
    """What the child answers, ready for JSON: the parts of a Loaded, or an error in ``error``, ``message``, ``hint``.

    Raises MemoryError and RecursionError; any other mistake of a library on a file is the file's fault.
    """
    try:
        with reading_as(encoding):
            loaded = loader.parse(data)
    except ReaderError as error:
        return _told(error)
    except (MemoryError, RecursionError):
        raise
    except Exception as error:
        if is_short_of_memory():
            raise MemoryError from error
        if os.environ.get("READOUT_DEBUG"):
            raise
        return _told(_damaged())
    fields = loaded._asdict()
    fields["paragraphs"] = [(p.start, p.end, p.kind.value, p.level) for p in loaded.paragraphs]
    return fields


def _told(error: ReaderError) -> dict[str, object]:
    return {"error": type(error).__name__, "message": error.template, "hint": error.hint}
