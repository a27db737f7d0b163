"""A screen without a monitor (Xvfb), for pictures and for trying what is installed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def screen(width: int, height: int) -> Iterator[str]:
    """Gives the screen's name for DISPLAY; the server ends with the block."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as number:
            name = number.readline().strip()
        try:
            yield f":{name}"
        finally:
            server.terminate()
