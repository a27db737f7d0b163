"""Work outlives its window, is offered once it is gone, and never while it is there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import reader
from reader.model import NONE, Note
from reader.project.locks import lock_for
from reader.project.recovery import Recovery
from reader.project.saved import Saved


def work(words: str = "kept") -> Saved:
    found = reader.compare(reader.parse("Ships came."), reader.parse("Ships left."))
    return Saved(found, NONE.with_note(Note(words)), program=reader.__version__)


def test_a_window_that_is_there_keeps_its_work_to_itself(tmp_path: Path) -> None:
    one, other = Recovery(tmp_path), Recovery(tmp_path)
    one.keep(work())
    assert one.path != other.path
    assert list(other.adopt()) == []
    one.close()
    assert [found.saved for found in other.adopt()] == [work()]
    other.close()


def test_discarded_work_is_gone(tmp_path: Path) -> None:
    one = Recovery(tmp_path)
    one.keep(work())
    one.discard()
    one.discard()
    one.close()
    assert list(Recovery(tmp_path).adopt()) == []
    assert sorted(path.suffix for path in tmp_path.iterdir()) in ([], [".lock"])


def test_the_work_of_a_process_that_ended_is_found(tmp_path: Path) -> None:
    program = (
        "import sys, os; from pathlib import Path; sys.path.insert(0, sys.argv[2]);"
        "from test_recovery import work; from reader.project.recovery import Recovery;"
        "Recovery(Path(sys.argv[1])).keep(work('from another process')); os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", program, tmp_path, Path(__file__).parent], timeout=60, check=False)
    assert done.returncode == 9
    (found,) = Recovery(tmp_path).adopt()
    assert found.saved.judgements.notes[0].text == "from another process"


def test_a_damaged_file_is_set_aside_not_removed(tmp_path: Path) -> None:
    (tmp_path / "window-1-0.readout").write_bytes(b"{")
    assert list(Recovery(tmp_path).adopt()) == []
    assert (tmp_path / "window-1-0.damaged").read_bytes() == b"{"


def test_a_folder_that_cannot_be_made_is_said_when_work_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    one = Recovery(tmp_path / "file" / "folder")
    assert list(one.adopt()) == []


def test_two_holders_of_one_file(tmp_path: Path) -> None:
    target = tmp_path / "mine.readout"
    target.write_bytes(b"")
    (tmp_path / "link.readout").symlink_to(target)
    first, second = lock_for(target, tmp_path / "locks"), lock_for(tmp_path / "link.readout", tmp_path / "locks")
    assert first.acquire()
    assert first.acquire()
    assert not second.acquire()
    first.release()
    assert second.acquire()
    assert second.is_held
    assert not first.is_held
    second.release()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.readout", "locks", "mine.readout"]
