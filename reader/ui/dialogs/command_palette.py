"""Every command by its name: type some letters, press Enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reader.i18n import _
from reader.ui.models.command_list import Command, found

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_COMMAND = int(Qt.ItemDataRole.UserRole) + 1
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.commands: list[Command] = []

    def show(self, commands: list[Command]) -> None:
        self.beginResetModel()
        self.commands = commands
        self.endResetModel()

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.commands)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        command = self.commands[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return command.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return command.spoken
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return command.tip
        return command if role == _COMMAND else None


class _Delegate(QStyledItemDelegate):
    """Name, then its menu in a quiet colour; the key at the right edge."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(100, option.fontMetrics.height() + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        command: Command = index.data(_COMMAND)
        palette, rect = option.palette, QRect(option.rect)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.highlight())
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 4, 4)
        ink = palette.highlightedText() if chosen else palette.text()
        quiet = ink if chosen else palette.placeholderText()
        inner = rect.adjusted(12, 0, -12, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(quiet.color())
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, command.keys)
        inner.adjust(0, 0, -option.fontMetrics.horizontalAdvance(command.keys) - 16, 0)
        painter.setPen(ink.color())
        name = option.fontMetrics.elidedText(command.name, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, middle, name)
        inner.adjust(option.fontMetrics.horizontalAdvance(name) + 12, 0, 0, 0)
        painter.setPen(quiet.color())
        painter.drawText(inner, middle, command.menu)
        painter.restore()


class CommandPalette(QDialog):
    """The commands that are of use now."""

    picked = Signal(str)
    """Carries the id of the command, once the dialog is closed."""

    def __init__(self, commands: Sequence[Command], recent: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("command_palette")
        self.setWindowTitle(_("Commands"))
        self._commands, self._recent = commands, recent
        self.box = QLineEdit(self)
        self.box.setPlaceholderText(_("Type what you want to do"))
        self.box.setAccessibleName(_("Command"))
        self._model = _Model(self)
        self.list = QListView(self)
        self.list.setAccessibleName(_("Commands that fit"))
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard stays in the box, which moves the choice
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = QLabel(_("No command fits."), self, textFormat=Qt.TextFormat.PlainText)
        self._nothing.setProperty("quiet", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        for widget in (self.box, self._nothing, self.list):
            layout.addWidget(widget)
        self.resize(560, 420)
        self.box.textChanged.connect(self._narrow)
        self.box.installEventFilter(self)
        self.list.clicked.connect(lambda _index: self.accept())
        self.list.selectionModel().currentChanged.connect(self._tell)
        self._narrow("")

    def names(self) -> list[str]:
        """Names of the commands listed, the best first."""
        return [command.name for command in self._model.commands]

    def _narrow(self, words: str) -> None:
        self._model.show(found(self._commands, words, self._recent))
        count = self._model.rowCount()
        self._nothing.setVisible(not count)
        self.list.setVisible(bool(count))
        self.list.setCurrentIndex(self._model.index(0))

    def _tell(self) -> None:
        """The keyboard is in the box, so the box says what Enter would do."""
        chosen = self._chosen()
        self.box.setAccessibleDescription(chosen.spoken if chosen else _("No command fits."))

    def _chosen(self) -> Command | None:
        index = self.list.currentIndex()
        return self._model.commands[index.row()] if index.isValid() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _MOVES:
            self.list.keyPressEvent(event)
            return True
        if isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.type() is QEvent.Type.KeyPress:
                self.accept()
            return True
        return bool(super().eventFilter(watched, event))

    def accept(self) -> None:
        if chosen := self._chosen():
            super().accept()
            self.picked.emit(chosen.id)
