"""The two documents side by side: panes that move together, the links between them, the overview."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from reader.i18n import _
from reader.marks import state_role
from reader.model import Document, Order, Side, State
from reader.theme import Theme, sign_colour
from reader.ui.session import Focus, Session
from reader.ui.views.gutter import Gutter
from reader.ui.views.overview import Bar, Overview
from reader.ui.views.pane import Pane
from reader.ui.views.pane_header import PaneHeader
from reader.ui.views.scrolling import Scrolling
from reader.ui.views.search import Search
from reader.ui.views.wording import link_in_words, sentence_in_words, speaker_in_words
from reader.ui.walk import links_of

if TYPE_CHECKING:
    from reader.model import Comparison

SMALLEST, LARGEST = 7.0, 48.0
"""Points between which the reading font can be zoomed."""


BARS: Final = 500
"""Bars of one side in the overview, at most."""
_TELLING: Final = (State.NOVEL, State.REWORDED)
"""What a bar is coloured for, first the more telling; on the calm ground of all else the differences stand out."""


class _Columns(QGridLayout):
    """The places in a reading area."""

    def __init__(self, area: ReadingArea) -> None:
        super().__init__(area)
        self._area = area

    def setGeometry(self, rect: QRect) -> None:
        self._area.gutter.fit(rect.width())  # before the rest is shared out, else the texts would be set twice
        super().setGeometry(rect)


class ReadingArea(QWidget):
    """Shows the documents of a session. Both panes follow one time line unless they are unlocked."""

    locked_changed = Signal(bool)
    menu_asked = Signal(object, object)
    """The menu of a sentence is about to be shown; carries the QMenu and the sentence as a Focus."""
    find_moved = Signal(int, int)
    """Number of the hit that is shown, from 1, and of all hits; 0, 0 for none."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.theme = theme
        self._ways: dict[Side, dict[int, int]] = {side: {} for side in Side}
        """For each moved sentence, whether its counterpart is above (-1) or below (1)."""
        self._painted: tuple[object, ...] = (None, None, None)
        """Marks, lens and dimming as they were shown last."""
        self._shades_of: Comparison | None = None
        self._shades: dict[Side, list[tuple[int, int, str]]] = {}
        """For the bars of the overview: first and last sentence and colour, of the comparison they were made for."""
        self._family, self._points, self._zoom = "", 12.0, 0
        self.panes = {side: Pane(theme, self._describer(side), self) for side in Side}
        self.headers = {side: PaneHeader(theme, self) for side in Side}
        self.gutter = Gutter(self.panes[Side.LEFT], self.panes[Side.RIGHT], theme, self)
        self.gutter.describe = link_in_words
        self.overview = Overview(theme, self)
        self.overview.bars = self._bars
        self.scrolling = Scrolling(self.panes, self.overview, self)
        self.search = Search(self.panes, self.overview, self.scrolling, self)
        self._lay_out()
        self._listen()
        self._show_documents()
        self._show_comparison()
        self._show_marks()

    def _lay_out(self) -> None:
        grid = _Columns(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        for column, side in ((0, Side.LEFT), (2, Side.RIGHT)):
            grid.addWidget(self.headers[side], 0, column)
            grid.addWidget(self.panes[side], 1, column)
            grid.setColumnStretch(column, 1)
        grid.addWidget(self.gutter, 0, 1, 2, 1)
        grid.addWidget(self.overview, 0, 3, 2, 1)
        grid.setRowStretch(1, 1)
        self.setTabOrder(self.panes[Side.LEFT], self.panes[Side.RIGHT])
        self.setFocusProxy(self.panes[Side.LEFT])

    def _listen(self) -> None:
        self._session.documents_changed.connect(self._show_documents)
        self._session.comparison_changed.connect(self._show_comparison)
        self._session.marks_changed.connect(self._show_marks)
        self._session.focus_changed.connect(self._show_focus)
        self._session.judgements_changed.connect(self._show_tags)
        self._session.comparison_changed.connect(self._show_tags)
        self.scrolling.moved.connect(self.gutter.update)
        self.scrolling.rebuilt.connect(self.overview.refresh)
        self.search.moved.connect(self.find_moved)
        self.scrolling.locked_changed.connect(self.locked_changed)
        self.gutter.link_clicked.connect(self._focus_on)
        for side, pane in self.panes.items():
            pane.zoom_asked.connect(self.zoom)
            pane.sentence_clicked.connect(lambda sentence, side=side: self._focus_on(side, sentence))
            pane.counterpart_asked.connect(lambda sentence, side=side: self._focus_on(side, sentence, again=True))
            pane.menu_asked.connect(lambda menu, sentence, side=side: self.menu_asked.emit(menu, Focus(side, sentence)))
            pane.column_changed.connect(self.headers[side].set_column)
            pane.focused.connect(lambda has, side=side: self._activate(side, has))

    # What the session shows

    def _show_documents(self) -> None:
        if any(not pane.page.shows(self._session.document(side)) for side, pane in self.panes.items()):
            self.scrolling.keep(self._place_of_texts())
            self.clear_find()
        with self.scrolling.quietly():
            for side, pane in self.panes.items():
                pane.show_document(self._session.document(side))
        self._name()
        self.scrolling.rebuild_soon()

    def glance(self, documents: Mapping[Side, Document]) -> None:
        """Shows texts about which nothing is known yet, until the session has documents."""
        for side, document in documents.items():
            self.panes[side].show_document(document)
            self.headers[side].show_document(document, side, Order.UNKNOWN)
        self.scrolling.rebuild_soon()

    def _show_comparison(self) -> None:
        comparison = self._comparison()
        walk = self._session.walk if comparison else None
        self.gutter.show_comparison(comparison, walk)
        self._ways = walk.ways if walk else {side: {} for side in Side}
        self.scrolling.show_order(walk.order if walk else [])
        self._name()

    def _show_marks(self) -> None:
        session = self._session
        bare, fits = session.bare_marks, session.fits
        shown = bare, session.lens, session.is_dimmed
        if all(a is b for a, b in zip(shown, self._painted, strict=True)) and bare is not None:
            for side, pane in self.panes.items():
                pane.show_filter(fits[side] if fits else None)
            self._emphasise()
            return
        self._painted = shown
        for side, pane in self.panes.items():
            marks = bare.of(side) if bare else ()
            pane.show_marks(
                marks, session.lens, self._ways[side], fits=fits[side] if fits else None, is_dimmed=session.is_dimmed
            )
        self.scrolling.settle()
        self._emphasise()

    def _show_tags(self) -> None:
        """Notes and judgements of the reader are seen beside their sentences."""
        from reader.ui.models.own_entries import own_signs  # with much that an empty window does not need

        comparison = self._comparison()
        for side, pane in self.panes.items():
            pane.show_tags(own_signs(self._session.judgements, side) if comparison else {})
        self._name()

    def _show_focus(self) -> None:
        focus = self._session.focus
        for side, pane in self.panes.items():
            own = [focus.sentence] if focus and focus.side is side else []
            pane.show_focus(tuple(own) if own or focus is None else self._partners(focus))
        self._emphasise()
        self._name()
        if focus is not None:
            self._bring_level(focus)

    def _emphasise(self) -> None:
        """Makes the links of the sentence in focus and of the chosen formulations stand out."""
        comparison, walk, focus = self._comparison(), self._session.walk, self._session.focus
        found: set[int] = set()
        if comparison and walk:
            if focus:
                found.update(walk.links[focus.side][focus.sentence])
            carriers = {
                (one.side, one.sentence) for number in self._session.filter.formulations for one in walk.places(number)
            }
            for side, sentence in carriers:
                found.update(
                    k
                    for k in walk.links[side][sentence]
                    if any((side.other, one) in carriers for one in comparison.matches[k].sentences(side.other))
                )
        self.gutter.show_emphasis(frozenset(found))

    def _comparison(self) -> Comparison | None:
        """The comparison, while it is one of the documents shown."""
        comparison = self._session.comparison
        if comparison and all(self.panes[side].page.shows(comparison.document(side)) for side in Side):
            return comparison
        return None

    def _bring_level(self, focus: Focus) -> None:
        partners = self._partners(focus)
        self.scrolling.bring_level(focus.side, focus.sentence, partners[0] if partners else None)

    def _partners(self, focus: Focus) -> tuple[int, ...]:
        """Counterparts by the match that gives a sentence its state."""
        comparison = self._comparison()
        links = links_of(comparison, focus.side) if comparison else []
        link = links[focus.sentence] if focus.sentence < len(links) else None
        return () if link is None or comparison is None else comparison.matches[link].sentences(focus.side.other)

    def _name(self) -> None:
        """Gives panes and headers their names, and says of the sentence in focus what became of it."""
        comparison, focus = self._comparison(), self._session.focus
        order = comparison.summary.order if comparison else Order.UNKNOWN
        for side, pane in self.panes.items():
            document = self._session.document(side)
            self.headers[side].show_document(document, side, order)
            pane.setAccessibleName(_pane_name(document.title if document else "", side, order))
            words = self._describe(side, focus.sentence) if focus and focus.side is side else ""
            pane.setAccessibleDescription(words)

    def _describer(self, side: Side) -> Callable[[int], str]:
        return lambda sentence: self._describe(side, sentence)

    def _describe(self, side: Side, sentence: int) -> str:
        comparison = self._comparison()
        if comparison is not None:
            return sentence_in_words(comparison, side, sentence)
        document = self._session.document(side)
        return speaker_in_words(document, sentence) if document is not None else ""

    def _bars(self) -> list[Bar]:
        """A bar a sentence; in a long text one for a group, in the colour of what is most telling in it."""
        comparison = self._comparison()
        if comparison is None:
            return []
        if self._shades_of is not comparison:
            self._shades_of = comparison
            self._shades = {side: list(self._shades_on(comparison, side)) for side in Side}
        return [bar for side in Side for bar in self._bars_of(side)]

    def _bars_of(self, side: Side) -> Iterator[Bar]:
        line, pane, shades = self.scrolling.timeline, self.panes[side], self._shades[side]
        groups = [(first, last) for first, last, _colour in shades]
        extents = pane.page.extents(groups) if len(groups) < BARS else pane.page.rough_extents(groups)
        for (_first, _last, colour), (top, bottom) in zip(shades, extents, strict=True):
            yield Bar(side, line.time_of(side, top), line.time_of(side, bottom), colour)

    def _shades_on(self, comparison: Comparison, side: Side) -> Iterator[tuple[int, int, str]]:
        """First and last sentence of each bar of a side, and its colour."""
        states = comparison.states(side)
        step = -(-len(states) // BARS) or 1
        for first in range(0, len(states), step):
            part, colour = states[first : first + step], self.theme["line"]
            if told := next((state for state in _TELLING if state in part), None):
                colour = sign_colour(self.theme, state_role(told, comparison.summary.order, side))
            yield first, first + len(part) - 1, colour

    # Appearance

    def apply_theme(self, theme: Theme) -> None:
        """Takes over colours, keeping the place."""
        self.theme = theme
        self._shades_of = None
        for side in Side:
            self.headers[side].apply_theme(theme)
            self.panes[side].apply_theme(theme)
        self.gutter.apply_theme(theme)
        self.overview.apply_theme(theme)
        self.scrolling.rebuild()

    def apply_font(self, family: str, point_size: float) -> None:
        """Sets the reading font (an empty family: a serif for the text's language), keeping the place."""
        self._family, self._points = family, point_size
        self._set_font()

    def set_measure(self, characters: int) -> None:
        """Sets the characters of a full line, keeping the place."""
        for pane in self.panes.values():
            pane.set_measure(characters)
        self.scrolling.rebuild()

    def zoom(self, step: int) -> None:
        """Makes the text of both panes larger or smaller by steps of a tenth."""
        if SMALLEST <= self._points * 1.1 ** (self._zoom + step) <= LARGEST:
            self._zoom += step
            self._set_font()

    def reset_zoom(self) -> None:
        """Goes back to the size that is set."""
        self._zoom = 0
        self._set_font()

    def _set_font(self) -> None:
        for pane in self.panes.values():
            pane.apply_font(self._family, self._points * 1.1**self._zoom)
        self.scrolling.rebuild()

    # Moving

    @property
    def is_locked(self) -> bool:
        """Whether the panes move together."""
        return self.scrolling.is_locked

    def set_locked(self, locked: bool) -> None:
        """Lets the panes move together or each alone. Locking again puts the pair in focus level if it is in sight."""
        self.scrolling.lock(locked)
        focus = self._session.focus
        if locked and focus is not None and self.panes[focus.side].is_in_sight(focus.sentence):
            self._bring_level(focus)

    def focus_pane(self, side: Side) -> None:
        """Gives a pane the keyboard."""
        self.panes[side].setFocus()

    def _activate(self, side: Side, has: bool) -> None:
        self.headers[side].set_active(has)
        if has:
            self.scrolling.active = side

    def _focus_on(self, side: Side, sentence: int, *, again: bool = False) -> None:
        focus = Focus(side, sentence)
        if focus != self._session.focus:
            self._session.set_focus(focus)
        elif again:
            self._bring_level(focus)

    def is_any_in_sight(self, wanted: Mapping[Side, Sequence[bool]]) -> bool:
        """Whether a sentence can be seen of those that are wanted, told for each sentence of a side."""
        return any(
            wanted[side][k] and pane.is_in_sight(k)
            for side, pane in self.panes.items()
            for k in pane.sentences_in_sight()
        )

    def place(self) -> dict[str, Any]:
        """Where the reader is, ready for JSON: per side the offset at the eye line and pixels below its line."""
        return {**self.scrolling.place(), "locked": self.is_locked, "zoom": self._zoom}

    def restore(self, place: dict[str, Any]) -> None:
        """Goes back to a place of ``place()``; what does not fit the documents is left out."""
        zoom = place.get("zoom")
        if isinstance(zoom, int) and SMALLEST <= self._points * 1.1**zoom <= LARGEST:
            self._zoom = zoom
            self._set_font()
        self.scrolling.lock(place.get("locked") is not False)
        self.scrolling.keep({side.value: place.get(side.value) for side in Side})
        self.scrolling.rebuild()

    def _place_of_texts(self) -> dict[str, Any]:
        """The place in the texts shown now, arranged as the session has them (after a swap)."""
        now, out = self.scrolling.place(), {}
        for side in Side:
            new = self._session.document(side)
            # Held against each other: looked up in a dictionary, long texts would be gone through to the end.
            same = [one for one, pane in self.panes.items() if new and pane.source and pane.source.text == new.text]
            out[side.value] = now.get(same[-1].value) if same else None
        return out

    # Find and copy

    def find(  # type: ignore[override]  # Qt's static find(id) is of no use in Python
        self, needle: str, *, match_case: bool = False, whole_word: bool = False
    ) -> tuple[int, int]:
        """Marks every hit in both documents; gives how many there are on the left and on the right."""
        return self.search.find(needle, match_case=match_case, whole_word=whole_word)

    def find_step(self, step: int) -> None:
        """Goes to the next (+1) or previous (-1) hit: down the left document, then down the right, then around."""
        self.search.step(step)

    def clear_find(self) -> None:
        """Takes the marks of the hits away."""
        self.search.clear()

    def copy(self) -> None:
        """Copies the selection of the pane used last, or else of the other."""
        first = self.panes[self.scrolling.active]
        chosen = first if first.textCursor().hasSelection() else self.panes[self.scrolling.active.other]
        if chosen.textCursor().hasSelection():
            chosen.copy()


def _pane_name(title: str, side: Side, order: Order) -> str:
    if not title:
        return _("Left document: none yet") if side is Side.LEFT else _("Right document: none yet")
    if order is Order.UNKNOWN:
        name = _("Left document: {title}") if side is Side.LEFT else _("Right document: {title}")
    else:
        earlier = (side is Side.LEFT) == (order is Order.LEFT_EARLIER)
        name = _("Earlier document: {title}") if earlier else _("Later document: {title}")
    return name.format(title=title)
