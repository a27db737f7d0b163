"""Markdown: turned into a page by Python-Markdown, then read as one."""

from __future__ import annotations

import re
from typing import Final

from reader.errors import UnsafeFile
from reader.i18n import _
from reader.loaders.base import Loaded
from reader.loaders.child import load_in_child
from reader.loaders.limits import MARKDOWN_BYTES, MARKDOWN_SECONDS
from reader.loaders.plain import PLAIN
from reader.patterns import deferred

# Facts at the head of the file between two lines of dashes, as static sites write them.
_FRONT = deferred(r"\A\ufeff?---[ \t]*\r?\n((?:[^\n]{0,400}\n){0,60}?)(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)")
_FACT = deferred(
    r"""^(title|date|lang|language)[ \t]*:[ \t]*["']?(.{1,300}?)["']?[ \t]*\r?$""", re.IGNORECASE | re.MULTILINE
)
_MARKS = deferred(rb"^(?:#{1,6} |[-*] |> |\d+\. |\[[^\]\n]{1,60}\]: )|\*\*[^*\n]{1,200}\*\*|\]\(https?:", re.MULTILINE)


_OPENING = deferred(r"[][<>]")
_MOST_OPEN: Final = 40
"""Brackets that may stand open in one block."""
_ITEM = deferred(r"[ \t]*(?=(?:[-*+]|\d{1,9}[.)])[ \t])")


class _Markdown:
    name = "markdown"
    label = "Markdown"
    suffixes: tuple[str, ...] = (".md", ".markdown", ".mdown", ".mkd")

    def recognises(self, head: bytes, suffix: str) -> float:
        if suffix in self.suffixes:
            return 0.9
        # Without an ending (standard input) the signs decide; a text file is what its name says.
        return 0.3 if not suffix and len(set(_MARKS.findall(head))) >= 2 else 0.05

    def load(self, data: bytes) -> Loaded:
        if len(data) > MARKDOWN_BYTES:
            warning = _("The file is longer than {limit} kB, so its Markdown signs are shown as they stand.")
            return _as_plain(data, warning.format(limit=MARKDOWN_BYTES // 1000))
        try:
            return load_in_child(self.name, data, seconds=MARKDOWN_SECONDS)
        except UnsafeFile:
            return _as_plain(data, _("Its Markdown takes too long to read, so the signs are shown as they stand."))

    def parse(self, data: bytes) -> Loaded:
        """What ``load`` gives, without the limits of the child process."""
        from reader.loaders.encodings import decode
        from reader.loaders.html import parse_markup

        decoded = decode(data)
        text = decoded.text
        _require_closed(text)
        front = _FRONT.match(text)
        facts = {name.lower(): value for name, value in _FACT.findall(front.group(1))} if front else {}
        body = text[front.end() :] if front else text
        page = parse_markup(f"<body>{_page(body)}</body>", whole=True)
        return page._replace(
            title=facts.get("title") or page.title,
            date=_iso_date(facts.get("date")) or page.date,
            language=facts.get("lang") or facts.get("language") or page.language,
            encoding=decoded.encoding,
            encoding_guessed=decoded.guessed,
            warnings=decoded.warnings + page.warnings,
        )


def _require_closed(text: str) -> None:
    """Raises UnsafeFile where signs that open something are heaped up unclosed, as nobody writes.

    Each of them makes Python-Markdown look through the rest of the block: 10,000 brackets take 20 seconds.
    """
    for block in re.split(r"\n[ \t\r]*\n", text):
        open_links = open_tags = 0
        for sign in _OPENING.findall(block):
            if sign in ("[", "]"):
                open_links = max(0, open_links + (1 if sign == "[" else -1))
            else:
                open_tags = max(0, open_tags + (1 if sign == "<" else -1))
            if open_links > _MOST_OPEN or open_tags > _MOST_OPEN:
                raise _too_many_open()
        if block.count("](") - block.count(")") > _MOST_OPEN:
            raise _too_many_open()


def _too_many_open() -> UnsafeFile:
    return UnsafeFile(
        _("{file} opens more brackets than Markdown has any use for."),
        _("Copy its text into a plain text file (.txt) and open that."),
    )


def _page(text: str) -> str:
    import markdown

    return markdown.markdown(_nested_by_four(text), extensions=["tables", "sane_lists", "fenced_code"])


def _nested_by_four(text: str) -> str:
    """Items of nested lists moved to four spaces a level, which Python-Markdown wants and most writers do not."""
    out: list[str] = []
    indents: list[int] = []
    fenced = False
    for line in text.split("\n"):
        item = None if fenced else _ITEM.match(line)
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        if item is not None:
            indent = len(item.group().expandtabs(4))
            while indents and indent < indents[-1]:
                indents.pop()
            if indent - (indents[-1] if indents else 0) in (2, 3, 4) or not indents:
                indents += [indent] if not indents or indent > indents[-1] else []
            line = "    " * (len(indents) - 1) + line.lstrip(" \t") if indents and indent == indents[-1] else line
        elif line and not line[0].isspace():
            indents.clear()
        out.append(line)
    return "\n".join(out)


def _as_plain(data: bytes, warning: str) -> Loaded:
    loaded = PLAIN.load(data)
    return loaded._replace(warnings=(*loaded.warnings, warning))


def _iso_date(value: str | None) -> str | None:
    from reader.loaders.page_facts import iso_date

    return None if value is None else iso_date(value)


MARKDOWN = _Markdown()
