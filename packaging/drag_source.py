"""A small window from which files can be dragged into another program with the mouse, like out of a file manager."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel


class Files(QLabel):
    """Gives the files away to whoever they are dropped on."""

    def __init__(self, paths: list[Path]) -> None:
        super().__init__("\n".join(path.name for path in paths), textFormat=Qt.TextFormat.PlainText)
        self._paths = paths
        self.setWindowTitle("Files")
        self.setMargin(12)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Starts the drag as soon as the mouse moves with the button down."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in self._paths])
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)
        # Whoever took the files asks for their names only now.
        QTimer.singleShot(5000, QApplication.quit)


if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    app.setApplicationName("files")
    files = Files([Path(name).resolve() for name in sys.argv[1:]])
    files.setGeometry(40, 700, 300, 80)
    files.show()
    sys.exit(app.exec())
