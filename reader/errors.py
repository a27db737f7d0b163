"""What a person is told when something cannot be done; everything else that is raised is a bug."""

from __future__ import annotations


class ReaderError(Exception):
    """Bad input or a failed wish, told in one plain sentence (what, where) and a hint (what to do).

    ``str(error)`` is the message followed by the hint, as the command line prints it.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UnreadableFile(ReaderError):
    """The file cannot be opened or read: missing, a directory, no permission, empty, too big."""


class UnsupportedFormat(ReaderError):
    """No loader recognises the file, or its content is not what its name says."""


class UnsafeFile(ReaderError):
    """A loader passed one of its limits (docs/limits.md) and was stopped."""


class CannotWrite(ReaderError):
    """The result could not be written; what was there before is untouched."""
