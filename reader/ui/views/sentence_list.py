"""Sentences below each other, each as high as its words need."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QStyledItemDelegate, QStyleOptionViewItem, QWidget

_ROOM = 4
"""Pixels a row is higher than its words."""


class _Roomy(QStyledItemDelegate):
    """Leaves room between the rows.

    The spacing of QListView does not do for wrapped words: it lays a row out in a width less the spacing, then paints
    it as high as the words would be in the whole width, a line short.
    """

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return super().sizeHint(option, index) + QSize(0, _ROOM)


class SentenceList(QListWidget):
    """A list that wraps the words of its rows, and wraps them anew when it becomes wider or narrower."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setItemDelegate(_Roomy(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 60)
