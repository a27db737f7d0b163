from __future__ import annotations

import pytest

import reader
from reader.model import BOTH_SIDES, Attribution


def said(text: str) -> list[str | None]:
    return [s.speaker for s in reader.parse(text, language="zh-Hans").sentences]


INTRO = "5月6日，国家主席习近平在北京同法国总统马克龙举行会谈。\n"


@pytest.mark.parametrize("verb", ["指出", "强调", "表示", "说", "认为", "还表示", "首先指出", "热烈祝贺法方"])
def test_reporting_verbs(verb: str) -> None:
    assert said(INTRO + f"马克龙{verb}，法中关系很好。")[-1] == "马克龙"


def test_a_speech_runs_on_to_the_next_speaker_and_the_event() -> None:
    text = INTRO + (
        "习近平指出，中法友好。双方要加强合作。希望法方支持。\n"
        "马克龙表示，同意。法方愿扩大进口。\n"
        "双方一致认为，会谈很好。\n"
        "会谈后，两国元首见证签署文件。\n王毅、丁薛祥等参加会谈。"
    )
    people = ["习近平"] * 3 + ["马克龙"] * 2 + [BOTH_SIDES, None, None]
    assert said(text) == [None, *people]


def test_a_topic_may_stand_before_the_speaker() -> None:
    assert said(INTRO + "关于乌克兰危机，习近平指出，中方立场明确。")[-1] == "习近平"


def test_who_speaks_after_what_he_does() -> None:
    assert said(INTRO + "习近平向马克龙介绍情况，强调指出，中国开放。")[-1] == "习近平"
    assert said(INTRO + "习近平对马克龙的支持表示赞赏。")[-1] == "习近平"


def test_exchanging_views_is_no_statement() -> None:
    assert said(INTRO + "双方就乌克兰局势交换了意见。")[-1] is None


def test_names_roles_aliases_and_those_present() -> None:
    document = reader.parse(
        INTRO + "习近平主席表示，欢迎马克龙总统。\n马克龙总统说，感谢习主席。\n蔡奇、王毅参加会见。", language="zh-Hans"
    )
    assert [(s.name, s.role) for s in document.speakers] == [("习近平", "国家主席"), ("马克龙", "法国总统")]
    assert document.speakers[0].aliases == ("习主席",)
    assert [p.name for p in document.people] == ["习近平", "马克龙", "蔡奇", "王毅"]


def test_spokesmen_bodies_and_foreign_names() -> None:
    assert said("外交部发言人毛宁7日表示，中方反对。") == ["毛宁"]
    assert said("会议指出，要稳中求进。") == ["会议"]
    assert said("联合国秘书长安东尼奥·古特雷斯表示，形势严峻。") == ["安东尼奥·古特雷斯"]


def test_traditional_characters() -> None:
    text = "國家主席習近平21日在北京會見法國總統馬克龍。\n習近平強調，中法應加強合作。\n雙方一致同意加強交流。"
    document = reader.parse(text, language="zh-Hant")
    assert [s.speaker for s in document.sentences] == [None, "習近平", BOTH_SIDES]
    assert [(p.name, p.role) for p in document.people] == [("習近平", "國家主席"), ("馬克龍", "法國總統")]


def test_two_titles_before_a_name() -> None:
    assert said("越共中央总书记、国家主席苏林表示，关系很好。") == ["苏林"]


def test_interviews() -> None:
    text = "记者：您怎么看？\n王毅：我们希望和平。\n记者：还有呢？\n王毅：谢谢大家。"
    document = reader.parse(text, language="zh-Hans")
    assert said(text) == ["记者", "王毅", "记者", "王毅"]
    assert {s.attribution for s in document.sentences} == {Attribution.DIRECT}


def test_quoted_speech_is_direct_and_quoted_terms_are_not() -> None:
    document = reader.parse(
        INTRO + "马克龙说：“我非常高兴再次来到中国访问，谢谢。”\n习近平指出，共建“一带一路”很好。", language="zh-Hans"
    )
    assert [s.attribution for s in document.sentences[1:]] == [Attribution.DIRECT, Attribution.INDIRECT]


@pytest.mark.parametrize(
    "text", ["今天天气很好。我们去公园散步。", "苹果、香蕉、梨。", "王毅、蔡奇、丁薛祥", "专家表示，情况很好。"]
)
def test_where_nobody_is_named_nobody_speaks(text: str) -> None:
    assert set(said(text)) == {None}


