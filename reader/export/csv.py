"""The comparison as one table: a row for each document, sentence and match (docs/export.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import reader
from reader.export.escape import writable
from reader.export.facts import SIDES, Facts, event_facts, label, match_label, note_label
from reader.export.judgement_words import judgement_lines
from reader.export.view_words import filter_line, settings_rows
from reader.model import Judge, Match, Sentence, Side

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.export.base import ExportOptions
    from reader.model import Comparison, Document

COLUMNS = (
    "row",
    "id",
    "side",
    "paragraph",
    "state",
    "left",
    "right",
    "score",
    "moved",
    "speaker_changed",
    "speaker",
    "attribution",
    "topics",
    "text",
    "why",
    "by",
    "speaker_by",
    "topics_by",
    "notes",
)
"""``row`` is *program*, *document*, *sentence*, *match*, *judgement* or *note*; cells that do not apply are empty."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class _Csv:
    name = "csv"
    label = "Table (CSV)"
    suffix = ".csv"
    is_text = True

    def export(self, comparison: Comparison, options: ExportOptions) -> str:
        """UTF-8 with byte order mark, commas, CR LF: opens right in spreadsheet programs."""
        import csv
        import io

        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
        writer.writeheader()
        for row in _rows(Facts(comparison), options):
            writer.writerow({name: safe(value) for name, value in row.items()})
        return "\ufeff" + out.getvalue()


def safe(value: str) -> str:
    """The value as a cell that no spreadsheet program takes for a formula: what looks like one gets an apostrophe."""
    value = writable(value)
    return f"'{value}" if value.lstrip(" \u00a0").startswith(_FORMULA) else value


def _rows(facts: Facts, options: ExportOptions) -> Iterable[dict[str, str]]:
    settings = "; ".join(f"{name}: {value}" for name, value in settings_rows(facts, options)[1:])
    if options.filter:
        settings += f"; {filter_line(facts.comparison, options.filter)}"
    yield {"row": "program", "id": "Readout", "text": f"Readout {reader.__version__}", "why": settings}
    for side in SIDES:
        document = facts.comparison.document(side)
        yield {
            "row": "document",
            "id": label(side, 0)[0],
            "side": side.value,
            "text": " | ".join(part for part in _facts(document) if part),
            "why": f"{document.source.name} | SHA-256 {document.source.sha256}",
        }
    for side in SIDES:
        for sentence in facts.comparison.document(side).sentences:
            yield _sentence(facts, side, sentence)
    for k, match in enumerate(facts.comparison.matches):
        yield _match(facts, k, match)
    for k, line in enumerate(judgement_lines(facts.comparison.judgements)):
        text = "".join(part.text for part in line)
        names = [part.target for part in line if part.target]
        ends = {side.value: " ".join(one for one in names if one[0] == side.value[0].upper()) for side in SIDES}
        yield {"row": "judgement", "id": f"J{k + 1}", **ends, "text": text, "by": Judge.READER.value}
    for k, note in enumerate(facts.comparison.judgements.notes):
        ends = {side.value: " ".join(label(side, index) for index in note.sentences(side)) for side in SIDES}
        yield {"row": "note", "id": note_label(k), **ends, "text": note.text, "by": Judge.READER.value}


def _facts(document: Document) -> tuple[str, ...]:
    return document.title, document.date or "", document.language, *event_facts(document.event)


def _sentence(facts: Facts, side: Side, sentence: Sentence) -> dict[str, str]:
    links = [facts.comparison.matches[link] for link in facts.links[side][sentence.index]]
    own = label(side, sentence.index)
    others = dict.fromkeys(label(side.other, k) for match in links for k in match.sentences(side.other))
    ends = {side.value: own, side.other.value: " ".join(others)}
    return {
        "row": "sentence",
        "id": own,
        "side": side.value,
        "paragraph": str(sentence.paragraph + 1),
        "state": facts.roles[side][sentence.index].value,
        "left": ends["left"],
        "right": ends["right"],
        "score": f"{links[0].score:.4f}" if links else "",
        "moved": _yes(links[0].moved) if links else "",
        "speaker_changed": _yes(links[0].speaker_changed) if links else "",
        "speaker": sentence.speaker or "",
        "attribution": sentence.attribution.value,
        "topics": "; ".join(sentence.topics),
        "text": sentence.text,
        "by": links[0].by.value if links else "",
        "speaker_by": sentence.speaker_by.value,
        "topics_by": sentence.topics_by.value,
        "notes": " ".join(note_label(k) for k in facts.notes[side].get(sentence.index, ())),
    }


def _match(facts: Facts, link: int, match: Match) -> dict[str, str]:
    texts = {side: _joined(facts, side, match) for side in SIDES}
    return {
        "row": "match",
        "id": match_label(link),
        "state": match.kind.value,
        "left": " ".join(label(Side.LEFT, k) for k in match.left),
        "right": " ".join(label(Side.RIGHT, k) for k in match.right),
        "score": f"{match.score:.4f}",
        "moved": _yes(match.moved),
        "speaker_changed": _yes(match.speaker_changed),
        "speaker": " | ".join(", ".join(s or "" for s in facts.speakers_in(match, side)) for side in SIDES),
        "text": f"{texts[Side.LEFT]} | {texts[Side.RIGHT]}",
        "why": match.why,
        "by": match.by.value,
    }


def _joined(facts: Facts, side: Side, match: Match) -> str:
    sentences = facts.comparison.document(side).sentences
    return " ".join(sentences[k].text for k in match.sentences(side))


def _yes(value: bool) -> str:
    return "true" if value else "false"


CSV = _Csv()
