"""The state of one window. Everything that changes in it changes here; views listen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from reader.errors import ReaderError
from reader.i18n import _
from reader.model import Document, Options, Side
from reader.ui import tasks
from reader.ui.messages import Level, Notice, notice_of
from reader.ui.view_state import ViewState
from reader.ui.walk import Focus
from reader.ui.work import (
    LONG,
    Address,
    Shown,
    Text,
    are_long,
    compare_all,
    export_file,
    is_later,
    judge_all,
    open_work,
    read_all,
)

if TYPE_CHECKING:
    from reader.export import ExportOptions
    from reader.model import Judgements
    from reader.project.saved import Saved

__all__ = ["Focus", "Level", "Notice", "Session", "Text"]

_T = TypeVar("_T")

_READINGS = 4
"""Readings that may be under way at once and are stopped together."""
_PATIENCE = 300
"""Milliseconds after which the texts are shown although they are not compared yet."""
_TOO_LONG = 300_000
"""Characters of two texts from which on nobody waits for that: they take seconds to compare."""


class _Wish(NamedTuple):
    """One side is to show this; a later wish for the side replaces it."""

    side: Side
    source: Path | Text | Address
    encoding: str | None = None
    """How a file's letters are to be read, where the reader knows better than the file."""


_Read = tuple[_Wish, Document | ReaderError]


class Session(ViewState):
    """The state of a window with what changes it: opening, comparing, judging, exporting. Views get it and listen."""

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
        self._judgements: Judgements | None = None
        self.undo_name = self.redo_name = ""
        """What would be taken back or done again (reader.ui.judging); empty where there is nothing."""
        self.options = Options()
        """How the next comparison is made."""
        self.busy: str = ""
        """What the window is working on, in words; empty when idle."""
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

    def open_text(self, text: str, side: Side | None, name: str, *, is_page: bool = False) -> None:
        """Takes a text without a file, such as the clipboard's, into a side (None: the first empty one).

        ``is_page``: the text is the source of a web page or of a part of one.
        """
        if not text.strip():
            self.post(Level.WARNING, _("There is no text to take; copy some text first."))
            return
        self._read([_Wish(side or self._free_side(), Text(text, name, is_page))])

    def open_address(self, url: str, side: Side | None = None) -> None:
        """Fetches a page of the web, because the reader asked for it, into a side (None: the first empty one)."""
        self._read([_Wish(side or self._free_side(), Address(url))])

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
            tells=True,
            done=lambda read: self._take(list(zip(wishes, read.remember().answers, strict=True)), by_date=by_date),
            failed=lambda error: self._give_up(wishes, error),
        )
        token.moved.connect(self.progress_changed)
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
        self._compare(documents[Side.LEFT], documents[Side.RIGHT], None, paths, self._said_before(documents, paths))

    def _said_before(
        self, documents: dict[Side, Document | None], paths: dict[Side, Path | None]
    ) -> Callable[[Judgements], Judgements] | None:
        """What becomes of what was said, where the same two texts, or the same two files, are read once more."""
        found, coming = self.found, {side: one for side, one in documents.items() if one is not None}
        if found is None or len(coming) < 2 or self._comparing:
            return None
        texts, shown = [coming[side].text for side in Side], [found.document(side).text for side in Side]
        if texts == shown:
            return _same
        if texts == shown[::-1]:
            return Judgements.swapped
        if None in paths.values() or paths != self.paths:
            return None
        from reader.project.carrying import carried_over

        before = {side: found.document(side) for side in Side}
        return lambda said: carried_over(said, before, coming).judgements

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
            self.show_documents(left, right, None, None, focus, self._coming_paths)
            self._settle()
            return
        self._set_busy(_("Comparing …"))
        length = len(left.text) + len(right.text)
        self._patience.start(_PATIENCE if length < _TOO_LONG else 0)
        options, lens = self.options, self.lens
        self._comparing = tasks.start(
            compare_all,
            left,
            right,
            options,
            lens,
            apart=length > LONG,
            tells=True,
            done=self._judge_coming,
            failed=self._not_compared,
        )
        self._comparing.moved.connect(self.progress_changed)

    def _judge_coming(self, shown: Shown) -> None:
        """What the program has found is there; what the reader has said is put to work before it is shown."""
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
        shown.remember()
        self.found, self.walk = shown.found, shown.walk
        comparison = shown.comparison
        before, self._judgements = self.judgements, comparison.judgements
        self.show_documents(comparison.left, comparison.right, comparison, shown.marks, focus, self._coming_paths)
        if before != self.judgements:
            self.judgements_changed.emit()

    def _not_compared(self, error: Exception) -> None:
        self._comparing = None
        self._patience.stop()
        self.show_documents(self._coming[Side.LEFT], self._coming[Side.RIGHT], None, None, None, self._coming_paths)
        self.notice_posted.emit(notice_of(error))
        self._settle()

    def _show_uncompared(self) -> None:
        self.show_documents(
            self._coming[Side.LEFT], self._coming[Side.RIGHT], None, None, self._coming_focus, self._coming_paths
        )

    # The reader's own work -----------------------------------------------------------------------------------------

    @property
    def can_judge(self) -> bool:
        """Whether there is a comparison to say something about, and no other one is coming."""
        return self.found is not None and self._comparing is None

    @property
    def judgements(self) -> Judgements:
        """What the reader said about it; ``comparison`` is ``found`` with these put to work."""
        if self._judgements is None:
            self._judgements = _none()
        return self._judgements

    def judge(self, judgements: Judgements) -> bool:
        """Puts the reader's word to work; what is shown follows off the GUI thread. False where it cannot be now."""
        found = self.found
        if found is None or not self.can_judge:
            return False
        if judgements == self.judgements:
            return True
        only_notes = replace(judgements, notes=()) == replace(self.judgements, notes=())
        self._judgements = judgements
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
        self._open(path.name, lambda: open_work(path), lambda answer: self.show_work(path, *answer))

    def open_kept(self, saved: Saved, name: str, shown: Callable[[], object]) -> None:
        """Shows work that is in no file of the reader's, as new to them, off the GUI thread; then calls ``shown``."""

        def show(answer: Shown) -> None:
            self.show_work(None, replace(saved, judgements=_none(saved.judgements)), answer)
            shown()

        self._open(name, lambda: judge_all(saved.found, saved.judgements, saved.view.lens), show)

    def _open(self, name: str, work: Callable[[], _T], show: Callable[[_T], None]) -> None:
        self._set_busy(_("Reading {name} …").format(name=name))
        if self._opening:
            self._opening.drop()
        self._opening = tasks.run(work, done=show, failed=self._not_opened)

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
    from reader.project.saved import SUFFIX

    if path.suffix.lower() == SUFFIX:
        return True
    if path.suffix.lower() not in (".html", ".htm"):
        return False
    from reader.project.reopen import is_export_file

    return is_export_file(path)


def _none(_before: Judgements | None = None) -> Judgements:
    from reader.model import NONE  # here, since nothing is judged before the first texts are shown

    return NONE


def _same(before: Judgements) -> Judgements:
    return before
