"""Where it happened: a place as written, in the sentence that says what happened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from reader.analysis.lexicons import listed
from reader.patterns import deferred

_CAPITAL = r"[^\W\d_a-zà-ÿ][\w’'.-]*"
_WORD = deferred(r"[\w’'.-]+")
_LEADING = 48
"""Characters at the head of a sentence within which it may say where, before it says what."""


class Places:
    """Finds places by the words before them (``[places]`` of ``event.toml``)."""

    def __init__(self, raw: dict[str, Any], *, spaced: bool) -> None:
        self._spaced = spaced
        self._occasions = tuple(listed(raw, "occasions"))
        self._never = frozenset(listed(raw, "never"))
        self._lead = frozenset(listed(raw, "lead"))
        self._tails = frozenset(listed(raw, "tails"))
        words = listed(raw, "before")
        before = "|".join(map(re.escape, words)) or "(?!)"
        visited = "|".join(map(re.escape, [*words, *listed(raw, "visited")])) or "(?!)"
        if not spaced:
            behind = "|".join(map(re.escape, sorted(listed(raw, "behind"), key=len, reverse=True))) or "$"
            self._pattern = self._visited = re.compile(rf"(?:{before})([^，。、；：“”（）\0\s在]{{2,24}}?)(?={behind})")
        else:
            self._pattern = re.compile(rf"\b(?:{before})\s+(?=\w)", re.IGNORECASE)
            self._visited = re.compile(rf"\b(?:{visited})\s+(?=\w)", re.IGNORECASE)

    def find(self, text: str, start: int, end: int, people: Sequence[tuple[int, int]], *, visited: bool = False) -> str:
        """The place a sentence names, empty where none.

        It stands between ``start`` (where the wording of the event begins) and ``end``, or at the head of the
        sentence; ``people`` are the spans of names, which are no places. ``visited``: a visit to it is told.
        """
        if not self._spaced:
            found = (match[1] for match in self._pattern.finditer(text, 0, end))
            return next((place for place in found if not place.endswith(self._occasions)), "")
        head = min(start, _LEADING) if not self._lead else start
        for low, high in ((start, end), (0, head)):
            place = self._between(text, low, high, people, self._visited if visited else self._pattern)
            if place:
                return place
        return ""

    def again(self, dateline: str, body: str) -> str:
        """The city at the head of a dateline, where the body says again that something was in it."""
        if not self._spaced:
            return ""
        match = re.match(rf"\s*({_CAPITAL}(?: {_CAPITAL}){{0,3}})", dateline)
        city = match[1].title() if match is not None and match[1].isupper() else ""
        return city if city and re.search(rf"{self._pattern.pattern}{re.escape(city)}\b", body) else ""

    def _between(
        self, text: str, start: int, end: int, people: Sequence[tuple[int, int]], before: re.Pattern[str]
    ) -> str:
        found: list[tuple[int, int]] = []
        for match in before.finditer(text, start, end):
            span = self._span(text, match.end(), end)
            if span is None or any(low < span[1] and span[0] < high for low, high in people):
                continue
            if found and match.start() - found[-1][1] <= 1:
                # "at the Great Hall of the People in Beijing" is one place.
                found[-1] = (found[-1][0], span[1])
                break
            if found:
                break
            found.append(span)
        return " ".join(text[found[0][0] : found[0][1]].split()) if found else ""

    def _span(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Span of the words in capitals that begin at an offset; None for a day, an occasion or no such words."""
        words = list(self._words(text, start, end))
        while words and not self._is_capital(words[-1].group()) and words[-1].group() not in self._tails:
            words.pop()
        if not words or words[0].group().casefold() in self._never:
            return None
        first = words[1] if words[0].group() == "the" and len(words) > 1 else words[0]
        stop = words[-1].end()
        stop -= text[stop - 1] == "." and stop >= end - 1
        place = text[first.start() : stop]
        lower = place.casefold()
        if any(re.search(rf"\b{re.escape(one)}\b", lower) for one in self._occasions):
            return None
        return first.start(), self._country(text, stop, end)

    def _words(self, text: str, start: int, end: int) -> Iterable[re.Match[str]]:
        at, count = start, 0
        while count < 10:
            match = _WORD.match(text, at, end)
            if match is None:
                return
            word = match.group()
            passes = word in _SMALL if not self._lead else word.casefold() in self._lead
            if not (self._is_capital(word) or passes):
                return
            yield match
            count += 1
            at = match.end()
            if text[at : at + 1] != " ":
                return
            at += 1

    @staticmethod
    def _is_capital(word: str) -> bool:
        return word[0].isupper()

    @staticmethod
    def _country(text: str, stop: int, end: int) -> int:
        """Where a place ends that goes on after a comma: *San Francisco, California.*"""
        match = re.compile(rf",\s({_CAPITAL}(?: {_CAPITAL}){{0,2}})(?=[,.]|$)").match(text, stop, end)
        return stop if match is None else match.end() - (match.group().endswith("."))


_SMALL = frozenset(("of", "the", "de", "del", "la"))
