"""What is painted under and over the text of a pane: tints, signs, the outline of the sentences in focus.

The text itself is Qt's. Tints are painted once more under it, so that they are rounded, reach the sign and close the
gaps between runs. A sign stands in room kept free before its sentence, or in the margin where the sentence begins a
line; no lens changes that room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextDocument

from reader.marks import Lens, Role
from reader.theme import SIGNS, Theme, shown_signs, sign_colour
from reader.ui.highlight import OffsetMap, Piece
from reader.ui.views.geometry import line_rects, outline, starts_line

TINT_RADIUS: Final = 3.0
TINT_REACH: Final = 2.0
"""Pixels by which a tint is wider than its text on each side."""
OUTLINE_RADIUS: Final = 5.0


class Signs(NamedTuple):
    """Signs before a sentence: its state, and whether it moved and to where (-1 up, 1 down, 0 not moved)."""

    sentence: int
    start: int
    end: int
    roles: tuple[Role, ...]
    room: float
    """Pixels kept free before the sentence."""
    direction: int = 0
    is_glued: bool = False
    """No blank stands before it in its paragraph: the room hangs on the sentence before."""
    is_faded: bool = False
    """A filter is on and the sentence does not fit it."""

    def words(self, lens: Lens) -> list[tuple[Role, str]]:
        """The signs that stand under a lens, each with the role that gives its colour."""
        out: list[tuple[Role, str]] = []
        for role in shown_signs(lens, self.roles):
            out.append((role, SIGNS[role]))
            if role is Role.MOVED and self.direction:
                out.append((role, "↑" if self.direction < 0 else "↓"))
        return out


def sign_font(font: QFont) -> QFont:
    """The font of signs: that of the text, smaller and bold."""
    out = QFont(font)
    out.setPointSizeF(font.pointSizeF() * 0.92)
    out.setBold(True)
    return out


def sign_room(font: QFont, *, moved: bool) -> float:
    """Pixels kept free before a sentence, the same under every lens."""
    asked = font.key(), moved
    if asked not in _rooms:
        _rooms[asked] = _room(font, moved=moved)
    return _rooms[asked]


_rooms: dict[tuple[str, bool], float] = {}
"""Asked for whenever anything about a text changes, for the same few fonts."""


def _room(font: QFont, *, moved: bool) -> float:
    metrics = QFontMetricsF(sign_font(font))
    widest = max(metrics.horizontalAdvance(SIGNS[role]) for role in SIGNS if role is not Role.MOVED)
    moved_width = metrics.horizontalAdvance(SIGNS[Role.MOVED] + "↑") if moved else 0.0
    return round(widest + moved_width + metrics.height() * 0.2)


def bars(block: Sequence[Piece]) -> Iterator[tuple[int, int, str, bool]]:
    """Start, end and colour of the tinted stretches of a paragraph, neighbours of one colour joined.

    The last item says whether room for the sign of the next sentence hangs on the end.
    """
    start, end, colour, has_room = 0, -1, "", False
    for piece in block:
        background = piece.style.background or ""
        if background and background == colour and piece.start == end:
            end, has_room = piece.end, piece.room > 0
            continue
        if colour:
            yield start, end, colour, has_room
        start, end, colour, has_room = piece.start, piece.end, background, piece.room > 0
    if colour:
        yield start, end, colour, has_room


def paint_tints(
    painter: QPainter, document: QTextDocument, at: OffsetMap, block: Sequence[Piece], rooms: dict[int, float]
) -> None:
    """Paints the tints of a paragraph under its text. ``rooms``: width of the sign before each sentence, by start."""
    painter.setPen(Qt.PenStyle.NoPen)
    for start, end, colour, has_room in bars(block):
        rects = line_rects(document, at.position(start), at.end(end))
        if rects and start in rooms and not starts_line(document, at.position(start)):
            rects[0].setLeft(rects[0].left() - rooms[start])
        if rects and has_room:
            rects[-1].setRight(rects[-1].right() - TINT_REACH)
        painter.setBrush(QColor(colour))
        for rect in rects:
            painter.drawRoundedRect(rect.adjusted(-TINT_REACH, -1, TINT_REACH, 1), TINT_RADIUS, TINT_RADIUS)


def paint_signs(
    painter: QPainter,
    document: QTextDocument,
    at: OffsetMap,
    signs: Signs,
    lens: Lens,
    theme: Theme,
    tint: str | None,
) -> None:
    """Paints the signs of one sentence, on its tint, into their room."""
    words = signs.words(lens)
    hangs = starts_line(document, at.position(signs.start))
    if not words and (hangs or not signs.is_glued):
        return
    rects = line_rects(document, at.position(signs.start), at.end(signs.end))
    if not rects:
        return
    room = signs.room
    box = QRectF(rects[0].left() - room, rects[0].top(), room, rects[0].height())
    if signs.is_glued and not hangs:
        # The room belongs to the last character of the sentence before, and shows its tint and its line.
        painter.fillRect(box.adjusted(1, -1, 0, 1), QColor(tint or theme["paper"]))
    font = sign_font(document.defaultFont())
    metrics = QFontMetricsF(font)
    width = sum(metrics.horizontalAdvance(word) for _, word in words)
    painter.setFont(font)
    x = box.right() - width - 8 if hangs else box.left() + max(1.0, (room - width) * 0.5)
    baseline = box.top() + QFontMetricsF(document.defaultFont()).ascent()
    for role, word in words:
        painter.setPen(QColor(theme["muted"] if signs.is_faded else sign_colour(theme, role)))
        painter.drawText(QPointF(x, baseline), word)
        x += metrics.horizontalAdvance(word)


def paint_outline(
    painter: QPainter,
    document: QTextDocument,
    at: OffsetMap,
    spans: Iterable[tuple[int, int, float]],
    colour: str,
    pitch: float,
) -> None:
    """Paints an outline around stretches (start, end, width of the sign before) of lines a pitch apart."""
    painter.setPen(QPen(QColor(colour), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for start, end, room in spans:
        rects = line_rects(document, at.position(start), at.end(end))
        if not rects:
            continue
        if not starts_line(document, at.position(start)):
            rects[0].setLeft(rects[0].left() - room)
        reach = [QRectF(r.left() - 4, r.center().y() - pitch / 2, max(8.0, r.width() + 8), pitch) for r in rects]
        for before, after in pairwise(reach):
            before.setBottom(after.top())
        painter.drawPath(outline(reach, OUTLINE_RADIUS))
