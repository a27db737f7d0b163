"""Colours, signs and line styles by role, from ``resources/themes/*.toml``. No Qt.

``style()`` is the only place that decides how marks look: the screen and the page ask it for every run.
"""

from __future__ import annotations

import tomllib
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.bundled import resource
from reader.i18n import _
from reader.marks import STATE_ROLES, Lens, Mark, Role

if TYPE_CHECKING:
    from collections.abc import Callable


class Line(StrEnum):
    """Line under the text."""

    NONE = "none"
    SOLID = "solid"
    DOTTED = "dotted"
    DASHED = "dashed"
    WAVY = "wavy"


class Style(NamedTuple):
    """How a run looks. Colours are ``#RRGGBB``; ``background`` None is the paper."""

    foreground: str
    background: str | None = None
    line: Line = Line.NONE
    line_colour: str | None = None
    bold: bool = False


class Theme:
    """A colour scheme: colours (``#RRGGBB``) by role name.

    ``label`` is what a person calls it, ``about`` one sentence for the menu, both in English.
    """

    __slots__ = ("about", "colours", "dark", "label", "name")

    def __init__(self, name: str, *, dark: bool, colours: dict[str, str], label: str = "", about: str = "") -> None:
        self.name = name
        self.dark = dark
        self.colours = colours
        self.label = label
        self.about = about

    def __getitem__(self, role: str) -> str:
        return self.colours[role]


@cache
def load_theme(name: str) -> Theme:
    """A bundled theme: one of ``reader.bundled.themes()``."""
    data = tomllib.loads(resource(f"themes/{name}.toml").read_text("utf-8"))
    return Theme(name, dark=bool(data["dark"]), colours=data["colours"], label=data["label"], about=data["about"])


SIGNS: Final = {
    Role.SHARED: "=",
    Role.REWORDED: "≈",
    Role.ECHO: "~",
    Role.DROPPED: "−",
    Role.NEW: "+",
    Role.ONLY_HERE: "○",
    Role.MOVED: "⇅",
}
"""The sign that says a state without colour."""

_SIGN_COLOURS: Final = {
    Role.SHARED: "shared_sign",
    Role.REWORDED: "edit",
    Role.ECHO: "formulation",
    Role.DROPPED: "dropped_sign",
    Role.NEW: "new_sign",
    Role.ONLY_HERE: "only_here_sign",
    Role.MOVED: "moved_sign",
}

_SIGNS_SHOWN: Final = {
    Lens.DIFFERENCES: frozenset((Role.REWORDED, Role.DROPPED, Role.NEW, Role.ONLY_HERE, Role.MOVED)),
    Lens.SHARED: frozenset((Role.SHARED, Role.REWORDED, Role.ECHO, Role.MOVED)),
    Lens.FORMULATIONS: frozenset[Role](),
    Lens.SPEAKERS: frozenset[Role](),
    Lens.TOPICS: frozenset[Role](),
}


def state_name(role: Role) -> str:
    """The word for a state or for *moved*, in the interface's language."""
    return {
        Role.SHARED: _("shared"),
        Role.REWORDED: _("reworded"),
        Role.ECHO: _("echo"),
        Role.DROPPED: _("dropped"),
        Role.NEW: _("new"),
        Role.ONLY_HERE: _("only here"),
        Role.MOVED: _("moved"),
    }[role]


def sign_colour(theme: Theme, role: Role) -> str:
    """Colour of a sign of ``SIGNS``, readable on the paper and on its state's tint."""
    return theme[_SIGN_COLOURS[role]]


