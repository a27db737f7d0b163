"""What each pair of sentences is: shared, reworded or an echo; and which pairs belong to one match."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from reader.compare.align import Alignment
from reader.model import BOTH_SIDES, Document, MatchKind
from reader.patterns import deferred

ECHO: Final = 0.145
"""Least strength of an echo where the documents are not in step."""
ECHO_IN_STEP: Final = 0.3
"""Least strength of an echo where they are: there the counterpart is known, and a common turn of phrase is no news.
Two sentences that both have a counterpart get no echo there."""
MOST_ECHOES: Final = 5
"""Echoes kept for a sentence, the strongest."""


class Link(NamedTuple):
    """Sentences of the two documents that belong together."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    kind: MatchKind
    strength: float


def links(alignment: Alignment, verbatim: Sequence[tuple[int, int]], repeats: Sequence[tuple[int, int]]) -> list[Link]:
    """Every link of two documents, sorted by (left, right)."""
    out = [Link((i,), (j,), MatchKind.SHARED, 1.0) for i, j in (*verbatim, *repeats)]
    known = set(verbatim)
    out += _reworded(alignment, known)
    joined = {(i, j) for link in out for i in link.left for j in link.right}
    same = (*verbatim, *repeats)
    out += _echoes(alignment, joined, {i for i, _ in same}, {j for _, j in same})
    return sorted(out)


def _reworded(alignment: Alignment, verbatim: set[tuple[int, int]]) -> list[Link]:
    """Counterparts with their pieces, taken on one side only, so that every pair of the match is meant."""
    more_right: dict[int, list[int]] = {}
    more_left: dict[int, list[int]] = {}
    lefts, rights = {i for i, _ in alignment.pairs}, {j for _, j in alignment.pairs}
    for i, j in alignment.pieces:
        if i in lefts and j not in rights:
            more_right.setdefault(i, []).append(j)
        elif j in rights and i not in lefts:
            more_left.setdefault(j, []).append(i)
    attached = {(i, j) for i, js in more_right.items() for j in js} | {
        (i, j) for j, js in more_left.items() for i in js
    }
    out = [_link(alignment, (i,), (j,)) for i, j in alignment.pieces if (i, j) not in attached]
    for i, j in alignment.pairs:
        right, left = more_right.get(i, []), more_left.get(j, [])
        core_left: tuple[int, ...] = (i,)
        core_right: tuple[int, ...] = (j,)
        if (i, j) not in verbatim:
            if len(right) > len(left):
                core_right, right = (j, *right), []
            elif len(left) > len(right):
                core_left, left = (i, *left), []
            out.append(_link(alignment, core_left, core_right))
        out += [_link(alignment, (i,), (k,)) for k in right]
        out += [_link(alignment, (k,), (j,)) for k in left]
    return out


def _link(alignment: Alignment, left: tuple[int, ...], right: tuple[int, ...]) -> Link:
    strength = max(alignment.strength[i].get(j, 0.0) for i in left for j in right)
    return Link(tuple(sorted(left)), tuple(sorted(right)), MatchKind.REWORDED, strength)


def _echoes(
    alignment: Alignment, joined: set[tuple[int, int]], left_verbatim: set[int], right_verbatim: set[int]
) -> list[Link]:
    least = ECHO + alignment.in_step * (ECHO_IN_STEP - ECHO)
    answered: tuple[set[int], set[int]] = (set(), set())
    if alignment.in_step > 0.5:
        answered = {i for i, _ in joined}, {j for _, j in joined}
    listed = sorted(
        (-round(value, 9), abs(i - j), i + j, min(i, j), i, j)
        for i, j, value in alignment.strength.at_least(least)
        if i not in left_verbatim and j not in right_verbatim and (i, j) not in joined
        if i not in answered[0] or j not in answered[1]
    )
    left: dict[int, int] = {}
    right: dict[int, int] = {}
    out = []
    for value, *_, i, j in listed:
        if max(left.get(i, 0), right.get(j, 0)) < MOST_ECHOES:
            left[i] = left.get(i, 0) + 1
            right[j] = right.get(j, 0) + 1
            out.append(Link((i,), (j,), MatchKind.ECHO, -value))
    return out


def carried_formulations(
    found: Sequence[Link], alignment: Alignment, places: Iterable[tuple[Sequence[int], Sequence[int]]]
) -> list[Link]:
    """Echoes of sentences that have no link yet but carry a formulation (``places``: its sentences on each side).

    The sentence goes with the strongest of those that carry the formulation opposite.
    """
    lefts = {i for link in found for i in link.left}
    rights = {j for link in found for j in link.right}
    best: dict[tuple[int, int], float] = {}
    for left, right in places:
        if max(len(left), len(right)) > MOST_ECHOES:
            continue
        if lefts.issuperset(left) and rights.issuperset(right):
            continue
        pairs = [(i, j) for i in left for j in right if j in alignment.strength[i]]
        for i in sorted({i for i, _ in pairs} - lefts):
            pair = max((p for p in pairs if p[0] == i), key=lambda p: (alignment.strength[p[0]][p[1]], -p[1]))
            best[pair] = alignment.strength[pair[0]][pair[1]]
        for j in sorted({j for _, j in pairs} - rights):
            pair = max((p for p in pairs if p[1] == j), key=lambda p: (alignment.strength[p[0]][p[1]], -p[0]))
            best[pair] = alignment.strength[pair[0]][pair[1]]
    return [Link((i,), (j,), MatchKind.ECHO, strength) for (i, j), strength in sorted(best.items())]


_NAME_WORD = deferred(r"[^\W\d_]+")
_NOT_NAMES: Final = frozenset({"the", "jr", "sr", "dr", "mr", "mrs", "ms", "von", "de", "van"})


def same_speaker(left: str, right: str) -> bool:
    """Whether two names are one person's: one holds all words of the other, or both end in the same word.

    *Xi* and *Xi Jinping*, *Joseph R. Biden, Jr.* and *Joe Biden*; for Chinese, one name holds the other.
    """
    if left == right:
        return True
    if BOTH_SIDES in (left, right):
        return False
    a, b = _name_words(left), _name_words(right)
    if not a or not b:
        return False
    if len(a) == len(b) == 1 and not a[0].isascii():
        return a[0] in b[0] or b[0] in a[0]
    return set(a) <= set(b) or set(b) <= set(a) or a[-1] == b[-1]


def _name_words(name: str) -> list[str]:
    found = [word.casefold() for word in _NAME_WORD.findall(name)]
    return [word for word in found if word not in _NOT_NAMES and len(word) > (1 if word.isascii() else 0)]


def speaker_factors(
    left: Document, right: Document, same: float, other: float
) -> dict[tuple[str | None, str | None], float]:
    """What each two speakers, each of whom speaks in both documents, make of a pair's likeness."""
    names = [{s.speaker for s in d.sentences if s.speaker is not None} for d in (left, right)]
    both = {a for a in names[0] if any(same_speaker(a, b) for b in names[1])}
    both |= {b for b in names[1] if any(same_speaker(a, b) for a in names[0])}
    both.discard(BOTH_SIDES)
    return {
        (a, b): same if same_speaker(a, b) else other for a in sorted(names[0] & both) for b in sorted(names[1] & both)
    }


def speaker_changed(left: Document, right: Document, link: Link) -> bool:
    """Whether a link joins statements of different speakers; unknown speakers never tell a change."""
    a = {name for i in link.left if (name := left.sentences[i].speaker) is not None}
    b = {name for j in link.right if (name := right.sentences[j].speaker) is not None}
    return bool(a and b) and not any(same_speaker(x, y) for x in a for y in b)
