"""Tokens of a sentence: where they stand, what ends in a possessive, what stands in quotation marks."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.tokens import Token, tokens
from reader.model import Sentence, Span

_PIECES = st.sampled_from(
    ["Members", "Xi's", "China-Vietnam", "U.S.", "J.R", "s", "'", "’", '"', "“", "--", "...", "''", ".", ",", "_", " "]
)


def _tokens(text: str, quotes: tuple[Span, ...] = (), *, end: int | None = None) -> list[Token]:
    stop = len(text) if end is None else end
    return tokens(text, Sentence(0, 0, stop, text[:stop], 0), quotes, 0)


def test_words_and_signs_with_their_lower_case() -> None:
    found = _tokens("The U.S. and China-Vietnam’s leaders -- all 3,000 -- met...")
    assert [token.text for token in found if token.word] == [
        "The", "U.S.", "and", "China-Vietnam’s", "leaders", "all", "3", "000", "met",
    ]  # fmt: skip
    assert [token.text for token in found if not token.word] == ["--", ",", "--", "..."]
    assert (found[1].lower, found[3].lower, found[3].possessive) == ("u.s", "china-vietnam", True)


def test_an_apostrophe_behind_an_s_is_a_possessive_even_behind_the_sentence() -> None:
    text = "the Members' rights of both leaders’"
    assert [token.text for token in _tokens(text) if token.possessive] == ["Members", "leaders"]
    assert _tokens(text, end=len(text) - 1)[-1].possessive
    assert not any(token.possessive for token in _tokens("the members did"))


def test_what_quotations_hold() -> None:
    text = 'He said "yes we do" and "no" today'
    quotes = (Span(8, 19), Span(24, 28))
    quoted = [token.text for token in _tokens(text, quotes) if token.quoted]
    assert quoted == ['"', "yes", "we", "do", '"', '"', "no", '"']


@given(st.lists(_PIECES | st.text(max_size=3), max_size=12).map("".join))
def test_tokens_leave_out_nothing_but_white_space_and_stand_where_they_say(text: str) -> None:
    found = _tokens(text)
    assert [text[token.start : token.end] for token in found] == [token.text for token in found]
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert "".join(token.text for token in found) == re.sub(r"\s", "", text)
