from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from reader.marks import Lens
from reader.model import Side
from reader.reading import read
from reader.samples import samples
from reader.settings import Settings
from reader.theme import load_theme
from reader.ui.dialogs.address import AddressDialog
from reader.ui.session import Focus
from reader.ui.window import Window

_LONG = 20_000


def drop(window: Window, data: QMimeData, at: QPoint) -> None:
    """Drags something over the window and lets go, as the desktop would."""
    copy, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, copy, data, button, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(at), copy, data, button, none))


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def settled(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.session.busy, timeout=_LONG)


def pane_point(window: Window, side: Side) -> QPoint:
    pane = window.reading.panes[side]
    return pane.mapTo(window, pane.rect().center())


def test_an_empty_window_shows_how_to_begin(window: Window, qtbot: QtBot) -> None:
    assert window.start.isVisible()
    assert not window.reading.isVisible()
    buttons = {button.text(): button for button in window.start.findChildren(QPushButton) if button.isVisible()}
    assert list(buttons) == ["Open…", "Look at two samples"]
    qtbot.mouseClick(buttons["Look at two samples"], Qt.MouseButton.LeftButton)
    settled(window, qtbot)
    assert window.session.comparison is not None
    assert window.reading.isVisible()
    assert not window.start.isVisible()


def test_two_files_dropped_on_the_window_are_compared(window: Window, pair: list[Path], qtbot: QtBot) -> None:
    drop(window, files(*pair), QPoint(400, 400))
    settled(window, qtbot)
    assert window.session.paths == {Side.LEFT: pair[0], Side.RIGHT: pair[1]}


@pytest.mark.parametrize("side", list(Side))
def test_a_file_dropped_on_a_pane_goes_there(compared: Window, pair: list[Path], side: Side, qtbot: QtBot) -> None:
    other = samples()[-1].path
    drop(compared, files(other), pane_point(compared, side))
    settled(compared, qtbot)
    assert compared.session.paths[side] == other
    assert compared.session.paths[side.other] in pair


