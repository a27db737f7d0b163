"""Above a pane: the document's title, and in one line where it is from."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from reader.i18n import _, shown_date, shown_length
from reader.model import BoilerplateKind, Document, Order, Side
from reader.patterns import deferred
from reader.samples import samples
from reader.theme import Theme
from reader.ui.views.tooltip import tooltip
from reader.ui.work import presences_of


class Line(QLabel):
    """One line of plain text that is cut short with an ellipsis where it does not fit."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.whole = self._more = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str, more: str = "") -> None:
        """Shows a text; the whole of it is in the tooltip and for screen readers. ``more`` is only in the tooltip."""
        self.whole = " ".join(text.split())
        self._more = " ".join(more.split())
        self.setAccessibleName(self.whole)
        self.setAccessibleDescription(self._more)  # else the tooltip would be read out, with its tags
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        shown = self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        said = [self._more] if shown == self.whole else [self.whole, self._more]
        self.setToolTip(tooltip(*said))


class PaneHeader(QWidget):
    """Title and origin of a document, in line with the column of its pane."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_active = False
        self._shown: tuple[Document | None, Side, Order] = None, Side.LEFT, Order.UNKNOWN
        self.title = Line(self)
        self.origin = Line(self)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(28, 12, 28, 10)
        self._rows.setSpacing(1)
        self._rows.addWidget(self.title)
        self._rows.addWidget(self.origin)
        self.apply_theme(theme)

    def show_document(self, document: Document | None, side: Side, order: Order) -> None:
        """Names a document; None leaves the header bare."""
        shown = document, side, order
        if shown[0] is self._shown[0] and shown == self._shown:
            return
        self._shown = shown
        self.title.show_text(document.title if document else "")
        name = document.source.name if document else ""
        self.origin.show_text(origin(document, side, order) if document else "", name)

    def set_column(self, left: int, width: int) -> None:
        """Puts the text in line with a column of the pane below."""
        right = max(8, self.width() - left - width)
        self._rows.setContentsMargins(left, 12, right, 10)
        self.update()

    def set_active(self, active: bool) -> None:
        """Shows that the pane below has the keyboard."""
        self._is_active = active
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        """Takes over colours."""
        self._theme = theme
        for label, role in ((self.title, "ink"), (self.origin, "muted")):
            palette = label.palette()
            palette.setColor(QPalette.ColorRole.WindowText, QColor(theme[role]))
            label.setPalette(palette)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(self._theme["paper"]))
            margins = self._rows.contentsMargins()
            width = self.width() - margins.left() - margins.right()
            colour, high = ("accent", 2) if self._is_active else ("line", 1)
            painter.fillRect(margins.left(), self.height() - high, width, high, QColor(self._theme[colour]))


def origin(document: Document, side: Side, order: Order) -> str:
    """Where a document is from, in one line: publisher, date, language, length, whether it is the earlier one."""
    parts = [publisher(document) or document.source.name]
    if document.date:
        parts.append(shown_date(document.date))
    if document.language:  # of a text that is shown at a glance it is not known, and nothing is counted yet
        parts.append(language_name(document.language))
    if document.sentences:
        parts.append(_length(document))
    if order is not Order.UNKNOWN:
        earlier = (side is Side.LEFT) == (order is Order.LEFT_EARLIER)
        parts.append(_("earlier") if earlier else _("later"))
    return " · ".join(parts)


_AGENCY = deferred(r"[(（]([^()（）/\d]{2,30})[)）]")


def publisher(document: Document) -> str:
    """Who published a document: of a sample what is known of it, else the agency that its dateline names; or empty."""
    for sample in samples():
        if (sample.path.name, sample.title) == (document.source.name, document.title):
            return sample.source
    wanted = BoilerplateKind.DATELINE
    dateline = next((one for one in document.boilerplate if one.kind is wanted), None)
    found = _AGENCY.search(document.text, dateline.start, dateline.end) if dateline else None
    return found[1].strip() if found else ""


def _length(document: Document) -> str:
    """How long a document is, as it was counted when it was read."""
    count = presences_of(document).words
    return shown_length(count, document.language)


def language_name(tag: str) -> str:
    """The language of a tag, in the interface's language where that is known, or else the tag."""
    names = {
        "en": _("English"),
        "zh": _("Chinese"),
        "zh-Hans": _("Chinese, simplified"),
        "zh-Hant": _("Chinese, traditional"),
        "vi": _("Vietnamese"),
        "und": _("language unknown"),
    }
    if tag in names:
        return names[tag]
    name = QLocale.languageToString(QLocale(tag).language())
    return tag if name in ("C", "") else name
