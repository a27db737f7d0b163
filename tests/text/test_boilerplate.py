from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import bundled
from reader.model import Person
from reader.text.boilerplate import boilerplate_spans


def found(text: str, language: str = "en", people: tuple[Person, ...] = ()) -> list[tuple[str, str]]:
    return [(b.kind.value, text[b.start : b.end]) for b in boilerplate_spans(text, language, people)]


DATELINES = [
    ("en", "BEIJING, Sept. 24 (Xinhua) --", " The president spoke."),
    ("en", "HO CHI MINH CITY, Vietnam, Oct. 31, 2022 (VNA) —", " They met."),
    ("en", "WASHINGTON (Reuters) -", " They met."),
    ("en", "WASHINGTON —", " They met."),
    ("en", "HANOI, May 24 --", " They met."),
    ("en", "Xinhua News Agency, Beijing, May 24.", " They met."),
    ("en", "date 2021-02-09 BEIJING, Feb. 8 (Xinhua) --", " They met."),
    ("en", "2021-02-09", " They met."),
    ("zh-Hans", "新华社北京9月24日电（记者 张三）", "双方会谈。"),
    ("zh-Hans", "央视网消息（新闻联播）：", "双方会谈。"),
    ("vi", "Hà Nội (TTXVN 24/9) -", " Hai bên hội đàm."),
    ("vi", "NDO -", " Hai bên hội đàm."),
]


@pytest.mark.parametrize(("language", "dateline", "rest"), DATELINES)
def test_a_dateline_at_the_head_of_a_paragraph(language: str, dateline: str, rest: str) -> None:
    assert found(dateline + rest, language)[:1] == [("dateline", dateline)]
    assert ("dateline", dateline) in found(f"Before.\n\n {dateline}{rest}", language)


@pytest.mark.parametrize(
    "text", ["The meeting in BEIJING (Xinhua) -- went on.", "He said -- and so on.", "I AM here -- now."]
)
def test_what_is_no_dateline(text: str) -> None:
    assert all(kind != "dateline" for kind, _words in found(text))


@pytest.mark.parametrize(
    ("language", "tag"),
    [
        ("en", "(Xinhua)"),
        ("en", "(Xinhua/Li Si)"),
        ("en", "[Photo/Xinhua]"),
        ("zh-Hans", "（新华社记者 李四 摄）"),
        ("zh-Hans", "（完）"),
    ],
)
def test_an_agency_tag(language: str, tag: str) -> None:
    assert found(f"They met. {tag}", language) == [("agency", tag)]


TITLES = [
    "{General Secretary of the Communist Party of Vietnam (CPV) Central Committee} spoke",
    "{general secretary of the CPC Central Committee and Chinese president}, spoke",
    "the {Chinese President} and others",
    "{president of Vietnam} spoke",
    "{Prime Minister} spoke; the {Vice President} left",
    "the {U.S. Secretary of State} spoke",
    "{Minister of Foreign Affairs of the Republic of Korea} spoke",
    "{Vietnam's foreign minister} spoke",
    "{CPC Central Committee Political Bureau Standing Committee members} came",
    "{member of the Political Bureau of the CPC Central Committee} came",
    "the {deputy prime minister of Singapore} came",
    "{Chairman of the National Assembly of Vietnam} came",
    "{Mr.} Brown came",
    "a president came, a general election was held and directors met",
    "under the leadership of the party and its chairman",
    "the presidential palace and the premiership",
    "Martin Luther King spoke",
]


@pytest.mark.parametrize("marked", TITLES)
def test_english_titles_are_as_long_as_they_stand(marked: str) -> None:
    expected = [part.split("}")[0] for part in marked.split("{")[1:]]
    assert [words for kind, words in found(marked.replace("{", "").replace("}", "")) if kind == "title"] == expected


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("zh-Hans", "{中共中央总书记、国家主席}同{越共中央总书记}通话，{外交部长}参加。"),
        ("zh-Hant", "{國家主席}會見{法國總統}。"),
        ("zh-Hans", "支持主席国工作，访问总统府，出席部长级会议。"),
        ("vi", "{Tổng Bí thư} và {Thủ tướng Chính phủ} gặp {Chủ tịch nước Trung Quốc}."),
        ("vi", "{Bộ trưởng Bộ Ngoại giao Việt Nam} đến."),
    ],
)
def test_titles_of_other_languages(language: str, marked: str) -> None:
    expected = [part.split("}")[0] for part in marked.split("{")[1:]]
    joined = " ".join(
        words for kind, words in found(marked.replace("{", "").replace("}", ""), language) if kind == "title"
    )
    assert joined in (" ".join(expected), " và ".join(expected[:2]) + "".join(f" {one}" for one in expected[2:]))


