"""A comparison on paper: the same pages for the printer, its preview and the PDF."""

from __future__ import annotations

import json
import sys
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from reader import __version__
from reader.export.base import ExportOptions
from reader.export.pdf import from_dict
from reader.export.printed import Bookmark, finished
from reader.export.report import Kind, Paragraph, Report
from reader.export.report_text import THEME
from reader.export.report_writer import report
from reader.i18n import _
from reader.model import Comparison
from reader.theme import load_theme
from reader.ui.typesetting import typeset

MARGINS: Final = QMarginsF(16, 15, 16, 13)
"""Millimetres at the edges of the paper: left, top, right, bottom."""
_RESOLUTION: Final = 1200
_PICTURED: Final = 600
"""Dots per inch at which pages are set that are shown as pictures."""
_LONG: Final = 200_000
"""Characters of both texts from which on pictures do without the number of pages: to know it, all must be set."""
_FOOT: Final = 22.0
"""Points at the bottom of each page for its number."""


def render(comparison: Comparison, options: ExportOptions, device: QPagedPaintDevice) -> int:
    """Draws a comparison on a printer or into a PDF, and gives the number of pages.

    The device's own page layout counts, its margins included. Works in any thread in which the device was made.
    """
    return draw(report(comparison, options), device)


def draw(made: Report, device: QPagedPaintDevice) -> int:
    """Draws a report, as ``render`` does."""
    point = device.logicalDpiY() / 72
    size = QSizeF(device.width(), device.height() - _FOOT * point)
    pages = typeset(made, device, size)
    foot = QRectF(0, size.height(), size.width(), _FOOT * point)
    painter = QPainter()
    if not painter.begin(device):
        return 0
    try:
        for k, page in enumerate(pages):
            if k:
                device.newPage()
            page.draw(painter, point)
            _draw_foot(painter, made.title, k, len(pages), foot, point)
    finally:
        painter.end()
    return len(pages)


def pictures(comparison: Comparison, options: ExportOptions, width: int, most: int) -> tuple[list[QImage], int]:
    """The first pages on A4 as pictures of a width in pixels, and how many pages there are (0: many).

    Works in any thread.
    """
    made = report(comparison, options)
    paper = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, MARGINS, QPageLayout.Unit.Millimeter
    )
    metric = QImage(1, 1, QImage.Format.Format_RGB32)  # stands for the device: pages break where they do on paper
    metric.setDotsPerMeterX(round(_PICTURED / 0.0254))
    metric.setDotsPerMeterY(round(_PICTURED / 0.0254))
    point = metric.logicalDpiY() / 72
    body, whole = paper.paintRectPixels(metric.logicalDpiY()), paper.fullRectPixels(metric.logicalDpiY())
    size = QSizeF(body.width(), body.height() - _FOOT * point)
    is_long = len(comparison.left.text) + len(comparison.right.text) > _LONG
    pages = typeset(made, metric, size, most if is_long else None)
    foot = QRectF(0, size.height(), size.width(), _FOOT * point)
    out = []
    for k, page in enumerate(pages[:most]):
        picture = QImage(width, round(width * whole.height() / whole.width()), QImage.Format.Format_RGB32)
        picture.fill(QColor("white"))
        with QPainter(picture) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            painter.scale(width / whole.width(), width / whole.width())
            painter.translate(body.topLeft())
            page.draw(painter, point)
            _draw_foot(painter, made.title, k, 0 if is_long else len(pages), foot, point)
        out.append(picture)
    return out, 0 if is_long else len(pages)


def _draw_foot(painter: QPainter, title: str, page: int, pages: int, box: QRectF, point: float) -> None:
    font = QFont()
    font.setFamilies(["Noto Sans", "Segoe UI", "Helvetica Neue", "Arial", "Noto Sans CJK SC"])
    font.setPixelSize(round(7.5 * point))
    painter.setFont(font)
    painter.setPen(QColor(load_theme(THEME)["muted"]))
    number = _("{page} / {pages}").format(page=page + 1, pages=pages or "…")
    metrics = QFontMetricsF(font)
    room = box.width() - metrics.horizontalAdvance(number) * 2
    left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    painter.drawText(
        box, left | Qt.AlignmentFlag.AlignBottom, metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
    )
    painter.drawText(box, right | Qt.AlignmentFlag.AlignBottom, number)


def pdf(comparison: Comparison, options: ExportOptions) -> bytes:
    """The comparison as a PDF on A4, with bookmarks and without a clock. Needs a QGuiApplication."""
    made = report(comparison, options)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, MARGINS, QPageLayout.Unit.Millimeter
        )
    )
    writer.setTitle(made.title)
    writer.setCreator(f"Readout {__version__}")
    writer.setDocumentXmpMetadata(_metadata(made))
    draw(made, writer)
    del writer  # ends the file
    buffer.close()
    return finished(bytes(buffer.data().data()), _bookmarks(made), made.language)


def _bookmarks(made: Report) -> list[Bookmark]:
    levels = {Kind.HEADING_1: 1, Kind.HEADING_2: 2}
    return [
        Bookmark(block.text, block.runs[0].anchor, levels[block.kind])
        for block in made.blocks
        if isinstance(block, Paragraph) and block.kind in levels and block.runs and block.runs[0].anchor
    ]


def _metadata(made: Report) -> bytes:
    """What Qt would write with the clock in it, without."""
    from xml.sax.saxutils import escape

    title = "".join(c for c in made.title if c.isprintable())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:language><rdf:Bag><rdf:li>{escape(made.language)}</rdf:li></rdf:Bag></dc:language>"
        f"<xmp:CreatorTool>Readout {__version__}</xmp:CreatorTool>"
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()


def main() -> int:
    """The process that draws: a comparison as JSON on standard input, the PDF on standard output."""
    given = json.load(sys.stdin.buffer)
    app = QGuiApplication(["readout"])
    out = pdf(Comparison.from_dict(given["comparison"]), from_dict(given["options"]))
    sys.stdout.buffer.write(out)
    sys.stdout.buffer.flush()
    del app
    return 0
