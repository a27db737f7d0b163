"""Columns of numbers: what a table has for each, where wanted ones stand and how often; with arrays for long ones.

What the words of a text are is a column of numbers, each a place in a vocabulary (``words``). Whatever is known of the
vocabulary is a table beside it, of which the words of the text take what is theirs.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from itertools import compress, count
from typing import Final

ARRAYS_FROM: Final = 20_000
"""Numbers from which arrays pay for the time that loading them takes."""


def gathered(table: array[int], numbers: array[int]) -> array[int]:
    """What the table has for each of the numbers."""
    if len(numbers) < ARRAYS_FROM:
        has = table.tolist()  # a list is read in a quarter of the time
        return array(table.typecode, [has[number] for number in numbers])
    import numpy as np

    return array(table.typecode, np.asarray(table)[np.asarray(numbers)].tobytes())


def where(wanted: Iterable[bool], numbers: array[int]) -> array[int]:
    """Where in the column wanted numbers stand, ascending; ``wanted`` says it of each number from 0 on."""
    flags = gathered(array("B", wanted), numbers)
    if len(flags) < ARRAYS_FROM:
        return array("i", compress(count(), flags))
    import numpy as np

    return array("i", np.flatnonzero(np.asarray(flags)).astype(np.intc).tobytes())


def counted(numbers: array[int], size: int) -> list[int]:
    """At how many places each number below ``size`` stands."""
    if len(numbers) < ARRAYS_FROM:
        places = Counter(numbers)
        return [places[number] for number in range(size)]
    import numpy as np

    found: list[int] = np.bincount(np.asarray(numbers), minlength=size).tolist()
    return found
