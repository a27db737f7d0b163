"""Starts the window."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QTimer, QTranslator, Signal
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication

from reader import __version__
from reader.bundled import resource
from reader.i18n import VARIABLE, environment, language, set_language
from reader.settings import Settings
from reader.ui import start, tasks
from reader.ui.messages import install_hook
from reader.ui.session import Session
from reader.ui.window import Window


class Application(QApplication):
    """The Qt application, which is told by macOS which documents to open."""

    file_handed_over = Signal(str)
    """Path of a document that was double-clicked or dropped on the program's icon."""

    def event(self, event: QEvent) -> bool:
        """Tells of documents; everything else is Qt's."""
        if isinstance(event, QFileOpenEvent):
            self.file_handed_over.emit(event.file())
            return True
        return bool(super().event(event))


_CHINESE = ("Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei")
_AT_LATEST = 500
"""Milliseconds after which the files are read even if the window has not been seen: it may have been minimised."""


def make_application(arguments: list[str]) -> QApplication:
    """The Qt application with our names, icon and the Fusion style; the one that runs already, if one does."""
    running = QApplication.instance()
    # Chosen here, since setStyle gives the style back, and with it the many names of everything it can draw.
    app = running if isinstance(running, QApplication) else Application([*arguments, "-style", "fusion"])
    app.setApplicationName("readout")
    app.setApplicationDisplayName("Readout")
    app.setApplicationVersion(__version__)
    # The desktop finds the icon by this name; in a Flatpak everything is called after its id.
    app.setDesktopFileName(os.environ.get("FLATPAK_ID", "readout"))
    # What Qt itself writes speaks the language of the texts around it.
    QLocale.setDefault(QLocale(language()))
    if language() == "zh-Hans":
        font = app.font()
        font.setFamilies([*font.families(), *_CHINESE])  # else the characters come from whatever font has them
        app.setFont(font)
    if language() != "en" and not app.findChild(QTranslator):
        texts = QTranslator(app)  # of Qt's own dialogs, where Qt has them
        if texts.load(QLocale(), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(texts)
    icon = resource("icons/readout.svg")
    if icon.is_file():
        app.setWindowIcon(QIcon(str(icon)))
    return app


def speak(settings: Settings) -> None:
    """Chooses the interface's language before anything is shown: the setting, else what the desktop asks for."""
    wish = "system" if VARIABLE in os.environ else settings["language"]
    # The processes that the window starts speak as it does.
    os.environ[VARIABLE] = set_language(wish, environment() or QLocale.system().uiLanguages())


def begin(window: Window, left: Path | None, right: Path | None) -> None:
    """Shows the window on the files that were named, or on those of the last time where the reader wishes that.

    Two short texts are on the screen before the work of reading and comparing them begins.
    """
    paths = [path for path in (left, right) if path is not None]
    is_last = not paths and window.settings["restore_last"] and len(window.settings["last_pair"]) == 2
    seen = [Path(path) for path in window.settings["last_pair"]] if is_last else paths
    if len(seen) == 2:
        window.glance(seen)
    if is_last:
        window.when_complete(window.open_last)
    elif paths:
        window.when_complete(lambda: window.session.open_files(paths))
    window.when_complete(window.offer_unsaved)
    window.show()
    QTimer.singleShot(_AT_LATEST, window, window.complete)


def run(left: Path | None, right: Path | None) -> int:
    """Opens the window on up to two files and stays until it is closed; gives the exit code."""
    settings = Settings()
    speak(settings)
    app = make_application(sys.argv[:1])
    session = Session()
    window = Window(session, settings)
    install_hook(session.notice_posted.emit)
    if isinstance(app, Application):
        app.file_handed_over.connect(lambda path: session.open_files([Path(path)]))
    window.when_complete(start.finish)
    begin(window, left, right)
    code = app.exec()
    if not tasks.finish():
        # Work that cannot be interrupted would keep the program alive without a window; everything is saved by now.
        os._exit(code)
    return code
