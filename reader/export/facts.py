"""What every written format says about a comparison: labels, names, counts and the summary in words.

A sentence is called by its side and its place from 1: ``L3`` is the third sentence on the left.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from reader.analysis.presence import Presence, speaker_presence
from reader.i18n import _, ngettext, shown_list
from reader.marks import Lens, Role, formulations_within, sentence_links, speakers_of, state_role, topics_of
from reader.model import BOTH_SIDES, Comparison, Event, Match, MatchKind, Order, Sentence, Side, State
from reader.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable

SIDES = (Side.LEFT, Side.RIGHT)
_LONG = 80
"""Sentences of both texts together from which on they are long."""


def label(side: Side, index: int) -> str:
    """What a sentence is called: ``L`` or ``R`` and its place from 1."""
    return f"{'L' if side is Side.LEFT else 'R'}{index + 1}"


def match_label(link: int) -> str:
    """What a match is called: ``M`` and its place from 1."""
    return f"M{link + 1}"


def formulation_label(link: int) -> str:
    """What a formulation is called: ``F`` and its place from 1."""
    return f"F{link + 1}"


class Facts:
    """A comparison read once for writing; everything in order of the text, nothing that depends on a lens."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison

    @cached_property
    def roles(self) -> dict[Side, tuple[Role, ...]]:
        """Role of each sentence's state."""
        order = self.comparison.summary.order
        return {side: tuple(state_role(state, order, side) for state in self.comparison.states(side)) for side in SIDES}

    @cached_property
    def links(self) -> dict[Side, list[tuple[int, ...]]]:
        """Matches of each sentence, the one that gives it its state first, the others by index."""
        return {side: self._links(side) for side in SIDES}

    def _links(self, side: Side) -> list[tuple[int, ...]]:
        found: list[list[int]] = [[] for _sentence in self.comparison.document(side).sentences]
        for k, match in enumerate(self.comparison.matches):
            for index in match.sentences(side):
                found[index].append(k)
        return [
            tuple(links) if best is None else (best, *(k for k in links if k != best))
            for links, best in zip(found, sentence_links(self.comparison, side), strict=True)
        ]

    @cached_property
    def shown_links(self) -> dict[Side, list[tuple[int, ...]]]:
        """Those of ``links`` that stand behind the sentence: its state's, and one other where there is just one."""
        return {side: [self._shown(links) for links in self.links[side]] for side in SIDES}

    def _shown(self, links: tuple[int, ...]) -> tuple[int, ...]:
        matches = self.comparison.matches
        answers = tuple(k for k in links if _counts(matches[k])) or links[:1]
        return links if len(links) - len(answers) <= 1 else answers

    @cached_property
    def formulation_sentences(self) -> dict[Side, list[list[int]]]:
        """For each formulation, the sentences of a side in which it starts, each once."""
        out: dict[Side, list[list[int]]] = {}
        for side in SIDES:
            out[side] = [[] for _formulation in self.comparison.formulations]
            for index, within in enumerate(formulations_within(self.comparison, side)):
                for k in sorted(within):
                    out[side][k].append(index)
        return out

    @cached_property
    def speakers(self) -> tuple[str | None, ...]:
        """Speakers of both documents; None, the narration, comes last where a sentence has no speaker."""
        narrated = any(s.speaker is None for side in SIDES for s in self.comparison.document(side).sentences)
        return (*speakers_of(self.comparison), *((None,) if narrated else ()))

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Topics of both documents."""
        return topics_of(self.comparison)

    @cached_property
    def words(self) -> dict[Side, int]:
        """Words of each document."""
        return {side: len(words(self.comparison.document(side).text)) for side in SIDES}

    @cached_property
    def long(self) -> bool:
        """Whether lists keep short so that what is written stays in proportion to the texts."""
        return sum(len(self._sentences(side)) for side in SIDES) > _LONG

    def said_by(self, side: Side, speaker: str | None) -> list[int]:
        """Sentences of a speaker."""
        return self._said[side].get(speaker, [])

    @cached_property
    def _said(self) -> dict[Side, dict[str | None, list[int]]]:
        return {side: _grouped((s.speaker, s.index) for s in self._sentences(side)) for side in SIDES}

    @cached_property
    def presence(self) -> dict[Side, dict[str | None, Presence]]:
        """How much each speaker says on each side, and where."""
        return {side: {one.name: one for one in speaker_presence(self.comparison.document(side))} for side in SIDES}

    def about(self, side: Side, topic: str) -> list[int]:
        """Sentences with a topic."""
        return self._about[side].get(topic, [])

    @cached_property
    def _about(self) -> dict[Side, dict[str | None, list[int]]]:
        return {side: _grouped((t, s.index) for s in self._sentences(side) for t in s.topics) for side in SIDES}

    def with_role(self, side: Side, role: Role) -> list[int]:
        """Sentences whose state has a role."""
        return [index for index, one in enumerate(self.roles[side]) if one is role]

    @cached_property
    def moved(self) -> list[int]:
        """Matches out of the common order."""
        return [k for k, match in enumerate(self.comparison.matches) if match.moved and _counts(match)]

    @cached_property
    def speaker_changed(self) -> list[int]:
        """Shared and reworded matches whose speaker is another one."""
        return [k for k, match in enumerate(self.comparison.matches) if match.speaker_changed and _counts(match)]

    @cached_property
    def notes(self) -> dict[Side, dict[int, list[int]]]:
        """Notes by the sentences they are on."""
        notes = enumerate(self.comparison.judgements.notes)
        pairs = [(side, index, k) for k, note in notes for side in SIDES for index in note.sentences(side)]
        return {side: _grouped((index, k) for one, index, k in pairs if one is side) for side in SIDES}

    @cached_property
    def judgements(self) -> int:
        """How many things the reader decided; notes are none of them."""
        judged = self.comparison.judgements
        return len(judged.pairs) + len(judged.speakers) + len(judged.topics) + (judged.earlier is not None)

    def speakers_in(self, match: Match, side: Side) -> tuple[str | None, ...]:
        """Speakers of a match's sentences on one side, each once."""
        sentences = self.comparison.document(side).sentences
        return tuple(dict.fromkeys(sentences[index].speaker for index in match.sentences(side)))

    def _sentences(self, side: Side) -> tuple[Sentence, ...]:
        return self.comparison.document(side).sentences


