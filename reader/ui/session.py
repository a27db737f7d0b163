"""The state of one window. Everything that changes in it changes here; views listen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from reader.errors import ReaderError
from reader.i18n import _
from reader.marks import Filter, Lens, Marks, Role, formulations_within
from reader.model import NONE, Comparison, Document, Judgements, Options, Side
from reader.project.saved import SUFFIX, Saved
from reader.ui import tasks
from reader.ui.messages import Level, Notice, notice_of
from reader.ui.walk import Focus, Walk
from reader.ui.work import (
    LONG,
    Shown,
    Text,
    are_long,
    compare_all,
    export_file,
    filtered,
    fitting,
    is_later,
    judge_all,
    lone_marks,
    open_work,
    read_all,
)

if TYPE_CHECKING:
    from reader.export import ExportOptions

__all__ = ["Focus", "Level", "Notice", "Session", "Text"]

_READINGS = 4
"""Readings that may be under way at once and are stopped together."""
_PATIENCE = 300
"""Milliseconds after which the texts are shown although they are not compared yet."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """One side is to show this; a later wish for the side replaces it."""

    side: Side
    source: Path | Text
    encoding: str | None = None
    """How a file's letters are to be read, where the reader knows better than the file."""


_Read = tuple[_Wish, Document | ReaderError]


