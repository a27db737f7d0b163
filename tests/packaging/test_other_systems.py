"""Windows, macOS and Flatpak: not built here, but what they are told fits the program, and their tools take it."""

from __future__ import annotations

import json
import plistlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import for_flatpak
import for_macos
import for_windows
import icons
import pytest
import windows_properties
from described import file_types
from PySide6.QtGui import QImage
from released import APP_ID

from reader import __version__
from reader.i18n import LANGUAGES


def test_windows_offers_readout_for_every_ending_and_takes_only_its_own() -> None:
    lines = "\n".join(for_windows.formats())
    for one in file_types():
        for ending in one.endings:
            place = rf"Software\\Classes\\{re.escape(ending)}"
            assert re.search(rf'WriteRegStr HKCU "{place}\\OpenWithProgids"', lines), ending
            assert re.search(rf'DeleteRegValue HKCU "{place}\\OpenWithProgids"', lines), ending
            assert bool(re.search(rf'WriteRegStr HKCU "{place}" ""', lines)) is one.is_own, ending


@pytest.mark.parametrize("version", ["1.2.3", "0.1.0", "2.0.0rc1", "3"])
def test_windows_counts_in_four_numbers(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows_properties, "VERSION", version)
    assert re.fullmatch(r"\d+\.\d+\.\d+\.\d+", windows_properties.number())


def test_the_properties_of_the_program_can_be_read_as_python() -> None:
    text = windows_properties.version_resource()
    names = {
        name: lambda *args, **kwargs: (args, kwargs)
        for name in (
            "VSVersionInfo",
            "FixedFileInfo",
            "StringFileInfo",
            "StringTable",
            "StringStruct",
            "VarFileInfo",
            "VarStruct",
        )
    }
    ((), parts) = eval(text, {"__builtins__": {}}, names)  # this is how PyInstaller reads it
    assert set(parts) == {"ffi", "kids"}
    assert __version__ in text


@pytest.mark.skipif(not shutil.which("makensis"), reason="NSIS is not installed")
def test_the_installer_can_be_translated(tmp_path: Path) -> None:
    program = tmp_path / "program"
    (program / "_internal").mkdir(parents=True)
    for name in ("readout.exe", "readoutw.exe", "_internal/library.dll"):
        (program / name).write_bytes(b"MZ")
    made = for_windows.build(program, tmp_path / "work", tmp_path / "dist")
    assert made.read_bytes().startswith(b"MZ")
    assert made.stat().st_size > 50_000


def test_windows_and_macos_icons_hold_their_sizes() -> None:
    ico, icns = icons.ico(icons.PROGRAM), icons.icns(icons.PROGRAM)
    assert ico[:6] == b"\0\0\1\0\x07\0"
    assert ico.count(b"\x89PNG\r\n") == 7
    assert QImage.fromData(ico, "ICO").width() in (16, 24, 32, 48, 64, 128, 256)
    assert icns[:4] == b"icns"
    assert int.from_bytes(icns[4:8], "big") == len(icns)
    assert not QImage.fromData(icns, "ICNS").isNull()


def test_macos_is_told_of_every_format() -> None:
    plist = plistlib.loads(plistlib.dumps(for_macos.info_plist()))
    listed = [kind for one in plist["CFBundleDocumentTypes"] for kind in one["LSItemContentTypes"]]
    assert listed == [one.uti for one in file_types()]
    assert plist["CFBundleShortVersionString"] == __version__
    assert plist["CFBundleLocalizations"] == list(LANGUAGES)
    (own,) = plist["UTExportedTypeDeclarations"]
    assert own["UTTypeTagSpecification"]["public.filename-extension"] == ["readout"]
    declared = {one["UTTypeIdentifier"] for one in [*plist["UTImportedTypeDeclarations"], own]}
    assert {kind for kind in listed if not kind.startswith(("public.", "com."))} == declared
    assert re.fullmatch(r"[A-Za-z0-9.-]+", for_macos.identifier())


def test_a_document_that_macos_hands_over_is_told() -> None:
    code = (
        "from PySide6.QtGui import QFileOpenEvent\n"
        "from reader.ui.app import make_application\n"
        "app = make_application(['readout']); heard = []\n"
        "app.file_handed_over.connect(heard.append)\n"
        "app.sendEvent(app, QFileOpenEvent('/tmp/a b.txt'))\n"
        "print(heard)"
    )
    environment = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(__file__).parents[2]), "HOME": "/nowhere"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment)
    assert done.stdout == "['/tmp/a b.txt']\n", done.stderr


def test_the_flatpak_asks_for_no_files() -> None:
    manifest = json.loads(for_flatpak.MANIFEST.read_text(encoding="utf-8"))
    assert (manifest["id"], for_flatpak.MANIFEST.stem, manifest["command"]) == (APP_ID, APP_ID, "readout")
    asked = manifest["finish-args"]
    assert not [one for one in asked if "filesystem" in one or "bus" in one or "device" in one]
    (module,) = manifest["modules"]
    (source,) = module["sources"]
    assert (for_flatpak.MANIFEST.parent / source["path"]).resolve() == for_flatpak.WORK


def test_the_flatpak_exports_only_names_it_may(tmp_path: Path) -> None:
    for_flatpak.write_share(tmp_path)
    for place in ("share/applications/*.desktop", "share/metainfo/*.xml", "share/mime/packages/*.xml"):
        (found,) = tmp_path.glob(place)
        assert found.name.startswith(f"{APP_ID}.")
    assert f"Icon={APP_ID}\n" in next(tmp_path.glob("share/applications/*")).read_text(encoding="utf-8")
    assert f"{APP_ID}.desktop" in next(tmp_path.glob("share/metainfo/*")).read_text(encoding="utf-8")
    assert (tmp_path / "share" / "icons" / "hicolor" / "128x128" / "apps" / f"{APP_ID}.png").is_file()
    assert {path.name for path in (tmp_path / "papers").iterdir()} == {"LICENSE", "licences.md"}


@pytest.mark.skipif(not shutil.which("flatpak-builder"), reason="flatpak-builder is not installed")
def test_flatpak_builder_reads_the_manifest(tmp_path: Path) -> None:
    command = ["flatpak-builder", "--show-manifest", str(for_flatpak.MANIFEST)]
    # It leaves a folder where it is started.
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    written, read = json.loads(for_flatpak.MANIFEST.read_text(encoding="utf-8")), json.loads(done.stdout)
    # A key it does not know is left out of what it shows.
    assert read == written
