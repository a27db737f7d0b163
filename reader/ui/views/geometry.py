"""Where text stands in a QTextDocument: line by line, in pixels from the document's top left corner."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QTextBlock, QTextDocument, QTextLine


def set_block(document: QTextDocument, position: int) -> QTextBlock:
    """The block in which a position stands, its lines set."""
    block = document.findBlock(position)
    document.documentLayout().blockBoundingRect(block)
    return block


def line_rects(document: QTextDocument, start: int, end: int) -> list[QRectF]:
    """For each line, the box of the text between two positions of one block; empty where nothing is shown."""
    block = set_block(document, start)
    layout = block.layout()
    if not block.isValid() or layout is None or not layout.lineCount():
        return []
    base, origin = block.position(), layout.position()
    low, high = start - base, min(end - base, block.length() - 1)
    out: list[QRectF] = []
    first = layout.lineForTextPosition(low)
    for k in range(first.lineNumber() if first.isValid() else 0, layout.lineCount()):
        line = layout.lineAt(k)
        line_start, line_end = line.textStart(), line.textStart() + line.textLength()
        if line_start >= high and k > first.lineNumber():
            break
        a, b = _x(line, max(low, line_start)), _x(line, min(high, line_end))
        left, right = min(a, b), max(a, b)
        edge = line.naturalTextRect()
        right = min(right, edge.right())  # blanks that hang over the end of a line are not shown
        out.append(QRectF(origin.x() + left, origin.y() + line.y(), max(0.0, right - left), line.height()))
    return out


def top_of(document: QTextDocument, position: int) -> float:
    """Top of the line in which a position stands."""
    block = set_block(document, position)
    return block.layout().position().y() + line_top(block, position - block.position())


def line_top(block: QTextBlock, position: int) -> float:
    """Top of the line of a block in which a position within it stands, from the top of the block."""
    line = block.layout().lineForTextPosition(position)
    return line.y() if line.isValid() else 0.0


def line_starts(block: QTextBlock) -> list[int]:
    """Where the lines of a block begin."""
    layout = block.layout()
    return [layout.lineAt(k).textStart() for k in range(layout.lineCount())]


def starts_line(document: QTextDocument, position: int) -> bool:
    """Whether a position is the first of its line."""
    block = set_block(document, position)
    line = block.layout().lineForTextPosition(position - block.position())
    return not line.isValid() or line.textStart() == position - block.position()


def outline(rects: Sequence[QRectF], radius: float) -> QPainterPath:
    """A rounded line around boxes that follow one another downwards, each touching the next."""
    path = QPainterPath()
    group: list[QRectF] = []
    for rect in rects:
        if group and not (rect.left() < group[-1].right() and rect.right() > group[-1].left()):
            _add_rounded(path, group, radius)
            group = []
        group.append(rect)
    if group:
        _add_rounded(path, group, radius)
    return path


def _add_rounded(path: QPainterPath, rects: Sequence[QRectF], radius: float) -> None:
    corners: list[QPointF] = []
    for rect in rects:
        corners += (rect.topRight(), rect.bottomRight())
    for rect in reversed(rects):
        corners += (rect.bottomLeft(), rect.topLeft())
    corners = _without_repeats(corners)
    count = len(corners)
    for k, corner in enumerate(corners):
        before, after = corners[k - 1], corners[(k + 1) % count]
        enter, leave = _towards(corner, before, radius), _towards(corner, after, radius)
        if k == 0:
            path.moveTo(enter)
        else:
            path.lineTo(enter)
        path.quadTo(corner, leave)
    path.closeSubpath()


def _without_repeats(corners: list[QPointF]) -> list[QPointF]:
    out: list[QPointF] = []
    for corner in corners:
        if not out or (corner - out[-1]).manhattanLength() > 0.5:
            out.append(corner)
    return out


def _towards(corner: QPointF, other: QPointF, radius: float) -> QPointF:
    length = (other - corner).manhattanLength()
    if length == 0:
        return corner
    return corner + (other - corner) * min(radius / length, 0.5)


def _x(line: QTextLine, position: int) -> float:
    x: float = line.cursorToX(position)[0]  # type: ignore[index]  # PySide6 gives (x, position)
    return x
