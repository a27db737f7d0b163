"""What was taken for titles, names, datelines and agency tags, as a list a reader can look through and switch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model import BoilerplateKind, Options, Side, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import Document


@dataclass(frozen=True, slots=True)
class BoilerplateEntry:
    """One wording with all its places."""

    key: str
    """``Boilerplate.key``: what ``Options.wordings_counted`` calls it."""
    text: str
    """As it first stands, on one line."""
    left: tuple[Span, ...]
    right: tuple[Span, ...]
    is_counted: bool
    """Whether it counts in scores, by itself or by its kind."""

    def places(self, side: Side) -> tuple[Span, ...]:
        """Where it stands on one side."""
        return self.left if side is Side.LEFT else self.right


@dataclass(frozen=True, slots=True)
class BoilerplateGroup:
    """The entries of one kind, those with most places first, equal ones in order of the text."""

    kind: BoilerplateKind
    is_counted: bool
    """Whether the kind counts in scores as a whole."""
    entries: tuple[BoilerplateEntry, ...]

    def count(self, side: Side) -> int:
        """Places on one side."""
        return sum(len(entry.places(side)) for entry in self.entries)


def boilerplate_groups(
    left: Document, right: Document | None = None, options: Options | None = None
) -> tuple[BoilerplateGroup, ...]:
    """What of one or two documents is boilerplate, by kind in the order of ``BoilerplateKind``; kinds without any are
    left out. ``Options.counting`` and ``counting_wording`` switch what is listed. Linear in the boilerplate."""
    options = options or Options()
    found: dict[BoilerplateKind, dict[str, tuple[str, list[Span], list[Span]]]] = {}
    for at, document in enumerate((left,) if right is None else (left, right)):
        for one in document.boilerplate:
            text = " ".join(document.text[one.start : one.end].split())
            entry = found.setdefault(one.kind, {}).setdefault(one.key(document.text), (text, [], []))
            (entry[2] if at else entry[1]).append(Span(one.start, one.end))
    return tuple(
        BoilerplateGroup(kind, options.is_counted(kind), _entries(kind, found[kind].items(), options))
        for kind in BoilerplateKind
        if kind in found
    )


def _entries(
    kind: BoilerplateKind, found: Iterable[tuple[str, tuple[str, list[Span], list[Span]]]], options: Options
) -> tuple[BoilerplateEntry, ...]:
    entries = [
        BoilerplateEntry(
            key, text, tuple(left), tuple(right), options.is_counted(kind) or key in options.wordings_counted
        )
        for key, (text, left, right) in found
    ]
    return tuple(sorted(entries, key=lambda entry: -len(entry.left) - len(entry.right)))
