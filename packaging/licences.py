"""Writes ``docs/licences.md``: every library Readout is made of or made with, and its licence.

``make licences`` runs this. The names come from ``pyproject.toml`` and from what the libraries themselves need, the
licences from what they say of themselves in the environment that ``make`` set up.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from released import ROOT

PAGE = ROOT / "docs" / "licences.md"

# What some libraries call their licence, as the SPDX list has it.
_SPDX = {
    "Apache Software License": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "BSD": "BSD-3-Clause",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
REFUSED = re.compile(r"\b(?:A?GPL|SSPL|BUSL)")
"""A licence that a library may not have unless it offers another one beside it."""

CARRIED = (
    ("Python", "PSF-2.0", "the language; only in programs that bring it along"),
    ("Qt", "LGPL-3.0-only", "in PySide6: the window. Separate libraries that may be replaced"),
    ("ICU", "Unicode-3.0", "in Qt: scripts and languages"),
    (
        "Unicode Character Database",
        "Unicode-3.0",
        "in the lexicons: which simplified Chinese character belongs to which traditional one",
    ),
    ("libxml2, libxslt", "MIT", "in lxml: reading web pages and documents"),
    ("PDFium", "BSD-3-Clause AND Apache-2.0", "in pypdfium2: reading PDF"),
    (
        "PyInstaller's starter",
        "GPL-2.0-or-later WITH Bootloader-exception",
        "the small program that starts a frozen Readout",
    ),
)
"""What comes inside other libraries or only with frozen programs: name, licence, where and what for."""

HEAD = """# Licences

Readout itself is under the [Apache License 2.0](../LICENSE). The sample readouts belong to their publishers
([rights](../seeds/README.md)). It stands on the libraries below. None of them asks that what is built on it take its
own licence. The tables are made by `make licences`; why each library was chosen stands in
[decisions/0001](decisions/0001-dependencies.md).

Each library brings the text of its licence; in a frozen program they lie in the folder `licences`. PySide6 and Qt are
used under the LGPL, version 3: they are separate files, and you may put other builds of them in their place.
"""


def main() -> int:
    """Writes the page, and says where a library's licence would be forced on the program; gives the exit code."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    refused = sorted(name for name in closure(project["dependencies"]) if not is_acceptable(licence(name)))
    if refused:
        raise SystemExit(f"The program cannot be built on {', '.join(refused)}: {', '.join(map(licence, refused))}.")
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    return 0


def page() -> str:
    """The page, from what is installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    program = closure(project["dependencies"])
    optional = closure(extras["fast"]) - program
    tools = closure(extras["test"]) - program - optional
    parts = [HEAD]
    parts += [_table("In the program", program), _table("Used where it is installed", optional)]
    rows = "".join(f"| {name} | {licence} | {what} |\n" for name, licence, what in CARRIED)
    parts.append(f"## Inside these, and in frozen programs\n\n| part | licence | where |\n|---|---|---|\n{rows}")
    parts.append(_table("For tests and for building only", tools))
    parts.append(
        "PyInstaller (GPL-2.0-or-later with an exception for what is built with it) makes the frozen programs.\n"
    )
    return "\n".join(parts)


def closure(wanted: Iterable[str]) -> set[str]:
    """Names of the libraries that are asked for and of those that they need on this system in turn."""
    found: set[str] = set()
    waiting = [Requirement(one) for one in wanted]
    while waiting:
        requirement = waiting.pop()
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
            continue
        try:
            package = distribution(requirement.name)
        except PackageNotFoundError as error:
            raise SystemExit(f"{requirement.name} is not installed; run “make test” once.") from error
        if package.name not in found:
            found.add(package.name)
            waiting += [Requirement(one) for one in package.requires or ()]
    return found


def licence(name: str) -> str:
    """SPDX expression of a library's licence, from what it says of itself."""
    metadata = distribution(name).metadata
    if "License-Expression" in metadata:
        return metadata["License-Expression"]
    said = metadata["License"].strip() if "License" in metadata else ""
    if not said or "\n" in said:
        classes = [
            one.rpartition(" :: ")[2] for one in metadata.get_all("Classifier") or () if one.startswith("License")
        ]
        said = " OR ".join(_SPDX.get(one, one) for one in classes)
    return _SPDX.get(said, said)


def is_acceptable(expression: str) -> bool:
    """Whether a library may be used: at least one of the licences it offers asks nothing of what is built on it."""
    return bool(expression) and any(not REFUSED.search(offer) for offer in expression.split(" OR "))


def _table(heading: str, names: set[str]) -> str:
    rows = "".join(f"| {name} | {licence(name)} |\n" for name in sorted(names, key=canonicalize_name))
    return f"## {heading}\n\n| library | licence |\n|---|---|\n{rows}"


if __name__ == "__main__":
    sys.exit(main())
