from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reader.errors import CannotWrite
from reader.project.writing import sweep, write_safely


def test_a_new_file_and_an_old_one(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    write_safely(target, b"first")
    assert target.read_bytes() == b"first"
    write_safely(target, b"")
    assert target.read_bytes() == b""
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_the_mode_is_kept_and_a_new_file_is_like_its_neighbours(tmp_path: Path) -> None:
    ordinary = tmp_path / "ordinary"
    ordinary.write_bytes(b"")
    target = tmp_path / "page.html"
    write_safely(target, b"one")
    assert target.stat().st_mode == ordinary.stat().st_mode
    target.chmod(0o640)
    write_safely(target, b"two")
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real.html"
    real.write_bytes(b"old")
    link = tmp_path / "link.html"
    link.symlink_to(real)
    write_safely(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_long_name_fits(tmp_path: Path) -> None:
    target = tmp_path / ("长" * 80 + ".html")
    write_safely(target, b"x")
    assert target.read_bytes() == b"x"


@pytest.mark.parametrize("where", ["missing/page.html", ".", "file/page.html", "nul\0name"])
def test_what_cannot_be_written_is_one_sentence(tmp_path: Path, where: str) -> None:
    (tmp_path / "file").write_bytes(b"kept")
    with pytest.raises(CannotWrite) as caught:
        write_safely(tmp_path / where, b"x")
    assert "\n" not in str(caught.value)
    assert (tmp_path / "file").read_bytes() == b"kept"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_failure_in_the_middle_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "page.html"
    target.write_bytes(b"old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="No space left on device"):
        write_safely(target, b"new")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    program = f"from reader.project.writing import write_safely; write_safely({str(pipe)!r}, b'through')"
    with subprocess.Popen([sys.executable, "-c", program]) as child:
        assert pipe.read_bytes() == b"through"
        assert child.wait(20) == 0
    assert pipe.is_fifo()


_WRITER = """
import sys
from reader.project.writing import write_safely
print("ready", flush=True)
k = 0
while True:
    write_safely(sys.argv[1], bytes([65 + k % 2]) * 300_000)
    k += 1
"""


def test_a_killed_writer_leaves_a_whole_file(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    write_safely(target, b"A" * 300_000)
    for _round in range(8):
        with subprocess.Popen([sys.executable, "-c", _WRITER, str(target)], stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"ready\n"
            for _look in range(5):
                data = target.read_bytes()
                assert data in (b"A" * 300_000, b"B" * 300_000)
            child.send_signal(signal.SIGKILL)
        assert target.read_bytes() in (b"A" * 300_000, b"B" * 300_000)
    sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
