"""Topics that no lexicon foresees: wordings to which a document, or two read together, keep coming back."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise
from typing import NamedTuple

from reader.analysis.topic_lexicon import Hit, TopicLexicon
from reader.text.words import Words

LONGEST = 3
"""Words a recurring wording has at most."""
MOST = 6
"""Wordings taken from a document."""

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
    named: Container[str]
    """Words of names and titles, in lower case."""
    taken: Collection[int]
    """The words that already belong to a topic."""
    labelled: Container[int]
    """The sentences for which the lexicon has a label."""


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


def recurring(documents: Sequence[Lines], lexicon: TopicLexicon) -> list[tuple[tuple[str, ...], str]]:
    """Wordings with their labels, the most frequent first: those of each document and those the documents share.

    A wording stands at no more places than its rarest word. So those of frequent words are looked at first, and those
    of rarer ones only where they may still be among the best.
    """
    count = _count(documents, lexicon)
    marked = [_Marked(lines, count, lexicon) for lines in documents]
    ordered = sorted(count.values(), reverse=True)
    least = min(_FIRST, max(2, ordered[_MANY])) if len(ordered) > _MANY else 2
    while True:
        # A wording that holds a rarer word weighs so much at most.
        unseen = _weight(least - 1, LONGEST) if least > 2 else 0.0
        kept = _best(marked, least, unseen)
        enough = len(kept) == MOST * len(marked) and _weight(kept[-1].sentences, len(kept[-1].words)) > unseen
        if enough or not unseen:
            return [(one.words, one.first[:1].upper() + one.first[1:]) for one in kept]
        least = max(2, least // 2)


def _count(documents: Sequence[Lines], lexicon: TopicLexicon) -> dict[str, int]:
    """At how many places each stem stands, but for those of words of grammar."""
    found: dict[str, int] = {}
    for lines in documents:
        for number, places in Counter(lines.words.numbers).items():
            if lines.plain[number] not in lexicon.function:
                stem = lines.stems[number]
                found[stem] = found.get(stem, 0) + places
    return found


_FIRST = 8
"""Words that stand at so many places are looked at before rarer ones, where they are many."""
_MANY = 4096
_LOOKED_AT = 64
"""Wordings that are looked at more closely before more of them are."""


def _best(marked: Sequence[_Marked], least: int, unseen: float) -> list[_Wording]:
    """The best wordings of words at ``least`` places; not all of them where they weigh no more than ``unseen``."""
    for one in marked:
        one.narrow(least)
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
        for wording, label in known[stem(words[at])]:
            last = at + len(wording)
            if last <= len(words) and all(stem(words[at + k]) == w for k, w in enumerate(wording)):
                found.append(Hit(label, at, last))
    return found


def by_first_word(wordings: Sequence[tuple[tuple[str, ...], str]]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Recurring wordings by their first word."""
    known: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, label in wordings:
        known.setdefault(words[0], []).append((words, label))
    return known


def stem(word: str) -> str:
    """A word in lower case without the *s* of a plural."""
    return word[:-1] if word.endswith("s") and len(word) > 4 and not word.endswith("ss") else word


_INSIDE, _OPENS, _CLOSES = 1, 2, 4
"""A word may stand in a wording, open one, close one."""
_CAPITAL, _NOUN_SIGN, _VERB_SIGN = 8, 16, 32
"""It begins with a capital; a noun or a verb is to be expected behind it."""


def _code(form: str, word: str, lexicon: TopicLexicon) -> int:
    """What a word may do in a wording, and whether it has a capital."""
    if word in lexicon.function:
        return 0
    found = _INSIDE | (_CAPITAL if form[:1].isupper() else 0)
    if _telling(word, lexicon):
        found |= _OPENS if word.endswith(_ADJECTIVES) else _OPENS | _CLOSES
    return found


