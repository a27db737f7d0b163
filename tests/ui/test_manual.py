"""The manual opens from Help without a network; every page can be reached, every picture is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from reader.bundled import manual
from reader.ui.dialogs.manual import ManualDialog
from reader.ui.window import Window

PAGES = sorted(manual().glob("*.md"))


@pytest.fixture
def dialog(window: Window) -> ManualDialog:
    window.actions_by_id["show_manual"].trigger()
    return next(one for one in window.findChildren(ManualDialog) if one.isVisible())


def links(page: Path) -> list[str]:
    return [
        one for one in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")) if not one.startswith("http")
    ]


def test_every_page_is_reached_from_the_first(dialog: ManualDialog) -> None:
    seen, todo = set(), [manual() / "README.md"]
    while todo:
        page = todo.pop()
        if page in seen:
            continue
        seen.add(page)
        dialog.open_page(page)
        assert dialog.pages.documentTitle()
        for link in links(page):
            target = (page.parent / link).resolve()
            assert target.exists(), f"{page.name} leads to {link}"
            if target.suffix == ".md" and target.parent == manual().resolve():
                dialog.pages.anchorClicked.emit(QUrl(link))
                assert dialog._page == target
                dialog._go_back()
                todo.append(manual() / target.name)
    assert sorted(seen) == PAGES


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_words_and_pictures_of_a_page_are_shown(dialog: ManualDialog, page: Path) -> None:
    dialog.open_page(page)
    text = dialog.pages.toPlainText()
    for heading in re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE):
        assert heading in text
    pictures = [link for link in links(page) if link.endswith(".png")]
    assert text.count("\N{OBJECT REPLACEMENT CHARACTER}") == len(pictures)
    for picture in pictures:
        assert not dialog.pages.document().resource(2, QUrl(picture)).isNull()


def test_links_leave_the_manual_only_for_our_own_pages(
    dialog: ManualDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda address: opened.append(address.toString()))
    before = dialog._page
    other = tmp_path / "page.md"
    other.write_text("# Elsewhere", encoding="utf-8")
    for address in (str(other), "../../../../../etc/passwd", "file:///etc/passwd", "nothing.md", "#top"):
        dialog.pages.anchorClicked.emit(QUrl(address))
    assert dialog._page == before
    assert opened == []
    dialog.pages.anchorClicked.emit(QUrl("https://example.org/"))
    assert opened == ["https://example.org/"]
    assert dialog._page == before


def test_back_and_contents(dialog: ManualDialog, qtbot: QtBot) -> None:
    assert not dialog.back.isEnabled()
    first = dialog._page
    dialog.open_page(manual() / "notes.md")
    assert dialog.back.isEnabled()
    dialog.back.click()
    assert dialog._page == first
