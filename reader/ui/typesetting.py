"""A report set in type: a QTextDocument for a page of given size. Words go in as plain characters, never as markup."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QGuiApplication,
    QPagedPaintDevice,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTableFormat,
)

from reader.export.report import Block, Kind, Paragraph, Report, Run, Table
from reader.export.report_text import THEME
from reader.theme import Line, Theme, load_theme
from reader.ui.typeface import families

_SANS: Final = ("Noto Sans", "Segoe UI", "Helvetica Neue", "Arial", "DejaVu Sans")
_CODE: Final = ("Noto Sans Mono", "Consolas", "Menlo", "DejaVu Sans Mono")
_SIZES: Final = {
    Kind.TITLE: 18.0,
    Kind.KICKER: 7.5,
    Kind.HEADING_1: 13.0,
    Kind.HEADING_2: 10.5,
    Kind.HEADING_3: 10.0,
    Kind.SMALL: 8.2,
    Kind.CODE: 8.5,
}
_SIZE: Final = 9.6
_SMALL: Final = 6.8
_SANS_KINDS: Final = frozenset((Kind.TITLE, Kind.KICKER, Kind.HEADING_1, Kind.HEADING_2, Kind.SMALL, Kind.NOTICE))
_BOLD_KINDS: Final = frozenset((Kind.TITLE, Kind.KICKER, Kind.HEADING_1, Kind.HEADING_2, Kind.HEADING_3))
_ABOVE: Final = {Kind.HEADING_1: 13.0, Kind.HEADING_2: 7.0, Kind.HEADING_3: 3.0}
_BELOW: Final = {
    Kind.TITLE: 8.0,
    Kind.KICKER: 1.0,
    Kind.HEADING_1: 4.0,
    Kind.HEADING_2: 3.0,
    Kind.SMALL: 2.0,
    Kind.TEXT: 5.0,
    Kind.BULLET: 2.0,
    Kind.NUMBERED: 2.0,
}
_UNDERLINES: Final = {
    Line.SOLID: QTextCharFormat.UnderlineStyle.SingleUnderline,
    Line.DOTTED: QTextCharFormat.UnderlineStyle.DotLine,
    Line.DASHED: QTextCharFormat.UnderlineStyle.DashUnderline,
    Line.WAVY: QTextCharFormat.UnderlineStyle.WaveUnderline,
}
_SIGNS: Final = ("•", "–", "•", "–")


def typeset(report: Report, device: QPagedPaintDevice, size: QSizeF) -> QTextDocument:
    """The report in pages of a size in pixels of the device."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.documentLayout().setPaintDevice(device)
    document.setDocumentMargin(0)
    document.setPageSize(size)
    _Setter(document, device, report.language).set(report.blocks)
    return document


