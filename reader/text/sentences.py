"""Where sentences end.

A scanner looks at every stop (``. ! ? …`` and their relatives) once, gathers what belongs to it on its right (more
stops, closing quotation marks and brackets, note numbers) and asks ``sentence_ends`` whether the sentence is over.
Numbered lists on one line and separators (``***``) break sentences too. Every look around is of bounded length, so
the time is linear in the text whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from reader.languages import SentenceLexicon
from reader.languages import language as language_of
from reader.model import Span
from reader.patterns import deferred
from reader.text.list_markers import list_breaks
from reader.text.sentence_ends import Stop, is_end

_CLOSERS = "”’»)\\]}〉》」』】）］"
_STOPS = ".!?…‽։؟۔।॥。．！？｡"
# A stop, a separator between sentences (***, ====, ____), an emoticon, the date and time of a mail's head, the dash
# of a sentence that is broken off (*we thought it was — The door opened.*).
_FOUND = deferred(
    rf"(?P<stop>[{_STOPS}]+)"
    r"|(?P<rule>(?<!\S)[*=_~#]{3,}(?!\S))"
    r"|(?<=[\s.!?])[:;]-?[)(DP](?!\w)"
    r"|(?<=[a-z-] )(?P<broken>—)(?= [A-Z])"
    r"|(?P<stamp>(?<![\d/])\d{1,2}/\d{1,2}/\d{2,4} \d{1,2}:\d{2}(?::\d{2})? ?[AP]M\b)"
)
# With what any of these begins: a search for it alone goes over a text in a fraction of the time.
_BEGINNING = deferred(rf"[{_STOPS}*=_~#:;—\d]")
# What belongs to a stop on its right: closing marks, more stops, note numbers such as [12].
_TAIL = deferred(
    rf"(?:[{_CLOSERS}{_STOPS}¹²³⁴-⁹]"
    rf"|[\"'“](?=[\s\"'{_CLOSERS},;:.!?]|\Z)"
    rf"|\s{{1,3}}[.!?](?![\w.])"
    rf"|\s{{1,3}}[)\]}}”»](?!\w)"
    rf"|\s{{0,3}}\[(?:\d{{1,3}}|[a-z]|\.\.\.|…)\])*+"
)
_OMISSION = deferred(r"(?: \.){3}(?! ?\.)(?=\s+[A-ZÀ-Þ])")
_NOTE_NUMBER = deferred(r"\s+\d{1,3}(?=\s+([A-Z][a-z]+)\b)")
_OMISSION_LENGTH = 6
_LONGEST_MARKER = 8
"""Characters of a number or letter of a list, at most."""
_LONGEST_QUOTATION = 600
_MARK_FOLLOWS = deferred(r"\s[.,;:!?](?!\w)|\s[-–—]\s")
_SPACE = deferred(r"\s*")
_CLOSING = deferred(rf"[{_CLOSERS}\"'“]")


def sentence_spans(text: str, start: int, end: int, language: str) -> list[Span]:
    """Spans of the sentences in one paragraph ``text[start:end]``: in order, trimmed, only white space between them."""
    lexicon = language_of(language).sentences
    edges = [start]
    items = [*list_breaks(text, start, end), end]
    for item in items:
        edges += _ends(text, edges[-1], item, lexicon)
        edges.append(item)
    return [span for a, b in pairwise(edges) if (span := _trimmed(text, a, b))]


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    kept = piece.strip()
    if not kept:
        return None
    lead = len(piece) - len(piece.lstrip())
    return Span(start + lead, start + lead + len(kept))


def _ends(text: str, start: int, end: int, lexicon: SentenceLexicon) -> Iterator[int]:
    """Offsets at which sentences end in ``text[start:end]``, which holds no inner list items, but for the last."""
    begin = at = _after_space(text, start, end)
    quotes = _Quotes(text, start)
    while found := _next(text, at, end):
        at = found.end()
        if found["stop"] is None:
            ends = _ends_at_sign(text, found, end, lexicon)
        elif at == end:
            return
        elif _is_plain_end(text, begin, found.start(), at, end, lexicon):
            quotes.is_open(found.start())
            ends = (at,)
        elif _omission_begins(text, found, end):
            ends = (at,)
            at = min(end, at + _OMISSION_LENGTH)
        else:
            at = _tail(text, at, end, is_open=quotes.is_open(found.start()))
            after = _after_space(text, at, end)
            if after >= end:
                return
            note = _note_number(text, at, end, lexicon) if after > at and found["stop"] == "." else 0
            if note:
                at, after = note, _after_space(text, note, end)
            closed = _CLOSING.search(text, found.end(), at) is not None
            over = bool(note) or is_end(Stop(text, begin, found.start(), at, after, end, closed), lexicon)
            ends = (at,) if over else ()
        if ends:
            yield from ends
            begin = _after_space(text, ends[-1], end)


def _is_plain_end(text: str, begin: int, stop: int, at: int, end: int, lexicon: SentenceLexicon) -> bool:
    """Whether a sentence ends at the stop ``text[stop:at]`` as most do, so that nothing else has to be weighed.

    A word in small letters that is no abbreviation stands before it, and behind a space a word with a capital.
    """
    if at - stop > 1 or text[stop] not in ".!?" or text[at] != " " or stop - begin <= _LONGEST_MARKER:
        return False
    word = text[max(begin, text.rfind(" ", begin, stop) + 1) : stop]
    if not (word.isalpha() and word.islower()) or word in lexicon.abbreviations:
        return False
    return at + 1 < end and text[at + 1].isupper() and not text[at + 2 : at + 3].isupper()


def _next(text: str, at: int, end: int) -> re.Match[str] | None:
    """``_FOUND.search(text, at, end)``."""
    for beginning in _BEGINNING.finditer(text, at, end):
        found = _FOUND.match(text, beginning.start(), end)
        if found:
            return found
    return None


def _ends_at_sign(text: str, sign: re.Match[str], end: int, lexicon: SentenceLexicon) -> tuple[int, ...]:
    """Sentence ends at something that is not a stop: around a separator and a mail's date, behind the others."""
    if sign["rule"]:
        return sign.start(), sign.end()
    after = _after_space(text, sign.end(), end)
    if after >= end:
        return ()
    if sign["broken"]:
        word = re.split(r"[^A-Za-z]", text[after : after + 20], maxsplit=1)[0]
        before = text[max(0, sign.start() - 40) : sign.start()].split()
        broken = word != "I" and word.lower() in lexicon.starters and bool(before) and before[-1][0].islower()
        return (sign.end(),) if broken else ()
    if not sign["stamp"]:
        return () if text[after].islower() or text[after] in ".!?,;" else (sign.end(),)
    before = text[max(0, sign.start() - 40) : sign.start()].split()
    named = bool(before) and (before[-1][0].isupper() or before[-1].endswith(">") or "@" in before[-1])
    if not text[after].isupper():
        return ()
    return (sign.start(), sign.end()) if named else (sign.end(),)


