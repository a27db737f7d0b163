"""The text of a file at a glance: what can be shown of it before anything is known about it. Without Qt."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from reader.model import Document, Source

_AT_MOST: Final = 100_000
"""Bytes of a file that is looked at in passing."""
_EAST_ASIAN: Final = "\u2e80"
"""The first character of which Chinese, Japanese and Korean have forms of their own."""


def glance(path: Path) -> Document | None:
    """Text, paragraphs, title and date of a small plain text, as ``read`` will give them; nothing else is looked for.

    Its language is empty unless it is known or decides on the font. None where the file is long, of another format,
    or has anything about it that must be told.
    """
    from reader.loaders.plain import PLAIN
    from reader.samples import sample_at
    from reader.text.blocks import blocks
    from reader.text.canonical import canonical

    if path.suffix.lower() not in PLAIN.suffixes:
        return None
    try:
        if not path.is_file() or path.stat().st_size > _AT_MOST:
            return None
        data = path.read_bytes()
        data.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    text = canonical(PLAIN.load(data).text).text
    paragraphs = tuple(blocks(text))
    sample = sample_at(path)
    heading = next((one for one in paragraphs[:1] if one.kind == "heading"), None)
    return (
        Document(
            text=text,
            title=sample.title if sample else text[heading.start : heading.end] if heading else path.stem,
            date=sample.date if sample else None,
            language=sample.language if sample else _language(text),
            source=Source(path.name, "", PLAIN.name, "utf-8", encoding_guessed=False),
            paragraphs=paragraphs,
            sentences=(),
        )
        if paragraphs
        else None
    )


def _language(text: str) -> str:
    """All scripts before those of East Asia are set in the same font; finding their language takes a while."""
    if max(text) < _EAST_ASIAN:
        return ""
    from reader.text.language import detect_language

    return detect_language(text)
