"""The main text of a web page in blocks, and a receipt for what was left out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reader.i18n import _, ngettext
from reader.loaders.blocks import LINE_BREAK, Blocks
from reader.loaders.page_article import article, is_furniture
from reader.loaders.page_elements import BLOCK, SILENT, heading_text, note_mark, only_heading, spoken, tag
from reader.loaders.wrapping import unwrapped
from reader.model import ParagraphKind
from reader.patterns import deferred

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CONTROLS: Final = frozenset("button select option optgroup datalist input textarea progress meter noscript".split())
_AROUND: Final = {"nav": "navigation", "footer": "footer", "aside": "aside", "header": "header"}
_ROLES: Final = {
    "navigation": "navigation",
    "contentinfo": "footer",
    "complementary": "aside",
    "banner": "header",
    "search": "controls",
    "menu": "navigation",
    "menubar": "navigation",
    "alertdialog": "controls",
}
_UNSEEN_CLASSES: Final = frozenset("sr-only visually-hidden screen-reader-text skip-link".split())
_UNSEEN_STYLE = deferred(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]))", re.IGNORECASE)
_INSIDE_CELL: Final = frozenset("p div table ul ol h1 h2 h3 h4 h5 h6 blockquote pre section".split())
_WORD = deferred("[\u2e80-\u9fff\uac00-\ud7a3]|[^\\W\u2e80-\u9fff\uac00-\ud7a3]+")
_MENU: Final = frozenset("ul ol div table tr td p section center".split())
_MARGINS: Final = frozenset({*_AROUND.values(), "controls"})


def main_blocks(root: HtmlElement, *, whole: bool = False) -> tuple[Blocks, tuple[str, ...]]:
    """Blocks of the main text in reading order, and the receipt: one sentence on what was left out, or none.

    ``whole``: all of it is main text, as in a page made of somebody's Markdown.
    """
    body = root.find(".//body")
    body = root if body is None else body
    if whole:
        walk = _Walk(inside=True, margins=True)
        walk.through(body)
        return walk.blocks, _receipt(walk.left_out)
    main = article(body)
    walk = _Walk(inside=main is not body)
    walk.through(main)
    if not walk.blocks and walk.left_out:
        # A page of nothing but margins: better those than nothing.
        main, walk = body, _Walk(inside=True, margins=True)
        walk.through(main)
    if main is not body:
        rest = _words("".join(spoken(body))) - _words("".join(spoken(main)))
        walk.left_out["around"] += max(rest, 0)
        heading = only_heading(body)
        if heading is not None and heading not in set(main.iter("h1")):
            walk.blocks.insert_title(heading_text(heading))
    return walk.blocks, _receipt(walk.left_out)


class _Walk:
    """Goes through a tree without recursion, for pages may be nested as deep as they like."""

    def __init__(self, *, inside: bool, margins: bool = False) -> None:
        """``inside``: within an element that calls itself the article. ``margins``: menus, headers … are wanted."""
        self.blocks = Blocks()
        self.left_out: Counter[str] = Counter()
        self._inside = inside
        self._margins = margins
        self._running: list[str] = []
        self._kinds: list[tuple[ParagraphKind, int]] = [(ParagraphKind.PARAGRAPH, 0)]
        self._depth = 0
        self._menus: set[HtmlElement] = set()
        self._letters = 0

    def through(self, top: HtmlElement) -> None:
        """Collects the blocks of an element."""
        self._menus = set() if self._margins else _menus(top)
        self._letters = 0 if self._margins else _letters("".join(spoken(top)))
        todo: list[tuple[HtmlElement, bool]] = [(top, False)]
        while todo:
            element, leaving = todo.pop()
            if leaving:
                self._leave(element)
            elif element is top or self._enter_allowed(element):
                whole = self._whole(element)
                if not whole:
                    self._enter(element)
                    todo.append((element, True))
                    todo += [(child, False) for child in reversed(element)]
                    continue
            if element is not top and element.tail:
                self._running.append(element.tail)
        self._flush()

    def _enter_allowed(self, element: HtmlElement) -> bool:
        reason = "navigation" if element in self._menus else _reason_to_leave_out(element, inside=self._inside)
        if reason is None and is_furniture(element) and _letters("".join(spoken(element))) < 0.4 * self._letters:
            reason = "aside"
        if reason is None or (self._margins and reason in _MARGINS):
            return True
        if reason:
            self.left_out[reason] += _words("".join(spoken(element)))
        return False

    def _whole(self, element: HtmlElement) -> bool:
        """Takes a row of data or preformatted text in one go; says whether it was one."""
        name = tag(element)
        if name in ("pre", "listing", "xmp"):
            self._flush()
            raw = "".join(spoken(element))
            self.blocks.add_lines(unwrapped(raw) or raw)
            return True
        if name == "sup":
            mark = note_mark(element, "".join(self._running[-2:]))
            if mark is not None:
                self._running.append(mark)
            return mark is not None
        if name == "tr" and _is_data(element):
            self._flush()
            self.blocks.add_row("".join(spoken(cell)) for cell in element if tag(cell) in ("td", "th"))
            return True
        return False

    def _enter(self, element: HtmlElement) -> None:
        name = tag(element)
        if name == "br":
            self._running.append(LINE_BREAK)
        elif name in BLOCK:
            self._flush()
            self._kinds.append(self._kind(name))
            self._depth += name in ("ul", "ol", "menu", "dir")
        elif name == "q":
            self._running.append("“")
        if element.text:
            self._running.append(element.text)

    def _leave(self, element: HtmlElement) -> None:
        name = tag(element)
        if name == "q":
            self._running.append("”")
        elif name in BLOCK and name != "br":
            self._flush()
            self._kinds.pop()
            self._depth -= name in ("ul", "ol", "menu", "dir")

    def _kind(self, name: str) -> tuple[ParagraphKind, int]:
        if len(name) == 2 and name[0] == "h" and name[1] in "123456":
            return ParagraphKind.HEADING, int(name[1])
        if name == "blockquote":
            return ParagraphKind.QUOTE, 0
        if name == "li":
            return ParagraphKind.LIST_ITEM, max(self._depth, 1)
        return self._kinds[-1]

    def _flush(self) -> None:
        if self._running:
            self.blocks.add("".join(self._running), *self._kinds[-1])
            self._running.clear()


def _reason_to_leave_out(element: HtmlElement, *, inside: bool) -> str | None:
    """Why an element is no part of the text; empty where nobody needs to be told; None where it is one."""
    name = tag(element)
    if name in SILENT or not name:
        return ""
    if name in _CONTROLS:
        return "controls"
    if _is_hidden(element):
        return "hidden"
    if name == "header" and (inside or element.find(".//h1") is not None):
        return None
    if name == "footer" and any(tag(above) == "blockquote" for above in element.iterancestors()):
        return None
    role = (element.get("role") or "").strip().lower()
    return _AROUND.get(name) or _ROLES.get(role)


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None:
        return True
    if _UNSEEN_CLASSES.intersection((element.get("class") or "").lower().split()):
        return True
    style = element.get("style")
    return bool(style and _UNSEEN_STYLE.search(style))


@dataclass(slots=True)
class _Weight:
    letters: int = 0
    linked: int = 0
    links: int = 0

    def add(self, other: _Weight) -> None:
        self.letters += other.letters
        self.linked += other.linked
        self.links += other.links


def _menus(root: HtmlElement) -> set[HtmlElement]:
    """Containers nearly all of whose text is links, at least four of them: menus, not texts with links in them."""
    weights: dict[HtmlElement, _Weight] = {}
    found = set()
    for element in reversed(list(root.iter())):  # children before their parents, in one pass
        own = weights.setdefault(element, _Weight())
        own.letters += _letters(element.text) if tag(element) not in SILENT else 0
        if tag(element) == "a":
            own.links, own.linked = own.links + 1, own.letters
        if tag(element) in _MENU and own.links >= 4 and own.linked >= 0.8 * own.letters:
            found.add(element)
        above = element.getparent()
        if above is not None and element is not root:
            into = weights.setdefault(above, _Weight())
            into.add(own)
            into.letters += _letters(element.tail)
    return found


def _letters(text: str | None) -> int:
    return len("".join(text.split())) if text else 0


def _is_data(row: HtmlElement) -> bool:
    """Whether a row holds data rather than laying out the page: two cells or more without blocks in them."""
    cells = [cell for cell in row if tag(cell) in ("td", "th")]
    return len(cells) >= 2 and all(sum(1 for inner in cell.iter() if tag(inner) in _INSIDE_CELL) <= 1 for cell in cells)


def _words(text: str) -> int:
    return sum(1 for _word in _WORD.finditer(text))


def _receipt(left_out: Counter[str]) -> tuple[str, ...]:
    names = {
        "navigation": _("navigation"),
        "header": _("page header"),
        "footer": _("footer"),
        "aside": _("side columns"),
        "controls": _("buttons and forms"),
        "hidden": _("hidden text"),
        "around": _("what stands around the article"),
    }
    told = [
        ngettext("{what} ({count} word)", "{what} ({count} words)", left_out[what]).format(
            what=names[what], count=left_out[what]
        )
        for what in names
        if left_out[what]
    ]
    return (_("Left out of the page: {list}.").format(list=", ".join(told)),) if told else ()
