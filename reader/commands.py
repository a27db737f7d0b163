"""What the command line does without a window: each command is a parser and its work."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import reader
from reader.errors import CannotWrite, ReaderError, UnreadableFile
from reader.i18n import _

if TYPE_CHECKING:
    from reader.marks import Lens
    from reader.model import Comparison, Document

PROGRAM = "readout"
STDIN = STDOUT = "-"
_COMPARISONS = (".readout", ".html", ".htm")
"""Endings a file may have that holds a comparison: one that was saved, or a page that was exported."""


class Parser(argparse.ArgumentParser):
    """Tells a mistake in one sentence and names the help that applies, in the interface's language."""

    def __init__(self, prog: str, **told: Any) -> None:
        super().__init__(prog, formatter_class=_Help, add_help=False, allow_abbrev=False, **told)
        self._positionals.title, self._optionals.title = _("Arguments"), _("Options")
        self.add_argument("-h", "--help", action="help", help=_("show this help and end"))

    def _get_formatter(self) -> argparse.HelpFormatter:
        # argparse asks for one with each option, and without a width it loads a module to find out.
        return _Help(self.prog, width=_columns() - 2)

    def parse_args(self, words: Sequence[str]) -> argparse.Namespace:  # type: ignore[override]
        """What is wished. Raises ReaderError for words that no argument or option takes."""
        wish, unknown = self.parse_known_args(words)
        if unknown:
            is_option = unknown[0].startswith("-")
            text = _("There is no option “{word}” here.") if is_option else _("“{word}” is one name too many.")
            raise ReaderError(text.format(word=unknown[0]), self._hint())
        return wish

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is not None and value not in action.choices:
            option, choices = action.option_strings[0], ", ".join(map(str, action.choices))
            message = _("{option} cannot be “{value}”.").format(option=option, value=value)
            raise ReaderError(message, _("Choose one of these: {choices}.").format(choices=choices))

    def error(self, message: str) -> NoReturn:
        """Raises ReaderError with what argparse has to say."""
        told = f"{message[:1].upper()}{message[1:].rstrip('.')}."
        if found := re.fullmatch(r"the following arguments are required: (.+)", message):
            told = _("{names} is missing.").format(names=found[1])
        elif found := re.fullmatch(r"argument (\S+): expected one argument", message):
            told = _("{option} needs a value.").format(option=found[1])
        raise ReaderError(told, self._hint())

    def _hint(self) -> str:
        return _("See “{command} --help”.").format(command=self.prog)


class _Help(argparse.RawDescriptionHelpFormatter):
    """Says *Usage* in the interface's language."""

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, _("Usage:") + " " if prefix is None else prefix)


def _columns() -> int:
    """Columns of the terminal, as the shell tells or the system; 80 where nobody knows."""
    with suppress(ValueError):
        if (told := int(os.environ.get("COLUMNS", ""))) > 0:
            return told
    with suppress(AttributeError, ValueError, OSError):
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    return 80


def examples(*lines: str) -> str:
    """Examples as the end of a help shows them."""
    return _("Examples:\n{examples}").format(examples="\n".join(f"  {line}" for line in lines))


# --- compare ----------------------------------------------------------------------------------------------------