def test_joint_statements_give_each_sentence_to_its_side() -> None:
    text = (
        "中华人民共和国和北国联合声明\n"
        "一、应北国总统马特拉邀请，中华人民共和国主席习近平对北国进行国事访问。\n"
        "二、双方一致认为，友谊源远流长。\n"
        "三、中方支持北方发展。我们重申，和平解决争端。中方对此表示高度赞赏。世界并不太平。"
    )
    wanted = [None, None, BOTH_SIDES, "习近平", BOTH_SIDES, "习近平", None]
    assert said(text) == wanted


def test_both_sides_after_an_exchange_of_views() -> None:
    assert said(INTRO + "双方还就乌克兰危机交换了意见，同意继续保持沟通。")[-1] == BOTH_SIDES


def test_a_quotation_belongs_to_whoever_is_named_behind_it() -> None:
    text = "“我们需要合作。”北国学者阿里·汗说。他认为，合作是出路。据银行报告，经济将增长。"
    assert said(text) == ["阿里·汗", "阿里·汗", "阿里·汗", None]


def test_scholars_and_members_of_parliament_have_their_titles() -> None:
    text = "國際組織總幹事譚偉塞警告說，疫情嚴重。\n韋克爾參議員致詞時表示，很榮幸。\n外交部長林佳龍也在座。"
    assert said(text) == ["譚偉塞", "韋克爾", None]


def test_an_office_alone_is_whoever_holds_it() -> None:
    assert said(INTRO + "法国总统表示，法中关系很好。")[-1] == "马克龙"
    assert said(INTRO + "意大利总统表示，关系很好。")[-1] is None


def test_all_offices_of_a_person_are_the_role() -> None:
    document = reader.parse(
        "5月6日，中共中央总书记、国家主席习近平同越共中央总书记、国家主席苏林举行会谈。", language="zh-Hans"
    )
    assert [p.role for p in document.people] == ["中共中央总书记、国家主席", "越共中央总书记、国家主席"]


def test_questions_of_a_briefing_are_the_reporters() -> None:
    text = "甲社记者：为什么？\n林剑：原因很多。\n乙社记者：发言人有何回应？\n林剑：没有了。"
    assert said(text) == ["甲社记者", "林剑", "乙社记者", "林剑"]
    assert [p.name for p in reader.parse("发言人有何回应？发言人能否介绍安排？", language="zh-Hans").people] == []


def test_a_given_name_may_hold_a_character_that_elsewhere_names_a_country() -> None:
    text = (
        "林建国同外长陈明光通电话。\n林建国表示，双方要加强合作。\n"
        "外交部发言人方明远说，中方反对。\n法国外长说，法方愿意。\n各国表示支持。"
    )
    assert said(text) == [None, "林建国", "方明远", None, None]


def test_a_time_is_nobody() -> None:
    document = reader.parse("施耐德总理下月是否将访华？中方表示欢迎。", language="zh-Hans")
    assert [person.name for person in document.people] == []


def test_an_office_that_nobody_is_named_with_goes_on_with_nobodys_speech() -> None:
    assert said(INTRO + "马克龙说，同意。德国总理表示，不同意。")[1:] == ["马克龙", None]


def test_a_family_name_with_an_office_is_whoever_is_named_in_full() -> None:
    traditional = "外交部長吳建邦與立陶宛外交部長馬澤瑞舉行視訊會談。\n吳部長表示，感謝。\n馬澤瑞外長指出，將深化關係。"
    assert said(traditional) == [None, "吳建邦", "馬澤瑞"]
    simplified = "外交部长吴建邦同外长马泽瑞举行会谈。\n吴部长表示，感谢支持。\n马泽瑞外长指出，将深化关系。"
    assert said(simplified) == [None, "吴建邦", "马泽瑞"]
    assert said("双方会谈。吴部长表示，感谢支持。")[1] == "吴部长"


def test_a_speech_in_its_own_words_is_its_speakers() -> None:
    text = (
        "李明华在亚太经合组织会议上的讲话（全文）\n\n（2024年11月16日，利马）\n\n各位同事：\n\n很高兴同大家见面。\n\n"
        "我们要坚持多边主义。\n\n谢谢大家。"
    )
    assert said(text) == [None, None, *["李明华"] * 4]
