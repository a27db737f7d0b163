"""What the reader wrote and decided, on the exported page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from reader.export.escape import html, isolated
from reader.export.facts import SIDES, Facts, note_label
from reader.export.html_references import references, section
from reader.export.judgement_words import judgement_lines
from reader.export.note_text import Block, BlockKind, Words, blocks
from reader.i18n import _
from reader.model import Judge, Note, Sentence, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.export.summary import Part

_LISTS = {BlockKind.BULLET: "ul", BlockKind.NUMBERED: "ol"}


@dataclass(frozen=True)
class NoteWriter:
    """Writes the sections of notes and judgements, and the marks that lead to them from the texts."""

    facts: Facts

    def notes(self) -> str:
        """The notes in the order in which they were written; empty where there are none."""
        notes = self.facts.comparison.judgements.notes
        if not notes:
            return ""
        items = "".join(self._note(k, note) for k, note in enumerate(notes))
        return section("notes", _("Notes"), f'<ol class="notes">{items}</ol>')

    def _note(self, index: int, note: Note) -> str:
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


def note_html(text: str) -> str:
    """A note as HTML: made from its blocks, so that nothing but the few elements below can come out."""
    out: list[str] = []
    for (kind, level), group in groupby(blocks(text), key=lambda block: (block.kind, block.level)):
        found = list(group)
        out.append(_list(kind, level, found) if kind in _LISTS else "".join(_block(one) for one in found))
    return "".join(out)


def _list(kind: BlockKind, level: int, items: Sequence[Block]) -> str:
    tag = _LISTS[kind]
    start = f' start="{items[0].number}"' if kind is BlockKind.NUMBERED and items[0].number != 1 else ""
    body = "".join(f"<li>{_words(one.words)}</li>" for one in items)
    return f'<{tag} class="d{level}"{start}>{body}</{tag}>'


def _block(block: Block) -> str:
    body = _words(block.words)
    return {
        BlockKind.PARAGRAPH: f"<p>{body}</p>",
        BlockKind.HEADING: f'<p class="head">{body}</p>',
        BlockKind.QUOTE: f"<blockquote><p>{body}</p></blockquote>",
        BlockKind.CODE: f"<pre>{body}</pre>",
    }[block.kind]


def _words(found: Iterable[Words]) -> str:
    return "".join(_styled(one) for one in found)


def _styled(words: Words) -> str:
    out = html(words.text)
    out = f"<code>{out}</code>" if words.is_code else out.replace("\n", "<br>")
    if words.is_italic:
        out = f"<em>{out}</em>"
    if words.is_bold:
        out = f"<strong>{out}</strong>"
    return _linked(words, out) if words.link else out


def _linked(words: Words, inner: str) -> str:
    """A link that says where it leads, so that paper and careful readers have the address too."""
    address = words.link.removeprefix("mailto:")
    shown = "" if words.text in (words.link, address) else f' <span class="address">({isolated(address)})</span>'
    return f'<a href="{html(words.link)}" rel="noreferrer noopener">{inner}</a>{shown}'
