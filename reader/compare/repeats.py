"""Which stretches of one sequence stand in another: longest matches by suffix automaton, in linear time.

Method: A. Blumer et al., *The smallest automaton recognizing the subwords of a text*, 1985.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def maximal_matches(probe: Sequence[int], source: Sequence[int]) -> list[tuple[int, int]]:
    """Stretches ``[start, end)`` of ``probe`` that occur in ``source`` and cannot grow at either end.

    Sorted; starts and ends both ascend, so that a stretch is never part of the next. Linear in both sequences.
    """
    lengths = _longest_ending_at(probe, source)
    out = []
    for at, length in enumerate(lengths):
        follows = lengths[at + 1] if at + 1 < len(lengths) else 0
        if length and follows <= length:
            out.append((at + 1 - length, at + 1))
    return out


def _longest_ending_at(probe: Sequence[int], source: Sequence[int]) -> list[int]:
    """For each place of ``probe``, the length of the longest stretch ending there that occurs in ``source``."""
    following, link, longest = _automaton(source)
    state = length = 0
    out = []
    for symbol in probe:
        while state and symbol not in following[state]:
            state = link[state]
            length = longest[state]
        if symbol in following[state]:
            state = following[state][symbol]
            length += 1
        out.append(length)
    return out


def _automaton(source: Sequence[int]) -> tuple[list[dict[int, int]], list[int], list[int]]:
    """Transitions, suffix links and longest lengths of the states; state 0 is the start."""
    following: list[dict[int, int]] = [{}]
    link, longest = [-1], [0]
    last = 0
    for symbol in source:
        current = len(following)
        following.append({})
        link.append(0)
        longest.append(longest[last] + 1)
        state = last
        while state >= 0 and symbol not in following[state]:
            following[state][symbol] = current
            state = link[state]
        if state >= 0:
            target = following[state][symbol]
            if longest[target] != longest[state] + 1:
                target = _clone(following, link, longest, state, symbol)
            link[current] = target
        last = current
    return following, link, longest


def _clone(following: list[dict[int, int]], link: list[int], longest: list[int], state: int, symbol: int) -> int:
    """Splits the state that ``state`` reaches by ``symbol``, so that only the stretches up to it share the new one."""
    target, clone = following[state][symbol], len(following)
    following.append(dict(following[target]))
    link.append(link[target])
    longest.append(longest[state] + 1)
    link[target] = clone
    while state >= 0 and following[state].get(symbol) == target:
        following[state][symbol] = clone
        state = link[state]
    return clone
