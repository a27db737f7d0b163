"""What is particular to a language: one file each, listed in ``ALL``; any other gets ``DEFAULT``."""

from __future__ import annotations

from reader.languages.base import Language, SentenceLexicon
from reader.languages.en import EN
from reader.languages.vi import VI
from reader.languages.zh import ZH

ALL: tuple[Language, ...] = (EN, ZH, VI)
DEFAULT = Language("und")

_BY_CODE = {one.code: one for one in ALL}


def language(code: str) -> Language:
    """The language of a BCP 47 tag (``zh-Hant`` and ``zh`` are one); with the rules of ``DEFAULT`` where not listed."""
    primary = code.replace("_", "-").split("-")[0].lower()
    if primary in _BY_CODE:
        return _BY_CODE[primary]
    return Language(primary) if primary.isascii() and primary.isalpha() and 2 <= len(primary) <= 3 else DEFAULT


__all__ = ["ALL", "DEFAULT", "Language", "SentenceLexicon", "language"]
