"""The frozen program: what is taken in and what is left out, and how it starts itself for files from strangers."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest
import trimming

from reader.loaders import child
from reader.ui import apart

ROOT = Path(__file__).parents[2]
PAGE = b"<!doctype html><title>t</title><p>The ministers met.</p><script>no()</script>"


def imported() -> set[str]:
    """Every module that the program imports by name."""
    found: set[str] = set()
    for module in (ROOT / "reader").rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_nothing_that_is_left_out_is_imported() -> None:
    used = imported()
    assert "lxml.html" in used or "lxml.etree" in used or "lxml" in used
    left_out = [
        name for name in trimming.EXCLUDED_MODULES if any(one == name or one.startswith(f"{name}.") for one in used)
    ]
    assert left_out == []


def test_modules_imported_by_name_are_listed() -> None:
    """``import_module`` with a name in quotes is not seen by PyInstaller."""
    named = {
        node.args[0].value.partition(".")[0]
        for module in (ROOT / "reader").rglob("*.py")
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) == "import_module"
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }
    assert named - {"reader"} <= set(trimming.BY_NAME)


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", False),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", True),
        ("PySide6/Qt/plugins/imageformats/libqtiff.so", False),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6\\plugins\\tls\\qschannelbackend.dll", False),
        ("PySide6\\opengl32sw.dll", False),
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/Qt/lib/libQt6Core.so.6", True),
        ("reader/_bundled/resources/themes/dark.toml", True),
        ("lxml/etree.cpython-311-x86_64-linux-gnu.so", True),
    ],
)
def test_what_is_kept(place: str, wanted: bool) -> None:
    assert trimming.is_wanted(place) is wanted


def test_libraries_that_nothing_is_linked_to_go() -> None:
    inside = f"{sys.prefix}/lib/python3/site-packages"
    rows = [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", f"{inside}/PySide6/Qt/plugins/platforms/libqxcb.so", "BINARY"),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", f"{inside}/PySide6/Qt/plugins/tls/x.so", "BINARY"),
        ("PySide6/Qt/lib/libQt6XcbQpa.so.6", f"{inside}/PySide6/Qt/lib/libQt6XcbQpa.so.6", "BINARY"),
        ("PySide6/Qt/lib/libQt6Network.so.6", f"{inside}/PySide6/Qt/lib/libQt6Network.so.6", "BINARY"),
        ("libxcb-cursor.so.0", "/usr/lib/libxcb-cursor.so.0", "BINARY"),
        ("libkrb5.so.3", "/usr/lib/libkrb5.so.3", "BINARY"),
        ("libcups.so.2", "/usr/lib/libcups.so.2", "BINARY"),
        ("libQt6XcbQpa.so.6", "PySide6/Qt/lib/libQt6XcbQpa.so.6", "SYMLINK"),
        ("libQt6Network.so.6", "PySide6/Qt/lib/libQt6Network.so.6", "SYMLINK"),
        ("lxml/etree.so", f"{inside}/lxml/etree.so", "EXTENSION"),
        ("reader/_bundled/seeds/a.txt", "/seeds/a.txt", "DATA"),
    ]
    links = {
        f"{inside}/PySide6/Qt/plugins/platforms/libqxcb.so": ["libQt6XcbQpa.so.6", "libc.so.6", "libcups.so.2"],
        f"{inside}/PySide6/Qt/lib/libQt6XcbQpa.so.6": ["libxcb-cursor.so.0"],
        f"{inside}/PySide6/Qt/lib/libQt6Network.so.6": ["libkrb5.so.3"],
        "/usr/lib/libcups.so.2": ["libkrb5.so.3"],
    }
    kept = trimming.trimmed(rows, lambda source: links.get(source, []))
    assert [row[0] for row in kept] == [rows[k][0] for k in (0, 2, 4, 7, 9, 10)]
    assert [row[0] for row in trimming.trimmed(rows)] == [row[0] for k, row in enumerate(rows) if k not in (1, 6)]


def test_a_frozen_program_starts_itself_to_read_and_to_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child._program() == [sys.executable, child.FLAG]
    assert apart._program() == [sys.executable, apart.FLAG]


def test_so_started_it_reads_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the frozen program's beginning in the place of the frozen program."""
    start = str(ROOT / "packaging" / "pyinstaller" / "start.py")
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); import runpy; runpy.run_path({start!r}, run_name='__main__')"
    )
    monkeypatch.setattr(child, "_program", lambda: [sys.executable, "-c", code, child.FLAG])
    assert child.load_in_child("html", PAGE).text == "The ministers met."
    monkeypatch.setattr(apart, "_program", lambda: [sys.executable, "-c", code, apart.FLAG])
    assert apart.Apart().run(len, "four") == 4


def test_only_what_a_file_is_linked_to_itself_counts() -> None:
    headers = "Dynamic Section:\n  NEEDED     libQt6Gui.so.6\n  NEEDED     libc.so.6\n  RUNPATH    $ORIGIN\n"
    assert trimming.linked(headers) == ["libQt6Gui.so.6", "libc.so.6"]
