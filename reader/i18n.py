"""Texts for people, in their language. Without Qt, because the command line and exports speak too."""

from __future__ import annotations


def _(text: str) -> str:
    """The text in the interface's language."""
    return text


def ngettext(one: str, many: str, count: int) -> str:
    """The form of a text that fits a count; ``{count}`` in it is left for the caller."""
    return one if count == 1 else many


def language() -> str:
    """BCP 47 tag of the interface's language."""
    return "en"
