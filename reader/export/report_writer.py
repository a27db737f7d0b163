"""What a report says, from its title to the settings it was made with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.export.base import Section
from reader.export.facts import (
    SIDES,
    Facts,
    event_facts,
    language_name,
    long_date,
    note_label,
    side_title,
)
from reader.export.judgement_words import judgement_lines
from reader.export.legend_words import Entry, categories, entries
from reader.export.note_text import Block as NoteBlock
from reader.export.note_text import BlockKind, Words, blocks
from reader.export.report import Block, Kind, Paragraph, Report, Row, Run, Table
from reader.export.report_lists import ReportLists, numbers
from reader.export.report_text import THEME, TextsWriter
from reader.export.summary import SummaryWriter
from reader.export.view_words import filter_line, filter_notice, rights, settings_rows, whose_word
from reader.i18n import _, language, ngettext, shown_length, shown_list, shown_number
from reader.marks import marks
from reader.theme import load_theme, style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reader.export.base import ExportOptions
    from reader.export.summary import Line
    from reader.model import Comparison, Note, Side

_NOTE_KINDS = {
    BlockKind.PARAGRAPH: Kind.BODY,
    BlockKind.HEADING: Kind.BODY,
    BlockKind.BULLET: Kind.BULLET,
    BlockKind.NUMBERED: Kind.NUMBERED,
    BlockKind.QUOTE: Kind.QUOTE,
    BlockKind.CODE: Kind.CODE,
}


def report(comparison: Comparison, options: ExportOptions) -> Report:
    """The report of a comparison."""
    writer = _Writer(Facts(comparison), options)
    return Report(writer.title(), language(), tuple(with_live_targets(writer.blocks())), writer.subject())


def with_live_targets(blocks: Iterable[Block]) -> list[Block]:
    """The blocks with runs that lead nowhere, because a section was left out, as mere words."""
    found = list(blocks)
    known = {run.anchor for block in found for one in paragraphs_of(block) for run in one.runs}

    def alive(one: Paragraph) -> Paragraph:
        if all(not run.target or run.target in known for run in one.runs):
            return one
        return replace(one, runs=tuple(run if run.target in known else replace(run, target="") for run in one.runs))

    return [_mapped(block, alive) for block in found]


def paragraphs_of(block: Block) -> Iterator[Paragraph]:
    """The paragraphs of a block, those of a table row by row."""
    if isinstance(block, Table):
        yield from (one for row in block.rows for cell in row.cells for one in cell)
    elif isinstance(block, Paragraph):
        yield block


def _mapped(block: Block, change: Callable[[Paragraph], Paragraph]) -> Block:
    if isinstance(block, Table):
        rows = (replace(row, cells=tuple(tuple(map(change, cell)) for cell in row.cells)) for row in block.rows)
        return replace(block, rows=tuple(rows))
    return change(block) if isinstance(block, Paragraph) else block


@dataclass(frozen=True)
class _Writer:
    facts: Facts
    options: ExportOptions

    def title(self) -> str:
        return " ".join((self.options.title or _("Two readouts compared")).split())

    def subject(self) -> str:
        return " / ".join(self.facts.comparison.document(side).title for side in SIDES)

    def blocks(self) -> Iterator[Block]:
        facts, options = self.facts, self.options
        if options.title:
            yield _paragraph(_("Two readouts compared"), Kind.KICKER)
        yield _paragraph(self.title(), Kind.TITLE)
        if options.filter:
            found = filter_line(facts.comparison, options.filter)
            yield Paragraph((Run(filter_notice(), is_bold=True), Run(f" {found}.")), Kind.NOTICE)
        yield Table((50, 50), (Row(tuple(tuple(self._source(side)) for side in SIDES)),), has_lines=False)
        yield heading(_("In brief"), "brief")
        yield from (Paragraph(_line(line), Kind.BULLET, 1) for line in SummaryWriter(facts).lines())
        yield heading(_("How to read this"), "legend")
        yield from self._legend()
        if Section.NOTES not in options.left_out:
            yield from self._notes()
        yield heading(_("The two texts"), "texts")
        yield TextsWriter(facts, marks(facts.comparison, options.lens, options.filter)).table()
        decided = judgement_lines(facts.comparison.judgements)
        if decided:
            yield heading(_("What the reader decided"), "judgements")
            yield from (Paragraph(_line(line), Kind.BULLET, 1) for line in decided)
        yield from ReportLists(facts).blocks(options.left_out)
        yield heading(_("About this comparison"), "about")
        yield from self._about()

    def _source(self, side: Side) -> Iterator[Paragraph]:
        document, words = self.facts.comparison.document(side), self.facts.words[side]
        sentences = len(document.sentences)
        size = (
            shown_length(words, document.language),
            ngettext("{count} sentence", "{count} sentences", sentences).format(count=shown_number(sentences)),
        )
        yield _paragraph(side_title(self.facts.comparison, side), Kind.KICKER)
        yield Paragraph((Run(" ".join(document.title.split()), is_bold=True, anchor=f"source-{side.value}"),))
        date = long_date(document.date) or _("date not found")
        yield _paragraph(" · ".join((date, language_name(document.language), shown_list(size))), Kind.SMALL)
        event = " · ".join(event_facts(document.event))
        if event:
            yield _paragraph(event, Kind.SMALL)
        yield _paragraph(f"{document.source.name} · SHA-256", Kind.SMALL)
        yield Paragraph((Run(document.source.sha256, is_code=True),), Kind.SMALL)
        for warning in document.warnings:
            yield _paragraph(f"{_('Note:')} {warning}", Kind.SMALL)

    def _legend(self) -> Iterator[Block]:
        about = _(
            "L and R number the sentences of the left and the right text. Before a sentence stand its number, the sign "
            "and the name of its state, after it the number of its counterpart; where there is no counterpart, "
            "“nearest” names the sentence that comes closest."
        )
        yield _paragraph(about, Kind.SMALL)
        lens = self.options.lens
        rows = [self._sample(one) for one in (*categories(self.facts, lens), *entries(self.facts, lens))]
        yield Table((22, 78), tuple(rows), has_lines=False)

    def _sample(self, entry: Entry) -> Row:
        look = style(load_theme(THEME), self.options.lens, entry.marks) if entry.marks else None
        sample = Paragraph((Run(entry.sample, look),), Kind.SMALL)
        return Row(((sample,), (_paragraph(entry.about, Kind.SMALL),)))

    def _notes(self) -> Iterator[Block]:
        notes = self.facts.comparison.judgements.notes
        if notes:
            yield heading(_("Notes"), "notes")
        for k, note in enumerate(notes):
            yield self._on(k, note)
            yield from (_note_block(block) for block in blocks(note.text))

    def _on(self, index: int, note: Note) -> Paragraph:
        name = _("note {number}").format(number=index + 1)
        out = [Run(name, is_bold=True, anchor=note_label(index)), Run(" ")]
        ends = [(side, note.sentences(side)) for side in SIDES if note.sentences(side)]
        if not ends:
            out.append(Run(_("on the whole")))
        for k, (side, sentences) in enumerate(ends):
            out.append(Run(" ↔ " if k else ""))
            out += numbers(side, sentences)
        return Paragraph(tuple(run for run in out if run.text), Kind.HEADING_2)

    def _about(self) -> Iterator[Block]:
        rows = [
            Row(((_paragraph(name, Kind.SMALL),), (_paragraph(value, Kind.SMALL),)))
            for name, value in settings_rows(self.facts, self.options)
        ]
        yield Table((22, 78), tuple(rows), has_lines=False)
        yield _paragraph(whose_word(self.facts), Kind.SMALL)
        yield _paragraph(rights(), Kind.SMALL)


def heading(text: str, anchor: str) -> Paragraph:
    """A heading of a section, and the place to which numbers lead."""
    return Paragraph((Run(text, anchor=anchor),), Kind.HEADING_1)


def _paragraph(text: str, kind: Kind) -> Paragraph:
    return Paragraph((Run(" ".join(text.split())),), kind)


def _line(line: Line) -> tuple[Run, ...]:
    return tuple(Run(part.text, target=part.target) for part in line)


def _note_block(block: NoteBlock) -> Paragraph:
    is_head = block.kind is BlockKind.HEADING
    return Paragraph(
        tuple(_note_run(one, is_head) for one in block.words), _NOTE_KINDS[block.kind], block.level, block.number
    )


def _note_run(words: Words, is_head: bool) -> Run:
    address = words.link.removeprefix("mailto:")
    shown = "" if not address or words.text in (words.link, address) else f" ({address})"
    return Run(
        words.text + shown,
        is_bold=words.is_bold or is_head,
        is_italic=words.is_italic,
        is_code=words.is_code,
        address=words.link,
    )
