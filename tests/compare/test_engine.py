"""Properties every comparison has, on the samples, on made-up texts and on bad input."""

from __future__ import annotations

import gc
import hashlib
import itertools
import os
import subprocess
import sys
import time
import weakref
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import reader
from reader.bundled import seeds
from reader.marks import formulations_within
from reader.model import Comparison, Document, MatchKind, Options, Order, Side, State
from reader.text.words import words_of_stretches

SAMPLES = [reader.read(path) for path in sorted(seeds().glob("*.txt"))]
PAIRS = list(itertools.combinations(range(len(SAMPLES)), 2))

_WORDS = st.sampled_from(
    "river peace trade rice minister agreed harbour grain not the and two sides 江 和平 hòa bình".split()
)
_SENTENCES = st.lists(_WORDS, min_size=1, max_size=9).map(" ".join)
_TEXTS = st.lists(_SENTENCES, max_size=8).map(lambda parts: "".join(f"{part.capitalize()}. " for part in parts))


def assert_sound(result: Comparison) -> None:
    """What holds of every comparison."""
    for side in Side:
        document, states, nearest = result.document(side), result.states(side), result.nearest(side)
        assert len(states) == len(nearest) == len(document.sentences)
        linked: dict[int, set[str]] = {}
        for match in result.matches:
            indices = match.sentences(side)
            assert list(indices) == sorted(set(indices))
            assert indices
            for index in indices:
                linked.setdefault(index, set()).add(match.kind.value)
            spans = match.edits.spans(side)
            assert list(spans) == sorted(spans)
            for span in spans:
                inside = [document.sentences[k] for k in indices]
                assert any(s.start <= span.start < span.end <= s.end for s in inside)
        for index, state in enumerate(states):
            strongest = next((k for k in ("shared", "reworded", "echo") if k in linked.get(index, ())), "novel")
            assert state.value == strongest
            assert state is State.NOVEL or nearest[index] is None
    for match in result.matches:
        assert 0 < match.score <= 1
        assert match.why.endswith(".")
        assert match.kind is MatchKind.REWORDED or not (match.edits.left or match.edits.right)
        for phrase in match.phrases:
            assert any(
                s.start <= phrase.left.start < phrase.left.end <= s.end
                for s in (result.left.sentences[i] for i in match.left)
            )
    assert [(m.left, m.right) for m in result.matches] == sorted((m.left, m.right) for m in result.matches)
    assert len({(m.left, m.right) for m in result.matches}) == len(result.matches)


def mirrored(result: Comparison) -> list[tuple[object, ...]]:
    return sorted((m.right, m.left, m.kind, m.score, m.moved, m.speaker_changed) for m in result.matches)


def straight(result: Comparison) -> list[tuple[object, ...]]:
    return sorted((m.left, m.right, m.kind, m.score, m.moved, m.speaker_changed) for m in result.matches)


def assert_same(result: Comparison) -> None:
    assert set(result.left_states) <= {State.SHARED}
    assert set(result.right_states) <= {State.SHARED}
    assert not result.summary.moved
    assert not result.summary.speaker_changed
    assert not any(m.edits.left or m.edits.right for m in result.matches)


@pytest.mark.parametrize("pair", PAIRS)
def test_samples_are_sound_and_mirrored(pair: tuple[int, int]) -> None:
    left, right = (SAMPLES[k] for k in pair)
    result, back = reader.compare(left, right), reader.compare(right, left)
    assert_sound(result)
    assert mirrored(back) == straight(result)
    assert result.left_states == back.right_states
    assert result.summary.order is Order.LEFT_EARLIER
    assert back.summary.order is Order.RIGHT_EARLIER


@pytest.mark.parametrize("document", SAMPLES, ids=lambda d: d.source.name)
def test_sample_against_itself(document: Document) -> None:
    assert_same(reader.compare(document, document))


@settings(max_examples=60, deadline=None)
@given(_TEXTS, _TEXTS)
@example("River. River. ", "River river river. River river river. ")
def test_any_two_texts(left: str, right: str) -> None:
    a, b = reader.parse(left, language="en"), reader.parse(right, language="en")
    result = reader.compare(a, b)
    assert_sound(result)
    assert mirrored(reader.compare(b, a)) == straight(result)
    assert Comparison.from_dict(result.to_dict()) == result


@settings(max_examples=40, deadline=None)
@given(_TEXTS)
def test_any_text_against_itself(text: str) -> None:
    document = reader.parse(text, language="en")
    assert_same(reader.compare(document, document))


