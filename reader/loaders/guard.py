"""What the process that reads a stranger's file may not do: use much memory or time, write, connect, start a program.

Memory, time and writing are kept by the system. Connections and programs are kept from Python code, by an audit hook
that cannot be removed; a library in C that had been taken over could pass it (SECURITY.md says so).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from reader.loaders.limits import CHILD_MEMORY_BYTES, CHILD_SECONDS

_FORBIDDEN: Final = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.system",
    "os.kill",
    "os.link",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.symlink",
    "os.truncate",
    "pty.",
    "shutil.",
    "tempfile.",
    "urllib.",
    "ftplib.",
    "http.",
    "webbrowser.",
    "winreg.",
)
_OWN_STATUS: Final = Path("/proc/self/status")
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def limit_memory_and_time(*, seconds: int | None = CHILD_SECONDS) -> None:
    """Lets the system stop this process at the limits, and when it writes a file. On Windows it does nothing.

    ``seconds`` None leaves its time unlimited, for a process that reads many files and limits each.
    """
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, CHILD_MEMORY_BYTES),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        if most is None:
            continue
        _soft, hard = resource.getrlimit(what)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (allowed, allowed))


def is_short_of_memory() -> bool:
    """Whether so much was in use that a library may have failed for want of more, whatever it says."""
    return peak_memory() > CHILD_MEMORY_BYTES * 0.35


def peak_memory() -> int:
    """Most bytes this process has held; 0 where the system does not tell.

    Linux counts in ``ru_maxrss`` what the program held that started this one, so its own account is read there.
    """
    try:
        with _OWN_STATUS.open(encoding="ascii", errors="replace") as status:
            told = next((line for line in status if line.startswith("VmHWM:")), "")
        return int(told.split()[1]) * 1024
    except (OSError, IndexError):
        pass
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def forbid_reaching_out() -> None:
    """From now on PermissionError for connections, programs, writing, and reading what is not part of the program."""
    own = _own_folders()

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            _require_reading_of_own(own, arguments[0], arguments[2])
        elif event.startswith(_FORBIDDEN):
            raise PermissionError(f"not while a stranger's file is read: {event}")

    sys.addaudithook(refuse)


def _own_folders() -> tuple[str, ...]:
    """Where the program, Python and its libraries lie; each ends with a separator."""
    places = [*sys.path, sys.prefix, sys.base_prefix, sys.exec_prefix, str(Path(__file__).resolve().parents[2])]
    if getattr(sys, "frozen", False):  # a frozen program holds its modules in itself, its libraries beside
        places += [str(Path(sys.executable).resolve().parent), getattr(sys, "_MEIPASS", "")]
    real = {os.path.realpath(place) for place in places if place}
    return tuple(sorted(str(place).rstrip(os.sep) + os.sep for place in real if place != os.sep))


def _require_reading_of_own(own: tuple[str, ...], path: object, flags: object) -> None:
    if isinstance(path, int):  # standard input and output
        return
    writes = isinstance(flags, int) and flags & _WRITING
    if writes or not isinstance(path, str | bytes | os.PathLike):
        raise PermissionError("not while a stranger's file is read: writing")
    if Path(os.fsdecode(path)) != _OWN_STATUS and not os.path.realpath(os.fsdecode(path)).startswith(own):
        raise PermissionError("not while a stranger's file is read: another file")
