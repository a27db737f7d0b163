"""When it happened: the day of the event, from the dateline, the lead, a date line or a caption, and nowhere else.

A date that is mentioned in passing says nothing about the event, so only the head of a text and the caption at its
end are read. A day without a year needs something that settles the year: the date of publication, a full date of the
same day in the caption, years in the text of which just one puts the day on the weekday that the lead names, or the
date in the name of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from reader.languages.base import entries, lexicon
from reader.patterns import deferred

_HEAD_LINES, _HEAD_LENGTH = 6, 3000
_LEAD_LENGTH = 700
_TAIL_LENGTH = 1000
_DATE_LINE = 60
"""A line of at most this many characters that is no sentence and holds a full date is the line of a date."""
_LONGEST_DELAY = timedelta(days=45)
"""Between an event and its publication."""
_EARLIEST, _LATEST = 1900, 2100
_ISO = r"(?<![\d-])(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?![\d-])"
_YEAR = deferred(r"(?<![\d.,$€£-])(?:19|20)\d\d(?![\d%]|[.,]\d)")
# A date behind one of these is not the day of the event.
_PASSING = deferred(
    r"(?:since|after|before|until|till|by|from|of|in|due|planned|scheduled|for|signed|born|founded|next|the)\s+(?:the\s+)?\Z"
    r"|(?:自|从|到|至|截至|将于|定于)\Z|(?:từ|sau|trước|đến|kể từ|trong)\s+(?:ngày\s+)?\Z",
    re.IGNORECASE,
)
_CREDIT = deferred(r"[(\[（][^()\[\]（）\n]{2,80}[)\]）]\s*\Z")


class _Day(NamedTuple):
    """A date as it stands in the text; ``year`` None where it has none."""

    month: int
    day: int
    year: int | None
    start: int
    end: int

    def in_year(self, year: int) -> date | None:
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    @property
    def full(self) -> date | None:
        return None if self.year is None else self.in_year(self.year)


def event_date(text: str, language: str, named: str | None = None) -> str | None:
    """ISO day of the event a readout reports, or else of its publication; None where not certain.

    ``named`` is the ISO day in the name of the file, which may settle the year of a day that has none.
    """
    head = _head(text, language)
    if head is None:
        return None
    published, day, weekday = head
    code = language.split("-")[0]
    found = _settled(day, published, weekday, text, code) if day else None
    if found is None and day and published is None and named:
        found = _near(day, date.fromisoformat(named))
    if found is None:
        found = published
    return None if found is None else _on_weekday(found, weekday).isoformat()


def names_day(text: str, language: str) -> bool:
    """Whether a text names a day at all, be it without a year."""
    head = _head(text, language)
    return head is not None and (head[0] or head[1]) is not None


def _head(text: str, language: str) -> tuple[date | None, _Day | None, int | None] | None:
    """The day of publication, the day that is told and the weekday; None for an empty text."""
    code = language.split("-")[0]
    lines = [line.strip() for line in text[:_HEAD_LENGTH].split("\n") if line.strip()][:_HEAD_LINES]
    if not lines:
        return None
    lead, weekday = _lead(lines, code)
    return _published(lines, code), lead or _caption(text, code), weekday


def _published(lines: list[str], code: str) -> date | None:
    """The date in a line of its own, or in a stamp before the text."""
    for line in lines:
        stamp = _STAMP.match(line)
        if stamp or (len(line) <= _DATE_LINE and not _is_sentence(line)):
            days = [d for d in _days(line[:_DATE_LINE], code) if d.full]
            if len(days) == 1 and not (_is_dateline(line, days[0]) and not stamp):
                return days[0].full
    return None


_STAMP = deferred(rf"(?:[Dd]ate:?\s+)?{_ISO}|(?:19|20)\d\d[/.]\d\d?[/.]\d\d?")


def _lead(lines: list[str], code: str) -> tuple[_Day | None, int | None]:
    """The day in the dateline or else the first sentence that has one, and the weekday (Monday is 0) the lead names."""
    for line in lines:
        if len(line) <= _DATE_LINE and not _is_sentence(line):
            continue
        stamp = _STAMP.match(line)
        lead = line[stamp.end() if stamp else 0 :][:_LEAD_LENGTH]
        days = list(_days(lead, code))
        if not days and not _is_sentence(line):
            continue  # a long title
        for one in days:
            if _is_dateline(lead, one):
                return _with_year(one, days), _weekday(lead, code)
        told = [d for d in days if not _PASSING.search(lead[max(0, d.start - 20) : d.start])]
        distinct = {(d.month, d.day) for d in told}
        return (_with_year(told[0], days) if len(distinct) == 1 else None), _weekday(lead, code)
    return None, None


def _with_year(day: _Day, others: list[_Day]) -> _Day:
    """The same day where it stands with its year, if it does."""
    return next((one for one in others if one.year and (one.month, one.day) == (day.month, day.day)), day)


def _is_sentence(line: str) -> bool:
    return line.endswith((".", "!", "?", "。", "！", "？", ".”", '."', "。”"))


def _is_dateline(line: str, day: _Day) -> bool:
    """Whether a date stands in the head of a line, before *(Xinhua) --*, *电* or the full stop of an agency's name."""
    return day.start <= 60 and _AFTER_DATELINE.match(line, day.end) is not None


