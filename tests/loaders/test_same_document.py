"""One document as LibreOffice and pandoc write it in several formats is one text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from reader.loaders import Loaded
from reader.loaders.opening import choose
from reader.reading import read
from reader.text.canonical import canonical

FILES = Path(__file__).parent / "files"
WRITTEN = """
heading 1: Harbour talks, second round
heading 1: The meeting
paragraph 0: The two ministers met in Orsk on 3 March 2021 and agreed on the ferry [1] and the harbour.[2] \
They praised the seamen.[i]
paragraph 0: Visible start visible end. Then added words closed the line.
quote 0: “We are one tide,” he said, “and one memory.”
heading 2: Points agreed
list_item 1: First point
list_item 2: Point within the first
list_item 1: Second point
paragraph 0: Between the lists.
list_item 1: Numbered one
list_item 1: Numbered two
table_row 0: Port|Ships
table_row 0: Orsk|forty
paragraph 0: Anchor line.
paragraph 0: Words in a box.
paragraph 0: First line
paragraph 0: second line of the same paragraph, with a tab, spaces, a soft hyphen in har\xadbour and 50\xa0ships.
paragraph 0: 两国部长在奥尔斯克会面，就渡轮达成一致。越南语：Hai bên nhất trí.
paragraph 0: Last words.
paragraph 0: [1] The ferry runs twice a day.
paragraph 0: [2] Only the eastern one.
paragraph 0: [i] All of them, the speaker said.
""".strip().splitlines()


@cache
def loaded(name: str) -> Loaded:
    path = FILES / name
    return choose(path.read_bytes(), path.suffix).load(path.read_bytes())


def blocks(name: str) -> list[str]:
    """Kind, level and canonical words of each block."""
    found = loaded(name)
    gate = canonical(found.text)
    out = []
    for block in found.paragraphs:
        span = gate.span(block.start, block.end)
        words = gate.text[span.start : span.end].replace("\t", "|")
        out.append(f"{block.kind.value} {block.level}: {words}")
    return out


@pytest.mark.parametrize("name", ["libreoffice.docx", "libreoffice.odt", "libreoffice.rtf", "flat.fodt"])
def test_what_libreoffice_writes_is_what_was_written(name: str) -> None:
    assert blocks(name) == WRITTEN
    assert loaded(name).warnings[0] == (
        "Left out of the document: page headers and footers (7 words), comments (3 words), deleted text (2 words), "
        "hidden text (4 words)."
    )


def test_what_pandoc_writes_is_the_same_in_every_format() -> None:
    docx = blocks("pandoc.docx")
    assert blocks("pandoc.odt") == docx
    assert blocks("pandoc.epub") == docx
    # Its RTF has neither lists nor quotations nor a title, and bullets and numbers as words.
    plain = [line.partition(": ")[2] for line in docx]
    rtf = [line.partition(": ")[2] for line in blocks("pandoc.rtf")]
    assert [words.removeprefix("• ").removeprefix("– ").removeprefix("1. ").removeprefix("2. ") for words in rtf] == [
        words.replace("x=y", "x = y") for words in plain
    ]


def test_an_e_book_of_libreoffice_has_the_same_words_and_fewer_kinds() -> None:
    # It writes deleted words as if they stood, spaces in the place of a tab, and the box before what it hangs on.
    found = sorted(line.partition(": ")[2] for line in blocks("libreoffice.epub"))
    expected = [line.partition(": ")[2].replace("added words", "withdrawn words added words") for line in WRITTEN]
    assert [" ".join(words.split()) for words in found] == sorted(" ".join(words.split()) for words in expected)


@pytest.mark.parametrize("name", ["libreoffice.docx", "libreoffice.odt", "libreoffice.rtf"])
def test_the_document_that_is_read_has_title_and_the_date_of_its_text(name: str) -> None:
    document = read(FILES / name)
    assert document.title == "Harbour talks, second round"
    assert document.date == "2021-03-03"
    assert document.language == "en"
