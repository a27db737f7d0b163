"""Which element of a web page holds the article, and which elements around and in it are furniture by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.loaders.page_elements import SILENT, spoken, tag
from reader.patterns import deferred

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_ENOUGH: Final = 200
"""Characters from which on an element that calls itself the article is believed."""
_LONG: Final = 80
"""Letters from which on running text cannot be furniture; a Chinese character counts as three."""
_MOST_LINKED: Final = 0.4
"""Share of its letters in links from which on text is a teaser."""
_RUNNING: Final = frozenset("p div td li blockquote dd section article center font span pre".split())
_PARTS: Final = frozenset(
    "p div section article main table tbody tr td th ul ol li dl dd blockquote pre aside nav".split()
)
_WIDE = deferred("[\u2e80-\u9fff\uac00-\ud7a3]")
_TOKEN = deferred(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_FURNITURE: Final = frozenset(
    "advert adverts ads banner breadcrumb breadcrumbs comment comments cookie cookies copyright crumbs disclaimer "
    "footer menu nav navbar navigation newsletter pager pagination popup promo recommend recommended related respond "
    "share sharebar sharing sidebar signup sitemap social subscribe subscription tagcloud teaser teasers toolbar "
    "widget widgets".split()
)
"""Words in the class or id of an element that say it is no part of the article."""
_AROUND: Final = frozenset("article body content has main no page post story text with without wrap wrapper".split())
"""Words beside them that say it is the article all the same, or all around it: *with-sidebar*, *main-menu-page*."""
_FURNISHED: Final = frozenset("div ul ol section p table span aside form td nav".split())


def article(body: HtmlElement) -> HtmlElement:
    """The element that holds the article: the one that calls itself so, else the least one with all long texts.

    No long text outside furniture is ever left out; a page that has them everywhere is its own article.
    """
    for path in (".//*[@itemprop='articleBody']", ".//article", ".//main", ".//*[@role='main']"):
        found = body.findall(path)
        if len(found) == 1 and len("".join(found[0].itertext())) >= _ENOUGH:
            return found[0]
    long_texts = list(_long_texts(body))
    if sum(_letters("".join(spoken(text))) for text in long_texts) < _ENOUGH:
        return body
    return _least_common(long_texts, body)


def is_furniture(element: HtmlElement) -> bool:
    """Whether the names an element bears say that it is a side column, a row of buttons or the like."""
    if tag(element) not in _FURNISHED:
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if len(names) < 3:
        return False
    words = {word.lower() for word in _TOKEN.findall(names[:300])}
    return not words.isdisjoint(_FURNITURE) and words.isdisjoint(_AROUND)


def _long_texts(body: HtmlElement) -> Iterator[HtmlElement]:
    """Elements whose own running text, without that of blocks in them, is long."""
    todo = [body]
    while todo:
        element = todo.pop()
        name = tag(element)
        if not name or name in SILENT or name in ("nav", "footer", "aside", "form") or is_furniture(element):
            continue
        if name in _RUNNING and _is_long(element):
            yield element
        todo += reversed(element)


def _is_long(element: HtmlElement) -> bool:
    letters = _letters(element.text)
    linked = 0
    for child in element:
        if tag(child) not in _PARTS and tag(child) not in SILENT:
            inside = _letters("".join(spoken(child)))
            letters += inside
            linked += inside if tag(child) == "a" or child.find(".//a") is not None else 0
        letters += _letters(child.tail)
    return letters >= _LONG and linked < _MOST_LINKED * letters


def _letters(text: str | None) -> int:
    if not text:
        return 0
    return len("".join(text.split())) + 2 * len(_WIDE.findall(text))


def _least_common(elements: list[HtmlElement], body: HtmlElement) -> HtmlElement:
    """The least element around all of these, itself no paragraph."""
    path = _above(elements[0], body)[::-1]
    place = {element: k for k, element in enumerate(path)}
    reach = len(path) - 1
    for element in elements[1:]:
        above: HtmlElement | None = element
        while above is not None and above not in place:
            above = above.getparent()
        reach = min(reach, 0 if above is None else place[above])
    least = path[reach]
    while tag(least) in ("p", "span", "font", "li", "tr", "td", "blockquote") and least is not body:
        outer = least.getparent()
        if outer is None:
            break
        least = outer
    return least


def _above(element: HtmlElement, body: HtmlElement) -> list[HtmlElement]:
    """The element and what it stands in, up to the body."""
    path = [element]
    while path[-1] is not body and (above := path[-1].getparent()) is not None:
        path.append(above)
    return path