def test_a_name_ends_the_title_before_it_and_titles_fall_off_names() -> None:
    person = Person("Nguyen Van An", ("An", "Mr. An", "Central Committee Nguyen Van An"))
    text = "General Secretary of the CPV Central Committee Nguyen Van An spoke. Mr. An left. An Giang is a province."
    assert found(text, people=(person,)) == [
        ("title", "General Secretary of the CPV Central Committee"),
        ("name", "Nguyen Van An"),
        ("title", "Mr."),
        ("name", "An"),
        ("name", "An"),
    ]


def test_a_form_of_address_ends_where_it_ends_also_in_a_text_that_begins_with_a_name() -> None:
    people = (Person("Ada Lee"), Person("Brown"))
    assert found("Ada Lee met Mr. Brown. They talked. Mr. Brown left.", people=people) == [
        ("name", "Ada Lee"),
        ("title", "Mr."),
        ("name", "Brown"),
        ("title", "Mr."),
        ("name", "Brown"),
    ]


def test_names_stand_as_whole_words_whatever_stands_around_them() -> None:
    people = (Person("Ann Lee", ("Lee",)), Person("Ann", ("O'Neill", "李明")))
    text = "Ann\n  Lee’s aunt Ann-Lee met Leena, O'Neill's cousin and “Lee”; 同李明会谈. Anna"
    names = ["Ann\n  Lee", "Ann", "Lee", "O'Neill", "Lee", "李明"]
    assert [words for kind, words in found(text, people=people) if kind == "name"] == names


def test_chinese_names_lose_their_titles() -> None:
    assert found("马克龙总统表示感谢。", "zh-Hans", (Person("马克龙", ("马克龙总统",)),)) == [
        ("name", "马克龙"),
        ("title", "总统"),
    ]


def test_vietnamese_names_lose_their_titles() -> None:
    person = Person("Trần Văn An", ("Tổng Bí thư Trần Văn An", "An"))
    assert found("Tổng Bí thư, Chủ tịch nước Trần Văn An phát biểu.", "vi", (person,)) == [
        ("title", "Tổng Bí thư, Chủ tịch nước"),
        ("name", "Trần Văn An"),
    ]


def test_samples_carry_their_datelines_and_titles() -> None:
    text = (bundled.seeds() / "2021-09-24-xi-trong-call.txt").read_text("utf-8")
    kinds = found(text)
    assert kinds[0] == ("dateline", "BEIJING, Sept. 24 (Xinhua) --")
    assert kinds[1] == (
        "title",
        "General Secretary of the Communist Party of China (CPC) Central Committee and Chinese President",
    )


PIECES = (
    *("President", "of", "the", "China", "CPC", "and", "(CPV)", "An", "Xi", "members", "主席", "国家"),
    *("BEIJING,", "May 4", "(AP)", "--", "\n", "."),
)


@given(st.lists(st.sampled_from(PIECES)).map(" ".join), st.sampled_from(["en", "zh-Hans", "vi", "und"]))
def test_spans_are_sorted_disjoint_and_trimmed(text: str, language: str) -> None:
    at = 0
    for b in boilerplate_spans(text, language, (Person("Xi An", ("Xi", "President Xi")),)):
        assert at <= b.start < b.end <= len(text)
        assert text[b.start : b.end].strip() == text[b.start : b.end]
        at = b.end


UNITS = (
    "President of ",
    "the ",
    "A ",
    "CPC ",
    "China's ",
    "(",
    "BEIJING, ",
    "\nA",
    "Central Committee ",
    "of the ",
    "国家",
    "主席",
    "（",
    "và ",
    " ",
    "Mr. ",
)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("language", ["en", "zh-Hans", "vi"])
def test_a_long_run_of_one_kind(unit: str, language: str) -> None:
    text = unit * (100_000 // len(unit))
    assert all(b.end <= len(text) for b in boilerplate_spans(text, language, (Person("A A"),)))
