"""The reader's judgements at work in a comparison: their word in place of the program's, and named as theirs.

One judgement changes what it is about and nothing else: other matches keep their kind, score and place, so that a
reader who pairs two sentences by hand never finds a third one changed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reader.analysis.corrections import corrected
from reader.compare.classify import Link, speaker_changed
from reader.compare.figures import states_of, summary_of
from reader.compare.match_edits import match_edits
from reader.model import (
    Candidate,
    Comparison,
    Document,
    Edits,
    Judge,
    Judgements,
    Match,
    MatchKind,
    Order,
    PairJudgement,
    PhrasePair,
    Side,
    Span,
    State,
    Verdict,
)


def judged(found: Comparison, judgements: Judgements) -> Comparison:
    """What the program found, with the reader's word in place of the program's wherever there is one.

    ``found`` is a comparison without judgements. Judgements on sentences that the documents do not have are carried
    along without effect. Linear in the size of the comparison.
    """
    if not judgements:
        return found
    left = corrected(found.left, judgements, Side.LEFT)
    right = corrected(found.right, judgements, Side.RIGHT)
    pairs = [
        pair
        for pair in judgements.pairs
        if 0 <= pair.left < len(left.sentences) and 0 <= pair.right < len(right.sentences)
    ]
    matches = _matches(replace(found, left=left, right=right), pairs)
    if judgements.speakers:
        matches = [_said_again(left, right, match) for match in matches]
    matches.sort(key=lambda match: (match.left, match.right, match.kind))
    states = states_of(left, right, matches)
    summary = summary_of(left, right, matches, states, found.formulations)
    if judgements.earlier is not None:
        order = Order.LEFT_EARLIER if judgements.earlier is Side.LEFT else Order.RIGHT_EARLIER
        summary = replace(summary, order=order)
    return replace(
        found,
        left=left,
        right=right,
        matches=tuple(matches),
        left_states=states[0],
        right_states=states[1],
        summary=summary,
        left_nearest=_nearest(found, states[0], Side.LEFT),
        right_nearest=_nearest(found, states[1], Side.RIGHT),
        judgements=judgements,
    )


def _said_again(left: Document, right: Document, match: Match) -> Match:
    link = Link(match.left, match.right, match.kind, match.score)
    changed = speaker_changed(left, right, link)
    return match if changed == match.speaker_changed else replace(match, speaker_changed=changed)


# Pairs -----------------------------------------------------------------------------------------------------------


def _matches(found: Comparison, pairs: Sequence[PairJudgement]) -> list[Match]:
    """The program's matches without the pairs the reader judged, and the reader's."""
    if not pairs:
        return list(found.matches)
    touched: dict[int, list[PairJudgement]] = {}
    owner: dict[tuple[int, int], int] = {}
    spoken = {(pair.left, pair.right) for pair in pairs}
    for k, match in enumerate(found.matches):
        for i in match.left:
            for j in match.right:
                if (i, j) in spoken:
                    owner[i, j] = k
    for pair in pairs:
        if (pair.left, pair.right) in owner:
            touched.setdefault(owner[pair.left, pair.right], []).append(pair)
    out: list[Match] = []
    for k, match in enumerate(found.matches):
        out += _without(found, match, touched[k]) if k in touched else [match]
    chain = _Chain(found.matches)
    carried = _Carried(found)
    for pair in pairs:
        if pair.verdict is not Verdict.APART:
            before = owner.get((pair.left, pair.right))
            out.append(_by_hand(found, pair, None if before is None else found.matches[before], chain, carried))
    return out


def _without(found: Comparison, match: Match, pairs: Sequence[PairJudgement]) -> list[Match]:
    """What is left of the program's match when the reader has spoken on some of its pairs."""
    gone = {(pair.left, pair.right) for pair in pairs}
    kept = [(i, j) for i in match.left for j in match.right if (i, j) not in gone]
    groups: list[tuple[tuple[int, ...], tuple[int, ...]]]
    if len(match.left) == 1:
        groups = [(match.left, tuple(j for _, j in kept))] if kept else []
    elif len(match.right) == 1:
        groups = [(tuple(i for i, _ in kept), match.right)] if kept else []
    else:
        groups = [((i,), (j,)) for i, j in kept]
    return [_part(found, match, left, right) for left, right in groups]


def _part(found: Comparison, match: Match, left: tuple[int, ...], right: tuple[int, ...]) -> Match:
    link = Link(left, right, match.kind, match.score)
    edits, variants = _edits(found, link)
    return replace(
        match,
        left=left,
        right=right,
        edits=edits,
        variants=variants,
        phrases=tuple(
            p for p in match.phrases if _within(found.left, left, p.left) and _within(found.right, right, p.right)
        ),
        speaker_changed=speaker_changed(found.left, found.right, link),
        why="Part of a match the program found; the reader took other sentences out of it.",
    )


