"""Every action of the window, one row each: menus, toolbar, shortcuts page and manual are made from this table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from reader.bundled import themes as bundled_themes
from reader.i18n import _
from reader.theme import load_theme
from reader.ui.session import Session


class Menu(StrEnum):
    """The menus, in their order."""

    FILE = "file"
    EDIT = "edit"
    VIEW = "view"
    GO = "go"
    PAIR = "pair"
    HELP = "help"


class When(StrEnum):
    """What must be there for an action to be of use."""

    ALWAYS = "always"
    DOCUMENT = "document"
    COMPARISON = "comparison"
    FOCUS = "focus"
    PARTNER = "partner"
    DIFFERENCE_AFTER = "difference_after"
    DIFFERENCE_BEFORE = "difference_before"
    FILTER = "filter"
    BUSY = "busy"
    SENTENCE = "sentence"
    """A sentence of a comparison is in focus, and something can be said about it."""
    PAIR = "pair"
    """It has a counterpart."""
    JUDGED = "judged"
    """The reader said something about it."""
    UNDO = "undo"
    REDO = "redo"


class Row(NamedTuple):
    """One action. ``id`` names its handler; a row whose handler is missing is a bug the tests find."""

    id: str
    menu: Menu
    text: str
    tip: str
    """What it does, one sentence: status tip, tooltip and manual."""
    keys: tuple[str, ...] = ()
    when: When = When.ALWAYS
    choice: str = ""
    """Actions with the same choice exclude each other; ``value`` is what each stands for."""
    value: str = ""
    is_switch: bool = False
    section: int = 0
    """Rows of a menu with different sections are parted by a line."""
    short: str = ""
    """Text on the toolbar, where it has one there."""
    is_submenu: bool = False
    """The window fills this entry with a list: recent files, samples."""


def rows() -> tuple[Row, ...]:
    """The table, in the interface's language, in menu order."""
    return (*_file(), *_edit(), *_view(), *_go(), *_help())


def _file() -> Iterator[Row]:
    menu = Menu.FILE
    yield Row("open_files", menu, _("&Open…"), _("Open one readout, or two to compare."), ("Ctrl+O",))
    yield Row("open_left", menu, _("Open &left…"), _("Open a readout on the left side."), ("Ctrl+Shift+L",))
    yield Row("open_right", menu, _("Open &right…"), _("Open a readout on the right side."), ("Ctrl+Shift+R",))
    yield Row("open_recent", menu, _("Open re&cent"), _("Open a file you had open before."), is_submenu=True)
    yield Row("open_sample", menu, _("&Samples"), _("Open the readouts that come with the program."), is_submenu=True)
    yield Row(
        "open_address", menu, _("Open &from the web…"), _("Fetch a readout from a web address you give."), ("Ctrl+U",)
    )
    yield Row(
        "paste_left", menu, _("&Paste into left"), _("Take the text on the clipboard as the left readout."),
        ("Ctrl+Shift+V",), section=1,
    )  # fmt: skip
    yield Row(
        "paste_right", menu, _("Paste into ri&ght"), _("Take the text on the clipboard as the right readout."),
        ("Ctrl+Alt+V",), section=1,
    )  # fmt: skip
    yield Row(
        "read_again", menu, _("Read aga&in"), _("Read the files once more, as they are now, and compare them."),
        ("F5",), When.DOCUMENT, section=1,
    )  # fmt: skip
    yield Row(
        "choose_encoding", menu, _("Read with another e&ncoding…"),
        _("Choose how the letters of the file on this side are to be read."), when=When.DOCUMENT, section=1,
    )  # fmt: skip
    yield Row(
        "cancel_work", menu, _("Stop wor&king"), _("Stop reading or comparing; what is shown stays."), ("Ctrl+.",),
        When.BUSY, section=1,
    )  # fmt: skip
    yield Row(
        "swap_sides", menu, _("S&wap sides"), _("Exchange left and right."), ("Ctrl+Shift+S",), When.DOCUMENT,
        section=2, short=_("⇄ Swap"),
    )  # fmt: skip
    yield Row(
        "save_comparison", menu, _("Sa&ve comparison"),
        _("Save both texts with your notes and judgements in one file."), ("Ctrl+S",), When.COMPARISON, section=2,
    )  # fmt: skip
    yield Row(
        "save_comparison_as", menu, _("Save comparison &as…"),
        _("Save both texts with your notes and judgements in another file."), ("Ctrl+Alt+S",), When.COMPARISON,
        section=2,
    )  # fmt: skip
    yield Row(
        "open_unsaved", menu, _("&Unsaved work"), _("Go on with notes that were not saved."), is_submenu=True,
        section=2,
    )  # fmt: skip
    yield Row(
        "export_comparison", menu, _("&Export…"), _("Save the comparison, as it is marked now, as a page or file."),
        ("Ctrl+E",), When.COMPARISON, section=2, short=_("Export…"),
    )  # fmt: skip
    yield Row(
        "print_comparison", menu, _("Prin&t…"), _("Print the comparison as it is marked now."), ("Ctrl+P",),
        When.COMPARISON, section=2,
    )  # fmt: skip
    yield Row(
        "preview_print", menu, _("Printe&d pages…"), _("See the pages before they are printed."),
        when=When.COMPARISON, section=2,
    )  # fmt: skip
    yield Row(
        "quit_program", menu, _("&Quit"), _("Close the window; it opens the same way again."), ("Ctrl+Q",), section=3
    )


