"""A list of entries for Qt: sections with entries below them, or entries alone."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from reader.i18n import _
from reader.ui.models.entries import Entry, Kind
from reader.ui.models.own_entries import own_entries
from reader.ui.session import Focus, Session

ENTRY = int(Qt.ItemDataRole.UserRole) + 1
"""The Entry itself."""
PICKED = int(Qt.ItemDataRole.UserRole) + 2
"""Whether the entry is picked in the filter, or is the difference the reader is at."""

_LONG = 2000
"""Sentences of both documents from which on only the list in sight is made at once."""

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class EntryModel(QAbstractItemModel):
    """Entries as ``build(session)`` gives them; made anew when the documents change."""

    def __init__(self, session: Session, build: Callable[[Session], tuple[Entry, ...]], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._build = build
        self._entries: tuple[Entry, ...] = ()
        self._changes: dict[Focus, tuple[int, int]] = {}
        """Internal id and row of each change, by its sentence."""
        self._is_shown = True
        self._is_stale = False
        self._build_entries()
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

    def picked(self) -> list[QModelIndex]:
        """Every entry that is picked, in order."""
        return [self.createIndex(row, 0, above) for above, row in sorted(self._picked)]

    def _find_picked(self) -> frozenset[tuple[int, int]]:
        """Internal id and row of every entry that is picked."""
        if self._changes:
            stop = self._session.stop()
            return frozenset({self._changes[stop]} if stop in self._changes else ())
        found = {(0, row) for row, entry in enumerate(self._entries) if self._stands_for_choice(entry)}
        for top, section in enumerate(self._entries, 1):
            found.update((top, row) for row, entry in enumerate(section.children) if self._stands_for_choice(entry))
        return frozenset(found)

    def _stands_for_choice(self, entry: Entry) -> bool:
        chosen, walk = self._session.filter, self._session.walk
        if entry.kind is Kind.SPEAKER:
            return entry.name in chosen.speakers
        if entry.kind is Kind.TOPIC:
            return entry.name in chosen.topics
        focus = self._session.focus
        return (
            entry.kind is Kind.FORMULATION
            and walk is not None
            and focus is not None
            and entry.place in walk.formulations(focus)
        )

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

    def set_shown(self, is_shown: bool) -> None:
        """Whether the list is in sight. One of long texts that is not waits until it is."""
        self._is_shown = is_shown
        if is_shown and self._is_stale:
            self._rebuild()

    def _is_long(self) -> bool:
        documents = (self._session.left, self._session.right)
        return sum(len(one.sentences) for one in documents if one is not None) > _LONG

    def _rebuild(self) -> None:
        self._is_stale = not self._is_shown and self._is_long()
        self.beginResetModel()
        if self._is_stale:
            self._entries, self._changes = (), {}
        else:
            self._build_entries()
        self._picked = self._find_picked()
        self.endResetModel()

    def _build_entries(self) -> None:
        self._entries = self._build(self._session)
        placed = [(0, row, entry) for row, entry in enumerate(self._entries)]
        placed += [(top, row, e) for top, one in enumerate(self._entries, 1) for row, e in enumerate(one.children)]
        self._changes = {e.focus: (above, row) for above, row, e in placed if e.focus is not None}

    def _show_picked(self) -> None:
        before, self._picked = self._picked, self._find_picked()
        for above, row in sorted(before ^ self._picked):
            index = self.createIndex(row, 0, above)
            self.dataChanged.emit(index, index, [PICKED, int(Qt.ItemDataRole.AccessibleTextRole)])


class EntryFilter(QSortFilterProxyModel):
    """Shows the entries in whose text the words of the filter box stand, with their sections."""

    def __init__(self, model: EntryModel, parent: QObject) -> None:
        super().__init__(parent)
        self._entries = model
        self.setSourceModel(model)
        self.setRecursiveFilteringEnabled(True)
        self._words: list[str] = []

    def set_words(self, text: str) -> bool:
        """Shows only what has all these words in it; nothing hides nothing. Says whether that is anything else."""
        words = text.casefold().split()
        if words == self._words:
            return False
        self.beginFilterChange()
        self._words = words
        self.endFilterChange()
        return True

    def sections(self) -> list[QModelIndex]:
        """Every entry with others below it that is shown, in order."""
        shown = (self.mapFromSource(index) for index in self._entries.sections())
        return [index for index in shown if index.isValid()]

    def picked_sections(self) -> list[QModelIndex]:
        """The sections that are shown and in which something is picked."""
        above = {index.parent().row() for index in self._entries.picked() if index.parent().isValid()}
        shown = (self.mapFromSource(self._entries.index(row, 0)) for row in sorted(above))
        return [index for index in shown if index.isValid()]

    def filterAcceptsRow(self, row: int, parent: _Index) -> bool:
        entry = self._entries.entry(self._entries.index(row, 0, parent))
        if entry.kind in (Kind.SECTION, Kind.NOTE):
            return not self._words
        text = f"{entry.label} {entry.tip}".casefold()
        return all(word in text for word in self._words)
