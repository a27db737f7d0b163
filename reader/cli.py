"""The command ``readout``: opens the window, or hands on to a command of ``reader.commands``.

Exit codes: 0 done, 1 with ``--exit-code`` when the documents differ, 2 an error (one sentence on stderr), 130 stopped
by Ctrl+C, 141 the reader of the output went away. Nothing here loads Qt except the command that opens the window.
"""

from __future__ import annotations

import argparse
import atexit
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import reader
from reader.commands import COMMANDS, PROGRAM, Parser, examples, summaries
from reader.errors import ReaderError, UnreadableFile
from reader.i18n import _, set_language


def run() -> NoReturn:
    """Runs the program and ends the process with its exit code, at once after a small command.

    Python would take apart every value there is before it ends, and look for unused ones meanwhile. Both together take
    a sixth of the time of such a command.
    """
    if sys.argv[1:2] and sys.argv[1] in COMMANDS:
        gc.disable()
    code = main()
    if "PySide6" in sys.modules:  # Qt wants to be taken apart
        sys.exit(code)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            if stream is not None:
                stream.flush()
    os._exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line (``sys.argv`` without the program where None) and gives the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    set_language()
    try:
        code = _run(words)
        if sys.stdout is not None:  # None where the shell has closed it
            sys.stdout.flush()
        return code
    except ReaderError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _abandon_stdout()
        return 141
    except OSError as error:
        _abandon_stdout()
        return _fail(_("The output could not be written: {reason}.").format(reason=error.strerror or error))
    except Exception as error:
        if os.environ.get("READOUT_DEBUG"):
            raise
        # A person is told in a sentence; the traceback is there on request.
        text = _("This is a mistake in Readout, not in your files ({what}); set READOUT_DEBUG=1 to see where it is.")
        return _fail(text.format(what=_one_line(f"{type(error).__name__}: {error}")))


def _run(words: list[str]) -> int:
    if words[:1] == ["--load-in-child"]:  # how a frozen program starts the process that reads an untrusted file
        from reader.loaders.child import main as load

        return load(words[1:])
    if words[:1] == ["--work-in-child"]:  # … and the one that works on long texts for the window
        from reader.ui.apart import main as work_apart

        return work_apart()
    if words[:1] == ["--draw-pdf"]:  # how the program starts the process that draws a PDF (reader.export.pdf)
        from reader.ui.printing import main as draw

        return draw()
    command = next((word for word in words if not word.startswith("-")), None)
    if command in COMMANDS and words[0] == command:
        describe, work = COMMANDS[command]
        return work(describe().parse_args(words[1:]))
    return _window(window_parser().parse_args(words))


def _fail(sentence: str) -> int:
    sys.stderr.write(f"{PROGRAM}: {_one_line(sentence)}\n")
    return 2


def _one_line(text: str) -> str:
    from reader.terminal import printable

    return printable(text)


def _abandon_stdout() -> None:
    """Lets Python end without a second complaint about an output that cannot be written."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = None  # what Python itself sets where there is no output


# --- the window -------------------------------------------------------------------------------------------------


def window_parser() -> Parser:
    """The command line without a command."""
    commands = "\n".join(f"  {name:<10}{text}" for name, text in summaries())
    parser = Parser(
        PROGRAM,
        usage=_("readout [LEFT [RIGHT]]\n       readout compare|inspect|formats …"),
        description=_("Read two official accounts of a meeting side by side. Without a command, the window opens."),
        epilog=_("Commands:\n{commands}").format(commands=commands)
        + "\n\n"
        + examples(
            "readout february.txt september.txt",
            "readout compare february.txt september.txt -o comparison.html",
            "readout inspect february.txt",
            "readout compare --help",
        ),
    )
    parser.add_argument("files", metavar="FILE", nargs="*", help=_("one or two documents, or a saved comparison"))
    parser.add_argument(
        "--version", action="version", version=f"{PROGRAM} {reader.__version__}", help=_("show the version and end")
    )
    return parser


def _window(wish: argparse.Namespace) -> int:
    files: list[str] = wish.files
    if files and not Path(files[0]).exists():
        _refuse_mistyped(files[0])
    if len(files) > 2:
        message = _("Readout compares two documents, and {count} were given.").format(count=len(files))
        raise ReaderError(message, _("Name two files."))
    paths = [Path(name) for name in files]
    for path in paths:
        if not path.exists():
            raise UnreadableFile(_("There is no file {file}."), _("Check the name.")).about(str(path))
    from reader.display import require_display

    require_display()
    try:
        from reader.ui.start import load

        app = load()
    except ImportError as error:
        if (error.name or "").partition(".")[0] == "reader":
            raise  # a fault of ours, which must not be blamed on Qt
        message = _("Qt, which draws the window, cannot be loaded ({reason}).").format(reason=error)
        hint = _("Install what is missing, or use “readout compare”, which needs no window.")
        raise ReaderError(message, hint) from error
    left, right = (*paths, None, None)[:2]
    return int(app.run(left, right) or 0)


def _refuse_mistyped(word: str) -> None:
    """Raises ReaderError where a word is no file and looks like a command."""
    if "." in word or os.sep in word:
        return
    import difflib

    message = _("There is no command and no file “{word}”.").format(word=word)
    if near := difflib.get_close_matches(word, COMMANDS, n=1):
        raise ReaderError(message, _("Did you mean “readout {command}”?").format(command=near[0]))
    raise ReaderError(message, _("Check the name; commands are {names}.").format(names=", ".join(COMMANDS)))
