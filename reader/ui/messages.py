"""What the window tells a person: notices, and the report of a mistake of the program's own."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from types import TracebackType
from typing import NamedTuple

from PySide6.QtCore import qVersion

from reader import __version__
from reader.errors import ReaderError
from reader.i18n import _


class Level(StrEnum):
    """How a notice is meant."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a person can answer to a notice; the notice goes away with it."""

    text: str
    act: Callable[[], object] = field(compare=False, default=lambda: None)


class Notice(NamedTuple):
    """A sentence shown in the window, plain text."""

    level: Level
    text: str
    report: str = ""
    """For a mistake of the program's own: what went wrong, to be copied; empty otherwise."""
    path: str = ""
    """A file that was written and can be opened; empty otherwise."""
    choices: tuple[Choice, ...] = ()
    """Answers, where the notice is a question."""
    about: str = ""
    """What it is about: a later notice about the same replaces it; empty where nothing does."""


def notice_of(error: BaseException) -> Notice:
    """What a person is told: a ReaderError's own sentence, for anything else that it is a mistake of ours."""
    if isinstance(error, ReaderError):
        return Notice(Level.ERROR, str(error))
    text = _("Something went wrong inside Readout. Your texts are untouched; the details say what happened.")
    details = report(error)
    if sys.stderr is not None:  # a program without a console has none
        sys.stderr.write(f"{details}\n")
    return Notice(Level.ERROR, text, report=details)


def report(error: BaseException) -> str:
    """Plain text for whoever mends the program: versions and where it happened. No text of any document."""
    import platform

    system = f"{platform.system()} {platform.release()} ({platform.machine()})"
    return "\n".join(
        (
            f"Readout {__version__}",
            f"Python {platform.python_version()}, Qt {qVersion()}, {system}",
            "",
            "".join(traceback.format_exception(error)).rstrip(),
        )
    )


def install_hook(post: Callable[[Notice], None]) -> None:
    """Shows what no one caught as a notice in the window, besides printing it as Python does."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        if isinstance(error, Exception):
            post(notice_of(error))

    sys.excepthook = hook
