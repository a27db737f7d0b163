"""The one gate every text passes: what comes out is NFC, has ``\\n`` line ends, no NUL and no lone surrogate."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence

from reader.model import Span
from reader.patterns import deferred
from reader.text.characters import MARKS

# Line ends other than \n, characters that cannot be kept, and every stretch in which NFC may change something:
# a character and the non-ASCII run after it (NFC never composes across two ASCII characters).
_ODD_ENDS = "\u2028\u2029\x85\x0b\x0c"
_CHANGES = deferred(
    f"\r\n?|[{_ODD_ENDS}]|[\0\ud800-\udfff]|[^\r\0\ud800-\udfff{_ODD_ENDS}]?[^\0-\x7f\ud800-\udfff{_ODD_ENDS}]+"
)
_SURROGATE = deferred("[\ud800-\udfff]")
_MANY_MARKS = deferred(f"[{MARKS}]{{64,}}")
_LINE_ENDS = frozenset(("\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c"))


class Canonical:
    """Canonical text and the way back to it from offsets into the original.

    ``replaced`` counts the characters that could not be kept (NUL, lone surrogates) and became U+FFFD.
    """

    __slots__ = ("_mapped", "_original", "replaced", "text")

    def __init__(
        self, text: str, replaced: int = 0, original: Sequence[int] = (0,), mapped: Sequence[int] = (0,)
    ) -> None:
        self.text = text
        self.replaced = replaced
        self._original = original
        self._mapped = mapped

    def span(self, start: int, end: int) -> Span:
        """Span of the text for a span of the original; an edge inside a changed stretch moves to its end.

        An edge outside the original stays outside the text.
        """
        return Span(self._offset(start), self._offset(end))

    def _offset(self, offset: int) -> int:
        k = max(0, bisect_right(self._original, offset) - 1)
        moved = self._mapped[k] + offset - self._original[k]
        return moved if k + 1 == len(self._mapped) else min(moved, self._mapped[k + 1])


def canonical(text: str) -> Canonical:
    """Canonical form of a text, in time linear in its length."""
    if _is_canonical(text):
        return Canonical(text)
    parts: list[str] = []
    original, mapped = [0], [0]
    at = length = replaced = 0
    for found in _CHANGES.finditer(text):
        old = found.group()
        if old in _LINE_ENDS:
            new = "\n"
        elif old == "\0" or "\ud800" <= old <= "\udfff":
            new = "\ufffd"
            replaced += 1
        else:
            new = _composed(old)
        if new == old:
            continue
        parts += (text[at : found.start()], new)
        length += found.start() - at
        if len(new) != len(old):
            original += (found.start(), found.end())
            mapped += (length, length + len(new))
        length += len(new)
        at = found.end()
    parts.append(text[at:])
    return Canonical("".join(parts), replaced, original, mapped)


def _is_canonical(text: str) -> bool:
    """Whether nothing is changed, as in most texts, which is seen in a fraction of the time."""
    if any(one in text for one in f"\r\0{_ODD_ENDS}"):
        return False
    return text.isascii() or (not _SURROGATE.search(text) and unicodedata.is_normalized("NFC", text))


def _composed(run: str) -> str:
    """NFC of a stretch. ``unicodedata`` puts marks in order in quadratic time, so long heaps of them come sorted."""
    if len(run) >= 64 and _MANY_MARKS.search(run):
        run = _ordered(run)
    return unicodedata.normalize("NFC", run)


def _ordered(run: str) -> str:
    """The stretch decomposed, each heap of marks in canonical order."""
    out: list[str] = []
    marks: list[str] = []
    for character in run:
        for part in unicodedata.normalize("NFD", character):
            if unicodedata.combining(part):
                marks.append(part)
            else:
                out += sorted(marks, key=unicodedata.combining)
                marks.clear()
                out.append(part)
    return "".join(out + sorted(marks, key=unicodedata.combining))