def test_foreign_sentence_changes_no_other_state() -> None:
    left, right = SAMPLES[3], SAMPLES[1]
    plain = reader.compare(left, right)
    foreign = "Zebras graze beneath purple umbrellas whenever accordions whistle."
    spans = [(s.start, s.end) for s in left.sentences]
    text = f"{left.text}\n\n{foreign}"
    longer = reader.parse(text, language="en", sentences=[*spans, (len(left.text) + 2, len(text))])
    assert reader.compare(longer, right).left_states == (*plain.left_states, State.NOVEL)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace('"', "“"),
        lambda text: text.replace("'", "’"),
        lambda text: text.replace(" ", "  "),
    ],
    ids=["CRLF", "quotation marks", "apostrophes", "spaces"],
)
def test_typing_changes_nothing(change: object) -> None:
    assert callable(change)
    text = SAMPLES[0].text
    assert_same(reader.compare(reader.parse(text, language="en"), reader.parse(change(text), language="en")))


def test_does_not_depend_on_the_order_of_hashing() -> None:
    script = (
        "import hashlib, reader; from reader.bundled import seeds; f = sorted(seeds().glob('*.txt'));"
        "r = reader.compare(reader.read(f[0]), reader.read(f[4])).to_json();"
        "print(hashlib.sha256(r.encode()).hexdigest())"
    )
    here = hashlib.sha256(reader.compare(SAMPLES[0], SAMPLES[4]).to_json().encode()).hexdigest()
    for seed in ("0", "1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(reader.__file__).parents[1])}
        run = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        )
        assert run.stdout.strip() == here


def test_summary_counts() -> None:
    result = reader.compare(SAMPLES[0], SAMPLES[1])
    counted = [m for m in result.matches if m.kind is not MatchKind.ECHO]
    assert result.summary.moved == sum(m.moved for m in counted)
    assert result.summary.speaker_changed == sum(m.speaker_changed for m in counted)
    assert result.summary.formulations == len(result.formulations)
    left = result.summary.left
    assert left.shared + left.reworded + left.echo + left.novel == len(SAMPLES[0].sentences)
    assert left.novel == result.left_states.count(State.NOVEL)


@pytest.mark.parametrize("pair", PAIRS)
def test_who_carries_a_formulation_is_linked(pair: tuple[int, int]) -> None:
    result = reader.compare(*(SAMPLES[k] for k in pair))
    for side in Side:
        within = formulations_within(result, side)
        assert not any(found and state is State.NOVEL for state, found in zip(result.states(side), within, strict=True))


def test_evidence_is_exact() -> None:
    result = reader.compare(SAMPLES[3], SAMPLES[1])
    for match in result.matches:
        quoted = match.why.partition("“")[2].partition("”")[0]
        assert not quoted or f"oth say “{quoted}”" in match.why or f"“{quoted}” counts as equal to “" in match.why
        if quoted and "oth say" in match.why and not quoted.endswith("…"):
            assert any(" ".join(result.left.words_of(p.left).split()) == quoted for p in match.phrases)
        if match.runner_up is not None:
            assert match.runner_up.sentence not in match.right
            name, score = f"R{match.runner_up.sentence + 1}", f"({match.runner_up.score:.2f})"
            closer = match.runner_up.score > match.score
            told = (
                f"on the right, {name} is closer still {score}."
                if closer
                else f"next best on the right is {name} {score}."
            )
            assert match.why.endswith(told)


def test_novel_sentences_name_their_best_rejected_candidate() -> None:
    result = reader.compare(SAMPLES[0], SAMPLES[4])
    for side in Side:
        other = result.document(side.other)
        novel = [k for k, state in enumerate(result.states(side)) if state is State.NOVEL]
        told = [candidate for k in novel if (candidate := result.nearest(side)[k]) is not None]
        assert len(told) > len(novel) // 2
        for candidate in told:
            assert candidate.wording in other.sentences[candidate.sentence].text


def test_titles_count_only_when_asked() -> None:
    left = reader.parse(
        "The General Secretary of the Communist Party of Vietnam Central Committee sang.", language="en"
    )
    right = reader.parse(
        "The General Secretary of the Communist Party of Vietnam Central Committee left.", language="en"
    )
    assert reader.compare(left, right).matches == ()
    counted = reader.compare(left, right, Options(use_boilerplate=True))
    assert [m.kind for m in counted.matches] == [MatchKind.REWORDED]
    assert counted.options.use_boilerplate