def _edit() -> Iterator[Row]:
    menu = Menu.EDIT
    yield Row(
        "undo_judgement", menu, _("&Undo"), _("Take back what you said last about the comparison."), ("Ctrl+Z",),
        When.UNDO,
    )  # fmt: skip
    yield Row(
        "redo_judgement", menu, _("Re&do"), _("Say again what you took back."), ("Ctrl+Shift+Z", "Ctrl+Y"), When.REDO,
    )  # fmt: skip
    yield Row("copy_selection", menu, _("&Copy"), _("Copy the selected text."), ("Ctrl+C",), When.DOCUMENT)
    yield Row(
        "copy_citation", menu, _("Cop&y with citation"),
        _("Copy the sentence you are at, with its readout, date, paragraph and number."), ("Ctrl+Shift+C",), When.FOCUS,
    )  # fmt: skip
    yield Row(
        "copy_pair", menu, _("Copy this pa&ir"),
        _("Copy the sentence you are at and its counterpart, with what changed between them."), ("Ctrl+Alt+C",),
        When.PARTNER,
    )  # fmt: skip
    yield Row(
        "find_text", menu, _("&Find in both…"), _("Look for words in both readouts."), ("Ctrl+F",), When.DOCUMENT,
        section=1, short=_("Find in both"),
    )  # fmt: skip
    yield Row(
        "find_next", menu, _("Find &next"), _("Go to the next place found."), ("F3", "Ctrl+G"), When.DOCUMENT, section=1
    )
    yield Row(
        "find_previous", menu, _("Find &previous"), _("Go to the previous place found."), ("Shift+F3", "Ctrl+Shift+G"),
        When.DOCUMENT, section=1,
    )  # fmt: skip
    yield Row(
        "clear_filter", menu, _("Clear fi&lter"), _("Let go of everything picked in the sidebar."), ("Ctrl+Shift+F",),
        When.FILTER, section=2,
    )  # fmt: skip
    yield Row(
        "show_preferences", menu, _("Prefe&rences…"), _("Language, colours, typeface and how the window begins."),
        ("Ctrl+,",), section=3,
    )  # fmt: skip


