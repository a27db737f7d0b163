"""A list of entries for Qt: sections with entries below them, or entries alone; narrowed by words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import islice
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.i18n import _
from reader.ui.models.entries import Entry, Kind
from reader.ui.models.listed import FLAT, Listed
from reader.ui.models.own_entries import own_entries
from reader.ui.session import Session

ENTRY = int(Qt.ItemDataRole.UserRole) + 1
"""The Entry itself."""
PICKED = int(Qt.ItemDataRole.UserRole) + 2
"""Whether the entry is picked in the filter, or is the difference the reader is at."""

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_FLAGS: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class EntryModel(QAbstractItemModel):
    """Entries as ``build(session)`` gives them; made anew when the documents change."""

    def __init__(self, session: Session, build: Callable[[Session], tuple[Entry, ...]], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._build = build
        self._words: list[str] = []
        self._every = build(session)
        self._entries = self._every
        """Those in whose text all the words stand, with their sections."""
        self._picked = self._find_picked()
        session.comparison_changed.connect(self._rebuild)
        if build is own_entries:
            session.judgements_changed.connect(self._rebuild)
        session.marks_changed.connect(self._show_picked)
        session.focus_changed.connect(self._show_picked)

    def is_picked(self, index: _Index) -> bool:
        """Whether the entry is picked in the filter, or tells where the reader is."""
        return (index.internalId(), index.row()) in self._picked

    def sections(self) -> list[QModelIndex]:
        """Every entry with others below it, in order."""
        return [self.createIndex(row, 0, 0) for row, entry in enumerate(self._entries) if entry.children]

    def picked_sections(self) -> list[QModelIndex]:
        """The sections in which something is picked."""
        return [self.createIndex(above - 1, 0, 0) for above in sorted({above for above, _row in self._picked if above})]

    def picked(self) -> list[QModelIndex]:
        """Every entry that is picked, in order."""
        return [self.createIndex(row, 0, above) for above, row in sorted(self._picked)]

    def _find_picked(self) -> frozenset[tuple[int, int]]:
        """Internal id and row of every entry that is picked."""
        session = self._session
        stop = session.stop()
        here = frozenset(session.walk.formulations(session.focus) if session.walk and session.focus else ())

        def is_picked(entry: Entry) -> bool:
            if entry.kind is Kind.SPEAKER:
                return entry.name in session.filter.speakers
            if entry.kind is Kind.TOPIC:
                return entry.name in session.filter.topics
            if entry.kind is Kind.FORMULATION:
                return entry.place in here
            return entry.focus is not None and entry.focus == stop

        def rows(entries: Sequence[Entry]) -> list[int]:
            if isinstance(entries, Listed):
                return entries.picked()
            return [row for row, entry in enumerate(entries) if is_picked(entry)]

        found = {(0, row) for row in rows(self._entries)}
        for top, section in enumerate(self._entries, 1):
            found.update((top, row) for row in rows(section.children))
        return frozenset(found)

    # QAbstractItemModel: the internal id of an entry is 0 at the top, else the row of its section plus one.

    def index(self, row: int, column: int, parent: _Index = _TOP) -> QModelIndex:
        # Asked ten times for each row of a long list, hence without Qt's own hasIndex, which asks for more.
        if column or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: _Index) -> QModelIndex:  # type: ignore[override]  # one of two overloads
        above = index.internalId() if index.isValid() else 0
        return self.createIndex(above - 1, 0, 0) if above else QModelIndex()

    def rowCount(self, parent: _Index = _TOP) -> int:
        if not parent.isValid():
            return len(self._entries)
        return 0 if parent.internalId() else len(self._entries[parent.row()].children)

    def columnCount(self, parent: _Index = _TOP) -> int:
        return 1

    def headerData(self, _section: int, _way: Qt.Orientation, _role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return None  # the header is hidden, and Qt would call it "1" to a screen reader

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entry(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.label
        if role == ENTRY:
            return entry
        if role == PICKED:
            return self.is_picked(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("{entry}, picked").format(entry=entry.spoken) if self.is_picked(index) else entry.spoken
        if role == Qt.ItemDataRole.ToolTipRole and entry.tip:
            # Qt takes a tooltip for a page as soon as it looks like one, so it gets one in which every word is escaped.
            return "<p style='white-space:pre-wrap'>" + escape(entry.tip) + "</p>"
        return None

    def entry(self, index: _Index) -> Entry:
        """The entry at a valid index."""
        above = index.internalId()
        return self._entries[above - 1].children[index.row()] if above else self._entries[index.row()]

    def set_words(self, text: str) -> bool:
        """Lists only what has all these words in it; nothing hides nothing. Says whether that is anything else."""
        words = text.casefold().split()
        if words == self._words:
            return False
        self._words = words
        self._list()
        return True

    def _rebuild(self) -> None:
        self._every = self._build(self._session)
        self._list()

    def _list(self) -> None:
        self.beginResetModel()
        self._entries = tuple(self._fitting()) if self._words else self._every
        self._picked = self._find_picked()
        self.endResetModel()

    def _fitting(self) -> Iterator[Entry]:
        """What fits the words; of a long list the first entries that do, and a line that says so."""
        room = FLAT
        for entry in self._every:
            if isinstance(entry.children, Listed):
                found = tuple(islice(self._found_in(entry.children), room))
                room -= len(found)
            else:
                found = tuple(one for one in entry.children if self._fits(f"{one.label} {one.tip}"))
            if found:
                yield replace(entry, children=found)
            elif entry.kind not in (Kind.SECTION, Kind.NOTE) and self._fits(f"{entry.label} {entry.tip}"):
                yield entry
            if not room:
                text = _("Many more fit. More words narrow the list.")
                yield Entry(Kind.NOTE, text, text)
                return

    def _found_in(self, entries: Listed) -> Iterator[Entry]:
        return (entries[row] for row, text in enumerate(entries.words()) if self._fits(text))

    def _fits(self, text: str) -> bool:
        folded = text.casefold()
        return all(word in folded for word in self._words)

    def _show_picked(self) -> None:
        before, self._picked = self._picked, self._find_picked()
        for above, row in sorted(before ^ self._picked):
            index = self.createIndex(row, 0, above)
            self.dataChanged.emit(index, index, [PICKED, int(Qt.ItemDataRole.AccessibleTextRole)])
