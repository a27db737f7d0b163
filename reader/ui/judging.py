"""The reader's own work in one window: what they said and wrote, how it is undone, kept and saved."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from reader import __version__
from reader.errors import ReaderError
from reader.i18n import _
from reader.model import NONE, Comparison, Judgements, Side, Verdict
from reader.project.carrying import carried_over
from reader.project.locks import Lock, lock_for
from reader.project.recovery import Found, Recovery
from reader.project.saved import SUFFIX, Saved, View, save
from reader.ui import tasks
from reader.ui.messages import Level, Notice, notice_of
from reader.ui.session import Focus, Session

_DEEPEST = 500
"""Steps that can be undone."""


class _Step(NamedTuple):
    """Something the reader did: its name, and the judgements before it."""

    name: str
    before: Judgements
    strand: object = None
    """Steps of one strand that follow each other, such as the letters of a note, are undone together."""


class Judging(QObject):
    """Judgements and notes on the comparison in the window.

    Whatever the reader says is written into the program's own folder at once (``reader.project.recovery``), so that it
    outlives the program; ``save_to`` puts it into a file of the reader's.
    """

    changed = Signal()
    """What can be undone, what is unsaved, or the file, has changed."""

    def __init__(self, session: Session, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent or session)
        self._session = session
        self._folder = folder
        self.path: Path | None = None
        """The file in which this comparison is saved; None where it is in none."""
        self._digest = ""
        """SHA-256 of that file as it was last read or written here."""
        self._lock: Lock | None = None
        self._saved: Saved | None = None
        """What the file holds, or for a comparison without a file what it began with."""
        self._latest: Saved | None = None
        """The work as it was when the reader last said something; None where nothing is to be kept."""
        self._kept: Saved | None = None
        """What the recovery file holds."""
        self._keeping: tasks.Token | None = None
        self._recovery: Recovery | None = None
        self._taken_over: Path | None = None
        """The file of work left behind that is being taken over; it goes once its content is kept here."""
        self._looking: tasks.Token | None = None
        self._looks = threading.Lock()
        self._turns = count(1)
        self._work = session.work
        self._undone: list[_Step] = []
        self._done: list[_Step] = []
        self._known = NONE
        """The judgements as last seen, to tell the reader's steps from other documents."""
        session.judgements_changed.connect(self._keep)
        session.documents_changed.connect(self._meet)
        session.work_opened.connect(self._opened)

    # Saying something --------------------------------------------------------------------------------------------

    def judge(self, judgements: Judgements, name: str, strand: object = None) -> bool:
        """Puts judgements to work as one step that can be undone by its name. False where nothing can be said now.

        A step of the same ``strand`` as the one before goes on with that one.
        """
        before = self._session.judgements
        if judgements == before or not self._session.can_judge:
            return judgements == before
        self._known = judgements
        if strand is None or not self._done or self._done[-1].strand != strand:
            self._done = [*self._done, _Step(name, before, strand)][-_DEEPEST:]
        self._undone.clear()
        self._tell_steps()
        self._session.judge(judgements)
        return True

    def pair(self, left: int, right: int, verdict: Verdict | None) -> bool:
        """Says how two sentences belong together; None takes the reader's word back."""
        names = {
            None: _("take back a judgement"),
            Verdict.SHARED: _("call a pair shared"),
            Verdict.REWORDED: _("call a pair reworded"),
            Verdict.ECHO: _("call a pair an echo"),
            Verdict.APART: _("take a pair apart"),
        }
        return self.judge(self._session.judgements.with_pair(left, right, verdict), names[verdict])

    def undo(self) -> None:
        """Takes the latest step back."""
        self._step(self._done, self._undone)

    def redo(self) -> None:
        """Does again what was undone last."""
        self._step(self._undone, self._done)

    def _step(self, source: list[_Step], target: list[_Step]) -> None:
        if source and self._session.can_judge:
            step = source.pop()
            target.append(_Step(step.name, self._session.judgements))
            self._known = step.before
            self._tell_steps()
            self._session.judge(step.before)

    def _tell_steps(self) -> None:
        self._session.undo_name = self._done[-1].name if self._done else ""
        self._session.redo_name = self._undone[-1].name if self._undone else ""

    # Keeping -----------------------------------------------------------------------------------------------------

    @property
    def is_unsaved(self) -> bool:
        """Whether the reader said something that no file of theirs holds."""
        return self._session.judgements != (self._saved.judgements if self._saved else NONE)

    def current(self) -> Saved | None:
        """The comparison as it is now, to be saved; None without one."""
        session = self._session
        if session.found is None:
            return None
        focus = session.focus
        view = View(
            lens=session.lens,
            filter=session.filter,
            side=focus.side if focus else None,
            sentence=focus.sentence if focus else 0,
            is_dimmed=session.is_dimmed,
        )
        base = self._saved
        return Saved(
            found=session.found,
            judgements=session.judgements,
            view=view,
            program=base.program if base and base.found == session.found else __version__,
            extra=base.extra if base else {},
        )

    def _keep(self) -> None:
        """Writes unsaved work down off the GUI thread, the latest state last."""
        if self._session.judgements != self._known:
            # The sides were exchanged: what was done before cannot be undone as it was.
            self._begin_anew()
        self._latest = self.current() if self.is_unsaved else None
        if self._latest is None:
            self._forget()
        elif self._keeping is None:
            self._keep_latest()
        self.changed.emit()

    def _keep_latest(self) -> None:
        work, turn = self._latest, next(self._turns)
        if work is None or work == self._kept:
            return
        recovery = self._recovery = self._recovery or Recovery(self._folder / "recovery")
        self._keeping = tasks.run(
            lambda: recovery.keep(work, turn), done=lambda _nothing: self._was_kept(work), failed=self._was_not_kept
        )

    def _was_kept(self, work: Saved) -> None:
        self._keeping = None
        self._kept = work
        if self._taken_over is not None:
            self._taken_over.unlink(missing_ok=True)
            self._taken_over = None
        self._keep_latest()

    def _was_not_kept(self, error: Exception) -> None:
        # The next thing the reader says is a new try; until then the work is in the window and said to be unsaved.
        self._keeping = None
        self._session.notice_posted.emit(notice_of(error))

    def _forget(self) -> None:
        """The work is in a file of the reader's, or there is none: nothing is left to recover."""
        self._kept = self._latest = None
        if self._recovery is not None:
            self._recovery.discard(next(self._turns))

    def _begin_anew(self) -> None:
        self._known = self._session.judgements
        self._done.clear()
        self._undone.clear()
        self._tell_steps()

    def _meet(self) -> None:
        """Other documents may be shown. Work on those before that was not saved stays where it was kept."""
        if self._work is self._session.work:
            return
        self._work = self._session.work
        if self._latest is not None:
            self.let_go()
            text = _("What you noted on the readouts before was not saved; it is kept under File, Unsaved work.")
            self._session.post(Level.WARNING, text)
        self._free()
        self._saved = None
        self._begin_anew()
        self._look_for_earlier_work()
        self.changed.emit()

    def _look_for_earlier_work(self) -> None:
        """What was noted on the same two texts and not saved comes back by itself; it can be undone."""
        found, work = self._session.found, self._work
        if self._looking is not None:
            self._looking.drop()
            self._looking = None
        if found is not None:
            self._looking = tasks.run(
                lambda: _earlier_work(self.left_behind(), found),
                done=lambda earlier: self._bring_back(earlier, work),
                failed=lambda error: self._session.notice_posted.emit(notice_of(error)),
            )

    def _bring_back(self, earlier: tuple[Path, Judgements] | None, work: object) -> None:
        self._looking = None
        if earlier is None or work is not self._session.work or self._session.judgements:
            return
        path, judgements = earlier
        self._taken_over = path
        if self.judge(judgements, _("bring back what was noted before")):
            text = _("What you noted on these two readouts before, and did not save, is here again.")
            self._session.post(Level.INFO, text)
        else:
            self._taken_over = None

    def let_go(self) -> None:
        """Writes down what is not yet written, and lets any window take it up."""
        if self._latest is not None and self._latest != self._kept:
            recovery = self._recovery = self._recovery or Recovery(self._folder / "recovery")
            try:
                recovery.keep(self._latest, next(self._turns))
            except ReaderError as error:
                self._session.notice_posted.emit(notice_of(error))
        if self._keeping is not None:
            self._keeping.drop()
        if self._recovery is not None:
            self._recovery.close()
        self._recovery = self._kept = self._latest = self._keeping = None
        self.changed.emit()

    def left_behind(self) -> list[Found]:
        """Work that windows which are gone did not save, to be offered."""
        # One look at a time: a second one would find what the first is holding, and take it for another window's.
        with self._looks:
            recovery = Recovery(self._folder / "recovery")
            try:
                return list(recovery.adopt())
            finally:
                recovery.close()

    def take_up(self, found: Found) -> None:
        """Opens work that was left behind, off the GUI thread. Its file goes once the work is kept here."""
        if self._looking is not None:
            self._looking.drop()
        self._session.open_kept(found.saved, found.path.name, lambda: self._took_up(found))

    def _took_up(self, found: Found) -> None:
        saved = found.saved
        recovery = self._recovery = self._recovery or Recovery(self._folder / "recovery")
        try:
            recovery.keep(saved, next(self._turns))
        except ReaderError as error:
            self._session.notice_posted.emit(notice_of(error))
            return
        self._latest = self._kept = saved
        found.path.unlink(missing_ok=True)
        self.changed.emit()

    def give_up(self, found: Found) -> None:
        """Deletes work that was left behind, as its reader wishes."""
        found.path.unlink(missing_ok=True)

    # Saving ------------------------------------------------------------------------------------------------------

    def _opened(self, path: Path | None, saved: Saved) -> None:
        """A saved comparison is shown: its file is where it is saved again, unless another window has it."""
        self._saved = saved
        self._begin_anew()
        self._latest = self.current() if self.is_unsaved else None
        if self._latest is None:
            self._forget()  # what the file holds was taken for new while it was being shown
        if path is not None and path.suffix.lower() == SUFFIX:
            self._hold(path, saved)
        self.changed.emit()

    def _hold(self, path: Path, saved: Saved) -> None:
        lock = lock_for(path, self._folder / "locks")
        if saved.is_newer:
            text = _("“{name}” was saved by a later version of Readout; what you add here is saved in another file.")
        elif not lock.acquire():
            text = _("“{name}” is open in another window; what you add here is saved in another file.")
        else:
            self.path, self._lock, self._digest = path, lock, _digest_of(path)
            return
        self._session.post(Level.WARNING, text.format(name=path.name))

    def _free(self) -> None:
        if self._lock is not None:
            self._lock.release()
        self.path, self._lock, self._digest = None, None, ""

    def has_changed_on_disk(self) -> bool:
        """Whether the file in which this comparison is saved holds something else than was read or written here."""
        return self.path is not None and self.path.exists() and _digest_of(self.path) != self._digest

    def save_to(self, path: Path, saved: Callable[[], None] | None = None) -> None:
        """Saves off the GUI thread; a notice tells the outcome. Another window's file is not written over."""
        work = self.current()
        if work is None:
            self._session.post(Level.WARNING, _("There is nothing to save yet; open two readouts first."))
            return
        lock = self._lock if path == self.path else lock_for(path, self._folder / "locks")
        if lock is None or not lock.acquire():
            text = _("“{name}” is open in another window; choose another name.").format(name=path.name)
            self._session.post(Level.ERROR, text)
            return
        tasks.run(
            lambda: save(path, work),
            done=lambda data: self._was_saved(path, lock, work, data, saved),
            failed=lambda error: self._was_not_saved(lock, error),
        )

    def _was_saved(self, path: Path, lock: Lock, work: Saved, data: bytes, saved: Callable[[], None] | None) -> None:
        if lock is not self._lock:
            self._free()
        self.path, self._lock, self._saved = path, lock, work
        self._digest = hashlib.sha256(data).hexdigest()
        if not self.is_unsaved:
            self._forget()
        self.changed.emit()
        text = _("The comparison was saved as “{name}”.").format(name=path)
        self._session.notice_posted.emit(Notice(Level.INFO, text))
        if saved is not None:
            saved()

    def _was_not_saved(self, lock: Lock, error: Exception) -> None:
        if lock is not self._lock:
            lock.release()
        self._session.notice_posted.emit(notice_of(error))

    def close(self) -> None:
        """The window closes: nothing is asked, since what was not saved is kept and offered at the next start."""
        self._session.judgements_changed.disconnect(self._keep)
        if self._looking is not None:
            self._looking.drop()
        self._free()
        self.let_go()


def _earlier_work(left_behind: list[Found], shown: Comparison) -> tuple[Path, Judgements] | None:
    """The latest work on the same two texts, as judgements on the comparison shown, and its file."""
    texts = [shown.document(side).text for side in Side]
    same = [
        (one.path.stat().st_mtime_ns, one, before == texts)
        for one in left_behind
        for before in [[one.saved.found.document(side).text for side in Side]]
        if before in (texts, texts[::-1])
    ]
    if not same:
        return None
    _when, one, is_as_shown = max(same, key=lambda found: found[0])
    judgements = one.saved.judgements if is_as_shown else one.saved.judgements.swapped()
    sides = {side: side if is_as_shown else side.other for side in Side}
    before = {side: one.saved.found.document(sides[side]) for side in Side}
    return one.path, carried_over(judgements, before, {side: shown.document(side) for side in Side}).judgements


def _digest_of(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def sentences_of(focus: Focus, partner: Focus | None) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The sentence in focus, and its counterpart where there is one, as places on the left and on the right."""
    ends = {focus.side: (focus.sentence,)}
    if partner is not None and partner.side is not focus.side:
        ends[partner.side] = (partner.sentence,)
    return ends.get(Side.LEFT, ()), ends.get(Side.RIGHT, ())
