"""Documentation that a machine can hold against the program."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import reader
from reader.cli import window_parser
from reader.commands import COMMANDS
from reader.export import ALL as EXPORTERS
from reader.loaders import ALL as LOADERS
from reader.loaders import limits

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "seeds").glob("*.md")])
COMMAND_LINE = (DOCS / "command-line.md").read_text(encoding="utf-8")
EVERYTHING = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.name)
def test_every_exporter_is_described(exporter) -> None:  # type: ignore[no-untyped-def]
    described = (DOCS / "export.md").read_text(encoding="utf-8")
    assert f"| `{exporter.name}` | `{exporter.suffix}` |" in described
    assert f"`{exporter.name}`" in COMMAND_LINE


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.name)
def test_every_format_that_is_opened_is_described(loader) -> None:  # type: ignore[no-untyped-def]
    endings = " ".join(f"`{suffix}`" for suffix in loader.suffixes)
    assert f"| {loader.label} | `{loader.name}` | {endings} |" in COMMAND_LINE


@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_every_option_of_the_command_line_is_described_and_no_other(command: str | None) -> None:
    parser = window_parser() if command is None else COMMANDS[command][0]()
    options = {option for action in parser._actions for option in action.option_strings} - {"-h"}
    for option in options:
        assert re.search(rf"`?(?<![\w-]){option}(?![\w-])", COMMAND_LINE), option
    choices = {choice for action in parser._actions for choice in action.choices or ()}
    assert all(f"`{choice}`" in COMMAND_LINE for choice in choices)


def test_every_option_in_the_documentation_exists() -> None:
    parsers = [window_parser(), *(make() for make, _work in COMMANDS.values())]
    known = {option for parser in parsers for action in parser._actions for option in action.option_strings}
    mentioned = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", COMMAND_LINE))
    assert mentioned <= known


def test_every_name_of_the_public_interface_is_described() -> None:
    assert all(f"{name}" in COMMAND_LINE for name in reader.__all__)


def test_limits_are_those_of_the_program() -> None:
    page = (DOCS / "limits.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| .+? \| ([\d,]+) ?(MiB|MB|kB|s|) \| `(\w+)` \|$", page, re.MULTILINE)
    unit = {"MB": 1000**2, "kB": 1000, "MiB": 1024**2, "s": 1, "": 1}
    stated = {name: int(figure.replace(",", "")) * unit[measure] for figure, measure, name in rows}
    assert stated == {name: value for name, value in vars(limits).items() if name.isupper()}


def test_every_action_and_setting_of_the_window_is_described() -> None:
    pytest.importorskip("PySide6")
    from reader.settings import ALL as SETTINGS
    from reader.ui.actions import rows

    manual = (DOCS / "manual-window.md").read_text(encoding="utf-8")
    for row in rows():
        assert row.tip in manual, row.id
        assert all(f"`{keys}`" in manual for keys in row.keys), row.id
    assert all(f"`{setting.name}`" in manual for setting in SETTINGS)


def test_the_newest_changes_are_those_of_this_version() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\S+)", changes, re.MULTILINE)
    assert newest is not None
    assert newest.group(1) == reader.__version__


def anchors(page: Path) -> set[str]:
    """Addresses of the headings of a page, as repositories make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith(("https://", "http://", "mailto:")):
            continue
        path, _mark, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{page.name} leads to {target}"
        if anchor:
            assert anchor in anchors(there), f"{page.name} leads to {target}"


def test_every_target_of_make_is_explained_and_phony() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z][a-z-]*):", text, re.MULTILINE)
    explained = re.findall(r"^([a-z][a-z-]*):[^=\n]*## \S", text, re.MULTILINE)
    phony = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert phony is not None
    assert set(phony.group(1).split()) == set(targets)
    assert set(targets) - set(explained) == {"packages-run", "packages-test", "packages-build"}
    assert {"run", "test", "help", "lint", "types", "screenshots", "wheel", "clean"} <= set(explained)


def test_the_tested_versions_fit_what_is_asked_for_and_name_no_address() -> None:
    from packaging.requirements import Requirement

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    versions = {name.lower().replace("_", "-"): version for name, version in pinned.items()}
    for wanted in [*project["dependencies"], *project["optional-dependencies"]["test"]]:
        requirement = Requirement(wanted)
        assert requirement.specifier.contains(versions[requirement.name.lower()]), wanted
    assert "://" not in "\n".join(lines)


def test_every_library_that_is_needed_has_its_reason() -> None:
    from packaging.requirements import Requirement

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    reasons = (DOCS / "decisions" / "0001-dependencies.md").read_text(encoding="utf-8")
    for wanted in project["dependencies"]:
        requirement = Requirement(wanted)
        bounds = wanted.removeprefix(requirement.name)
        assert f"| {requirement.name} `{bounds}` |" in reasons
    for wanted in project["optional-dependencies"]["test"]:
        assert re.search(rf"\b{Requirement(wanted).name.removeprefix('types-')}\b|stubs", reasons, re.IGNORECASE), (
            wanted
        )


def test_every_module_is_on_the_map() -> None:
    page = (DOCS / "architecture.md").read_text(encoding="utf-8")
    parts = {path.stem for path in (ROOT / "reader").glob("*.py")} | {
        path.name for path in (ROOT / "reader").iterdir() if (path / "__init__.py").exists()
    }
    assert all(f"`{part}`" in page for part in parts if not part.startswith("_"))
