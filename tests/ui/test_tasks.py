from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from reader.ui import tasks


def test_work_runs_elsewhere_and_its_answer_arrives_here(qtbot: QtBot) -> None:
    here = threading.get_ident()
    worked: list[int] = []
    arrived: list[tuple[int, str]] = []

    def work() -> str:
        worked.append(threading.get_ident())
        return "answer"

    tasks.run(work, done=lambda value: arrived.append((threading.get_ident(), value)), failed=print)
    qtbot.waitUntil(lambda: bool(arrived))
    assert arrived == [(here, "answer")]
    assert worked != [here]


def test_an_exception_arrives_as_a_failure(qtbot: QtBot) -> None:
    failures: list[Exception] = []
    answers: list[object] = []
    tasks.run(lambda: 1 // 0, done=answers.append, failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], ZeroDivisionError)
    assert answers == []


def test_a_dropped_answer_never_arrives(qtbot: QtBot) -> None:
    gate = threading.Event()
    answers: list[str] = []
    stale = tasks.run(lambda: gate.wait(10) and "stale", done=answers.append, failed=print)
    stale.drop()
    tasks.run(lambda: gate.wait(10) and "fresh", done=answers.append, failed=print)
    gate.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert tasks.finish()
    qtbot.wait(1)
    assert answers == ["fresh"]


def test_finish_waits_for_what_is_running(qtbot: QtBot) -> None:
    gate = threading.Event()
    answers: list[object] = []
    tasks.run(lambda: gate.wait(10), done=answers.append, failed=print)
    assert not tasks.finish(1)
    gate.set()
    assert tasks.finish()
    qtbot.wait(1)
    assert answers == []
