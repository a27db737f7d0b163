"""Frozen values some fields of which are worked out when they are first asked for.

To explain a thousand matches takes as long as to find them, and a reader asks about a few. Nobody can tell such a
value from one that was made whole: comparing, hashing, ``replace`` and pickling ask for every field.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self


class Deferred:
    """Base of a frozen, slotted dataclass whose values may be made before all of their fields are known."""

    __slots__ = ("_work",)

    _work: Callable[[Any, str], dict[str, Any]]
    """Given the value and the name of a field, that field and others that are found with it. Says the same however
    often it is asked, in any thread. No field of the dataclass: no part of the value."""

    @classmethod
    def deferred(cls, work: Callable[[Any, str], dict[str, Any]], **known: Any) -> Self:
        """A value of which some fields are known, and ``work`` finds any other."""
        made = object.__new__(cls)
        object.__setattr__(made, "_work", work)
        for name, value in known.items():
            object.__setattr__(made, name, value)
        return made

    if not TYPE_CHECKING:  # which would take every name for a field

        def __getattr__(self, name: str) -> Any:
            """Called for names without a value only."""
            if name not in type(self).__dataclass_fields__:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)
            for field, value in self._work(self, name).items():
                object.__setattr__(self, field, value)
            return object.__getattribute__(self, name)
