"""The words in which comparisons speak: states, kinds of match, order, and who decided."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """What became of a sentence (docs/how-it-compares.md)."""

    SHARED = "shared"
    REWORDED = "reworded"
    ECHO = "echo"
    NOVEL = "novel"


class MatchKind(StrEnum):
    """What joins the sentences of a match: the state it gives them."""

    SHARED = "shared"
    REWORDED = "reworded"
    ECHO = "echo"


class Order(StrEnum):
    """Which document is the earlier one."""

    LEFT_EARLIER = "left_earlier"
    RIGHT_EARLIER = "right_earlier"
    UNKNOWN = "unknown"


class Judge(StrEnum):
    """Who decided something."""

    PROGRAM = "program"
    READER = "reader"
