"""What speaks for a link, in spans and in words: shared wording, telling words, the next best."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from reader.compare.align import Alignment
from reader.compare.candidates import Likeness
from reader.compare.classify import Link
from reader.compare.equal_wordings import said
from reader.compare.telling import date_words, is_telling, telling_words
from reader.compare.terms import Counted, Terms
from reader.compare.whole_words import Joints, trimmed
from reader.i18n import UNPARTED
from reader.model import Candidate, Document, Match, MatchKind, PhrasePair, Side, Span, State

LONGEST_QUOTE: Final = 80
"""Characters of shared wording quoted in a sentence of explanation."""
MOST_PLACES: Final = 8
"""Places at which two words standing side by side are looked up in a sentence."""
MOST_STEPS: Final = 32
"""Words that are compared for each word of two sentences before the search for shared wording ends."""
LEAST_PART: Final = 0.06
"""Share of the likeness of two sentences that a wording must carry to count as what makes the one echo the other."""
PLACE_TOLD_FROM: Final = 0.05
"""What the place must have added to a strength for the explanation to mention it."""
_NEARLY_EQUAL: Final = 2e-9
"""Numbers further apart than this differ when they are rounded to nine digits."""


class Run(NamedTuple):
    """The same words in the same order on both sides, as positions among the tokens of two sentences."""

    left: int
    right: int
    length: int


class Evidence:
    """Explains the links of two documents."""

    def __init__(
        self,
        left: Document,
        right: Document,
        terms: tuple[Counted, Counted],
        likeness: Likeness,
        alignment: Alignment,
    ) -> None:
        self._left, self._right = left, right
        self._terms = terms
        self._likeness = likeness
        self._rows, self._placeless = alignment.strength, alignment.placeless

    def wording(self, link: Link) -> tuple[tuple[PhrasePair, ...], tuple[PhrasePair, ...]]:
        """Shared wording of a link in order of the left side, and what of it is said in unlike words.

        The wording has two words or more, one of them telling.
        Of an echo what made the link: also single words, and of both only those that tell something.
        """
        phrases: list[PhrasePair] = []
        unlike: list[PhrasePair] = []
        for i in link.left:
            for j in link.right:
                a, b = self._terms[0][i], self._terms[1][j]
                runs = self._runs(link, i, j)
                phrases += [_pair(a, b, run) for run in runs]
                if link.kind is MatchKind.ECHO:
                    unlike += self._unlike(a, b, runs)
        return _in_order(phrases), _in_order(unlike)

    def _runs(self, link: Link, i: int, j: int) -> list[Run]:
        a, b = self._terms[0][i], self._terms[1][j]
        joints = self._joints(a, b)
        runs = list(_telling_runs(a, b, joints, self._left.language))
        if link.kind is MatchKind.ECHO:
            alone = list(_words_outside(runs, a, b, self._left.language))
            whole = [run for run in alone if not (joints[0].parts(run.left) or joints[1].parts(run.right))]
            alone = whole or ([] if runs else alone)  # parts of words make an echo for want of better
            return self._that_made(i, j, [*runs, *alone])
        if any(" " in key for key in a.keys):  # known wordings of several words
            alone = list(_words_outside(runs, a, b, self._left.language))
            runs += [run for run in alone if " " in a.keys[run.left]]
        return runs

    def _joints(self, a: Terms, b: Terms) -> tuple[Joints, Joints]:
        language = self._left.language
        return Joints(self._left.text, a, language), Joints(self._right.text, b, language)

    def _unlike(self, a: Terms, b: Terms, runs: Sequence[Run]) -> Iterator[PhrasePair]:
        """The single wordings within runs that are said in unlike words."""
        for run in runs:
            for k in range(run.length):
                left, right = a.covered(run.left + k, 1), b.covered(run.right + k, 1)
                is_known = a.keys[run.left + k] == b.keys[run.right + k]
                if is_known and self._are_unlike(left, right):
                    yield PhrasePair(left, right)

    def _are_unlike(self, left: Span, right: Span) -> bool:
        """Whether two wordings have other words; endings of possession and case make none."""
        same = self._left.words_of(left) == self._right.words_of(right)
        return not same and said(self._left.text, left) != said(self._right.text, right)

    def _that_made(self, i: int, j: int, runs: list[Run]) -> list[Run]:
        """Those of the runs that carry a good part of the likeness of two sentences; at least the greatest.

        *The two parties* and *China* stand in every second sentence of two readouts and make no echo.
        """
        if len(runs) < 2:
            return runs
        one, other = self._likeness.left[i], self._likeness.right[j]
        parts = []
        for run in runs:
            terms = self._terms[0][i].between(run.left, run.left + run.length)
            parts.append(sum([one[term] * other[term] for term in sorted(terms) if term in one and term in other]))
        least = min(max(parts), LEAST_PART * self._likeness.of(i, j))
        return [run for run, part in zip(runs, parts, strict=True) if part >= least]

    def has_telling_word(self, link: Link) -> bool:
        """Whether the two sides of a link share a word of content, of more than a date."""
        a, b = self._words_of(link)
        return any(not word.isdecimal() and word not in date_words(self._left.language) for word in a & b)

    def runner_up(self, link: Link) -> Candidate | None:
        """The next best sentence on the right for the first on the left."""
        i = link.left[0]
        others = {j: value for j, value in self._rows[i].items() if j not in link.right}
        return self._candidate(i, others, on_right=True)

    def nearest(self, side: Side, states: Sequence[State]) -> tuple[Candidate | None, ...]:
        """For each sentence of a side that has no counterpart, the one opposite that comes nearest to it."""
        on_right = side is Side.LEFT
        rows = self._rows if on_right else self._rows.columns
        other, top, second = rows.best()
        return tuple(
            None
            if state is not State.NOVEL
            else self._told(index, other[index], top[index], on_right=on_right)
            if second[index] < top[index] - _NEARLY_EQUAL
            else self._candidate(index, rows[index], on_right=on_right)
            for index, state in enumerate(states)
        )

    def why(self, link: Link, match: Match) -> str:
        """One English sentence: sizes, the most telling shared wording, shared telling words, variants, place, the next
        best. Sentences are called as on the page: ``R4`` is the fourth on the right. ``match`` is that of the link."""
        if link.kind is MatchKind.SHARED:
            return "The words are the same."
        best = match.phrases[0] if match.phrases else None
        if len(match.phrases) > 1:
            best = max(match.phrases, key=lambda phrase: (self._weight(link, phrase), -phrase.left.start))
        inside, beside = _divided(match.variants, best)
        parts = list(self._shared_words(link, best, inside))
        if len(link.left) + len(link.right) > 2:
            parts[0] = f"{_called('L', link.left)} against {_called('R', link.right)}: {parts[0]}"
        parts += [self._equal_words(pair) for pair in beside[:1]]
        if link.kind is MatchKind.REWORDED and self._gained_by_place(link) >= PLACE_TOLD_FROM:
            parts.append("their neighbours are counterparts too")
        parts.append(_next_best(link, match.runner_up))
        sentence = "; ".join(parts)
        return f"{sentence[0].upper()}{sentence[1:]}."

    def _shared_words(self, link: Link, best: PhrasePair | None, variants: Sequence[PhrasePair]) -> Iterator[str]:
        """The best wording, with those of the ``variants`` inside it, and how many words are shared."""
        shared, of = self._telling_words(link)
        if best is not None and not self._are_unlike(best.left, best.right):
            yield f"both say “{_shortened(self._left.words_of(best.left))}”"
        elif best is not None and variants and not _holds(variants[0].left, best.left):
            said_by_both = _shortened(self._left.words_of(best.left))
            yield f"both say “{said_by_both}”, where {self._equal_words(variants[0])}"
        elif best is not None:
            yield self._equal_words(variants[0] if variants else best)
        if shared:
            yield f"{_many(shared, of, 'character' if self._is_unparted() else 'word')} in common"
        elif best is None:
            yield "parts of words in common"

    def _is_unparted(self) -> bool:
        """Whether words are single characters, as in Chinese."""
        return self._left.language.split("-")[0] in UNPARTED

    def _equal_words(self, pair: PhrasePair) -> str:
        left, right = self._left.words_of(pair.left), self._right.words_of(pair.right)
        return f"“{_shortened(left)}” counts as equal to “{_shortened(right)}”"

    def _gained_by_place(self, link: Link) -> float:
        i, j = max(
            ((i, j) for i in link.left for j in link.right), key=lambda pair: self._rows[pair[0]].get(pair[1], 0.0)
        )
        return self._rows[i].get(j, 0.0) - self._placeless[i].get(j, 0.0)

    def _weight(self, link: Link, phrase: PhrasePair) -> float:
        """Weight of the words of a phrase in the sentence on the left in which it stands."""
        for i in link.left:
            terms = self._terms[0][i]
            starts = terms.starts
            inside = terms.stems_within(bisect_left(starts, phrase.left.start), bisect_left(starts, phrase.left.end))
            if inside:
                weights = self._likeness.left[i]
                return sum([weights.get(stem, 0.0) for stem in inside])
        return 0.0

    def _telling_words(self, link: Link) -> tuple[int, int]:
        """Distinct telling words in both, and in the side that has fewer."""
        a, b = self._words_of(link)
        return len(a & b), min(len(a), len(b))

    def _words_of(self, link: Link) -> tuple[set[str], set[str]]:
        """The telling words of both sides."""
        a = {w for i in link.left for w in telling_words(self._terms[0][i].keys, self._left.language)}
        b = {w for j in link.right for w in telling_words(self._terms[1][j].keys, self._right.language)}
        return a, b

    def _candidate(self, index: int, values: dict[int, float], *, on_right: bool) -> Candidate | None:
        """The best of some sentences of the other side; of equal ones the nearest by its place."""
        if not values:
            return None
        greatest = max(values.values())
        most = round(greatest, 9)
        rivals = [k for k, value in values.items() if value > greatest - _NEARLY_EQUAL and round(value, 9) == most]
        best = min(rivals, key=lambda k: (abs(k - index), k)) if len(rivals) > 1 else rivals[0]
        return self._told(index, best, values[best], on_right=on_right)

    def _told(self, index: int, best: int, strength: float, *, on_right: bool) -> Candidate | None:
        """What is told of the best sentence opposite; the wording it shares is found when it is asked for."""
        score = round(min(1.0, strength), 4)
        if score <= 0:
            return None

        def asked(_candidate: Candidate, _name: str) -> dict[str, str]:
            pair = (index, best) if on_right else (best, index)
            return {"wording": self._best_wording(*pair, on_right=on_right)}

        return Candidate.deferred(asked, sentence=best, score=score)

    def _best_wording(self, i: int, j: int, *, on_right: bool) -> str:
        """The longest wording that two sentences share, as it stands on one side; may be empty."""
        a, b = self._terms[0][i], self._terms[1][j]
        runs = list(_telling_runs(a, b, self._joints(a, b), self._left.language))
        runs = runs or list(_single_words(a.keys, b.keys, self._left.language))
        if not runs:
            return ""
        run = max(runs, key=lambda r: (r.length, -r.left - r.right))
        if on_right:
            return self._right.words_of(b.covered(run.right, run.length))
        return self._left.words_of(a.covered(run.left, run.length))


def _many(shared: int, of: int, unit: str) -> str:
    """How many of the telling words, or characters, are shared."""
    if shared < of:
        return f"{shared} of {of} telling {unit}s"
    return f"the one telling {unit}" if of == 1 else f"both telling {unit}s" if of == 2 else f"all {of} telling {unit}s"


def _telling_runs(left: Terms, right: Terms, joints: tuple[Joints, Joints], language: str) -> Iterator[Run]:
    """Longest common runs of two tokens or more with a telling word, disjoint on both sides, in order of the left.

    Linear in the sentences: every two neighbours are looked up, at ``MOST_PLACES`` places at most, and a text that
    repeats itself without end is not followed to its end. No run goes over boilerplate that does not count.
    """
    a, b = left.keys, right.keys
    shared = set(pairwise(a)).intersection(pairwise(b))
    if not shared:
        return
    places: dict[tuple[str, str], list[int]] = {}
    for y, neighbours in enumerate(pairwise(b)):
        if neighbours not in shared or y + 1 in right.breaks:
            continue
        found = places.setdefault(neighbours, [])
        if len(found) < MOST_PLACES:
            found.append(y)
    runs: list[Run] = []
    reached: dict[int, int] = {}
    steps = MOST_STEPS * (len(a) + len(b))
    for x, neighbours in enumerate(pairwise(a)):
        if steps < 0:
            break
        if x + 1 in left.breaks:
            continue
        for y in places.get(neighbours, ()):
            if reached.get(y - x, -1) > x:
                continue
            length = 2
            while (
                x + length < len(a)
                and y + length < len(b)
                and a[x + length] == b[y + length]
                and x + length not in left.breaks
                and y + length not in right.breaks
            ):
                length += 1
            reached[y - x] = x + length - 1
            steps -= length
            runs.append(Run(*trimmed(x, y, length, a, joints, language)))
    yield from _disjoint(run for run in runs if run.length > 1)


def _disjoint(runs: Iterator[Run]) -> list[Run]:
    """The longest runs that do not overlap one another on either side, in order of the left."""
    left: set[int] = set()
    right: set[int] = set()
    kept = []
    for run in sorted(runs, key=lambda r: (-r.length, r.left + r.right, abs(r.left - r.right), r.left)):
        ours, theirs = range(run.left, run.left + run.length), range(run.right, run.right + run.length)
        if left.isdisjoint((ours[0], ours[-1])) and right.isdisjoint((theirs[0], theirs[-1])):
            left.update(ours)
            right.update(theirs)
            kept.append(run)
    return sorted(kept)


def _single_words(a: Sequence[str], b: Sequence[str], language: str) -> Iterator[Run]:
    """The longest telling word that stands in both, if one does."""
    shared = set(a).intersection(b)
    found = [x for x, key in enumerate(a) if key in shared and is_telling(key, language)]
    if found:
        x = min(found, key=lambda x: (-len(a[x]), x))
        yield Run(x, b.index(a[x]), 1)


def _words_outside(runs: Sequence[Run], left: Terms, right: Terms, language: str) -> Iterator[Run]:
    """Telling words that stand in both outside the given runs, each word once, by their stems."""
    ours = {x for run in runs for x in range(run.left, run.left + run.length)}
    theirs = {y for run in runs for y in range(run.right, run.right + run.length)}
    where = {stem: y for y, stem in reversed(list(enumerate(right.stems))) if y not in theirs}
    for x, (key, stem) in enumerate(zip(left.keys, left.stems, strict=True)):
        if x not in ours and is_telling(key, language) and stem in where:
            yield Run(x, where.pop(stem), 1)


def _pair(a: Terms, b: Terms, run: Run) -> PhrasePair:
    return PhrasePair(a.covered(run.left, run.length), b.covered(run.right, run.length))


def _divided(variants: Sequence[PhrasePair], best: PhrasePair | None) -> tuple[list[PhrasePair], list[PhrasePair]]:
    """Those that lie in the best wording, at least in part, and the others."""
    parts: tuple[list[PhrasePair], list[PhrasePair]] = [], []
    for pair in variants:
        parts[best is None or not _overlap(pair.left, best.left)].append(pair)
    return parts


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _in_order(pairs: Sequence[PhrasePair]) -> tuple[PhrasePair, ...]:
    return tuple(sorted(dict.fromkeys(pairs), key=lambda pair: (pair.left, pair.right)))


def _next_best(link: Link, runner_up: Candidate | None) -> str:
    if runner_up is None:
        return "no other sentence on the right has telling words of it"
    name, score = _called("R", [runner_up.sentence]), f"{runner_up.score:.2f}"
    if runner_up.score > round(link.strength, 4):
        return f"on the right, {name} is closer still ({score})"
    return f"next best on the right is {name} ({score})"


def _called(side: str, indices: Sequence[int]) -> str:
    """Sentences as the page calls them: *R4*, *R4 and R5*, *R4, R5 and R6*."""
    names = [f"{side}{index + 1}" for index in indices]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _shortened(text: str) -> str:
    """A quotation on one line, cut at a word where it is long."""
    line = " ".join(text.split())
    if len(line) <= LONGEST_QUOTE:
        return line
    cut = line.rfind(" ", LONGEST_QUOTE // 2, LONGEST_QUOTE)
    return line[: cut if cut > 0 else LONGEST_QUOTE] + " …"
