from __future__ import annotations

from reader.compare.edited_text import EditedText, tokens_of
from reader.text.chinese_words import LONGEST, chinese_words


def test_words_of_the_lexicons_and_no_phrases() -> None:
    known = chinese_words()
    assert {"我们", "越南", "中方", "信息", "委员长", "供应链"} <= known
    assert all(1 < len(word) <= LONGEST for word in known)


def test_the_longest_word_is_taken_from_left_to_right() -> None:
    text = "中方加强供应链，供应稳定。"
    side = EditedText(text, tokens_of(text, frozenset()))
    found = ["".join(text[side.tokens[k].start] for k in compound) for compound in side.words_of_pieces()]
    assert found == ["中方", "加强", "供应链", "供应", "稳定"]
    assert EditedText("Trade grew.", tokens_of("Trade grew.", frozenset())).words_of_pieces() == []
