"""From text to Document: the spans hold what they promise, whatever the text."""

from __future__ import annotations

import codecs
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reader
from reader.bundled import seeds
from reader.errors import ReaderError
from reader.loaders.encodings import offered
from reader.model import Document
from reader.reading import read, read_bytes, read_html

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


def test_a_chosen_encoding_is_followed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    words = "Министры провели телефонный разговор."
    path.write_bytes(words.encode("koi8-r"))
    wrong = read(path, encoding="cp1252")
    assert (wrong.source.encoding, wrong.source.encoding_guessed) == ("cp1252", False)
    assert wrong.text != words
    right = read(path, encoding="koi8-r")
    assert (right.text, right.source.encoding, right.warnings) == (words, "koi8-r", ())


@pytest.mark.parametrize("name", ["page.html", "notes.md", "a.txt"])
def test_a_chosen_encoding_reaches_every_loader_that_decodes(name: str) -> None:
    page = "<!doctype html><html><head><meta charset=utf-8></head><body><p>Встреча.</p></body></html>"
    data = (page if name.endswith("html") else "Встреча.").encode("cp1251")
    document = read_bytes(data, name, encoding="cp1251")
    assert (document.text, document.source.encoding) == ("Встреча.", "cp1251")


@pytest.mark.parametrize("encoding", [one.name for one in offered()])
def test_every_encoding_on_offer_reads(encoding: str) -> None:
    document = read_bytes("The ministers met.".encode(encoding), "a.txt", encoding=encoding)
    assert (document.text, document.source.encoding) == ("The ministers met.", encoding)


def test_a_mark_is_no_letter_where_its_encoding_is_chosen() -> None:
    assert read_bytes(codecs.BOM_UTF8 + b"Words.", "a.txt", encoding="utf-8").text == "Words."


@pytest.mark.parametrize("encoding", ["utf-7", "rot13", "no such thing", "base64"])
def test_what_is_no_encoding_of_texts_is_one_sentence(encoding: str) -> None:
    with pytest.raises(ReaderError, match="There is no encoding"):
        read_bytes(b"Words.", "a.txt", encoding=encoding)


def test_a_copied_piece_of_a_page_is_a_document() -> None:
    markup = (
        "<html><body><nav>menu</nav><!--StartFragment--><h2>Call</h2><p>The ministers <b>met</b>."
        "<script>no()</script></p><!--EndFragment--></body></html>"
    )
    document = read_html(markup)
    assert document.text == "Call\n\nThe ministers met."
    assert (document.title, document.source.name, document.source.kind) == ("Call", "clipboard", "html")
    assert read_html("<p>bare \ud800 piece".encode("utf-8", "replace")).text == "bare ? piece"


def test_a_copied_piece_without_words_is_one_sentence() -> None:
    with pytest.raises(ReaderError, match="is empty"):
        read_html("<img src=x>")


def test_progress_grows_from_nothing_to_all_and_may_end_the_reading() -> None:
    told: list[float] = []
    assert reader.parse("Rice and fish. Fish and rice.", progress=told.append).sentences
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)

    def stop(done: float) -> None:
        if done > 0.5:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        reader.parse("Rice and fish.", progress=stop)


def test_the_date_in_a_name_serves_where_the_text_names_no_day(tmp_path: Path) -> None:
    body = "They spoke by phone. Both sides agreed to go on.\n"
    for name, text, day, notes in (
        ("2021-09-24-call.txt", body, "2021-09-24", 1),
        ("2021-09-24-call.txt", "HANOI, Sept. 23 (VNA) -- " + body, "2021-09-23", 0),
        ("2023-01-02-call.txt", "HANOI, Sept. 23 (VNA) -- " + body, None, 0),
        ("call.txt", body, None, 0),
    ):
        (tmp_path / name).write_text(text, "utf-8")
        found = reader.read(tmp_path / name)
        assert found.date == day
        assert sum("in the name of the file" in warning for warning in found.warnings) == notes
