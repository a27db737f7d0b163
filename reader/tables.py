"""TOML as the lexicons are written, read ten times as fast as by Python's own reader, which is written in Python.

What is understood here are tables and rows of tables, keys, strings, lists of them, lists of such lists, tables on one
line, whole numbers, days and truth values; of escapes, numbers of letters in single strings. A file with anything else,
or with a mistake, is left to ``tomllib``, so both give the same for every file.
"""

from __future__ import annotations

from typing import Any

from reader.patterns import deferred

_LETTER = r"[^\x00-\x08\n-\x1f\x7f]"
_STRING = r'"[^"\\\x00-\x08\n-\x1f\x7f]*+"(?!")'
_ESCAPE = r"\\u([0-9a-cefA-CEF][0-9a-fA-F]{3}|[dD][0-7][0-9a-fA-F]{2})"  # surrogates are no characters
_ESCAPED = rf'"(?:[^"\\\x00-\x08\n-\x1f\x7f]++|{_ESCAPE.replace("(", "(?:")})*+"(?!")'
_DAY = r"\d{4}-\d\d-\d\d(?![T\d]| \d)"
_LONG = r'"""[^"\\\x00-\x08\x0b-\x1f\x7f]*+"""'
_KEY = rf"(?:[\w-]++|{_STRING})"
_GAP = rf"(?:[ \t\n]++|#{_LETTER}*+(?=\n))*+"


def _list(item: str) -> str:
    return rf"\[(?:{_GAP}{item}{_GAP}(?:,|(?=\])))*+{_GAP}\]"


_TABLE = rf"\{{(?:[ \t]*+{_KEY}[ \t]*+=[ \t]*+{_STRING}[ \t]*+(?:,(?![ \t]*+\}})|(?=\}})))*+[ \t]*+\}}"
_STATEMENT = deferred(
    rf"{_GAP}(?:\[([\w.-]++|\[[\w-]++\])\]|({_KEY})[ \t]*+=[ \t]*+(?:"
    rf"({_ESCAPED}|{_LONG}|true|false|{_DAY}|0|[1-9]\d*+)|({_list(f'(?:{_STRING}|{_list(_STRING)})')})|({_TABLE})))"
    rf"[ \t]*+(?:#{_LETTER}*+)?(?:\n|\Z)",
    0x100,  # re.ASCII, without loading the names of re: what a bare key is made of
)
_END = deferred(rf"{_GAP}(?:#{_LETTER}*+)?\Z")
_LETTER_BY_NUMBER = deferred(_ESCAPE)
_PIECE = deferred(rf"{_STRING}|#[^\n]*|[][]")
_PAIR = deferred(rf"({_KEY})[ \t]*=[ \t]*({_STRING})", 0x100)


def table_of(text: str) -> dict[str, Any]:
    """What ``tomllib.loads`` gives for the text of a TOML file. Raises tomllib.TOMLDecodeError where it does."""
    found = _simple(text)
    if found is not None:
        return found
    import tomllib

    return tomllib.loads(text)


def _simple(text: str) -> dict[str, Any] | None:
    """The table of a text in which everything is simple; None for others."""
    whole: dict[str, Any] = {}
    here, closed, at = whole, set[str | int](), 0
    while found := _STATEMENT.match(text, at):
        at = found.end()
        header, key, one, many, inline = found.groups()
        if header is not None:
            inner = _row_of(whole, header[1:-1]) if header[0] == "[" else _table_at(whole, header, closed)
            if inner is None:
                return None
            here = inner
            continue
        key = key.strip('"')
        value = _single(one) if one is not None else _listed(many) if many is not None else _inline(inline)
        if key in here or value is None:
            return None
        here[key] = value
        if inline is not None:
            closed.add(id(value))
    return whole if _END.match(text, at) else None


def _row_of(whole: dict[str, Any], name: str) -> dict[str, Any] | None:
    """A new row of the tables with a name; None where something else has it."""
    row: dict[str, Any] = {}
    if name not in whole:
        whole[name] = [row]
        return row
    rows = whole[name]
    if not (isinstance(rows, list) and rows and isinstance(rows[-1], dict)):
        return None
    rows.append(row)
    return row


def _table_at(whole: dict[str, Any], header: str, closed: set[str | int]) -> dict[str, Any] | None:
    """The table with a dotted name, made where it is missing; None where the name is taken."""
    if header in closed:
        return None
    closed.add(header)
    here = whole
    for name in header.split("."):
        inner = here.setdefault(name, {}) if name else None
        if not isinstance(inner, dict) or id(inner) in closed:
            return None
        here = inner
    return here


def _single(written: str) -> object:
    if written.startswith('"""'):
        return written[3:-3].removeprefix("\n")
    if written.startswith('"'):
        inside = written[1:-1]
        return _LETTER_BY_NUMBER.sub(lambda m: chr(int(m[1], 16)), inside) if "\\" in inside else inside
    if "-" in written:
        from datetime import date

        try:
            return date.fromisoformat(written)
        except ValueError:
            return None
    return written == "true" if written in ("true", "false") else int(written)


def _listed(written: str) -> list[Any]:
    inside = written[1:-1]
    if "#" not in inside and "[" not in inside:
        return inside.split('"')[1::2]
    whole: list[Any] = []
    here = whole
    for piece in _PIECE.findall(inside):
        if piece == "[":
            here = []
            whole.append(here)
        elif piece == "]":
            here = whole
        elif piece[0] == '"':
            here.append(piece[1:-1])
    return whole


def _inline(written: str) -> dict[str, Any] | None:
    """A table on one line; None where two keys are the same."""
    pairs = _PAIR.findall(written)
    found = {key.strip('"'): value[1:-1] for key, value in pairs}
    return found if len(found) == len(pairs) else None
