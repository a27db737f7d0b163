"""What was taken for titles, names, datelines and agencies, with a switch for each kind and wording."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.i18n import _
from reader.model import BoilerplateKind, Document
from reader.text.boilerplate_list import BoilerplateEntry, BoilerplateGroup, boilerplate_groups
from reader.ui.dialogs.fitting import resize_within_screen
from reader.ui.session import Session
from reader.ui.views.tooltip import tooltip

_KEY = int(Qt.ItemDataRole.UserRole)
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class BoilerplateDialog(QDialog):
    """Each switch compares the texts anew, off the GUI thread; the list stays as it is meanwhile."""

    def __init__(self, session: Session, left: Document, right: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("boilerplate")
        self.setWindowTitle(_("Titles and names"))
        resize_within_screen(self, 620, 520)
        self._session = session
        intro = QLabel(self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        intro.setText(
            _(
                "These words say who and where, not what was said, so they do not count when sentences are compared. "
                "Tick what should count after all. They always stay in the texts."
            )
        )
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName(_("Titles and names"))
        self.tree.setHeaderLabels([_("Wording"), _("Left"), _("Right")])
        for group in boilerplate_groups(left, right, session.options):
            self._add(group)
        self.tree.expandAll()
        header = self.tree.header()
        header.setStretchLastSection(False)
        for column, mode in enumerate((QHeaderView.ResizeMode.Stretch, *[QHeaderView.ResizeMode.ResizeToContents] * 2)):
            header.setSectionResizeMode(column, mode)
        self.tree.itemChanged.connect(self._switch)
        buttons = QDialogButtonBox(self)
        buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole).clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (intro, self.tree, buttons):
            layout.addWidget(widget)

    def _add(self, group: BoilerplateGroup) -> None:
        counts = [str(sum(len(one.left) for one in group.entries)), str(sum(len(one.right) for one in group.entries))]
        top = QTreeWidgetItem(self.tree, [kind_name(group.kind), *counts])
        top.setCheckState(0, _ON if group.is_counted else _OFF)
        top.setData(0, _KEY, group.kind)
        for entry in group.entries:
            self._add_entry(top, entry)

    def _add_entry(self, top: QTreeWidgetItem, entry: BoilerplateEntry) -> None:
        item = QTreeWidgetItem(top, [entry.text, str(len(entry.left)), str(len(entry.right))])
        item.setToolTip(0, tooltip(entry.text))
        item.setCheckState(0, _ON if entry.is_counted else _OFF)
        item.setData(0, _KEY, entry.key)

    def _switch(self, item: QTreeWidgetItem) -> None:
        is_on, key = item.checkState(0) is _ON, item.data(0, _KEY)
        options = self._session.options
        above = item.parent()
        if above is None:
            changed = options.counting(BoilerplateKind(key), is_counted=is_on)
            self.tree.blockSignals(True)
            for k in range(item.childCount()):
                below = item.child(k)
                assert below is not None
                counts = is_on or below.data(0, _KEY) in changed.wordings_counted
                below.setCheckState(0, _ON if counts else _OFF)
            self.tree.blockSignals(False)
        else:
            changed = options.counting_wording(str(key), is_counted=is_on)
            if not is_on and above.checkState(0) is _ON:
                # One wording of a kind that counts cannot be left out alone; it stays ticked with its kind.
                self.tree.blockSignals(True)
                item.setCheckState(0, _ON)
                self.tree.blockSignals(False)
        self._session.set_options(changed)


def kind_name(kind: BoilerplateKind) -> str:
    """The name of a kind of boilerplate, as a heading."""
    return {
        BoilerplateKind.DATELINE: _("Datelines"),
        BoilerplateKind.TITLE: _("Titles"),
        BoilerplateKind.NAME: _("Names"),
        BoilerplateKind.AGENCY: _("Agencies"),
    }[kind]
