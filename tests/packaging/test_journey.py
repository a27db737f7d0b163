"""The real program, driven with mouse, keys and a drop and read as a screen reader reads it, is as a reader expects."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

JOURNEY = Path(__file__).parents[2] / "packaging" / "journey.py"


def _missing() -> str:
    spec = importlib.util.spec_from_file_location("journey", JOURNEY)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return str(module.missing())


WAYS = {
    "light": ["--theme", "light"],
    "dark-large-chinese": ["--theme", "dark", "--scale", "2", "--language", "zh-Hans"],
    "vietnamese": ["--language", "vi"],
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_reader_finds_the_way(tmp_path: Path, way: list[str]) -> None:
    if sys.platform != "linux" or (lacking := _missing()):
        pytest.skip(f"this machine lacks {lacking}" if sys.platform == "linux" else "driven on Linux only")
    surroundings = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "DISPLAY")}
    done = subprocess.run(
        [sys.executable, str(JOURNEY), str(tmp_path), *way],
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    names = {path.stem.partition("-")[2] for path in tmp_path.glob("*.png")}
    assert {"dropped", "filtered", "walked", "lens-topics", "paired", "noted", "found", "back"} <= names
    assert "stuck" not in names
