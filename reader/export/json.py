"""The comparison as data (docs/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.export.escape import writable

if TYPE_CHECKING:
    from reader.export.base import ExportOptions
    from reader.model import Comparison


class _Json:
    name = "json"
    label = "JSON data"
    suffix = ".json"

    def export(self, comparison: Comparison, options: ExportOptions) -> str:
        """UTF-8-ready also where a file name holds bytes that are no text."""
        return writable(comparison.to_json())


JSON = _Json()
