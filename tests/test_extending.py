"""Does what docs/extending.md says, in a copy of the program, and uses what came of it.

The page is read as a person would: a block under the name of a file is that file; a block under “In `FILE`, import it”
is an import and a name at the end of the table ``ALL``; the block of the theme changes lines of the theme it is copied
from. Nothing is written that does not stand on the page.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")

NEW_FILE = re.compile(r"^`([\w/.-]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LISTED = re.compile(
    r"^In `([\w/.-]+)`, import it[^\n]*:\n\n```python\n(from [^\n]+)\n\nALL = \(…, (\w+)\)\n```$", re.MULTILINE
)
THEME = re.compile(
    r"Copy `([\w/.-]+)` to `([\w/.-]+)` and\s+change[^\n]*:\n\n```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL
)


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program to which everything on the page was added."""
    copy = tmp_path_factory.mktemp("extended")
    skipped = shutil.ignore_patterns("__pycache__")
    for folder in ("reader", "resources", "seeds", "tests", "docs"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=skipped)
    shutil.copy(ROOT / "pyproject.toml", copy)
    for name, text in NEW_FILE.findall(PAGE):
        target = copy / name
        assert not target.exists(), f"{name} is there already"
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8")
    for name, line, listed in LISTED.findall(PAGE):
        put_into_all(copy / name, line, listed)
    ((source, target_name, changes),) = THEME.findall(PAGE)
    (copy / target_name).write_text(recoloured((copy / source).read_text(encoding="utf-8"), changes), encoding="utf-8")
    return copy


def put_into_all(path: Path, line: str, name: str) -> None:
    """Adds the import and the name, as the page says."""
    text = path.read_text(encoding="utf-8")
    with_import, count = re.subn(r"\A(.*?\n)(?=ALL\b)", rf"\1{line}\n", text, count=1, flags=re.DOTALL)
    assert count == 1, f"{path.name} has no ALL"
    with_name, count = re.subn(
        r"^(ALL\b[^=]*= \([^)]*?),?\s*\)$", rf"\1, {name})", with_import, count=1, flags=re.MULTILINE
    )
    assert count == 1, f"ALL of {path.name} is not a tuple"
    path.write_text(with_name, encoding="utf-8")


def recoloured(theme: str, changes: str) -> str:
    """The theme with each changed line in the place of the one of its name."""
    for line in changes.splitlines():
        name = line.partition(" = ")[0]
        theme, count = re.subn(rf"^{name} = .*$", line, theme, flags=re.MULTILINE)
        assert count == 1, f"the theme has no line {name}"
    return theme


def python(copy: Path, *arguments: str) -> str:
    """What a Python says that finds the copy first."""
    surroundings = {**os.environ, "PYTHONPATH": str(copy), "QT_QPA_PLATFORM": "offscreen", "READOUT_LANGUAGE": "en"}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=copy, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_page_adds_one_of_each_kind() -> None:
    assert [Path(name).parts[1] for name, _line, _listed in LISTED.findall(PAGE)] == ["loaders", "export", "languages"]
    assert len(THEME.findall(PAGE)) == 1
    in_blocks = len(NEW_FILE.findall(PAGE)) + len(LISTED.findall(PAGE)) + len(THEME.findall(PAGE))
    assert in_blocks == PAGE.count("```") // 2, "a block of the page is none of the kinds this test follows"


def test_the_format_is_opened(extended: Path, tmp_path: Path) -> None:
    talk = tmp_path / "talk.srt"
    first = "1\n00:00:01,000 --> 00:00:03,500\nThe ministers met\nin Hanoi.\n"
    talk.write_text(f"{first}\n2\n00:00:04,000 --> 00:00:06,000\nThey agreed.\n")
    assert "srt         Subtitles (.srt)" in python(extended, "-m", "reader", "formats")
    document = json.loads(python(extended, "-m", "reader", "inspect", str(talk), "--json"))
    assert document["text"] == "The ministers met in Hanoi. They agreed."
    assert document["source"]["kind"] == "srt"


def test_the_format_is_written(extended: Path, tmp_path: Path) -> None:
    left, right = tmp_path / "left.txt", tmp_path / "right.txt"
    left.write_text("The ministers met in Hanoi. They signed a treaty on fishing.")
    right.write_text("The ministers met in Hanoi. Nobody spoke to the press afterwards.")
    target = tmp_path / "comparison.org"
    python(extended, "-m", "reader", "compare", str(left), str(right), "-o", str(target))
    lines = target.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("- ")] == [
        "- =shared= The ministers met in Hanoi.",
        "- =novel= They signed a treaty on fishing.",
        "- =shared= The ministers met in Hanoi.",
        "- =novel= Nobody spoke to the press afterwards.",
    ]


def test_the_language_finds_speakers_and_topics(extended: Path, tmp_path: Path) -> None:
    account = tmp_path / "account.txt"
    account.write_text(
        "Le président Anton Novak a déclaré que la Chine soutient le commerce libre entre les deux pays. "
        "Marie Duval a souligné que la lutte pour le climat est une priorité de la France.\n\n"
        "Selon Anton Novak, les investissements sont les bienvenus. Le ciel était gris ce jour-là.",
        encoding="utf-8",
    )
    document = json.loads(python(extended, "-m", "reader", "inspect", str(account), "--json"))
    assert document["language"] == "fr"
    assert [one["speaker"] for one in document["sentences"]] == ["Anton Novak", "Marie Duval", "Anton Novak", None]
    assert [one["topics"] for one in document["sentences"]] == [
        ["Trade and investment"],
        ["Climate"],
        ["Trade and investment"],
        [],
    ]


def test_the_theme_can_be_chosen_and_colours_the_window(extended: Path, tmp_path: Path) -> None:
    code = (
        "from PySide6.QtGui import QPalette\n"
        "from reader.settings import Settings\n"
        "from reader.ui.app import make_application\n"
        "from reader.ui.session import Session\n"
        "from reader.ui.window import Window\n"
        "app = make_application(['readout']); window = Window(Session(), Settings()); window.show()\n"
        "window.actions_by_id['theme_sepia'].trigger()\n"
        "print(window.settings['theme'], app.palette().color(QPalette.ColorRole.Base).name())\n"
        "print(window.actions_by_id['theme_sepia'].text())"
    )
    os.environ["READOUT_CONFIG_DIR"] = str(tmp_path)
    try:
        assert python(extended, "-c", code).splitlines() == ["sepia #faf4e8", "Sepia"]
    finally:
        del os.environ["READOUT_CONFIG_DIR"]


def test_the_tests_of_their_kinds_apply_and_pass(extended: Path) -> None:
    """The project's own, in the copy: measures of themes, words of languages, what every exporter must stand."""
    chosen = ["tests/test_theme.py", "tests/languages/test_languages.py", "tests/export/test_exporters.py"]
    only = "(sepia or fr or org) and not documented"
    said = python(extended, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-rA", "-k", only, *chosen)
    for name in ("sepia", "fr", "org"):
        assert re.search(rf"^PASSED .*\[{name}\]$", said, re.MULTILINE), f"nothing was tested of {name}"
