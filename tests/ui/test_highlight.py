from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor, QTextDocument
from pytestqt.qtbot import QtBot

from reader.compare.engine import compare
from reader.marks import Lens, Mark, Role, marks
from reader.model import Paragraph, ParagraphKind, Side
from reader.reading import parse, read
from reader.samples import samples
from reader.theme import Line, Style, load_theme
from reader.ui.highlight import ROLES, Formats, Looks, OffsetMap, Piece, marks_within, pieces, shown
from reader.ui.views.page import Page

HARD = "Plain.\n\n🇻🇳🇨🇳 flags and 𠀀𠀁 of extension B. 👩‍👩‍👧 family.\n\n\ntiếng Việt ế. 第𠀋条。\n\nlast 😀"
texts = st.text(st.sampled_from("ab .é中𠀀😀\u0301\u200d\n"), max_size=60)


def written(text: str) -> tuple[Page, str]:
    document = parse(text)
    page = Page(QTextDocument(), load_theme("light"))
    page.show(document)
    while not page.is_complete:
        page.work()
    return page, document.text


@given(texts)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_every_character_is_found_where_qt_has_it(qapp: object, text: str) -> None:
    page, text = written(text)
    assert page.source is not None
    for paragraph in page.source.paragraphs:
        for offset in range(paragraph.start, paragraph.end):
            position = page.offsets.position(offset)
            units = len(text[offset].encode("utf-16-le")) // 2
            inside = "".join(str(page.text.characterAt(position + k)) for k in range(units))
            assert inside.encode("utf-16-le", "surrogatepass") == shown(text[offset]).encode("utf-16-le")
            assert [page.offsets.offset(position + k) for k in range(units)] == [offset] * units
        assert page.offsets.offset(page.offsets.position(paragraph.end)) == paragraph.end


def test_emoji_and_rare_characters_do_not_shift_what_follows(qapp: object) -> None:
    page, text = written(HARD)
    end = page.offsets.position(len(text))
    assert page.text.characterAt(page.offsets.position(text.index("last"))) == "l"
    assert page.offsets.length == end == page.text.characterCount() - 1


def test_an_offset_between_paragraphs_belongs_to_the_end_of_the_one_before() -> None:
    at = OffsetMap("ab\n\ncd", [Paragraph(0, 2), Paragraph(4, 6)])
    assert [at.position(offset) for offset in range(7)] == [0, 1, 2, 2, 3, 4, 5]
    assert [at.offset(position) for position in range(6)] == [0, 1, 2, 4, 5, 6]
    assert [at.block(offset) for offset in (0, 2, 3, 4, 6)] == [0, 0, 0, 1, 1]


def test_an_empty_document_has_one_position() -> None:
    at = OffsetMap("", ())
    assert (at.position(0), at.offset(0), at.length) == (0, 0, 0)


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b> <img src='file:///etc/hostname'> &amp; <script>1</script>",
        "\ufdd0frame\ufdd1 and \ufffcobject stay in one paragraph",
        "a\tb\u00a0c \u202eright to left\u202c",
    ],
)
def test_text_is_only_text(qapp: object, text: str) -> None:
    page, text = written(text)
    assert page.text.blockCount() == 1
    assert page.text.begin().text() == shown(text)
    assert len(shown(text)) == len(text)


def test_a_style_becomes_a_format(qapp: object) -> None:
    formats = Formats("some words", QFont("Noto Serif"))
    style = Style("#102030", "#405060", Line.DOTTED, "#708090", bold=True)
    made = formats.of(Piece(0, 4, style, "reworded edit"), Paragraph(0, 10))
    assert made.foreground().color().name() == "#102030"
    assert made.background().color().name() == "#405060"
    assert made.underlineStyle() is QTextCharFormat.UnderlineStyle.DotLine
    assert made.underlineColor().name() == "#708090"
    assert made.fontWeight() == QFont.Weight.Bold
    assert made.property(ROLES) == "reworded edit"
    plain = formats.of(Piece(0, 4, Style("#102030"), ""), Paragraph(0, 10))
    assert plain.background().style().name == "NoBrush"
    assert plain.underlineStyle() is QTextCharFormat.UnderlineStyle.NoUnderline


