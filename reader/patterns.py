"""Regular expressions that are made when they are first used: most commands need few of those in the program.

To make one takes as long as searching some ten thousand letters with it.
"""

from __future__ import annotations

import re
from typing import AnyStr, cast


class _Deferred:
    """Stands for a pattern: what is first asked of it makes it, and each of its methods is then looked up once."""

    def __init__(self, *how: object) -> None:
        self.__dict__["_how"] = how

    def __getattr__(self, name: str) -> object:
        # re.compile gives the same pattern again, so two threads cannot do harm.
        value: object = getattr(re.compile(*self.__dict__["_how"]), name)
        self.__dict__[name] = value
        return value

    @property  # type: ignore[misc]  # what isinstance asks for
    def __class__(self) -> type:
        return re.Pattern


def deferred(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What ``re.compile`` gives, made at its first use; a mistake in the pattern is raised then."""
    return cast("re.Pattern[AnyStr]", _Deferred(pattern, flags))
