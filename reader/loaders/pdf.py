"""PDF documents: words placed on paper, put back into lines, columns and paragraphs (PDFium finds the letters)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from reader.errors import UnreadableFile, UnsupportedFormat
from reader.i18n import _, ngettext
from reader.loaders.base import Loaded
from reader.loaders.child import load_in_child
from reader.patterns import deferred

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

    from reader.loaders.pdf_letters import Page

_PASSWORD: Final = 4
"""PDFium's code for a document that a password locks."""
_SECURITY: Final = 5
"""PDFium's code for a lock it does not know."""
_UNKNOWN_SHARE: Final = 0.2
"""Share of letters that the file does not name from which on its text is unreadable."""
_MADE = deferred(r"(?:D:)?((?:19|20)\d\d)(\d\d)(\d\d)")
_PRINTED = deferred(r"mozilla|chrom|skia|quartz|safari|firefox|cups|print to pdf|wkhtml|ghostscript", re.IGNORECASE)
# Titles that programs give by themselves: names of files and of programs.
_NO_TITLE = deferred(
    r"(?:untitled|document|microsoft word|powerpoint|slide|print|layout|无标题|未命名)\b"
    r"|\.(?:docx?|od[tp]|pdf|html?|indd|qxd|rtf|tex|txt|pptx?|dvi)\Z|\A[\w.()-]*\Z|://",
    re.IGNORECASE,
)


class _Pdf:
    name = "pdf"
    label = "PDF document"
    suffixes: tuple[str, ...] = (".pdf",)

    def recognises(self, head: bytes, suffix: str) -> float:
        # Some programs put bytes of their own before the mark; readers have always looked for it in the first 1,024.
        return 0.98 if b"%PDF-" in head[:1024] else 0.0

    def load(self, data: bytes) -> Loaded:
        return load_in_child(self.name, data)

    def parse(self, data: bytes) -> Loaded:
        """What ``load`` gives, without the limits of the child process."""
        document = _opened(data)
        try:
            return _loaded(document)
        finally:
            document.close()


def _opened(data: bytes) -> PdfDocument:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (_PASSWORD, _SECURITY):
            message = _("{file} is a PDF that a password locks.")
            raise UnreadableFile(
                message, _("Open it in a PDF reader, print it into a new PDF, then open that.")
            ) from error
        raise _damaged() from error
    if len(document) == 0:
        raise _damaged()
    return document


def _damaged() -> UnsupportedFormat:
    message = _("{file} is a PDF that is damaged or incomplete.")
    return UnsupportedFormat(message, _("Get it again from where it came, then open it."))


def _loaded(document: PdfDocument) -> Loaded:
    from reader.loaders.pdf_layout import lines_of
    from reader.loaders.pdf_margins import without_margins
    from reader.loaders.pdf_paragraphs import paragraphs

    pages = list(_pages(document))
    _require_text(pages)
    kept, receipt = without_margins(pages)
    blocks, heading = paragraphs([line for page in kept for line in lines_of(page.number, page.words)])
    text, spans = blocks.text()
    facts = _stated(document)
    return Loaded(
        text,
        spans,
        title=_title(facts.get("Title", ""), heading, text),
        made=_made(facts),
        warnings=(*receipt, *_warnings(pages)),
    )


def _stated(document: PdfDocument) -> dict[str, str]:
    facts: dict[str, str] = {}
    for name in ("Title", "CreationDate", "Creator", "Producer"):
        with suppress(UnicodeError):  # bytes that are no UTF-16
            facts[name] = document.get_metadata_value(name)
    return facts


def _pages(document: PdfDocument) -> Iterator[Page]:
    from pypdfium2 import PdfiumError

    from reader.loaders.pdf_letters import Page, read_page

    for index in range(len(document)):
        try:
            page = document[index]
        except PdfiumError:
            yield Page(index + 1, 0, 0, [], 0, 0, 0, 0)
            continue
        try:
            yield replace(read_page(page, index + 1))
        finally:
            page.close()


def _require_text(pages: Sequence[Page]) -> None:
    letters = sum(page.letters for page in pages)
    if not letters:
        message = _("{file} is a PDF of pictures, such as a scan, and holds no text.")
        hint = _("Let a program for text recognition (OCR) make a PDF with text of it, then open that.")
        raise UnreadableFile(message, hint)
    if sum(page.unknown for page in pages) > _UNKNOWN_SHARE * letters:
        message = _("{file} is a PDF that does not say which letters its signs are.")
        hint = _("Let a program for text recognition (OCR) make a PDF with text of it, then open that.")
        raise UnreadableFile(message, hint)


def _warnings(pages: Sequence[Page]) -> Iterator[str]:
    empty = [page.number for page in pages if not page.letters]
    if empty:
        sentence = ngettext(
            "Page {list} of the PDF holds no text (it may be a picture).",
            "Pages {list} of the PDF hold no text (they may be pictures).",
            len(empty),
        )
        yield sentence.format(list=_listed(empty))
    unknown = sum(page.unknown for page in pages)
    if unknown:
        sentence = ngettext(
            "The PDF does not say what {count} of its letters is; it is shown as it was found.",
            "The PDF does not say what {count} of its letters are; they are shown as they were found.",
            unknown,
        )
        yield sentence.format(count=unknown)
    turned = sum(page.turned for page in pages)
    unseen = sum(page.unseen for page in pages)
    told = []
    if turned:
        told.append(ngettext("turned text ({count} word)", "turned text ({count} words)", turned).format(count=turned))
    if unseen:
        told.append(
            ngettext("text nobody sees ({count} word)", "text nobody sees ({count} words)", unseen).format(count=unseen)
        )
    if told:
        yield _("Left out of the PDF: {list}.").format(list=", ".join(told))


def _listed(numbers: Sequence[int]) -> str:
    """Page numbers with runs drawn together: ``1, 3–5``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    told = ["–".join(map(str, run)) for run in runs[:8]]
    return ", ".join(told) + (" …" if len(runs) > 8 else "")


def _title(stated: str, heading: str | None, text: str) -> str | None:
    """The title the file states where the text begins with it or has no heading, else the first great heading."""
    stated = " ".join(stated.replace("\0", "").split())
    folded = "".join(stated.casefold().split())
    if folded and folded in "".join(text[:3000].casefold().split()):
        return stated
    if heading is not None:
        return heading
    return None if not stated or _NO_TITLE.search(stated) or len(stated) > 300 else stated


def _made(facts: dict[str, str]) -> str | None:
    """The day the file was made, unless a reader made it by printing what was published long before."""
    from reader.loaders.page_facts import iso_date

    if _PRINTED.search(f"{facts.get('Creator', '')} {facts.get('Producer', '')}"):
        return None
    found = _MADE.match(facts.get("CreationDate", ""))
    return None if found is None else iso_date("-".join(found.groups()))


PDF = _Pdf()
