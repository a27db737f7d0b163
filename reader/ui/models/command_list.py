"""Finding a command by some letters of its name. No Qt but the table of actions."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from reader.ui.actions import Row, key_text, menu_titles, plain_text


@dataclass(frozen=True, slots=True)
class Command:
    """An action as it is listed: name without its mnemonic, menu, keys."""

    id: str
    name: str
    menu: str
    keys: str
    tip: str

    @property
    def spoken(self) -> str:
        """The command in words."""
        return ", ".join(part for part in (self.name, self.menu, self.keys) if part)


def command_of(row: Row) -> Command:
    """A row of the table as a command."""
    menu = plain_text(menu_titles()[row.menu])
    return Command(row.id, plain_text(row.text), menu, key_text(row.keys[:1]), row.tip)


def found(commands: Sequence[Command], words: str, recent: Sequence[str] = ()) -> list[Command]:
    """The commands that fit the words, the best first; those used of late come before others that fit as well.

    Every word must be found: as the start of a word, inside one, or as letters in this order. Case and accents do not
    count. Without words all of them, in their order behind those used of late.
    """
    wanted = _folded(words).split()
    late = {name: k for k, name in enumerate(recent)}
    ranked = []
    for k, command in enumerate(commands):
        ranks = [_rank(word, command) for word in wanted]
        if None not in ranks:
            ranked.append((sum(filter(None, ranks)), late.get(command.id, len(late)), k, command))
    return [command for _rank, _late, _k, command in sorted(ranked, key=lambda one: one[:3])]


def _rank(word: str, command: Command) -> int | None:
    """How well a word fits a command, 0 best; None where it does not."""
    name = _folded(command.name)
    if name.startswith(word):
        return 0
    if any(part.startswith(word) for part in name.split()):
        return 1
    if word in name:
        return 2
    # What it does, the menu, and the name it has in the table, by which English speakers find it in any language.
    if any(part.startswith(word) for part in _folded(f"{command.menu} {command.id} {command.tip}").split()):
        return 4
    return 8 if len(word) > 1 and _in_order(word, name) else None


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d").replace("_", " "))
    return "".join(char for char in plain if not unicodedata.combining(char))
