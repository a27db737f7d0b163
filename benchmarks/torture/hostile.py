"""Files made to hurt, by family; each opens or is refused in one sentence, within the limits of the child process."""

from __future__ import annotations

import base64
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator

from fuzz import FILES

Made = tuple[str, bytes]
"""Name and content."""

_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    b'Target="word/document.xml"/></Relationships>'
)
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
_ODT_TYPE = b"application/vnd.oasis.opendocument.text"
_LAUGHS = '<!DOCTYPE a [<!ENTITY x0 "ha">' + "".join(f'<!ENTITY x{k} "{f"&x{k - 1};" * 10}">' for k in range(1, 12))
_OUTSIDE = '<!DOCTYPE a [<!ENTITY x11 SYSTEM "file:///etc/passwd"><!ENTITY % y SYSTEM "http://127.0.0.1:9/"> %y;'


def archive(parts: dict[str, bytes], *, packed: bool = True) -> bytes:
    """A ZIP archive of these parts, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as made:
        for name, data in parts.items():
            made.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED)
    return out.getvalue()


def docx(body: bytes, head: str = "") -> bytes:
    """A Word document with this body."""
    page = f'<?xml version="1.0"?>{head}<w:document {_WORD}><w:body>'.encode() + body + b"</w:body></w:document>"
    return archive({"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": page})


def odt(body: bytes, head: str = "") -> bytes:
    """An OpenDocument text with this body."""
    page = f'<?xml version="1.0"?>{head}<office:document-content {_OFFICE}><office:body><office:text>'.encode()
    return archive(
        {"mimetype": _ODT_TYPE, "content.xml": page + body + b"</office:text></office:body></office:document-content>"}
    )


def epub(body: bytes, head: str = "") -> bytes:
    """An e-book with one chapter."""
    container = (
        b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        b'<rootfile full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    package = (
        b'<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest>'
        b'<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        b'<spine><itemref idref="a"/></spine></package>'
    )
    page = f'<?xml version="1.0"?>{head}<html xmlns="http://www.w3.org/1999/xhtml"><body>'.encode()
    return archive(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": container,
            "a.opf": package,
            "a.xhtml": page + body + b"</body></html>",
        }
    )


def pdf(*objects: bytes, root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1."""
    out, places = b"%PDF-1.7\n", []
    for k, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (k, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    return out + b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start)


def _pdf_page(content: bytes, *, box: bytes = b"0 0 300 300", packed: bool = False) -> bytes:
    filters = b" /Filter /FlateDecode" if packed else b""
    data = zlib.compress(content, 9) if packed else content
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>" % box,
        b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(data), filters, data),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )


def bombs() -> Iterator[Made]:
    """Little that becomes much."""
    space = b" " * 80_000_000
    yield "bomb.docx", docx(b"<w:p>" + space + b"</w:p>")
    yield "bomb.odt", odt(b"<text:p>" + space + b"</text:p>")
    yield "bomb.epub", epub(b"<p>" + space + b"</p>")
    many = {f"word/{k}.xml": b"<a/>" for k in range(11_000)}
    yield "parts.docx", archive({"[Content_Types].xml": _TYPES, **many})
    yield "spaces.odt", odt(b"<text:p>a" + b'<text:s text:c="2000000000"/>' * 50 + b"</text:p>")
    cells = b'<table:table-cell table:number-columns-repeated="1000000"><text:p>a</text:p></table:table-cell>'
    table = b'<table:table xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><table:table-row>%s' % cells
    yield "cells.odt", odt(table + b"</table:table-row></table:table>")
    yield "bomb.pdf", _pdf_page(b"BT /F 9 Tf (" + b"a" * 200_000_000 + b") Tj ET", packed=True)
    yield "letters.pdf", _pdf_page(b"BT /F 9 Tf 9 9 Td " + b"(words of it) Tj " * 900_000 + b"ET", packed=True)
    yield "page.html", b"<html><body>" + b"<p>word word word word</p>" * 1_900_000
    yield "boundary.eml", _mail(b'multipart/mixed; boundary="b"', b"--b\r\n\r\na\r\n" * 400_000)
    yield "padded.eml", _mail(b"text/plain\r\nContent-Transfer-Encoding: base64", base64.b64encode(bytes(30_000_000)))
    yield "headers.eml", _mail(b"text/plain", b"words", extra=b"X-A: " + b"b" * 900 + b"\r\n", times=40_000)
    yield "binary.rtf", b"{\\rtf1 words \\bin2147483647 " + b"x" * 1000 + b"}"
    yield "unicode.rtf", b"{\\rtf1 " + b"\\u26085?" * 100_000 + b"}"
    yield "references.md", b"".join(b"[a%d]: b\n" % k for k in range(18_000))


