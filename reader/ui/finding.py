"""What becomes of what is typed into the find bar."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt

from reader.ui.session import Session
from reader.ui.views.find_bar import FindBar
from reader.ui.views.reading_area import ReadingArea


class Finding(QObject):
    """Looks in the texts for what the bar asks for, and tells the bar what there is."""

    def __init__(self, bar: FindBar, reading: ReadingArea, session: Session) -> None:
        super().__init__(bar)
        self._bar = bar
        self._reading = reading
        self._from: dict[str, Any] = {}
        """Where the reader was when the search began."""
        bar.sought.connect(self._seek)
        bar.stepped.connect(self._step)
        bar.closed.connect(self._end)
        reading.find_moved.connect(bar.show_place)
        session.documents_changed.connect(self._begin_anew)

    def _seek(self, needle: str, match_case: bool, whole_word: bool, go: bool) -> None:
        if go:
            # Each letter is looked for from where the search began, so that a word half typed carries nobody away.
            if self._from:
                self._reading.restore(self._from)
            place = self._reading.place()
            self._from = {name: place[name] for name in place if name != "zoom"}
        if not needle:
            self._reading.clear_find()
            self._bar.show_counts(0, 0)
            return
        self._bar.show_counts(*self._reading.find(needle, match_case=match_case, whole_word=whole_word))
        if go:
            self._reading.find_step(1)

    def _step(self, step: int) -> None:
        self._from = {}
        self._reading.find_step(step)

    def _end(self) -> None:
        self._from = {}
        self._reading.clear_find()
        self._reading.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin_anew(self) -> None:
        self._from = {}
        self._bar.search_again()
