"""Changed words: what is marked, what is not, and that it holds for any text."""

from __future__ import annotations

import importlib.util
import time
import unicodedata
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import word_edits
from reader.compare.edits import edits_and_variants
from reader.compare.word_alignment import difference, plain_difference
from reader.model import Edits, PhrasePair, Span
from reader.text.words import fold, words

WORDS = [
    *"the a of two sides agreed to deepen trade , . ; “ ” - -- people-to-people China’s 5% 中 国 关系".split(),
    *("per cent", "%", "5 percent", "COVID-19", "new crown pneumonia", "China-Vietnam", "Vietnam-China"),
    "👍🏽",
    "🇻🇳",
    "e\u0301te\u0301",
]
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
TEXTS = SENTENCES | st.text(
    st.sampled_from("aB c,.-’“中国👍🏽🇻🇳\u0301\u200d\n") | st.characters(codec="utf-8"), max_size=40
)


def marked(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


def edits(left: str, right: str, *, punctuation: bool = True) -> tuple[list[str], list[str]]:
    found = word_edits(left, right, "en", punctuation=punctuation)
    return marked(left, found.left), marked(right, found.right)


def kept(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [fold(text[a:b]) for a, b in words(text) if not any(s < b and a < e for s, e in spans)]


@given(TEXTS, TEXTS, st.booleans())
def test_spans_are_sorted_disjoint_and_on_word_edges(left: str, right: str, punctuation: bool) -> None:
    found = word_edits(left, right, punctuation=punctuation)
    for text, spans in ((left, found.left), (right, found.right)):
        assert all(0 <= s < e <= len(text) for s, e in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        for word in words(text):
            for s, e in spans:
                assert not word.start < s < word.end
                assert not word.start < e < word.end
        for s, e in spans:
            assert not text[s].isspace()
            assert not text[e - 1].isspace()
            assert not unicodedata.combining(text[s]) or s == 0 or text[s - 1].isspace() or not text[s - 1].isalnum()


@given(TEXTS, TEXTS)
def test_words_alone_begin_and_end_every_span(left: str, right: str) -> None:
    found = word_edits(left, right, punctuation=False)
    for text, spans in ((left, found.left), (right, found.right)):
        edges = words(text)
        assert {s.start for s in spans} <= {w.start for w in edges}
        assert {s.end for s in spans} <= {w.end for w in edges}


@given(TEXTS)
def test_a_text_against_itself_has_no_edits(text: str) -> None:
    assert word_edits(text, text) == Edits()


@given(TEXTS, TEXTS, st.booleans())
def test_swapping_the_texts_swaps_the_spans(left: str, right: str, punctuation: bool) -> None:
    found = word_edits(left, right, punctuation=punctuation)
    swapped = word_edits(right, left, punctuation=punctuation)
    assert (found.left, found.right) == (swapped.right, swapped.left)


@given(SENTENCES, SENTENCES)
def test_words_outside_edits_are_the_same_on_both_sides(left: str, right: str) -> None:
    found = word_edits(left, right)
    assert Counter(kept(left, found.left)) == Counter(kept(right, found.right))


@given(st.lists(st.integers(0, 300), max_size=80), st.sets(st.integers(0, 79), max_size=4))
def test_words_outside_edits_keep_their_order(numbers: list[int], dropped: set[int]) -> None:
    left = " ".join(f"word{n}" for n in numbers)
    right = " ".join(f"word{n}" for k, n in enumerate(numbers) if k not in dropped)
    found = word_edits(left, right)
    assert kept(left, found.left) == kept(right, found.right)


@given(TEXTS, TEXTS)
def test_same_words_or_edits(left: str, right: str) -> None:
    same = [fold(left[a:b]) for a, b in words(left)] == [fold(right[a:b]) for a, b in words(right)]
    assert (word_edits(left, right, punctuation=False) == Edits()) is same


@given(SENTENCES, SENTENCES)
def test_form_and_layout_of_a_text_change_nothing(left: str, right: str) -> None:
    plain = edits(left, right)
    wrapped = right.replace(" ", "\r\n")
    assert [x.replace("\r\n", " ") for x in edits(left, wrapped)[1]] == plain[1]
    quoted = right.replace("“", '"').replace("”", '"')
    assert [x.replace('"', "“").replace("”", "“") for x in edits(left, quoted)[1]] == [
        x.replace("”", "“") for x in plain[1]
    ]
    apart = unicodedata.normalize("NFD", right)
    assert [unicodedata.normalize("NFC", x) for x in edits(left, apart)[1]] == [
        unicodedata.normalize("NFC", x) for x in plain[1]
    ]


@pytest.mark.parametrize(
    ("left", "right", "changed_left", "changed_right"),
    [
        ("It is the top priority.", "It is a top priority.", ["the"], ["a"]),
        ("China supports Vietnam.", "China firmly supports Vietnam.", [], ["firmly"]),
        ("They will not agree.", "They will agree.", ["not"], []),
        ("Trade rose 5% in 2021.", "Trade rose 15% in 2021.", ["5%"], ["15%"]),
        ("Trade rose 1,000 tons.", "Trade rose 1,500 tons.", ["1,000"], ["1,500"]),
        ("The U.S. side agreed.", "The UK side agreed.", ["U.S."], ["UK"]),
        ("Vietnam-China ties", "China-Vietnam ties", ["Vietnam-China"], ["China-Vietnam"]),
        ("Chính phủ Việt Nam luôn coi trọng", "Chính phủ Việt Nam rất coi trọng", ["luôn"], ["rất"]),
        ("中国愿同越南一道。", "中方愿同越方一道。", ["中国", "越南"], ["中方", "越方"]),
        ("我们会适时发布消息。", "目前没有发布信息。", ["我们会适时", "消息"], ["目前没有", "信息"]),
        ("银行将提供四亿克朗。", "银行将提供两亿克朗。", ["四亿"], ["两亿"]),
        ("It fell to -5 degrees.", "It fell to 5 degrees.", ["-5"], ["5"]),
        ("It fell to -5 degrees.", "It fell to –5 degrees.", [], []),
        ("It costs 5 € a year.", "It costs 5 £ a year.", ["€"], ["£"]),
        ("贸易额达到120亿美元。", "贸易额达到130万美元。", ["120亿"], ["130万"]),
        ("代表团于五月十日离开。", "代表團於五月十一日離開。", ["十日"], ["十一日"]),
        ("第三条 违反第二条的处罚款。", "第四条 违反第三条的处罚款。", ["第三条", "第二条"], ["第四条", "第三条"]),
        ("双方召开第二次会议。", "双方召开第十二次会议。", ["第二次"], ["第十二次"]),
        ("Hai bên hội đàm tại Hà Nội.", "Hai bên điện đàm tại Hà Nội.", ["hội đàm"], ["điện đàm"]),
        ("Hai bên tăng cường hợp tác.", "Hai bên tăng cường hợp đồng.", ["hợp tác."], ["hợp đồng."]),
        (
            "Chủ tịch Quốc hội nước bạn đến thăm.",
            "Chủ tịch nước đến thăm.",
            ["Chủ tịch Quốc hội nước bạn"],
            ["Chủ tịch nước"],
        ),
        ("双方妥善管控分歧，推动新时代关系", "双方妥处海上分歧，推动关系", ["妥善管控", "新时代"], ["妥处海上"]),
        ("双方同意加强合作。", "双方同意深化合作。", ["加强"], ["深化"]),
        ("Good luck 👍🏽 to you", "Good luck 👍 to you", ["👍🏽"], ["👍"]),
        ("From 🇨🇳 with love", "From 🇻🇳 with love", ["🇨🇳"], ["🇻🇳"]),
        ("THE TWO SIDES AGREED", "The two sides agreed", [], []),
        ("He said “yes” to it", 'He said "yes" to it', [], []),
        ("They met (twice) in Beijing.", "They met in Beijing.", ["(twice)"], []),
        ("", "Something new.", [], ["Something new."]),
        ("", "", [], []),
    ],
)
def test_what_is_marked(left: str, right: str, changed_left: list[str], changed_right: list[str]) -> None:
    assert edits(left, right) == (changed_left, changed_right)


def test_phrases_rather_than_crumbs() -> None:
    left = "Due to the anisotropy of the dipolar interaction the surface distorts."
    right = "Due to the mixing of orbital and spin degrees of freedom by the dipolar interaction the surface distorts."
    assert edits(left, right) == (["anisotropy of"], ["mixing of orbital and spin degrees of freedom by"])


def test_content_words_meet_rather_than_words_of_grammar() -> None:
    left, right = "the plan of the state of affairs", "the state of the plan of trade"
    found = word_edits(left, right, "en", punctuation=False)
    assert "state" in kept(left, found.left) or "plan" in kept(left, found.left)


def test_a_clause_that_moved_is_not_changed() -> None:
    left = "Trong said that in the face of global changes the two parties must stay united."
    right = "The two parties must stay united in the face of global changes, Xi said."
    assert edits(left, right) == (["Trong said that"], [", Xi said."])


def test_a_list_in_another_order() -> None:
    left = "He hopes to deepen political mutual trust, strengthen inter-party exchanges and speed up trade."
    right = "He hopes to strengthen inter-party exchanges, enhance political mutual trust and speed up trade."
    found = word_edits(left, right, "en", punctuation=False)
    changed = marked(left, found.left), marked(right, found.right)
    assert "trust" not in " ".join(changed[0] + changed[1])
    assert "exchanges" not in " ".join(changed[0] + changed[1])
    assert "deepen" in " ".join(changed[0])


def test_order_alone_is_a_change() -> None:
    left = "We keep peace and stability at sea, and we open markets for young people."
    right = "We open markets for young people, and we keep peace and stability at sea."
    assert word_edits(left, right, "en").left


def test_who_did_what_is_no_matter_of_order() -> None:
    left = "General Secretary Nguyen Phu Trong thanked President Xi Jinping of China"
    right = "President Xi Jinping of China thanked General Secretary Nguyen Phu Trong"
    assert word_edits(left, right, "en").left


def test_punctuation_can_be_left_out() -> None:
    left, right = "China, he added, opposes such self serving acts.", "China opposes such self-serving acts"
    assert edits(left, right, punctuation=False) == (["he added"], [])
    assert edits(left, right) == ([", he added,", "self serving", "."], ["self-serving"])


# A floor under the whole: [words] is what a careful reader marks. Lowered only on purpose.
PAIRS = (
    "The two sides [should strengthen] coordination [in] regional affairs.",
    "The two sides [need to enhance] coordination [on] regional affairs.",
    "[Xi expressed the belief that] the party will reach its goals.",
    "[China firmly supports] the party [and believes it] will reach its goals.",
    "They agreed to deepen [practical] cooperation in trade [and] investment.",
    "They agreed to deepen cooperation in trade, investment [and green development].",
    "China [attaches importance to] exploring cooperation in vaccines [and other fields].",
    "China [is open to] exploring cooperation in vaccines.",
    "Vietnam [highly values and firmly] upholds the friendly relationship.",
    "Vietnam [always] upholds the friendly [and cooperative] relationship.",
    "The ministers [will meet] in Hanoi [on Friday] to sign the agreement.",
    "The ministers [met] in Hanoi to sign the [final] agreement.",
    "[No country] may set up a base on the islands.",
    "[Any state] may set up a base on the islands [if the council agrees].",
    "Growth slowed to [5.2] percent [last year] as exports fell.",
    "Growth slowed to [4.8] percent as exports [and investment] fell.",
    "It is [of vital importance] to [consolidate and] develop relations between the parties.",
    "It is [in the interest of both peoples] to develop relations between the parties.",
    "Both leaders praised the [long] friendship forged by [earlier] generations.",
    "Both leaders praised the friendship forged by [the older] generations [of leaders].",
)  # fmt: skip


def _annotated(line: str) -> tuple[str, set[int]]:
    text, wanted, inside = "", [], False
    for character in line:
        if character in "[]":
            inside = character == "["
        else:
            text += character
            wanted.append(inside)
    return text, {k for k, w in enumerate(words(text)) if wanted[w.start]}


def test_floor_of_changed_words() -> None:
    right_marks = wrong_marks = missed = 0
    for one, other in zip(PAIRS[::2], PAIRS[1::2], strict=True):
        sides = _annotated(one), _annotated(other)
        found = word_edits(sides[0][0], sides[1][0], "en")
        for (text, wanted), spans in zip(sides, (found.left, found.right), strict=True):
            got = {k for k, w in enumerate(words(text)) if any(s <= w.start < e for s, e in spans)}
            right_marks, wrong_marks, missed = (
                right_marks + len(wanted & got), wrong_marks + len(got - wanted), missed + len(wanted - got),
            )  # fmt: skip
    assert 2 * right_marks / (2 * right_marks + wrong_marks + missed) >= 0.97


@pytest.mark.skipif(importlib.util.find_spec("fast_diff_match_patch") is None, reason="needs the extra 'fast'")
@given(st.text("abcde\U0001f600中", max_size=60), st.text("abcde\U0001f600中", max_size=60))
def test_accelerator_gives_the_same_answer(left: str, right: str) -> None:
    assert difference(left, right) == plain_difference(left, right)


LONG = " ".join(f"word{k * 7919 % 1013}" for k in range(20_000))
REPEATED = "The two sides agreed to deepen trade. " * 10_000


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (LONG, " ".join(reversed(LONG.split()))),
        (LONG, "word1 word2"),
        (REPEATED, REPEATED.replace("deepen", "widen", 1)),
        (REPEATED, "the two sides " * 20_000),
        ("a" * 100_000, "a" * 99_999 + "b"),
        ("中国" * 25_000, "国" * 50_000),
        ("." * 100_000, "?! " * 30_000),
        ("a b " * 20_000, "b a " * 20_000),
        ("\u202bשלום עולם " * 5_000, "مرحبا " * 5_000),
    ],
    ids=["reversed", "one against many", "one of many", "other grammar", "one word", "Han", "marks", "ab", "RTL"],
)
def test_long_texts_do_not_blow_up(left: str, right: str) -> None:
    start = time.process_time()
    found = word_edits(left, right)
    assert time.process_time() - start < 20
    assert found.left or found.right


def test_edits_far_apart_in_a_long_text_are_found_exactly() -> None:
    changed = LONG.split()
    changed[500], changed[15_000] = "here", "there"
    found = word_edits(LONG, " ".join(changed))
    assert marked(" ".join(changed), found.right) == ["here", "there"]


def variants(left: str, right: str) -> tuple[tuple[list[str], list[str]], list[tuple[str, str]]]:
    found, pairs = edits_and_variants(left, right, "en")
    told = [(left[slice(*pair.left)], right[slice(*pair.right)]) for pair in pairs]
    return (marked(left, found.left), marked(right, found.right)), told


def test_wordings_that_count_as_equal_are_no_edits() -> None:
    left = "They will fight COVID-19 and discussed the Belt and Road with the UN."
    right = "They will fight the new crown pneumonia and discussed the BRI with the United Nations."
    found, told = variants(left, right)
    assert found == ([], [])
    assert told == [("COVID-19", "the new crown pneumonia"), ("Belt and Road", "BRI"), ("UN", "United Nations")]
    assert word_edits(left, right, "en") != Edits()


def test_a_possessive_is_no_other_wording() -> None:
    assert variants("the UN adopted it", "the UN's council adopted it") == ((["UN"], ["UN's council"]), [])


def test_what_stands_on_one_side_only_is_compared_word_by_word() -> None:
    assert variants("the Communist Party of China met", "the Communist Party of Vietnam met") == (
        (["China"], ["Vietnam"]),
        [],
    )


def test_a_sign_within_a_word_is_told_and_its_number_still_compared() -> None:
    assert variants("It grew by 5%.", "It grew by 5 percent.") == (([], []), [("%", "percent")])
    assert variants("It grew by 5%.", "It grew by 6 percent.") == ((["5%"], ["6"]), [])


@given(SENTENCES, SENTENCES)
def test_variants_swap_with_the_texts_and_touch_no_edit(left: str, right: str) -> None:
    (found, pairs), (back, swapped) = (edits_and_variants(*texts) for texts in ((left, right), (right, left)))
    assert (found.left, found.right) == (back.right, back.left)
    assert set(pairs) == {PhrasePair(pair.right, pair.left) for pair in swapped}
    for pair in pairs:
        assert all(e.end <= pair.left.start or pair.left.end <= e.start for e in found.left)
        assert all(e.end <= pair.right.start or pair.right.end <= e.start for e in found.right)
