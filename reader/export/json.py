"""The comparison as data, with the program and the view it was made in (docs/json.md)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import reader
from reader.export.escape import writable

if TYPE_CHECKING:
    from reader.export.base import ExportOptions
    from reader.marks import Filter
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
        data["view"] = {"title": options.title, "lens": options.lens.value, "filter": picked(options.filter)}
        return writable(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def picked(chosen: Filter) -> dict[str, list[Any]]:
    """What was picked, sorted, narration last among the speakers."""
    named = sorted(one for one in chosen.speakers if one is not None)
    return {
        "speakers": [*named, None] if None in chosen.speakers else [*named],
        "topics": sorted(chosen.topics),
        "formulations": sorted(chosen.formulations),
    }


JSON = _Json()
