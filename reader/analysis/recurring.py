"""Topics that no lexicon foresees: wordings to which a document, or two read together, keep coming back."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.analysis.recurring_counts import Counts
from reader.analysis.recurring_words import LONGEST, Lines, roles, stem, weight
from reader.analysis.topic_lexicon import Hit, TopicLexicon
from reader.text.columns import ARRAYS_FROM

if TYPE_CHECKING:
    from reader.analysis.recurring_arrays import ArrayCounts

MOST = 6
"""Wordings taken from a document."""


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
        return -weight(self.sentences, len(self.words)), -len(self.words), self.words


def recurring(documents: Sequence[Lines], lexicon: TopicLexicon) -> list[tuple[tuple[str, ...], str]]:
    """Wordings with their labels, the most frequent first: those of each document and those the documents share.

    A wording stands at no more places than its rarest word. So those of frequent words are looked at first, and those
    of rarer ones only where they may still be among the best.
    """
    count = Counter(documents[0].of_stems)
    for lines in documents[1:]:
        count.update(lines.of_stems)
    ordered = sorted(count.values(), reverse=True)
    least = min(_FIRST, max(2, ordered[_MANY])) if len(ordered) > _MANY else 2
    while True:
        # A wording that holds a rarer word weighs so much at most.
        unseen = weight(least - 1, LONGEST) if least > 2 else 0.0
        often = {one for one, places in count.items() if places >= least}
        kept = _best(documents, _counts(documents, [roles(one, often, lexicon) for one in documents]), unseen)
        enough = len(kept) == MOST * len(documents) and weight(kept[-1].sentences, len(kept[-1].words)) > unseen
        if enough or not unseen:
            return [(one.words, one.first[:1].upper() + one.first[1:]) for one in kept]
        least = max(2, least // 2)


def _counts(documents: Sequence[Lines], of_words: Sequence[Sequence[int]]) -> Counts | ArrayCounts:
    """The same of either kind."""
    if sum(len(lines.words.numbers) for lines in documents) < ARRAYS_FROM:
        return Counts(documents, of_words)
    from reader.analysis.recurring_arrays import ArrayCounts

    return ArrayCounts(documents, of_words)


_FIRST = 8
"""Words that stand at so many places are looked at before rarer ones, where they are many."""
_MANY = 1024
_LOOKED_AT = 64
"""Wordings that are looked at more closely before more of them are."""


def _best(documents: Sequence[Lines], counts: Counts | ArrayCounts, unseen: float) -> list[_Wording]:
    """The best of the wordings that were counted; not all of them where they weigh no more than ``unseen``."""
    # A wording stands in no more sentences than it stands at places: most are too rare to be looked at more closely.
    hopeful = counts.hopeful(unseen / weight(1, LONGEST), unseen)
    most, wanted = _LOOKED_AT, MOST * len(documents)
    while True:
        limit = max(unseen, -hopeful[most][0] if most < len(hopeful) else 0.0)
        kept = _chosen(documents, counts, {words for most, words in hopeful if -most >= limit}, wanted)
        enough = len(kept) == wanted and weight(kept[-1].sentences, len(kept[-1].words)) > limit
        if enough or limit == unseen:
            return kept
        most *= 8


def _chosen(
    documents: Sequence[Lines], counts: Counts | ArrayCounts, candidates: set[tuple[str, ...]], most: int
) -> list[_Wording]:
    """The best of some wordings; none stands within another."""
    found = {words: _Wording(words) for words in candidates}
    for number, lines in enumerate(documents):
        for first, words in counts.places(number, candidates):
            _note(found[words], lines, number, first)
    kept: list[_Wording] = []
    good = [w for w in found.values() if _good(w, len(documents), is_name=counts.is_name(w.words))]
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


def _note(one: _Wording, lines: Lines, number: int, first: int) -> None:
    """Takes note of a place of a wording; places come in order."""
    sentence = bisect_right(lines.words.bounds, first) - 1
    one.first = one.first or " ".join(lines.words.part(first, first + len(one.words)))
    if one.last != (number, sentence):
        one.documents += one.last[0] != number
        one.last = number, sentence
        one.sentences += 1
        one.unlabelled += sentence not in lines.labelled


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
