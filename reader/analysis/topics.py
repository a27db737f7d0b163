"""What it is about.

A sentence's topics come from two places: the lexicon of its language (topic_lexicon.py, editable), and wordings to
which the document keeps coming back (recurring.py), so that a matter nobody foresaw gets a topic too.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from reader.analysis.grams import LONGEST, Pieces, recurring_grams
from reader.analysis.lexicons import names, primary
from reader.analysis.recurring import by_first_word, hits, recurring
from reader.analysis.recurring_words import Lines, count_of_stems, stem
from reader.analysis.topic_lexicon import NOTHING, Hit, TopicLexicon, topic_lexicon
from reader.model import Document, Person, Speaker, Topic
from reader.text.columns import where
from reader.text.datelines import dateline_spans
from reader.text.traditional import simplified
from reader.text.words import Words, words_of_stretches
from reader.text.words import words as cut

MOST = 3
"""Topics a sentence may carry."""


@dataclass(slots=True, eq=False)
class _Read:
    """A document's words, with what the lexicon found in them."""

    document: Document
    lexicon: TopicLexicon
    words: Words
    plain: list[str]
    """The vocabulary of these words in lower case and simplified characters."""
    stems: list[str]
    """The same without the *s* of a plural."""
    of_stems: dict[str, int]
    """At how many places each stem stands."""
    hits: dict[int, list[Hit]]
    """By sentence; those without any are left out."""

    def line(self, sentence: int) -> list[str]:
        """The words of a sentence in lower case."""
        return _line(self.words, self.plain, sentence)


def label(document: Document) -> Document:
    """The document with ``topics`` and each sentence's topics filled in.

    Topics come from the lexicon of the document's language and from wordings that recur in the document.
    """
    read = _read(document)
    return _labelled(read, _recurring([read]))


def harmonise(left: Document, right: Document) -> tuple[Document, Document]:
    """Both documents with the topics they share named alike, including those found only by reading them together.

    Documents in two languages share the labels of the lexicons alone and come back as they are.
    """
    if primary(left.language) != primary(right.language):
        return left, right
    reads = [_read(left), _read(right)]
    wordings = _recurring(reads)
    return _labelled(reads[0], wordings), _labelled(reads[1], wordings)


def _recurring(reads: Sequence[_Read]) -> list[tuple[tuple[str, ...], str]]:
    """Wordings that recur in documents of one language, with their labels.

    None where the language has no word list: what recurs most are its words of grammar.
    """
    language, lexicon = primary(reads[0].document.language), reads[0].lexicon
    if not lexicon.function:
        return []
    if language in LONGEST:
        return recurring_grams([_pieces(one) for one in reads], lexicon, language)
    return recurring([_lines(one) for one in reads], lexicon)


def _read(document: Document) -> _Read:
    lexicon = topic_lexicon(primary(document.language))
    words = words_of_stretches(document.text, [(one.start, one.end) for one in document.sentences])
    return _Read(document, lexicon, words, *_found(document.text, document.language, words))


@lru_cache(maxsize=2)
def _found(text: str, language: str, words: Words) -> tuple[list[str], list[str], dict[str, int], dict[int, list[Hit]]]:
    """The vocabulary of a document in lower case, its stems, and how often each stands; what the lexicon finds.

    Not to be changed. Kept for the last two documents, which are often read one after the other and then together.
    """
    lexicon = topic_lexicon(primary(language))
    plain = _lower(words.vocabulary)
    if primary(language) == "zh":
        plain = list(map(simplified, plain))
    origin = _Origin(text, language)
    hits_of: dict[int, list[Hit]] = {}
    for sentence, places in _by_sentence(words.bounds, lexicon.openings(words.numbers, plain)):
        found = lexicon.hits(_line(words, plain, sentence), places)
        start = words.bounds[sentence]
        found = [hit for hit in found if not origin.covers(words.starts[start + hit.first])]
        if found:
            hits_of[sentence] = found
    stems = list(map(stem, plain))
    return plain, stems, count_of_stems(plain, stems, words.numbers, lexicon), hits_of


def forget_topics() -> None:
    """Lets go of what was found in the last documents."""
    _found.cache_clear()


