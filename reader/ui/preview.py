"""What an export will look like, before it is made: pictures of its pages, or its text as it will stand in the file."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QImage

from reader.export import ALL, ExportOptions
from reader.model import Comparison

PAGES = 3
"""Pages that are shown."""
_CHARACTERS = 20_000
"""Characters that are shown of a text."""
_DRAWN = frozenset(("docx", "pdf"))
_OUTLINED = frozenset(("html",))


@dataclass(frozen=True, slots=True)
class Preview:
    """Either pictures or a text, and how large the whole is."""

    pictures: tuple[QImage, ...] = ()
    text: str = ""
    pages: int = 0
    """Pages of the whole; 0 where it has none, or too many to be counted for this."""
    size: int = 0
    """Bytes of the file; 0 where it is only drawn here."""
    is_whole: bool = True
    """Whether ``text`` is all of the file."""
    is_outline: bool = False
    """Whether ``text`` is a list of what the file holds rather than its text."""


def preview(comparison: Comparison, to: str, options: ExportOptions, width: int) -> Preview:
    """The preview of an export; pictures are ``width`` pixels wide. A pure function, for any thread."""
    if to in _DRAWN:
        from reader.ui.printing import pictures

        found, pages = pictures(comparison, options, width, PAGES)
        return Preview(tuple(found), pages=pages)
    exporter = next(one for one in ALL if one.name == to)
    made = exporter.export(comparison, options)
    data = made if isinstance(made, bytes) else made.encode()
    if to in _OUTLINED:
        from reader.export.outline import outline

        return Preview(text=outline(comparison, options), size=len(data), is_outline=True)
    text = data.decode("utf-8-sig")
    return Preview(text=text[:_CHARACTERS], size=len(data), is_whole=len(text) <= _CHARACTERS)
