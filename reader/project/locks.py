"""Who holds a file: a lock that the system lets go of by itself when its process ends, however it ends."""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from pathlib import Path


class Lock:
    """A lock of this process on something with a name. Kept until ``release`` or the end of the process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None

    def acquire(self) -> bool:
        """Takes the lock; False where another holder has it. Where the system has no locks, it is always given."""
        if self._file is not None:
            return True
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return True
        if not _lock(file) or not _is_at(file, self.path):
            os.close(file)
            return False
        self._file = file
        return True

    def release(self) -> None:
        """Lets go; nothing happens where the lock is not held."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def dissolve(self) -> None:
        """Lets go and removes the lock's file; nothing happens where the lock is not held."""
        if self._file is None:
            return
        if sys.platform == "win32":  # where a file that is open cannot be removed
            self.release()
        # While it is held: nobody shall get hold of a file that is about to go, for the next one would have it too.
        with suppress(OSError):
            self.path.unlink()
        self.release()

    @property
    def is_held(self) -> bool:
        """Whether this object holds the lock."""
        return self._file is not None


def _is_at(file: int, path: Path) -> bool:
    """Whether an open file is the one at a path, and not one that was removed since it was opened."""
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except OSError:
        return False


def lock_for(path: Path, folder: Path) -> Lock:
    """The lock for a file, itself a file in ``folder``, so that nothing is written beside the reader's files."""
    real = os.path.realpath(path).encode("utf-8", "surrogateescape")
    return Lock(folder / f"{hashlib.sha256(real).hexdigest()[:32]}.lock")


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # a file system without locks: noticing is a courtesy, not a promise
        return True
