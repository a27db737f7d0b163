"""What the actions on the reader's own work do: pairing by hand, corrections, notes, undo, saving."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from reader.export.facts import label
from reader.i18n import _
from reader.marks import Role
from reader.model import Judgements, Side, Verdict
from reader.project.saved import SUFFIX
from reader.samples import sample_at
from reader.theme import SIGNS, state_name
from reader.ui.dialogs.showing import show_dialog
from reader.ui.messages import Level
from reader.ui.session import Focus

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from reader.ui.dialogs.corrections import SpeakerDialog, TopicsDialog
    from reader.ui.window import Window

VERDICTS = (Verdict.REWORDED, Verdict.SHARED, Verdict.ECHO, Verdict.APART)


class OwnCommands:
    """Handlers by the names of their rows in ``actions.py``. Keeps nothing itself."""

    _window: Window

    # Undo --------------------------------------------------------------------------------------------------------

    def undo_judgement(self) -> None:
        self._window.judging.undo()

    def redo_judgement(self) -> None:
        self._window.judging.redo()

    # Pairs -------------------------------------------------------------------------------------------------------

    def pair_by_hand(self) -> None:
        """Asks which sentence of the other side belongs to the one in focus."""
        session = self._window.session
        comparison, focus = session.comparison, session.focus
        if comparison is None or focus is None:
            return
        partners, nearest = session.partners(), comparison.nearest(focus.side)
        near = nearest[focus.sentence] if focus.sentence < len(nearest) else None
        likely = partners[0].sentence if partners else near.sentence if near else None
        from reader.ui.dialogs.pairing import PairingDialog

        dialog = PairingDialog(comparison, focus, likely, self._window)
        dialog.paired.connect(lambda other, verdict: self._pair(focus, other, Verdict(verdict)))
        show_dialog(dialog)

    def call_shared(self) -> None:
        self._call(Verdict.SHARED)

    def call_reworded(self) -> None:
        self._call(Verdict.REWORDED)

    def call_echo(self) -> None:
        self._call(Verdict.ECHO)

    def take_apart(self) -> None:
        self._call(Verdict.APART)

    def _call(self, verdict: Verdict) -> None:
        session = self._window.session
        focus, partners = session.focus, session.partners()
        if focus is not None and partners:
            self._pair(focus, partners[0].sentence, verdict)

    def _pair(self, focus: Focus, other: int, verdict: Verdict | None, _checked: bool = False) -> None:
        left, right = (focus.sentence, other) if focus.side is Side.LEFT else (other, focus.sentence)
        self._window.judging.pair(left, right, verdict)

    def take_back(self) -> None:
        """Gives the sentence in focus back to the program: its pairs, speaker and topics."""
        window = self._window
        focus, said = window.session.focus, window.session.judgements
        if focus is None:
            return
        made = said.without_speaker(focus.side, focus.sentence).without_topics(focus.side, focus.sentence)
        for pair in said.pairs:
            if (pair.left if focus.side is Side.LEFT else pair.right) == focus.sentence:
                made = made.with_pair(pair.left, pair.right, None)
        window.judging.judge(made, _("take back judgements"))

    def add_pairs(self, menu: QMenu, focus: Focus) -> None:
        """Offers in the menu of a sentence to pair it with the one in focus on the other side."""
        session = self._window.session
        held = session.focus
        if held is None or held.side is focus.side or not session.can_judge:
            return
        names = {"here": label(focus.side, focus.sentence), "there": label(held.side, held.sentence)}
        pairs = menu.addMenu(_("{here} and {there}").format(**names))
        for verdict in VERDICTS:
            if verdict is Verdict.APART:
                text = _("do not belong together")
            else:
                role = Role(verdict.value)
                text = f"{SIGNS[role]} {state_name(role)}"
            pairs.addAction(text).triggered.connect(partial(self._pair, focus, held.sentence, verdict))

    # Speaker and topics ------------------------------------------------------------------------------------------

    def correct_speaker(self) -> None:
        """Asks who said the sentence in focus."""
        from reader.ui.dialogs.corrections import SpeakerDialog

        self._correct(SpeakerDialog, Judgements.with_speaker, Judgements.without_speaker, _("correct a speaker"))

    def correct_topics(self) -> None:
        """Asks what the sentence in focus is about."""
        from reader.ui.dialogs.corrections import TopicsDialog

        self._correct(TopicsDialog, Judgements.with_topics, Judgements.without_topics, _("correct topics"))

    def _correct(
        self,
        ask: type[SpeakerDialog | TopicsDialog],
        given: Callable[..., Judgements],
        without: Callable[[Judgements, Side, int], Judgements],
        name: str,
    ) -> None:
        """Asks about the sentence in focus and takes the answer, or the wish to have the program's again."""
        session, judging = self._window.session, self._window.judging
        comparison, focus = session.comparison, session.focus
        if comparison is None or focus is None:
            return
        place = focus.side, focus.sentence
        dialog = ask(comparison, focus, self._window)
        dialog.chosen.connect(lambda answer: judging.judge(given(session.judgements, *place, answer), name))
        dialog.reset.connect(lambda: judging.judge(without(session.judgements, *place), name))
        show_dialog(dialog)

    # Notes -------------------------------------------------------------------------------------------------------

    def write_note(self, is_open: bool) -> None:
        window, at = self._window, self._window.focusWidget()
        had_keyboard = at is not None and window.notes.isAncestorOf(at)
        window.notes.open_panel(is_open)
        window.actions_by_id["write_note"].setChecked(is_open)
        if had_keyboard and not is_open:
            # Back to the sentence, not to whatever comes next in the order of Tab.
            focus = window.session.focus
            window.reading.focus_pane(focus.side if focus else Side.LEFT)

    # Saving ------------------------------------------------------------------------------------------------------

    def save_comparison(self) -> None:
        """Saves where the comparison was saved before; asks where it has no file, or another program changed it."""
        judging = self._window.judging
        if judging.path is None:
            self.save_comparison_as()
        elif judging.has_changed_on_disk():
            text = _("“{name}” was changed by another program since it was opened; choose where to save yours.")
            self._window.session.post(Level.WARNING, text.format(name=judging.path.name))
            self.save_comparison_as()
        else:
            judging.save_to(judging.path)

    def save_comparison_as(self) -> None:
        window = self._window
        left, right = window.session.left, window.session.right
        if left is None or right is None:
            return
        stem = f"{Path(left.source.name).stem} – {Path(right.source.name).stem}"
        known = window.judging.path
        originals = [path.parent for path in window.session.paths.values() if path and not sample_at(path)]
        usual = window.settings["last_folder"] or window.settings["export_folder"]
        folder = str(known.parent) if known else str(originals[0].absolute()) if originals else usual
        dialog = QFileDialog(window, _("Save the comparison with your notes"), folder)
        dialog.setObjectName("save_comparison")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Saved comparisons (*{suffix})").format(suffix=SUFFIX)])
        dialog.setDefaultSuffix(SUFFIX.lstrip("."))
        dialog.selectFile(known.name if known else stem + SUFFIX)
        dialog.fileSelected.connect(lambda name: window.judging.save_to(Path(name)))
        show_dialog(dialog)
