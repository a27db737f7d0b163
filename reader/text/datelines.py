"""Datelines at the head of a paragraph and agency tags anywhere, as spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reader.languages.base import lexicon
from reader.model import Boilerplate, BoilerplateKind

_STAMP = r"(?:(?:[Dd]ate:?\s+)?\d{4}-\d\d-\d\d\s+)"
_DASH = r"(?:--+|[—–―-])"
# "BEIJING", "HO CHI MINH CITY, Vietnam", "Phnom Penh"
_PLACE = r"[A-ZÀ-Þ][\w.'’-]{0,24}(?: (?:de |del |of )?[A-ZÀ-Þ][\w.'’-]{0,24}){0,3}"
_CITY = rf"{_PLACE}(?:, {_PLACE})?"
_DAY = r"[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?"


def dateline_spans(text: str, language: str) -> Iterator[Boilerplate]:
    """Datelines and agency tags of a text in any order; a tag may lie inside a dateline."""
    lines, tags = _patterns(language.split("-")[0])
    for found in lines.finditer(text):
        start = found.start() + len(found.group()) - len(found.group().lstrip())
        yield Boilerplate(start, found.start() + len(found.group().rstrip()), BoilerplateKind.DATELINE)
    for found in tags.finditer(text):
        yield Boilerplate(*found.span(), BoilerplateKind.AGENCY)


@cache
def _patterns(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return {"zh": _chinese, "vi": _vietnamese}.get(code, _english)()


def _agencies(code: str) -> str:
    listed = lexicon(code, "boilerplate")["datelines"]["agencies"]
    names = listed.split("|") if "|" in listed else listed.split()
    return "|".join(sorted((re.escape(one.strip()) for one in names), key=lambda one: (-len(one), one)))


def _english() -> tuple[re.Pattern[str], re.Pattern[str]]:
    agency = _agencies("en")
    tag = rf"\((?:{agency})\)"
    forms = (
        rf"{_CITY},?\s{_DAY}\s{tag}\s?{_DASH}",  # BEIJING, Sept. 24 (Xinhua) --
        rf"{_CITY}\s{tag}\s?{_DASH}",  # WASHINGTON (AP) -
        rf"[A-Z][A-Z .'’-]{{2,30}}(?:,\s[A-Z][\w.]+(?:\s[A-Z]\w+)?)?,\s{_DAY}\s?{_DASH}",  # HANOI, May 24 --
        r"[A-Z][A-Z .'’]{2,30}(?:,\s[A-Z][\w.]+)?\s(?:--+|[—–])",  # WASHINGTON —
        rf"(?:{agency}),\s{_CITY},\s{_DAY}\.(?=\s|$)",  # Xinhua News Agency, Beijing, May 24.
        rf"\((?:{agency})\)\s?{_DASH}",
        rf"{tag}(?=\s+[A-Z])",
    )
    lines = rf"^[^\S\n]*(?:{_STAMP}?(?:{'|'.join(forms)})(?=\s|$)|{_STAMP})"
    given = r"(?:[Pp]hoto(?:\sby\s[^()\n]{1,40})?/|(?:[Pp]hoto|[Ss]ource):\s?)?"
    credit = rf"[(\[]{given}(?:{agency})(?:/[^()\n]{{1,60}})?[)\]]"
    return re.compile(lines, re.MULTILINE), re.compile(credit)


def _chinese() -> tuple[re.Pattern[str], re.Pattern[str]]:
    agency = _agencies("zh")
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


def _vietnamese() -> tuple[re.Pattern[str], re.Pattern[str]]:
    agency = _agencies("vi")
    day = r"(?:ngày\s)?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?"
    forms = (
        rf"{_CITY}(?:,\s{day})?\s\((?:{agency})(?:\s{day})?\)\s?{_DASH}",  # Hà Nội (TTXVN 24/9) -
        rf"\(?(?:{agency})(?:\s{day})?\)?\s?[-–—:]",  # NDO -
        rf"(?:{agency}),\s{_CITY},\s{day}\.",
    )
    tags = rf"[(\[](?:Ảnh:\s?|Theo\s|Nguồn:\s?)?(?:{agency})(?:/[^()\n]{{1,40}})?[)\]]"
    return re.compile(rf"^[^\S\n]*{_STAMP}?(?:{'|'.join(forms)})(?=\s|$)", re.MULTILINE), re.compile(tags)
