"""Documents that are ZIP archives: their parts, unpacked piece by piece and never further than the limits allow."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from reader.errors import ReaderError, UnreadableFile, UnsafeFile, UnsupportedFormat
from reader.i18n import _
from reader.loaders.limits import (
    ARCHIVE_BYTES,
    ARCHIVE_PART_BYTES,
    ARCHIVE_PARTS,
    ARCHIVE_RATIO,
    ARCHIVE_RATIO_FROM_BYTES,
)

_DIRECTORY_ENTRY: Final = b"PK\x01\x02"
_PIECE: Final = 1 << 16
_ENCRYPTED: Final = 0x1
# What zipfile raises of its own accord, and what it lets through where a header is cut short or holds nonsense.
_BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError),
    *(EOFError, OSError, ValueError, IndexError, OverflowError),
)
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Archive:
    """The parts of an archive in memory. Names are compared without regard to case, as Office compares them."""

    def __init__(self, data: bytes) -> None:
        """Reads the directory. Raises UnreadableFile for a damaged archive, UnsafeFile for one of too many parts."""
        # Counted before anything is built of them: each entry would take some hundred bytes of memory.
        if data.count(_DIRECTORY_ENTRY) > ARCHIVE_PARTS:
            raise UnsafeFile(
                _("{{file}} is an archive of more than {limit} parts.").format(limit=f"{ARCHIVE_PARTS:,}"), _by_text()
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise damaged() from error
        self._parts = {_key(info.filename): info for info in self._zip.infolist() if not info.filename.endswith("/")}
        self._size = len(data)
        self._unpacked = 0

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._parts

    def names(self) -> tuple[str, ...]:
        """Names of all parts in lower case with forward slashes, in the order of the archive."""
        return tuple(self._parts)

    def pieces(self, name: str) -> Iterator[bytes]:
        """The content of a part in pieces of some 64 kB.

        Raises KeyError for a part that is not there, UnsafeFile past a limit, UnreadableFile for a damaged part and
        UnsupportedFormat for one under a password.
        """
        info = self._parts[_key(name)]
        if info.flag_bits & _ENCRYPTED:
            raise protected()
        if info.compress_type not in _METHODS:
            raise damaged()
        length = 0
        try:
            with self._zip.open(info) as part:
                while piece := part.read(_PIECE):
                    length += len(piece)
                    self._unpacked += len(piece)
                    self._check(length, min(info.compress_size, self._size))
                    yield piece
        except _BROKEN as error:
            raise damaged() from error

    def read(self, name: str) -> bytes:
        """The whole content of a part; errors as for ``pieces``."""
        return b"".join(self.pieces(name))

    def _check(self, length: int, packed: int) -> None:
        unfolds = length > ARCHIVE_RATIO_FROM_BYTES and length > ARCHIVE_RATIO * max(packed, 1)
        if unfolds or length > ARCHIVE_PART_BYTES or self._unpacked > ARCHIVE_BYTES:
            raise UnsafeFile(_("{file} unpacks to far more than a text takes, so reading it was stopped."), _by_text())


def damaged() -> ReaderError:
    """What is said of a document that is cut off or broken."""
    return UnreadableFile(
        _("{file} is damaged or was not copied completely."), _("Get a fresh copy, or open it where it was written.")
    )


def protected() -> ReaderError:
    """What is said of a document under a password."""
    return UnsupportedFormat(
        _("{file} is protected by a password."),
        _("Open it in the program it was written with, save it without the password, then open that file."),
    )


def _by_text() -> str:
    return _("Copy its text into a plain text file (.txt) and open that.")


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
