"""What the window asks or tells of what it shows: which readout is earlier, how letters are to be read, languages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt

from reader.i18n import _
from reader.model import Document, Order, Side
from reader.ui.messages import Choice, Level, Notice
from reader.ui.session import Session

ORDER = "order"
"""What the question of the earlier readout is about."""
LANGUAGES = "languages"
"""What the notice of texts in two languages is about."""


class Questions(QObject):
    """Asks each question once for a pair of texts, in a notice that may be left unanswered."""

    def __init__(
        self,
        session: Session,
        called_earlier: Callable[[Side], object],
        choose_encoding: Callable[[Side], object],
        withdraw: Callable[[str], object],
        parent: QObject | None = None,
    ) -> None:
        """``called_earlier`` takes the reader's word, ``withdraw`` takes a question back that is settled."""
        super().__init__(parent or session)
        self._session = session
        self._called_earlier, self._choose_encoding, self._withdraw = called_earlier, choose_encoding, withdraw
        self._asked: object = None
        """The work for which the order was asked."""
        self._guessed: dict[Side, Document | None] = dict.fromkeys(Side)
        self._told: object = None
        """The work for which was told that its texts are in two languages."""
        # Not before the comparison is on the screen: a notice takes its time, and there are other things to do first.
        for ask in (self._ask_order, self._tell_languages):
            session.comparison_changed.connect(ask, Qt.ConnectionType.QueuedConnection)
        session.documents_changed.connect(self._ask_encodings)

    def _ask_order(self) -> None:
        session, comparison = self._session, self._session.comparison
        if comparison is None or comparison.left.text == comparison.right.text:
            return
        if comparison.summary.order is not Order.UNKNOWN:
            self._withdraw(ORDER)
            return
        if self._asked is session.work:
            return
        self._asked = session.work
        choices = tuple(
            Choice(text, partial(self._called_earlier, side))
            for side, text in ((Side.LEFT, _("The left one")), (Side.RIGHT, _("The right one")))
        )
        session.notice_posted.emit(
            Notice(Level.INFO, _order_question(comparison.left, comparison.right),
                   choices=(*choices, Choice(_("I do not know"))), about=ORDER)
        )  # fmt: skip

    def _tell_languages(self) -> None:
        session, comparison = self._session, self._session.comparison
        if comparison is None or self._told is session.work:
            return
        self._told = session.work
        if comparison.left.language == comparison.right.language:
            self._withdraw(LANGUAGES)
            return
        from reader.export.facts import two_languages

        if text := two_languages(comparison):
            session.notice_posted.emit(Notice(Level.WARNING, text, about=LANGUAGES))
        else:
            self._withdraw(LANGUAGES)

    def _ask_encodings(self) -> None:
        for side in Side:
            document = self._session.document(side)
            before = self._guessed[side]
            if document is None or (before is not None and before.source == document.source):
                continue
            self._guessed[side] = document
            if document.source.encoding_guessed and self._session.paths[side] is not None:
                self._ask_encoding(side, document)

    def _ask_encoding(self, side: Side, document: Document) -> None:
        from reader.loaders.encodings import shown

        text = _("“{name}” does not say how its letters are to be read; Readout took it for {encoding}.").format(
            name=document.source.name, encoding=shown(document.source.encoding or "")
        )
        choices = (
            Choice(_("It reads well")),
            Choice(_("Choose another …"), partial(self._choose_encoding, side)),
        )
        notice = Notice(Level.WARNING, text, choices=choices, about=f"encoding {side.value}")
        self._session.notice_posted.emit(notice)


def _order_question(left: Document, right: Document) -> str:
    if left.date and right.date:
        return _("Both readouts are of the same day. Which one is earlier?")
    if not left.date and not right.date:
        return _("No date was found in either readout. Which one is earlier?")
    where = left if not left.date else right
    return _("No date was found in “{name}”. Which readout is earlier?").format(name=where.title)