def test_bold_words_take_no_more_room_than_plain_ones(qapp: object) -> None:
    words = "a community with a shared future that bears strategic significance"
    font = QFont("Noto Serif")
    formats = Formats(words, font)
    widths = []
    for bold in (False, True):
        made = formats.of(Piece(0, len(words), Style("#000000", bold=bold), ""), Paragraph(0, len(words)))
        document = QTextDocument()
        document.setDefaultFont(font)
        QTextCursor(document).insertText(words, made)
        widths.append(document.idealWidth())
    assert abs(widths[0] - widths[1]) < 1.1


def test_letters_that_join_are_not_set_closer(qapp: object) -> None:
    words = "مرحبا بالعالم"
    made = Formats(words, QFont()).of(Piece(0, len(words), Style("#000000", bold=True), ""), Paragraph(0, len(words)))
    assert made.fontLetterSpacing() == 0


def test_headings_are_larger(qapp: object) -> None:
    formats = Formats("Title", QFont())
    heading = formats.of(Piece(0, 5, Style("#000000"), ""), Paragraph(0, 5, ParagraphKind.HEADING, 1))
    assert heading.intProperty(QTextCharFormat.Property.FontSizeAdjustment.value) > 0
    assert heading.fontWeight() == QFont.Weight.Bold


def test_marks_are_shared_out_to_the_paragraphs_they_lie_on() -> None:
    document = parse("ab\n\ncd\n\nef")
    marks = [
        Mark(0, 1, Role.NEW),
        Mark(0, 6, Role.FORMULATION, 0),
        Mark(2, 4, Role.CUE),
        Mark(4, 10, Role.MOVED),
        Mark(9, 10, Role.EDIT),
    ]
    found = [[marks.index(m) for m in marks_within(document, marks, k)] for k in range(3)]
    assert found == [[0, 1], [1, 3], [3, 4]]


def test_marks_of_a_comparison_lie_on_the_paragraphs_they_touch() -> None:
    left, right, *_ = (read(sample.path) for sample in samples())
    made = marks(compare(left, right))
    for side, document in ((Side.LEFT, left), (Side.RIGHT, right)):
        for k, paragraph in enumerate(document.paragraphs):
            touching = [m for m in made.of(side) if m.start < paragraph.end and m.end > paragraph.start]
            assert marks_within(document, made.of(side), k) == touching


def test_pieces_tile_a_paragraph_and_keep_room_where_asked() -> None:
    paragraph = Paragraph(10, 30)
    marks = [
        Mark(0, 15, Role.BOILERPLATE),
        Mark(12, 20, Role.REWORDED, 0),
        Mark(18, 40, Role.EDIT, 0),
        Mark(25, 25, Role.CUE),
    ]
    found = pieces(paragraph, marks, Looks(load_theme("light"), Lens.DIFFERENCES), {19: 12.0, 29: 9.0, 40: 1.0})
    assert [(p.start, p.end) for p in found] == [(10, 12), (12, 15), (15, 18), (18, 19), (19, 20), (20, 29), (29, 30)]
    assert [p.room for p in found] == [0, 0, 0, 0, 12, 0, 9]
    assert found[1].roles == "reworded boilerplate"


def test_roles_are_read_back_with_neighbours_joined(qtbot: QtBot, roles_read: Any) -> None:
    page, text = written("One 😀 two. Three four.")
    page.show_marks((Mark(0, 10, Role.NEW), Mark(4, 5, Role.EDIT, 0)), Lens.DIFFERENCES, {})
    found = [(text[start:end], roles) for start, end, roles in roles_read(page)]
    assert found == [
        ("One ", (Role.NEW,)),
        ("😀", (Role.NEW, Role.EDIT)),
        (" two.", (Role.NEW,)),
        (" Three four.", ()),
    ]
