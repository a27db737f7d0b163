from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reader
from reader.bundled import seeds
from reader.model import BOTH_SIDES, Attribution, Document


def said(text: str, language: str = "en") -> list[str | None]:
    return [s.speaker for s in reader.parse(text, language=language).sentences]


CALL = "Chinese President Xi Jinping held talks with Nguyen Phu Trong, president of Vietnam, on Monday. "


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Chancellor Ada Lovelace said trade would grow.", "Ada Lovelace"),
        ('"Trade will grow," said Ada Lovelace, the chancellor.', "Ada Lovelace"),
        ('"Trade will grow," Ada Lovelace told reporters on Monday.', "Ada Lovelace"),
        ("According to Ada Lovelace, trade will grow.", "Ada Lovelace"),
        ("Trade will grow, according to Ada Lovelace.", "Ada Lovelace"),
        ("For her part, Ada Lovelace warmly congratulated the chamber on its anniversary.", "Ada Lovelace"),
        ("Trade, Ada Lovelace added, is growing.", "Ada Lovelace"),
        ("Ada Lovelace, the chancellor and a member of the council, stressed that trade is growing.", "Ada Lovelace"),
        ("Ada Lovelace, who visited Hanoi in May, called for more trade.", "Ada Lovelace"),
        ("Noting that trade is growing, Ada Lovelace expressed the belief that it would last.", "Ada Lovelace"),
        ("The Committee judges that risks are balanced.", "Committee"),
        ("The Committee is strongly committed to its goal.", "Committee"),
        ("The White House condemned the attack.", "White House"),
        ("A spokesman for the Foreign Ministry denied the report.", "Foreign Ministry"),
        ("A spokesman for Ada Lovelace denied the report.", "spokesman for Ada Lovelace"),
        ("The Lovelace campaign said it would appeal.", "Lovelace campaign"),
    ],
)
def test_reported_speech(text: str, speaker: str) -> None:
    assert said(text) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lovelace was told to wait.",
        "Trade was said to grow.",
        "Officials said trade would grow.",
        "The minister's claim was never tested.",
        "Ada Lovelace visited Hanoi in May.",
        "Ada Lovelace would say so if she could.",
        "The report on trade was published in May.",
    ],
)
def test_nobody_speaks(text: str) -> None:
    assert said(text) == [None]


def test_pronouns_mean_the_last_matching_speaker() -> None:
    text = (
        "Mr. Adam Smith said trade grows. Ms. Ada Lovelace said it does not. He added that time will tell. She agreed."
    )
    assert said(text) == ["Adam Smith", "Ada Lovelace", "Adam Smith", "Ada Lovelace"]


def test_joint_statements_are_both_sides() -> None:
    text = CALL + "The two sides agreed to deepen trade. Both leaders stressed friendship. They reaffirmed their trust."
    assert said(text) == [None, BOTH_SIDES, BOTH_SIDES, BOTH_SIDES]


def test_the_side_of_a_country_is_its_leader() -> None:
    text = CALL + "Xi said trade is growing. The Vietnamese side congratulated China on its anniversary."
    assert said(text) == [None, "Xi Jinping", "Nguyen Phu Trong"]


def test_a_speech_runs_on_until_an_event() -> None:
    text = (
        CALL + "Xi said the two sides are good neighbors. It is necessary to expand trade. "
        "We are willing to import more fruit. The two sides should keep the peace. "
        "After the talks, the two leaders witnessed the signing of documents. The documents are public."
    )
    assert said(text) == [None, *["Xi Jinping"] * 4, None, None]


def test_nothing_carries_over_in_the_news() -> None:
    text = "Senator Ada Lovelace said the bill is dead. It will be back in May. The voters should wait."
    assert said(text) == ["Ada Lovelace", None, None]


def test_an_account_by_an_office_carries_nothing_over() -> None:
    text = (
        "President Ada Lovelace met today with Prime Minister Adam Smith of Norway. The President pledged her support. "
        "The two countries will explore ways to deepen trade. The President and the Prime Minister welcomed the news."
    )
    assert said(text) == [None, "Ada Lovelace", None, BOTH_SIDES]


def test_a_title_alone_may_speak() -> None:
    text = "The Secretary-General is deeply concerned by the violence. He calls on all parties to stop."
    assert said(text) == ["Secretary-General"] * 2


