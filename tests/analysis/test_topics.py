from __future__ import annotations

import tomllib
from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reader
from reader.analysis.topic_lexicon import Hit, TopicLexicon
from reader.analysis.topics import MOST, harmonise, label
from reader.bundled import resource, seeds
from reader.model import Document


def topics(text: str, language: str = "en") -> tuple[str, ...]:
    document = reader.parse(text, language=language)
    assert len(document.sentences) == 1
    return document.sentences[0].topics


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The two sides will cooperate on COVID-19 vaccines.", "COVID-19"),
        ("They will build the Belt and Road together.", "Belt and Road"),
        ("Both stressed peace in the South China Sea.", "Differences and the South China Sea"),
        ("Russia's war against Ukraine must end.", "Ukraine"),
        ("They discussed the climate.", "Climate"),
        ("They spoke of human rights.", "Human rights"),
        ("They spoke of women's rights.", "Human rights"),
        ("The Democratic People’s Republic of Korea tested an engine.", "Korean Peninsula"),
        (
            "The Committee decided to lower the target range for the federal funds rate.",
            "Inflation and monetary policy",
        ),
    ],
)
def test_matters_of_diplomacy_have_their_label(text: str, wanted: str) -> None:
    assert topics(text)[0] == wanted


def test_words_that_only_look_alike_make_no_topic() -> None:
    assert topics("The importance of the companion was investigated.") == ()
    assert topics("The visit was of great importance.") == ()


def test_narrow_topics_go_before_broad_ones_and_backgrounds_last() -> None:
    assert topics("Bilateral relations and vaccines were the matter.")[0] == "COVID-19"
    assert topics("They praised the climate plan made since the pandemic.")[0] == "Climate"


def test_the_same_label_in_three_languages() -> None:
    assert topics("一带一路建设很好。", "zh-Hans") == ("Belt and Road",)
    assert topics("Hai nước hợp tác về Vành đai và Con đường.", "vi") == ("Belt and Road",)


def test_labels_of_other_languages_are_labels_of_the_english_file() -> None:
    english = set(tomllib.loads(resource("lexicons/en/topics.toml").read_text("utf-8"))["labels"])
    for language in ("zh", "vi"):
        labels = tomllib.loads(resource(f"lexicons/{language}/topics.toml").read_text("utf-8"))["labels"]
        assert set(labels) <= english


def test_samples_have_at_least_eight_topics() -> None:
    for path in sorted(seeds().glob("*.txt")):
        document = reader.read(path)
        assert len(document.topics) >= 8
        about = [s for s in document.sentences if s.speaker is not None]
        assert sum(bool(s.topics) for s in about) >= 0.8 * len(about)


def test_a_sample_is_about_what_a_reader_would_say() -> None:
    document = reader.read(seeds() / "2021-09-24-xi-trong-call.txt")
    labels = {topic.label for topic in document.topics}
    assert {
        "COVID-19",
        "Differences and the South China Sea",
        "Shared future",
        "Party-to-party exchanges",
        "Party congresses",
    } <= labels
    sea = next(s for s in document.sentences if "South China Sea" in s.text)
    assert "Differences and the South China Sea" in sea.topics


PANDAS = (
    "The river otter will return to the valley next spring. "
    "Farm visits continue. "
    "Experts will count the river otter each May. "
    "The sides thanked the keepers of the river otter."
)


def test_what_nobody_foresaw_gets_a_topic_too() -> None:
    document = reader.parse(PANDAS, language="en")
    topic = next(t for t in document.topics if t.label.casefold() == "river otter")
    assert topic.sentences == 3
    assert topic.words == ("river otter",)


def test_documents_read_together_share_what_each_says_once() -> None:
    left = reader.parse("The river otter will return to the valley.", language="en")
    right = reader.parse("Nobody saw a river otter that year.", language="en")
    assert not left.topics
    one, other = harmonise(left, right)
    assert [t.label for t in one.topics] == [t.label for t in other.topics] == ["River otter"]


def test_documents_in_two_languages_come_back_as_they_are() -> None:
    left, right = reader.parse(PANDAS, language="en"), reader.parse("一带一路很好。", language="zh-Hans")
    assert harmonise(left, right) == (left, right)


