"""Every key of the window, made from the table of actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.i18n import _
from reader.ui.actions import key_text, menu_titles, plain_text, rows
from reader.ui.dialogs.fitting import resize_within_screen


class ShortcutsDialog(QDialog):
    """A table of actions and keys, by menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts")
        self.setWindowTitle(_("Keyboard shortcuts"))
        resize_within_screen(self, 800, 600)
        table = QTreeWidget(self)
        table.setAccessibleName(_("Keyboard shortcuts"))
        table.setHeaderLabels([_("Action"), _("Keys"), _("What it does")])
        table.setRootIsDecorated(False)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for menu, title in menu_titles().items():
            found = [row for row in rows() if row.menu is menu and row.keys]
            if not found:
                continue
            heading = QTreeWidgetItem(table, [plain_text(title)])
            heading.setFirstColumnSpanned(True)
            for row in found:
                QTreeWidgetItem(heading, [plain_text(row.text), key_text(row.keys), row.tip])
        lists = QTreeWidgetItem(table, [_("Lists")])
        lists.setFirstColumnSpanned(True)
        QTreeWidgetItem(lists, [_("Pick"), _("Space or Enter"), _("Pick the entry of the sidebar, or let go of it.")])
        table.expandAll()
        table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.header().setStretchLastSection(True)
        buttons = QDialogButtonBox(self)
        buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole).clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(table)
        layout.addWidget(buttons, 0, Qt.AlignmentFlag.AlignRight)
