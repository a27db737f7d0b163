"""What is told of what was left out."""

from __future__ import annotations

import pytest

from reader.loaders.left_out import LeftOut, Reason


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Page one of two", "comments (4 words)"),
        ("外交部供稿", "comments (5 characters)"),
        ("第1页 draft for the record of the meeting", "comments (10 words)"),
        ("문서 첫째", "comments (4 words)"),
    ],
)
def test_words_are_counted_as_words_and_chinese_in_characters(text: str, told: str) -> None:
    left_out = LeftOut()
    left_out.add(Reason.COMMENTS, text)
    assert left_out.receipt() == (f"Left out of the document: {told}.",)
