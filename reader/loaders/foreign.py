"""Formats Readout does not open, told by their first bytes, and what a person can do instead."""

from __future__ import annotations

from reader.i18n import _

# First bytes of files that never hold plain text. The key is what the file is called to a person.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\0", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"ID3", "recording"),
    (b"OggS", "recording"),
    (b"fLaC", "recording"),
    (b"RIFF", "recording"),
    (b"\x1aE\xdf\xa3", "recording"),
    (b"\x7fELF", "program"),
    (b"MZ\x90\0", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"SQLite format 3\0", "database"),
)
# What a ZIP file holds, by the names of its parts, which stand in it uncompressed. The first that fits counts, for
# a text may hold a spreadsheet; None: a loader reads it.
_ZIPPED: tuple[tuple[bytes, str | None], ...] = (
    (b"word/", None),
    (b"application/vnd.oasis.opendocument.text", None),
    (b"application/epub+zip", None),
    (b"xl/", "spreadsheet"),
    (b"ppt/", "slides"),
    (b"application/vnd.oasis.opendocument.", "spreadsheet"),
    (b"[Content_Types].xml", None),
)
# What a file of the container that Office used before 2007 holds, by the names of its streams.
_OLD_OFFICE: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "locked"),
    ("WordDocument", "old word"),
    ("PowerPoint Document", "slides"),
    ("Workbook", "spreadsheet"),
)
_ZIPPED_SUFFIXES = (".docx", ".docm", ".dotx", ".dotm", ".odt", ".ott", ".epub")


def foreign_format(data: bytes, suffix: str) -> tuple[str, str] | None:
    """Message and hint for a file in a format Readout knows of and cannot open; None for every other file."""
    kind = _kind(data, suffix)
    return None if kind is None else _told(kind)


def _kind(data: bytes, suffix: str) -> str | None:
    head = data[:4096]
    if head.startswith(b"PK\x03\x04"):
        # Without a mark: a document cut off before its first part ends, of which its loader says so.
        known = [kind for mark, kind in _ZIPPED if mark in data]
        return known[0] if known else None if suffix in _ZIPPED_SUFFIXES else "archive"
    if head.startswith(b"PK\x05\x06"):
        return "archive"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return next((kind for stream, kind in _OLD_OFFICE if stream.encode("utf-16-le") in data), "old office")
    if head[4:8] == b"ftyp":
        return "recording"
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)


def _told(kind: str) -> tuple[str, str]:
    never = _("{{file}} is {what}, and Readout reads texts.")
    never_old = _("{{file}} is {what}, which Readout does not open.")
    table = {
        "old word": (
            never_old,
            _("a Word document of the old kind"),
            _("Open it in a word processor and save it as a Word document (.docx), then open that file."),
        ),
        "old office": (
            never_old,
            _("an Office document of the old kind"),
            _("Open it where it was written and save its text as a Word document (.docx), then open that file."),
        ),
        "locked": (
            never_old,
            _("an Office document protected by a password"),
            _("Open it in the program it was written with, save it without the password, then open that file."),
        ),
        "archive": (never, _("a compressed archive"), _("Unpack it first, then open the text in it.")),
    }
    other = {
        "spreadsheet": _("a spreadsheet"),
        "slides": _("a set of slides"),
        "image": _("an image"),
        "recording": _("a sound or film recording"),
        "program": _("a program"),
        "database": _("a database"),
    }
    sentence, what, hint = table.get(kind) or (
        never,
        other[kind],
        _("Choose a text: a Word document, a PDF, a web page, an e-mail message or a text file."),
    )
    return sentence.format(what=what), hint
