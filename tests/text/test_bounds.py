"""Very long paragraphs and sentences are cut where it hurts least, and nothing of them is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import reader
from reader.model import Paragraph, ParagraphKind, Span
from reader.text.bounds import LONGEST, bounded


def test_ordinary_paragraphs_stay_as_they_are() -> None:
    paragraphs = (Paragraph(0, 50), Paragraph(51, 99))
    sentences = [(Span(0, 50), 0), (Span(51, 99), 1)]
    assert bounded("x" * 99, paragraphs, sentences) == (paragraphs, sentences)


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    text = " ".join(f"Sentence number {k} says a little of what there is to say." for k in range(900))
    document = reader.parse(text, sentences=None)
    assert len(document.paragraphs) > 3
    assert len(document.sentences) == 900
    assert all(p.end - p.start <= LONGEST for p in document.paragraphs)
    for sentence in document.sentences:
        home = document.paragraphs[sentence.paragraph]
        assert home.start <= sentence.start < sentence.end <= home.end


def test_a_long_sentence_is_cut_at_white_space_and_never_within_a_letter() -> None:
    blanks = reader.parse(("word " * 5000).strip() + ".")
    assert {sentence.text.split()[0] for sentence in blanks.sentences} == {"word"}
    letter = "e\u0301\u0323\u200d"
    unbroken = reader.parse(letter * 6000)
    assert all(not sentence.text[0] < "a" and sentence.text[0] not in letter[1:] for sentence in unbroken.sentences)


def test_the_kind_of_a_paragraph_stays() -> None:
    text = "x" * (2 * LONGEST + 5)
    paragraphs, sentences = bounded(
        text, [Paragraph(0, len(text), ParagraphKind.LIST_ITEM, 2)], [(Span(0, len(text)), 0)]
    )
    assert [(p.kind, p.level) for p in paragraphs] == [(ParagraphKind.LIST_ITEM, 2)] * 3
    assert [home for _, home in sentences] == [0, 1, 2]


@given(
    st.lists(st.sampled_from(["word ", "a", "字", "e\u0301", ". Next ", "\n\n", "\u200d", "  "]), max_size=12),
    st.integers(1, 4000),
)
def test_nothing_is_lost(parts: list[str], times: int) -> None:
    document = reader.parse("".join(parts) * times)
    covered = "".join(sentence.text for sentence in document.sentences)
    assert "".join(covered.split()) == "".join(document.text.split())
    at = 0
    for paragraph in document.paragraphs:
        assert at <= paragraph.start <= paragraph.end
        assert not document.text[at : paragraph.start].strip()
        at = paragraph.end
    assert not document.text[at:].strip()
    assert all(sentence.end - sentence.start <= LONGEST for sentence in document.sentences)
