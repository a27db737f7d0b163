"""Page headers, page footers and page numbers: found because they come back page after page, and told in a receipt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from reader.i18n import _, ngettext
from reader.loaders.pdf_layout import joined, rows
from reader.loaders.pdf_letters import Page, Word
from reader.patterns import deferred

_DEEPEST: Final = 4
"""Lines from the edge of the paper among which headers and footers are looked for."""
_NEAR: Final = 3.0
"""Points by which a line may stand higher or lower on the next page."""
_SHOWN: Final = 60
"""Letters of a header that the receipt quotes."""
_NUMBER = deferred(r"\d+")
_ROMAN = deferred(r"[ivxlc]{1,7}\Z", re.IGNORECASE)
_OF = r"(?:of|de|von|sur|/|／|trên|из)"
# What stands alone on a line and can only be the number of a page.
_PAGE_NUMBER = deferred(
    rf"(?:(?:page|p\.|trang|seite|página|стр\.?|第)\s*)?[-–—|·\[(]*\s*\d{{1,4}}\s*(?:{_OF}\s*\d{{1,4}}\s*)?"
    r"[-–—|·\])]*\s*(?:页|頁|ページ)?(?:\s*(?:[/／]?\s*共)?\s*\d{1,4}\s*[页頁])?\Z",
    re.IGNORECASE,
)
_SURE_NUMBER = deferred(rf"page|trang|[页頁]|[-–—]\s*\d+\s*[-–—]|\d\s*{_OF}\s*\d", re.IGNORECASE)
# What browsers print below a page: its address and the number of the sheet.
_ADDRESS = deferred(r"(?:https?|file)://\S+(?:\s+\d+/\d+)?\Z|(?:about:blank|data:\S*)\s+\d+/\d+\Z")
_PRINTED = deferred(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+\d{1,2}:\d\d\b")


@dataclass(frozen=True, slots=True)
class _Row:
    words: list[Word]
    text: str
    pattern: str
    """The text with ``#`` for each number."""
    numbers: tuple[int, ...]
    place: float
    """Points from the nearer edge of the paper, below zero at the foot."""
    is_far: bool
    """Much space lies between it and the text."""

    @property
    def is_number(self) -> bool:
        return _PAGE_NUMBER.match(self.text) is not None or _ROMAN.match(self.text) is not None


def without_margins(pages: Sequence[Page]) -> tuple[list[Page], tuple[str, ...]]:
    """The pages without what repeats at their edges, and the receipt: one sentence, or none."""
    edges = [(_edge(page, top=True), _edge(page, top=False)) for page in pages]
    repeated: Counter[str] = Counter()
    numbers = 0
    kept: list[Page] = []
    for k, page in enumerate(pages):
        dropped: set[int] = set()
        printed = len(pages) == 1 and bool(edges[k][1]) and _ADDRESS.match(edges[k][1][0].text) is not None
        for top in (True, False):
            for row in edges[k][0 if top else 1]:
                is_number = row.is_number and _is_page_number(row, k, edges, top=top, alone=len(pages) == 1)
                if not is_number and not _repeats(row, k, edges, top=top) and not (printed and _is_printed(row)):
                    break
                dropped |= {word.order for word in row.words}
                if is_number:
                    numbers += 1
                else:
                    repeated[_shown(row)] += 1
        kept.append(replace(page, words=[word for word in page.words if word.order not in dropped]))
    if not any(page.words for page in kept):
        return list(pages), ()  # better the margins than nothing
    return kept, _receipt(repeated, numbers)


def _edge(page: Page, *, top: bool) -> list[_Row]:
    """The first lines of a page, or the last ones from the bottom up."""
    found = rows(page.words)
    near = found if top else found[::-1]
    out = []
    for k, words in enumerate(near[:_DEEPEST]):
        text = joined(words)
        place = words[0].base if top else words[0].base - page.height
        is_far = k + 1 < len(near) and abs(near[k + 1][0].base - words[0].base) > 3 * words[0].size
        found_numbers = _NUMBER.findall(text[:300])
        # Numbers too long to count pages are words like others.
        counts = all(len(number) < 10 for number in found_numbers)
        numbers = tuple(map(int, found_numbers)) if counts else ()
        pattern = _NUMBER.sub("#", text) if counts else text
        out.append(_Row(words, text, pattern, numbers, place, is_far))
    return out


def _repeats(row: _Row, k: int, edges: Sequence[tuple[list[_Row], list[_Row]]], *, top: bool) -> bool:
    """Whether the line stands at the same place of other pages: of the next ones, or of every other one."""
    if len(edges) < 2 or len(row.text) > 300:
        return False
    near = [j for j in range(max(0, k - 4), min(len(edges), k + 5)) if j != k]
    alike = sum(any(_same(row, other, j - k) for other in edges[j][0 if top else 1]) for j in near)
    return alike >= max(1, len(near) // 3)


def _same(row: _Row, other: _Row, distance: int) -> bool:
    """Whether two lines differ in nothing but a number that counts the pages."""
    if row.pattern != other.pattern or abs(row.place - other.place) > _NEAR:
        return False
    return all(b - a in (0, distance) for a, b in zip(row.numbers, other.numbers, strict=False))


def _is_page_number(
    row: _Row, k: int, edges: Sequence[tuple[list[_Row], list[_Row]]], *, top: bool, alone: bool
) -> bool:
    """Whether a line that is a number counts the pages; of a single page, whether it can be nothing else."""
    if alone:
        return row.numbers[:1] == (1,) and (_SURE_NUMBER.search(row.text) is not None or (not top and row.is_far))
    for j in (k - 1, k + 1, k - 2, k + 2):
        if 0 <= j < len(edges):
            for other in edges[j][0 if top else 1]:
                same_place = abs(row.place - other.place) <= _NEAR
                if same_place and (_same(row, other, j - k) if row.numbers else bool(_ROMAN.match(other.text))):
                    return True
    return False


def _is_printed(row: _Row) -> bool:
    return _ADDRESS.match(row.text) is not None or _PRINTED.match(row.text) is not None


def _shown(row: _Row) -> str:
    """The header as the receipt quotes it: without the number of the page at its end."""
    text = re.sub(r"\s*\d+(?:/\d+)?\Z", "", row.text) if len(row.numbers) else row.text
    text = text or row.text
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def _receipt(repeated: Counter[str], numbers: int) -> tuple[str, ...]:
    told = [
        ngettext("“{text}” ({count} time)", "“{text}” ({count} times)", count).format(text=text, count=count)
        for text, count in list(repeated.items())[:6]
    ]
    rest = sum(list(repeated.values())[6:])
    if rest:
        told.append(ngettext("{count} further line", "{count} further lines", rest).format(count=rest))
    if numbers:
        told.append(ngettext("{count} page number", "{count} page numbers", numbers).format(count=numbers))
    return (_("Left out at the edges of the pages: {list}.").format(list=", ".join(told)),) if told else ()
