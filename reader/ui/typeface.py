"""How a text is set: fonts by language, length and distance of lines, the shape of paragraphs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF

from reader.model import Paragraph, ParagraphKind

MEASURE: Final = 66
"""Characters of a full line, where nothing else is set."""
EDGE: Final = 22
"""Pixels that stay free to the right of the text."""
PITCH: Final = 1.6
"""From line to line, in sizes of the font."""
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


def reading_font(family: str, points: float, language: str) -> QFont:
    """The font of a text in a language; an empty family means a serif that has the language's characters."""
    font = QFont()
    font.setFamilies(families(family, language))
    font.setPointSizeF(points)
    font.setStyleHint(QFont.StyleHint.Serif)
    return font


def measure(font: QFont, characters: int = MEASURE) -> float:
    """Pixels of a full line of so many characters."""
    return QFontMetricsF(font).horizontalAdvance(_SAMPLE) / len(_SAMPLE) * characters


def pitch_of(font: QFont) -> float:
    """Pixels from line to line."""
    return float(round(QFontInfo(font).pixelSize() * PITCH))


class Shape(NamedTuple):
    """Where the lines of a paragraph stand, in pixels."""

    pitch: float
    """From line to line."""
    above: float = 0.0
    below: float = 0.0
    left: float = 0.0
    right: float = 0.0


class Shapes(NamedTuple):
    """The shapes of the paragraphs of a text: that of most of them, and by their numbers those of the others."""

    usual: Shape
    others: Mapping[int, Shape]

    def of(self, number: int) -> Shape:
        """The shape of a paragraph."""
        return self.others.get(number, self.usual)


def shapes(paragraphs: Sequence[Paragraph], pitch: float) -> Shapes:
    """The shapes of the paragraphs of a text whose lines are a pitch apart."""
    usual = ParagraphKind.PARAGRAPH
    known: dict[tuple[ParagraphKind, int, bool], Shape] = {}
    others: dict[int, Shape] = {}
    for k, one in [(k, one) for k, one in enumerate(paragraphs) if one.kind is not usual]:
        key = one.kind, one.level, k == 0
        if key not in known:
            known[key] = shape(one, pitch, is_first=k == 0)
        others[k] = known[key]
    return Shapes(shape(Paragraph(0, 0), pitch, is_first=False), others)


def shape(paragraph: Paragraph, pitch: float, *, is_first: bool) -> Shape:
    """The shape of a paragraph of a text whose lines are a pitch apart."""
    heading, row = paragraph.kind is ParagraphKind.HEADING, paragraph.kind is ParagraphKind.TABLE_ROW
    quote, level = paragraph.kind is ParagraphKind.QUOTE, max(1, min(paragraph.level, 5))
    return Shape(
        float(round(pitch * (1.3 if heading else 1))),
        float(round(pitch * 0.6)) if heading and not is_first else 0.0,
        float(round(pitch * (0.15 if row else 0.25 if heading else 0.5))),
        pitch if quote else float(round(pitch * level)) if paragraph.kind is ParagraphKind.LIST_ITEM else 0.0,
        pitch if quote else 0.0,
    )
