"""Work grows with the text and no faster, counted in calls and not in seconds."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any

import pytest

import reader
from reader.analysis import chinese, chinese_names, dates, event, labels, places, quotes, tokens
from reader.analysis.event import event_of
from reader.analysis.identity import unify
from reader.analysis.presence import speaker_presence, topic_presence
from reader.analysis.speakers import attribute
from reader.analysis.topics import harmonise, label
from reader.model import Document

PIECES = {
    "en": [
        "Xi said ", "Xi, ", "“", "(X) ", "who said, ", "Xi and ", "said ", "Abc ", "Xi: a\n", "President of the ",
        "to To Lam ", "in Oslo ", "we ", "press conference ", "the cod quota. ", "Li Xi said no. ", "A of B of ",
    ],
    "vi": ["Tô Lâm nói ", "ngọn hải đăng ", "phía Việt Nam ", "tại Hà Nội ", "chúng tôi "],
    "zh-Hans": [
        "习近平", "表示，", "在会上", "总统", "马克龙·", "、", "双方", "国家主席、", "一、", "“",
        "中方", "灯塔条约", "据", "王毅、",
    ],
}  # fmt: skip


def calls(work: Callable[[], object]) -> int:
    """How many functions, of Python and of C, a piece of work calls."""
    count = 0

    def note(_frame: FrameType, kind: str, _argument: object) -> None:
        nonlocal count
        count += kind in ("call", "c_call")

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def analyse(document: Document) -> None:
    found = label(attribute(document))
    event_of(found)
    speaker_presence(found)
    topic_presence(found)
    unify(found, found)
    harmonise(found, found)


@pytest.mark.parametrize(("language", "piece"), [(language, piece) for language, of in PIECES.items() for piece in of])
def test_twice_the_text_is_about_twice_the_work(language: str, piece: str) -> None:
    def work(count: int, *, whole: bool) -> int:
        text = piece * count if whole else f"{piece}. ".replace("\n", " ") * count
        spans = [(0, len(text))] if whole else None
        document = reader.parse(text, language=language, sentences=spans)
        return calls(lambda: analyse(document))

    for whole in (True, False):
        work(20, whole=whole)  # what is made once for a language
        small, large = work(150, whole=whole), work(300, whole=whole)
        assert large <= 2.3 * small + 1000


def patterns() -> list[tuple[str, re.Pattern[str]]]:
    """The patterns of the analysis, those of the lexicons among them."""
    found: list[tuple[str, re.Pattern[str]]] = []

    def collect(where: str, value: Any, depth: int = 0) -> None:
        if isinstance(value, re.Pattern):
            found.append((where, value))
        elif isinstance(value, tuple | list) and depth < 4:
            for k, one in enumerate(value):
                collect(f"{where}[{k}]", one, depth + 1)
        else:
            slots = getattr(value, "__dict__", {}) or {s: getattr(value, s) for s in getattr(value, "__slots__", ())}
            if type(value).__module__.startswith("reader.") and depth < 4:
                for name, one in slots.items():
                    collect(f"{where}.{name}", one, depth + 1)

    for module in (chinese, chinese_names, dates, event, labels, places, quotes, tokens):
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                collect(f"{module.__name__}.{name}", value)
    collect("zh", chinese_names.lexicon())
    for code in ("en", "zh", "vi"):
        collect(f"event {code}", event._wordings(code))
        collect(f"date {code}", dates._pattern(code))
    return found


def unbounded_within_unbounded(tree: Any, *, inside: bool = False) -> bool:
    """Whether a repetition without an end holds another one."""
    for operator, argument in tree:
        if operator in (constants.MAX_REPEAT, constants.MIN_REPEAT):
            _low, high, body = argument
            endless = high == constants.MAXREPEAT
            if (inside and endless) or unbounded_within_unbounded(body, inside=inside or endless):
                return True
        elif operator is constants.BRANCH:
            if any(unbounded_within_unbounded(one, inside=inside) for one in argument[1]):
                return True
        elif operator is constants.SUBPATTERN:
            if unbounded_within_unbounded(argument[-1], inside=inside):
                return True
        elif operator in (constants.ASSERT, constants.ASSERT_NOT) and unbounded_within_unbounded(argument[1]):
            return True
    return False


def test_no_pattern_can_run_away() -> None:
    found = patterns()
    assert len(found) > 40
    allowed = {"reader.analysis.tokens._TOKEN"}  # each round of its outer repetition begins with a sign of its own
    for where, pattern in found:
        if where not in allowed:
            tree = parser.parse(pattern.pattern, pattern.flags)
            assert not unbounded_within_unbounded(tree), where
