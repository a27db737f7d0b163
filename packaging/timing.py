"""How large a package is and how fast it starts: for ``try_packages.py``."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from virtual_screen import screen

SCREEN = (1280, 850)
ROUNDS = 5


def started(command: Callable[[str], list[str]], picture: Path) -> str:
    """Least time from the start of a program to its window on the screen; keeps a picture of it with two texts.

    ``command`` makes the command for a display.
    """
    with screen(*SCREEN) as display:
        words = command(display)
        times = [_appears(words, display, picture if turn == 0 else None) for turn in range(ROUNDS + 1)]
    return shown(min(times[1:]))


def _appears(command: list[str], display: str, picture: Path | None) -> float:
    """Seconds until the window is on the screen. Waits until the texts in it are compared."""
    surroundings = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"} | {
        "DISPLAY": display
    }
    looking = [sys.executable, str(Path(__file__).with_name("look.py")), *([str(picture)] if picture else [])]
    with subprocess.Popen(looking, stdout=subprocess.PIPE, text=True, env=surroundings) as eye:
        assert eye.stdout is not None
        if eye.stdout.readline() != "looking\n":
            raise SystemExit("The screen could not be looked at.")
        began = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=surroundings) as program:
            seen = eye.stdout.readline()
            gone = time.perf_counter() - began
            compared = eye.stdout.readline()
            eye.wait()
            program.terminate()
            said = program.communicate()[1].decode()
    if not seen or not compared:
        raise SystemExit(f"{' '.join(command)}: {'no window appeared' if not seen else 'nothing was compared'}\n{said}")
    if said.strip():
        raise SystemExit(f"{' '.join(command)} complains:\n{said}")
    return gone


def timed(command: list[str]) -> str:
    """Median processor time of a command as a whole process, after one run that does not count."""
    times = []
    for _turn in range(ROUNDS + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return shown(sorted(times[1:])[ROUNDS // 2])


def shown(seconds: float) -> str:
    """A time for people."""
    return f"{1000 * seconds:.0f} ms"


def size(count: int) -> str:
    """A number of bytes, for people."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB"


def tree_size(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())
