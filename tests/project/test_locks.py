from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from reader.project.locks import Lock


def test_a_lock_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    first, second = Lock(path), Lock(path)
    assert first.acquire()
    assert not second.acquire()
    first.dissolve()
    assert not path.exists()
    assert second.acquire()
    first.dissolve()
    assert path.exists(), "who does not hold it takes it from nobody"


@pytest.mark.skipif(sys.platform == "win32", reason="a file that is open cannot be removed there")
def test_a_file_that_is_gone_when_it_is_locked_is_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, really = tmp_path / "a.lock", os.open

    def opened(*how: object) -> int:
        file = really(*how)  # type: ignore[arg-type]
        path.unlink()  # by another holder, who lets go between our opening it and our locking it
        return file

    monkeypatch.setattr(os, "open", opened)
    assert not Lock(path).acquire(), "the next one would get hold of a new file of that name"


@pytest.mark.skipif(sys.platform == "win32", reason="a file that is open cannot be removed there")
def test_a_lock_is_removed_while_it_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, really = tmp_path / "a.lock", os.close
    lock, was_there = Lock(path), []
    assert lock.acquire()

    def closed(file: int) -> None:
        was_there.append(path.exists())
        really(file)

    monkeypatch.setattr(os, "close", closed)
    lock.dissolve()
    assert was_there == [False]
