"""Chinese, in simplified and traditional characters."""

from __future__ import annotations

from reader.languages.base import Language

ZH = Language("zh")
