"""The text of an OpenDocument text and its margins: from elements to a Flow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from reader.loaders.blocks import LINE_BREAK
from reader.loaders.flow import Flow, Note
from reader.loaders.left_out import Reason
from reader.loaders.odt_styles import Style, Styles
from reader.model import ParagraphKind

# No words of the text: who changed what and when, descriptions of pictures, numbers of items, programs.
_IGNORED: Final = frozenset(
    "office:change-info office:event-listeners office:scripts office:forms svg:title svg:desc text:number text:script "
    "script:event-listeners math:annotation text:index-title-template text:sequence-decls text:user-field-decls "
    "text:variable-decls draw:image-map".split()
)
_SIGNS: Final = {"text:s": " ", "text:tab": "\t", "text:line-break": LINE_BREAK}
_MUTED: Final = {
    "text:tracked-changes": Reason.DELETED,
    "text:table-of-content": Reason.CONTENTS,
    "office:annotation": Reason.COMMENTS,
    "table:covered-table-cell": Reason.HIDDEN,
    "style:header": Reason.MARGINS,
    "style:header-left": Reason.MARGINS,
    "style:header-first": Reason.MARGINS,
    "style:footer": Reason.MARGINS,
    "style:footer-left": Reason.MARGINS,
    "style:footer-first": Reason.MARGINS,
}
# What holds paragraphs of its own though it stands within one.
_BOXES: Final = frozenset(
    "draw:text-box draw:custom-shape draw:rect draw:ellipse draw:circle draw:polygon draw:polyline draw:path draw:line "
    "draw:connector draw:caption draw:regular-polygon draw:measure draw:image".split()
)


class OdtText:
    """A visitor of the parts with styles and text; of styles.xml first."""

    def __init__(self, flow: Flow, styles: Styles, *, embedded: Callable[[str], None]) -> None:
        """``embedded`` is called with the address of each object (a formula, a chart), where it lies."""
        self.has_text = False
        """Whether there is a text: a spreadsheet has none."""
        self._flow = flow
        self._styles = styles
        self._ignored = 0
        # What is open, innermost last. Of a paragraph its style and whether it is hidden; None for what holds others.
        self._paragraphs: list[tuple[Style, bool] | None] = []
        self._boxed: list[bool] = []
        self._hidden: list[bool] = []
        self._sections: list[bool] = []
        self._lists = [0]
        self._first_of_item = False
        self._notes: list[tuple[str, bool, Note | None]] = []
        self._citation: list[str] | None = None
        self._counted = 0
        self._starts: dict[str, Callable[[Mapping[str, str]], None]] = {
            "office:text": self._start_text,
            "text:p": self._start_paragraph,
            "text:h": self._start_paragraph,
            "text:span": self._start_span,
            "text:section": self._start_section,
            "text:hidden-text": self._hidden_text,
            "text:hidden-paragraph": self._hidden_paragraph,
            "text:list": lambda _attributes: self._nest(1),
            "text:list-item": self._start_item,
            "text:ruby-text": lambda _attributes: flow.mute(Reason.READING_AIDS),
            "text:insertion": self._change,
            "text:deletion": self._change,
            "text:note": self._start_note,
            "text:note-citation": self._start_citation,
            "text:note-body": self._start_note_body,
            "table:table-row": lambda _attributes: flow.open_row(),
            "table:table-cell": lambda _attributes: self._start_holder(flow.open_cell),
            "draw:object": lambda attributes: embedded(attributes.get("xlink:href", "")),
            **dict.fromkeys(_BOXES, lambda _attributes: self._start_holder(flow.open_box)),
        }
        self._ends: dict[str, Callable[[], None]] = {
            "text:p": self._end_paragraph,
            "text:h": self._end_paragraph,
            "text:span": self._end_span,
            "text:section": self._end_section,
            "text:list": lambda: self._nest(-1),
            "text:ruby-text": flow.unmute,
            "text:note": self._end_note,
            "text:note-citation": self._end_citation,
            "text:note-body": self._end_note_body,
            "table:table-row": flow.close_row,
            "table:table-cell": lambda: self._end_holder(flow.close_cell),
            **dict.fromkeys(_BOXES, lambda: self._end_holder(flow.close_box)),
        }

    # --- the visitor

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if self._ignored or name in _IGNORED:
            self._ignored += 1
        elif name in _SIGNS:
            self._say(_SIGNS[name])
        elif name in _MUTED:
            self._start_holder(lambda: self._flow.mute(_MUTED[name]))
        elif begin := self._starts.get(name):
            begin(attributes)
        elif name.startswith("style:"):
            self._styles.start(name, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._ignored:
            self._ignored -= 1
        elif name in _MUTED:
            self._end_holder(self._flow.unmute)
        elif end := self._ends.get(name):
            end()

    def words(self, text: str) -> None:
        """Characters, which count only within paragraphs: between them they lay out the file."""
        if self._ignored:
            return
        if self._citation is not None:
            self._citation.append(text)
        else:
            self._say(text)

    def _say(self, text: str) -> None:
        if self._paragraphs and self._paragraphs[-1] is not None:
            hidden = self._paragraphs[-1][1] or any(self._hidden[-1:])
            self._flow.say(text, leave_out=Reason.HIDDEN if hidden else None)

    def _start_text(self, _attributes: Mapping[str, str]) -> None:
        self.has_text = True

    # --- paragraphs, spans, sections

    def _start_paragraph(self, attributes: Mapping[str, str]) -> None:
        style = self._styles.style("paragraph", attributes.get("text:style-name"))
        boxed = bool(self._paragraphs) and self._paragraphs[-1] is not None
        if boxed:
            self._flow.open_box()
        self._boxed.append(boxed)
        self._paragraphs.append((style, style.hidden))
        self._hidden.append(False)
        self._flow.begin_paragraph(*self._kind(style, attributes.get("text:outline-level")))

    def _kind(self, style: Style, outline: str | None) -> tuple[ParagraphKind, int]:
        if outline is not None and not style.is_title:
            return ParagraphKind.HEADING, int(outline) if outline in set("123456789") else 1
        first, self._first_of_item = self._first_of_item, False
        if style.kind is ParagraphKind.PARAGRAPH and self._lists[-1] and first:
            return ParagraphKind.LIST_ITEM, self._lists[-1]
        return style.kind, style.level

    def _end_paragraph(self) -> None:
        paragraph = self._paragraphs.pop()
        self._hidden.pop()
        self._flow.end_paragraph(is_title=paragraph is not None and paragraph[0].is_title)
        if self._boxed.pop():
            self._flow.close_box()

    def _start_span(self, attributes: Mapping[str, str]) -> None:
        style = self._styles.style("text", attributes.get("text:style-name"))
        self._hidden.append(style.hidden or any(self._hidden[-1:]))

    def _end_span(self) -> None:
        self._hidden.pop()

    def _start_section(self, attributes: Mapping[str, str]) -> None:
        hidden = attributes.get("text:display") == "none" or attributes.get("text:is-hidden") == "true"
        self._sections.append(hidden)
        if hidden:
            self._flow.mute(Reason.HIDDEN)

    def _end_section(self) -> None:
        if self._sections.pop():
            self._flow.unmute()

    def _hidden_text(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("text:is-hidden") == "true":
            self._flow.say(attributes.get("text:string-value", ""), leave_out=Reason.HIDDEN)

    def _hidden_paragraph(self, attributes: Mapping[str, str]) -> None:
        paragraph = self._paragraphs[-1] if self._paragraphs else None
        if paragraph is not None and attributes.get("text:is-hidden") == "true":
            self._paragraphs[-1] = paragraph[0], True

    def _start_item(self, _attributes: Mapping[str, str]) -> None:
        self._first_of_item = True

    def _nest(self, by: int) -> None:
        self._lists[-1] += by

    def _change(self, _attributes: Mapping[str, str]) -> None:
        self._flow.left_out.resolved_changes = True

    # --- what holds paragraphs of its own

    def _start_holder(self, opened: Callable[[], None]) -> None:
        opened()
        self._paragraphs.append(None)
        self._lists.append(0)

    def _end_holder(self, closed: Callable[[], None]) -> None:
        self._lists.pop()
        self._paragraphs.pop()
        closed()

    # --- notes

    def _start_note(self, attributes: Mapping[str, str]) -> None:
        self._counted += 1
        self._notes.append((str(self._counted), attributes.get("text:note-class") == "endnote", None))

    def _start_citation(self, attributes: Mapping[str, str]) -> None:
        self._citation = []

    def _end_citation(self) -> None:
        mark = " ".join("".join(self._citation or ()).split())
        self._citation = None
        if self._notes:
            key, at_end, _note = self._notes[-1]
            note = Note(mark or key, key, at_end)
            self._notes[-1] = key, at_end, note
            self._flow.call_note(note)

    def _start_note_body(self, _attributes: Mapping[str, str]) -> None:
        self._start_holder(self._flow.open_note)

    def _end_note_body(self) -> None:
        note = self._notes[-1][2] if self._notes else None
        # A note without a mark is as good as a box.
        self._end_holder(self._flow.close_box if note is None else lambda: self._flow.close_note(note))

    def _end_note(self) -> None:
        self._notes.pop()
