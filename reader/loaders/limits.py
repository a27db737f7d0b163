"""What a file may cost before reading it is given up. docs/limits.md has the same figures, and a test compares them."""

from __future__ import annotations

from typing import Final

FILE_BYTES: Final = 50 * 1000 * 1000
"""Size of a file."""
TEXT_CHARACTERS: Final = 10_000_000
"""Characters of the text in it."""
MARKDOWN_BYTES: Final = 200 * 1000
"""Size of a Markdown file whose marks are followed; a longer one is read as plain text."""
MARKDOWN_SECONDS: Final = 5
"""Time for following its marks; a usual one of that size takes less than one second."""
CHILD_MEMORY_BYTES: Final = 512 * 1024 * 1024
"""Address space of the process that reads a structured file."""
CHILD_SECONDS: Final = 20
"""Time of that process, by the clock and by the processor."""
HTML_DEPTH: Final = 2_000
"""Parts of a web page within each other; the parser, libxml2, stops a little above it."""
MAIL_HEADER_BYTES: Final = 10 * 1000
"""How much of a header of a message is read."""
MAIL_PARTS: Final = 10_000
"""Parts of a message, counted by the lines that may part them."""
MAIL_DEPTH: Final = 20
"""Parts of a message within each other."""
ADDRESS_BYTES: Final = 20 * 1000 * 1000
"""Size of what a web address gives, unpacked."""
ADDRESS_SECONDS: Final = 20
"""Time for fetching it, redirects included."""
ADDRESS_REDIRECTS: Final = 5
"""How often an address may send on to another one."""
CHARDET_BYTES: Final = 256 * 1000
"""How much of a text is looked at to guess its encoding."""
ARCHIVE_PARTS: Final = 10_000
"""Parts of a document that is a ZIP archive (Word, OpenDocument, e-book)."""
ARCHIVE_PART_BYTES: Final = 64 * 1000 * 1000
"""Size of one part, unpacked."""
ARCHIVE_BYTES: Final = 128 * 1000 * 1000
"""Size of all parts that are read, unpacked."""
ARCHIVE_RATIO: Final = 300
"""How many times larger than packed a part may become."""
ARCHIVE_RATIO_FROM_BYTES: Final = 1000 * 1000
"""Unpacked size from which on ARCHIVE_RATIO holds; white space in a small part packs better than that."""
XML_DEPTH: Final = 512
"""Elements of XML within each other, and groups of RTF."""
