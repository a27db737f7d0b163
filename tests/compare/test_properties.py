"""What must not matter: foreign sentences, line breaks, quotation marks, forms of a letter, the machine."""

from __future__ import annotations

import hashlib
import importlib.util
import itertools
import os
import subprocess
import sys
import textwrap
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reader
from reader.bundled import seeds
from reader.model import Comparison, Document, Side, State

FILES = sorted(seeds().glob("*.txt"))
SAMPLES = [reader.read(path) for path in FILES]
SMALL = [(a, b) for a, b in itertools.permutations(range(5), 2) if sum(len(SAMPLES[k].sentences) for k in (a, b)) <= 40]
FOREIGN = "Zebras graze beneath purple umbrellas whenever accordions whistle."
LETTERS = "Жирафы пасутся под лиловыми зонтами."
"""Shares no three letters with the words below."""
VIETNAMESE = (
    "Hai nước nhất trí mở lại cửa khẩu trước mùa đông.\n\nÔng nói “tình hữu nghị” là tài sản quý báu. "
    "Hai bên sẽ đào tạo cán bộ và bảo vệ dòng sông."
)
CHINESE = "双方同意年底前重开塔恩口岸，并免除农民的通行费。\n\n他说：“两国人民的友谊源远流长。”代表团参观了老磨坊。"


def with_foreign(document: Document, place: int, foreign: str = FOREIGN) -> Document:
    """The document with a foreign sentence before the sentence at a place, or at its end."""
    text, spans = document.text, [(s.start, s.end) for s in document.sentences]
    at = spans[place][0] if place < len(spans) else len(text)
    before, after = (text[:at], f" {text[at:]}") if place < len(spans) else (f"{text} ", "")
    start, shift = len(before), len(foreign) + len(before) - at + len(after) - len(text[at:])
    moved = [(a + shift, b + shift) for a, b in spans[place:]]
    spans = [*spans[:place], (start, start + len(foreign)), *moved]
    return reader.parse(f"{before}{foreign}{after}", language=document.language, sentences=spans)


def without(states: tuple[State, ...], place: int) -> tuple[State, ...]:
    return states[:place] + states[place + 1 :]


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(SMALL), st.data())
def test_a_foreign_sentence_changes_no_other_state(pair: tuple[int, int], data: st.DataObject) -> None:
    left, right = (SAMPLES[k] for k in pair)
    longer = with_foreign(left, place := data.draw(st.integers(0, len(left.sentences))))
    speakers = [s.speaker for s in longer.sentences]
    if speakers[:place] + speakers[place + 1 :] != [s.speaker for s in left.sentences]:
        return  # it took a statement from its speaker, who counts
    plain, found = reader.compare(left, right), reader.compare(longer, right)
    assert found.left_states[place] is State.NOVEL
    assert (without(found.left_states, place), found.right_states) == (plain.left_states, plain.right_states)


_WORDS = st.sampled_from("river peace trade rice minister agreed harbour grain not the and two sides".split())
_SENTENCES = st.lists(_WORDS, min_size=1, max_size=9).map(lambda words: f"{' '.join(words).capitalize()}.")


@settings(max_examples=60, deadline=None)
@given(st.lists(_SENTENCES, min_size=1, max_size=6), st.lists(_SENTENCES, max_size=6), st.data())
def test_a_foreign_sentence_at_the_end_changes_no_other_state(
    left: list[str], right: list[str], data: st.DataObject
) -> None:
    one, other = (reader.parse("\n\n".join(side), language="en") for side in (left, right))
    side = data.draw(st.sampled_from(Side))
    longer = with_foreign(one if side is Side.LEFT else other, len(left if side is Side.LEFT else right), LETTERS)
    plain = reader.compare(one, other)
    found = reader.compare(longer, other) if side is Side.LEFT else reader.compare(one, longer)
    states = {each: found.states(each)[:-1] if each is side else found.states(each) for each in Side}
    assert states == {each: plain.states(each) for each in Side}
    assert found.states(side)[-1] is State.NOVEL