def _compare_parser() -> Parser:
    from reader.export import ALL
    from reader.marks import Lens

    parser = Parser(
        f"{PROGRAM} compare",
        usage=_("readout compare LEFT RIGHT [options]\n       readout compare SAVED [options]"),
        description=_(
            "Compares two documents and writes the result, without a window or a display.\n"
            "A comparison that was saved (SAVED), or a web page that Readout exported, is\n"
            "written out again, with your notes and what you decided."
        ),
        epilog=examples(
            "readout compare february.txt september.txt -o comparison.html",
            "readout compare february.txt september.txt --to json | jq .summary",
            "curl … | readout compare february.txt - --to markdown",
            "readout compare february-september.readout -o comparison.docx",
        ),
    )
    parser.add_argument("left", metavar="LEFT", help=_("the document on the left, or - for standard input"))
    parser.add_argument(
        "right",
        metavar="RIGHT",
        nargs="?",
        help=_("the document on the right; none where LEFT is a comparison already"),
    )
    parser.add_argument(
        "--to",
        choices=[exporter.name for exporter in ALL],
        help=_("what to write; without it the ending of the output file tells, else html"),
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", default=STDOUT, help=_("where to write; - or nothing: standard output")
    )
    parser.add_argument("--title", help=_("title of the result"))
    parser.add_argument(
        "--theme",
        choices=("auto", "light", "dark"),
        default="auto",
        help=_("colours of the page; auto follows the device of whoever reads it"),
    )
    parser.add_argument(
        "--lens",
        choices=[lens.value for lens in Lens],
        help=_("what the page emphasises; without it differences, or what was emphasised when it was saved"),
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
    comparison, lens = _compared(wish)
    lens = Lens(wish.lens) if wish.lens else lens
    with progress(_("Writing…")):
        written = export(comparison, to, ExportOptions(title=wish.title, theme=wish.theme, lens=lens))
    data = written if isinstance(written, bytes) else written.encode("utf-8")
    if target is None:
        _put(data)
    else:
        write_safely(target, data)
    return 1 if wish.exit_code and differs(comparison) else 0


def _compared(wish: argparse.Namespace) -> tuple[Comparison, Lens]:
    """The comparison of two documents, or the one that was saved, and what it emphasises."""
    from reader.marks import Lens
    from reader.terminal import progress

    if wish.right is None and _is_comparison(wish.left):
        from reader.project.reopen import open_comparison

        with progress(_("Reading…")):
            saved = open_comparison(Path(wish.left))
            return saved.comparison, saved.view.lens
    if wish.left == wish.right == STDIN:
        raise ReaderError(_("Both documents are to come from standard input."), _("Name a file for one of them."))
    for name in (wish.left, wish.right):
        if name is not None and _is_comparison(name):
            message = _("“{name}” is a comparison of two documents.").format(name=name)
            command = f"{PROGRAM} compare {name}"
            raise UnreadableFile(message, _("Name it alone, as “{command}”.").format(command=command))
    with progress(_("Reading…")):
        left = _document(wish.left)
        if wish.right is None:
            message = _("“{name}” is one document, and two are compared.").format(name=wish.left)
            raise ReaderError(message, _("Name the other one after it."))
        right = _document(wish.right)
    with progress(_("Comparing…")):
        return reader.compare(left, right), Lens.DIFFERENCES


def differs(comparison: Comparison) -> bool:
    """Whether anything is worded differently, missing, new or moved."""
    from reader.model import State

    states = comparison.left_states + comparison.right_states
    return any(state is not State.SHARED for state in states) or any(match.moved for match in comparison.matches)


def _format_of(output: str) -> str:
    """Name of the exporter for the ending of a file; ``html`` where it has none. Raises CannotWrite for another."""
    from reader.export import ALL

    suffix = Path(output).suffix.lower()
    if suffix in ("", ".htm"):
        return "html"
    found = next((exporter.name for exporter in ALL if exporter.suffix == suffix), None)
    if found is None:
        message = _("{file} ends in “{ending}”, which no format that Readout writes does.")
        endings = ", ".join(exporter.suffix for exporter in ALL)
        hint = _("Choose one of these endings, or name the format with --to: {endings}.").format(endings=endings)
        raise CannotWrite(message.replace("{ending}", suffix), hint).about(output)
    return found


def _target(wish: argparse.Namespace) -> Path | None:
    """Where to write, checked before the work: not over what is being read, and into a folder that exists."""
    if wish.output == STDOUT:
        return None
    target = Path(wish.output)
    if not wish.output:
        raise CannotWrite(_("The name of the output file is empty."), _("Name a file."))
    if target.is_dir():
        raise CannotWrite(_("{file} is a folder."), _("Name a file in it.")).about(wish.output)
    if not target.parent.is_dir():
        message = _("The folder “{folder}” does not exist.").format(folder=target.parent)
        raise CannotWrite(message, _("Make it first, or choose another."))
    for source in (wish.left, wish.right):
        if source not in (None, STDIN) and target.exists() and Path(source).exists() and target.samefile(source):
            message = _("{file} is one of the files to read and would be overwritten.")
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
    if sys.stdout is None:
        raise CannotWrite(_("Standard output is closed."), _("Leave it open, or name a file with -o."))
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _document(name: str) -> Document:
    from reader.reading import read, read_bytes

    if not name:
        raise UnreadableFile(_("The name of a file is empty."), _("Name a file."))
    if name != STDIN:
        return read(name)
    if sys.stdin is None or sys.stdin.isatty():
        raise UnreadableFile(_("Nothing is piped into Readout."), _("Name a file instead of “-”."))
    from reader.loaders.limits import FILE_BYTES

    return read_bytes(sys.stdin.buffer.read(FILE_BYTES + 1), _("standard input"))


def _is_comparison(name: str) -> bool:
    """Whether a file is a saved comparison or an exported page, which hold two documents and more."""
    path = Path(name)
    if path.suffix.lower() not in _COMPARISONS or not path.is_file():
        return False
    from reader.project.reopen import holds_comparison

    return holds_comparison(path)


# --- inspect, formats -------------------------------------------------------------------------------------------


def _inspect_parser() -> Parser:
    parser = Parser(
        f"{PROGRAM} inspect",
        usage=_("readout inspect FILE [options]"),
        description=_("Shows the sentences, speakers, topics, date and language found in one document."),
        epilog=examples("readout inspect february.txt", "readout inspect february.txt --json | jq .speakers"),
    )
    parser.add_argument("file", metavar="FILE", help=_("the document, or - for standard input"))
    parser.add_argument("--json", action="store_true", help=_("write all of it as JSON"))
    return parser


def _inspect(wish: argparse.Namespace) -> int:
    from reader.terminal import document_table, progress

    if _is_comparison(wish.file):
        message = _("“{name}” is a comparison of two documents.").format(name=wish.file)
        command = f"{PROGRAM} {wish.file}"
        raise UnreadableFile(message, _("Open it in the window, with “{command}”.").format(command=command))
    with progress(_("Reading…")):
        document = _document(wish.file)
    _put((document.to_json() if wish.json else document_table(document)).encode("utf-8"))
    return 0


def _formats_parser() -> Parser:
    return Parser(
        f"{PROGRAM} formats",
        usage=_("readout formats"),
        description=_("Lists the formats that can be opened and written."),
    )


def _formats(_wish: argparse.Namespace) -> int:
    from reader.export import ALL as EXPORTERS
    from reader.loaders import ALL as LOADERS

    lines = [_("Readout opens:")]
    lines += [f"  {loader.name:<12}{_(loader.label)} ({' '.join(loader.suffixes)})" for loader in LOADERS]
    lines += [f"  {'readout':<12}{_('Saved comparison')} (.readout)", "", _("Readout writes:")]
    lines += [f"  {exporter.name:<12}{_(exporter.label)} ({exporter.suffix})" for exporter in EXPORTERS]
    _put(("\n".join(lines) + "\n").encode("utf-8"))
    return 0


COMMANDS: dict[str, tuple[Callable[[], Parser], Callable[[argparse.Namespace], int]]] = {
    "compare": (_compare_parser, _compare),
    "inspect": (_inspect_parser, _inspect),
    "formats": (_formats_parser, _formats),
}


def summaries() -> tuple[tuple[str, str], ...]:
    """Each command and what it does, in the order of ``COMMANDS``."""
    return (
        ("compare", _("compare two documents and write the result as a page or as data")),
        ("inspect", _("show what Readout finds in one document")),
        ("formats", _("list the formats that can be opened and written")),
    )
