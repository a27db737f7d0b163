from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reader
from reader.export import ExportOptions
from reader.marks import Filter, Lens, Role, marks, runs
from reader.model import Comparison, Formulation, Match, MatchKind, Order, ParagraphKind, Side, Span, Speaker, Topic
from reader.text.canonical import canonical

ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<!-- --><base href=//evil.example>",
    "$style ${texts} $$ %s {0} {{x}}",
    "&lt;b&gt; &amp; &#60;",
    "javascript:alert(1)",
    "\u202eevil\u2066 text\u202c",
    "]]> <![CDATA[ x",
    "expression(alert(1)); @import url(//evil.example)",
]


def whole(document: reader.Document) -> list[str]:
    return [document.text[p.start : p.end] for p in document.paragraphs]


def same_text(page, comparison: Comparison) -> None:
    for side in Side:
        assert page.paragraphs(side) == whole(comparison.document(side))


def same_roles(page, make, comparison: Comparison, options: ExportOptions) -> None:
    painted = marks(comparison, options.lens, options.filter)
    for side in Side:
        document = comparison.document(side)
        found = page.runs(side)
        assert sorted(found) == [s.index for s in document.sentences]
        for sentence in document.sentences:
            mine = [m for m in painted.of(side) if m.end > sentence.start and m.start < sentence.end]
            pieces = (
                (document.text[run.start : run.end], frozenset(role.value for role in run.roles))
                for run in runs(sentence.end, mine, sentence.start)
                if run.start < run.end
            )
            assert found[sentence.index] == make.joined(pieces), (side, sentence.index)


def test_samples_whole_valid_and_within_size(sample_pair: Comparison, make) -> None:
    source = reader.export(sample_pair, "html")
    page = make.page(source)
    assert page.problems() == []
    same_text(page, sample_pair)
    same_roles(page, make, sample_pair, ExportOptions())
    both = len((sample_pair.left.text + sample_pair.right.text).encode())
    assert len(source.encode()) <= 4 * both + 60_000


def test_longer_texts_within_size(sample_documents: list[reader.Document], make) -> None:
    left = reader.parse("\n\n".join(one.text for one in sample_documents[:3]), language="en")
    right = reader.parse("\n\n".join(one.text for one in sample_documents[3:]), language="en")
    comparison = reader.compare(left, right)
    source = reader.export(comparison, "html")
    both = len((left.text + right.text).encode())
    assert len(source.encode()) <= 4 * both + 60_000
    page = make.page(source)
    assert page.problems() == []
    for match in comparison.matches:
        for one, other in (
            (f"L{match.left[0] + 1}", f"R{match.right[0] + 1}"),
            (f"R{match.right[0] + 1}", f"L{match.left[0] + 1}"),
        ):
            places = page.root.xpath(f'//*[@id="{one}" or @id="{one}-also"]')
            assert any(other in (a.text or "").split() for place in places for a in place.iter("a"))


@pytest.mark.parametrize("lens", list(Lens))
def test_every_lens_carries_every_role(full: Comparison, make, lens: Lens) -> None:
    options = ExportOptions(lens=lens, filter=Filter(speakers=frozenset({"Anna Berg", None})))
    page = make.page(reader.export(full, "html", options))
    assert page.problems() == []
    same_text(page, full)
    same_roles(page, make, full, options)
    seen = {role for side in Side for pieces in page.runs(side).values() for _text, roles in pieces for role in roles}
    assert seen == {role.value for role in Role} - {"only_here"}


def test_no_script_and_nothing_from_elsewhere(full: Comparison, make) -> None:
    source = reader.export(full, "html")
    page = make.page(source)
    tags = set(page.checker.tags)
    assert not tags & {"script", "iframe", "object", "embed", "link", "img", "form", "base", "video", "audio"}
    assert "url(" not in source
    assert "@import" not in source
    assert not re.search(r"https?:|//[a-z]", source)
    policy = page.root.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"]
    head = list(page.root.find("head"))
    assert head[0].get("charset") == "utf-8"
    assert head[1].get("http-equiv") == "Content-Security-Policy"


