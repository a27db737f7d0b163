"""What all packages say of themselves, and the licences of what they are made of."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import deb
import licences
import pytest
import released
import share
from papers import papers

import reader

ROOT = Path(__file__).parents[2]


def test_the_version_is_that_of_the_program() -> None:
    assert reader.__version__ == released.VERSION


def test_packages_are_dated_by_what_is_asked_for_or_by_the_last_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert released.epoch() == 1_000_000_000
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert released.epoch() == released.epoch() > 1_700_000_000


def test_every_library_and_its_licence_are_listed() -> None:
    listed = dict(re.findall(r"^\| ([\w.-]+) \| (.+?) \|$", licences.PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    project = licences.tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    used = licences.closure([*project["dependencies"], *extras["test"]])
    assert {name: licences.licence(name) for name in used if listed.get(name) != licences.licence(name)} == {}, (
        "run “make licences”"
    )


@pytest.mark.skipif(sys.platform != "linux" or sys.version_info[:2] != (3, 11), reason="libraries differ elsewhere")
def test_the_list_of_licences_is_the_one_the_script_makes() -> None:
    assert licences.PAGE.read_text(encoding="utf-8") == licences.page(), "run “make licences”"


def test_no_library_forces_its_licence_on_the_program() -> None:
    project = licences.tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    used = licences.closure([*project["dependencies"], *project["optional-dependencies"]["test"]])
    assert {name: licences.licence(name) for name in used if not licences.is_acceptable(licences.licence(name))} == {}


@pytest.mark.parametrize(
    ("expression", "acceptable"),
    [
        ("MIT", True),
        ("LGPL-3.0-only OR GPL-2.0-only", True),
        ("GPL-3.0-only", False),
        ("AGPL-3.0-or-later", False),
        ("", False),
        ("Apache-2.0 AND BSD-3-Clause", True),
    ],
)
def test_which_licences_are_acceptable(expression: str, acceptable: bool) -> None:
    assert licences.is_acceptable(expression) is acceptable


def test_the_frozen_program_carries_the_text_of_every_licence() -> None:
    carried = {Path(target).parts[1] for _source, target in papers() if len(Path(target).parts) > 1}
    project = licences.tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {distribution(name).name for name in licences.closure(project["dependencies"])}
    # Both parts of Qt for Python are under the one text.
    assert needed - carried <= {"shiboken6"}
    assert all(Path(source).is_file() for source, _target in papers())


def test_the_description_of_the_debian_package_is_laid_out() -> None:
    for line in deb.description().splitlines():
        assert line == " ." or re.match(r"^ \S", line)
        assert len(line) <= 80


@pytest.mark.skipif(not shutil.which("dpkg-parsechangelog"), reason="dpkg-dev is not installed")
def test_debian_reads_the_changes(tmp_path: Path) -> None:
    (tmp_path / "changelog").write_text(deb.changelog(), encoding="utf-8")
    command = ["dpkg-parsechangelog", "--file", str(tmp_path / "changelog")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stderr == ""
    assert f"Version: {reader.__version__}" in done.stdout


def test_changes_are_plain_sentences() -> None:
    changes = list(share.newest_changes())
    assert len(changes) >= 3
    assert not [change for change in changes if re.search(r"[`*]|\]\(", change)]
