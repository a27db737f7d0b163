"""Whole accounts as different offices write them: who is given each sentence. People and places are made up."""

from __future__ import annotations

import pytest

import reader
from reader.model import BOTH_SIDES, Document


def read(text: str, title: str | None = None, language: str = "en") -> Document:
    return reader.parse(text, title=title, language=language)


def said(text: str, title: str | None = None, language: str = "en") -> list[str | None]:
    return [sentence.speaker for sentence in read(text, title, language).sentences]


def roles(text: str) -> dict[str, str]:
    return {person.name: person.role for person in read(text).people}


def test_a_joint_statement_speaks_as_we() -> None:
    text = (
        "On May 10, President Joseph R. Miller, Jr. and Chancellor Anna Berg met in Oslo. We reaffirm our partnership. "
        "We, the leaders of France and Norway, respect the Charter. President Miller commended progress. "
        "France and Norway intend to expand scholarships. Our teams will meet in spring. The sea is wide."
    )
    document = read(text, "Joint Statement by the Leaders of France and Norway")
    both = BOTH_SIDES
    assert [s.speaker for s in document.sentences] == [None, both, both, "Joseph R. Miller, Jr.", both, both, None]
    assert document.sentences[1].cue is not None
    assert document.sentences[1].cue.text == "We reaffirm"
    assert said(text)[1] is None


def test_we_in_vietnamese() -> None:
    text = (
        "Tuyên bố chung Việt Nam - Lào\n"
        "1. Nhận lời mời của Tổng Bí thư Trần Văn An, Thủ tướng Lào Sonexay Inthavong thăm Việt Nam.\n"
        "2. Chúng tôi ủng hộ thương mại.\n3. Phía Việt Nam khẳng định hai nước gần gũi.\n4. Phía Lào cảm ơn Việt Nam."
    )
    assert said(text, language="vi") == [None, None, BOTH_SIDES, "Trần Văn An", "Sonexay Inthavong"]


def test_the_statement_of_a_body_is_the_body_s() -> None:
    text = (
        "Growth has been solid. The Committee seeks stable prices. The Committee judges that risks are balanced. "
        "The Committee decided to wait. In assessing what comes, the Committee will watch the data. "
        "The Committee would be prepared to act. The Committee's next meeting is in May."
    )
    assert said(text) == [None, *["Committee"] * 5, None]


def test_offices_and_sides_stand_for_their_holder() -> None:
    text = (
        "Vladimir Orlov had a telephone conversation with President of Vietnam Tran Van An. "
        "The President of Russia congratulated Tran Van An. The Vietnamese leader thanked Russia. "
        "The Russian side stressed trade."
    )
    assert said(text) == [None, "Vladimir Orlov", "Tran Van An", "Vladimir Orlov"]


def test_an_office_named_after_its_holder_s_name() -> None:
    text = (
        "The Secretary-General met with H.E. Mr. Bui Van Son, Minister for Foreign Affairs of the Socialist "
        "Republic of Viet Nam. The Foreign Minister reaffirmed his commitment. He stressed peace."
    )
    assert said(text) == [None, "Bui Van Son", "Bui Van Son"]
    assert roles(text) == {"Bui Van Son": "Minister for Foreign Affairs of the Socialist Republic of Viet Nam"}


def test_two_offices_of_one_person_are_one_speaker() -> None:
    text = (
        "General Secretary of the Sea Party Central Committee and State President Tran Van An hosted Premier Li Qun."
        " General Secretary and State President An welcomed Premier Li. He suggested more trade."
    )
    assert said(text)[1:] == ["Tran Van An", "Tran Van An"]


