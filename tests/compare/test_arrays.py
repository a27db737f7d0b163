"""Long documents: likeness with arrays is, to the last digit, what it is without."""

from __future__ import annotations

import random
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reader
from reader.bundled import seeds
from reader.compare.arrays import likeness_of_many
from reader.compare.candidates import Likeness, _likeness_of_few
from reader.compare.pairs import Pairs
from reader.compare.places import placed
from reader.compare.terms import Counted, Wordings, document_terms
from reader.compare.verbatim import verbatim_pairs
from reader.compare.word_order import with_order
from reader.model import Options

# Words that are stems, pieces and pairs of one another; a stock phrase; variants of several words, also in Chinese.
ENGLISH = (
    "work works working rock rocks a b c ab id the two sides agreed on COVID-19 new crown pneumonia China-Vietnam "
    "Vietnam-China 5% ten years ahead of it harvest harvests fish".split()
)
CHINESE = list("新冠肺炎疫情双方强调农渔业，。一二三")


def said(text: str, language: str) -> Wordings:
    return Wordings(reader.parse(text, language=language))


def texts(words: list[str], joint: str, stop: str) -> st.SearchStrategy[str]:
    sentence = st.lists(st.sampled_from(words), min_size=1, max_size=9).map(lambda ws: joint.join(ws) + stop)
    return st.lists(sentence, min_size=1, max_size=12).map(lambda ss: "\n".join(s[:1].upper() + s[1:] for s in ss))


def check(*texts: Wordings) -> None:
    verbatim = verbatim_pairs(texts[0].skeletons(), texts[1].skeletons())
    left, right = (document_terms(of.document, Options(), of) for of in texts)
    plain, fast = _likeness_of_few(left, right, verbatim), Likeness(*likeness_of_many(left, right, verbatim))
    assert list(fast.rows) == list(plain.rows)
    assert list(fast.rows.columns) == list(plain.rows.columns)
    assert list(fast.left) == list(plain.left)
    assert list(fast.right) == list(plain.right)
    fast.let_go(range(0, len(left), 2))
    assert [fast.left[k] for k in range(len(left))] == list(plain.left)
    assert [fast.right[k] for k in range(len(right))] == list(plain.right)
    check_order(plain.rows, fast.rows, (left, right))


def check_order(plain: Pairs, fast: Pairs, terms: tuple[Counted, Counted]) -> None:
    """What becomes of likeness in ``align`` is the same as well."""
    plain, fast = with_order(plain, terms), with_order(fast, terms)
    assert list(fast) == list(plain)
    assert list(placed(fast, 0.7, 0.1)) == list(placed(plain, 0.7, 0.1))


@pytest.fixture
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bounds of long documents, small enough for a test to pass them."""
    for name, value in (("ALL_UP_TO", 0), ("COMMON", 6), ("MOST_CANDIDATES", 3)):
        for module in ("candidates", "arrays"):
            monkeypatch.setattr(import_module(f"reader.compare.{module}"), name, value, raising=False)
    monkeypatch.setattr(import_module("reader.compare.arrays"), "_AT_ONCE", 40)
    monkeypatch.setattr(import_module("reader.compare.arrays"), "_POOL", 60)
    monkeypatch.setattr(import_module("reader.compare.pair_arrays"), "_AT_ONCE", 7)
    for name, value in (("_WORDS_AT_ONCE", 11), ("_ENTRIES_COUNTED", 13), ("_SAMPLED", 2), ("_PARTS", 4)):
        monkeypatch.setattr(import_module("reader.compare.matrices"), name, value)


@pytest.mark.usefixtures("few_at_once")
class TestSmallBounds:
    @settings(deadline=None, max_examples=60)
    @given(left=texts(ENGLISH, " ", "."), right=texts(ENGLISH, " ", "."))
    def test_english(self, left: str, right: str) -> None:
        check(said(left, "en"), said(right, "en"))

    @settings(deadline=None, max_examples=60)
    @given(left=texts(CHINESE, "", "。"), right=texts(CHINESE, "", "。"))
    def test_chinese(self, left: str, right: str) -> None:
        check(said(left, "zh-Hans"), said(right, "zh-Hans"))

    @settings(deadline=None, max_examples=30)
    @given(left=texts(ENGLISH, " ", "."), right=texts(CHINESE, "", "。"))
    def test_two_languages(self, left: str, right: str) -> None:
        check(said(left, "en"), said(right, "zh-Hans"))


def test_long_text_of_real_words() -> None:
    words = [word for path in sorted(seeds().glob("20*.txt")) for word in path.read_text("utf-8").split()]
    chance = random.Random(7)
    left = "\n".join(" ".join(chance.sample(words, 14)) + "." for _ in range(150))
    right = "\n".join(" ".join(chance.sample(words, 14)) + "." for _ in range(140)) + "\n" + left[:900]
    check(said(left, "en"), said(right, "en"))


def test_nothing_to_compare() -> None:
    check(said("…\n\n!", "en"), said("Rice and fish.", "en"))
