"""A printed page as a file of its own: what Qt leaves to be done to its PDF (ISO 32000), without Qt.

Qt writes a table of references and plain objects, so the file can be put right without taking it apart: what would
tell the clock is overwritten in place by as many characters, and what is new is appended as an update.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.patterns import deferred

if TYPE_CHECKING:
    from collections.abc import Sequence

_CLOCK = deferred(rb"/(?:CreationDate|ModDate) \(D:[^()]*\)")
_ID = deferred(rb"/ID \[ <([0-9a-f]*)> <([0-9a-f]*)> \]")
_CATALOG = deferred(rb"\n(\d+) 0 obj\n<<\n/Type /Catalog\n(.*?)\n>>\nendobj", re.DOTALL)
_TRAILER = deferred(rb"trailer\n<<\n/Size (\d+)(.*?)>>\nstartxref\n(\d+) *\n%%EOF\s*\Z", re.DOTALL)


_CODES = deferred(rb"\nbegincmap\n.*?\nendcmap\n", re.DOTALL)
_CODE = deferred(rb"<(2[EF][0-9A-F]{2}|F[9A][0-9A-F]{2})>")


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the list of contents beside the page; ``place`` is the name of an anchor."""

    title: str
    place: str
    level: int = 1


def finished(pdf: bytes, bookmarks: Sequence[Bookmark], language: str) -> bytes:
    """The file without clock and chance, with bookmarks and its language. Unchanged where it is not as Qt writes it."""
    pdf = _CLOCK.sub(lambda found: b" " * len(found[0]), pdf)
    pdf = _CODES.sub(_plain_codes, pdf)
    pdf = _identified(pdf)
    catalog, trailer = _CATALOG.search(pdf), _TRAILER.search(pdf)
    if catalog is None or trailer is None or not bookmarks:
        return pdf
    return pdf + _update(pdf, catalog, trailer, bookmarks, language)


def _plain_codes(found: re.Match[bytes]) -> bytes:
    """A font's table of characters with the usual ones of those that share a letter.

    A letter of a Chinese font stands for a character and for the radical that looks like it (一 and ⼀); whoever
    searches the page or copies from it means the character. Both codes are four digits, so nothing moves.
    """
    return _CODE.sub(lambda code: b"<%s>" % _plain_code(code[1]), found[0])


def _plain_code(code: bytes) -> bytes:
    character = chr(int(code, 16))
    plain = unicodedata.normalize("NFKC", character)
    plain = _RADICALS.get(character, plain)
    return b"%04X" % ord(plain) if len(plain) == 1 and ord(plain) <= 0xFFFF else code


_RADICALS = {
    "⺠": "民",
    "⻓": "长",
    "⻅": "见",
    "⻄": "西",
    "⻋": "车",
    "⻔": "门",
    "⻘": "青",
    "⻚": "页",
    "⻛": "风",
    "⻜": "飞",
}
"""Radicals of the supplement that have no compatibility mapping in Unicode."""


def _identified(pdf: bytes) -> bytes:
    """With a name of the file that comes from its content."""
    found = _ID.search(pdf)
    if found is None:
        return pdf
    name = hashlib.sha256(pdf[: found.start()]).hexdigest().encode()
    name = (name * (len(found[1]) // len(name) + 1))[: len(found[1])]
    return pdf[: found.start()] + b"/ID [ <%s> <%s> ]" % (name, name) + pdf[found.end() :]


def _update(
    pdf: bytes, catalog: re.Match[bytes], trailer: re.Match[bytes], bookmarks: Sequence[Bookmark], language: str
) -> bytes:
    root, size = int(catalog[1]), int(trailer[1])
    start = len(pdf) + (not pdf.endswith(b"\n"))
    objects = _outline(size, bookmarks)
    objects[root] = (
        b"<<\n/Type /Catalog\n%s\n/Outlines %d 0 R\n/PageMode /UseOutlines\n/Lang %s\n"
        b"/ViewerPreferences << /DisplayDocTitle true >>\n>>" % (catalog[2], size, _text(language))
    )
    body, places = bytearray(), {}
    for number, content in sorted(objects.items()):
        places[number] = start + len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in sorted(places.items()))
    return (
        (b"" if pdf.endswith(b"\n") else b"\n")
        + bytes(body)
        + b"xref\n%s" % table
        + b"trailer\n<<\n/Size %d%s/Prev %d\n>>\n" % (max(objects) + 1, trailer[2], int(trailer[3]))
        + b"startxref\n%d\n%%%%EOF\n" % (start + len(body))
    )


def _outline(first: int, bookmarks: Sequence[Bookmark]) -> dict[int, bytes]:
    """Objects by number: the list, and one for each entry; entries of level 2 lie within the last of level 1."""
    numbers = [first + 1 + k for k in range(len(bookmarks))]
    parents = _parents(bookmarks)
    children: dict[int, list[int]] = {}
    for k, parent in enumerate(parents):
        children.setdefault(parent, []).append(k)
    out = {first: b"<< /Type /Outlines %s /Count %d >>" % (_ends(children[-1], numbers), len(children[-1]))}
    for k, one in enumerate(bookmarks):
        among = children[parents[k]]
        at = among.index(k)
        parts = [b"/Title %s /Dest %s" % (_text(one.title), _text(one.place))]
        parts.append(b"/Parent %d 0 R" % (first if parents[k] < 0 else numbers[parents[k]]))
        parts += [b"/Prev %d 0 R" % numbers[among[at - 1]]] if at else []
        parts += [b"/Next %d 0 R" % numbers[among[at + 1]]] if at + 1 < len(among) else []
        if own := children.get(k):
            parts.append(b"%s /Count -%d" % (_ends(own, numbers), len(own)))  # closed
        out[numbers[k]] = b"<< %s >>" % b" ".join(parts)
    return out


def _parents(bookmarks: Sequence[Bookmark]) -> list[int]:
    """Place of the entry each lies in; -1 for those of the first level."""
    out, last = [], -1
    for k, one in enumerate(bookmarks):
        if one.level <= 1 or last < 0:
            out.append(-1)
            last = k
        else:
            out.append(last)
    return out


def _ends(children: Sequence[int], numbers: Sequence[int]) -> bytes:
    return b"/First %d 0 R /Last %d 0 R" % (numbers[children[0]], numbers[children[-1]])


def _text(value: str) -> bytes:
    """A text string: UTF-16 with byte order mark, in hexadecimal digits, which need no escaping."""
    return b"<FEFF%s>" % value.encode("utf-16-be", "replace").hex().upper().encode()
