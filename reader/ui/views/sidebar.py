"""Speakers and topics of each document, formulations, changes: to pick, to step through, to go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.i18n import _
from reader.theme import Theme
from reader.ui.session import Session

if TYPE_CHECKING:
    from reader.ui.models.entries import Entry
    from reader.ui.models.entry_model import EntryModel
    from reader.ui.views.entry_view import EntryView

DOCUMENTS, FORMULATIONS, CHANGES, OWN = range(4)


class Sidebar(QFrame):
    """Three lists behind tabs, with a filter box for the one in sight and a way to let go of what is picked."""

    note_wanted = Signal(int)
    """Carries the number of a note."""
    find_wanted = Signal(str)
    """Carries the name of someone who is only mentioned."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAccessibleName(_("Sidebar"))
        self.setMinimumWidth(200)
        self._session = session
        self._theme = theme
        self._tabs = QTabBar(self, drawBase=False, expanding=False, usesScrollButtons=True)
        self._tabs.setAccessibleName(_("Lists of the sidebar"))
        self._box = QLineEdit(self)
        self._box.setPlaceholderText(_("Search this list"))
        self._box.setAccessibleName(_("Search this list"))
        self._clear = QToolButton(self)
        self._clear.setProperty("flat", True)
        self._clear.setText(_("Clear filter"))
        self._clear.setToolTip(_("Let go of everything picked in the sidebar."))
        self._clear.clicked.connect(session.clear_filter)
        self._stack = QStackedWidget(self)
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._models: list[EntryModel] = []
        self._views: list[EntryView] = []
        for label in (_("Documents"), _("Formulations"), _("Changes"), _("Notes")):
            self._tabs.addTab(label)
        self._lay_out()
        session.marks_changed.connect(self._show_clear)
        self._show_clear()

    def complete(self) -> None:
        """Builds the lists, which the first frame of the window does not wait for."""
        if self._views:
            return
        from reader.ui.models.entries import change_entries, document_entries, formulation_entries
        from reader.ui.models.entry_model import EntryModel
        from reader.ui.models.own_entries import own_entries
        from reader.ui.views.entry_view import EntryView

        for name, build in (
            (_("Speakers and topics"), document_entries),
            (_("Formulations"), formulation_entries),
            (_("Changes"), change_entries),
            (_("Notes and judgements"), own_entries),
        ):
            model = EntryModel(self._session, build, self)
            view = EntryView(self._session, self._theme, model, name, self._stack)
            view.chosen.connect(self._choose)
            self._models.append(model)
            self._views.append(view)
            self._stack.addWidget(view)
        self._box.setClearButtonEnabled(True)
        self._tabs.currentChanged.connect(self._show_list)
        self._box.textChanged.connect(self._narrow)
        self._session.focus_changed.connect(self._follow)
        self._show_list(self._tabs.currentIndex())

    @property
    def views(self) -> list[EntryView]:
        """The lists, in the order of the tabs."""
        self.complete()
        return self._views

    def apply_theme(self, theme: Theme) -> None:
        """Draws with other colours."""
        self._theme = theme
        for view in self._views:
            view.apply_theme(theme)

    def show_list(self, which: int) -> None:
        """Brings a list to the front and moves the keyboard to it."""
        self._tabs.setCurrentIndex(which)
        view = self.views[which]
        view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not view.currentIndex().isValid() and view.model().rowCount():
            view.setCurrentIndex(view.model().index(0, 0))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(10, 8, 10, 6)
        row.addWidget(self._box, 1)
        row.addWidget(self._clear)
        row.addStrut(self._clear.sizeHint().height())  # the list stays where it is when the button comes and goes
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(0)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(6, 0, 6, 0)
        tabs.addWidget(self._tabs)
        tabs.addStretch(1)
        layout.addLayout(tabs)
        layout.addLayout(row)
        layout.addWidget(self._stack, 1)

    def _show_list(self, which: int) -> None:
        self._stack.setCurrentIndex(which)
        self._narrow(self._box.text())
        self._follow()

    def _narrow(self, text: str) -> None:
        which = self._tabs.currentIndex()
        if self._models[which].set_words(text):
            self.views[which].open_sections() if not text else self.views[which].expandAll()

    def _choose(self, entry: Entry) -> None:
        from reader.ui.models.entries import Kind

        session = self._session
        if entry.kind is Kind.SPEAKER:
            session.toggle_speaker(entry.name)
        elif entry.kind is Kind.TOPIC and entry.name is not None:
            session.toggle_topic(entry.name)
        elif entry.kind is Kind.FORMULATION and entry.place is not None:
            session.focus_formulation(entry.place)
        elif entry.kind is Kind.PERSON:
            self.find_wanted.emit(entry.label)
        elif entry.kind is Kind.CHANGE:
            session.set_focus(entry.focus)
        elif entry.kind is Kind.OWN:
            if entry.focus is not None:
                session.set_focus(entry.focus)
            if entry.place is not None:
                self.note_wanted.emit(entry.place)

    def _show_clear(self) -> None:
        self._clear.setVisible(bool(self._session.filter))

    def _follow(self) -> None:
        """Keeps the difference or echo the reader is at in sight in the list of changes."""
        view = self.views[CHANGES]
        if view.isVisible() and not self._box.text():
            for index in self._models[CHANGES].picked():
                view.setCurrentIndex(index)
                view.scrollTo(index)
