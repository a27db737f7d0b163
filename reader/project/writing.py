"""Writing a file so that a crash, a full disk or ``kill -9`` leaves the old one or the new one, whole."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from reader.errors import CannotWrite
from reader.i18n import _

_LEFTOVER = ".readout-part"


def write_safely(path: str | Path, data: bytes) -> None:
    """Puts ``data`` into the file: written beside it, synced, then moved over it in one step.

    Symbolic links are followed and stay links; the mode of an existing file is kept. Something that is not a
    regular file (a pipe, ``/dev/stdout``) is written to directly. Raises CannotWrite in one plain sentence;
    what was there before is then untouched.
    """
    path = Path(path)
    try:
        _write(path.resolve(), data)
    except (OSError, ValueError) as error:  # ValueError: a name with NUL or of surrogates
        raise CannotWrite(
            _("“{name}” could not be written: {reason}.").format(name=path.name or path, reason=_reason(error)),
            _("Choose another place; nothing was changed."),
        ) from error


def _write(target: Path, data: bytes) -> None:
    mode = target.stat().st_mode if target.exists() else None
    if mode is not None and not stat.S_ISREG(mode):
        with target.open("wb") as stream:
            stream.write(data)
        return
    # A name of its own, as tempfile gives it; to load that for one name takes longer than the writing.
    part = target.parent / f".{os.getpid()}-{os.urandom(8).hex()}{_LEFTOVER}"
    handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    _sync_folder(target.parent)


def sweep(folder: Path) -> None:
    """Removes what killed runs left half-written in a folder; what a running one is writing stays. Never raises."""
    with suppress(OSError):
        for leftover in sorted(folder.glob(f".*{_LEFTOVER}")):
            owner = leftover.name[1:].partition("-")[0]
            if not (owner.isascii() and owner.isdigit() and _is_running(int(owner))):
                leftover.unlink()


def _is_running(process: int) -> bool:
    if sys.platform == "win32":
        # os.kill would end it there. A file that is being written cannot be removed on Windows anyway.
        return process == os.getpid()
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _umask() -> int:
    # The only way to ask is to set; a new file beside the others should look like the others.
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    # The rename itself must reach the disk; Windows cannot open a folder and does not need it.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, ValueError):
        return _("no file can have that name")
    if isinstance(error, FileNotFoundError):
        return _("its folder does not exist")
    if isinstance(error, IsADirectoryError):
        return _("it is a folder")
    if isinstance(error, PermissionError):
        return _("you may not write there")
    return (error.strerror or str(error)).rstrip(".")
