"""Passages for the clipboard: a sentence with its citation, or a pair, each as plain and as rich text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.export.escape import direction, html, isolated, writable
from reader.export.facts import label, long_date, side_title, speaker_name
from reader.i18n import _, ngettext, shown_list, shown_score
from reader.marks import Role
from reader.model import Comparison, Document, Judge, Match, Sentence, Side, Span
from reader.theme import SIGNS, state_name

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIDES = (Side.LEFT, Side.RIGHT)


@dataclass(frozen=True, slots=True)
class Clip:
    """What goes to the clipboard, in both forms at once."""

    plain: str
    html: str
    """A fragment of HTML, every word of the documents escaped; it needs no style sheet."""


def citation(document: Document, sentence: int) -> Clip:
    """A sentence in quotation marks with title, date, paragraph and sentence (both counted from 1) and file."""
    one = document.sentences[sentence]
    place = _place(document, one)
    lang = "" if document.language == "und" else f' lang="{html(document.language)}"'
    quote = f'<blockquote{lang} dir="{direction(one.text)}"><p>“{html(_line(one.text))}”</p></blockquote>'
    cited = f"<p>— <cite>{isolated(_line(document.title))}</cite>, {isolated(place)}</p>"
    return Clip(
        writable(f"“{_line(one.text)}”\n— {_line(document.title)}, {place}\n"),
        f"{quote}\n{cited}\n",
    )


def pair_clip(comparison: Comparison, link: int) -> Clip:
    """Both sides of a match with their changed words, each side with its citation; ``link`` is the match's index."""
    match = comparison.matches[link]
    head = _head(match)
    plain, rich = [head], [f"<p><b>{html(head)}</b></p>"]
    for side in _SIDES:
        document = comparison.document(side)
        found = [document.sentences[k] for k in match.sentences(side)]
        who = _who(comparison, side, found)
        cited = f"{_line(document.title)}, {_place(document, *found)}"
        spans = match.edits.spans(side)
        quote = " ".join(_line(one.text) for one in found)
        plain += ["", f"{who}:", f"“{quote}”", f"— {cited}"]
        lang = "" if document.language == "und" else f' lang="{html(document.language)}"'
        words = " ".join(_marked(one, spans) for one in found)
        rich += [
            f"<p>{isolated(who)}:</p>",
            f'<blockquote{lang} dir="{direction(quote)}"><p>“{words}”</p></blockquote>',
            f"<p>— {isolated(cited)}</p>",
        ]
    changed = _changed(comparison, match)
    return Clip(writable("\n".join([*plain, *changed]) + "\n"), "\n".join(rich) + "\n")


def _head(match: Match) -> str:
    role = Role(match.kind.value)
    parts = [f"{SIGNS[role]} {state_name(role)}"]
    if match.moved:
        parts.append(f"{SIGNS[Role.MOVED]} {state_name(Role.MOVED)}")
    if match.by is Judge.READER:
        parts.append(_("joined by the reader"))
    else:
        parts.append(_("score {score}").format(score=shown_score(match.score)))
    return ", ".join(parts)


def _who(comparison: Comparison, side: Side, found: Sequence[Sentence]) -> str:
    """*Earlier text, L3 and L4, Xi Jinping*: as the page names them."""
    names = " ".join(label(side, one.index) for one in found)
    speakers = dict.fromkeys(speaker_name(one.speaker) for one in found)
    return f"{side_title(comparison, side)}, {names} ({', '.join(speakers)})"


def _changed(comparison: Comparison, match: Match) -> list[str]:
    """Changed words in plain text, where nothing can be bold; empty where no word changed."""
    lines = []
    for side in _SIDES:
        document = comparison.document(side)
        words = [f"“{_line(document.words_of(span))}”" for span in match.edits.spans(side)]
        if words:
            names = {
                Side.LEFT: _("Changed words on the left: {words}"),
                Side.RIGHT: _("Changed words on the right: {words}"),
            }
            lines.append(names[side].format(words=shown_list(words)))
    return ["", *lines] if lines else []


def _marked(sentence: Sentence, spans: Sequence[Span]) -> str:
    """The sentence escaped, its changed words bold and underlined."""
    out, at = [], sentence.start
    for start, end in spans:
        if not at <= start < end <= sentence.end:
            continue
        before, words = (sentence.text[a - sentence.start : b - sentence.start] for a, b in ((at, start), (start, end)))
        out += [html(before), f"<b><u>{html(words)}</u></b>"]
        at = end
    out.append(html(sentence.text[at - sentence.start :]))
    return "".join(out)


def _place(document: Document, *found: Sentence) -> str:
    """Date, paragraph, sentences and file."""
    paragraphs, sentences = sorted({one.paragraph + 1 for one in found}), [one.index + 1 for one in found]
    paragraph = ngettext("paragraph {numbers}", "paragraphs {numbers}", len(paragraphs))
    sentence = ngettext("sentence {numbers} of {total}", "sentences {numbers} of {total}", len(sentences))
    where = (
        paragraph.format(numbers=_numbers(paragraphs)),
        sentence.format(numbers=_numbers(sentences), total=len(document.sentences)),
    )
    return ", ".join(part for part in (long_date(document.date), *where, _line(document.source.name)) if part)


def _numbers(found: Sequence[int]) -> str:
    """*3* or *3–5* or *3, 7*."""
    if len(found) > 1 and found[-1] - found[0] == len(found) - 1:
        return f"{found[0]}–{found[-1]}"
    return ", ".join(str(one) for one in found)


def _line(text: str) -> str:
    return " ".join(text.split())