def test_who_made_the_remarks_is_narration() -> None:
    text = (
        "President Xi Jinping said trade grows. Xi, also general secretary, made the remarks in a phone conversation."
    )
    assert said(text) == ["Xi Jinping", None]


def test_quotations_go_on_over_sentences_and_paragraphs() -> None:
    text = (
        "“I like trade. It feeds us,” said Ada Lovelace. “It is good for everyone here.”\n\n"
        "“And it will grow, as I have said many times.\n\n“Nobody doubts it, as far as I can see.”\n\nThen it rained."
    )
    assert said(text) == ["Ada Lovelace"] * 5 + [None]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    assert said('Ada Lovelace said: "Trade is good for us all.\n\nThen it rained in the valley.') == [
        "Ada Lovelace",
        None,
    ]


def test_kinds_of_attribution() -> None:
    document = reader.parse(
        "Ada Lovelace said trade grows. "
        "“Trade grows every single year,” Ada Lovelace said. "
        "Ada Lovelace said trade is “growing very fast indeed”. "
        'Ada Lovelace praised the "New Silk Road" plan. It rained.',
        language="en",
    )
    assert [s.attribution for s in document.sentences] == [
        Attribution.INDIRECT,
        Attribution.DIRECT,
        Attribution.MIXED,
        Attribution.INDIRECT,
        Attribution.NARRATION,
    ]


def test_the_cue_is_where_it_stands() -> None:
    document = reader.parse("China, Mr. Li Wei added, is ready.", language="en")
    cue = document.sentences[0].cue
    assert cue is not None
    assert document.text[cue.start : cue.end] == cue.text == "Mr. Li Wei added"


def test_one_person_under_all_names() -> None:
    document = reader.parse(
        "President Joseph R. Biden, Jr. spoke today with Prime Minister Narendra Modi of India. President Biden "
        "stressed trade. Mr. Biden’s aides were present. The Prime Minister welcomed the call. Modi thanked Biden.",
        language="en",
    )
    assert [s.name for s in document.speakers] == ["Joseph R. Biden, Jr.", "Narendra Modi"]
    assert [s.role for s in document.speakers] == ["President", "Prime Minister"]
    assert document.speakers[0].aliases == ("Biden", "Mr. Biden")
    assert said(document.text)[-1] == "Narendra Modi"


def test_surname_first_and_last_word_names_are_told_apart() -> None:
    document = reader.parse(
        "President Xi Jinping met Li Xi and Nguyen Phu Trong. Xi said trade grows. Trong agreed. Li said so too.",
        language="en",
    )
    assert said(document.text)[1:] == ["Xi Jinping", "Nguyen Phu Trong", "Li Xi"]


def test_interviews_have_labels() -> None:
    text = (
        "Interviewer: How was it?\nAnna Lee: It was good. We saw the sea.\nInterviewer: And then?\nAnna Lee: We left."
    )
    document = reader.parse(text, language="en")
    assert said(text) == ["Interviewer", "Anna Lee", "Anna Lee", "Interviewer", "Anna Lee"]
    assert {s.attribution for s in document.sentences} == {Attribution.DIRECT}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [
                "Interview with President Lee",
                "President Lee spoke to us.",
                "Q: How?",
                "A: Well. We left.",
                "Q: And?",
                "A: No.",
            ],
            [None, None, None, "Lee", "Lee", None, "Lee"],
        ),
        (  # as transcripts of the White House have it
            [
                "ADA LEE: Good evening.",
                "Q    He said no.  Is it so?",
                "ADA LEE: It is.",
                "Q    Why?",
                "ADA LEE: I see.",
            ],
            ["ADA LEE", None, None, "ADA LEE", None, "ADA LEE"],
        ),
        (
            ["Phỏng vấn Thủ tướng Phạm Minh Chính", "Hỏi: Thủ tướng đánh giá thế nào?", "Đáp: Tốt.", "Hỏi: Gì nữa?"],
            [None, None, "Phạm Minh Chính", None],
        ),
        (
            ["外交部发言人林剑主持例行记者会", "问：请问有何评论？", "答：我们反对。", "问：还有吗？", "答：没有。"],
            [None, None, "林剑", None, "林剑"],
        ),
        # Nobody tells who of the two answers.
        (["Ada Lee met Bo Wang.", "Q: Why?", "A: It was time.", "Q: And?", "A: No more."], [None] * 5),
        # A list of answers is no interview.
        (["Ada Lee met many.", "A: the first.", "B: the second.", "A: the first again."], [None] * 4),
    ],
)
def test_labels_that_name_nobody(lines: list[str], expected: list[str | None]) -> None:
    assert [s.speaker for s in reader.parse("\n".join(lines)).sentences] == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "It rained. Nothing was decided.",
        "Li Qiang\nZhao Leji\nWang Huning\nCai Qi\n",
        "Note: bring a coat.\nTime: 10 am.\nPlace: Hall B.\n",
        "Country\tTrade\tGrowth\nChina\t12.3\t5.2\nVietnam\t8.1\t6.5\n",
        "def say(self, text):\n    print(text)\n\nfor i in range(10):\n    assert said == 'x'\n",
    ],
)
def test_where_nobody_speaks_nobody_is_named_as_speaker(text: str) -> None:
    document = reader.parse(text, language="en")
    assert document.speakers == ()
    assert all(s.speaker is None and s.cue is None for s in document.sentences)


