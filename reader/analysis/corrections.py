"""The reader's word on speakers and topics, put into a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reader.model import Attribution, Document, Judge, Judgements, Sentence, Side, Speaker, Topic
from reader.text.words import words


def corrected(document: Document, judgements: Judgements, side: Side) -> Document:
    """The document as the reader has it: speakers, topics and their counts follow the judgements of that side.

    A speaker or topic the document did not have is added at the end of its list; one that has no sentence left goes.
    Judgements on sentences that do not exist are passed over.
    """
    speakers = {one.sentence: one.speaker for one in judgements.speakers if one.side is side}
    topics = {one.sentence: one.topics for one in judgements.topics if one.side is side}
    if not speakers and not topics:
        return document
    sentences = tuple(_sentence(sentence, speakers, topics) for sentence in document.sentences)
    return replace(
        document,
        sentences=sentences,
        speakers=_speakers(document, sentences) if speakers else document.speakers,
        topics=_topics(document, sentences) if topics else document.topics,
    )


def _sentence(
    sentence: Sentence, speakers: Mapping[int, str | None], topics: Mapping[int, tuple[str, ...]]
) -> Sentence:
    if sentence.index in speakers:
        sentence = _said_by(sentence, speakers[sentence.index])
    if sentence.index in topics:
        sentence = replace(sentence, topics=topics[sentence.index], topics_by=Judge.READER)
    return sentence


def _said_by(sentence: Sentence, speaker: str | None) -> Sentence:
    if speaker == sentence.speaker:
        return replace(sentence, speaker_by=Judge.READER)
    attribution = sentence.attribution
    if speaker is None:
        attribution = Attribution.NARRATION
    elif attribution is Attribution.NARRATION:
        attribution = Attribution.INDIRECT
    # The words that made the program name another speaker are no evidence for this one.
    return replace(sentence, speaker=speaker, attribution=attribution, cue=None, speaker_by=Judge.READER)


def _speakers(document: Document, sentences: tuple[Sentence, ...]) -> tuple[Speaker, ...]:
    said: dict[str, list[int]] = {}
    for sentence, before in zip(sentences, document.sentences, strict=True):
        for name, step in ((before.speaker, -1), (sentence.speaker, 1)):
            if name is not None and sentence.speaker != before.speaker:
                tally = said.setdefault(name, [0, 0])
                tally[0] += step
                tally[1] += step * len(words(sentence.text))
    known = {speaker.name: speaker for speaker in document.speakers}
    roles = {person.name: person for person in document.people}
    for name in said:
        if name not in known:
            person = roles.get(name)
            known[name] = Speaker(name, person.aliases, person.role) if person else Speaker(name)
    counted = [
        replace(one, sentences=one.sentences + said[name][0], words=one.words + said[name][1]) if name in said else one
        for name, one in known.items()
    ]
    return tuple(one for one in counted if one.sentences > 0)


def _topics(document: Document, sentences: tuple[Sentence, ...]) -> tuple[Topic, ...]:
    count: dict[str, int] = {}
    for sentence in sentences:
        for label in sentence.topics:
            count[label] = count.get(label, 0) + 1
    known = {topic.label: topic for topic in document.topics}
    labels = dict.fromkeys((*known, *count))
    return tuple(
        replace(known.get(label) or Topic(label), sentences=count[label]) for label in labels if count.get(label)
    )
