"""The sample readouts that come with the program, as ``seeds.toml`` describes them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from reader.bundled import seeds


class Sample(NamedTuple):
    """One sample readout."""

    path: Path
    title: str
    date: str
    """ISO 8601, the day of the event."""
    source: str
    """Who published it."""
    language: str
    """BCP 47 tag."""
    rights: str
    """Whose the text is; Readout's licence does not cover it."""


@cache
def samples() -> tuple[Sample, ...]:
    """The samples in order of their dates."""
    folder = seeds()
    rows = tomllib.loads((folder / "seeds.toml").read_text("utf-8"))["seed"]
    found = (
        Sample(
            folder / row["file"], row["title"], row["date"].isoformat(), row["source"], row["language"], row["rights"]
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda sample: (sample.date, sample.path.name)))


def sample_at(path: Path) -> Sample | None:
    """The sample that lies at this path, if it is one."""
    try:
        real = path.resolve()
    except OSError:
        return None
    return next((sample for sample in samples() if sample.path.resolve() == real), None)
