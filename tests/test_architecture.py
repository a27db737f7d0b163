"""The rules of docs/architecture.md, read off the source by a machine."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "reader"
MODULES = sorted(PACKAGE.rglob("*.py"))

# Who may import whom: a part may use those of its own row, of rows below and of the lowest one.
ROWS: tuple[tuple[str, ...], ...] = (
    ("__main__",),
    ("cli",),
    ("ui", "commands"),
    ("terminal", "display", "settings"),
    ("project", "export"),
    ("theme",),
    ("marks",),
    ("reading",),
    ("compare",),
    ("analysis",),
    ("loaders",),
    ("text",),
    ("languages",),
    ("samples",),
    ("model",),
    ("errors", "i18n"),
    ("bundled", "collector", "patterns"),
)
RANK = {part: len(ROWS) - k for k, row in enumerate(ROWS) for part in row}
# The package itself carries the version and, looked up by name at the first use, the public interface.
RANK[""] = 0

FORBIDDEN_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "manager",
    "managers",
    "tools",
    "base_classes",
}
HEAVY = {"lxml", "chardet", "markdown", "diff_match_patch", "babel", "PySide6", "pypdfium2", "rapidfuzz", "regex"}


def part(module: Path) -> str:
    """Name of the file or package directly below reader/ that a module belongs to."""
    first = module.relative_to(PACKAGE).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every module a tree imports, at any depth, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: imports are absolute here"
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node.lineno


def own_part(name: str) -> str | None:
    """Part of Readout that an import reaches; None for what is not of it."""
    pieces = name.split(".")
    if pieces[0] != "reader":
        return None
    return pieces[1] if len(pieces) > 1 and pieces[1] in RANK else ""


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(module: Path) -> None:
    here = part(module)
    assert here in RANK, f"{here} has no place among the rows of this test"
    if here == "":
        return
    for name, line in imports(ast.parse(module.read_text(encoding="utf-8"))):
        there = own_part(name)
        if there is not None and there != here:
            assert RANK[there] < RANK[here] or RANK[there] == 0, f"{module}:{line}: {here} may not import {there}"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_window_knows_qt(module: Path) -> None:
    if part(module) == "ui":
        return
    for name, line in imports(ast.parse(module.read_text(encoding="utf-8"))):
        assert not name.startswith("PySide6"), f"{module}:{line}"
        assert part(module) == "cli" or not name.startswith("reader.ui"), f"{module}:{line}"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_have_telling_names_and_a_readable_size(module: Path) -> None:
    names = {*module.relative_to(PACKAGE).parts[:-1], module.stem}
    assert not names & FORBIDDEN_NAMES
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 600, "a module of this size hides another one"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_heavy_libraries_are_imported_where_they_are_used(module: Path) -> None:
    if part(module) == "ui":
        return
    tree = ast.parse(module.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            for name, line in imports(node):
                assert name.split(".")[0] not in HEAVY, f"{module}:{line}: import it in the function that needs it"


def test_the_core_works_where_there_is_no_qt() -> None:
    code = """
import sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError("no Qt here")

sys.meta_path.insert(0, NoQt())
import importlib, pkgutil, reader
for found in pkgutil.walk_packages(reader.__path__, "reader."):
    if not found.name.startswith("reader.ui") and found.name != "reader.__main__":
        importlib.import_module(found.name)
from reader.samples import samples
left, right = (reader.read(sample.path) for sample in samples()[:2])
for exporter in importlib.import_module("reader.export").ALL:
    assert reader.export(reader.compare(left, right), exporter.name)
print("done")
"""
    # walk_packages imports packages to look inside them; that of the window is allowed to fail.
    code = code.replace('"reader.")', '"reader.", onerror=lambda name: None)')
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "done\n", done.stderr


def test_small_commands_load_nothing_heavy() -> None:
    code = (
        "import sys, contextlib, io, reader.cli\n"
        "with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())): assert reader.cli.main(['formats']) == 0\n"
        f"print(*sorted({HEAVY!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done


# What comparing two plain texts needs nothing of, and what each of them would cost: milliseconds to load.
NEEDLESS = {
    *("difflib", "email", "numpy", "random", "shutil", "subprocess", "tempfile", "textwrap"),
    *("html", "threading", "xml", "zipfile", "csv"),
    *(
        "reader.analysis.chinese",
        "reader.export.csv",
        "reader.export.docx",
        "reader.export.html_note_text",
        "reader.export.markdown",
        "reader.export.note_text",
        "reader.export.pdf",
        "reader.model.judgement",
        "reader.loaders.archive",
    ),
    *("reader.compare.arrays", "reader.compare.matrices", "reader.loaders.archive", "reader.loaders.page"),
}


def test_comparing_plain_texts_loads_only_what_it_uses(tmp_path: Path) -> None:
    texts = [tmp_path / "left.txt", tmp_path / "right.txt"]
    texts[0].write_text("The ministers met in Hanoi on Monday. They signed a treaty on fishing.", encoding="utf-8")
    texts[1].write_text("The ministers met in Hanoi. They signed no treaty on fishing this year.", encoding="utf-8")
    arguments = ["compare", *map(str, texts), "-o", str(tmp_path / "out.html")]
    code = (
        "import sys, reader.cli\n"
        f"assert reader.cli.main({arguments!r}) == 0\n"
        f"print(*sorted({NEEDLESS | HEAVY!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done
    assert (tmp_path / "out.html").stat().st_size > 1000


def test_the_window_loads_nothing_of_comparisons_before_it_shows_two_texts() -> None:
    later = {f"reader.model.{name}" for name in ("comparison", "findings", "judgements", "document_json")}
    code = f"import sys; from reader.ui.start import load; load(); print(*sorted({later | HEAVY!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "PySide6"), done


def test_no_text_is_split_by_a_clock_or_by_chance() -> None:
    """What may differ between two runs stays out of the core; what a terminal shows meanwhile is no result."""
    for module in MODULES:
        # The clock may end the fetching of an address; what was fetched does not depend on it.
        if part(module) in ("ui", "terminal", "display") or module.name == "address.py":
            continue
        for name, line in imports(ast.parse(module.read_text(encoding="utf-8"))):
            assert name.split(".")[0] not in {"random", "time", "secrets", "uuid"}, f"{module}:{line}"
