"""Where two wordings of one sentence use unlike words that count as equal (``variants``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.compare.variants import canonical_tokens, part_key
from reader.text.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.compare.variants import Token
    from reader.model import Span

Known = list[tuple["Span", str]]
"""Places of known wordings in a text, in order and disjoint, each with the key it shares with those it equals."""


def equal_wordings(left_text: str, right_text: str, language: str | None = None) -> tuple[Known, Known]:
    """Places of listed wordings that stand on both sides, in unlike words at least once.

    Wordings that stand on one side only are left out, and so are those that both sides word alike: there the single
    words are what is compared.
    """
    texts = left_text, right_text
    found = [[token for token in canonical_tokens(text, language=language) if token.is_variant] for text in texts]
    spoken = [_spoken(text, tokens) for text, tokens in zip(texts, found, strict=True)]
    wanted = {key for key in spoken[0].keys() & spoken[1].keys() if len(spoken[0][key] | spoken[1][key]) > 1}
    left, right = ([(token.span, token.key) for token in tokens if token.key in wanted] for tokens in found)
    return left, right


def _spoken(text: str, tokens: Sequence[Token]) -> dict[str, set[tuple[str, ...]]]:
    """For each key the words in which it is said."""
    out: dict[str, set[tuple[str, ...]]] = {}
    for token in tokens:
        out.setdefault(token.key, set()).add(said(text, token.span))
    return out


def said(text: str, span: Span) -> tuple[str, ...]:
    """The words of a wording, folded; possessive endings do not count."""
    return tuple([part_key(text[start:end]) for start, end in words(text, *span)])