@pytest.mark.parametrize("attack", ATTACKS)
def test_every_field_is_escaped(make, attack: str) -> None:
    def document(side: str) -> reader.Document:
        own = make.document(
            [[attack], [f"{attack} twice {attack}", f"{side} ends."]],
            kinds=[ParagraphKind.HEADING],
            speakers={1: attack},
            topics={1: (attack,)},
            title=attack,
            date=attack,
            language=attack,
            warnings=(attack,),
        )
        source = replace(own.source, name=attack, sha256=attack)
        return replace(
            own,
            source=source,
            speakers=(Speaker(attack, (attack,), attack, 1, 1),),
            topics=(Topic(attack, 1, (attack,)),),
        )

    left, right = document("left"), document("right")
    place = make.span_of(left, attack)
    one = Formulation(attack, (place,), (make.span_of(right, attack),), (attack,))
    match = Match((1,), (1,), MatchKind.REWORDED, 0.5, moved=True, speaker_changed=True, why=attack)
    comparison = make.comparison(left, right, [match], [one])
    chosen = Filter(frozenset({attack}), frozenset({attack}), frozenset({0}))
    plain = make.page(reader.export(make.comparison(make.document([["a"]]), make.document([["b"]])), "html"))
    for lens in Lens:
        page = make.page(reader.export(comparison, "html", ExportOptions(title=attack, lens=lens, filter=chosen)))
        assert page.problems() == []
        same_text(page, comparison)
        assert not set(page.checker.tags) & {"script", "img", "base"}
        assert page.root.xpath("//svg/@class") == ["strip"] * page.checker.tags.count("svg")
        assert page.checker.tags.count("style") == page.checker.tags.count("title") == 1
        assert len(page.root.xpath("//head/*")) == len(plain.root.xpath("//head/*"))


def test_what_no_file_can_hold_is_replaced(make) -> None:
    left = make.document([["One."]], title="a\ud800b\0c")
    left = replace(left, source=replace(left.source, name="bad\udcff.txt"))
    source = reader.export(make.comparison(left, make.document([["Two."]])), "html")
    assert "a\ufffdb\ufffdc" in source
    assert "bad\ufffd.txt" in source.encode("utf-8").decode("utf-8")


NASTY = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "<>&\"'`=/ \t$%{}\u202e\u2066\u2069\u200f\u061c\u00ad\u200b\ufeff\ufffe\x01\x1f\x7f\x85\x9f\u2028"
            "-–—😀🇻🇳é文字，。שאל"
        ),
        st.characters(exclude_categories=("Cs",)),
    ),
    min_size=1,
    max_size=40,
).filter(lambda text: text.strip())


@given(left=st.lists(NASTY, max_size=4), right=st.lists(NASTY, max_size=4), data=st.data())
@settings(max_examples=80, deadline=None)
def test_any_text_comes_back_whole(make, left: list[str], right: list[str], data: st.DataObject) -> None:
    def document(texts: list[str]) -> reader.Document:
        clean = [one for one in (canonical(text).text.strip().replace("\n", " ") for text in texts) if one]
        return make.document([[one, one] for one in clean], gap=data.draw(st.sampled_from([" ", "", "  ", "\t"])))

    one, other = document(left), document(right)
    matches = []
    if one.sentences and other.sentences:
        i = data.draw(st.integers(0, len(one.sentences) - 1))
        j = data.draw(st.integers(0, len(other.sentences) - 1))
        kind = data.draw(st.sampled_from(list(MatchKind)))
        matches.append(Match((i,), (j,), kind, 0.5, moved=data.draw(st.booleans())))
    options = ExportOptions(lens=data.draw(st.sampled_from(list(Lens))))
    comparison = make.comparison(one, other, matches, order=data.draw(st.sampled_from(list(Order))))
    page = make.page(reader.export(comparison, "html", options))
    assert page.problems() == []
    same_text(page, comparison)
    same_roles(page, make, comparison, options)


