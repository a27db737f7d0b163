"""The window's own colours: a QPalette and a small stylesheet made from a Theme, for Qt's Fusion style."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from reader.bundled import resource
from reader.theme import Theme, load_theme

_R = QPalette.ColorRole


def chosen_theme(wish: str) -> Theme:
    """The theme of a name, or for ``system`` light or dark as the desktop is (light where it does not say)."""
    if wish == "system":
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        wish = "dark" if dark else "light"
    return load_theme(wish)


def colour(theme: Theme, role: str) -> QColor:
    """A theme's colour for painting."""
    return QColor(theme[role])


def qt_palette(theme: Theme) -> QPalette:
    """The theme as Fusion wants it."""
    palette = QPalette()
    roles = {
        _R.Window: "panel",
        _R.Base: "paper",
        _R.AlternateBase: "panel",
        _R.Button: "panel",
        _R.ToolTipBase: "paper",
        _R.WindowText: "ink",
        _R.Text: "ink",
        _R.ButtonText: "ink",
        _R.ToolTipText: "ink",
        _R.BrightText: "dropped_sign",
        _R.PlaceholderText: "muted",
        _R.Highlight: "accent",
        _R.HighlightedText: "paper",
        _R.Link: "accent",
        _R.LinkVisited: "note",
        _R.Mid: "line",
        _R.Midlight: "line",
        _R.Dark: "muted",
        _R.Accent: "accent",
    }
    for role, name in roles.items():
        palette.setColor(role, colour(theme, name))
    palette.setColor(_R.Light, colour(theme, "panel").lighter(110))
    palette.setColor(_R.Shadow, colour(theme, "line").darker(130))
    for role in (_R.WindowText, _R.Text, _R.ButtonText, _R.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, _between(theme, "muted", "panel", 0.45))
    palette.setColor(QPalette.ColorGroup.Disabled, _R.Highlight, colour(theme, "line"))
    return palette


def _between(theme: Theme, one: str, other: str, share: float) -> QColor:
    a, b = colour(theme, one), colour(theme, other)
    pairs = ((a.redF(), b.redF()), (a.greenF(), b.greenF()), (a.blueF(), b.blueF()))
    return QColor.fromRgbF(*(x + (y - x) * share for x, y in pairs))


def stylesheet(theme: Theme) -> str:
    """What Fusion does not draw as quietly as we want: bars, segments, flat buttons, splitter, notices."""
    scheme = "dark" if theme.dark else "light"
    values = {
        **theme.colours,
        "hover": _between(theme, "panel", "ink", 0.07).name(),
        "more": resource(f"icons/more-{scheme}.svg").as_posix(),
        "tick": resource(f"icons/tick-{scheme}.svg").as_posix(),
        "faint": _between(theme, "muted", "panel", 0.45).name(),
    }
    return _replace(_SHEET, values)


def _replace(sheet: str, values: dict[str, str]) -> str:
    for name in sorted(values, key=len, reverse=True):
        sheet = sheet.replace(f"@{name}", values[name])
    return sheet


