"""No work that was said to be safe is lost when the program is killed; nothing half-written stays."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="writers are forked, so that they start at once")
def test_two_hundred_kills_lose_nothing() -> None:
    """In a process of its own, since a test process with threads had better not fork."""
    done = subprocess.run(
        [sys.executable, str(HERE / "killing.py"), "67"], capture_output=True, text=True, timeout=300, check=False
    )
    sys.stdout.write(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["saving", "exporting", "keeping"]
    assert all("kills 67, " in line and line.endswith("lost 0, corrupt 0, leftovers 0") for line in lines)
    assert all(int(line.split("writes ")[1].split(",")[0]) > 20 for line in lines), "the writers never came to write"
