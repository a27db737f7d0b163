"""Pages that Readout itself exported: both texts and what else they carry, read back from what is seen on them.

Not in ``ALL``: such a page is opened as the comparison it is (reader.project.reopen), not as a document. It comes from
anywhere, so it is taken apart in the child process like any other page; the answer is JSON in ``Loaded.text``.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from reader.errors import UnreadableFile
from reader.i18n import _
from reader.loaders.base import Loaded
from reader.loaders.child import load_in_child

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA_ID = "readout-data"
"""Id of the element with what the page carries besides its words (reader.export.page_data)."""
FORMAT = 1
"""Version of what is in it."""
_BLOCKS = frozenset(("p", "h3", "li"))
_KINDS = {"h3": "heading", "li": "list_item"}
_STYLED = frozenset(("quote", "table_row"))


def not_an_export() -> UnreadableFile:
    """What is told of a page that does not hold what one of ours holds."""
    return UnreadableFile(
        _("{file} is not a comparison that Readout has exported, or it was changed since."),
        _("Open the two texts themselves."),
    )


def text_hash(text: str) -> str:
    """By which a text taken from a page is known to be the one that was written."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class _OwnPage:
    name = "own-page"

    def load(self, data: bytes) -> Loaded:
        """The page's parts as JSON: ``data`` as text, and for each side the paragraphs as they stand on the page."""
        return load_in_child(self.name, data)

    def parse(self, data: bytes) -> Loaded:
        """What ``load`` gives, without the limits of the child process."""
        from lxml import etree, html

        parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
        try:
            root: Any = html.document_fromstring(data.replace(b"\0", b""), parser=parser)
        except etree.LxmlError as error:
            raise not_an_export() from error
        if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
            raise not_an_export()
        carried = root.xpath(f'//template[@id="{DATA_ID}"]')
        if len(carried) != 1:
            raise not_an_export()
        sides: dict[str, list[dict[str, Any]]] = {"left": [], "right": []}
        for cell in root.xpath("//div[@data-side]"):
            if cell.get("data-side") not in sides:
                raise not_an_export()
            sides[cell.get("data-side")] += map(_paragraph, _blocks(cell))
        return Loaded(json.dumps({"data": carried[0].text_content(), **sides}, ensure_ascii=False))


def _blocks(cell: Any) -> Iterator[Any]:
    """The blocks of a passage: its children, and those of lists."""
    for child in cell:
        if child.tag == "ul":
            yield from child
        else:
            yield child


def _paragraph(block: Any) -> dict[str, Any]:
    """Its text in pieces, the sentences among them marked."""
    if block.tag not in _BLOCKS:
        raise not_an_export()
    styles = [name for name in (block.get("class") or "").split() if name in _STYLED]
    level = block.get("data-level") or "0"
    if not (len(level) == 1 and level.isascii() and level.isdigit()):
        raise not_an_export()
    return {
        "kind": _KINDS.get(block.tag) or (styles[0] if styles else "paragraph"),
        "level": int(level),
        "pieces": [piece for child in block for piece in _pieces(child)],
    }


def _pieces(child: Any) -> Iterator[tuple[str, bool]]:
    names = (child.get("class") or "").split() if isinstance(child.tag, str) else []
    if "t" in names:
        yield child.text_content(), False
    elif "s" in names:
        for one in child:
            if isinstance(one.tag, str) and "t" in (one.get("class") or "").split():
                yield one.text_content(), True
    else:
        raise not_an_export()


OWN_PAGE = _OwnPage()
