"""Datelines, agency tags, titles and names: what every readout repeats and no reader looks for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from reader.model import Boilerplate, BoilerplateKind, Person, Span
from reader.patterns import deferred
from reader.text.characters import HAN
from reader.text.datelines import dateline_spans
from reader.text.titles import bare_name, title_spans

_HAN = deferred(f"[{HAN}]")


def boilerplate_spans(text: str, language: str, people: Sequence[Person]) -> tuple[Boilerplate, ...]:
    """Datelines, agency tags, titles and the names of ``people`` in a text, sorted and disjoint.

    Where they overlap a dateline wins over an agency tag, and that over titles and names.
    """
    fixed = _disjoint(sorted(dateline_spans(text, language), key=_dateline_first))
    names = [span for span in _names(text, people) if not _touches(fixed, span)]
    titles = [span for span in title_spans(text, language, names) if not _touches(fixed, span)]
    found = [
        *fixed,
        *(Boilerplate(*span, BoilerplateKind.TITLE) for span in titles),
        *(Boilerplate(*span, BoilerplateKind.NAME) for span in names),
    ]
    return tuple(_disjoint(sorted(found, key=lambda one: (one.start, -one.end))))


def _dateline_first(one: Boilerplate) -> tuple[int, bool, int]:
    return one.start, one.kind is not BoilerplateKind.DATELINE, -one.end


def _disjoint(spans: Iterable[Boilerplate]) -> list[Boilerplate]:
    """Of spans in order, those that do not begin inside one before."""
    out: list[Boilerplate] = []
    for one in spans:
        if one.start < one.end and (not out or one.start >= out[-1].end):
            out.append(one)
    return out


def _touches(sorted_spans: Sequence[Boilerplate], span: Span) -> bool:
    at = bisect_left(sorted_spans, span.end, key=lambda one: one.start) - 1
    return at >= 0 and sorted_spans[at].end > span.start


def _names(text: str, people: Sequence[Person]) -> Iterator[Span]:
    """Every place of a name or another wording of it, the longest first; whole words in scripts that have them."""
    known = {bare_name(form, person.name) for person in people for form in (person.name, *person.aliases)}
    forms = sorted((form for form in known if form), key=lambda form: (-len(form), form))
    if not forms:
        return
    for found in re.finditer("|".join(_form(form) for form in forms), text):
        yield Span(*found.span())


def _form(form: str) -> str:
    escaped = r"\s+".join(re.escape(part) for part in form.split())
    return escaped if not form.isascii() and _HAN.search(form) else rf"(?<!\w){escaped}(?!\w)"