def test_a_language_without_lexicon_comes_back_as_it_is() -> None:
    document = reader.parse("Le président Dupont a dit oui.", language="fr")
    assert document.speakers == ()


def samples() -> list[Document]:
    return [reader.read(path) for path in sorted(seeds().glob("*.txt"))]


def test_the_samples_list_their_two_speakers() -> None:
    for document in samples():
        names = [s.name for s in document.speakers if s.name != BOTH_SIDES]
        assert names in (["Xi Jinping", "Nguyen Phu Trong"], ["Xi Jinping", "Nguyen Xuan Phuc"])


def test_the_run_on_of_a_translated_readout_is_its_speakers() -> None:
    document = reader.read(seeds() / "2021-05-24-xi-phuc-call.txt")
    we = next(s for s in document.sentences if s.text.startswith("We are willing"))
    aid = next(s for s in document.sentences if s.text.startswith("China is willing to continue"))
    brothers = next(s for s in document.sentences if s.text.startswith("Vietnam and China are brothers"))
    assert (we.speaker, aid.speaker, brothers.speaker) == ("Xi Jinping", "Xi Jinping", "Nguyen Xuan Phuc")


def test_events_of_a_translated_readout_are_narration() -> None:
    document = reader.read(seeds() / "2022-10-31-xi-trong-talks.txt")
    for opening in ("After the talks", "Ahead of the talks", "Xi held a welcome banquet"):
        assert next(s for s in document.sentences if s.text.startswith(opening)).speaker is None


def test_people_present_are_named_apart() -> None:
    document = reader.read(seeds() / "2022-10-31-xi-trong-talks.txt")
    people = [p.name for p in document.people]
    assert {"Li Qiang", "Zhao Leji", "Wang Huning", "Cai Qi", "Ding Xuexiang", "Li Xi"} <= set(people)
    assert "Li Xi" not in [s.name for s in document.speakers]


def check(document: Document) -> None:
    """What must hold of every document."""
    names = [s.name for s in document.speakers]
    assert len(names) == len(set(names))
    for sentence in document.sentences:
        assert (sentence.speaker is None) == (sentence.attribution is Attribution.NARRATION)
        assert sentence.speaker is None or sentence.speaker in names
        if sentence.cue is not None:
            assert document.text[sentence.cue.start : sentence.cue.end] == sentence.cue.text
    for speaker in document.speakers:
        assert speaker.sentences == sum(s.speaker == speaker.name for s in document.sentences)


PIECES = st.sampled_from(
    'Xi|Xi Jinping|said|says|told|,|.|“|”|"|the two sides|he|and|that|\n|:|China|of|President|who|according to|agreed|'
    "(|)|’s|习近平|表示|，|。|A|Jr.|Ukraine|Mr.|Committee|Minister of|Trade|the|EU|—|we|Son|To|Lam|H.E.|Republic of|"
    "both|ministers|Trưởng|Bộ trưởng|Hiệp hội|Phía|大臣|据|在|时|、|一、|问：|President/Chair|Directors|not|- ".split(
        "|"
    )
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map(" ".join), st.sampled_from(["en", "vi", "zh-Hans", "fr", "und"]))
def test_any_text_gives_a_sound_document(text: str, language: str) -> None:
    check(reader.parse(text, language=language))


def test_the_samples_are_sound_and_stable() -> None:
    for one, again in zip(samples(), samples(), strict=True):
        check(one)
        assert one == again