def test_surnames_that_look_like_words() -> None:
    text = (
        "Chinese Premier Li Qun met President To Lan of Vietnam in Hanoi. To Lan, for her part, thanked Li. "
        "Ding Xuefan and Vice Premier He Lidong were present."
    )
    assert said(text)[1] == "To Lan"
    assert {"Ding Xuefan", "He Lidong", "To Lan"} <= set(roles(text))


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("President Ada Lee of Norland, Prime Minister Tom Ray said, is wise.", "Tom Ray", "Prime Minister"),
        ("“No,” said Lan Berg, chief economist at Saigon Bank.", "Lan Berg", "chief economist at Saigon Bank"),
        ("Tom Ray, a former president of Norway who left in May, agreed.", "Tom Ray", "former president of Norway"),
        ("Mr. Ray dismissed the claim as the voice of Mr. Tom Hill. Tom Hill disagreed.", "Tom Hill", ""),
        (
            "Chinese State Councilor and Foreign Minister Wang Li said no.",
            "Wang Li",
            "Chinese State Councilor and Foreign Minister",
        ),
        (
            "Today, High Representative/Vice-President Tom Hill said no.",
            "Tom Hill",
            "High Representative/Vice-President",
        ),
        ("The mayor's meeting with Mr. Tom Hill was short. Tom Hill said so.", "Tom Hill", ""),
    ],
)
def test_roles_are_offices_as_given(text: str, name: str, role: str) -> None:
    assert roles(text)[name] == role


def test_in_the_news_a_country_is_a_country() -> None:
    text = "OSLO - President Tom Hill of Mexico left in May. Sweden voted again. Mexico said enough. The Senate slept."
    assert said(text)[2] == "Mexico"


def test_states_in_a_readout_are_both_sides() -> None:
    text = (
        "President Ada Lee of France held talks with President Tom Hill of Norway. France and Norway agreed to meet. "
        "The EU remains committed to peace, the Norwegian president underlined."
    )
    assert said(text) == [None, BOTH_SIDES, "Tom Hill"]


def test_plural_offices_are_no_person() -> None:
    document = read(
        "Executive Directors agreed with the report. They commended the staff. Tom Hill, a director, said no."
    )
    assert [s.speaker for s in document.sentences] == ["Executive Directors", "Executive Directors", "Tom Hill"]
    assert [p.name for p in document.people] == ["Tom Hill"]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lee thought of the sea.",
        "Ada Lee concluded the agreement in May.",
        "President Ada Lee welcomed Prime Minister Tom Hill to the White House.",
        "PRESIDENT ADA LEE SAID THAT TRADE WOULD GROW. PRIME MINISTER TOM HILL AGREED.",
    ],
)
def test_deeds_thoughts_and_shouting_are_no_statements(text: str) -> None:
    assert set(said(text)) == {None}


def test_questions_of_a_briefing_have_their_askers() -> None:
    text = (
        "North News Agency: Is it true?\nMao Lin: It is.\nAFP: Why?\nMao Lin: We said so. We repeat it.\n"
        "Reuters: Anything else?\nMao Lin: No."
    )
    asked = ["North News Agency", "Mao Lin", "AFP", "Mao Lin", "Mao Lin", "Reuters", "Mao Lin"]
    assert said(text) == asked
    assert set(said("Note: bring a coat.\nTime: ten.\nTom Hill: Yes.\nPlace: Hall B.\nTom Hill: No.")) == {
        None,
        "Tom Hill",
    }


def test_it_is_the_body_that_spoke_just_before() -> None:
    text = "The European Union is deeply concerned. It calls on all to wait. The EU condemns the attack. It rained."
    assert said(text) == ["European Union"] * 3 + [None]


def test_labels_with_offices_are_the_people_who_bear_them() -> None:
    text = (
        "President Novak: We had good talks.\nPrime Minister Lovelace: Trade has doubled.\nPresident Novak: In May.\n"
        "Prime Minister Lovelace: Yes."
    )
    document = read(text)
    assert [(s.name, s.role) for s in document.speakers] == [("Novak", "President"), ("Lovelace", "Prime Minister")]


def test_the_place_before_a_dash_says_nothing() -> None:
    assert said("OSLO - Leaders gathered on Friday, offering help to the poor.") == [None]


def test_it_forgets_after_somebody_else_s_sentence() -> None:
    text = "The White House said talks went well. Norway’s account of the meeting was shorter. It said little else."
    assert said(text) == ["White House", None, None]


def test_an_office_at_the_beginning_is_meant_by_the_next_pronoun() -> None:
    text = (
        "The Secretary-General spoke by phone with His Excellency Adam Novak, President of Norland. "
        "He expressed his concern. President Novak briefed him."
    )
    assert said(text) == [None, "Secretary-General", "Adam Novak"]


