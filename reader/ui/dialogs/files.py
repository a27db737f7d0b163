"""Asking which files to open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from reader.i18n import _


def ask_files(parent: QWidget, title: str, folder: str, *, several: bool, done: Callable[[list[Path]], None]) -> None:
    """Asks for files that can be opened; ``done`` gets them unless the person changes their mind."""
    dialog = QFileDialog(parent, title, folder)
    dialog.setObjectName("open_files")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles if several else QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([_readable(), _("All files (*)")])
    dialog.filesSelected.connect(lambda names: done([Path(name) for name in names]))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _readable() -> str:
    from reader.loaders import ALL

    suffixes = " ".join(f"*{suffix}" for loader in ALL for suffix in loader.suffixes)
    return _("Readouts ({suffixes})").format(suffixes=suffixes)
