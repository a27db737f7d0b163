"""What an e-book says of itself: its chapters in order, its table of contents, title, language and locks."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from reader.errors import ReaderError, UnsupportedFormat
from reader.i18n import _
from reader.loaders.archive import Archive
from reader.loaders.xml_events import visit

_PREFIXES: Final = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/elements/1.0/": "dc",
    "http://www.idpf.org/2007/opf": "opf",
}
_PAGES: Final = frozenset(("application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/xml"))
_CONTAINER: Final = "META-INF/container.xml"
_LONGEST: Final = 300


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the book that holds text."""

    part: str
    is_contents: bool


@dataclass(frozen=True, slots=True)
class Package:
    """What the book says of itself."""

    chapters: tuple[Chapter, ...]
    """In reading order, each part once."""
    styles: tuple[str, ...]
    title: str | None
    language: str | None
    published: str | None


def package(archive: Archive) -> Package:
    """Reads what the book says of itself. Raises UnsupportedFormat where it is none, or locked."""
    part = _package_part(archive)
    found = _PackageXml()
    visit(archive.pieces(part), _PREFIXES, found)
    folder = posixpath.dirname(part)

    def resolved(address: str) -> str:
        return posixpath.normpath(posixpath.join("/", folder, unquote(address.partition("#")[0]))).lstrip("/")

    contents = {resolved(address) for address in found.contents}
    items = [found.items[key] for key in found.spine if key in found.items] or list(found.items.values())
    chapters: dict[str, Chapter] = {}
    for item in items:
        name = resolved(item.address)
        if item.media in _PAGES and name in archive:
            chapters.setdefault(name, Chapter(name, "nav" in item.properties or name in contents))
    if _locked(archive) & {name.lower() for name in chapters}:
        raise _drm()
    styles = [resolved(item.address) for item in found.items.values() if item.media == "text/css"]
    said = found.said
    return Package(
        tuple(chapters.values()),
        tuple(name for name in styles if name in archive),
        said.get("title"),
        said.get("language"),
        said.get("date"),
    )


def _package_part(archive: Archive) -> str:
    container = _ContainerXml()
    if _CONTAINER in archive:
        visit(archive.pieces(_CONTAINER), {}, container)
    named = container.parts + [name for name in archive.names() if name.endswith(".opf")]
    for part in named:
        if part in archive:
            return part
    raise UnsupportedFormat(
        _("{file} is an archive, but no e-book lies in it."), _("Unpack it, or open the file it was made from.")
    )


def _drm() -> ReaderError:
    return UnsupportedFormat(
        _("{file} is an e-book locked against copying (DRM)."),
        _("Copy the text you need into a plain text file (.txt), then open that file."),
    )


def _local(name: str) -> str:
    return name.rpartition(":")[2]


class _ContainerXml:
    def __init__(self) -> None:
        self.parts: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if _local(name) == "rootfile":
            self.parts.append(attributes.get("full-path", ""))

    def end(self, name: str) -> None:
        pass

    def words(self, text: str) -> None:
        pass


@dataclass(frozen=True, slots=True)
class _Item:
    address: str
    media: str
    properties: tuple[str, ...]


class _PackageXml:
    def __init__(self) -> None:
        self.items: dict[str, _Item] = {}
        self.spine: list[str] = []
        self.contents: list[str] = []
        self.said: dict[str, str] = {}
        self._saying = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._saying = ""
        if name.startswith("dc:"):
            self._begin_saying(_local(name).lower(), attributes)
        elif _local(name) == "item":
            media = attributes.get("media-type", "")
            properties = tuple(attributes.get("properties", "").split())
            self.items[attributes.get("id", "")] = _Item(attributes.get("href", ""), media, properties)
        elif _local(name) == "itemref":
            self.spine.append(attributes.get("idref", ""))
        elif _local(name) == "reference" and attributes.get("type") == "toc":
            self.contents.append(attributes.get("href", ""))

    def _begin_saying(self, name: str, attributes: Mapping[str, str]) -> None:
        # The first of each counts; of dates only that of publication, and not that of a scan or a conversion.
        event = attributes.get("opf:event", "publication")
        if name not in self.said and (name != "date" or event == "publication"):
            self._saying = name
            self.said[name] = ""

    def end(self, name: str) -> None:
        self._saying = ""

    def words(self, text: str) -> None:
        if self._saying and len(self.said[self._saying]) < _LONGEST:
            self.said[self._saying] += text[:_LONGEST]


def _locked(archive: Archive) -> set[str]:
    """Names of encrypted parts in lower case."""
    found = _EncryptionXml()
    if "META-INF/encryption.xml" in archive:
        visit(archive.pieces("META-INF/encryption.xml"), {}, found)
    return {posixpath.normpath(unquote(address)).lstrip("/").lower() for address in found.addresses}


class _EncryptionXml:
    def __init__(self) -> None:
        self.addresses: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if _local(name) == "CipherReference":
            self.addresses.append(attributes.get("URI", ""))

    def end(self, name: str) -> None:
        pass

    def words(self, text: str) -> None:
        pass
