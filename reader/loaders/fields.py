"""Fields of Word and RTF whose words stand in the instruction itself: annotated and enclosed characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from reader.patterns import deferred

_OVERSTRIKE: Final = deferred(r"\\o(?:\\a[lcrd])?\s{0,9}\(")
_RAISED: Final = deferred(r"\s{0,9}\\s\\(?:up|do)\s{0,9}\d{0,4}\s{0,9}\(([^()]{0,100})\)\s{0,9}[,;]")
_ENCLOSING: Final = frozenset("○◯□△◇〇")
LONGEST: Final = 1000
"""Characters of an instruction that are looked at."""


@dataclass(frozen=True, slots=True)
class Equation:
    """What an ``EQ`` field shows on the line, and the reading aid above it."""

    words: str
    above: str = ""


def equation(instruction: str) -> Equation | None:
    """The words of an ``EQ`` field that lays characters over each other; None for any other field."""
    if instruction.split(None, 1)[:1] not in (["EQ"], ["eq"]):
        return None
    found = _OVERSTRIKE.search(instruction)
    end = instruction.rfind(")")
    if found is None or end < found.end():
        return None
    inside = instruction[found.end() : end]
    raised = _RAISED.match(inside)
    if raised is not None:
        return Equation(inside[raised.end() :].strip(), raised[1])
    parts = [part.strip() for part in re.split("[,;]", inside)]
    return Equation("".join(part for part in parts if part not in _ENCLOSING))
