"""Who holds a file: a lock that the system lets go of by itself when its process ends, however it ends."""

from __future__ import annotations

import hashlib
import os
import sys
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
        if not _lock(file):
            os.close(file)
            return False
        self._file = file
        return True

    def release(self) -> None:
        """Lets go; nothing happens where the lock is not held."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    @property
    def is_held(self) -> bool:
        """Whether this object holds the lock."""
        return self._file is not None


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
