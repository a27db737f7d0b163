"""The text of an RTF document: from tokens to a Flow.

Formatting holds until the end of the group in which it stands, so each group has a state of its own, which begins as
a copy of the one around it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from reader.errors import UnsafeFile
from reader.i18n import _
from reader.loaders.fields import LONGEST, equation
from reader.loaders.flow import Flow, Note, roman
from reader.loaders.left_out import Reason
from reader.loaders.limits import XML_DEPTH
from reader.loaders.rtf_letters import Letters
from reader.loaders.rtf_state import NO_OUTLINE, Into, State, Style, Styles, Tables
from reader.loaders.rtf_tokens import Kind, Token
from reader.loaders.rtf_words import LANGUAGES, MUTED, OPENED, PASSED_OVER, SAID, SIGNS
from reader.model import ParagraphKind
from reader.patterns import deferred

_ITEM: Final = deferred(r"\s*(?:[•◦▪–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\t")
_LONGEST_NAME: Final = 300


class RtfText:
    """Reads the tokens of one document."""

    def __init__(self, flow: Flow) -> None:
        self.title = ""
        """Title in the properties of the document."""
        self.language: str | None = None
        self.complete = False
        """Whether the file goes on to the end of its outermost group."""
        self._flow = flow
        self._tables = Tables(flow)
        self._state = State()
        self._around: list[State] = []
        self._skipped = 0
        # Whether the next token is the first of a group; whether programs that do not know it may pass over the group.
        self._first = self._optional = False
        self._letters = Letters(self._say)
        self._default_font = -1
        self._styles = Styles()
        self._style: Style | None = None
        self._instruction = ""
        self._fields: list[bool] = []
        self._counts = {False: 0, True: 0}
        self._numbered = False
        self._begins: dict[str, Callable[[], None]] = {
            "fonttbl": lambda: self._send(Into.FONT),
            "stylesheet": lambda: self._send(Into.STYLE),
            "info": lambda: self._send(Into.NOWHERE),
            "title": lambda: self._send(Into.TITLE),
            "shptxt": self._open_box,
            "dptxbxtext": self._open_box,
            "upr": self._twice,
            "field": self._open_field,
            "fldinst": self._open_instruction,
            "fldrslt": self._open_result,
            "listtext": self._list_marker,
            "pntext": self._list_marker,
            "footnote": self._open_note,
        }
        self._does: dict[str, Callable[[int], None]] = {
            "par": lambda _n: self._end_paragraph(),
            "sect": lambda _n: self._end_paragraph(),
            "cell": lambda _n: self._end_cell(1),
            "nestcell": lambda _n: self._end_cell(2),
            "row": lambda _n: self._end_row(1),
            "nestrow": lambda _n: self._end_row(2),
            "u": lambda number: self._letters.unicode(self._state, number),
            "chftn": self._number,
            "revised": self._change,
            "ansicpg": self._letters.set_page,
            "deff": self._set_default_font,
            "deflang": self._set_language,
            "fcharset": lambda number: self._letters.set_charset(self._state, number),
            "cpg": lambda number: self._letters.set_font_page(self._state, number),
            "plain": self._begin_plain_words,
            "s": self._set_style,
            "sbasedon": self._set_base,
            "outlinelevel": self._set_outline,
            "v": self._set_hidden,
            "deleted": self._set_deleted,
        }

    def read(self, tokens: Iterable[Token]) -> None:
        """Tells the flow of all there is. Raises UnsafeFile for groups nested deeper than XML_DEPTH."""
        for token in tokens:
            kind = token.kind
            if self._skipped:
                self._skipped += (kind is Kind.OPEN) - (kind is Kind.CLOSE)
                if not self._skipped:
                    self._close()
            elif kind is Kind.BYTES or kind is Kind.CODE:
                self._first = self._optional = False
                self._letters.take(token.data, coded=kind is Kind.CODE)
            else:
                self._letters.flush(self._state, in_text=self._state.into is Into.TEXT)
                self._structure(token)
        self._letters.flush(self._state, in_text=self._state.into is Into.TEXT)
        self.complete = not self._around
        while self._around:
            self._close()
        self._tables.leave()

    def _structure(self, token: Token) -> None:
        if token.kind is Kind.OPEN:
            self._open()
        elif token.kind is Kind.CLOSE:
            self._close()
        else:
            first, optional = self._first, self._optional
            self._first = self._optional = False
            if token.kind is Kind.WORD:
                if not (first and self._begin(token.word, optional=optional)):
                    self._control(token.word, token.number)
            elif token.word == "*":
                self._first = self._optional = first
            else:
                self._sign(token.word)

    # --- groups

    def _open(self) -> None:
        if len(self._around) >= XML_DEPTH:
            raise UnsafeFile(
                _("{file} is nested too deep to be read."),
                _("Copy its text into a plain text file (.txt) and open that."),
            )
        self._around.append(self._state)
        self._state = self._state.inner()
        self._first = True
        self._letters.pass_no_more()
        if self._around[-1].first_only:
            self._around[-1].first_only = False
            self._skipped = 1

    def _close(self) -> None:
        self._first = self._optional = False
        self._letters.pass_no_more()
        if not self._around:  # a brace too many; what follows is read all the same
            return
        if self._state.closed is not None:
            self._state.closed()
        self._state = self._around.pop()

    def _begin(self, word: str, *, optional: bool) -> bool:
        """Does what the first word of a group asks for; False where it is a word like any other."""
        if begin := self._begins.get(word):
            begin()
        elif word in MUTED:
            self._hold(lambda: self._flow.mute(MUTED[word]), self._flow.unmute)
        elif word in PASSED_OVER or (word.startswith("m") and word.endswith("Pr")) or (optional and word not in OPENED):
            self._skipped = 1
        else:
            return False
        return True

    def _send(self, into: Into) -> None:
        self._state.into = into

    def _hold(self, opened: Callable[[], None], closed: Callable[[], None]) -> None:
        """The group has paragraphs and tables of its own."""

        def close() -> None:
            self._tables.leave()
            closed()

        opened()
        self._tables.enter()
        self._state.begin_paragraph()
        self._state.closed = close

    def _open_box(self) -> None:
        if self._reason() is None:
            self._begin_paragraph()
        self._hold(self._flow.open_box, self._flow.close_box)

    def _twice(self) -> None:
        self._state.first_only = True

    def _list_marker(self) -> None:
        self._around[-1].in_list = True
        self._skipped = 1

    def _open_field(self) -> None:
        self._fields.append(False)
        self._state.closed = self._close_field

    def _close_field(self) -> None:
        self._fields.pop()

    def _open_instruction(self) -> None:
        self._state.into = Into.FIELD
        self._state.closed = self._close_instruction
        self._instruction = ""

    def _close_instruction(self) -> None:
        if shown := equation(self._instruction):
            self._state.into = Into.TEXT
            self._tell(shown.words)
            self._flow.say(shown.above, leave_out=Reason.READING_AIDS)
        if self._fields and self._instruction.split()[:1] == ["TOC"]:
            self._fields[-1] = True

    def _open_result(self) -> None:
        if any(self._fields[-1:]):
            self._hold(lambda: self._flow.mute(Reason.CONTENTS), self._flow.unmute)

    # --- notes

    def _number(self, _number: int) -> None:
        self._numbered = True

    def _open_note(self) -> None:
        reason, numbered = self._reason(), self._numbered
        self._numbered = False
        if reason is None:
            self._begin_paragraph()
        else:
            self._flow.mute(reason)
        state = self._state

        def closed() -> None:
            self._numbered = False
            self._flow.close_note(self._note(at_end=state.note_at_end, numbered=numbered), call=True)
            if reason is not None:
                self._flow.unmute()

        self._hold(self._flow.open_note, closed)

    def _note(self, *, at_end: bool, numbered: bool) -> Note:
        key = f"{self._counts[False]} {self._counts[True]}"
        self._counts[at_end] += 1
        count = self._counts[at_end]
        return Note((roman(count) if at_end else str(count)) if numbered else "*", key, at_end)

    # --- control words

    def _control(self, word: str, number: int | None) -> None:
        if word in SAID:
            self._letters.character(SAID[word])
            return
        self._letters.pass_no_more()
        if do := self._does.get(word):
            do(1 if number is None else number)
        else:
            self._letters.head(word)
            self._format(word, number)

    def _format(self, word: str, number: int | None) -> None:
        state = self._state
        match word:
            case "f":
                state.font = number or 0
            case "uc":
                state.replaced = max(0, number or 0)
            case "pard":
                state.begin_paragraph()
            case "ls":
                state.in_list = number != 0
            case "ilvl":
                state.list_level = max(0, number or 0)
            case "intbl":
                state.table_depth = max(1, state.table_depth)
            case "itap":
                state.table_depth = max(0, number or 0)
            case "ftnalt":
                state.note_at_end = True

    def _sign(self, sign: str) -> None:
        if sign in ("\n", "\r", "\r\n"):
            self._end_paragraph()
        elif sign in SIGNS:
            self._letters.character(SIGNS[sign])

    def _set_style(self, number: int) -> None:
        if self._state.into is Into.STYLE:
            self._style = self._styles.add(number)
        else:
            self._state.style = number

    def _set_base(self, number: int) -> None:
        if self._style is not None:
            self._style.based_on = number

    def _set_outline(self, number: int) -> None:
        if self._state.into is not Into.STYLE:
            self._state.outline = number
        elif self._style is not None:
            self._style.outline = number

    def _set_hidden(self, number: int) -> None:
        if self._state.into is not Into.STYLE:
            self._state.hidden = number != 0
        elif self._style is not None:
            self._style.hidden = number != 0

    def _set_deleted(self, number: int) -> None:
        self._state.deleted = number != 0
        self._change(number)

    def _change(self, _number: int) -> None:
        self._flow.left_out.resolved_changes = True

    def _set_default_font(self, number: int) -> None:
        self._default_font = self._state.font = number

    def _set_language(self, number: int) -> None:
        self.language = self.language or LANGUAGES.get(number & 0x3FF)

    def _begin_plain_words(self, _number: int) -> None:
        state = self._state
        state.hidden, state.deleted, state.font = False, False, self._default_font

    # --- words

    def _say(self, text: str) -> None:
        into = self._state.into
        if into is Into.TEXT:
            self._tell(text)
        elif into is Into.TITLE:
            self.title = (self.title + text)[:_LONGEST_NAME]
        elif into is Into.FIELD:
            self._instruction = (self._instruction + text)[:LONGEST]
        elif into is Into.FONT:
            self._letters.add_font_name(self._state, text)
        elif into is Into.STYLE and self._style is not None:
            self._style.name = (self._style.name + text)[:_LONGEST_NAME]

    def _tell(self, text: str) -> None:
        reason = self._reason()
        if reason is None:
            self._begin_paragraph()
        self._flow.say(text, leave_out=reason)

    def _reason(self) -> Reason | None:
        if self._state.deleted:
            return Reason.DELETED
        style = self._styles.resolved(self._state.style)
        if self._state.hidden or style.hidden:
            return Reason.HIDDEN
        return Reason.CONTENTS if style.is_contents else None

    # --- paragraphs, cells

    def _begin_paragraph(self) -> None:
        self._tables.to_depth(self._state.table_depth)
        if self._flow.is_blank:
            self._flow.begin_paragraph(*self._kind())

    def _kind(self) -> tuple[ParagraphKind, int]:
        state = self._state
        if 0 <= state.outline < NO_OUTLINE:
            return ParagraphKind.HEADING, state.outline + 1
        style = self._styles.resolved(state.style)
        if style.kind is ParagraphKind.PARAGRAPH and state.in_list:
            return ParagraphKind.LIST_ITEM, state.list_level + 1
        return style.kind, style.level

    def _end_paragraph(self) -> None:
        if self._state.deleted:  # the next one goes on with it
            return
        if self._state.into is not Into.TEXT:
            return
        if self._kind()[0] is ParagraphKind.PARAGRAPH and _ITEM.match(self._flow.beginning):
            self._flow.recast(ParagraphKind.LIST_ITEM, 1)
        self._flow.end_paragraph(is_title=self._styles.resolved(self._state.style).is_title)

    def _end_cell(self, level: int) -> None:
        if self._state.table_depth >= level:
            self._tables.to_depth(level)
        if not self._tables.end_cell(level):
            self._say("\t")

    def _end_row(self, level: int) -> None:
        if not self._tables.end_row(level):
            self._end_paragraph()
