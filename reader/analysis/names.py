"""Names where they stand: runs of capitalised words, told apart into people, bodies, places and mere roles."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from reader.analysis.capitals import Vocabulary, name_tags
from reader.analysis.lexicons import Names
from reader.analysis.tokens import Token

LONGEST = 14
"""Words of a name without its title; a longer run of capitals is a list or a heading."""


class Kind(StrEnum):
    """What a name seems to name."""

    NAME = "name"
    """A person, unless the document tells otherwise."""
    BODY = "body"
    PLACE = "place"
    ROLE = "role"
    """A title without a name: *the President*."""


class Mention(NamedTuple):
    """A name in a sentence: tokens ``[first, last)``, those from ``core`` on being the name without its title."""

    first: int
    core: int
    last: int
    kind: Kind
    words: tuple[str, ...]
    """The name's words as they stand, possessive endings off."""
    title: str
    possessive: bool
    start: int
    end: int

    @property
    def text(self) -> str:
        """The name without its title."""
        return " ".join(self.words)


def mentions(sentence: Sequence[Token], names: Names, known: Vocabulary) -> list[Mention]:
    """Names of a sentence in order, disjoint."""
    tags = name_tags(sentence, names, known)
    found: list[Mention] = []
    behind = 0
    for at in [k for k, tag in enumerate(tags) if tag]:
        if at < behind:
            continue
        last = _run_end(sentence, tags, at, names)
        while last > at and (tags[last - 1] == "t" or not sentence[last - 1].word):
            if sentence[last - 1].text == "." and sentence[last - 2].lower in names.suffixes:
                break
            last -= 1
        behind = last
        if _is_list(tags, at, last) or _shouted(sentence, at, last):
            continue
        if not _SIGNS.isdisjoint(tags[at:last]):
            found.append(_mention(sentence, tags, at, last, names))
    return _joined(sentence, found, names)


_SIGNS = frozenset(("C", "T", "B"))
"""Tags of which a name has one at least."""


def _is_list(tags: Sequence[str], first: int, last: int) -> bool:
    """Whether a run has too many words for a name."""
    return last - first > LONGEST and sum(tag not in ("T", "t") for tag in tags[first:last]) > LONGEST


def _shouted(sentence: Sequence[Token], first: int, last: int) -> bool:
    """Whether a run is words in capitals for emphasis and no name."""
    if last - first <= 3:
        return False
    return sum(len(token.text) > 2 and token.text.isupper() for token in sentence[first:last]) > 3


def _run_end(sentence: Sequence[Token], tags: Sequence[str], at: int, names: Names) -> int:
    k = at + 1
    while k < len(sentence):
        before, token = sentence[k - 1], sentence[k]
        if before.possessive:
            break
        if tags[k]:
            if token.start - before.end > 2:
                break
            k += 1
        elif (
            token.text == "."
            and before.end == token.start
            and _abbreviated(before, names)
            and _goes_on(sentence, tags, k)
        ):
            k += 1
        elif token.text == "," and k + 1 < len(sentence) and sentence[k + 1].lower in names.suffixes:
            k += 2
            if k < len(sentence) and sentence[k].text == "." and sentence[k - 1].end == sentence[k].start:
                k += 1
            break
        elif token.lower in names.particles and tags[k - 1] == "C" and k + 1 < len(sentence) and tags[k + 1] == "C":
            k += 2
        else:
            break
    return k


def _abbreviated(token: Token, names: Names) -> bool:
    return token.lower in names.suffixes or (len(token.lower) <= 5 and token.lower in names.titles)


def _goes_on(sentence: Sequence[Token], tags: Sequence[str], dot: int) -> bool:
    return sentence[dot - 1].lower in ("jr", "sr") or (dot + 1 < len(sentence) and bool(tags[dot + 1]))


def _mention(sentence: Sequence[Token], tags: Sequence[str], first: int, last: int, names: Names) -> Mention:
    core = first
    for k in range(first, last):
        if tags[k] in ("T", "t"):
            core = k + 1
    if "B" in tags[first:last]:
        return _make(sentence, first, core if "B" in tags[core:last] else first, last, Kind.BODY)
    while core < last and not sentence[core].word:
        core += 1
    if core >= last:
        plain = [k for k in range(first, last) if tags[k] == "C" and sentence[k].lower not in names.countries]
        plain = [k for k in plain if sentence[k].lower not in names.adjectives]
        if not plain:
            return _make(sentence, first, last, last, Kind.ROLE)
        if sentence[last - 1].lower.endswith("s"):
            return _make(sentence, first, first, last, Kind.BODY)
        # "Mr. Bui Thanh Son": the last word only looks like a title.
        core = max(
            (k + 1 for k in range(first, plain[-1]) if tags[k] in ("T", "t") or not sentence[k].word), default=first
        )
    if last - core > 1:
        core = _strip(sentence, _split_body(sentence, core, last, names), last, names)
    words = [sentence[k].lower for k in range(core, last)]
    titled = core > first and any(tags[k] in ("T", "t") for k in range(first, core))
    kind = Kind.NAME
    if _is_group(words, names) or (titled and _is_body(words, names)):
        return _make(sentence, first, first, last, Kind.BODY)
    if " ".join(words) in names.countries or " ".join(words) in names.places or words[-1] in names.state_nouns:
        kind = Kind.PLACE
    elif not titled and (not names.bodies.isdisjoint(words) or (len(words) == 1 and _acronym(sentence[core].text))):
        kind = Kind.BODY
    return _make(sentence, first, core, last, kind)