def test_a_dropped_text_goes_where_it_is_dropped(compared: Window, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setText("Xi said one thing. Trong said another.")
    drop(compared, data, pane_point(compared, Side.LEFT))
    settled(compared, qtbot)
    assert compared.session.left.text == "Xi said one thing. Trong said another."
    assert compared.session.left.source.name == "dropped text"


def test_an_address_that_is_dropped_is_fetched_only_when_the_reader_says_so(window: Window, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl("http://127.0.0.1/readout.html")])
    drop(window, data, QPoint(400, 400))
    assert window.notices.texts() == [
        "“http://127.0.0.1/readout.html” stands on the web. Readout fetches it only if you say so."
    ]
    assert not window.session.busy
    (button,) = [one for one in window.notices.findChildren(QToolButton) if one.text() == "Fetch it"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.session.busy
    settled(window, qtbot)
    (said,) = window.notices.texts()
    assert "an address of this computer" in said


def test_an_address_is_asked_for_in_a_dialog(window: Window, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(" http://127.0.0.1/copied ")
    window.actions_by_id["open_address"].trigger()
    dialog = window.findChild(AddressDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.box.text() == "http://127.0.0.1/copied"
    dialog.side.setCurrentIndex(2)
    with qtbot.waitSignal(dialog.chosen) as chosen:
        QTest.keyClick(dialog.box, Qt.Key.Key_Return)
    assert chosen.args == ["http://127.0.0.1/copied", Side.RIGHT]
    settled(window, qtbot)
    assert window.session.right is None
    assert len(window.notices.texts()) == 1


def test_a_dropped_folder_is_a_notice_and_what_was_there_stays(compared: Window, tmp_path: Path, qtbot: QtBot) -> None:
    before = compared.session.comparison
    drop(compared, files(tmp_path), pane_point(compared, Side.RIGHT))
    settled(compared, qtbot)
    assert len(compared.notices.texts()) == 1
    assert compared.session.comparison is before
    close = [b for b in compared.notices.findChildren(QToolButton) if b.accessibleName() == "Dismiss this notice"]
    qtbot.mouseClick(close[0], Qt.MouseButton.LeftButton)
    assert compared.notices.texts() == []
    assert not compared.notices.isVisible()


def test_news_of_the_documents_before_goes_with_them(compared: Window, pair: list[Path], qtbot: QtBot) -> None:
    compared.session.open_files([pair[0]], Side.RIGHT)
    settled(compared, qtbot)
    assert compared.notices.texts() == ["Both sides show the same text, so everything in it is shared."]
    compared.session.open_files([pair[1]], Side.RIGHT)
    settled(compared, qtbot)
    assert compared.notices.texts() == []


def test_one_document_alone_can_be_read(window: Window, pair: list[Path], qtbot: QtBot) -> None:
    window.session.open_files([pair[0]])
    settled(window, qtbot)
    assert window.reading.panes[Side.LEFT].toPlainText().split() == read(pair[0]).text.split()
    assert window.legend.place_text() == "Open a second readout to compare the two"
    assert not window.actions_by_id["export_comparison"].isEnabled()


def test_pasting_takes_the_clipboard(window: Window, pair: list[Path], qtbot: QtBot) -> None:
    for side, key, text in (
        (Side.LEFT, Qt.Key.Key_V, "Xi said A. Trong said B."),
        (Side.RIGHT, Qt.Key.Key_V, "Xi said A. Trong said C."),
    ):
        QGuiApplication.clipboard().setText(text)
        modifier = Qt.KeyboardModifier.ShiftModifier if side is Side.LEFT else Qt.KeyboardModifier.AltModifier
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier | modifier)
        settled(window, qtbot)
        assert window.session.document(side).text == text
        assert window.session.document(side).source.name == "clipboard"
    assert window.session.comparison is not None


def test_keys_change_the_lens_and_keep_the_place(compared: Window, qtbot: QtBot) -> None:
    compared.session.set_focus(Focus(Side.LEFT, 4))
    for number, lens in enumerate(Lens, 1):
        QTest.keyClick(compared, getattr(Qt.Key, f"Key_{number}"))
        assert compared.session.lens is lens
        assert compared.actions_by_id[f"lens_{lens.value}"].isChecked()
        assert compared.session.focus == Focus(Side.LEFT, 4)


@pytest.mark.parametrize("side", list(Side))
def test_letters_work_while_a_pane_has_the_keyboard(compared: Window, side: Side, qtbot: QtBot) -> None:
    pane = compared.reading.panes[side]
    pane.setFocus()
    QTest.keyClick(pane, Qt.Key.Key_N)
    assert compared.session.position() == 0
    QTest.keyClick(pane, Qt.Key.Key_N)
    QTest.keyClick(pane, Qt.Key.Key_F8)
    assert compared.session.position() == 2
    QTest.keyClick(pane, Qt.Key.Key_P)
    QTest.keyClick(pane, Qt.Key.Key_F7)
    assert compared.session.position() == 0
    assert not compared.actions_by_id["previous_difference"].isEnabled()


def test_the_legend_counts_and_goes_to_the_next(compared: Window, qtbot: QtBot) -> None:
    walk = compared.session.walk
    for role, button in compared.legend.buttons.items():
        assert button.count == len(walk.stops.get(role, ()))
        if button.isVisible() and button.count:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
            assert walk.role(compared.session.focus) is role
    compared.session.set_focus(walk.differences[2])
    assert compared.legend.place_text() == f"Difference 3 of {len(walk.differences)}"
    compared.session.set_focus(None)
    assert compared.legend.place_text() == f"{len(walk.differences)} differences"


def test_the_lock_is_told_in_three_places(compared: Window, qtbot: QtBot) -> None:
    lock = next(b for b in compared.legend.findChildren(QToolButton) if b.text() == "Panes locked")
    qtbot.mouseClick(lock, Qt.MouseButton.LeftButton)
    assert lock.text() == "Panes apart"
    assert not compared.reading.is_locked
    assert not compared.actions_by_id["lock_panes"].isChecked()
    compared.actions_by_id["lock_panes"].trigger()
    assert compared.reading.is_locked
    assert lock.text() == "Panes locked"


def test_why_this_pair_follows_the_focus(compared: Window, qtbot: QtBot) -> None:
    session = compared.session
    QTest.keyClick(compared, Qt.Key.Key_W)
    assert compared.why.isVisible()
    for focus in session.differences():
        session.set_focus(focus)
        said = compared.why.text()
        assert said.startswith(f"{'Left' if focus.side is Side.LEFT else 'Right'} sentence {focus.sentence + 1} – ")
        match = session.partners(focus)
        assert ("paired with" in said) == bool(match)
        assert ("No counterpart" in said) == (not match)
    QTest.keyClick(compared, Qt.Key.Key_W)
    assert not compared.why.isVisible()


def test_escape_steps_back_one_thing_at_a_time(compared: Window, qtbot: QtBot) -> None:
    QTest.keyClick(compared, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(compared, Qt.Key.Key_W)
    compared.commands.explain_pair(True)
    compared.session.toggle_speaker("Xi Jinping")
    assert compared.find_bar.isVisible()
    QTest.keyClick(compared, Qt.Key.Key_Escape)
    assert not compared.find_bar.isVisible()
    assert compared.why.isVisible()
    QTest.keyClick(compared, Qt.Key.Key_Escape)
    assert not compared.why.isVisible()
    assert compared.session.filter
    QTest.keyClick(compared, Qt.Key.Key_Escape)
    assert not compared.session.filter


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_theme_reaches_every_widget(compared: Window, name: str, qtbot: QtBot) -> None:
    compared.actions_by_id[f"theme_{name}"].trigger()
    theme = load_theme(name)
    assert QApplication.palette().color(QPalette.ColorRole.Base) == QColor(theme["paper"])
    image = compared.grab().toImage()
    points = [(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)]
    seen = Counter(image.pixelColor(x, y).name().upper() for x, y in points)
    other = load_theme("dark" if name == "light" else "light")
    for role in ("paper", "panel"):
        assert seen[theme[role]] > len(points) / 20
        # Edges of letters may hit a colour of the other scheme by chance, areas may not.
        assert seen[other[role]] < len(points) / 200
    assert compared.settings["theme"] == name


def test_the_window_comes_back_as_it_was(open_window: Callable[[], Window], pair: list[Path], qtbot: QtBot) -> None:
    first = open_window()
    first.resize(1111, 777)
    first.session.open_files(pair)
    settled(first, qtbot)
    first.commands.set_lens("topics")
    first.set_theme("dark")
    first.commands.lock_panes(False)
    first.commands.zoom_in()
    first.commands.zoom_in()
    first.session.set_focus(first.session.differences()[5])
    first.frame.texts.setSizes([300, 811])
    QApplication.processEvents()
    place = first.reading.place()
    focus = first.session.focus
    first.close()
    second = open_window()
    assert second.session.lens is Lens.TOPICS
    assert second.settings["theme"] == "dark"
    assert second.reading.place()["zoom"] == 2
    assert second.settings["window_size"] == [1111, 777]
    assert second.settings["sidebar_width"] == 300
    assert not second.reading.is_locked
    second.resize(1111, 777)
    go_on = next(b for b in second.start.findChildren(QPushButton) if b.isVisible() and b.text().startswith("Go on"))
    qtbot.mouseClick(go_on, Qt.MouseButton.LeftButton)
    settled(second, qtbot)
    assert second.session.paths == {Side.LEFT: pair[0], Side.RIGHT: pair[1]}
    qtbot.waitUntil(lambda: second.session.focus == focus)
    qtbot.waitUntil(lambda: second.reading.place()["left"] == pytest.approx(place["left"], abs=2))


def test_relative_paths_are_kept_whole(
    window: Window, pair: list[Path], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.chdir(pair[0].parent)
    window.session.open_files([Path(path.name) for path in pair])
    settled(window, qtbot)
    window.close()
    assert Settings()["last_pair"] == [str(path) for path in pair]


def test_files_opened_of_late_are_remembered(open_window: Callable[[], Window], tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "a & b.txt"
    path.write_text("One sentence stands here.", encoding="utf-8")
    first = open_window()
    first.commands.open_paths([path])
    settled(first, qtbot)
    first.close()
    second = open_window()
    entries = second.submenus["open_recent"].actions()
    assert [entry.text() for entry in entries] == ["a && b.txt"]
    entries[0].trigger()
    settled(second, qtbot)
    assert second.session.left.text == read(path).text


def test_picking_brings_a_picked_sentence_into_sight_and_keys_walk_them(compared: Window, qtbot: QtBot) -> None:
    session = compared.session
    topic = session.right.sentences[-1].topics[0]
    last = max(k for k, s in enumerate(session.right.sentences) if topic in s.topics)
    rare = next(
        t.label
        for t in session.right.topics
        if all(t.label not in s.topics for s in (*session.left.sentences[:6], *session.right.sentences[:6]))
    )
    assert last > 6
    session.toggle_topic(rare)
    qtbot.waitUntil(lambda: session.focus is not None)
    assert session.focus in session.picked()
    count = len(session.picked())
    shown = [label.text() for label in compared.legend.findChildren(QLabel)]
    assert f"{count} sentence{'s' if count > 1 else ''} picked" in shown
    seen = []
    for _step in range(count):
        seen.append(session.focus)
        QTest.keyClick(compared, Qt.Key.Key_K)
    assert sorted(seen, key=session.walk.key) == session.picked()
    assert session.focus == seen[0]
    QTest.keyClick(compared, Qt.Key.Key_K, Qt.KeyboardModifier.ShiftModifier)
    assert session.focus == seen[-1]


def test_picking_what_is_in_sight_moves_nothing(compared: Window, qtbot: QtBot) -> None:
    before = compared.reading.place()
    compared.session.toggle_speaker(compared.session.left.sentences[0].speaker)
    QApplication.processEvents()
    assert compared.session.focus is None
    assert compared.reading.place() == before


def test_a_long_reading_is_told_even_before_anything_is_open(window: Window, qtbot: QtBot) -> None:
    assert not window.legend.isVisible()
    window.session._set_busy("Reading a long text …")
    qtbot.waitUntil(window.legend.isVisible)
    assert "Reading a long text …" in [label.text() for label in window.legend.findChildren(QLabel)]
    window.session._set_busy("")
    assert not window.legend.isVisible()


def test_samples_can_be_opened_alone_and_in_pairs(window: Window, qtbot: QtBot) -> None:
    menu = next(m for m in window.menuBar().findChildren(QMenu) if m.title() == "&Samples")
    titles = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert titles[1:] == [sample.title for sample in samples()]
    pairs = menu.actions()[0].menu()
    assert len(pairs.actions()) == 10
    pairs.actions()[-1].trigger()
    settled(window, qtbot)
    assert window.session.paths == {Side.LEFT: samples()[-2].path, Side.RIGHT: samples()[-1].path}


def test_settings_that_cannot_be_kept_do_not_stop_closing(
    window: Window, settings_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings_folder.write_text("a file where the folder should be", encoding="utf-8")
    assert window.close()
    assert "could not be" in capsys.readouterr().err
    assert Settings(settings_folder / "settings.toml")["theme"] == "system"


def test_no_label_reads_text_as_a_page(compared: Window, tmp_path: Path, qtbot: QtBot) -> None:
    hostile = tmp_path / "<img src='file:x.png'>.txt"
    hostile.write_text("<b>President <img src='//host/x'> Xi</b> said <script>x</script> & more.", encoding="utf-8")
    compared.session.open_files([hostile], Side.LEFT)
    settled(compared, qtbot)
    compared.session.open_files([tmp_path / "<img src=x>"], Side.RIGHT)
    settled(compared, qtbot)
    labels = compared.findChildren(QLabel)
    assert labels
    for label in labels:
        assert label.textFormat() == Qt.TextFormat.PlainText, label.text()
    for widget in compared.findChildren(QWidget):
        assert "<img" not in widget.toolTip()


def test_everything_that_takes_the_keyboard_has_a_name(compared: Window) -> None:
    compared.find_bar.open_bar()
    compared.commands.explain_pair(True)
    for widget in compared.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.focusProxy():
            name = widget.accessibleName() or getattr(widget, "text", lambda: "")()
            assert name.strip(), (type(widget).__name__, widget.objectName(), widget.parent())


def test_the_panes_keep_their_size_when_the_legend_comes(window: Window, pair: list[Path], qtbot: QtBot) -> None:
    window.session.open_files([pair[0]])
    qtbot.waitUntil(lambda: window.session.left is not None and not window.session.busy, timeout=20_000)
    before = window.reading.height()
    window.session.open_files([pair[1]], Side.RIGHT)
    qtbot.waitUntil(lambda: window.session.comparison is not None and not window.session.busy, timeout=20_000)
    QApplication.processEvents()
    assert window.reading.height() == before
