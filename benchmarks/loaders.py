"""How the time of reading a document grows with it: ``python benchmarks/loaders.py``.

Shapes of Word, OpenDocument and RTF documents and of e-books, each at one, two and four times a size: ordinary ones and
those in which a careless reader would go over the same thing again and again. Processor time, no child process, without
Python's collector of unused values, which adds up to a fifth of growth that is not the reader's.
"""

from __future__ import annotations

import gc
import io
import sys
import zipfile
from collections.abc import Callable
from time import process_time

from reader.errors import ReaderError
from reader.loaders.docx import DOCX
from reader.loaders.epub import EPUB
from reader.loaders.odt import ODT
from reader.loaders.rtf import RTF

SENTENCE = "The two sides agreed to deepen strategic mutual trust and practical cooperation. "
MOST = 2.5
"""Times longer that twice the document may take."""
SHORTEST = 0.05
"""Seconds below which growth says nothing."""
PARSE: dict[str, Callable[[bytes], object]] = {
    "docx": DOCX.parse,
    "odt": ODT.parse,
    "epub": EPUB.parse,
    "rtf": RTF.parse,
}
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def archive(parts: dict[str, str]) -> bytes:
    """Parts as they are, not packed: text that repeats itself would be taken for a bomb."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return out.getvalue()


def docx(body: str) -> bytes:
    """A Word document."""
    return archive({"word/document.xml": f'<w:document xmlns:w="{W}">{body}</w:document>'})


def odt(body: str) -> bytes:
    """An OpenDocument text."""
    names = ("office", "text", "table")
    spaces = " ".join(f'xmlns:{name}="{ODF}{name}:1.0"' for name in names)
    return archive({"content.xml": f"<office:text {spaces}>{body}</office:text>"})


def epub(body: str) -> bytes:
    """An e-book of one chapter."""
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="c" href="c.xhtml" '
        'media-type="application/xhtml+xml"/></manifest></package>'
    )
    return archive({"book.opf": package, "c.xhtml": f"<html><body>{body}</body></html>"})


def rtf(body: str) -> bytes:
    """An RTF document."""
    return f"{{\\rtf1\\ansi {body}}}".encode("ascii")


def run(words: str, properties: str = "") -> str:
    """A run of a Word document."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


def numbered(form: str, count: int) -> str:
    """A form with 0, 1, 2 … in the place of each ``@``."""
    return "".join(form.replace("@", str(k)) for k in range(count))


def docx_shapes() -> dict[str, tuple[int, Callable[[int], bytes]]]:
    """Name, size to begin with, and how to make a document of a size."""
    cell = f"<w:tc><w:p>{run('a')}</w:p></w:tc>"
    joined = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('a')}</w:p>"
    styled = f'<w:p><w:pPr><w:pStyle w:val="s@"/></w:pPr>{run("a")}</w:p>'
    return {
        "paragraphs": (4_000, lambda n: docx(f"<w:p>{run(SENTENCE)}{run(SENTENCE)}</w:p>" * n)),
        "runs of one paragraph": (20_000, lambda n: docx(f"<w:p>{run('word ') * n}</w:p>")),
        "deleted ends": (8_000, lambda n: docx(joined * n)),
        "rows": (4_000, lambda n: docx(f"<w:tbl>{f'<w:tr>{cell}{cell}</w:tr>' * n}</w:tbl>")),
        "notes": (8_000, lambda n: docx(numbered('<w:r><w:footnoteReference w:id="@"/></w:r>', n))),
        "styles": (8_000, lambda n: docx(numbered(styled, n))),
        "white space": (2_000_000, lambda n: docx(f"<w:p>{run('a' + ' ' * n + 'b')}</w:p>")),
    }


def odt_shapes() -> dict[str, tuple[int, Callable[[int], bytes]]]:
    """The same for OpenDocument texts."""
    nested = "<text:p>a" * 200 + "</text:p>" * 200
    return {
        "paragraphs": (8_000, lambda n: odt(f"<text:p>{SENTENCE}<text:span>{SENTENCE}</text:span></text:p>" * n)),
        "spans of one paragraph": (20_000, lambda n: odt(f"<text:p>{'<text:span>a </text:span>' * n}</text:p>")),
        "paragraphs in each other": (20, lambda n: odt(nested * n)),
        "namespaces": (8_000, lambda n: odt(numbered('<text:p xmlns:a@="@">a</text:p>', n))),
    }


def epub_shapes() -> dict[str, tuple[int, Callable[[int], bytes]]]:
    """The same for e-books."""
    call, note = '<a role="doc-noteref" href="#n@">@</a>', '<p id="n@">a</p>'
    return {
        "paragraphs": (8_000, lambda n: epub(f"<p>{SENTENCE}<b>{SENTENCE}</b></p>" * n)),
        "not well-formed": (8_000, lambda n: epub(f"<p>{SENTENCE}<br>" * n)),
        "notes": (8_000, lambda n: epub(f"<p>{numbered(call, n)}</p>{numbered(note, n)}")),
        "hard spaces": (1_000_000, lambda n: epub(f"<p>a{' ' * n}{chr(160) * n}b</p>")),
    }


def rtf_shapes() -> dict[str, tuple[int, Callable[[int], bytes]]]:
    """The same for RTF."""
    paragraph = f"\\pard\\s1 {{\\loch {SENTENCE}}}{{\\b {SENTENCE}}}\\par\n"
    style, styled = "{\\s@ A;}", "\\pard\\s@ a\\par"
    return {
        "paragraphs": (6_000, lambda n: rtf(paragraph * n)),
        "characters by number": (30_000, lambda n: rtf("\\u20004\\'3f" * n)),
        "groups": (20_000, lambda n: rtf("{\\b a}" * n)),
        "rows": (8_000, lambda n: rtf("\\intbl a\\cell b\\cell\\row" * n)),
        "pictures": (50_000, lambda n: rtf(f"{{\\pict {'0123456789abcdef' * 8 * n}}}")),
        "styles": (4_000, lambda n: rtf(f"{{\\stylesheet{numbered(style, n)}}}{numbered(styled, n)}")),
    }


def seconds(kind: str, data: bytes) -> float:
    """Processor time of one reading, the shorter of two."""
    times = []
    for _again in range(2):
        gc.collect()
        gc.disable()
        began = process_time()
        try:
            PARSE[kind](data)
        except ReaderError as error:
            sys.exit(f"{kind}: {error}")
        times.append(process_time() - began)
        gc.enable()
    return min(times)


def main() -> int:
    """Prints the table; 1 where something grows faster than MOST."""
    print(f"{'':<36}{'MB':>8}{'s':>9}{'twice':>8}{'again':>8}")  # noqa: T201
    bad = 0
    shapes = {"docx": docx_shapes(), "odt": odt_shapes(), "epub": epub_shapes(), "rtf": rtf_shapes()}
    rows = [(kind, name, *shape) for kind, named in shapes.items() for name, shape in named.items()]
    for kind, name, size, make in rows:
        data = [make(size * times) for times in (1, 2, 4)]
        one, two, four = (seconds(kind, each) for each in data)
        growth = two / max(one, SHORTEST), four / max(two, SHORTEST)
        bad += max(growth) > MOST
        print(f"{kind + ': ' + name:<36}{len(data[0]) / 1e6:>8.1f}{one:>9.3f}{growth[0]:>8.2f}{growth[1]:>8.2f}")  # noqa: T201
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
