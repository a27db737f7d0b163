"""Topics that no lexicon foresees: wordings to which a document, or two read together, keep coming back."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress, pairwise, repeat
from typing import NamedTuple

from reader.analysis.topic_lexicon import Hit, TopicLexicon

LONGEST = 3
"""Words a recurring wording has at most."""
MOST = 6
"""Wordings taken from a document."""

_ENDINGS = ("ing", "ed", "ly")
_ADJECTIVES = ("al", "ic", "ian", "ive", "ous", "ful", "less", "able", "ible", "est", "ary", "ish", "ist")
"""Words with these endings seldom close a wording that names a thing."""


class Traits(NamedTuple):
    """What the words of a document are, each by itself."""

    stems: list[str]
    codes: bytes


class Lines(NamedTuple):
    """The words of a document, as a topic finder sees them."""

    words: list[str]
    """Lower case."""
    surface: list[str]
    """The same as they stand."""
    bounds: list[int]
    """Words ``bounds[k]`` up to ``bounds[k + 1]`` are those of sentence k."""
    taken: set[int]
    """The words that already belong to a topic, a name or a title."""
    labelled: Container[int]
    """The sentences for which the lexicon has a label."""
    broken: Container[int] = frozenset()
    """The words behind which something else than white space stands; only for languages of pieces (grams.py)."""
    joint: str = " "
    """What stands between the pieces of a word."""


@dataclass(slots=True, eq=False)
class _Wording:
    words: tuple[str, ...]
    sentences: int = 0
    documents: int = 0
    last: tuple[int, int] = (-1, -1)
    """Where it was last met: document, sentence."""
    unlabelled: int = 0
    first: str = ""

    @property
    def rank(self) -> tuple[float, int, tuple[str, ...]]:
        """The most frequent come first, longer ones before shorter."""
        return -_weight(self.sentences, len(self.words)), -len(self.words), self.words


def _weight(sentences: int, size: int) -> float:
    return sentences * (1 + 0.5 * (size - 1))


def recurring(documents: Sequence[tuple[Lines, Traits]]) -> list[tuple[tuple[str, ...], str]]:
    """Wordings with their labels, the most frequent first: those of each document and those the documents share.

    A wording stands at no more places than its rarest word. So those of frequent words are looked at first, and those
    of rarer ones only where they may still be among the best.
    """
    marked = [_Marked(*one) for one in documents]
    count: Counter[str] = Counter()
    for one in marked:
        count.update(one.inside())
    # Words of level 3 stand at four to seven places, those of level 4 at eight to fifteen.
    levels = {stem: places.bit_length() for stem, places in count.items()}
    for one in marked:
        one.rank(levels)
    ordered = sorted(levels.values(), reverse=True)
    level = max(_TWICE, ordered[_FREQUENT]) if len(ordered) > _FREQUENT else _TWICE
    while True:
        # A wording that holds a word of a lower level weighs so much at most.
        unseen = _weight((1 << level - 1) - 1, LONGEST) if level > _TWICE else 0.0
        kept = _best(marked, level, unseen)
        enough = len(kept) == MOST * len(marked) and _weight(kept[-1].sentences, len(kept[-1].words)) > unseen
        if enough or not unseen:
            return [(one.words, one.first[:1].upper() + one.first[1:]) for one in kept]
        level -= 1


_TWICE = 2
"""The level of words that stand at two places or three."""
_FREQUENT = 1024
"""Different words that are looked at before rarer ones."""
_LOOKED_AT = 64
"""Wordings that are looked at more closely before more of them are."""


def _best(marked: Sequence[_Marked], level: int, unseen: float) -> list[_Wording]:
    """The best wordings of words of a level and above; not all of them where they weigh no more than ``unseen``."""
    for one in marked:
        one.narrow(level)
    tally = _Tally(marked)
    # A wording stands in no more sentences than it stands at places: most are too rare to be looked at more closely.
    fewest = unseen / _weight(1, LONGEST)
    frequent = [(_weight(n, len(words)), words) for words, n in tally.total.items() if n >= fewest]
    hopeful = sorted([(-weight, words) for weight, words in frequent if weight >= unseen and tally.may_be_good(words)])
    most, wanted = _LOOKED_AT, MOST * len(marked)
    while True:
        limit = max(unseen, -hopeful[most][0] if most < len(hopeful) else 0.0)
        kept = _chosen(marked, tally, {words for weight, words in hopeful if -weight >= limit}, wanted)
        enough = len(kept) == wanted and _weight(kept[-1].sentences, len(kept[-1].words)) > limit
        if enough or limit == unseen:
            return kept
        most *= 8


def _chosen(marked: Sequence[_Marked], tally: _Tally, candidates: set[tuple[str, ...]], most: int) -> list[_Wording]:
    """The best of some wordings; none stands within another."""
    found = {words: _Wording(words) for words in candidates}
    for number, one in enumerate(marked):
        for first, words in one.places(candidates):
            _note(found[words], one.lines, number, first)
    kept: list[_Wording] = []
    good = [w for w in found.values() if _good(w, len(marked), is_name=tally.is_name(w.words))]
    for wording in sorted(good, key=lambda w: w.rank):
        if not any(_within(wording.words, other.words) or _within(other.words, wording.words) for other in kept):
            kept.append(wording)
        if len(kept) == most:
            break
    return kept


def hits(words: Sequence[str], known: dict[str, list[tuple[tuple[str, ...], str]]], places: Sequence[int]) -> list[Hit]:
    """Where recurring wordings stand in a sentence, of those ``places`` at which one may begin.

    ``known`` is by their first word.
    """
    found = []
    for at in places:
        for wording, label in known[_stem(words[at])]:
            last = at + len(wording)
            if last <= len(words) and all(_stem(words[at + k]) == w for k, w in enumerate(wording)):
                found.append(Hit(label, at, last))
    return found


def by_first_word(wordings: Sequence[tuple[tuple[str, ...], str]]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Recurring wordings by their first word."""
    known: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, label in wordings:
        known.setdefault(words[0], []).append((words, label))
    return known


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