def shown_signs(lens: Lens, roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """Those of a sentence's roles whose sign stands before the sentence under a lens, in the given order."""
    return tuple(role for role in roles if role in _SIGNS_SHOWN[lens])


CATEGORIES: Final = 8
"""Number of category colours of a theme: ``speaker_1`` to ``speaker_8`` with tints ``speaker_1_bg`` …"""

_CATEGORY_LINES: Final = (Line.SOLID, Line.DOTTED, Line.DASHED, Line.WAVY)


class Category(NamedTuple):
    """How a speaker or a topic is told from the others."""

    colour: str
    tint: str
    line: Line


def category(theme: Theme, link: int) -> Category:
    """Look of the speaker or topic at place ``link`` (from 0) of ``speakers_of`` or ``topics_of``.

    The first 32 differ from one another in colour or line, the first 4 in both.
    """
    name = f"speaker_{link % CATEGORIES + 1}"
    line = _CATEGORY_LINES[(link + link // CATEGORIES) % len(_CATEGORY_LINES)]
    return Category(theme[name], theme[f"{name}_bg"], line)


def style(theme: Theme, lens: Lens, marks: tuple[Mark, ...], *, dim_boilerplate: bool = False) -> Style:
    """Look of a run on which the given marks lie. Text has a contrast of at least 4.5 : 1 whatever they are.

    A sentence that fits the filter keeps the look the lens gives it, on the focus tint where that has none;
    one that does not fit is muted and bare. ``dim_boilerplate`` mutes titles, names and datelines.
    """
    by_role = {mark.role: mark for mark in marks}
    if Role.FADED in by_role:
        return Style(theme["muted"])
    look = _PAINTERS[lens](theme, by_role)
    if dim_boilerplate and Role.BOILERPLATE in by_role:
        look = Style(theme["muted"], look.background)
    if Role.CHOSEN in by_role and look.background is None:
        ink = theme["ink"] if look.foreground == theme["muted"] else look.foreground
        look = look._replace(background=theme["focus_bg"], foreground=ink)
    return look


LONG_EDIT: Final = 48
"""Characters from which on changed words are no longer bold."""

_OWN_LOOKS: Final = (Role.SPEAKER, Role.TOPIC)
"""Roles of which each link has a look of its own."""


def look_key(marks: tuple[Mark, ...]) -> tuple[tuple[Role, int | None], ...]:
    """What ``style`` looks at in marks: runs with the same key look alike."""
    return tuple(
        (mark.role, mark.link if mark.role in _OWN_LOOKS else _is_long(mark) if mark.role is Role.EDIT else None)
        for mark in marks
    )


def _is_long(edit: Mark) -> bool:
    return edit.end - edit.start >= LONG_EDIT


def _state(marks: dict[Role, Mark]) -> Role | None:
    return next((role for role in STATE_ROLES if role in marks), None)


def _differences(theme: Theme, marks: dict[Role, Mark]) -> Style:
    """What is not the same is tinted, shared sentences are quiet, echoes bare; changed words win over formulations.

    Changed words are bold, unless they go on for most of a line: where nearly all has changed, weight says nothing.
    Words that count as equal, though they are others, get a dashed line and no weight.
    """
    state = _state(marks)
    look = Style(theme["ink"])
    if state is not None and state is not Role.ECHO:
        look = Style(theme[f"{state.value}_fg"], theme[f"{state.value}_bg"])
    if Role.EDIT in marks:
        is_bold = not _is_long(marks[Role.EDIT])
        return look._replace(foreground=theme["edit"], bold=is_bold, line=Line.SOLID, line_colour=theme["edit"])
    if Role.FORMULATION in marks:
        look = _formulation(theme, look)
    elif Role.WORDING in marks:
        look = look._replace(line=Line.DOTTED, line_colour=theme["muted"])
    if Role.VARIANT in marks:
        return look._replace(line=Line.DASHED, line_colour=theme["edit"])
    return look


def _shared(theme: Theme, marks: dict[Role, Mark]) -> Style:
    """The wording that both have is tinted; changed words and sentences without counterpart are muted and bare."""
    state = _state(marks)
    if Role.EDIT in marks:
        return Style(theme["muted"])
    if state in (Role.SHARED, Role.REWORDED):
        look = Style(theme["ink"], theme["shared_strong_bg" if state is Role.SHARED else "reworded_bg"])
    else:
        look = Style(theme["muted"])
    if Role.FORMULATION in marks:
        look = _formulation(theme, look)
        return look if look.background else look._replace(background=theme["formulation_bg"])
    if Role.WORDING in marks:
        return Style(theme["ink"], look.background, Line.DOTTED, theme["muted"])
    return look


def _formulations(theme: Theme, marks: dict[Role, Mark]) -> Style:
    """Only formulations stand out."""
    if Role.FORMULATION not in marks:
        return Style(theme["ink"])
    return _formulation(theme, Style(theme["ink"], theme["formulation_bg"]))._replace(bold=True)


def _formulation(theme: Theme, look: Style) -> Style:
    colour = theme["formulation"]
    return look._replace(foreground=colour, line=Line.DOTTED, line_colour=colour)


def _categories(role: Role) -> Callable[[Theme, dict[Role, Mark]], Style]:
    def paint(theme: Theme, marks: dict[Role, Mark]) -> Style:
        mark = marks.get(role)
        look = Style(theme["ink"])
        if mark is not None and mark.link is not None:
            one = category(theme, mark.link)
            look = Style(theme["ink"], one.tint, one.line, one.colour)
        return look._replace(bold=role is Role.SPEAKER and Role.CUE in marks)

    return paint


_PAINTERS: Final = {
    Lens.DIFFERENCES: _differences,
    Lens.SHARED: _shared,
    Lens.FORMULATIONS: _formulations,
    Lens.SPEAKERS: _categories(Role.SPEAKER),
    Lens.TOPICS: _categories(Role.TOPIC),
}
