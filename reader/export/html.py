"""The highlighted comparison as one self-contained page without script (docs/export.md)."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from reader.bundled import resource
from reader.errors import ReaderError
from reader.export.escape import html, plain_title
from reader.export.facts import SIDES, Facts, long_date, side_title
from reader.export.html_head import HeadWriter
from reader.export.html_lists import ListWriter
from reader.export.html_reasons import ReasonWriter
from reader.export.html_style import Looks, style_sheet
from reader.export.html_text import TextWriter
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

    def export(self, comparison: Comparison, options: ExportOptions) -> str:
        if options.theme not in THEMES:
            message = _("Readout has no colours called {name}.").format(name=repr(options.theme))
            raise ReaderError(message, _("Choose one of: {names}.").format(names=", ".join(THEMES)))
        facts, looks = Facts(comparison), Looks(options.lens)
        head, lists = HeadWriter(facts, options, looks), ListWriter(facts)
        texts = TextWriter(facts, marks(comparison, options.lens, options.filter), looks).rows()
        sections = [
            ("brief", _("In brief")),
            ("texts", _("The two texts")),
            ("changes", _("Sentences by state")),
            ("formulations", _("Formulations")),
            ("speakers", _("Speakers")),
            ("topics", _("Topics")),
            ("reasons", _("Why these pairs")),
            ("about", _("About this page")),
        ]
        parts = {
            "language": html(language()),
            "title": plain_title(head.title()),
            "skip": html(_("Skip to the two texts")),
            "header": head.header(),
            "contents": head.contents(sections),
            "summary": head.summary(),
            "legend": head.legend(),
            "texts_title": html(_("The two texts")),
            "columns": _columns(comparison),
            "texts": texts,
            "lists": "\n".join(
                (lists.changes(), lists.formulations(), lists.speakers(), lists.topics(), ReasonWriter(facts).section())
            ),
            "about": lists.about(options),
            "style": style_sheet(comparison, looks, options.theme),
        }
        # Filled once: a text that looks like a placeholder stays as it is.
        return Template(resource("export/page.html").read_text(encoding="utf-8")).substitute(parts)


def _columns(comparison: Comparison) -> str:
    """Heads of the two columns, for the eye only: each passage says its side to screen readers."""
    out = []
    for side in SIDES:
        date = long_date(comparison.document(side).date)
        text = " · ".join(part for part in (side_title(comparison, side), date) if part)
        out.append(f'<span class="{side.value}">{html(text)}</span>')
    return "".join(out)


HTML = _Html()
