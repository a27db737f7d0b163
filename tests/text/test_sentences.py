from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import bundled
from reader.text.sentences import sentence_spans


def split(text: str, language: str = "en") -> list[str]:
    return [text[a:b] for a, b in sentence_spans(text, 0, len(text), language)]


# Sentences are divided by "|"; the text is what remains when it is taken out.
ENGLISH = [
    "The two sides met.| They agreed.",
    # abbreviations and titles
    "Mr. Brown and Dr. Jones met Gen. Smith at St. Mary's.| They talked.",
    "GEN. ANNA B. STONE SPOKE ON BEHALF OF THE STATE",
    "He joined Smith & Co. in 1990.| It closed later.",
    "Call Ann and co.| They came.",
    "The U.S. Congress met.| He lives in the U.S.| It is large.",
    "The U.S.-China talks, i.e. The Hague round, went on.",
    "They spoke of the Japan-U.S. Alliance.| They spoke of Japan-U.S.| The two agreed.",
    "See No. 5, p. 12 and Fig. 3.| The answer was no.| Five people left.",
    "It began at 5 p.m. Eastern and ended at 6 p.m.| Mr. Lee left.",
    "At 5 a.m. Mr. Lee went out.",
    "They sold tea, rice, etc.| Minister Lee bought some.",
    "On Sept. 24 and in Oct. 2022 they met.| The last call was in Sept.| They met again.",
    # initials
    "Joseph R. Biden, Jr. spoke with K. Michael Stevens and A. Noel Kramer.| He agreed.",
    "Voting were Jerome H. Powell, Chair; Michael S. Barr; and Michelle W. Bowman.| Voting against was nobody.",
    "That leaves you and I.| Did Albert I. Jones call?",
    "There is no plan B.| We go on.",
    # datelines
    "BEIJING, Sept. 24 (Xinhua) -- The president met his guest.| They talked.",
    "HANOI, Oct. 31 (VNA) — The two leaders met.",
    "Hanoi — The two leaders met.",
    # quotations and attributions
    '"Is that so?" he asked.| "Yes!" she said.',
    "“Is that so?” Minister Lee asked.| He nodded.",
    '"We agree."| She closed the meeting.',
    "“These have been done,” he said.| “All is well.”| He left.",
    "She said, 'We agree.' and left.",
    "He said, “I will change.”| She adds, “When will he?”| He left.",
    # numbers, addresses
    "It cost $100.00.| It grew by 3.5 percent to 1,026.25.",
    "Write to jane.doe@example.com.| See https://www.example.org/a.b/c.html.| Then call.",
    "Use Node.js or visit example.com for more.",
    # ellipses
    "We waited....| Nobody came.",
    "Well ... perhaps.| So …| He stopped.",
    "Peace . . . was kept.",
    # missing spaces
    "Ties are good.|There is trade.| In 2025,including March, it grew.",
    "Are they ready?|They are not.",
    # stray ends of machine translations
    "They deepen exchanges. theoretical.",
    "They met on Monday. central committee.| The two sides agreed.",
    "They met the requirements of the times. .| He left.",
    "They met the requirements of the times.  .|  He left.",
    "A new pact among friends. , comrades and partners.| It holds.",
    "They signed papers on local government .| They left.",
    "Building a shared future. for humanity, he added.",
    # lists on one line
    "1. The first item| 2. The second item| 3. The third item",
    "1) The first item.| 2) The second item.",
    "a. The first item| b. The second item",
    "• The first item| • The second item",
    "1. The plan in chapter 2. The rest follows".replace("2. The", "2.| The"),
    # notes and separators
    "He was sent to school. [12]| He stayed there.[3]| It rained.",
    "That is the rule. 4| Even so it failed.",
    "It is over.| ***| It begins.",
    "This is great :-)| Posted by Ann",
    "We thought that —| This is new.| The plan — I think — holds.",
    # without capitals
    "they met today.| it went well.| the rest is known.",
    "He asked why.| i do not know.",
    "what is that?| where is it?| nobody knows!| really.",
    "She joined Yahoo! as a writer.",
    # names that begin with a small letter
    "They met in peace.| al-Assad spoke.| iPhone sales rose.",
    "Gen. Sec. Nguyen met Rt. Hon. Lee.| They talked.",
    # names of other scripts inside
    "He met 习近平。| They talked.",
]  # fmt: skip

CHINESE = [
    "习近平指出，中越山水相连。|双方应加强合作。",
    "他说：“中方愿同越方一道努力。”|双方同意。",
    "“你好吗？”他问。|对方点头。",
    "“你好吗？”阮富仲总书记问道：“一切顺利。”",
    "他强调：“双方要合作。”|总书记表示，完全赞同。",
    "“加油！”的口号响起。|人们鼓掌。",
    "他问：「是嗎？」|對方點頭。",
    "增长3.5%，达到1.2万亿元。|其中GDP占2.0版的一半……还有很多。",
    "谁会想到呢？！|没有人！",
    "他反对“双重标准？”。|会议结束。",
    "他说……但是大家都同意。|会谈.|双方同意。",
    "真的吗?|是的!|好。",
]

