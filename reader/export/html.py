"""The highlighted comparison as one self-contained page without script."""

from __future__ import annotations

from html import escape

from reader.export.base import ExportOptions
from reader.model import Comparison


class _Html:
    name = "html"
    label = "Web page"
    suffix = ".html"

    def export(self, comparison: Comparison, options: ExportOptions) -> str:
        return f"<!doctype html><pre>{escape(comparison.left.text)}</pre><pre>{escape(comparison.right.text)}</pre>\n"


HTML = _Html()
