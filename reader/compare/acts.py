"""What a sentence of an official account does: greet, thank, promise, ask (``acts.toml`` of each language).

Two sentences that both congratulate, or both ask for something, are sooner one statement in other words than two of
which the one thanks and the other warns.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from reader.compare.variants import canonical_tokens
from reader.languages import language as language_of
from reader.languages.base import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.compare.terms import Counted

Acts = frozenset[str]


def acts_of(side: Counted) -> list[Acts]:
    """The acts of every sentence of a document, by the words of it that count. Linear in its text."""
    tree = _tree(side.language.split("-")[0])
    return [_found(side.stems_of(k), tree) if tree else frozenset() for k in range(len(side))]


def _found(stems: Sequence[str], tree: dict[str, Any]) -> Acts:
    out: set[str] = set()
    for at, stem in enumerate(stems):
        node, ahead = tree.get(stem), at + 1
        while node is not None:
            out.update(node.get("", ()))
            node = node.get(stems[ahead]) if ahead < len(stems) else None
            ahead += 1
    return frozenset(out)


@cache
def _tree(code: str) -> dict[str, Any]:
    """The phrases of a language as a tree over stems; an empty stem leads to the acts a phrase tells."""
    stem = language_of(code).stem
    tree: dict[str, Any] = {}
    for act, listed in lexicon(code, "acts").items():
        for phrase in listed.split(","):
            node = tree
            for token in canonical_tokens(phrase, language=code):
                node = node.setdefault(stem(token.key), {})
            if node is not tree:
                node.setdefault("", set()).add(act)
    return tree
