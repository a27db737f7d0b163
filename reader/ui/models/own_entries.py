"""What the sidebar lists of the reader's own work: notes and judgements; and the signs that stand for them."""

from __future__ import annotations

from reader.export.facts import label
from reader.export.judgement_words import judgement_lines
from reader.i18n import _
from reader.model import Judgements, Note, Side
from reader.ui.models.entries import Entry, Kind
from reader.ui.session import Focus, Session

NOTE_SIGN = "✎"
JUDGED_SIGN = "⚖"
_FIRST_WORDS = 120
"""Characters of a note that a list shows at most."""


def own_entries(session: Session) -> tuple[Entry, ...]:
    """Notes in the order written, then judgements."""
    said = session.judgements
    if session.comparison is None or not said:
        text = _("No notes yet. Ctrl+M writes one on the pair you are at; what you say about pairs is listed here too.")
        return (Entry(Kind.NOTE, text, text),)
    out = []
    if said.notes:
        notes = tuple(_note(note, k) for k, note in enumerate(said.notes))
        out.append(Entry(Kind.SECTION, _("Notes"), _("Notes"), children=notes))
    if judged := tuple(_judgements(said)):
        out.append(Entry(Kind.SECTION, _("Judgements"), _("Judgements of yours"), children=judged))
    return tuple(out)


def _note(note: Note, index: int) -> Entry:
    text = " ".join(note.text.split())
    first = text if len(text) <= _FIRST_WORDS else text[:_FIRST_WORDS].rsplit(" ", 1)[0] + " …"
    names = ", ".join(label(side, k) for side in Side for k in note.sentences(side))
    spoken = _("Note {number} on {sentences}: {text}").format(
        number=index + 1, sentences=names or _("the whole comparison"), text=text
    )
    return Entry(Kind.OWN, first, spoken, count=names, tip=note.text, place=index, focus=_first(note))


def _first(note: Note) -> Focus | None:
    for side in Side:
        if note.sentences(side):
            return Focus(side, note.sentences(side)[0])
    return None


def _judgements(said: Judgements) -> list[Entry]:
    # The lines come in the order of the judgements they put into words.
    ends: list[Focus | None] = [Focus(Side.LEFT, pair.left) for pair in said.pairs]
    ends += [Focus(one.side, one.sentence) for one in said.speakers]
    ends += [Focus(one.side, one.sentence) for one in said.topics]
    ends += [None] * (said.earlier is not None)
    lines = ["".join(part.text for part in line) for line in judgement_lines(said)]
    return [Entry(Kind.OWN, text, text, focus=focus) for text, focus in zip(lines, ends, strict=True)]


def own_signs(said: Judgements, side: Side) -> dict[int, str]:
    """For each sentence the reader said something about, the signs that stand beside it."""
    out: dict[int, str] = {}
    for note in said.notes:
        for k in note.sentences(side):
            out[k] = NOTE_SIGN
    for k in said.judged_sentences(side):
        out[k] = out.get(k, "") + JUDGED_SIGN
    return out
