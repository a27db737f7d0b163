"""The state of one window. Everything that changes in it changes here; views listen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal

from reader.errors import ReaderError
from reader.i18n import _
from reader.model import Document, Side
from reader.ui import tasks
from reader.ui.comparing import Comparing, forgotten, kept
from reader.ui.messages import Level, Notice, notice_of
from reader.ui.walk import Focus
from reader.ui.work import (
    Address,
    Shown,
    Text,
    are_long,
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


class _Wish(NamedTuple):
    """One side is to show this; a later wish for the side replaces it."""

    side: Side
    source: Path | Text | Address
    encoding: str | None = None
    """How a file's letters are to be read, where the reader knows better than the file."""


_Read = tuple[_Wish, Document | ReaderError]


class Session(Comparing):
    """The state of a window with what changes it: opening, comparing, judging, exporting. Views get it and listen."""

    work_opened = Signal(object, object)
    """A saved comparison is shown; carries its path and the Saved."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_name = self.redo_name = ""
        """What would be taken back or done again (reader.ui.judging); empty where there is nothing."""
        self._wishes: dict[Side, _Wish] = {}
        self._reading: list[tasks.Token] = []
        self._opening: tasks.Token | None = None

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
            coming = self._coming_judgements if self._comparing else kept
            self._compare(documents[Side.LEFT], documents[Side.RIGHT], self.focus, paths, coming)

    @property
    def can_cancel(self) -> bool:
        """Whether what the window is working on can be stopped."""
        return bool(self._wishes or self._opening) or super().can_cancel

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
            return kept
        if texts == shown[::-1]:
            return Judgements.swapped
        if None in paths.values() or paths != self.paths:
            return None
        from reader.project.carrying import carried_over

        before = {side: found.document(side) for side in Side}
        return lambda said: carried_over(said, before, coming).judgements

    def _give_up(self, wishes: list[_Wish], error: Exception) -> None:
        for wish in wishes:
            if self._wishes.get(wish.side) is wish:
                del self._wishes[wish.side]
        self.notice_posted.emit(notice_of(error))
        self._settle()

    # Saved work --------------------------------------------------------------------------------------------------

    def open_work(self, path: Path) -> None:
        """Shows a saved comparison, or a page that was exported, off the GUI thread."""
        self._open(path.name, lambda: open_work(path), lambda answer: self.show_work(path, *answer))

    def open_kept(self, saved: Saved, name: str, shown: Callable[[], object]) -> None:
        """Shows work that is in no file of the reader's, as new to them, off the GUI thread; then calls ``shown``."""

        def show(answer: Shown) -> None:
            self.show_work(None, replace(saved, judgements=forgotten(saved.judgements)), answer)
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


def is_work(path: Path) -> bool:
    """Whether a file holds a whole comparison rather than a text: a saved one, or a page that was exported."""
    from reader.project.saved import SUFFIX

    if path.suffix.lower() == SUFFIX:
        return True
    if path.suffix.lower() not in (".html", ".htm"):
        return False
    from reader.project.reopen import is_export_file

    return is_export_file(path)