def test_page_says_the_numbers_and_links_them(full: Comparison, make) -> None:
    page = make.page(reader.export(full, "html"))
    brief = page.root.xpath('//section[@aria-labelledby="brief"]')[0]
    text = " ".join(brief.text_content().split())
    assert "Earlier text (8 February 2021): 7 sentences." in text
    counted = {a.get("href"): a.text for a in brief.iter("a")}
    for side, name in ((Side.LEFT, "L"), (Side.RIGHT, "R")):
        counts = full.summary.left if side is Side.LEFT else full.summary.right
        novel = "dropped" if side is Side.LEFT else "new"
        for role, count in (
            ("shared", counts.shared),
            ("reworded", counts.reworded),
            ("echo", counts.echo),
            (novel, counts.novel),
        ):
            assert counted.get(f"#{name}-{role}", "0") == str(count)
    assert counted["#moved"] == "1"
    assert counted["#speaker-changed"] == "1"
    assert counted["#formulations"] == "2"


def test_partners_are_linked_both_ways(full: Comparison, make) -> None:
    page = make.page(reader.export(full, "html"))
    for match in full.matches:
        for i in match.left:
            for j in match.right:
                assert page.root.xpath(f'//*[@id="L{i + 1}"]//a[@href="#R{j + 1}"]')
                assert page.root.xpath(f'//*[@id="R{j + 1}"]//a[@href="#L{i + 1}"]')
    assert page.root.xpath('//*[@id="L7"]//a[@href="#R6"]'), "the nearest of a sentence without counterpart"


def test_further_echoes_stand_in_the_list_of_reasons(make) -> None:
    left, right = make.document([["One."]]), make.document([["A."], ["B."], ["C."], ["D."]])

    def compared(*kinds: MatchKind) -> Comparison:
        return make.comparison(left, right, [Match((0,), (k,), kind, 0.3 + k / 10) for k, kind in enumerate(kinds)])

    def behind(comparison: Comparison) -> tuple[list[str], list[str]]:
        page = make.page(reader.export(comparison, "html"))
        assert page.problems() == []
        also = page.root.xpath('//*[@id="L1-also"]')
        names = [a.get("href") for a in also[0].iter("a")] if also else []
        return [a.text for a in page.root.xpath('//*[@id="L1"]//a')], names

    echo = MatchKind.ECHO
    assert behind(compared(echo, echo)) == (["~", "R2", "R1"], []), "one more takes no more room than +1"
    assert behind(compared(echo, echo, echo, echo)) == (["~", "R4", "+3"], ["#L1", "#M1", "#M2", "#M3"])
    assert behind(compared(MatchKind.REWORDED, MatchKind.REWORDED)) == (["≈", "R2", "R1"], [])
    found = behind(compared(MatchKind.REWORDED, MatchKind.REWORDED, echo, echo))
    assert found == (["≈", "R2", "R1", "+2"], ["#L1", "#M3", "#M4"])


def test_the_page_says_its_language(full: Comparison, make) -> None:
    assert make.page(reader.export(full, "html")).root.get("lang") == "en"


def test_edits_are_del_on_the_earlier_and_ins_on_the_later_side(full: Comparison, make) -> None:
    for order, tags in (
        (Order.LEFT_EARLIER, ("del", "ins")),
        (Order.RIGHT_EARLIER, ("ins", "del")),
        (Order.UNKNOWN, ("del", "ins")),
    ):
        comparison = replace(full, summary=replace(full.summary, order=order))
        page = make.page(reader.export(comparison, "html"))
        for side, tag, other in ((Side.LEFT, *tags), (Side.RIGHT, *tags[::-1])):
            cells = page.root.xpath(f'//*[@data-side="{side.value}"]')
            words = [e.text_content() for cell in cells for e in cell.iter(tag)]
            edits = [full.document(side).words_of(s) for m in full.matches for s in m.edits.spans(side)]
            assert sorted("".join(words)) == sorted("".join(edits))
            assert not any(list(cell.iter(other)) for cell in cells)


