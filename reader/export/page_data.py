"""What a page carries besides its words so that it opens again as the comparison it was made from.

The texts themselves are taken from the page, so that what is opened is what is seen; with them, this block gives back
the documents, the options, the reader's judgements and the view (docs/export.md, reader.project.reopen).
"""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import reader
from reader.export.escape import element_text
from reader.export.facts import SIDES
from reader.loaders.own_page import DATA_ID, FORMAT, text_hash

if TYPE_CHECKING:
    from reader.export.base import ExportOptions
    from reader.model import Comparison, Document


def page_data(comparison: Comparison, options: ExportOptions) -> str:
    """The block as an element without script that no browser shows."""
    data: dict[str, Any] = {
        "format": FORMAT,
        "program": reader.__version__,
        "title": options.title,
        "lens": options.lens.value,
        "filter": options.filter.to_dict(),
        "options": comparison.options.to_dict(),
        "judgements": comparison.judgements.to_dict(),
    }
    for side in SIDES:
        data[side.value] = _document(comparison.document(side))
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f'<template id="{DATA_ID}">{element_text(text)}</template>'


def _document(document: Document) -> dict[str, Any]:
    text, edges = document.text, [0, *(e for p in document.paragraphs for e in (p.start, p.end)), len(document.text)]
    return {
        "title": document.title,
        "date": document.date,
        "language": document.language,
        "source": asdict(document.source),
        "warnings": list(document.warnings),
        # White space before, between and after the paragraphs: all that the page's words lack of the text.
        "gaps": [text[start:end] for start, end in list(pairwise(edges))[::2]],
        "text_sha256": text_hash(text),
    }
