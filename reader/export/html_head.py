"""What comes before the two texts on the exported page: sources, summary, legend, contents."""

from __future__ import annotations

from dataclasses import dataclass

from reader.export.base import ExportOptions
from reader.export.escape import html, isolated, language_attribute
from reader.export.facts import (
    SIDES,
    Facts,
    event_facts,
    language_name,
    long_date,
    side_title,
    speaker_name,
    state_roles,
)
from reader.export.html_notes import part_html
from reader.export.html_style import Looks
from reader.export.summary import SummaryWriter
from reader.i18n import _, ngettext
from reader.marks import Lens, Mark, Role, speakers_of, topics_of
from reader.model import Document, Side
from reader.theme import SIGNS, state_name

_CATEGORY = {Lens.SPEAKERS: Role.SPEAKER, Lens.TOPICS: Role.TOPIC}


@dataclass(frozen=True)
class HeadWriter:
    """Writes the page's head matter."""

    facts: Facts
    options: ExportOptions
    looks: Looks

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
        size = ", ".join(
            (
                ngettext("{count} word", "{count} words", words).format(count=f"{words:,}"),
                ngettext("{count} sentence", "{count} sentences", sentences).format(count=f"{sentences:,}"),
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
        text = _("This page was made with a filter. Sentences that do not fit it are dimmed; none is left out.")
        return f'<p class="notice"><strong>{html(text)}</strong> {"; ".join(self._filter())}.</p>'

    def _filter(self) -> list[str]:
        """The filter's parts as HTML."""
        chosen, comparison = self.options.filter, self.facts.comparison
        out = []
        if chosen.speakers:
            known = [s for s in (*speakers_of(comparison), None) if s in chosen.speakers]
            out.append(f"{_('Speakers:')} " + ", ".join(isolated(speaker_name(one)) for one in known))
        if chosen.topics:
            topics = [topic for topic in topics_of(comparison) if topic in chosen.topics]
            out.append(f"{_('Topics:')} " + ", ".join(isolated(topic) for topic in topics))
        if chosen.formulations:
            texts = [f for k, f in enumerate(comparison.formulations) if k in chosen.formulations]
            out.append(f"{_('Formulations:')} " + ", ".join(f"“{isolated(one.text)}”" for one in texts))
        return out

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
        lists = _definitions(self._categories(), ' class="categories"') + _definitions(self._legend())
        about = _(
            "L and R number the sentences of the left and the right text. After a sentence stands where its "
            "counterpart is; the sign before it leads to the reason for the pair, and +2 to two further echoes. Where "
            "there is no counterpart, “nearest” names the sentence that comes closest."
        )
        return (
            f'<section class="legend" aria-labelledby="legend"><h2 id="legend">{_("How to read this page")}</h2>'
            f"<p>{html(about)}</p>{lists}</section>"
        )

    def _legend(self) -> list[tuple[str, str]]:
        comparison = self.facts.comparison
        roles = dict.fromkeys(role for side in SIDES for role in state_roles(comparison, side))
        about = {
            Role.SHARED: _("the same words, apart from case, punctuation and quotation marks"),
            Role.REWORDED: _("the same statement in other words"),
            Role.ECHO: _("another statement that carries a wording both texts have"),
            Role.DROPPED: _("stands in the earlier text and has no counterpart in the later one"),
            Role.NEW: _("stands in the later text and has no counterpart in the earlier one"),
            Role.ONLY_HERE: _("has no counterpart in the other text"),
        }
        out = [(self._sample((role,), f"{SIGNS[role]} {state_name(role)}"), about[role]) for role in roles]
        moved = f'<span class="badge">{SIGNS[Role.MOVED]} {html(state_name(Role.MOVED))}</span>'
        out.append((moved, _("stands in another place of the other text")))
        if self.options.lens is Lens.DIFFERENCES:
            sample = self._sample((Role.REWORDED, Role.EDIT), _("changed words"))
            out.append((sample, _("what is worded differently within a reworded sentence")))
            if any(match.variants for match in comparison.matches):
                sample = self._sample((Role.REWORDED, Role.VARIANT), _("equal wording"))
                out.append((sample, _("other words that count as equal, such as another translation of a term")))
        if self.options.lens in (Lens.DIFFERENCES, Lens.SHARED):
            sample = self._sample((Role.ECHO, Role.WORDING), _("shared wording"))
            out.append((sample, _("what an echo has in common with the sentence it echoes")))
        sample = self._sample((Role.ECHO, Role.FORMULATION), _("formulation"))
        out.append((sample, _("a distinctive wording that both texts have; its number leads to all its places")))
        return out

    def _categories(self) -> list[tuple[str, str]]:
        """Under the lenses for speakers and topics: how each of them looks. Text is not escaped, samples are."""
        lens, role = self.options.lens, _CATEGORY.get(self.options.lens)
        if role is None:
            return []
        names = speakers_of(self.facts.comparison) if lens is Lens.SPEAKERS else topics_of(self.facts.comparison)
        out = []
        for k, name in enumerate(names):
            look = self.looks.name((Mark(0, 0, role, k),))
            shown = speaker_name(name) if lens is Lens.SPEAKERS else name
            found = [
                self.facts.said_by(side, name) if lens is Lens.SPEAKERS else self.facts.about(side, name)
                for side in SIDES
            ]
            counts = _("sentences: {left} left, {right} right")
            text = counts.format(left=len(found[0]), right=len(found[1]))
            out.append((f'<span class="eg {look}">{isolated(shown)}</span>', text))
        return out

    def _sample(self, roles: tuple[Role, ...], text: str) -> str:
        look = self.looks.name(tuple(Mark(0, 0, role) for role in roles))
        return f'<span class="eg {roles[0].value} {look}">{html(text)}</span>'

    def contents(self, sections: list[tuple[str, str]]) -> str:
        """Jump list to the page's sections, given as (id, name)."""
        items = "".join(f'<li><a href="#{target}">{html(name)}</a></li>' for target, name in sections)
        return f'<nav class="contents" aria-label="{_("Contents")}"><ul>{items}</ul></nav>'


def _definitions(rows: list[tuple[str, str]], attributes: str = "") -> str:
    items = "".join(f"<div><dt>{sample}</dt><dd>{html(text)}</dd></div>" for sample, text in rows)
    return f"<dl{attributes}>{items}</dl>" if items else ""