def test_where_an_article_is_put_in_the_numbers_of_the_others_have_not_moved() -> None:
    applies = "An Act on Dunes\n\nArticle 1\nThis Act applies to all dunes within two kilometres of the shoreline.\n\n"
    owner = "The owner of a dune shall not remove sand without a permit.\n\n"
    minister = "The Minister may delegate powers to a regional authority.\n"
    left = f"{applies}Article 2\n{owner}Article 3\n{minister}"
    put_in = "Article 2\nThe shoreline is the line reached by the highest tide.\n\n"
    right = f"{applies}{put_in}Article 3\n{owner}Article 4\n{minister}"
    result = reader.compare(reader.parse(left), reader.parse(right))
    assert len([m for m in result.matches if m.kind is MatchKind.SHARED]) == 7
    assert result.summary.moved == 0


HARD = {
    "both empty": ("", ""),
    "one empty": ("", "A sentence."),
    "one against a thousand": ("They spoke of rice.", " ".join(f"Item {k} is about fish {k}." for k in range(1000))),
    "one long sentence": (
        " ".join(f"word{k % 977}" for k in range(14_000)),
        " ".join(f"word{k % 91}" for k in range(14_000)),
    ),
    "one word without end": ("word " * 20_000, "word " * 20_001),
    "same sentence 10,000 times": ("We agree. " * 10_000, "We agree. " * 10_000),
    "same sentence, unequal": ("We agree. " * 10_000, "We agree."),
    "alike 3,000 times": (
        " ".join(f"We agree on point {k}." for k in range(3000)),
        " ".join(f"We agreed on point {k}." for k in range(3000)),
    ),
    "no punctuation": ("we agree on trade and peace", "we agree on peace and trade"),
    "only punctuation": ("... !!! ???", "--- ... ???"),
    "right to left": ("قال الرئيس إن البلدين صديقان. وأكد أهمية التعاون.", "أكد الرئيس أن البلدين صديقان."),
    "mixed scripts": ("习近平 said 中越 friendship is old. Đồng chí!", "Xi said 中越 friendship is new. Đồng chí!"),
    "one word of 100,000 letters": ("x" * 100_000, "x" * 99_999 + "y"),
    "wordings that count as equal": ("COVID-19 " * 10_000, "new crown pneumonia " * 10_000),
    "equal wordings among changes": ("COVID-19 ships " * 4000, "new crown pneumonia boats " * 4000),
    "Chinese without ends": ("双方同意深化合作" * 3000, "双方同意加强合作" * 3000),
}


@pytest.mark.parametrize("name", HARD)
def test_bad_input_has_an_answer(name: str) -> None:
    left, right = (reader.parse(text) for text in HARD[name])
    start = time.process_time()
    result = reader.compare(left, right)
    assert time.process_time() - start < 20  # a guard against quadratic work, far above what it takes
    assert_sound(result)


def test_progress_grows_from_nothing_to_all() -> None:
    told: list[float] = []
    assert reader.compare(SAMPLES[0], SAMPLES[1], progress=told.append) == reader.compare(SAMPLES[0], SAMPLES[1])
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)
    assert len(told) > 5


@pytest.mark.parametrize("at", [0.0, 0.4, 0.75])
def test_what_progress_raises_ends_the_comparison(at: float) -> None:
    def stop(done: float) -> None:
        if done >= at:
            raise InterruptedError

    assert gc.isenabled()
    with pytest.raises(InterruptedError):
        reader.compare(SAMPLES[0], SAMPLES[1], progress=stop)
    assert gc.isenabled()


def test_words_of_long_texts_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    left, right = (reader.parse(sample.text) for sample in SAMPLES[:2])
    stretches = [(one.start, one.end) for one in right.sentences]
    kept = words_of_stretches(right.text, stretches)
    compared = reader.compare(left, right)
    assert words_of_stretches(right.text, stretches) is kept
    monkeypatch.setattr(sys.modules["reader.compare.engine"], "LONG", len(left.text) + len(right.text))
    assert reader.compare(left, right) == compared
    forgotten = weakref.ref(kept.starts)
    del kept
    assert forgotten() is None


def test_a_short_comparison_loads_no_arrays() -> None:
    code = (
        "import sys, reader; reader.compare(reader.parse('Rice and fish.'), reader.parse('Fish and rice.')); "
        "sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
