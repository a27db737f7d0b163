"""Items of long documents and what stands side by side in them, with arrays: the same as without, sooner."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any

import numpy as np

from reader.compare.repeats import APART, Neighbours, Stretch, found_within

Array = np.ndarray[Any, np.dtype[Any]]


def apart(breaks: bytearray, tokens: Sequence[int], far: int) -> bytearray:
    """Which of some tokens nothing reaches to from the one before: it is as ``far`` away, or a break lies between."""
    at = np.asarray(tokens)
    passed = np.cumsum(np.frombuffer(breaks, np.uint8), dtype=np.int64)[at]
    is_apart = np.ones(len(at), bool)
    is_apart[1:] = (passed[1:] != passed[:-1]) | (np.diff(at) >= far)
    return bytearray(is_apart)


class NeighboursOfMany(Neighbours):
    """``Neighbours`` of long sequences."""

    def __init__(self, keys: tuple[Sequence[int], Sequence[int]], breaks: tuple[bytearray, bytearray]) -> None:
        symbols = [np.asarray(side).astype(np.int64) for side in keys]
        self._size = 1 + max(int(side.max(initial=0)) for side in symbols)
        self._arrays = [np.full(len(side), APART) for side in keys]
        for pairs, one, of in zip(self._arrays, symbols, breaks, strict=True):
            pairs[:-1] = np.where(np.asarray(of)[1:], APART, one[:-1] * self._size + one[1:])

    def places(self, side: int, wanted: Container[int]) -> list[tuple[int, int]]:
        """Where on a side wanted pairs stand, each with its number."""
        return [(k, pair) for k, pair in enumerate(self._arrays[side].tolist()) if pair in wanted]

    def shared(self) -> tuple[list[Stretch], list[Stretch]]:
        """As without arrays."""
        sides = _shared_only(*self._arrays)
        stretches = [_stretches(one != APART) for one in sides]
        # Whole runs are held against each other as bytes, and only what is left as numbers.
        written = [[one[start:end].tobytes() for start, end in of] for one, of in zip(sides, stretches, strict=True)]
        whole = set(written[0]) & set(written[1])
        out = []
        for here in (0, 1):
            runs = [None if run in whole else _read(run) for run in written[here]]
            out.append(list(found_within(stretches[here], runs, map(_read, dict.fromkeys(written[1 - here])))))
        return out[0], out[1]


def _shared_only(left: Array, right: Array) -> list[Array]:
    """The pairs of both sides, numbered anew; ``APART`` where one stands on one side only."""
    bits = (len(left) + len(right)).bit_length()
    packed = np.concatenate((left, right))
    packed <<= bits
    packed |= np.arange(len(packed))
    packed.sort()
    pairs = packed >> bits
    packed &= (1 << bits) - 1
    order = packed
    is_first = np.ones(len(pairs), bool)
    np.not_equal(pairs[1:], pairs[:-1], out=is_first[1:])
    number = np.cumsum(is_first, dtype=np.int32) - np.int32(1)
    begin = np.flatnonzero(is_first)
    on_right = np.add.reduceat(order >= len(left), begin, dtype=np.int64) if len(begin) else begin
    is_shared = (on_right > 0) & (on_right < np.diff(begin, append=len(pairs))) & (pairs[begin] != APART)
    del pairs
    out = np.empty(len(order), np.int32)
    out[order] = np.where(is_shared[number], number, np.int32(APART))
    return np.split(out, [len(left)])


def _stretches(wanted: Array) -> list[Stretch]:
    edges = np.flatnonzero(np.diff(wanted.astype(np.int8), prepend=0, append=0)).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def _read(run: bytes) -> tuple[int, ...]:
    return tuple(np.frombuffer(run, np.int32).tolist())
