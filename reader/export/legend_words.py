"""The legend: how each state, mark, speaker or topic looks, and what it means; every drawn format has the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.export.facts import SIDES, Facts, speaker_name, state_roles
from reader.i18n import _, topic_name
from reader.marks import Lens, Mark, Role, speakers_of, topics_of
from reader.theme import SIGNS, state_name

if TYPE_CHECKING:
    from collections.abc import Iterator

_CATEGORY = {Lens.SPEAKERS: Role.SPEAKER, Lens.TOPICS: Role.TOPIC}


class Entry(NamedTuple):
    """A line of the legend."""

    marks: tuple[Mark, ...]
    """Of the sample; empty for a badge."""
    sample: str
    about: str
    given: bool = False
    """Whether the sample's words come from the documents."""


def entries(facts: Facts, lens: Lens, *, numbered: bool = False) -> list[Entry]:
    """States, moved, and what marks parts of sentences under a lens; ``numbered`` where formulations bear numbers."""
    comparison = facts.comparison
    roles = dict.fromkeys(role for side in SIDES for role in state_roles(comparison, side))
    about = {
        Role.SHARED: _("the same words, apart from case, punctuation and quotation marks"),
        Role.REWORDED: _("the same statement in other words"),
        Role.ECHO: _("another statement that carries a wording both texts have"),
        Role.DROPPED: _("stands in the earlier text and has no counterpart in the later one"),
        Role.NEW: _("stands in the later text and has no counterpart in the earlier one"),
        Role.ONLY_HERE: _("has no counterpart in the other text"),
    }
    out = [Entry(_marks(role), f"{SIGNS[role]} {state_name(role)}", about[role]) for role in roles]
    moved = f"{SIGNS[Role.MOVED]} {state_name(Role.MOVED)}"
    out.append(Entry((), moved, _("stands in another place of the other text")))
    return [*out, *_parts(facts, lens, numbered)]


def _parts(facts: Facts, lens: Lens, numbered: bool) -> Iterator[Entry]:
    if lens is Lens.DIFFERENCES:
        about = _("what is worded differently within a reworded sentence")
        yield Entry(_marks(Role.REWORDED, Role.EDIT), _("changed words"), about)
        if any(match.variants for match in facts.comparison.matches):
            about = _("other words that count as equal, such as another translation of a term")
            yield Entry(_marks(Role.REWORDED, Role.VARIANT), _("equal wording"), about)
    if lens in (Lens.DIFFERENCES, Lens.SHARED):
        about = _("what an echo has in common with the sentence it echoes")
        yield Entry(_marks(Role.ECHO, Role.WORDING), _("shared wording"), about)
    about = (
        _("a distinctive wording that both texts have; its number leads to all its places")
        if numbered
        else _("a distinctive wording that both texts have")
    )
    yield Entry(_marks(Role.ECHO, Role.FORMULATION), _("formulation"), about)


def categories(facts: Facts, lens: Lens) -> list[Entry]:
    """Under the lenses for speakers and topics: how each of them looks; else nothing."""
    role = _CATEGORY.get(lens)
    if role is None:
        return []
    names = speakers_of(facts.comparison) if lens is Lens.SPEAKERS else topics_of(facts.comparison)
    out = []
    for k, name in enumerate(names):
        shown = speaker_name(name) if lens is Lens.SPEAKERS else topic_name(name)
        found = [facts.said_by(side, name) if lens is Lens.SPEAKERS else facts.about(side, name) for side in SIDES]
        text = _("sentences: {left} left, {right} right").format(left=len(found[0]), right=len(found[1]))
        out.append(Entry((Mark(0, 0, role, k),), shown, text, given=True))
    return out


def _marks(*roles: Role) -> tuple[Mark, ...]:
    return tuple(Mark(0, 0, role) for role in roles)
