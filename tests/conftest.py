"""The tests read English, whatever the machine speaks; one that is about another language says so itself."""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ["READOUT_LANGUAGE"] = "en"

import pytest

from reader import i18n


@pytest.fixture
def speak() -> Iterator[object]:
    """Sets the interface's language for one test: ``speak("vi")``."""
    yield i18n.set_language
    i18n.set_language("en")