class _Marked:
    """The words of a document with what each may do there."""

    def __init__(self, lines: Lines, count: Mapping[str, int], lexicon: TopicLexicon) -> None:
        self.lines = lines
        self._alone = [(stem,) for stem in lines.stems]
        self._count = count
        self._lexicon = lexicon
        on = bytearray(b"\1") * len(lines.words.numbers)
        for first, last in pairwise(lines.words.bounds):
            if first < last:
                on[last - 1] = 0
        self._on = int.from_bytes(on, "little")
        """Where a sentence goes on behind a word."""
        self._found: list[tuple[array[int], list[tuple[str, ...]]]] = []
        self._capital: tuple[int, ...] = ()
        self._after_noun_sign = self._after_verb_sign = 0

    def narrow(self, least: int) -> None:
        """From now on only wordings of stems that stand at so many places are seen."""
        codes = self._codes(least)
        opens, inside, closes, big, noun_signs, verb_signs = (
            _flags(codes, [code & wanted == wanted for code in range(256)])
            for wanted in (_INSIDE | _OPENS, _INSIDE, _INSIDE | _CLOSES, _CAPITAL, _NOUN_SIGN, _VERB_SIGN)
        )
        on = self._on
        # Whether a wording of one, two, three words begins at a place.
        begins = (
            opens & closes,
            opens & on & closes >> _BITS,
            opens & on & (inside & on) >> _BITS & closes >> 2 * _BITS,
        )
        every = range(len(codes))
        places = [array("i", compress(every, self._bytes(one))) for one in begins]
        self._found = [(at, self._wordings(size, at)) for size, at in enumerate(places, 1)]
        self._capital = (
            (on << _BITS) & big,
            (on << _BITS) & big & big >> _BITS,
            (on << _BITS) & big & big >> _BITS & big >> 2 * _BITS,
        )
        self._after_noun_sign = (on & noun_signs) << _BITS
        self._after_verb_sign = (on & verb_signs) << _BITS

    def _codes(self, least: int) -> bytearray:
        """What each word may do, and what it says of the next; only stems at so many places are part of a wording."""
        words, plain, stems, named = self.lines[:4]
        code_of = [_SIGNS.get(word, 0) for word in plain]
        for number in [number for number, stem in enumerate(stems) if self._count.get(stem, 0) >= least]:
            if plain[number] not in named:
                code_of[number] |= _code(words.vocabulary[number], plain[number], self._lexicon)
        codes = bytearray(map(code_of.__getitem__, words.numbers))
        for at in self.lines.taken:
            codes[at] &= _NOUN_SIGN | _VERB_SIGN
        return codes

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

    def _wordings(self, size: int, places: array[int]) -> list[tuple[str, ...]]:
        """So many stems from each of the places on."""
        number_at = self.lines.words.numbers.__getitem__
        if size == 1:
            return list(map(self._alone.__getitem__, map(number_at, places)))
        stem_of = self.lines.stems.__getitem__
        return list(zip(*(map(stem_of, map(number_at, [at + k for at in places])) for k in range(size)), strict=True))

    def _bytes(self, places: int) -> bytes:
        return places.to_bytes(len(self.lines.words.numbers) + 1, "little")


_BITS = 8


def _flags(codes: bytes | bytearray, wanted: Sequence[bool]) -> int:
    """A number with a byte for each place, the first the lowest, that is 1 where the code is wanted."""
    return int.from_bytes(codes.translate(bytes(wanted)), "little")


def _note(one: _Wording, lines: Lines, number: int, first: int) -> None:
    """Takes note of a place of a wording; places come in order."""
    sentence = bisect_right(lines.words.bounds, first) - 1
    one.first = one.first or " ".join(lines.words.part(first, first + len(one.words)))
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
_SIGNS = dict.fromkeys(_NOUN_SIGNS, _NOUN_SIGN) | dict.fromkeys(_VERB_SIGNS, _VERB_SIGN)


def _telling(word: str, lexicon: TopicLexicon) -> bool:
    return (
        len(word) > 3
        and word[0].isalpha()
        and word not in lexicon.stop
        and stem(word) not in lexicon.stop
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