VIETNAMESE = [
    "Hai bên nhất trí tăng cường hợp tác.| Tổng Bí thư Nguyễn Phú Trọng cảm ơn.",
    "Ông đến TP. Hồ Chí Minh gặp GS. Nguyễn Văn An.| Hai bên trao đổi.",
    "Bà Hoa nói : tôi đồng ý .| Hội nghị ở TP. HCM kết thúc .| Họ về .",
    "Ông đến tp.HCM gặp GS.TS. Trần An.| Họ về.",
    'Ông nói : " Đồng ý . " .| Họ về .',
    "Trời mưa ...| Họ vẫn đi .",
    '" Ai đến ? " - bà hỏi .| Ông đáp .',
]

OTHER = [
    ("de", "Am 3. Oktober sprach Dr. Weber z.B. mit Prof. Klein.| Es war gut."),
    ("fr", "M. Dupont a rencontré Mme Durand.| Ils ont parlé."),
    ("ar", "التقى الرئيس بالوزير.| هل اتفقا؟| نعم."),
    ("hi", "राष्ट्रपति ने कहा।| वे मिले।"),
    ("ja", "両国は協力する。|首相は述べた。"),
    ("und", "One thing.| Another thing."),
]


@pytest.mark.parametrize(
    ("language", "marked"),
    [*(("en", t) for t in ENGLISH), *(("zh-Hans", t) for t in CHINESE), *(("vi", t) for t in VIETNAMESE), *OTHER],
)
def test_divides_where_a_reader_would(language: str, marked: str) -> None:
    assert split(marked.replace("|", ""), language) == [part.strip() for part in marked.split("|")]


def test_samples_with_broken_ends_keep_every_fragment_with_its_sentence() -> None:
    for path in sorted(bundled.seeds().glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            assert all(not s[0].islower() or s.startswith("date ") for s in split(line))


def test_samples_have_as_many_sentences_as_a_reader_counts() -> None:
    counts = {}
    for path in sorted(bundled.seeds().glob("*.txt")):
        counts[path.name[:10]] = sum(len(split(line)) for line in path.read_text("utf-8").splitlines())
    assert counts == {"2020-09-29": 20, "2021-02-08": 16, "2021-05-24": 22, "2021-09-24": 17, "2022-10-31": 38}


def test_a_part_of_a_text_is_split_alone() -> None:
    text = "Before. One two. Three four. After."
    assert [text[a:b] for a, b in sentence_spans(text, 8, 28, "en")] == ["One two.", "Three four."]


@given(
    st.text(alphabet="ab AB.!?…\"'“”‘’()[]1 2-—•\n。？！」,;:*", max_size=60),
    st.sampled_from(["en", "zh-Hant", "vi", "de", "und"]),
)
def test_only_white_space_lies_between_sentences(text: str, language: str) -> None:
    at = 0
    for a, b in sentence_spans(text, 0, len(text), language):
        assert at <= a < b
        assert not text[at:a].strip()
        assert text[a:b] == text[a:b].strip()
        at = b
    assert not text[at:].strip()


@given(st.text(max_size=80))
def test_any_text_is_covered(text: str) -> None:
    spans = sentence_spans(text, 0, len(text), "en")
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


UNITS = (
    ".",
    '"',
    " ",
    "'",
    "a",
    "A.",
    "a. ",
    ". ",
    '". ',
    "1. ",
    "• ",
    "(",
    "![",
    " \n",
    '? "',
    "。",
    "“",
    "…”",
    "* ",
    "1/1/11 ",
)


@pytest.mark.parametrize("unit", UNITS)
def test_a_long_run_of_characters_of_one_kind(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    spans = sentence_spans(text, 0, len(text), "en")
    assert sum(b - a for a, b in spans) <= len(text)


def test_a_sentence_of_a_hundred_thousand_characters_is_one() -> None:
    text = "and then the two sides, " * 4200 + "agreed."
    assert len(split(text)) == 1


WORDS = (
    "We",
    "met",
    "etc",
    "approx",
    "Brown",
    "Yahoo",
    "etc",
    "said",
    "xiv",
    "A",
    "I",
    "RBKT",
    "p.m",
    '"',
    "”",
    "3",
    "ß",
)


@given(
    st.lists(
        st.tuples(st.sampled_from(WORDS), st.sampled_from((" ", ". ", "? ", "! ", ".", "... ", '." '))), max_size=20
    ),
    st.sampled_from(["en", "vi", "de"]),
)
def test_the_plain_ends_of_sentences_are_those_that_weighing_everything_finds(
    pieces: list[tuple[str, str]], language: str
) -> None:
    text = "".join(word + sign for word, sign in pieces).strip()
    seen = sentence_spans(text, 0, len(text), language)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reader.text.sentences._is_plain_end", lambda *_: False)
        assert sentence_spans(text, 0, len(text), language) == seen


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Article 2. The owner shall not remove sand. Article 3a. The Minister may act.",
            "en",
            ["Article 2. The owner shall not remove sand.", "Article 3a. The Minister may act."],
        ),
        ("Chapter IV. Offences and fines", "en", ["Chapter IV. Offences and fines"]),
        ("It refers to Article 2. The owner is liable.", "en", ["It refers to Article 2.", "The owner is liable."]),
        ("Điều 3. Người vi phạm bị phạt tiền.", "vi", ["Điều 3. Người vi phạm bị phạt tiền."]),
    ],
)
def test_the_number_of_an_article_is_no_sentence(text: str, language: str, expected: list[str]) -> None:
    assert split(text, language) == expected
