"""What the reader wrote and decided, in the Markdown brief."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reader.export.facts import SIDES, Facts, label, note_label
from reader.export.judgement_words import judgement_lines
from reader.export.markdown_escape import escape, escape_part
from reader.export.note_text import Block, BlockKind, Words, blocks
from reader.i18n import _
from reader.model import Judge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Match, Note, Sentence, Side


def notes(facts: Facts) -> Iterator[str]:
    """The notes as blocks, each under a line that says what it is on."""
    for k, note in enumerate(facts.comparison.judgements.notes):
        yield f"**{note_label(k)}** ({_place(note)})"
        for is_list, group in groupby(blocks(note.text), key=lambda block: block.kind in _ITEMS):
            found = [_block(block) for block in group]
            yield from ["\n".join(found)] if is_list else found


def _place(note: Note) -> str:
    ends = [" ".join(label(side, k) for k in note.sentences(side)) for side in SIDES if note.sentences(side)]
    return " ↔ ".join(ends) or escape(_("on the whole"))


def judgements(facts: Facts) -> Iterator[str]:
    """What the reader decided, one line each."""
    for line in judgement_lines(facts.comparison.judgements):
        yield "".join(escape_part(part.text) for part in line)


def marks(facts: Facts, side: Side, sentence: Sentence, match: Match | None) -> str:
    """Behind a sentence: its notes, and what of it the reader decided; empty where that is nothing."""
    told = [note_label(k) for k in facts.notes[side].get(sentence.index, ())]
    given = (
        (match.by if match is not None else Judge.PROGRAM, _("pair: the reader's")),
        (sentence.speaker_by, _("speaker: the reader's")),
        (sentence.topics_by, _("topics: the reader's")),
    )
    told += [escape(text) for judge, text in given if judge is Judge.READER]
    return f" \\[{', '.join(told)}\\]" if told else ""


_INDENT = "    "
_ITEMS = frozenset((BlockKind.BULLET, BlockKind.NUMBERED))


def _block(block: Block) -> str:
    """A block of a note, made again: it holds no heading, so that the brief keeps its own."""
    if block.kind is BlockKind.CODE:
        lines = "".join(one.text for one in block.words).split("\n")
        return "\n".join(f"{_INDENT}{line}" for line in lines)
    text = "".join(_words(one, is_bold=block.kind is BlockKind.HEADING) for one in block.words)
    lines = [line.strip() for line in text.split("\n")]
    if block.kind is BlockKind.QUOTE:
        return "\n".join(f"> {line}  " for line in lines).rstrip()
    if block.kind in _ITEMS:
        number = f"{block.number}\\. " if block.number else ""
        return f"{_INDENT * (block.level - 1)}- {number}{' '.join(lines)}"
    return "  \n".join(lines)


def _words(words: Words, *, is_bold: bool) -> str:
    lines = [escape_part(line) for line in words.text.split("\n")]
    mark = "**" if words.is_bold or is_bold else "*" if words.is_italic else ""
    text = "\n".join(_emphasised(line, mark) for line in lines)
    if not words.link:
        return text
    address = f"<{words.link}>"
    return address if words.text in (words.link, words.link.removeprefix("mailto:")) else f"{text} ({address})"


def _emphasised(line: str, mark: str) -> str:
    """Emphasis only around what begins and ends with a letter or digit, where every renderer takes it for that."""
    core = line.strip()
    if not mark or not core or not (core[0].isalnum() and core[-1].isalnum()):
        return line
    return line.replace(core, f"{mark}{core}{mark}", 1)
