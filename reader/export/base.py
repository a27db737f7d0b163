"""What an exporter is and what it may be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from reader.marks import Filter, Lens

if TYPE_CHECKING:
    from reader.model import Comparison


class Section(StrEnum):
    """What may be left out of pages and documents; the texts, the summary and the reader's judgements never are."""

    NOTES = "notes"
    STATES = "states"
    FORMULATIONS = "formulations"
    SPEAKERS = "speakers"
    TOPICS = "topics"
    REASONS = "reasons"


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """Choices of the person who exports; they are stated in the export."""

    title: str | None = None
    theme: str = "auto"
    """``auto`` (follows the reader of the page), ``light`` or ``dark``."""
    lens: Lens = Lens.DIFFERENCES
    filter: Filter = field(default_factory=Filter)
    left_out: frozenset[Section] = frozenset()
    """Sections that are not wanted. JSON and CSV are data and keep everything."""


class Exporter(Protocol):
    """Writes one format."""

    name: str
    label: str
    suffix: str
    is_text: bool
    """Whether ``export`` gives text; else bytes."""

    def export(self, comparison: Comparison, options: ExportOptions) -> str | bytes:
        """The whole file. Text is complete whatever the filter. Deterministic: no clock, no machine in it."""
        ...
