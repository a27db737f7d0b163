"""What a loader is and what it returns."""

from __future__ import annotations

from typing import Final, NamedTuple, Protocol

from reader.model import Paragraph

ARCHIVE_MAGIC: Final = b"PK\x03\x04"
"""First bytes of every ZIP archive with something in it."""


class Loaded(NamedTuple):
    """Text as a loader gives it, before the canonical gate."""

    text: str
    paragraphs: tuple[Paragraph, ...] = ()
    """Blocks into ``text``; empty where the text's own blank lines tell."""
    title: str | None = None
    date: str | None = None
    """ISO 8601 day of publication, where the file states it."""
    made: str | None = None
    """ISO 8601 day on which the file was made: a date for want of a better one."""
    language: str | None = None
    encoding: str | None = None
    encoding_guessed: bool = False
    warnings: tuple[str, ...] = ()


class Loader(Protocol):
    """Reads one format."""

    name: str
    """Stable name: ``text``, ``html`` …; goes to ``Source.kind``."""
    label: str
    """What a person calls it: *Web page*."""
    suffixes: tuple[str, ...]
    """Lower-case file endings with the dot."""

    def recognises(self, head: bytes, suffix: str) -> float:
        """How sure the loader is, 0–1, from the first 4 kB and the file ending."""
        ...

    def load(self, data: bytes) -> Loaded:
        """Text and blocks; raises ReaderError with one plain sentence."""
        ...
