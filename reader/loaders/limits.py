"""What a file may cost before reading it is given up. docs/limits.md has the same figures, and a test compares them."""

from __future__ import annotations

from typing import Final

FILE_BYTES: Final = 50 * 1000 * 1000
"""Size of a file."""
TEXT_CHARACTERS: Final = 10_000_000
"""Characters of the text in it."""
MARKDOWN_BYTES: Final = 200 * 1000
"""Size of a Markdown file whose marks are followed; a longer one is read as plain text."""
CHILD_MEMORY_BYTES: Final = 512 * 1024 * 1024
"""Address space of the process that reads a structured file."""
CHILD_SECONDS: Final = 20
"""Time of that process, by the clock and by the processor."""
HTML_DEPTH: Final = 2_000
"""Parts of a web page within each other; the parser, libxml2, stops a little above it."""
CHARDET_BYTES: Final = 256 * 1000
"""How much of a text is looked at to guess its encoding."""
