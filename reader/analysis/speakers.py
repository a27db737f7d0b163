"""Who said it."""

from __future__ import annotations

from reader.model import Document


def attribute(document: Document) -> Document:
    """The document with ``speakers``, ``people`` and each sentence's speaker, attribution and cue filled in."""
    return document
