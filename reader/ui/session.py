"""The state of one window. Everything that changes in it changes here; views listen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from reader.marks import Filter, Lens, Marks
from reader.model import Comparison, Document, Side


@dataclass(frozen=True, slots=True)
class Focus:
    """The sentence the reader is at."""

    side: Side
    sentence: int


class Level(StrEnum):
    """How a notice is meant."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence shown in the window, plain text."""

    level: Level
    text: str


class Session(QObject):
    """Documents, comparison, lens, filter and focus of a window. Views get it in the constructor and listen.

    Order of signals after new documents: ``documents_changed``, ``comparison_changed``, ``marks_changed``,
    ``focus_changed``. Slots never change the session from inside a signal.
    """

    documents_changed = Signal()
    comparison_changed = Signal()
    marks_changed = Signal()
    """Lens or filter changed, or the comparison."""
    focus_changed = Signal()
    busy_changed = Signal()
    notice_posted = Signal(object)
    """Carries a Notice."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.left: Document | None = None
        self.right: Document | None = None
        self.comparison: Comparison | None = None
        self.marks: Marks | None = None
        self.lens = Lens.DIFFERENCES
        self.filter = Filter()
        self.focus: Focus | None = None
        self.busy: str = ""
        """What the window is working on, in words; empty when idle."""

    def document(self, side: Side) -> Document | None: ...

    def open_files(self, paths: list[Path], side: Side | None = None) -> None:
        """Reads one file into a side (None: the first empty one) or two into both, older left; off the GUI thread."""

    def open_text(self, text: str, side: Side, name: str) -> None:
        """Takes a pasted text into a side."""

    def swap(self) -> None:
        """Exchanges left and right."""

    def set_lens(self, lens: Lens) -> None: ...

    def set_filter(self, chosen: Filter) -> None: ...

    def set_focus(self, focus: Focus | None) -> None: ...

    def focus_difference(self, step: int) -> None:
        """Moves the focus to the next (+1) or previous (-1) difference in the order of ``differences()``."""

    def differences(self) -> list[Focus]:
        """Every sentence that is not shared, in reading order of both documents, partners once (on the left)."""
        return []