def check(document: Document) -> None:
    labels = [t.label for t in document.topics]
    assert len(labels) == len(set(labels))
    for sentence in document.sentences:
        assert len(sentence.topics) <= MOST
        assert len(set(sentence.topics)) == len(sentence.topics)
        assert set(sentence.topics) <= set(labels)
    for topic in document.topics:
        assert topic.sentences == sum(topic.label in s.topics for s in document.sentences) > 0
        assert topic.words
    counts = [t.sentences for t in document.topics]
    assert counts == sorted(counts, reverse=True)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(["trade", "Ukraine", "belt and road", "x", ".", "\n", "疫情", "river otter", "a", "U.S."]),
        max_size=30,
    ),
    st.sampled_from(["en", "zh-Hans", "vi", "und"]),
)
def test_any_text_gives_sound_topics(words: list[str], language: str) -> None:
    document = reader.parse(" ".join(words), language=language)
    check(document)
    assert label(document) == document
    one, other = harmonise(document, document)
    check(one)
    assert one == other


def test_patterns_with_and_without_wildcard() -> None:
    lexicon = TopicLexicon({"A": ["vaccin*", "public health"], "B": ["health"]})
    assert lexicon.hits(["vaccines", "public", "health", "healthy"]) == [
        Hit("A", 0, 1),
        Hit("A", 1, 3),
        Hit("B", 2, 3),
    ]


def test_a_country_in_a_wording_stands_for_any() -> None:
    lexicon = TopicLexicon(
        {"Visits": ["state visit to {country}"], "Relations": ["{country} {country} ties", "china trade"]},
        countries=frozenset(("china", "vietnam")),
    )
    assert lexicon.hits(["state", "visit", "to", "vietnam"]) == [Hit("Visits", 0, 4)]
    assert lexicon.hits(["state", "visit", "to", "town"]) == []
    for words in (["vietnam", "china", "ties"], ["china", "china", "ties"]):
        assert lexicon.hits(words) == [Hit("Relations", 0, 3)]
        assert list(lexicon.openings(array("i", [0, 1, 2]), words)) == [0, 1]
    assert lexicon.hits(["china", "trade", "ties"]) == [Hit("Relations", 0, 2)]
    assert lexicon.hits(["china", "ties"]) == []


def test_part_of_a_longer_wording_is_no_topic_of_its_own() -> None:
    found = topics("Norberg congratulated Ilmar on his re-election as general secretary.")
    assert "Party congresses" in found
    assert "Elections" not in found
    assert topics("The coronavirus disease spread.") == ("COVID-19",)


def test_goals_of_development_are_not_poverty() -> None:
    assert topics("They will strive to achieve the development goals of the country.") == ()
    assert topics("They praised the fight against poverty.") == ("Poverty and development",)


def test_a_dateline_has_no_topic() -> None:
    document = reader.parse("Xinhua News Agency, Beijing, May 24. Both sides stressed trade.", language="en")
    assert [s.topics for s in document.sentences] == [(), ("Trade and investment",)]


def test_what_is_done_again_and_again_is_no_topic() -> None:
    text = "They will push forward {}. "
    left = reader.parse("".join(text.format(one) for one in ("plans", "lanterns", "bridges")), language="en")
    right = reader.parse("".join(text.format(one) for one in ("windows", "gardens", "bridges")), language="en")
    labels = {topic.label for one in harmonise(left, right) for topic in one.topics}
    assert not any("push" in label.casefold() for label in labels)


FISH = {
    "en": (
        "Minister of Fisheries Karin Olsen held talks with Pedro Lima on fishing quotas. Olsen said that the cod must "
        "be spared. She proposed a closed season for herring. Lima called for cameras on every boat. Olsen said that "
        "Norland would pay for the cameras."
    ),
    "zh-Hans": (
        "渔业部长陈海同渔业大臣奥尔森举行会谈。奥尔森表示，鳕鱼必须减少。"
        "陈海强调，灯塔条约已有百年。陈海表示，应修复灯塔。"
    ),
    "vi": (
        "Bộ trưởng Thủy sản Trần Văn Hải hội đàm với Bộ trưởng Thủy sản Na Uy Karin Olsen. Bà Olsen cho biết cá tuyết "
        "phải giảm. Ông Hải nhấn mạnh chó kéo xe rất khỏe. Bà Olsen đề nghị nuôi chó kéo xe."
    ),
}


