"""Datelines, agency tags, titles and names: what every readout repeats and no reader looks for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence

from reader.model import Boilerplate, BoilerplateKind, Person, Span
from reader.patterns import deferred
from reader.text.characters import HAN
from reader.text.columns import where
from reader.text.datelines import dateline_spans
from reader.text.titles import bare_name, title_spans
from reader.text.words import words, words_of_stretches

_HAN = deferred(f"[{HAN}]")
_RUN = deferred(r"\w+")
_GAP = deferred(r"\s+")


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
    """Every place of a name or another wording of it, the longest first; whole words in scripts that have them.

    Only where the first word of a name stands, what follows is looked up among the names that begin so.
    """
    known = {bare_name(form, person.name) for person in people for form in (person.name, *person.aliases)}
    beginning: dict[str, set[str]] = {}
    for form in known:
        first = _RUN.search(form, *words(form)[0]) if words(form) else None
        if first is not None and first.start() == 0:
            beginning.setdefault(first.group(), set()).add(" ".join(form.split()))
    lengths = {run: sorted(set(map(len, forms)), reverse=True) for run, forms in beginning.items()}
    at = 0
    for run, start in _standing(text, beginning):
        if start >= at:
            ahead = " ".join(text[start : start + 2 * lengths[run][0]].split())
            forms = (ahead[:length] for length in lengths[run])
            ends = (_end_of(form, text, start) for form in forms if form in beginning[run])
            end = next(filter(None, ends), None)
            if end is not None:
                at = end
                yield Span(start, end)


def _standing(text: str, wanted: Collection[str]) -> Iterator[tuple[str, int]]:
    """Where words stand in a text, in order, also those that an apostrophe joins to others (*Lee’s*)."""
    if not wanted:
        return
    cut = words_of_stretches(text, [(0, len(text))])
    is_wanted = (form in wanted or any(run in wanted for run in _runs(form)) for form in cut.vocabulary)
    for k in where(is_wanted, cut.numbers):
        for run in _RUN.finditer(text, cut.starts[k], cut.ends[k]):
            if run.group() in wanted:
                yield run.group(), run.start()


def _runs(form: str) -> list[str]:
    return [] if form.isalnum() else _RUN.findall(form)


def _end_of(form: str, text: str, start: int) -> int | None:
    """Where a name ends that stands at a place, with any white space between its words; None where it does not."""
    at = start
    for k, part in enumerate(form.split()):
        if k:
            gap = _GAP.match(text, at)
            if gap is None:
                return None
            at = gap.end()
        if not text.startswith(part, at):
            return None
        at += len(part)
    is_whole = not (_in_word(text, start - 1) or _in_word(text, at))
    return at if is_whole or (not form.isascii() and _HAN.search(form)) else None


def _in_word(text: str, at: int) -> bool:
    return 0 <= at < len(text) and _RUN.match(text, at) is not None
