"""What stays in a frozen program and what goes: the tables readout.spec trims by.

PyInstaller takes every plugin of the Qt libraries it finds, and with them libraries of the machine it runs on that
Readout never calls. Tables of what is kept are safer than tables of what goes: a plugin Qt adds later stays out until
somebody wants it, and a program that lacks one says so at the start.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

Entry = tuple[str, str, str]
"""A row of a PyInstaller table: place in the bundle, source file, kind (``BINARY``, ``DATA``, ``EXTENSION`` …)."""

EXCLUDED_MODULES = (
    # Tools for developers that libraries import in passing.
    "tkinter", "unittest", "doctest", "pdb", "pydoc", "pydoc_data", "lib2to3", "distutils", "setuptools", "pip",
    "pygments", "IPython", "PIL",
    # Parts of lxml that Readout does not use.
    "lxml.objectify", "lxml.sax", "lxml.isoschematron", "lxml.doctestcompare", "lxml.cssselect", "lxml.usedoctest",
    "lxml.html.diff", "lxml.html._difflib", "lxml.html._diffcommand", "lxml.html.soupparser", "lxml.html.ElementSoup",
    "lxml.html.html5parser", "lxml.html._html5builder", "lxml.html.clean", "lxml.html.usedoctest",
    "bs4", "html5lib", "cssselect",
    # rapidfuzz's scores of likeness; Readout asks it for the order of words alone.
    "rapidfuzz.fuzz_cpp", "rapidfuzz.fuzz_cpp_avx2",
    # Qt's network and messages between programs, for Python; Qt's own libraries use theirs without.
    "PySide6.QtNetwork", "PySide6.QtDBus",
    # Python's line editor and full-screen terminal.
    "readline", "curses", "rlcompleter",
)  # fmt: skip
"""Modules that are not taken although something imports them."""

BY_NAME = ("fast_diff_match_patch",)
"""Modules that Readout imports by name where they are installed, which no reader of its source can see."""

PLUGINS = {
    "platforms": {"qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "platformthemes": {"qxdgdesktopportal"},
    "iconengines": {"qsvgicon"},
    "imageformats": {"qsvg"},
    "printsupport": {"cupsprintersupport"},
    "styles": {"qmodernwindowsstyle", "qmacstyle"},
    "wayland-shell-integration": {"xdg-shell"},
    "wayland-decoration-client": {"adwaita", "bradient"},
    "wayland-graphics-integration-client": {"qt-plugin-wayland-egl"},
}
"""Plugins of Qt that are kept, by folder. Input methods stay: Chinese is typed with them into the find bar."""

LEFT_TO_THE_SYSTEM = frozenset(("libcups.so.2",))
"""Libraries that are not taken, nor what they alone are linked to: a system that prints has its own."""

TRANSLATIONS = ("qtbase_zh_CN.qm", "qtbase_vi.qm")
"""Qt's own words (buttons of dialogs) in the languages of the window, where Qt has them."""


def is_wanted(place: str) -> bool:
    """Whether a file of Qt stays, told by its place in the bundle. Every other file stays."""
    path = PurePosixPath(place.replace("\\", "/"))
    if "PySide6" not in path.parts:
        return True
    if "translations" in path.parts:
        return path.name in TRANSLATIONS
    if "plugins" in path.parts:
        return path.stem.removeprefix("lib") in PLUGINS.get(path.parent.name, set())
    # Qt draws in software wherever the window is drawn; Windows' stand-in for a graphics card is not needed for that.
    return path.suffix != ".pyi" and not path.name.lower().startswith(
        ("opengl32sw", "d3dcompiler", "qt6quick", "qt6qml")
    )


def trimmed(entries: Iterable[Entry], needs: Callable[[str], Iterable[str]] | None = None) -> list[Entry]:
    """The rows that stay, in their order.

    ``needs`` gives the names of the libraries a file is linked to (Linux); with it, a library that no kept module,
    plugin or library is linked to goes too. Without it only the tables above count.
    """
    kept = [row for row in entries if is_wanted(row[0]) and row[0] not in LEFT_TO_THE_SYSTEM]
    return kept if needs is None else _reached(kept, needs)


def linked(headers: str) -> list[str]:
    """Names of the libraries a file is linked to itself, in what ``objdump --private-headers`` says of it."""
    return re.findall(r"^\s+NEEDED\s+(\S+)", headers, re.MULTILINE)


def _reached(entries: list[Entry], needs: Callable[[str], Iterable[str]]) -> list[Entry]:
    by_name: dict[str, list[Entry]] = {}
    for row in entries:
        by_name.setdefault(PurePosixPath(row[0]).name, []).append(row)
    waiting = [row for row in entries if _is_root(row)]
    reached = {row[0] for row in waiting}
    while waiting:
        _place, source, kind = waiting.pop()
        linked = needs(source) if kind in ("BINARY", "EXTENSION") else ()
        for row in (found for name in linked for found in by_name.get(PurePosixPath(name).name, ())):
            if row[0] not in reached:
                reached.add(row[0])
                waiting.append(row)
    return [row for row in entries if row[0] in reached]


def _is_root(row: Entry) -> bool:
    """Whether a row is there for its own sake: a module, a plugin, a data file, Python itself."""
    place, source, kind = row
    is_library = kind in ("BINARY", "SYMLINK") and ".so" in place
    return not is_library or "plugins" in place or "libpython" in place or _is_inside(source)


def _is_inside(source: str) -> bool:
    """Whether a library came with a Python package and not from the machine; packages load theirs by name."""
    return "site-packages" in source and "/PySide6/Qt/lib/" not in source and sys.prefix in source
