"""The papers a frozen program carries: its licence, those of what it is made of, and what changed."""

from __future__ import annotations

import re
import sysconfig
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = frozenset(
    ("altgraph", "packaging", "pip", "pyinstaller", "pyinstaller-hooks-contrib", "readout-reader", "setuptools")
)
"""What lies in the building environment and not in the program."""

FOLDER = "licences"
_LICENCE = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)


def papers() -> Iterator[tuple[str, str]]:
    """Pairs of a file and the folder in the bundle it goes to."""
    for name in ("LICENSE", "CHANGELOG.md", "docs/licences.md"):
        yield str(ROOT / name), FOLDER
    # The wheels of Qt carry no texts of their licence; the LGPL adds to the GPL, so both are needed.
    for text in sorted((ROOT / "packaging" / "licence-texts").iterdir()):
        yield str(text), f"{FOLDER}/PySide6_Essentials"
    for candidate in (Path(sysconfig.get_path("stdlib"), "LICENSE.txt"), Path("/usr/share/doc/python3/copyright")):
        if candidate.is_file():
            yield str(candidate), f"{FOLDER}/Python"
    for library in distributions():
        if library.name.lower().replace("_", "-") not in TOOLS:
            yield from _of_library(library)


def _of_library(library: Distribution) -> Iterator[tuple[str, str]]:
    for file in library.files or ():
        if ".dist-info" in file.parts[0] and _LICENCE.search("/".join(file.parts[1:])):
            inside = "/".join(part for part in file.parts[1:-1] if part != "licenses")
            yield str(file.locate()), f"{FOLDER}/{library.name}/{inside}".rstrip("/")
