"""What Windows is told of the program, and its installer: ``python packaging/for_windows.py`` on Windows.

``windows/installer.nsi`` is the installer's script, for NSIS. Formats and version come from here, so that the script
knows neither. Not yet built on Windows; the tests translate the script with a stand-in for the program.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import icons
from bundle import BUNDLE, DIST
from described import FileType, file_types
from released import ROOT, VERSION
from windows_properties import PUBLISHER, number

SCRIPT = ROOT / "packaging" / "windows" / "installer.nsi"
WORK = ROOT / "build" / "windows"


def main() -> int:
    """Makes ``dist/readout-VERSION-windows-setup.exe`` from the frozen program; gives the exit code."""
    if not (BUNDLE / "readoutw.exe").is_file():
        raise SystemExit("There is no frozen program for Windows yet; run packaging/bundle.py on Windows first.")
    print(build(BUNDLE, WORK, DIST).relative_to(ROOT))
    return 0


def build(program: Path, work: Path, dist: Path) -> Path:
    """The installer for the program in a folder."""
    tool = shutil.which("makensis")
    if tool is None:
        raise SystemExit("makensis is needed to make the installer; it comes with NSIS 3.")
    work.mkdir(parents=True, exist_ok=True)
    dist.mkdir(parents=True, exist_ok=True)
    icons.write_for_windows_and_macos(work)
    (work / "formats.nsh").write_text("\n".join(formats()) + "\n", encoding="utf-8")
    target = dist / f"readout-{VERSION}-windows-setup.exe"
    values = {"VERSION": VERSION, "NUMBER": number(), "PROGRAM": f"{program}{os.sep}*", "WORK": work, "TARGET": target}
    values |= {"PUBLISHER": PUBLISHER, "SIZE": sum(f.stat().st_size for f in program.rglob("*") if f.is_file()) // 1024}
    command = [tool, "-V2", "-WX", "-INPUTCHARSET", "UTF8", *(f"-D{name}={value}" for name, value in values.items())]
    done = subprocess.run([*command, str(SCRIPT)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"makensis failed:\n{done.stdout}{done.stderr}")
    return target


def formats() -> Iterator[str]:
    """Lines of NSIS: two macros that enter every kind of file in the registry and take it out again."""
    yield "!macro ENTER_FORMATS"
    for one in file_types():
        yield from _entered(one)
    yield "!macroend"
    yield "!macro REMOVE_FORMATS"
    for one in file_types():
        for ending in one.endings:
            yield f'  DeleteRegValue HKCU "Software\\Classes\\{ending}\\OpenWithProgids" "{_kind(one)}"'
            yield f'  DeleteRegKey /ifempty HKCU "Software\\Classes\\{ending}\\OpenWithProgids"'
            yield f'  DeleteRegKey /ifempty HKCU "Software\\Classes\\{ending}"'
        yield f'  DeleteRegKey HKCU "Software\\Classes\\{_kind(one)}"'
    yield "!macroend"


def _entered(one: FileType) -> Iterator[str]:
    """Readout is offered for a kind of file; only its own opens with it unless the person chooses so."""
    kind = f"Software\\Classes\\{_kind(one)}"
    yield f'  WriteRegStr HKCU "{kind}" "" "{one.name}"'
    if one.is_own:
        yield f'  WriteRegStr HKCU "{kind}\\DefaultIcon" "" "$INSTDIR\\readout-document.ico"'
    yield f'  WriteRegStr HKCU "{kind}\\shell\\open\\command" "" \'"$INSTDIR\\readoutw.exe" "%1"\''
    for ending in one.endings:
        yield f'  WriteRegStr HKCU "Software\\Classes\\{ending}\\OpenWithProgids" "{_kind(one)}" ""'
        if one.is_own:
            yield f'  WriteRegStr HKCU "Software\\Classes\\{ending}" "" "{_kind(one)}"'
            yield f'  WriteRegStr HKCU "Software\\Classes\\{ending}" "Content Type" "{one.media}"'


def _kind(one: FileType) -> str:
    """Programmatic identifier of a kind of file: ``Readout.docx``."""
    return f"Readout{one.endings[0]}"


if __name__ == "__main__":
    sys.exit(main())