def _counts(match: Match) -> bool:
    return match.kind is not MatchKind.ECHO


_Key = TypeVar("_Key")


def _grouped(pairs: Iterable[tuple[_Key, int]]) -> dict[_Key, list[int]]:
    out: dict[_Key, list[int]] = {}
    for key, index in pairs:
        out.setdefault(key, []).append(index)
    return out


def event_facts(event: Event | None) -> list[str]:
    """What happened, where and between whom, in words; nothing where the text does not say."""
    if event is None:
        return []
    from reader.analysis.event import event_name  # with its lexicons, which naming a sentence does not need

    name = "" if event.kind is None else event_name(event.kind)
    return [one for one in (name[:1].upper() + name[1:], event.place, shown_list(event.participants)) if one]


def note_label(index: int) -> str:
    """What a note is called: ``N`` and its place from 1."""
    return f"N{index + 1}"


def side_title(comparison: Comparison, side: Side) -> str:
    """*Earlier text* and the like, as a heading."""
    order = comparison.summary.order
    if order is Order.UNKNOWN:
        return _("Left text") if side is Side.LEFT else _("Right text")
    return _("Later text") if (side is Side.RIGHT) == (order is Order.LEFT_EARLIER) else _("Earlier text")


def state_roles(comparison: Comparison, side: Side) -> tuple[Role, ...]:
    """The state roles sentences of a side can have, in the order in which they are told."""
    novel = state_role_of_novel(comparison, side)
    return (Role.SHARED, Role.REWORDED, Role.ECHO, novel)


def state_role_of_novel(comparison: Comparison, side: Side) -> Role:
    """*Dropped*, *new* or *only here*."""
    return state_role(State.NOVEL, comparison.summary.order, side)


def speaker_name(speaker: str | None) -> str:
    """A speaker's name in the interface's language where it is not a proper name."""
    if speaker is None:
        return _("narration")
    return _("both sides") if speaker == BOTH_SIDES else speaker