class _Setter:
    def __init__(self, document: QTextDocument, device: QPagedPaintDevice, language: str) -> None:
        self._cursor = QTextCursor(document)
        # The layout takes space above, below and within cells for pixels of the screen and scales it to the device,
        # tabs too; what stands beside a paragraph it takes for pixels of the device.
        self._points = round(QGuiApplication.primaryScreen().logicalDotsPerInchY()) / 72
        self._device_points = device.logicalDpiY() / 72
        self._language = language
        self._theme: Theme = load_theme(THEME)
        self._is_first = True

    def set(self, blocks: Iterable[Block]) -> None:
        # Within one edit, so that the pages are laid out once.
        self._cursor.beginEditBlock()
        for block in blocks:
            if isinstance(block, Table):
                self._table(block)
            elif isinstance(block, Paragraph):
                self._paragraph(block)
        self._cursor.endEditBlock()

    # --- paragraphs

    def _paragraph(self, one: Paragraph) -> None:
        shape = self._shape(one)
        if self._is_first:
            self._cursor.setBlockFormat(shape)
            self._is_first = False
        else:
            self._cursor.insertBlock(shape)
        # The look of an empty paragraph is that of its end; without it, it would be as high as the one before.
        self._cursor.setBlockCharFormat(self._look(Run(""), one))
        if one.kind is Kind.BULLET:
            self._run(Run(f"{_SIGNS[min(max(one.level, 1), 4) - 1]}\t"), one)
        elif one.kind is Kind.NUMBERED:
            self._run(Run(f"{one.number}.\t"), one)
        for run in one.runs:
            self._run(run, one)

    def _shape(self, one: Paragraph) -> QTextBlockFormat:
        out = QTextBlockFormat()
        out.setLineHeight(128, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        out.setTopMargin(_ABOVE.get(one.kind, 0) * self._points)
        out.setBottomMargin(_BELOW.get(one.kind, 4) * self._points)
        if one.kind in (Kind.BULLET, Kind.NUMBERED):
            hang = 9 if one.kind is Kind.BULLET else 16
            out.setLeftMargin(hang * max(1, one.level) * self._device_points)
            out.setTextIndent(-hang * self._device_points)
            out.setTabPositions([QTextOption.Tab(hang * max(1, one.level) * self._points, QTextOption.TabType.LeftTab)])
        if one.kind in (Kind.QUOTE, Kind.NOTICE):
            out.setLeftMargin(12 * self._device_points)
        if one.kind in (Kind.CODE, Kind.NOTICE):
            out.setBackground(QBrush(QColor(self._theme["panel"])))
        if one.is_rtl:
            out.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        if one.kind in (Kind.TITLE, Kind.HEADING_1, Kind.HEADING_2, Kind.HEADING_3):
            out.setHeadingLevel({Kind.TITLE: 1, Kind.HEADING_1: 1, Kind.HEADING_2: 2, Kind.HEADING_3: 3}[one.kind])
        return out

    def _run(self, run: Run, within: Paragraph) -> None:
        # U+2028 keeps a line end within the paragraph; a bare one would begin another.
        text = run.text.replace("\r\n", "\n").translate(_LINE_ENDS)
        self._cursor.insertText(text, self._look(run, within))

    def _look(self, run: Run, within: Paragraph) -> QTextCharFormat:
        out = QTextCharFormat()
        out.setFont(self._font(run, within))
        out.setForeground(QBrush(QColor(self._colour(run, within))))
        look = run.style
        if look is not None and look.background:
            out.setBackground(QBrush(QColor(look.background)))
        if look is not None and look.line is not Line.NONE:
            out.setUnderlineStyle(_UNDERLINES[look.line])
            out.setUnderlineColor(QColor(look.line_colour or look.foreground))
        if run.address:
            out.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        if run.anchor or run.target or run.address:
            out.setAnchor(True)
        if run.anchor:
            out.setAnchorNames([run.anchor])
        if run.target or run.address:
            out.setAnchorHref(run.address or f"#{run.target}")
        return out

    def _colour(self, run: Run, within: Paragraph) -> str:
        if run.style is not None:
            return run.style.foreground
        if run.target or run.address:
            return self._theme["accent"]
        return self._theme["muted"] if run.is_small or within.kind is Kind.KICKER else self._theme["ink"]

    def _font(self, run: Run, within: Paragraph) -> QFont:
        language = within.language or self._language
        names = families("", language)
        font = QFont()
        if run.is_code:
            names = [*_CODE, *names]
        elif run.is_small or within.kind in _SANS_KINDS:
            names = [*_SANS, *(name.replace("Serif", "Sans") for name in names)]
        font.setFamilies(names)
        font.setPointSizeF(_SMALL if run.is_small else _SIZES.get(within.kind, _SIZE))
        font.setBold(run.is_bold or within.kind in _BOLD_KINDS or (run.style is not None and run.style.bold))
        font.setItalic(run.is_italic)
        # A ligature is one letter to whoever searches the PDF for "different".
        for name in ("liga", "clig"):
            font.setFeature(QFont.Tag(name), 0)
        # Metrics as on the printer, not rounded to the pixels of a screen.
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    # --- tables

    def _table(self, table: Table) -> None:
        shape = QTextTableFormat()
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        shape.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, one) for one in table.widths])
        shape.setCellSpacing(0)
        shape.setCellPadding((4 if table.has_lines else 1.5) * self._points)
        shape.setBorderCollapse(True)
        shape.setBorder(1 if table.has_lines else 0)
        shape.setBorderStyle(
            QTextFrameFormat.BorderStyle.BorderStyle_Solid
            if table.has_lines
            else QTextFrameFormat.BorderStyle.BorderStyle_None
        )
        shape.setBorderBrush(QBrush(QColor(self._theme["line"])))
        shape.setTopMargin(2 * self._points)
        shape.setBottomMargin(4 * self._points)
        shape.setHeaderRowCount(sum(row.is_head for row in table.rows))
        made = self._cursor.insertTable(len(table.rows), len(table.widths), shape)
        for r, row in enumerate(table.rows):
            for c, cell in enumerate(row.cells):
                self._cursor = made.cellAt(r, c).firstCursorPosition()
                self._is_first = True
                for paragraph in cell:
                    self._paragraph(paragraph)
        self._is_first = True
        self._cursor = made.lastCursorPosition()
        self._cursor.movePosition(QTextCursor.MoveOperation.NextBlock)


_LINE_ENDS: Final = {ord(one): "\u2028" for one in "\n\r\u2029"}
