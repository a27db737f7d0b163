"""Colours, signs and line styles by role, from ``resources/themes/*.toml``. No Qt."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from reader.bundled import resource


@dataclass(frozen=True, slots=True)
class Theme:
    """A colour scheme: hexadecimal colours (``#RRGGBB``) by role name."""

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
