from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from reader.ui.views.tooltip import tooltip


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1))
def test_a_tooltip_shows_a_text_as_it_stands(text: str) -> None:
    page = QTextDocument()
    page.setHtml(tooltip(text))
    assert page.toPlainText() == text
    page.deleteLater()


def test_each_text_is_a_paragraph_and_empty_ones_are_none() -> None:
    assert tooltip("", "a", "", "<b>") == "<p>a</p><p>&lt;b&gt;</p>"
    assert tooltip("") == ""