def _mail(kind: bytes, body: bytes, *, extra: bytes = b"", times: int = 1) -> bytes:
    head = b"From: a@a.example\r\nSubject: Call\r\nMIME-Version: 1.0\r\n" + extra * times
    return head + b"Content-Type: " + kind + b"\r\n\r\n" + body


def nesting() -> Iterator[Made]:
    """Things within things without end, and things that hold themselves."""
    n = 60_000
    yield "deep.html", b"<html><body>" + b"<div>" * n + b"words"
    yield "sup.html", b"<html><body>words" + b"<sup>" * 1500 + b"1"
    yield "table.html", b"<html><body>" + b"<table><tr><td>a<td>b" * 900 + b"words"
    yield "quotes.md", b">" * 9_000 + b" words"
    yield "lists.md", b"".join(b"    " * k + b"- a\n" for k in range(200))
    yield "brackets.md", b"[" * n
    yield "under.md", b"a\n=\n" * 45_000
    yield "stars.md", b"* " * 90_000
    yield "deep.docx", docx(b"<w:tbl><w:tr><w:tc>" * 2_000)
    yield "runs.docx", docx(b"<w:smartTag>" * 5_000 + b"<w:r><w:t>a</w:t></w:r>" + b"</w:smartTag>" * 5_000)
    yield "deep.odt", odt(b"<text:section>" * 5_000 + b"<text:p>a</text:p>" + b"</text:section>" * 5_000)
    yield "deep.epub", epub(b"<div>" * 5_000 + b"a" + b"</div>" * 5_000)
    yield "deep.rtf", b"{\\rtf1 " + b"{" * n + b"words" + b"}" * n
    parts = [b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (k, k) for k in range(3_000)]
    yield (
        "deep.eml",
        _mail(b"text/plain", b"")[: -len(b"Content-Type: text/plain\r\n\r\n")] + b"".join(parts) + b"\r\na",
    )
    yield "rfc822.eml", _mail(b"message/rfc822", b"Content-Type: message/rfc822\r\n\r\n" * 3_000 + b"words")
    yield "deep.pdf", pdf(b"<< /Type /Catalog /Pages 2 0 R /A " + b"[" * n + b"]" * n + b" >>", b"<< >>")
    yield "self.pdf", pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>")
    kids = b"<< /Type /Pages /Kids [%s] /Count 20000 >>" % (b"3 0 R " * 20_000)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    yield "pages.pdf", pdf(b"<< /Type /Catalog /Pages 2 0 R >>", kids, page)
    yield "count.pdf", pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 2147483647 >>")


def entities() -> Iterator[Made]:
    """Entities that grow, reach out or are none."""
    for name, make, tag in (("docx", docx, "w:p"), ("odt", odt, "text:p"), ("epub", epub, "p")):
        body = f"<{tag}>&x11;</{tag}>".encode()
        yield f"laughs.{name}", make(body, _LAUGHS + "]>")
        yield f"outside.{name}", make(body, _OUTSIDE + "]>")
    yield "laughs.html", (_LAUGHS.replace(" a ", " html ") + "]><html><body>&x11; words").encode()
    yield "references.html", b"<html><body>words " + b"&#x0;&#xD800;&#x110000;&#99999999999;&amp;&bogus;" * 20_000
    yield "laughs.md", (_LAUGHS + "]>\n\n&x11; words").encode()


