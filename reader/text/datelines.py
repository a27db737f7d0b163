"""Datelines at the head of a paragraph and agency tags anywhere, as spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from reader.languages.base import lexicon
from reader.model import Boilerplate, BoilerplateKind
from reader.patterns import deferred

_STAMP = r"(?:(?:[Dd]ate:?\s+)?\d{4}-\d\d-\d\d\s+)"
_DASH = r"(?:--+|[—–―-])"
# "BEIJING", "HO CHI MINH CITY, Vietnam", "Phnom Penh"
_PLACE = r"[A-ZÀ-Þ][\w.'’-]{0,24}(?: (?:de |del |of )?[A-ZÀ-Þ][\w.'’-]{0,24}){0,3}"
_CITY = rf"{_PLACE}(?:, {_PLACE})?"
_DAY = r"[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?"


@lru_cache(maxsize=2)
def dateline_spans(text: str, language: str) -> tuple[Boilerplate, ...]:
    """Datelines and agency tags of a text in any order; a tag may lie inside a dateline. Kept for the last texts."""
    return tuple(_spans(text, language))


def _spans(text: str, language: str) -> Iterator[Boilerplate]:
    code = language.split("-")[0]
    datelines, tags = _english(text), _english_tags(text)
    if code in ("zh", "vi"):
        patterns = _chinese() if code == "zh" else _vietnamese()
        datelines, tags = (map(re.Match.span, pattern.finditer(text)) for pattern in patterns)
    for start, end in datelines:
        line = text[start:end]
        lead = len(line) - len(line.lstrip())
        yield Boilerplate(start + lead, start + len(line.rstrip()), BoilerplateKind.DATELINE)
    for start, end in tags:
        yield Boilerplate(start, end, BoilerplateKind.AGENCY)


@cache
def _agencies(code: str) -> tuple[str, ...]:
    """Names of agencies, the longest first."""
    listed = lexicon(code, "boilerplate")["datelines"]["agencies"]
    names = (one.strip() for one in (listed.split("|") if "|" in listed else listed.split()))
    return tuple(sorted(names, key=lambda one: (-len(one), one)))


# -- English: agencies are looked up, and each form is a pattern of its own, made when a line may have it ------------

_AGENCY = r"(?P<agency>[^()\n]{2,30})"
_SIGNED = (
    rf"{_CITY}(?:,?\s{_DAY})?\s\({_AGENCY}\)\s?{_DASH}",  # BEIJING, Sept. 24 (Xinhua) --
    rf"(?P<agency>[^,\n]{{2,30}}),\s{_CITY},\s{_DAY}\.",  # Xinhua News Agency, Beijing, May 24.
    rf"\({_AGENCY}\)(?:\s?{_DASH}|(?=\s+[A-Z]))",  # (AP) -
)
_UNSIGNED = (
    rf"[A-Z][A-Z .'’-]{{2,30}}(?:,\s[A-Z][\w.]+(?:\s[A-Z]\w+)?)?,\s{_DAY}\s?{_DASH}",  # HANOI, May 24 --
    r"[A-Z][A-Z .'’]{2,30}(?:,\s[A-Z][\w.]+)?\s(?:--+|[—–])",  # WASHINGTON —
)
_SIGNED_LINES, _UNSIGNED_LINES = (
    tuple(deferred(rf"{form}(?=\s|$)", re.MULTILINE) for form in forms) for forms in (_SIGNED, _UNSIGNED)
)
_STAMPED = deferred(_STAMP)
# What every line that begins with one of them looks like: a number, a bracket, a capital with a dash or a bracket not
# far behind it, or a name and a comma. Most lines do not.
_MAY_BEGIN = deferred(
    r"[^\S\n]*(?=[\dDd(]|[A-ZÀ-Þ][^-–—―(]{0,260}[-–—―(]|[^,\n]{2,30},\s[A-ZÀ-Þ])",
)
_ENGLISH_TAG = deferred(
    r"[(\[](?:[Pp]hoto(?:\sby\s[^()\n]{1,40})?/|(?:[Pp]hoto|[Ss]ource):\s?)?"
    r"(?P<agency>[^()\[\]/\n]{2,30})(?:/[^()\n]{1,60})?[)\]]"
)


def _english(text: str) -> Iterator[tuple[int, int]]:
    at = end = 0
    while at < len(text):
        found = _MAY_BEGIN.match(text, at) if at >= end and text[at] != "\n" else None
        stop = _dateline(text, found.end()) if found else None
        if stop is not None:
            end = stop
            yield at, end
        at = text.find("\n", at) + 1 or len(text)


def _english_tags(text: str) -> Iterator[tuple[int, int]]:
    if "(" in text or "[" in text:
        for found in _ENGLISH_TAG.finditer(text):
            if found["agency"] in _agencies("en"):
                yield found.span()


def _dateline(text: str, start: int) -> int | None:
    """Where the dateline at the head of a line ends; None where there is none."""
    stamp = _STAMPED.match(text, start)
    for begin in (stamp.end(), start) if stamp else (start,):
        for form in _SIGNED_LINES:
            found = form.match(text, begin)
            if found and found["agency"] in _agencies("en"):
                return found.end()
        for form in _UNSIGNED_LINES:
            found = form.match(text, begin)
            if found:
                return found.end()
    return stamp.end() if stamp else None


# -- Chinese and Vietnamese ------------------------------------------------------------------------------------------


@cache
def _chinese() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of datelines and of tags."""
    agency = "|".join(map(re.escape, _agencies("zh")))
    day = r"(?:\d{4}年)?\d{1,2}月\d{1,2}日"
    place = r"[^，。：\n]{0,12}"
    note = r"(?:[（(][^（）()\n]{1,40}[）)])"
    forms = (
        rf"(?:{agency}){place}?{day}(?:[^，。：\n]{{0,4}})?[电電讯訊]{note}?",  # 新华社北京9月24日电（记者…）
        rf"(?:{agency}){place}?(?:消息|[电電讯訊]){note}?[：:]?",  # 央视网消息（新闻联播）：
        rf"[\u4e00-\u9fff]{{2,8}}{day}[电電]{note}?",
    )
    tags = rf"[（(](?:{agency}|完|记者|記者)[^（）()\n]{{0,24}}[）)]"
    return re.compile(rf"^[^\S\n]*(?:{_STAMP})?(?:{'|'.join(forms)})", re.MULTILINE), re.compile(tags)


@cache
def _vietnamese() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of datelines and of tags."""
    agency = "|".join(map(re.escape, _agencies("vi")))
    day = r"(?:ngày\s)?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?"
    forms = (
        rf"{_CITY}(?:,\s{day})?\s\((?:{agency})(?:\s{day})?\)\s?{_DASH}",  # Hà Nội (TTXVN 24/9) -
        rf"\(?(?:{agency})(?:\s{day})?\)?\s?[-–—:]",  # NDO -
        rf"(?:{agency}),\s{_CITY},\s{day}\.",
    )
    tags = rf"[(\[](?:Ảnh:\s?|Theo\s|Nguồn:\s?)?(?:{agency})(?:/[^()\n]{{1,40}})?[)\]]"
    return re.compile(rf"^[^\S\n]*{_STAMP}?(?:{'|'.join(forms)})(?=\s|$)", re.MULTILINE), re.compile(tags)
