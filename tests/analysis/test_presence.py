from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reader
from reader.analysis.presence import Presence, speaker_presence, topic_presence
from reader.bundled import seeds
from reader.model import Document

TEXT = (
    "President Ada Lovelace held talks with President Tomas Novak. Lovelace said trade grows fast now. "
    "Novak said fish is dear. Lovelace said peace is good."
)


def test_shares_and_places_are_counted_in_words() -> None:
    document = reader.parse(TEXT, language="en")
    lovelace, novak, narration = speaker_presence(document)
    total = 9 + 6 + 5 + 5
    assert (lovelace.name, lovelace.sentences, lovelace.words) == ("Ada Lovelace", (1, 3), 11)
    assert lovelace.stretches == ((9 / total, 15 / total), (20 / total, 1.0))
    assert lovelace.share == pytest.approx(11 / total)
    assert (novak.sentences, novak.stretches) == ((2,), ((15 / total, 20 / total),))
    assert narration == Presence(None, (0,), 9, 9 / total, ((0.0, 9 / total),))


def test_the_order_is_that_of_the_lists_of_the_document() -> None:
    for path in sorted(seeds().glob("*.txt")):
        document = reader.read(path)
        assert [one.name for one in speaker_presence(document)][:-1] == [s.name for s in document.speakers]
        labels = [one.name for one in topic_presence(document) if one.name is not None]
        assert labels == [topic.label for topic in document.topics]


def test_a_document_without_words_has_nobody() -> None:
    assert speaker_presence(reader.parse("")) == topic_presence(reader.parse("")) == ()


def check(document: Document) -> None:
    for found in (speaker_presence(document), topic_presence(document)):
        for one in found:
            assert 0 <= one.share <= 1
            assert sum(end - start for start, end in one.stretches) == pytest.approx(one.share)
            places = [edge for stretch in one.stretches for edge in stretch]
            assert places == sorted(places)
            assert all(0 <= edge <= 1 for edge in places)
    speakers = speaker_presence(document)
    if any(one.words for one in speakers):
        assert sum(one.share for one in speakers) == pytest.approx(1)
    assert sorted(k for one in speakers for k in one.sentences) == [s.index for s in document.sentences]


PIECES = [
    "Ada Lee said trade grows. ",
    "Tom Ray said no. ",
    "It rained. ",
    "Both sides agreed. ",
    "… ",
    "习近平指出，好。",
    "\n\n",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_any_document_is_wholly_somebodys(text: str) -> None:
    check(reader.parse(text, language="zh-Hans" if "习" in text else "en"))


def test_gaps_too_small_to_be_seen_are_none() -> None:
    text = "It rained on us all. Ada Lee said trade grows fast. " * 12 + "It rained on us all day. " * 9_000
    document = reader.parse(text, language="en")
    lee, narration = speaker_presence(document)
    assert len(lee.sentences) == 12
    assert lee.stretches == (pytest.approx((5 / narration.words, 132 / narration.words), rel=0.1),)
    assert len(narration.stretches) == 1
