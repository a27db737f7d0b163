"""From a path to bytes, and from bytes to the loader that reads them; every way in which this fails is a sentence."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from reader.errors import UnreadableFile, UnsupportedFormat
from reader.i18n import _
from reader.loaders import ALL, Loader
from reader.loaders.foreign import foreign_format
from reader.loaders.limits import FILE_BYTES, TEXT_CHARACTERS

HEAD_BYTES = 4096
"""How much of a file a loader sees to judge whether it is one of its own."""


def file_bytes(path: Path) -> bytes:
    """The content of a regular file, at most one byte more than FILE_BYTES. Raises UnreadableFile."""
    try:
        # Asked before opening: opening a pipe or a device could wait for ever.
        _require_regular(path.stat().st_mode)
        with path.open("rb") as file:
            return file.read(FILE_BYTES + 1)
    except OSError as error:
        raise _reason(error) from error
    except ValueError as error:  # a NUL in the name
        raise UnreadableFile(_("{file} is not the name of a file."), _("Check the name.")) from error


def _require_regular(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise UnreadableFile(_("{file} is a folder."), _("Choose a file in it."))
    if not stat.S_ISREG(mode):
        raise UnreadableFile(_("{file} is a device or a pipe, not a file."), _("Choose a file."))


def _reason(error: OSError) -> UnreadableFile:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return UnreadableFile(_("There is no file {file}."), _("Check the name."))
    if isinstance(error, PermissionError):
        return UnreadableFile(_("You may not read {file}."), _("Ask its owner, or choose another file."))
    if error.errno == errno.ENAMETOOLONG:
        return UnreadableFile(_("{file} is too long for the name of a file."), _("Check the name."))
    if error.errno == errno.ELOOP:
        return UnreadableFile(_("{file} is a link that leads back to itself."), _("Choose another file."))
    message = _("{{file}} could not be read ({reason}).").format(reason=error.strerror or error)
    return UnreadableFile(message, _("Try again, or choose another file."))


def choose(data: bytes, suffix: str) -> Loader:
    """The loader that is surest of a file; the first in ALL of those equally sure.

    Raises UnreadableFile for a file that is empty or too big and UnsupportedFormat for one that none of them reads.
    """
    if len(data) > FILE_BYTES:
        message = _("{{file}} is larger than {limit} MB, the most Readout reads.").format(limit=FILE_BYTES // 1_000_000)
        raise UnreadableFile(message, _("Choose a smaller file, or save the part you need as a file of its own."))
    if not data.strip():
        raise _empty()
    foreign = foreign_format(data, suffix)
    if foreign is not None:
        raise UnsupportedFormat(*foreign)
    head = data[:HEAD_BYTES]
    return max(ALL, key=lambda loader: loader.recognises(head, suffix))


def check_text(text: str) -> None:
    """Raises UnreadableFile where a loader found no text, or more than TEXT_CHARACTERS."""
    if len(text) > TEXT_CHARACTERS:
        limit = TEXT_CHARACTERS // 1_000_000
        message = _("{{file}} holds more than {limit} million characters, the most Readout reads.").format(limit=limit)
        raise UnreadableFile(message, _("Choose a shorter text."))
    if not any(not c.isspace() and c not in "\ufeff\u200b\0" for c in text):
        raise _empty()


def _empty() -> UnreadableFile:
    return UnreadableFile(_("{file} is empty."), _("Choose a file with text in it."))
