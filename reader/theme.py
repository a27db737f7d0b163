"""Colours, signs and line styles by role, from ``resources/themes/*.toml``. No Qt.

``style()`` is the only place that decides how marks look: the screen and the page ask it for every run.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from reader.bundled import resource
from reader.marks import Lens, Mark, Role


class Line(StrEnum):
    """Line under the text."""

    NONE = "none"
    SOLID = "solid"
    DOTTED = "dotted"
    DASHED = "dashed"
    WAVY = "wavy"


@dataclass(frozen=True, slots=True)
class Style:
    """How a run looks. Colours are ``#RRGGBB``; ``background`` None is the paper."""

    foreground: str
    background: str | None = None
    line: Line = Line.NONE
    line_colour: str | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Theme:
    """A colour scheme: colours (``#RRGGBB``) by role name."""

    name: str
    dark: bool
    colours: dict[str, str]

    def __getitem__(self, role: str) -> str:
        return self.colours[role]


@cache
def load_theme(name: str) -> Theme:
    """The bundled theme ``light`` or ``dark``."""
    with resource(f"themes/{name}.toml").open("rb") as file:
        data = tomllib.load(file)
    return Theme(name, bool(data["dark"]), data["colours"])


SIGNS = {
    Role.SHARED: "=",
    Role.REWORDED: "≈",
    Role.ECHO: "∿",
    Role.DROPPED: "−",
    Role.NEW: "+",
    Role.ONLY_HERE: "○",
    Role.MOVED: "⇅",
}
"""The sign that says a state without colour."""


def style(theme: Theme, lens: Lens, marks: tuple[Mark, ...]) -> Style:
    """Look of a run on which the given marks lie."""
    out = Style(theme["ink"])
    for mark in marks:
        if mark.role is Role.REWORDED and lens is Lens.DIFFERENCES:
            out = replace(out, background=theme["reworded_bg"], foreground=theme["reworded_fg"])
        elif mark.role is Role.EDIT and lens is Lens.DIFFERENCES:
            out = replace(out, foreground=theme["edit"], bold=True, line=Line.SOLID, line_colour=theme["edit"])
    return out
