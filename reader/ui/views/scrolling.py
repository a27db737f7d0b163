"""Both panes moving together along one time line, or each alone; where the reader is, and the way back there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from PySide6.QtCore import QEasingCurve, QObject, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from reader.model import Side
from reader.ui.views.overview import Overview
from reader.ui.views.pane import Pane
from reader.ui.views.timeline import Timeline, led_through, timeline

PAUSE: Final = 2_000
"""Milliseconds between two rebuilds while a long text is being set."""
GLIDE: Final = 140
"""Milliseconds of a movement to another place; none where the desktop asks for no animations."""
_ROUNDS: Final = 4
"""How often a place is looked for at most, where what is around it is set only then."""
_MARGIN: Final = 8
"""Pixels between the upper edge and the text at the start."""


class Scrolling(QObject):
    """Drives two panes from the overview, which is the scroll bar of both."""

    moved = Signal()
    rebuilt = Signal()
    locked_changed = Signal(bool)

    def __init__(self, panes: Mapping[Side, Pane], overview: Overview, parent: QWidget) -> None:
        super().__init__(parent)
        self._panes = panes
        self._overview = overview
        self._widget = parent
        self.timeline = Timeline()
        self.is_locked = True
        self.glides = True
        """Whether movements to another place may be shown, where the desktop wants animations."""
        self.active = Side.LEFT
        """The pane that was used last."""
        self._order: list[tuple[int, int]] = []
        """Pairs of sentences in the order both texts have in common."""
        self._pairs: list[tuple[int, int]] = []
        """Those that are level when they are at the eye line: all but what crosses the pair in focus."""
        self._through: tuple[int, int] | None = None
        self._ends = dict.fromkeys(Side, 0)
        """The end of each scroll bar when the time line was built."""
        self._place: dict[str, Any] = {}
        """Where the reader last went; kept through every change of layout."""
        self._is_busy = False
        self._glide = QVariantAnimation(self)
        self._glide.setDuration(GLIDE)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._glide.valueChanged.connect(lambda part: self._place_panes(float(part)))
        self._starts = dict.fromkeys(Side, 0)
        """Heights from which the movement began."""
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self.rebuild)
        overview.valueChanged.connect(self._follow)
        for side, pane in panes.items():
            self._listen_to(side, pane)

    def _listen_to(self, side: Side, pane: Pane) -> None:
        pane.scroll_asked.connect(lambda pixels: self.scroll(side, pixels))
        pane.edge_asked.connect(lambda edge: self.scroll(side, edge * float(1 << 30)))
        pane.laid_out.connect(self.rebuild_soon)
        pane.grown.connect(self._rebuild_later)
        pane.verticalScrollBar().valueChanged.connect(lambda height: self._pane_moved(side, height))

    # The time line

    def show_order(self, order: list[tuple[int, int]]) -> None:
        """Takes the pairs of sentences in the order both texts have in common; none of them is in focus."""
        self._through = None
        self._order = self._pairs = order
        self.rebuild_soon()

    def rebuild_soon(self) -> None:
        """Rebuilds when all that is due has been done, keeping the place there is now."""
        if not self._again.isActive() or self._again.interval():
            self._again.start(0)

    def _rebuild_later(self) -> None:
        if not self._again.isActive() and not self._is_settled:
            self._again.start(PAUSE)

    def settle(self) -> None:
        """Rebuilds now if the text has been laid out anew."""
        if self._again.isActive():
            self.rebuild()

    def rebuild(self) -> None:
        """Computes the time line from where the text stands now, and puts the panes back to their place."""
        self._again.stop()
        if self._glide.state() is QVariantAnimation.State.Running:
            self._glide.stop()
            self._place_panes(1.0)
        for side, pane in self._panes.items():
            pane.reach_place(self._place.get(side.value))
        for _ in range(_ROUNDS):  # what comes into sight by that may be higher or lower than was reckoned
            for pane in self._panes.values():
                pane.settle()
            self._compute()
            self._put_back()
            if self._is_settled:
                break
        self.moved.emit()
        self.rebuilt.emit()

    @property
    def _is_settled(self) -> bool:
        return all(pane.is_settled for pane in self._panes.values())

    def _compute(self) -> None:
        left, right = self._panes[Side.LEFT], self._panes[Side.RIGHT]
        pairs = self._pairs if left.source is not None and right.source is not None else []
        ours, theirs = (left.page.heights(), right.page.heights()) if pairs else ([], [])
        anchors = [(ours[i], theirs[j]) for i, j in pairs if i < len(ours) and j < len(theirs)]
        self.timeline = timeline(anchors, left.text_height(), right.text_height())
        with self.quietly():
            self._overview.setRange(0, self.timeline.duration)
            self._overview.show_frame(left.eye(), left.viewport().height() - left.eye())
        self._ends = {side: pane.verticalScrollBar().maximum() for side, pane in self._panes.items()}

    def height(self, side: Side) -> int:
        """Height at the eye line of one side."""
        return self._panes[side].verticalScrollBar().value()

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """What moves meanwhile is not the reader's doing."""
        before, self._is_busy = self._is_busy, True
        try:
            yield
        finally:
            self._is_busy = before

    # Moving

    def scroll(self, side: Side, pixels: float) -> None:
        """Scrolls by pixels: both panes, or one side's where they are not locked."""
        self._glide.stop()
        bar = self._overview if self.is_locked else self._panes[side].verticalScrollBar()
        self.active = side
        bar.setValue(round(max(float(bar.minimum()), min(bar.value() + pixels, float(bar.maximum())))))
        self._place = self._here()

    def go_to(self, time: float) -> None:
        """Moves to a time of the time line, gliding where animations are wanted."""
        self._glide_from({side: self.height(side) for side in Side}, time)

    def _glide_from(self, starts: Mapping[Side, int], time: float) -> None:
        """Moves to a time from given heights, each pane straight to where it belongs then."""
        self._glide.stop()
        with self.quietly():
            self._overview.setValue(round(time))
        if not self._animates():
            self._follow(self._overview.value())
            return
        self._starts = dict(starts)
        self._place_panes(0.0)
        self._glide.setStartValue(0.0)
        self._glide.setEndValue(1.0)
        self._glide.start()

    def _place_panes(self, part: float) -> None:
        """Puts the panes at a part of the way from where a movement began to where the overview is."""
        with self.quietly():
            for side, pane in self._panes.items():
                end = self.timeline.at(side, self._overview.value())
                if self.is_locked or side is self.active:
                    pane.verticalScrollBar().setValue(round(self._starts[side] + (end - self._starts[side]) * part))
        if part >= 1:
            self._moved()
        else:
            self.moved.emit()

    def _animates(self) -> bool:
        if not self.glides:
            return False
        from PySide6.QtWidgets import QStyle  # its many enumerations are not needed for the first frame

        duration = self._widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self._widget)
        return self._widget.isVisible() and duration > 0 and QGuiApplication.platformName() != "offscreen"

    def _follow(self, time: int) -> None:
        if self._is_busy:
            return
        with self.quietly():
            for side, pane in self._panes.items():
                if self.is_locked or side is self.active:
                    pane.verticalScrollBar().setValue(round(self.timeline.at(side, time)))
        self._moved()

    def _pane_moved(self, side: Side, height: int) -> None:
        """A pane was scrolled by itself: to follow a selection, or because it is not locked."""
        if self._is_busy or self._panes[side].verticalScrollBar().maximum() != self._ends[side]:
            return  # the second: the text has been laid out anew, and the rebuild that follows finds the place again
        with self.quietly():
            time = self.timeline.time_of(side, height)
            self._overview.setValue(round(time))
            if self.is_locked:
                other = side.other
                self._panes[other].verticalScrollBar().setValue(round(self.timeline.at(other, time)))
        self._moved()

    def _moved(self) -> None:
        self._place = self._here()
        if self._is_settled:
            self.moved.emit()
        else:
            self.rebuild()

    def bring_level(self, side: Side, sentence: int, partner: int | None) -> None:
        """Puts a sentence, and its counterpart level with it, at the eye line.

        The pair becomes an anchor of the time line: what crosses it gives way until another pair comes.
        """
        if self._panes[side].source is None:
            return
        starts = {one: self.height(one) for one in Side}
        for one, index in ((side, sentence), (side.other, partner)):
            source = self._panes[one].source
            if source is not None and index is not None:
                self._panes[one].reach(source.sentences[index].start)
        if partner is not None:
            self._lead_through((sentence, partner) if side is Side.LEFT else (partner, sentence))
        self._settle()
        heights = {side: self._panes[side].height_of(sentence)}
        if partner is not None:
            heights[side.other] = self._panes[side.other].height_of(partner)
        self.active = side
        if self.is_locked:
            times = [self.timeline.time_of(one, round(height)) for one, height in heights.items()]
            self._glide_from(starts, max(times))
            return
        for one, height in heights.items():
            self._panes[one].verticalScrollBar().setValue(round(height))

    def _lead_through(self, pair: tuple[int, int]) -> None:
        if pair != self._through:
            self._through = pair
            self._pairs = led_through(self._order, pair)
            self.rebuild()

    def show_offset(self, side: Side, offset: int) -> None:
        """Brings the line of an offset to the eye line."""
        self._panes[side].reach(offset)
        self._settle()
        height = self._panes[side].height_at(offset)
        self.active = side
        if self.is_locked:
            self.go_to(self.timeline.time_of(side, round(height)))
        else:
            self._panes[side].verticalScrollBar().setValue(round(height))

    def _settle(self) -> None:
        """Rebuilds now if something has been set that is not as high as was reckoned."""
        if not self._is_settled:
            self.rebuild()

    def lock(self, locked: bool) -> None:
        """Lets the panes move together or each alone. On locking, the pane used last stays and the other joins it."""
        if locked == self.is_locked:
            return
        self.is_locked = locked
        if locked:
            self._pane_moved(self.active, self.height(self.active))
        self.locked_changed.emit(locked)

    # Place

    def place(self) -> dict[str, Any]:
        """Where the reader last went: per side the offset at the eye line and pixels below its line. JSON-ready."""
        return dict(self._place)

    def _here(self) -> dict[str, Any]:
        return {side.value: pane.place() for side, pane in self._panes.items()}

    def keep(self, place: dict[str, Any]) -> None:
        """Takes a place to which the next rebuild goes; a side that it does not name begins at the start."""
        self._place = place

    def _put_back(self) -> None:
        """Goes to the place the reader was at, as the text stands now."""
        found = {side: pane.height_of_place(self._place.get(side.value)) for side, pane in self._panes.items()}
        heights = {side: round(height) for side, height in found.items() if height is not None}
        time = self._time_at(heights)
        with self.quietly():
            self._overview.setValue(round(time))
            for side, pane in self._panes.items():
                alone = heights.get(side) if not self.is_locked else None
                height = self.timeline.at(side, self._overview.value()) if alone is None else alone
                pane.verticalScrollBar().setValue(round(height))

    def _time_at(self, heights: Mapping[Side, int]) -> float:
        """The time for a height of each side: that of the pane used last, or, while that one waits, of the other."""
        times = {side: self.timeline.time_of(side, height) for side, height in heights.items()}
        side = self.active if self.active in times else self.active.other
        if side not in times:
            return self._start()
        other = times.get(side.other, times[side])
        return max(times[side], min(other, self.timeline.last_time_of(side, heights[side])))

    def _start(self) -> float:
        """The time at which a text first reaches the upper edge."""
        shown = {side: pane for side, pane in self._panes.items() if pane.source is not None}
        return min((self.timeline.time_of(side, pane.eye() - _MARGIN) for side, pane in shown.items()), default=0.0)
