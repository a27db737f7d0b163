"""The comparison as a Markdown brief: sources, summary, both texts with states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.export.base import Section
from reader.export.facts import (
    SIDES,
    Facts,
    event_facts,
    formulation_label,
    label,
    language_name,
    long_date,
    side_title,
    speaker_name,
    state_roles,
)
from reader.export.markdown_escape import escape, escape_part
from reader.export.markdown_notes import judgements, marks, notes
from reader.export.summary import SummaryWriter
from reader.export.view_words import filter_line, rights, settings_rows, whose_word
from reader.i18n import _, shown_length, topic_name
from reader.marks import Role
from reader.model import Match, MatchKind, Paragraph, ParagraphKind, Sentence, Side
from reader.theme import SIGNS, state_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.export.base import ExportOptions
    from reader.model import Comparison


class _Markdown:
    name = "markdown"
    label = "Markdown brief"
    suffix = ".md"
    is_text = True

    def export(self, comparison: Comparison, options: ExportOptions) -> str:
        facts = Facts(comparison)
        blocks = [
            f"# {escape(options.title or _('Two readouts compared'))}",
            _filter_notice(comparison, options),
            _bullets(_source(facts, side) for side in SIDES),
            f"## {_('In brief')}",
            _bullets(_summary(facts)),
            *_human(facts, options),
            f"## {_('Signs')}",
            _bullets(_signs(comparison)),
            *(block for side in SIDES for block in _text(facts, side)),
            *_lists(facts, options),
            f"## {_('About this brief')}",
            _about(facts, options),
        ]
        return "\n\n".join(block for block in blocks if block) + "\n"


def _filter_notice(comparison: Comparison, options: ExportOptions) -> str:
    if not options.filter:
        return ""
    notice = _("The comparison was exported with a filter, which dims nothing here; every sentence is shown.")
    return f"**{escape(notice)}** {escape(filter_line(comparison, options.filter))}"


def _human(facts: Facts, options: ExportOptions) -> Iterator[str]:
    """Notes, if they are wanted, and judgements."""
    if facts.comparison.judgements.notes and Section.NOTES not in options.left_out:
        yield f"## {_('Notes')}"
        yield from notes(facts)
    if facts.judgements:
        yield f"## {_('What the reader decided')}"
        yield _bullets(judgements(facts))


def _lists(facts: Facts, options: ExportOptions) -> Iterator[str]:
    for section, title, make in (
        (Section.FORMULATIONS, _("Formulations in both texts"), _formulations),
        (Section.SPEAKERS, _("Speakers"), _speakers),
        (Section.TOPICS, _("Topics"), _topics),
    ):
        if section not in options.left_out:
            yield f"## {title}"
            yield _bullets(make(facts)) or _("None.")


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _source(facts: Facts, side: Side) -> str:
    document = facts.comparison.document(side)
    size = shown_length(facts.words[side], document.language)
    event = " · ".join(event_facts(document.event))
    known = (long_date(document.date), language_name(document.language), size, event, document.source.name)
    told = ", ".join(escape(one) for one in known if one)
    notes = "".join(f" {_('Note:')} {escape(warning)}" for warning in document.warnings)
    return (
        f"**{escape(side_title(facts.comparison, side))}:** {escape(document.title)} "
        f"({told}, SHA-256 {escape(document.source.sha256)}){notes}"
    )


def _summary(facts: Facts) -> Iterable[str]:
    for line in SummaryWriter(facts).lines():
        yield "".join(escape_part(part.text) for part in line)


def _signs(comparison: Comparison) -> Iterable[str]:
    roles = dict.fromkeys(role for side in SIDES for role in state_roles(comparison, side))
    for role in (*roles, Role.MOVED):
        yield f"{_sign(role)} {state_name(role)}"
    yield _("**bold**: changed words of a reworded sentence")


def _sign(role: Role) -> str:
    """A sign before a space: a single ``~`` strikes nothing through there."""
    return SIGNS[role] if SIGNS[role] == "~" else escape(SIGNS[role])


def _text(facts: Facts, side: Side) -> Iterable[str]:
    document = facts.comparison.document(side)
    yield f"## {escape(side_title(facts.comparison, side))}"
    by_paragraph: dict[int, list[Sentence]] = {}
    for sentence in document.sentences:
        by_paragraph.setdefault(sentence.paragraph, []).append(sentence)
    for k, paragraph in enumerate(document.paragraphs):
        found = by_paragraph.get(k, [])
        if found:
            yield _opening(paragraph) + " ".join(_sentence(facts, side, sentence) for sentence in found)


def _opening(paragraph: Paragraph) -> str:
    if paragraph.kind is ParagraphKind.HEADING:
        return "### "
    if paragraph.kind is ParagraphKind.LIST_ITEM:
        return "- "
    return "> " if paragraph.kind is ParagraphKind.QUOTE else ""


def _sentence(facts: Facts, side: Side, sentence: Sentence) -> str:
    role = facts.roles[side][sentence.index]
    links = facts.links[side][sentence.index]
    text = _worded(facts, side, sentence, links[0] if links else None)
    told = marks(facts, side, sentence, facts.comparison.matches[links[0]] if links else None)
    return f"`{label(side, sentence.index)}{_counterparts(facts, side, role, links)}` {_sign(role)} {text}{told}"


def _counterparts(facts: Facts, side: Side, role: Role, links: tuple[int, ...]) -> str:
    """Where a sentence comes back: `` → R2``; what a reworded one echoes besides follows behind the sign of echoes."""
    if not links:
        return ""
    matches = [facts.comparison.matches[link] for link in links]
    moved = f" {SIGNS[Role.MOVED]}" if matches[0].moved else ""
    answers = [one for one in matches if role is Role.ECHO or one.kind is not MatchKind.ECHO]
    echoes = [one for one in matches if role is not Role.ECHO and one.kind is MatchKind.ECHO]
    names = " ".join(_names(side.other, answers))
    further = " ".join(one for one in _names(side.other, echoes) if one not in names.split())
    return f" → {names}{moved}" + (f" {SIGNS[Role.ECHO]} {further}" if further else "")


def _names(side: Side, matches: Iterable[Match]) -> list[str]:
    return list(dict.fromkeys(label(side, k) for match in matches for k in match.sentences(side)))


def _worded(facts: Facts, side: Side, sentence: Sentence, link: int | None) -> str:
    """The sentence with the changed words of its match in bold."""
    text, at, out = sentence.text, sentence.start, []
    spans = facts.comparison.matches[link].edits.spans(side) if link is not None else ()
    for span in spans:
        if not sentence.start <= span.start < span.end <= sentence.end or span.start < at:
            continue
        before, words = (text[a - sentence.start : b - sentence.start] for a, b in ((at, span.start), span))
        # Asterisks make bold only around what begins and ends with a letter or digit.
        bold = words[0].isalnum() and words[-1].isalnum()
        out += [escape_part(before), f"**{escape(words)}**" if bold else escape_part(words)]
        at = span.end
    out.append(escape_part(text[at - sentence.start :]))
    return "".join(out)


def _formulations(facts: Facts) -> Iterable[str]:
    for k, one in enumerate(facts.comparison.formulations):
        places = " ↔ ".join(
            " ".join(label(side, index) for index in facts.formulation_sentences[side][k]) for side in SIDES
        )
        yield f"{formulation_label(k)} “{escape(one.text)}” ({places})"


def _speakers(facts: Facts) -> Iterable[str]:
    for speaker in facts.speakers:
        yield f"**{escape(speaker_name(speaker))}**: " + "; ".join(
            _counted(facts, side, facts.said_by(side, speaker)) for side in SIDES
        )


def _topics(facts: Facts) -> Iterable[str]:
    for topic in facts.topics:
        yield f"**{escape(topic_name(topic))}**: " + "; ".join(
            _counted(facts, side, facts.about(side, topic)) for side in SIDES
        )


def _counted(facts: Facts, side: Side, found: list[int]) -> str:
    names = " ".join(label(side, index) for index in found) or _("none")
    return f"{escape(side_title(facts.comparison, side))} {names}"


def _about(facts: Facts, options: ExportOptions) -> str:
    rows = _bullets(f"{escape(name)}: {escape(value)}" for name, value in settings_rows(facts, options))
    return f"{rows}\n\n{escape(whose_word(facts))} {escape(rights())}"


MARKDOWN = _Markdown()
