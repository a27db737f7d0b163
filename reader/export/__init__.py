"""A comparison as a page or file: one file per format, listed in ``ALL``."""

from __future__ import annotations

from reader.errors import ReaderError
from reader.export.base import Exporter, ExportOptions, Section
from reader.export.csv import CSV
from reader.export.docx import DOCX
from reader.export.html import HTML
from reader.export.json import JSON
from reader.export.markdown import MARKDOWN
from reader.export.pdf import PDF
from reader.model import Comparison

ALL: tuple[Exporter, ...] = (HTML, JSON, MARKDOWN, CSV, DOCX, PDF)


def export(comparison: Comparison, to: str = "html", options: ExportOptions | None = None) -> str | bytes:
    """A comparison in a format of ``ALL``: str for text formats, bytes for binary ones.

    Deterministic. Raises ReaderError for an unknown format.
    """
    for exporter in ALL:
        if exporter.name == to:
            return exporter.export(comparison, options or ExportOptions())
    names = ", ".join(exporter.name for exporter in ALL)
    raise ReaderError(f"Readout cannot write {to!r}.", f"Choose one of: {names}.")


__all__ = ["ALL", "ExportOptions", "Exporter", "Section", "export"]
