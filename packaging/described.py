"""What packages must know of Readout, read off the program's own tables: its formats and its command line.

Desktop entries, manual page, completions and the lists of document types on Windows and macOS are made of this, so that
a format or an option that is added to the program is in all of them by itself.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from released import ROOT

sys.path.insert(0, str(ROOT))

from reader.cli import window_parser
from reader.commands import COMMANDS, summaries
from reader.export import ALL as EXPORTERS
from reader.loaders import ALL as LOADERS

COMPARISON_ENDING = ".readout"
"""Ending of a saved comparison, the one kind of file that is Readout's own."""

_FILES = {"FILE", "LEFT", "RIGHT"}
_VALUES = {"to": "FORMAT"}


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file that Readout opens."""

    media: str
    """Media type."""
    uti: str
    """Type identifier of macOS."""
    name: str
    endings: tuple[str, ...]
    """With the dot; the usual one first."""

    @property
    def is_own(self) -> bool:
        """Whether it is Readout's own and nobody else's."""
        return COMPARISON_ENDING in self.endings


@cache
def media_types() -> dict[str, dict[str, str]]:
    """``media-types.toml``: by file ending."""
    return tomllib.loads((ROOT / "packaging" / "media-types.toml").read_text(encoding="utf-8"))


@cache
def file_types() -> tuple[FileType, ...]:
    """Readout's own kind of file, then those of its loaders in their order; endings of one media type are together.

    An ending without a line in ``media-types.toml`` is left out: the program opens such files, no file manager knows.
    """
    endings = [COMPARISON_ENDING, *(ending for loader in LOADERS for ending in loader.suffixes)]
    grouped: dict[str, list[str]] = {}
    for ending in dict.fromkeys(endings):
        if known := media_types().get(ending):
            grouped.setdefault(known["media"], []).append(ending)
    return tuple(
        FileType(media, media_types()[found[0]]["uti"], media_types()[found[0]]["name"], tuple(found))
        for media, found in grouped.items()
    )


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a command, or with no flags an argument."""

    flags: tuple[str, ...]
    value: str
    """What stands for its value in the help; empty where it takes none."""
    help: str
    choices: tuple[str, ...] = ()

    @property
    def takes_file(self) -> bool:
        """Whether its value is the name of a file."""
        return self.value in _FILES


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the command line; the one with an empty name opens the window."""

    name: str
    summary: str
    usage: str
    """Without ``usage:``, one line for each form."""
    arguments: tuple[Option, ...]
    options: tuple[Option, ...]
    examples: tuple[str, ...]


@cache
def commands() -> tuple[Command, ...]:
    """The window first, then the commands in the order of the help."""
    window = "open the window on up to two documents"
    parsers = [("", window, window_parser())]
    parsers += [(name, summary, COMMANDS[name][0]()) for name, summary in summaries()]
    return tuple(_command(name, summary, parser) for name, summary, parser in parsers)


def _command(name: str, summary: str, parser: argparse.ArgumentParser) -> Command:
    shown = [_option(action) for action in parser._actions]
    usage = f"readout {name}".rstrip() + " " + " ".join(_usage(parser))
    return Command(
        name,
        summary,
        usage.rstrip(),
        tuple(one for one in shown if not one.flags),
        tuple(one for one in shown if one.flags),
        tuple(_examples(parser.epilog or "")),
    )


def _option(action: argparse.Action) -> Option:
    choices = tuple(map(str, action.choices or ()))
    value = "" if action.nargs == 0 else str(action.metavar or _VALUES.get(action.dest, action.dest.upper()))
    return Option(tuple(action.option_strings), value, str(action.help or ""), choices)


def _usage(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Arguments first, as people write them, then options."""
    for action in parser._actions:
        if not action.option_strings:
            many = action.nargs in ("*", "?")
            yield f"[{action.metavar}]" + (" …" if action.nargs == "*" else "") if many else str(action.metavar)
    for action in parser._actions:
        if action.option_strings and not isinstance(action, argparse._HelpAction | argparse._VersionAction):
            option = _option(action)
            flag = option.flags[0]
            yield f"[{flag} {option.value}]" if option.value else f"[{flag}]"


def _examples(epilog: str) -> Iterator[str]:
    """The lines of the help that begin with the program or a pipe into it."""
    for line in epilog.splitlines():
        text = line.strip()
        if line.startswith("  ") and (text.startswith("readout ") or "| readout " in text):
            yield text


def written_formats() -> tuple[tuple[str, str, str], ...]:
    """Name, label and ending of each format Readout writes."""
    return tuple((exporter.name, exporter.label, exporter.suffix) for exporter in EXPORTERS)


def opened_formats() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Name, label and endings of each format Readout opens."""
    return tuple((loader.name, loader.label, tuple(loader.suffixes)) for loader in LOADERS)
