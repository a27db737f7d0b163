"""What an export will hold, in plain lines: for whoever is about to make one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.export.report import Kind, Paragraph, Table
from reader.export.report_writer import report
from reader.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.export.base import ExportOptions
    from reader.model import Comparison


def outline(comparison: Comparison, options: ExportOptions) -> str:
    """Title, sources and summary in full; of every other part its name and how much it holds."""
    return "\n".join(_lines(comparison, options)) + "\n"


def _lines(comparison: Comparison, options: ExportOptions) -> Iterator[str]:
    held: list[str] = []
    heading = ""
    for block in report(comparison, options).blocks:
        if isinstance(block, Paragraph) and block.kind is Kind.HEADING_1:
            yield from _part(heading, held)
            heading, held = block.runs[0].anchor, []
            yield ""
            yield block.text.upper() if block.text.isascii() else block.text
        elif isinstance(block, Paragraph):
            text = " ".join(block.text.split())
            held.append(f"• {text}" if block.kind is Kind.BULLET else text)
        elif isinstance(block, Table):
            rows = [row for row in block.rows if not row.is_head]
            cells = [one.text for row in rows for cell in row.cells for one in cell]
            held += [" ".join(text.split()) for text in cells] if not heading else [""] * len(rows)
    yield from _part(heading, held)


_WHOLE = frozenset(("", "brief", "notes", "judgements"))


def _part(heading: str, held: list[str]) -> list[str]:
    if heading in _WHOLE:
        return [line for line in held if line]
    if heading == "texts":
        return [_("Both texts, complete and side by side.")]
    return [ngettext("{count} line", "{count} lines", len(held)).format(count=len(held))]
