"""Asking which files to open and where to write."""

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


def ask_target(parent: QWidget, folder: str, stem: str, done: Callable[[Path, str], None]) -> None:
    """Asks where to write and in which format; ``done`` gets the path and the exporter's name."""
    from reader.export import ALL

    filters = {f"{exporter.label} (*{exporter.suffix})": exporter for exporter in ALL}
    dialog = QFileDialog(parent, _("Export the comparison"), folder)
    dialog.setObjectName("export_comparison")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(filters))
    dialog.setDefaultSuffix(ALL[0].suffix.lstrip("."))
    dialog.filterSelected.connect(lambda name: dialog.setDefaultSuffix(filters[name].suffix.lstrip(".")))
    dialog.selectFile(stem + ALL[0].suffix)

    def chosen(name: str) -> None:
        by_filter = filters[dialog.selectedNameFilter()]
        path = Path(name)
        # What a person typed as the ending counts for more than the list they may not have looked at.
        exporter = next((one for one in ALL if one.suffix == path.suffix.lower()), by_filter)
        done(path, exporter.name)

    dialog.fileSelected.connect(chosen)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _readable() -> str:
    from reader.loaders import ALL

    suffixes = " ".join(f"*{suffix}" for loader in ALL for suffix in loader.suffixes)
    return _("Readouts ({suffixes})").format(suffixes=suffixes)
