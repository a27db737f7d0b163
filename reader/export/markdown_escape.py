"""Text on its way into Markdown: plain words, whatever is in them."""

from __future__ import annotations

import re

from reader.export.escape import writable
from reader.patterns import deferred

# What means something wherever it stands; what does so only at the beginning, where a list, a heading or a line under
# one could begin; and what does so only within an address or after the number of an item.
_SPECIAL = deferred(
    r"[\\`*_{}\[\]&<>|~@$^\u0000-\u001f\u007f]|(?:(?<=\s)|\A)[#+=-]|:(?=\S)|(?<=\d)[.)]|(?<=[wW]{3})\.|!(?=\[)"
)
_BACKSLASHED = frozenset(r"\`*_{}[])#+.!-")
"""A backslash works for these in every Markdown; for the rest a character reference does."""


def escape(text: str) -> str:
    """The text as plain words in Markdown, on one line: no markup, link or HTML can come out of it."""
    return _SPECIAL.sub(_escaped, writable(" ".join(text.split())))


def escape_part(text: str) -> str:
    """A piece of a sentence escaped, with the spaces at its edges."""
    core = text.strip()
    if not core:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{escape(core)}{after}"


def _escaped(found: re.Match[str]) -> str:
    character = found.group()
    return f"\\{character}" if character in _BACKSLASHED else f"&#{ord(character)};"
