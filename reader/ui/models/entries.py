"""What the sidebar lists: speakers, topics, formulations and changes as plain values, with their spoken words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reader.i18n import _, ngettext, shown_date, topic_name
from reader.marks import Role, speakers_of, state_role, topics_of
from reader.model import BOTH_SIDES, Comparison, Document, Formulation, Order, Side
from reader.theme import state_name
from reader.ui.models.listed import FLAT, Listed
from reader.ui.session import Focus, Session
from reader.ui.walk import Stops
from reader.ui.work import presences_of

if TYPE_CHECKING:
    from reader.analysis.presence import Presence


class Kind(StrEnum):
    """What an entry is, which decides what picking it does and how it is drawn."""

    SECTION = "section"
    SPEAKER = "speaker"
    TOPIC = "topic"
    PERSON = "person"
    FORMULATION = "formulation"
    CHANGE = "change"
    NOTE = "note"
    """A sentence where there is nothing to list."""
    OWN = "own"
    """A note or judgement of the reader's."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list."""

    kind: Kind
    label: str
    spoken: str
    """The entry in words, without whether it is picked."""
    count: str = ""
    """Figures at the right edge."""
    below: str = ""
    """A word below the figures, where the entry has two lines."""
    tip: str = ""
    name: str | None = None
    """Speaker or topic, as the filter knows it; None for narration."""
    place: int | None = None
    """Number of the speaker or topic among those of both documents, or of the formulation."""
    role: Role | None = None
    """State of a change."""
    focus: Focus | None = None
    """Sentence of a change."""
    children: Sequence[Entry] = ()
    collapsed: bool = False
    """Whether a section starts closed."""
    stretches: tuple[tuple[float, float], ...] = ()
    """Where in the text the sentences of the entry stand, 0–1."""


def shown_speaker(name: str | None) -> str:
    """A speaker's name as it is shown: narration and both sides in the interface's language."""
    if name is None:
        return _("narration")
    return _("both sides") if name == BOTH_SIDES else name


def shown_side(session: Session, side: Side) -> str:
    """*Earlier* and *later* where the dates tell, else *left* and *right*."""
    order = session.comparison.summary.order if session.comparison else Order.UNKNOWN
    if order is Order.UNKNOWN:
        return _("Left") if side is Side.LEFT else _("Right")
    return _("Earlier") if (side is Side.LEFT) == (order is Order.LEFT_EARLIER) else _("Later")


_TOPICS = 8
"""Topics shown before the rest is folded away, so that both documents are in sight."""


def document_entries(session: Session) -> tuple[Entry, ...]:
    """Speakers and topics of each document, the left one first."""
    return tuple(
        section
        for side in Side
        if (document := session.document(side)) is not None
        for section in _of_document(session, side, document)
    )


def _of_document(session: Session, side: Side, document: Document) -> Iterator[Entry]:
    place = shown_side(session, side)
    date = shown_date(document.date)
    title = f"{place} · {date}" if date else place
    numbers = _numbers(session.comparison, document)
    spoken = _("{side}, {title}: speakers").format(side=place, title=document.title)
    yield Entry(Kind.SECTION, title, spoken, tip=document.title, children=tuple(_speakers(document, numbers[0])))
    topics = tuple(_topics(document, numbers[1]))
    if topics:
        spoken = _("{side}, {title}: topics").format(side=place, title=document.title)
        # One topic too many is shown rather than hidden behind a line of its own.
        first = _TOPICS if len(topics) > _TOPICS + 1 else len(topics)
        yield Entry(Kind.SECTION, _("Topics"), spoken, children=topics[:first])
        if rest := topics[first:]:
            spoken = _("{side}, {title}: more topics").format(side=place, title=document.title)
            label = _("More topics · {count}").format(count=len(rest))
            yield Entry(Kind.SECTION, label, spoken, children=rest, collapsed=True)
    mentioned = tuple(_mentioned(document))
    if mentioned:
        spoken = _("{side}, {title}: people who are named but do not speak").format(side=place, title=document.title)
        label = _("Only mentioned · {count}").format(count=len(mentioned))
        yield Entry(Kind.SECTION, label, spoken, children=mentioned, collapsed=True)


