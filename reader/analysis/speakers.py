"""Who said it: each sentence's speaker, from cues, quotations, labels, and what carries over.

Two steps: first every mention of the document is given to a person or body (people.py), then the sentences are read
once in order with what is known so far (who spoke last, who was named last).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from reader.analysis.discourse import read_sentences
from reader.analysis.finding import Finding
from reader.analysis.lexicons import primary, table
from reader.model import Attribution, Document, Person, Sentence, Speaker
from reader.text.words import words_of_stretches


def attribute(document: Document) -> Document:
    """The document with ``speakers``, ``people`` and each sentence's speaker, attribution and cue filled in.

    Documents in a language without reporting words (``speech.toml``) come back as they are.
    """
    language = primary(document.language)
    if not document.sentences:
        return document
    if language == "zh":
        from reader.analysis.chinese import read_chinese  # other texts need nothing of it

        found, people = read_chinese(document)
    elif table(language, "speech"):
        found, people = read_sentences(document, language)
    else:
        return document
    sentences = tuple(_with(sentence, one) for sentence, one in zip(document.sentences, found, strict=True))
    speakers = _speakers(document.text, sentences, people)
    return replace(document, sentences=sentences, speakers=speakers, people=_people(people))


def _with(sentence: Sentence, found: Finding) -> Sentence:
    if found.speaker is None:
        if sentence.speaker is None and sentence.cue is None and sentence.attribution is Attribution.NARRATION:
            return sentence
        return replace(sentence, speaker=None, attribution=Attribution.NARRATION, cue=None)
    return replace(sentence, speaker=found.speaker, attribution=found.attribution, cue=found.cue)


def _speakers(text: str, sentences: tuple[Sentence, ...], people: list[tuple[Person, bool]]) -> tuple[Speaker, ...]:
    known = {person.name: person for person, _ in people}
    bounds = words_of_stretches(text, [(one.start, one.end) for one in sentences]).bounds
    count: dict[str, list[int]] = {}
    for one, (first, last) in zip(sentences, pairwise(bounds), strict=True):
        if one.speaker is not None:
            tally = count.setdefault(one.speaker, [0, 0])
            tally[0] += 1
            tally[1] += last - first
    return tuple(
        Speaker(name, known[name].aliases if name in known else (), known[name].role if name in known else "", *tally)
        for name, tally in count.items()
    )


def _people(people: list[tuple[Person, bool]]) -> tuple[Person, ...]:
    return tuple(person for person, is_person in people if is_person)
