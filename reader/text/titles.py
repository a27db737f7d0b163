"""Titles: noun phrases of office, from an office in the lexicon outwards to the longest sensible span.

*General Secretary of the Communist Party of Vietnam (CPV) Central Committee* is one title, and so is *general secretary
of … and Chinese president*. Ordinary words (*chairman*, *director*) count only with what makes them an office.
Repetitions in the patterns are bounded, so that the time stays linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from reader.languages.base import lexicon
from reader.model import Span
from reader.patterns import deferred
from reader.text.characters import HAN
from reader.text.english_titles import titles as english_titles

_CHINESE = deferred(f"[{HAN}]")


def title_spans(text: str, language: str, names: Sequence[Span]) -> Iterator[Span]:
    """Titles in order and disjoint; none reaches into one of ``names``, which are sorted and disjoint."""
    code = language.split("-")[0]
    if code in ("zh", "vi"):
        titles = _outside(names, (Span(*m.span()) for m in _pattern(code).finditer(text)))
    else:
        titles = _joined(text, _outside(names, _english(text, names)))
    for start, end in titles:
        kept = len(text[start:end].rstrip(" ,、，和兼\n\t"))
        if kept:
            yield Span(start, start + kept)


def _outside(names: Sequence[Span], titles: Iterator[Span]) -> Iterator[Span]:
    """Titles cut short where a name begins, without those that begin inside one."""
    at = 0
    for title in titles:
        while at < len(names) and names[at].end <= title.start:
            at += 1
        if at == len(names) or names[at].start >= title.end:
            yield title
        elif names[at].start > title.start:
            yield Span(title.start, names[at].start)


def _english(text: str, names: Sequence[Span]) -> Iterator[Span]:
    following = {name.start for name in names}
    for start, end, office, is_certain in english_titles(text):
        before_name = office and office + 1 in following
        if (
            is_certain
            or before_name
            or end + 1 in following
            or (text[start].isupper() and not _is_surname(text, start))
        ):
            yield Span(start, office if before_name else end)


def _is_surname(text: str, at: int) -> bool:
    """A capitalised office directly behind another capitalised word (*Martin Luther King*)."""
    before = text[max(0, at - 30) : at].rstrip(" ").rsplit(None, 1)
    return bool(before) and before[-1][0].isupper() and before[-1].isalpha() and before[-1] not in ("The", "Both", "A")


_LINK = deferred(r"\s(?:and|&)\s(?:the\s|then\s|also\s)?|,?\sas well as\s(?:the\s)?")


def _joined(text: str, titles: Iterator[Span]) -> Iterator[Span]:
    """Titles, two with nothing but *and* between them as one."""
    current: Span | None = None
    for title in titles:
        if current and _LINK.fullmatch(text, current.end, title.start):
            current = Span(current.start, title.end)
            continue
        if current:
            yield current
        current = title
    if current:
        yield current


def bare_name(form: str, name: str) -> str:
    """A wording of a name without the title before or behind it: *Trong* for *Mr. Trong*, 习近平 for 习近平主席."""
    if form.isascii() or not _CHINESE.search(form):
        office = None if form.isascii() else _pattern("vi").match(form)
        if office and office.end() < len(form):
            return form[office.end() :].strip()
        parts = set(name.split())
        words = form.split()
        kept = len(words)
        while kept and words[kept - 1] in parts:
            kept -= 1
        return " ".join(words[kept:]) if kept < len(words) and not _office_words().isdisjoint(words[:kept]) else form
    return name if name in form else _pattern("zh").sub("", form)


@cache
def _office_words() -> frozenset[str]:
    lists = lexicon("en", "boilerplate")["titles"]
    entries = " ".join(lists[key] for key in ("strong", "weak", "bodies", "honorifics")).replace("|", " ").split()
    return frozenset((*entries, *(word.capitalize() for word in entries), "members", "Members", "Party"))


@cache
def _pattern(code: str) -> re.Pattern[str]:
    return _chinese_pattern() if code == "zh" else _vietnamese_pattern()


def _any(listed: str, *, separator: str | None = "|") -> str:
    """Alternatives, longest first, spaces matching any white space."""
    words = sorted({one.strip() for one in listed.split(separator) if one.strip()}, key=lambda one: (-len(one), one))
    return "|".join(r"\s".join(re.escape(part) for part in one.split()) for one in words)


def _look(*alternatives: str) -> str:
    """A look at the first letter alone, so that at most places the alternatives need not be tried."""
    return f"(?=[{''.join(sorted({one[0] for listed in alternatives for one in listed.split('|')}))}])"


def _chinese_pattern() -> re.Pattern[str]:
    lists = lexicon("zh", "boilerplate")["titles"]
    before, heads = _any(lists["before"], separator=None), _any(lists["heads"], separator=None)
    return re.compile(
        rf"{_look(before, heads)}"
        rf"(?:(?:{before}){{0,5}}(?:{heads})(?![{lists['not_before']}])(?:、|兼|和)?){{1,4}}(?<![、兼和])"
    )


def _vietnamese_pattern() -> re.Pattern[str]:
    lists = lexicon("vi", "boilerplate")["titles"]
    heads, after = _any(lists["heads"]), _any(lists["after"])
    part = rf"(?:{heads})(?:\s(?:{after})\b){{0,6}}"
    return re.compile(rf"(?i)(?<!\w){_look(heads)}{part}(?:(?:,|\svà)?\s{part}){{0,3}}(?!\w)")