def _numbers(comparison: Comparison | None, document: Document) -> tuple[dict[str, int], dict[str, int]]:
    if comparison is not None:
        names, labels = speakers_of(comparison), topics_of(comparison)
    else:
        names = tuple(speaker.name for speaker in document.speakers)
        labels = tuple(topic.label for topic in document.topics)
    return {name: k for k, name in enumerate(names)}, {label: k for k, label in enumerate(labels)}


def _speakers(document: Document, numbers: dict[str, int]) -> Iterator[Entry]:
    described = {speaker.name: (speaker.role, speaker.aliases) for speaker in document.speakers}
    for one in presences_of(document).speakers:
        name, share = one.name, round(100 * one.share)
        role, aliases = described.get(name, ("", ())) if name is not None else ("", ())
        shown, sentences = shown_speaker(name), _sentence_count(len(one.sentences))
        spoken = (
            _("{name}, speaker, {sentences}, {share} percent of the words")
            if name is not None
            else _("{name}, {sentences}, {share} percent of the words")
        )
        yield Entry(
            Kind.SPEAKER,
            shown,
            spoken.format(name=shown, sentences=sentences, share=share),
            count=f"{len(one.sentences)} · {share}%",
            tip="\n".join(part for part in (shown, role, ", ".join(aliases), _where(one)) if part),
            name=name,
            place=None if name is None else numbers.get(name),
            stretches=one.stretches,
        )


def _topics(document: Document, numbers: dict[str, int]) -> Iterator[Entry]:
    found = {one.name: one for one in presences_of(document).topics}
    for topic in document.topics:
        one, shown = found.get(topic.label), topic_name(topic.label)
        share = round(100 * one.share) if one else 0
        yield Entry(
            Kind.TOPIC,
            shown,
            _("{label}, topic, {sentences}, {share} percent of the words").format(
                label=shown, sentences=_sentence_count(topic.sentences), share=share
            ),
            count=f"{topic.sentences} · {share}%",
            tip="\n".join(part for part in (shown, ", ".join(topic.words), _where(one)) if part),
            name=topic.label,
            place=numbers.get(topic.label),
            stretches=one.stretches if one else (),
        )


def _where(one: Presence | None) -> str:
    """Which part of the text somebody or something is in, for the tooltip of the strip."""
    if one is None or not one.stretches:
        return ""
    start, end = round(100 * one.stretches[0][0]), round(100 * one.stretches[-1][1])
    return _("The strip shows where in the text: from {start} % to {end} %.").format(start=start, end=end)


def _mentioned(document: Document) -> Iterator[Entry]:
    speaking = {speaker.name for speaker in document.speakers}
    for person in document.people:
        if person.name not in speaking:
            spoken = _("{name}, mentioned only, find the name").format(name=person.name)
            tip = "\n".join(part for part in (person.name, person.role, ", ".join(person.aliases)) if part)
            yield Entry(Kind.PERSON, person.name, spoken, tip=tip)


def _sentence_count(count: int) -> str:
    return ngettext("{count} sentence", "{count} sentences", count).format(count=count)


def formulation_entries(session: Session) -> tuple[Entry, ...]:
    """The formulations that stand in both documents, with the number of places on each side."""
    comparison = session.comparison
    if comparison is None:
        return ()
    if not comparison.formulations:
        text = _("No formulation stands in both readouts.")
        return (Entry(Kind.NOTE, text, text),)
    walk, found = session.walk, comparison.formulations

    def here() -> Sequence[int]:
        return walk.formulations(session.focus) if walk and session.focus else ()

    def words(places: range) -> Iterator[str]:
        return map(_formulation_tip, found[places.start : places.stop])

    every = Listed(range(len(found)), lambda k: _formulation(found[k], k), words, here)
    return _folded(every, lambda first, last: _("Formulations {first} to {last}").format(first=first, last=last))


