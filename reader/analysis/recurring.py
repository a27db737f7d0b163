"""Topics that no lexicon foresees: wordings to which a document, or two read together, keep coming back."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress, pairwise
from typing import NamedTuple

from reader.analysis.topic_lexicon import Hit, TopicLexicon

LONGEST = 3
"""Words a recurring wording has at most."""
MOST = 6
"""Wordings taken from a document."""

_ENDINGS = ("ing", "ed", "ly")
_ADJECTIVES = ("al", "ic", "ian", "ive", "ous", "ful", "less", "able", "ible", "est", "ary", "ish", "ist")
"""Words with these endings seldom close a wording that names a thing."""


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


@dataclass(slots=True)
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


def recurring(documents: Sequence[Lines], lexicon: TopicLexicon) -> list[tuple[tuple[str, ...], str]]:
    """Wordings with their labels, the most frequent first: those of each document and those the documents share."""
    known = _Words(lexicon)
    often = _met_twice(documents)
    marked = [_Marked(lines, known, often) for lines in documents]
    tally = _Tally(marked)
    # A wording stands in no more sentences than it stands at places: most are too rare to be looked at more closely.
    hopeful = sorted([(-_weight(n, len(words)), words) for words, n in tally.total.items() if tally.may_be_good(words)])
    most, wanted = _LOOKED_AT, MOST * len(documents)
    while True:
        limit = -hopeful[most][0] if most < len(hopeful) else 0.0
        kept = _chosen(marked, tally, {words for weight, words in hopeful if -weight >= limit}, wanted)
        enough = len(kept) == wanted and _weight(kept[-1].sentences, len(kept[-1].words)) > limit
        if not limit or enough:
            return [(one.words, one.first[:1].upper() + one.first[1:]) for one in kept]
        most *= 8


_LOOKED_AT = 64
"""Wordings that are looked at more closely before more of them are."""


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


def stems(words: Sequence[str]) -> list[str]:
    """The words without the *s* of a plural."""
    known = {word: _stem(word) for word in set(words)}
    return list(map(known.__getitem__, words))


def by_first_word(wordings: Sequence[tuple[tuple[str, ...], str]]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Recurring wordings by their first word."""
    known: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, label in wordings:
        known.setdefault(words[0], []).append((words, label))
    return known


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


_INSIDE, _OPENS, _CLOSES, _ENDS = 1, 2, 4, 8
"""What a word may do: stand in a wording, open one, close one; and whether it is the last of its sentence."""


class _Words(dict[str, int]):
    """What words may do, as they are met."""

    def __init__(self, lexicon: TopicLexicon) -> None:
        self._lexicon = lexicon

    def __missing__(self, word: str) -> int:
        found = 0 if word in self._lexicon.function else _INSIDE
        if _telling(word, self._lexicon):
            found |= _OPENS if word.endswith(_ADJECTIVES) else _OPENS | _CLOSES
        self[word] = found
        return found


def _met_twice(documents: Sequence[Lines]) -> set[str]:
    """Stems that stand in two sentences at least: no other can be part of a wording that recurs."""
    once: set[str] = set()
    twice: set[str] = set()
    for lines in documents:
        of_all = stems(lines.words)
        for first, last in pairwise(lines.bounds):
            of_sentence = set(of_all[first:last])
            twice |= of_sentence & once
            once |= of_sentence
    return twice


class _Marked:
    """The words of a document with what each may do."""

    def __init__(self, lines: Lines, known: _Words, often: set[str]) -> None:
        self.lines = lines
        self._stems = stems(lines.words)
        does = {w: known[w] if _stem(w) in often else known[w] & ~_INSIDE for w in set(lines.words)}
        codes = bytearray(map(does.__getitem__, lines.words))
        for at in lines.taken:
            codes[at] = 0
        for first, last in pairwise(lines.bounds):
            if first < last:
                codes[last - 1] |= _ENDS
        opens, inside, closes, on = (
            _flags(codes, [code & wanted == wanted for code in range(16)])
            for wanted in (_INSIDE | _OPENS, _INSIDE, _INSIDE | _CLOSES, 0)
        )
        on = _flags(codes, [not code & _ENDS for code in range(16)])
        # Whether a wording of one, two, three words begins at a place.
        self._begins = (
            opens & closes,
            opens & on & closes >> _BITS,
            opens & on & (inside & on) >> _BITS & closes >> 2 * _BITS,
        )
        capital = {form: form[:1].isupper() for form in set(lines.surface)}
        big = int.from_bytes(bytes(map(capital.__getitem__, lines.surface)), "little")
        self._capital = (
            (on << _BITS) & big,
            (on << _BITS) & big & big >> _BITS,
            (on << _BITS) & big & big >> _BITS & big >> 2 * _BITS,
        )
        self._after_noun_sign = (on & self._standing(_NOUN_SIGNS)) << _BITS
        self._after_verb_sign = (on & self._standing(_VERB_SIGNS)) << _BITS

    def _standing(self, words: frozenset[str]) -> int:
        return int.from_bytes(bytes(map(words.__contains__, self.lines.words)), "little")

    def tell(self, tally: _Tally) -> None:
        """Adds the places of every wording to a tally."""
        for size, (begins, capital) in enumerate(zip(self._begins, self._capital, strict=True), 1):
            for counts, places in (
                (tally.total, begins),
                (tally.capital, begins & capital),
                (tally.after_noun_sign, begins & self._after_noun_sign),
                (tally.after_verb_sign, begins & self._after_verb_sign),
            ):
                counts.update(self._at(size, places))

    def places(self, wanted: Container[tuple[str, ...]]) -> list[tuple[int, tuple[str, ...]]]:
        """Where wanted wordings stand: their first words, ascending."""
        every = range(len(self._stems))
        found = [
            (at, words)
            for size, begins in enumerate(self._begins, 1)
            for at, words in zip(compress(every, self._bytes(begins)), self._at(size, begins), strict=True)
            if words in wanted
        ]
        return sorted(found)

    def _at(self, size: int, places: int) -> Iterator[tuple[str, ...]]:
        """So many stems from each of the places on."""
        return compress(zip(*(self._stems[k:] for k in range(size)), strict=False), self._bytes(places))

    def _bytes(self, places: int) -> bytes:
        return places.to_bytes(len(self._stems) + 1, "little")


_BITS = 8


def _flags(codes: bytearray, wanted: Sequence[bool]) -> int:
    """A number with a byte for each place, the first the lowest, that is 1 where the code is wanted."""
    return int.from_bytes(codes.translate(bytes(wanted) + bytes(256 - len(wanted))), "little")


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
