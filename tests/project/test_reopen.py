from __future__ import annotations

import json
import re
from dataclasses import replace
from html import escape, unescape
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reader
from reader.compare.judged import judged
from reader.export import ExportOptions, Section
from reader.marks import Filter, Lens
from reader.model import Judgements, Note, Options, Paragraph, ParagraphKind, Side, Verdict
from reader.project.reopen import is_export, reopened
from reader.samples import samples

SAMPLES = {sample.date: sample.path for sample in samples()}
PAIRS = list(combinations(sorted(SAMPLES), 2))
HUMAN = (
    Judgements()
    .with_pair(0, 0, Verdict.ECHO)
    .with_pair(1, 1, Verdict.APART)
    .with_speaker(Side.LEFT, 2, None)
    .with_speaker(Side.RIGHT, 3, "The <b>Chair</b>")
    .with_topics(Side.RIGHT, 0, ("Trade",))
    .with_note(Note("On the *whole* </template><script>alert(1)</script>"))
    .with_note(Note("Here &amp; there", (1, 2), (0,)))
)


def page(comparison: reader.Comparison, **options: object) -> bytes:
    written = reader.export(comparison, "html", ExportOptions(**options))  # type: ignore[arg-type]
    assert isinstance(written, str)
    return written.encode()


def compared(one: str, other: str, options: Options | None = None) -> reader.Comparison:
    return reader.compare(reader.read(SAMPLES[one]), reader.read(SAMPLES[other]), options)


@pytest.mark.parametrize("pair", PAIRS, ids=" ".join)
def test_an_exported_page_opens_as_the_comparison_it_was(pair: tuple[str, str]) -> None:
    comparison = judged(compared(*pair), HUMAN)
    written = page(comparison)
    assert is_export(written)
    saved = reopened(written, "page.html").saved()
    assert saved.judgements == HUMAN
    assert saved.comparison == comparison


def test_options_title_and_view_come_back() -> None:
    comparison = compared(*PAIRS[0], Options(use_boilerplate=True))
    chosen = Filter(frozenset({"Xi Jinping", None}), frozenset({"COVID-19"}), frozenset({1}))
    left_out = frozenset(Section)
    for theme in ("auto", "dark"):
        written = page(
            comparison, title="Mine & <yours>", lens=Lens.TOPICS, filter=chosen, theme=theme, left_out=left_out
        )
        found = reopened(written, "page.html")
        assert (found.title, found.lens, found.filter) == ("Mine & <yours>", Lens.TOPICS, chosen)
        assert found.program == reader.__version__
        assert found.options == comparison.options
        assert found.saved().comparison == comparison
        assert found.saved().view.lens is Lens.TOPICS


TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("<>&\"'`=/ \t\n$%{}\u202e\u2066\u200f\u00ad\u200b\ufeff\ufffe\x01\x1f\x7f\x85😀é文字，。שאל"),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=120,
)


@given(left=TEXTS, right=TEXTS)
@settings(max_examples=15, deadline=None)
def test_any_text_comes_back_whole(left: str, right: str) -> None:
    documents = [reader.parse(text, title=text, language="en") for text in (left, right)]
    kinds = list(ParagraphKind)
    documents = [
        replace(
            one,
            paragraphs=tuple(
                Paragraph(p.start, p.end, kinds[k % len(kinds)], (k % 3) + 1 if k % len(kinds) in (0, 2) else 0)
                for k, p in enumerate(one.paragraphs)
            ),
        )
        for one in documents
    ]
    found = reopened(page(reader.compare(*documents)), "page.html")
    for one, other in zip(documents, (found.left, found.right), strict=True):
        assert one.text == other.text
        assert one.paragraphs == other.paragraphs
        assert [(s.start, s.end) for s in one.sentences] == [(s.start, s.end) for s in other.sentences]
        assert (one.title, one.source) == (other.title, other.source)


def carried(change: dict[str, object], side: str | None = None) -> bytes:
    """A page whose hidden part was changed."""

    def changed(found: re.Match[str]) -> str:
        data = json.loads(unescape(found[1]))
        (data if side is None else data[side]).update(change)
        return f'<template id="readout-data">{escape(json.dumps(data), quote=False)}</template>'

    return re.sub(r'<template id="readout-data">(.*)</template>', changed, GOOD).encode()


GOOD = page(judged(compared(*PAIRS[0]), HUMAN)).decode()
DATA = re.search(r'<template id="readout-data">(.*)</template>', GOOD)
assert DATA is not None
HOSTILE = {
    "another page": b"<!doctype html><title>x</title><p>Words.</p>",
    "nothing": b"",
    "no page": bytes(range(256)) * 50,
    "cut short": GOOD.encode()[: len(GOOD) // 2],
    "without its hidden part": GOOD.replace(DATA[0], "").encode(),
    "two hidden parts": GOOD.replace(DATA[0], DATA[0] * 2).encode(),
    "hidden part no JSON": GOOD.replace(DATA[1], "{").encode(),
    "hidden part a list": GOOD.replace(DATA[1], "[]").encode(),
    "hidden part too deep": GOOD.replace(DATA[1], "[" * 100_000).encode(),
    "a word changed": GOOD.replace("Xi Jinping, general", "Xi Jinping, former general", 1).encode()
    if "Xi Jinping, general" in GOOD
    else GOOD.replace("bilateral", "unilateral", 1).encode(),
    "a passage doubled": GOOD.replace(
        '<div class="row">', '<div class="row"><div data-side="left"><p>X</p></div>', 1
    ).encode(),
    "another side": GOOD.replace('data-side="left"', 'data-side="top"', 1).encode(),
    "nested too deep": GOOD.replace("</body>", "<div>" * 100_000).encode(),
    "another format": carried({"format": 2}),
    "no format": carried({"format": None}),
    "judgements no judgements": carried({"judgements": {"pairs": [{"left": "x"}]}}),
    "judgements a number": carried({"judgements": 7}),
    "an unknown lens": carried({"lens": "rose"}),
    "a filter of lists": carried({"filter": {"speakers": [[]], "topics": [], "formulations": []}}),
    "a filter of numbers": carried({"filter": {"speakers": [1], "topics": [2], "formulations": []}}),
    "a title of numbers": carried({"title": 7}),
    "options of words": carried({"options": {"use_boilerplate": "yes"}}),
    "gaps of words": carried({"gaps": ["words"]}, "left"),
    "gaps of numbers": carried({"gaps": [1, 2]}, "left"),
    "too few gaps": carried({"gaps": []}, "right"),
    "source with more": carried({"source": {"name": "a", "sha256": "b", "kind": "c", "path": "/etc/passwd"}}, "left"),
    "source of numbers": carried({"source": {"name": 1, "sha256": 2, "kind": 3}}, "left"),
    "a date of numbers": carried({"date": 2021}, "left"),
    "a language of lists": carried({"language": ["en"]}, "left"),
    "warnings of numbers": carried({"warnings": [1]}, "left"),
    "another text's hash": carried({"text_sha256": "0" * 64}, "left"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_that_is_none_of_ours_is_told_in_one_sentence(name: str) -> None:
    with pytest.raises(reader.ReaderError) as caught:
        reopened(HOSTILE[name], "page.html")
    assert "“page.html”" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_no_export_is_not_taken_for_one() -> None:
    assert not is_export(HOSTILE["another page"])
    assert not is_export(HOSTILE["no page"])
    assert not is_export(b"")
