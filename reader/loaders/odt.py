"""OpenDocument texts (.odt): an archive of XML parts, or all of them in one flat XML file (.fodt)."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from reader.errors import UnsupportedFormat
from reader.i18n import _
from reader.loaders.base import ARCHIVE_MAGIC, Loaded
from reader.loaders.child import load_in_child

if TYPE_CHECKING:
    from reader.loaders.archive import Archive
    from reader.loaders.flow import Flow
    from reader.loaders.odt_text import OdtText
    from reader.loaders.properties import Properties
    from reader.loaders.xml_events import Visitor

_KIND: Final = b"application/vnd.oasis.opendocument.text"
_TEXT: Final = "content.xml"
_PIECE: Final = 1 << 16


class _Odt:
    name = "odt"
    label = "OpenDocument text"
    suffixes: tuple[str, ...] = (".odt", ".ott", ".fodt")

    def recognises(self, head: bytes, suffix: str) -> float:
        if head.startswith(ARCHIVE_MAGIC):
            return 0.97 if _KIND in head else 0.95 if suffix in self.suffixes else 0.2
        return 0.97 if _KIND in head and b"<office:document" in head else 0.0

    def load(self, data: bytes) -> Loaded:
        return load_in_child(self.name, data)

    def parse(self, data: bytes) -> Loaded:
        """What ``load`` gives, without the limits of the child process."""
        from reader.loaders.archive import Archive

        return _from_archive(Archive(data)) if data.startswith(ARCHIVE_MAGIC) else _from_flat_file(data)


def _from_archive(archive: Archive) -> Loaded:
    from reader.loaders.archive import protected
    from reader.loaders.flow import Flow
    from reader.loaders.odt_styles import PREFIXES, Styles
    from reader.loaders.odt_text import OdtText
    from reader.loaders.properties import DUBLIN_CORE, Properties
    from reader.loaders.xml_events import visit

    if _is_locked(archive):
        raise protected()
    flow, styles, properties = Flow(), Styles(), Properties()
    text_of = OdtText(flow, styles, embedded=lambda address: _add_object(flow, archive, address))
    parts: tuple[tuple[str, Mapping[str, str], Visitor], ...] = (
        ("styles.xml", PREFIXES, text_of),
        (_TEXT, PREFIXES, text_of),
        ("meta.xml", DUBLIN_CORE, properties),
    )
    for part, prefixes, visitor in parts:
        if part in archive:
            visit(archive.pieces(part), prefixes, visitor)
    return _loaded(flow, text_of, styles.language, properties)


def _from_flat_file(data: bytes) -> Loaded:
    from reader.loaders.flow import Flow
    from reader.loaders.odt_styles import PREFIXES, Styles
    from reader.loaders.odt_text import OdtText
    from reader.loaders.properties import DUBLIN_CORE, Properties
    from reader.loaders.xml_events import visit

    pieces = [data[at : at + _PIECE] for at in range(0, len(data), _PIECE)]
    flow, styles, properties = Flow(), Styles(), Properties()
    text_of = OdtText(flow, styles, embedded=lambda _address: None)
    visit(pieces, PREFIXES, text_of)
    visit(pieces, DUBLIN_CORE, properties)
    return _loaded(flow, text_of, styles.language, properties)


def _loaded(flow: Flow, text_of: OdtText, default_language: str | None, properties: Properties) -> Loaded:
    from reader.loaders.properties import language_of, title_of

    if not text_of.has_text:
        raise UnsupportedFormat(
            _("{file} holds no OpenDocument text."), _("Open it in a word processor and save it as a text document.")
        )
    text, paragraphs = flow.text()
    stated = properties.stated
    return Loaded(
        text,
        paragraphs,
        title=title_of(text, paragraphs, marked=flow.title, stated=stated.get("dc:title")),
        language=language_of(text, stated.get("dc:language") or default_language),
        warnings=flow.left_out.receipt(),
    )


def _is_locked(archive: Archive) -> bool:
    """Whether the text lies in the archive under a password, in either of the two ways there are."""
    from reader.loaders.odt_styles import PREFIXES
    from reader.loaders.xml_events import visit

    listed = _Manifest()
    if "META-INF/manifest.xml" in archive:
        visit(archive.pieces("META-INF/manifest.xml"), PREFIXES, listed)
    return listed.locked


class _Manifest:
    def __init__(self) -> None:
        self.locked = False

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        self.locked = self.locked or name == "manifest:encryption-data"

    def end(self, name: str) -> None:
        pass

    def words(self, text: str) -> None:
        pass


def _add_object(flow: Flow, archive: Archive, address: str) -> None:
    """Says the signs of a formula, which lies in a part of its own; the words of a chart are left out."""
    from reader.loaders.left_out import Reason
    from reader.loaders.odt_styles import PREFIXES
    from reader.loaders.xml_events import visit

    part = posixpath.normpath(posixpath.join("/", address, _TEXT)).lstrip("/")
    if part in archive and part != _TEXT:
        words = _ObjectWords()
        visit(archive.pieces(part), PREFIXES, words)
        flow.say("".join(words.said), leave_out=None if words.is_formula else Reason.DIAGRAMS)


class _ObjectWords:
    def __init__(self) -> None:
        self.is_formula = False
        self.said: list[str] = []
        self._path: list[str] = []

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        self.is_formula = self.is_formula or name == "math:math"
        self._path.append(name)

    def end(self, name: str) -> None:
        self._path.pop()
        if name == "text:p":
            self.said.append("\n")

    def words(self, text: str) -> None:
        if self._path[-1] in ("math:mi", "math:mn", "math:mo", "math:mtext", "math:ms", "text:p"):
            self.said.append(text)


ODT = _Odt()
