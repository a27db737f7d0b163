"""A disk that is full at any point leaves the old file as it was, and one clear sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_FILLING = """
import resource, signal, sys
from pathlib import Path
from reader.errors import CannotWrite
from reader.project.saved import from_bytes, save
from reader.project.recovery import Recovery
from reader.export import export
from reader.project.writing import write_safely

folder = Path(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
saved = from_bytes((folder / "new.readout").read_bytes(), "new.readout")
page = export(saved.comparison, "html").encode()
recovery = Recovery(folder / "recovery")
recovery.keep(saved)
size = max((folder / "new.readout").stat().st_size, len(page))
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
for limit in range(0, size + 4096, 4096):
    # No file may grow beyond this many bytes: to the program that is a disk with so much room left.
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    for write in (
        lambda: save(folder / "old.readout", saved),
        lambda: write_safely(folder / "old.html", page),
        lambda: recovery.keep(saved),
    ):
        try:
            write()
            outcome = "written"
        except CannotWrite as error:
            outcome = str(error)
        left = sorted(path.name for path in folder.iterdir() if path.name.startswith("."))
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        print(limit, outcome, len(left), (folder / "old.readout").read_bytes()[:3] == b"old",
              (folder / "old.html").read_bytes()[:3] == b"old",
              recovery.path.read_bytes() == (folder / "new.readout").read_bytes(), sep="|")
        if outcome == "written":
            (folder / "old.readout").write_bytes(b"old")
            (folder / "old.html").write_bytes(b"old")
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are a matter of POSIX")
def test_every_four_kilobytes(tmp_path: Path) -> None:
    import reader
    from reader.model import NONE, Note
    from reader.project.saved import Saved, save

    found = reader.compare(reader.parse("Ships came. Fish was sold."), reader.parse("Ships came. Salt was sold."))
    save(tmp_path / "new.readout", Saved(found, NONE.with_note(Note("kept words " * 6000))))
    for name in ("old.readout", "old.html"):
        (tmp_path / name).write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", _FILLING, str(tmp_path)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    rows = [line.split("|") for line in done.stdout.splitlines()]
    failed = [row for row in rows if row[1] != "written"]
    assert len(failed) >= 3 * 15
    assert len(rows) - len(failed) >= 3, "with room enough everything is written"
    for _limit, sentence, leftovers, *old_is_there in failed:
        assert sentence.startswith("“"), sentence
        assert "could not be written" in sentence
        assert leftovers == "0"
        assert old_is_there == ["True"] * 3
