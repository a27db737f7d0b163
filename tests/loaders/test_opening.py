from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from reader.errors import ReaderError, UnreadableFile, UnsupportedFormat
from reader.loaders import ALL
from reader.loaders.limits import TEXT_CHARACTERS
from reader.loaders.opening import check_text, choose, file_bytes
from reader.reading import read, read_bytes

MAIL = b"Received: by b.example\nFrom: a@a.example\nTo: b@b.example\nSubject: Call\nDate: Mon, 1 Jan 2024\n\nWords.\n"
PAGE = b"<!DOCTYPE html><html><head><title>t</title></head><body><p>Words.</p></body></html>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _zipped(name: str, content: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "suffix", "name"),
    [
        (b"Just words.", ".txt", "text"),
        (b"Just words.", "", "text"),
        (b"Just words.", ".unknown", "text"),
        (b"Just words.", ".html", "text"),
        (b"# Heading\n\n- item\n", ".md", "markdown"),
        (b"# Heading\n\n- item\n", ".txt", "text"),
        (b"# Heading\n\n- item\n", "", "markdown"),
        (PAGE, ".html", "html"),
        (PAGE, ".txt", "html"),
        (PAGE, "", "html"),
        (PAGE, ".md", "html"),
        (b"<p>A fragment", ".htm", "html"),
        (b"<p>A fragment", ".txt", "text"),
        (b"He wrote: <html> is a tag.", ".txt", "text"),
        (PAGE.decode().encode("utf-16"), ".html", "html"),
        (_zipped("word/document.xml"), ".docx", "docx"),
        (_zipped("[Content_Types].xml"), ".txt", "docx"),
        (_zipped("mimetype", b"application/vnd.oasis.opendocument.text"), ".txt", "odt"),
        (_zipped("content.xml"), ".odt", "odt"),
        (_zipped("mimetype", b"application/epub+zip"), ".zip", "epub"),
        (_zipped("OPS/book.opf"), ".epub", "epub"),
        (b"\n{\\rtf1\\ansi words}", ".doc", "rtf"),
        (MAIL, ".eml", "mail"),
        (MAIL, "", "mail"),
        (b"Subject: a\nFrom: b\n\nWords.", ".eml", "mail"),
        (b"Subject: a\nFrom: b\n\nWords.", ".txt", "text"),
        (b"\n\n  <?xml version='1.0'?>\n<html xmlns='x'><body>w</body></html>", ".xhtml", "html"),
    ],
)
def test_the_surest_loader_is_chosen(data: bytes, suffix: str, name: str) -> None:
    assert choose(data, suffix).name == name


@pytest.mark.parametrize(
    ("data", "suffix", "words"),
    [
        (_zipped("xl/workbook.xml"), ".xlsx", "spreadsheet"),
        (_zipped("a.txt"), ".zip", "archive"),
        (gzip.compress(b"words", mtime=0), ".tar.gz", "archive"),
        (b"PK\x05\x06" + bytes(18), ".docx", "archive"),
        (OLE + bytes(50), ".doc", "Office document of the old kind"),
        (OLE + "WordDocument".encode("utf-16-le"), ".docx", "Word document of the old kind"),
        (OLE + "Workbook".encode("utf-16-le"), ".xls", "spreadsheet"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), ".ppt", "slides"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), ".docx", "protected by a password"),
        (b"\xff\xd8\xff\xe0" + bytes(50), ".jpg", "image"),
        (b"\0\0\0\x20ftypmp42" + bytes(50), ".mp4", "recording"),
        (b"SQLite format 3\0" + bytes(50), ".db", "database"),
    ],
)
def test_formats_that_are_known_and_not_opened_say_what_to_do(data: bytes, suffix: str, words: str) -> None:
    with pytest.raises(UnsupportedFormat) as caught:
        read_bytes(data, f"name{suffix}")
    assert caught.value.message.startswith(f"“name{suffix}” is a")
    assert words in caught.value.message
    assert caught.value.hint.endswith(".")


def test_letters_that_look_like_mail_are_read() -> None:
    assert choose(b"From: the ministry\nTo: the press\nSubject: the call\n\nWords.", ".txt").name == "text"


def test_an_error_is_one_sentence_with_the_name_in_it(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(tmp_path / "none.txt")
    assert str(caught.value) == f"There is no file “{tmp_path / 'none.txt'}”; check the name."
    with pytest.raises(UnreadableFile, match="This file is empty"):
        choose(b"  \n", ".txt")


def test_a_name_that_cannot_be_one_is_told() -> None:
    with pytest.raises(UnreadableFile, match="is not the name of a file"):
        file_bytes(Path("a\0b"))


def test_a_text_may_be_ten_million_characters_and_no_longer() -> None:
    check_text("a" * TEXT_CHARACTERS)
    with pytest.raises(UnreadableFile, match="more than 10 million characters"):
        check_text("a" * (TEXT_CHARACTERS + 1))


def test_two_names_of_one_file_give_one_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The ministers met. They agreed.")
    assert read(path) == read(str(path))


@pytest.mark.parametrize("loader", ALL, ids=lambda loader: loader.name)
def test_every_loader_is_a_good_neighbour(loader) -> None:  # type: ignore[no-untyped-def]
    assert loader.label
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in loader.suffixes)
    for head in (b"", b"\0" * 4096, b"\xff" * 4096, b"<" * 4096, b"[" * 4096, PAGE):
        for suffix in ("", ".txt", *loader.suffixes):
            assert 0 <= loader.recognises(head, suffix) <= 1
    with pytest.raises(ReaderError):
        loader.load(bytes(range(256)) * 40)


def test_endings_belong_to_one_loader() -> None:
    endings = [suffix for loader in ALL for suffix in loader.suffixes]
    assert len(endings) == len(set(endings))
