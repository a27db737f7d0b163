"""How two documents come to be compared and the reader's word put to work in it, off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from reader.i18n import _
from reader.model import Document, Options, Side
from reader.ui import tasks
from reader.ui.messages import Level, Notice, notice_of
from reader.ui.view_state import ViewState
from reader.ui.walk import Focus
from reader.ui.work import LONG, Shown, compare_all, judge_all

if TYPE_CHECKING:
    from reader.model import Judgements

_PATIENCE: Final = 300
"""Milliseconds after which the texts are shown although they are not compared yet."""
_TOO_LONG: Final = 300_000
"""Characters of two texts from which on nobody waits for that: they take seconds to compare."""


class Comparing(ViewState):
    """What a window shows, with the way there from two documents, and what it is working on meanwhile."""

    judgements_changed = Signal()
    """The reader said something, took it back, or other documents came with other judgements."""
    busy_changed = Signal()
    progress_changed = Signal(float)
    """How far the work is that ``busy`` names, 0–1, where it tells."""
    notice_posted = Signal(object)
    """Carries a Notice."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._judgements: Judgements | None = None
        self.options = Options()
        """How the next comparison is made."""
        self.busy: str = ""
        """What the window is working on, in words; empty when idle."""
        self._coming: dict[Side, Document | None] = dict.fromkeys(Side)
        self._coming_paths: dict[Side, Path | None] = dict.fromkeys(Side)
        self._coming_focus: Focus | None = None
        self.work = object()
        """Stands for the work on one pair of texts: the same as long as judgements go on from one state to the next."""
        self._coming_work = self.work
        self._coming_judgements: Callable[[Judgements], Judgements] = forgotten
        """What becomes of the judgements when what is coming is shown."""
        self._comparing: tasks.Token | None = None
        self._judging: tasks.Token | None = None
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self._show_uncompared)

    def swap(self) -> None:
        """Exchanges left and right; the comparison is made anew."""
        documents, paths = self._latest_documents(), self._latest_paths()
        focus = self.focus and Focus(self.focus.side.other, self.focus.sentence)
        swapped = {side: paths[side.other] for side in Side}
        coming = self._coming_judgements if self._comparing else kept
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
            coming = self._coming_judgements if self._comparing else kept
            self._compare(documents[Side.LEFT], documents[Side.RIGHT], self.focus, self._latest_paths(), coming)

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
        self._coming_judgements = judgements or forgotten
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

    def _latest_documents(self) -> dict[Side, Document | None]:
        return dict(self._coming) if self._comparing else {side: self.document(side) for side in Side}

    def _latest_paths(self) -> dict[Side, Path | None]:
        return dict(self._coming_paths) if self._comparing else dict(self.paths)

    # The reader's word ---------------------------------------------------------------------------------------------

    @property
    def can_judge(self) -> bool:
        """Whether there is a comparison to say something about, and no other one is coming."""
        return self.found is not None and self._comparing is None

    @property
    def judgements(self) -> Judgements:
        """What the reader said about it; ``comparison`` is ``found`` with these put to work."""
        if self._judgements is None:
            self._judgements = forgotten()
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

    # What it is working on -----------------------------------------------------------------------------------------

    @property
    def can_cancel(self) -> bool:
        """Whether what the window is working on can be stopped."""
        return self._comparing is not None

    def post(self, level: Level, text: str) -> None:
        """Tells the reader something in one plain sentence."""
        self.notice_posted.emit(Notice(level, text))

    def _settle(self) -> None:
        if not self.can_cancel:
            self._set_busy("")

    def _set_busy(self, text: str) -> None:
        if text != self.busy:
            self.busy = text
            self.busy_changed.emit()


def forgotten(_before: Judgements | None = None) -> Judgements:
    """Nothing: what was said before is not about the texts that come."""
    from reader.model import NONE  # here, since nothing is judged before the first texts are shown

    return NONE


def kept(before: Judgements) -> Judgements:
    """What was said before: it is about the same texts."""
    return before
