"""The tests read English, whatever the machine speaks; one that is about another language says so itself."""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ["READOUT_LANGUAGE"] = "en"

import pytest
from hypothesis import settings

from reader import i18n

# No example is timed: how long one takes says more about what else the machine does.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture
def speak() -> Iterator[object]:
    """Sets the interface's language for one test: ``speak("vi")``."""
    yield i18n.set_language
    i18n.set_language("en")
