from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

import reader
from reader.export.csv import COLUMNS, safe
from reader.model import Comparison, Match, MatchKind, Side, Topic


def table(comparison: Comparison) -> list[dict[str, str]]:
    source = reader.export(comparison, "csv")
    assert source.startswith("\ufeff")
    assert source.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(source[1:], newline="")))


def test_a_row_for_each_document_sentence_and_match(full: Comparison) -> None:
    rows = table(full)
    assert tuple(rows[0]) == COLUMNS
    kinds = [row["row"] for row in rows]
    assert kinds == ["program", "document", "document", *["sentence"] * 13, *["match"] * 4]
    assert rows[0]["text"] == f"Readout {reader.__version__}"
    assert [row["id"] for row in rows[1:3]] == ["L", "R"]
    assert all("0" * 64 in row["why"] for row in rows[1:3])
    by_id = {row["id"]: row for row in rows}
    assert by_id["L2"]["state"] == "shared"
    assert by_id["L2"]["moved"] == "true"
    assert (by_id["L4"]["left"], by_id["L4"]["right"]) == ("L4", "R4 R5")
    assert by_id["R1"]["speaker_changed"] == "true"
    assert by_id["R6"]["state"] == "new"
    assert by_id["M4"]["text"] == "Trade is the top priority, Anna said. | Trade is a top priority, Boris said."
    assert by_id["M4"]["speaker"] == "Anna Berg | Boris Dahl"
    assert by_id["L4"]["topics"] == "Roads; Trade"


def test_samples(sample_pair: Comparison) -> None:
    rows = table(sample_pair)
    texts = {row["id"]: row["text"].removeprefix("'") for row in rows if row["row"] == "sentence"}
    for side, name in ((Side.LEFT, "L"), (Side.RIGHT, "R")):
        for sentence in sample_pair.document(side).sentences:
            assert texts[f"{name}{sentence.index + 1}"] == sentence.text
    assert sum(row["row"] == "match" for row in rows) == len(sample_pair.matches)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "  @x", "＝1", "\u00a0-1"]
)
def test_formulas_are_defused(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "plain", "a=b", "1-2", "−5 %", "'quoted", "2021-02-08"])
def test_other_cells_stay(text: str) -> None:
    assert safe(text) == text


def test_no_cell_of_an_export_is_a_formula(make) -> None:
    evil = '=HYPERLINK("http://evil.example","x"),"'
    own = make.document([[evil]], speakers={0: evil}, topics={0: (evil,)}, title=evil, date=evil)
    own = replace(own, source=replace(own.source, name=evil), topics=(Topic(evil, 1),))
    rows = table(make.comparison(own, own, [Match((0,), (0,), MatchKind.SHARED, 1.0, why=evil)]))
    assert not [cell for row in rows for cell in row.values() if cell.lstrip().startswith(("=", "+", "-", "@"))]
    assert rows[3]["text"] == f"'{evil}"
