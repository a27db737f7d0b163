"""RTF documents: encodings, groups, and which words of them are the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import UnsafeFile
from reader.loaders import Loaded
from reader.loaders.limits import XML_DEPTH
from reader.loaders.rtf import RTF

FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fcharset134{\*\falt SimSun}\'cb\'ce\'cc\'e5;}{\f2\fcharset2 Symbol;}"
    r"{\f3\fcharset204 Arial Cyr;}{\f4\fcharset163 Arial;}{\f5\fcharset2 Wingdings;}{\f6\fcharset136 Ming;}"
    r"{\f7\fcharset128 Gothic;}{\f8\fcharset0\cpg1250 East;}}"
)
STYLES = (
    r"{\stylesheet{\ql Normal;}{\s1\outlinelevel0\sbasedon0 heading 1;}{\s2\sbasedon1 Own Head;}{\s3 Quote;}"
    r"{\s4 Title;}"
    r"{\s5 toc 1;}{\s6\v Unseen;}{\s7\sbasedon8 A;}{\s8\sbasedon7 B;}{\*\cs9\additive Note Mark;}}"
)


def parsed(body: str, head: str = r"\ansi\ansicpg1252\deff0") -> Loaded:
    return RTF.parse(f"{{\\rtf1{head}{FONTS}{STYLES}{{\\info{{\\author A}}{{\\title T}}}}\n{body}}}".encode("latin-1"))


def shown(loaded: Loaded) -> list[tuple[str, int, str]]:
    return [(b.kind.value, b.level, loaded.text[b.start : b.end]) for b in loaded.paragraphs]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"caf\'e9 \lquote a\rquote \emdash b\~c\-d\_e", "café ‘a’—b\xa0c\xadd\u2011e"),
        (r"\f1 \'c1\'bd\'b9\'fa\f0  ok", "两国 ok"),
        (r"{\f1 \'c1\'bd}{\f1\'b9\'fa}", "两国"),
        (r"{\f3 \'cc\'e8\'f0}", "Мир"),
        (r"{\f4 Vi\'ea\'f2t Nam}", "Vi\u00ea\u0323t Nam"),
        (r"{\f6 \'a8\'e2\'b0\'ea}", "兩國"),
        (r"{\f7 \'93\'fa\'96\'7b}", "日本"),
        (r"{\f8 \'b9\'e6}", "ąć"),
        (r"{\f2 \'b3 a}{\f2\u61619 ?}", "≥ α≥"),
        (r"{\f5 \'fc}", "✓"),
        (r"\u20004?\u22269\'3f", "两国"),
        (r"\u-4051?\u-3986?", "−ν"),
        (r"\uc2\u20004\'c1\'bd\uc0\u22269", "两国"),
        (r"{\uc1\u8212\emdash x}", "—x"),
        (r"\u55356?\u57283?", "\U0001f3c3"),
        (r"\u55356? x\u57283?", "\ufffd x\ufffd"),
        (r"\u128512?", "\U0001f600"),
        (r"\u0?a\u1114112?", "\ufffda\ufffd"),
        ("caf\xc3\xa9", "café"),
        ("caf\xe9", "café"),
        (r"\'zz a\\b\{c\}", "zz a\\b{c}"),
        (r"one\par two\line three\
four\tab five", "one\n\ntwo\n\nthree\n\nfour five"),
        (r"{\*\unknown gone}kept{\unknown kept too}", "keptkept too"),
        (r"{\pict\bin4 }}}}\'ff}after", "after"),
        ("{\\pict\\bin5 {{{{{}after", "after"),
        (r"{\upr{plain}{\*\ud{\u20004?}}}x", "两x"),
        (r'{\field{\*\fldinst HYPERLINK "x"}{\fldrslt a link}} on', "a link on"),
        (r"{\field{\*\fldinst EQ \\* jc3 \\o\\al(\\s\\up 10(\u12363?),\u28450?)}{\fldrslt}}x", "漢x"),
        (r"{\field{\*\fldinst eq \\o\\ac(\u9675?,\u31192?)}{\fldrslt}}{\field{\*\fldinst EQ \\f(1,2)}}x", "秘x"),
        (r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt in the box\par}}{\shprslt{\*\do in the box}}}text\par next",
         "text\n\nin the box\n\nnext"),
        (r"{\*\shppict{\pict 00ff}}{\nonshppict{\pict 00ff}}x", "x"),
        (r"a} b", "a b"),
        (r"{\xe{\v entry}}{\*\bkmkstart here}x", "x"),
    ],
)  # fmt: skip
def test_words(body: str, text: str) -> None:
    assert parsed(body).text == text


@pytest.mark.parametrize(
    ("page", "coded", "text"),
    [
        (936, r"\'c1\'bd\'b9\'fa", "两国"),
        (936, r"caf\'e9 x", "café x"),
        (1251, r"\'cc\'e8\'f0", "Мир"),
        (9, r"\'e9", "é"),
    ],
)
def test_the_page_of_the_file_holds_where_the_font_has_none(page: int, coded: str, text: str) -> None:
    assert parsed(coded, rf"\ansi\ansicpg{page}").text == text


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        (r"\pard\s1 Head\par\pard text\par", [("heading", 1, "Head"), ("paragraph", 0, "text")]),
        (r"{\pard\s2 Head\par}{\pard text\par}", [("heading", 1, "Head"), ("paragraph", 0, "text")]),
        (r"\pard\outlinelevel2 Head", [("heading", 3, "Head")]),
        (r"\pard\s3 Said\par", [("quote", 0, "Said")]),
        (r"\pard\s4 Name\par", [("heading", 1, "Name")]),
        (r"\pard\s7 Loop\par", [("paragraph", 0, "Loop")]),
        (r"{\listtext\pard\plain 1.\tab}\pard\ls3\ilvl1 item\par", [("list_item", 2, "item")]),
        (r"\pard{\pntext\'B7\tab}{\*\pn\pnlvlblt{\pntxtb\'B7}}one\par{\pntext\'B7\tab}two\par\pard x",
         [("list_item", 1, "one"), ("list_item", 1, "two"), ("paragraph", 0, "x")]),
        (r"\pard\fi-360\bullet\tab one\par", [("list_item", 1, "• one")]),
        (r"\trowd\cellx1\cellx2\pard\intbl a\cell b\cell\row\pard after",
         [("table_row", 0, "a\tb"), ("paragraph", 0, "after")]),
        (r"\trowd\pard\intbl\cell b\cell\row\trowd\pard\intbl c\par d\cell e\cell\row",
         [("table_row", 0, "b"), ("paragraph", 0, "c"), ("paragraph", 0, "d"), ("paragraph", 0, "e")]),
        (r"\pard\intbl\itap2 a\nestcell b\nestcell{\*\nesttableprops\nestrow}\pard\intbl c\cell\row\pard end",
         [("table_row", 0, "a\tb"), ("paragraph", 0, "c"), ("paragraph", 0, "end")]),
        (r"a\cell b\cell\row next\par", [("paragraph", 0, "a b"), ("paragraph", 0, "next")]),
    ],
)  # fmt: skip
def test_blocks(body: str, blocks: list[tuple[str, int, str]]) -> None:
    assert shown(parsed(body)) == blocks


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (r"seen{\v  unseen}", "hidden text (1 word)"),
        (r"seen\v  not at all\v0", "hidden text (3 words)"),
        (r"seen\par\pard\s6 not this\par", "hidden text (2 words)"),
        (r"{\deleted\revauthdel1 gone for good}{\revised seen}", "deleted text (3 words)"),
        (
            r"{\header\pard\intbl Ministry\cell of Ports\cell\row\par}{\footerf Page 1}seen",
            "page headers and footers (5 words)",
        ),
        (r"seen{\*\atnid AB}{\*\atnauthor A B}\chatn{\*\annotation{\*\atndate 1}\pard Why so?}", "comments (2 words)"),
        (r"{\field{\*\fldinst TOC \\o}{\fldrslt Part 1\par Part 2\par}}\pard seen", "table of contents (4 words)"),
        (r"\pard\s5 Part 1\par\pard seen", "table of contents (2 words)"),
    ],
)
def test_what_is_left_out_is_told(body: str, told: str) -> None:
    loaded = parsed(body)
    assert loaded.text == "seen"
    assert told in loaded.warnings[0]
    assert (r"\deleted" in body) == (len(loaded.warnings) == 2)


def test_a_deleted_end_of_a_paragraph_joins_it_to_the_next() -> None:
    assert parsed(r"one{\deleted\par }two\par").text == "onetwo"


def test_notes_stand_at_the_end_and_their_marks_apart_from_words() -> None:
    note = r"{\cs9\super\chftn{\footnote\pard\plain{\cs9\super\chftn} %s\par}}"
    late = r"{\super\chftn{\*\footnote\ftnalt\chftn late}}"
    one, two = note % "one", note % r"two\par more"
    body = rf"the port{one} and{late}.{two} End{{\super{{\footnote\pard own}}}}"
    assert parsed(body).text.split("\n\n") == [
        "the port [1] and [i].[2] End [*]",
        *("[1] one", "[2] two", "more", "[*] own", "[i] late"),
    ]


def test_title_and_language() -> None:
    assert parsed("12 345", r"\ansi\deflang1066").language == "vi"
    assert parsed("words").title == "T"
    assert parsed(r"\pard\s4 Name\par words").title == "Name"


def test_a_file_that_breaks_off_is_read_and_told() -> None:
    whole = parsed("one{\\b two")
    assert whole.text == "onetwo"
    assert "ends in the middle" in whole.warnings[0]
    assert RTF.load(rb"{\rtf1 one}").warnings == ()


def test_groups_without_end_are_refused() -> None:
    with pytest.raises(UnsafeFile, match="nested too deep"):
        RTF.parse(b"{\\rtf1" + b"{" * 100_000)
    assert RTF.parse(b"{\\rtf1" + b"{" * (XML_DEPTH - 1) + b"words").text == "words"


PIECES = (
    *("{", "}", "}", r"\par ", r"\cell ", r"\row ", r"\pard ", r"\intbl ", r"\itap2 ", r"\nestcell ", r"\nestrow "),
    *(
        r"{\*\footnote ",
        r"{\shptxt ",
        r"\s1 ",
        r"\ls1 ",
        r"\line ",
        r"\u20004?",
        r"\uc1 ",
        r"\f1 ",
        r"{\field ",
        r"\plain ",
    ),
    *("w1 ", "w1 ", "字".encode("gbk").decode("latin-1")),
)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_however_groups_stand_in_each_other_no_word_is_lost_or_doubled(pieces: list[str]) -> None:
    loaded = parsed("".join(pieces))
    assert loaded.text.count("w1") == pieces.count("w1 ")
    assert loaded.text.count("两") == pieces.count(r"\u20004?")
