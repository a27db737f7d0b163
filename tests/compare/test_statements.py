"""What makes two sentences one statement beyond how alike they are."""

from __future__ import annotations

import pytest

import reader
from reader.compare.acts import acts_of
from reader.compare.align import REWORDED
from reader.compare.pairs import PairDicts
from reader.compare.statements import OTHER_ACT, SAME_ACT, by_act, strays
from reader.compare.terms import Counted, document_terms
from reader.model import MatchKind, Options


def counted(text: str, language: str = "en") -> Counted:
    return document_terms(reader.parse(text, language=language), Options())


def acts(text: str, language: str = "en") -> list[list[str]]:
    return [sorted(one) for one in acts_of(counted(text, language))]


def test_acts_are_found_by_stems_and_side_by_side() -> None:
    assert acts("She congratulated the mayor. He was thanking them.") == [["greet"], ["thank"]]
    assert acts("They look forward to it. They looked at it, forward and back.") == [["intend"], []]
    assert acts("The ferry left at noon.") == [[]]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("zh-Hans", "总统感谢洛方。总理呼吁停火。", [["thank"], ["ask"]]),
        ("zh-Hant", "總統感謝洛方。", [["thank"]]),
        ("vi", "Tổng thống cảm ơn phía Lodra. Ông kêu gọi ngừng bắn.", [["thank"], ["ask"]]),
        ("fr", "Il a remercié le maire.", [[]]),
    ],
)
def test_acts_of_other_languages(language: str, text: str, wanted: list[list[str]]) -> None:
    assert acts(text, language) == wanted


def test_the_same_act_counts_for_a_pair_and_another_against_it() -> None:
    left, right = counted("He thanked the mayor. It rained."), counted("She thanks him. She warned him. It rained.")
    weighed = by_act(PairDicts([{0: 0.5, 1: 0.5, 2: 0.5}, {0: 0.5, 2: 0.5}], 3), (left, right))
    assert list(weighed) == [{0: 0.5 * SAME_ACT, 1: 0.5 * OTHER_ACT, 2: 0.5}, {0: 0.5, 2: 0.5}]


def test_a_pair_out_of_order_must_be_strong_or_have_company() -> None:
    pairs = [(0, 0), (1, 1), (2, 9), (4, 4), (5, 5), (6, 2), (7, 3)]
    strength = [{j: 0.9} for _, j in pairs[:2]] + [{9: 0.5}, {}, {4: 0.9}, {5: 0.9}, {2: 0.5}, {3: 0.5}]
    assert strays(PairDicts(strength, 10), pairs, 0.3) == {(2, 9)}
    strength[2] = {9: 0.6}
    assert not strays(PairDicts(strength, 10), pairs, 0.3)


HOSTS = "The upstream country said that filling the reservoir is its sovereign right and harms nobody."
GUESTS = "The downstream country said that filling the reservoir without a treaty would ruin four million farmers."


def test_one_run_of_words_makes_no_statement() -> None:
    found = reader.compare(reader.parse(HOSTS, language="en"), reader.parse(GUESTS, language="en")).matches
    assert [match.kind for match in found] == [MatchKind.ECHO]
    assert found[0].score > REWORDED
