"""What every package says of itself: version, date, names. One place for all of them."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

VERSION = re.findall(r'^__version__ = "([^"]+)"', (ROOT / "reader" / "__init__.py").read_text(encoding="utf-8"), re.M)[
    0
]
"""As ``reader.__version__``, read without importing anything."""

APP_ID = "org.readout_reader.Readout"
"""Name by which software centres, Flatpak and macOS know the program (docs/decisions/0009-packages.md)."""

MAINTAINER = "The Readout maintainers <maintainers@readout.invalid>"
"""As Debian wants it. An address is to be set before a package is published (docs/release-checklist.md)."""

SUMMARY = "Read two official accounts of a meeting side by side"

_FIRST_RELEASE = 1_767_225_600  # 2026-01-01: for a source archive, which does not know its commit


def epoch() -> int:
    """Seconds since 1970 that packages are dated by: SOURCE_DATE_EPOCH, else the time of the last commit."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    command = ["git", "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return _FIRST_RELEASE
    return int(done.stdout) if done.returncode == 0 and done.stdout.strip() else _FIRST_RELEASE
