from __future__ import annotations

import io
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from reader import i18n
from reader.errors import ReaderError, UnreadableFile
from reader.marks import Lens
from reader.model import Options
from reader.ui import tasks
from reader.ui.apart import Apart, Stopped, _Pipe, _receive, _send
from reader.ui.work import compare_all, read_all, read_one


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process finds the functions of this file by its name."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    monkeypatch.setitem(sys.modules, "test_apart", sys.modules[__name__])
    for function in (steps, refuse, die, chatter, speak_up, forever):
        monkeypatch.setattr(function, "__module__", "test_apart")


def steps(count: int, progress: Callable[[float], None]) -> int:
    for k in range(count):
        progress((k + 1) / count)
    return os.getpid()


def refuse() -> None:
    raise UnreadableFile("There is no {file}.", "Check the name.").about("x.txt")


def die() -> None:
    os._exit(7)


def chatter() -> str:
    print("libraries print what they like")  # noqa: T201
    return "answer"


def speak_up() -> str:
    return i18n.language()


def forever(sign: str) -> None:
    Path(sign).write_text(str(os.getpid()))
    while True:
        time.sleep(0.01)


def test_work_is_done_in_another_process_and_tells_how_far_it_is() -> None:
    told: list[float] = []
    assert Apart().run(steps, 4, told=told.append) != os.getpid()
    assert told == [0.25, 0.5, 0.75, 1.0]


def test_what_is_raised_there_is_raised_here() -> None:
    with pytest.raises(ReaderError, match=r"There is no “x\.txt”; check the name\.") as raised:
        Apart().run(refuse)
    assert "test_apart.py" in "".join(raised.value.__notes__), "where it happened is in the report"


def test_a_process_that_dies_is_an_error_and_no_silence() -> None:
    with pytest.raises(RuntimeError, match="ended"):
        Apart().run(die)


def test_what_is_printed_does_not_get_into_the_answer() -> None:
    assert Apart().run(chatter) == "answer"


def test_the_process_speaks_as_the_window_does(speak: Callable[[str], str]) -> None:
    speak("vi")
    assert Apart().run(speak_up) == "vi"


def test_work_can_be_stopped_before_and_while_it_runs(tmp_path: Path) -> None:
    early = Apart()
    early.stop()
    with pytest.raises(Stopped):
        early.run(steps, 1, told=lambda _part: None)
    sign, work = tmp_path / "sign", Apart()

    def stop_soon() -> None:
        while not (sign.exists() and sign.read_text()):
            threading.Event().wait(0.01)
        work.stop()

    watcher = threading.Thread(target=stop_soon)
    watcher.start()
    with pytest.raises(Stopped):
        work.run(forever, str(sign))
    watcher.join()
    with pytest.raises(ProcessLookupError):
        os.kill(int(sign.read_text()), 0)


class Watched(io.BytesIO):
    """A pipe that notes how much is read or written at a time."""

    def __init__(self, data: bytes = b"") -> None:
        super().__init__(data)
        self.sizes: list[int] = []

    def read(self, size: int | None = -1) -> bytes:
        found = super().read(size)
        self.sizes.append(len(found))
        return found

    def write(self, data: Any) -> int:
        self.sizes.append(len(data))
        return super().write(data)


def test_many_values_are_handed_over_a_few_at_a_time() -> None:
    many = [(k, f"sentence {k}", (k, k + 1)) for k in range(100_000)]
    into = Watched()
    _send(_Pipe(into, rest=0.01), b"v", many)
    out = Watched(into.getvalue())
    assert _receive(_Pipe(out, rest=0.01)) == (b"v", many)
    for pipe in (into, out):
        assert sum(pipe.sizes) == len(into.getvalue()) > 2_000_000
        assert max(pipe.sizes) < 100_000


def test_half_a_message_is_an_end_and_no_message() -> None:
    into = Watched()
    _send(_Pipe(into), b"v", list(range(100_000)))
    for length in (0, 1, 2, 100, 70_000, len(into.getvalue()) - 1):
        with pytest.raises(EOFError):
            _receive(_Pipe(Watched(into.getvalue()[:length])))


def test_a_comparison_comes_back_as_it_would_be_here(pair: list[Path]) -> None:
    documents = [read_one(path) for path in pair]
    there = [Apart().run(read_one, path) for path in pair]
    assert there == documents
    here = compare_all(documents[0], documents[1], Options(), Lens.DIFFERENCES)  # type: ignore[arg-type]
    apart = Apart().run(compare_all, *documents, Options(), Lens.DIFFERENCES)
    assert apart[:3] == here[:3]
    assert apart.walk.differences == here.walk.differences
    assert apart.presences == here.presences


def test_a_comparison_is_not_told_to_be_done_before_the_window_has_it(pair: list[Path]) -> None:
    told: list[float] = []
    left, right = (read_one(path) for path in pair)
    compare_all(left, right, Options(), Lens.DIFFERENCES, progress=told.append)  # type: ignore[arg-type]
    assert told == sorted(told)
    assert len(told) > 2
    assert 0.5 < told[-1] < 1


def test_a_task_apart_arrives_in_the_window_and_a_dropped_one_does_not(qtbot: QtBot, tmp_path: Path) -> None:
    arrived: list[object] = []
    parts: list[float] = []
    token = tasks.run_apart(steps, 3, tells=True, done=arrived.append, failed=arrived.append)
    token.moved.connect(parts.append)
    qtbot.waitUntil(lambda: bool(arrived), timeout=20_000)
    assert isinstance(arrived[0], int)
    assert parts[-1] == 1.0
    dropped = tasks.run_apart(forever, str(tmp_path / "sign"), done=arrived.append, failed=arrived.append)
    qtbot.waitUntil((tmp_path / "sign").exists, timeout=20_000)
    dropped.drop()
    assert tasks.finish(20_000), "the process has been stopped"
    assert len(arrived) == 1


def test_reading_two_texts_tells_how_far_both_are(pair: list[Path]) -> None:
    told: list[float] = []
    read = Apart().run(read_all, pair, told=told.append)
    assert [one.text for one in read.answers] == [read_one(path).text for path in pair]  # type: ignore[union-attr]
    assert told == sorted(told)
    assert told[0] < 0.5 < told[-1] <= 1
    assert all(one.words > 0 for one in read.presences)