_INSIDE, _OPENS, _CLOSES = 1, 2, 4
"""A word may stand in a wording, open one, close one."""
_ENDS = 8
"""It is the last of its sentence."""
_CAPITAL, _NOUN_SIGN, _VERB_SIGN = 16, 32, 64
"""It begins with a capital; a noun or a verb is to be expected behind it."""


def traits(forms: Sequence[str], plain_of: Mapping[str, str], bounds: Sequence[int], lexicon: TopicLexicon) -> Traits:
    """What the words of a document are: as they stand, each form in lower case, and bounds as in ``Lines``."""
    code_of = {form: _code(form, plain, lexicon) for form, plain in plain_of.items()}
    codes = bytearray(map(code_of.__getitem__, forms))
    for first, last in pairwise(bounds):
        if first < last:
            codes[last - 1] |= _ENDS
    stem_of = {form: _stem(plain) for form, plain in plain_of.items()}
    return Traits(list(map(stem_of.__getitem__, forms)), bytes(codes))


def _code(form: str, word: str, lexicon: TopicLexicon) -> int:
    found = _CAPITAL if form[:1].isupper() else 0
    if word in _NOUN_SIGNS:
        found |= _NOUN_SIGN
    if word in _VERB_SIGNS:
        found |= _VERB_SIGN
    if word not in lexicon.function:
        found |= _INSIDE
    if _telling(word, lexicon):
        found |= _OPENS if word.endswith(_ADJECTIVES) else _OPENS | _CLOSES
    return found


class _Marked:
    """The words of a document with what each may do there."""

    def __init__(self, lines: Lines, own: Traits) -> None:
        self.lines = lines
        self._stems = own.stems
        codes = bytearray(own.codes)
        for at in lines.taken:
            codes[at] &= ~(_INSIDE | _OPENS | _CLOSES)
        self._opens, self._inside, self._closes, big, noun_signs, verb_signs = (
            _flags(codes, [code & wanted == wanted for code in range(256)])
            for wanted in (_INSIDE | _OPENS, _INSIDE, _INSIDE | _CLOSES, _CAPITAL, _NOUN_SIGN, _VERB_SIGN)
        )
        on = self._on = _flags(codes, [not code & _ENDS for code in range(256)])
        self._capital = (
            (on << _BITS) & big,
            (on << _BITS) & big & big >> _BITS,
            (on << _BITS) & big & big >> _BITS & big >> 2 * _BITS,
        )
        self._after_noun_sign = (on & noun_signs) << _BITS
        self._after_verb_sign = (on & verb_signs) << _BITS
        self._levels = b""
        self._found: list[tuple[list[int], list[tuple[str, ...]]]] = []

    def inside(self) -> Iterator[str]:
        """The stems that may be part of a wording, one for each place."""
        return compress(self._stems, self._bytes(self._inside))

    def rank(self, levels: Mapping[str, int]) -> None:
        """Takes over how frequent the stems are; a level is below 256."""
        self._levels = bytes(map(levels.get, self._stems, repeat(0)))

    def narrow(self, level: int) -> None:
        """From now on only wordings of stems of this level and above are seen."""
        seen = _flags(self._levels, [one >= level for one in range(256)])
        opens, inside, closes, on = self._opens & seen, self._inside & seen, self._closes & seen, self._on
        # Whether a wording of one, two, three words begins at a place.
        begins = (
            opens & closes,
            opens & on & closes >> _BITS,
            opens & on & (inside & on) >> _BITS & closes >> 2 * _BITS,
        )
        every = range(len(self._stems))
        places = [list(compress(every, self._bytes(one))) for one in begins]
        self._found = [(at, self._wordings(size, at)) for size, at in enumerate(places, 1)]

    def tell(self, tally: _Tally) -> None:
        """Adds the places of every wording to a tally."""
        for (at, wordings), capital in zip(self._found, self._capital, strict=True):
            tally.total.update(wordings)
            for counts, marks in (
                (tally.capital, capital),
                (tally.after_noun_sign, self._after_noun_sign),
                (tally.after_verb_sign, self._after_verb_sign),
            ):
                counts.update(compress(wordings, map(self._bytes(marks).__getitem__, at)))

    def places(self, wanted: Container[tuple[str, ...]]) -> list[tuple[int, tuple[str, ...]]]:
        """Where wanted wordings stand: their first words, ascending."""
        return sorted([one for found in self._found for one in zip(*found, strict=True) if one[1] in wanted])

    def _wordings(self, size: int, places: list[int]) -> list[tuple[str, ...]]:
        """So many stems from each of the places on."""
        return list(zip(*(map(self._stems.__getitem__, [at + k for at in places]) for k in range(size)), strict=True))

    def _bytes(self, places: int) -> bytes:
        return places.to_bytes(len(self._stems) + 1, "little")


