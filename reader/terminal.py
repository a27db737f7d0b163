"""What the command line shows on a terminal: the table of one document, and a sign of life during long work."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from reader.analysis.event import event_name
from reader.analysis.presence import Presence, speaker_presence
from reader.i18n import _, topic_name
from reader.model import BOTH_SIDES, Attribution, Document, Event
from reader.patterns import deferred

SHOWN_AFTER = 0.3
"""Seconds of work after which a person should see that something is being done."""

# Control characters could drive the terminal, and direction marks could turn a line round.
_UNPRINTABLE = deferred("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """The text on one line, with nothing in it that a terminal would obey."""
    return _UNPRINTABLE.sub("\ufffd", " ".join(text.split()))


def document_table(document: Document) -> str:
    """One document for reading: heading facts, speakers, topics and all its sentences. Ends in a newline."""
    import shutil

    width = min(max(shutil.get_terminal_size().columns, 40), 120)
    lines = [printable(document.title), *_facts(document)]
    roles = {speaker.name: speaker.role for speaker in document.speakers}
    shares = speaker_presence(document)
    speakers = [_speaker_row(one, roles) for one in shares if one.name is not None]
    lines += ["", *_table((_("Speakers"), _("sentences"), _("words"), _("% of words")), speakers)]
    lines += _named(document, width)
    topics = [(topic_name(t.label), ", ".join(t.words[:_MOST_WORDINGS]), t.sentences) for t in document.topics]
    lines += ["", *_table((_("Topics"), _("sentences")), topics)]
    lines += ["", _("Sentences"), *_sentences(document, width)]
    lines += ["", *(_("Note: {warning}").format(warning=printable(w)) for w in document.warnings)]
    return "\n".join(lines).rstrip() + "\n"


def _facts(document: Document) -> Iterator[str]:
    source = document.source
    yield "  " + " · ".join(
        (
            _("date {date}").format(date=document.date or _("unknown")),
            _("language {language}").format(language=document.language),
            _("{count} sentences").format(count=len(document.sentences)),
            _("{count} paragraphs").format(count=len(document.paragraphs)),
        )
    )
    if document.event is not None:
        yield "  " + printable(" · ".join(event_facts(document.event)))
    encoding = f", {source.encoding}" if source.encoding else ""
    yield f"  {printable(source.name)} ({source.kind}{encoding})"
    yield f"  SHA-256 {source.sha256}"


def event_facts(event: Event) -> Iterator[str]:
    """What happened, where and between whom, in the interface's language; only what is known."""
    if event.kind is not None:
        yield event_name(event.kind)
    if event.place:
        yield _("place: {place}").format(place=event.place)
    if event.participants:
        yield _("participants: {people}").format(people=", ".join(event.participants))


_MOST_WORDINGS = 4
"""Wordings that are shown of those that made a topic."""


def _speaker_row(one: Presence, roles: dict[str, str]) -> tuple[str, str, int, int, int]:
    name = one.name or ""
    return shown_speaker(name), roles.get(name, ""), len(one.sentences), one.words, round(100 * one.share)


def _named(document: Document, width: int) -> Iterator[str]:
    """Those who are only mentioned, in one paragraph."""
    speaking = {speaker.name for speaker in document.speakers}
    only = [printable(person.name) for person in document.people if person.name not in speaking]
    if only:
        import textwrap

        text = _("Only mentioned: {people}").format(people=", ".join(only))
        yield ""
        yield from textwrap.wrap(text, width, subsequent_indent="  ", break_on_hyphens=False)


def shown_speaker(name: str | None) -> str:
    """A speaker's name, in the interface's language where it is no proper name."""
    if name is None:
        return _("narration")
    return _("both sides") if name == BOTH_SIDES else name


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, str, *tuple[int, ...]]]) -> Iterator[str]:
    """A first column as wide as its names, figures under their heads, and under a name what is said of it."""
    names = [printable(row[0]) for row in rows]
    widest = min(max(map(_columns, [*names, heads[0]])), 60) + 2
    places = [_columns(head) + 2 for head in heads[1:]]
    yield heads[0] + " " * (widest - _columns(heads[0])) + "".join(f"  {head}" for head in heads[1:])
    for name, (_name, about, *figures) in zip(names, rows, strict=True):
        gap = " " * max(widest - 2 - _columns(name), 0)
        yield f"  {name}{gap}" + "".join(f"{figure:>{place}}" for figure, place in zip(figures, places, strict=True))
        if about:
            yield f"    {printable(about)}"
    if not rows:
        yield "  " + _("none found")


def _sentences(document: Document, width: int) -> Iterator[str]:
    import textwrap

    for sentence in document.sentences:
        who = shown_speaker(sentence.speaker)
        if sentence.attribution not in (Attribution.NARRATION, Attribution.INDIRECT):
            who += f", {sentence.attribution.value}"
        topics = f" [{'; '.join(map(topic_name, sentence.topics))}]" if sentence.topics else ""
        yield f"{sentence.index + 1:>4}  " + printable(who + topics)
        yield from textwrap.wrap(
            printable(sentence.text), width, initial_indent="      ", subsequent_indent="      ", break_on_hyphens=False
        )


def _columns(text: str) -> int:
    """Columns of a terminal the text takes; wide letters take two."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Shows ``what`` and the seconds gone on a terminal's stderr while work takes longer than SHOWN_AFTER."""
    if not sys.stderr.isatty():
        yield
        return
    import threading
    import time

    done = threading.Event()

    def show() -> None:
        began = time.monotonic()
        wait = SHOWN_AFTER
        while not done.wait(wait):
            sys.stderr.write(f"\r{what} {time.monotonic() - began:.0f} s")
            sys.stderr.flush()
            wait = 0.5
        if wait != SHOWN_AFTER:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()

    showing = threading.Thread(target=show, daemon=True)
    showing.start()
    try:
        yield
    finally:
        done.set()
        showing.join()
