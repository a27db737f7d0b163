"""What comes after the two texts on the exported page: lists by state, formulations, speakers, topics, reasons."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import reader
from reader.export.escape import html, isolated, language_attribute
from reader.export.facts import (
    SIDES,
    Facts,
    excerpt,
    formulation_label,
    label,
    lens_name,
    match_label,
    side_title,
    speaker_name,
    state_roles,
)
from reader.i18n import _, ngettext
from reader.marks import Filter, Role
from reader.model import Candidate, Match, Side
from reader.theme import SIGNS, state_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.export.base import ExportOptions

_EXCERPT = 68
"""Characters of a sentence quoted in lists."""
_MOST, _MOST_BY_TOPIC = 40, 8
"""Sentences quoted in a list; those after them are only named, so that the page stays small for long texts."""
_LONG, _FEWER, _FEWER_BY_TOPIC = 80, 12, 3
"""The same for two texts that have more than so many sentences together."""


@dataclass(frozen=True)
class ListWriter:
    """Writes the sections after the texts. Ids and targets are the labels of ``facts``."""

    facts: Facts

    @cached_property
    def _long(self) -> bool:
        return sum(len(self._document(side).sentences) for side in SIDES) > _LONG

    @property
    def _most(self) -> int:
        return _FEWER if self._long else _MOST

    def changes(self) -> str:
        """Every sentence by what became of it, side by side; then what moved and what changed its speaker."""
        columns = "".join(self._column(side, self._states(side)) for side in SIDES)
        return _section("changes", _("Sentences by state"), f'<div class="pair">{columns}</div>{self._badges()}')

    def _states(self, side: Side) -> str:
        parts = []
        for role in state_roles(self.facts.comparison, side):
            found = self.facts.with_role(side, role)
            if found:
                head = f'{_sign(role)} {html(state_name(role))} <span class="count">{len(found)}</span>'
                name = f"{label(side, 0)[0]}-{role.value}"
                parts.append(f'<h3 id="{name}">{head}</h3>{self._quotes(side, found, self._most)}')
        return "".join(parts) or _nothing()

    def _badges(self) -> str:
        parts = []
        lists = (
            ("moved", _("In another place"), self.facts.moved),
            ("speaker-changed", _("With another speaker"), self.facts.speaker_changed),
        )
        for name, title, links in lists:
            matches = [self.facts.comparison.matches[link] for link in links]
            items = "".join(f"<li>{self._pair(match)}</li>" for match in matches[: self._most])
            if len(matches) > self._most:
                items += (
                    f'<li class="more">{_("and")} {", ".join(_ends(match) for match in matches[self._most :])}</li>'
                )
            if items:
                head = f'<h3 id="{name}">{html(title)} <span class="count">{len(links)}</span></h3>'
                parts.append(f'{head}<ul class="pairs">{items}</ul>')
        return "".join(parts)

    def _pair(self, match: Match) -> str:
        ends = []
        for side in SIDES:
            names = ", ".join(isolated(speaker_name(one)) for one in self.facts.speakers_in(match, side))
            first = self._text(side, match.sentences(side)[0])
            ends.append(f"{_links(side, match.sentences(side))} ({names}) <q>{first}</q>")
        return " ↔ ".join(ends)

    def formulations(self) -> str:
        """The index of formulations with every place, in order of the left text."""
        items, lang = [], language_attribute(self._document(Side.LEFT).language)
        for k, one in enumerate(self.facts.comparison.formulations):
            places = " ↔ ".join(_links(side, self.facts.formulation_sentences[side][k]) for side in SIDES)
            also = "; ".join(isolated(excerpt(variant)) for variant in one.variants)
            also = f'<span class="also">{_("also:")} {also}</span>' if also else ""
            items.append(
                f'<li id="{formulation_label(k)}"><q{lang}>{isolated(excerpt(one.text, 200))}</q> '
                f'<span class="places">{places}</span>{also}</li>'
            )
        body = f'<ol class="formulations">{"".join(items)}</ol>' if items else _nothing()
        return _section("formulations", _("Formulations in both texts"), body)

    def speakers(self) -> str:
        """Who says how much on each side, with every sentence."""
        head = "".join(f'<th scope="col">{html(side_title(self.facts.comparison, side))}</th>' for side in SIDES)
        body = ""
        for k, speaker in enumerate(self.facts.speakers):
            cells = "".join(f"<td>{self._said(side, speaker)}</td>" for side in SIDES)
            body += f'<tr id="S{k + 1}"><th scope="row">{self._who(speaker)}</th>{cells}</tr>'
        table = f'<thead><tr><th scope="col">{_("Speaker")}</th>{head}</tr></thead><tbody>{body}</tbody>'
        return _section("speakers", _("Speakers"), f'<table class="speakers">{table}</table>' if body else _nothing())

    def _who(self, speaker: str | None) -> str:
        roles = [s.role for side in SIDES for s in self._document(side).speakers if s.name == speaker and s.role]
        role = f'<span class="role">{isolated(roles[0])}</span>' if roles else ""
        return f"{isolated(speaker_name(speaker))}{role}"

    def _said(self, side: Side, speaker: str | None) -> str:
        found = self.facts.said_by(side, speaker)
        if not found:
            return _nothing()
        words = next((s.words for s in self._document(side).speakers if s.name == speaker), 0)
        counts = [ngettext("{count} sentence", "{count} sentences", len(found)).format(count=len(found))]
        if words:
            counts.append(ngettext("{count} word", "{count} words", words).format(count=f"{words:,}"))
            share = round(100 * words / max(words, self.facts.words[side]))
            counts.append(_("{share} %").format(share=share))
        return f'<span class="counts">{", ".join(counts)}</span> {_ranges(side, found)}'

    def topics(self) -> str:
        """What each side says on each topic."""
        jumps = "".join(
            f'<li><a href="#T{k + 1}">{isolated(topic)}</a> <span>{self._numbers(topic)}</span></li>'
            for k, topic in enumerate(self.facts.topics)
        )
        blocks = "".join(self._topic(k, topic) for k, topic in enumerate(self.facts.topics))
        body = f'<ul class="jumps">{jumps}</ul>{blocks}' if jumps else _nothing()
        return _section("topics", _("By topic: what each side says"), body)

    def _numbers(self, topic: str) -> str:
        return " · ".join(str(len(self.facts.about(side, topic))) for side in SIDES)

    def _topic(self, place: int, topic: str) -> str:
        columns = "".join(f'<div class="col {side.value}">{self._on(side, topic)}</div>' for side in SIDES)
        return (
            f'<section class="topic" aria-labelledby="T{place + 1}"><h3 id="T{place + 1}">{isolated(topic)}</h3>'
            f'<div class="pair">{columns}</div></section>'
        )

    def _on(self, side: Side, topic: str) -> str:
        words = next((one.words for one in self._document(side).topics if one.label == topic), ())
        most = _FEWER_BY_TOPIC if self._long else _MOST_BY_TOPIC
        return self._quotes(side, self.facts.about(side, topic), most, words)

    def reasons(self) -> str:
        """Why each pair was made, and what came nearest for sentences without counterpart."""
        rows = "".join(
            self._reason(k, match) for k, match in enumerate(self.facts.comparison.matches) if k in self._explained
        )
        names = (_("Pair"), _("State"), _("Score"), _("Why"))
        head = "".join(f'<th scope="col">{html(name)}</th>' for name in names)
        table = f'<table class="reasons"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
        further = "".join(self._further(side) for side in SIDES)
        nearest = "".join(self._nearest(side) for side in SIDES)
        body = (
            (
                f'<div class="wide" role="region" aria-label="{_("Table of pairs")}" tabindex="0">{table}</div>'
                if rows
                else _nothing()
            )
            + (f'<h3>{_("Further echoes")}</h3><ul class="pairs short">{further}</ul>' if further else "")
            + (
                f'<h3>{_("Nearest to sentences without counterpart")}</h3><ul class="pairs">{nearest}</ul>'
                if nearest
                else ""
            )
        )
        return _section("reasons", _("Why these pairs"), body)

    def _reason(self, link: int, match: Match) -> str:
        role = Role(match.kind.value)
        return (
            f'<tr id="{match_label(link)}"><td>{_ends(match)}</td><td>{SIGNS[role]} {html(state_name(role))}</td>'
            f"<td>{match.score:.2f}</td><td>{isolated(match.why)}{self._runner_up(match)}</td></tr>"
        )

    def _runner_up(self, match: Match) -> str:
        """The next best sentence, where the reason does not name it by its number and score."""
        one = match.runner_up
        if one is None or (f" {one.sentence + 1} " in match.why and f"{one.score:.2f}" in match.why):
            return ""
        return f' <span class="also">{_("Next best:")} {self._candidate(Side.RIGHT, one)}</span>'

    def _further(self, side: Side) -> str:
        """The links that do not stand behind a sentence; each leads to its reason."""
        items = []
        for index, links in enumerate(self.facts.links[side]):
            shown = self.facts.shown_links[side][index]
            names = [self._reason_of(link, side.other) for link in links if link not in shown]
            if names:
                name = label(side, index)
                items.append(f'<li id="{name}-also">{_links(side, [index])} {SIGNS[Role.ECHO]} {" ".join(names)}</li>')
        return "".join(items)

    def _reason_of(self, link: int, side: Side) -> str:
        match = self.facts.comparison.matches[link]
        names = [label(side, index) for index in match.sentences(side)]
        if link in self._explained:
            return f'<a href="#{match_label(link)}">{" ".join(names)}</a>'
        return f"{_links(side, match.sentences(side))} ({match.score:.2f})"

    @cached_property
    def _explained(self) -> frozenset[int]:
        """Matches in the table of pairs: all, of long texts those that stand behind a sentence."""
        if not self._long:
            return frozenset(range(len(self.facts.comparison.matches)))
        return frozenset(link for side in SIDES for links in self.facts.shown_links[side] for link in links)

    def _nearest(self, side: Side) -> str:
        found = enumerate(self.facts.comparison.nearest(side))
        return "".join(
            f"<li>{_links(side, [k])}: {self._candidate(side.other, one)}</li>" for k, one in found if one is not None
        )

    def _candidate(self, side: Side, candidate: Candidate) -> str:
        wording = f" <q>{isolated(excerpt(candidate.wording, 60))}</q>" if candidate.wording else ""
        return f"{_links(side, [candidate.sentence])} ({candidate.score:.2f}){wording}"

    def about(self, options: ExportOptions) -> str:
        """Program, settings and rights."""
        rows = [
            (_("Program"), f"Readout {reader.__version__}"),
            (_("View"), lens_name(options.lens)),
            (_("Colours"), _theme_name(options.theme)),
            (_("Filter"), _("on: see the top of the page") if options.filter != Filter() else _("none")),
            (_("Titles and names"), self._boilerplate()),
        ]
        items = "".join(f"<div><dt>{html(name)}</dt><dd>{html(text)}</dd></div>" for name, text in rows)
        rights = _("The two texts belong to their publishers and are quoted here to compare them.")
        made = _(
            "States, speakers and topics were found by a program on one machine, without judgement: read the texts, "
            "which stand here complete, before quoting."
        )
        return (
            f'<footer class="about" aria-labelledby="about"><h2 id="about">{_("About this page")}</h2>'
            f"<dl>{items}</dl><p>{html(made)}</p><p>{html(rights)}</p></footer>"
        )

    def _boilerplate(self) -> str:
        if self.facts.comparison.options.use_boilerplate:
            return _("count when sentences are paired")
        return _("do not count when sentences are paired")

    def _column(self, side: Side, body: str) -> str:
        title = html(side_title(self.facts.comparison, side))
        return f'<div class="col {side.value}"><p class="kicker">{title}</p>{body}</div>'

    def _quotes(self, side: Side, sentences: Sequence[int], most: int, around: Iterable[str] = ()) -> str:
        items = "".join(f"<li>{_links(side, [k])} {self._text(side, k, around)}</li>" for k in sentences[:most])
        if len(sentences) > most:
            items += f'<li class="more">{_("and")} {_ranges(side, sentences[most:])}</li>'
        lang = language_attribute(self._document(side).language)
        return f'<ul class="quotes"{lang}>{items}</ul>' if items else _nothing()

    def _text(self, side: Side, index: int, around: Iterable[str] = ()) -> str:
        return isolated(excerpt(self._document(side).sentences[index].text, _EXCERPT, around))

    def _document(self, side: Side) -> reader.Document:
        return self.facts.comparison.document(side)


def _section(name: str, title: str, body: str) -> str:
    return f'<section class="list" aria-labelledby="{name}"><h2 id="{name}">{html(title)}</h2>{body}</section>'


def _links(side: Side, sentences: Iterable[int]) -> str:
    names = (label(side, index) for index in sentences)
    return " ".join(f'<a href="#{name}">{name}</a>' for name in names)


def _ends(match: Match) -> str:
    return f"{_links(Side.LEFT, match.left)} ↔ {_links(Side.RIGHT, match.right)}"


def _ranges(side: Side, sentences: Sequence[int]) -> str:
    """As ``_links``, with three or more in a row as one link to the first: *L3–L9*."""
    parts: list[str] = []
    at = 0
    while at < len(sentences):
        end = at
        while end + 1 < len(sentences) and sentences[end + 1] == sentences[end] + 1:
            end += 1
        first, last = label(side, sentences[at]), label(side, sentences[end])
        if end - at >= 2:
            parts.append(f'<a href="#{first}">{first}–{last}</a>')
        else:
            parts.append(_links(side, sentences[at : end + 1]))
        at = end + 1
    return " ".join(parts)


def _sign(role: Role) -> str:
    return f'<span class="sign {role.value}" aria-hidden="true">{SIGNS[role]}</span>'


def _nothing() -> str:
    return f'<p class="none">{_("None.")}</p>'


def _theme_name(theme: str) -> str:
    return {"light": _("light"), "dark": _("dark")}.get(theme, _("light or dark, as the reader's device asks"))