_SHEET = """
QMenuBar { background: @panel; color: @ink; border-bottom: 1px solid @line; padding: 2px 6px; }
QMenuBar::item { background: transparent; padding: 4px 9px; border-radius: 4px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: @focus_bg; color: @ink; }
QMenu { background: @paper; color: @ink; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 4px 22px 4px 24px; border-radius: 4px; }
QMenu::item:selected { background: @focus_bg; color: @ink; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @line; margin: 4px 6px; }
QToolTip { background: @paper; color: @ink; border: 1px solid @line; padding: 4px; }

QToolBar { background: @panel; border: 0; border-bottom: 1px solid @line; padding: 3px 10px; spacing: 2px; }
QToolBar QToolButton, QToolButton[flat="true"] {
  background: transparent; color: @ink; border: 1px solid transparent; border-radius: 4px; padding: 4px 8px; }
QToolBar QToolButton:hover, QToolButton[flat="true"]:hover { background: @hover; }
QToolBar QToolButton:pressed, QToolButton[flat="true"]:pressed { background: @focus_bg; }
QToolBar QToolButton:focus, QToolButton[flat="true"]:focus { border-color: @accent; }
QToolBar QToolButton:disabled, QToolButton[flat="true"]:disabled { color: @faint; }
QToolButton[flat="true"]:checked { background: @focus_bg; }
QToolBar QToolButton#qt_toolbar_ext_button { padding: 0; min-width: 16px; qproperty-icon: url("@more"); }
QFrame#lenses { border: 1px solid @line; border-radius: 5px; background: @paper; }
QFrame#lenses QToolButton {
  border: 1px solid transparent; border-right: 1px solid @line; border-radius: 0; padding: 4px 12px;
  background: transparent; }
QFrame#lenses QToolButton[last="true"] { border-right-color: transparent; }
QFrame#lenses QToolButton:hover { background: @hover; }
QFrame#lenses QToolButton:checked { background: @accent; color: @paper; }
QFrame#lenses QToolButton:checked:disabled { background: @line; color: @muted; }
QFrame#lenses QToolButton:focus { border: 1px solid @ink; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; border: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; border: 0; }
QScrollBar::handle { background: @line; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: @line; }
QSplitter::handle:horizontal { width: 1px; }
QFrame#sidebar { background: @panel; border: 0; }
QTreeView { background: @panel; border: 0; outline: 0; }
QHeaderView::section { background: @panel; color: @muted; border: 0; border-bottom: 1px solid @line;
  padding: 4px; }
QCheckBox::indicator, QTreeWidget::indicator {
  width: 13px; height: 13px; border: 1px solid @muted; border-radius: 3px; background: @paper; }
QCheckBox::indicator:checked, QTreeWidget::indicator:checked {
  background: @accent; border-color: @accent; image: url("@tick"); }
QRadioButton::indicator { width: 13px; height: 13px; border: 1px solid @muted; border-radius: 7px; background: @paper; }
QRadioButton::indicator:checked { width: 5px; height: 5px; border: 5px solid @accent; }
QCheckBox:focus, QRadioButton:focus { color: @accent; }
QTabBar { background: @panel; }
QTabBar QToolButton { background: @panel; border: 0; }
QTabBar::tab { background: transparent; color: @muted; padding: 6px 5px 5px 5px; border: 0;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @ink; border-bottom-color: @accent; }
QTabBar::tab:hover { color: @ink; }
QLineEdit { background: @paper; color: @ink; border: 1px solid @line; border-radius: 4px; padding: 4px 6px;
  selection-background-color: @accent; selection-color: @paper; }
QLineEdit:focus { border-color: @accent; }
QPushButton { background: @paper; color: @ink; border: 1px solid @line; border-radius: 4px; padding: 5px 12px; }
QPushButton:hover { background: @hover; }
QPushButton:focus { border-color: @accent; }
QPushButton:default { border-color: @accent; }
QPushButton:disabled { color: @faint; }

QFrame[bar="true"] { background: @panel; border: 0; border-top: 1px solid @line; }
QFrame[notice="info"] { background: @shared_bg; border: 0; border-bottom: 1px solid @line; }
QFrame[notice="info"] QLabel { color: @ink; }
QFrame[notice="warning"] { background: @reworded_bg; border: 0; border-bottom: 1px solid @line; }
QFrame[notice="warning"] QLabel { color: @reworded_fg; }
QFrame[notice="error"] { background: @dropped_bg; border: 0; border-bottom: 1px solid @line; }
QFrame[notice="error"] QLabel { color: @dropped_fg; }
QLabel[quiet="true"] { color: @muted; }
QLabel[heading="true"] { font-weight: 600; }
QLabel[title="true"] { font-size: 20pt; }
QFrame#start { background: @paper; }
"""
