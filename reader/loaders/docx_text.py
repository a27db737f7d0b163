"""The text of a Word document, its notes, margins and comments: from elements to a Flow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from reader.loaders.blocks import LINE_BREAK
from reader.loaders.docx_parts import Style, Styles, is_on, number
from reader.loaders.fields import LONGEST, equation
from reader.loaders.flow import Flow, Note, roman
from reader.loaders.left_out import Reason
from reader.loaders.symbol_fonts import symbol
from reader.model import ParagraphKind

_SPOKEN: Final = frozenset(("w:t", "w:delText", "m:t", "a:t"))
# How things looked before a recorded change, and words at the place they were moved away from.
_IGNORED: Final = frozenset(
    "w:pPrChange w:rPrChange w:sectPrChange w:tblPrChange w:tblPrExChange w:trPrChange w:tcPrChange w:tblGridChange "
    "w:numberingChange".split()
)
_SIGNS: Final = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": LINE_BREAK,
    "w:cr": LINE_BREAK,
    "a:br": LINE_BREAK,
    "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "\xad",
}
_BODY_LEVEL: Final = 9


@dataclass(slots=True)
class _Paragraph:
    style: Style
    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    joined: bool = False
    """Its end was deleted: the next one goes on with it."""
    muted: bool = False


class DocxText:
    """A visitor of the parts that hold text. One serves for all parts of a document, the text itself first."""

    def __init__(self, flow: Flow, styles: Styles, *, embedded: Callable[[str], None]) -> None:
        """``embedded`` is called with the id of each document that lies in this one as a whole, where it lies."""
        self.outermost = ""
        """Name of the element that holds all of the part."""
        self._flow = flow
        self._styles = styles
        self._path: list[str] = []
        self._ignored_at = 0
        self._paragraphs: list[_Paragraph] = []
        self._hidden_runs: list[bool] = []
        self._fields: list[str] = []
        # Of each row, form and choice that is open: whether it is muted, or has been made.
        self._rows: list[bool] = []
        self._forms: list[bool] = []
        self._choices: list[bool] = []
        self._notes: dict[tuple[str, bool], Note] = {}
        self._counts = {False: 0, True: 0}
        self._open_notes: list[Note | None] = []
        self._reading: Note | None = None
        self._waiting: tuple[str, bool] | None = None
        self._starts: dict[str, Callable[[Mapping[str, str]], None]] = {
            "w:p": self._start_paragraph,
            "a:p": self._start_paragraph,
            "w:r": self._start_run,
            "m:r": self._start_run,
            "w:tr": self._start_row,
            "w:tc": lambda _attributes: flow.open_cell(),
            "w:sdt": lambda _attributes: self._forms.append(False),
            "w:docPartGallery": self._gallery,
            "w:txbxContent": lambda _attributes: flow.open_box(),
            "a:txBody": lambda _attributes: flow.open_box(),
            "mc:AlternateContent": lambda _attributes: self._choices.append(False),
            "mc:Choice": self._choose,
            "mc:Fallback": self._choose,
            "w:del": lambda _attributes: self._start_deletion(Reason.DELETED),
            "w:moveFrom": lambda _attributes: self._start_deletion(Reason.MOVED),
            "w:ins": self._change,
            "w:moveTo": self._change,
            "w:rt": lambda _attributes: flow.mute(Reason.READING_AIDS),
            "w:sym": self._symbol,
            "w:fldChar": self._field,
            "w:footnoteReference": lambda attributes: self._call(attributes, at_end=False),
            "w:endnoteReference": lambda attributes: self._call(attributes, at_end=True),
            "w:footnote": lambda attributes: self._start_note(attributes, at_end=False),
            "w:endnote": lambda attributes: self._start_note(attributes, at_end=True),
            "w:altChunk": lambda attributes: embedded(attributes.get("r:id", "")),
            "w:pStyle": self._paragraph_style,
            "w:rStyle": self._run_style,
            "w:vanish": self._vanish,
            "w:outlineLvl": self._outline,
            "w:numId": self._list,
            "w:ilvl": self._list_level,
            "w:hidden": lambda attributes: self._mute_row(Reason.HIDDEN) if is_on(attributes) else None,
        }
        self._ends: dict[str, Callable[[], None]] = {
            "w:p": self._end_paragraph,
            "a:p": self._end_paragraph,
            "w:r": self._end_run,
            "m:r": self._end_run,
            "w:pPr": self._end_properties,
            "w:tr": self._end_row,
            "w:tc": flow.close_cell,
            "w:sdt": self._end_form,
            "w:txbxContent": flow.close_box,
            "a:txBody": flow.close_box,
            "mc:AlternateContent": self._end_choices,
            "w:del": self._end_deletion,
            "w:moveFrom": self._end_deletion,
            "w:rt": flow.unmute,
            "w:footnote": self._end_note,
            "w:endnote": self._end_note,
        }

    # --- the visitor

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if not self._path:
            self.outermost = name
        if not self._ignored_at:
            if name in _IGNORED:
                self._ignored_at = len(self._path) + 1
            elif name in _SIGNS:
                self._sign(name)
            elif begin := self._starts.get(name):
                begin(attributes)
        self._path.append(name)

    def end(self, name: str) -> None:
        """An element ends."""
        depth = len(self._path)
        self._path.pop()
        if not self._ignored_at:
            if end := self._ends.get(name):
                end()
        elif depth == self._ignored_at:
            self._ignored_at = 0

    def words(self, text: str) -> None:
        """Characters, which count only where words stand: between other tags they lay out the file."""
        if self._ignored_at or not self._path:
            return
        if self._path[-1] == "w:instrText" and self._fields:
            self._fields[-1] = (self._fields[-1] + text)[:LONGEST]
        if self._path[-1] not in _SPOKEN:
            return
        if self._waiting is not None:
            self._call_by(text.strip() or "*")
        elif self._reading is None or text.strip() != self._reading.mark:
            self._say(text)
        self._reading = None

    def _say(self, text: str) -> None:
        hidden = bool(self._hidden_runs) and self._hidden_runs[-1]
        self._flow.say(text, leave_out=Reason.HIDDEN if hidden else None)

    def _inside(self, *names: str) -> bool:
        return tuple(self._path[-len(names) :]) == names

    def _sign(self, name: str) -> None:
        if self._path and self._path[-1] in (
            "w:r",
            "m:r",
            "a:p",
        ):  # and not a place to jump to, which are called w:tab too
            self._say(_SIGNS[name])

    def _symbol(self, attributes: Mapping[str, str]) -> None:
        self._say(symbol(attributes.get("w:char", ""), attributes.get("w:font", "")))

    def _field(self, attributes: Mapping[str, str]) -> None:
        """A field begins or ends; its result, if it has one, is text like any other."""
        kind = attributes.get("w:fldCharType")
        if kind == "begin":
            self._fields.append("")
        elif kind == "end" and self._fields and (shown := equation(self._fields.pop())):
            self._say(shown.words)
            self._flow.say(shown.above, leave_out=Reason.READING_AIDS)

    # --- paragraphs and runs

    def _start_paragraph(self, _attributes: Mapping[str, str]) -> None:
        paragraph = _Paragraph(self._styles.style(self._styles.default_paragraph))
        self._paragraphs.append(paragraph)
        self._flow.begin_paragraph(*_kind(paragraph))

    def _paragraph_style(self, attributes: Mapping[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].style = self._styles.style(attributes.get("w:val"))

    def _outline(self, attributes: Mapping[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].outline = number(attributes.get("w:val", ""))

    def _list(self, attributes: Mapping[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].list_id = attributes.get("w:val")

    def _list_level(self, attributes: Mapping[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].list_level = number(attributes.get("w:val", ""))

    def _end_properties(self) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs[-1]
        if paragraph.style.is_contents and not paragraph.muted:
            paragraph.muted = True
            self._flow.mute(Reason.CONTENTS)
        self._flow.begin_paragraph(*_kind(paragraph))

    def _end_paragraph(self) -> None:
        paragraph = self._paragraphs.pop()
        if paragraph.muted:
            self._flow.end_paragraph()
            self._flow.unmute()
        elif not paragraph.joined:
            self._flow.end_paragraph(is_title=paragraph.style.is_title)

    def _start_run(self, _attributes: Mapping[str, str]) -> None:
        self._hidden_runs.append(bool(self._paragraphs) and self._paragraphs[-1].style.hidden)

    def _run_style(self, attributes: Mapping[str, str]) -> None:
        if self._hidden_runs and self._styles.style(attributes.get("w:val")).hidden:
            self._hidden_runs[-1] = True

    def _vanish(self, attributes: Mapping[str, str]) -> None:
        if self._inside("w:r", "w:rPr") or self._inside("m:r", "w:rPr"):
            self._hidden_runs[-1] = is_on(attributes)

    def _end_run(self) -> None:
        if self._waiting is not None:
            self._call_by("*")
        self._hidden_runs.pop()

    # --- tables, forms, choices

    def _start_row(self, _attributes: Mapping[str, str]) -> None:
        self._rows.append(False)
        self._flow.open_row()

    def _mute_row(self, reason: Reason) -> None:
        if self._rows and not self._rows[-1]:
            self._rows[-1] = True
            self._flow.mute(reason)

    def _end_row(self) -> None:
        if self._rows.pop():
            self._flow.unmute()
        self._flow.close_row()

    def _gallery(self, attributes: Mapping[str, str]) -> None:
        if self._forms and not self._forms[-1] and attributes.get("w:val") == "Table of Contents":
            self._forms[-1] = True
            self._flow.mute(Reason.CONTENTS)

    def _end_form(self) -> None:
        if self._forms.pop():
            self._flow.unmute()

    def _choose(self, _attributes: Mapping[str, str]) -> None:
        """The same drawing is given in several ways; the first is taken."""
        if not self._choices or self._choices[-1]:
            self._ignored_at = len(self._path) + 1
        else:
            self._choices[-1] = True

    def _end_choices(self) -> None:
        self._choices.pop()

    # --- recorded changes

    def _change(self, _attributes: Mapping[str, str]) -> None:
        self._flow.left_out.resolved_changes = True

    def _start_deletion(self, reason: Reason) -> None:
        self._flow.left_out.resolved_changes = True
        if self._inside("w:pPr", "w:rPr"):
            if self._paragraphs:
                self._paragraphs[-1].joined = True
        elif self._inside("w:trPr"):
            self._mute_row(reason)
        elif not self._in_properties():
            self._flow.mute(reason)

    def _end_deletion(self) -> None:
        if not self._in_properties():
            self._flow.unmute()

    def _in_properties(self) -> bool:
        return bool(self._path) and self._path[-1].endswith("Pr")

    # --- notes

    def _call(self, attributes: Mapping[str, str], *, at_end: bool) -> None:
        key = attributes.get("w:id", ""), at_end
        if attributes.get("w:customMarkFollows", "0") in ("1", "true", "on"):
            self._waiting = key
            return
        if key not in self._notes:
            self._counts[at_end] += 1
            count = self._counts[at_end]
            self._notes[key] = Note(roman(count) if at_end else str(count), key[0], at_end)
        self._flow.call_note(self._notes[key])

    def _call_by(self, sign: str) -> None:
        """Calls a note by a sign of the writer's own, which stands in the text after the place that asks for it."""
        if self._waiting is not None:
            key, at_end = self._waiting
            note = self._notes.setdefault((key, at_end), Note(sign, key, at_end))
            self._flow.call_note(note)
        self._waiting = None

    def _start_note(self, attributes: Mapping[str, str], *, at_end: bool) -> None:
        self._reading = self._notes.get((attributes.get("w:id", ""), at_end))
        self._open_notes.append(self._reading)
        self._flow.open_note()
        if self._reading is None:  # the line above notes, or what only deleted words called
            self._flow.mute(Reason.DELETED)

    def _end_note(self) -> None:
        note = self._open_notes.pop()
        if note is None:
            self._flow.unmute()
        self._flow.close_note(note)


def _kind(paragraph: _Paragraph) -> tuple[ParagraphKind, int]:
    style = paragraph.style
    if paragraph.outline is not None and paragraph.outline < _BODY_LEVEL:
        return ParagraphKind.HEADING, paragraph.outline + 1
    if style.kind is not ParagraphKind.PARAGRAPH:
        return style.kind, style.level
    list_id = style.list_id if paragraph.list_id is None else paragraph.list_id
    if list_id in (None, "", "0"):
        return ParagraphKind.PARAGRAPH, 0
    level = style.list_level if paragraph.list_level is None else paragraph.list_level
    return ParagraphKind.LIST_ITEM, level + 1
