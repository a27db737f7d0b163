"""An exported page opened again as the comparison it was made from.

The texts and sentences are those that are seen on the page, and they must be the ones it was written with; speakers
and topics are found and the comparison is made anew, by this version of the program, and the reader's judgements and
notes are put to work in it again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from reader.errors import ReaderError
from reader.loaders.limits import FILE_BYTES
from reader.loaders.own_page import DATA_ID, FORMAT, OWN_PAGE, not_an_export, text_hash
from reader.marks import Filter, Lens
from reader.model import Document, Judgements, Options, Paragraph, ParagraphKind, Source, Span
from reader.project.saved import SUFFIX, Saved, View, open_saved
from reader.project.shapes import has_shape
from reader.text.canonical import canonical

_MARK = f'<template id="{DATA_ID}">'.encode()


@dataclass(frozen=True, slots=True)
class Reopened:
    """What a page gives back."""

    left: Document
    right: Document
    options: Options
    judgements: Judgements
    title: str | None
    """The title that was given to the page; None where it had none of its own."""
    lens: Lens
    filter: Filter
    program: str
    """Version of the program that wrote the page."""

    def saved(self) -> Saved:
        """The comparison, made anew, with the reader's judgements and the view."""
        from reader.compare.engine import compare  # not to tell whether a file is such a page

        found = compare(self.left, self.right, self.options)
        return Saved(found, self.judgements, View(lens=self.lens, filter=self.filter))


def is_export(data: bytes) -> bool:
    """Whether a file is a page that Readout exported, or says so of itself."""
    return data[:1024].lstrip().lower().startswith(b"<!doctype html") and _MARK in data


def is_export_file(path: Path) -> bool:
    """Whether a file can be read and begins as a page that Readout exported."""
    try:
        if path.suffix.lower() not in (".html", ".htm") or path.stat().st_size > FILE_BYTES:
            return False
        return is_export(path.read_bytes())
    except OSError:
        return False


def holds_comparison(path: Path) -> bool:
    """Whether a file is named as a saved comparison, or is a page that Readout exported."""
    return path.suffix.lower() == SUFFIX or is_export_file(path)


def open_comparison(path: Path) -> Saved:
    """A saved comparison as it was found, or that of an exported page, made anew. Raises ReaderError."""
    if path.suffix.lower() == SUFFIX:
        return open_saved(path)
    return reopened(path.read_bytes(), path.name).saved()


def reopened(data: bytes, name: str) -> Reopened:
    """Both documents, options, judgements and view of an exported page.

    Raises ReaderError, one plain sentence that names the file, for every page that is not one, or was changed.
    """
    try:
        if len(data) > FILE_BYTES:
            raise not_an_export()
        parts = json.loads(OWN_PAGE.load(data).text)
        carried = json.loads(parts["data"])
        if carried["format"] != FORMAT:
            raise not_an_export()
        return _reopened(parts, carried)
    except ReaderError as error:
        raise error.about(name) from error.__cause__
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        # JSON and Unicode errors are ValueErrors; the others come from values of the wrong shape.
        raise not_an_export().about(name) from error


def _reopened(parts: dict[str, Any], carried: dict[str, Any]) -> Reopened:
    title = carried["title"]
    out = Reopened(
        left=_document(parts["left"], carried["left"]),
        right=_document(parts["right"], carried["right"]),
        options=Options.from_dict(carried["options"]),
        judgements=Judgements.from_dict(carried["judgements"]),
        title=title,
        lens=Lens(carried["lens"]),
        filter=Filter.from_dict(carried["filter"]),
        program=carried["program"],
    )
    if not has_shape(out, Reopened):
        raise not_an_export()
    return out


def _document(paragraphs: list[dict[str, Any]], carried: dict[str, Any]) -> Document:
    text, blocks, sentences = _text(paragraphs, carried["gaps"])
    if text_hash(text) != carried["text_sha256"] or canonical(text).text != text:
        raise not_an_export()
    source = Source(**carried["source"])
    if not has_shape(source, Source):
        raise not_an_export()
    from reader.reading import rebuilt

    return rebuilt(
        text,
        blocks,
        sentences,
        title=carried["title"],
        date=carried["date"],
        language=carried["language"],
        source=source,
        warnings=carried["warnings"],
    )


def _text(paragraphs: list[dict[str, Any]], gaps: list[str]) -> tuple[str, list[Paragraph], list[Span]]:
    """The text put together again, with its paragraphs and sentences."""
    if len(gaps) != len(paragraphs) + 1 or "".join(gaps).strip():
        raise not_an_export()
    parts: list[str] = []
    blocks: list[Paragraph] = []
    sentences: list[Span] = []
    at = 0
    for gap, paragraph in zip_longest(gaps, paragraphs):
        parts.append(gap)
        at += len(gap)
        if paragraph is None:
            break
        start = at
        for piece, is_sentence in paragraph["pieces"]:
            parts.append(piece)
            if is_sentence:
                sentences.append(Span(at, at + len(piece)))
            at += len(piece)
        blocks.append(Paragraph(start, at, ParagraphKind(paragraph["kind"]), paragraph["level"]))
    return "".join(parts), blocks, sentences
