"""The two texts of the exported page: rows of paragraphs, sentences as spans, changed words and formulations inside.

Every character of a paragraph stands in an element of class ``t`` below an element with ``data-side``, in order;
nothing of ours stands in those, so that the document's words can be told from the page's (docs/export.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.export.escape import direction, html, isolated
from reader.export.facts import Facts, formulation_label, label, match_label, speaker_name
from reader.export.html_notes import NoteWriter, human
from reader.export.html_style import RUN_ROLES, Looks
from reader.export.passages import Row, rows
from reader.i18n import _, ngettext, shown_list, topic_name
from reader.marks import STATE_ROLES, Lens, Mark, Marks, Role, Run, runs
from reader.model import Judge, MatchKind, Order, Paragraph, ParagraphKind, Sentence, Side
from reader.theme import SIGNS, state_name

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_BREAK = "\u00a0"
_STYLED = frozenset((ParagraphKind.QUOTE, ParagraphKind.TABLE_ROW))
_TAGS = {ParagraphKind.HEADING: "h3", ParagraphKind.LIST_ITEM: "li"}


class TextWriter:
    """Writes the rows of both texts."""

    def __init__(self, facts: Facts, marks: Marks, looks: Looks) -> None:
        self.facts = facts
        self.marks = marks
        self.looks = looks

    def rows(self) -> str:
        """Both texts, row by row, left before right."""
        sides = {side: _Side(self.facts, side, self.looks, self.marks.of(side)) for side in Side}
        return "\n".join(_row(row, sides) for row in rows(self.facts.comparison))


def _row(row: Row, sides: dict[Side, _Side]) -> str:
    cells = [sides[side].cell(row.of(side)) for side in Side if row.of(side)]
    return f'<div class="row">{"".join(cells)}</div>'


class _Side:
    """One text on its way onto the page; paragraphs must be asked for in order."""

    def __init__(self, facts: Facts, side: Side, looks: Looks, marks: tuple[Mark, ...]) -> None:
        self.facts, self.side, self.looks = facts, side, looks
        self.document = facts.comparison.document(side)
        self.direction = direction(self.document.text)
        changed = (Side.LEFT, "del"), (Side.RIGHT, "ins")
        turned = facts.comparison.summary.order is Order.RIGHT_EARLIER
        self.edit_tag = dict(changed)[side.other if turned else side]
        self._runs = _Stream(runs(len(self.document.text), marks))
        self._sentences = _by_paragraph(self.document.sentences, len(self.document.paragraphs))

    def cell(self, paragraphs: range) -> str:
        """The paragraphs of one row. List items that follow one another make a list."""
        parts: list[str] = []
        within = False
        for k in paragraphs:
            paragraph = self.document.paragraphs[k]
            item = paragraph.kind is ParagraphKind.LIST_ITEM
            if item != within:
                parts.append("<ul>" if item else "</ul>")
            within = item
            parts.append(self._paragraph(paragraph, self._sentences[k]))
        if within:
            parts.append("</ul>")
        lang = "" if self.document.language == "und" else f' lang="{html(self.document.language)}"'
        return (
            f'<div class="cell {self.side.value}" data-side="{self.side.value}" dir="{self.direction}"{lang}>'
            f"{''.join(parts)}</div>"
        )

    def _paragraph(self, paragraph: Paragraph, sentences: list[Sentence]) -> str:
        tag = _TAGS.get(paragraph.kind, "p")
        level = f' data-level="{paragraph.level}"' if paragraph.level else ""
        at, parts = paragraph.start, []
        for sentence in sentences:
            parts += [self._between(at, sentence.start), self._sentence(sentence)]
            at = sentence.end
        parts.append(self._between(at, paragraph.end))
        turned = direction(self.document.text[paragraph.start : paragraph.end])
        turn = "" if turned == self.direction else f' dir="{turned}"'
        kind = f' class="{paragraph.kind.value}"' if paragraph.kind in _STYLED else ""
        return f"<{tag}{kind}{level}{turn}>{''.join(parts)}</{tag}>"

    def _between(self, start: int, end: int) -> str:
        return f'<span class="t">{html(self.document.text[start:end])}</span>' if start < end else ""

    def _sentence(self, sentence: Sentence) -> str:
        found = list(self._runs.within(sentence.start, sentence.end))
        base = tuple(m for m in found[0].marks if m.role not in RUN_ROLES) if found else ()
        roles = " ".join(mark.role.value for mark in base)
        look = self.looks.name(base)
        name = label(self.side, sentence.index)
        text = "".join(self._run(run, base, look) for run in found)
        return (
            f'<span class="s {roles}" id="{name}"{_data(base)}><span class="u vh">{self._announced(sentence)} </span>'
            f'<span class="t {look}">{text}</span>{self._partners(sentence)}{self._reader_marks(sentence)}</span>'
        )

    def _run(self, run: Run, base: tuple[Mark, ...], base_look: str) -> str:
        text = html(self.document.text[run.start : run.end])
        own = [mark for mark in run.marks if mark.role in RUN_ROLES]
        if not own:
            return text
        look = self.looks.name((*base, *own))
        roles = " ".join(dict.fromkeys(mark.role.value for mark in own))
        classes = roles if look == base_look else f"{roles} {look}"
        tag = self.edit_tag if any(mark.role is Role.EDIT for mark in own) else "span"
        ending = [mark.link for mark in own if mark.role is Role.FORMULATION and mark.end == run.end]
        names = [formulation_label(link) for link in ending if link is not None]
        if names and tag == "span":
            return _link(names, text, classes)
        inner = _link(names, text) if names else text
        return f'<{tag} class="{classes}">{inner}</{tag}>'

    def _announced(self, sentence: Sentence) -> str:
        """What a screen reader hears before the sentence."""
        role = self.facts.roles[self.side][sentence.index]
        said = [label(self.side, sentence.index), state_name(role)]
        if self.looks.lens is Lens.SPEAKERS:
            said.append(speaker_name(sentence.speaker))
        if self.looks.lens is Lens.TOPICS:
            said += map(topic_name, sentence.topics)
        return f"[{', '.join(isolated(one) for one in said)}]"

    def _partners(self, sentence: Sentence) -> str:
        """Where the counterparts are, and why; for a sentence without one, where the nearest is."""
        links = self.facts.shown_links[self.side][sentence.index]
        if links:
            by_kind: dict[Role, list[int]] = {}
            for link in links:
                by_kind.setdefault(Role(self.facts.comparison.matches[link].kind.value), []).append(link)
            parts = [self._answers(role, found) for role, found in by_kind.items()]
            parts += self._more(sentence, len(self.facts.links[self.side][sentence.index]) - len(links))
            parts += [badge for link in links for badge in self._badges(link, sentence)]
            return f'<span class="u m"> {" ".join(parts)}</span>'
        nearest = self.facts.comparison.nearest(self.side)
        candidate = nearest[sentence.index] if sentence.index < len(nearest) else None
        if candidate is None:
            return ""
        other = label(self.side.other, candidate.sentence)
        return f'<span class="u m far"> {_("nearest:")}{_NO_BREAK}<a href="#{other}">{other}</a></span>'

    def _reader_marks(self, sentence: Sentence) -> str:
        """Notes on the sentence, and what the reader decided about it."""
        found = NoteWriter(self.facts).marks(self.side, sentence)
        return f'<span class="u m"> {" ".join(found)}</span>' if found else ""

    def _answers(self, role: Role, links: list[int]) -> str:
        """The sign, which leads to the reason of the first match, and the counterparts of all of one kind."""
        matches = self.facts.comparison.matches
        others = dict.fromkeys(k for link in links for k in matches[link].sentences(self.side.other))
        names = " ".join(f'<a href="#{one}">{one}</a>' for one in (label(self.side.other, k) for k in others))
        why = html(_("{state}: why").format(state=state_name(role)))
        sign = f'<a class="{role.value}" href="#{match_label(links[0])}" aria-label="{why}">{SIGNS[role]}</a>'
        return f"{sign}{_NO_BREAK}{names}"

    def _more(self, sentence: Sentence, count: int) -> list[str]:
        """``+3``, which leads to the further echoes of a sentence."""
        if not count:
            return []
        name = label(self.side, sentence.index)
        text = ngettext("{count} further echo", "{count} further echoes", count).format(count=count)
        return [f'<a class="more" href="#{name}-also" aria-label="{html(text)}">+{count}</a>']

    def _badges(self, link: int, sentence: Sentence) -> list[str]:
        """What is to be noticed about a match: another place, another speaker."""
        match, target = self.facts.comparison.matches[link], match_label(link)
        out = []
        if match.moved:
            out.append(f'<a class="badge" href="#{target}">{SIGNS[Role.MOVED]} {_("moved")}</a>')
        there = self.facts.speakers_in(match, self.side.other)
        names = shown_list(isolated(speaker_name(one)) for one in there if one != sentence.speaker)
        if match.speaker_changed and match.kind is not MatchKind.ECHO and names:
            out.append(f'<a class="badge" href="#{target}">{_("there:")} {names}</a>')
        if match.by is Judge.READER:
            out.append(human(_("pair: the reader's")))
        return out


def _link(formulations: list[str], text: str, classes: str = "") -> str:
    """The end of a formulation as a link to its places; its number comes from the style sheet."""
    numbers = " ".join(name[1:] for name in formulations)
    return f'<a class="{f"f {classes}".rstrip()}" href="#{formulations[0]}" data-n="{numbers}">{text}</a>'


def _data(base: tuple[Mark, ...]) -> str:
    """Place of the match that gives the state in the comparison's list (docs/export.md)."""
    link = next((m.link for m in base if m.role in STATE_ROLES), None)
    return "" if link is None else f' data-match="{link}"'


def _by_paragraph(sentences: tuple[Sentence, ...], count: int) -> list[list[Sentence]]:
    out: list[list[Sentence]] = [[] for _paragraph in range(count)]
    for sentence in sentences:
        out[sentence.paragraph].append(sentence)
    return out


class _Stream:
    """Runs of a text, handed out by stretches that come in order."""

    def __init__(self, source: Iterator[Run]) -> None:
        self._source = source
        self._next = next(source, None)

    def within(self, start: int, end: int) -> Iterator[Run]:
        """The runs inside a stretch, cut at its edges."""
        while self._next is not None and self._next.end <= start:
            self._next = next(self._source, None)
        while self._next is not None and self._next.start < end:
            run = self._next
            yield Run(max(run.start, start), min(run.end, end), run.marks)
            if run.end > end:
                return
            self._next = next(self._source, None)
