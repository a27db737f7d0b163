"""Find in both documents: what is found, which hit is shown, the way from one to the next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import partial
from operator import attrgetter
from typing import Final

from PySide6.QtCore import QObject, QPointF, Signal

from reader.model import Side, Span
from reader.ui.views.finder import hits
from reader.ui.views.overview import Overview
from reader.ui.views.pane import Pane
from reader.ui.views.scrolling import Scrolling

EXACT: Final = 100
"""Hits of one side that are shown exactly where they are; of more, where their sentences are."""
TICKS: Final = 1000
"""Hits of one side shown in the overview, at most; more would cover it."""


class Search(QObject):
    """Marks hits in both panes and goes through them: down the left document, then down the right, then around."""

    moved = Signal(int, int)
    """Number of the hit that is shown, from 1, and of all hits; 0 and their number before the first step."""

    def __init__(
        self, panes: Mapping[Side, Pane], overview: Overview, scrolling: Scrolling, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._panes = panes
        self._overview = overview
        self._scrolling = scrolling
        self._found: dict[Side, list[tuple[int, int]]] = {side: [] for side in Side}
        self._shown = -1
        scrolling.rebuilt.connect(self._mark_overview)

    @property
    def current(self) -> tuple[Side, Span] | None:
        """The hit that is shown."""
        if self._shown < 0:
            return None
        count = len(self._found[Side.LEFT])
        side = Side.LEFT if self._shown < count else Side.RIGHT
        return side, Span(*self._found[side][self._shown if side is Side.LEFT else self._shown - count])

    def find(self, needle: str, *, match_case: bool, whole_word: bool) -> tuple[int, int]:
        """Marks every hit; gives how many there are on the left and on the right."""
        for side, pane in self._panes.items():
            text = pane.source.text if pane.source else ""
            self._found[side] = hits(text, needle, match_case=match_case, whole_word=whole_word)
        self._shown = -1
        self._mark()
        self._mark_overview()
        left, right = (len(self._found[side]) for side in Side)
        self.moved.emit(0, left + right)
        return left, right

    def clear(self) -> None:
        """Takes the marks away."""
        self._found, self._shown = {side: [] for side in Side}, -1
        self._mark()
        self._mark_overview()

    def step(self, step: int) -> None:
        """Goes to the next (+1) or previous (-1) hit; first to the one nearest to what is in sight."""
        count = sum(len(found) for found in self._found.values())
        if not count:
            return
        here = self._from_here() - (step > 0) if self._shown < 0 else self._shown
        self._shown = (here + step) % count
        current = self.current
        if current is not None:
            self._scrolling.show_offset(current[0], current[1].start)
        self._mark()
        self.moved.emit(self._shown + 1, count)

    def _from_here(self) -> int:
        """The first hit at or below the upper edge of the pane used last; one past its last hit where there is none."""
        side = self._scrolling.active
        pane = self._panes[side]
        offset = pane.page.offset_at(QPointF(0, pane.verticalScrollBar().value()))
        before = len(self._found[Side.LEFT]) if side is Side.RIGHT else 0
        return before + bisect_left(self._found[side], (offset, offset))

    def _mark(self) -> None:
        current = self.current
        for side, pane in self._panes.items():
            pane.show_hits(self._found[side], current[1] if current and current[0] is side else None)

    def _mark_overview(self) -> None:
        line = self._scrolling.timeline
        ticks: list[tuple[Side, float]] = []
        for side, pane in self._panes.items():
            found = self._found[side]
            height = pane.height_at if len(found) <= EXACT else partial(_height_of_sentence, pane)
            ticks += [
                (side, line.time_of(side, height(start))) for start, _end in found[:: -(-len(found) // TICKS) or 1]
            ]
        self._overview.show_hits(ticks)


def _height_of_sentence(pane: Pane, offset: int) -> float:
    """About where the sentence of an offset begins, without the text around it being set."""
    sentences = pane.source.sentences if pane.source else ()
    at = bisect_right(sentences, offset, key=attrgetter("start")) - 1
    return pane.page.rough_top(at) if at >= 0 else 0.0
