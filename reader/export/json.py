"""The comparison as data, with the program and the view it was made in (docs/json.md)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import reader
from reader.export.escape import writable

if TYPE_CHECKING:
    from reader.export.base import ExportOptions
    from reader.model import Comparison


class _Json:
    name = "json"
    label = "JSON data"
    suffix = ".json"
    is_text = True

    def export(self, comparison: Comparison, options: ExportOptions) -> str:
        """UTF-8-ready also where a file name holds bytes that are no text."""
        data = comparison.to_dict()
        data["program"] = {"name": "Readout", "version": reader.__version__}
        data["view"] = {"title": options.title, "lens": options.lens.value, "filter": options.filter.to_dict()}
        return writable(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


JSON = _Json()