_AFTER_DATELINE = deferred(
    r"\s?(?:\([^()\n]{2,40}\)\s?)?(?:--+|[—–―]|-\s)|\s?\([A-Z][^()\n]{1,40}\)\s|[^，。：\n]{0,4}[电電讯訊]|\.(?=\s[A-Z])"
)


def _caption(text: str, code: str) -> _Day | None:
    """The full date in the last paragraph, where that is the caption of a picture: it ends in a credit."""
    last = text[-_TAIL_LENGTH:].rstrip().rsplit("\n", 1)[-1]
    if not _CREDIT.search(last):
        return None
    days = {d.full: d for d in _days(last, code) if d.full}
    return next(iter(days.values())) if len(days) == 1 else None


def _settled(day: _Day, published: date | None, weekday: int | None, text: str, code: str) -> date | None:
    """The day with its year, where something settles that."""
    if day.full:
        return day.full
    if published is not None:
        return _near(day, published)
    caption = _caption(text, code)
    if caption and caption.year and day.in_year(caption.year):
        apart = abs((caption.in_year(caption.year) or date.max) - (day.in_year(caption.year) or date.min))
        if apart <= timedelta(days=3):
            return day.in_year(caption.year)
    return _by_weekday(day, weekday, text)


def _near(day: _Day, published: date) -> date | None:
    """The day in the year that puts it shortly before its publication."""
    near = [day.in_year(published.year - back) for back in (0, 1)]
    # A day's grace for places east of the publisher.
    fits = [d for d in near if d and -timedelta(days=1) <= published - d <= _LONGEST_DELAY]
    return fits[0] if fits else None


def date_in_name(name: str) -> str | None:
    """The one ISO day in the name of a file (``2021-09-24-call.txt``, ``20210924``); None for none or several."""
    found = {f"{year}-{month}-{day}" for year, _, month, day in _NAMED.findall(name) if _is_day(year, month, day)}
    return found.pop() if len(found) == 1 else None


_NAMED = deferred(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)")


def _is_day(year: str, month: str, day: str) -> bool:
    return _Day(int(month), int(day), int(year), 0, 0).full is not None


def _by_weekday(day: _Day, weekday: int | None, text: str) -> date | None:
    """The day in the one year, of those the text names, in which it falls on the weekday."""
    if weekday is None:
        return None
    years = sorted({int(y) for y in _YEAR.findall(text[: 10 * _HEAD_LENGTH])})
    fits = [d for d in (day.in_year(year) for year in years) if d and d.weekday() == weekday]
    return fits[0] if len(fits) == 1 else None


def _on_weekday(found: date, weekday: int | None) -> date:
    """The weekday on or up to two days before a date: a report of Tuesday on what was *said Monday*."""
    back = 0 if weekday is None else (found.weekday() - weekday) % 7
    return found - timedelta(days=back) if back <= 2 else found


def _weekday(lead: str, code: str) -> int | None:
    """The one day of the week on which the lead says it happened, Monday 0.

    None for none or several, and for the day of something else: *about the attack on Saturday*, *next Monday*.
    """
    pattern, passing, numbers = _weekdays(code)
    named = {
        numbers[found.group(1).lower()]
        for found in pattern.finditer(lead)
        if not passing.search(lead[_clause(lead, found.start()) : found.start()])
    }
    return named.pop() if len(named) == 1 and not lead.endswith(("?", "？")) else None


