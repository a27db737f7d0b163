from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import reader
from reader.export import ExportOptions, Section
from reader.export.passages import rows
from reader.export.tracked import tracked
from reader.marks import Filter, Lens
from reader.model import Comparison, Edits, Judgements, Match, MatchKind, Note, Order, Side, Span, Verdict

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SOFFICE = shutil.which("soffice")


def parts(comparison: Comparison, **options: Any) -> dict[str, Any]:
    """The parts of the document, parsed as XML."""
    data = reader.export(comparison, "docx", ExportOptions(**options))
    assert isinstance(data, bytes)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}


def text_of(element: Any, *, without: str = "") -> str:
    """Text of an element, without that in elements of one name."""
    out = []
    for one in element.iter(f"{W}t", f"{W}delText", f"{W}br", f"{W}tab"):
        if without and any(above.tag == f"{W}{without}" for above in one.iterancestors()):
            continue
        out.append({f"{W}br": "\n", f"{W}tab": "\t"}.get(one.tag) or one.text or "")
    return "".join(out)


def words_of(cell: Any) -> str:
    """A cell's words of the document: what is not small."""
    runs = [run for run in cell.iter(f"{W}r") if run.find(f"{W}rPr/{W}sz") is None]
    return "".join(text_of(run) for run in runs)


def texts(document: Any) -> Any:
    """The table of the two texts: the widest with two equal columns and lines."""
    tables = [t for t in document.iter(f"{W}tbl") if t.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") == "Lines"]
    return tables[0]


@pytest.fixture(scope="module")
def judged(full: Comparison) -> Comparison:
    notes = (
        Judgements()
        .with_note(Note("**Whole** [site](https://example.org/a?b=1&c=2)\n- item"))
        .with_note(Note("Here <b>x</b>", (1,), (2,)))
    )
    return replace(full, judgements=notes.with_pair(4, 1, Verdict.REWORDED))


def test_both_texts_stand_whole_in_two_columns(sample_pair: Comparison) -> None:
    table = texts(parts(sample_pair)["word/document.xml"]).findall(f"{W}tr")[1:]
    for k, side in enumerate(Side):
        document = sample_pair.document(side)
        paragraphs = [p for row in table for p in row.findall(f"{W}tc")[k].findall(f"{W}p") if len(p)]
        assert [words_of(p) for p in paragraphs] == [document.text[p.start : p.end] for p in document.paragraphs]


def test_paragraphs_that_answer_each_other_stand_level(sample_pair: Comparison) -> None:
    table = texts(parts(sample_pair)["word/document.xml"]).findall(f"{W}tr")[1:]
    names = [
        [{b.get(f"{W}name") for b in cell.iter(f"{W}bookmarkStart")} for cell in row.findall(f"{W}tc")] for row in table
    ]
    wanted = [
        [
            {
                f"{side.value[0].upper()}{s.index + 1}"
                for s in sample_pair.document(side).sentences
                if s.paragraph in row.of(side)
            }
            for side in Side
        ]
        for row in rows(sample_pair)
    ]
    assert names == wanted


def test_accepting_gives_the_later_and_rejecting_the_earlier_wording(sample_pair: Comparison) -> None:
    document = parts(sample_pair)["word/document.xml"]
    found = [p for p in document.iter(f"{W}p") if p.find(f"{W}del") is not None or p.find(f"{W}ins") is not None]
    reworded = [m for m in sample_pair.matches if m.kind is MatchKind.REWORDED and (m.edits.left or m.edits.right)]
    assert len(found) >= len(reworded) > 0
    for side, without in ((Side.LEFT, "ins"), (Side.RIGHT, "del")):
        wanted = [
            " ".join(sample_pair.document(side).sentences[k].text for k in m.sentences(side))
            for m in sample_pair.matches
            if m.kind is MatchKind.REWORDED
        ]
        given = [re.sub(r"^(?:[LR]\d+ |↔ )+", "", text_of(p, without=without)) for p in found]
        assert set(given) <= set(wanted)
    assert all(one.get(f"{W}date") is None for one in document.iter(f"{W}ins", f"{W}del"))
    ids = [one.get(f"{W}id") for one in document.iter(f"{W}ins", f"{W}del", f"{W}bookmarkStart")]
    assert len(ids) == len(set(ids))


WORDS = st.lists(st.sampled_from("one two Two three, four。五 六 (seven) “eight” nine's – -".split()), max_size=12)


@given(left=st.lists(WORDS, min_size=1, max_size=3), right=st.lists(WORDS, min_size=1, max_size=3), data=st.data())
@settings(max_examples=150, deadline=None)
def test_either_wording_can_be_had_again(make: Any, left: Any, right: Any, data: st.DataObject) -> None:
    def document(sentences: list[list[str]]) -> reader.Document:
        return make.document(
            [[" ".join(one) or "x"] for one in sentences], gap=data.draw(st.sampled_from(["", " ", "\n"]))
        )

    one, other = document(left), document(right)

    def edits(text: str) -> tuple[Span, ...]:
        at = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
        return tuple(Span(a, b) for a, b in zip(at[::2], at[1::2], strict=False))

    match = Match(
        tuple(range(len(one.sentences))),
        tuple(range(len(other.sentences))),
        MatchKind.REWORDED,
        0.5,
        Edits(edits(one.text), edits(other.text)),
    )
    order = data.draw(st.sampled_from(list(Order)))
    changes = tracked(make.comparison(one, other, [match], order=order), match)
    earlier, later = (one, other) if order is not Order.RIGHT_EARLIER else (other, one)
    assert "".join(c.text for c in changes if not c.is_added) == " ".join(s.text for s in earlier.sentences)
    assert "".join(c.text for c in changes if not c.is_gone) == " ".join(s.text for s in later.sentences)


def test_links_lead_somewhere_and_every_place_is_named_once(judged: Comparison) -> None:
    for left_out in (frozenset[Section](), frozenset(Section)):
        found = parts(judged, title="Mine", left_out=left_out)
        document = found["word/document.xml"]
        names = [one.get(f"{W}name") for one in document.iter(f"{W}bookmarkStart")]
        assert len(names) == len(set(names))
        assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name) for name in names)
        links = list(document.iter(f"{W}hyperlink"))
        assert {one.get(f"{W}anchor") for one in links} - {None} <= set(names)
        outer = {r.get("Id"): r.get("Target") for r in found["word/_rels/document.xml.rels"]}
        assert [outer[one.get(f"{R}id")] for one in links if one.get(f"{R}id")] == (
            [] if left_out else ["https://example.org/a?b=1&c=2"]
        )


