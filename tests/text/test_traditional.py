from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import reader
from reader.model import MatchKind
from reader.text.traditional import simplified
from reader.text.words import fold


def test_characters_of_one_word() -> None:
    assert simplified("雙方同意之後加強合作，臺灣、着重、乾坤。Oslo") == "双方同意之后加强合作，台湾、着重、乾坤。Oslo"
    assert (fold("國"), fold("国"), fold("é"), fold("東")) == ("国", "国", "é", "东")


@given(st.text())
def test_the_length_stays_and_twice_is_once(text: str) -> None:
    once = simplified(text)
    assert len(once) == len(text)
    assert simplified(once) == once


def test_one_readout_in_both_scripts_is_shared() -> None:
    left = reader.parse("外交部長林建國同外長陳明光通電話。林建國說，雙方應加強經貿合作。陳明光說，願共同努力。")
    right = reader.parse("外交部长林建国同外长陈明光通电话。林建国说，双方应加强经贸合作。陈明光说，愿一道努力。")
    assert (left.language, right.language) == ("zh-Hant", "zh-Hans")
    result = reader.compare(left, right)
    assert [match.kind for match in result.matches] == [MatchKind.SHARED, MatchKind.SHARED, MatchKind.REWORDED]
    assert [right.text[a:b] for a, b in result.matches[2].edits.right] == ["一道"]
    assert not any(match.speaker_changed for match in result.matches)
    assert [one.name for one in result.left.speakers] == ["林建国", "陈明光"]
