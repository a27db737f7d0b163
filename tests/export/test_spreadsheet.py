"""The table in a real spreadsheet program."""

from __future__ import annotations

import csv
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import reader
from reader.export.csv import COLUMNS
from reader.model import Comparison, Judgements, Match, MatchKind, Note

SOFFICE = shutil.which("soffice")
CALC = SOFFICE and any(
    Path(folder, "libsclo.so").is_file() for folder in ("/usr/lib/libreoffice/program", "/opt/libreoffice/program")
)


@pytest.mark.skipif(not CALC, reason="LibreOffice Calc is not here (Debian: libreoffice-calc)")
def test_the_table_opens_as_a_table(full: Comparison, make: Any, tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://evil.example";"x"),"\n+1'
    note = Note("Line one, “quoted”;\n=2+2\nTiếng Việt 中文", (0,))
    own = make.document([[evil.replace("\n", " ")], ["Plain, with a comma; and “marks”. Tiếng Việt 中文."]], title=evil)
    comparison = make.comparison(own, own, [Match((1,), (1,), MatchKind.SHARED, 1.0, why="-1")])
    comparison = replace(comparison, judgements=Judgements().with_note(note))
    path = tmp_path / "table.csv"
    written = reader.export(comparison, "csv")
    assert isinstance(written, str)
    path.write_bytes(written.encode())
    # What a person confirms on opening; the byte order mark makes the program propose it.
    command = [SOFFICE or "", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    command += ["--infilter=Text - txt - csv (StarCalc):44,34,76"]
    command += ["--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"]
    command += ["--outdir", str(tmp_path / "again"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    (again,) = (tmp_path / "again").glob("*.csv")
    rows = list(csv.reader(again.read_text(encoding="utf-8-sig").splitlines(keepends=True)))
    wanted = list(csv.reader(written[1:].splitlines(keepends=True)))
    assert rows[0] == list(COLUMNS)
    assert len(rows) == len(wanted)
    for row, other in zip(rows, wanted, strict=True):
        for name, cell, given in zip(COLUMNS, row, other, strict=True):
            assert (
                cell == given or (name == "score" and float(cell) == float(given)) or cell.upper() == given.upper()
            ), name
    assert any(cell.startswith("'=HYPERLINK") for row in rows for cell in row)
