"""What a Linux desktop is told of Readout: desktop entry, metainfo, media type, icons."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import described
import icons
import pytest
import share
from released import APP_ID

from reader import __version__
from reader.loaders import ALL as LOADERS
from reader.project.saved import FORMAT, SUFFIX, Saved, to_bytes

MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("share")
    share.write(folder)
    return folder


def run(*command: object) -> str:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def entry(tree: Path) -> configparser.SectionProxy:
    parser = configparser.RawConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # keys keep their case
    parser.read(tree / "applications" / "readout.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def test_every_ending_that_is_opened_has_a_media_type() -> None:
    known = described.media_types()
    missing = [ending for loader in LOADERS for ending in loader.suffixes if ending not in known]
    assert missing == [], "give them a line in packaging/media-types.toml"


def test_the_desktop_entry_offers_every_format(entry: configparser.SectionProxy) -> None:
    listed = entry["MimeType"].rstrip(";").split(";")
    assert listed == [one.media for one in described.file_types()]
    assert "application/vnd.readout.comparison+json" in listed
    assert "text/plain" in listed
    assert (entry["Exec"], entry["Icon"], entry["StartupWMClass"]) == ("readout %F", "readout", "readout")


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="desktop-file-utils is not installed")
def test_the_desktop_entry_is_valid(tree: Path) -> None:
    assert run("desktop-file-validate", tree / "applications" / "readout.desktop") == ""


def test_metainfo_names_this_version_and_the_same_formats(tree: Path) -> None:
    root = ElementTree.parse(tree / "metainfo" / f"{APP_ID}.metainfo.xml").getroot()
    assert root.findtext("id") == APP_ID
    release = root.find("releases/release")
    assert release is not None
    assert release.get("version") == __version__
    assert len(release.findall("description/ul/li")) >= 3
    assert [one.text for one in root.findall("provides/mediatype")] == [one.media for one in described.file_types()]
    assert root.findtext("launchable") == "readout.desktop"


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="appstream is not installed")
def test_metainfo_is_valid(tree: Path) -> None:
    assert "Validation was successful" in run("appstreamcli", "validate", "--no-net", *tree.glob("metainfo/*.xml"))


def test_a_saved_comparison_is_known_by_ending_and_content(tree: Path) -> None:
    root = ElementTree.parse(tree / "mime" / "packages" / "readout.xml").getroot()
    (kind,) = root.findall(f"{MIME}mime-type")
    own = described.file_types()[0]
    assert (kind.get("type"), own.endings) == (own.media, (SUFFIX,))
    assert [one.get("pattern") for one in kind.findall(f"{MIME}glob")] == [f"*{SUFFIX}"]
    wording = next(kind.iter(f"{MIME}magic")).find(f"{MIME}match/{MIME}match")
    assert wording is not None
    assert wording.get("value") == f'"{FORMAT}"'


@pytest.mark.skipif(not shutil.which("update-mime-database"), reason="shared-mime-info is not installed")
def test_the_media_type_is_accepted_and_its_icon_is_there(tree: Path) -> None:
    run("update-mime-database", tree / "mime")
    assert f"60:{share.OWN_MEDIA}:*.readout" in run("cat", tree / "mime" / "globs2").replace("50:", "60:")
    assert list(tree.glob(f"icons/hicolor/scalable/mimetypes/{share.OWN_MEDIA.replace('/', '-')}.svg"))


def test_the_magic_fits_a_file_as_it_is_saved() -> None:
    import reader

    comparison = reader.compare(reader.parse("They met. They spoke."), reader.parse("They met. They left."))
    head = to_bytes(Saved(comparison))[:128]
    assert head.startswith(b"{")
    at = head.index(f'"{FORMAT}"'.encode())
    assert 1 <= at <= 64


def test_every_size_of_the_icon_is_drawn(tree: Path) -> None:
    from PySide6.QtGui import QImage

    for size in icons.SIZES:
        for place in ("apps/readout.png", f"mimetypes/{share.DOCUMENT_ICON}.png"):
            image = QImage(str(tree / "icons" / "hicolor" / f"{size}x{size}" / place))
            assert (image.width(), image.height()) == (size, size), place


def test_the_icon_reads_at_the_smallest_size() -> None:
    """At 16 pixels nothing is blurred: both pages, the ribbon on each, and the ground stand in whole pixels."""
    from PySide6.QtGui import QImage

    image = QImage.fromData(icons.png(icons.PROGRAM, 16), "PNG")

    def colour(x: int, y: int) -> str:
        return image.pixelColor(x, y).name().upper()

    paper, ribbon, ground, words = "#FBFAF6", "#F4C84A", "#16406F", "#9AA7B8"
    assert [colour(x, 12) for x in (2, 6, 7, 8, 9, 13)] == [paper, paper, ground, ground, paper, paper]
    assert {colour(x, y) for x in range(2, 7) for y in (5, 7)} == {ribbon}
    assert {colour(x, y) for x in range(9, 14) for y in (7, 9)} == {ribbon}
    assert {colour(x, 3) for x in (3, 4, 5, 10, 11, 12)} == {words}


@pytest.mark.parametrize("name", [icons.PROGRAM, icons.SYMBOLIC, icons.DOCUMENT])
def test_drawings_are_plain(name: str) -> None:
    root = ElementTree.parse(icons.DRAWINGS / f"{name}.svg").getroot()
    allowed = {"svg", "title", "rect", "path", "g", "circle"}
    assert {element.tag.rpartition("}")[2] for element in root.iter() if isinstance(element.tag, str)} <= allowed
    assert root.findtext("{http://www.w3.org/2000/svg}title")
    if name == icons.SYMBOLIC:
        fills = {element.get("fill") for element in root.iter()} - {None}
        assert fills == {"#2e3436"}, "desktops recolour this one colour"
