"""A report set in type: lines on pages, ready to be drawn. Words go in as plain characters, never as markup.

Own pages rather than a QTextDocument's: that one draws the line before a page once more outside its edge, where nobody
sees it and everybody who searches or copies from a PDF finds it twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QPaintDevice,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from reader.export.report import Kind, Paragraph, Report, Row, Run, Table
from reader.export.report_text import THEME
from reader.theme import Line, load_theme
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
_PITCH: Final = 1.24
"""From line to line, in heights of the line."""
_SANS_KINDS: Final = frozenset((Kind.TITLE, Kind.KICKER, Kind.HEADING_1, Kind.HEADING_2, Kind.SMALL, Kind.NOTICE))
_HEADINGS: Final = frozenset((Kind.TITLE, Kind.KICKER, Kind.HEADING_1, Kind.HEADING_2, Kind.HEADING_3))
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
_HANG: Final = {Kind.BULLET: 9.0, Kind.NUMBERED: 16.0}
_UNDERLINES: Final = {
    Line.SOLID: QTextCharFormat.UnderlineStyle.SingleUnderline,
    Line.DOTTED: QTextCharFormat.UnderlineStyle.DotLine,
    Line.DASHED: QTextCharFormat.UnderlineStyle.DashUnderline,
    Line.WAVY: QTextCharFormat.UnderlineStyle.WaveUnderline,
}
_SIGNS: Final = ("•", "–", "•", "–")
_KEEP: Final = 44.0
"""Points of what follows that a heading wants on its page."""
_LINE_ENDS: Final = {ord(one): "\u2028" for one in "\n\r\u2029"}


class SetLine(NamedTuple):
    """A line of a paragraph, and what stands above it. ``layout`` keeps the line alive."""

    layout: QTextLayout
    number: int
    left: float
    """Where the paragraph begins, from the left edge of its column."""
    above: float
    """Space to the line before; none at the head of a page."""
    height: float


@dataclass(slots=True)
class Page:
    """What stands on a page, in pixels of the device from its upper left corner."""

    lines: list[tuple[SetLine, QPointF]] = field(default_factory=list)
    rules: list[QLineF] = field(default_factory=list)

    def draw(self, painter: QPainter, point: float) -> None:
        """Draws it; ``point`` is one in pixels of the device it was set for."""
        painter.setPen(QPen(QColor(load_theme(THEME)["line"]), 0.5 * point))
        painter.drawLines(self.rules)
        for line, place in self.lines:
            painter.setPen(QColor(load_theme(THEME)["ink"]))
            line.layout.lineAt(line.number).draw(painter, place)


def typeset(report: Report, device: QPaintDevice, size: QSizeF, most: int | None = None) -> list[Page]:
    """The report on pages of a size in pixels of the device; of a long one the first ``most`` and a little more."""
    pages = _Pages(_Face(device, report.language), size, most)
    for block in report.blocks:
        if pages.are_enough:
            break
        if isinstance(block, Table):
            pages.table(block)
        elif isinstance(block, Paragraph):
            pages.paragraph(block)
    return pages.pages


class _Face:
    """Sets paragraphs into lines."""

    def __init__(self, device: QPaintDevice, language: str) -> None:
        self._device = device
        self.point = device.logicalDpiY() / 72
        self._language = language
        self._theme = load_theme(THEME)

    def lines(self, one: Paragraph, width: float, *, is_first: bool = False, is_last: bool = False) -> list[SetLine]:
        """The lines of a paragraph in a column; the first of a cell has no space above, the last none below."""
        hang = _HANG.get(one.kind, 0) * max(1, one.level) + (12 if one.kind in (Kind.QUOTE, Kind.NOTICE) else 0)
        left = hang * self.point
        above = 0.0 if is_first else _ABOVE.get(one.kind, 0) * self.point
        layout = self._laid_out(one, one.runs, width - left)
        out = []
        for k in range(layout.lineCount()):
            out.append(SetLine(layout, k, left, above, layout.lineAt(k).height() * _PITCH))
            above = 0.0
        if one.kind in _HANG and out:
            out.insert(0, self._sign(one, left, out[0]))
            out[1] = out[1]._replace(above=0.0)
        below = _BELOW.get(one.kind, 4) * self.point
        if out and not is_last:
            out[-1] = out[-1]._replace(height=out[-1].height + below)
        return out

    def _sign(self, one: Paragraph, left: float, first: SetLine) -> SetLine:
        """The sign or number before an item: a line of its own without height."""
        text = f"{one.number}." if one.kind is Kind.NUMBERED else _SIGNS[min(max(one.level, 1), 4) - 1]
        hang = _HANG[one.kind] * self.point
        layout = self._laid_out(one, (Run(text),), hang * 3)
        return SetLine(layout, 0, left - hang, first.above, 0.0)

    def _laid_out(self, one: Paragraph, runs: Sequence[Run], width: float) -> QTextLayout:
        # U+2028 keeps a line end within the paragraph; a bare one would begin another.
        texts = [run.text.replace("\r\n", "\n").translate(_LINE_ENDS) for run in runs]
        layout = QTextLayout("".join(texts), self._font(Run(""), one), self._device)
        layout.setTextOption(self._option(one))
        layout.setFormats(self._formats(one, runs, texts))
        layout.beginLayout()
        at = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, at))
            at += line.height()
        layout.endLayout()
        return layout

    def _option(self, one: Paragraph) -> QTextOption:
        out = QTextOption()
        # Numbers such as checksums have no place at which a line may end.
        out.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        out.setTabStopDistance(24 * self.point)
        if one.is_rtl:
            out.setTextDirection(Qt.LayoutDirection.RightToLeft)
            out.setAlignment(Qt.AlignmentFlag.AlignRight)
        return out

    def _formats(self, one: Paragraph, runs: Sequence[Run], texts: Sequence[str]) -> list[QTextLayout.FormatRange]:
        out, at = [], 0
        for run, text in zip(runs, texts, strict=True):
            found = QTextLayout.FormatRange()
            found.start, found.length = at, len(text.encode("utf-16-le", "surrogatepass")) // 2
            found.format = self._look(run, one)
            at += found.length
            out.append(found)
        return out

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
        names = families("", within.language or self._language)
        font = QFont()
        if run.is_code:
            names = [*_CODE, *names]
        elif run.is_small or within.kind in _SANS_KINDS:
            names = [*_SANS, *(name.replace("Serif", "Sans") for name in names)]
        font.setFamilies(names)
        # In pixels: the size of a look within a layout is not scaled to the device.
        points = _SMALL if run.is_small else _SIZES.get(within.kind, _SIZE)
        font.setPixelSize(max(1, round(points * self.point)))
        font.setBold(run.is_bold or within.kind in _HEADINGS or (run.style is not None and run.style.bold))
        font.setItalic(run.is_italic)
        # A ligature is one letter to whoever searches the PDF for "different".
        for name in ("liga", "clig"):
            font.setFeature(QFont.Tag(name), 0)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font


class _Pages:
    """Puts lines on pages, one after the other."""

    def __init__(self, face: _Face, size: QSizeF, most: int | None = None) -> None:
        self._face, self._size, self._most = face, size, most
        self.pages = [Page()]
        self._at = 0.0

    @property
    def are_enough(self) -> bool:
        """Whether as many pages are full as are wanted."""
        return self._most is not None and len(self.pages) > self._most

    @property
    def _room(self) -> float:
        return self._size.height() - self._at

    def _turn(self) -> None:
        self.pages.append(Page())
        self._at = 0.0

    def paragraph(self, one: Paragraph) -> None:
        """A paragraph; a heading stays with what follows."""
        lines = self._face.lines(one, self._size.width())
        needed = sum(line.above + line.height for line in lines) + _KEEP * self._face.point
        if one.kind in _HEADINGS and self._at > 0 and needed > self._room:
            self._turn()
        for line in lines:
            if self._at > 0 and line.above + line.height > self._room + _PITCH * self._face.point:
                self._turn()
            self._at += line.above if self._at > 0 else 0.0
            self.pages[-1].lines.append((line, self._place(line, 0.0)))
            self._at += line.height

    def _place(self, line: SetLine, column: float) -> QPointF:
        """Where the layout of a line is drawn so that the line stands where it should."""
        return QPointF(column + line.left, self._at - line.layout.lineAt(line.number).y())

    # --- tables

    def table(self, table: Table) -> None:
        """A table; its head stands again at the top of each page."""
        pad = (4 if table.has_lines else 1.5) * self._face.point
        edges = [0.0]
        for width in table.widths:
            edges.append(edges[-1] + self._size.width() * width / 100)
        head = [row for row in table.rows if row.is_head]
        if self._at > 0 and _KEEP * self._face.point * (2 if head else 1) > self._room:
            self._turn()
        set_table = _Table(table, edges, pad)
        for row in table.rows:
            if self.are_enough:
                break
            self._row(set_table, row, [] if row.is_head else head)
        self._at += 5 * self._face.point

    def _row(self, table: _Table, row: Row, head: Sequence[Row]) -> None:
        rest: list[Sequence[SetLine]] = []
        for left, right, cell in zip(table.edges, table.edges[1:], row.cells, strict=False):
            width, found = right - left - 2 * table.pad, list[SetLine]()
            for k, one in enumerate(cell):
                found += self._face.lines(one, width, is_first=k == 0, is_last=k == len(cell) - 1)
            rest.append(found)
        if self._at > 0 and not self._fits(rest, table.pad, 2):
            self._turn_table(table, head)
        while any(rest):
            rest = self._piece(table, rest)
            if any(rest):
                self._turn_table(table, head)

    def _turn_table(self, table: _Table, head: Sequence[Row]) -> None:
        self._turn()
        for row in head:
            self._row(table, row, [])

    def _fits(self, cells: Sequence[Sequence[SetLine]], pad: float, count: int) -> bool:
        """Whether the first lines of every cell have room."""
        return all(sum(line.above + line.height for line in cell[:count]) + 2 * pad <= self._room for cell in cells)

    def _piece(self, table: _Table, cells: Sequence[Sequence[SetLine]]) -> list[Sequence[SetLine]]:
        """As much of a row as the page has room for, and its rules; gives what is left of the cells."""
        top, ends, rest = self._at, [], []
        bottom = self._size.height() - table.pad
        for left, cell in zip(table.edges, cells, strict=False):
            self._at = top + table.pad
            taken = 0
            for k, line in enumerate(cell):
                above = line.above if k else 0.0
                if self._at + above + line.height > bottom and (taken or top > 0):
                    break
                self._at += above
                self.pages[-1].lines.append((line, self._place(line, left + table.pad)))
                self._at += line.height
                taken += 1
            ends.append(self._at)
            rest.append(cell[taken:])
        if not any(len(a) < len(b) for a, b in zip(rest, cells, strict=True)) and any(cells):
            # Nothing had room, not even on a page of its own: one line a cell goes there all the same.
            rest = [cell[1:] for cell in cells]
        self._at = max(ends) + table.pad
        self._rule(table, top)
        return rest

    def _rule(self, table: _Table, top: float) -> None:
        if not table.table.has_lines:
            return
        left, right, bottom = table.edges[0], table.edges[-1], self._at
        rules = self.pages[-1].rules
        rules += [QLineF(left, y, right, y) for y in (top, bottom)]
        rules += [QLineF(x, top, x, bottom) for x in table.edges]


class _Table(NamedTuple):
    table: Table
    edges: list[float]
    pad: float
