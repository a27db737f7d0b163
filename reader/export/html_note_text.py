"""The words of a reader's note on the exported page."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reader.export.escape import html, isolated
from reader.export.note_text import Block, BlockKind, Words, blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LISTS = {BlockKind.BULLET: "ul", BlockKind.NUMBERED: "ol"}


def note_html(text: str) -> str:
    """A note as HTML: made from its blocks, so that nothing but the few elements below can come out."""
    out: list[str] = []
    for (kind, level), group in groupby(blocks(text), key=lambda block: (block.kind, block.level)):
        found = list(group)
        out.append(_list(kind, level, found) if kind in _LISTS else "".join(_block(one) for one in found))
    return "".join(out)


def _list(kind: BlockKind, level: int, items: Sequence[Block]) -> str:
    tag = _LISTS[kind]
    start = f' start="{items[0].number}"' if kind is BlockKind.NUMBERED and items[0].number != 1 else ""
    body = "".join(f"<li>{_words(one.words)}</li>" for one in items)
    return f'<{tag} class="d{level}"{start}>{body}</{tag}>'


def _block(block: Block) -> str:
    body = _words(block.words)
    return {
        BlockKind.PARAGRAPH: f"<p>{body}</p>",
        BlockKind.HEADING: f'<p class="head">{body}</p>',
        BlockKind.QUOTE: f"<blockquote><p>{body}</p></blockquote>",
        BlockKind.CODE: f"<pre>{body}</pre>",
    }[block.kind]


def _words(found: Iterable[Words]) -> str:
    return "".join(_styled(one) for one in found)


def _styled(words: Words) -> str:
    out = html(words.text)
    out = f"<code>{out}</code>" if words.is_code else out.replace("\n", "<br>")
    if words.is_italic:
        out = f"<em>{out}</em>"
    if words.is_bold:
        out = f"<strong>{out}</strong>"
    return _linked(words, out) if words.link else out


def _linked(words: Words, inner: str) -> str:
    """A link that says where it leads, so that paper and careful readers have the address too."""
    address = words.link.removeprefix("mailto:")
    shown = "" if words.text in (words.link, address) else f' <span class="address">({isolated(address)})</span>'
    return f'<a href="{html(words.link)}" rel="noreferrer noopener">{inner}</a>{shown}'
