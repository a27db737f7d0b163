"""Plain text."""

from __future__ import annotations

from reader.i18n import _
from reader.loaders.base import Loaded
from reader.loaders.encodings import decode
from reader.loaders.wrapping import unwrapped


class _Plain:
    name = "text"
    label = "Plain text"
    suffixes: tuple[str, ...] = (".txt", ".text")

    def recognises(self, head: bytes, suffix: str) -> float:
        return 0.5 if suffix in self.suffixes else 0.2

    def load(self, data: bytes) -> Loaded:
        decoded = decode(data)
        text, warnings = decoded.text, decoded.warnings
        joined = unwrapped(text.replace("\r\n", "\n").replace("\r", "\n"))
        if joined is not None:
            text = joined
            warnings += (_("The lines of the file were broken at a fixed width; they were joined into paragraphs."),)
        return Loaded(text, encoding=decoded.encoding, encoding_guessed=decoded.guessed, warnings=warnings)


PLAIN = _Plain()
