"""The words in which documents and comparisons speak: kinds of blocks and events, states, order, and who decided."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

BOTH_SIDES: Final = "both sides"
"""The speaker of joint statements. Interfaces show it in their own language."""


class ParagraphKind(StrEnum):
    """What a block of the document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    TABLE_ROW = "table_row"


class Attribution(StrEnum):
    """How the writer gives a sentence to its speaker."""

    DIRECT = "direct"
    """Quoted: the sentence stands in quotation marks."""
    INDIRECT = "indirect"
    """Reported: the speaker's statement in the writer's words."""
    MIXED = "mixed"
    """Reported with quoted words inside."""
    NARRATION = "narration"
    """The writer's own: no speaker."""


class BoilerplateKind(StrEnum):
    """Why a stretch of text stays out of scores and statistics."""

    DATELINE = "dateline"
    TITLE = "title"
    NAME = "name"
    AGENCY = "agency"


class EventKind(StrEnum):
    """What an account is an account of."""

    CALL = "call"
    """By telephone or video."""
    TALKS = "talks"
    MEETING = "meeting"
    VISIT = "visit"
    STATEMENT = "statement"
    """Issued in writing, by one side or jointly."""
    TELEGRAM = "telegram"
    """A message sent: of congratulation, of condolence."""
    PRESS = "press"
    """A press conference or briefing."""
    SPEECH = "speech"


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


class Verdict(StrEnum):
    """What the reader says about two sentences."""

    SHARED = "shared"
    REWORDED = "reworded"
    ECHO = "echo"
    APART = "apart"
    """They do not belong together."""
