"""The pages that the printer, its preview and the PDF share."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

import reader
from reader.export import ExportOptions
from reader.export.report import Kind, Paragraph, Report, Row, Run, Table
from reader.model import Comparison
from reader.samples import samples
from reader.ui.app import make_application
from reader.ui.printing import MARGINS, draw, render

pypdfium2 = pytest.importorskip("pypdfium2")


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    left, right = (reader.read(samples()[k].path) for k in (1, 3))
    return reader.compare(left, right)


def text_of(path: Path) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)]


def written(path: Path, made: Report, size: QPageSize.PageSizeId = QPageSize.PageSizeId.A4) -> list[str]:
    writer = QPdfWriter(str(path))
    writer.setPageLayout(
        QPageLayout(QPageSize(size), QPageLayout.Orientation.Portrait, MARGINS, QPageLayout.Unit.Millimeter)
    )
    assert draw(made, writer) > 0
    del writer
    return text_of(path)


def test_a_printer_gets_the_pages_of_the_pdf(comparison: Comparison, tmp_path: Path, qtbot: QtBot) -> None:
    make_application(["readout"])
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, MARGINS, QPageLayout.Unit.Millimeter
        )
    )
    pages = render(comparison, ExportOptions(), printer)
    exported = tmp_path / "exported.pdf"
    data = reader.export(comparison, "pdf")
    assert isinstance(data, bytes)
    exported.write_bytes(data)
    printed = text_of(tmp_path / "printed.pdf")
    assert len(printed) == pages
    words = ["".join("".join(text_of(path)).split()) for path in (tmp_path / "printed.pdf", exported)]
    assert len(words[0]) == len(words[1])


def test_paper_of_another_size_loses_nothing(comparison: Comparison, tmp_path: Path, qtbot: QtBot) -> None:
    make_application(["readout"])
    for k, size in enumerate((QPageSize.PageSizeId.A5, QPageSize.PageSizeId.Letter)):
        writer = QPdfWriter(str(tmp_path / f"{k}.pdf"))
        writer.setPageLayout(
            QPageLayout(
                QPageSize(size),
                QPageLayout.Orientation.Landscape,
                QMarginsF(10, 10, 10, 10),
                QPageLayout.Unit.Millimeter,
            )
        )
        render(comparison, ExportOptions(), writer)
        del writer
        text = "".join("".join(text_of(tmp_path / f"{k}.pdf")).split())
        for document in (comparison.left, comparison.right):
            assert all("".join(s.text.split())[:12] in text for s in document.sentences)


def test_a_row_longer_than_a_page_goes_on_under_its_head(tmp_path: Path, qtbot: QtBot) -> None:
    make_application(["readout"])
    many = " ".join(f"word{k}" for k in range(3000))
    cells = tuple((Paragraph((Run(text),), Kind.TEXT),) for text in (many, "short"))
    head = Row(tuple((Paragraph((Run(name),), Kind.SMALL),) for name in ("Older", "Newer")), is_head=True)
    pages = written(tmp_path / "long.pdf", Report("Long", "en", (Table((50, 50), (head, Row(cells))),)))
    assert len(pages) > 3
    assert all("Older" in page for page in pages)
    found = "".join(pages)
    assert [found.count(f"word{k}") >= 1 for k in range(3000)] == [True] * 3000
    assert found.count("word2999") == 1
    assert found.count("short") == 1


def test_a_heading_stays_with_what_follows(tmp_path: Path, qtbot: QtBot) -> None:
    make_application(["readout"])
    for lines in range(38, 60):
        blocks = [Paragraph((Run(f"Line {k}"),), Kind.BODY) for k in range(lines)]
        blocks += [Paragraph((Run("Heading"),), Kind.HEADING_1), Paragraph((Run("What follows"),), Kind.BODY)]
        pages = written(tmp_path / f"{lines}.pdf", Report("Headings", "en", tuple(blocks)))
        (page,) = [
            page for page in pages if "Heading\r\n" in page or page.endswith("Heading") or "Heading" in page.split()
        ]
        assert "What follows" in page


def test_a_word_longer_than_its_column_is_broken_not_cut(tmp_path: Path, qtbot: QtBot) -> None:
    make_application(["readout"])
    word = "x" * 500 + "END"
    row = Row(((Paragraph((Run(word),), Kind.TEXT),), ()))
    pages = written(tmp_path / "word.pdf", Report("Word", "en", (Table((50, 50), (row,)),)))
    assert "".join("".join(pages).split()).count("x") >= 500
    assert "END" in "".join("".join(pages).split())
