from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from reader import i18n
from reader.settings import Settings
from reader.ui.app import make_application, speak


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