def _is_group(words: Sequence[str], names: Names) -> bool:
    """Whether a run of capitals ends in a title of several: *Quad Leaders*."""
    last = words[-1]
    if not last.endswith("s") or last[:-1] not in names.title_ends:
        return False
    given = words[0] in names.given_male or words[0] in names.given_female
    if len(words) > 1 and last in names.title_ends:
        return True
    return not given and (last[:-1],) in names.titles.get(last[:-1], ())


def _is_body(words: Sequence[str], names: Names) -> bool:
    """Whether words behind a title name a thing, the title being an adjective (*Major Defense Partner*)."""
    given = words[0] in names.given_male or words[0] in names.given_female
    return len(words) > 1 and words[-1] in names.bodies and not given


def _acronym(text: str) -> bool:
    return 1 < len(text) <= 6 and text.isupper()


def _split_body(sentence: Sequence[Token], core: int, last: int, names: Names) -> int:
    """Where a person's name begins that follows a body's without a comma (*Central Committee Nguyen Phu Trong*)."""
    if not _holds_body(sentence, core, last, names):
        return core
    body = max(k for k in range(core, last) if sentence[k].lower in names.bodies)
    if last - body - 1 < 2:
        return core
    head = sentence[body + 1].lower
    people = (names.given_male, names.given_female, names.chinese, names.vietnamese, names.korean)
    return body + 1 if any(head in group for group in people) else core


def _holds_body(sentence: Sequence[Token], first: int, last: int, names: Names) -> bool:
    return not names.bodies.isdisjoint([token.lower for token in sentence[first:last]])


_MINISTERS = ("minister", "ministers", "secretary", "commissioner", "undersecretary")


def _behind_portfolio(sentence: Sequence[Token], core: int, last: int, names: Names) -> int:
    """Where a name begins behind the field of a minister: *Minister of Fisheries* X."""
    if core == 0 or sentence[core - 1].lower not in ("of", "for", "and", "&"):
        return core
    if not any(token.lower in _MINISTERS for token in sentence[max(0, core - 8) : core]):
        return core
    first = core
    while last - first > 1 and sentence[first].lower in names.portfolios:
        first += 1
    plain = all(
        sentence[k].lower not in names.bodies and sentence[k].lower not in names.portfolios for k in range(first, last)
    )
    return first if plain else core


def _strip(sentence: Sequence[Token], core: int, last: int, names: Names) -> int:
    core = _behind_portfolio(sentence, core, last, names)
    if _holds_body(sentence, core, last, names):
        return core
    while last - core > 1 and sentence[core + 1].word:
        pair = f"{sentence[core].lower} {sentence[core + 1].lower}"
        if last - core > 3 and pair in names.countries:
            core += 2
        elif sentence[core].lower in names.adjectives or (sentence[core].lower in names.countries and last - core > 2):
            core += 1
        else:
            break
    return core


def _make(sentence: Sequence[Token], first: int, core: int, last: int, kind: Kind) -> Mention:
    words: list[str] = []
    for k in range(core, last):
        token = sentence[k]
        if token.text == ".":
            words[-1] += "."
        elif token.text == ",":
            words[-1] += ","
        else:
            words.append(_bare(token))
    title = " ".join(_bare(sentence[k]) for k in range(first, core)).replace(" .", ".")
    end = sentence[last - 1]
    trail = len(end.text) - len(_bare(end)) if end.possessive else 0
    return Mention(first, core, last, kind, tuple(words), title, end.possessive, sentence[first].start, end.end - trail)


def _bare(token: Token) -> str:
    if token.possessive and len(token.text) > 2 and token.text[-2] in "'’":
        return token.text[:-2]
    return token.text


_JOINING = ("of", "on", "for")


def _joined(sentence: Sequence[Token], found: list[Mention], names: Names) -> list[Mention]:
    """Bodies whose name goes on after *of*, *on* or *for* (*Department of Justice*), and states (*Republic of …*)."""
    out: list[Mention] = []
    for one in found:
        if out and one.kind in (Kind.BODY, Kind.PLACE, Kind.NAME) and one.first == one.core:
            before = out[-1]
            gap = sentence[before.last].lower if one.first - before.last == 1 else ""
            if (
                before.kind is one.kind is Kind.PLACE
                and gap == "of"
                and before.text.casefold().endswith(names.state_nouns)
            ):
                out[-1] = one._replace(first=before.first, core=before.first, start=before.start)
                continue
            if before.kind is Kind.BODY and not before.possessive and gap in _JOINING:
                words = (*before.words, gap, *one.words)
                out[-1] = Mention(
                    before.first,
                    before.core,
                    one.last,
                    Kind.BODY,
                    words,
                    before.title,
                    one.possessive,
                    before.start,
                    one.end,
                )
                continue
        out.append(one)
    return out
