"""One reader's way through the program, from dropping two files to coming back to the same place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from reader.marks import Lens, Role
from reader.model import Side
from reader.reading import read
from reader.ui.views.sidebar import CHANGES, DOCUMENTS
from reader.ui.window import Window

_WHO = "Nguyen Phu Trong"


def test_from_dropping_two_files_to_the_same_place_again(
    open_window: Callable[[], Window], pair: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window()
    session = window.session

    def settled() -> None:
        qtbot.waitUntil(lambda: not session.busy, timeout=20_000)

    # Two files are dropped, the later one first.
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in reversed(pair)])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(500, 400), copy, data, left, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(500, 400), copy, data, left, none))
    settled()
    for side, path in zip(Side, pair, strict=True):
        # Each paragraph is a block of its own in the pane; the words are the document's.
        assert window.reading.panes[side].toPlainText().split() == read(path).text.split()

    # Nguyen Phu Trong is picked in the sidebar: exactly his sentences are chosen, on both sides.
    view = window.sidebar.views[DOCUMENTS]
    model = view.model()
    entry = next(
        model.index(row, 0, top)
        for top in (model.index(k, 0, QModelIndex()) for k in range(model.rowCount()))
        for row in range(model.rowCount(top))
        if model.index(row, 0, top).data() == _WHO
    )
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(entry).center())
    for side in Side:
        document = session.document(side)
        chosen = [document.text[m.start : m.end] for m in session.marks.of(side) if m.role is Role.CHOSEN]
        assert chosen == [s.text for s in document.sentences if s.speaker == _WHO]
        assert chosen
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not session.filter

    # The changes are walked.
    QTest.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert window.sidebar.views[CHANGES].hasFocus()
    for number in range(1, 5):
        QTest.keyClick(window, Qt.Key.Key_F8)
        assert window.legend.place_text() == f"Difference {number} of {len(session.differences())}"
    focus = session.focus

    # The lens changes, the place does not.
    QTest.keyClick(window, Qt.Key.Key_2)
    assert session.lens is Lens.SHARED
    assert session.focus == focus

    # A word is found.
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(window.find_bar.findChild(QLineEdit), "strategic")
    assert window.reading.find("strategic") == tuple(session.document(s).text.count("strategic") for s in Side)
    QTest.keyClick(window.find_bar.findChild(QLineEdit), Qt.Key.Key_Escape)

    # The finding is handed on.
    page = tmp_path / "finding.html"
    session.export_to(page, "html")
    settled()
    assert all(s.text in _unescaped(page) for s in session.left.sentences[:3])

    # The sides are swapped, and swapped back.
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    settled()
    assert window.reading.panes[Side.LEFT].toPlainText().split() == read(pair[1]).text.split()
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    settled()
    assert session.focus == focus

    # The window is closed, opened again, and the reader goes on.
    QTest.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not window.isVisible()
    window = open_window()
    session = window.session
    go_on = next(b for b in window.start.findChildren(QPushButton) if b.isVisible() and b.text().startswith("Go on"))
    qtbot.mouseClick(go_on, Qt.MouseButton.LeftButton)
    settled()
    assert session.lens is Lens.SHARED
    qtbot.waitUntil(lambda: session.focus == focus)
    assert window.reading.panes[Side.LEFT].toPlainText().split() == read(pair[0]).text.split()


def _unescaped(page: Path) -> str:
    import re
    from html import unescape

    return unescape(re.sub(r"<[^>]*>", "", page.read_text(encoding="utf-8")))