def _view() -> Iterator[Row]:
    menu = Menu.VIEW
    lenses = (
        ("differences", _("&Differences"), _("Emphasise what was reworded, dropped or is new.")),
        ("shared", _("&Shared"), _("Emphasise what both readouts say.")),
        ("formulations", _("&Formulations"), _("Emphasise the formulations that stand in both readouts.")),
        ("speakers", _("S&peakers"), _("Colour the sentences by who said them.")),
        ("topics", _("&Topics"), _("Colour the sentences by what they are about.")),
    )
    for number, (value, text, tip) in enumerate(lenses, 1):
        yield Row(
            f"lens_{value}", menu, text, tip, (str(number),), When.DOCUMENT, choice="lens", value=value,
            short=plain_text(text),
        )  # fmt: skip
    yield Row(
        "dim_boilerplate", menu, _("D&im titles and names"),
        _("Dim titles, names and datelines, so that what was said stands out."), ("D",), is_switch=True, section=1,
    )  # fmt: skip
    yield Row(
        "count_boilerplate", menu, _("Cou&nt titles and names"),
        _("Compare again with titles, names and datelines counting as words like all others."), is_switch=True,
        section=1,
    )  # fmt: skip
    yield Row(
        "list_boilerplate", menu, _("Which titl&es and names…"),
        _("See what was taken for titles, names and datelines, and choose what counts."), when=When.COMPARISON,
        section=1,
    )  # fmt: skip
    themes = (
        ("system", _("Colours of the s&ystem"), _("Light or dark as the desktop is.")),
        ("light", _("&Light colours"), _("Dark text on a light page.")),
        ("dark", _("Dar&k colours"), _("Light text on a dark page.")),
    )
    others = ((one.name, _(one.label), _(one.about)) for one in map(load_theme, bundled_themes()[2:]))
    for value, text, tip in (*themes, *others):
        yield Row(f"theme_{value}", menu, text, tip, choice="theme", value=value, section=2)
    yield Row("zoom_in", menu, _("Lar&ger text"), _("Make the texts larger."), ("Ctrl++", "Ctrl+="), section=3)
    yield Row("zoom_out", menu, _("S&maller text"), _("Make the texts smaller."), ("Ctrl+-",), section=3)
    yield Row("reset_zoom", menu, _("&Usual text size"), _("Give the texts their usual size."), ("Ctrl+0",), section=3)
    yield Row(
        "show_sidebar", menu, _("Side&bar"), _("Show or hide speakers, topics, formulations and changes."), ("F9",),
        is_switch=True, section=4,
    )  # fmt: skip
    yield Row(
        "show_extract", menu, _("W&hat both say"),
        _("Show side by side, and alone, what each readout says on what is picked in the sidebar."), ("X",),
        When.DOCUMENT, is_switch=True, section=4,
    )  # fmt: skip
    yield Row(
        "lock_panes", menu, _("Panes l&ocked"), _("Scroll both readouts together, or one alone."), ("Ctrl+L",),
        is_switch=True, section=4,
    )  # fmt: skip
    yield Row(
        "full_screen",
        menu,
        _("Full s&creen"),
        _("Fill the screen with the window."),
        ("F11",),
        is_switch=True,
        section=4,
    )


def _go() -> Iterator[Row]:
    menu = Menu.GO
    yield Row(
        "previous_difference", menu, _("&Previous difference"), _("Go to the difference before this sentence."),
        ("F7", "P"), When.DIFFERENCE_BEFORE, short=_("‹ Previous"),
    )  # fmt: skip
    yield Row(
        "next_difference", menu, _("&Next difference"), _("Go to the difference after this sentence."),
        ("F8", "N"), When.DIFFERENCE_AFTER, short=_("Next ›"),
    )  # fmt: skip
    yield Row(
        "next_picked", menu, _("Next pic&ked sentence"), _("Go to the next sentence that fits the filter."), ("K",),
        When.FILTER, section=1,
    )  # fmt: skip
    yield Row(
        "previous_picked", menu, _("P&revious picked sentence"), _("Go to the previous sentence that fits the filter."),
        ("Shift+K",), When.FILTER, section=1,
    )  # fmt: skip
    yield Row(
        "other_pane", menu, _("&Other side"), _("Move the keyboard to the other readout."), ("F6",), When.DOCUMENT,
        section=2,
    )  # fmt: skip
    yield Row(
        "go_changes", menu, _("List of &changes"), _("Move the keyboard to the list of changes in the sidebar."),
        ("Ctrl+D",), When.COMPARISON, section=2,
    )  # fmt: skip
    yield Row(
        "go_sidebar", menu, _("&Speakers and topics"), _("Move the keyboard to the sidebar."), ("Ctrl+B",),
        When.DOCUMENT, section=2,
    )  # fmt: skip
    yield Row(
        "step_back", menu, _("Step &back"),
        _("Close what stands in the way: find bar, panel, work, filter, notice, full screen, one at a time."),
        ("Esc",), section=3,
    )  # fmt: skip
    yield Row(
        "go_counterpart", Menu.PAIR, _("Go to &counterpart"), _("Go to the sentence that answers this one."), ("C",),
        When.PARTNER,
    )  # fmt: skip
    yield Row(
        "explain_pair", Menu.PAIR, _("&Why this pair?"),
        _("Show why these sentences were paired, or why none was found."), ("W",), When.COMPARISON, is_switch=True,
    )  # fmt: skip
    yield from _own()


