"""Formulations: distinctive wordings that stand in both documents, inside sentences of any state.

A formulation is what a writer takes over: *linked by mountains and rivers*. It is found as a longest run of
words of content common to both documents (``wordings``, ``repeats``), so a small word may come, go or change inside
it, endings may differ, and variants count as the same. It must be distinctive (``formulations.toml``): two words'
worth of content, without names and titles, or a known set phrase. Longer runs are cut into pieces of at most
``MOST_WORDS`` words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from reader.compare.repeats import maximal_matches
from reader.compare.wordings import FULL, Item, Items, Measure, document_items, holds_known, measure, primary
from reader.model import Document, Formulation, Span
from reader.text.words import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.compare.variants import Columns

MOST_WORDS: Final = 14
RUN_MOST: Final = 64
"""Items of a run that are looked at: a bound for texts that repeat themselves without end."""
CLUSTERS_MOST: Final = 16

Keys = tuple[str, ...]


class Place(NamedTuple):
    """Where a wording stands, and the small words inside it."""

    span: Span
    small: tuple[Keys, ...]


def find(
    left: Document, right: Document, tokens: tuple[Columns | None, Columns | None] = (None, None)
) -> tuple[Formulation, ...]:
    """Formulations of two documents, by first place on the left. Swapping the documents swaps their places.

    Every place of a formulation in either document is listed, sorted; each lies within one sentence. No formulation
    stands everywhere inside longer ones. Near linear in the texts. ``tokens`` are the canonical tokens of the
    sentences of both where they are known already.
    """
    documents = left, right
    items = document_items(left, tokens[0]), document_items(right, tokens[1])
    rules = measure(primary(left.language)), measure(primary(right.language))
    wanted = _candidates(items, rules)
    tree = _tree(wanted)
    places = [_places(side, tree, one) for side, one in zip(items, rules, strict=True)]
    dividing = rules[0].dividing | rules[1].dividing
    found: list[tuple[list[Span], list[Span]]] = []
    for keys in wanted:
        found += _clusters(places[0].get(keys, []), places[1].get(keys, []), dividing)
    kept = [
        (_with_quotes_closed(left, spans[0]), _with_quotes_closed(right, spans[1])) for spans in _not_swallowed(found)
    ]
    return tuple(sorted((_formulation(documents, spans) for spans in kept), key=lambda f: (f.left, f.right)))


# Candidates


def _candidates(items: tuple[Items, Items], rules: tuple[Measure, Measure]) -> list[Keys]:
    """Keys of the wordings to list, sorted."""
    numbers: dict[str, int] = {}
    symbols = [[numbers.setdefault(key, len(numbers)) for key in side.keys] for side in items]
    beside = [_beside(of_side, side.breaks) for of_side, side in zip(symbols, items, strict=True)]
    common = (set(beside[0]) & set(beside[1])) - {_NO_NEIGHBOUR}
    sides = [_sequence(symbols[k], [two in common for two in beside[k]], k) for k in (0, 1)]
    out: set[Keys] = set()
    for here, there in ((0, 1), (1, 0)):
        sequence, origin = sides[here]
        for start, end in maximal_matches(sequence, sides[there][0]):
            first = origin[start]
            out.update(_wordings(items[here][first : first + min(end - start, RUN_MOST)], rules[here]))
        # What is listed may be one word.
        alone = {key for key in set(items[here].keys) & set(items[there].keys) if (key,) in rules[here].known}
        within = set(origin) if alone else set()
        for k in [k for k, key in enumerate(items[here].keys) if key in alone]:
            if k not in within:
                out.update(_wordings(items[here][k : k + 1], rules[here]))
    return sorted(out)


_NO_NEIGHBOUR: Final = (-1, -1)


def _beside(symbols: Sequence[int], breaks: bytearray) -> list[tuple[int, int]]:
    """Each symbol with the one behind it."""
    pairs = zip(symbols, symbols[1:], breaks[1:], strict=False)
    return [_NO_NEIGHBOUR if is_break else (one, other) for one, other, is_break in pairs]


def _sequence(symbols: Sequence[int], goes_on: Sequence[bool], side: int) -> tuple[list[int], list[int]]:
    """Symbols that stand beside another as they do on the other side too, and their places.

    Every gap is a number of its own that the other side lacks.
    """
    out: list[int] = []
    origin: list[int] = []
    behind = False
    for k, ahead in enumerate((*goes_on, False) if symbols else ()):
        if behind or ahead:
            if not behind:
                out.append(-2 * (k + 1) - side)
                origin.append(k)
            out.append(symbols[k])
            origin.append(k)
        behind = ahead
    return out, origin


def _wordings(run: Sequence[Item], rules: Measure) -> Iterator[Keys]:
    """What of a run is a formulation."""
    for piece in _pieces(run, rules):
        first, last = 0, len(piece)
        while first < last and not piece[first].may_begin:
            first += 1
        while last > first and not piece[last - 1].may_end:
            last -= 1
        wording = piece[first:last]
        keys = tuple(item.key for item in wording)
        if not keys:
            continue
        if holds_known(keys, rules) or _is_distinctive(wording, rules):
            yield keys


def _is_distinctive(wording: Sequence[Item], rules: Measure) -> bool:
    """Enough words, enough weight, one word that is not common; two words must be joined by another."""
    weights = [item.weight for item in wording]
    if len(wording) < 2 or sum(weights) < rules.least_weight or max(weights) < FULL:
        return False
    if len(wording) == 2 and rules.joining.isdisjoint(wording[1].before) and max(item.words for item in wording) < 2:
        return False
    return _size(wording, rules) >= rules.least_words


def _size(wording: Sequence[Item], rules: Measure) -> int:
    """Words of a wording; articles do not count."""
    return sum(item.words for item in wording) + sum(
        word not in rules.articles for item in wording[1:] for word in item.before
    )


def _pieces(run: Sequence[Item], rules: Measure) -> Iterator[Sequence[Item]]:
    """A run cut between set phrases, and into pieces of at most ``MOST_WORDS`` words."""
    start = known = 0
    for k, item in enumerate(run):
        if (item.key,) in rules.known:
            if known and item.before:
                yield from _short_pieces(run[start:k], rules)
                start = k
            known = k + 1
    yield from _short_pieces(run[start:], rules)


def _short_pieces(run: Sequence[Item], rules: Measure) -> Iterator[Sequence[Item]]:
    """Pieces that end before the last opening word where there is one."""
    start = 0
    while _size(run[start:], rules) > MOST_WORDS:
        end, opener, size = start + 1, 0, run[start].words
        while size + run[end].words + len(run[end].before) <= MOST_WORDS:
            size += run[end].words + len(run[end].before)
            if end > start + 1 and not rules.openers.isdisjoint(run[end].before):
                opener = end
            end += 1
        if not rules.openers.isdisjoint(run[end].before):
            opener = end
        yield run[start : opener or end]
        start = opener or end
    yield run[start:]


# Places


def _tree(wanted: Iterable[Keys]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for keys in wanted:
        node = tree
        for key in keys:
            node = node.setdefault(key, {})
        node[""] = keys
    return tree


def _places(items: Items, tree: dict[str, Any], rules: Measure) -> dict[Keys, list[Place]]:
    """All places of the wanted wordings, in order; places of one wording do not overlap."""
    out: dict[Keys, list[Place]] = {}
    keys, breaks = items.keys, items.breaks
    for start in [k for k, key in enumerate(keys) if key in tree]:
        node, at = tree, start
        while at < len(keys) and keys[at] in node and (at == start or not breaks[at]):
            node = node[keys[at]]
            at += 1
            if "" in node:
                listed = out.setdefault(node[""], [])
                if not listed or listed[-1].span.end <= items.starts[start]:
                    small = tuple(_small(before, rules) for before in items.before(start + 1, at))
                    listed.append(Place(Span(items.starts[start], items.ends[at - 1]), small))
    return out


def _small(before: Keys, rules: Measure) -> Keys:
    """Small words as far as they make a difference."""
    return tuple("" if word in rules.relatives else word for word in before if word not in rules.articles)


def _clusters(
    left: Sequence[Place], right: Sequence[Place], dividing: frozenset[str]
) -> list[tuple[list[Span], list[Span]]]:
    """Places whose small words differ little, those on both sides together; the commonest form leads."""
    forms = Counter(place.small for place in (*left, *right))
    leaders: list[tuple[Keys, ...]] = []
    leader_of: dict[tuple[Keys, ...], tuple[Keys, ...]] = {}
    for form, _ in sorted(forms.items(), key=lambda entry: (-entry[1], entry[0])):
        leader_of[form] = next((one for one in leaders[:CLUSTERS_MOST] if _is_near(one, form, dividing)), form)
        if leader_of[form] == form:
            leaders.append(form)
    out: dict[tuple[Keys, ...], tuple[list[Span], list[Span]]] = {one: ([], []) for one in leaders}
    for side, places in enumerate((left, right)):
        for place in places:
            out[leader_of[place.small]][side].append(place.span)
    return [spans for spans in out.values() if spans[0] and spans[1]]


def _is_near(one: tuple[Keys, ...], other: tuple[Keys, ...], dividing: frozenset[str]) -> bool:
    """Whether about one small word in four gaps came, went or changed; the only gap of a wording must be the same.

    A word that tells two things from one counts twice.
    """
    differences = 0
    for here, there in zip(one, other, strict=True):
        same = Counter(here) & Counter(there)
        alone = (Counter(here) | Counter(there)) - same
        differences += max(len(here), len(there)) - same.total() + (not dividing.isdisjoint(alone))
    return differences <= (1 + len(one) // 4 if len(one) > 1 else 0)


# The list


def _not_swallowed(found: Sequence[tuple[list[Span], list[Span]]]) -> list[tuple[list[Span], list[Span]]]:
    """Those that stand somewhere outside every longer one."""
    standing: set[int] = set()
    for side in (0, 1):
        places = sorted(((span.start, -span.end), k) for k, spans in enumerate(found) for span in spans[side])
        reach = -1
        for (_, minus_end), k in places:
            if -minus_end > reach:
                standing.add(k)
                reach = -minus_end
    return [spans for k, spans in enumerate(found) if k in standing]


_QUOTES: Final = {'"': '"', "”": "“", "»": "«", "」": "「", "』": "『", "“": "„"}
"""Closing marks -> opening marks."""


def _with_quotes_closed(document: Document, spans: Iterable[Span]) -> list[Span]:
    """Places with the quotation mark right before or after them where they hold the other of its pair."""
    out = []
    for start, end in spans:
        inside = document.text[start:end]
        sentence = document.sentences[bisect_right(document.sentences, start, key=lambda s: s.start) - 1]
        for closing, opening in _QUOTES.items():
            ahead = inside.count(opening) - inside.count(closing) if closing != opening else inside.count(closing) % 2
            if ahead > 0 and document.text.startswith(closing, end) and end < sentence.end:
                end += 1
            elif ahead and document.text.startswith(opening, start - 1) and start > sentence.start:
                start -= 1
            else:
                continue
            break
        out.append(Span(start, end))
    return out


def _formulation(documents: tuple[Document, Document], spans: tuple[list[Span], list[Span]]) -> Formulation:
    wordings: dict[str, str] = {}
    for document, places in zip(documents, spans, strict=True):
        for place in places:
            text = " ".join(document.words_of(place).split())
            wordings.setdefault(" ".join(fold(text[start:end]) for start, end in words(text)), text)
    text, *variants = wordings.values()
    return Formulation(text, tuple(spans[0]), tuple(spans[1]), tuple(variants))
