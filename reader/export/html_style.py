"""Style sheet of the exported page: what ``reader.theme`` decides, written as CSS."""

from __future__ import annotations

import re
from string import Template
from typing import TYPE_CHECKING

from reader.bundled import resource
from reader.export.facts import side_title
from reader.marks import STATE_ROLES, Lens, Mark, Role
from reader.model import Comparison, Side
from reader.theme import SIGNS, Line, Style, Theme, load_theme, look_key, shown_signs, sign_colour, style

if TYPE_CHECKING:
    from collections.abc import Iterable

_WHOLE = frozenset((*STATE_ROLES, Role.MOVED, Role.SPEAKER, Role.TOPIC, Role.CHOSEN, Role.FADED))
RUN_ROLES = frozenset(Role) - _WHOLE
"""Roles that lie on parts of sentences; the others lie on whole ones."""


class Looks:
    """Names the looks of runs as they come up: ``k0``, ``k1`` … in order of first appearance."""

    def __init__(self, lens: Lens) -> None:
        self.lens = lens
        self._names: dict[tuple[Style, Style], str] = {}
        self._known: dict[tuple[tuple[Role, int | None], ...], str] = {}

    def name(self, marks: tuple[Mark, ...]) -> str:
        """Class of the look of a run with these marks, in both themes."""
        key = look_key(marks)
        if key not in self._known:
            pair = (style(load_theme("light"), self.lens, marks), style(load_theme("dark"), self.lens, marks))
            self._known[key] = self._names.setdefault(pair, f"k{len(self._names)}")
        return self._known[key]

    def rules(self, *, dark: bool) -> str:
        """The classes as CSS, with the colours of one theme."""
        return "\n".join(_look_rule(f".{name}", pair[dark]) for pair, name in self._names.items())


def _look_rule(selector: str, look: Style) -> str:
    parts = [f"color:{look.foreground}"]
    if look.background:
        parts.append(f"background-color:{look.background}")
    if look.line is not Line.NONE:
        parts.append(f"text-decoration:underline {look.line.value} {look.line_colour}")
    if look.bold:
        parts.append("font-weight:700")
    return f"{selector}{{{';'.join(parts)}}}"


def style_sheet(comparison: Comparison, looks: Looks, theme: str) -> str:
    """The whole style sheet. ``theme`` is ``auto``, ``light`` or ``dark``; paper is always printed light."""
    source, signs = resource("export/page.css").read_text(encoding="utf-8"), _sign_rules(looks.lens)
    used = frozenset(re.findall(r"var\(--([\w-]+)\)", source + signs))
    light, dark = _colours(looks, load_theme("light"), used), _colours(looks, load_theme("dark"), used)
    screens = {"auto": "screen and (prefers-color-scheme:dark)", "dark": "screen"}
    scheme = f"{light}\n@media {screens[theme]}{{\n{dark}\n}}" if theme in screens else light
    return Template(source).substitute(
        colours=scheme,
        signs=signs,
        left=css_string(side_title(comparison, Side.LEFT)),
        right=css_string(side_title(comparison, Side.RIGHT)),
    )


def css_string(text: str) -> str:
    """A CSS string literal that ends neither itself nor the style element."""
    return '"' + "".join(c if c.isalnum() or c in " .,·–" else f"\\{ord(c):x} " for c in text) + '"'


def _colours(looks: Looks, theme: Theme, used: frozenset[str]) -> str:
    colours = {name.replace("_", "-"): colour for name, colour in theme.colours.items()}
    colours |= {f"sign-{role.value}": sign_colour(theme, role) for role in SIGNS}
    names = "".join(f";--{name}:{colour}" for name, colour in colours.items() if name in used)
    return f":root{{color-scheme:{'dark' if theme.dark else 'light'}{names}}}\n{looks.rules(dark=theme.dark)}"


def _sign_rules(lens: Lens) -> str:
    """A sentence begins with its number and, under lenses that show states, with its sign."""
    return "\n".join(_sign_rule(role) for role in _signs(lens))


def _signs(lens: Lens) -> Iterable[Role]:
    return (role for role in shown_signs(lens, tuple(SIGNS)) if role is not Role.MOVED)


def _sign_rule(role: Role) -> str:
    sign = css_string(SIGNS[role])
    colour = f"color:var(--sign-{role.value})"
    return f'.s.{role.value}>.t::before{{content:{sign};content:{sign}/"";{colour}}}'
