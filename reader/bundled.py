"""Finds ``resources/``, ``seeds/`` and the manual, in a wheel, a bundle or a checkout. The only place that knows."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_HERE = Path(__file__).resolve().parent


@cache
def _home(folder: str) -> Path:
    for candidate in (_HERE / "_bundled" / folder, _HERE.parent / folder):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"This installation of Readout lacks its folder {folder!r}.")


def resource(name: str) -> Path:
    """Path of a file or folder below ``resources/``; ``name`` uses forward slashes."""
    return _home("resources") / name


@cache
def themes() -> tuple[str, ...]:
    """Names of the colour themes, one file each in ``resources/themes``: light and dark, then others by name."""
    first = ("light", "dark")
    return (*first, *sorted({path.stem for path in resource("themes").glob("*.toml")}.difference(first)))


def manual() -> Path:
    """Folder of the manual's pages; what they link to lies beside it."""
    return _home("docs") / "manual"


def seeds() -> Path:
    """Folder of the sample readouts and their ``seeds.toml``."""
    return _home("seeds")
