from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from reader.loaders.wrapping import unwrapped

PARAGRAPH = (
    "The two delegations met on Tuesday in the old town hall and discussed the state of the bridge, the ferry "
    "timetable and the long-term plan for the harbour. They agreed that the talks were useful and that a further "
    "round should be held before the end of the year."
)


@given(st.integers(45, 110))
def test_broken_lines_are_joined_again(width: int) -> None:
    wrapped = textwrap.fill(PARAGRAPH, width)
    assert unwrapped(f"TITLE\n\n{wrapped}\n\n{wrapped}\n") == f"TITLE\n\n{PARAGRAPH}\n\n{PARAGRAPH}"


def test_chinese_lines_are_joined_without_a_space() -> None:
    text = "两个代表团星期二在旧市政厅会面讨论了桥梁的状况轮渡时刻表和港口的长期规划他们一致认为会谈是有益的" * 3
    lines = "\n".join(text[k : k + 36] for k in range(0, len(text), 36))
    assert unwrapped(lines) == text


def test_lines_that_mean_something_stay() -> None:
    for text in (
        "Roses are red\nViolets are blue\nSugar is sweet\nAnd so are you\n",
        "\n".join(f"{PARAGRAPH} {k}" for k in range(5)),
        "The first point of the list is short.\nThe second one is a little longer than that.\nThe third.\nA fourth.",
        "",
        "one line",
    ):
        assert unwrapped(text) is None


@given(st.text("ab \n-.字", max_size=300))
def test_only_white_space_changes(text: str) -> None:
    joined = unwrapped(text)
    assert joined is None or "".join(joined.split()) == "".join(text.split())
