"""What each readout says on what is picked, side by side and nothing else."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QListWidgetItem, QWidget

from reader.export.facts import label
from reader.i18n import _, ngettext, topic_name
from reader.marks import Role
from reader.model import Side
from reader.theme import SIGNS, state_name
from reader.ui.models.entries import shown_side, shown_speaker
from reader.ui.session import Focus, Session
from reader.ui.views.panel import Panel
from reader.ui.views.sentence_list import SentenceList

_HIGH = 220


class ExtractPanel(Panel):
    """Follows the filter while it is open; a sentence that is picked here is gone to in the texts."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_("What both say"), parent)
        self._session = session
        self.lists = {side: SentenceList(self) for side in Side}
        self._titles = {side: QLabel(self, textFormat=Qt.TextFormat.PlainText) for side in Side}
        grid = QGridLayout()
        for column, side in enumerate(Side):
            self._titles[side].setProperty("quiet", True)
            grid.addWidget(self._titles[side], 0, column)
            grid.addWidget(self.lists[side], 1, column)
            grid.setColumnStretch(column, 1)
            self.lists[side].itemActivated.connect(self._go)
            self.lists[side].itemClicked.connect(self._go)
        self.column.addLayout(grid)
        self.setMaximumHeight(_HIGH)
        session.marks_changed.connect(self._show)

    def open_panel(self, is_open: bool) -> None:
        """Shows or hides the panel."""
        self.setVisible(is_open)
        self._show()

    def _show(self) -> None:
        if self.isHidden():
            return
        session, chosen = self._session, self._session.filter
        names = [shown_speaker(name) for name in sorted(chosen.speakers, key=str)] + sorted(
            map(topic_name, chosen.topics)
        )
        what = " · ".join(names)
        self.heading.setText(
            _("What both say: {what}").format(what=what)
            if what
            else _("Pick a speaker or a topic in the sidebar to see what each readout says.")
        )
        for side in Side:
            self._fill(side, session.fits[side] if session.fits else ())

    def _fill(self, side: Side, fits: tuple[bool, ...]) -> None:
        box, document = self.lists[side], self._session.document(side)
        box.clear()
        found = [k for k, does in enumerate(fits) if does]
        title = ngettext("{side}: {count} sentence", "{side}: {count} sentences", len(found))
        title = title.format(side=shown_side(self._session, side), count=len(found))
        self._titles[side].setText(title)
        box.setAccessibleName(title)
        for index in found if document is not None else ():
            assert document is not None
            sentence = document.sentences[index]
            sign, state = self._state(Focus(side, index))
            words = " ".join(sentence.text.split())
            item = QListWidgetItem(f"{sign} {label(side, index)}  {words}".strip(), box)
            item.setData(Qt.ItemDataRole.UserRole, Focus(side, index))
            spoken = (state, str(index + 1), shown_speaker(sentence.speaker), words)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(part for part in spoken if part))

    def _state(self, focus: Focus) -> tuple[str, str]:
        walk = self._session.walk
        role: Role | None = walk.role(focus) if walk is not None else None
        return (SIGNS[role], state_name(role)) if role is not None else ("", "")

    def _go(self, item: QListWidgetItem) -> None:
        self._session.set_focus(item.data(Qt.ItemDataRole.UserRole))
