"""The command ``readout``: open the window, compare, inspect, list formats.

Exit codes: 0 done, 1 with ``--exit-code`` when the documents differ, 2 an error (one sentence on stderr), 130 stopped
by Ctrl+C, 141 the reader of the output went away. Nothing here loads Qt except the command that opens the window.
"""

from __future__ import annotations

import argparse
import atexit
import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import reader
from reader.errors import CannotWrite, ReaderError, UnreadableFile
from reader.i18n import _, set_language

if TYPE_CHECKING:
    from reader.model import Comparison, Document

PROGRAM = "readout"
STDIN = STDOUT = "-"


class _Parser(argparse.ArgumentParser):
    """Tells a mistake in one sentence and names the help that applies."""

    def _get_formatter(self) -> argparse.HelpFormatter:
        # argparse asks for one with each option, and without a width it loads a module to find out.
        formatter: Any = self.formatter_class
        made: argparse.HelpFormatter = formatter(self.prog, width=_columns() - 2)
        return made

    def error(self, message: str) -> NoReturn:
        hint = _("See “{command} --help”.").format(command=self.prog)
        raise ReaderError(f"{message[:1].upper()}{message[1:].rstrip('.')}.", hint)


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


def _columns() -> int:
    """Columns of the terminal, as the shell tells or the system; 80 where nobody knows."""
    with suppress(ValueError):
        if (told := int(os.environ.get("COLUMNS", ""))) > 0:
            return told
    with suppress(AttributeError, ValueError, OSError):
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    return 80


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
    return _window(_window_parser().parse_args(words))


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


