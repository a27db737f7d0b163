"""Completion of the command line in bash, zsh and fish, made of the program's own tables."""

from __future__ import annotations

from collections.abc import Iterator

import described
from described import Command, Option

_NOTE = "# Completion of readout(1). Made by packaging/completion.py; changes belong there."


def bash() -> str:
    """For ``share/bash-completion/completions/readout``."""
    names = " ".join(command.name for command in described.commands() if command.name)
    lines = [
        _NOTE,
        "_readout() {",
        '    local word="${COMP_WORDS[COMP_CWORD]}" before="" command="" options=""',
        "    COMPREPLY=()",
        '    [ "$COMP_CWORD" -lt 1 ] || before="${COMP_WORDS[COMP_CWORD - 1]}"',
        '    [ "$COMP_CWORD" -lt 2 ] || command="${COMP_WORDS[1]}"',
        '    case "$command,$before" in',
        *_bash_values(),
        "    esac",
        '    case "$command" in',
    ]
    window, *others = described.commands()
    lines += [f'        {command.name}) options="{_flags(command)}" ;;' for command in others]
    lines += [
        f'        *) options="{_flags(window)}" ;;',
        "    esac",
        '    if [[ "$word" == -* ]]; then',
        '        COMPREPLY=($(compgen -W "$options" -- "$word"))',
        "        return",
        "    fi",
        "    compopt -o filenames 2>/dev/null",
        '    mapfile -t COMPREPLY < <(compgen -f -- "$word")',
        '    if [ "$COMP_CWORD" -eq 1 ]; then',
        f'        COMPREPLY+=($(compgen -W "{names}" -- "$word"))',
        "    fi",
        "}",
        "complete -F _readout readout",
    ]
    return "\n".join(lines) + "\n"


def _bash_values() -> Iterator[str]:
    """Rows for the values of options that have a choice; files are completed anyway."""
    for command in described.commands():
        for option in command.options:
            if option.choices:
                places = "|".join(f"{command.name},{flag}" for flag in option.flags)
                yield f'        {places}) COMPREPLY=($(compgen -W "{" ".join(option.choices)}" -- "$word")); return ;;'


def _flags(command: Command) -> str:
    return " ".join(flag for option in command.options for flag in option.flags)


def zsh() -> str:
    """For ``share/zsh/site-functions/_readout``."""
    lines = [
        "#compdef readout",
        _NOTE,
        "_readout() {",
        "    local curcontext=$curcontext state line",
        "    local -a commands",
    ]
    rows = [_quoted(f"{one.name}:{one.summary}") for one in described.commands() if one.name]
    lines += ["    commands=(", *(f"        {row}" for row in rows), "    )"]
    lines += ["    if (( CURRENT > 2 )); then", "        case $words[2] in"]
    for command in described.commands():
        if command.name:
            lines += [f"            {command.name})", "                shift words; (( CURRENT-- ))"]
            lines += [f"                _arguments -s {_zsh_rows(command, 20)}", "                return ;;"]
    window = described.commands()[0]
    lines += ["        esac", "    fi", f"    _arguments -s {_zsh_rows(window, 8)} && return", "    case $state in"]
    lines += ["        file)", "            (( CURRENT == 2 )) && _describe command commands", "            _files ;;"]
    return "\n".join([*lines, "    esac", "}", '_readout "$@"']) + "\n"


def _zsh_rows(command: Command, indent: int) -> str:
    rows = [row for option in command.options for row in _zsh_option(option)]
    if not command.name:
        rows.append(_quoted("*:file:->file"))
    elif command.arguments:
        rows += [_quoted(f"{place}:{one.value.lower()}:_files") for place, one in enumerate(command.arguments, 1)]
    return " \\\n".join(["", *(" " * indent + row for row in rows)])


def _zsh_option(option: Option) -> Iterator[str]:
    others = f"({' '.join(option.flags)})" if len(option.flags) > 1 else ""
    told = option.help.replace("[", "(").replace("]", ")").replace(":", r"\:")
    for flag in option.flags:
        value = ""
        if option.value:
            action = "_files" if option.takes_file else f"({' '.join(option.choices)})" if option.choices else " "
            value = f":{option.value.lower()}:{action}"
        yield _quoted(f"{others}{flag}[{told}]{value}")


def fish() -> str:
    """For ``share/fish/vendor_completions.d/readout.fish``."""
    names = [command.name for command in described.commands() if command.name]
    first = f"not __fish_seen_subcommand_from {' '.join(names)}"
    lines = [_NOTE]
    for command in described.commands():
        if command.name:
            lines.append(
                f"complete -c readout -n {_quoted(_FISH_FIRST)} -a {command.name} -d {_quoted(command.summary)}"
            )
        when = f"__fish_seen_subcommand_from {command.name}" if command.name else first
        lines += [_fish_option(option, when) for option in command.options]
    return "\n".join(lines) + "\n"


_FISH_FIRST = "test (count (commandline -opc)) -eq 1"


def _fish_option(option: Option, when: str) -> str:
    parts = ["complete -c readout", f"-n {_quoted(when)}"]
    parts += [f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in option.flags]
    if option.value:
        parts.append("-r" if option.takes_file else "-x")
    if option.choices:
        parts.append(f"-a {_quoted(' '.join(option.choices))}")
    return " ".join([*parts, f"-d {_quoted(option.help)}"])


def _quoted(words: str) -> str:
    """In single quotes, as all three shells read them; an apostrophe becomes a typographic one."""
    return "'" + words.replace("'", "’") + "'"
