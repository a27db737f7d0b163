"""What comes before the two texts on the exported page: sources, summary, legend, contents."""

from __future__ import annotations

from reader.export.base import ExportOptions
from reader.export.escape import html, isolated, language_attribute
from reader.export.facts import (
    SIDES,
    Facts,
    event_facts,
    language_name,
    long_date,
    side_title,
)
from reader.export.html_notes import part_html
from reader.export.html_style import Looks
from reader.export.legend_words import Entry, categories, entries
from reader.export.summary import SummaryWriter
from reader.export.view_words import filter_notice, filter_parts
from reader.i18n import _, ngettext, shown_length, shown_list, shown_number
from reader.model import Document, Side


class HeadWriter:
    """Writes the page's head matter."""

    def __init__(self, facts: Facts, options: ExportOptions, looks: Looks) -> None:
        self.facts = facts
        self.options = options
        self.looks = looks

    def title(self) -> str:
        """What the page is called in a list of pages, not escaped."""
        if self.options.title:
            return self.options.title
        left, right = self.facts.comparison.left.title, self.facts.comparison.right.title
        return left if left == right else f"{left} / {right}"

    def header(self) -> str:
        """Title, sources and what the filter does."""
        cards = "".join(self._source(side) for side in SIDES)
        name = html(_("Two readouts compared"))
        own = self.options.title
        heading = f'<p class="kicker">{name}</p><h1>{isolated(own)}</h1>' if own else f"<h1>{name}</h1>"
        return f'<header class="top">{heading}{self._filter_notice()}<div class="sources">{cards}</div></header>'

    def _source(self, side: Side) -> str:
        comparison = self.facts.comparison
        document = comparison.document(side)
        words, sentences = self.facts.words[side], len(document.sentences)
        size = shown_list(
            (
                shown_length(words, document.language),
                ngettext("{count} sentence", "{count} sentences", sentences).format(count=shown_number(sentences)),
            )
        )
        lang = language_attribute(document.language)
        title = f"<span{lang}>{isolated(document.title)}</span>" if lang else isolated(document.title)
        date = long_date(document.date) or _("date not found")
        facts = " · ".join((date, language_name(document.language), size))
        notes = "".join(f'<p class="note">{_("Note:")} {isolated(warning)}</p>' for warning in document.warnings)
        return (
            f'<section class="source {side.value}" aria-labelledby="source-{side.value}">'
            f'<h2 id="source-{side.value}"><span class="kicker">{html(side_title(comparison, side))}</span> '
            f"{title}</h2><p>{html(facts)}</p>{self._event(document)}"
            f'<p class="file">{isolated(document.source.name)} · SHA-256'
            f" <code>{html(document.source.sha256)}</code></p>"
            f"{notes}</section>"
        )

    def _event(self, document: Document) -> str:
        """What happened, where and between whom, as far as the text says."""
        found = " · ".join(isolated(one) for one in event_facts(document.event))
        return f'<p class="event">{found}</p>' if found else ""

    def _filter_notice(self) -> str:
        if not self.options.filter:
            return ""
        found = filter_parts(self.facts.comparison, self.options.filter)
        parts = "; ".join(f"{html(name)} {', '.join(map(isolated, values))}" for name, values in found)
        return f'<p class="notice"><strong>{html(filter_notice())}</strong> {parts}.</p>'

    def summary(self) -> str:
        """The summary; numbers link to what they count."""
        lines = "".join(
            f"<li>{''.join(part_html(part) for part in line)}</li>" for line in SummaryWriter(self.facts).lines()
        )
        return (
            f'<section class="brief" aria-labelledby="brief"><h2 id="brief">{_("In brief")}</h2>'
            f"<ul>{lines}</ul></section>"
        )

    def legend(self) -> str:
        """Signs and looks in words."""
        lens = self.options.lens
        lists = self._definitions(categories(self.facts, lens), ' class="categories"')
        lists += self._definitions(entries(self.facts, lens, numbered=True))
        about = _(
            "L and R number the sentences of the left and the right text. After a sentence stands where its "
            "counterpart is; the sign before it leads to the reason for the pair, and +2 to two further echoes. Where "
            "there is no counterpart, “nearest” names the sentence that comes closest."
        )
        return (
            f'<section class="legend" aria-labelledby="legend"><h2 id="legend">{_("How to read this page")}</h2>'
            f"<p>{html(about)}</p>{lists}</section>"
        )

    def _definitions(self, rows: list[Entry], attributes: str = "") -> str:
        items = "".join(f"<div><dt>{self._sample(one)}</dt><dd>{html(one.about)}</dd></div>" for one in rows)
        return f"<dl{attributes}>{items}</dl>" if items else ""

    def _sample(self, entry: Entry) -> str:
        text = isolated(entry.sample) if entry.given else html(entry.sample)
        if not entry.marks:
            return f'<span class="badge">{text}</span>'
        state = "" if entry.given else f" {entry.marks[0].role.value}"
        return f'<span class="eg{state} {self.looks.name(entry.marks)}">{text}</span>'

    def contents(self, sections: list[tuple[str, str]]) -> str:
        """Jump list to the page's sections, given as (id, name)."""
        items = "".join(f'<li><a href="#{target}">{html(name)}</a></li>' for target, name in sections)
        return f'<nav class="contents" aria-label="{_("Contents")}"><ul>{items}</ul></nav>'