def _own() -> Iterator[Row]:
    """What the reader says about a sentence and its counterpart."""
    menu = Menu.PAIR
    yield Row(
        "write_note", menu, _("&Note"), _("Write a note on this pair, or on the whole comparison."), ("Ctrl+M",),
        When.COMPARISON, is_switch=True, section=1,
    )  # fmt: skip
    yield Row(
        "pair_by_hand", menu, _("Pair by &hand…"), _("Say which sentence of the other side belongs to this one."),
        ("M",), When.SENTENCE, section=2,
    )  # fmt: skip
    yield Row(
        "call_reworded", menu, _("Call the pair &reworded"), _("Say that both sentences are one statement, reworded."),
        ("Ctrl+1",), When.PAIR, section=2,
    )  # fmt: skip
    yield Row(
        "call_shared", menu, _("Call the pair &shared"), _("Say that both sentences say the same."), ("Ctrl+2",),
        When.PAIR, section=2,
    )  # fmt: skip
    yield Row(
        "call_echo", menu, _("Call the pair an &echo"),
        _("Say that these are two statements, one of which echoes the other."), ("Ctrl+3",), When.PAIR, section=2,
    )  # fmt: skip
    yield Row(
        "take_apart", menu, _("Take the pair &apart"), _("Say that the two sentences do not belong together."),
        ("Ctrl+4",), When.PAIR, section=2,
    )  # fmt: skip
    yield Row(
        "correct_speaker", menu, _("Who said &it…"), _("Say who said this sentence."), ("Ctrl+5",), When.SENTENCE,
        section=3,
    )  # fmt: skip
    yield Row(
        "correct_topics", menu, _("What it is a&bout…"), _("Say what this sentence is about."), ("Ctrl+6",),
        When.SENTENCE, section=3,
    )  # fmt: skip
    yield Row(
        "take_back", menu, _("Take back what &you said"),
        _("Give this sentence back to the program: its pairs, its speaker, its topics."), ("Ctrl+Backspace",),
        When.JUDGED, section=4,
    )  # fmt: skip
    for name, text, tip in (
        ("call_left_earlier", _("The &left readout is earlier"), _("Say that the left readout is the earlier one.")),
        ("call_right_earlier", _("The ri&ght readout is earlier"), _("Say that the right readout is the earlier one.")),
    ):
        yield Row(name, Menu.PAIR, text, tip, when=When.COMPARISON, section=3)


def _help() -> Iterator[Row]:
    menu = Menu.HELP
    yield Row(
        "show_commands", menu, _("&Commands…"), _("Find any command by some letters of its name."), ("Ctrl+Shift+P",)
    )
    yield Row("show_manual", menu, _("&Manual"), _("Read how to work with Readout; no network is needed."))
    yield Row("show_shortcuts", menu, _("&Keyboard shortcuts"), _("List every key of the window."), ("F1",))
    yield Row("show_about", menu, _("&About Readout"), _("Version, licence and where things are kept."))


def menu_titles() -> dict[Menu, str]:
    """The menus' titles, in their order."""
    return {
        Menu.FILE: _("&File"),
        Menu.EDIT: _("&Edit"),
        Menu.VIEW: _("&View"),
        Menu.GO: _("&Go"),
        Menu.PAIR: _("&Pair"),
        Menu.HELP: _("&Help"),
    }


def is_of_use(session: Session, when: When) -> bool:
    """Whether what an action needs is there now."""
    return _CONDITIONS[when](session)


