"""The few things a person sets once. Each takes effect as soon as it is set."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFontComboBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from reader.bundled import themes
from reader.i18n import LANGUAGES, _, language
from reader.settings import ALL, Setting, Settings
from reader.theme import load_theme


class PreferencesDialog(QDialog):
    """The settings that have a title, in the order of their table."""

    def __init__(self, settings: Settings, changed: Callable[[str], object], parent: QWidget | None = None) -> None:
        """``changed`` gets the name of a setting that has another value now."""
        super().__init__(parent)
        self.setObjectName("preferences")
        self.setWindowTitle(_("Preferences"))
        self._settings, self._changed = settings, changed
        self.controls: dict[str, QWidget] = {}
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        for setting in ALL:
            if setting.title:
                control = self._control(setting)
                control.setAccessibleDescription(_(setting.about))
                control.setToolTip(_(setting.about))
                self.controls[setting.name] = control
                is_switch = isinstance(control, QCheckBox)
                form.addRow("" if is_switch else _(setting.title), control)
                if not is_switch:
                    control.setAccessibleName(_(setting.title))
        self._again = QLabel(_("The language changes when Readout is started again."), self)
        self._again.setTextFormat(Qt.TextFormat.PlainText)
        self._again.setProperty("quiet", True)
        self._again.setWordWrap(True)
        self._again.setVisible(False)
        form.insertRow(1, "", self._again)
        form.setRowVisible(1, False)
        self._form = form
        buttons = QDialogButtonBox(self)
        buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole).clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(18)
        layout.addLayout(form)
        layout.addWidget(buttons)
        self.setMinimumWidth(460)

    def _control(self, setting: Setting) -> QWidget:
        value = self._settings[setting.name]
        if setting.choices:
            return self._choice(setting, value)
        if isinstance(setting.default, bool):
            switch = QCheckBox(_(setting.title), self)
            switch.setChecked(value)
            switch.toggled.connect(lambda on: self._set(setting.name, on))
            return switch
        if isinstance(setting.default, int):
            number = QSpinBox(self, minimum=setting.lowest or 0, maximum=setting.highest or 99, value=value)
            number.setSuffix(_UNITS[setting.name]())
            number.valueChanged.connect(lambda to: self._set(setting.name, to))
            return number
        return self._typeface(setting, value)

    def _choice(self, setting: Setting, value: str) -> QComboBox:
        box = QComboBox(self)
        for choice in setting.choices:
            box.addItem(_choice_name(setting.name, choice), choice)
        box.setCurrentIndex(max(0, box.findData(value)))
        box.currentIndexChanged.connect(lambda _index: self._set(setting.name, box.currentData()))
        return box

    def _typeface(self, setting: Setting, value: str) -> QWidget:
        box = QFontComboBox(self)
        box.setEditable(False)
        box.insertItem(0, _("Usual serif"))
        box.setCurrentIndex(max(0, box.findText(value)) if value else 0)
        box.setMaximumWidth(280)

        def chosen(index: int) -> None:
            self._set(setting.name, box.itemText(index) if index > 0 else "")

        box.activated.connect(chosen)
        return box

    def _set(self, name: str, value: Any) -> None:
        if value != self._settings[name]:
            self._settings[name] = value
            self._changed(name)
        if name == "language":
            self._form.setRowVisible(1, value not in ("system", language()))


_UNITS = {"font_size": lambda: _(" pt"), "line_width": lambda: _(" characters")}


def _choice_name(setting: str, choice: str) -> str:
    if setting == "language" and choice in LANGUAGES:
        return LANGUAGES[choice]
    if setting == "theme" and choice in themes():
        return _(load_theme(choice).label)
    return {
        "system": _("As the desktop is"),
        "none": _("None: go there at once"),
    }[choice]
