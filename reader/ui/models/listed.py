"""Long lists of entries, of which only those are made that somebody looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from reader.ui.models.entries import Entry

FLAT: Final = 600
"""Entries that are listed one below the other at most; more are folded into sections."""
PART: Final = 500
"""Entries of such a section."""


class Listed(Sequence["Entry"]):
    """Some entries that stand in a row, each made when it is asked for."""

    def __init__(
        self,
        places: range,
        make: Callable[[int], Entry],
        words: Callable[[range], Iterable[str]],
        picked: Callable[[], Iterable[int]],
    ) -> None:
        """``make`` gives the entry at a place, ``words`` the texts in which the search box looks for those at some, and
        ``picked`` the places of entries that stand for where the reader is now."""
        self._places = places
        self._make, self._words, self._picked = make, words, picked
        self._made: dict[int, Entry] = {}

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, at: Any) -> Any:  # an entry; slices are not asked for
        place = self._places[at]
        if place not in self._made:
            self._made[place] = self._make(place)
        return self._made[place]

    def words(self) -> Iterable[str]:
        """For each entry the text in which the search box looks for it; the entries are not made."""
        return self._words(self._places)

    def picked(self) -> list[int]:
        """Rows of the entries that stand for where the reader is."""
        return [self._places.index(place) for place in self._picked() if place in self._places]

    def parts(self) -> Iterator[tuple[int, int, Listed]]:
        """The same in sections: first and last place of each, counted from 1, and its entries."""
        for start in range(0, len(self), PART):
            places = self._places[start : start + PART]
            yield places[0] + 1, places[-1] + 1, Listed(places, self._make, self._words, self._picked)
