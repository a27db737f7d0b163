"""PDF documents: the sample texts, set by several programs, come back as they were."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader.bundled import seeds
from reader.errors import ReaderError, UnreadableFile, UnsupportedFormat
from reader.loaders.pdf import PDF
from reader.loaders.pdf_layout import Line, lines_of
from reader.loaders.pdf_letters import Page, Word
from reader.loaders.pdf_margins import without_margins
from reader.loaders.pdf_paragraphs import paragraphs
from reader.reading import read_bytes

FILES = Path(__file__).parent / "pdf"


def paragraphs_of(sample: str) -> list[str]:
    (path,) = Path(seeds()).glob(f"{sample}*.txt")
    return [" ".join(line.split()) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("name", "sample", "left_out"),
    [
        (
            "columns-by-libreoffice",
            "2021-02-08",
            "“Ministry of Foreign Affairs · Daily Bulletin” (3 times), 3 page numbers",
        ),
        ("indents-by-chromium", "2021-02-08", None),
        ("columns-written-by-rows", "2021-05-24", "“OFFICIAL RECORD” (2 times), 2 page numbers"),
        ("narrow-columns-by-typst", "2021-09-24", "“The Bulletin Issue” (2 times), 2 page numbers"),
    ],
)
def test_every_paragraph_of_a_sample_comes_back(name: str, sample: str, left_out: str | None) -> None:
    loaded = PDF.load((FILES / f"{name}.pdf").read_bytes())
    found = [" ".join(loaded.text[p.start : p.end].split()) for p in loaded.paragraphs]
    assert [one for one in found if not one.startswith("Title of")] == paragraphs_of(sample)
    assert loaded.warnings == (() if left_out is None else (f"Left out at the edges of the pages: {left_out}.",))


def test_a_heading_is_told_by_its_size_and_makes_the_title() -> None:
    loaded = PDF.load((FILES / "columns-by-libreoffice.pdf").read_bytes())
    assert loaded.title == "Title of 2021-02-08 stands here"
    assert [p.level for p in loaded.paragraphs if p.kind == "heading"] == [1]


def test_a_password_is_one_sentence() -> None:
    with pytest.raises(UnreadableFile, match=r"“a\.pdf” is a PDF that a password locks;"):
        read_bytes((FILES / "locked.pdf").read_bytes(), "a.pdf")


def test_a_scan_is_one_sentence() -> None:
    with pytest.raises(UnreadableFile, match="holds no text"):
        read_bytes(_blank(), "a.pdf")


def _blank() -> bytes:
    import io

    from pypdfium2 import PdfDocument

    document = PdfDocument.new()
    document.new_page(300, 300).close()
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


@pytest.mark.parametrize("share", [0.001, 0.1, 0.5, 0.9, 0.99])
def test_a_part_of_a_file_opens_or_is_one_sentence(share: float) -> None:
    data = (FILES / "columns-by-libreoffice.pdf").read_bytes()
    try:
        read_bytes(data[: int(len(data) * share)] or b"%PDF-", "a.pdf")
    except ReaderError as error:
        told = error.message
    else:
        return
    assert re.fullmatch(r"“a\.pdf” [^\n]+\.", told)


def test_rubbish_that_calls_itself_a_pdf_is_refused() -> None:
    with pytest.raises(UnsupportedFormat, match="damaged or incomplete"):
        PDF.load(b"%PDF-1.7\n" + bytes(range(256)) * 20)


def test_the_day_the_file_was_made_is_the_date_for_want_of_a_better_one() -> None:
    made = read_bytes((FILES / "columns-written-by-rows.pdf").read_bytes(), "a.pdf")
    assert made.date == "2026-11-23"
    assert made.warnings[-1] == "The text names no date; 2026-11-23 is the day on which the file was made."
    told = read_bytes((FILES / "columns-by-libreoffice.pdf").read_bytes(), "a.pdf")
    assert told.date == "2021-02-08"


def test_the_day_a_page_was_printed_from_a_browser_is_no_date() -> None:
    assert PDF.load((FILES / "indents-by-chromium.pdf").read_bytes()).made is None


def set_in_lines(*rows: str, left: float = 50, top: float = 100, pitch: float = 12, start: int = 0) -> list[Word]:
    """Words as a program would set them, six points a letter; two spaces or more are a gap of so many letters."""
    words = []
    for k, row in enumerate(rows):
        for found in re.finditer(r"\S+", row):
            at = left + 6 * found.start()
            order = start + len(words)
            words.append(Word(found.group(), at, at + 6 * len(found.group()), top + k * pitch, 10, order, True))
    return words


def text_of(words: list[Word]) -> list[str]:
    blocks, _title = paragraphs(lines_of(1, words))
    text, spans = blocks.text()
    return [text[span.start : span.end] for span in spans]


def test_columns_are_read_one_after_the_other() -> None:
    words = set_in_lines(
        "the quick brown fox jumps   over there the dog sleeps",
        "over a lazy dog that had    in the shade of one great",
        "slept under the old tree    oak and dreams of a quick",
        "since the morning of the    brown fox that jumps over",
        "day before yesterday.       it again and again.",
    )
    (first, second) = text_of(words)
    assert first.endswith("since the morning of the day before yesterday.")
    assert second.startswith("over there the dog sleeps in the shade")


def test_a_table_is_read_row_by_row() -> None:
    rows = text_of(set_in_lines("Year    Ships    Tonnes", "2017    112      8,400", "2018    131      9,050"))
    assert rows == ["Year\tShips\tTonnes", "2017\t112\t8,400", "2018\t131\t9,050"]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (
            ("they spoke of co-", "operation and again of cooperation"),
            "they spoke of cooperation and again of cooperation",
        ),
        (("the long-term plan and the long-", "term view"), "the long-term plan and the long-term view"),
        (("they spoke of develop-", "ment and of trade"), "they spoke of development and of trade"),
        (("a point for the well-", "known guest of the town"), "a point for the well-known guest of the town"),
        (("about people-", "to-people exchanges of them"), "about people-to-people exchanges of them"),
        (("China and the China-", "proposed plan of the two"), "China and the China-proposed plan of the two"),
        (("since his re-", "election in the spring of it"), "since his re-election in the spring of it"),
    ],
)
def test_words_divided_at_line_ends_are_whole_again(lines: tuple[str, str], text: str) -> None:
    assert text_of(set_in_lines(*lines)) == [text]


def page(number: int, *, head: str, foot: str, body: list[str]) -> Page:
    words = (
        set_in_lines(head, top=30) + set_in_lines(*body, top=100, start=100) + set_in_lines(foot, top=780, start=900)
    )
    return Page(number, 600, 800, words, 1, 0, 0, 0)


def test_what_comes_back_at_the_edges_is_left_out_and_counted() -> None:
    pages = [page(n, head="Daily News 14", foot=f"– {n} –", body=[f"body number {n * n}"]) for n in range(1, 6)]
    kept, receipt = without_margins(pages)
    assert [" ".join(word.text for word in one.words) for one in kept] == [f"body number {n * n}" for n in range(1, 6)]
    assert receipt == ("Left out at the edges of the pages: “Daily News” (5 times), 5 page numbers.",)


def test_lines_that_only_look_alike_stay() -> None:
    pages = [page(n, head=f"Article {7 * n}", foot=f"see {n * n}", body=["body"]) for n in range(1, 4)]
    kept, receipt = without_margins(pages)
    assert kept == pages
    assert receipt == ()


def test_numbers_too_long_for_pages_count_none() -> None:
    pages = [page(n, head=f"Act {'9' * (8 + n)}", foot="", body=[f"body number {n * n}"]) for n in range(1, 4)]
    assert without_margins(pages)[0] == pages


def test_a_document_of_nothing_but_edges_is_read_whole() -> None:
    pages = [Page(n, 600, 800, set_in_lines("only this", top=30), 1, 0, 0, 0) for n in (1, 2)]
    assert without_margins(pages) == (pages, ())


def test_a_line_knows_its_text_and_place() -> None:
    line = Line(set_in_lines("two words"), (1, 0))
    assert (line.text, line.left, line.right, line.size) == ("two words", 50, 104, 10)