def test_quotations_may_be_signed_behind_them() -> None:
    text = (
        "“Trade must stop. He is ignorant of our lives. We all know it.”― Paula Hill\n\n"
        "“He has no respect. He speaks only of himself.” — Anna Gray, teacher\n\nIt rained."
    )
    assert said(text) == ["Paula Hill"] * 3 + ["Anna Gray"] * 2 + [None]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lee did not immediately respond to questions.",
        "Ada Lee raised $5 million for the fund.",
        "Ada Lee backed out of the race.",
        "Ada Lee called in to the show.",
    ],
)
def test_silence_and_money_are_no_statements(text: str) -> None:
    assert said(text) == [None]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The two general secretaries agreed to meet.", BOTH_SIDES),
        ("Both foreign ministers stressed peace.", BOTH_SIDES),
        ("Two senior officials said no.", None),
    ],
)
def test_two_of_one_office_are_both_sides(text: str, speaker: str | None) -> None:
    assert said("President Ada Lee held talks with President Tom Hill. " + text)[1] == speaker


def test_an_office_may_be_shortened() -> None:
    text = (
        "Federal Chancellor Olaf Berg had a telephone call today with the President of Brazil, Luisa Andrade. "
        "The Chancellor and the President agreed that order matters. The Chancellor congratulated the President. "
        "Government spokesperson Stefan Kraus issued the following statement: “The Chancellor was pleased indeed.”"
    )
    assert said(text) == [None, BOTH_SIDES, "Olaf Berg", "Stefan Kraus"]


def test_a_vice_president_is_not_the_president() -> None:
    text = "Vice President Ada Lee met Tom Hill. The President said no."
    assert said(text)[1] != "Ada Lee"


def test_a_holder_may_be_named_behind_the_office() -> None:
    assert roles(
        "Ada Lee met the Prime Minister of Spain, Pedro Hill, in Oslo. Then the President, Tom Ray, left."
    ) == {
        "Pedro Hill": "Prime Minister of Spain",
        "Tom Ray": "President",
    }
    assert roles("After a call with the President, Tom Ray said no.") == {"Tom Ray": ""}


@pytest.mark.parametrize(
    ("office", "name"),
    [
        ("Minister of Foreign Affairs", "Wang Zhiyuan"),
        ("Minister for Europe and Foreign Affairs", "Claire Delmas"),
        ("Minister of Home Affairs", "Amit Rao"),
        ("Minister of External Affairs", "Amit Rao"),
    ],
)
def test_the_field_of_a_minister_is_no_part_of_the_name(office: str, name: str) -> None:
    assert roles(f"{office} {name} met his guest. {name.split()[-1]} said no.") == {name: office}


def test_transcripts_give_each_turn_to_its_label() -> None:
    text = (
        "President of Norway Ada Lee: Friends, welcome to the house that we built here together.\n\nWe are glad.\n\n"
        "President of Chile Luis Soto (retranslated): Thank you for the invitation.\n\nWe value it.\n\n"
        "Ada Lee: Thank you.\n"
    )
    assert said(text) == ["Ada Lee", "Ada Lee", "Luis Soto", "Luis Soto", "Ada Lee"]


def test_terms_before_a_colon_are_nobodys_turns() -> None:
    text = "President Ada Lee spoke.\n\nTrade: it grew.\n\nEnergy: it fell.\n\nTrade: it grew again.\n\nAda Lee: no.\n"
    assert said(text)[2] is None


def test_forms_of_address_are_no_part_of_the_name() -> None:
    text = "He held a talk with the Honorable Ada Lee, President of Norway. The Honourable Ada Lee said no."
    assert roles(text) == {"Ada Lee": "President of Norway"}


def test_what_both_did_is_nobodys_speech_and_what_both_should_do_is() -> None:
    text = "President Ada Lee held talks with President Tom Hill. Lee said yes. "
    assert said(text + "Both leaders reviewed the progress of the works.")[-1] is None
    assert said(text + "Both leaders should review the progress of the works.")[-1] == "Ada Lee"
    assert said(text + "Next year marks the 60th anniversary of ties.")[-1] == "Ada Lee"


def test_a_thing_with_capitals_is_nobody() -> None:
    text = "President Ada Lee met Tom Hill. They launched the Green Hydrogen Roadmap. Green growth came."
    assert "Green Hydrogen Roadmap" not in roles(text)


