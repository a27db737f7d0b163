"""Word edits of a match, which may join several sentences of a side, as spans of the documents."""

from __future__ import annotations

from collections.abc import Sequence

from reader.compare.classify import Link
from reader.compare.edits import edits_and_variants
from reader.model import Document, Edits, PhrasePair, Span


def match_edits(
    left: Document, right: Document, link: Link, *, may_vary: bool = True
) -> tuple[Edits, tuple[PhrasePair, ...]]:
    """Word edits and variants of a match in document offsets; several sentences of a side are compared as one text."""
    a, b = _joined(left, link.left), _joined(right, link.right)
    # Two languages have no common function words: neutral then, so that swapping the sides mirrors the edits.
    language = left.language if left.language == right.language else None
    edits, variants = edits_and_variants(a[0], b[0], language, may_vary=may_vary)
    told = ((_mapped([pair.left], a[1]), _mapped([pair.right], b[1])) for pair in variants)
    whole = tuple(PhrasePair(*one, *other) for one, other in told if len(one) == len(other) == 1)
    return Edits(_mapped(edits.left, a[1]), _mapped(edits.right, b[1])), whole


def _joined(document: Document, indices: Sequence[int]) -> tuple[str, list[tuple[int, int, int]]]:
    """Text of sentences joined by spaces, and for each (start in the joined text, its end, start in the document)."""
    pieces, at, text = [], 0, []
    for index in indices:
        sentence = document.sentences[index]
        pieces.append((at, at + len(sentence.text), sentence.start))
        text.append(sentence.text)
        at += len(sentence.text) + 1
    return " ".join(text), pieces


def _mapped(spans: Sequence[Span], pieces: Sequence[tuple[int, int, int]]) -> tuple[Span, ...]:
    """Spans of a joined text as spans of the document; one that runs over a joint is cut there."""
    out = []
    for span in spans:
        for start, end, origin in pieces:
            low, high = max(span.start, start), min(span.end, end)
            if low < high:
                out.append(Span(low - start + origin, high - start + origin))
    return tuple(sorted(out))
