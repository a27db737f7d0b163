"""Word, OpenDocument, e-book and RTF files from an enemy: each opens or gives one sentence, and nothing else."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.errors import ReaderError, UnreadableFile, UnsafeFile, UnsupportedFormat
from reader.loaders.archive import Archive
from reader.loaders.docx import DOCX
from reader.loaders.epub import EPUB
from reader.loaders.limits import ARCHIVE_PART_BYTES, ARCHIVE_PARTS, TEXT_CHARACTERS, XML_DEPTH
from reader.loaders.odt import ODT
from reader.loaders.opening import choose
from reader.loaders.rtf import RTF
from reader.reading import read_bytes

FILES = Path(__file__).parent / "files"
WRITTEN = sorted(path for path in FILES.iterdir() if path.suffix in (".docx", ".odt", ".fodt", ".epub", ".rtf"))
SECRET = "the secret of the house"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def zipped(parts: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name) if name == "mimetype" else name, content)
    return out.getvalue()


def docx(inside: str, prologue: str = "") -> bytes:
    return zipped({"word/document.xml": f'{prologue}<w:document xmlns:w="{W}"><w:body>{inside}</w:body></w:document>'})


def odt(inside: str, prologue: str = "") -> bytes:
    spaces = f'xmlns:office="{ODF}office:1.0" xmlns:text="{ODF}text:1.0"'
    text = f"<office:body><office:text>{inside}</office:text></office:body>"
    content = f"{prologue}<office:document-content {spaces}>{text}</office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def epub(inside: str, prologue: str = "") -> bytes:
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="c" href="c.xhtml" '
        'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>'
    )
    page = f'{prologue}<html xmlns="http://www.w3.org/1999/xhtml"><body>{inside}</body></html>'
    return zipped({"mimetype": "application/epub+zip", "book.opf": package, "c.xhtml": page})


# Of each kind: how to make one of it, a paragraph of words, and an element that may stand in itself.
KINDS: dict[str, tuple[Callable[..., bytes], str, str]] = {
    "docx": (docx, "<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "w:sdt"),
    "odt": (odt, "<text:p>{}</text:p>", "text:section"),
    "epub": (epub, "<p>{}</p>", "div"),
}
LOADERS = {"docx": DOCX, "odt": ODT, "epub": EPUB, "rtf": RTF}
each_kind = pytest.mark.parametrize("kind", KINDS)


def loaded(kind: str, inside: str, prologue: str = "") -> str:
    make, _paragraph, _nesting = KINDS[kind]
    return LOADERS[kind].parse(make(inside, prologue)).text


def sentence_of(loader: Any, data: bytes) -> str | None:
    """What a person is told of a file; None for one that is read. Anything else that is raised fails the test."""
    try:
        loader.parse(data)
    except ReaderError as error:
        return str(error)
    return None


@each_kind
def test_the_builders_build_documents(kind: str) -> None:
    make, paragraph, _nesting = KINDS[kind]
    data = make(paragraph.format("words"))
    assert choose(data, ".bin").name == kind
    assert LOADERS[kind].load(data).text == "words"


@each_kind
def test_a_bomb_is_not_unpacked(kind: str) -> None:
    make, paragraph, _nesting = KINDS[kind]
    data = make(paragraph.format("words") + " " * 8_000_000)
    with pytest.raises(UnsafeFile, match="unpacks to far more"):
        LOADERS[kind].load(data)


def test_a_part_and_an_archive_may_be_so_big_and_no_bigger() -> None:
    part = b"x" * (ARCHIVE_PART_BYTES // 2)
    archive = Archive(zipped(dict.fromkeys("abcde", part), zipfile.ZIP_STORED))
    assert sum(sum(map(len, archive.pieces(name))) for name in "abcd") == 2 * ARCHIVE_PART_BYTES
    with pytest.raises(UnsafeFile):
        list(archive.pieces("e"))
    archive = Archive(zipped({"a": part * 2 + b"x"}, zipfile.ZIP_STORED))
    with pytest.raises(UnsafeFile):
        list(archive.pieces("a"))


def test_an_archive_may_have_so_many_parts_and_no_more() -> None:
    parts: dict[str, bytes | str] = {f"{k}": b"" for k in range(ARCHIVE_PARTS)}
    assert len(Archive(zipped(parts)).names()) == ARCHIVE_PARTS
    with pytest.raises(UnsafeFile, match="10,000 parts"):
        Archive(zipped({**parts, "more": b""}))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, 1, 6, 9, 99, 0xFFFF])
def test_other_ways_of_packing_are_refused(method: int) -> None:
    data = bytearray(docx("", ""))
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", data, data.index(mark) + offset, method)
    with pytest.raises(UnreadableFile, match="damaged"):
        DOCX.parse(bytes(data))


def test_a_part_under_a_password_is_told() -> None:
    data = bytearray(docx("", ""))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", data, data.index(mark) + offset, 1)
    with pytest.raises(UnsupportedFormat, match="protected by a password"):
        DOCX.parse(bytes(data))


@each_kind
def test_names_of_parts_lead_nowhere(kind: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(SECRET)
    odd = (
        "../" * 20 + str(secret),
        str(secret),
        "C:\\a",
        "a\\..\\b",
        "\x01",
        "x" * 65_000,
        ".",
        "..",
        "/",
        "a/",
        "é/中",
    )
    make, paragraph, _nesting = KINDS[kind]
    with zipfile.ZipFile(io.BytesIO(make(paragraph.format("words")))) as archive:
        parts: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    assert LOADERS[kind].parse(zipped({**parts, **dict.fromkeys(odd, SECRET)})).text == "words"


@each_kind
@pytest.mark.parametrize("scheme", ["file", "http"])
def test_no_entity_is_followed(kind: str, scheme: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    address = secret.as_uri() if scheme == "file" else "http://127.0.0.1:9/x"
    paragraph = KINDS[kind][1]
    for inner in (
        f'<!ENTITY x SYSTEM "{address}">',
        f'<!ENTITY % x SYSTEM "{address}"> %x;',
        f'<!ENTITY x PUBLIC "a" "{address}">',
        "<!ENTITY a 'b'><!ENTITY x '&a;&a;'>",
        "<!ATTLIST p a CDATA 'x'>",
        "",
    ):
        with pytest.raises(UnsafeFile, match="entities of its own"):
            loaded(kind, paragraph.format("&x;"), f"<!DOCTYPE d [{inner}]>")
    # The type alone declares nothing that is read.
    assert loaded(kind, paragraph.format("words"), f'<!DOCTYPE d SYSTEM "{address}">') == "words"


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_million_laughs_cost_none(kind: str) -> None:
    laughs = "".join(f"<!ENTITY l{k} '{f'&l{k - 1};' * 10}'>" for k in range(1, 10))
    with pytest.raises(UnsafeFile):
        loaded(kind, KINDS[kind][1].format("&l9;"), f"<!DOCTYPE d [<!ENTITY l0 'ha'>{laughs}]>")
    with pytest.raises(ReaderError):
        loaded(kind, KINDS[kind][1].format("&nbsp;"))
    # Cutting a text where an entity is unknown would lose words unseen.
    with pytest.raises(UnsafeFile):
        loaded(kind, KINDS[kind][1].format("a&x;b"), '<!DOCTYPE d SYSTEM "d.dtd">')


@each_kind
def test_elements_nest_so_deep_and_no_deeper(kind: str) -> None:
    make, paragraph, name = KINDS[kind]
    deepest = XML_DEPTH - {"docx": 5, "odt": 4, "epub": 3}[kind]
    inside = f"<{name}>" * deepest + paragraph.format("words") + f"</{name}>" * deepest
    assert loaded(kind, inside) == "words"
    for depth in (XML_DEPTH, 20_000):
        nested = f"<{name}>" * depth + paragraph.format("words") + f"</{name}>" * depth
        with pytest.raises(UnsafeFile, match="nested too deep"):
            LOADERS[kind].load(make(nested))


def test_more_text_than_is_read_gives_the_sentence_that_says_so() -> None:
    with pytest.raises(UnreadableFile, match="more than 10 million characters"):
        RTF.load(b"{\\rtf1 " + b"many words " * (TEXT_CHARACTERS // 11 + 1) + b"}")


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "utf-8"), ("utf-8", None), ("utf-16", "UTF-16"), ("utf-16", None), ("cp1252", "windows-1252")],
)
def test_encodings_of_xml(encoding: str, declared: str | None) -> None:
    said = f" encoding='{declared}'" if declared else ""
    xml = f"<?xml version='1.0'{said}?><w:document xmlns:w='{W}'><w:p><w:r><w:t>café</w:t></w:r></w:p></w:document>"
    assert DOCX.parse(zipped({"word/document.xml": xml.encode(encoding)})).text == "café"


@pytest.mark.parametrize(
    "declared", ["utf-7", "rot13", "hex", "zip", "idna", "gb2312", "shift_jis", "x" * 500, "cp037"]
)
def test_odd_encodings_of_xml_are_refused(declared: str) -> None:
    xml = f"<?xml version='1.0' encoding='{declared}'?><w:document xmlns:w='{W}'/>"
    with pytest.raises(UnreadableFile):
        DOCX.parse(zipped({"word/document.xml": xml}))


@pytest.mark.parametrize(
    "xml",
    [
        f"<w:document xmlns:w='{W}'><w:p odd:a='1'><odd:b/><w:r><w:t>words</w:t></w:r></w:p></w:document>",
        "<w:document><w:p><w:r><w:t>words</w:t></w:r></w:p></w:document>",
        f"<document xmlns='{W}'><p><r><t>words</t></r></p></document>",
        f"<x:document xmlns:x='{W}'><w:p xmlns:w='a'/><x:p><y:t xmlns:y='{W}'>words</y:t></x:p></x:document>",
        f"<x:document xmlns:x='{W}'><x:p><t xmlns='{W}'>words</t><x:t xmlns:x=''>no</x:t></x:p></x:document>",
    ],
)
def test_prefixes_declared_in_any_way_or_not_at_all(xml: str) -> None:
    assert DOCX.parse(zipped({"word/document.xml": xml})).text == "words"


BROKEN = (
    *(
        "",
        "\0",
        "<",
        "<a",
        "<a>",
        "</a>",
        "<a></b>",
        "<a b=c>",
        "<a b='1' b='2'/>",
        "&",
        "&#0;",
        "&#xd800;",
        "&#x110000;",
    ),
    *(
        "]]>",
        "<![CDATA[",
        "<!--",
        "<?",
        "<?xml?>",
        "\ud800",
        "\x01",
        "\ufffe",
        "<x:y/>",
        "<a xmlns:x=''/>",
        "<!DOCTYPE",
    ),
)


@each_kind
@pytest.mark.parametrize("broken", BROKEN, ids=ascii)
def test_broken_xml_is_read_or_told(kind: str, broken: str) -> None:
    make, paragraph, _nesting = KINDS[kind]
    data = make(paragraph.format("before"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    for name in [name for name in parts if name != "mimetype"]:
        content = parts[name]
        assert isinstance(content, bytes)
        raw = broken.encode("utf-8", "surrogatepass")
        for changed in (content.replace(b"before", raw), raw, raw + content, content + raw):
            told = sentence_of(LOADERS[kind], zipped({**parts, name: changed}))
            assert told is None or told.endswith(".")


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_a_file_cut_off_anywhere_is_read_or_told(path: Path) -> None:
    data = path.read_bytes()
    whole = choose(data, path.suffix).load(data).text  # type: ignore[attr-defined]
    for eighth in range(1, 8):
        cut = data[: len(data) * eighth // 8]
        for suffix in (path.suffix, ".txt"):
            found = choose(cut, suffix)
            if path.suffix == ".rtf":  # alone is read as far as it goes
                assert found.parse(cut).text.split("\n\n[")[0][:60] in whole  # type: ignore[attr-defined]
            else:
                assert sentence_of(found, cut) is not None


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
@pytest.mark.parametrize(
    "suffix", ["", ".txt", ".docx", ".odt", ".epub", ".rtf", ".html", ".md", ".pdf", ".eml", ".zip"]
)
def test_a_wrong_ending_does_not_matter(path: Path, suffix: str) -> None:
    assert choose(path.read_bytes(), suffix) is choose(path.read_bytes(), path.suffix)


def test_what_the_ending_promises_and_the_file_does_not_hold() -> None:
    for suffix in (".docx", ".odt", ".epub", ".rtf"):
        assert read_bytes(b"Plain words.", f"a{suffix}").text == "Plain words."
        with pytest.raises(UnsupportedFormat, match="spreadsheet"):
            read_bytes(zipped({"xl/workbook.xml": "<x/>", "[Content_Types].xml": ""}), f"a{suffix}")
    for suffix in (".docx", ".odt", ".epub"):
        with pytest.raises(UnsupportedFormat, match=r"is an archive, but|holds no OpenDocument text"):
            read_bytes(zipped({"a.txt": "words"}), f"a{suffix}")


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_changed_bytes_never_give_anything_but_a_text_or_a_sentence(path: Path) -> None:
    data = path.read_bytes()
    chance = random.Random(path.name)
    loader = choose(data, path.suffix)
    for _round in range(60):
        changed = bytearray(data)
        for _change in range(chance.choice((1, 3, 30))):
            at = chance.randrange(len(changed))
            end = at + chance.choice((1, 2, 40))
            changed[at:end] = chance.choice((b"", bytes((chance.randrange(256),)), b"\xff\xff", changed[at:end] * 2))
        sentence_of(loader, bytes(changed))


@pytest.mark.parametrize("path", [path for path in WRITTEN if path.suffix != ".rtf"], ids=lambda path: path.name)
def test_changed_parts_never_give_anything_but_a_text_or_a_sentence(path: Path) -> None:
    data = path.read_bytes()
    chance = random.Random(path.name)
    loader = choose(data, path.suffix)
    if path.suffix == ".fodt":
        parts: dict[str, bytes | str] = {"": data}
    else:
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    texts = [name for name in parts if name.endswith(("xml", "opf", "rels"))] or [""]
    for _round in range(40):
        name = chance.choice(texts)
        content = parts[name]
        assert isinstance(content, bytes)
        changed = _changed_markup(content, chance)
        sentence_of(loader, zipped({**parts, name: changed}) if name else changed)


def _changed_markup(content: bytes, chance: random.Random) -> bytes:
    """Elements doubled, dropped, exchanged or renamed, so that much of it stays well-formed."""
    pieces = content.split(b"<")
    if len(pieces) < 2:
        return b"<" + content
    for _change in range(chance.randrange(1, 6)):
        at, other = chance.randrange(1, len(pieces)), chance.randrange(1, len(pieces))
        match chance.randrange(4):
            case 0:
                pieces[at], pieces[other] = pieces[other], pieces[at]
            case 1:
                pieces[at] = pieces[at].replace(b'"', b'"9', 1)
            case 2:
                pieces.insert(other, b"x/>")
            case _:
                pieces[at] = pieces[at].replace(pieces[at][:3], pieces[other][:3])
    return b"<".join(pieces)
