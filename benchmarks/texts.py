"""Texts to measure with: two versions of one long document, made up by chance from a fixed seed.

Words are drawn by Zipf's law (the k-th word of the vocabulary is k times rarer than the first) from a vocabulary that
grows with the text, as that of books does. Of the sentences of the first version a quarter stands word for word in the
second, a quarter with some of its words changed, half is replaced by new ones; then a tenth of the second version's
sentences is moved elsewhere, in blocks.
"""

from __future__ import annotations

import random
from itertools import accumulate

SEED = 2021
VERBATIM, REWORDED, MOVED = 0.25, 0.25, 0.1
CHANGED_WORDS = 0.2
"""Share of the words of a reworded sentence that change."""
PARAGRAPH = 4
"""Sentences in a paragraph."""
BLOCK = 5
"""Sentences that are moved together."""

_FREQUENT = (
    "the of and to in a that is was for it with as his on be at by had not are but from or have they which one were "
    "all her she there would their him been has when who will no more if out so said up its about into than them can "
    "only other new some could time these two may then do first any my now such like our over man me even most made"
).split()
"""What heads the vocabulary, so that the language of the texts is found to be English."""
_SYLLABLES = tuple(a + b for a in "bcdfghklmnprstvw" for b in ("a", "e", "i", "o", "u", "an", "er", "in", "on", "al"))


def pair(sentences: int, seed: int = SEED) -> tuple[str, str]:
    """Two texts of so many sentences each; the same numbers give the same texts on any machine."""
    draw = _Words(random.Random(f"{seed}/{sentences}"), sentences)
    first = [draw.sentence() for _ in range(sentences)]
    second = [_version(words, draw) for words in first]
    _move(second, draw.chance)
    return _text(first), _text(second)


class _Words:
    """Draws words and sentences by chance."""

    def __init__(self, chance: random.Random, sentences: int) -> None:
        self.chance = chance
        size = round(400 * max(1, sentences) ** 0.5)
        known = dict.fromkeys(_FREQUENT)
        while len(known) < size:
            known["".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 4)))] = None
        self._vocabulary = list(known)
        self._heights = list(accumulate(1 / k for k in range(1, len(known) + 1)))

    def words(self, count: int) -> list[str]:
        """So many words, the frequent ones more often."""
        return self.chance.choices(self._vocabulary, cum_weights=self._heights, k=count)

    def sentence(self) -> list[str]:
        """Words of a sentence of 8 to 30 words."""
        return self.words(self.chance.randint(8, 30))


def _version(words: list[str], draw: _Words) -> list[str]:
    """The sentence as the second version has it: as it was, reworded or replaced."""
    lot = draw.chance.random()
    if lot < VERBATIM:
        return words
    if lot >= VERBATIM + REWORDED:
        return draw.sentence()
    changed = list(words)
    for at in draw.chance.sample(range(len(words)), max(1, round(CHANGED_WORDS * len(words)))):
        changed[at] = draw.words(1)[0]
    return changed


def _move(sentences: list[list[str]], chance: random.Random) -> None:
    """Takes blocks out of the text, a tenth of it in all, and sets them down at other places."""
    for _ in range(round(MOVED * len(sentences) / BLOCK)):
        start = chance.randrange(len(sentences) - BLOCK + 1)
        block = sentences[start : start + BLOCK]
        del sentences[start : start + BLOCK]
        at = chance.randrange(len(sentences) + 1)
        sentences[at:at] = block


def _text(sentences: list[list[str]]) -> str:
    written = [f"{words[0].capitalize()} {' '.join(words[1:])}." for words in sentences]
    return "\n\n".join(" ".join(written[at : at + PARAGRAPH]) for at in range(0, len(written), PARAGRAPH)) + "\n"
