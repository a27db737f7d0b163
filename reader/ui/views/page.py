"""A document as a QTextDocument: written once, painted again whenever its marks, colours or font change."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontInfo,
    QFontMetricsF,
    QPainter,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)

from reader.marks import STATE_ROLES, Lens, Mark, Role
from reader.model import Document, ParagraphKind
from reader.theme import Theme
from reader.ui.highlight import Formats, OffsetMap, Piece, insert_block, paint_block, pieces
from reader.ui.views.geometry import line_rects, top_of
from reader.ui.views.paper import Signs, paint_outline, paint_signs, paint_tints, sign_room

MEASURE: Final = 66
"""Characters of a full line."""
PITCH: Final = 1.6
"""From line to line, in sizes of the font."""
AT_ONCE: Final = 400
"""Paragraphs that are written or painted before the window is shown again; the rest follows when it is idle."""
CHUNK: Final = 120

_SERIF: Final = ("Noto Serif", "Source Serif 4", "Charter", "Georgia", "Cambria", "DejaVu Serif")
_CJK: Final = {
    "zh-Hans": ("Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun"),
    "zh-Hant": ("Noto Serif CJK TC", "Source Han Serif TC", "Songti TC", "PMingLiU"),
    "ja": ("Noto Serif CJK JP", "Source Han Serif", "Hiragino Mincho ProN", "Yu Mincho"),
    "ko": ("Noto Serif CJK KR", "Source Han Serif K", "AppleMyungjo", "Batang"),
}
_SAMPLE: Final = "the quick brown fox jumps over the lazy dog "


def families(family: str, language: str) -> list[str]:
    """Font families for a text: the reader's choice or a serif, then the right forms of Chinese characters."""
    main = language.split("-")[0]
    first = language if language in _CJK else "zh-Hans" if main == "zh" else main
    east = [_CJK[first]] if first in _CJK else []
    east += [names for key, names in _CJK.items() if key != first]
    return [*((family,) if family else _SERIF), *(name for names in east for name in names)]


