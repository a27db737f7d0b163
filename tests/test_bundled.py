from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import reader
from reader.bundled import resource, seeds

ROOT = Path(__file__).parents[1]


def test_a_checkout_has_its_folders() -> None:
    assert seeds() == ROOT / "seeds"
    assert resource("themes/light.toml") == ROOT / "resources" / "themes" / "light.toml"
    assert resource("themes").is_dir()


@pytest.mark.parametrize("home", ["reader/_bundled", "."])
def test_folders_are_found_as_a_wheel_and_as_a_checkout_lay_them_out(tmp_path: Path, home: str) -> None:
    package = Path(reader.__file__).parent
    shutil.copytree(package, tmp_path / "reader", ignore=shutil.ignore_patterns("__pycache__", "ui"))
    for folder in ("seeds", "resources"):
        shutil.copytree(ROOT / folder, tmp_path / home / folder)
    code = (
        "from reader.bundled import seeds, resource; from reader.samples import samples; print(seeds(), len(samples()))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout.split() == [str((tmp_path / home / "seeds").resolve()), "5"], done.stderr


def test_a_broken_installation_says_what_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "reader").mkdir()
    for name in ("__init__.py", "bundled.py"):
        shutil.copy(Path(reader.__file__).parent / name, tmp_path / "reader")
    code = "import reader.bundled; reader.bundled.seeds()"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "This installation of Readout lacks its folder 'seeds'" in done.stderr
