from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from reader import i18n
from reader.reading import read
from reader.samples import samples
from reader.settings import Settings
from reader.ui.app import begin, make_application, speak
from reader.ui.glance import glance
from reader.ui.typeface import families
from reader.ui.window import Window


@pytest.mark.parametrize(
    ("setting", "variable", "desktop", "expected"),
    [
        ("system", None, "vi_VN.UTF-8", "vi"),
        ("zh-Hans", None, "vi_VN.UTF-8", "zh-Hans"),
        ("zh-Hans", "en", "vi_VN.UTF-8", "en"),
        ("system", None, "C", "en"),
    ],
)
def test_the_window_speaks_the_language_that_is_set(
    setting: str, variable: str | None, desktop: str, expected: str, monkeypatch: pytest.MonkeyPatch, speak_again: None
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", desktop)
    if variable is None:
        monkeypatch.delenv("READOUT_LANGUAGE")
    else:
        monkeypatch.setenv("READOUT_LANGUAGE", variable)
    settings = Settings()
    settings["language"] = setting
    speak(settings)
    make_application(["readout"])
    assert i18n.language() == expected
    assert os.environ["READOUT_LANGUAGE"] == expected, "processes that are started speak as the window does"
    assert QLocale().language() == QLocale(expected).language()


@pytest.fixture
def speak_again() -> Iterator[None]:
    yield None
    i18n.set_language("en")
    make_application(["readout"])


def test_two_texts_are_on_the_screen_before_they_are_read(
    open_window: Callable[[], Window], pair: list[Path], qtbot: QtBot
) -> None:
    window = open_window()
    begin(window, *pair)
    panes = window.reading.panes
    assert window.session.left is None
    assert window.reading.isVisible()
    shown = [pane.toPlainText() for pane in panes.values()]
    assert all(shown)
    session = window.session
    qtbot.waitUntil(lambda: session.comparison is not None and not session.busy, timeout=20_000)
    assert [pane.toPlainText() for pane in panes.values()] == shown, "nothing is written twice"
    assert all(pane.page.sentence_rects(3) for pane in panes.values())


def test_what_is_shown_at_a_glance_goes_away_where_the_files_cannot_be_read(
    open_window: Callable[[], Window], pair: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window()
    copies = [Path(shutil.copy(path, tmp_path)) for path in pair]
    window.glance(copies)
    assert window.reading.isVisible()
    for path in copies:
        path.unlink()
    window.session.open_files(copies)
    qtbot.waitUntil(window.start.isVisible, timeout=20_000)
    assert len(window.notices.texts()) == 2


@pytest.mark.parametrize("name", [sample.path.name for sample in samples()])
def test_a_glance_sees_the_paragraphs_that_reading_finds(name: str, tmp_path: Path) -> None:
    path = next(sample.path for sample in samples() if sample.path.name == name)
    seen, found = glance(path), read(path)
    assert seen is not None
    assert (seen.text, seen.paragraphs, seen.title, seen.date) == (
        found.text,
        found.paragraphs,
        found.title,
        found.date,
    )
    assert seen.language == found.language
    seen = glance(Path(shutil.copy(path, tmp_path)))
    assert seen is not None
    assert seen.language == "", "nobody waits for it to be found"
    assert families("", seen.language) == families("", found.language), "it stays in the same font"


def test_a_glance_leaves_alone_what_is_not_plain(tmp_path: Path) -> None:
    for name, data in (
        ("a.html", b"<p>x</p>"),
        ("b.txt", "ж".encode("koi8-r")),
        ("c.txt", b""),
        ("d.txt", b"x" * 200_000),
    ):
        (tmp_path / name).write_bytes(data)
        assert glance(tmp_path / name) is None
    assert glance(tmp_path / "missing.txt") is None


def test_a_glance_finds_the_language_where_the_font_depends_on_it(tmp_path: Path) -> None:
    path = tmp_path / "talks.txt"
    path.write_text("外交部发言人说，双方就共同关心的问题交换了意见。\n", encoding="utf-8")
    seen = glance(path)
    assert seen is not None
    assert seen.language == "zh-Hans"
