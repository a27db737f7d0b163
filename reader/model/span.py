"""A stretch of a document's text, and the side it stands on."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open interval ``[start, end)`` of code points into a ``Document.text`` (JSON: ``[start, end]``)."""

    start: int
    end: int


class Side(StrEnum):
    """One of the two documents of a comparison, as they are laid out."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        """The side opposite."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT
