"""XML from strangers as a stream of events: no document type of its own, no entities, no endless nesting.

The parser is expat; nothing of the document is kept, so a part of any size takes the memory of one of its pieces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NoReturn, Protocol
from xml.parsers import expat

from reader.errors import UnsafeFile
from reader.i18n import _
from reader.loaders.archive import damaged
from reader.loaders.limits import XML_DEPTH
from reader.patterns import deferred

_ENCODINGS: Final = deferred(r"utf-8|utf-16(?:le|be)?|us-ascii|iso-8859-1|windows-125[0-8]", re.IGNORECASE)
_DECLARES: Final = ("xmlns:", "xmlns")


class Visitor(Protocol):
    """What is told of a document, in its order. Elements are properly nested."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins. Names are ``prefix:name`` with the prefixes of the caller, or a bare name."""
        ...

    def end(self, name: str) -> None:
        """An element ends."""
        ...

    def words(self, text: str) -> None:
        """Characters between tags, in as many pieces as the parser likes."""
        ...


def visit(
    pieces: Iterable[bytes],
    prefixes: Mapping[str, str],
    visitor: Visitor,
    *,
    encoding: str | None = None,
    deepest: int = XML_DEPTH,
) -> None:
    """Tells the visitor of all elements and words.

    ``prefixes`` maps addresses of namespaces to the prefixes under which the visitor knows them; names of other
    namespaces come as ``?:name``. ``encoding`` is that of the bytes, None where they say so themselves.
    Raises UnreadableFile for XML that is not well-formed, and UnsafeFile for XML that declares entities, speaks of
    some that are unknown, or is nested deeper than ``deepest``.
    """
    parser = expat.ParserCreate(encoding)
    parser.buffer_text = True
    scope = _Scope({address: f"{prefix}:" for address, prefix in prefixes.items()})
    # Scopes around the present one, each with the depth at which it ends.
    around: list[tuple[int, _Scope]] = []
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, scope
        depth += 1
        if depth > deepest:
            raise UnsafeFile(_("{file} is nested too deep to be read."), _by_text())
        declared = {key[6:]: value for key, value in attributes.items() if key.startswith(_DECLARES)}
        if declared:
            around.append((depth, scope))
            scope = scope.inner(declared)
        visitor.start(scope.elements[name], {scope.attributes[key]: value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth, scope
        visitor.end(scope.elements[name])
        if around and around[-1][0] == depth:
            scope = around.pop()[1]
        depth -= 1

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = visitor.words
    if encoding is None:
        parser.XmlDeclHandler = _declaration
    parser.StartDoctypeDeclHandler = _document_type
    parser.EntityDeclHandler = _refuse_entities
    parser.SkippedEntityHandler = _refuse_entities
    parser.ExternalEntityRefHandler = _refuse_entities
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise damaged() from error


class _Scope:
    """What the prefixes of a document stand for within an element.

    The parser could tell it, but refuses documents that use a prefix they do not declare. Word processors open them;
    such a prefix is taken for the one that the namespace usually has.
    """

    def __init__(
        self, known: Mapping[str, str], declared: Mapping[str, str] | None = None, outer: _Scope | None = None
    ) -> None:
        self.elements = _Names(lambda prefix, local: f"{self.prefix(prefix)}{local}")
        # An attribute without a prefix belongs to its element and to no namespace.
        self.attributes = _Names(lambda prefix, local: f"{self.prefix(prefix) if prefix else ''}{local}")
        self._known = known
        self._declared = declared or {}
        self._outer = outer

    def inner(self, declared: Mapping[str, str]) -> _Scope:
        """The scope of an element that declares prefixes of its own."""
        return _Scope(self._known, declared, self)

    def prefix(self, written: str) -> str:
        """The prefix, with its colon, under which the visitor knows names with a prefix as the document writes it."""
        scope: _Scope | None = self
        while scope is not None:
            if written in scope._declared:
                address = scope._declared[written]
                return self._known.get(address, "?:") if address else ""
            scope = scope._outer
        usual = f"{written}:"
        return usual if usual in (*self._known.values(), "xml:") else "?:" if written else ""


class _Names(dict[str, str]):
    """From names as the document writes them to those the visitor knows."""

    def __init__(self, known: Callable[[str, str], str]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, name: str) -> str:
        prefix, _colon, local = name.rpartition(":")
        self[name] = self._known(prefix, local)
        return self[name]


def _declaration(_version: str, encoding: str | None, _standalone: int) -> None:
    # Others expat asks Python for, which knows some that are no encodings of text.
    if encoding is not None and not _ENCODINGS.fullmatch(encoding):
        raise damaged()


def _document_type(_name: str, _system: str | None, _public: str | None, has_internal_subset: int) -> None:
    # A bare document type, as old e-books and OpenOffice 1 have it, declares nothing and is not fetched.
    if has_internal_subset:
        _refuse_entities()


def _refuse_entities(*_what: object) -> NoReturn:
    raise UnsafeFile(_("{file} uses entities of its own making, which Readout does not follow."), _by_text())


def _by_text() -> str:
    return _("Copy its text into a plain text file (.txt) and open that.")
