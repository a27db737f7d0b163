"""Formulations: distinctive wordings that stand in both documents, inside sentences of any state.

A formulation is what a writer takes over: *linked by mountains and rivers*. It is found as a longest run of
words of content common to both documents (``wordings``, ``repeats``), so a small word may come, go or change inside
it, endings may differ, and variants count as the same. It must be distinctive (``formulations.toml``): two words'
worth of content, without names and titles, or a known set phrase. Longer runs are cut into pieces of at most
``most_words`` words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import chain, compress, count
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from reader.compare.items import FULL, Items
from reader.compare.repeats import Neighbours
from reader.compare.wordings import Measure, document_items, measure, numbering, primary
from reader.model import Document, Formulation, Span
from reader.patterns import deferred
from reader.text.columns import ARRAYS_FROM
from reader.text.words import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.compare.repeats import Stretch
    from reader.compare.variants import Columns

RUN_MOST: Final = 64
"""Items of a run that are looked at: a bound for texts that repeat themselves without end."""
CLUSTERS_MOST: Final = 16

Keys = bytes
"""Words of content in order, as ``Items.keys`` has them."""
Small = tuple[tuple[str, ...], ...]
"""The small words between the words of a wording, for each gap."""


def find(
    left: Document, right: Document, tokens: tuple[Columns | None, Columns | None] = (None, None)
) -> tuple[Formulation, ...]:
    """Formulations of two documents, by first place on the left. Swapping the documents swaps their places.

    Every place of a formulation in either document is listed, sorted; each lies within one sentence. No formulation
    stands everywhere inside longer ones. Near linear in the texts. ``tokens`` are the canonical tokens of the
    sentences of both where they are known already.
    """
    documents = left, right
    kept = _not_swallowed(_shared_wordings(documents, tokens))
    closed = [_Quotes(document) for document in documents]
    ends = [(list(map(closed[0].closed, spans[0])), list(map(closed[1].closed, spans[1]))) for spans in kept]
    return tuple(sorted((_formulation(documents, spans) for spans in ends), key=lambda f: (f.left, f.right)))


def _shared_wordings(
    documents: tuple[Document, Document], tokens: tuple[Columns | None, Columns | None]
) -> list[tuple[list[Span], list[Span]]]:
    """The places of each distinctive wording of both documents, on the left and on the right."""
    left, right = documents
    number_of = numbering()
    items = document_items(left, number_of, tokens[0]), document_items(right, number_of, tokens[1])
    rules = measure(primary(left.language)), measure(primary(right.language))
    neighbours = _neighbours(*items)
    wanted = _candidates(items, rules, neighbours)
    places = _places(items[0], wanted, neighbours, 0), _places(items[1], wanted, neighbours, 1)
    found: list[tuple[list[Span], list[Span]]] = []
    for keys in wanted:
        found += _grouped(items, (places[0].pop(keys), places[1].pop(keys)), rules)
    return found


def _neighbours(left: Items, right: Items) -> Neighbours:
    sides = (left.numbers, right.numbers), (left.breaks, right.breaks)
    if len(left) + len(right) < ARRAYS_FROM:
        return Neighbours(*sides)
    from reader.compare.item_arrays import NeighboursOfMany

    return NeighboursOfMany(*sides)


# Candidates


def _candidates(items: tuple[Items, Items], rules: tuple[Measure, Measure], neighbours: Neighbours) -> list[Keys]:
    """Keys of the wordings to list, each once, nearly in the order in which they stand."""
    out: list[Keys] = []
    met: set[Keys] = set()
    shared = neighbours.shared()
    for here, there in ((0, 1), (1, 0)):
        side = items[here]
        if rules[here] is not rules[0]:
            met.clear()
        for start, end in shared[here]:
            end = min(end, start + RUN_MOST)
            # The same words are the same wordings, but where something is known of them from around.
            if side.is_plain(start, end):
                words = side.wording(start, end)
                if words in met:
                    continue
                met.add(words)
            out += _wordings(side, start, end, rules[here])
        # What is listed may be one word.
        if alone := list(compress(count(), side.is_listed)):
            opposite = {side.numbers[k] for k in alone}.intersection(items[there].numbers)
            within = {k for start, end in shared[here] for k in range(start, end)}
            for k in [k for k in alone if side.numbers[k] in opposite and k not in within]:
                out += _wordings(side, k, k + 1, rules[here])
    return list(dict.fromkeys(out))


def _wordings(items: Items, start: int, end: int, rules: Measure) -> Iterator[Keys]:
    """What of a run of items is a formulation."""
    for piece in _pieces(items, start, end, rules):
        first, last = items.trimmed(*piece)
        if first < last and (items.holds_listed(first, last) or _is_distinctive(items, first, last, rules)):
            yield items.keys(first, last)


def _is_distinctive(items: Items, start: int, end: int, rules: Measure) -> bool:
    """Enough words, enough weight, one word that is not common; two words must be joined by another."""
    weights = items.weights[start:end]
    if len(weights) < 2 or sum(weights) < rules.least_weight or FULL not in weights:
        return False
    is_bare = len(weights) == 2 and rules.joining.isdisjoint(items.before(start + 1))
    if is_bare and max(items.words(start), items.words(start + 1)) < 2:
        return False
    return items.size(start, end) >= rules.least_words


def _pieces(items: Items, start: int, end: int, rules: Measure) -> Iterator[tuple[int, int]]:
    """A run cut between set phrases, and into pieces of at most ``most_words`` words."""
    known = 0
    if items.is_listed.find(1, start, end) >= 0:
        for k in range(start, end):
            if items.is_listed[k]:
                if known and items.before(k):
                    yield from _short_pieces(items, start, k, rules)
                    start = k
                known = k + 1
    yield from _short_pieces(items, start, end, rules)


def _short_pieces(items: Items, start: int, end: int, rules: Measure) -> Iterator[tuple[int, int]]:
    """Pieces that end before the last opening word where there is one."""
    while items.size(start, end) > rules.most_words:
        last, opener, size = start + 1, 0, items.words(start)
        while size + items.words(last) + len(items.before(last)) <= rules.most_words:
            size += items.words(last) + len(items.before(last))
            if last > start + 1 and not rules.openers.isdisjoint(items.before(last)):
                opener = last
            last += 1
        if not rules.openers.isdisjoint(items.before(last)):
            opener = last
        yield start, opener or last
        start = opener or last
    yield start, end


# Places


def _places(items: Items, wanted: Sequence[Keys], neighbours: Neighbours, side: int) -> dict[Keys, list[Stretch]]:
    """All places of the wanted wordings, in order; places of one wording do not overlap."""
    out: dict[Keys, list[Stretch]] = {keys: [] for keys in wanted}
    lengths = _lengths(wanted, neighbours)
    for start, pair in neighbours.places(side, lengths):
        for size in lengths[pair]:
            end = start + size
            if end > len(items):
                break
            listed = out.get(items.keys(start, end))
            if listed is None or items.is_broken(start, end) or items.cuts_word(start, end):
                continue
            if not listed or listed[-1][1] <= start:
                listed.append((start, end))
    alone = {numbers[0] for numbers in map(_numbers, wanted) if len(numbers) == 1}
    for k in [k for k, number in enumerate(items.numbers) if number in alone] if alone else ():
        out[items.keys(k, k + 1)].append((k, k + 1))
    return out


def _lengths(wanted: Iterable[Keys], neighbours: Neighbours) -> dict[int, list[int]]:
    """For each two words with which a wanted wording begins, how many words such wordings have."""
    out: dict[int, set[int]] = {}
    for keys in wanted:
        numbers = _numbers(keys)
        if len(numbers) > 1:
            out.setdefault(neighbours.number(*numbers[:2]), set()).add(len(numbers))
    return {pair: sorted(sizes) for pair, sizes in out.items()}


def _grouped(
    items: tuple[Items, Items], places: tuple[list[Stretch], list[Stretch]], rules: tuple[Measure, Measure]
) -> Iterator[tuple[list[Span], list[Span]]]:
    """The places of a wording on both sides, by the small words inside it."""
    left, right = items
    if not places[0] or not places[1]:
        return
    said = {side.wording(*place) for side, of in zip(items, places, strict=True) for place in of}
    for lefts, rights in [places] if len(said) == 1 else _clusters(items, places, rules):
        yield [left.span(*place) for place in lefts], [right.span(*place) for place in rights]


def _clusters(
    items: tuple[Items, Items], places: tuple[list[Stretch], list[Stretch]], rules: tuple[Measure, Measure]
) -> list[tuple[list[Stretch], list[Stretch]]]:
    """Places whose small words differ little, those on both sides together; the commonest form leads."""
    small = [[_small(items[k], place, rules[k]) for place in places[k]] for k in (0, 1)]
    forms = Counter(chain(*small))
    leaders: list[Small] = []
    leader_of: dict[Small, Small] = {}
    for form, _ in sorted(forms.items(), key=lambda entry: (-entry[1], entry[0])):
        leader_of[form] = next(
            (one for one in leaders[:CLUSTERS_MOST] if _is_near(one, form, rules[0].dividing | rules[1].dividing)), form
        )
        if leader_of[form] == form:
            leaders.append(form)
    out: dict[Small, tuple[list[Stretch], list[Stretch]]] = {one: ([], []) for one in leaders}
    for k in (0, 1):
        for place, form in zip(places[k], small[k], strict=True):
            out[leader_of[form]][k].append(place)
    return [of for of in out.values() if of[0] and of[1]]


def _small(items: Items, place: Stretch, rules: Measure) -> Small:
    """The small words between the items of a place, as far as they make a difference."""
    return tuple(
        before and tuple("" if word in rules.relatives else word for word in before if word not in rules.articles)
        for before in map(items.before, range(place[0] + 1, place[1]))
    )


def _is_near(one: Small, other: Small, dividing: frozenset[str]) -> bool:
    """Whether about one small word in four gaps came, went or changed; the only gap of a wording must be the same.

    A word that tells two things from one counts twice.
    """
    differences = 0
    for here, there in zip(one, other, strict=True):
        if here == there:
            continue
        same = Counter(here) & Counter(there)
        alone = (Counter(here) | Counter(there)) - same
        differences += max(len(here), len(there)) - same.total() + (not dividing.isdisjoint(alone))
    return differences <= (1 + len(one) // 4 if len(one) > 1 else 0)


def _numbers(keys: Keys) -> Sequence[int]:
    """The numbers of words."""
    return memoryview(keys).cast("i")


# The list


def _not_swallowed(found: Sequence[tuple[list[Span], list[Span]]]) -> list[tuple[list[Span], list[Span]]]:
    """Those that stand somewhere outside every longer one."""
    standing: set[int] = set()
    for side in (0, 1):
        places = sorted((span.start, -span.end, k) for k, spans in enumerate(found) for span in spans[side])
        reach = -1
        for _, minus_end, k in places:
            if -minus_end > reach:
                standing.add(k)
                reach = -minus_end
    return [spans for k, spans in enumerate(found) if k in standing]


_QUOTES: Final = {'"': '"', "”": "“", "»": "«", "」": "「", "』": "『", "“": "„"}
"""Closing marks -> opening marks."""
_QUOTE = deferred('["“”„«»「」『』]')
_START: Final = attrgetter("start")


class _Quotes:
    """Quotation marks in a document, and what they are closed with."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._marks = [mark.start() for mark in _QUOTE.finditer(document.text)]

    def closed(self, place: Span) -> Span:
        """A place with the quotation mark right before or after it where it holds the other of its pair."""
        start, end = place
        at = bisect_left(self._marks, start)
        if at == len(self._marks) or self._marks[at] >= end:
            return place
        text, sentences = self._document.text, self._document.sentences
        inside = text[start:end]
        sentence = sentences[bisect_right(sentences, start, key=_START) - 1]
        for closing, opening in _QUOTES.items():
            ahead = inside.count(opening) - inside.count(closing) if closing != opening else inside.count(closing) % 2
            if ahead > 0 and text.startswith(closing, end) and end < sentence.end:
                return Span(start, end + 1)
            if ahead and text.startswith(opening, start - 1) and start > sentence.start:
                return Span(start - 1, end)
        return place


def _formulation(documents: tuple[Document, Document], spans: tuple[list[Span], list[Span]]) -> Formulation:
    said = dict.fromkeys(
        document.text[start:end] for document, places in zip(documents, spans, strict=True) for start, end in places
    )
    if len(said) == 1:
        return Formulation(" ".join(next(iter(said)).split()), tuple(spans[0]), tuple(spans[1]))
    wordings: dict[str, str] = {}
    for one in said:
        text = " ".join(one.split())
        wordings.setdefault(" ".join([fold(text[start:end]) for start, end in words(text)]), text)
    text, *variants = wordings.values()
    return Formulation(text, tuple(spans[0]), tuple(spans[1]), tuple(variants))
