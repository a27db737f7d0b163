"""Formulations: what is listed, what is not, and what holds for any two documents."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reader
from reader.bundled import seeds
from reader.compare.formulations import find
from reader.compare.repeats import maximal_matches
from reader.compare.wordings import document_items, numbering
from reader.model import Boilerplate, BoilerplateKind, Document, Formulation, Sentence, Side, Span

PHRASES = (
    "linked by mountains and rivers,the two sides,comradely and brotherly,comrades plus brothers,"
    "political mutual trust,a future that bears meaning,a future which bears meaning,said that,of the two parties and,"
    "steady maritime peace,"
    "steady and maritime peace,“Belt and Road”,One Belt One Road,Minh,"
    "the general secretary of the committee,not,in,and"
).split(",")
TEXTS = st.lists(st.lists(st.sampled_from(PHRASES), min_size=1, max_size=6).map(" ".join), max_size=5).map(". ".join)
ANY = TEXTS | st.text(st.sampled_from("ab ,.\n“中国合作共赢") | st.characters(codec="utf-8"), max_size=60)


def english(text: str) -> Document:
    return reader.parse(text, language="en")


def texts(left: str, right: str, language: str = "en") -> list[str]:
    return [f.text for f in find(reader.parse(left, language=language), reader.parse(right, language=language))]


def wordings(found: Formulation) -> list[str]:
    return [found.text, *found.variants]


def sample(day: str) -> Document:
    [path] = seeds().glob(f"{day}*.txt")
    return reader.read(path)


def inside_a_sentence(document: Document, place: Span) -> bool:
    return any(s.start <= place.start < place.end <= s.end for s in document.sentences)


def keys_at(document: Document, place: Span, number_of: dict[str, int]) -> tuple[int, ...]:
    items = document_items(document, number_of)
    spans = [items.span(k, k + 1) for k in range(len(items))]
    return tuple(
        key
        for key, span in zip(items.numbers, spans, strict=True)
        if place.start <= span.start and span.end <= place.end
    )


@given(ANY, ANY)
@settings(max_examples=60, deadline=None)
def test_places_lie_in_sentences_and_carry_the_same_words(left: str, right: str) -> None:
    documents = english(left), english(right)
    number_of = numbering()
    for found in find(*documents):
        keys = set()
        for document, side in zip(documents, Side, strict=True):
            places = found.places(side)
            assert places
            assert all(a.end <= b.start for a, b in pairwise(places))
            assert all(inside_a_sentence(document, place) for place in places)
            keys |= {keys_at(document, place, number_of) for place in places}
        assert len(keys) == 1
        assert found.text == " ".join(documents[0].words_of(found.left[0]).split())


@given(ANY, ANY)
@settings(max_examples=60, deadline=None)
def test_swapping_the_documents_swaps_the_places(left: str, right: str) -> None:
    documents = english(left), english(right)
    there = {(f.left, f.right, tuple(sorted(map(str.casefold, wordings(f))))) for f in find(*documents)}
    back = {(f.right, f.left, tuple(sorted(map(str.casefold, wordings(f))))) for f in find(*reversed(documents))}
    assert {x[:2] for x in there} == {x[:2] for x in back}
    assert {len(x[2]) for x in there} == {len(x[2]) for x in back}


@given(ANY)
@settings(max_examples=40, deadline=None)
def test_a_document_against_itself(text: str) -> None:
    document = english(text)
    for found in find(document, document):
        assert found.left == found.right


@given(ANY, ANY)
@settings(max_examples=60, deadline=None)
def test_in_order_of_the_left_and_none_swallowed(left: str, right: str) -> None:
    found = find(english(left), english(right))
    assert list(found) == sorted(found, key=lambda f: (f.left, f.right))
    for one in found:
        others = [f for f in found if f is not one]
        assert any(
            not any(o.start <= p.start and p.end <= o.end and o != p for f in others for o in f.places(side))
            for side in Side
            for p in one.places(side)
        )


@given(TEXTS, TEXTS)
@settings(max_examples=40, deadline=None)
def test_line_breaks_and_quotation_marks_change_nothing(left: str, right: str) -> None:
    straight = right.replace("“", '"').replace("”", '"')
    curly, plain = find(english(left), english(right)), find(english(left), english(straight))
    assert [(f.left, len(f.right)) for f in curly] == [(f.left, len(f.right)) for f in plain]
    spans = [(f.left, f.right) for f in find(english(left), english(right))]
    wrapped = english(right)
    again = reader.parse(
        right.replace(" ", "\n"), language="en", sentences=[(s.start, s.end) for s in wrapped.sentences]
    )
    assert [(f.left, f.right) for f in find(english(left), again)] == spans


@given(st.lists(st.integers(0, 3), max_size=30), st.lists(st.integers(0, 3), max_size=30))
def test_maximal_matches_are_all_and_maximal(probe: list[int], source: list[int]) -> None:
    def occurs(start: int, end: int) -> bool:
        return any(source[k : k + end - start] == probe[start:end] for k in range(len(source) - (end - start) + 1))

    wanted = [
        (start, end)
        for start in range(len(probe))
        for end in range(start + 1, len(probe) + 1)
        if occurs(start, end)
        and not (start and occurs(start - 1, end))
        and not (end < len(probe) and occurs(start, end + 1))
    ]
    assert maximal_matches(probe, source) == wanted


def test_a_text_ends_with_the_beginning_of_a_longer_wording() -> None:
    left, right = (
        "山水相连的友好邻邦关系。昨天他们谈到山水相连的友好",
        "山水相连的友好邻邦关系。后来有人又说山水相连的友好",
    )
    assert texts(left, right, "zh-Hans") == ["山水相连的友好", "山水相连的友好邻邦关系"]


# What the samples share


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ("2020", "2021-05", ["linked by mountains and rivers", "comradely and brotherly", "Belt and Road Initiative"]),
        ("2020", "2021-09", ["linked by mountains and rivers", "political mutual trust"]),
        (
            "2020",
            "2022",
            ["Two Corridors and One Economic Circle", "comradely and brotherly", "political mutual trust"],
        ),
        ("2021-02", "2021-09", ["community with a shared future which bears strategic significance"]),
        ("2021-02", "2022", ["comprehensive strategic cooperative partnership", "Belt and Road Initiative"]),
        ("2021-05", "2021-09", ["linked by mountains and rivers"]),
    ],
)
def test_formulations_of_the_samples(left: str, right: str, wanted: list[str]) -> None:
    found = [f.text for f in find(sample(left), sample(right))]
    assert [w for w in wanted if w not in found] == []


@pytest.mark.parametrize(("left", "right"), list(combinations(["2020", "2021-02", "2021-05", "2021-09", "2022"], 2)))
def test_nothing_empty_from_the_samples(left: str, right: str) -> None:
    for found in find(sample(left), sample(right)):
        text = found.text.casefold()
        assert "general secretary" not in text
        assert "central committee" not in text
        assert "xi jinping" not in text
        assert text not in {"the two sides", "two sides", "the two countries", "said that", "bilateral relations"}
        assert len(text.split()) <= 16


def test_variants_of_one_formulation_are_listed() -> None:
    by_text = {f.text: f for f in find(sample("2021-02"), sample("2021-09"))}
    found = by_text["community with a shared future which bears strategic significance"]
    assert found.variants == ("community with a shared future that bears strategic significance",)
    [corridors] = [f for f in find(sample("2020"), sample("2021-05")) if "Corridors" in f.text]
    assert wordings(corridors) == ["Two Corridors and One Economic Circle", "Two Corridors and One Ring"]


# What counts


def test_a_small_word_may_change_but_not_what_is_said() -> None:
    left = "They want a quiet harbour which shelters old boats."
    assert texts(left, "It is a quiet harbour that shelters an old boat.") == ["quiet harbour which shelters old boats"]
    assert texts("Fishing nets and lines.", "Fishing nets, lines.") == []
    assert texts("They will defend the reef.", "They will not defend the reef.") == []


def test_all_places_are_listed() -> None:
    left = "Steady maritime peace matters. Nobody doubts steady maritime peace."
    [found] = find(english(left), english("We want steady maritime peace, only steady maritime peace."))
    assert (len(found.left), len(found.right)) == (2, 2)


def test_a_part_stands_beside_the_whole_only_where_it_stands_alone() -> None:
    whole = "We uphold steady maritime peace along quiet borders."
    assert texts(whole, whole) == ["uphold steady maritime peace along quiet borders"]
    both = texts(whole, whole + " Steady maritime peace is good.")
    assert both == ["uphold steady maritime peace along quiet borders", "steady maritime peace"]


def test_boilerplate_is_no_formulation() -> None:
    text = "Supreme Harbour Keeper Lantern met the delegation."
    document = english(text)
    assert find(document, document)
    dimmed = [Boilerplate(0, text.index(" met"), BoilerplateKind.TITLE)]
    marked = replace(document, boilerplate=tuple(dimmed))
    assert not [f for f in find(marked, document) if f.left[0].start < dimmed[0].end]


def test_chinese() -> None:
    left = "两国山水相连，双方同意坚持独立自主的和平外交政策，共建“一带一路”。"
    right = "中越山水相连。两国都坚持独立自主的和平外交政策，支持一带一路倡议。"
    found = texts(left, right, "zh")
    assert "山水相连" in found
    assert any("独立自主的和平外交政策" in one for one in found)
    assert any("一带一路" in one for one in found)
    assert "双方" not in found


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        # A date is no formulation, nor is a piece of one.
        ("2023年9月6日下午，双方会晤。", "当地时间4月6日下午，两国会谈。", []),
        ("免签政策延长至2025年年底。", "免签政策延长至2026年年底。", ["免签政策延长"]),
        ("代表团于五月三日举行磋商。", "专家组将于六月十三日举行座谈。", []),
        ("第四条 国务院主管部门可以委托。", "第五条 国务院主管部门应当委托。", ["国务院主管部门"]),
        # Words are not cut where a list has them: 坚持 and 保持, 产业链 and 创新链, 人文 and 人员.
        ("双方坚持相互尊重原则。", "双方保持相互尊重。", ["相互尊重"]),
        ("维护产业链供应链畅通。", "推动创新链供应链融合。", []),
        ("愿加快绿色能源人文交流。", "要加快绿色能源人员交流。", ["加快绿色能源"]),
        # A long line that is said again is not cut at the fourteenth character.
        (
            "双方要尊重彼此核心利益和重大关切，妥处分歧。",
            "双方要尊重彼此核心利益和重大关切。",
            ["双方要尊重彼此核心利益和重大关切"],
        ),
    ],
)
def test_chinese_formulations_are_whole_words_and_no_dates(left: str, right: str, expected: list[str]) -> None:
    assert texts(left, right, "zh") == expected


def test_vietnamese() -> None:
    left = "Hai nước núi liền núi, sông liền sông và cùng xây dựng biển đảo xanh bền vững."
    right = "Hai bên núi liền núi, sông liền sông; đề nghị xây dựng biển đảo xanh bền vững."
    found = texts(left, right, "vi")
    assert "núi liền núi, sông liền sông" in found
    assert any("biển đảo xanh bền vững" in one for one in found)


LINE = "China and Vietnam are linked by mountains and rivers and uphold steady maritime peace along quiet borders."


def many(sentences: list[str]) -> Document:
    """A document of these sentences, without the analyses that play no part here."""
    spans, at = [], 0
    for k, sentence in enumerate(sentences):
        spans.append(Sentence(k, at, at + len(sentence), sentence, 0))
        at += len(sentence) + 1
    return replace(english("x"), text="\n".join(sentences), sentences=tuple(spans))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ([LINE] * 10_000, [LINE] * 10_000),
        ([LINE] * 10_000, ["Something else."]),
        ([LINE], [f"Sentence {k} speaks of harbour number {k * k}." for k in range(10_000)]),
        (["alpha beta gamma " * 5_000], ["beta gamma alpha " * 5_000]),
        (["... !!! ???"] * 100, ["、。，" * 10_000]),
        ([], [LINE]),
    ],
    ids=["same", "one", "numbers", "long sentence", "marks", "empty"],
)
def test_long_documents_do_not_blow_up(left: list[str], right: list[str]) -> None:
    documents = many(left), many(right)
    start = time.process_time()
    found = find(*documents)
    assert time.process_time() - start < 20
    if left and left == right:
        assert {len(f.left) for f in found} == {len(left)}


@pytest.mark.parametrize(
    ("language", "left", "right", "wanted"),
    [
        ("fr", "Le Président a défendu un espace indopacifique libre.",
         "Le Président a visité un espace indopacifique libre.", ["espace indopacifique libre"]),
        ("ja", "両首脳は日米同盟の抑止力を一層強化しました。", "大臣は日米同盟の抑止力を一層強化しました。",
         ["日米同盟の抑止力を一層強化"]),
    ],
)  # fmt: skip
def test_words_of_grammar_begin_and_end_no_formulation(language: str, left: str, right: str, wanted: list[str]) -> None:
    found = reader.compare(reader.parse(left, language=language), reader.parse(right, language=language))
    assert [one.text for one in found.formulations] == wanted