def _lower(words: Sequence[str]) -> list[str]:
    """Words in lower case without *'s*; all at once, since most words of a long text are met once or twice."""
    lower = "\n".join(words).replace("’", "'").casefold().split("\n")
    # Where nothing changes it is the same object: no word need be kept twice.
    return [
        small[:-2] if small.endswith("'s") else word if word == small else small
        for word, small in zip(words, lower, strict=False)
    ]


def _line(words: Words, plain: Sequence[str], sentence: int) -> list[str]:
    """The words of a sentence in lower case."""
    return [plain[number] for number in words.numbers[words.bounds[sentence] : words.bounds[sentence + 1]]]


def _by_sentence(bounds: Sequence[int], found: Iterable[int]) -> Iterator[tuple[int, list[int]]]:
    """Sentences in which any of some words stand, with the places of these in the sentence."""
    sentence = -1
    places: list[int] = []
    for at in found:
        if at >= bounds[sentence + 1]:
            if places:
                yield sentence, places
            sentence, places = bisect_right(bounds, at) - 1, []
        places.append(at - bounds[sentence])
    if places:
        yield sentence, places


class _Origin:
    """Datelines and agency tags, which say where a text comes from and not what it is about."""

    def __init__(self, text: str, language: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for one in sorted(dateline_spans(text, language), key=lambda one: one.start):
            if not self._ends or one.end > self._ends[-1]:
                self._starts.append(one.start)
                self._ends.append(one.end)

    def covers(self, at: int) -> bool:
        """Whether a character is part of one."""
        k = bisect_right(self._starts, at) - 1
        return k >= 0 and at < self._ends[k]


def _lines(read: _Read) -> Lines:
    """What recurring wordings may be made of: words outside topics, and neither names nor their titles."""
    return Lines(
        read.words, read.plain, read.stems, read.of_stems, _named(read), set(_in_topics(read)), read.hits.keys()
    )


def _pieces(read: _Read) -> Pieces:
    """The same in languages whose words are of several pieces."""
    document, words = read.document, read.words
    language = primary(document.language)
    named = _named(read)
    forms = {text for one in _people(document) for text in (one.name, *one.aliases) if len(text) > 1}
    seen = "\n".join(words.vocabulary)
    forms.update(
        one
        for one, parts in _countries(language)
        # A short look at the different words spares most of the looks at the whole text.
        if all(part in seen for part in parts) and one in document.text
    )
    taken = {
        *where((word in named for word in read.plain), words.numbers),
        *_in_topics(read),
        *_named_pieces(read, forms),
    }
    # What only tells of the meeting names no matter, however often it comes back.
    told = {s.index for s in document.sentences if s.speaker is None}
    gaps = zip(words.ends, words.starts[1:], strict=False)
    broken = {at for at, (end, start) in enumerate(gaps) if start > end and not document.text[end:start].isspace()}
    plain = [read.plain[number] for number in words.numbers]
    joint = "" if language == "zh" else " "
    return Pieces(plain, words.forms, words.bounds, taken, told | read.hits.keys(), broken, joint)


def _people(document: Document) -> list[Person | Speaker]:
    return [*document.people, *document.speakers]


def _named(read: _Read) -> set[str]:
    """Words of names and titles and of countries, as the vocabulary has them."""
    named = {
        simplified(word.casefold())
        for one in _people(read.document)
        for text in (one.name, one.role, *one.aliases)
        for word in text.replace(",", " ").split()
    }
    return named | _country_words(primary(read.document.language))


@cache
def _country_words(language: str) -> frozenset[str]:
    countries = [one for one in names(language).countries if len(one) > 1]
    return frozenset(word for country in countries for word in (country, country + ".", *country.split()))


@cache
def _countries(language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Countries, each with parts of it that are parts of words wherever it stands."""
    return tuple(
        (one, tuple(part for start, end in cut(one) if (part := one[start:end]).isalnum()))
        for one in names(language).countries
        if len(one) > 1
    )


def _in_topics(read: _Read) -> Iterator[int]:
    """The words that belong to a topic of the lexicon."""
    for sentence, found in read.hits.items():
        start = read.words.bounds[sentence]
        for hit in found:
            yield from range(start + hit.first, start + hit.last)


def _named_pieces(read: _Read, forms: set[str]) -> Iterator[int]:
    """The pieces of words of which the names of a document are made."""
    if not forms:
        return
    # By first letters, so that at most places few forms are tried; of those that fit the longest counts.
    by_letter: dict[str, list[str]] = {}
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        by_letter.setdefault(form[0], []).append(re.escape(form[1:]))
    pattern = "|".join(f"{re.escape(letter)}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
    for match in re.finditer(pattern, read.document.text):
        first = bisect_left(read.words.starts, match.start())
        yield from range(first, bisect_left(read.words.starts, match.end()))


def _labelled(read: _Read, wordings: list[tuple[tuple[str, ...], str]]) -> Document:
    known = by_first_word(wordings)
    own = frozenset(name for _, name in wordings)
    found = dict(read.hits)
    openings = where((one in known for one in read.stems), read.words.numbers)
    for sentence, begun in _by_sentence(read.words.bounds, openings):
        found[sentence] = [*found.get(sentence, ()), *hits(read.line(sentence), known, begun)]
    chosen: list[tuple[str, ...]] = [()] * len(read.document.sentences)
    made = defaultdict[str, Counter[str]](Counter)
    count: Counter[str] = Counter()
    for sentence, of_sentence in sorted(found.items()):
        labels = chosen[sentence] = _choose(of_sentence, read.line(sentence), read.lexicon, own)
        start = read.words.bounds[sentence]
        for hit in of_sentence:
            if hit.label in labels:
                edges = read.words.starts[start + hit.first], read.words.ends[start + hit.last - 1]
                made[hit.label][" ".join(read.document.text[slice(*edges)].split())] += 1
        count.update(labels)
    first = {name: k for k, name in enumerate(dict.fromkeys(n for labels in chosen for n in labels))}
    order = sorted(count, key=lambda name: (-count[name], first[name]))
    topics = tuple(Topic(name, count[name], tuple(w for w, _ in made[name].most_common())) for name in order)
    sentences = tuple(
        s if s.topics == labels else replace(s, topics=labels)
        for s, labels in zip(read.document.sentences, chosen, strict=True)
    )
    return replace(read.document, sentences=sentences, topics=topics)


def _choose(found: Sequence[Hit], line: Sequence[str], lexicon: TopicLexicon, own: frozenset[str]) -> tuple[str, ...]:
    """The most telling labels of a sentence, at most three.

    A label weighs more with each further wording of it and the earlier it stands; a broad label weighs less, and so
    does one that is only a date or a background (*since the 18th National Congress*). Labels far below the first
    are left out.
    """
    weight: dict[str, float] = {}
    first: dict[str, int] = {}
    for hit in _separate(found):
        if hit.label == NOTHING:
            continue
        value = 0.6 if hit.label in lexicon.broad or hit.label in own else 1.0
        value += 0.1 * min(2, hit.last - hit.first - 1)
        if any(word in lexicon.background for word in line[max(0, hit.first - 3) : hit.first]):
            value *= 0.5
        if hit.label in weight:
            weight[hit.label] = max(weight[hit.label], value) + 0.3
        else:
            first[hit.label] = hit.first
            weight[hit.label] = value * (1 - 0.3 * hit.first / max(1, len(line)))
    order = sorted(weight, key=lambda name: (-weight[name], first[name]))
    return tuple(name for name in order[:MOST] if weight[name] >= 0.4 * weight[order[0]])


def _separate(hits: Sequence[Hit]) -> list[Hit]:
    """Hits of a label that do not overlap one another, in order.

    What stands inside a longer wording of another label is part of that (*election as general secretary*).
    """
    end: dict[str, int] = {}
    kept: list[Hit] = []
    reach, outer = -1, ""
    for hit in sorted(hits, key=lambda one: (one.first, -one.last)):
        if hit.last <= reach and hit.label != outer:
            continue
        if hit.last > reach:
            reach, outer = hit.last, hit.label
        if hit.first >= end.get(hit.label, 0):
            kept.append(hit)
            end[hit.label] = hit.last
    return kept