def test_sources_states_notes_and_settings_are_named(judged: Comparison) -> None:
    chosen = Filter(speakers=frozenset({"Boris Dahl"}))
    text = text_of(parts(judged, title="Of my own", filter=chosen)["word/document.xml"])
    for words in (
        "Of my own",
        judged.left.source.sha256,
        "sentences that do not fit it are dimmed, and none is left out. Speakers: Boris Dahl.",
        "= shared",
        "− dropped",
        "1 judgement is the reader's",
        "L5 and R2 belong together: reworded.",
        "note 1 on the whole",
        "Here <b>x</b>",
        f"Readout {reader.__version__}",
        "“river and road”",
        "Anna Berg",
    ):
        assert words in text, words


@pytest.mark.parametrize("lens", list(Lens))
def test_every_lens_keeps_the_texts(full: Comparison, lens: Lens) -> None:
    table = texts(parts(full, lens=lens)["word/document.xml"]).findall(f"{W}tr")[1:]
    text = "".join(words_of(row) for row in table)
    assert all(sentence.text in text for side in Side for sentence in full.document(side).sentences)


ATTACKS = [
    "<w:p/></w:document>",
    "]]><script>alert(1)</script>",
    '"><w:instrText>DDEAUTO c:\\\\calc</w:instrText>',
    "a\x01\x0b\ufffe\ud800b",
    "&lt;&amp;&#60;",
    "$language ${muted}",
    "\u202eevil\u2066",
    "tab\there\nline",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_of_a_text_becomes_markup(make: Any, attack: str) -> None:
    own = make.document([[attack]], title=attack, language=attack, speakers={0: attack}, topics={0: (attack,)})
    own = replace(own, source=replace(own.source, name=attack), warnings=(attack,), date=attack)
    match = Match((0,), (0,), MatchKind.REWORDED, 0.5, Edits((Span(0, len(attack)),), ()), why=attack)
    comparison = make.comparison(own, own, [match])
    comparison = replace(comparison, judgements=Judgements().with_note(Note(attack, (0,))))
    found = parts(comparison, title=attack)
    document = found["word/document.xml"]
    assert not list(document.iter(f"{W}instrText", "script"))
    plain = parts(make.comparison(make.document([["a"]]), make.document([["b"]])))
    assert set(found) == set(plain)
    clean = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", attack)
    assert clean in text_of(texts(document))


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not here (Debian: libreoffice-writer)")
def test_libreoffice_opens_and_saves_it_again(judged: Comparison, tmp_path: Path) -> None:
    path = tmp_path / "made.docx"
    data = reader.export(judged, "docx")
    assert isinstance(data, bytes)
    path.write_bytes(data)
    command = [SOFFICE or "", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    command += ["--convert-to", "docx:Office Open XML Text", "--outdir", str(tmp_path / "again"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    with zipfile.ZipFile(tmp_path / "again" / "made.docx") as archive:
        again = etree.fromstring(archive.read("word/document.xml"))
    text = text_of(again)
    for side in Side:
        assert all(sentence.text in text for sentence in judged.document(side).sentences)
    gone = ["".join(one.itertext()) for one in again.iter(f"{W}del")]
    added = ["".join(one.itertext()) for one in again.iter(f"{W}ins")]
    assert "She expressed the belief that " in gone
    assert "Anna firmly supports " in added
