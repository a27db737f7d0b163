"""How long the window keeps a person waiting while it is handed hostile files: ``python benchmarks/torture/stalls.py``.

Each file is opened on the left of a real window (offscreen) that already shows two samples. A timer ticks in the
window's own thread; the longest time between two ticks is how long it did not answer. Ends with 1 where that is more
than a tenth of a second, or where the two texts are gone.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from hostile import FAMILIES
from PySide6.QtCore import QEventLoop, QTimer

from reader.samples import samples
from reader.settings import Settings
from reader.ui import tasks
from reader.ui.app import make_application
from reader.ui.session import Session
from reader.ui.window import Window

MOST = 0.1
"""Seconds the window may not answer."""
PATIENCE = 90.0
"""Seconds after which a file is given up."""


class Watch:
    """The longest time between two turns of the event loop."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = perf_counter()
        self._timer = QTimer(interval=0)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begins anew."""
        self.longest, self._last = 0.0, perf_counter()
        self._timer.start()

    def stop(self) -> float:
        """The longest wait since ``start``, in seconds."""
        self._timer.stop()
        return self.longest

    def _tick(self) -> None:
        now = perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def main() -> int:
    """Prints a line for each family; gives the exit code."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["READOUT_CONFIG_DIR"] = str(folder / "settings")
        app = make_application(["readout"])
        session = Session()
        window = Window(session, Settings())
        window.resize(1280, 800)
        window.show()
        watch, faults = Watch(), 0
        loop = QEventLoop()
        poll = QTimer(interval=20)
        poll.timeout.connect(lambda: loop.quit() if not session.busy else None)

        def settle() -> None:
            QTimer.singleShot(int(PATIENCE * 1000), loop, loop.quit)
            poll.start()
            loop.exec()
            poll.stop()

        session.open_files([one.path for one in samples()[:2]])
        settle()
        sys.stdout.write(f"{'hostile files':16}{'files':>7}{'longest wait':>15}\n")
        for family, make in FAMILIES.items():
            worst, count, guilty = 0.0, 0, ""
            for title, data in make():
                path = folder / title
                path.write_bytes(data)
                gc.collect()
                watch.start()
                session.open_files([path])
                settle()
                waited = watch.stop()
                count += 1
                if waited > worst:
                    worst, guilty = waited, title
                faults += session.left is None or session.right is None
                path.unlink()
            faults += worst > MOST
            sys.stdout.write(f"{family:16}{count:7}{worst * 1000:12.0f} ms  {guilty if worst > MOST else ''}\n")
            sys.stdout.flush()
        window.close()
        app.processEvents()
        tasks.finish(60_000)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
