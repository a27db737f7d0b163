"""Which words of a sentence belong to names, by their capitals and by the lexicon of titles, bodies and surnames."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reader.analysis.lexicons import Names, Phrases
from reader.analysis.tokens import Token


class Vocabulary(NamedTuple):
    """Which words a document writes with a capital within sentences, and which it writes small."""

    capitals: frozenset[str]
    small: frozenset[str]


def vocabulary(sentences: Iterable[Sequence[Token]], names: Names, small: Iterable[str] = ()) -> Vocabulary:
    """Vocabulary of sentences and ``small``, more words in small letters; headlines tell nothing."""
    capitals: set[str] = set()
    small = set(small)
    for one in sentences:
        if is_headline(one, names):
            continue
        small.update([token.lower for token in one if token.word and not token.capital])
        capitals.update([token.lower for at, token in enumerate(one) if token.capital and not _opens(one, at)])
    return Vocabulary(frozenset(capitals), frozenset(small))


_OPENING = '“"‘«:'
"""Signs behind which a sentence may begin."""


def _opens(sentence: Sequence[Token], at: int) -> bool:
    """Whether a token is the first word, or the first behind a sign behind which a sentence may begin."""
    before = at - 1
    while before >= 0 and not sentence[before].word:
        if sentence[before].text in _OPENING:
            return True
        before -= 1
    return before < 0


def is_headline(sentence: Sequence[Token], names: Names) -> bool:
    """Whether nearly every word of a sentence is capitalised, so that capitals tell no names."""
    stopped = bool(sentence) and sentence[-1].text in (".", "!", "?")
    long = small = 0
    for token in sentence:
        if token.word and not (len(token.lower) < 5 and token.lower in names.openers):
            long += 1
            small += not token.capital
            if stopped and small:
                return False
    return long > 3 and small <= 0.15 * long


def phrase_at(sentence: Sequence[Token], at: int, known: Phrases) -> int:
    """How many tokens the longest known phrase at a token takes; dots after abbreviations count with it."""
    for words in known.get(sentence[at].lower, ()):
        k = at
        for word in words:
            if k >= len(sentence) or sentence[k].lower != word:
                break
            k += 1
        else:
            return k - at
    return 0


def name_tags(sentence: Sequence[Token], names: Names, known: Vocabulary) -> list[str]:
    """Per token: ``T`` title with a capital, ``t`` without, ``B`` body, ``C`` name word, empty for the rest."""
    found = [""] * len(sentence)
    headline = is_headline(sentence, names)
    behind = 0
    for at, token in enumerate(sentence):
        if at < behind or not (token.capital or token.lower in names.titles or "/" in token.lower):
            continue
        opening = _opens(sentence, at)
        begins = token.lower in names.beginnings or "/" in token.lower
        tags = _phrase_tags(sentence, at, names, opening=opening) if begins else ()
        if tags:
            behind = at + len(tags)
            found[at:behind] = tags
        elif token.capital:
            follows = at > 0 and found[at - 1] in ("T", "C") and _adjacent(sentence, at)
            goes_on = follows and (names.surnames or token.lower in names.chinese or token.lower in names.vietnamese)
            if headline and follows and not goes_on:
                goes_on = found[at - 1] == "C" and _is_family_name(sentence, at, names)
            paired = _paired(sentence, at)
            if goes_on or _is_name_word(
                token.text, token.lower, names, known, opening=opening, headline=headline, paired=paired
            ):
                found[at] = "C"
    return found


def _phrase_tags(sentence: Sequence[Token], at: int, names: Names, *, opening: bool) -> list[str]:
    """Tags of the full name, the body or the title that begins at a token; none where nothing of that does."""
    token = sentence[at]
    named = _surname_run(sentence, at, names)
    if named:
        return ["C"] * named
    body = phrase_at(sentence, at, names.body_phrases) if token.capital else 0
    if body:
        return ["B"] * body
    if token.possessive or (opening and not token.capital):
        return []
    length = phrase_at(sentence, at, names.titles) or _two_in_one(token, names)
    if not length:
        return []
    after = sentence[at + length] if at + length < len(sentence) else None
    if after is not None and after.capital and after.lower in names.bodies:
        return ["C"] * length
    length += _tail(sentence, at + length, names)
    return ["T" if token.capital else "t"] * length


def _two_in_one(token: Token, names: Names) -> int:
    """1 where a slash joins two titles in one word (*Representative/Vice-President*), else 0."""
    parts = token.lower.split("/")
    return int(len(parts) > 1 and all((part,) in names.titles.get(part, ()) for part in parts))


_LONGEST_NAME = 4
"""Words of a name that begins with a surname."""


def _surname_run(sentence: Sequence[Token], at: int, names: Names) -> int:
    """How many tokens a full name takes that begins with a surname of the language: *Phạm Minh Chính*."""
    if sentence[at].lower not in names.surnames or sentence[at].text.isupper() or _country_at(sentence, at, names):
        return 0
    last = at
    while last < len(sentence) and last - at < _LONGEST_NAME and sentence[last].capital:
        if last > at and not _adjacent(sentence, last):
            break
        last += 1
    country = any(_country_at(sentence, k, names) for k in range(at + 1, last))
    return last - at if last - at > 1 and not country else 0


def _adjacent(sentence: Sequence[Token], at: int) -> bool:
    """Whether a word goes on from the one before."""
    return sentence[at].start - sentence[at - 1].end == 1 and not sentence[at - 1].possessive


def _country_at(sentence: Sequence[Token], at: int, names: Names) -> int:
    """How many tokens the country or place takes that is named at a token."""
    for size in (5, 4, 3, 2, 1):
        if at + size <= len(sentence):
            name = " ".join(token.lower for token in sentence[at : at + size])
            if name in names.countries or name in names.places:
                return size
    return 0


def _tail(sentence: Sequence[Token], at: int, names: Names) -> int:
    """How many tokens say what an office is of, where a name follows: *Tổng Bí thư Đảng Cộng sản Việt Nam* X."""
    end, body = at, False
    while names.title_tails and end < len(sentence):
        of = phrase_at(sentence, end, names.title_tails) or _country_at(sentence, end, names)
        size = of or phrase_at(sentence, end, names.body_phrases)
        if not size:
            break
        end, body = end + size, not of
    if end == at or end >= len(sentence) or not sentence[end].capital:
        return 0
    # Behind "Chủ tịch Hiệp hội" the body's name may go on: Thủy sản.
    return end - at if not body or sentence[end].lower in names.surnames or _paired(sentence, end) else 0


def _paired(sentence: Sequence[Token], at: int) -> bool:
    return at + 1 < len(sentence) and sentence[at + 1].capital and not sentence[at].possessive


def _is_family_name(headline: Sequence[Token], at: int, names: Names) -> bool:
    """Whether a word of a headline follows a given name as the family name: *Claire Delmas Visits Oslo*."""
    given, word = headline[at - 1].lower, headline[at].lower
    if given not in names.given_male and given not in names.given_female:
        return False
    known = names.headline_verbs, names.not_names, names.openers, names.bodies, names.title_words, names.countries
    return not any(word in group for group in known)


def may_open_a_name(word: str, names: Names, known: Vocabulary) -> bool:
    """Whether a capitalised word at the beginning of a sentence may belong to a name, if small words follow it.

    Titles are not considered.
    """
    lower = word.casefold()
    return lower in names.body_phrases or _is_name_word(
        word, lower, names, known, opening=True, headline=False, paired=False
    )


def _is_name_word(
    word: str, lower: str, names: Names, known: Vocabulary, *, opening: bool, headline: bool, paired: bool
) -> bool:
    if lower in names.not_names or lower in ("i", "a"):
        return False
    if lower in names.openers and not word.isupper() and not (paired and lower in names.begin_names):
        # "President To Lam", "He Lifeng": a surname, where the document writes it with a capital within sentences.
        return paired and lower in known.capitals and (lower in names.chinese or lower in names.vietnamese)
    if headline:
        given = lower in names.given_male or lower in names.given_female
        return lower in known.capitals or (given and not word.isupper())
    if not opening or lower in known.capitals or lower in names.countries:
        return True
    if lower in known.small or (
        lower.endswith(("ing", "ly", "ed")) and not (paired and (lower in names.chinese or lower in names.vietnamese))
    ):
        return False
    return lower not in names.openers
