from __future__ import annotations

import pytest

import reader
from reader.export.escape import direction, html, isolated, plain_title, writable
from reader.export.facts import Facts, excerpt, language_name, long_date, side_title, state_roles
from reader.export.summary import SummaryWriter
from reader.i18n import set_language
from reader.model import Comparison, Order, Side


def lines(comparison: Comparison) -> list[str]:
    return ["".join(part.text for part in line) for line in SummaryWriter(Facts(comparison)).lines()]


def test_summary_in_words(full: Comparison) -> None:
    assert lines(full) == [
        (
            "Earlier text (8 February 2021): 7 sentences. 1 sentence is in both in the same words, 2 come back in "
            "other words, 1 says something else with a wording that both have, 3 do not come back."
        ),
        (
            "Later text (24 September 2021): 6 sentences. 1 sentence is in both in the same words, 2 come back in "
            "other words, 2 say something else with a wording that both have, 1 was not there before."
        ),
        "1 passage stands in another place.",
        "1 statement changes its speaker: L6 Anna Berg → R1 Boris Dahl.",
        "2 formulations stand in both texts.",
        "Topics that moved to another speaker: Trade from Anna Berg to Boris Dahl.",
        "Topics only in the earlier text: Courtesies.",
    ]


def test_numbers_of_the_summary_lead_somewhere(full: Comparison) -> None:
    parts = [part for line in SummaryWriter(Facts(full)).lines() for part in line]
    assert all(part.target for part in parts if part.text.isdigit())
    assert {part.text: part.target for part in parts if part.given} == {
        "Anna Berg": "",
        "Boris Dahl": "",
        "Trade": "T2",
        "Courtesies": "T3",
    }


def test_summary_of_nothing(make) -> None:
    comparison = make.comparison(make.document([]), make.document([]), order=Order.UNKNOWN)
    assert lines(comparison) == ["Left text: 0 sentences.", "Right text: 0 sentences."]


@pytest.mark.parametrize(
    ("order", "left", "right"),
    [
        (Order.LEFT_EARLIER, "Earlier text", "Later text"),
        (Order.RIGHT_EARLIER, "Later text", "Earlier text"),
        (Order.UNKNOWN, "Left text", "Right text"),
    ],
)
def test_sides_are_named_by_time(make, order: Order, left: str, right: str) -> None:
    comparison = make.comparison(make.document([]), make.document([]), order=order)
    assert side_title(comparison, Side.LEFT) == left
    assert side_title(comparison, Side.RIGHT) == right


def test_dates_and_languages() -> None:
    assert long_date("2021-02-08") == "8 February 2021"
    assert long_date(None) == ""
    assert long_date("2021-13-08") == "2021-13-08"
    assert long_date("soon") == "soon"
    assert language_name("zh-Hans") == "Chinese (simplified)"
    assert language_name("en-GB") == "English"
    assert language_name("und") == "language unknown"
    assert language_name("xx") == "xx"


def test_excerpts() -> None:
    text = "The first words of a sentence that goes on for long, until at its end the Belt and Road is named, friends."
    assert excerpt("short  one\nhere", 20) == "short one here"
    assert excerpt(text, 30) == "The first words of a sentence…"
    around = excerpt(text, 40, ("nothing", "belt and road"))
    assert around.startswith("…")
    assert "Belt and Road" in around
    assert len(around) <= 42
    assert excerpt("字" * 50, 20) == "字" * 20 + "…"
    assert len(excerpt("字" * 50 + "路" + "字" * 50, 20, ("路",))) <= 22


def test_escaping() -> None:
    assert html('<a href="x">\'&') == "&lt;a href=&quot;x&quot;&gt;&#x27;&amp;"
    assert writable("a\0b\ud800") == "a\ufffdb\ufffd"
    assert isolated("plain") == "plain"
    assert isolated("\u202eab") == "<bdi>\u202eab</bdi>"
    assert isolated("שלום<") == "<bdi>שלום&lt;</bdi>"
    assert plain_title("a\u202eb\n <c>") == "ab &lt;c&gt;"
    assert [direction(t) for t in ("(1) abc שלום", "«שלום» abc", "123", "")] == ["ltr", "rtl", "ltr", "ltr"]


def test_facts_agree_with_the_summary_of_the_comparison(sample_pair: Comparison) -> None:
    facts, summary = Facts(sample_pair), sample_pair.summary
    assert len(facts.moved) == summary.moved
    assert len(facts.speaker_changed) == summary.speaker_changed
    for side, counts in ((Side.LEFT, summary.left), (Side.RIGHT, summary.right)):
        found = [len(facts.with_role(side, role)) for role in state_roles(sample_pair, side)]
        assert found == [counts.shared, counts.reworded, counts.echo, counts.novel]
        assert sum(len(facts.said_by(side, one)) for one in facts.speakers) == sum(found)


def test_a_topic_passes_on_only_where_a_speaker_could_have_spoken(make) -> None:
    def told(left: dict[int, str], right: dict[int, str]) -> list[str]:
        documents = [
            make.document([["One."], ["Two."]], speakers=speakers, topics={0: ("Roads",)}) for speakers in (left, right)
        ]
        return [line for line in lines(make.comparison(*documents)) if line.startswith("Topics that moved")]

    moved = ["Topics that moved to another speaker: Roads from Anna to Boris."]
    assert told({0: "Anna"}, {0: "Boris", 1: "Anna"}) == moved
    assert told({0: "Anna", 1: "Boris"}, {0: "Boris"}) != []
    assert told({0: "Anna"}, {0: "Boris"}) == []
    assert told({0: "Anna"}, {0: "both sides", 1: "Anna"}) == []
    assert told({0: "Anna"}, {0: "Anna", 1: "Boris"}) == []
    assert told({}, {0: "Anna"}) == []


def test_the_summary_pauses_as_its_language_does(sample_pair: Comparison) -> None:
    try:
        set_language("zh-Hans")
        told = lines(sample_pair)
    finally:
        set_language("en")
    assert all(line.endswith("。") for line in told)
    assert not any(mark in line for line in told for mark in (", ", "; ", ". "))


def test_texts_in_two_languages_are_told_first() -> None:
    english = reader.parse("The two sides agreed to strengthen their cooperation on trade.", language="en")
    chinese = reader.parse("双方同意加强经贸合作。", language="zh-Hans")
    told = lines(reader.compare(english, chinese))[0]
    assert told.startswith("The two texts are in different languages (English and Chinese).")
    assert not lines(reader.compare(english, english))[0].startswith("The two texts")
