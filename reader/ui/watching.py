"""Notices when a file that is shown is changed, moved or deleted by another program. Nothing is read unasked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from reader.i18n import _
from reader.model import Side
from reader.ui import tasks
from reader.ui.messages import Choice, Level, Notice
from reader.ui.session import Session

_CALM = 400
"""Milliseconds without a change after which a file is looked at: programs write in several steps."""


class Watching(QObject):
    """Watches the files of a session, and their folders, since many programs write a file by putting another there."""

    def __init__(self, session: Session, withdraw: Callable[[str], object], parent: QObject | None = None) -> None:
        super().__init__(parent or session)
        self._session = session
        self._withdraw = withdraw
        self._watcher: QFileSystemWatcher | None = None
        self._seen: dict[Side, str | None] = dict.fromkeys(Side)
        """What of each file was told last: its hash, or empty where it was gone."""
        self._calm = QTimer(self, singleShot=True, interval=_CALM)
        self._calm.timeout.connect(self._look)
        session.documents_changed.connect(self._follow)

    def _follow(self) -> None:
        """Watches what is shown now."""
        paths = [path for path in self._session.paths.values() if path is not None]
        wanted = {str(place) for path in paths for place in (path, path.parent)}
        if self._watcher is None and wanted:
            self._watcher = QFileSystemWatcher(self)
            self._watcher.fileChanged.connect(lambda _path: self._calm.start())
            self._watcher.directoryChanged.connect(lambda _path: self._calm.start())
        if self._watcher is not None:
            known = {*self._watcher.files(), *self._watcher.directories()}
            if gone := known - wanted:
                self._watcher.removePaths(sorted(gone))
            if new := [place for place in sorted(wanted - known) if Path(place).exists()]:
                self._watcher.addPaths(new)
        for side in Side:
            document = self._session.document(side)
            digest = document.source.sha256 if document is not None else None
            if self._seen[side] != digest:
                self._seen[side] = digest
                self._withdraw(_about(side))

    def _look(self) -> None:
        for side, path in self._session.paths.items():
            if path is not None:
                tasks.run(
                    partial(_digest, path),
                    done=partial(self._compare, side, path),
                    failed=lambda _error: None,
                )
        self._follow()  # a file that was replaced is watched no longer

    def _compare(self, side: Side, path: Path, digest: str) -> None:
        document = self._session.document(side)
        if document is None or self._session.paths[side] != path or digest == self._seen[side]:
            return
        self._seen[side] = digest
        if digest == document.source.sha256:
            self._withdraw(_about(side))
            return
        self._session.notice_posted.emit(self._notice(side, path, is_gone=not digest))

    def _notice(self, side: Side, path: Path, *, is_gone: bool) -> Notice:
        if is_gone:
            text = _("“{name}” is no longer where it was. Its text stays here as long as this window is open.")
            return Notice(Level.WARNING, text.format(name=path.name), about=_about(side))
        text = _("“{name}” was changed by another program since it was read.").format(name=path.name)
        choices = (
            Choice(_("Read again"), lambda: self._session.read_again([side])),
            Choice(_("Keep this text")),
        )
        return Notice(Level.WARNING, text, choices=choices, about=_about(side))


def _about(side: Side) -> str:
    return f"file {side.value}"


def _digest(path: Path) -> str:
    """SHA-256 of a file; empty where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