_CONDITIONS: dict[When, Callable[[Session], bool]] = {
    When.ALWAYS: lambda _session: True,
    When.DOCUMENT: lambda session: bool(session.left or session.right),
    When.COMPARISON: lambda session: session.comparison is not None,
    When.FOCUS: lambda session: session.focus is not None,
    When.PARTNER: lambda session: bool(session.partners()),
    When.DIFFERENCE_AFTER: lambda session: session.next_difference(1) is not None,
    When.DIFFERENCE_BEFORE: lambda session: session.next_difference(-1) is not None,
    When.FILTER: lambda session: bool(session.filter),
    When.BUSY: lambda session: session.can_cancel,
    When.SENTENCE: lambda session: session.can_judge and session.focus is not None,
    When.PAIR: lambda session: session.can_judge and bool(session.partners()),
    When.JUDGED: lambda session: session.can_judge and _is_judged(session),
    When.UNDO: lambda session: session.can_judge and bool(session.undo_name),
    When.REDO: lambda session: session.can_judge and bool(session.redo_name),
}


def _is_judged(session: Session) -> bool:
    focus, said = session.focus, session.judgements
    if focus is None:
        return False
    return focus.sentence in said.judged_sentences(focus.side)


class Actions(QObject):
    """The table as QActions, by id; enabled as the session allows."""

    def __init__(self, session: Session, handler: Callable[[str], Callable[..., object]], parent: QObject) -> None:
        """``handler`` gives what does a row, by its id, once it is wanted.

        That of a switch gets its state; a choice's is called ``set_<choice>`` and gets the value.
        """
        super().__init__(parent)
        self._session = session
        self.rows = {row.id: row for row in rows()}
        self._groups: dict[str, QActionGroup] = {}
        self._actions = {row.id: self._make(row, handler) for row in self.rows.values() if not row.is_submenu}
        for signal in (
            session.documents_changed,
            session.marks_changed,
            session.focus_changed,
            session.busy_changed,
            session.judgements_changed,
        ):
            signal.connect(self.refresh)
        self.refresh()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def refresh(self) -> None:
        """Enables what is of use now."""
        known = {when: is_of_use(self._session, when) for when in When}
        for name, action in self._actions.items():
            action.setEnabled(known[self.rows[name].when])
        for name, done in (("undo_judgement", self._session.undo_name), ("redo_judgement", self._session.redo_name)):
            text = self.rows[name].text
            self._actions[name].setText(_("{action}: {what}").format(action=text, what=done) if done else text)

    def check(self, choice: str, value: str) -> None:
        """Shows which of the actions that exclude each other holds."""
        for row in self.rows.values():
            if row.choice == choice and row.value == value:
                self._actions[row.id].setChecked(True)

    def _make(self, row: Row, handler: Callable[[str], Callable[..., object]]) -> QAction:
        action = QAction(row.text, self)
        action.setObjectName(row.id)
        if row.short:
            action.setIconText(row.short)
        action.setShortcuts([QKeySequence(key) for key in row.keys])
        action.setStatusTip(row.tip)
        action.setToolTip(_tip(row))
        if row.choice:
            group = self._groups.setdefault(row.choice, QActionGroup(self))
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(lambda _checked=False: handler(f"set_{row.choice}")(row.value))
        elif row.is_switch:
            action.setCheckable(True)
            action.triggered.connect(lambda checked: handler(row.id)(checked))
        else:
            action.triggered.connect(lambda _checked=False: handler(row.id)())
        return action


def _tip(row: Row) -> str:
    return f"{row.tip} ({key_text(row.keys)})" if row.keys else row.tip


def plain_text(text: str) -> str:
    """A text of a menu without the mark of its letter and its dots: *Open* of ``&Open…`` and of ``Open (&O)…``."""
    at = text.find("(&")
    if at >= 0 and text[at + 3 : at + 4] == ")":
        text = text[:at].rstrip() + text[at + 4 :]
    return text.replace("&", "").rstrip("…")


def key_text(keys: tuple[str, ...]) -> str:
    """Keys as they are named on this machine's keyboard."""
    native = (QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
    return _(" or ").join(native)
