"""How every dialog of the window is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog


def show_dialog(dialog: QDialog) -> None:
    """Opens a dialog beside the work at hand and forgets it when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    QDialog.open(dialog)  # a print dialog has an open of its own
