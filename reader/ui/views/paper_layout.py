"""The lines of a text, set paragraph by paragraph: each when it is first looked at, until then only reckoned.

Qt's own layout of rich text goes over all that follows whenever something in a document changes, so that painting the
marks of ten thousand paragraphs took minutes. This one sets the same lines at the same places and knows nothing of
tables, images and frames, which a text on paper does not have.

How a paragraph looks is asked of its ``Sheet`` when it is set, and is laid over its characters as a syntax highlighter
does it: the document itself is plain, and a change of marks costs nothing where nobody looks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import ceil
from operator import add
from typing import Any, Final, NamedTuple, Protocol

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QPalette,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextFrame,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from reader.ui.typeface import Shape, Shapes
from reader.ui.views.geometry import line_starts

_UNIT: Final = 64
"""Parts of a pixel in which Qt reckons."""
_REACH: Final = 48.0
"""Pixels by which letters may reach out of their block."""


class Sheet(Protocol):
    """Whose paragraphs are set: asked about them by their numbers, and told what became of them."""

    def format_ranges(self, number: int) -> list[QTextLayout.FormatRange]:
        """How the characters of a paragraph look."""

    def note_lines(self, number: int, block: QTextBlock) -> None:
        """A paragraph has been set, to other lines than before."""

    def forget_lines(self) -> None:
        """Every paragraph is going to be set to other lines."""


class Blank(NamedTuple):
    """Pixels that stay free around the text."""

    above: float = 0.0
    right: float = 0.0
    below: float = 0.0
    left: float = 0.0


class PaperLayout(QAbstractTextDocumentLayout):
    """Sets blocks on demand. Points and boxes are in pixels from the top of the document, the blank included.

    A height that turns out to be another than was reckoned counts from the next ``settle()`` on, so that whoever calls
    it can keep what is being read where it is.
    """

    def __init__(self, document: QTextDocument, sheet: Sheet) -> None:
        super().__init__(document)
        self._sheet = sheet
        self.changes = 0
        """Grows whenever a line takes another place in the text."""
        self.is_being_written = False
        """Whether to set nothing. Writing, Qt asks after each piece where it has come to, and next cuts that block."""
        self.blank = Blank()
        self._shapes = Shapes(Shape(1.0), {})
        self._lengths: Sequence[int] = ()
        self._advance = 0.0
        self._width = 0.0
        self._heights: list[float] = []
        self._gaps: list[float] = []
        """Pixels between a block and the one above it."""
        self._tops: list[float] = []
        """Tops of the blocks from the first on, below the blank, as far as they hold."""
        self._is_set = bytearray()
        """Whether the lines of a block stand and look as they should."""
        self._is_measured = bytearray()
        """Whether a block is as high as its lines, if it was set before or not."""
        self._unsettled: dict[int, float] = {}
        """Heights that do not count yet."""
        self._told = QSizeF()

    # Blank and size

    def set_blank(self, blank: Blank) -> None:
        """Sets what stays free. Only another width of the text sets it anew."""
        self.blank = blank
        self._take_width()
        self.tell()

    def _column(self) -> float:
        return max(1.0, self.document().textWidth() - self.blank.left - self.blank.right)

    def _take_width(self) -> None:
        width = self._column()
        if width != self._width:
            self._width = width
            self.reckon()

    def tell(self) -> None:
        """Lets the view know if the text has become longer or shorter."""
        size = self.documentSize()
        if size != self._told:
            self._told = size
            self.documentSizeChanged.emit(size)

    @property
    def height(self) -> float:
        """Height of the text without the blank."""
        return self.tops()[-1] + self._heights[-1] if self._heights else 0.0

    # Blocks

    def begin(self, shapes: Shapes, lengths: Sequence[int], advance: float) -> None:
        """Begins a text, whether it is written yet or not.

        ``shapes`` and ``lengths`` (in characters) are those of its paragraphs, ``advance`` the pixels of a character on
        average.
        """
        self._shapes, self._lengths, self._advance = shapes, lengths, advance
        self._gaps = _gaps(shapes, len(lengths))
        self.reckon()

    def reckon(self) -> None:
        """Reckons all heights from the numbers of characters; lines are set anew when they are next asked for."""
        usual = {length: self._reckoned(length, self._shapes.usual) for length in set(self._lengths)}
        self._heights = list(map(usual.__getitem__, self._lengths))
        for number, shape in self._shapes.others.items():
            self._heights[number] = self._reckoned(self._lengths[number], shape)
        self._tops = []
        self._unsettled = {}
        self.changes += 1
        self._sheet.forget_lines()
        self.forget_lines()

    def _reckoned(self, length: int, shape: Shape) -> float:
        lines = ceil(length * self._advance / max(1.0, self._width - shape.left - shape.right) or 1)
        return lines * shape.pitch

    def forget_lines(self) -> None:
        """Every block may have other lines; its height remains until it is set."""
        self._is_measured = bytearray(len(self._heights))
        self.forget_looks()

    def forget_block(self, number: int) -> None:
        """A block has no lines any more; its height remains until it is set."""
        self._is_measured[number] = self._is_set[number] = 0

    def forget_looks(self) -> None:
        """Every block looks different, most likely on the same lines."""
        self._is_set = bytearray(len(self._heights))

    def is_measured(self, number: int) -> bool:
        """Whether the height of a block is that of its lines."""
        return bool(self._is_measured[number])

    def first_reckoned(self) -> int:
        """The first block whose height is only reckoned; the number of blocks where there is none."""
        found = self._is_measured.find(0)
        return len(self._is_measured) if found < 0 else found

    @property
    def is_settled(self) -> bool:
        """Whether every height counts that is known."""
        return not self._unsettled

    def settle(self) -> bool:
        """Lets the heights count that are known; says whether that moved anything."""
        if not self._unsettled:
            return False
        for number, height in self._unsettled.items():
            self._heights[number] = height
        del self._tops[min(self._unsettled) + 1 :]
        self._unsettled = {}
        self.changes += 1
        self.tell()
        return True

    def tops(self) -> Sequence[float]:
        """Top of every block, below the blank above the text."""
        known = len(self._tops)
        if known < len(self._heights):
            if known == 0:
                self._tops, known = [0.0], 1
            steps = map(add, self._heights[known - 1 :], self._gaps[known:])
            self._tops += list(accumulate(steps, initial=self._tops[-1]))[1:]
        return self._tops

    def number_at(self, y: float) -> int:
        """The written block that is at a height, or above it."""
        return max(0, min(self.paragraph_at(y), self.document().blockCount() - 1))

    def paragraph_at(self, y: float) -> int:
        """The paragraph that is at a height or above it, written or not; -1 above the text."""
        return bisect_right(self.tops(), y - self.blank.above) - 1

    def block_height(self, number: int) -> float:
        """Height of a block."""
        return self._heights[number]

    def place_block(self, number: int) -> QTextBlock:
        """Puts a written block to its place, its lines set but perhaps looking as they did before a change."""
        return self._put(number) if self._is_measured[number] else self.set_block(number)

    def set_block(self, number: int) -> QTextBlock:
        """Sets a written block if it is not, and puts it to its place."""
        block = self._put(number)
        if self._is_set[number]:
            return block
        self._is_set[number] = 1
        before = line_starts(block) if self._is_measured[number] else None
        height = self._set_lines(block, number)
        if height != self._heights[number]:
            self._unsettled[number] = height
        else:
            self._unsettled.pop(number, None)
        if before is None or before != line_starts(block):
            self._is_measured[number] = 1
            self._sheet.note_lines(number, block)
            self.changes += 1
        return block

    def _put(self, number: int) -> QTextBlock:
        block = self.document().findBlockByNumber(number)
        block.layout().setPosition(QPointF(self.blank.left, self.blank.above + self.tops()[number]))
        return block

    def _set_lines(self, block: QTextBlock, number: int) -> float:
        """Breaks a block into lines; gives their height."""
        shape, layout = self._shapes.of(number), block.layout()
        layout.setTextOption(self._option(block))
        layout.setFormats(self._sheet.format_ranges(number))
        width = max(1.0, self._width - shape.left - shape.right)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLeadingIncluded(True)
            line.setLineWidth(width)
            line.setPosition(QPointF(shape.left, y - _rise(line, shape.pitch)))
            y += shape.pitch
        layout.endLayout()
        return y

    def _option(self, block: QTextBlock) -> QTextOption:
        option = QTextOption(self.document().defaultTextOption())
        option.setTextDirection(block.textDirection())
        if block.textDirection() is Qt.LayoutDirection.RightToLeft:
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        return option

    # What Qt asks for. Nothing here may raise: the error would end the program.

    def documentChanged(self, start: int, removed: int, added: int) -> None:
        self._take_width()
        # Nothing is removed where all is to be set anew. Else something was written, and whoever did that says what to
        # forget: to Qt a block that is set is changed as well, and it names all that lies between such blocks.
        if not removed:
            self.forget_lines()

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        number = block.blockNumber()
        if self.is_being_written or not 0 <= number < len(self._heights):
            return QRectF()
        origin = self.place_block(number).layout().position()
        return QRectF(origin, QSizeF(self._width, self._heights[number]))

    def documentSize(self) -> QSizeF:
        return QSizeF(self.document().textWidth(), self.blank.above + self.height + self.blank.below)

    def frameBoundingRect(self, _frame: QTextFrame) -> QRectF:
        return QRectF(QPointF(0, 0), self.documentSize())

    def pageCount(self) -> int:
        return 1

    def hitTest(self, point: Any, accuracy: Qt.HitTestAccuracy) -> int:
        fuzzy = accuracy is Qt.HitTestAccuracy.FuzzyHit
        if not self._heights:
            return 0 if fuzzy else -1
        block = self.place_block(self.number_at(point.y()))
        layout = block.layout()
        inside = point - layout.position()
        lines = [layout.lineAt(k) for k in range(layout.lineCount())]
        # What is between two lines belongs to the upper one.
        line = next((one for one in reversed(lines) if one.y() <= inside.y()), lines[0])
        if not fuzzy and not line.naturalTextRect().contains(inside):
            return -1
        return block.position() + line.xToCursor(inside.x())

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        if not self._heights:
            return
        clip = context.clip if not context.clip.isEmpty() else self.frameBoundingRect(self.document().rootFrame())
        # Copies of the formats: what is given here does not outlive the list it comes from.
        chosen = [
            (one.cursor.selectionStart(), one.cursor.selectionEnd(), QTextCharFormat(one.format))
            for one in context.selections
        ]
        painter.setPen(context.palette.color(QPalette.ColorRole.Text))
        for number in range(self.number_at(clip.top() - _REACH), min(len(self._heights), self.document().blockCount())):
            if self.blank.above + self.tops()[number] > clip.bottom() + _REACH:
                break
            block = self.set_block(number)
            block.layout().draw(painter, QPointF(0, 0), list(_within(block, chosen)), clip)


def _gaps(shapes: Shapes, count: int) -> list[float]:
    """Pixels between each of so many blocks and the one above it; of two margins that meet the larger one counts."""
    out = [max(shapes.usual.below, shapes.usual.above)] * count
    for number in shapes.others:
        for below in (number, number + 1):
            if below < count:
                out[below] = max(shapes.of(below - 1).below, shapes.of(below).above)
    out[:1] = [0.0] * min(1, count)
    return out


def _rise(line: QTextLine, pitch: float) -> float:
    """By how much a line is set higher than its place so that four fifths of its pitch are above its base line."""
    above = int(pitch * _UNIT * 4 / 5) / _UNIT
    return line.ascent() + max(0.0, line.leading()) - above


def _within(block: QTextBlock, chosen: Sequence[tuple[int, int, QTextCharFormat]]) -> Iterator[QTextLayout.FormatRange]:
    """What is chosen, of one block."""
    base, length = block.position(), block.length()
    for start, end, look in chosen:
        low, high = max(start - base, 0), min(end - base, length)
        if low < high:
            out = QTextLayout.FormatRange()
            out.start, out.length, out.format = low, high - low, look
            yield out