def _clause(lead: str, at: int) -> int:
    """Where the stretch without a comma begins in which something stands."""
    return max(lead.rfind(sign, 0, at) for sign in (",", "，", "。", ". ")) + 1


def _days(text: str, code: str) -> Iterator[_Day]:
    """Dates of a text in order, impossible ones left out."""
    for found in _pattern(code).finditer(text):
        parts = {name.rstrip("1234"): value for name, value in found.groupdict().items() if value}
        if "iso" in parts:
            year, month, day = (int(part) for part in parts["iso"].split("-"))
        else:
            reiwa = parts.get("reiwa", "").replace("元", "1")  # the Japanese era that began in 2019
            year = 2018 + int(reiwa) if reiwa else int(parts.get("year", 0))
            month = int(parts["month"]) if parts["month"].isdigit() else _months(code)[parts["month"].lower()]
            day = int(parts["day"])
        one = _Day(month, day, year or None, *found.span())
        if one.in_year(year or 2000) and (not year or _EARLIEST <= year <= _LATEST):
            yield one


@cache
def _months(code: str) -> dict[str, int]:
    """Numbers of months by their names, English where the language has none."""
    listed = lexicon(code, "dates").get("months") or lexicon("en", "dates")["months"]
    return {word.lower(): number for number, words in enumerate(listed, 1) for word in words}


@cache
def _weekdays(code: str) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, int]]:
    """What finds days of the week, what before one makes it the day of something else, and their numbers."""
    raw = lexicon(code if code in ("en", "zh", "vi") else "en", "dates")
    numbers = {word.lower(): number for number, words in enumerate(raw["weekdays"]) for word in words}
    # English ones are written with a capital: "sat" and "sun" are words.
    written = numbers if code in ("zh", "vi") else [word.capitalize() for word in numbers]
    words = "|".join(sorted(written, key=lambda word: (-len(word), word)))
    edge = "" if code == "zh" else r"\b"
    found = re.compile(rf"{edge}({words}){edge}", re.IGNORECASE if code == "vi" else 0)
    return found, re.compile(rf"{edge}(?:{'|'.join(entries(raw['passing']))}){edge}", re.IGNORECASE), numbers


@cache
def _pattern(code: str) -> re.Pattern[str]:
    if code == "zh":
        return re.compile(rf"{_ISO}|(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日")
    if code == "vi":
        return re.compile(
            rf"{_ISO}"
            r"|(?<![\d/.-])(?P<day>\d{1,2})(?:/|-|\.)(?P<month>\d{1,2})(?:(?:/|-|\.)(?P<year>(?:19|20)\d\d))?(?![\d/.-]\d|\d)"
            r"|(?:[Nn]gày|NGÀY)\s+(?P<day2>\d{1,2})\s+tháng\s+(?P<month2>\d{1,2})(?:\s+năm\s+(?P<year2>(?:19|20)\d\d))?"
        )
    written = [form for word in _months(code) for form in (word.capitalize(), word.upper())]
    names = "|".join(sorted(written, key=lambda word: (-len(word), word)))
    figures = (
        rf"{_ISO}|(?P<year3>(?:19|20)\d\d)年(?P<month3>\d{{1,2}})月(?P<day3>\d{{1,2}})日"
        r"|令和(?P<reiwa>\d{1,2}|元)年(?P<month4>\d{1,2})月(?P<day4>\d{1,2})日"
    )
    if code != "en" and "months" in lexicon(code, "dates"):  # 3 mars 2024, 3. März 2024, 3 de marzo de 2024
        return re.compile(
            rf"{figures}|(?<!\d)(?P<day>\d{{1,2}})(?:er|º|\.)?\s+(?:de\s+)?(?P<month>{names})\b\.?"
            rf"(?:\s+(?:del?\s+)?(?P<year>(?:19|20)\d\d)\b)?",
            re.IGNORECASE,
        )
    return re.compile(
        rf"{figures}"
        rf"|\b(?P<month>{names})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[.:]\d)(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?"
        rf"|(?<!\d)(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month2>{names})\b\.?(?:,?\s+(?P<year2>(?:19|20)\d\d)\b)?"
    )
