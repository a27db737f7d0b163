"""What a window shows and where the reader is in it. Views listen; nothing is read or compared here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.marks import Filter, Lens, Marks, Role, formulations_within
from reader.model import Document, Side
from reader.ui.walk import Focus, Stops, Walk
from reader.ui.work import filtered, fitting, lone_marks

if TYPE_CHECKING:
    from reader.model import Comparison


class ViewState(QObject):
    """Documents, comparison, lens, filter and focus of a window.

    Order of signals after new documents: ``documents_changed``, ``comparison_changed``, ``marks_changed``,
    ``focus_changed``. Slots never change the state from inside a signal.
    """

    documents_coming = Signal()
    """Other documents, or a comparison of the same ones, are about to be shown; nothing has changed yet."""
    documents_changed = Signal()
    comparison_changed = Signal()
    marks_changed = Signal()
    """Lens, filter or dimming changed, or the comparison."""
    focus_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.left: Document | None = None
        self.right: Document | None = None
        self.found: Comparison | None = None
        """The comparison as the program found it."""
        self.comparison: Comparison | None = None
        """The comparison as the reader has it."""
        self.paths: dict[Side, Path | None] = dict.fromkeys(Side)
        """The file each side was read from; None for a text without one."""
        self.walk: Walk | None = None
        """The reading order of the comparison."""
        self.lens = Lens.DIFFERENCES
        self.filter = Filter()
        self.fits: dict[Side, tuple[bool, ...]] | None = None
        """For each sentence of a side, whether it fits the filter; None without a filter."""
        self.is_dimmed = False
        """Whether titles, names and datelines are dimmed."""
        self.focus: Focus | None = None
        self._bare: Marks | None = None
        """The marks without a filter."""
        self._marks: Marks | None = None

    def document(self, side: Side) -> Document | None:
        """The document of one side."""
        return self.left if side is Side.LEFT else self.right

    def show_documents(
        self,
        left: Document | None,
        right: Document | None,
        comparison: Comparison | None,
        made: Marks | None,
        focus: Focus | None,
        paths: dict[Side, Path | None],
    ) -> None:
        """Shows documents and, where it is there, their comparison with the marks made for it."""
        self.documents_coming.emit()
        self.left, self.right, self.comparison = left, right, comparison
        self.paths = dict(paths)
        self.filter = self._kept_filter((left, right))
        self.focus = focus
        if comparison is None:
            self.walk = self.found = None
        self._bare = made if made is not None else self._marks_alone()
        self._mark_again()
        self.documents_changed.emit()
        self.comparison_changed.emit()
        self.marks_changed.emit()
        self.focus_changed.emit()

    def _kept_filter(self, documents: Sequence[Document | None]) -> Filter:
        """What of the filter still makes sense: names and topics that the documents have."""
        if not self.filter:
            return self.filter
        shown = [document for document in documents if document is not None]
        speakers = {None, *(sentence.speaker for document in shown for sentence in document.sentences)}
        topics = {topic.label for document in shown for topic in document.topics}
        return Filter(self.filter.speakers & speakers, self.filter.topics & topics)

    def set_lens(self, lens: Lens) -> None:
        """Emphasises something else; the place and the filter stay."""
        if lens is not self.lens:
            self.lens = lens
            self._marks = None  # other marks only in the name of their lens
            self.marks_changed.emit()

    def set_dimmed(self, is_dimmed: bool) -> None:
        """Dims titles, names and datelines, or shows them like everything else."""
        if is_dimmed != self.is_dimmed:
            self.is_dimmed = is_dimmed
            self.marks_changed.emit()

    def set_filter(self, chosen: Filter) -> None:
        """Picks what the reader looks for; everything else fades."""
        if chosen != self.filter:
            self.filter = chosen
            self._mark()

    def toggle_speaker(self, name: str | None) -> None:
        """Picks a speaker on both sides, or lets go; None stands for narration."""
        self.set_filter(self.filter._replace(speakers=self.filter.speakers ^ {name}))

    def toggle_topic(self, label: str) -> None:
        """Picks a topic on both sides, or lets go."""
        self.set_filter(self.filter._replace(topics=self.filter.topics ^ {label}))

    def clear_filter(self) -> None:
        """Lets go of everything picked."""
        self.set_filter(Filter())

    def set_focus(self, focus: Focus | None) -> None:
        """Puts the reader at a sentence; once more at the same one brings it back into sight."""
        if focus is not None or self.focus is not None:
            self.focus = focus
            self.focus_changed.emit()

    def partners(self, focus: Focus | None = None) -> list[Focus]:
        """Counterparts of a sentence (None: the one in focus), the surest first."""
        focus = focus or self.focus
        return self.walk.partners(focus) if self.walk and focus else []

    def differences(self) -> Sequence[Focus]:
        """What was reworded, dropped or is new, in reading order of both documents.

        Sentences that were reworded together are one stop, the first of them on the left; echoes are none.
        """
        return self.walk.differences if self.walk else []

    def position(self) -> int | None:
        """Which of ``differences()`` the reader is at, from 0; None elsewhere."""
        return self.walk.position(self.focus) if self.walk else None

    def stop(self) -> Focus | None:
        """The sentence that stands for the one in focus where several are told together; None without a focus."""
        return self.walk.stop(self.focus) if self.walk and self.focus else None

    def next_difference(self, step: int) -> Focus | None:
        """The difference after (+1) or before (-1) the focus; None where there is none."""
        return self.walk.step(self.walk.differences, self.focus, step) if self.walk else None

    def focus_difference(self, step: int) -> None:
        """Moves the focus to the next (+1) or previous (-1) difference in the order of ``differences()``."""
        if target := self.next_difference(step):
            self.set_focus(target)

    def focus_role(self, role: Role) -> None:
        """Moves the focus to the next sentence of a state, from the last one to the first."""
        if self.walk and (stops := self.walk.stops.get(role)):
            self.set_focus(self.walk.step(stops, self.focus, 1) or stops[0])

    def focus_formulation(self, index: int) -> None:
        """Moves the focus to the next sentence in which a formulation stands, from the last one to the first."""
        if self.walk and (places := self.walk.places(index)):
            at = places.index(self.focus) + 1 if self.focus in places else 0
            self.set_focus(places[at % len(places)])

    def picked(self) -> Sequence[Focus]:
        """Every sentence that fits the filter, in reading order; empty without a filter."""
        if self.fits is None:
            return []
        if self.walk:
            return self.walk.those(self.fits)
        return [Focus(side, k) for side in Side for k, fits in enumerate(self.fits[side]) if fits]

    def focus_picked(self, step: int) -> None:
        """Moves the focus to the next (+1) or previous (-1) sentence that fits the filter, in a ring."""
        found = self.picked()
        if not found:
            return
        end = found[0] if step > 0 else found[-1]
        if self.walk and isinstance(found, Stops):
            self.set_focus(self.walk.step(found, self.focus, step) or end)
        else:
            at = found.index(self.focus) + step if self.focus in found else -1
            self.set_focus(found[at] if 0 <= at < len(found) else end)

    def focus_partner(self) -> None:
        """Moves the focus to the counterpart of the sentence in focus."""
        if partners := self.partners():
            self.set_focus(partners[0])

    @property
    def marks(self) -> Marks | None:
        """The one list from which everything is painted, under the lens and the filter. Made when it is asked for.

        The panes ask for ``bare_marks`` and ``fits`` instead, since a filter changes little in a long list.
        """
        if self._marks is None and self._bare is not None:
            if self.fits is None:
                self._marks = self._bare._replace(lens=self.lens, filter=self.filter)
            else:
                documents = {side: self.document(side) for side in Side}
                self._marks = filtered(self._bare._replace(lens=self.lens), documents, self.fits, self.filter)
        return self._marks

    @property
    def bare_marks(self) -> Marks | None:
        """The marks without a filter. The same value as long as the same comparison is shown."""
        return self._bare

    def _mark(self) -> None:
        self._mark_again()
        self.marks_changed.emit()

    def _mark_again(self) -> None:
        """Works out what fits the filter."""
        self._marks, self.fits = None, None
        if self.filter and self._bare is not None:
            self.fits = {}
            for side in Side:
                document = self.document(side)
                needs = self.comparison is not None and self.filter.formulations
                within = formulations_within(self.comparison, side) if needs and self.comparison else None
                self.fits[side] = fitting(document, self.filter, within) if document is not None else ()

    def _marks_alone(self) -> Marks | None:
        """Marks of a document that stands alone; None where two wait to be compared."""
        alone = [(side, document) for side in Side if (document := self.document(side)) is not None]
        return lone_marks(alone[0][1], alone[0][0], self.lens) if len(alone) == 1 else None