def _window_parser() -> _Parser:
    commands = "\n".join(f"  {name:<10}{text}" for name, text in _summaries())
    parser = _Parser(
        PROGRAM,
        usage=_("readout [LEFT [RIGHT]]\n       readout compare|inspect|formats …"),
        description=_("Read two official accounts of a meeting side by side. Without a command, the window opens."),
        epilog=_("Commands:\n{commands}\n\nExamples:\n{examples}").format(
            commands=commands,
            examples="\n".join(
                (
                    "  readout february.txt september.txt",
                    "  readout compare february.txt september.txt -o comparison.html",
                    "  readout inspect february.txt",
                    "  readout compare --help",
                )
            ),
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", metavar="FILE", nargs="*", help=_("one or two documents to open"))
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {reader.__version__}")
    return parser


def _summaries() -> tuple[tuple[str, str], ...]:
    return (
        ("compare", _("compare two documents and write the result as a page or as data")),
        ("inspect", _("show what Readout finds in one document")),
        ("formats", _("list the formats that can be opened and written")),
    )


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
    import difflib

    near = difflib.get_close_matches(word, COMMANDS, n=1)
    if near and "." not in word and os.sep not in word:
        message = _("There is no command and no file “{word}”.").format(word=word)
        raise ReaderError(message, _("Did you mean “readout {command}”?").format(command=near[0]))


# --- compare ----------------------------------------------------------------------------------------------------


def _compare_parser() -> _Parser:
    from reader.export import ALL
    from reader.marks import Lens

    names = [exporter.name for exporter in ALL]
    parser = _Parser(
        f"{PROGRAM} compare",
        description=_("Compares two documents and writes the result. No window and no display are needed."),
        epilog=_("Examples:\n{examples}").format(
            examples="\n".join(
                (
                    "  readout compare february.txt september.txt -o comparison.html",
                    "  readout compare february.txt september.txt --to json | jq .summary",
                    "  curl … | readout compare february.txt - --to markdown",
                )
            )
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("left", metavar="LEFT", help=_("the document on the left, or - for standard input"))
    parser.add_argument("right", metavar="RIGHT", help=_("the document on the right, or - for standard input"))
    parser.add_argument(
        "--to", choices=names, help=_("what to write; without it the ending of the output file tells, else html")
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", default=STDOUT, help=_("where to write; - or nothing: standard output")
    )
    parser.add_argument("--title", help=_("title of the result"))
    parser.add_argument(
        "--theme",
        choices=("auto", "light", "dark"),
        default="auto",
        help=_("colours of the page; auto follows its reader"),
    )
    parser.add_argument(
        "--lens",
        choices=[lens.value for lens in Lens],
        default=Lens.DIFFERENCES.value,
        help=_("what the page emphasises"),
    )
    parser.add_argument(
        "--exit-code",
        action="store_true",
        help=_("end with 0 where both say the same in the same order and with 1 where something differs"),
    )
    return parser


def _compare(wish: argparse.Namespace) -> int:
    from reader.export import ExportOptions, export
    from reader.marks import Lens
    from reader.project.writing import write_safely
    from reader.terminal import progress

    target = _target(wish)
    to = wish.to or _format_of(wish.output)
    _refuse_terminal(to, target)
    if wish.left == wish.right == STDIN:
        raise ReaderError(_("Both documents are to come from standard input."), _("Name a file for one of them."))
    with progress(_("Reading…")):
        left, right = _document(wish.left), _document(wish.right)
    with progress(_("Comparing…")):
        comparison = reader.compare(left, right)
        written = export(comparison, to, ExportOptions(title=wish.title, theme=wish.theme, lens=Lens(wish.lens)))
    data = written if isinstance(written, bytes) else written.encode("utf-8")
    if target is None:
        _put(data)
    else:
        write_safely(target, data)
    return 1 if wish.exit_code and differs(comparison) else 0


def differs(comparison: Comparison) -> bool:
    """Whether anything is worded differently, missing, new or moved."""
    from reader.model import State

    states = comparison.left_states + comparison.right_states
    return any(state is not State.SHARED for state in states) or any(match.moved for match in comparison.matches)


def _format_of(output: str) -> str:
    """Name of the exporter for the ending of a file; ``html`` where it does not tell."""
    from reader.export import ALL

    suffix = Path(output).suffix.lower()
    if suffix == ".htm":
        return "html"
    return next((exporter.name for exporter in ALL if exporter.suffix == suffix), "html")


def _target(wish: argparse.Namespace) -> Path | None:
    """Where to write, checked before the work: not over what is being compared, and into a folder that exists."""
    if wish.output == STDOUT:
        return None
    target = Path(wish.output)
    if target.is_dir():
        raise CannotWrite(_("{file} is a folder."), _("Name a file in it.")).about(wish.output)
    if not target.parent.is_dir():
        message = _("The folder “{folder}” does not exist.").format(folder=target.parent)
        raise CannotWrite(message, _("Make it first, or choose another."))
    for source in (wish.left, wish.right):
        if source != STDIN and target.exists() and Path(source).exists() and target.samefile(source):
            message = _("{file} is one of the documents to compare and would be overwritten.")
            raise CannotWrite(message, _("Choose another name for the output.")).about(wish.output)
    return target


def _refuse_terminal(to: str, target: Path | None) -> None:
    """Raises CannotWrite where a format that is no text would go to a terminal."""
    from reader.export import ALL

    is_text = next(exporter.is_text for exporter in ALL if exporter.name == to)
    if target is None and not is_text and sys.stdout is not None and sys.stdout.isatty():
        message = _("A {format} file is no text for a terminal.").format(format=to)
        raise CannotWrite(message, _("Name a file with -o."))


def _put(data: bytes) -> None:
    """UTF-8 on standard output whatever the terminal's own encoding, with the line ends as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _document(name: str) -> Document:
    from reader.reading import read, read_bytes

    if name != STDIN:
        _refuse_comparison(name)
        return read(name)
    if sys.stdin is None or sys.stdin.isatty():
        raise UnreadableFile(_("Nothing is piped into Readout."), _("Name a file instead of “-”."))
    from reader.loaders.limits import FILE_BYTES

    return read_bytes(sys.stdin.buffer.read(FILE_BYTES + 1), _("standard input"))


def _refuse_comparison(name: str) -> None:
    """Raises UnreadableFile for a saved comparison and for an exported page, which hold two documents and more."""
    path = Path(name)
    is_page = path.suffix.lower() in (".html", ".htm")
    if is_page:
        from reader.project.reopen import is_export_file

        is_page = is_export_file(path)
    if is_page or (path.suffix.lower() == ".readout" and path.is_file()):
        message = _("“{name}” is a comparison of two documents.").format(name=name)
        raise UnreadableFile(message, _("Open it in the window, with “{command}”.").format(command=f"{PROGRAM} {name}"))


# --- inspect, formats -------------------------------------------------------------------------------------------


def _inspect_parser() -> _Parser:
    parser = _Parser(
        f"{PROGRAM} inspect",
        description=_("Shows the sentences, speakers, topics, date and language found in one document."),
        epilog=_("Examples:\n{examples}").format(
            examples="  readout inspect february.txt\n  readout inspect february.txt --json | jq .speakers"
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", help=_("the document, or - for standard input"))
    parser.add_argument("--json", action="store_true", help=_("write all of it as JSON"))
    return parser


def _inspect(wish: argparse.Namespace) -> int:
    from reader.terminal import document_table, progress

    with progress(_("Reading…")):
        document = _document(wish.file)
    _put((document.to_json() if wish.json else document_table(document)).encode("utf-8"))
    return 0


def _formats_parser() -> _Parser:
    return _Parser(f"{PROGRAM} formats", description=_("Lists the formats that can be opened and written."))


def _formats(_wish: argparse.Namespace) -> int:
    from reader.export import ALL as EXPORTERS
    from reader.loaders import ALL as LOADERS

    lines = [_("Readout opens:")]
    lines += [f"  {loader.name:<12}{_(loader.label)} ({' '.join(loader.suffixes)})" for loader in LOADERS]
    lines += ["", _("Readout writes:")]
    lines += [f"  {exporter.name:<12}{_(exporter.label)} ({exporter.suffix})" for exporter in EXPORTERS]
    _put(("\n".join(lines) + "\n").encode("utf-8"))
    return 0


COMMANDS: dict[str, tuple[Callable[[], _Parser], Callable[[argparse.Namespace], int]]] = {
    "compare": (_compare_parser, _compare),
    "inspect": (_inspect_parser, _inspect),
    "formats": (_formats_parser, _formats),
}