class _Quotes:
    """Counts straight quotation marks of a paragraph from left to right."""

    def __init__(self, text: str, start: int) -> None:
        self._text, self._counted, self._last, self._odd = text, start, start, False

    def is_open(self, at: int) -> bool:
        """Whether a straight quotation mark was opened before ``at`` and not long ago; offsets must not fall."""
        count = self._text.count('"', self._counted, at)
        if count:
            self._odd ^= count % 2 == 1
            self._last = self._text.rfind('"', self._counted, at)
        self._counted = max(at, self._counted)
        if self._odd and at - self._last > _LONGEST_QUOTATION:
            self._odd = False
        return self._odd


def _after_space(text: str, at: int, end: int) -> int:
    found = _SPACE.match(text, at, end)
    return found.end() if found else at


def _tail(text: str, at: int, end: int, *, is_open: bool) -> int:
    """End of what belongs to a stop. A straight quotation mark closes where one is open (tokenised text: `` . " ``)."""
    found = _TAIL.match(text, at, end)
    at = found.end() if found else at
    quote = _after_space(text, at, end)
    if text[quote : quote + 1] != '"' or quote >= end or text[at - 1] == '"':
        return at
    closes = is_open and (quote == at or quote + 1 >= end or text[quote + 1].isspace())
    if closes or _MARK_FOLLOWS.match(text, quote + 1, end):
        found = _TAIL.match(text, quote + 1, end)
        return found.end() if found else quote + 1
    return at


def _omission_begins(text: str, stop: re.Match[str], end: int) -> bool:
    """*of the house. . . . The garden*: the points after the first stand for words left out of the next sentence."""
    attached = stop.start() > 0 and not text[stop.start() - 1].isspace()
    return attached and stop.group() == "." and _OMISSION.match(text, stop.end(), end) is not None


def _note_number(text: str, at: int, end: int, lexicon: SentenceLexicon) -> int:
    """End of a note number that stands behind the full stop (*… of the members. 4 Although …*), or 0."""
    found = _NOTE_NUMBER.match(text, at, min(end, at + 40))
    return found.end() if found and found[1].lower() in lexicon.starters else 0