def rewrapped(text: str, width: int) -> str:
    return "\n\n".join(textwrap.fill(" ".join(part.split()), width) for part in text.split("\n\n") if part.strip())


TYPINGS: dict[str, Callable[[str], str]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "straight quotation marks": lambda text: text.translate(str.maketrans("“”‘’", "\"\"''")),
    "other quotation marks": lambda text: text.translate(str.maketrans("“”", "«»")),
    "low quotation marks": lambda text: text.translate(str.maketrans("“”", "„“")),
    "corner brackets": lambda text: text.translate(str.maketrans("“”", "「」")),
    "wider spaces": lambda text: text.replace(" ", "  "),
    "hard spaces": lambda text: text.replace(" ", "\xa0"),
}


@pytest.mark.parametrize("typing", TYPINGS)
@pytest.mark.parametrize("text", [SAMPLES[4].text, VIETNAMESE, CHINESE], ids=["en", "vi", "zh"])
def test_typing_makes_no_difference(text: str, typing: str) -> None:
    one, other = reader.parse(text), reader.parse(TYPINGS[typing](text))
    result = reader.compare(one, other)
    assert set(result.left_states) | set(result.right_states) == {State.SHARED}
    assert not result.summary.moved
    assert not any(match.edits.left or match.edits.right or match.variants for match in result.matches)


@pytest.mark.parametrize("width", [40, 72, 100])
@pytest.mark.parametrize("document", SAMPLES, ids=lambda document: document.source.name)
def test_line_breaks_make_no_difference(document: Document, width: int) -> None:
    result = reader.compare(document, reader.parse(rewrapped(document.text, width), language="en"))
    assert set(result.left_states) | set(result.right_states) == {State.SHARED}
    assert not result.summary.moved


def fingerprint(result: Comparison) -> str:
    return hashlib.sha256(result.to_json().encode()).hexdigest()


SCRIPT = """
import hashlib, sys, reader
result = reader.compare(*(reader.read(path) for path in sys.argv[1:]))
print(hashlib.sha256(result.to_json().encode()).hexdigest())
"""


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "0", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONHASHSEED": "4242", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "zh_CN", "TZ": "Pacific/Kiritimati"},
    ],
    ids=["C", "tr"],
)
def test_machine_makes_no_difference(environment: dict[str, str]) -> None:
    files = [str(FILES[0]), str(FILES[4])]
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, *files],
        env={**os.environ, **environment, "PYTHONPATH": str(Path(reader.__file__).parents[1])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == fingerprint(reader.compare(SAMPLES[0], SAMPLES[4]))


def test_load_makes_no_difference() -> None:
    pairs = [(SAMPLES[a], SAMPLES[b]) for a, b in [(0, 1), (1, 3), (3, 0), (0, 1)]]
    alone = [fingerprint(reader.compare(*pair)) for pair in pairs]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda pair: fingerprint(reader.compare(*pair)), pairs)) == alone


@pytest.mark.skipif(importlib.util.find_spec("fast_diff_match_patch") is None, reason="needs the extra 'fast'")
@pytest.mark.parametrize("pair", [(0, 2), (1, 3), (2, 4)])
def test_accelerator_makes_no_difference(pair: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    left, right = (SAMPLES[k] for k in pair)
    fast = reader.compare(left, right).to_json()
    monkeypatch.setitem(sys.modules, "fast_diff_match_patch", None)
    assert reader.compare(left, right).to_json() == fast


BOUNDED = """
import resource, reader
limit = 1 << 30
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
many = "We agree. " * 10_000
long = " ".join(f"word{k % 977}" for k in range(14_000))
hard = [(many, many), (many, "We agree."), (long, long[::-1]), ("word " * 20_000, long), ("..." * 9_000, "?")]
for left, right in hard:
    result = reader.compare(reader.parse(left, language="en"), reader.parse(right, language="en"))
    assert len(result.left_states) == len(result.left.sentences)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are set as Linux has them")
def test_bad_input_needs_no_more_than_a_gigabyte() -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(reader.__file__).parents[1]), "OPENBLAS_NUM_THREADS": "1"}
    run = subprocess.run([sys.executable, "-c", BOUNDED], env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
