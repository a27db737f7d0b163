"""How much of their words two sentences have in the same order: what is mixed into their likeness.

The share of the words of both that stand in both in the same order is twice the longest common subsequence of their
stems over the words of the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from reader.compare.pairs import PairDicts, Pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.compare.terms import Counted

ORDER: Final = 0.4
MOST_ORDERED: Final = 1000
"""Words of a sentence whose order is looked at: a bound for texts without sentence ends."""


def with_order(likeness: Pairs, terms: tuple[Counted, Counted]) -> Pairs:
    """Likeness mixed with the order of words: ``likeness^(1 - ORDER) · order^ORDER``."""
    if isinstance(likeness, PairDicts):
        return _with_order_of_few(likeness, terms)
    from reader.compare.order_arrays import with_order_of_many
    from reader.compare.pair_arrays import PairArrays

    return with_order_of_many(cast(PairArrays, likeness), terms)


def _with_order_of_few(likeness: PairDicts, terms: tuple[Counted, Counted]) -> PairDicts:
    lefts, rights = ([side.stems_of(k)[:MOST_ORDERED] for k in range(len(side))] for side in terms)
    places = [_bits(stems) for stems in rights]
    out: list[dict[int, float]] = []
    for row, a in zip(likeness, lefts, strict=True):
        mixed = {}
        for j, value in row.items():
            b = rights[j]
            common = longest_common(a, places[j], len(b))
            mixed[j] = value ** (1 - ORDER) * (2 * common / (len(a) + len(b))) ** ORDER
        out.append(mixed)
    return PairDicts(out, len(rights))


def _bits(stems: Sequence[str]) -> dict[str, int]:
    """For each stem the places at which it stands, as bits."""
    places: dict[str, int] = {}
    for k, stem in enumerate(stems):
        places[stem] = places.get(stem, 0) | 1 << k
    return places


def longest_common(a: Sequence[str], places: dict[str, int], length: int) -> int:
    """Length of the longest common subsequence of ``a`` and the sequence whose ``_bits`` are given (Hyyrö 2004)."""
    full = (1 << length) - 1
    row = full
    for stem in a:
        if hit := row & places.get(stem, 0):
            row = (row + hit | row - hit) & full
    return length - row.bit_count()
