"""``compare()``: the order in which the parts of the comparison are made."""

from __future__ import annotations

from collections import Counter

from reader.analysis.topics import harmonise
from reader.compare.edits import word_edits
from reader.model import (
    Comparison,
    Document,
    Edits,
    Formulation,
    Match,
    MatchKind,
    Options,
    Order,
    SideCounts,
    Span,
    State,
    Summary,
)
from reader.text.words import words


def compare(left: Document, right: Document, options: Options | None = None) -> Comparison:
    """What two documents share and do not share. Deterministic; never touches Qt; linear in the texts."""
    left, right = harmonise(left, right)
    matches = _matches(left, right)
    left_states, right_states = [State.NOVEL] * len(left.sentences), [State.NOVEL] * len(right.sentences)
    for m in matches:
        for i in m.left:
            left_states[i] = State(m.kind.value)
        for j in m.right:
            right_states[j] = State(m.kind.value)
    order = Order.UNKNOWN
    if left.date and right.date and left.date != right.date:
        order = Order.LEFT_EARLIER if left.date < right.date else Order.RIGHT_EARLIER
    formulations = _formulations(left, right)
    return Comparison(
        left, right, tuple(matches), tuple(formulations), tuple(left_states), tuple(right_states),
        Summary(order, _counts(left_states), _counts(right_states), formulations=len(formulations)),
        (None,) * len(left_states), (None,) * len(right_states), options or Options(),
    )


def _counts(states: list[State]) -> SideCounts:
    c = Counter(states)
    return SideCounts(c[State.SHARED], c[State.REWORDED], c[State.ECHO], c[State.NOVEL])


def _matches(left: Document, right: Document) -> list[Match]:
    bags = [[{d.text[a:b].casefold() for a, b in words(d.text, s.start, s.end)} for s in d.sentences] for d in (left, right)]
    taken: set[int] = set()
    out = []
    for i, a in enumerate(bags[0]):
        score, j = max(((len(a & b) / max(1, len(a | b)), j) for j, b in enumerate(bags[1]) if j not in taken), default=(0, 0))
        if score > 0.25:
            taken.add(j)
            s, t = left.sentences[i], right.sentences[j]
            e = word_edits(s.text, t.text)
            kind = MatchKind.SHARED if not e.left and not e.right else MatchKind.REWORDED
            out.append(Match((i,), (j,), kind, round(score, 4), Edits(
                tuple(Span(x + s.start, y + s.start) for x, y in e.left), tuple(Span(x + t.start, y + t.start) for x, y in e.right)),
                moved=False, why=f"{round(100 * score)} % of the words are the same."))
    return out


def _formulations(left: Document, right: Document) -> list[Formulation]:
    def grams(d: Document) -> dict[tuple[str, ...], list[Span]]:
        w = words(d.text)
        out: dict[tuple[str, ...], list[Span]] = {}
        for k in range(len(w) - 4):
            out.setdefault(tuple(d.text[s:e].casefold() for s, e in w[k : k + 5]), []).append(Span(w[k].start, w[k + 4].end))
        return out

    a, b = grams(left), grams(right)
    return [Formulation(left.text[v[0].start : v[0].end], tuple(v), tuple(b[k])) for k, v in a.items() if k in b]
