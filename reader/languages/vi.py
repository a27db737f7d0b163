"""Vietnamese."""

from __future__ import annotations

from reader.languages.base import Language

VI = Language("vi")
