"""Sentences that stand in both documents word for word, found by their skeletons in linear time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def verbatim_pairs(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of sentences with the same words, by their skeletons, one to one, sorted.

    A sentence that stands once on each side goes with its like; one that stands more often goes where its neighbours
    go, and what is then left is paired in order.
    """
    places = _places(left), _places(right)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for key, at in places[0].items():
        opposite = places[1].get(key, ())
        if len(at) == len(opposite) == 1:
            pairs[at[0]] = opposite[0]
            taken.add(opposite[0])
    _spread(left, right, pairs, taken)
    for key, at in places[0].items():
        free = [i for i in at if i not in pairs]
        for i, j in zip(free, (j for j in places[1].get(key, ()) if j not in taken), strict=False):
            pairs[i] = j
            taken.add(j)
    return sorted(pairs.items())


def verbatim_repeats(
    left: Sequence[str], right: Sequence[str], pairs: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """For every further copy of a paired sentence, a pair with the last of the copies opposite, sorted."""
    pairs = list(pairs)
    lasts = {right[j]: j for j in sorted(j for _, j in pairs)}, {left[i]: i for i, _ in pairs}
    taken = {i for i, _ in pairs}, {j for _, j in pairs}
    out = [(i, lasts[0][one]) for i, one in enumerate(left) if i not in taken[0] and one in lasts[0]]
    out += [(lasts[1][one], j) for j, one in enumerate(right) if j not in taken[1] and one in lasts[1]]
    return sorted(out)


def _places(side: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for index, skeleton in enumerate(side):
        if skeleton:
            places.setdefault(skeleton, []).append(index)
    return places


def _spread(left: Sequence[str], right: Sequence[str], pairs: dict[int, int], taken: set[int]) -> None:
    """Pairs equal neighbours of pairs, onwards and backwards, as far as they are free."""
    for step in (1, -1):
        for i, j in sorted(pairs.items(), key=lambda pair: (step * sum(pair), abs(pair[0] - pair[1]))):
            i, j = i + step, j + step
            while (
                0 <= i < len(left)
                and 0 <= j < len(right)
                and i not in pairs
                and j not in taken
                and left[i] == right[j] != ""
            ):
                pairs[i] = j
                taken.add(j)
                i, j = i + step, j + step
