"""The collector waits while values are made, and goes on as it was."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from reader.collector import CollectorPaused


@pytest.fixture(autouse=True)
def collector_on() -> Iterator[None]:
    was_on, frozen = gc.isenabled(), gc.get_freeze_count()
    gc.unfreeze()
    gc.enable()
    yield
    if frozen:
        gc.freeze()
    (gc.enable if was_on else gc.disable)()


def test_what_is_made_meanwhile_counts_as_old() -> None:
    with CollectorPaused():
        assert not gc.isenabled()
        made = [[k] for k in range(5000)]
    assert gc.isenabled()
    assert any(one is made for one in gc.get_objects(generation=2))
    assert gc.get_freeze_count() == 0


def test_what_a_program_set_aside_stays_aside() -> None:
    gc.freeze()
    before = gc.get_freeze_count()
    with CollectorPaused():
        pass
    assert gc.get_freeze_count() == before
    gc.unfreeze()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    with CollectorPaused():
        pass
    assert not gc.isenabled()
