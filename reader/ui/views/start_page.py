"""What the window shows while nothing is open: how to begin."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reader.i18n import _
from reader.ui.views.tooltip import tooltip

_WIDTH: Final = 560
"""Pixels of the column of text at most."""


class StartPage(QFrame):
    """A calm hint and three ways to begin."""

    open_wanted = Signal()
    samples_wanted = Signal()
    continue_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start")
        self.setAccessibleName(_("Start"))
        title = self._label(_("Two readouts, side by side"), "title")
        hint = self._label(
            _(
                "Open two official accounts of a call, a meeting or talks. Readout shows what was said again, what was "
                "said differently, what is new and what was not said this time."
            )
        )
        drop = self._label(_("You can also drop one or two files here, or paste a text with Ctrl+Shift+V."), "quiet")
        safe = self._label(_("Everything stays on this computer."), "quiet")
        buttons = QHBoxLayout()
        open_files = self._button(_("Open…"), self.open_wanted)
        open_files.setDefault(True)
        buttons.addWidget(open_files)
        buttons.addWidget(self._button(_("Look at two samples"), self.samples_wanted))
        buttons.addStretch(1)
        self._continue = self._button("", self.continue_wanted)
        self._continue.hide()
        column = QVBoxLayout()
        column.setSpacing(14)
        for widget in (title, hint):
            column.addWidget(widget)
        column.addLayout(buttons)
        column.addWidget(self._continue, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (drop, safe):
            column.addWidget(widget)
        holder = QWidget(self)
        holder.setMaximumWidth(_WIDTH)
        holder.setLayout(column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(40, 40, 40, 40)
        layout.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(holder, 8)
        middle.addStretch(1)
        layout.addLayout(middle)
        layout.addStretch(3)

    def offer_pair(self, pair: list[str]) -> None:
        """Offers to go on with the two files of the last time; an empty list offers nothing."""
        self._continue.setVisible(len(pair) == 2)
        if len(pair) == 2:
            metrics, room = self._continue.fontMetrics(), (_WIDTH - 160) // 2
            names = [metrics.elidedText(Path(path).name, Qt.TextElideMode.ElideMiddle, room) for path in pair]
            text = _("Go on with {left} and {right}").format(left=names[0], right=names[1])
            self._continue.setText(text.replace("&", "&&"))
            self._continue.setAccessibleDescription(", ".join(pair))
            self._continue.setToolTip(tooltip(*pair))

    def _label(self, text: str, kind: str = "") -> QLabel:
        label = QLabel(text, self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        if kind:
            label.setProperty(kind, True)
        return label

    def _button(self, text: str, wanted: SignalInstance) -> QPushButton:
        button = QPushButton(text, self)
        button.clicked.connect(wanted)
        return button
