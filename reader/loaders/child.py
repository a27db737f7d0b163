"""Reads a structured file in a process of its own, so that a hostile one costs a sentence and not the program.

The parent hands over the bytes on standard input and gets JSON on standard output. The child allows itself a fixed
amount of memory and time, may write no file, and inherits nothing: no open file, no folder on its path but those of
Python and of Readout. On Windows, which has no such limits, time alone is limited.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

from reader import errors
from reader.errors import ReaderError, UnreadableFile, UnsafeFile
from reader.i18n import _, set_language
from reader.loaders.base import Loaded
from reader.loaders.limits import CHILD_MEMORY_BYTES, CHILD_SECONDS
from reader.model import Paragraph, ParagraphKind

FLAG = "--load-in-child"
"""First argument by which a frozen program, which has no Python to start, starts itself as the child (reader.cli)."""

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv.pop(1)); "
    "from reader.loaders.child import main; sys.exit(main())"
)


class StructuredLoader(Protocol):
    """A loader whose work is done in the child: ``load`` asks ``load_in_child`` for what ``parse`` finds there."""

    name: str

    def parse(self, data: bytes) -> Loaded:
        """Text and blocks. May take any time and memory, may crash; raises ReaderError for a file it refuses."""
        ...


def load_in_child(loader: str, data: bytes) -> Loaded:
    """What the loader of this name finds in a file. Raises UnsafeFile where it passes a limit or crashes."""
    try:
        done = subprocess.run(
            [*_program(), loader],
            input=data,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get("READOUT_DEBUG") else subprocess.DEVNULL,
            timeout=CHILD_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _stopped() from error
    if done.returncode != 0:
        raise _stopped()
    answer = json.loads(done.stdout.decode("utf-8", "surrogatepass"))
    if "error" in answer:
        kind = getattr(errors, answer["error"], UnreadableFile)
        raise kind(answer["message"], answer["hint"])
    return _loaded(answer)


def _program() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG]
    # Isolated: no site, no user's folders, no PYTHON… variables; the path is what this process itself imports from,
    # without the current folder unless Readout lies in it.
    home = str(Path(__file__).resolve().parents[2])
    path = [home, *(folder for folder in sys.path if folder)]
    return [sys.executable, "-I", "-S", "-c", _START, json.dumps(path)]


def _stopped() -> UnsafeFile:
    message = _("{file} takes more time or memory to read than a text should, so reading it was stopped.")
    return UnsafeFile(message, _("Copy its text into a plain text file (.txt) and open that."))


def _loaded(answer: dict[str, Any]) -> Loaded:
    fields = dict(answer)
    rows = fields.pop("paragraphs")
    paragraphs = tuple(Paragraph(start, end, ParagraphKind(kind), level) for start, end, kind, level in rows)
    return Loaded(paragraphs=paragraphs, warnings=tuple(fields.pop("warnings")), **fields)


def main(arguments: list[str] | None = None) -> int:
    """The child: limits itself, loads, answers. Gives the exit code; any but 0 means that it had to be stopped."""
    (name,) = sys.argv[1:] if arguments is None else arguments
    set_language()
    _limit()
    from reader.loaders import ALL
    from reader.loaders.own_page import OWN_PAGE

    loader: StructuredLoader = next(one for one in (*ALL, OWN_PAGE) if one.name == name)  # type: ignore[assignment]  # only those are named
    try:
        answer = _answer(loader.parse(sys.stdin.buffer.read()))
    except ReaderError as error:
        answer = {"error": type(error).__name__, "message": error.template, "hint": error.hint}
    except (MemoryError, RecursionError):
        return 3
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    sys.stdout.buffer.flush()
    return 0


def _answer(loaded: Loaded) -> dict[str, object]:
    fields = asdict(loaded)
    fields["paragraphs"] = [(p.start, p.end, p.kind.value, p.level) for p in loaded.paragraphs]
    return fields


def _limit() -> None:
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, CHILD_MEMORY_BYTES),
        (resource.RLIMIT_CPU, CHILD_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(what)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (allowed, allowed))
