"""What is shown of every link: a match, explained when somebody asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reader.compare.classify import Link, speaker_changed
from reader.compare.evidence import Evidence
from reader.compare.match_edits import match_edits
from reader.compare.order import Placed, moved
from reader.compare.terms import Wordings
from reader.model import Document, Edits, Judge, Match, MatchKind
from reader.text.list_markers import is_marker


def matches_of(
    said: tuple[Wordings, Wordings], found: Sequence[Link], evidence: Evidence, repeats: Sequence[tuple[int, int]]
) -> tuple[Match, ...]:
    """What is shown of every link; changed words, shared wording and reasons are found when they are asked for."""
    left, right = said[0].document, said[1].document
    copies = {((i,), (j,)) for i, j in repeats}
    placed = [
        link
        for link in found
        if link.kind is not MatchKind.ECHO
        and (link.left, link.right) not in copies
        and not (_is_number(left, link.left) and _is_number(right, link.right))
    ]
    away = _away(placed, moved(_placed(left, right, placed)))
    shown = _Shown(said, evidence)
    return tuple(
        shown.match(link, is_moved=away.get(link, False))
        for link in sorted(found, key=lambda link: (link.left, link.right, link.kind))
    )


def _away(links: Sequence[Link], are_moved: Sequence[bool]) -> dict[Link, bool]:
    """Which links stand elsewhere: not those of sentences that all have another link in place."""
    kept = [link for link, is_moved in zip(links, are_moved, strict=True) if not is_moved]
    lefts, rights = {i for link in kept for i in link.left}, {j for link in kept for j in link.right}
    return {
        link: is_moved and not (lefts.issuperset(link.left) and rights.issuperset(link.right))
        for link, is_moved in zip(links, are_moved, strict=True)
    }


def _is_number(document: Document, sentences: Sequence[int]) -> bool:
    """Whether nothing but a number stands there (*Article 3*): where an article was put in, none after it moved."""
    start, end = document.sentences[sentences[0]].start, document.sentences[sentences[-1]].end
    return is_marker(document.text, start, end - document.text.endswith((".", ":"), start, end))


def _placed(left: Document, right: Document, links: Sequence[Link]) -> list[Placed]:
    """Where each link stands, weighed by its characters; equal ones by their wording, which has no sides."""
    wordings = []
    for link in links:
        sides = (
            " ".join(left.sentences[i].text for i in link.left),
            " ".join(right.sentences[j].text for j in link.right),
        )
        wordings.append((min(sides), max(sides)))
    ranks = {wording: rank for rank, wording in enumerate(sorted(set(wordings)))}
    scale = 1 + len(links) * len(links)
    return [
        Placed(link.left[0], link.right[0], sum(map(len, wording)) * scale + ranks[wording])
        for link, wording in zip(links, wordings, strict=True)
    ]


class _Shown:
    """Matches of two documents, and what is found of one when it is asked for."""

    def __init__(self, said: tuple[Wordings, Wordings], evidence: Evidence) -> None:
        self._said = said
        self._evidence = evidence

    def match(self, link: Link, *, is_moved: bool) -> Match:
        return Match.deferred(
            self._asked,
            left=link.left,
            right=link.right,
            kind=link.kind,
            score=round(min(1.0, link.strength), 4),
            moved=is_moved,
            speaker_changed=speaker_changed(self._said[0].document, self._said[1].document, link),
            by=Judge.PROGRAM,
        )

    def _asked(self, match: Match, name: str) -> dict[str, Any]:
        """A field of a match, and those that are found with it."""
        link = Link(match.left, match.right, match.kind, match.score)
        if name == "runner_up":
            return {name: self._evidence.runner_up(link)}
        if name == "why":
            return {name: self._evidence.why(link, match)}
        if match.kind is MatchKind.SHARED:
            return {"edits": Edits(), "phrases": (), "variants": ()}
        if match.kind is MatchKind.ECHO:
            phrases, unlike = self._evidence.wording(link)
            return {"edits": Edits(), "phrases": phrases, "variants": unlike}
        if name == "phrases":
            return {name: self._evidence.wording(link)[0]}
        left, right = self._said
        may_vary = left.may_vary(link.left) and right.may_vary(link.right)
        edits, variants = match_edits(left.document, right.document, link, may_vary=may_vary)
        return {"edits": edits, "variants": variants}
