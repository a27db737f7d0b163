"""The formats a comparison can be written in. Whoever writes one, or only names them, loads none of the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.export.base import Exporter, ExportOptions
    from reader.model import Comparison


class _Listed:
    """An exporter by what it is called, loaded when it writes."""

    def __init__(self, name: str, label: str, suffix: str, load: Callable[[], Exporter], *, is_text: bool) -> None:
        self.name = name
        self.label = label
        self.suffix = suffix
        self.is_text = is_text
        self.load = load

    def export(self, comparison: Comparison, options: ExportOptions) -> str | bytes:
        return self.load().export(comparison, options)


def _html() -> Exporter:
    from reader.export.html import HTML

    return HTML


def _json() -> Exporter:
    from reader.export.json import JSON

    return JSON


def _markdown() -> Exporter:
    from reader.export.markdown import MARKDOWN

    return MARKDOWN


def _csv() -> Exporter:
    from reader.export.csv import CSV

    return CSV


def _docx() -> Exporter:
    from reader.export.docx import DOCX

    return DOCX


def _pdf() -> Exporter:
    from reader.export.pdf import PDF

    return PDF


HTML = _Listed("html", "Web page", ".html", _html, is_text=True)
JSON = _Listed("json", "JSON data", ".json", _json, is_text=True)
MARKDOWN = _Listed("markdown", "Markdown brief", ".md", _markdown, is_text=True)
CSV = _Listed("csv", "Table (CSV)", ".csv", _csv, is_text=True)
DOCX = _Listed("docx", "Word document", ".docx", _docx, is_text=False)
PDF = _Listed("pdf", "PDF", ".pdf", _pdf, is_text=False)

ALL: tuple[Exporter, ...] = (HTML, JSON, MARKDOWN, CSV, DOCX, PDF)
