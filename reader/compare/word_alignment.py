"""Which words of one wording stand for which of another: the matching behind ``edits``.

Three methods, from coarse to fine, so that the cost stays bounded whatever comes in:

1. **Landmarks** (long texts only): runs of words that occur equally often on both sides, in the longest common order
   (the patience diff of B. Cohen), cut the texts into stretches. Linear but for the sorting of the landmarks.
2. **diff-match-patch** (E. Myers 1986, as written by N. Fraser) on the words of a stretch, one code point a word,
   never with a clock (``Diff_Timeout = 0``). Its long equalities are kept.
3. **Weighted alignment** between those: of all alignments the one whose matched words weigh most, where words of
   grammar and punctuation weigh little, a word repeated often weighs less, neighbours that stay neighbours weigh
   double, and every new place of change costs something. So content words meet content words, and a reader sees a
   few phrases changed rather than many crumbs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Token(NamedTuple):
    """A word or a run of the same punctuation mark; tokens with the same key are equal."""

    start: int
    end: int
    key: str
    weight: int
    """``CONTENT`` or, for a wording of several words, a multiple of it; ``GRAMMAR`` or ``PUNCTUATION``."""


Pair = tuple[int, int]

CONTENT: Final = 200
GRAMMAR: Final = 80
PUNCTUATION: Final = 10
CHANGE: Final = 60
"""What one more place of change costs: less than a word of grammar, more than punctuation or a word met again and
again."""

STRETCH: Final = 600
"""Tokens of both sides together up to which diff-match-patch compares them at once."""
CELLS: Final = 40_000
"""Size (left × right) up to which a gap is aligned by weight."""
LONG_RUN: Final = 4
LONG_RUN_CONTENT: Final = 2
"""Tokens, and content words among them, of an equality of diff-match-patch that is kept as it is."""
LANDMARK_SIZES: Final = (4, 2, 1)
"""Words in a landmark; shorter ones are tried where longer ones find none."""

_SURROGATES: Final = range(0xD800, 0xE000)


def matched(left: Sequence[Token], right: Sequence[Token]) -> list[Pair]:
    """Pairs of indices of equal tokens, ascending on both sides. Not symmetric: callers choose an orientation."""
    out: list[Pair] = []
    for i, i_end, j, j_end in _stretches(left, right):
        out += _stretch(left, right, i, i_end, j, j_end)
    return out


Stretch = tuple[int, int, int, int]


def _stretches(left: Sequence[Token], right: Sequence[Token]) -> Iterator[Stretch]:
    """Stretches to compare, in order: landmarks lie at their ends and inside them."""
    todo: list[tuple[Stretch, int]] = [((0, len(left), 0, len(right)), 0)]
    while todo:
        (i, i_end, j, j_end), size_at = todo.pop()
        if i_end - i + j_end - j <= STRETCH or size_at == len(LANDMARK_SIZES) or i == i_end or j == j_end:
            yield i, i_end, j, j_end
            continue
        size = LANDMARK_SIZES[size_at]
        parts: list[tuple[Stretch, int]] = []
        at_left, at_right = i, j
        for a, b in _landmarks(left, right, (i, i_end, j, j_end), size):
            if a + b - at_left - at_right >= STRETCH // 2:
                parts.append(((at_left, a, at_right, b), size_at + 1))
                at_left, at_right = a, b
        parts.append(((at_left, i_end, at_right, j_end), size_at + 1))
        todo += reversed(parts)


def _landmarks(left: Sequence[Token], right: Sequence[Token], stretch: Stretch, size: int) -> list[Pair]:
    """Places where the same run of ``size`` tokens, met equally often on both sides, begins; ascending on both."""
    i, i_end, j, j_end = stretch
    places = [_runs(left, i, i_end, size), _runs(right, j, j_end, size)]
    pairs = [
        pair
        for run, here in places[0].items()
        if len(here) == len(there := places[1].get(run, []))
        for pair in zip(here, there, strict=True)
    ]
    return _ascending(sorted(pairs))


def _runs(tokens: Sequence[Token], start: int, end: int, size: int) -> dict[tuple[str, ...], list[int]]:
    out: dict[tuple[str, ...], list[int]] = {}
    for at in range(start, end - size + 1):
        out.setdefault(tuple(token.key for token in tokens[at : at + size]), []).append(at)
    return out


def _ascending(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest selection of pairs, sorted by their first index, that also ascends in the second."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for k, (_, b) in enumerate(pairs):
        at = bisect_left(ends, b)
        before.append(last[at - 1] if at else -1)
        if at == len(ends):
            ends.append(b)
            last.append(k)
        else:
            ends[at], last[at] = b, k
    out: list[Pair] = []
    k = last[-1] if last else -1
    while k >= 0:
        out.append(pairs[k])
        k = before[k]
    return out[::-1]


def _stretch(left: Sequence[Token], right: Sequence[Token], i: int, i_end: int, j: int, j_end: int) -> list[Pair]:
    """Matched pairs of one stretch."""
    if i_end - i + j_end - j > STRETCH:
        return list(_ends(left, right, i, i_end, j, j_end))
    out: list[Pair] = []
    waiting: list[tuple[int, int, int]] = []
    for a, b, length in [*_equalities(left[i:i_end], right[j:j_end]), (i_end - i, j_end - j, 0)]:
        content = sum(t.weight >= CONTENT for t in left[i + a : i + a + length])
        if length and (length < LONG_RUN or content < LONG_RUN_CONTENT):
            waiting.append((i + a, j + b, length))
            continue
        at = out[-1] if out else (i - 1, j - 1)
        out += _gap(left, right, (at[0] + 1, i + a, at[1] + 1, j + b), waiting)
        out += _run(i + a, j + b, length)
        waiting.clear()
    return out


def _run(i: int, j: int, length: int) -> Iterator[Pair]:
    return zip(range(i, i + length), range(j, j + length), strict=True)


def _ends(left: Sequence[Token], right: Sequence[Token], i: int, i_end: int, j: int, j_end: int) -> Iterator[Pair]:
    """Only what a stretch too long to compare has in common at its beginning and its end."""
    while i < i_end and j < j_end and left[i].key == right[j].key:
        yield i, j
        i, j = i + 1, j + 1
    back = 0
    while i < i_end - back and j < j_end - back and left[i_end - back - 1].key == right[j_end - back - 1].key:
        back += 1
    for k in range(back, 0, -1):
        yield i_end - k, j_end - k


def _equalities(left: Sequence[Token], right: Sequence[Token]) -> Iterator[tuple[int, int, int]]:
    """Equal runs that diff-match-patch finds: index on the left, on the right, length."""
    letters: dict[str, str] = {}
    for token in (*left, *right):
        if token.key not in letters:
            letters[token.key] = _letter(len(letters))
    i = j = 0
    for operation, length in difference("".join(letters[t.key] for t in left), "".join(letters[t.key] for t in right)):
        if operation == "=":
            yield i, j, length
        i += length if operation != "+" else 0
        j += length if operation != "-" else 0


def _letter(number: int) -> str:
    """A code point of its own for each of up to 1.1 million words; a surrogate is none."""
    code = number + 1
    return chr(code if code < _SURROGATES.start else code + len(_SURROGATES))


def difference(left: str, right: str) -> list[tuple[str, int]]:
    """diff-match-patch on two strings: (``=``, ``-`` or ``+``; length). Its C++ port is used where it is installed."""
    try:
        engine = import_module("fast_diff_match_patch")
    except ImportError:
        return plain_difference(left, right)
    return [(o, n) for o, n in engine.diff(left, right, timelimit=0, checklines=False, cleanup="No") if n]


def plain_difference(left: str, right: str) -> list[tuple[str, int]]:
    """``difference`` by the package in pure Python."""
    from diff_match_patch import diff_match_patch

    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    return [("-=+"[o + 1], len(piece)) for o, piece in engine.diff_main(left, right, checklines=False) if piece]


def _gap(
    left: Sequence[Token], right: Sequence[Token], gap: Stretch, equal: Sequence[tuple[int, int, int]]
) -> list[Pair]:
    """Matched pairs between two kept runs; ``equal`` is what diff-match-patch would match, for want of better."""
    i, i_end, j, j_end = gap
    if i == i_end or j == j_end:
        return []
    if (i_end - i) * (j_end - j) > CELLS:
        return [pair for run in equal for pair in _run(*run)]
    return [(i + a, j + b) for a, b in _weightiest(left[i:i_end], right[j:j_end])]


_EDIT, _MATCH = 0, 1


def _weightiest(left: Sequence[Token], right: Sequence[Token]) -> list[Pair]:
    """The alignment with the most weight, by dynamic programming over the two states *matched* and *changed*.

    Both ends of the gap border on matched words, so the first change costs as much as any other.
    """
    weights = _weights(left, right)
    keys = [token.key for token in right]
    columns = len(keys)
    worst = -(1 << 40)
    match_row = [0] + [worst] * columns
    edit_row = [worst] + [-CHANGE] * columns
    # Per cell: bit 0 the match came from a match, bit 1 the change was opened here, bit 2 it came from above.
    steps = [bytearray([0, 2] + [0] * (columns - 1))]
    for i, token in enumerate(left):
        matched, changed = worst, -CHANGE
        match_next, edit_next = [matched], [changed]
        step = bytearray(columns + 1)
        step[0] = 6 if i == 0 else 4
        key, weight = token.key, weights[i]
        for j in range(columns):
            best, how = edit_row[j + 1], 4
            if changed > best:
                best, how = changed, 0
            if match_row[j + 1] - CHANGE > best:
                best, how = match_row[j + 1] - CHANGE, 6
            if matched - CHANGE > best:
                best, how = matched - CHANGE, 2
            changed, matched = best, worst
            if keys[j] == key:
                stay, fresh = match_row[j] + weight, edit_row[j]
                how |= stay >= fresh
                matched = max(stay, fresh) + weight
            edit_next.append(changed)
            match_next.append(matched)
            step[j + 1] = how
        match_row, edit_row = match_next, edit_next
        steps.append(step)
    return _traced(steps, _MATCH if match_row[-1] >= edit_row[-1] else _EDIT)


def _weights(left: Sequence[Token], right: Sequence[Token]) -> list[int]:
    """Weight of each left token; one that is repeated on a side counts by the square root less."""
    often = Counter(t.key for t in left)
    for key, count in Counter(t.key for t in right).items():
        often[key] = max(often[key], count)
    return [int(token.weight / often[token.key] ** 0.5) for token in left]


def _traced(steps: Sequence[bytearray], state: int) -> list[Pair]:
    i, j = len(steps) - 1, len(steps[0]) - 1
    out: list[Pair] = []
    while i or j:
        step = steps[i][j]
        if state == _MATCH:
            out.append((i - 1, j - 1))
            i, j = i - 1, j - 1
            state = _MATCH if step & 1 else _EDIT
        else:
            state = _MATCH if step & 2 else _EDIT
            if step & 4:
                i -= 1
            else:
                j -= 1
    return out[::-1]
