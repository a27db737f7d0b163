"""The manual page readout(1), made of the program's own tables and of a few paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import described
from described import Command, Option
from released import VERSION, epoch

DESCRIPTION = """\
Readout reads two official accounts of a meeting or a call (readouts) side by side and shows what was said again, what
was said in other words, what is new and what was not said this time; by whom, and on which topic.

Without a command it opens a window. With one it needs no window and no display. Everything happens on this computer;
the network is used only to fetch a page whose address you give it.
"""

EXIT = (
    ("0", "Done. With --exit-code: both documents say the same in the same order."),
    ("1", "With --exit-code: something differs."),
    ("2", "Something is wrong. One sentence on standard error says what, and what to do."),
    ("130", "Stopped by Ctrl+C."),
    ("141", "Whoever was to read the output went away."),
)

VARIABLES = (
    ("READOUT_LANGUAGE", "Language of the program: en, zh-Hans or vi. Without it, that of the desktop."),
    ("READOUT_CONFIG_DIR", "Folder for the settings, instead of the usual one."),
    ("READOUT_DEBUG", "If set, a mistake in Readout itself is shown with the place in the code where it happened."),
)
"""Every variable with which a person changes what the program does."""

FILES = (("~/.config/readout/settings.toml", "Settings of the window, which it writes when it is closed."),)


def man_page() -> str:
    """The page as roff source."""
    date = datetime.fromtimestamp(epoch(), UTC).date().isoformat()
    lines = [f'.TH READOUT 1 "{date}" "Readout {VERSION}" "User Commands"', ".SH NAME"]
    lines += [text("readout - compare two official accounts of a meeting")]
    lines += [".SH SYNOPSIS", *_synopsis(), ".SH DESCRIPTION"]
    lines += [line for part in DESCRIPTION.split("\n\n") for line in (".PP", text(" ".join(part.split())))]
    lines += [".SH COMMANDS"]
    for command in described.commands():
        lines += _command(command)
    lines += [".SH FORMATS", *_formats()]
    for heading, rows in (("EXIT STATUS", EXIT), ("ENVIRONMENT", VARIABLES), ("FILES", FILES)):
        lines += [f".SH {heading}", *_rows(rows)]
    lines += [".SH EXAMPLES", ".nf", *_examples(), ".fi"]
    lines += [".SH SEE ALSO", text("The manual is under Help in the window.")]
    return "\n".join(lines) + "\n"


def text(words: str) -> str:
    """Words as roff that shows just them: no request, no escape, hyphens that can be copied as minus signs."""
    escaped = words.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped[:1] in (".", "'") else escaped


def _synopsis() -> Iterator[str]:
    for command in described.commands():
        yield ".br" if command.name else ".ad l\n.nh"
        yield _marked(command.usage)
    yield ".hy"


def _marked(usage: str) -> str:
    """A line of usage: what is typed as it stands is bold, what stands for something else is italic."""

    def mark(found: re.Match[str]) -> str:
        word = found.group()
        return f"\\fI{text(word)}\\fP" if word.isupper() else f"\\fB{text(word)}\\fP"

    return re.sub(r"[\w-]+", mark, usage)


def _command(command: Command) -> Iterator[str]:
    yield f".SS {text(command.usage.split(' [-')[0])}"
    yield text(f"{command.summary[:1].upper()}{command.summary[1:]}.")
    for option in (*command.arguments, *command.options):
        yield from _option(option)


def _option(option: Option) -> Iterator[str]:
    yield ".TP"
    flags = ", ".join(f"\\fB{text(flag)}\\fP" for flag in option.flags)
    yield " ".join(part for part in (flags, f"\\fI{text(option.value)}\\fP" if option.value else "") if part)
    choices = f" ({', '.join(option.choices)})" if option.choices else ""
    yield text(f"{option.help[:1].upper()}{option.help[1:]}{choices}.")


def _formats() -> Iterator[str]:
    yield "Readout opens, told by what is in a file rather than by its name:"
    yield from _rows((f"{name} ({', '.join(endings)})", label) for name, label, endings in described.opened_formats())
    yield from (".PP", "It writes:")
    yield from _rows((f"{name} ({ending})", label) for name, label, ending in described.written_formats())


def _rows(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, told in rows:
        yield from (".TP", f"\\fB{text(name)}\\fP", text(told if told.endswith(".") else f"{told}."))


def _examples() -> Iterator[str]:
    examples = dict.fromkeys(one for command in described.commands() for one in command.examples)
    yield from (text(one) for one in examples)
