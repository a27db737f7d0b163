"""Asking who said a sentence and what it is about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.i18n import _, topic_name
from reader.model import BOTH_SIDES, Comparison, Judge, Side
from reader.model.judgements import MOST_TOPICS
from reader.ui.dialogs.fitting import resize_within_screen
from reader.ui.models.entries import shown_speaker
from reader.ui.session import Focus


class _Question(QDialog):
    """A sentence, something to say about it, and the way back to what the program found."""

    reset = Signal()

    def __init__(self, title: str, question: str, text: str, *, by: Judge, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 18, 20, 14)
        self.column.setSpacing(12)
        quoted = QLabel(f"“{' '.join(text.split())}”", self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.column.addWidget(QLabel(question, self, textFormat=Qt.TextFormat.PlainText, wordWrap=True))
        self.column.addWidget(quoted)
        self.buttons = QDialogButtonBox(self)
        self.buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.take = self.buttons.addButton(_("Set"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.back = self.buttons.addButton(_("As the program found it"), QDialogButtonBox.ButtonRole.ResetRole)
        self.back.setEnabled(by is Judge.READER)
        self.back.clicked.connect(self._reset)
        self.buttons.rejected.connect(self.reject)
        self.setMinimumWidth(460)

    def _reset(self) -> None:
        self.reset.emit()
        self.accept()


class SpeakerDialog(_Question):
    """Who said it: anyone named in either document, narration, both sides, or another name."""

    chosen = Signal(object)
    """Carries the speaker; None for narration."""

    def __init__(self, comparison: Comparison, focus: Focus, parent: QWidget | None = None) -> None:
        sentence = comparison.document(focus.side).sentences[focus.sentence]
        super().__init__(
            _("Who said it"), _("Who said this sentence?"), sentence.text, by=sentence.speaker_by, parent=parent
        )
        self.setObjectName("speaker")
        self.names = QComboBox(self)
        self.names.setEditable(True)
        self.names.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.names.setAccessibleName(_("Speaker"))
        self._known: dict[str, str | None] = {shown_speaker(one): one for one in _speakers(comparison, focus.side)}
        self.names.addItems(list(self._known))
        self.names.setCurrentText(shown_speaker(sentence.speaker))
        self.column.addWidget(self.names)
        self.column.addWidget(self.buttons)
        self.buttons.accepted.connect(self._accept)
        self.names.setFocus()

    def _accept(self) -> None:
        typed = " ".join(self.names.currentText().split())
        if typed:
            self.chosen.emit(self._known.get(typed, typed))
            self.accept()


def _speakers(comparison: Comparison, side: Side) -> Sequence[str | None]:
    """Who may have said it, the likeliest first: speakers of the document, of the other one, then who is named."""
    names: dict[str | None, None] = {}
    for one in (side, side.other):
        names.update(dict.fromkeys(speaker.name for speaker in comparison.document(one).speakers))
    for one in (side, side.other):
        names.update(dict.fromkeys(person.name for person in comparison.document(one).people))
    names.pop(BOTH_SIDES, None)
    return [*names, BOTH_SIDES, None]


class TopicsDialog(_Question):
    """What it is about: up to three of the topics of both documents, or others."""

    chosen = Signal(tuple)
    """Carries the labels, in the order of the list."""

    def __init__(self, comparison: Comparison, focus: Focus, parent: QWidget | None = None) -> None:
        sentence = comparison.document(focus.side).sentences[focus.sentence]
        question = _("What is this sentence about? Choose up to {count} topics.").format(count=MOST_TOPICS)
        super().__init__(_("What it is about"), question, sentence.text, by=sentence.topics_by, parent=parent)
        self.setObjectName("topics")
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Topics"))
        documents = (comparison.document(focus.side), comparison.document(focus.side.other))
        labels = dict.fromkeys((*sentence.topics, *(topic.label for one in documents for topic in one.topics)))
        for label in labels:
            self._add(label, is_chosen=label in sentence.topics)
        self.other = QLineEdit(self)
        self.other.setPlaceholderText(_("Another topic"))
        self.other.setAccessibleName(_("Another topic"))
        for widget in (self.list, self.other, self.buttons):
            self.column.addWidget(widget)
        self.list.itemChanged.connect(lambda _item: self._show_state())
        self.other.textChanged.connect(lambda _text: self._show_state())
        self.buttons.accepted.connect(self._accept)
        resize_within_screen(self, 480, 520)
        self._show_state()

    def _add(self, label: str, *, is_chosen: bool) -> None:
        item = QListWidgetItem(topic_name(label), self.list)
        item.setData(Qt.ItemDataRole.UserRole, label)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)

    def labels(self) -> tuple[str, ...]:
        """What is chosen now."""
        items = [self.list.item(row) for row in range(self.list.count())]
        picked = [
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() is Qt.CheckState.Checked
        ]
        other = " ".join(self.other.text().split())
        return tuple(dict.fromkeys([*picked, *([other] if other else [])]))

    def _show_state(self) -> None:
        self.take.setEnabled(len(self.labels()) <= MOST_TOPICS)

    def _accept(self) -> None:
        if len(self.labels()) <= MOST_TOPICS:
            self.chosen.emit(self.labels())
            self.accept()
