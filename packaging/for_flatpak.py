"""Lays out what the Flatpak is made of in ``build/flatpak``: wheels, and what its desktop is told.

The manifest in ``flatpak/`` installs from there, because a Flatpak is built without a network:

    make wheel && .venv/bin/python packaging/for_flatpak.py
    flatpak-builder --force-clean build/flatpak-app packaging/flatpak/org.readout_reader.Readout.json

Not yet built; the tests have the manifest read by flatpak-builder and hold it against this file.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import share
from bundle import DIST, requirements, run
from released import APP_ID, ROOT, VERSION

MANIFEST = ROOT / "packaging" / "flatpak" / f"{APP_ID}.json"
WORK = ROOT / "build" / "flatpak"
PYTHON = "3.12"
"""Of the runtime the manifest names; its wheels are fetched whatever this machine has."""
PLATFORMS = ("manylinux_2_28_x86_64", "manylinux_2_34_x86_64", "manylinux2014_x86_64", "manylinux_2_17_x86_64")


def main() -> int:
    """Lays it out; gives the exit code."""
    shutil.rmtree(WORK, ignore_errors=True)
    wheels = WORK / "wheels"
    wheels.mkdir(parents=True)
    (wheel,) = DIST.glob(f"readout_reader-{VERSION}-*.whl")
    shutil.copy(wheel, wheels)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--dest", str(wheels), "--only-binary=:all:"]
    command += ["--python-version", PYTHON, "--constraint", str(ROOT / "constraints.txt")]
    run(*command, *(f"--platform={one}" for one in PLATFORMS), *requirements())
    write_share(WORK)
    return 0


def write_share(folder: Path) -> None:
    """What the desktop is told, under the names a Flatpak may export, and the papers."""
    share.write(folder / "share", name=APP_ID)
    papers = folder / "papers"
    papers.mkdir()
    for name in ("LICENSE", "docs/licences.md"):
        shutil.copy(ROOT / name, papers)


if __name__ == "__main__":
    sys.exit(main())