def encodings() -> Iterator[Made]:
    """Texts that lie about how their letters are stored."""
    words = "Встреча министров, 会谈 — naïve".encode()
    for charset in ("utf-16", "utf-32", "utf-7", "base64", "rot13", "zlib", "idna", "x" * 3_000, "\x01"):
        page = f"<html><head><meta charset='{charset}'></head><body><p>".encode() + words
        yield "charset.html", page
        yield "charset.eml", _mail(f'text/plain; charset="{charset}"'.encode(), words)
    yield "mark.txt", b"\xff\xfe\x00" + words
    yield "mark.html", b"\xfe\xff<html><body>" + words
    yield "utf16.html", "<html><body>words".encode("utf-16-le") + b"\x00"
    yield "surrogates.txt", "\ud800a\udfff".encode("utf-16-le", "surrogatepass") * 1_000
    yield "surrogates.html", b"<html><body>" + "\ud800words\udc00".encode("utf-8", "surrogatepass") * 1_000
    yield "overlong.txt", b"words \xc0\xaf\xe0\x80\xaf\xf8\x88\x80\x80\x80" * 500
    yield "shift.txt", b"\x1b$B" * 5_000 + b"words"
    yield "xml.epub", epub(b"<p>a</p>").replace(b"1.0", b"9.9")
    yield "codepage.rtf", b"{\\rtf1\\ansi\\ansicpg99999 \\'ff\\'80 words \\u-9999? \\u55296?}"


def texts() -> Iterator[Made]:
    """Plain texts that are anything but plain."""
    yield "nul.txt", bytes(100_000)
    yield "nuls.txt", b"w\0o\0r\0d\0s\0" * 5_000 + b"\0\0\0"
    yield "feeds.txt", b"\x0c" * 300_000 + b"words"
    yield "vertical.txt", b"a\x0b\x0c\x1c\x85\xe2\x80\xa8" * 50_000
    yield "zalgo.txt", ("e" + "\u0301\u0323\u0489" * 20_000 + " words").encode()
    yield "zalgo.html", ("<html><body><p>e" + "\u0301\u0323" * 20_000 + " words").encode()
    yield "line.txt", b"word " * 20_000_000
    yield "letters.txt", b"w" * 9_000_000
    yield "lines.txt", b"a\n" * 20_000
    yield "blank.txt", b" \n\t" * 300_000
    yield "turned.txt", "\u202ewords\u2066\u200f".encode() * 5_000
    yield "unseen.txt", "\u200b\u2060\ufeff\u00ad".encode() * 5_000 + b"words"
    yield "tags.txt", "\U000e0041".encode() * 20_000 + b"words"
    yield "points.txt", b". " * 200_000
    yield "marks.txt", "“".encode() * 100_000 + b" said"
    yield "caps.txt", b"A.B. " * 10_000
    yield "controls.txt", bytes(range(32)) * 300


def disguises() -> Iterator[Made]:
    """Every seed under the name of every other kind, cut short, and with NULs in it."""
    seeds = [path for path in sorted(FILES.iterdir()) if path.suffix != ".expected"]
    smallest = {path.suffix: path for path in sorted(seeds, key=lambda one: -one.stat().st_size)}
    suffixes = sorted(smallest)
    for k, suffix in enumerate(suffixes):
        data = smallest[suffix].read_bytes()
        yield f"disguised{suffixes[(k + 1) % len(suffixes)]}", data
        yield f"half{suffix}", data[: len(data) // 2]
        yield f"nuls{suffix}", data[:200] + bytes(200) + data[200:]
        yield f"rubbish{suffix}", bytes(range(256)) * 40
    yield "polyglot.pdf", b"%PDF-1.7\n" + docx(b"<w:p><w:r><w:t>a</w:t></w:r></w:p>")
    yield "odd.pdf", _pdf_page(b"BT /F nan Tf 1e39 1e39 Td (a) Tj ET", box=b"0 0 1e30 -1e30")
    yield "loop.pdf", pdf(b"1 0 R", b"2 0 R") + b"startxref\n9\n%%EOF"
    yield "names.docx", archive({"../../etc/passwd": b"a", "word/document.xml": b"<a/>", "C:\\a": b"b", "\0": b"c"})


FAMILIES: dict[str, Callable[[], Iterator[Made]]] = {
    "bombs": bombs,
    "nesting": nesting,
    "entities": entities,
    "encodings": encodings,
    "texts": texts,
    "disguises": disguises,
}
