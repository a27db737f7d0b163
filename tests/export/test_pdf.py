from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import reader
from reader.export import ExportOptions, Section
from reader.export.facts import long_date, side_title
from reader.export.printed import Bookmark, finished
from reader.marks import Filter, Lens
from reader.model import Comparison, Judgements, Note, Side, Verdict

pytest.importorskip("PySide6")
pypdfium2 = pytest.importorskip("pypdfium2")

PDFTOTEXT = shutil.which("pdftotext")


def made(comparison: Comparison, **options: Any) -> bytes:
    data = reader.export(comparison, "pdf", ExportOptions(**options))
    assert isinstance(data, bytes)
    return data


def text_of(data: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data))


def plain(text: str) -> str:
    """Without white space and the hyphens at which lines may end."""
    return re.sub(r"[\s\ufffe\u00ad-]", "", text)


def columns(path: Path) -> list[str]:
    """Text of the left and of the right half of all pages, as a reader of a column sees it."""
    size = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True).stdout
    width, height = (float(x) for x in re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", size).groups())  # type: ignore[union-attr]
    out = []
    for left in (0, int(width / 2)):
        crop = ["-x", str(left), "-y", "0", "-W", str(int(width / 2)), "-H", str(int(height))]
        command = [PDFTOTEXT or "", "-raw", "-enc", "UTF-8", *crop, str(path), "-"]
        out.append(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return out


@pytest.fixture(scope="module")
def sample(sample_documents: list[reader.Document]) -> Comparison:
    return reader.compare(sample_documents[1], sample_documents[3])


@pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext is not here (Debian: poppler-utils)")
@pytest.mark.parametrize("pair", [(1, 3), (2, 4), "vi zh"], ids=str)
def test_every_sentence_is_found_in_order(sample_documents: list[reader.Document], pair: Any, tmp_path: Path) -> None:
    if pair == "vi zh":
        documents = [
            reader.parse("Hai bên nhất trí tăng cường hợp tác.\n\nÔng Trọng cảm ơn phía Trung Quốc. Rất đặc biệt."),
            reader.parse("双方一致同意加强合作。\n\n习近平强调，中越关系十分重要。阮富仲表示感谢。"),
        ]
    else:
        documents = [sample_documents[k] for k in pair]
    comparison = reader.compare(*documents)
    path = tmp_path / "page.pdf"
    path.write_bytes(made(comparison))
    for side, column in zip(Side, columns(path), strict=True):
        date = long_date(comparison.document(side).date)
        head = " · ".join(part for part in (side_title(comparison, side), date) if part)
        found = plain(column)
        # A page may end within a sentence; its foot and the head of the table on the next then stand between.
        for words in (f"(?:{re.escape(plain('Two readouts compared'))})?\\d+/\\d+", re.escape(plain(head))):
            found = re.sub(words, "", found)
        found = found.replace(plain("Two readouts compared"), "")
        at = 0
        for sentence in comparison.document(side).sentences:
            place = found.find(plain(sentence.text), at)
            assert place >= at, (sentence.index, sentence.text)
            at = place + len(plain(sentence.text))


def test_the_same_comparison_gives_the_same_bytes_and_tells_no_clock(sample: Comparison) -> None:
    data = made(sample)
    assert data == made(sample)
    assert b"CreationDate" not in data
    assert b"ModDate" not in data
    assert not re.search(rb"20\d\d-\d\d-\d\dT", data)


def test_bookmarks_lead_to_the_sections(full: Comparison) -> None:
    judged = replace(full, judgements=Judgements().with_note(Note("Mine.")).with_pair(4, 1, Verdict.REWORDED))
    document = pypdfium2.PdfDocument(made(judged, title="Của tôi 标题"))
    entries = [(one.get_title(), one.level, one.get_dest().get_index()) for one in document.get_toc()]
    assert [title for title, level, _page in entries if level == 0] == [
        "In brief",
        "How to read this",
        "Notes",
        "The two texts",
        "What the reader decided",
        "Sentences by state",
        "Formulations in both texts",
        "Speakers",
        "Topics",
        "Why these pairs",
        "About this comparison",
    ]
    assert ("note 1 on the whole", 1) in [(title, level) for title, level, _page in entries]
    pages = [page for _title, _level, page in entries]
    assert pages == sorted(pages)
    for title, _level, page in entries:
        assert title in document[page].get_textpage().get_text_bounded().replace("\r\n", " ")
    assert document.get_metadata_value("Title") == "Của tôi 标题"


def test_pages_are_numbered(sample: Comparison) -> None:
    document = pypdfium2.PdfDocument(made(sample))
    assert len(document) > 2
    for k, page in enumerate(document):
        assert f"{k + 1} / {len(document)}" in page.get_textpage().get_text_bounded()


def test_words_can_be_searched_without_ligatures(make: Any) -> None:
    words = "The office offers a different, difficult affiliation."
    comparison = make.comparison(make.document([[words]]), make.document([["Other."]]))
    assert words in text_of(made(comparison)).replace("\r\n", " ")


def test_what_may_be_left_out_leads_nowhere(full: Comparison) -> None:
    document = pypdfium2.PdfDocument(made(full, left_out=frozenset(Section)))
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    assert "Why these pairs" not in text
    assert "Left out" in text
    text = plain(text)
    assert all(plain(sentence.text) in text for side in Side for sentence in full.document(side).sentences)


def test_sources_filter_notes_and_settings_are_named(full: Comparison) -> None:
    judged = replace(full, judgements=Judgements().with_note(Note("See <https://example.org/x>.", (1,))))
    data = made(judged, filter=Filter(speakers=frozenset({"Boris Dahl"})), lens=Lens.SPEAKERS)
    text = plain(text_of(data))
    for words in (
        full.left.source.sha256[:40],
        "none is left out. Speakers: Boris Dahl.",
        "See https://example.org/x.",
        f"Readout {reader.__version__}",
        "sentences: 3 left, 1 right",
    ):
        assert plain(words) in text, words
    assert b"/URI (https://example.org/x)" in data


ATTACKS = [
    "<script>alert(1)</script><img src='file:///etc/passwd'>",
    "<a href='file:///etc/passwd'>x</a>",
    "(endobj) >> 0 0 obj << /S /JavaScript >>",
    "a\x01\x0b\ufffeb",
    "\u202eevil\u2066",
    "tab\there\nline",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_of_a_text_becomes_markup(make: Any, attack: str) -> None:
    own = make.document([[attack]], title=attack, language="en", speakers={0: attack}, topics={0: (attack,)})
    own = replace(own, source=replace(own.source, name=attack), warnings=(attack,), date=attack)
    comparison = make.comparison(own, make.document([["Words."]]))
    comparison = replace(comparison, judgements=Judgements().with_note(Note(attack, (0,))))
    data = made(comparison, title=attack)
    document = pypdfium2.PdfDocument(data)
    assert b"/URI" not in data
    assert not re.search(
        rb"/(JavaScript|Launch|EmbeddedFile|JS)\b", re.sub(rb"stream.*?endstream", b"", data, flags=re.S)
    )
    assert len(document) >= 1


def test_where_qt_cannot_be_loaded_one_sentence_says_so(
    full: Comparison, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6" / "__init__.py").write_text("raise ImportError('libGL.so.1')")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(reader.ReaderError, match="print it from a browser"):
        reader.export(full, "pdf")


def test_a_pdf_of_another_make_stays_as_it_is() -> None:
    strange = b"%PDF-1.7\nnothing of Qt\n%%EOF\n"
    assert finished(strange, [Bookmark("One", "one")], "en") == strange
