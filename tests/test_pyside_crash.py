"""Proof that the installed Qt does not end the process: PySide6 6.12.0 does, on Python 3.10 and 3.11.

Each call there that returns None takes a reference too many, and Python aborts when None has none left.
pyproject.toml keeps such a version out; this notices one that got in all the same.
"""

from __future__ import annotations

import subprocess
import sys

CALLS = 100_000


def test_calls_that_return_none_do_not_wear_it_out() -> None:
    code = f"from PySide6.QtCore import QPointF\np = QPointF()\nfor _ in range({CALLS}): p.setX(1)\nprint(p.x())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "1.0\n", "")