@pytest.mark.parametrize(("language", "own"), [("en", "Cameras"), ("zh-Hans", "灯塔"), ("vi", "Chó kéo xe")])
def test_an_unforeseen_matter_in_three_languages(language: str, own: str) -> None:
    document = reader.parse(FISH[language], language=language)
    labels = [topic.label for topic in document.topics]
    assert labels[0] == "Fisheries"
    assert own in labels
    assert all(sentence.topics for sentence in document.sentences)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The two film festivals will show each other's documentaries.", "Culture and heritage"),
        ("Exhibitors from nine countries came to the trade fair.", "Trade and investment"),
        ("Nurses and midwives will spend a year abroad.", "Health"),
        ("A rescue team left after the earthquake.", "Disasters and rescue"),
        ("They spoke about the dam on the upper river basin.", "Water and rivers"),
        ("Both praised the football tournament.", "Sport"),
        ("They will clear unexploded bombs and find those missing in action.", "Legacies of war"),
        ("China-U.S. relations are at a crossroads.", "Bilateral relations"),
        ("Norwegian ties have never been closer.", "Bilateral relations"),
    ],
)
def test_matters_beyond_the_samples(text: str, label: str) -> None:
    assert label in topics(text)


def test_relations_of_two_countries_in_chinese() -> None:
    assert topics("中越关系很好。", "zh-Hans") == ("Bilateral relations",)
    assert topics("对华关系很重要。", "zh-Hans") == ("Bilateral relations",)


def test_a_press_conference_is_no_matter_of_the_press() -> None:
    assert topics("They held a press conference.") == ()
    assert topics("They spoke of the freedom of the press.") == ("Media and public opinion",)


def test_everyday_words_make_no_topic() -> None:
    text = "The journey was long. The team made the journey. They will use the moment. It was a moment of the journey."
    assert reader.parse(text, language="en").topics == ()
    text = "习近平指出，成果丰富。马克龙表示，成果很好。习近平强调，热情很高。马克龙表示，热情很重要。"
    assert reader.parse(text, language="zh-Hans").topics == ()


def test_names_and_protocol_make_no_topic_in_chinese() -> None:
    text = "国家主席习近平在松园会见法国总统马克龙。\n习近平表示，很好。\n松园依山傍水。\n马克龙表示，谢谢。\n松园美。"
    assert reader.parse(text, language="zh-Hans").topics == ()


def test_what_made_a_topic_stands_in_the_text() -> None:
    for language, text in FISH.items():
        document = reader.parse(text, language=language)
        for topic in document.topics:
            assert all(word in " ".join(document.text.split()) for word in topic.words)


def test_words_of_a_law_or_a_briefing_are_no_matter() -> None:
    law = "\n".join(f"Section {k} Applies\n\nWhoever infringes subsection ({k}) pays." for k in range(1, 5))
    assert reader.parse(law, language="en").topics == ()
    briefing = "中方采取必要措施。我们敦促对方停止。\n对方采取措施。我们敦促停止。\n双方采取必要措施，敦促各方。"
    assert reader.parse(briefing, language="zh-Hans").topics == ()


@pytest.mark.parametrize(
    "text", ["They thanked Norway for its hospitality.", "It took concerted efforts.", "Guns fell silent."]
)
def test_words_that_only_begin_like_those_of_a_topic(text: str) -> None:
    assert topics(text) == ()


def test_without_a_word_list_there_is_no_topic_rather_than_a_wrong_one() -> None:
    text = "Le Président a reçu le ministre. Le Président a reçu la ministre. Le Président a remercié le ministre."
    assert reader.parse(text, language="fr").topics == ()


def test_traditional_characters_have_the_topics_of_simplified_ones() -> None:
    assert topics("雙方同意深化貿易與漁業合作。", "zh-Hant") == topics("双方同意深化贸易与渔业合作。", "zh-Hans") != ()