class Session(QObject):
    """Documents, comparison, lens, filter and focus of a window. Views get it in the constructor and listen.

    Order of signals after new documents: ``documents_changed``, ``comparison_changed``, ``marks_changed``,
    ``focus_changed``. Slots never change the session from inside a signal.
    """

    documents_changed = Signal()
    comparison_changed = Signal()
    marks_changed = Signal()
    """Lens, filter or dimming changed, or the comparison."""
    focus_changed = Signal()
    judgements_changed = Signal()
    """The reader said something, took it back, or other documents came with other judgements."""
    work_opened = Signal(object, object)
    """A saved comparison is shown; carries its path and the Saved."""
    busy_changed = Signal()
    progress_changed = Signal(float)
    """How far the work is that ``busy`` names, 0–1, where it tells."""
    notice_posted = Signal(object)
    """Carries a Notice."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.left: Document | None = None
        self.right: Document | None = None
        self.found: Comparison | None = None
        """The comparison as the program found it."""
        self.judgements = NONE
        """What the reader said about it; ``comparison`` is ``found`` with these put to work."""
        self.undo_name = self.redo_name = ""
        """What would be taken back or done again (reader.ui.judging); empty where there is nothing."""
        self.comparison: Comparison | None = None
        self._bare: Marks | None = None
        """The marks without a filter."""
        self._marks: Marks | None = None
        self.fits: dict[Side, tuple[bool, ...]] | None = None
        """For each sentence of a side, whether it fits the filter; None without a filter."""
        self.lens = Lens.DIFFERENCES
        self.filter = Filter()
        self.is_dimmed = False
        """Whether titles, names and datelines are dimmed."""
        self.options = Options()
        """How the next comparison is made."""
        self.focus: Focus | None = None
        self.busy: str = ""
        """What the window is working on, in words; empty when idle."""
        self.paths: dict[Side, Path | None] = dict.fromkeys(Side)
        """The file each side was read from; None for a text without one."""
        self.walk: Walk | None = None
        """The reading order of the comparison."""
        self._wishes: dict[Side, _Wish] = {}
        self._coming: dict[Side, Document | None] = dict.fromkeys(Side)
        self._coming_paths: dict[Side, Path | None] = dict.fromkeys(Side)
        self._coming_focus: Focus | None = None
        self.work = object()
        """Stands for the work on one pair of texts: the same as long as judgements go on from one state to the next."""
        self._coming_work = self.work
        self._coming_judgements: Callable[[Judgements], Judgements] = _none
        """What becomes of the judgements when what is coming is shown."""
        self._reading: list[tasks.Token] = []
        self._comparing: tasks.Token | None = None
        self._judging: tasks.Token | None = None
        self._opening: tasks.Token | None = None
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self._show_uncompared)

    def document(self, side: Side) -> Document | None:
        """The document of one side."""
        return self.left if side is Side.LEFT else self.right

    # Opening -----------------------------------------------------------------------------------------------------

    def open_files(self, paths: list[Path], side: Side | None = None) -> None:
        """Reads one file into a side (None: the first empty one) or two into both, older left; off the GUI thread.

        Where both sides are taken, one file goes to the right. Of more than two files the first two are read.
        """
        work = next((path for path in paths if is_work(path)), None)
        if work is not None:
            self.open_work(work)
            return
        if len(paths) > 2:
            self.post(Level.WARNING, _("Readout compares two files at a time; it took the first two."))
        if len(paths) >= 2:
            self._read([_Wish(Side.LEFT, paths[0]), _Wish(Side.RIGHT, paths[1])], by_date=True)
        elif paths:
            self._read([_Wish(side or self._free_side(), paths[0])])

    def open_side(self, side: Side, path: Path) -> None:
        """Reads one file into one side."""
        self.open_files([path], side)

    def open_text(self, text: str, side: Side | None, name: str, *, is_page: bool = False) -> None:
        """Takes a text without a file, such as the clipboard's, into a side (None: the first empty one).

        ``is_page``: the text is the source of a web page or of a part of one.
        """
        if not text.strip():
            self.post(Level.WARNING, _("There is no text to take; copy some text first."))
            return
        self._read([_Wish(side or self._free_side(), Text(text, name, is_page))])

    def read_again(self, sides: Sequence[Side] = tuple(Side), encoding: str | None = None) -> None:
        """Reads the files of these sides once more, ``encoding`` says how; without files the texts are compared anew.

        What the reader said about a text stays where the text is the same.
        """
        paths = self._latest_paths()
        wishes = [_Wish(side, path, encoding) for side in sides if (path := paths[side]) is not None]
        documents = self._latest_documents()
        if wishes:
            self._read(wishes)
        elif all(documents.values()):
            coming = self._coming_judgements if self._comparing else _same
            self._compare(documents[Side.LEFT], documents[Side.RIGHT], self.focus, paths, coming)

    @property
    def can_cancel(self) -> bool:
        """Whether what the window is working on can be stopped."""
        return bool(self._wishes or self._comparing or self._opening)

    def cancel(self) -> None:
        """Stops reading and comparing; what is on screen stays as it is."""
        if not self.can_cancel:
            return
        tokens = (*self._reading, self._comparing, self._opening)
        was_comparing, shows_coming = bool(self._comparing), not self._patience.isActive()
        for token in tokens:
            if token is not None:
                token.drop()
        self._reading, self._comparing, self._opening = [], None, None
        self._wishes.clear()
        self._patience.stop()
        if was_comparing and shows_coming:
            self.post(Level.INFO, _("Comparing was stopped; “Read again” compares the two texts once more."))
        self._settle()

    def swap(self) -> None:
        """Exchanges left and right; the comparison is made anew."""
        documents, paths = self._latest_documents(), self._latest_paths()
        focus = self.focus and Focus(self.focus.side.other, self.focus.sentence)
        swapped = {side: paths[side.other] for side in Side}
        coming = self._coming_judgements if self._comparing else _same
        self._compare(
            documents[Side.RIGHT], documents[Side.LEFT], focus, swapped, lambda before: coming(before).swapped()
        )

    def set_options(self, options: Options) -> None:
        """Sets how comparisons are made; what is open is compared again."""
        if options == self.options:
            return
        self.options = options
        documents = self._latest_documents()
        if all(documents.values()):
            coming = self._coming_judgements if self._comparing else _same
            self._compare(documents[Side.LEFT], documents[Side.RIGHT], self.focus, self._latest_paths(), coming)

    def _free_side(self) -> Side:
        for side in Side:
            if self.document(side) is None and side not in self._wishes:
                return side
        return Side.RIGHT

    def _read(self, wishes: list[_Wish], *, by_date: bool = False) -> None:
        for wish in wishes:
            self._wishes[wish.side] = wish
        names = " · ".join(wish.source.name for wish in wishes)
        self._set_busy(_("Reading {name} …").format(name=names))
        sources = [wish.source for wish in wishes]
        token = tasks.start(
            read_all,
            sources,
            wishes[0].encoding,
            apart=are_long(sources),
            done=lambda read: self._take(list(zip(wishes, read.remember().answers, strict=True)), by_date=by_date),
            failed=lambda error: self._give_up(wishes, error),
        )
        self._reading = [*self._reading, token][-_READINGS:]

    def _take(self, answers: Sequence[_Read], *, by_date: bool) -> None:
        """New documents have been read; those whose side has been asked for something else since are dropped."""
        wanted = [(wish, answer) for wish, answer in answers if self._wishes.get(wish.side) is wish]
        for wish, answer in wanted:
            del self._wishes[wish.side]
            if isinstance(answer, ReaderError):
                self.notice_posted.emit(notice_of(answer))
        read = [(wish.side, wish.source, answer) for wish, answer in wanted if isinstance(answer, Document)]
        # One of two could not be read: what is on screen stays as it is, unless there is nothing yet.
        if not read or (len(read) < len(wanted) and (self.left or self.right)):
            if not (self.left or self.right):
                self.documents_changed.emit()  # texts shown at a glance go away again
            self._settle()
            return
        documents: dict[Side, Document | None] = self._latest_documents()
        paths = self._latest_paths()
        if by_date and len(read) == 2 and is_later(read[0][2], read[1][2]):
            read = [(side.other, source, document) for side, source, document in read]
        for side, source, document in read:
            documents[side] = document
            paths[side] = source if isinstance(source, Path) else None
        self._compare(documents[Side.LEFT], documents[Side.RIGHT], None, paths, self._same_again(documents))

    def _same_again(self, documents: dict[Side, Document | None]) -> Callable[[Judgements], Judgements] | None:
        """What was said about the same two texts, where they are opened once more."""
        texts = [document and document.text for document in (documents[side] for side in Side)]
        if self.found is None or None in texts or self._comparing:
            return None
        shown = [self.found.document(side).text for side in Side]
        if texts == shown:
            return _same
        return Judgements.swapped if texts == shown[::-1] else None

    def _latest_documents(self) -> dict[Side, Document | None]:
        return dict(self._coming) if self._comparing else {side: self.document(side) for side in Side}

    def _latest_paths(self) -> dict[Side, Path | None]:
        return dict(self._coming_paths) if self._comparing else dict(self.paths)

    def _give_up(self, wishes: list[_Wish], error: Exception) -> None:
        for wish in wishes:
            if self._wishes.get(wish.side) is wish:
                del self._wishes[wish.side]
        self.notice_posted.emit(notice_of(error))
        self._settle()

    # Comparing ---------------------------------------------------------------------------------------------------

    def _compare(
        self,
        left: Document | None,
        right: Document | None,
        focus: Focus | None,
        paths: dict[Side, Path | None],
        judgements: Callable[[Judgements], Judgements] | None = None,
    ) -> None:
        """Shows two documents as soon as they are compared, or after a short while without waiting for that.

        ``judgements`` gives those on these documents from those on what is shown; None: there are none.
        """
        self._coming = {Side.LEFT: left, Side.RIGHT: right}
        self._coming_paths = paths
        self._coming_focus = focus
        self._coming_judgements = judgements or _none
        if judgements is None:
            self._coming_work = object()
        elif not self._comparing:
            self._coming_work = self.work
        if self._comparing:
            self._comparing.drop()
        self._comparing = None
        if left is None or right is None:
            self._show(left, right, None, None, focus)
            self._settle()
            return
        self._set_busy(_("Comparing …"))
        self._patience.start()
        options, lens = self.options, self.lens
        self._comparing = tasks.start(
            compare_all,
            left,
            right,
            options,
            lens,
            apart=len(left.text) + len(right.text) > LONG,
            tells=True,
            done=lambda answer: self._compared(*answer),
            failed=self._not_compared,
        )
        self._comparing.moved.connect(self.progress_changed)

    def _compared(self, found: Comparison, made: Marks, walk: Walk) -> None:
        """The program has compared; what the reader has said is put to work before anything is shown."""
        self._judge_coming(Shown(found, found, made, walk))

    def _judge_coming(self, shown: Shown) -> None:
        judgements = self._coming_judgements(self.judgements)
        if judgements == shown.comparison.judgements:
            self._arrive(shown)
            return
        lens = self.lens
        self._comparing = tasks.run(
            lambda: judge_all(shown.found, judgements, lens),
            done=self._judge_coming,  # the reader may have said more in the meantime
            failed=self._not_compared,
        )

    def _arrive(self, shown: Shown) -> None:
        self._comparing = None
        # Who has begun to read before the comparison was there stays where they are.
        focus = self._coming_focus if self._patience.isActive() else self.focus
        self._patience.stop()
        self.work = self._coming_work
        self._show_all(shown, focus)
        if shown.found.left.text == shown.found.right.text:
            self.post(Level.INFO, _("Both sides show the same text, so everything in it is shared."))
        self._settle()

    def _show_all(self, shown: Shown, focus: Focus | None) -> None:
        self.found, self.walk = shown.found, shown.walk
        comparison = shown.comparison
        before, self.judgements = self.judgements, comparison.judgements
        self._show(comparison.left, comparison.right, comparison, shown.marks, focus)
        if before != self.judgements:
            self.judgements_changed.emit()

    def _not_compared(self, error: Exception) -> None:
        self._comparing = None
        self._patience.stop()
        self._show(self._coming[Side.LEFT], self._coming[Side.RIGHT], None, None, None)
        self.notice_posted.emit(notice_of(error))
        self._settle()

    def _show_uncompared(self) -> None:
        self._show(self._coming[Side.LEFT], self._coming[Side.RIGHT], None, None, self._coming_focus)

    def _show(
        self,
        left: Document | None,
        right: Document | None,
        comparison: Comparison | None,
        made: Marks | None,
        focus: Focus | None,
    ) -> None:
        self.left, self.right, self.comparison = left, right, comparison
        self.paths = dict(self._coming_paths)
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
        shown = [document for document in documents if document is not None]
        speakers = {None, *(sentence.speaker for document in shown for sentence in document.sentences)}
        topics = {topic.label for document in shown for topic in document.topics}
        return Filter(self.filter.speakers & speakers, self.filter.topics & topics)

    # The reader's own work -----------------------------------------------------------------------------------------

    @property
    def can_judge(self) -> bool:
        """Whether there is a comparison to say something about, and no other one is coming."""
        return self.found is not None and self._comparing is None

    def judge(self, judgements: Judgements) -> bool:
        """Puts the reader's word to work; what is shown follows off the GUI thread. False where it cannot be now."""
        found = self.found
        if found is None or not self.can_judge:
            return False
        if judgements == self.judgements:
            return True
        only_notes = replace(judgements, notes=()) == replace(self.judgements, notes=())
        self.judgements = judgements
        if only_notes and self._judging is None and self.comparison is not None:
            # Notes mark nothing: each letter of one need not have everything worked out again.
            self.comparison = replace(self.comparison, judgements=judgements)
            self.judgements_changed.emit()
            return True
        if self._judging:
            self._judging.drop()
        lens = self.lens
        self._judging = tasks.run(
            lambda: judge_all(found, judgements, lens), done=self._judged, failed=self._not_judged
        )
        self.judgements_changed.emit()
        return True

    def _judged(self, shown: Shown) -> None:
        self._judging = None
        if shown.found is self.found and self._comparing is None:
            self._coming_paths = dict(self.paths)
            self._show_all(shown, self.focus)

    def _not_judged(self, error: Exception) -> None:
        self._judging = None
        self.notice_posted.emit(notice_of(error))

    def open_work(self, path: Path) -> None:
        """Shows a saved comparison, or a page that was exported, off the GUI thread."""
        self._set_busy(_("Reading {name} …").format(name=path.name))
        if self._opening:
            self._opening.drop()
        self._opening = tasks.run(
            lambda: open_work(path),
            done=lambda answer: self.show_work(path, *answer),
            failed=self._not_opened,
        )

    def show_work(self, path: Path | None, saved: Saved, shown: Shown) -> None:
        """Shows a saved comparison as it was looked at when it was saved."""
        self._opening = None
        if self._comparing:
            self._comparing.drop()
            self._comparing = None
        self._wishes.clear()
        self._patience.stop()
        self._coming_paths = dict.fromkeys(Side)
        view = saved.view
        self.lens, self.filter, self.is_dimmed = view.lens, view.filter, view.is_dimmed
        self.options = saved.found.options
        self.work = object()
        self._show_all(shown, None if view.side is None else Focus(view.side, view.sentence))
        self.work_opened.emit(path, saved)
        self._settle()

    def _not_opened(self, error: Exception) -> None:
        self._opening = None
        self.notice_posted.emit(notice_of(error))
        self._settle()

    # Reading -----------------------------------------------------------------------------------------------------

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
        self.set_filter(replace(self.filter, speakers=self.filter.speakers ^ {name}))

    def toggle_topic(self, label: str) -> None:
        """Picks a topic on both sides, or lets go."""
        self.set_filter(replace(self.filter, topics=self.filter.topics ^ {label}))

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

    def differences(self) -> list[Focus]:
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
        if self.walk and (places := self.walk.places[index]):
            at = places.index(self.focus) + 1 if self.focus in places else 0
            self.set_focus(places[at % len(places)])

    def picked(self) -> list[Focus]:
        """Every sentence that fits the filter, in reading order; empty without a filter."""
        if self.fits is None:
            return []
        found = [Focus(side, k) for side in Side for k, fits in enumerate(self.fits[side]) if fits]
        return sorted(found, key=self.walk.key) if self.walk else found

    def focus_picked(self, step: int) -> None:
        """Moves the focus to the next (+1) or previous (-1) sentence that fits the filter, in a ring."""
        found = self.picked()
        if not found:
            return
        end = found[0] if step > 0 else found[-1]
        if self.walk:
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
                self._marks = replace(self._bare, lens=self.lens, filter=self.filter)
            else:
                documents = {side: self.document(side) for side in Side}
                self._marks = filtered(replace(self._bare, lens=self.lens), documents, self.fits, self.filter)
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

    # Handing on --------------------------------------------------------------------------------------------------

    def export_to(self, path: Path, to: str, options: ExportOptions | None = None) -> None:
        """Writes the comparison to a file, off the GUI thread; a notice tells the outcome.

        Without options it is written as it is marked now.
        """
        comparison = self.comparison
        if comparison is None:
            self.post(Level.WARNING, _("There is nothing to export yet; open two readouts first."))
            return
        from reader.export import ExportOptions  # here, so that the window need not load the exporters to open

        wish = options or ExportOptions(lens=self.lens, filter=self.filter)
        self._set_busy(_("Writing {name} …").format(name=path.name))
        tasks.run(
            lambda: export_file(comparison, path, to, wish),
            done=lambda _nothing: self._exported(path),
            failed=lambda error: self._give_up([], error),
        )

    def _exported(self, path: Path) -> None:
        text = _("The comparison was exported to “{name}”.").format(name=path)
        self.notice_posted.emit(Notice(Level.INFO, text, path=str(path)))
        self._settle()

    def post(self, level: Level, text: str) -> None:
        """Tells the reader something in one plain sentence."""
        self.notice_posted.emit(Notice(level, text))

    def _settle(self) -> None:
        if not self._wishes and not self._comparing and not self._opening:
            self._set_busy("")

    def _set_busy(self, text: str) -> None:
        if text != self.busy:
            self.busy = text
            self.busy_changed.emit()


def is_work(path: Path) -> bool:
    """Whether a file holds a whole comparison rather than a text: a saved one, or a page that was exported."""
    if path.suffix.lower() == SUFFIX:
        return True
    if path.suffix.lower() not in (".html", ".htm"):
        return False
    from reader.project.reopen import is_export_file

    return is_export_file(path)


def _none(_before: Judgements) -> Judgements:
    return NONE


def _same(before: Judgements) -> Judgements:
    return before
