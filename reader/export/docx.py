"""The comparison as a Word document: two columns, and each reworded sentence as tracked changes (docs/export.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.export.facts import label
from reader.export.report import Block, Kind, Paragraph, Report, Run, TrackedParagraph
from reader.export.report_writer import report
from reader.export.tracked import tracked
from reader.i18n import _, language
from reader.model import MatchKind, Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.export.base import ExportOptions
    from reader.model import Comparison, Match


class _Docx:
    name = "docx"
    label = "Word document"
    suffix = ".docx"
    is_text = False

    def export(self, comparison: Comparison, options: ExportOptions) -> bytes:
        """An archive whose parts are stored as they are: packed ones would differ with the version of zlib."""
        from reader.export.docx_parts import package

        made = report(comparison, options)
        at = next((k for k, block in enumerate(made.blocks) if _is_after_texts(block)), len(made.blocks))
        blocks = (*made.blocks[:at], *_tracked(comparison), *made.blocks[at:])
        return package(Report(made.title, made.language, blocks, made.subject))


_AFTER = frozenset(("judgements", "changes", "formulations", "speakers", "topics", "reasons", "about"))


def _is_after_texts(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.kind is Kind.HEADING_1 and block.runs[0].anchor in _AFTER


def _tracked(comparison: Comparison) -> Iterator[Block]:
    """Reworded statements one by one: accepting all changes leaves the later wording, rejecting them the earlier."""
    found = [match for match in comparison.matches if match.kind is MatchKind.REWORDED]
    if not found:
        return
    yield Paragraph((Run(_("Reworded sentences as tracked changes"), anchor="tracked"),), Kind.HEADING_1)
    about = _(
        "Both wordings of each statement in one: accept all changes and the later wording stands here, reject them "
        "and the earlier one does. The texts above are complete and untouched by this."
    )
    yield Paragraph((Run(about),), Kind.SMALL)
    yield from (_pair(comparison, match) for match in found)


def _pair(comparison: Comparison, match: Match) -> TrackedParagraph:
    lead: list[Run] = []
    for side in (Side.LEFT, Side.RIGHT):
        for index in match.sentences(side):
            name = label(side, index)
            lead += [Run(name, is_small=True, target=name), Run(" ", is_small=True)]
        if side is Side.LEFT:
            lead.append(Run("↔ ", is_small=True))
    lang = comparison.left.language
    return TrackedParagraph(tuple(lead), tracked(comparison, match), "" if lang in ("und", language()) else lang)


DOCX = _Docx()
