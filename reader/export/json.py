"""The comparison as data (docs/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.export.base import ExportOptions
    from reader.model import Comparison


class _Json:
    name = "json"
    label = "JSON data"
    suffix = ".json"

    def export(self, comparison: Comparison, options: ExportOptions) -> str:
        return comparison.to_json()


JSON = _Json()