def _edits(found: Comparison, link: Link) -> tuple[Edits, tuple[PhrasePair, ...]]:
    """Changed words, also of sentences the reader calls shared: no word of the reader's hides a change."""
    return (Edits(), ()) if link.kind is MatchKind.ECHO else match_edits(found.left, found.right, link)


def _within(document: Document, sentences: Iterable[int], span: Span) -> bool:
    return any(document.sentences[k].start <= span.start < document.sentences[k].end for k in sentences)


def _by_hand(found: Comparison, pair: PairJudgement, before: Match | None, chain: _Chain, carried: _Carried) -> Match:
    """The match of two sentences as the reader has it; what the program measured on them stays with it."""
    kind = MatchKind(pair.verdict.value)
    known = before is not None and (before.left, before.right) == ((pair.left,), (pair.right,))
    link = Link((pair.left,), (pair.right,), kind, before.score if before else 0.0)
    edits, variants = _edits(found, link)
    phrases = before.phrases if before is not None and known else carried.phrases(pair.left, pair.right)
    return Match(
        left=link.left,
        right=link.right,
        kind=kind,
        score=link.strength,
        edits=edits,
        variants=variants,
        phrases=phrases,
        moved=kind is not MatchKind.ECHO and chain.is_crossed(pair.left, pair.right),
        speaker_changed=speaker_changed(found.left, found.right, link),
        why=_why(kind, before),
        runner_up=before.runner_up if before is not None and known else None,
        by=Judge.READER,
    )


_CALLED = {MatchKind.SHARED: "shared", MatchKind.REWORDED: "reworded", MatchKind.ECHO: "an echo"}


def _why(kind: MatchKind, before: Match | None) -> str:
    if before is None:
        return f"The reader calls the two sentences {_CALLED[kind]}; the program had not linked them."
    if before.kind is kind:
        return f"The reader calls the two sentences {_CALLED[kind]}, as the program did (score {before.score:.2f})."
    return (
        f"The reader calls the two sentences {_CALLED[kind]}; "
        f"the program had called them {_CALLED[before.kind]} (score {before.score:.2f})."
    )


class _Chain:
    """The matches in common order, to tell whether two sentences stand out of it."""

    def __init__(self, matches: Iterable[Match]) -> None:
        steps = sorted((m.left[0], m.right[0]) for m in matches if m.kind is not MatchKind.ECHO and not m.moved)
        self._lefts = [left for left, _ in steps]
        highest, lowest = -1, 1 << 60
        self._highest = [-1] + [highest := max(highest, right) for _, right in steps]
        self._lowest = [1 << 60] + [lowest := min(lowest, right) for _, right in reversed(steps)]
        self._lowest.reverse()

    def is_crossed(self, left: int, right: int) -> bool:
        """Whether a match in common order stands before one of the two sentences and after the other."""
        before = bisect_right(self._lefts, left - 1)
        after = bisect_right(self._lefts, left)
        return self._highest[before] > right or self._lowest[after] < right


class _Carried:
    """Formulations by the sentences in which they stand."""

    def __init__(self, found: Comparison) -> None:
        self._of: dict[Side, dict[int, dict[int, Span]]] = {}
        for side in Side:
            starts = [sentence.start for sentence in found.document(side).sentences]
            places: dict[int, dict[int, Span]] = {}
            for k, formulation in enumerate(found.formulations):
                for span in formulation.places(side):
                    places.setdefault(bisect_right(starts, span.start) - 1, {}).setdefault(k, span)
            self._of[side] = places

    def phrases(self, left: int, right: int) -> tuple[PhrasePair, ...]:
        """The formulations two sentences have in common, in order of the left."""
        lefts, rights = self._of[Side.LEFT].get(left, {}), self._of[Side.RIGHT].get(right, {})
        return tuple(sorted((PhrasePair(lefts[k], rights[k]) for k in lefts if k in rights), key=lambda p: p.left))


def _nearest(found: Comparison, states: Sequence[State], side: Side) -> tuple[Candidate | None, ...]:
    """For each novel sentence the best rejected counterpart; for one the reader took apart, its former partner."""
    known = found.nearest(side) or (None,) * len(states)
    before = found.states(side)
    if tuple(states) == before:
        return known
    freed = {k for k, (old, new) in enumerate(zip(before, states, strict=True)) if new is State.NOVEL is not old}
    former: dict[int, Candidate] = {}
    for match in found.matches:
        for k in match.sentences(side):
            best = former.get(k)
            if k in freed and (best is None or match.score > best.score):
                spans = match.wording(side.other)
                wordings = (found.document(side.other).words_of(span) for span in spans)
                former[k] = Candidate(match.sentences(side.other)[0], match.score, max(wordings, key=len, default=""))
    return tuple((known[k] or former.get(k)) if state is State.NOVEL else None for k, state in enumerate(states))
