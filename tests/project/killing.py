"""Kills writers at random moments and looks at what they leave: ``python tests/project/killing.py ROUNDS``.

A writer saves, exports or keeps unsaved work over and over, each time with a higher number in a note, and says which
number is safe once the call has returned. After ``SIGKILL`` the file must be whole and carry that number or a later
one, and the next start must leave nothing half-written behind. The moments come from a seeded generator.
"""

from __future__ import annotations

import os
import random
import select
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import reader
from reader.errors import ReaderError
from reader.export import export
from reader.model import NONE, Comparison, Note
from reader.project.recovery import Recovery
from reader.project.saved import Saved, open_saved, save
from reader.project.writing import sweep, write_safely

Write = Callable[[int], None]


def comparison() -> Comparison:
    """A small comparison, so that many writes fit into a round."""
    return reader.compare(
        reader.parse("The two sides met in the harbour town. They spoke of ships and of fish.", title="One"),
        reader.parse("The two sides met in the harbour town. They spoke of ships, fish and salt.", title="Two"),
    )


def note(number: int) -> Note:
    """A note that carries a number and enough words to fill a few blocks of a disk."""
    return Note(f"note {number} " + "kept words " * 3000)


class Saving:
    """*Save comparison* over an older file."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "work.readout"
        self.found = comparison()
        self.write(0)

    def write(self, number: int) -> None:
        """Saves."""
        save(self.path, Saved(self.found, NONE.with_note(note(number))))

    def number(self) -> int:
        """The number in the file after the next start; raises where the file is not whole."""
        return int(open_saved(self.path).judgements.notes[0].text.split()[1])


class Exporting:
    """An export over an older one."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "page.html"
        self.found = comparison()
        self.pages = [self._page(number) for number in range(4)]
        self.write(0)

    def _page(self, number: int) -> bytes:
        made = export(replace(self.found, judgements=NONE.with_note(note(number))), "html")
        assert isinstance(made, str)
        return made.encode()

    def write(self, number: int) -> None:
        """Exports; pages come round, since only the write is on trial."""
        write_safely(self.path, self.pages[number % 4] + f"<!-- {number} -->".encode())

    def number(self) -> int:
        """The number in the file; raises where the page is not whole."""
        sweep(self.path.parent)
        data = self.path.read_bytes()
        page, _, tail = data.rpartition(b"<!-- ")
        number = int(tail.split()[0])
        if page != self.pages[number % 4]:
            raise ValueError("not the page that was written")
        return number


class Keeping:
    """Unsaved work, kept by a window that is then killed and found by the next one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "recovery"
        self.found = comparison()
        self.recovery: Recovery | None = None
        self.last = 0

    def write(self, number: int) -> None:
        """Keeps the work."""
        if self.recovery is None:
            self.recovery = Recovery(self.folder)
        self.recovery.keep(Saved(self.found, NONE.with_note(note(number))))

    def number(self) -> int:
        """The number in what the next start finds; what was found is removed, as by a reader who takes it over."""
        successor = Recovery(self.folder)
        for one in successor.adopt():
            self.last = max(self.last, int(one.saved.judgements.notes[0].text.split()[1]))
            one.path.unlink()
        successor.close()
        if damaged := list(self.folder.glob("*.damaged")):
            raise ValueError(f"damaged: {damaged}")
        return self.last


KINDS = (Saving, Exporting, Keeping)


def one_round(work: Saving | Exporting | Keeping, first: int, chance: random.Random) -> tuple[int, int]:
    """Lets a child write from number ``first`` on and kills it; (the last number it said was safe, writes seen)."""
    there, here = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(there)
        number = first
        while True:
            work.write(number)
            os.write(here, number.to_bytes(8))
            number += 1
    os.close(here)
    safe, seen = first - 1, 0
    target = chance.randrange(4)
    while seen < target:
        safe, seen = int.from_bytes(os.read(there, 8)), seen + 1
    # Somewhere inside the next write: waiting on the pipe ends early if the write is done before.
    select.select([there], [], [], chance.random() * 0.004)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while data := os.read(there, 8):
        safe, seen = int.from_bytes(data), seen + 1
    os.close(there)
    return safe, seen


def torture(rounds: int, folder: Path) -> dict[str, Counter[str]]:
    """Kills so many writers of each kind; counts kills, writes, work lost, files corrupt and leftovers."""
    figures: dict[str, Counter[str]] = {}
    for kind in KINDS:
        chance = random.Random(kind.__name__)
        place = folder / kind.__name__
        place.mkdir()
        work, counts, number = kind(place), Counter[str](), 0
        for _ in range(rounds):
            safe, seen = one_round(work, number + 1, chance)
            counts["kills"] += 1
            counts["writes"] += seen
            try:
                found = work.number()
            except (ReaderError, ValueError, OSError, IndexError) as error:
                sys.stderr.write(f"{kind.__name__}: {error}\n")
                counts["corrupt"] += 1
                found = safe
            counts["lost"] += found < safe
            counts["leftovers"] += sum(1 for path in place.rglob("*") if path.name.endswith(".readout-part"))
            number = max(found, safe)
        figures[kind.__name__] = counts
    return figures


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        made = torture(int(sys.argv[1]), Path(name))
    for kind_name, counted in made.items():
        parts = (f"{word} {counted[word]}" for word in ("kills", "writes", "lost", "corrupt", "leftovers"))
        sys.stdout.write(f"{kind_name.lower():10} {', '.join(parts)}\n")
    sys.exit(any(c["lost"] + c["corrupt"] + c["leftovers"] for c in made.values()))
