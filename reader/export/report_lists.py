"""The lists of a report: sentences by state, formulations, speakers, topics, reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.export.base import Section
from reader.export.facts import (
    SIDES,
    Facts,
    label,
    match_label,
    side_title,
    speaker_name,
    state_roles,
)
from reader.export.report import Block, Kind, Paragraph, Row, Run, Table
from reader.export.why_words import shown_why
from reader.i18n import _, ngettext, shown_length, shown_list, shown_score, topic_name
from reader.marks import Role
from reader.model import Judge, Side
from reader.theme import SIGNS, state_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True)
class ReportLists:
    """Writes the lists; sentences are named by their numbers, which lead to them."""

    facts: Facts

    def blocks(self, left_out: frozenset[Section]) -> Iterator[Block]:
        """The lists that are wanted, each under its heading."""
        makers = (
            (Section.STATES, _("Sentences by state"), "changes", self._states),
            (Section.FORMULATIONS, _("Formulations in both texts"), "formulations", self._formulations),
            (Section.SPEAKERS, _("Speakers"), "speakers", self._speakers),
            (Section.TOPICS, _("Topics"), "topics", self._topics),
            (Section.REASONS, _("Why these pairs"), "reasons", self._reasons),
        )
        for section, title, anchor, make in makers:
            if section not in left_out:
                yield Paragraph((Run(title, anchor=anchor),), Kind.HEADING_1)
                yield from make()

    def _states(self) -> Iterator[Block]:
        for side in SIDES:
            yield _text(side_title(self.facts.comparison, side), Kind.HEADING_2)
            for role in state_roles(self.facts.comparison, side):
                found = self.facts.with_role(side, role)
                if found:
                    name = f"{SIGNS[role]} {state_name(role)} "
                    anchor = f"{label(side, 0)[0]}-{role.value}"
                    lead = (Run(name, is_bold=True, anchor=anchor), Run(f"{len(found)}: "))
                    yield Paragraph((*lead, *numbers(side, found)), Kind.BODY)
        lists = (
            ("moved", _("In another place"), self.facts.moved),
            ("speaker-changed", _("With another speaker"), self.facts.speaker_changed),
        )
        for anchor, title, links in lists:
            if links:
                yield Paragraph((Run(title, anchor=anchor),), Kind.HEADING_2)
                yield from (Paragraph(tuple(self._pair(link)), Kind.BULLET, 1) for link in links)

    def _pair(self, link: int) -> Iterator[Run]:
        match = self.facts.comparison.matches[link]
        for k, side in enumerate(SIDES):
            if k:
                yield Run(" ↔ ")
            yield from numbers(side, match.sentences(side))
            yield Run(f" ({', '.join(map(speaker_name, self.facts.speakers_in(match, side)))})")

    def _formulations(self) -> Iterator[Block]:
        found = self.facts.comparison.formulations
        if not found:
            yield _text(_("None."), Kind.BODY)
        for k, one in enumerate(found):
            runs = [Run(f"“{' '.join(one.text.split())}” ")]
            for n, side in enumerate(SIDES):
                runs += [Run(" ↔ ")] * n + numbers(side, self.facts.formulation_sentences[side][k])
            if one.variants:
                also = "; ".join(f"“{' '.join(text.split())}”" for text in one.variants)
                runs.append(Run(f" – {_('also:')} {also}"))
            yield Paragraph(tuple(runs), Kind.NUMBERED, 1, k + 1)

    def _speakers(self) -> Iterator[Block]:
        rows = []
        for speaker in self.facts.speakers:
            cells = [(_text(speaker_name(speaker), Kind.SMALL),)]
            cells += [(Paragraph(tuple(self._said(side, speaker)), Kind.SMALL),) for side in SIDES]
            rows.append(Row(tuple(cells)))
        yield self._sided(_("Speaker"), rows)

    def _said(self, side: Side, speaker: str | None) -> Iterator[Run]:
        one = self.facts.presence[side].get(speaker)
        if one is None:
            yield Run(_("None."))
            return
        counts = (
            ngettext("{count} sentence", "{count} sentences", len(one.sentences)).format(count=len(one.sentences)),
            shown_length(one.words, self.facts.comparison.document(side).language),
            _("{share} %").format(share=round(100 * one.share)),
        )
        yield Run(f"{shown_list(counts)}: ")
        yield from numbers(side, one.sentences)

    def _topics(self) -> Iterator[Block]:
        rows = []
        for k, topic in enumerate(self.facts.topics):
            cells = [(Paragraph((Run(topic_name(topic), anchor=f"T{k + 1}"),), Kind.SMALL),)]
            for side in SIDES:
                found = numbers(side, self.facts.about(side, topic)) or [Run(_("None."))]
                cells.append((Paragraph(tuple(found), Kind.SMALL),))
            rows.append(Row(tuple(cells)))
        yield self._sided(_("Topic"), rows)

    def _sided(self, name: str, rows: Sequence[Row]) -> Block:
        if not rows:
            return _text(_("None."), Kind.BODY)
        return Table((30, 35, 35), (_head(name, *(side_title(self.facts.comparison, side) for side in SIDES)), *rows))

    def _reasons(self) -> Iterator[Block]:
        matches = self.facts.comparison.matches
        if not matches:
            yield _text(_("None."), Kind.BODY)
            return
        rows = [_head(_("Pair"), _("State"), _("Score"), _("Why"))]
        for k, match in enumerate(matches):
            role = Role(match.kind.value)
            by = f" ({_('the reader')})" if match.by is Judge.READER else ""
            pair = [*numbers(Side.LEFT, match.left), Run(" ↔ "), *numbers(Side.RIGHT, match.right)]
            pair[0] = Run(pair[0].text, target=pair[0].target, anchor=match_label(k))
            texts = (f"{SIGNS[role]} {state_name(role)}{by}", shown_score(match.score), shown_why(match.why))
            cells = ((Paragraph(tuple(pair), Kind.SMALL),), *((_text(one, Kind.SMALL),) for one in texts))
            rows.append(Row(cells))
        yield Table((17, 15, 8, 60), tuple(rows))


def numbers(side: Side, sentences: Sequence[int]) -> list[Run]:
    """Numbers of sentences, each leading to its own."""
    out: list[Run] = []
    for index in sentences:
        name = label(side, index)
        out += [Run(" ")] * bool(out) + [Run(name, target=name)]
    return out


def _head(*names: str) -> Row:
    return Row(tuple((Paragraph((Run(name, is_bold=True),), Kind.SMALL),) for name in names), is_head=True)


def _text(text: str, kind: Kind) -> Paragraph:
    return Paragraph((Run(" ".join(text.split())),), kind)
