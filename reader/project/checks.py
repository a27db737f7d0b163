"""Whether a comparison read from a file is whole: everything else in the program relies on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.model import Candidate, Comparison, Document, Side, Span
from reader.project.shapes import has_shape
from reader.text.canonical import canonical


class NotWhole(ValueError):
    """The values contradict one another."""


def check(comparison: Comparison) -> None:
    """Raises NotWhole where values have the wrong type, spans leave their texts or places point nowhere."""
    _require(has_shape(comparison, Comparison), "values of the declared types")
    for side in Side:
        document = comparison.document(side)
        _check_document(document)
        _require(len(comparison.states(side)) == len(document.sentences), "one state for each sentence")
        nearest = comparison.nearest(side)
        _require(len(nearest) in (0, len(document.sentences)), "one nearest for each sentence")
        _check_candidates(nearest, comparison.document(side.other))
    _check_matches(comparison)
    for formulation in comparison.formulations:
        for side in Side:
            _check_spans(formulation.places(side), len(comparison.document(side).text), disjoint=False)


def _require(is_so: object, what: str) -> None:
    if not is_so:
        raise NotWhole(what)


def _check_document(document: Document) -> None:
    text = document.text
    _require(canonical(text).text == text, "canonical text")
    _check_spans([Span(p.start, p.end) for p in document.paragraphs], len(text))
    _require([s.index for s in document.sentences] == list(range(len(document.sentences))), "sentences in order")
    _check_spans([Span(s.start, s.end) for s in document.sentences], len(text))
    for sentence in document.sentences:
        _require(sentence.text == text[sentence.start : sentence.end], "sentences are of the text")
        _require(0 <= sentence.paragraph < len(document.paragraphs), "sentences lie in paragraphs")
        home = document.paragraphs[sentence.paragraph]
        _require(home.start <= sentence.start and sentence.end <= home.end, "sentences lie in their paragraphs")
        if sentence.cue is not None:
            _check_spans([Span(sentence.cue.start, sentence.cue.end)], len(text))
    _check_spans([Span(b.start, b.end) for b in document.boilerplate], len(text))


def _check_matches(comparison: Comparison) -> None:
    sizes = {side: len(comparison.document(side).sentences) for side in Side}
    for match in comparison.matches:
        for side in Side:
            indices = match.sentences(side)
            _require(indices and list(indices) == sorted(set(indices)), "sentences of a match ascend")
            _require(indices[0] >= 0 and indices[-1] < sizes[side], "matches join sentences that are there")
            length = len(comparison.document(side).text)
            _check_spans(match.edits.spans(side), length)
            _check_spans(match.wording(side), length, disjoint=False)
        _require(0 <= match.score <= 1, "scores lie between 0 and 1")
        _check_candidates([match.runner_up], comparison.right)


def _check_candidates(candidates: Iterable[Candidate | None], document: Document) -> None:
    for candidate in candidates:
        _require(candidate is None or 0 <= candidate.sentence < len(document.sentences), "candidates are there")


def _check_spans(spans: Sequence[Span], length: int, *, disjoint: bool = True) -> None:
    at = 0
    for start, end in spans:
        _require(0 <= start <= end <= length, "spans lie in the text")
        _require(not disjoint or start >= at, "spans come in order")
        at = end
