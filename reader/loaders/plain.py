"""Plain text."""

from __future__ import annotations

from reader.loaders.base import Loaded


class _Plain:
    name = "text"
    label = "Plain text"
    suffixes: tuple[str, ...] = (".txt", ".text")

    def recognises(self, head: bytes, suffix: str) -> float:
        return 0.5 if suffix in self.suffixes else 0.2

    def load(self, data: bytes) -> Loaded:
        return Loaded(data.decode("utf-8"), encoding="utf-8")


PLAIN = _Plain()
