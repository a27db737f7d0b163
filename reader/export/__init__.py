"""A comparison as a page or file: one file per format, listed in ``ALL`` (formats.py)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.export.base import Exporter, ExportOptions, Section
from reader.model import Comparison

if TYPE_CHECKING:
    from reader.export.formats import ALL


def __getattr__(name: str) -> tuple[Exporter, ...]:
    """``ALL``, the formats (reader.export.formats), loaded when they are asked for."""
    if name != "ALL":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from reader.export.formats import ALL

    return ALL


def export(comparison: Comparison, to: str = "html", options: ExportOptions | None = None) -> str | bytes:
    """A comparison in a format of ``ALL``: str for text formats, bytes for binary ones.

    Notes that are left out are in no part of the file, not even one that nobody sees. Deterministic. Raises
    ReaderError for an unknown format.
    """
    from reader.export.formats import ALL

    options = options or ExportOptions()
    if Section.NOTES in options.left_out:
        comparison = replace(comparison, judgements=replace(comparison.judgements, notes=()))
    for exporter in ALL:
        if exporter.name == to:
            return exporter.export(comparison, options)
    names = ", ".join(exporter.name for exporter in ALL)
    raise ReaderError(f"Readout cannot write {to!r}.", f"Choose one of: {names}.")


__all__ = ["ALL", "ExportOptions", "Exporter", "Section", "export"]
