"""From text to Document: the spans hold what they promise, whatever the text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reader
from reader.bundled import seeds
from reader.model import Document

SAMPLES = sorted(seeds().glob("*.txt"))

PIECES = st.sampled_from(
    [
        "Xi said that trade matters. ",
        "“We agree,” he added. ",
        "习近平指出，中越山水相连。",
        "Ông nhấn mạnh quan hệ song phương. ",
        "e\u0301", "\r\n", "\n\n", "\u2028", "\0", "\ud800", "👩‍👩‍👧",
        "🇻🇳", " ", "\t", ". ", "…", "1.5 ", "U.S. ", "\u202e", "ﬁ", "가",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=200))


def check(document: Document) -> None:
    text = document.text
    assert unicodedata.is_normalized("NFC", text)
    assert not set(text) & {"\r", "\0"}
    assert not any("\ud800" <= c <= "\udfff" for c in text)
    at = 0
    for block in document.paragraphs:
        assert at <= block.start < block.end <= len(text)
        assert not text[at : block.start].strip()
        at = block.end
    assert not text[at:].strip()
    at = 0
    for k, sentence in enumerate(document.sentences):
        block = document.paragraphs[sentence.paragraph]
        assert sentence.index == k
        assert block.start <= sentence.start < sentence.end <= block.end
        assert sentence.text == text[sentence.start : sentence.end] == sentence.text.strip()
        assert at <= sentence.start
        assert not text[at : sentence.start].strip(), "a word lies outside every sentence"
        at = sentence.end
        if sentence.cue is not None:
            assert sentence.cue.text == text[sentence.cue.start : sentence.cue.end]
        assert (sentence.speaker is None) == (sentence.attribution == "narration")
    assert not text[at:].strip()
    at = 0
    for stretch in document.boilerplate:
        assert at <= stretch.start < stretch.end <= len(text)
        at = stretch.end
    labels = {topic.label for topic in document.topics}
    assert all(set(sentence.topics) <= labels and len(sentence.topics) <= 3 for sentence in document.sentences)
    names = {speaker.name for speaker in document.speakers}
    assert {sentence.speaker for sentence in document.sentences} - {None} <= names
    for speaker in document.speakers:
        assert speaker.sentences == sum(s.speaker == speaker.name for s in document.sentences)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_spans_tile_any_text(text):
    check(reader.parse(text))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_spans_tile_the_samples(path):
    check(reader.read(path))


@given(st.lists(st.text(min_size=1, max_size=30).filter(lambda s: s.strip() == s), min_size=1, max_size=8), st.data())
@settings(max_examples=200, deadline=None)
def test_ready_made_sentences_are_used_as_they_are(parts, data):
    joint = data.draw(st.sampled_from([" ", "\n", "\n\n"]))
    text, spans = "", []
    for part in parts:
        text += joint if text else ""
        spans.append((len(text), len(text) + len(part)))
        text += part
    document = reader.parse(text, sentences=spans)
    assert len(document.sentences) == len(parts)
    for sentence in document.sentences:
        block = document.paragraphs[sentence.paragraph]
        assert block.start <= sentence.start <= sentence.end <= block.end


def test_ready_made_sentences_move_with_the_canonical_text():
    text = "e\u0301te\u0301.\r\nDeux."
    document = reader.parse(text, sentences=[(0, 6), (8, 13)])
    assert [s.text for s in document.sentences] == ["été.", "Deux."]


@pytest.mark.parametrize("spans", [[(0, 99)], [(3, 1)], [(4, 8), (0, 3)], [(-1, 2)]])
def test_spans_that_do_not_fit_are_refused(spans):
    with pytest.raises(reader.ReaderError, match="does not fit"):
        reader.parse("One. Two.", sentences=spans)


def test_the_same_bytes_give_the_same_document():
    assert reader.read(SAMPLES[0]) == reader.read(str(SAMPLES[0]))


def test_title_date_and_language_may_be_given():
    document = reader.parse("Un deux.", title="Titre", language="fr", date="2024-05-01", name="clipboard")
    assert (document.title, document.language, document.date) == ("Titre", "fr", "2024-05-01")
    assert document.source.name == "clipboard"
