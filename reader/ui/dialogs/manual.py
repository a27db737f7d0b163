"""The manual in a window of its own, from the pages that come with the program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from reader.bundled import manual
from reader.i18n import _, language
from reader.ui.dialogs.fitting import resize_within_screen

_FIRST = {"zh": "zh.md", "vi": "vi.md"}
"""The page with which the manual opens, by the interface's language."""
_PICTURE = 760
"""Pixels of a picture's width at most."""


class ManualDialog(QDialog):
    """Pages of our own, the only ones that are shown as rich text. Links lead to other pages of the manual."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("manual")
        self.setWindowTitle(_("Manual"))
        self.pages = QTextBrowser(self)
        self.pages.setAccessibleName(_("Page of the manual"))
        self.pages.setOpenLinks(False)  # a link to another format would leave a blank page
        self.pages.anchorClicked.connect(self._follow)
        self._home = manual()
        self._page: Path | None = None
        self._before: list[Path] = []
        self.back = QPushButton(_("Back"), self)
        self.back.clicked.connect(self._go_back)
        contents = QPushButton(_("Contents"), self)
        contents.clicked.connect(lambda: self.open_page(self._home / "README.md"))
        close = QPushButton(_("Close"), self)
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addWidget(contents)
        row.addStretch(1)
        row.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 12)
        layout.addWidget(self.pages, 1)
        layout.addLayout(row)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Back), self, self._go_back)
        resize_within_screen(self, 900, 720)
        self.open_page(self._home / _FIRST.get(language().partition("-")[0], "README.md"))

    def open_page(self, page: Path) -> None:
        """Shows a page of the manual."""
        if self._page is not None and self._page != page:
            self._before.append(self._page)
        self._show(page)

    def _show(self, page: Path) -> None:
        self._page = page
        text = page.read_text(encoding="utf-8")
        self.pages.setSearchPaths([str(page.parent)])
        self.pages.setMarkdown(text)
        self.pages.document().setDefaultFont(self.font())
        self.pages.document().setDocumentMargin(18)
        self._fit_pictures()
        self.pages.setDocumentTitle(text.partition("\n")[0].lstrip("# "))
        self.back.setEnabled(bool(self._before))

    def _fit_pictures(self) -> None:
        """Makes pictures of the whole window as wide as the page."""
        document = self.pages.document()
        block = document.begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                piece = pieces.fragment()
                if piece.isValid() and piece.charFormat().isImageFormat():
                    cursor = self.pages.textCursor()
                    cursor.setPosition(piece.position())
                    cursor.setPosition(piece.position() + piece.length(), cursor.MoveMode.KeepAnchor)
                    picture = piece.charFormat().toImageFormat()
                    picture.setWidth(_PICTURE)
                    cursor.setCharFormat(picture)
                pieces += 1
            block = block.next()

    def _follow(self, address: QUrl) -> None:
        if address.scheme() in ("http", "https"):
            QDesktopServices.openUrl(address)
            return
        if self._page is None or not address.path():
            return
        target = (self._page.parent / address.path()).resolve()
        if target.suffix == ".md" and target.is_relative_to(self._home.parent.resolve()) and target.is_file():
            self.open_page(target)

    def _go_back(self) -> None:
        if self._before:
            self._show(self._before.pop())
