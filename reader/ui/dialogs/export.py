"""Handing a comparison on: format, what to include, where to; with a preview of what will be written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QFontDatabase, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reader.export import ALL, Exporter, ExportOptions, Section
from reader.export.facts import lens_name
from reader.export.view_words import filter_line
from reader.i18n import _, ngettext, shown_number
from reader.marks import Filter, Lens
from reader.model import Comparison
from reader.settings import Settings
from reader.ui import tasks
from reader.ui.dialogs.fitting import resize_within_screen
from reader.ui.preview import Preview, preview

_PAUSE: Final = 250
"""Milliseconds without a change after which the preview is made again."""
_WIDTH: Final = 470
"""Width of a page in the preview, in pixels of the window."""
_WITH_THEME: Final = frozenset(("html",))
_WITH_SECTIONS: Final = frozenset(("html", "markdown", "docx", "pdf"))
_WITH_LENS: Final = frozenset(("html", "docx", "pdf"))


def _about(name: str) -> str:
    return {
        "html": _("One page that opens in every browser; Readout can open it again."),
        "json": _("The whole comparison as data, for programs."),
        "markdown": _("A brief to paste into notes or a report."),
        "csv": _("A table of sentences and pairs, for a spreadsheet."),
        "docx": _("For a word processor; reworded sentences as tracked changes."),
        "pdf": _("Pages to print, mail or keep."),
    }.get(name, "")


def _scrolled(fields: QWidget) -> QScrollArea:
    """The fields, which scroll where the screen is too low for them; the buttons below stay in sight."""
    area = QScrollArea(fields.parentWidget())
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(fields)
    area.setMinimumWidth(fields.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width())
    return area


def _sections() -> dict[Section, str]:
    return {
        Section.NOTES: _("&Notes"),
        Section.STATES: _("Sentences by s&tate"),
        Section.FORMULATIONS: _("&Formulations"),
        Section.SPEAKERS: _("S&peakers"),
        Section.TOPICS: _("T&opics"),
        Section.REASONS: _("&Why these pairs"),
    }


class ExportDialog(QDialog):
    """Asks how and where to export; ``done`` gets path, format and options when the person agrees."""

    def __init__(
        self,
        comparison: Comparison,
        lens: Lens,
        chosen: Filter,
        settings: Settings,
        done: Callable[[Path, str, ExportOptions], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("export_comparison")
        self.setWindowTitle(_("Export the comparison"))
        self._comparison, self._filter, self._settings, self._done = comparison, chosen, settings, done
        waiting: list[tasks.Token] = []
        self._waiting = waiting
        # With a window that is closed the dialog goes without being finished; no preview may arrive after that.
        self.destroyed.connect(lambda: _drop(waiting))
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._make_preview)
        self._build(lens)
        self._restore()
        self._listen()
        self._change_format()
        resize_within_screen(self, 1040, 720)

    # Building ----------------------------------------------------------------------------------------------------

    def _build(self, lens: Lens) -> None:
        self.format = QComboBox(self)
        for exporter in ALL:
            self.format.addItem(f"{_(exporter.label)} ({exporter.suffix})", exporter.name)
        self.about = _quiet(self)
        self.title = QLineEdit(self)
        self.title.setPlaceholderText(_("Two readouts compared"))
        self.lens = QComboBox(self)
        for one in Lens:
            self.lens.addItem(lens_name(one), one.value)
        self.lens.setCurrentIndex(self.lens.findData(lens.value))
        self.theme = QComboBox(self)
        for value, text in (("auto", _("As its reader's device")), ("light", _("Light")), ("dark", _("Dark"))):
            self.theme.addItem(text, value)
        self.sections = {section: QCheckBox(text, self) for section, text in _sections().items()}
        self.keep_filter = QCheckBox(_("Dim what does not fit the filte&r"), self)
        self.keep_filter.setChecked(True)
        self.filter = _quiet(self)
        self.filter.setText(filter_line(self._comparison, self._filter))
        self.path = QLineEdit(self)
        self.browse = QPushButton(_("&Browse…"), self)
        self.notice = _quiet(self)
        self.buttons = QDialogButtonBox(self)
        self.export = self.buttons.addButton(_("&Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.export.setDefault(True)
        self.shown = _PreviewArea(self)
        self._lay_out()

    def _lay_out(self) -> None:
        fields = QWidget(self)
        form = QFormLayout(fields)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(_("For&mat"), self.format)
        form.addRow("", self.about)
        form.addRow(_("T&itle"), self.title)
        form.addRow(_("Emphasi&se"), self.lens)
        form.addRow(_("&Colours"), self.theme)
        include = QWidget(self)
        column = QVBoxLayout(include)
        column.setContentsMargins(0, 4, 0, 4)
        always = _quiet(self)
        always.setText(_("Both texts, sources, summary and what you decided are always in it."))
        column.addWidget(always)
        for box in self.sections.values():
            column.addWidget(box)
        form.addRow(_("Include"), include)
        if self._filter:
            form.addRow(_("Filter"), self.keep_filter)
            form.addRow("", self.filter)
        else:
            self.keep_filter.hide()
            self.filter.hide()
        form.addRow(_("F&ile"), self.path)
        form.addRow("", self.browse)
        form.addRow("", self.notice)
        left = QVBoxLayout()
        left.addWidget(_scrolled(fields), 1)
        left.addWidget(self.buttons)
        layout = QHBoxLayout(self)
        layout.addLayout(left, 0)
        layout.addWidget(self.shown, 1)

    def _listen(self) -> None:
        self.format.currentIndexChanged.connect(self._change_format)
        for box in (self.lens, self.theme):
            box.currentIndexChanged.connect(self._timer.start)
        for check in (*self.sections.values(), self.keep_filter):
            check.toggled.connect(self._timer.start)
        self.title.textChanged.connect(self._timer.start)
        self.path.textChanged.connect(self._check_path)
        self.browse.clicked.connect(self._browse)
        self.buttons.accepted.connect(self._agree)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self._drop)

    # What was chosen ---------------------------------------------------------------------------------------------

    @property
    def exporter(self) -> Exporter:
        """The format that is chosen."""
        return next(one for one in ALL if one.name == self.format.currentData())

    def options(self) -> ExportOptions:
        """The options that are chosen."""
        to = self.exporter.name
        out = ExportOptions(
            title=" ".join(self.title.text().split()) or None,
            lens=Lens(self.lens.currentData()),
            filter=self._filter if self.keep_filter.isChecked() else Filter(),
        )
        if to in _WITH_THEME:
            out = replace(out, theme=self.theme.currentData())
        if to in _WITH_SECTIONS:
            out = replace(out, left_out=frozenset(s for s, box in self.sections.items() if not box.isChecked()))
        return out

    def _restore(self) -> None:
        settings = self._settings
        self.format.setCurrentIndex(max(0, self.format.findData(settings["export_format"])))
        self.theme.setCurrentIndex(max(0, self.theme.findData(settings["export_theme"])))
        left_out = set(settings["export_left_out"])
        for section, box in self.sections.items():
            box.setChecked(section.value not in left_out)
        documents = (self._comparison.left, self._comparison.right)
        stem = " – ".join(_stem(document.source.name) for document in documents)
        folder = settings["export_folder"] or settings["last_folder"] or str(Path.home())
        self.path.setText(str(Path(folder) / f"{stem}{self.exporter.suffix}"))

    def _remember(self, path: Path) -> None:
        settings = self._settings
        settings["export_folder"] = str(path.parent)
        settings["export_format"] = self.exporter.name
        settings["export_theme"] = self.theme.currentData()
        settings["export_left_out"] = [s.value for s, box in self.sections.items() if not box.isChecked()]

    # Answers to the person ---------------------------------------------------------------------------------------

    def _change_format(self) -> None:
        exporter = self.exporter
        self.about.setText(_about(exporter.name))
        for box in self.sections.values():
            box.setEnabled(exporter.name in _WITH_SECTIONS)
        has_notes = bool(self._comparison.judgements.notes)
        self.sections[Section.NOTES].setEnabled(has_notes and exporter.name in _WITH_SECTIONS)
        self.sections[Section.STATES].setEnabled(exporter.name in _WITH_SECTIONS - {"markdown"})
        self.sections[Section.REASONS].setEnabled(exporter.name in _WITH_SECTIONS - {"markdown"})
        self.theme.setEnabled(exporter.name in _WITH_THEME)
        self.lens.setEnabled(exporter.name in _WITH_LENS)
        path = Path(self.path.text())
        if path.name and path.suffix.lower() in {one.suffix for one in ALL}:
            self.path.setText(str(path.with_suffix(exporter.suffix)))
        self._check_path()
        self._timer.start()

    def _check_path(self) -> None:
        """Says in time what would be in the way; the button is there only where it can do what it says."""
        text = self.path.text().strip()
        path = Path(text)
        is_folder = bool(text) and path.is_dir()
        has_folder = bool(text) and path.parent.is_dir()
        exists = has_folder and not is_folder and path.exists()
        if not text or is_folder:
            told = _("Name a file.")
        elif not has_folder:
            told = _("The folder “{folder}” does not exist.").format(folder=path.parent)
        else:
            told = _("That file is there already and will be replaced.") if exists else ""
        self.notice.setText(told)
        self.notice.setVisible(bool(told))
        self.export.setEnabled(has_folder and not is_folder)
        self.export.setText(_("R&eplace") if exists else _("&Export"))

    def _browse(self) -> None:
        exporter = self.exporter
        chooser = QFileDialog(self, _("Where to export"), str(Path(self.path.text()).parent))
        chooser.setObjectName("export_target")
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # The button of this dialog says that a file is replaced; asking twice would be once too often.
        chooser.setOption(QFileDialog.Option.DontConfirmOverwrite)
        chooser.setNameFilters([f"{_(exporter.label)} (*{exporter.suffix})", _("All files (*)")])
        chooser.setDefaultSuffix(exporter.suffix.lstrip("."))
        chooser.selectFile(Path(self.path.text()).name)
        chooser.fileSelected.connect(self.path.setText)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _agree(self) -> None:
        path = Path(self.path.text().strip())
        if not path.suffix:
            path = path.with_suffix(self.exporter.suffix)
        self._remember(path)
        options, to = self.options(), self.exporter.name
        self.accept()
        self._done(path, to, options)

    # Preview -----------------------------------------------------------------------------------------------------

    def _make_preview(self) -> None:
        self._drop()
        self.shown.begin()
        comparison, to, options = self._comparison, self.exporter.name, self.options()
        width = round(_WIDTH * self.devicePixelRatioF())
        self._waiting.append(
            tasks.run(
                lambda: preview(comparison, to, options, width), done=self._show_preview, failed=self._show_failure
            )
        )

    def _show_preview(self, found: Preview) -> None:
        self._waiting.clear()
        self.shown.show_preview(found, self.devicePixelRatioF())

    def _show_failure(self, error: Exception) -> None:
        self._waiting.clear()
        self.shown.show_failure(str(error))

    def _drop(self) -> None:
        _drop(self._waiting)


def _drop(waiting: list[tasks.Token]) -> None:
    """Answers that are still to come are not wanted any more."""
    while waiting:
        waiting.pop().drop()


class _PreviewArea(QWidget):
    """Pages or text, under a line that says what they are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.caption = _quiet(self)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Preview"))
        self.pages = QScrollArea(self)
        self.pages.setAccessibleName(_("Preview"))
        self.pages.setFrameShape(QFrame.Shape.NoFrame)
        self.pages.setWidgetResizable(True)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.text)
        self._stack.addWidget(self.pages)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.addWidget(self.caption)
        layout.addWidget(self._stack, 1)
        self.setMinimumWidth(_WIDTH + 60)

    def begin(self) -> None:
        self.caption.setText(_("Making a preview…"))

    def show_preview(self, found: Preview, ratio: float) -> None:
        self.caption.setText(_caption(found))
        if not found.pictures:
            kind = QFontDatabase.SystemFont.GeneralFont if found.is_outline else QFontDatabase.SystemFont.FixedFont
            self.text.setFont(QFontDatabase.systemFont(kind))
            self.text.setPlainText(found.text)
            self._stack.setCurrentWidget(self.text)
            return
        column = QWidget(self.pages)
        layout = QVBoxLayout(column)
        for k, picture in enumerate(found.pictures):
            picture.setDevicePixelRatio(ratio)
            page = QLabel(column)
            page.setPixmap(QPixmap.fromImage(picture))
            page.setAccessibleName(_("Page {page} of {pages}").format(page=k + 1, pages=found.pages or "…"))
            page.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            page.setFixedSize(QSize(round(picture.width() / ratio), round(picture.height() / ratio)))
            layout.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self.pages.setWidget(column)
        self._stack.setCurrentWidget(self.pages)

    def show_failure(self, sentence: str) -> None:
        self.caption.setText(sentence)
        self.text.setPlainText("")
        self._stack.setCurrentWidget(self.text)


def _caption(found: Preview) -> str:
    parts = []
    if found.pages:
        parts.append(ngettext("{count} page", "{count} pages", found.pages).format(count=found.pages))
        if found.pages > len(found.pictures):
            parts.append(_("the first {count} are shown").format(count=len(found.pictures)))
    elif found.pictures:
        parts.append(_("The first {count} pages").format(count=len(found.pictures)))
    elif found.is_outline:
        parts.append(_("What the page will hold"))
    else:
        parts.append(_("The file itself") if found.is_whole else _("The beginning of the file"))
    if found.size:
        parts.append(_("{size} kB").format(size=shown_number(max(1, round(found.size / 1000)))))
    return " · ".join(parts)


def _stem(name: str) -> str:
    """A source's name as part of a file's: without ending, and without what no file name may hold."""
    return "".join("_" if c in '/\\:*?"<>|' or not c.isprintable() else c for c in Path(name).stem)[:80] or "readout"


def _quiet(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("quiet", True)
    return label
