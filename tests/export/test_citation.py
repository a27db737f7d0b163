from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import html as lxml_html

from reader.export.citation import citation, pair_clip
from reader.model import Comparison, Judge, Side


def text_of(fragment: str) -> str:
    return " ".join(lxml_html.fragment_fromstring(fragment, create_parent="div").text_content().split())


def test_a_sentence_says_where_it_stands(full: Comparison) -> None:
    clip = citation(full.left, 4)
    assert clip.plain == (
        "“She expressed the belief that talks go on.”\n"
        "— First call, 8 February 2021, paragraph 3, sentence 5 of 7, made.txt\n"
    )
    assert text_of(clip.html) == " ".join(clip.plain.split())
    assert '<blockquote lang="en" dir="ltr">' in clip.html


def test_a_text_without_date_leaves_it_out(make) -> None:
    assert citation(make.document([["One  two\nthree."]]), 0).plain == (
        "“One two three.”\n— Untitled, paragraph 1, sentence 1 of 1, made.txt\n"
    )


def test_a_pair_has_both_sides_and_its_changed_words(full: Comparison) -> None:
    link = next(k for k, match in enumerate(full.matches) if match.left == (4,))
    clip = pair_clip(full, link)
    assert clip.plain == (
        "≈ reworded, score 0.61\n\n"
        "Earlier text, L5 (Anna Berg):\n“She expressed the belief that talks go on.”\n"
        "— First call, 8 February 2021, paragraph 3, sentence 5 of 7, made.txt\n\n"
        "Later text, R2 (Anna Berg):\n“Anna firmly supports talks.”\n"
        "— Second call, 24 September 2021, paragraph 2, sentence 2 of 6, made.txt\n\n"
        "Changed words on the left: “She expressed the belief that”, “go on”\n"
        "Changed words on the right: “Anna firmly supports”\n"
    )
    bold = re.findall("<b><u>(.*?)</u></b>", clip.html)
    assert bold == ["She expressed the belief that", "go on", "Anna firmly supports"]


def test_several_sentences_and_the_reader_s_word_are_named(full: Comparison) -> None:
    link = next(k for k, match in enumerate(full.matches) if match.right == (3, 4))
    judged = replace(full, matches=tuple(replace(one, by=Judge.READER, moved=True) for one in full.matches))
    plain = pair_clip(judged, link).plain
    assert plain.startswith("~ echo, ⇅ moved, joined by the reader\n")
    assert "Later text, R4 R5 (narration, both sides):" in plain
    assert "paragraph 3, sentences 4–5 of 6" in plain


def test_every_pair_of_the_samples_says_its_words(sample_pair: Comparison) -> None:
    for link, match in enumerate(sample_pair.matches):
        clip = pair_clip(sample_pair, link)
        for side in Side:
            for k in match.sentences(side):
                words = " ".join(sample_pair.document(side).sentences[k].text.split())
                assert words in clip.plain
                assert words in text_of(clip.html)


@pytest.mark.parametrize(
    "attack",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</blockquote><b>", "a\ud800b\0c", "\u202ex"],
)
def test_nothing_of_a_text_becomes_markup(make, attack: str) -> None:
    document = make.document([[attack]], title=attack, date=attack, language=attack, speakers={0: attack})
    document = replace(document, source=replace(document.source, name=attack))
    from reader.model import Edits, Match, MatchKind, Span

    match = Match((0,), (0,), MatchKind.REWORDED, 0.5, Edits((Span(0, len(attack)),), ()))
    for clip in (citation(document, 0), pair_clip(make.comparison(document, document, [match]), 0)):
        clip.plain.encode()
        root = lxml_html.fragment_fromstring(clip.html.encode().decode(), create_parent="div")
        assert {e.tag for e in root.iter()} <= {"div", "p", "blockquote", "cite", "b", "u", "bdi"}
        assert {name for e in root.iter() for name in e.attrib} <= {"lang", "dir"}
