"""The reader's unsaved work, kept as it is made, so that it outlives the program.

Each window writes one file into the program's own folder and removes it when the work is saved or given up. A file
whose window is gone (its lock is free) is work to be offered again.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from reader.errors import CannotWrite, ReaderError
from reader.i18n import _
from reader.project.locks import Lock
from reader.project.saved import SUFFIX, Saved, from_bytes, to_bytes
from reader.project.writing import sweep, write_safely

_DAMAGED = ".damaged"


@dataclass(frozen=True, slots=True)
class Found:
    """Work that a window left behind."""

    path: Path
    saved: Saved


class Recovery:
    """The recovery file of one window. Written from any thread, one at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = _own_lock(folder)
        self.path = self._lock.path.with_suffix(SUFFIX)
        self._writing = threading.Lock()
        self._turn = 0

    def keep(self, saved: Saved, turn: int | None = None) -> None:
        """Writes the work down; it is on the disk when this returns. Raises CannotWrite, then the last state stays.

        Where several threads write, ``turn`` tells which state is the later one: an earlier one writes nothing.
        """
        data = to_bytes(saved)
        with self._writing:
            if self._is_over(turn):
                return
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise CannotWrite(
                    _("Your notes could not be kept in “{folder}”: {reason}.").format(
                        folder=self.folder, reason=error.strerror or error
                    ),
                    _("Save the comparison in a file of your own."),
                ) from error
            write_safely(self.path, data)

    def discard(self, turn: int | None = None) -> None:
        """Forgets the work: it has been saved, or given up by its reader. Never raises."""
        with self._writing:
            if not self._is_over(turn):
                with suppress(OSError):
                    self.path.unlink()

    def _is_over(self, turn: int | None) -> bool:
        if turn is not None and turn < self._turn:
            return True
        self._turn = self._turn if turn is None else turn
        return False

    def close(self) -> None:
        """Ends the window's hold. What it kept and did not discard will be offered at the next start."""
        self._lock.dissolve()

    def adopt(self) -> Iterator[Found]:
        """Work that windows which are gone left behind, oldest name first; each is locked while it is looked at.

        Damaged files are set aside, never removed. The caller removes what it has taken over (``Found.path``).
        """
        sweep(self.folder)
        for path in sorted(self.folder.glob(f"*{SUFFIX}")):
            if path == self.path:
                continue
            lock = Lock(path.with_suffix(".lock"))
            if not lock.acquire():
                continue
            try:
                yield Found(path, from_bytes(path.read_bytes(), path.name))
            except ReaderError:
                with suppress(OSError):
                    path.rename(path.with_suffix(_DAMAGED))
            except OSError:
                pass
            finally:
                lock.dissolve()


def _own_lock(folder: Path) -> Lock:
    """A lock nobody has, on a name whose work, if any, is ours."""
    for number in count():
        path = folder / f"window-{os.getpid()}-{number}.lock"
        if path.with_suffix(SUFFIX).exists():
            continue  # left behind by an earlier process that had our number
        lock = Lock(path)
        if lock.acquire():
            return lock
    raise AssertionError  # pragma: no cover
