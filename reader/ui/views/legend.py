"""The status line: the legend with counts that can be clicked, the place among the differences, the lock."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from reader.i18n import _, ngettext
from reader.marks import Lens, Role
from reader.model import Side
from reader.theme import SIGNS, Theme, sign_colour, state_name
from reader.ui.palette import colour
from reader.ui.session import Session

_ROLES = (Role.REWORDED, Role.DROPPED, Role.NEW, Role.ONLY_HERE, Role.ECHO, Role.SHARED)
"""The differences first: what stands at the other end of the line is their sum."""


class StateButton(QAbstractButton):
    """A state as it is marked in the text, its name and how many places it has; a click goes to the next one."""

    def __init__(self, role: Role, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.role = role
        self.theme = theme
        self.count = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_count(self, count: int, left: int, right: int) -> None:
        """Shows the number of places; ``left`` and ``right`` count sentences."""
        self.count = count
        self.setEnabled(count > 0)
        name = state_name(self.role)
        spoken = _("{state}: {count}, go to the next").format(state=name, count=count)
        self.setAccessibleName(spoken)
        self.setToolTip(
            _("{state}: {left} on the left, {right} on the right. Click to go to the next.").format(
                state=name, left=_sentences(left), right=_sentences(right)
            )
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        bold = metrics.horizontalAdvance(str(self.count)) * 12 // 10
        return QSize(24 + 6 + metrics.horizontalAdvance(state_name(self.role)) + 5 + bold + 10, metrics.height() + 10)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._draw_chip(painter, QRect(2, (self.height() - 18) // 2, 24, 18))
            painter.setFont(self.font())
            painter.setPen(colour(self.theme, "ink" if self.count else "muted"))
            name = state_name(self.role)
            rest = self.rect().adjusted(32, 0, 0, 0)
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, name)
            font = self.font()
            font.setBold(True)
            rest.adjust(self.fontMetrics().horizontalAdvance(name) + 5, 0, 0, 0)
            painter.setFont(font)
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, str(self.count))
            if self.underMouse() and self.isEnabled():
                painter.setPen(colour(self.theme, "muted"))
                bottom = self.height() - 4
                painter.drawLine(32, bottom, self.width() - 8, bottom)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)  # the chip has left its own
                painter.setPen(QPen(colour(self.theme, "accent"), 1.4))
                painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 4, 4)

    def _draw_chip(self, painter: QPainter, chip: QRect) -> None:
        sign = QColor(sign_colour(self.theme, self.role))
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        if self.role is Role.ECHO:
            # An echo is told in the text by its dotted formulation alone.
            painter.setPen(QPen(sign, 1.6, Qt.PenStyle.DotLine))
            painter.drawLine(chip.left() + 3, chip.bottom(), chip.right() - 3, chip.bottom())
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(self.theme, f"{self.role.value}_bg"))
            painter.drawRoundedRect(chip, 3, 3)
        painter.setPen(sign)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, SIGNS[self.role])


class Legend(QFrame):
    """The line at the bottom of the window."""

    lock_toggled = Signal()
    cancel_wanted = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", True)
        self.setAccessibleName(_("Legend and place"))
        self._session = session
        self.buttons = {role: StateButton(role, theme, self) for role in _ROLES}
        self._busy = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self._busy.setProperty("quiet", True)
        self._cancel = QToolButton(self)
        self._cancel.setProperty("flat", True)
        self._cancel.setText(_("Stop"))
        self._cancel.setToolTip(_("Stop reading or comparing; what is shown stays."))
        self._cancel.clicked.connect(self.cancel_wanted)
        self._cancel.hide()
        self._place = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self._place.setProperty("quiet", True)
        self._picked = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self._lock = QToolButton(self)
        self._lock.setProperty("flat", True)
        self._lock.clicked.connect(self.lock_toggled)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 3, 12, 3)
        layout.setSpacing(8)
        for role, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, role=role: session.focus_role(role))
            layout.addWidget(button)
        layout.addStretch(1)
        for widget in (self._busy, self._cancel, self._picked, self._place, self._lock):
            layout.addWidget(widget)
        # As high without the legend as with it: another height would have long texts laid out again.
        for kept in (self.buttons[Role.ECHO], self._lock):
            policy = kept.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            kept.setSizePolicy(policy)
        # What is done at once needs no word; only what lasts is told.
        self._wait = QTimer(self, singleShot=True, interval=300)
        self._wait.timeout.connect(self._tell_busy)
        self._part = 0.0
        """How far the work is, 0–1; 0 where it does not tell."""
        session.documents_changed.connect(self._show_itself)
        session.comparison_changed.connect(self._show_counts)
        session.focus_changed.connect(self._show_place)
        session.busy_changed.connect(self._show_busy)
        session.progress_changed.connect(self._show_progress)
        session.marks_changed.connect(self._show_picked)
        self.show_lock(True)
        self._show_counts()
        self._show_itself()

    def apply_theme(self, theme: Theme) -> None:
        """Draws with other colours."""
        for button in self.buttons.values():
            button.theme = theme
            button.update()

    def show_lock(self, is_locked: bool) -> None:
        """Says whether the panes move together."""
        self._lock.setText(_("Panes locked") if is_locked else _("Panes apart"))
        self._lock.setToolTip(
            _("The panes move together. Click to move one alone.")
            if is_locked
            else _("Each pane moves alone. Click to move them together.")
        )

    def place_text(self) -> str:
        """What the line says about the place among the differences."""
        return self._place.text()

    def _show_counts(self) -> None:
        comparison, walk = self._session.comparison, self._session.walk
        roles = [walk.counts[side] if walk else Counter[Role]() for side in Side]
        for role, button in self.buttons.items():
            if walk is not None:
                button.show_count(len(walk.stops.get(role, ())), *(sides[role] for sides in roles))
            is_usual = role in (Role.REWORDED, Role.ECHO) or (role is Role.SHARED and self._session.lens is Lens.SHARED)
            button.setVisible(walk is not None and (is_usual or button.count > 0))
        self._lock.setVisible(comparison is not None)
        self._show_place()

    def _show_place(self) -> None:
        count = len(self._session.differences())
        at, walk, focus = self._session.position(), self._session.walk, self._session.focus
        if self._session.comparison is None:
            is_one = (self._session.left is None) != (self._session.right is None)
            self._place.setText(_("Open a second readout to compare the two") if is_one else "")
        elif at is not None:
            self._place.setText(_("Difference {number} of {count}").format(number=at + 1, count=count))
        elif walk is not None and focus is not None:
            role = walk.role(focus)
            text = _("Echo {number} of {count}") if role is Role.ECHO else _("Shared {number} of {count}")
            self._place.setText(text.format(number=walk.number(focus) + 1, count=len(walk.stops[role])))
        else:
            self._place.setText(ngettext("{count} difference", "{count} differences", count).format(count=count))

    def _show_picked(self) -> None:
        """Says how many sentences fit the filter, since the sidebar that says it is on may be hidden."""
        fits = self._session.fits
        if fits is None:
            self._picked.setText("")
            return
        count = sum(map(sum, fits.values()))
        self._picked.setText(ngettext("{count} sentence picked", "{count} sentences picked", count).format(count=count))

    def _show_busy(self) -> None:
        self._part = 0.0
        if self._session.busy:
            self._wait.start()
            return
        self._wait.stop()
        self._busy.setText("")
        self._cancel.hide()
        self._show_itself()

    def _show_progress(self, part: float) -> None:
        self._part = part
        if self._busy.text():
            self._tell_busy()

    def _tell_busy(self) -> None:
        text = self._session.busy
        self._busy.setText(_("{work} {part} %").format(work=text, part=round(100 * self._part)) if self._part else text)
        self._cancel.setVisible(self._session.can_cancel)
        self._show_itself()

    def _show_itself(self) -> None:
        """The line is there as soon as there is something to say."""
        self.setVisible(bool(self._session.left or self._session.right or self._busy.text()))


def _sentences(count: int) -> str:
    return ngettext("{count} sentence", "{count} sentences", count).format(count=count)
