from __future__ import annotations

import html
import re
from dataclasses import replace

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

import reader
from reader.export import ExportOptions
from reader.export.markdown import escape
from reader.model import Comparison, Formulation, Match, MatchKind, Side, Speaker, Topic

ATTACKS = [
    "<script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "![x](http://evil.example/x.png)",
    "<http://evil.example>",
    "http://evil.example and www.evil.example and a@evil.example",
    "*a* _b_ **c** `d` ~~e~~",
    "# h\n\n- item\n> quote",
    "&lt;b&gt; &amp;",
    "| a | b |",
    "1. one",
    "$x$",
    "[^1]: note",
    "\\*",
]


def text_of(source: str) -> str:
    return lxml_html.fromstring(f"<div>{markdown.markdown(source)}</div>").text_content()


@pytest.mark.parametrize("attack", ATTACKS)
def test_escaped_text_is_only_text(attack: str) -> None:
    rendered = markdown.markdown(f"x {escape(attack)}", extensions=["extra", "sane_lists"])
    root = lxml_html.fromstring(f"<div>{rendered}</div>")
    assert [element.tag for element in root.iter()] == ["div", "p"]
    assert root.text_content() == "x " + " ".join(attack.split())


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=60))
@settings(deadline=None)
def test_any_line_survives_a_renderer(text: str) -> None:
    plain = " ".join(text.replace("\x02", "").replace("\x03", "").split())
    rendered = markdown.markdown(f"x {escape(plain)} x")
    assert re.fullmatch(r"<p>[^<>]*</p>", rendered)
    assert html.unescape(rendered)[3:-4] == f"x {plain} x" or not plain


def test_brief_says_it_all(full: Comparison) -> None:
    source = reader.export(full, "markdown")
    text = text_of(source)
    assert source.startswith("# Two readouts compared\n")
    for side in Side:
        for sentence in full.document(side).sentences:
            assert " ".join(sentence.text.split()) in text
    assert "Earlier text (8 February 2021): 7 sentences." in text
    assert "L5 → R2" in text
    assert "**She expressed the belief that** talks" in source
    assert reader.__version__ in text
    assert "0" * 64 in text
    assert "The encoding was guessed." in text


def test_every_field_is_escaped(make) -> None:
    for attack in ATTACKS:
        own = make.document(
            [[attack.split("\n")[0]]],
            speakers={0: attack},
            topics={0: (attack,)},
            title=attack,
            date=attack,
            language=attack,
            warnings=(attack,),
        )
        own = replace(own, source=replace(own.source, name=attack, sha256=attack))
        own = replace(own, speakers=(Speaker(attack, (), attack, 1, 1),), topics=(Topic(attack, 1),))
        span = (own.sentences[0].start, own.sentences[0].end)
        place = make.span_of(own, own.text)
        assert place == span
        one = Formulation(attack, (place,), (place,))
        comparison = make.comparison(own, own, [Match((0,), (0,), MatchKind.SHARED, 1.0, why=attack)], [one])
        rendered = markdown.markdown(reader.export(comparison, "markdown", ExportOptions(title=attack)))
        tags = {element.tag for element in lxml_html.fromstring(f"<div>{rendered}</div>").iter()}
        assert tags <= {"div", "h1", "h2", "p", "ul", "li", "strong", "code"}


def test_samples(sample_pair: Comparison) -> None:
    text = text_of(reader.export(sample_pair, "markdown"))
    for side in Side:
        for sentence in sample_pair.document(side).sentences:
            assert " ".join(sentence.text.split()) in text


def test_echoes_stand_behind_their_own_sign(make) -> None:
    left, right = make.document([["One."]]), make.document([["A."], ["B."], ["C."]])
    kinds = (MatchKind.REWORDED, MatchKind.ECHO, MatchKind.ECHO)
    matches = [Match((0,), (k,), kind, 0.5, moved=not k) for k, kind in enumerate(kinds)]
    text = reader.export(make.comparison(left, right, matches), "markdown")
    assert "`L1 → R1 ⇅ ~ R2 R3` ≈ One" in text
    assert "`R2 → L1` ~ B" in text
    only = reader.export(make.comparison(left, right, matches[1:]), "markdown")
    assert "`L1 → R2 R3` ~ One" in only
