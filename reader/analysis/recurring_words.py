"""What words may do in a wording that recurs, and what they say of the word behind them."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Container, Mapping, Sequence
from typing import NamedTuple

from reader.analysis.topic_lexicon import TopicLexicon
from reader.text.columns import counted
from reader.text.words import Words

LONGEST = 3
"""Words a recurring wording has at most."""

_ENDINGS = ("ing", "ed", "ly")
_ADJECTIVES = ("al", "ic", "ian", "ive", "ous", "ful", "less", "able", "ible", "est", "ary", "ish", "ist")
"""Words with these endings seldom close a wording that names a thing."""


class Lines(NamedTuple):
    """The words of a document, as a topic finder sees them."""

    words: Words
    plain: Sequence[str]
    """The vocabulary of these words in lower case."""
    stems: Sequence[str]
    """The same without the *s* of a plural."""
    of_stems: Mapping[str, int]
    """At how many places each stem stands (``count_of_stems``)."""
    named: Container[str]
    """Words of names and titles, in lower case."""
    taken: Collection[int]
    """The words that already belong to a topic."""
    labelled: Container[int]
    """The sentences for which the lexicon has a label."""


def stem(word: str) -> str:
    """A word in lower case without the *s* of a plural."""
    return word[:-1] if word.endswith("s") and len(word) > 4 and not word.endswith("ss") else word


def weight(sentences: int, size: int) -> float:
    """The more a wording of so many words weighs, the more of a topic it is."""
    return sentences * (1 + 0.5 * (size - 1))


def count_of_stems(
    plain: Sequence[str], stems: Sequence[str], numbers: array[int], lexicon: TopicLexicon
) -> dict[str, int]:
    """At how many places each stem stands, but for those of words of grammar; ``numbers`` are the words of a text."""
    found: dict[str, int] = {}
    for word, one, places in zip(plain, stems, counted(numbers, len(plain)), strict=True):
        if word not in lexicon.function:
            found[one] = found.get(one, 0) + places
    return found


INSIDE, OPENS, CLOSES = 1, 2, 4
"""A word may stand in a wording, open one, close one."""
CAPITAL, NOUN_SIGN, VERB_SIGN = 8, 16, 32
"""It begins with a capital; a noun or a verb is to be expected behind it."""
SIGNS = NOUN_SIGN | VERB_SIGN

_NOUN_SIGNS = frozenset(
    "the a an of its their his her our this these that those each every no more many some any all both two three four "
    "five six seven eight nine ten twenty hundred thousand for on with in from by about between among".split()
)
"""Words after which a thing is named more often than not."""
_VERB_SIGNS = frozenset(("to", "will", "would", "shall", "should", "can", "could", "may", "might", "must", "firmly"))
"""Words after which a verb stands more often than a thing."""
_SIGNS = dict.fromkeys(_NOUN_SIGNS, NOUN_SIGN) | dict.fromkeys(_VERB_SIGNS, VERB_SIGN)


def roles(lines: Lines, often: Container[str], lexicon: TopicLexicon) -> list[int]:
    """What each word of the vocabulary may do: only those whose stems stand ``often`` are part of a wording."""
    found = [_SIGNS.get(word, 0) for word in lines.plain]
    for number in [number for number, one in enumerate(lines.stems) if one in often]:
        if lines.plain[number] not in lines.named:
            found[number] |= _role(lines.words.vocabulary[number], lines.plain[number], lexicon)
    return found


def _role(form: str, word: str, lexicon: TopicLexicon) -> int:
    if word in lexicon.function:
        return 0
    found = INSIDE | (CAPITAL if form[:1].isupper() else 0)
    if _telling(word, lexicon):
        found |= OPENS if word.endswith(_ADJECTIVES) else OPENS | CLOSES
    return found


def _telling(word: str, lexicon: TopicLexicon) -> bool:
    return (
        len(word) > 3
        and word[0].isalpha()
        and word not in lexicon.stop
        and stem(word) not in lexicon.stop
        and not word.endswith(_ENDINGS)
    )
