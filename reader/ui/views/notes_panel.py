"""The panel in which the reader writes notes, on the pair they are at or on the whole comparison."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QSplitter, QTextEdit, QWidget

from reader.export.facts import label
from reader.i18n import _
from reader.model import Note, Side
from reader.ui.judging import Judging, sentences_of
from reader.ui.note_writing import write_note
from reader.ui.session import Session
from reader.ui.views.panel import Panel


class NotesPanel(Panel):
    """Follows the focus while it is open. Each letter is part of the reader's work as soon as it is typed."""

    def __init__(self, session: Session, judging: Judging, parent: QWidget | None = None) -> None:
        super().__init__(_("Notes"), parent)
        self._session = session
        self._judging = judging
        self._index: int | None = None
        """The note in the editor; None where it would be a new one."""
        self._ends: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
        self._strand = object()
        self._is_loading = False
        self.editor = QPlainTextEdit(self)
        self.editor.setAccessibleName(_("Text of the note"))
        self.editor.setPlaceholderText(_("Write a note. **bold**, *italic*, lists and quotations work as in Markdown."))
        self.editor.setTabChangesFocus(True)
        self.shown = QTextEdit(self)
        self.shown.setReadOnly(True)
        self.shown.setAcceptRichText(False)
        self.shown.setAccessibleName(_("The note as it will be shown"))
        self.shown.setTabChangesFocus(True)
        self.shown.setProperty("quiet", True)
        self._previous = self.add_button("‹", _("Previous note here"), lambda: self._turn(-1))
        self._next = self.add_button("›", _("Next note here"), lambda: self._turn(1))
        self._new = self.add_button(_("New note"), _("Write another note here"), self._begin)
        self._delete = self.add_button(_("Delete"), _("Delete this note"), self._remove)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.editor)
        split.addWidget(self.shown)
        self.column.addWidget(split)
        split.setFixedHeight(132)
        self.editor.textChanged.connect(self._write)
        session.focus_changed.connect(self._follow)
        session.comparison_changed.connect(self._follow)
        session.judgements_changed.connect(self._meet)
        session.busy_changed.connect(self._show_state)

    def open_panel(self, is_open: bool) -> None:
        """Shows or hides the panel; the keyboard goes to the editor."""
        self.setVisible(is_open)
        if is_open:
            self._follow()
            self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_note(self, index: int) -> None:
        """Shows one note, wherever it is."""
        self.setVisible(True)
        self._load(index)

    # Which note is shown

    def _here(self) -> list[int]:
        """The notes on the sentence in focus; without a focus those on the whole comparison."""
        focus, notes = self._session.focus, self._session.judgements.notes
        if focus is None:
            return [k for k, note in enumerate(notes) if not note.left and not note.right]
        return [k for k, note in enumerate(notes) if focus.sentence in note.sentences(focus.side)]

    def _follow(self) -> None:
        if self.isHidden():
            return
        here = self._here()
        if self._index is None or self._index not in here or not self.editor.hasFocus():
            self._load(here[0] if here else None)
        else:
            self._show_state()

    def _meet(self) -> None:
        """Something was undone, or the sides were exchanged: the note in the editor may be another one now."""
        if self.isHidden() or self._is_loading:
            return
        notes = self._session.judgements.notes
        if self._index is not None and self._index < len(notes) and notes[self._index].text == self._text():
            return
        here = self._here()
        self._load(here[0] if here else None)

    def _text(self) -> str:
        return self.editor.toPlainText()

    def _begin(self) -> None:
        self._load(None)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, step: int) -> None:
        here = self._here()
        if here:
            at = here.index(self._index) if self._index in here else -step
            self._load(here[(at + step) % len(here)])

    def _load(self, index: int | None) -> None:
        notes = self._session.judgements.notes
        self._index = index if index is not None and index < len(notes) else None
        self._strand = object()
        if self._index is not None:
            note = notes[self._index]
            self._ends = note.left, note.right
            text = note.text
        else:
            focus, partners = self._session.focus, self._session.partners()
            self._ends = sentences_of(focus, partners[0] if partners else None) if focus else ((), ())
            text = ""
        if text != self._text():
            self._is_loading = True
            self.editor.setPlainText(text)
            self._is_loading = False
        write_note(self.shown.document(), text)
        self._show_state()

    def _show_state(self) -> None:
        here = self._here()
        many = len(here) > 1
        place = _on(self._ends)
        if many and self._index in here:
            place = _("{place} · {number} of {count}").format(
                place=place, number=here.index(self._index) + 1, count=len(here)
            )
        self.heading.setText(place)
        for button in (self._previous, self._next):
            button.setVisible(many)
        self._new.setVisible(self._index is not None)
        self._delete.setVisible(self._index is not None)
        self.editor.setReadOnly(not self._session.can_judge)

    # Writing

    def _write(self) -> None:
        if self._is_loading:
            return
        text, said = self._text(), self._session.judgements
        self._is_loading = True  # what comes back from the session is what is being typed
        if not text.strip():
            if self._index is not None:
                self._judging.judge(said.without_note(self._index), _("delete a note"), self._strand)
                self._index = None
        elif self._index is None:
            made = said.with_note(Note(text, *self._ends))
            if self._judging.judge(made, _("write a note"), self._strand):
                self._index = len(made.notes) - 1
        else:
            note = replace(said.notes[self._index], text=text)
            self._judging.judge(said.with_note(note, self._index), _("change a note"), self._strand)
        self._is_loading = False
        write_note(self.shown.document(), text)
        self._show_state()

    def _remove(self) -> None:
        if self._index is not None:
            index, self._index = self._index, None
            self._judging.judge(self._session.judgements.without_note(index), _("delete a note"))


def _on(ends: tuple[tuple[int, ...], tuple[int, ...]]) -> str:
    names = [label(side, k) for side, places in zip(Side, ends, strict=True) for k in places]
    if not names:
        return _("Note on the whole comparison")
    return _("Note on {sentences}").format(sentences=", ".join(names))
