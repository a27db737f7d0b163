"""What the reader wrote and decided, on the exported page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.export.escape import html, isolated
from reader.export.facts import SIDES, Facts, note_label
from reader.export.html_references import references, section
from reader.export.judgement_words import judgement_lines
from reader.i18n import _
from reader.model import Judge, Side

if TYPE_CHECKING:
    from reader.export.summary import Part
    from reader.model import Note, Sentence


class NoteWriter:
    """Writes the sections of notes and judgements, and the marks that lead to them from the texts."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def notes(self) -> str:
        """The notes in the order in which they were written; empty where there are none."""
        notes = self.facts.comparison.judgements.notes
        if not notes:
            return ""
        items = "".join(self._note(k, note) for k, note in enumerate(notes))
        return section("notes", _("Notes"), f'<ol class="notes">{items}</ol>')

    def _note(self, index: int, note: Note) -> str:
        from reader.export.html_note_text import note_html

        ends = [references(side, note.sentences(side)) for side in SIDES if note.sentences(side)]
        place = " ↔ ".join(ends) or html(_("on the whole"))
        return (
            f'<li id="{note_label(index)}"><p class="on"><b>{html(_note_name(index))}</b> {place}</p>'
            f'<div class="said" dir="auto">{note_html(note.text)}</div></li>'
        )

    def judgements(self) -> str:
        """What the reader decided, one line each; empty where that is nothing."""
        lines = judgement_lines(self.facts.comparison.judgements)
        if not lines:
            return ""
        about = _("These are the reader's own; everything else on this page was found by the program.")
        items = "".join(f"<li>{''.join(part_html(part) for part in line)}</li>" for line in lines)
        body = f'<p>{html(about)}</p><ul class="judgements">{items}</ul>'
        return section("judgements", _("What the reader decided"), body)

    def marks(self, side: Side, sentence: Sentence) -> list[str]:
        """Marks behind a sentence: its notes, and what the reader said about it."""
        found = self.facts.notes[side].get(sentence.index, ())
        out = [f'<a class="badge note" href="#{note_label(k)}">{html(_note_name(k))}</a>' for k in found]
        given = ((sentence.speaker_by, _("speaker: the reader's")), (sentence.topics_by, _("topics: the reader's")))
        out += (human(text) for judge, text in given if judge is Judge.READER)
        return out


def human(text: str) -> str:
    """A badge that names a human judgement and leads to the list of them."""
    return f'<a class="badge human" href="#judgements">{html(text)}</a>'


def _note_name(index: int) -> str:
    return _("note {number}").format(number=index + 1)


def part_html(part: Part) -> str:
    """A part of a sentence of ours, linked where it has a target."""
    text = isolated(part.text) if part.given else html(part.text)
    return f'<a href="#{part.target}">{text}</a>' if part.target else text
