"""The comparison as one table: a row for each document, sentence and match (docs/export.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import reader
from reader.export.escape import writable
from reader.export.facts import SIDES, Facts, label, match_label
from reader.model import Match, Sentence, Side

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.export.base import ExportOptions
    from reader.model import Comparison

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
)
"""``row`` is *program*, *document*, *sentence* or *match*; cells that do not apply are empty."""

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
    boilerplate = "true" if facts.comparison.options.use_boilerplate else "false"
    settings = f"lens {options.lens.value}; use_boilerplate {boilerplate}"
    yield {"row": "program", "id": "Readout", "text": f"Readout {reader.__version__}", "why": settings}
    for side in SIDES:
        document = facts.comparison.document(side)
        yield {
            "row": "document",
            "id": label(side, 0)[0],
            "side": side.value,
            "text": " | ".join(part for part in (document.title, document.date or "", document.language) if part),
            "why": f"{document.source.name} | SHA-256 {document.source.sha256}",
        }
    for side in SIDES:
        for sentence in facts.comparison.document(side).sentences:
            yield _sentence(facts, side, sentence)
    for k, match in enumerate(facts.comparison.matches):
        yield _match(facts, k, match)


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
    }


def _joined(facts: Facts, side: Side, match: Match) -> str:
    sentences = facts.comparison.document(side).sentences
    return " ".join(sentences[k].text for k in match.sentences(side))


def _yes(value: bool) -> str:
    return "true" if value else "false"


CSV = _Csv()
