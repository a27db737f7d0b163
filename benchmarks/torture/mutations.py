"""Damaged copies of a file, the same on every machine: number N of a seed never changes."""

from __future__ import annotations

import io
import zipfile
import zlib
from random import Random

TOKENS = (
    b"\0",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\r",
    b"\x0c",
    b"<",
    b">",
    b"&",
    b"&#0;",
    b"&#xD800;",
    b"&#99999999999;",
    b"<!--",
    b"-->",
    b"]]>",
    b"<![CDATA[",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"</",
    b"/>",
    b"<p>",
    b"</body>",
    b"<table>",
    b"<sup>",
    b"{",
    b"}",
    b"\\u-1?",
    b"\\bin99999 ",
    b"\\'",
    b"[",
    b"](",
    b"`",
    b"--b",
    b"\r\n\r\n",
    b"=?utf-8?B?",
    b"?=",
    b"%PDF-",
    b"obj",
    b"endobj",
    b"stream\n",
    b"endstream",
    b"<<",
    b">>",
    b" 0 R",
    b"-1",
    b"0",
    b"2147483648",
    b"99999999999999999999",
    b"1e999",
    b"nan",
    b"\xe2\x80\xae",
    b"\xcc\x81" * 80,
    b"PK\x03\x04",
    b"PK\x05\x06",
)


def mutation(seed: bytes, number: int, others: tuple[bytes, ...] = ()) -> bytes:
    """Copy ``number`` of a file, damaged in one to six places; of an archive often inside one of its parts."""
    chance = Random(f"{zlib.crc32(seed)}/{number}")
    if seed.startswith(b"PK\x03\x04") and chance.random() < 0.7:
        return _repacked(seed, chance)
    return _damaged(seed, chance, others)


def _damaged(data: bytes, chance: Random, others: tuple[bytes, ...] = ()) -> bytes:
    out = bytearray(data)
    for _time in range(chance.choice((1, 1, 1, 2, 3, 6))):
        at = chance.randrange(len(out) + 1)
        to = min(len(out), at + chance.choice((1, 2, 8, 64, 512)))
        what = chance.randrange(9)
        if what == 0:
            out[at:to] = bytes(chance.randrange(256) for _byte in range(to - at))
        elif what == 1:
            del out[at:to]
        elif what == 2:
            out[at:at] = out[at:to] * chance.choice((1, 2, 50))
        elif what == 3:
            out[at:at] = chance.choice(TOKENS) * chance.choice((1, 1, 2, 200))
        elif what == 4 and out:
            out[at % len(out)] ^= 1 << chance.randrange(8)
        elif what == 5:
            del out[at:]
        elif what == 6:
            piece = out[at:to]
            del out[at:to]
            place = chance.randrange(len(out) + 1)
            out[place:place] = piece
        elif what == 7 and others:
            other = chance.choice(others)
            start = chance.randrange(len(other) + 1)
            out[at:to] = other[start : start + 256]
        else:
            out[at:to] = chance.choice(TOKENS)
    return bytes(out)


def _repacked(seed: bytes, chance: Random) -> bytes:
    parts: list[tuple[zipfile.ZipInfo, bytes]] = []
    with zipfile.ZipFile(io.BytesIO(seed)) as archive:
        parts += [(info, archive.read(info)) for info in archive.infolist()]
    names = [info.filename for info, _data in parts]
    wanted = [k for k, name in enumerate(names) if name.endswith((".xml", ".xhtml", ".html", ".rels", ".opf", ".ncx"))]
    chosen = set(chance.sample(wanted, min(len(wanted), chance.choice((1, 1, 2))))) if wanted else {0}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for k, (info, data) in enumerate(parts):
            archive.writestr(zipfile.ZipInfo(info.filename), _damaged(data, chance) if k in chosen else data)
    return out.getvalue()