def _formulation(one: Formulation, number: int) -> Entry:
    return Entry(
        Kind.FORMULATION,
        one.text,
        _("{text}, formulation, {left} on the left, {right} on the right").format(
            text=one.text, left=_place_count(len(one.left)), right=_place_count(len(one.right))
        ),
        count=f"{len(one.left)} · {len(one.right)}",
        tip=_formulation_tip(one),
        place=number,
    )


def _formulation_tip(one: Formulation) -> str:
    return "\n".join((one.text, *one.variants))


def _place_count(count: int) -> str:
    return ngettext("{count} place", "{count} places", count).format(count=count)


_FIRST_WORDS = 90
"""Characters of a sentence that a list shows at most."""


def change_entries(session: Session) -> tuple[Entry, ...]:
    """Every difference in reading order; the echoes below them, in a section that starts closed."""
    comparison, walk = session.comparison, session.walk
    if comparison is None or walk is None:
        return ()
    found = _folded(
        _changes(session, comparison, walk.differences),
        lambda first, last: _("Changes {first} to {last}").format(first=first, last=last),
    )
    echoes = walk.stops.get(Role.ECHO)
    if not found:
        nothing = _("Nothing differs: every sentence is shared.")
        text = _("Nothing was reworded or dropped, and nothing is new.") if echoes else nothing
        found = (Entry(Kind.NOTE, text, text),)
    return found if echoes is None else (*found, *_echoes(_changes(session, comparison, echoes)))


def _echoes(every: Listed) -> tuple[Entry, ...]:
    if len(every) > FLAT:
        name = _("Echoes {first} to {last}")
        return _folded(every, lambda first, last: name.format(first=first, last=last), starts_closed=True)
    label = _("Echoes · {count}").format(count=len(every))
    spoken = _("Echoes: other statements that carry a known formulation")
    return (Entry(Kind.SECTION, label, spoken, tip=spoken, children=tuple(every), collapsed=True),)


def _folded(every: Listed, name: Callable[[int, int], str], *, starts_closed: bool = False) -> tuple[Entry, ...]:
    """The entries themselves or, of very many, sections that tell from which number to which they go."""
    if len(every) <= FLAT:
        return tuple(every)
    return tuple(
        Entry(Kind.SECTION, label, label, children=part, collapsed=starts_closed or first > 1)
        for first, last, part in every.parts()
        for label in [name(first, last)]
    )


def _changes(session: Session, comparison: Comparison, stops: Stops) -> Listed:
    def make(place: int) -> Entry:
        focus = stops[place]
        state = comparison.states(focus.side)[focus.sentence]
        return _change(comparison, focus, state_role(state, comparison.summary.order, focus.side), place + 1)

    def words(places: range) -> Iterator[str]:
        return (sentence.text for sentence in stops.sentences(comparison, places))

    def here() -> Sequence[int]:
        at = session.walk.place(session.focus, stops) if session.walk and session.focus else None
        return () if at is None else (at,)

    return Listed(range(len(stops)), make, words, here)


def _change(comparison: Comparison, focus: Focus, role: Role, number: int) -> Entry:
    text = " ".join(comparison.document(focus.side).sentences[focus.sentence].text.split())
    first = text if len(text) <= _FIRST_WORDS else text[:_FIRST_WORDS].rsplit(" ", 1)[0] + " …"
    side = _("left") if focus.side is Side.LEFT else _("right")
    spoken = _("{state}, {side} sentence {number}: {text}").format(
        state=state_name(role), side=side, number=focus.sentence + 1, text=first
    )
    # A reworded sentence stands on both sides.
    below = "" if role is Role.REWORDED else side
    return Entry(Kind.CHANGE, first, spoken, count=str(number), below=below, tip=text, role=role, focus=focus)
