"""What this program is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from reader import __version__
from reader.i18n import _


class AboutDialog(QDialog):
    """Version, licence, where settings are kept."""

    def __init__(self, settings: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        self.setWindowTitle(_("About Readout"))
        self.setFixedWidth(460)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for text, kind in (
            (_("Readout {version}").format(version=__version__), "title"),
            (
                _("Reads two official accounts of a meeting side by side: what was kept, reworded, dropped or is new."),
                "",
            ),
            (_("Everything runs on this computer; nothing is sent anywhere."), ""),
            (_("Licence: Apache 2.0. The sample readouts belong to their publishers."), "quiet"),
            (_("Settings are kept in {path}").format(path=settings), "quiet"),
            (_("Made with Qt {version}, which is under the LGPL 3.").format(version=qVersion()), "quiet"),
        ):
            label = QLabel(text, self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            if kind:
                label.setProperty(kind, True)
            layout.addWidget(label)
        buttons = QDialogButtonBox(self)
        buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole).clicked.connect(self.reject)
        layout.addWidget(buttons)
        self.adjustSize()
