"""The report of a mistake of the program's own, to be copied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from reader.i18n import _


class ReportDialog(QDialog):
    """Shows the report as plain text; nothing is sent anywhere."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("report")
        self.setWindowTitle(_("What went wrong"))
        self.resize(680, 420)
        intro = QLabel(self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        intro.setText(
            _("This is for whoever mends Readout. It is not sent anywhere: copy it and add it to a report if you like.")
        )
        self._text = QPlainTextEdit(report, self, readOnly=True)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setAccessibleName(_("Report"))
        buttons = QDialogButtonBox(self)
        copy = buttons.addButton(_("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        copy.clicked.connect(self._copy)
        close.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (intro, self._text, buttons):
            layout.addWidget(widget)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text.toPlainText())
