"""The comparison as a PDF: drawn by Qt in a process of its own, which needs no display (docs/decisions/0007-pdf.md)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Final

from reader.errors import ReaderError
from reader.export.base import ExportOptions, Section
from reader.export.escape import writable
from reader.i18n import VARIABLE, _, language
from reader.marks import Filter, Lens
from reader.model import Comparison

if TYPE_CHECKING:
    from collections.abc import Mapping

FLAG: Final = "--draw-pdf"
"""First argument by which the program starts itself to draw (reader.cli)."""
SECONDS: Final = 600
"""Time after which drawing is given up."""
_START: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv.pop(1)); from reader.cli import main; sys.exit(main())"
)


class _Pdf:
    name = "pdf"
    label = "PDF"
    suffix = ".pdf"
    is_text = False

    def export(self, comparison: Comparison, options: ExportOptions) -> bytes:
        """The same on one machine; the letters are those of its fonts."""
        given = writable(json.dumps({"comparison": comparison.to_dict(), "options": to_dict(options)}))
        try:
            done = subprocess.run(
                _program(), input=given.encode(), capture_output=True, timeout=SECONDS, check=False, env=_surroundings()
            )
        except subprocess.TimeoutExpired as error:
            raise ReaderError(
                _("Drawing the PDF took too long and was stopped."),
                _("Export a web page and print it from a browser."),
            ) from error
        if done.returncode or not done.stdout.startswith(b"%PDF-"):
            if os.environ.get("READOUT_DEBUG"):
                sys.stderr.buffer.write(done.stderr)
            raise ReaderError(
                _("The PDF could not be drawn: Qt, which draws it, cannot be loaded here or stopped."),
                _("Export a web page and print it from a browser."),
            )
        return done.stdout


def _program() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG]
    return [sys.executable, "-c", _START, json.dumps(sys.path), FLAG]


def _surroundings() -> Mapping[str, str]:
    """Without display, whatever there is, so that a PDF is the same from the window and from the command line."""
    # Qt puts what it collects in an order of chance unless it is told not to.
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_HASH_SEED": "0", VARIABLE: language()}


def to_dict(options: ExportOptions) -> dict[str, Any]:
    """Options as JSON."""
    return {
        "title": options.title,
        "lens": options.lens.value,
        "filter": options.filter.to_dict(),
        "left_out": sorted(one.value for one in options.left_out),
    }


def from_dict(data: dict[str, Any]) -> ExportOptions:
    """Inverse of ``to_dict``."""
    return ExportOptions(
        title=data["title"],
        lens=Lens(data["lens"]),
        filter=Filter.from_dict(data["filter"]),
        left_out=frozenset(map(Section, data["left_out"])),
    )


PDF = _Pdf()
