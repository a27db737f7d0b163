"""The highlighted comparison as one self-contained page without script (docs/export.md)."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

import reader
from reader.bundled import resource
from reader.errors import ReaderError
from reader.export.base import Section
from reader.export.escape import html, plain_title
from reader.export.facts import SIDES, Facts, long_date, side_title
from reader.export.html_head import HeadWriter
from reader.export.html_lists import ListWriter
from reader.export.html_notes import NoteWriter
from reader.export.html_reasons import ReasonWriter
from reader.export.html_references import unlinked
from reader.export.html_style import Looks, style_sheet
from reader.export.html_text import TextWriter
from reader.export.page_data import page_data
from reader.i18n import _, language
from reader.marks import marks

if TYPE_CHECKING:
    from reader.export.base import ExportOptions
    from reader.model import Comparison

THEMES = ("auto", "light", "dark")


class _Html:
    name = "html"
    label = "Web page"
    suffix = ".html"
    is_text = True

    def export(self, comparison: Comparison, options: ExportOptions) -> str:
        if options.theme not in THEMES:
            message = _("Readout has no colours called {name}.").format(name=repr(options.theme))
            raise ReaderError(message, _("Choose one of: {names}.").format(names=", ".join(THEMES)))
        facts, looks = Facts(comparison), Looks(options.lens)
        head, lists = HeadWriter(facts, options, looks), ListWriter(facts)
        texts = TextWriter(facts, marks(comparison, options.lens, options.filter), looks).rows()
        notes = NoteWriter(facts)
        written = {
            "notes": "" if Section.NOTES in options.left_out else notes.notes(),
            "judgements": notes.judgements(),
            **{
                name: make()
                for name, kept, make in (
                    ("changes", Section.STATES, lists.changes),
                    ("formulations", Section.FORMULATIONS, lists.formulations),
                    ("speakers", Section.SPEAKERS, lists.speakers),
                    ("topics", Section.TOPICS, lists.topics),
                    ("reasons", Section.REASONS, ReasonWriter(facts).section),
                )
                if kept not in options.left_out
            },
        }
        parts = {
            "language": html(language()),
            "title": plain_title(head.title()),
            "skip": html(_("Skip to the two texts")),
            "header": head.header(),
            "contents": head.contents(_contents(written)),
            "summary": head.summary(),
            "legend": head.legend(),
            "texts_title": html(_("The two texts")),
            "columns": _columns(comparison),
            "texts": texts,
            "notes": written["notes"],
            "lists": "\n".join(text for name, text in written.items() if text and name != "notes"),
            "data": page_data(comparison, options),
            "generator": f"Readout {html(reader.__version__)}",
            "about": lists.about(options),
            "style": style_sheet(comparison, looks, options.theme),
        }
        # Filled once: a text that looks like a placeholder stays as it is.
        page = Template(resource("export/page.html").read_text(encoding="utf-8")).substitute(parts)
        return unlinked(page) if options.left_out or comparison.judgements else page


def _contents(written: dict[str, str]) -> list[tuple[str, str]]:
    """The sections there are, in their order on the page."""
    names = [
        ("brief", _("In brief")),
        ("notes", _("Notes")),
        ("texts", _("The two texts")),
        ("judgements", _("What the reader decided")),
        ("changes", _("Sentences by state")),
        ("formulations", _("Formulations")),
        ("speakers", _("Speakers")),
        ("topics", _("Topics")),
        ("reasons", _("Why these pairs")),
        ("about", _("About this page")),
    ]
    return [(name, title) for name, title in names if name in ("brief", "texts", "about") or written.get(name)]


def _columns(comparison: Comparison) -> str:
    """Heads of the two columns, for the eye only: each passage says its side to screen readers."""
    out = []
    for side in SIDES:
        date = long_date(comparison.document(side).date)
        text = " · ".join(part for part in (side_title(comparison, side), date) if part)
        out.append(f'<span class="{side.value}">{html(text)}</span>')
    return "".join(out)


HTML = _Html()