def test_every_place_of_a_formulation_leads_to_the_index(make) -> None:
    text = "one road and river two"
    left, right = make.document([[f"{text}."], ["road and river"]]), make.document([[f"{text}!"]])
    whole_wording, part = make.span_of(left, "road and river"), make.span_of(left, "and river")
    again = Span(left.sentences[1].start, left.sentences[1].end)
    one = Formulation("road and river", (whole_wording, again), (make.span_of(right, "road and river"),))
    other = Formulation("and river", (part,), (make.span_of(right, "and river"),))
    page = make.page(reader.export(make.comparison(left, right, formulations=[one, other]), "html"))
    assert page.problems() == []
    numbers = [a.get("data-n") for a in page.root.xpath('//*[@data-side="left"]//a[contains(@class, "f")][@data-n]')]
    assert numbers == ["1 2", "1"]
    for name in ("F1", "F2"):
        places = page.root.xpath(f'//*[@id="{name}"]//*[@class="places"]')[0].text_content()
        assert places == {"F1": "L1 L2 ↔ R1", "F2": "L1 ↔ R1"}[name]


def test_state_is_said_in_words(full: Comparison, make) -> None:
    page = make.page(reader.export(full, "html"))
    said = {e.getparent().get("id"): e.text.strip() for e in page.root.xpath('//*[contains(@class, "vh")]')}
    assert said["L1"] == "[L1, dropped]"
    assert said["L2"] == "[L2, shared]"
    assert said["L4"] == "[L4, echo]"
    assert said["R6"] == "[R6, new]"


def test_filter_is_told_and_nothing_left_out(full: Comparison, make) -> None:
    chosen = Filter(speakers=frozenset({"Boris Dahl"}), topics=frozenset({"Trade"}))
    page = make.page(reader.export(full, "html", ExportOptions(filter=chosen)))
    notice = page.root.xpath('//*[@class="notice"]')[0].text_content()
    assert "Boris Dahl" in notice
    assert "Trade" in notice
    same_text(page, full)
    assert len(page.root.xpath('//*[contains(@class, "faded")]')) == 12
    assert [e.get("id") for e in page.root.xpath('//*[contains(@class, "chosen")]')] == ["R1"]
    assert not make.page(reader.export(full, "html")).root.xpath('//*[@class="notice"]')


def test_language_and_direction_of_each_side(make) -> None:
    left = make.document([["(1) שלום עולם."], ["NATO said."]], language="he")
    right = make.document([["你好。"]], language="zh-Hans")
    page = make.page(reader.export(make.comparison(left, right), "html"))
    assert page.root.xpath('//*[@data-side="left"]/@lang')[0] == "he"
    assert page.root.xpath('//*[@data-side="right"]/@lang') == ["zh-Hans"]
    assert page.root.xpath('//*[@data-side="left"]/@dir')[0] == "rtl"
    assert page.root.xpath('//*[@data-side="right"]/@dir') == ["ltr"]
    assert page.root.xpath('//*[@data-side="left"]/p/@dir') == ["ltr"], "the English paragraph of a Hebrew text"


def test_quotations_in_lists_say_their_language(make) -> None:
    left = make.document([["你好。"]], language="zh-Hans", title="标题")
    right = make.document([["Hello."]], language="en")
    page = make.page(reader.export(make.comparison(left, right), "html"))
    assert page.root.xpath('//section[@aria-labelledby="changes"]//ul/@lang') == ["zh-Hans"]
    assert page.root.xpath('//h2//span[@lang="zh-Hans"]/text()') == ["标题"]


def test_themes(full: Comparison) -> None:
    auto = reader.export(full, "html")
    light = reader.export(full, "html", ExportOptions(theme="light"))
    dark = reader.export(full, "html", ExportOptions(theme="dark"))
    assert "prefers-color-scheme:dark" in auto
    assert "color-scheme:dark" not in light
    assert "prefers-color-scheme" not in dark
    assert "color-scheme:dark" in dark
    with pytest.raises(reader.ReaderError, match="colours"):
        reader.export(full, "html", ExportOptions(theme="neon"))


def test_empty_documents(make) -> None:
    comparison = make.comparison(make.document([]), make.document([]), order=Order.UNKNOWN)
    page = make.page(reader.export(comparison, "html"))
    assert page.problems() == []
    assert "Left text: 0 sentences." in page.root.text_content()