class Page:
    """The text of a document in a QTextDocument, one block a paragraph. Points and boxes are in its coordinates.

    A long text is written and painted in parts: ``work()`` does the next one, as long as not ``is_complete``.
    """

    def __init__(self, text: QTextDocument, theme: Theme) -> None:
        self.text = text
        self.source: Document | None = None
        self.offsets = OffsetMap("", ())
        self.pitch = 24.0
        """Pixels from line to line."""
        self._theme = theme
        self._lens = Lens.DIFFERENCES
        self._marks: tuple[Mark, ...] = ()
        self._pieces: list[list[Piece]] = []
        self._painted: list[list[Piece]] = []
        self._unpainted: list[int] = []
        self._signs: list[Signs] = []
        self._faded: frozenset[int] = frozenset()
        self._rooms: dict[int, float] = {}
        self._formats = Formats("", text.defaultFont())
        self._family, self._points = "", 12.0
        text.setUndoRedoEnabled(False)
        self.set_font("", 12.0)

    # Writing and painting

    @property
    def is_complete(self) -> bool:
        """Whether the whole text is written and painted."""
        return not self._unpainted and len(self._painted) == len(self._pieces)

    def shows(self, source: Document | None) -> bool:
        """Whether a document would look like the one shown."""
        if self.source is None or source is None:
            return self.source is source
        return self.source.text == source.text and self.source.paragraphs == source.paragraphs

    def show(self, source: Document | None) -> None:
        """Writes a document without marks. One that looks like the one shown takes its place without a change."""
        same = self.shows(source)
        self.source = source
        if same:
            return
        self.offsets = OffsetMap(source.text, source.paragraphs) if source else OffsetMap("", ())
        self._marks = ()
        self._note_signs({})
        self._apply_font()
        self._look_up()
        frame = self.text.rootFrame().frameFormat()
        self.text.clear()
        self.text.rootFrame().setFrameFormat(frame)
        self._painted, self._unpainted = [], []
        self._write_next(AT_ONCE)

    def show_marks(self, marks: tuple[Mark, ...], lens: Lens, ways: dict[int, int], seen: Iterable[int]) -> None:
        """Paints marks under a lens. ``ways``: for moved sentences -1 where the counterpart is above, 1 below.

        ``seen``: numbers of the paragraphs in sight, which come first.
        """
        self._marks, self._lens = marks, lens
        self._note_signs(ways)
        self._repaint(seen)

    def set_theme(self, theme: Theme, seen: Iterable[int]) -> None:
        """Takes over colours."""
        self._theme = theme
        self._repaint(seen)

    def set_font(self, family: str, points: float, seen: Iterable[int] = ()) -> None:
        """Sets the reading font; an empty family means a serif that has the document's characters."""
        self._family, self._points = family, points
        self._apply_font()
        self._note_rooms()
        self._repaint(seen)

    def work(self) -> None:
        """Paints or writes the next part."""
        if self._unpainted:
            self._paint_next(CHUNK)
        elif self.source is not None:
            self._write_next(CHUNK)

    def _look_up(self) -> None:
        if self.source is None:
            self._pieces = []
            return
        after = {before: room for start, room in self._rooms.items() if (before := self._before(start)) >= 0}
        self._pieces = pieces(self.source, self._marks, self._theme, self._lens, after)

    def _before(self, start: int) -> int:
        """Offset of the character on which the room before a sentence hangs, -1 at the start of a paragraph."""
        assert self.source is not None
        block = self.offsets.block(start)
        return start - 1 if start > self.source.paragraphs[block].start else -1

    def _note_signs(self, ways: dict[int, int]) -> None:
        roles: dict[int, list[Role]] = {}
        faded: set[int] = set()
        for mark in self._marks:
            if mark.role in STATE_ROLES or mark.role is Role.MOVED:
                roles.setdefault(mark.start, []).append(mark.role)
            elif mark.role is Role.FADED:
                faded.add(mark.start)
        self._faded = frozenset(faded)
        self._signs = []
        for one in self.source.sentences if self.source else ():
            before = self._before(one.start)
            glued = before >= 0 and not self.source.text[before].isspace() if self.source else False
            self._signs.append(
                Signs(one.start, one.end, tuple(roles.get(one.start, ())), ways.get(one.index, 0), glued)
            )
        self._note_rooms()

    def _note_rooms(self) -> None:
        font = self.text.defaultFont()
        plain, moved = sign_room(font, moved=False), sign_room(font, moved=True)
        self._rooms = {s.start: moved if Role.MOVED in s.roles else plain for s in self._signs}

    def _write_next(self, count: int) -> None:
        assert self.source is not None or not self._pieces
        cursor = QTextCursor(self.text)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        for k in range(len(self._painted), min(len(self._painted) + count, len(self._pieces))):
            assert self.source is not None
            if k:
                cursor.insertBlock(self._block_format(k))
            else:
                cursor.setBlockFormat(self._block_format(k))
            insert_block(cursor, self.source, self._pieces[k], self.source.paragraphs[k], self._formats)
            self._painted.append(self._pieces[k])
        cursor.endEditBlock()

    def _repaint(self, seen: Iterable[int]) -> None:
        """Gives every paragraph that looks different its formats: those in sight at once, a long rest later."""
        self._look_up()
        changed = [k for k, painted in enumerate(self._painted) if painted != self._pieces[k]]
        if len(changed) > AT_ONCE:
            first = frozenset(seen)
            changed.sort(key=lambda k: (k not in first, k))
        self._unpainted = changed
        self._paint_next(AT_ONCE)

    def _paint_next(self, count: int) -> None:
        now, self._unpainted = self._unpainted[:count], self._unpainted[count:]
        if not now or self.source is None:
            return
        cursor = QTextCursor(self.text)
        cursor.beginEditBlock()
        for k in now:
            paint_block(cursor, self.offsets, self._pieces[k], self.source.paragraphs[k], self._formats)
            self._painted[k] = self._pieces[k]
        cursor.endEditBlock()

    def _apply_font(self) -> None:
        font = QFont()
        font.setFamilies(families(self._family, self.source.language if self.source else "en"))
        font.setPointSizeF(self._points)
        font.setStyleHint(QFont.StyleHint.Serif)
        self._formats = Formats(self.source.text if self.source else "", font)
        if font == self.text.defaultFont():
            return
        self.text.setDefaultFont(font)
        self.pitch = float(round(QFontInfo(font).pixelSize() * PITCH))
        cursor = QTextCursor(self.text)
        cursor.beginEditBlock()
        for k in range(len(self._painted)):
            cursor.setPosition(self.text.findBlockByNumber(k).position())
            cursor.setBlockFormat(self._block_format(k))
        cursor.endEditBlock()

    def _block_format(self, number: int) -> QTextBlockFormat:
        assert self.source is not None
        paragraph = self.source.paragraphs[number]
        heading, row = paragraph.kind is ParagraphKind.HEADING, paragraph.kind is ParagraphKind.TABLE_ROW
        out = QTextBlockFormat()
        pitch = round(self.pitch * (1.3 if heading else 1))
        out.setLineHeight(pitch, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        out.setBottomMargin(round(self.pitch * (0.15 if row else 0.25 if heading else 0.5)))
        if heading and number:
            out.setTopMargin(round(self.pitch * 0.6))
        if paragraph.kind is ParagraphKind.LIST_ITEM:
            out.setLeftMargin(round(self.pitch * max(1, min(paragraph.level, 5))))
        elif paragraph.kind is ParagraphKind.QUOTE:
            out.setLeftMargin(self.pitch)
            out.setRightMargin(self.pitch)
        return out

    # Where things are

    def column(self, width: float) -> tuple[float, float]:
        """Left edge and width of the text in a pane: at most a measure wide, the rest shared out beside it."""
        font = self.text.defaultFont()
        measure = QFontMetricsF(font).horizontalAdvance(_SAMPLE) / len(_SAMPLE) * MEASURE
        margin = max(28.0, sign_room(font, moved=True) + 10, (width - measure) / 2)
        return margin, max(60.0, width - 2 * margin)

    def set_blank(self, above: float, below: float, beside: float) -> None:
        """Sets the blank around the text."""
        frame = self.text.rootFrame()
        layout = frame.frameFormat()
        now = layout.topMargin(), layout.bottomMargin(), layout.leftMargin(), layout.rightMargin()
        if now != (above, below, beside, beside):
            layout.setTopMargin(above)
            layout.setBottomMargin(below)
            layout.setLeftMargin(beside)
            layout.setRightMargin(beside)
            frame.setFrameFormat(layout)

    def top_at(self, offset: int) -> float:
        """Top of the line in which an offset stands."""
        return top_of(self.text, min(self.offsets.position(offset), self.text.characterCount() - 1))

    def offset_at(self, point: QPointF) -> int:
        """The offset nearest to a point."""
        return self.offsets.offset(max(0, self.text.documentLayout().hitTest(point, Qt.HitTestAccuracy.FuzzyHit)))

    def rects(self, start: int, end: int) -> list[QRectF]:
        """For each line, the box of the text between two offsets of one paragraph; none where it is not written yet."""
        if self.offsets.block(start) >= len(self._painted):
            return []
        return line_rects(self.text, self.offsets.position(start), self.offsets.position(end))

    def sentence_rects(self, sentence: int) -> list[QRectF]:
        """Boxes of a sentence's lines."""
        if self.source is None or sentence >= len(self.source.sentences):
            return []
        one = self.source.sentences[sentence]
        return self.rects(one.start, one.end)

    def sentence_at(self, point: QPointF) -> int | None:
        """The sentence at a point, its sign included; None beside the text."""
        if self.source is None:
            return None
        last = bisect_right(self.source.sentences, self.offset_at(point), key=lambda s: s.start) - 1
        for k in (last, last + 1):
            rects = self.sentence_rects(k) if k >= 0 else []
            if rects:
                rects[0].setLeft(rects[0].left() - self._rooms[self.source.sentences[k].start])
            if any(r.adjusted(0, -3, 0, 3).contains(point) for r in rects):
                return k
        return None

    def is_faded(self, sentence: int) -> bool:
        """Whether a filter is on and the sentence does not fit it."""
        return sentence < len(self._signs) and self._signs[sentence].start in self._faded

    def blocks_between(self, top: float, bottom: float) -> list[QTextBlock]:
        """Written blocks that may have something between two heights."""
        layout = self.text.documentLayout()
        block = self.text.findBlock(max(0, layout.hitTest(QPointF(0, top), Qt.HitTestAccuracy.FuzzyHit)))
        out: list[QTextBlock] = []
        while block.isValid() and block.blockNumber() < len(self._painted):
            if layout.blockBoundingRect(block).top() >= bottom:
                break
            out.append(block)
            block = block.next()
        return out

    # Painting around the text

    def paint_under(self, painter: QPainter, numbers: Sequence[int]) -> None:
        """Paints the tints of paragraphs."""
        signed = {s.start: self._rooms[s.start] for s in self._signs if s.words(self._lens)}
        for k in numbers:
            paint_tints(painter, self.text, self.offsets, self._painted[k], signed)

    def paint_over(self, painter: QPainter, numbers: Sequence[int], focus: Sequence[int]) -> None:
        """Paints the signs of the sentences in paragraphs, and the outline of those in focus."""
        seen = frozenset(numbers)
        tints = {piece.start: piece.style.background for k in numbers for piece in self._painted[k]}
        for signs in self._signs:
            if self.offsets.block(signs.start) in seen:
                paint_signs(
                    painter,
                    self.text,
                    self.offsets,
                    signs,
                    self._lens,
                    self._theme,
                    self._rooms[signs.start],
                    quiet=signs.start in self._faded,
                    tint=tints.get(signs.start),
                )
        spans = [
            (one.start, one.end, self._rooms[one.start] if one.words(self._lens) else 0.0)
            for one in (self._signs[k] for k in focus if k < len(self._signs))
            if self.offsets.block(one.start) in seen
        ]
        paint_outline(painter, self.text, self.offsets, spans, self._theme["accent"], self.pitch)
