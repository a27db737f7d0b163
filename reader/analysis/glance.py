"""A first glance at a document: sentences in which nobody is named and nobody speaks, told by their words alone.

Most sentences of a long text are such: small letters behind the first word, and no word with which one says that
somebody spoke. Comparing sets of words tells them; only the others are cut into tokens and read closely.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from functools import cache
from itertools import compress, pairwise

from reader.analysis.capitals import Vocabulary, may_open_a_name
from reader.analysis.lexicons import names, speech
from reader.model import Sentence
from reader.text.columns import counted, gathered
from reader.text.words import words_of_stretches


class Glance:
    """What is seen of a document at a glance. A sentence is *plain* where only its first word may have a capital."""

    __slots__ = ("_language", "_openings", "_telling", "plain", "small")

    def __init__(self, text: str, sentences: Sequence[Sentence], language: str, but: Collection[int]) -> None:
        """``but``: where sentences begin that are not to be taken for plain."""
        cut = words_of_stretches(text, [(one.start, one.end) for one in sentences])
        capital = {form for form in cut.vocabulary if form.istitle() and form.isalpha()}
        self._language = language
        self._telling = _telling(language, {*cut.vocabulary, *(form.casefold() for form in capital)})
        seen_of = [
            _SMALL + (form in self._telling) if _is_small(form) else _CAPITAL if form in capital else _STRANGE
            for form in cut.vocabulary
        ]
        seen = gathered(array("B", seen_of), cut.numbers).tobytes()
        self._openings: list[str | None] = []
        """The first word of each plain sentence in which no other word tells of a speaker or a title, else None."""
        self.plain: list[bool] = []
        """By sentence."""
        of_plain = array(cut.numbers.typecode)
        for sentence, (first, last) in zip(sentences, pairwise(cut.bounds), strict=True):
            telling = seen[first + 1 : last].strip(_NOTHING)
            plain = (
                not telling.strip(_TELLING)
                and first < last
                and seen[first] != _STRANGE
                and not _has_joined_words(sentence.text)
                and sentence.start not in but
            )
            self.plain.append(plain)
            self._openings.append(cut.vocabulary[cut.numbers[first]] if plain and not telling else None)
            if plain:
                of_plain += cut.numbers[first:last]
        places = counted(of_plain, len(cut.vocabulary))
        self.small: set[str] = set(compress(cut.vocabulary, places)) - capital
        """Words in small letters of the plain sentences."""

    def silent(self, known: Vocabulary) -> list[bool]:
        """By sentence, whether nobody can be named and nobody can speak in it; ``known``: the document's vocabulary."""
        words = names(self._language)
        loud = {
            one
            for one in {one for one in self._openings if one is not None}
            if one.casefold() in self._telling or (one[0].isupper() and may_open_a_name(one, words, known))
        }
        return [one is not None and one not in loud for one in self._openings]


_SMALL, _SMALL_AND_TELLING, _CAPITAL, _STRANGE = range(4)
"""What is seen of a word: small letters; those of a word that tells of a speaker; one capital; something else."""
_NOTHING, _TELLING = bytes((_SMALL,)), bytes((_SMALL, _SMALL_AND_TELLING))


def _is_small(form: str) -> bool:
    """Whether a word is one token that has no capital, and stands as tokens have it in lower case."""
    return form.isalnum() and (form.islower() or form.isdecimal()) and form == form.casefold()


def _has_joined_words(sentence: str) -> bool:
    """Whether several words may be one token (*China-Vietnam*), which ends in a point perhaps (*U.S.*)."""
    return "-" in sentence or "/" in sentence or "&" in sentence or "." in sentence[:-1]


def _telling(language: str, known: Collection[str]) -> frozenset[str]:
    """Of each wording of a cue or a title that can be made of known words, one word."""
    alone, longer = _wordings(language)
    return alone.union(word for word, wording in longer if all(one in known for one in wording))


@cache
def _wordings(language: str) -> tuple[frozenset[str], tuple[tuple[str, tuple[str, ...]], ...]]:
    """Cues and titles of one word, and those of several, each with its longest word, which is seldom a common one."""
    words = speech(language)
    listed = {verb.words for verbs in words.verbs.values() for verb in verbs}
    for phrases in (words.according, names(language).titles):
        listed.update(*phrases.values())
    alone = words.states.union(wording[0] for wording in listed if len(wording) == 1)
    return alone, tuple((max(wording, key=len), wording) for wording in sorted(listed) if len(wording) > 1)
