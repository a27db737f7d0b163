from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from reader.marks import Role
from reader.model import Order, Side
from reader.ui.dialogs.encoding import EncodingDialog
from reader.ui.window import Window

_LONG = 20_000


def opened(window: Window, qtbot: QtBot, *paths: Path) -> None:
    window.session.open_files(list(paths))
    settled(window, qtbot)


def settled(window: Window, qtbot: QtBot) -> None:
    session = window.session
    qtbot.waitUntil(lambda: session.comparison is not None and not session.busy, timeout=_LONG)
    QApplication.processEvents()  # what is asked comes after what is shown


def answer(window: Window, text: str, qtbot: QtBot) -> None:
    (button,) = [one for one in window.notices.findChildren(QToolButton) if one.text() == text and one.isVisible()]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def undated(tmp_path: Path) -> list[Path]:
    texts = ("Both sides agreed to talk.\n\nTrade was good.", "Both sides agreed to talk again.\n\nFish were counted.")
    out = []
    for name, text in zip("ab", texts, strict=True):
        out.append(tmp_path / f"{name}.txt")
        out[-1].write_text(text)
    return out


def test_which_is_earlier_is_asked_where_no_date_tells(window: Window, undated: list[Path], qtbot: QtBot) -> None:
    opened(window, qtbot, *undated)
    assert window.notices.texts() == ["No date was found in either readout. Which one is earlier?"]
    assert window.legend.buttons[Role.ONLY_HERE].isVisible()
    answer(window, "The left one", qtbot)
    qtbot.waitUntil(lambda: window.session.comparison.summary.order is Order.LEFT_EARLIER, timeout=_LONG)  # type: ignore[union-attr]
    assert window.notices.texts() == []
    assert window.legend.buttons[Role.NEW].isVisible()
    assert not window.legend.buttons[Role.ONLY_HERE].isVisible()
    window.commands.undo_judgement()
    qtbot.waitUntil(lambda: window.session.comparison.summary.order is Order.UNKNOWN, timeout=_LONG)  # type: ignore[union-attr]
    assert window.notices.texts() == [], "it was asked once"


def test_who_does_not_know_is_left_alone(window: Window, undated: list[Path], qtbot: QtBot) -> None:
    opened(window, qtbot, *undated)
    answer(window, "I do not know", qtbot)
    assert window.notices.texts() == []
    assert window.session.judgements.earlier is None


def test_the_question_is_settled_from_the_menu_too(window: Window, undated: list[Path], qtbot: QtBot) -> None:
    opened(window, qtbot, *undated)
    window.actions_by_id["call_right_earlier"].trigger()
    qtbot.waitUntil(lambda: window.session.comparison.summary.order is Order.RIGHT_EARLIER, timeout=_LONG)  # type: ignore[union-attr]
    assert window.notices.texts() == []


def test_nothing_is_asked_where_the_dates_are_known(compared: Window) -> None:
    assert compared.notices.texts() == []


def test_an_encoding_that_was_guessed_is_owned_up_to_and_can_be_chosen(
    window: Window, pair: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    words = "Президент сказал, что отношения между странами хороши. Стороны договорились о торговле."
    path = tmp_path / "koi.txt"
    path.write_bytes(words.encode("koi8-r"))
    opened(window, qtbot, pair[0], path)
    (said,) = [text for text in window.notices.texts() if "koi.txt" in text]
    assert "does not say how its letters are to be read" in said
    answer(window, "Choose another …", qtbot)
    dialog = window.findChild(EncodingDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    rows = {dialog.list.item(k).data(Qt.ItemDataRole.UserRole): k for k in range(dialog.list.count())}
    dialog.list.setCurrentRow(rows["cp1251"])
    assert words[:9] not in dialog.preview.toPlainText()
    dialog.list.setCurrentRow(rows["koi8-r"])
    assert dialog.preview.toPlainText().startswith(words[:9])
    dialog.list.setCurrentRow(rows["cp866"])
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    wrong = words.encode("koi8-r").decode("cp866")[:9]
    qtbot.waitUntil(lambda: window.session.right is not None and window.session.right.text.startswith(wrong))
    settled(window, qtbot)
    right = window.session.right
    assert right is not None
    assert right.source.encoding == "cp866"


def test_a_text_without_a_file_has_no_encoding_to_choose(compared: Window, qtbot: QtBot) -> None:
    compared.session.open_text("Pasted words.", Side.LEFT, "clipboard")
    qtbot.waitUntil(lambda: compared.session.paths[Side.LEFT] is None, timeout=_LONG)
    settled(compared, qtbot)
    compared.commands.ask_encoding(Side.LEFT)
    assert compared.findChild(EncodingDialog) is None
    assert any("did not come from a file" in text for text in compared.notices.texts())


def test_two_languages_are_told_and_forgotten_with_the_texts(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    texts = {
        "en": "On 3 May 2024 both sides agreed to strengthen their cooperation on climate change and on trade.",
        "zh": "2024年5月4日，双方同意加强气候变化和贸易领域的合作，推动两国关系发展。",
        "new": "On 5 May 2024 both sides agreed to deepen their cooperation on climate change and on fisheries.",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    opened(window, qtbot, tmp_path / "en.txt", tmp_path / "zh.txt")
    (told,) = window.notices.texts()
    assert told.startswith("The two texts are in different languages (English and Chinese).")
    opened(window, qtbot, tmp_path / "en.txt", tmp_path / "new.txt")
    qtbot.waitUntil(lambda: window.notices.texts() == [], timeout=_LONG)