_BITS = 8


def _flags(codes: bytes | bytearray, wanted: Sequence[bool]) -> int:
    """A number with a byte for each place, the first the lowest, that is 1 where the code is wanted."""
    return int.from_bytes(codes.translate(bytes(wanted)), "little")


def _note(one: _Wording, lines: Lines, number: int, first: int) -> None:
    """Takes note of a place of a wording; places come in order."""
    sentence = bisect_right(lines.bounds, first) - 1
    stands = lines.surface[first : first + len(one.words)]
    one.first = one.first or " ".join(stands)
    if one.last != (number, sentence):
        one.documents += one.last[0] != number
        one.last = number, sentence
        one.sentences += 1
        one.unlabelled += sentence not in lines.labelled


_NOUN_SIGNS = frozenset(
    "the a an of its their his her our this these that those each every no more many some any all both two three four "
    "five six seven eight nine ten twenty hundred thousand for on with in from by about between among".split()
)
"""Words after which a thing is named more often than not."""
_VERB_SIGNS = frozenset(("to", "will", "would", "shall", "should", "can", "could", "may", "might", "must", "firmly"))
"""Words after which a verb stands more often than a thing."""


def _telling(word: str, lexicon: TopicLexicon) -> bool:
    plain = _stem(word)
    return (
        len(word) > 3
        and word[0].isalpha()
        and word not in lexicon.stop
        and plain not in lexicon.stop
        and word not in lexicon.function
        and not word.endswith(_ENDINGS)
    )


class _Tally:
    """At how many places each wording stands: in all, and within a sentence with capitals or behind a telling word."""

    def __init__(self, documents: Sequence[_Marked]) -> None:
        self.total: Counter[tuple[str, ...]] = Counter()
        self.capital: Counter[tuple[str, ...]] = Counter()
        self.after_noun_sign: Counter[tuple[str, ...]] = Counter()
        self.after_verb_sign: Counter[tuple[str, ...]] = Counter()
        for one in documents:
            one.tell(self)

    def may_be_good(self, words: tuple[str, ...]) -> bool:
        """Whether a wording names a thing and stands at enough places; single words must look like a name or a noun."""
        total = self.total[words]
        nouns, verbs = self.after_noun_sign.get(words, 0), self.after_verb_sign.get(words, 0)
        if total < 2 or verbs > nouns:
            return False
        return len(words) > 1 or (nouns > 0 and 2 * nouns >= total) or (total > 2 and self.is_name(words))

    def is_name(self, words: tuple[str, ...]) -> bool:
        """Whether a wording mostly stands with capitals."""
        return 2 * self.capital.get(words, 0) >= self.total[words]


def _good(one: _Wording, documents: int, *, is_name: bool) -> bool:
    """Whether a wording that may be good stands in enough sentences, and does not only repeat what the lexicon says."""
    if len(one.words) == 1 and is_name:
        return one.sentences >= 3
    if len(one.words) == 1:
        return one.sentences >= 2 and one.unlabelled > 0
    if one.sentences < 3:
        return one.sentences == 2 and one.unlabelled > 0 and one.documents == documents
    return True


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    size = len(short)
    return any(long[k : k + size] == short for k in range(len(long) - size + 1))
