"""The formats a comparison can be written in. Whoever needs only a word of one of them loads none of the others."""

from __future__ import annotations

from reader.export.base import Exporter
from reader.export.csv import CSV
from reader.export.docx import DOCX
from reader.export.html import HTML
from reader.export.json import JSON
from reader.export.markdown import MARKDOWN
from reader.export.pdf import PDF

ALL: tuple[Exporter, ...] = (HTML, JSON, MARKDOWN, CSV, DOCX, PDF)
