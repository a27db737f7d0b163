"""What comes after the two texts on the exported page: lists by state, formulations, speakers, topics, reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import reader
from reader.export.base import ExportOptions
from reader.export.escape import html, isolated, language_attribute
from reader.export.facts import (
    SIDES,
    Facts,
    excerpt,
    formulation_label,
    label,
    side_title,
    speaker_name,
    state_roles,
)
from reader.export.html_references import both_ends, nothing, ranges, references, section
from reader.export.html_strips import strip
from reader.export.view_words import rights, settings_rows, whose_word
from reader.i18n import _, ngettext, shown_length, shown_list, topic_name
from reader.marks import Role
from reader.model import Match, Side
from reader.theme import SIGNS, state_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_EXCERPT = 68
"""Characters of a sentence quoted in lists."""
_MOST, _MOST_BY_TOPIC = 40, 8
"""Sentences quoted in a list; those after them are only named, so that the page stays small for long texts."""
_FEWER, _FEWER_BY_TOPIC = 10, 3
"""The same for long texts."""


class ListWriter:
    """Writes the sections after the texts. Ids and targets are the labels of ``facts``."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    @property
    def _most(self) -> int:
        return _FEWER if self.facts.long else _MOST

    def changes(self) -> str:
        """Every sentence by what became of it, side by side; then what moved and what changed its speaker."""
        columns = "".join(self._column(side, self._states(side)) for side in SIDES)
        return section("changes", _("Sentences by state"), f'<div class="pair">{columns}</div>{self._badges()}')

    def _states(self, side: Side) -> str:
        parts = []
        for role in state_roles(self.facts.comparison, side):
            found = self.facts.with_role(side, role)
            if found:
                head = f'{_sign(role)} {html(state_name(role))} <span class="count">{len(found)}</span>'
                name = f"{label(side, 0)[0]}-{role.value}"
                parts.append(f'<h3 id="{name}">{head}</h3>{self._quotes(side, found, self._most)}')
        return "".join(parts) or nothing()

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
                    f'<li class="more">{_("and")} {", ".join(both_ends(match) for match in matches[self._most :])}</li>'
                )
            if items:
                head = f'<h3 id="{name}">{html(title)} <span class="count">{len(links)}</span></h3>'
                parts.append(f'{head}<ul class="pairs">{items}</ul>')
        return "".join(parts)

    def _pair(self, match: Match) -> str:
        ends = []
        for side in SIDES:
            names = shown_list(isolated(speaker_name(one)) for one in self.facts.speakers_in(match, side))
            first = self._text(side, match.sentences(side)[0])
            ends.append(f"{references(side, match.sentences(side))} ({names}) <q>{first}</q>")
        return " ↔ ".join(ends)

    def formulations(self) -> str:
        """The index of formulations with every place, in order of the left text."""
        items, lang = [], language_attribute(self._document(Side.LEFT).language)
        for k, one in enumerate(self.facts.comparison.formulations):
            places = " ↔ ".join(references(side, self.facts.formulation_sentences[side][k]) for side in SIDES)
            also = "; ".join(isolated(excerpt(variant)) for variant in one.variants)
            also = f'<span class="also">{_("also:")} {also}</span>' if also else ""
            items.append(
                f'<li id="{formulation_label(k)}"><q{lang}>{isolated(excerpt(one.text, 200))}</q> '
                f'<span class="places">{places}</span>{also}</li>'
            )
        body = f'<ol class="formulations">{"".join(items)}</ol>' if items else nothing()
        return section("formulations", _("Formulations in both texts"), body)

    def speakers(self) -> str:
        """Who says how much on each side, with every sentence."""
        head = "".join(f'<th scope="col">{html(side_title(self.facts.comparison, side))}</th>' for side in SIDES)
        body = ""
        for k, speaker in enumerate(self.facts.speakers):
            cells = "".join(f"<td>{self._said(side, speaker)}</td>" for side in SIDES)
            body += f'<tr id="S{k + 1}"><th scope="row">{self._who(speaker)}</th>{cells}</tr>'
        table = f'<thead><tr><th scope="col">{_("Speaker")}</th>{head}</tr></thead><tbody>{body}</tbody>'
        return section("speakers", _("Speakers"), f'<table class="speakers">{table}</table>' if body else nothing())

    def _who(self, speaker: str | None) -> str:
        roles = [s.role for side in SIDES for s in self._document(side).speakers if s.name == speaker and s.role]
        role = f'<span class="role">{isolated(roles[0])}</span>' if roles else ""
        return f"{isolated(speaker_name(speaker))}{role}"

    def _said(self, side: Side, speaker: str | None) -> str:
        one = self.facts.presence[side].get(speaker)
        if one is None:
            return nothing()
        found = len(one.sentences)
        counts = (
            ngettext("{count} sentence", "{count} sentences", found).format(count=found),
            shown_length(one.words, self._document(side).language),
            _("{share} %").format(share=round(100 * one.share)),
        )
        return f'<span class="counts">{shown_list(counts)}</span>{strip(one.stretches)} {ranges(side, one.sentences)}'

    def topics(self) -> str:
        """What each side says on each topic."""
        jumps = "".join(
            f'<li><a href="#T{k + 1}">{isolated(topic_name(topic))}</a> <span>{self._numbers(topic)}</span></li>'
            for k, topic in enumerate(self.facts.topics)
        )
        blocks = "".join(self._topic(k, topic) for k, topic in enumerate(self.facts.topics))
        body = f'<ul class="jumps">{jumps}</ul>{blocks}' if jumps else nothing()
        return section("topics", _("By topic: what each side says"), body)

    def _numbers(self, topic: str) -> str:
        return " · ".join(str(len(self.facts.about(side, topic))) for side in SIDES)

    def _topic(self, place: int, topic: str) -> str:
        columns = "".join(f'<div class="col {side.value}">{self._on(side, topic)}</div>' for side in SIDES)
        name = isolated(topic_name(topic))
        return (
            f'<section class="topic" aria-labelledby="T{place + 1}"><h3 id="T{place + 1}">{name}</h3>'
            f'<div class="pair">{columns}</div></section>'
        )

    def _on(self, side: Side, topic: str) -> str:
        words = next((one.words for one in self._document(side).topics if one.label == topic), ())
        most = _FEWER_BY_TOPIC if self.facts.long else _MOST_BY_TOPIC
        return self._quotes(side, self.facts.about(side, topic), most, words)

    def about(self, options: ExportOptions) -> str:
        """Program, settings and rights."""
        rows = settings_rows(self.facts, options)
        rows.insert(2, (_("Colours"), _theme_name(options.theme)))
        items = "".join(f"<div><dt>{html(name)}</dt><dd>{html(text)}</dd></div>" for name, text in rows)
        return (
            f'<footer class="about" aria-labelledby="about"><h2 id="about">{_("About this page")}</h2>'
            f"<dl>{items}</dl><p>{html(whose_word(self.facts))}</p><p>{html(rights())}</p></footer>"
        )

    def _column(self, side: Side, body: str) -> str:
        title = html(side_title(self.facts.comparison, side))
        return f'<div class="col {side.value}"><p class="kicker">{title}</p>{body}</div>'

    def _quotes(self, side: Side, sentences: Sequence[int], most: int, around: Iterable[str] = ()) -> str:
        items = "".join(f"<li>{references(side, [k])} {self._text(side, k, around)}</li>" for k in sentences[:most])
        if len(sentences) > most:
            items += f'<li class="more">{_("and")} {ranges(side, sentences[most:])}</li>'
        lang = language_attribute(self._document(side).language)
        return f'<ul class="quotes"{lang}>{items}</ul>' if items else nothing()

    def _text(self, side: Side, index: int, around: Iterable[str] = ()) -> str:
        return isolated(excerpt(self._document(side).sentences[index].text, _EXCERPT, around))

    def _document(self, side: Side) -> reader.Document:
        return self.facts.comparison.document(side)


def _sign(role: Role) -> str:
    return f'<span class="sign {role.value}" aria-hidden="true">{SIGNS[role]}</span>'


def _theme_name(theme: str) -> str:
    return {"light": _("light"), "dark": _("dark")}.get(theme, _("light or dark, as the reader's device asks"))
