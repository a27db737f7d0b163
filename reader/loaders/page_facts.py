"""What a web page says of itself: title, date of publication, language."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reader.loaders.page_elements import heading_text, only_heading
from reader.patterns import deferred
from reader.text.language import detect_language

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says of itself."""

    title: str | None
    date: str | None
    language: str | None

    def language_of(self, text: str) -> str | None:
        """The declared language, unless the text is plainly in another: many pages carry the tag of their template."""
        found = detect_language(text)
        if self.language is None or found == "und":
            return self.language
        return self.language if _base(found) == _base(self.language) and _base(found) != "zh" else found


def _base(language: str) -> str:
    return language.split("-", 1)[0]


_DATE_NAMES: Final = (
    "article:published_time",
    "datepublished",
    "publishdate",
    "pubdate",
    "publish_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "sailthru.date",
    "parsely-pub-date",
    "og:published_time",
    "firstpublishedtime",
    "date",
)
_DATE = deferred(r"(?<!\d)((?:19|20)\d\d)(?:[-/.年](\d{1,2})[-/.月](\d{1,2})|(\d\d)(\d\d)(?!\d))")
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH: Final = rf"((?:{'|'.join(_MONTHS)})[a-z]{{0,6}})\.?"
_WRITTEN_DATE = deferred(
    rf"\b(?:{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?|(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?)\s+((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_SAYS_WHEN = deferred(
    r"来源|來源|发布|發布|发表时间|时间[:：]|Nguồn|Cập nhật|Đăng|\b(?:published|posted|released|source)\b",
    re.IGNORECASE,
)
_NAMED_DATE = deferred(r"(?:^|[-_ ])(?:date|pub-?date|pub-?time|publish(?:ed)?|time)(?:$|[-_ ])", re.IGNORECASE)
_SITE_SIGNS: Final = (r"\s+[|–—:·-]{1,2}\s+", "_+", r"\s*｜\s*", "--+")
"""What stands between a title and the name of a site."""
_LANGUAGE = deferred(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)
_PUBLISHED = deferred(r'"datePublished"\s*:\s*"([^"]{8,40})"')


def facts(root: HtmlElement) -> Facts:
    """Title, date of publication (ISO 8601) and language (BCP 47) that a page states."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        content = meta.get("content")
        if content:
            metas.setdefault(name.strip().lower(), content)
    return Facts(_title(root, metas), _date(root, metas), _language(root, metas))


def _title(root: HtmlElement, metas: dict[str, str]) -> str | None:
    heading = only_heading(root)
    if heading is not None:
        return heading_text(heading)
    if metas.get("og:title"):
        return " ".join(metas["og:title"].split())
    title = root.find(".//title")
    return None if title is None else _without_site(heading_text(title), root) or None


def _without_site(title: str, root: HtmlElement) -> str:
    """A title without the name of the site behind it, where what is left stands in the page by itself."""
    heads = {found.group(1) for sign in _SITE_SIGNS if (found := re.match(f"(.+){sign}", title)) is not None}
    if not heads:
        return title
    lines = {" ".join(element.text.split()) for element in root.iter() if isinstance(element.tag, str) and element.text}
    return max(heads & lines, key=len, default=title)


def _date(root: HtmlElement, metas: dict[str, str]) -> str | None:
    stated = [metas[name] for name in _DATE_NAMES if name in metas]
    for element in root.iter("script"):
        if (element.get("type") or "").lower() == "application/ld+json":
            stated += [
                json.loads(f'"{value}"') for value in _PUBLISHED.findall(element.text or "") if "\\" not in value
            ]
    stated += [time.get("datetime") or time.text or "" for time in root.iter("time")]
    stated += _shown_dates(root)
    return next((found for value in stated if (found := iso_date(value)) is not None), None)


def _shown_dates(root: HtmlElement) -> Iterator[str]:
    """Short lines that say when the page was published: by their words, or by the name their element bears."""
    for element in root.iter("p", "div", "span", "td", "li", "em", "i", "b", "font", "h4", "h5", "h6", "small"):
        text = "".join(element.itertext())[:200] if len(element) < 8 else element.text or ""
        line = " ".join(text.split())
        if not 8 <= len(line) <= 90:
            continue
        if _SAYS_WHEN.search(line) or _NAMED_DATE.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            yield line


def iso_date(value: str) -> str | None:
    """The first date in a value such as ``2021-09-24T18:00:00Z`` or *March 12, 2024*, as ISO 8601; None for none."""
    found = _DATE.search(value[:100])
    if found is not None:
        year, month, day, month2, day2 = found.groups()
        return _iso(int(year), int(month or month2), int(day or day2))
    written = _WRITTEN_DATE.search(value[:100])
    if written is None:
        return None
    month, day, day2, month2, year = written.groups()
    return _iso(int(year), _MONTHS.index((month or month2)[:3].lower()) + 1, int(day or day2))


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _language(root: HtmlElement, metas: dict[str, str]) -> str | None:
    body = root.find("body")
    inner = None if body is None else body.get("lang")
    stated = (root.get("lang"), inner, root.get("xml:lang"), metas.get("content-language"), metas.get("og:locale"))
    for value in stated:
        tag_ = (value or "").strip().replace("_", "-")
        if _LANGUAGE.fullmatch(tag_):
            return _canonical_language(tag_)
    return None


def _canonical_language(stated: str) -> str:
    base, *rest = stated.lower().split("-")
    if base != "zh":
        return base
    return "zh-Hant" if {"hant", "tw", "hk", "mo"} & set(rest) else "zh-Hans"
