"""The summary of a comparison in sentences, made of counts and names only; every written format says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.export.facts import (
    SIDES,
    Facts,
    label,
    long_date,
    side_title,
    speaker_name,
    state_roles,
    told,
    two_languages,
)
from reader.i18n import _, language, ngettext, topic_name
from reader.model import BOTH_SIDES, Match, Order, Side

if TYPE_CHECKING:
    from collections.abc import Sequence


class Part(NamedTuple):
    """A piece of a sentence; ``target`` is the place on the page that proves it, empty for mere words.

    ``given`` marks words that come from the documents.
    """

    text: str
    target: str = ""
    given: bool = False


Line = tuple[Part, ...]


class Pauses(NamedTuple):
    """What stands between the pieces of a sentence and at its end."""

    comma: str = ", "
    semicolon: str = "; "
    stop: str = "."
    gap: str = " "
    colon: str = ": "
    also: str = ", "
    """Between the names of a list."""


_PAUSES = {"zh-Hans": Pauses("，", "；", "。", "", "：", "、")}


def _pauses() -> Pauses:
    return _PAUSES.get(language(), Pauses())


class SummaryWriter:
    """Writes the summary as lines of parts, so that a format can link the numbers."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def lines(self) -> list[Line]:
        """One line for each thing there is to say; those about nothing are left out."""
        warning = two_languages(self.facts.comparison)
        out: list[Line] = [(Part(warning),)] if warning else []
        out += [self._side(side) for side in SIDES]
        out += [
            line
            for line in (
                self._moved(),
                self._speaker_changed(),
                self._formulations(),
                self._passed_on(),
                *(self._topics(side) for side in SIDES),
                self._judgements(),
                self._notes(),
            )
            if line
        ]
        return out

    def _side(self, side: Side) -> Line:
        comparison = self.facts.comparison
        document = comparison.document(side)
        total = len(document.sentences)
        date = long_date(document.date)
        name = side_title(comparison, side)
        start = _("{text} ({date})").format(text=name, date=date) if date else name
        head = ngettext("{count} sentence.", "{count} sentences.", total)
        parts = [Part(start, f"source-{side.value}"), Part(_pauses().colon), *_counted(head, total, "texts")]
        found = [(role, len(self.facts.with_role(side, role))) for role in state_roles(comparison, side)]
        found = [(role, count) for role, count in found if count]
        for k, (role, count) in enumerate(found):
            parts.append(Part(_pauses().gap if k == 0 else _pauses().comma))
            parts += _counted(told(role, count), count, f"{label(side, 0)[0]}-{role.value}")
        if found:
            parts.append(Part(_pauses().stop))
        return tuple(parts)

    def _moved(self) -> Line:
        count = len(self.facts.moved)
        text = ngettext("{count} passage stands in another place.", "{count} passages stand in another place.", count)
        return tuple(_counted(text, count, "moved")) if count else ()

    def _speaker_changed(self) -> Line:
        links = self.facts.speaker_changed
        if not links:
            return ()
        count = len(links)
        text = ngettext("{count} statement changes its speaker:", "{count} statements change their speaker:", count)
        parts = _counted(text, count, "speaker-changed")
        for k, link in enumerate(links[:5]):
            parts.append(Part(_pauses().gap if k == 0 else _pauses().semicolon))
            parts += self._change(self.facts.comparison.matches[link])
        parts.append(Part(f"{_pauses().comma}…" if count > 5 else _pauses().stop))
        return tuple(parts)

    def _change(self, match: Match) -> list[Part]:
        out: list[Part] = []
        for k, side in enumerate(SIDES):
            if k:
                out.append(Part(" → "))
            first = match.sentences(side)[0]
            out += [Part(label(side, first), label(side, first)), Part(" ")]
            names = [speaker_name(one) for one in self.facts.speakers_in(match, side)]
            out.append(Part(_pauses().also.join(names), given=True))
        return out

    def _formulations(self) -> Line:
        count = len(self.facts.comparison.formulations)
        text = ngettext("{count} formulation stands in both texts.", "{count} formulations stand in both texts.", count)
        return tuple(_counted(text, count, "formulations")) if count else ()

    def _passed_on(self) -> Line:
        """Topics of both texts on which no speaker of the one text speaks in the other, though one is heard there."""
        parts: list[Part] = []
        is_unknown = self.facts.comparison.summary.order is Order.UNKNOWN
        for k, topic in enumerate(self.facts.topics):
            left, right = (self._names(side, topic) for side in SIDES)
            if not left or not right or BOTH_SIDES in (*left, *right) or set(left) & set(right):
                continue
            if not (set(left) & self._heard(Side.RIGHT) or set(right) & self._heard(Side.LEFT)):
                continue
            names = [left, right][:: -1 if self.facts.comparison.summary.order is Order.RIGHT_EARLIER else 1]
            old, new = (Part(_and([speaker_name(one) for one in found]), given=True) for found in names)
            form = _("{topic} (left {old}, right {new})") if is_unknown else _("{topic} from {old} to {new}")
            told = filled(form, topic=Part(topic_name(topic), f"T{k + 1}", given=True), old=old, new=new)
            parts += [*([Part(_pauses().semicolon)] if parts else []), *told]
        if not parts:
            return ()
        head = _("Topics with other speakers: ") if is_unknown else _("Topics that moved to another speaker: ")
        return (Part(head), *parts, Part(_pauses().stop))

    def _heard(self, side: Side) -> set[str]:
        return {one.name for one in self.facts.comparison.document(side).speakers}

    def _names(self, side: Side, topic: str) -> list[str]:
        sentences = self.facts.comparison.document(side).sentences
        speakers = (sentences[index].speaker for index in self.facts.about(side, topic))
        return list(dict.fromkeys(one for one in speakers if one is not None))

    def _judgements(self) -> Line:
        count = self.facts.judgements
        text = ngettext(
            "{count} judgement is the reader's, not the program's.",
            "{count} judgements are the reader's, not the program's.",
            count,
        )
        return tuple(_counted(text, count, "judgements")) if count else ()

    def _notes(self) -> Line:
        count = len(self.facts.comparison.judgements.notes)
        text = ngettext("{count} note by the reader.", "{count} notes by the reader.", count)
        return tuple(_counted(text, count, "notes")) if count else ()

    def _topics(self, side: Side) -> Line:
        only = [
            (k, topic)
            for k, topic in enumerate(self.facts.topics)
            if self.facts.about(side, topic) and not self.facts.about(side.other, topic)
        ]
        if not only:
            return ()
        head = _("Topics only in the {text}:").format(text=side_title(self.facts.comparison, side).lower())
        listed = _listed([Part(topic_name(topic), f"T{k + 1}", given=True) for k, topic in only])
        return (Part(f"{head}{_pauses().gap}"), *listed, Part(_pauses().stop))


def _counted(text: str, count: int, target: str) -> list[Part]:
    """The text with its number as a part of its own."""
    before, _number, after = text.partition("{count}")
    parts = [Part(before), Part(str(count), target), Part(after)]
    return [part for part in parts if part.text]


def filled(text: str, **parts: Part) -> Line:
    """The text with parts in the place of its names, in whatever order a language has them."""
    out: list[Part] = []
    rest = text
    while rest:
        before, _brace, rest = rest.partition("{")
        name, _brace, rest = rest.partition("}")
        out += [part for part in (Part(before), parts.get(name, Part(""))) if part.text]
    return tuple(out)


def _and(names: Sequence[str]) -> str:
    """*Anna*, *Anna and Boris*, *Anna, Boris and Carla*."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=_pauses().also.join(names[:-1]), last=names[-1])


def _listed(parts: Sequence[Part]) -> list[Part]:
    out: list[Part] = []
    for k, part in enumerate(parts):
        out += [Part(_pauses().also), part] if k else [part]
    return out
