"""What a loader leaves out, counted in words or characters: the receipt that nothing was dropped in silence."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum

from reader.i18n import _, ngettext
from reader.patterns import deferred

_WORD = deferred("[\u2e80-\u9fff\uac00-\ud7a3]|[^\\W\u2e80-\u9fff\uac00-\ud7a3]+")
_UNPARTED = deferred("[\u2e80-\u9fff]")


class Reason(StrEnum):
    """Why words of a document are no part of its text."""

    MARGINS = "margins"
    CONTENTS = "contents"
    COMMENTS = "comments"
    DELETED = "deleted"
    MOVED = "moved"
    HIDDEN = "hidden"
    READING_AIDS = "reading aids"
    DIAGRAMS = "diagrams"


class LeftOut:
    """Words left out, by reason."""

    def __init__(self) -> None:
        self._said: defaultdict[Reason, list[str]] = defaultdict(list)
        self.resolved_changes = False
        """Whether the document records changes: insertions are in the text, deletions are not."""

    def add(self, reason: Reason, text: str) -> None:
        """Adds text, a piece of a word or more; a piece that ends a word ends in white space."""
        self._said[reason].append(text)

    def words(self, reason: Reason) -> int:
        """How many words were left out for a reason; a Chinese character counts as one."""
        return sum(1 for _word in _WORD.finditer("".join(self._said.get(reason, ()))))

    def _told(self, reason: Reason, name: str) -> str:
        """What was left out and how much of it: in characters where most of it is not parted into words."""
        count = self.words(reason)
        unparted = sum(1 for _character in _UNPARTED.finditer("".join(self._said[reason])))
        if 2 * unparted > count:
            told = ngettext("{what} ({count} character)", "{what} ({count} characters)", count)
        else:
            told = ngettext("{what} ({count} word)", "{what} ({count} words)", count)
        return told.format(what=name, count=count)

    def receipt(self) -> tuple[str, ...]:
        """One sentence on what was left out and one on recorded changes, where there is something to say."""
        names = {
            Reason.MARGINS: _("page headers and footers"),
            Reason.CONTENTS: _("table of contents"),
            Reason.COMMENTS: _("comments"),
            Reason.DELETED: _("deleted text"),
            Reason.MOVED: _("words moved elsewhere in the text"),
            Reason.HIDDEN: _("hidden text"),
            Reason.READING_AIDS: _("reading aids above the line"),
            Reason.DIAGRAMS: _("words in diagrams and charts"),
        }
        told = [self._told(reason, name) for reason, name in names.items() if self.words(reason)]
        sentences: tuple[str, ...] = ()
        if told:
            sentences += (_("Left out of the document: {list}.").format(list=", ".join(told)),)
        if self.resolved_changes:
            sentences += (_("The document records changes; its text is shown as if all of them were accepted."),)
        return sentences
