"""What a person is told when something cannot be done; everything else that is raised is a bug."""

from __future__ import annotations

from typing import Self


class ReaderError(Exception):
    """Bad input or a failed wish: a message (what is wrong, with which file) and a hint (what to do).

    Both are sentences of their own, the hint an imperative: *“a.txt” is empty.* and *Choose a file with text in it.*
    ``str(error)`` is the one sentence the command line prints: *“a.txt” is empty; choose a file with text in it.*
    Who does not know the name of the file writes ``{file}`` in its place; ``about`` fills it in.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.template = message
        """The message with ``{file}`` still in it where the name is not known."""
        self.message = message.replace("{file}", "This file")
        self.hint = hint

    def about(self, name: str) -> Self:
        """The same error with ``name`` where the message leaves the name of the file open."""
        named = type(self)(self.template, self.hint)
        named.message = self.template.replace("{file}", f"“{name}”")
        return named

    def __str__(self) -> str:
        if not self.hint:
            return self.message
        if not self.message.endswith((".", "。")):
            return f"{self.message} {self.hint}"
        join = "；" if self.message.endswith("。") else "; "
        return f"{self.message[:-1]}{join}{self.hint[0].lower()}{self.hint[1:]}"


class UnreadableFile(ReaderError):
    """The file cannot be opened or read: missing, a directory, no permission, empty, too big."""


class UnsupportedFormat(ReaderError):
    """No loader recognises the file, or its content is not what its name says."""


class UnsafeFile(ReaderError):
    """A loader passed one of its limits (docs/limits.md) and was stopped."""


class CannotWrite(ReaderError):
    """The result could not be written; what was there before is untouched."""