def test_an_office_that_nobody_is_named_with_speaks_by_itself() -> None:
    text = (
        "PM call with President Ada Lee\n\nThe Prime Minister spoke to President Ada Lee today.\n\n"
        "The Prime Minister set out that spending would rise. Lee agreed that it was time.\n"
    )
    assert said(text) == [None, None, "Prime Minister", "Ada Lee"]


SPEECH = (
    "{title}\n\nOslo, 15 February 2024\n\nThank you for the invitation. I said last year that prices would fall.\n\n"
    "[Applause]\n\nOur task is clear. Keynes said that we are all dead in the long run. Banks must hold capital.\n"
)


@pytest.mark.parametrize(
    "title",
    [
        "Speech by Governor Ingrid Solheim at the Annual Dinner",
        "Remarks by Governor Ingrid Solheim",
        "Governor Ingrid Solheim's Remarks to the Press",
    ],
)
def test_a_speech_in_its_own_words_is_its_speakers(title: str) -> None:
    document = read(SPEECH.format(title=title))
    name = "Ingrid Solheim"
    assert [s.speaker for s in document.sentences] == [None, None, name, name, None, name, name, name]
    assert {s.attribution.value for s in document.sentences if s.speaker} == {"direct"}


@pytest.mark.parametrize(
    "title", ["Governor Ingrid Solheim Visits Bergen", "Remarks by Governor Ingrid Solheim and President Ada Lee"]
)
def test_other_titles_give_nobody_the_whole_text(title: str) -> None:
    assert said(SPEECH.format(title=title))[2] is None


def test_an_account_of_a_speech_is_no_speech() -> None:
    text = (
        "Speech by Governor Ingrid Solheim in Oslo\n\nSolheim said that prices would fall. We were there.\n\n"
        "The hall was full. It was our day.\n"
    )
    assert said(text)[-1] is None


@pytest.mark.parametrize(
    ("headline", "name"),
    [
        ("Oslo Hears French Foreign Minister Claire Delmas on the Phone", "Claire Delmas"),
        ("President Anna Berg Meets Prime Minister Luis Soto", "Anna Berg"),
        ("King Charles Visits Germany", "Charles"),
    ],
)
def test_a_family_name_may_stand_in_a_headline_only(headline: str, name: str) -> None:
    assert name in roles(f"{headline}\n\nThey spoke of trade and of peace.")


def test_a_statement_is_whoever_announces_it() -> None:
    text = (
        "Statement on the elections\n\nThe Foreign Secretary said:\n\nThe courts must decide. We note the reports.\n\n"
        "We stand ready to help.\n"
    )
    assert said(text) == [None, None, *["Foreign Secretary"] * 3]
    told = "Ada Lee, the minister, said:\n\nThe courts must decide. It rained. The day was long.\n"
    assert said(told)[-1] is None


def test_labels_may_stand_in_brackets() -> None:
    text = (
        "Press Conference by Prime Minister Anna Lee\n\nPrime Minister Lee: I would like to begin.\n\n"
        "(Question) I am Tom Hill. What is next?\n\n(Prime Minister Lee) I have said it. It will be done.\n"
    )
    name = "Anna Lee"
    assert said(text) == [None, name, None, None, name, name]


def test_we_of_a_group_are_all_of_them() -> None:
    text = (
        "G7 Foreign Ministers' Statement on Freedonia\n\nWe, the G7 Foreign Ministers, express our deep concern.\n\n"
        "We call on the authorities to release them."
    )
    assert said(text) == [None, BOTH_SIDES, BOTH_SIDES]


def test_a_joint_statement_may_begin_below_its_title() -> None:
    text = (
        "Chairman's Statement of the Summit\n\nJakarta, 7 September 2023\n\nWe, the Leaders, gathered in Jakarta. "
        "We welcomed the progress."
    )
    assert said(text) == [None, None, BOTH_SIDES, BOTH_SIDES]


def test_a_summit_is_an_exchange() -> None:
    text = (
        "President Han Jae-sung held a summit with Prime Minister Tran Quoc Bao today. Han said yes. "
        "The two leaders agreed to raise trade."
    )
    assert said(text)[-1] == BOTH_SIDES