def told(role: Role, count: int) -> str:
    """What became of ``count`` sentences, in words that need no glossary; ``{count}`` stands for the number."""
    return {
        Role.SHARED: ngettext(
            "{count} sentence is in both in the same words",
            "{count} sentences are in both in the same words",
            count,
        ),
        Role.REWORDED: ngettext(
            "{count} comes back in other words",
            "{count} come back in other words",
            count,
        ),
        Role.ECHO: ngettext(
            "{count} says something else with a wording that both have",
            "{count} say something else with a wording that both have",
            count,
        ),
        Role.DROPPED: ngettext("{count} does not come back", "{count} do not come back", count),
        Role.NEW: ngettext("{count} was not there before", "{count} were not there before", count),
        Role.ONLY_HERE: ngettext("{count} stands only here", "{count} stand only here", count),
    }[role]


def long_date(iso: str | None) -> str:
    """A day such as *8 February 2021*; what is given where it is not an ISO day; empty for None."""
    if iso is None:
        return ""
    parts = iso.split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return iso
    year, month, day = (int(part) for part in parts)
    if not 1 <= month <= 12:
        return iso
    return _("{day} {month} {year}").format(day=day, month=_months()[month - 1], year=year)


def _months() -> tuple[str, ...]:
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )


def language_name(code: str) -> str:
    """Name of a language by its BCP 47 code; the code itself where the name is not known."""
    if code == "und":
        return _("language unknown")
    names = _languages()
    return names.get(code) or names.get(code.split("-")[0]) or code


def two_languages(comparison: Comparison) -> str:
    """What is to be known where the texts are in two languages; empty where they are not."""
    codes = [comparison.document(side).language for side in SIDES]
    if "und" in codes or len({code.split("-")[0] for code in codes}) == 1:
        return ""
    told = _(
        "The two texts are in different languages ({left} and {right}). Wording is compared and nothing is translated: "
        "a sentence without a counterpart may well stand in the other text. Speakers and topics can be compared."
    )
    left, right = (language_name(code.split("-")[0]) for code in codes)
    return told.format(left=left, right=right)


def _languages() -> dict[str, str]:
    return {
        "ar": _("Arabic"),
        "de": _("German"),
        "en": _("English"),
        "es": _("Spanish"),
        "fa": _("Persian"),
        "fr": _("French"),
        "he": _("Hebrew"),
        "it": _("Italian"),
        "ja": _("Japanese"),
        "ko": _("Korean"),
        "lo": _("Lao"),
        "km": _("Khmer"),
        "pt": _("Portuguese"),
        "ru": _("Russian"),
        "th": _("Thai"),
        "uk": _("Ukrainian"),
        "vi": _("Vietnamese"),
        "zh": _("Chinese"),
        "zh-Hans": _("Chinese (simplified)"),
        "zh-Hant": _("Chinese (traditional)"),
    }


def excerpt(text: str, longest: int = 90, around: Iterable[str] = ()) -> str:
    """One line of a text, cut at words where it is longer than ``longest`` characters.

    It is the beginning, or the part in which the first of the words ``around`` that the text holds stands.
    """
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    folded = line.casefold()
    places = (folded.find(words.casefold()) + len(words) for words in around if words.casefold() in folded)
    end = next(places, 0) + longest // 3
    if end <= longest or len(folded) != len(line):
        return _cut(line, longest)
    end = min(end, len(line))
    start = line.find(" ", end - longest) + 1
    return "…" + _cut(line[start if 0 < start < end - longest // 2 else end - longest :], longest)


def _cut(line: str, longest: int) -> str:
    if len(line) <= longest:
        return line
    cut = line[: longest + 1]
    at = cut.rfind(" ")
    return (cut[:at] if at > longest // 2 else cut[:longest]).rstrip(" ,;:") + "…"


def lens_name(lens: Lens) -> str:
    """Name of a lens as the window shows it."""
    return {
        Lens.DIFFERENCES: _("Differences"),
        Lens.SHARED: _("Shared"),
        Lens.FORMULATIONS: _("Formulations"),
        Lens.SPEAKERS: _("Speakers"),
        Lens.TOPICS: _("Topics"),
    }[lens]
