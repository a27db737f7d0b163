"""The two texts of a report: a table of two columns, with paragraphs that answer each other level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.export.escape import direction
from reader.export.facts import SIDES, Facts, label, long_date, note_label, side_title, speaker_name
from reader.export.passages import Row as Passage
from reader.export.passages import rows
from reader.export.report import Kind, Paragraph, Row, Run, Table
from reader.i18n import _, language
from reader.marks import Marks, Role, runs
from reader.model import Judge, MatchKind, ParagraphKind, Sentence, Side
from reader.theme import SIGNS, Style, load_theme, sign_colour, state_name, style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Document

THEME = "light"
"""Paper is light."""
_KINDS = {
    ParagraphKind.HEADING: Kind.HEADING_3,
    ParagraphKind.LIST_ITEM: Kind.BULLET,
    ParagraphKind.QUOTE: Kind.QUOTE,
}


@dataclass(frozen=True)
class TextsWriter:
    """Writes the table. Every character of a paragraph stands in its runs, in order; ours are small ones."""

    facts: Facts
    marks: Marks

    def table(self) -> Table:
        """The texts, row by row, under the names of the sides."""
        comparison = self.facts.comparison
        heads = []
        for side in SIDES:
            date = long_date(comparison.document(side).date)
            text = " · ".join(part for part in (side_title(comparison, side), date) if part)
            heads.append((Paragraph((Run(text, is_bold=True),), Kind.SMALL),))
        sides = {side: _Column(self.facts, self.marks, side) for side in SIDES}
        body = [Row(tuple(self._cell(sides[side], passage) for side in SIDES)) for passage in rows(comparison)]
        return Table((50, 50), (Row(tuple(heads), is_head=True), *body))

    @staticmethod
    def _cell(column: _Column, passage: Passage) -> tuple[Paragraph, ...]:
        return tuple(column.paragraph(k) for k in passage.of(column.side))


class _Column:
    def __init__(self, facts: Facts, marks: Marks, side: Side) -> None:
        self.facts, self.side, self.lens = facts, side, marks.lens
        self.document: Document = facts.comparison.document(side)
        self._marks = marks.of(side)
        self._theme = load_theme(THEME)
        self._by_paragraph: dict[int, list[Sentence]] = {}
        for sentence in self.document.sentences:
            self._by_paragraph.setdefault(sentence.paragraph, []).append(sentence)
        self._runs = list(runs(len(self.document.text), self._marks))
        self._at = 0

    def paragraph(self, index: int) -> Paragraph:
        """A paragraph; they must be asked for in order."""
        one = self.document.paragraphs[index]
        at, out = one.start, list[Run]()
        for sentence in self._by_paragraph.get(index, ()):
            out += self._plain(at, sentence.start)
            out += self._before(sentence)
            out += self._words(sentence)
            out += self._behind(sentence)
            at = sentence.end
        out += self._plain(at, one.end)
        text = self.document.text[one.start : one.end]
        lang = self.document.language
        return Paragraph(
            tuple(out),
            _KINDS.get(one.kind, Kind.TEXT),
            one.level,
            language="" if lang in ("und", language()) else lang,
            is_rtl=direction(text) == "rtl",
        )

    def _plain(self, start: int, end: int) -> list[Run]:
        return [Run(self.document.text[start:end])] if start < end else []

    def _before(self, sentence: Sentence) -> Iterator[Run]:
        """Number, sign and word of the state."""
        role = self.facts.roles[self.side][sentence.index]
        name = label(self.side, sentence.index)
        yield Run(name, is_small=True, anchor=name)
        colour = Style(sign_colour(self._theme, role))
        yield Run(f" {SIGNS[role]} {state_name(role)} ", colour, is_bold=True, is_small=True)

    def _words(self, sentence: Sentence) -> Iterator[Run]:
        while self._at < len(self._runs) and self._runs[self._at].end <= sentence.start:
            self._at += 1
        while self._at < len(self._runs) and self._runs[self._at].start < sentence.end:
            run = self._runs[self._at]
            text = self.document.text[max(run.start, sentence.start) : min(run.end, sentence.end)]
            yield Run(text, style(self._theme, self.lens, run.marks))
            if run.end > sentence.end:
                return
            self._at += 1

    def _behind(self, sentence: Sentence) -> Iterator[Run]:
        """Counterparts, what is to be noticed about them, notes."""
        comparison = self.facts.comparison
        links = self.facts.shown_links[self.side][sentence.index]
        for link in links:
            match = comparison.matches[link]
            sign = SIGNS[Role(match.kind.value)]
            for k, other in enumerate(match.sentences(self.side.other)):
                name = label(self.side.other, other)
                yield Run(f" {sign}\u00a0" if k == 0 else " ", is_small=True)
                yield Run(name, is_small=True, target=name)
            yield from self._badges(link, sentence)
        nearest = comparison.nearest(self.side)
        candidate = nearest[sentence.index] if not links and sentence.index < len(nearest) else None
        if candidate is not None:
            name = label(self.side.other, candidate.sentence)
            yield Run(f" {_('nearest:')} ", is_small=True)
            yield Run(name, is_small=True, target=name)
        yield from self._human(sentence)

    def _badges(self, link: int, sentence: Sentence) -> Iterator[Run]:
        match = self.facts.comparison.matches[link]
        told = []
        if match.moved:
            told.append(f"{SIGNS[Role.MOVED]} {state_name(Role.MOVED)}")
        there = [one for one in self.facts.speakers_in(match, self.side.other) if one != sentence.speaker]
        if match.speaker_changed and match.kind is not MatchKind.ECHO and there:
            told.append(f"{_('there:')} {', '.join(map(speaker_name, there))}")
        if match.by is Judge.READER:
            told.append(_("pair: the reader's"))
        if told:
            yield Run(f" [{'; '.join(told)}]", is_small=True)

    def _human(self, sentence: Sentence) -> Iterator[Run]:
        told = []
        if sentence.speaker_by is Judge.READER:
            told.append(_("speaker: the reader's"))
        if sentence.topics_by is Judge.READER:
            told.append(_("topics: the reader's"))
        if told:
            yield Run(f" [{'; '.join(told)}]", is_small=True)
        for k in self.facts.notes[self.side].get(sentence.index, ()):
            yield Run(" ", is_small=True)
            name = _("note {number}").format(number=k + 1)
            yield Run(f"[{name}]", is_small=True, is_bold=True, target=note_label(k))
