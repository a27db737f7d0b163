"""From a file to text and blocks: one file per format, listed in ``ALL`` (formats.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.loaders.base import Loaded, Loader

if TYPE_CHECKING:
    from reader.loaders.formats import ALL

__all__ = ["ALL", "Loaded", "Loader"]


def __getattr__(name: str) -> tuple[Loader, ...]:
    """``ALL``, the formats (reader.loaders.formats), loaded when they are asked for."""
    if name != "ALL":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from reader.loaders.formats import ALL

    return ALL
